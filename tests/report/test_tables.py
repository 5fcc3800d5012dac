"""Grades as CSV: read again they say what the results say, and a file of an LMS comes back as it was but for grades."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grades import grade_of
from autograder.report.csv_text import BOM, Table, Template, TemplateError, cell, decoded, matched, number
from autograder.report.summary import points_text
from autograder.report.tables import canvas_csv, long_csv, moodle_csv, wide_csv
from autograder.results import Adjustment, Answer, AttemptResult, Deduction, Place, Reason, Standing, Text
from tests.report.samples import NOON, attempt_with, both

TITLES = {"a1_tensors": Text(en="Tensors", zh="张量")}
FORMULA = ("=", "+", "-", "@", "\t", "\r")

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Warm up (70),Tensors (71),Current Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,3,10.5,(read only)\n"
    '"Lin, Ada",11,u11,lin,"Group ""A""",2.50,,70\n'
    '"张, 小明",12,u12,张小明,Group B,,,\n'
    "Erin,13,erin,someone,Group B,1,4,\n"
    "Nobody,14,u14,nobody,Group B,1,7,\n"
    "Fresh,fresh,u15,f,Group B,N/A,,"
)
MOODLE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments\n"
    'Participant 11,"Lin, Ada",lin@example.org,Submitted,,10.50,-,\n'
    "Participant 12,Nobody,nobody@example.org,Submitted,3,10.50,-,<p>Fine</p>\n"
)


def read(table: Table) -> list[list[str]]:
    assert table.text.startswith(BOM)
    return list(csv.reader(io.StringIO(table.text.removeprefix(BOM), newline=""), strict=True))


def rows_of(table: Table) -> Iterator[dict[str, str]]:
    head, *rows = read(table)
    return (dict(zip(head, row, strict=True)) for row in rows)


def values(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=delimiter))


@pytest.fixture
def marked(lin: AttemptResult) -> AttemptResult:
    """Lin, with answers and changes of each kind."""
    answers = (
        Answer(unit="u04_broadcasting", question="why", title=both("Why?"), text="since", max_points=2),
        Answer(unit="u01_create", question="how", title=both("How?"), text="so", max_points=1),
        Answer(unit="u01_create", question="who", title=both("Who?"), text=" ", max_points=1),
    )
    change = {"reason": "seen", "author": "ann", "made_at": NOON}
    adjustments = (
        Adjustment(id=1, kind="set", points=1.5, place=Place(unit="u04_broadcasting", item="why"), **change),
        Adjustment(id=2, kind="set", points=2, place=Place(unit="u04_broadcasting", item="centre_rows", hidden=True),
                   **change),
        Adjustment(id=3, kind="add", points=-0.25, place=Place(unit="u01_create"), **change),
        Adjustment(id=4, kind="add", points=3, **change),
    )  # fmt: skip
    return lin.model_copy(update={"answers": answers, "adjustments": adjustments})


# A row a student


def test_tables_are_as_they_were(everybody: list[AttemptResult], titles: Any, golden: Any) -> None:
    golden("grades.csv", wide_csv(everybody).text)
    golden("checks.csv", long_csv(everybody).text)
    golden("canvas.csv", canvas_csv(everybody, TITLES, "zh").text)
    golden("moodle_en.csv", moodle_csv(everybody, titles, "en").text)
    golden("moodle_zh.csv", moodle_csv(everybody, titles, "zh").text)


def test_a_row_a_student_holds_the_grade_and_all_points(everybody: list[AttemptResult], marked: AttemptResult) -> None:
    results = [marked, *everybody[1:]]
    rows = {row["student"]: row for row in rows_of(wide_csv(results))}
    assert list(rows) == sorted(rows)
    for result in results:
        row, grade = rows[result.student], grade_of(result)
        assert float(row["points"]) == grade.points
        assert float(row["max points"]) == grade.max_points
        assert float(row["percent"]) == pytest.approx(100 * grade.points / grade.max_points, abs=1e-4)
        assert row["final"] == ("yes" if grade.is_final else "no")
        assert row["attempt"] == str(result.number)
        assert row["graded at"] == ("2030-09-01T12:00:00Z" if result.finished_at else "")
        for check in result.checks:
            assert float(row[f"{check.unit}/{check.check}"]) == check.points


def test_points_of_units_include_what_was_marked_and_changed_in_them(marked: AttemptResult) -> None:
    (row,) = rows_of(wide_csv([marked]))
    units = {unit: float(row[unit]) for unit in ("u01_create", "u04_broadcasting", "u05_reshape")}
    assert units == {"u01_create": 2 - 0.25, "u04_broadcasting": 3 + 1.5 + 2, "u05_reshape": 0}
    assert sum(units.values()) + 3 == float(row["points"])


def test_what_an_attempt_does_not_have_is_empty_not_zero(check: Any, attempt: Any) -> None:
    ada = attempt("ada", [check("test_a", unit="u01", points=0.0), check("test_b", unit="u02")])
    bob = attempt("bob", [check("test_a", unit="u01"), check("test_c", unit="u01")])
    head, of_ada, of_bob = read(wide_csv([bob, ada]))
    assert head[7:] == ["u01", "u02", "u01/test_a", "u01/test_c", "u02/test_b"]
    assert of_ada[7:] == ["0", "1", "0", "", "1"]
    assert of_bob[7:] == ["2", "", "1", "1", ""]


def test_moments_are_utc_whatever_their_zone(attempt: Any, check: Any) -> None:
    for finished in (NOON.astimezone(timezone(timedelta(hours=-5))), datetime(2030, 9, 1, 12)):
        (row,) = rows_of(wide_csv([attempt("lin", [check()], finished_at=finished)]))
        assert row["graded at"] == "2030-09-01T12:00:00Z"


def test_an_assignment_without_points_has_no_percentage(attempt: Any) -> None:
    (row,) = rows_of(wide_csv([attempt("lin")]))
    assert (row["points"], row["max points"], row["percent"]) == ("0", "0", "")


@pytest.mark.parametrize("write", [wide_csv, lambda r: canvas_csv(r, {}, "en"), lambda r: moodle_csv(r, {}, "en")])
def test_a_row_a_student_needs_one_attempt_each(write: Callable[..., Table], lin: AttemptResult) -> None:
    other = lin.model_copy(update={"student": "ada", "assignment": "a2"})
    with pytest.raises(ValueError, match="one assignment at a time"):
        write([lin, other])
    with pytest.raises(ValueError, match="'lin' is there twice"):
        write([lin, lin])
    with pytest.raises(ValueError, match="none"):
        write([])


# A row a check


def test_a_row_a_check_holds_what_became_of_it(everybody: list[AttemptResult]) -> None:
    rows = list(rows_of(long_csv(everybody)))
    pairs = [(result, check) for result in sorted(everybody, key=lambda one: one.student) for check in result.checks]
    assert len(rows) == len(pairs) == 50
    for row, (result, check) in zip(rows, pairs, strict=True):
        assert row == {
            "kind": "check",
            "student": result.student,
            "assignment": "a1_tensors",
            "attempt": str(result.number),
            "unit": check.unit,
            "function": check.function,
            "check": check.check,
            "hidden": "yes" if check.hidden else "no",
            "status": check.status.value,
            "reason": check.reason.value if check.reason else "",
            "mistake": check.mistake or "",
            "points": number(check.points),
            "max points": number(check.max_points),
            "cpu seconds": "0",
        }


def test_seconds_are_told(check: Any, attempt: Any) -> None:
    (row,) = rows_of(long_csv([attempt("lin", [check(cpu_seconds=1.23456, wall_seconds=7)])]))
    assert row["cpu seconds"] == "1.2346"


def test_answers_and_changes_are_rows_and_all_add_up_to_the_grade(marked: AttemptResult) -> None:
    rows = list(rows_of(long_csv([marked])))
    others = [tuple(row.values()) for row in rows if row["kind"] != "check"]
    begin = ("lin", "a1_tensors", "3")
    at = ("u04_broadcasting", "centre_rows")
    assert sorted(others) == sorted([
        ("answer", *begin, "u04_broadcasting", "", "why", "no", "marked", "seen", "", "1.5", "2", ""),
        ("answer", *begin, "u01_create", "", "how", "no", "waiting", "", "", "", "1", ""),
        ("answer", *begin, "u01_create", "", "who", "no", "empty", "", "", "", "1", ""),
        ("change", *begin, *at, "", "yes", "set", "seen", "", "2", "", ""),
        ("change", *begin, "u01_create", "", "", "", "add", "seen", "", "-0.25", "", ""),
        ("change", *begin, "", "", "", "", "add", "seen", "", "3", "", ""),
    ])  # fmt: skip
    grade = grade_of(marked)
    assert sum(float(row["points"] or 0) for row in rows) == grade.points
    assert sum(float(row["max points"] or 0) for row in rows) == grade.max_points


def test_rows_of_several_assignments_and_attempts_are_sorted(lin: AttemptResult) -> None:
    others = [lin.model_copy(update=change) for change in ({"number": 1}, {"assignment": "a0"}, {"student": "ada"})]
    rows = rows_of(long_csv([lin, *others]))
    told = list(dict.fromkeys((row["assignment"], row["student"], row["attempt"]) for row in rows))
    assert told == [("a0", "lin", "3"), ("a1_tensors", "ada", "3"), ("a1_tensors", "lin", "1"),
                    ("a1_tensors", "lin", "3")]  # fmt: skip


# Cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'    x"),
        ("\rx", "'␍x"),
        ("\n =x", "' ⏎  =x"),
        ("\u200d=x", "'\u200d=x"),
        ("＝x", "'＝x"),
        ("a=b", "a=b"),
        ("\x00\x1b[2J\ud800", "␀␛[2J<U+D800>"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(text: str, shown: str) -> None:
    assert cell(text) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (0.0, "0"), (-0.0, "0"), (-0.00001, "0"), (0.1 + 0.2, "0.3"), (1 / 3, "0.3333"), (100.0, "100")],
)
def test_numbers_are_short_and_have_a_point(value: float, text: str) -> None:
    assert number(value) == text


def all_tables(result: AttemptResult, title: str) -> list[Table]:
    titles = {"a1_tensors": both(title)}
    return [
        wide_csv([result]),
        long_csv([result]),
        *(canvas_csv([result], titles, lang) for lang in ("en", "zh")),
        *(moodle_csv([result], titles, lang) for lang in ("en", "zh")),
    ]


@pytest.mark.parametrize("begin", ["=cmd()", "+1", "-1", "@x", "\t=x", "\r=x", "\n=x", '"=x', "a,=x", "\x00", "\ud800"])
def test_nothing_that_others_wrote_is_a_formula_or_another_cell(hostile: str, begin: str) -> None:
    for text in (begin + hostile, begin, f'{begin}",\r\n"=y'):
        result = attempt_with(text)
        for table in all_tables(result, text):
            table.text.encode("utf-8")
            head, *rows = read(table)
            assert all(len(row) == len(head) for row in rows)
            for one in (one for row in (head, *rows) for one in row):
                if not re.fullmatch(r"-?[\d.]+|    Points Possible", one):
                    assert not one.lstrip().startswith(FORMULA), one
                assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", one)
    assert len(read(wide_csv([attempt_with(begin)]))) == 2


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_stays_in_its_cell(text: str) -> None:
    for table in all_tables(attempt_with(text), text):
        table.text.encode("utf-8")
        head, *rows = read(table)
        assert {len(row) for row in rows} == {len(head)}


def test_hidden_checks_tell_nothing_of_their_inputs(lin: AttemptResult, titles: Any) -> None:
    secret = "torch.tensor([77.25])"
    rows = tuple(
        check.model_copy(
            update={
                "hidden": True,
                "reason": Reason.RAISED,
                "feedback": check.feedback.model_copy(
                    update={"called": secret, "came_back": secret, "expected": secret, "printed": secret,
                            "arguments": (secret,)}
                ),
            }
        )
        for check in lin.checks
        if check.feedback
    )  # fmt: skip
    result = lin.model_copy(update={"checks": rows})
    for table in (*all_tables(result, "Tensors"), moodle_csv([result], {}, "en", MOODLE)):
        assert "77.25" not in table.text
    assert "mean(1)" in moodle_csv([result], titles, "en").text, "what a mistake means is told"


# Canvas


def test_without_a_template_canvas_gets_its_columns(everybody: list[AttemptResult]) -> None:
    head, possible, *rows = read(canvas_csv(everybody, TITLES, "en"))
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Tensors"]
    assert possible == ["    Points Possible", "", "", "", "", "10.5"]
    assert {row[3]: row[5] for row in rows} == {one.student: points_text(one.points) for one in everybody}
    assert all(row == [row[3], "", "", row[3], "", row[5]] for row in rows)


def test_a_template_of_canvas_gets_grades_and_nothing_else(everybody: list[AttemptResult]) -> None:
    table = canvas_csv(everybody, TITLES, "en", CANVAS)
    assert table.text == (
        CANVAS.replace('""A""",2.50,,70', '""A""",2.50,5,70')  # by SIS Login ID
        .replace("张小明,Group B,,,", "张小明,Group B,,10.5,")
        .replace("Erin,13,erin,someone,Group B,1,4,", "Erin,13,erin,someone,Group B,1,9.5,")  # by SIS User ID
        .replace("N/A,,", "N/A,0,")  # by ID
    )
    assert table.missing == ("müller-łukasz",)
    assert table.notes == ("Not final yet: 2 of 5 grades.",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", BOM])
@pytest.mark.parametrize("last", ["", "end"])
def test_a_template_keeps_its_ways(lin: AttemptResult, end: str, delimiter: str, bom: str, last: str) -> None:
    lines = [
        ["Student", '"ID"', "SIS Login ID", "Section", "Tensors (71)", '"A, b; c"'],
        ["    Points Possible", "", "", "", "10,50" if delimiter != "," else '"10,50"', "5"],
        [f'"Lin{end}""x"" {delimiter}Ada"', " 7 ", '"lin"', "=A1+1", "OLD", f'"{end}"'],
        [""],
        ["Nobody", '"8"', "x'y", "-1", "5", ' "odd" '],
    ]
    text = bom + end.join(delimiter.join(line) for line in lines) + (end if last else "")
    table = canvas_csv([lin], TITLES, "en", text)
    assert table.text == text.replace("OLD", "5")
    assert values(table.text, delimiter)[2][4] == "5"
    assert table.missing == ()
    assert table.notes == ()


def test_a_name_that_two_rows_share_is_nobodys(lin: AttemptResult) -> None:
    text = (
        "Student,ID,SIS Login ID,Tensors (71)\n"
        "Lin One,1,lin@one.example.org,\n"
        "Lin Two,2,lin@two.example.org,\n"
        "Ada,3,ADA@example.org,\n"
        "Tie,4,Bob,\n"
        "Tie,5,bob,\n"
    )
    results = [lin.model_copy(update={"student": name}) for name in ("lin", "ada", "bob", "BOB", "Lin@Two.example.org")]
    table = canvas_csv(results, TITLES, "en", text)
    assert [row[3] for row in values(table.text)] == ["Tensors (71)", "", "5", "5", "", "5"]
    assert table.missing == ("BOB", "lin")


def test_the_stronger_name_wins_and_a_row_is_given_once() -> None:
    names = [["", "", "7"], ["7", "8", ""], ["", "ab", ""]]
    assert matched(["7", "8", "ab"], names) == {"7": 2, "8": 1}
    assert matched(["Ada", "ADA"], [["", "ada"]]) == {}
    assert matched(["e\u0301"], [["", "É"]]) == {"e\u0301": 1}


@pytest.mark.parametrize("title", ["张量 (71)", "a1_tensors", "Tensors", "  Tensors  (5)"])
def test_the_column_is_found_by_title_in_either_language_or_by_name(lin: AttemptResult, title: str) -> None:
    text = f"Student,ID,SIS Login ID,More Tensors (1),{title}\nLin,1,lin,,\n"
    assert canvas_csv([lin], TITLES, "en", text).text == text.replace("lin,,", "lin,,5")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Student,ID,SIS Login ID,Other (7)\n", "and has none. It has: 'Student', 'ID', 'SIS Login ID', 'Other (7)'"),
        ("Student,ID,SIS Login ID,Tensors (7),Tensors (8)\n", "and has 2."),
        ("Student,ID,ID,Tensors (7)\n", "2 columns 'ID'"),
        ("Student,ID,Tensors (7)\nPoints Possible,,(read only)\n", "read only"),
        ('Student,ID,Tensors (7)\n"Lin,1,2\nx,y,z\n', "cannot be read as a CSV file"),
        ("name,grade\n", "Its first line is 'name,grade'"),
        ("", "Its first line is ''"),
    ],
)
def test_a_template_that_cannot_be_filled_is_explained(lin: AttemptResult, template: str, said: str) -> None:
    with pytest.raises(TemplateError) as problem:
        canvas_csv([lin], TITLES, "en", template)
    assert said in str(problem.value)


def test_other_points_in_canvas_are_told_and_not_scaled(lin: AttemptResult) -> None:
    table = canvas_csv([lin], TITLES, "en", CANVAS.replace("10.5", "100"))
    assert table.notes == ("The template counts 100 points, the assignment 10.5; grades are not scaled.",)
    assert values(table.text)[3][6] == "5"


def test_who_is_excused_stays_excused(lin: AttemptResult) -> None:
    text = "Student,ID,SIS Login ID,Tensors (7)\nLin,1,lin,EX\n"
    table = canvas_csv([lin], TITLES, "en", text)
    assert table.text == text
    assert table.missing == ()
    assert table.notes == ("Excused in Canvas, and left so: lin.",)


def test_a_row_that_is_too_short_gets_its_cells(lin: AttemptResult) -> None:
    text = "ID,SIS Login ID,Section,Tensors\n1,lin\n"
    assert canvas_csv([lin], TITLES, "en", text).text == "ID,SIS Login ID,Section,Tensors\n1,lin,,5\n"


CELLS = st.text(st.sampled_from("ab ;,\t\"\r\n='é"), max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=5), st.sampled_from(",;\t"), st.booleans())
def test_any_csv_comes_back_as_it_was(rows: list[list[str]], delimiter: str, quoted: bool) -> None:
    told = io.StringIO(newline="")
    writer = csv.writer(told, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([["Student", "ID", "SIS Login ID", "Tensors"], *rows, ["x", "9", "me", "OLD"]])
    file = Template.read(told.getvalue(), {"ID", "SIS Login ID"})
    assert file.rows == tuple(map(tuple, values(told.getvalue(), delimiter)))
    assert file.filled({}) == told.getvalue()
    again = values(file.filled({(len(rows) + 1, 3): f'a{delimiter}"\n'}), delimiter)
    assert again[-1] == ["x", "9", "me", f'a{delimiter}"\n']
    assert again[:-1] == values(told.getvalue(), delimiter)[:-1]


# Moodle


def test_without_a_template_moodle_gets_its_columns(everybody: list[AttemptResult], attempt: Any, check: Any) -> None:
    rows = {
        row["Identifier"]: row for row in rows_of(moodle_csv([*everybody, attempt("a@b.org", [check()])], {}, "en"))
    }
    assert list(rows["lin"]) == ["Identifier", "Full name", "Email address", "Grade", "Feedback"]
    for result in everybody:
        assert rows[result.student]["Grade"] == points_text(result.points)
    assert rows["a@b.org"]["Email address"] == "a@b.org"
    assert rows["lin"]["Email address"] == ""


def test_without_a_template_names_and_addresses_are_those_of_the_roster(attempt: Any, check: Any) -> None:
    results = [attempt(student, [check()]) for student in ("amy", "bo@b.org", "cy@b.org", "dee")]
    names = {"amy": "Amy Adams", "dee": "=1+1"}
    emails = {"amy": "amy@uni.example", "cy@b.org": "cy@uni.example", "dee": "=1+1@b.org"}
    rows = list(rows_of(moodle_csv(results, {}, "en", names=names, emails=emails)))
    told = [(row["Identifier"], row["Full name"], row["Email address"]) for row in rows]
    assert told == [
        ("amy", "Amy Adams", "amy@uni.example"),
        ("bo@b.org", "", "bo@b.org"),
        ("cy@b.org", "", "cy@uni.example"),
        ("dee", "'=1+1", "'=1+1@b.org"),
    ]
    _, *rows = rows_of(canvas_csv(results, {}, "en", names=names))
    assert [row["Student"] for row in rows] == ["Amy Adams", "bo@b.org", "cy@b.org", "'=1+1"]
    assert [row["SIS Login ID"] for row in rows] == ["amy", "bo@b.org", "cy@b.org", "dee"]


def test_feedback_tells_points_the_first_thing_and_what_mistakes_mean(
    everybody: list[AttemptResult], titles: Any
) -> None:
    told = {row["Identifier"]: row["Feedback"].split("\n") for row in rows_of(moodle_csv(everybody, titles, "en"))}
    lin = told["lin"]
    assert lin[0] == "5 of 10.5 points"
    assert "Look at this first: Broadcasting: centre_rows centre example: 3 of 4 numbers differ" in lin[2]
    assert lin[3].startswith("Broadcasting: centre_rows: `mean(1)` dropped the axis")
    assert told["张小明"] == ["10.5 of 10.5 points", "Every check passes. Well done, this is finished."]
    assert told["erin"][0] == "9.5 of 10.5 points (not final yet)"
    assert told["erin"][1].startswith("These points are not final yet.")


def test_feedback_says_that_answers_wait(marked: AttemptResult) -> None:
    (row,) = rows_of(moodle_csv([marked], {}, "en"))
    assert "points (not final yet)\n" in row["Feedback"]
    assert row["Feedback"].endswith(
        "1 of your answers still has to be read by a person; the grade is not final before that."
    )


def test_feedback_begins_no_tag(lin: AttemptResult) -> None:
    result = attempt_with("<img src=x>\u202e", student="lin")
    text = moodle_csv([result], {}, "en").text
    assert "‹img src=x>" in text
    assert "<" not in text


def test_a_template_of_moodle_gets_grades_and_feedback_and_nothing_else(lin: AttemptResult, titles: Any) -> None:
    for student in ("lin", "LIN@example.org", "11", "Participant 11"):
        ada = lin.model_copy(update={"student": "ada"})
        table = moodle_csv([lin.model_copy(update={"student": student}), ada], titles, "en", MOODLE)
        assert table.missing == ("ada",)
        before, after = values(MOODLE), values(table.text)
        assert after[1][4] == "5"
        assert after[1][7].startswith("5 of 10.5 points\n")
        after[1][4] = after[1][7] = ""
        assert after == before
        assert table.text.endswith(MOODLE.splitlines(keepends=True)[2])
        assert table.notes == ()


def test_a_template_of_moodle_says_what_does_not_fit(lin: AttemptResult) -> None:
    table = moodle_csv([lin], {}, "en", MOODLE.replace("Feedback comments", "x").replace("10.50", "100.00"))
    assert table.notes == (
        "The template has no column for feedback; only grades were filled in.",
        "The template counts 100.00 points, the assignment 10.5; grades are not scaled.",
    )
    assert values(table.text)[1][7] == ""
    with pytest.raises(TemplateError, match="no column 'Grade'"):
        moodle_csv([lin], {}, "en", "Identifier,Full name\n")


# Encodings


@pytest.mark.parametrize(
    ("data", "lang", "text", "encoding"),
    [
        ("é".encode(), "en", "é", "utf-8"),
        (b"\xef\xbb\xbfx", "en", "\ufeffx", "utf-8"),
        (b"\xff\xfex\x00", "en", "\ufeffx", "utf-16-le"),
        (b"\xfe\xff\x00x", "en", "\ufeffx", "utf-16-be"),
        (b"\xe9\x80;", "en", "é€;", "cp1252"),
        (b"\x81\xe9", "en", "\x81é", "latin-1"),
        ("张".encode("gb18030"), "zh", "张", "gb18030"),
    ],
)
def test_a_template_is_read_in_its_own_encoding(data: bytes, lang: Any, text: str, encoding: str) -> None:
    assert decoded(data, lang) == (text, encoding)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TemplateError, match="not text"):
        decoded(b"\xff\xfex", "en")


def test_what_rules_take_off_is_a_row_and_all_still_add_up(marked: AttemptResult) -> None:
    late = Deduction(points=-1.5, reason=Text(en="=2 days late", zh="迟交 2 天"))
    standing = Standing(submission=1, submissions=1, counts=True, deductions=(late,))
    result = marked.model_copy(update={"standing": standing})
    rows = list(rows_of(long_csv([result])))
    (row,) = (row for row in rows if row["kind"] == "deduction")
    assert (row["status"], row["points"], row["reason"]) == ("rule", "-1.5", "'=2 days late")
    assert sum(float(row["points"] or 0) for row in rows) == grade_of(result).points
