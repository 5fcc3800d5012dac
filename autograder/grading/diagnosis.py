"""Names the mistake: replays a function's checks with each known mistake in the student's place, and looks whether the
answers are the student's.

A mistake is named if it gives the student's answers in every check that failed (or if its `matches=` says so of them),
and passes every check that passed. Several left: the author's order decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.course import MistakeInfo
from autograder.grading.collect import Check
from autograder.grading.compare import Mismatch, same_answer
from autograder.grading.endings import Ending, Ran
from autograder.jail.faults import StudentError
from autograder.jail.remote import Call
from autograder.results import Reason, Status

Replay = Callable[[Check, MistakeInfo], Ran]
Matches = Callable[[list[Call]], bool]

TELLING = (Reason.MISMATCH, Reason.RAISED, Reason.UNEXPECTED, Reason.CHANGED_ARGUMENT)


def diagnose(
    ran: Sequence[Ran],
    mistakes: Sequence[MistakeInfo],
    replay: Replay,
    matches: Callable[[MistakeInfo], Matches] | None = None,
) -> MistakeInfo | None:
    """The mistake that explains how the checks of one function ended, or None.

    Args:
        ran: how they ended.
        mistakes: in the author's order.
        replay: runs a check with a mistake in the student's place.
        matches: gives the function that the author wrote as `matches=` of a mistake that has one.

    After a timeout, a crash or a starter's body there is no telling, and None is returned.
    """
    failed = [one for one in ran if one.ending.status is Status.FAILED and one.ending.reason is not Reason.BLOCKED]
    if not failed or any(one.ending.reason not in TELLING for one in failed):
        return None
    passed = [one for one in ran if one.ending.status is Status.PASSED]
    for mistake in mistakes:
        if matches is not None and mistake.has_matches:
            looks_like = matches(mistake)
            explained = all(looks_like(list(one.calls)) for one in failed)
        else:
            explained = all(_explains(mistake, one, replay(one.check, mistake)) for one in failed)
        if explained and all(replay(one.check, mistake).ending.status is Status.PASSED for one in passed):
            return mistake
    return None


def _explains(mistake: MistakeInfo, seen: Ran, replayed: Ran) -> bool:
    """Whether the replayed mistake answered as the student's code did."""
    if replayed.ending.status is not Status.FAILED or seen.ending.reason is not replayed.ending.reason:
        return False
    if len(seen.calls) != len(replayed.calls):
        return False
    rtol, atol = _tolerance(seen.ending)
    return all(_same(mistake, a, b, rtol, atol) for a, b in zip(seen.calls, replayed.calls, strict=True))


def _tolerance(ending: Ending) -> tuple[float | None, float | None]:
    if isinstance(ending.problem, Mismatch):
        return ending.problem.difference.rtol, ending.problem.difference.atol
    return None, None


def _same(mistake: MistakeInfo, seen: Call, replayed: Call, rtol: float | None, atol: float | None) -> bool:
    if seen.name != replayed.name or seen.changed != replayed.changed:
        return False
    if seen.fault is None and replayed.fault is None:
        return same_answer(seen.value, replayed.value, rtol, atol)
    if isinstance(seen.fault, StudentError) and isinstance(replayed.fault, StudentError):
        return same_error(seen.fault, replayed.fault, mistake.raises)
    return False


def same_error(seen: StudentError, replayed: StudentError, pattern: str | None) -> bool:
    """Whether two exceptions are of one type, and the first one's text matches the pattern.

    Without a pattern the texts must be the same up to numbers and names in quotes.
    """
    if seen.type_name != replayed.type_name:
        return False
    if pattern is not None:
        return re.search(pattern, seen.message) is not None
    return _skeleton(seen.message) == _skeleton(replayed.message)


def _skeleton(message: str) -> str:
    return re.sub(r"\d+|'[^']*'|\"[^\"]*\"", "#", message)
