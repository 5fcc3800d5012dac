"""The course tree as objects, read without importing or running any of it.

`load_course(path)` gives a `Course` (assignments > units > checks and mistakes), or raises `CourseFaults` with
everything that is wrong, each with file, line and what to write instead. `marks` cuts solutions out, `egg` packs eggs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.course.faults import CourseFaults, Fault
    from autograder.course.load import load_course
    from autograder.course.mistakes import fill, placeholders
    from autograder.course.model import (
        Assignment,
        CheckInfo,
        Course,
        Limits,
        MistakeInfo,
        Unit,
        UnknownName,
        short_id,
    )

__all__ = [
    "Assignment",
    "CheckInfo",
    "Course",
    "CourseFaults",
    "Fault",
    "Limits",
    "MistakeInfo",
    "Unit",
    "UnknownName",
    "fill",
    "load_course",
    "placeholders",
    "short_id",
]

_HOMES = {
    "CourseFaults": "faults",
    "Fault": "faults",
    "load_course": "load",
    "fill": "mistakes",
    "placeholders": "mistakes",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
