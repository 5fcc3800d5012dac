"""What GitHub Actions is told: every text harmless, nothing too long, the worst first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from autograder.report.github import MOST, SUMMARY_BYTES, annotations_of, step_outputs, summary
from autograder.results import AttemptResult, CheckResult, Feedback, Lang, Reason, SourceLine, Text
from tests.report.samples import attempt_with

HOSTILE = "::error file=x::forged\n##[error]forged\r\n::stop-commands::x%0A::set-output name=points::9,:\x1b[31m\u202e"
COMMAND = re.compile(r"::(error|warning) (?:(file|line|title)=[^\n\r:,]*,?)+::[^\n\r]*")


def both(text: str) -> Text:
    return Text(en=text, zh=text)


@pytest.fixture
def many(check: Callable[..., CheckResult], attempt: Callable[..., AttemptResult]) -> AttemptResult:
    """Fourteen failures of fourteen functions, eleven rows that the grader broke."""
    rows = [
        check(
            f"test_{number}", f"function_{number}", reason=Reason.MISMATCH,
            feedback=Feedback(summary=both(f"wrong {number}"),
                              where=SourceLine(file="u04_broadcasting.py", line=number) if number % 2 else None),
        )
        for number in range(1, 15)
    ]  # fmt: skip
    broken = [check(f"test_broken_{number}", f"broken_{number}", reason=Reason.GRADER) for number in range(11)]
    return attempt(checks=[*rows, *broken])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_makes_one_command_a_line_and_none_of_its_own(lang: Lang) -> None:
    result = attempt_with(HOSTILE)
    found = annotations_of(result, {HOSTILE: f"assignments/{HOSTILE}"}, {}, lang)
    assert len(found) >= 3
    for each in found:
        assert COMMAND.fullmatch(each.command()), each.command()
        assert "\x1b" not in each.command()
        assert "\u202e" not in each.command()
    text = summary([result], {}, lang)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in text.splitlines())
    assert re.fullmatch(r"points=[\d.]+\nmax-points=[\d.]+\npassed=false\nfinal=false\n", step_outputs([result]))


def test_ten_errors_and_ten_warnings_and_a_word_about_the_rest(many: AttemptResult) -> None:
    found = annotations_of(many, {"u04_broadcasting": "assignments/a1/u04_broadcasting.py"}, {}, "en")
    errors, warnings = ([each for each in found if each.kind == kind] for kind in ("error", "warning"))
    assert (len(errors), len(warnings)) == (MOST, MOST)
    assert errors[-1].title == "5 more: see the summary"
    assert warnings[-1].title == "2 more: see the summary"
    assert [each.line for each in errors[:7]] == [1, 3, 5, 7, 9, 11, 13]  # those with a line come first
    assert errors[0].file == "assignments/a1/u04_broadcasting.py"
    assert "not your fault" in warnings[0].message


def test_checks_that_fail_for_one_reason_are_one_annotation(
    check: Callable[..., CheckResult], attempt: Callable[..., AttemptResult]
) -> None:
    rows = [check(name, "f", reason=Reason.MISMATCH, mistake="no_keepdim") for name in ("test_a", "test_b")]
    unreadable = [check(name, name, unit="u05_reshape", reason=Reason.SYNTAX_ERROR) for name in ("test_c", "test_d")]
    waiting = [check("test_e", "g", reason=Reason.NOT_ATTEMPTED), check("test_f", "g", reason=Reason.BLOCKED)]
    assert len(annotations_of(attempt(checks=[*rows, *unreadable, *waiting]), {}, {}, "en")) == 2


def test_a_line_of_a_notebook_is_told_in_words(
    check: Callable[..., CheckResult], attempt: Callable[..., AttemptResult]
) -> None:
    where = SourceLine(file="u04_broadcasting.ipynb, code cell 3", line=2)
    row = check(reason=Reason.MISMATCH, feedback=Feedback(summary=both("wrong"), where=where))
    (one,) = annotations_of(attempt(checks=[row]), {"u04_broadcasting": "a1/u04_broadcasting.ipynb"}, {}, "en")
    assert (one.file, one.line) == ("a1/u04_broadcasting.ipynb", None)
    assert "line 2 of u04_broadcasting.ipynb, code cell 3" in one.message


def test_a_hidden_check_s_inputs_do_not_come_out(
    check: Callable[..., CheckResult], attempt: Callable[..., AttemptResult]
) -> None:
    told = Feedback(summary=both("wrong"), called="f(SECRET)", came_back="SECRET", expected="SECRET", printed="SECRET")
    result = attempt(checks=[check(reason=Reason.MISMATCH, hidden=True, feedback=told)])
    assert "SECRET" not in annotations_of(result, {}, {}, "en")[0].command()
    assert "SECRET" not in summary([result], {}, "en")


@pytest.mark.parametrize("size", [200, 20_000])
def test_a_summary_that_github_would_drop_is_cut_and_says_so(
    check: Callable[..., CheckResult], attempt: Callable[..., AttemptResult], size: int
) -> None:
    def row(number: int) -> CheckResult:
        text = f"{number} " + "字 `` " * size
        told = Feedback(summary=both(text), called=text, came_back=text, printed=text * 3)
        return check(f"test_{number}", f"f{number}", reason=Reason.MISMATCH, feedback=told)

    text = summary([attempt(checks=[row(number) for number in range(200)])], {}, "zh")
    assert len(text.encode()) <= SUMMARY_BYTES
    assert "摘要过长，已截断" in text.splitlines()[-1]
    fences = [line for line in text.splitlines() if line.startswith("```")]
    assert len(fences) % 2 == 0  # what says that it was cut does not stand in a block of code
    short: Any = summary([attempt(checks=[row(1)])], {}, "zh")
    assert "截断" not in short
