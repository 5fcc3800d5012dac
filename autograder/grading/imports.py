"""What a unit needs beyond torch, and whether this machine has it."""

from __future__ import annotations

import functools
import importlib.util

from autograder.course import Unit


def missing_imports(unit: Unit) -> tuple[str, ...]:
    """The packages of the unit's `imports` that are not installed here."""
    return _missing(unit.imports)


@functools.cache
def _missing(imports: tuple[str, ...]) -> tuple[str, ...]:
    packages = dict.fromkeys(name.partition(".")[0] for name in imports)
    return tuple(package for package in packages if importlib.util.find_spec(package) is None)
