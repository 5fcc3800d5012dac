"""Exceptions that blame the code under test, as a check's body meets them. Anything else that a body raises is looked
into by the run loop."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from autograder.results import Reason

_OF_A_STARTER = re.compile(r"(?:\w+/\w+ [\w.]+)?")  # "a1/u04 centre_rows", or nothing


class StudentFault(Exception):  # noqa: N818 - a family of outcomes
    """The code under test failed. `reason` becomes the row's reason; `party` says whose code it was."""

    reason: Reason = Reason.RAISED
    party: str = "student"


@dataclass(eq=False)
class StudentError(StudentFault):
    """The code under test raised an exception.

    Attributes:
        type_name: name of its class, e.g. "ValueError".
        bases: names of its class and all its bases, for `raises`.
        message: its text, cut at 2,000 characters.
        lines: line numbers in the student's own file, outermost call first.
        wanted: the name of the exception that a check waited for, if it was another one.
    """

    type_name: str
    bases: tuple[str, ...]
    message: str
    lines: tuple[int, ...] = ()
    wanted: str = field(default="", kw_only=True)
    party: str = field(default="student", kw_only=True)

    @property
    def is_not_attempted(self) -> bool:
        """Whether a starter's body was still in place, or a bare `raise NotImplementedError`.

        Torch raises the same type, with a sentence, e.g. where a mask of bools is subtracted from 1.
        """
        return self.type_name == "NotImplementedError" and _OF_A_STARTER.fullmatch(self.message) is not None

    @property
    def reason(self) -> Reason:  # type: ignore[override]
        """`not_attempted` for a starter's body, else `raised`."""
        return Reason.NOT_ATTEMPTED if self.is_not_attempted else Reason.RAISED

    def is_a(self, type_name: str) -> bool:
        """Whether it would be caught by `except type_name`."""
        return type_name in self.bases

    def __str__(self) -> str:
        return f"{self.type_name}: {self.message}" if self.message else self.type_name


class MissingNameError(StudentFault):
    """The student's file does not define a name."""

    reason = Reason.NOT_ATTEMPTED

    def __init__(self, name: str, defined: tuple[str, ...] = ()) -> None:
        super().__init__(f"the file defines no {name}")
        self.name = name
        self.defined = defined


class ImportFailedError(StudentFault):
    """The student's file could not be imported; `cause` is what went wrong."""

    reason = Reason.IMPORT_FAILED

    def __init__(self, cause: StudentFault) -> None:
        super().__init__(str(cause))
        self.cause = cause


class TimedOutError(StudentFault):
    """CPU or wall seconds ran out."""

    reason = Reason.TIMEOUT


class CrashedError(StudentFault):
    """The process died, or what it sent was not a reply. `signal` is the signal that ended it, or 0."""

    reason = Reason.CRASHED
    signal = 0


class TooLargeAnswerError(StudentFault):
    """An answer over the size that a reply may have."""

    reason = Reason.TOO_LARGE
