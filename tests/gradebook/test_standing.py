"""What the rules of a class make of attempts: which one counts, what is taken off, and how that is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.gradebook import Gradebook, hand_ins
from autograder.gradebook.changes import Change
from autograder.gradebook.hand_ins import HandIn
from autograder.gradebook.late import PerDay
from autograder.gradebook.publication import Publication
from autograder.gradebook.roster import Entry
from autograder.gradebook.rules import AssignmentRules, Rules
from autograder.gradebook.standing import Standings
from autograder.grades import Record, grade_of
from autograder.results import CheckResult, Feedback, Level, Reason, Revealed, Status, Text

DUE = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Make = Callable[..., CheckResult]
Try = Callable[..., None]


@pytest.fixture
def tried(gradebook: Gradebook, passed: Make) -> Try:
    """A student hands something in, and it is graded."""

    def hand_in_and_grade(
        points: float, at: datetime | None = DUE, digest: str = "", student: str = "lin", assignment: str = "a1",
        regrade: bool = False, course: str = "c", written: bool = True,
    ) -> None:  # fmt: skip
        digest = digest or f"{points}"
        blank = {"status": Status.FAILED, "reason": Reason.NOT_ATTEMPTED} if written is False else {}
        gradebook.hand_in(assignment, [HandIn(student, digest, at)])
        key: dict[str, Any] = {"submission_digest": digest, "course_digest": course, "grader_version": "1"}
        attempt = gradebook.begin(
            student=student, assignment=assignment, **key, seed_id="s", confinement=Level.A, regrade=regrade
        )
        if not attempt.finished:
            gradebook.add(attempt, passed(points=points, max_points=20.0, **blank))
            gradebook.finish(attempt)

    return hand_in_and_grade


def rules(late: PerDay | None = None, **mine: Any) -> Rules:
    own = AssignmentRules(**{"deadline": DUE} | mine)
    return Rules(late=late, free_days=late.free_days or None if late else None, assignments={"a1": own})


def one(gradebook: Gradebook, found: Rules, assignment: str = "a1") -> Record:
    (record,) = Standings(gradebook, found).records(assignment)
    return record


def points(record: Record) -> float:
    return grade_of(record.result).points


def reasons(record: Record) -> list[str]:
    standing = record.result.standing
    assert standing is not None
    return [each.reason.en for each in standing.deductions]


def test_without_rules_the_last_submission_counts_and_nothing_is_taken_off(gradebook: Gradebook, tried: Try) -> None:
    tried(12, None)
    tried(8, None)
    record = one(gradebook, Rules())
    assert points(record) == 8
    assert [(each.standing.submission, each.standing.counts) for each in record.attempts if each.standing] == [
        (1, False), (2, True),
    ]  # fmt: skip
    standing = record.result.standing
    assert standing is not None
    assert (standing.submissions, standing.allowed, standing.deadline, standing.published) == (2, None, None, False)


def test_work_that_is_handed_in_again_after_other_work_counts_again(gradebook: Gradebook, tried: Try) -> None:
    tried(12, DUE - 3 * HOUR, "first")
    tried(8, DUE - 2 * HOUR, "second")
    tried(12, DUE - HOUR, "first")  # is not graded again, and still it is the last
    record = one(gradebook, rules())
    assert points(record) == 12
    assert record.result.handed_in_at == DUE - HOUR
    assert record.result.standing is not None
    assert (record.result.standing.submission, record.result.standing.submissions) == (3, 3)


def test_the_same_work_found_again_is_no_new_submission(gradebook: Gradebook, tried: Try) -> None:
    tried(12, DUE - HOUR)
    tried(12, DUE - HOUR)
    assert len(gradebook.submissions("a1")["lin"]) == 1


def test_a_time_that_is_corrected_counts_as_it_was_told_last(gradebook: Gradebook, tried: Try) -> None:
    tried(10, None)
    tried(10, DUE + HOUR)
    record = one(gradebook, rules(PerDay(10.0)))
    assert record.result.handed_in_at == DUE + HOUR
    assert points(record) == 9
    tried(10, DUE - HOUR)
    assert points(one(gradebook, rules(PerDay(10.0)))) == 10


def test_a_time_that_is_known_is_not_forgotten_by_a_run_that_knows_none(gradebook: Gradebook, tried: Try) -> None:
    tried(10, DUE + HOUR)
    tried(10, None)
    record = one(gradebook, rules(PerDay(10.0)))
    assert record.result.handed_in_at == DUE + HOUR
    assert points(record) == 9
    tried(10, DUE + HOUR)  # and neither run added a row
    assert gradebook.submissions("a1")["lin"] == [HandIn("lin", "10", DUE + HOUR)]


def test_the_same_work_handed_in_again_after_it_was_noted_keeps_its_time(
    gradebook: Gradebook, tried: Try, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_ins, "now", lambda: (DUE + HOUR).isoformat())
    tried(10, DUE - HOUR)
    tried(10, DUE + 3 * HOUR)
    assert gradebook.submissions("a1")["lin"][0].at == DUE - HOUR
    tried(10, DUE + HOUR / 2)  # could be: it had been found an hour after the deadline
    assert gradebook.submissions("a1")["lin"][0].at == DUE + HOUR / 2


def test_late_work_loses_what_the_policy_says_in_a_line_of_its_own(gradebook: Gradebook, tried: Try) -> None:
    tried(16, DUE + 30 * HOUR)
    record = one(gradebook, rules(PerDay(10.0)))
    assert points(record) == pytest.approx(12.8)
    assert reasons(record) == ["1 d 6 h late: 20 % of 16 points"]
    assert [(line.kind, line.points) for line in grade_of(record.result).lines] == [
        ("checks", 16.0), ("deduction", -3.2),
    ]  # fmt: skip


def test_what_a_person_adds_is_not_lessened_by_lateness_and_what_one_sets_is(gradebook: Gradebook, tried: Try) -> None:
    tried(16, DUE + HOUR)
    gradebook.adjust(Change("lin", "a1", 2.0, "found a mistake", "ann"))
    assert points(one(gradebook, rules(PerDay(50.0)))) == 10.0


def test_without_a_late_policy_late_work_counts_in_full(gradebook: Gradebook, tried: Try) -> None:
    tried(16, DUE + DAY)
    assert (points(one(gradebook, rules())), reasons(one(gradebook, rules()))) == (16, [])


def test_an_unknown_time_is_not_late(gradebook: Gradebook, tried: Try) -> None:
    tried(16, None)
    assert points(one(gradebook, rules(PerDay(100.0)))) == 16


def test_after_the_cut_off_nothing_counts_and_the_reason_says_so(gradebook: Gradebook, tried: Try) -> None:
    found = replace(rules(PerDay(10.0)), cut_off=DAY)
    tried(16, DUE + DAY + HOUR)
    record = one(gradebook, found)
    assert (points(record), reasons(record)) == (0.0, ["1 d 1 h late: too late to count"])


def test_work_after_the_cut_off_does_not_replace_what_came_in_time(gradebook: Gradebook, tried: Try) -> None:
    tried(12, DUE - HOUR)
    tried(16, DUE + 2 * DAY)
    record = one(gradebook, replace(rules(PerDay(10.0)), cut_off=DAY))
    assert (points(record), reasons(record)) == (12, [])
    assert [grade_of(each).points for each in record.attempts] == [12, 0]


def test_grace_minutes_are_not_late(gradebook: Gradebook, tried: Try) -> None:
    tried(16, DUE + timedelta(minutes=15))
    found = replace(rules(PerDay(10.0)), grace=timedelta(minutes=15))
    assert reasons(one(gradebook, found)) == []


def test_the_best_submission_is_the_one_with_most_points_after_what_is_taken_off(
    gradebook: Gradebook, tried: Try
) -> None:
    tried(14, DUE - HOUR)
    tried(18, DUE + HOUR)
    tried(10, DUE + 2 * HOUR)
    assert points(one(gradebook, rules(PerDay(10.0), keeps="best"))) == pytest.approx(16.2)
    assert points(one(gradebook, rules(PerDay(30.0), keeps="best"))) == 14
    assert points(one(gradebook, rules(PerDay(30.0), keeps="last"))) == 7


def test_of_two_that_are_as_good_the_earlier_one_counts(gradebook: Gradebook, tried: Try) -> None:
    tried(14, DUE - 2 * HOUR, "a")
    tried(14, DUE - HOUR, "b")
    assert one(gradebook, rules(keeps="best")).result.number == 1


@pytest.mark.parametrize(("keeps", "expected"), [("last", 6.0), ("best", 12.0)])
def test_submissions_beyond_the_limit_do_not_count(
    gradebook: Gradebook, tried: Try, keeps: str, expected: float
) -> None:
    for number, reached in enumerate((12, 6, 18)):
        tried(reached, DUE - (9 - number) * HOUR)
    record = one(gradebook, rules(attempts=2, keeps=keeps))
    assert points(record) == expected
    last = record.attempts[-1]
    assert last.standing is not None
    assert (last.standing.submission, last.standing.allowed, last.standing.counts) == (3, 2, False)
    assert [each.reason.en for each in last.standing.deductions] == ["Submission 3: only the first 2 count"]


def test_a_file_in_which_nothing_is_written_is_no_submission(gradebook: Gradebook, tried: Try) -> None:
    tried(0, DUE - 9 * HOUR, "starter", written=False)
    record = one(gradebook, rules(attempts=1))
    assert record.result.standing is not None
    assert (record.result.standing.submission, record.result.standing.submissions) == (None, 0)
    tried(12, DUE - HOUR)
    record = one(gradebook, rules(attempts=1))
    assert points(record) == 12
    assert record.result.standing is not None
    assert (record.result.standing.submission, record.result.standing.submissions) == (1, 1)


def test_a_grading_of_the_same_work_is_no_submission_and_the_last_one_counts(gradebook: Gradebook, tried: Try) -> None:
    tried(12, digest="work")
    tried(15, digest="work", course="newer")
    record = one(gradebook, rules(attempts=1))
    assert (points(record), len(record.attempts)) == (15, 2)
    assert record.result.standing is not None
    assert (record.result.standing.submission, record.result.standing.submissions) == (1, 1)


def test_extensions_move_the_deadline_of_one_student(gradebook: Gradebook, tried: Try) -> None:
    tried(10, DUE + DAY, student="lin")
    tried(10, DUE + DAY, student="bo")
    found = replace(rules(PerDay(10.0), extensions={"lin": "+24h"}), roster=(Entry("bo", "Bo", section="B"),))
    bo, lin = Standings(gradebook, found).records("a1")
    assert [points(record) for record in (bo, lin)] == [9, 10]
    assert bo.result.standing is not None
    assert lin.result.standing is not None
    assert (bo.result.standing.extended, lin.result.standing.extended) == (False, True)
    assert lin.result.standing.deadline == DUE + DAY
    assert (bo.name, bo.section, lin.name) == ("Bo", "B", "")


def two_assignments(policy: PerDay) -> Rules:
    dates = {"a2": DUE + 7 * DAY, "a1": DUE}  # not in the order of time
    own = {id_: AssignmentRules(deadline=deadline) for id_, deadline in dates.items()}
    return Rules(late=policy, free_days=policy.free_days, assignments=own)


def test_free_days_are_used_up_over_the_course_in_the_order_of_deadlines(gradebook: Gradebook, tried: Try) -> None:
    found = two_assignments(PerDay(10.0, free_days=3))
    tried(10, DUE + 30 * HOUR, assignment="a1")
    tried(10, DUE + 7 * DAY + 30 * HOUR, assignment="a2")
    first, second = one(gradebook, found, "a1"), one(gradebook, found, "a2")
    assert (points(first), points(second)) == (10, 9)
    assert reasons(first) == ["1 d 6 h late, 2 free days used"]
    assert reasons(second) == ["1 d 6 h late, 1 free day used: 10 % of 10 points"]
    assert [each.result.standing and each.result.standing.free_days_left for each in (first, second)] == [1, 0]


def test_free_days_that_were_used_stay_used_at_an_assignment_that_was_not_handed_in(
    gradebook: Gradebook, tried: Try
) -> None:
    third = AssignmentRules(deadline=DUE + 14 * DAY)
    found = two_assignments(PerDay(10.0, free_days=2))
    found = replace(found, assignments={**found.assignments, "a3": third})
    tried(10, DUE + 30 * HOUR, assignment="a1")
    tried(10, DUE + 7 * DAY, assignment="a2", student="bo")
    tried(10, DUE + 14 * DAY + HOUR, assignment="a3")
    assert points(one(gradebook, found, "a3")) == 9


def test_a_submission_that_does_not_count_uses_no_free_days(gradebook: Gradebook, tried: Try) -> None:
    found = two_assignments(PerDay(10.0, free_days=2))
    best = {id_: replace(own, keeps="best") for id_, own in found.assignments.items()}
    tried(10, DUE - HOUR, assignment="a1")
    tried(8, DUE + 30 * HOUR, assignment="a1")
    record = one(gradebook, replace(found, assignments=best), "a1")
    assert (points(record), record.result.standing and record.result.standing.free_days_left) == (10, 2)


def test_attempts_of_a_gradebook_that_noted_no_hand_ins_count_as_they_were_graded(
    gradebook: Gradebook, begin: Callable[..., Any], passed: Make
) -> None:
    for number in (1, 2):
        attempt = begin(submission_digest=str(number))
        gradebook.add(attempt, passed(points=float(number), max_points=2.0))
        gradebook.finish(attempt)
    record = one(gradebook, Rules(), "a1_tensors")
    assert (points(record), record.result.standing and record.result.standing.submissions) == (2, 2)


def test_a_grading_of_a_part_is_no_submission_and_does_not_count(
    gradebook: Gradebook, tried: Try, passed: Make
) -> None:
    tried(12)
    part = gradebook.begin(
        student="lin", assignment="a1", submission_digest="part", course_digest="c", grader_version="1", seed_id="s",
        confinement=Level.A,
    )  # fmt: skip
    gradebook.add(part, passed(points=1.0, max_points=2.0))
    gradebook.finish(part)
    record = one(gradebook, rules())
    assert points(record) == 12
    assert [each.standing and each.standing.submission for each in record.attempts] == [1, None]


def test_what_is_published_is_told_with_every_attempt(gradebook: Gradebook, tried: Try) -> None:
    tried(12)
    for decided, expected in (
        (Publication(True, False, "ann"), (True, False)),
        (Publication(True, True, "ann"), (True, True)),
        (Publication(False, True, "ann"), (False, False)),
    ):
        gradebook.publish("a1", decided)
        standing = one(gradebook, rules()).result.standing
        assert standing is not None
        assert (standing.published, standing.shows_hidden) == expected
    assert gradebook.publication("a1").author == "ann"
    assert gradebook.publication("a2") == Publication()


def test_what_a_hidden_check_keeps_back_is_in_no_record_before_it_is_published(
    gradebook: Gradebook, begin: Callable[..., Any], failed: Make, feedback: Feedback
) -> None:
    secret = Revealed(summary=Text(en="3 is not 4.", zh="3 不是 4。"), arguments=("x: 7",), expected="4")
    attempt = begin()
    gradebook.add(attempt, failed(hidden=True, feedback=feedback.model_copy(update={"revealed": secret})))
    gradebook.finish(attempt)

    def told() -> Feedback:
        shown = one(gradebook, Rules(), "a1_tensors").result.checks[0].feedback
        assert shown is not None
        assert shown.revealed is None
        return shown

    assert told() == feedback
    gradebook.publish("a1_tensors", Publication(True, False, "ann"))
    assert told() == feedback
    gradebook.publish("a1_tensors", Publication(True, True, "ann"))
    assert (told().summary.en, told().arguments, told().expected, told().meaning) == (
        "3 is not 4.", ("x: 7",), "4", feedback.meaning,
    )  # fmt: skip


def test_standings_of_a_second_process_s_work_are_read_anew(gradebook: Gradebook, path: Path, tried: Try) -> None:
    tried(12)
    assert points(one(gradebook, rules())) == 12
    with Gradebook.open(path) as other:
        other.adjust(Change("lin", "a1", 1.0, "helped", "ann"))
    assert points(one(gradebook, rules())) == 13


def test_what_may_count_is_the_last_within_the_limit_or_all_where_the_best_counts(
    gradebook: Gradebook, tried: Try
) -> None:
    for number, reached in enumerate((0, 12, 6, 18, 19)):
        tried(reached, DUE + (number - 3) * DAY, f"{number}", written=number > 0)

    def may_count(**mine: Any) -> list[float]:
        found = replace(rules(PerDay(10.0), **mine), cut_off=DAY / 2)
        return [attempt.points for attempt in Standings(gradebook, found).may_count("a1")]

    assert may_count(keeps="last") == [18]  # the one after it came too late, the first is blank
    assert may_count(keeps="last", attempts=2) == [6]
    assert may_count(keeps="best") == [12, 6, 18]
    assert may_count(keeps="best", attempts=1) == [12]


def test_submissions_from_before_hand_ins_were_noted_stay_submissions(
    gradebook: Gradebook, tried: Try, passed: Make
) -> None:
    def graded(digest: str, reached: float, unit: str = "u04_broadcasting") -> None:
        attempt = gradebook.begin(
            student="lin", assignment="a1", submission_digest=digest, course_digest="c", grader_version="0",
            seed_id="s", confinement=Level.A,
        )  # fmt: skip
        gradebook.add(attempt, passed(points=reached, max_points=20.0, unit=unit))
        gradebook.finish(attempt)

    graded("first", 18)
    graded("a part", 20, "u05_another")
    graded("second", 4)
    tried(5, DUE - HOUR)
    record = one(gradebook, rules(keeps="best", attempts=3))
    assert points(record) == 18
    assert [each.standing and each.standing.submission for each in record.attempts] == [1, None, 2, 3]


def test_an_interrupted_re_grade_does_not_take_the_place_of_a_whole_grading(
    gradebook: Gradebook, tried: Try, passed: Make
) -> None:
    tried(18, DUE - HOUR, "work")
    attempt = gradebook.begin(
        student="lin", assignment="a1", submission_digest="work", course_digest="newer", grader_version="1",
        seed_id="s", confinement=Level.A,
    )  # fmt: skip
    gradebook.add(attempt, passed(points=10.0, max_points=10.0))
    record = one(gradebook, rules(keeps="best"))
    assert (points(record), record.result.number, len(record.attempts)) == (18, 1, 2)
    gradebook.finish(attempt)
    assert points(one(gradebook, rules())) == 10


def test_within_grace_nobody_is_late_and_a_free_day_takes_off_nothing(gradebook: Gradebook, tried: Try) -> None:
    found = replace(rules(PerDay(10.0, grace=HOUR, free_days=2)), grace=HOUR)
    tried(16, DUE + HOUR)
    standing = one(gradebook, found).result.standing
    assert standing is not None
    assert (standing.is_late, standing.deductions) == (False, ())
    tried(18, DUE + 2 * HOUR)
    standing = one(gradebook, found).result.standing
    assert standing is not None
    assert standing.is_late
    assert str(standing.deductions[0].points) == "0.0"  # and not -0.0
