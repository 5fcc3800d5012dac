"""Lets pytest collect a unit's checks, and hands them over as plain functions with their static facts.

Markers, assertion rewriting and `parametrize` are pytest's; running is not (see `run.py`): through pytest's item
protocol a check costs thirty times more.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from autograder.course import CheckInfo, Unit
from autograder.grading.authoring import ATTRIBUTE

FIXTURES = ("student", "reference", "draw", "source", "race", "baseline")


class CollectionError(Exception):
    """A check file that pytest cannot collect, or a check that asks for what there is not. The message says where."""


@dataclass(frozen=True)
class Check:
    """One collected check: one row of every result.

    Attributes:
        name: with pytest's "[param]" where it is parametrized.
        parameters: values of its `parametrize` arguments.
        fixtures: names of ours that it asks for.
    """

    unit: Unit
    info: CheckInfo
    name: str
    function: Callable[..., None]
    parameters: Mapping[str, Any]
    fixtures: tuple[str, ...]
    inplace: bool = False


@dataclass
class _Catcher:
    """A pytest plugin that keeps what was collected and runs nothing."""

    items: list[pytest.Function] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(f"{report.nodeid}: {report.longreprtext.strip()}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = [item for item in session.items if isinstance(item, pytest.Function)]
        return True


@contextmanager
def _without_traces() -> Iterator[None]:
    """No plugins but ours while pytest collects, and no compiled files left in the course's folders."""
    name = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"
    before, writes_nothing = os.environ.get(name), sys.dont_write_bytecode
    os.environ[name] = "1"
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        os.environ.pop(name) if before is None else os.environ.update({name: before})
        sys.dont_write_bytecode = writes_nothing


def collect(units: Sequence[Unit]) -> dict[str, tuple[Check, ...]]:
    """The checks of each unit (by `assignment/unit`), public ones first, in the order of the files.

    Raises:
        CollectionError: naming everything that pytest could not collect.
    """
    units_of = {str(info.path): unit for unit in units for info in unit.checks}
    infos = {(str(info.path), info.name): info for unit in units for info in unit.checks}
    if not infos:
        return {}
    catcher = _Catcher()
    arguments = [
        "--import-mode=importlib", "--noconftest", "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:logging",
        "-p", "no:unraisableexception", "-p", "no:threadexception",  # each takes half a second to collect garbage
        "-c", os.devnull, "--rootdir", str(units[0].path.parent),
        "--confcutdir", str(units[0].path.parents[1]),  # or all folders above, up to /, are listed whole
        *dict.fromkeys(path for path, _ in infos),
    ]  # fmt: skip
    with _without_traces():
        pytest.main(arguments, plugins=[catcher])
    _forget_modules({path for path, _ in infos})
    if catcher.errors:
        raise CollectionError("\n".join(catcher.errors))
    found: dict[str, list[Check]] = {f"{unit.assignment_id}/{unit.id}": [] for unit in units}
    for item in catcher.items:
        path = str(item.path)
        unit, info = units_of[path], infos.get((path, item.originalname))
        if info is None:
            raise CollectionError(f"{path}: {item.originalname} is not a plain function with @points at top level")
        found[f"{unit.assignment_id}/{unit.id}"].append(_check(unit, info, item))
    return {key: tuple(checks) for key, checks in found.items()}


def _forget_modules(paths: set[str]) -> None:
    """Take imported check files out of `sys.modules`: the next course may have files of the same names."""
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) in paths:
            del sys.modules[name]


def _check(unit: Unit, info: CheckInfo, item: pytest.Function) -> Check:
    parameters = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    wanted = tuple(name for name in item.fixturenames if name not in parameters)
    unknown = [name for name in wanted if name not in FIXTURES]
    if unknown:
        raise CollectionError(
            f"{info.path}:{info.line}: {info.name} asks for {', '.join(unknown)}; a check may use "
            f"{', '.join(FIXTURES)} and what it is parametrized over"
        )
    told = getattr(item.function, ATTRIBUTE, {})
    return Check(unit, info, item.name, item.function, parameters, wanted, bool(told.get("inplace")))
