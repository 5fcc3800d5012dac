"""The store of attempts, and the secret that fresh inputs are drawn from.

`Gradebook.open(path_or_url)` is the face; `load_or_make_secret` and `seed_id` belong to the file beside it. Names are
resolved on first use, so that the secret can be had without SQLAlchemy (an extra that only instructors install).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.gradebook.errors import GradebookError
    from autograder.gradebook.secret import load_or_make_secret, seed_id
    from autograder.gradebook.store import Attempt, Gradebook

__all__ = ["Attempt", "Gradebook", "GradebookError", "load_or_make_secret", "seed_id"]

_HOME = {
    "Attempt": "store",
    "Gradebook": "store",
    "GradebookError": "errors",
    "load_or_make_secret": "secret",
    "seed_id": "secret",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
