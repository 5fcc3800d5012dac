"""How a check ended, and what happened on the way."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.grading.collect import Check
from autograder.jail.remote import Call
from autograder.results import Reason, Status


@dataclass(frozen=True)
class Ending:
    """How the body of a check ended, and on what exception; `points` are those of a check that passed in part."""

    status: Status
    reason: Reason | None = None
    problem: BaseException | None = None
    points: float = 0.0


@dataclass(frozen=True)
class Ran:
    """One run of one check: its ending, and the trace of what the student's code was asked and answered."""

    check: Check
    ending: Ending
    calls: tuple[Call, ...]

    @property
    def size(self) -> int:
        """Bytes of the answers in the trace."""
        return sum(call.size for call in self.calls)

    def let_go_of_frames(self) -> None:
        """Forget where its exceptions came from: the frames hold whole replies, unfinished ones too."""
        for problem in (self.ending.problem, *(call.fault for call in self.calls)):
            if problem is not None:
                problem.__traceback__ = problem.__context__ = problem.__cause__ = None
