"""torchgrade: a PyTorch course that grades itself.

These are the names that authors of checks and mistakes need, and those that a notebook has. They are resolved on first
use: importing this package imports neither torch nor pytest, since it also happens inside jails and on a student's
machine.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import tensor

    from autograder.cli.cells import check, hint, progress
    from autograder.grading.authoring import inplace, mistake, needs, outcome, points, raises
    from autograder.grading.compare import Mismatch, assert_same
    from autograder.grading.detectors import unchanged
    from autograder.jail.faults import StudentError
    from autograder.jail.replies import claims

__version__ = "0.1.0"

_HOMES = {
    "Mismatch": "autograder.grading.compare",
    "StudentError": "autograder.jail.faults",
    "assert_same": "autograder.grading.compare",
    "check": "autograder.cli.cells",
    "claims": "autograder.jail.replies",
    "hint": "autograder.cli.cells",
    "inplace": "autograder.grading.authoring",
    "mistake": "autograder.grading.authoring",
    "needs": "autograder.grading.authoring",
    "outcome": "autograder.grading.authoring",
    "points": "autograder.grading.authoring",
    "progress": "autograder.cli.cells",
    "raises": "autograder.grading.authoring",
    "tensor": "torch",
    "unchanged": "autograder.grading.detectors",
}

__all__ = [
    "Mismatch", "StudentError", "assert_same", "check", "claims", "hint", "inplace", "mistake", "needs", "outcome",
    "points", "progress", "raises", "tensor", "unchanged",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
