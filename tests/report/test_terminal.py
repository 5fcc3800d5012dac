"""Results in a terminal, read as an instructor and as a student would."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.report import words
from autograder.report.terminal import class_table, student_feedback
from autograder.results import (
    AttemptResult,
    Cells,
    Deduction,
    Feedback,
    Lang,
    Level,
    Reason,
    SourceLine,
    Standing,
    Text,
)

Printed = Callable[..., str]
LANGS: tuple[Lang, ...] = ("en", "zh")
ESCAPE_SEQUENCE = re.compile(r"\x1b\[[\d;]*m")  # colours: the only ones that we send


def table(results: list[AttemptResult], lang: Lang = "en") -> Callable[[Console], None]:
    return lambda console: class_table(results, lang, console)


def feedback(result: AttemptResult, titles: dict[str, Text], lang: Lang = "en") -> Callable[[Console], None]:
    return lambda console: student_feedback(result, titles, lang, console)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 120])
def test_a_class_looks_as_it_should(
    everybody: list[AttemptResult], printed: Printed, golden: Any, lang: Lang, width: int
) -> None:
    golden(f"class_{width}_{lang}.txt", printed(table(everybody, lang), width))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 120])
def test_feedback_looks_as_it_should(
    lin: AttemptResult, titles: dict[str, Text], printed: Printed, golden: Any, lang: Lang, width: int
) -> None:
    golden(f"student_{width}_{lang}.txt", printed(feedback(lin, titles, lang), width))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [1, 10, 20, 40, 79, 80, 81, 120, 300])
def test_no_line_is_wider_than_the_terminal(
    everybody: list[AttemptResult], titles: dict[str, Text], printed: Printed, lang: Lang, width: int
) -> None:
    shown = printed(table(everybody, lang), width)
    for result in everybody:
        shown += printed(feedback(result, titles, lang), width)
    if width >= 10:  # below that, not even a Chinese character beside a number fits
        assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_students_are_sorted_and_each_column_begins_at_one_place(
    everybody: list[AttemptResult], printed: Printed
) -> None:
    lines = printed(table(everybody), 120).splitlines()
    rows = [line for line in lines if " u01 " in line]
    assert [row.split()[0] for row in rows] == ["erin", "fresh", "lin", "müller-łukasz", "张小明"]
    assert len({cell_len(row[: row.index("u01")]) for row in rows}) == 1
    assert len({cell_len(row[: row.index("u05")]) for row in rows}) == 1


def test_a_row_tells_points_checks_reasons_and_whether_it_is_final(
    everybody: list[AttemptResult], printed: Printed
) -> None:
    rows = {line.split()[0]: line for line in printed(table(everybody), 120).splitlines() if " u01 " in line}
    whole = "lin 5/10.5 u01 2/2 ●● u04 3/7.5 ●●○○○·· u05 0/1 · no_keepdim (2), not attempted (3) yes"
    assert " ".join(rows["lin"].split()) == whole
    assert "●●!●●●●" in rows["erin"]
    assert rows["erin"].split()[-3:] == ["grader", "error", "no"]
    assert rows["fresh"].split()[-1] == "no", "it has not finished"
    assert "syntax error (7)" in rows["müller-łukasz"]


def test_a_row_says_that_work_was_late_where_points_were_taken_off(attempt: Any, check: Any, printed: Printed) -> None:
    late = Standing(
        submission=1, submissions=1, counts=True, is_late=True,
        deductions=(Deduction(points=-1.0, reason=Text(en="1 h late", zh="迟交 1 小时")),),
    )  # fmt: skip
    told = printed(table([attempt("amy", [check(max_points=5.0)], standing=late)]), 120)
    assert "amy 4/5 u04 5/5 ● handed in late yes" in " ".join(told.split())


def test_below_the_table_stand_totals_mistakes_and_confinement(
    everybody: list[AttemptResult], printed: Printed
) -> None:
    shown = " ".join(printed(table(everybody), 120).split())
    assert "5 students: 28 of 52.5 points (53 %), 3 final, 2 not final" in shown
    assert "Most common mistakes no_keepdim in u04 (1 of 5)" in shown
    assert "Confinement A, full: namespaces, landlock, seccomp, limits (fresh, lin, müller-łukasz, 张小明)" in shown
    assert "D, UNSEALED: limits only. The students' code could read and write what you can. (erin)" in shown


def test_many_units_stand_below_each_student(attempt: Any, check: Any, printed: Printed) -> None:
    rows = [check(f"test_{number}", unit=f"u{unit:02}_name") for unit in range(1, 11) for number in range(5)]
    shown = printed(table([attempt("lin", rows), attempt("wu", rows)]), 80)
    lines = shown.splitlines()
    assert lines[2].split() == ["lin", "50/50", "yes"]
    assert lines[3].split()[:6] == ["u01", "5/5", "●●●●●", "u02", "5/5", "●●●●●"]
    assert lines[4].split()[0] == "u06"
    assert lines[5].startswith("wu")


def test_an_empty_class_and_an_empty_attempt_are_no_trouble(attempt: Any, printed: Printed) -> None:
    assert printed(table([])).strip() == "No attempts yet."
    assert "0/0" in printed(table([attempt()]))
    assert "0 of 0 points" in printed(feedback(attempt(), {}))


def test_feedback_begins_with_points_and_the_check_to_look_at(
    lin: AttemptResult, titles: dict[str, Text], printed: Printed
) -> None:
    lines = printed(feedback(lin, titles), 120).splitlines()
    assert lines[0].startswith("5 of 10.5 points   a1_tensors   lin   attempt 3")
    assert lines[1] == ("Not passing yet: 3, probably all for one reason. Not written yet: 3. Take them one at a time.")
    assert lines[3].startswith("Look at this first ─")
    assert lines[4].split() == ["Broadcasting:", "centre_rows", "centre", "example"]


def test_feedback_for_a_public_check_has_all_its_parts(
    lin: AttemptResult, titles: dict[str, Text], printed: Printed
) -> None:
    shown = printed(feedback(lin, titles))
    for part in (
        "3 of 4 numbers differ, the first at [0, 1].",
        "Called     centre_rows(x)",
        "\n             x: float32 (2, 2)",
        "Came back  float32 (2, 2)",
        "Expected   float32 (2, 2), other numbers",
        "Your code, line 24 of u04_broadcasting.py",
        "24 │     return x - x.mean(1)",
        "│  -1.  │ >-4.< │",
        "│ >-2.< │ >2.5< │",  # the expected ones are marked in the same places
        "The values between > and < are different.",
        "What this usually means",
        "Think about this",
        "x has shape torch.Size([2, 2])",
    ):
        assert part in shown


def test_a_hidden_check_shows_neither_what_was_expected_nor_what_its_inputs_could_leak_through(
    lin: AttemptResult, titles: dict[str, Text], printed: Printed
) -> None:
    hidden = lin.model_copy(update={"checks": lin.checks[5:]})
    shown = printed(feedback(hidden, titles))
    assert "centre matches" in shown
    assert "other inputs than the examples" in shown
    assert "Think about this" in shown
    for secret in ("other numbers", "2.5", "-4.", "Expected", "RuntimeError: The size of tensor a", "Came back"):
        assert secret not in shown


@pytest.mark.parametrize("lang", LANGS)
def test_each_state_of_a_submission_has_its_own_first_words(
    everybody: list[AttemptResult], titles: dict[str, Text], printed: Printed, lang: Lang
) -> None:
    _, done, fresh, syntax, erin = (printed(feedback(result, titles, lang)) for result in everybody)
    assert words.ALL_PASS.in_(lang) in done
    assert words.LOOK_FIRST.in_(lang) not in done
    assert words.NOTHING_WRITTEN.in_(lang) in fresh
    assert words.START_HERE.in_(lang) in fresh
    assert words.INTERRUPTED.in_(lang) in fresh
    assert words.REASONS[Reason.SYNTAX_ERROR].in_(lang) in syntax
    assert words.GRADER_BROKE.in_(lang).format(mark="!")[:12] in erin
    assert words.ALL_PASS.in_(lang) not in erin


def test_a_syntax_error_points_at_its_column(attempt: Any, check: Any, printed: Printed) -> None:
    wrong = Feedback(
        summary=Text(en="Python cannot read this line.", zh="Python 读不懂这一行。"),
        where=SourceLine(file="u04.py", line=7, code="\tx = '形状' +* 2", column=12),
    )
    lines = printed(feedback(attempt("lin", [check(reason=Reason.SYNTAX_ERROR, feedback=wrong)]), {})).splitlines()
    code = next(number for number, line in enumerate(lines) if "+* 2" in line)
    assert cell_len(lines[code][: lines[code].index("* 2")]) == lines[code + 1].index("^")


def test_the_list_is_short_where_a_unit_is_all_alike(
    everybody: list[AttemptResult], titles: dict[str, Text], printed: Printed
) -> None:
    done = printed(feedback(everybody[1], titles)).splitlines()
    assert [line.split() for line in done[-3:]] == [
        ["✓", "Making", "tensors", "2/2"],
        ["✓", "Broadcasting", "7.5/7.5"],
        ["✓", "Reshape", "and", "strides", "1/1"],
    ]
    assert "✗ Broadcasting         0/7.5  Python cannot read it" in printed(feedback(everybody[3], titles))


def test_a_unit_without_a_title_is_shown_by_its_id(lin: AttemptResult, printed: Printed) -> None:
    assert "u04_broadcasting: centre_rows" in printed(feedback(lin, {}))


def test_nothing_that_a_student_wrote_is_markup_or_moves_the_cursor(
    attempt: Any, check: Any, titles: dict[str, Text], printed: Printed, hostile: str
) -> None:
    told = Feedback(
        summary=Text(en=hostile, zh=hostile),
        called=hostile,
        arguments=(hostile,),
        came_back=hostile,
        expected=hostile,
        meaning=Text(en=hostile, zh=hostile),
        question=Text(en=hostile, zh=hostile),
        where=SourceLine(file=hostile, line=1, code=hostile, column=9),
        printed=hostile * 3,
        got_cells=Cells(shape=(2, 1), dtype=hostile, values=(hostile, "1"), differs=(True, False)),
        expected_cells=Cells(shape=(9,), dtype="[red]", values=(hostile,)),
    )
    row = check(hostile, hostile, unit=hostile, reason=Reason.RAISED, mistake=hostile, feedback=told)
    result = attempt(hostile, [row], assignment=hostile, notes=[Text(en=hostile, zh=hostile)], confinement=Level.D)
    for lang in LANGS:
        for write in (
            table([result], lang),
            feedback(result, titles, lang),
            feedback(result, {hostile: row.feedback.summary}),
        ):
            shown = ESCAPE_SEQUENCE.sub("", printed(write, colour=True))
            controls = {char for char in shown if ord(char) < 32 or 127 <= ord(char) < 160} - {"\n"}
            assert controls == set()
            assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", shown)
            assert "[bold" in shown
            assert "markup[/]" in shown
            assert not [line for line in shown.splitlines() if line.lstrip().startswith("::") or "##[" in line]
            assert len(shown) < 30_000
            assert max(cell_len(line) for line in shown.splitlines()) <= 80


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
@pytest.mark.parametrize("lang", LANGS)
def test_other_encodings_than_utf8_lose_characters_but_not_the_report(
    everybody: list[AttemptResult], titles: dict[str, Text], printed: Printed, encoding: str, lang: Lang
) -> None:
    shown = printed(table(everybody, lang), encoding=encoding) + printed(
        feedback(everybody[0], titles, lang), encoding=encoding
    )
    assert "##ooo.." in shown
    assert "x     centre example" in shown


def test_marks_differ_without_colour(everybody: list[AttemptResult], titles: dict[str, Text], printed: Printed) -> None:
    plain = printed(feedback(everybody[0], titles))
    coloured = ESCAPE_SEQUENCE.sub("", printed(feedback(everybody[0], titles), colour=True))
    assert plain == coloured
    assert {"✓", "✗", "–"} <= set(plain)


def test_no_line_is_a_command_to_the_runner_of_a_workflow(attempt: Any, check: Any, printed: Printed) -> None:
    told = Feedback(
        summary=Text(en="  ::error::x", zh=""),
        came_back="x" * 66 + " ::add-mask::y x[::2]",  # wrapped, it begins a line
        printed="a\n::set-output::z\nb ##[group]c",
    )
    result = attempt("::stop-commands::t", [check(reason=Reason.RAISED, feedback=told)])
    shown = printed(feedback(result, {})) + printed(table([result])) + printed(table([result]), colour=True)
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::") or "##[" in line]
    for harmless in (": error::x", ": add-mask::y x[::2]", ": set-output::z", "b ##(group]c", "\n: stop-commands::t"):
        assert harmless in shown


def test_the_mark_of_a_syntax_error_stays_below_its_character_where_the_line_is_folded(
    attempt: Any, check: Any, printed: Printed
) -> None:
    code = "x = " + "1 + " * 30 + "* 2"
    where = SourceLine(file="u04.py", line=7, code=code, column=code.index("*") + 1)
    wrong = Feedback(summary=Text(en="Python cannot read this line.", zh="Python 读不懂这一行。"), where=where)
    result = attempt("lin", [check(reason=Reason.SYNTAX_ERROR, feedback=wrong)])
    lines = printed(feedback(result, {}), 60).splitlines()
    folded = [number for number, line in enumerate(lines) if "│" in line]
    assert len(folded) > 2
    (star,) = (number for number in folded if "*" in lines[number])
    assert lines[star].index("*") == lines[star + 1].index("^")


def test_the_numbers_of_a_mismatch_stand_below_its_first_clause(attempt: Any, check: Any, printed: Printed) -> None:
    told = Feedback(
        summary=Text(en="3 of 4 differ; largest error 2 (allowed: 0).", zh="4 个中有 3 个不同；最大误差 2。")
    )
    result = attempt("lin", [check(reason=Reason.MISMATCH, feedback=told)])
    english = [line.strip() for line in printed(feedback(result, {}, "en")).splitlines()]
    chinese = [line.strip() for line in printed(feedback(result, {}, "zh")).splitlines()]
    assert english[english.index("3 of 4 differ.") + 1] == "Largest error 2 (allowed: 0)."
    assert chinese[chinese.index("4 个中有 3 个不同。") + 1] == "最大误差 2。"


def test_a_long_name_takes_the_room_that_there_is(attempt: Any, check: Any, printed: Printed) -> None:
    name = "a-student-with-quite-a-long-name"
    assert name in printed(table([attempt(name, [check()])]), 120)
    narrow = printed(table([attempt(name, [check()])]), 50)
    assert re.search(r"^a-student-with- ", narrow, re.MULTILINE)
    assert re.search(r"^quite-a-long-name ", narrow, re.MULTILINE)
