"""Who is stuck where, and when work was handed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from autograder.grades import Record
from autograder.report.submissions import EDGES, gradings, stuck_at, submissions_of, timing
from autograder.results import AttemptResult, Reason, Standing
from tests.report.samples import NOON

Make = Any
GRACE = timedelta(minutes=15)


def stopped(attempt: Make, check: Make, student: str, number: int, at: str | None, digest: str) -> AttemptResult:
    """An attempt whose first function that does not pass is `at`, out of f, g and h; None: nothing is written."""
    names = ("f", "g", "h")
    rows = [
        check(
            f"test_{name}", name, reason=Reason.NOT_ATTEMPTED if at is None else Reason.RAISED if name == at else None
        )
        for name in names
    ]
    return attempt(student, rows, number=number, submission_digest=digest * 64)


def record(*attempts: AttemptResult) -> Record:
    return Record(attempts[-1], attempts)


def told(records: list[Record]) -> dict[str, list[tuple[str, int]]]:
    return {
        function: [(one.record.student, one.submissions) for one in who]
        for (_, function), who in stuck_at(records).items()
    }


def test_those_who_stopped_at_a_function_longest_come_first(attempt: Make, check: Make) -> None:
    def student(name: str, *at: str) -> Record:
        return record(*(stopped(attempt, check, name, n, each, str(n)) for n, each in enumerate(at, 1)))

    records = [
        student("amy", "g"),
        student("bob", "f", "g", "g", "g"),
        student("cy", "g", "f", "g"),
        student("di", "f"),
    ]
    assert told(records) == {"f": [("di", 1)], "g": [("bob", 3), ("amy", 1), ("cy", 1)]}
    assert list(told(records)) == ["f", "g"], "in the order of the course"


def test_gradings_of_one_submission_count_once(attempt: Make, check: Make) -> None:
    attempts = [stopped(attempt, check, "amy", n, "g", digest) for n, digest in enumerate("aabbb", 1)]
    assert [len(group) for group in gradings(record(*attempts))] == [2, 3]
    assert told([record(*attempts)]) == {"g": [("amy", 2)]}


def test_gradings_belong_to_their_submission_in_whatever_order_they_were_made(attempt: Make, check: Make) -> None:
    attempts = [
        stopped(attempt, check, "amy", number, "f", digest * 64)
        for number, digest in ((1, "a"), (2, "b"), (3, "b"), (4, "a"))
    ]
    assert [[each.number for each in group] for group in gradings(record(*attempts))] == [[1, 4], [2, 3]]
    standing = Standing(submission=3, submissions=3, counts=False)  # the first, handed in once more
    attempts[3] = attempts[3].model_copy(update={"standing": standing})
    attempts[2] = attempts[2].model_copy(update={"standing": standing.model_copy(update={"submission": 2})})
    assert [[each.number for each in group] for group in gradings(record(*attempts))] == [[2, 3], [1, 4]]


def test_who_passes_everything_or_has_not_begun_is_stuck_nowhere(attempt: Make, check: Make) -> None:
    records = [
        record(stopped(attempt, check, "amy", 1, "", "a")),
        record(stopped(attempt, check, "bob", 1, None, "a")),
    ]
    assert told(records) == {}


def test_who_wrote_something_is_stuck_at_what_is_not_written(attempt: Make, check: Make) -> None:
    rows = [check("test_f", "f"), check("test_g", "g", reason=Reason.NOT_ATTEMPTED)]
    assert told([record(attempt("amy", rows))]) == {"g": [("amy", 1)]}


def test_work_is_counted_in_the_period_in_which_it_was_handed_in(attempt: Make, check: Make) -> None:
    def student(name: str, apart: timedelta | None, deadline: bool = True) -> Record:
        standing = Standing(submission=2, submissions=2, counts=True, deadline=NOON if deadline else None,
                            is_late=deadline and apart is not None and apart > GRACE)  # fmt: skip
        handed_in = None if apart is None else NOON + apart
        return record(attempt(name, [check()], handed_in_at=handed_in, standing=standing))

    hours = timedelta(hours=1)
    when = [-200 * hours, -5 * hours, 0 * hours, GRACE, 80 * hours]
    records = [student(f"s{n}", apart) for n, apart in enumerate(when)]
    records += [student("unknown", None), student("free", hours, deadline=False), record(attempt("bare", [check()]))]
    found = timing(records)
    assert found.periods == (1, 0, 0, 0, 2, 1, 0, 1), "on the dot is in time"
    assert len(found.periods) == len(EDGES) + 1
    assert (found.late, found.known) == (1, 5), "who came within the minutes of grace is not late"
    assert found.submissions == 7 * 2 + 1
    assert submissions_of(records[-1]) == 1


def test_a_regrade_that_was_interrupted_does_not_hide_where_somebody_is_stuck(attempt: Make, check: Make) -> None:
    attempts = [stopped(attempt, check, "amy", number, "g", str(number)) for number in (1, 2, 3)]
    begun = stopped(attempt, check, "amy", 4, None, "3").model_copy(update={"checks": (), "finished_at": None})
    assert told([record(*attempts, begun)]) == {"g": [("amy", 3)]}
