"""Processes that hold the units of a course ready to be graded: whoever proves many things at once asks these."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Unit, load_course
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.jail.confine import die_with_parent


@dataclass
class Here:
    """What such a process holds."""

    opened: Bench | None = None
    units: dict[str, Unit] = field(default_factory=dict)

    @property
    def bench(self) -> Bench:
        """The bench of this process; there is none in the process that asks."""
        assert self.opened is not None  # noqa: S101
        return self.opened


HERE = Here()


def pool(course: Path, units: Sequence[Unit], secret: bytes, workers: int) -> ProcessPoolExecutor:
    """`workers` processes; each opens the course for itself, with jails of its own."""
    keys = tuple(unit.key for unit in units)
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _open, (os.getpid(), course, keys, secret))


def _open(parent: int, course: Path, keys: Sequence[str], secret: bytes) -> None:
    if sys.platform == "linux":
        die_with_parent(parent)  # even if that is killed, when it could not end anything
    loaded = load_course(course)
    HERE.units = {key: loaded.unit(key) for key in keys}
    HERE.opened = Bench(tuple(HERE.units.values()), Engine(), secret)
