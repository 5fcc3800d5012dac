"""What the rules of a class change in the reports of one attempt: deductions, and hidden checks that are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from autograder.grades import Record
from autograder.report.arithmetic import Sum, arithmetic
from autograder.report.junit import junit_xml
from autograder.report.markdown import student_markdown
from autograder.report.page import student_page
from autograder.report.plain import entries, summary_text
from autograder.report.summary import for_students
from autograder.report.terminal import student_feedback
from autograder.report.view import attempt_view
from autograder.results import AttemptResult, Cells, Deduction, Feedback, Reason, Standing, Text
from tests.report.samples import both

LATE = Deduction(points=-2.0, reason=Text(en="2 days late, 1 point a day", zh="迟交 2 天，每天 1 分"))
FREE = Deduction(points=0.0, reason=Text(en="1 day late, a free day", zh="迟交 1 天，用免罚日"))
SECRET = "secret-of-the-check"


def standing(**changes: Any) -> Standing:
    return Standing(**{"submission": 1, "submissions": 1, "counts": True, **changes})


def with_secret(attempt: Any, check: Any, **changes: Any) -> AttemptResult:
    cells = Cells(shape=(1,), dtype="float32", values=(SECRET,))
    told = Feedback(summary=both("Different."), called=SECRET, came_back=SECRET, expected=SECRET, printed=SECRET,
                    got_cells=cells, expected_cells=cells)  # fmt: skip
    row = check("test_one", "f", reason=Reason.MISMATCH, hidden=True, feedback=told)
    return attempt(checks=[row], standing=standing(**changes))


def test_a_deduction_is_a_line_of_the_arithmetic_with_its_reason(attempt: Any, check: Any) -> None:
    result = attempt(checks=[check(max_points=5.0)], standing=standing(deductions=(LATE, FREE)))
    assert arithmetic(result, {}, "en") == (
        Sum("Checks", "5/5", ""),
        Sum("Taken off", "−2", "2 days late, 1 point a day"),
        Sum("Taken off", "0", "1 day late, a free day"),
        Sum("Total", "3/5", ""),
    )
    assert arithmetic(result, {}, "zh")[1] == Sum("扣分", "−2", "迟交 2 天，每天 1 分")


def test_every_report_of_a_student_tells_the_deduction(attempt: Any, check: Any, printed: Callable[..., str]) -> None:
    result = attempt(checks=[check(max_points=5.0)], standing=standing(deductions=(LATE,)))
    told = [
        student_page(result, {}, "en"),
        student_markdown(result, {}, "en"),
        summary_text(result, {}, "en", entries(result, {}, "en")),
        printed(lambda console: student_feedback(result, {}, "en", console)),
    ]
    for text in told:
        assert "Taken off" in text
        assert "2 days late" in text.replace("`", "")


def test_the_terminal_tells_the_grade_and_not_the_points_of_checks_alone(
    attempt: Any, check: Any, printed: Callable[..., str]
) -> None:
    result = attempt(checks=[check(max_points=5.0)], standing=standing(deductions=(LATE,)))
    told = printed(lambda console: student_feedback(result, {}, "en", console))
    assert told.startswith("3 of 5 points")
    plain = printed(lambda console: student_feedback(attempt(checks=[check()]), {}, "en", console))
    assert "How the grade came about" not in plain


def test_markdown_tells_the_history_with_how_many_submissions_are_left(attempt: Any, check: Any) -> None:
    deadline = datetime(2026, 10, 1, 12, tzinfo=UTC)
    rules = {"submissions": 2, "allowed": 3, "keeps": "best", "deadline": deadline, "extended": True}
    first = attempt(checks=[check(max_points=5.0)], standing=standing(**rules), handed_in_at=deadline)
    second = attempt(
        checks=[check("test_b", "f", reason=Reason.MISMATCH)], number=2, submission_digest="b" * 64,
        standing=standing(**rules | {"submission": 2, "counts": False}),
    )  # fmt: skip
    text = student_markdown(first, {}, "en", record=Record(first, (first, second)))
    assert "2 of 3 submissions used. The best submission counts." in text
    assert "- Deadline: 2026-10-01 12:00 UTC, extended for you\n" in text
    assert "- **Submission 1: 2026-10-01 12:00 UTC, `5/5`, nothing: every check passes, counts**\n" in text
    assert "- Submission 2: not known, `0/1`" in text
    assert "Your submissions" not in student_markdown(first, {}, "en")
    assert "共 3 次提交机会，已用 2 次" in student_markdown(first, {}, "zh", record=Record(first, (first, second)))


def test_a_deadline_and_what_was_handed_in_are_told_in_the_time_zone_of_the_class(attempt: Any, check: Any) -> None:
    deadline = datetime(2026, 10, 1, 23, 59, tzinfo=timezone(timedelta(hours=8)))
    late = datetime(2026, 10, 1, 16, 30, tzinfo=UTC)
    only = attempt(checks=[check()], standing=standing(deadline=deadline), handed_in_at=late)
    text = student_markdown(only, {}, "en", record=Record(only, (only,)))
    assert "- Deadline: 2026-10-01 23:59 UTC+08:00\n" in text
    assert "- **Submission 1: 2026-10-02 00:30 UTC+08:00, " in text


def test_a_hidden_check_shows_what_it_called_only_where_the_rules_say_so(attempt: Any, check: Any) -> None:
    covered, shown = with_secret(attempt, check), with_secret(attempt, check, shows_hidden=True)
    assert SECRET not in student_page(covered, {}, "en")
    assert SECRET not in str(entries(covered, {}, "en")[0].text)
    page = student_page(shown, {}, "en")
    assert page.count(SECRET) == 2 * 4, "called, came back, expected, printed; in both languages"
    assert "hidden" in page, "it still says which checks are hidden"


def test_junit_follows_the_same_rule(attempt: Any, check: Any) -> None:
    covered, shown = with_secret(attempt, check), with_secret(attempt, check, shows_hidden=True)
    assert SECRET not in junit_xml([covered], {}, "en")
    assert junit_xml([shown], {}, "en").count(SECRET) >= 4, "called, came back, expected, printed"


def test_printed_text_of_hidden_checks_follows_the_same_rule(attempt: Any, check: Any) -> None:
    assert attempt_view(with_secret(attempt, check), {}, "en").printed == ()
    assert len(attempt_view(with_secret(attempt, check, shows_hidden=True), {}, "en").printed) == 1


def test_feedback_for_students_is_stripped_unless_the_rules_show_it(attempt: Any, check: Any) -> None:
    result = with_secret(attempt, check, shows_hidden=True)
    (row,) = result.checks
    assert for_students(row).feedback == Feedback(summary=both("Different."))
    assert for_students(row, result.standing) is row
