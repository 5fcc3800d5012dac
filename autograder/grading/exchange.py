"""What goes to a judge, and what comes back. Without torch, since who hands work out does not need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.grading.intake import Refusal, Submitted, digest_of
from autograder.results import CheckResult


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one assignment.

    Attributes:
        files: by unit; None where the unit's file is missing.
        done: by unit, the checks that have passed in an earlier, interrupted run.
    """

    files: Mapping[str, Submitted | Refusal | None]
    done: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Digest of all files, missing and refused ones included."""
        return digest_of(dict(self.files))


@dataclass(frozen=True)
class Row:
    """A row of the result; `diagnosed` if it replaces the one given out before it, now that a mistake was named."""

    result: CheckResult
    diagnosed: bool = False
