"""What attempts tell over time: how often and when work was handed in, and what was in the way for how long.

A submission may have been graded several times; attempts with one `submission_digest` are gradings of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from autograder.grades import Record
from autograder.report.summary import Outcome, look_first, outcome
from autograder.results import AttemptResult, CheckResult

Place = tuple[str, str]  # unit, and function or ""

_DAY = timedelta(days=1)
# Where the periods end, relative to the deadline; what comes after the last one was handed in later still.
EDGES = (-7 * _DAY, -3 * _DAY, -_DAY, -_DAY / 4, timedelta(0), _DAY, 3 * _DAY)


@dataclass(frozen=True)
class Stuck:
    """A student, and how many submissions in a row stopped at the same place."""

    record: Record
    check: CheckResult
    submissions: int


@dataclass(frozen=True)
class Timing:
    """When the work of a class was handed in.

    Attributes:
        submissions: of everybody together.
        late: students whose submission that counts came after their deadline.
        known: students of whom both the deadline and the time of handing in are known.
        periods: so many of these handed in in each period; one more than there are `EDGES`.
    """

    submissions: int
    late: int
    known: int
    periods: tuple[int, ...]


def gradings(record: Record) -> list[list[AttemptResult]]:
    """The attempts at each submission, in the order of handing in; a re-grade may have graded them in any order."""
    found: dict[str, list[AttemptResult]] = {}
    for attempt in sorted(record.attempts, key=lambda attempt: attempt.number):
        found.setdefault(attempt.submission_digest, []).append(attempt)
    return sorted(found.values(), key=_number)


def _number(group: Sequence[AttemptResult]) -> tuple[int, int]:
    """A submission's number as the rules count it (none: before all others), else that of its first grading."""
    standing = group[-1].standing
    return (standing.submission or 0) if standing is not None else 0, group[0].number


def stuck_at(records: Sequence[Record]) -> Mapping[Place, tuple[Stuck, ...]]:
    """Who is stuck where: by unit and function, the students for whom it is the first thing that does not pass.

    The last submission decides, as it was graded last; an attempt that was interrupted is passed over where there is
    another one of it. Those who are there longest come first. Who has not begun is stuck nowhere; who wrote something
    is, also where the next function is not written yet.
    """
    found: dict[Place, list[Stuck]] = {}
    for record in records:
        last = [_graded(group) for group in gradings(record)][::-1]
        check = look_first(last[0].checks) if last and has_begun(last[0]) else None
        if check is not None:
            here = _place(check)
            row = sum(1 for _ in takewhile(lambda attempt: _place_of(attempt) == here, last))  # noqa: B023 - used at once
            found.setdefault(here, []).append(Stuck(record, check, row))
    order = {_place(check): None for record in records for check in record.result.checks}
    places = [*order, *(place for place in found if place not in order)]
    longest = {
        place: sorted(who, key=lambda one: (-one.submissions, one.record.student)) for place, who in found.items()
    }
    return {place: tuple(longest[place]) for place in places if place in longest}


def _graded(group: Sequence[AttemptResult]) -> AttemptResult:
    """The last grading of a submission that was not interrupted, if there is one."""
    return next((attempt for attempt in reversed(group) if attempt.finished_at is not None), group[-1])


def has_begun(result: AttemptResult) -> bool:
    """Whether anything was written."""
    return any(outcome(check) is not Outcome.NOT_ATTEMPTED for check in result.checks)


def timing(records: Sequence[Record]) -> Timing:
    """When a class handed in; of each student the submission that counts."""
    apart = [_aware(moment) - _aware(end) for moment, end in _known(records)]
    periods = [0] * (len(EDGES) + 1)
    for distance in apart:
        periods[sum(distance > edge for edge in EDGES)] += 1
    late = sum(bool(record.result.standing and record.result.standing.is_late) for record in records)
    return Timing(sum(map(submissions_of, records)), late, len(apart), tuple(periods))


def submissions_of(record: Record) -> int:
    """How many submissions of a student there are: as the rules count them, else as the attempts show."""
    standing = record.result.standing
    return standing.submissions if standing is not None else len(gradings(record))


def _known(records: Sequence[Record]) -> Iterator[tuple[datetime, datetime]]:
    for record in records:
        moment, standing = record.result.handed_in_at, record.result.standing
        if moment is not None and standing is not None and standing.deadline is not None:
            yield moment, standing.deadline


def _place(check: CheckResult) -> Place:
    return check.unit, check.function or ""


def _place_of(attempt: AttemptResult) -> Place | None:
    check = look_first(attempt.checks)
    return _place(check) if check is not None and has_begun(attempt) else None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
