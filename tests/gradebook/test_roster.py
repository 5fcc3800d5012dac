"""The list of a class: what it says, and what is said when it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.gradebook.roster import Entry, RosterError, read_roster
from tests.gradebook.repositories import DUE


def test_all_faults_of_a_roster_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes("\ufeffstudent,repository\namy,\nbob,ext::x\n".encode())
    with pytest.raises(RosterError, match=r"line 2: .*; line 3: "):
        read_roster(tmp_path / "roster.csv")
    (tmp_path / "roster.csv").write_bytes(b"student,repository\n\xff,x\n")
    with pytest.raises(RosterError, match=r"is not UTF-8"):
        read_roster(tmp_path / "roster.csv")


def test_an_extension_may_be_hours_days_or_a_moment() -> None:
    assert Entry("a", extension="+1.5h").deadline(DUE) == DUE + timedelta(hours=1.5)
    assert Entry("a", extension="+2d").deadline(DUE) == DUE + timedelta(days=2)
    assert Entry("a", extension="2026-10-09T00:00+02:00").deadline(DUE) == datetime(2026, 10, 8, 22, tzinfo=UTC)
    assert Entry("a", extension="+2d").deadline(None) is None


def test_an_extension_takes_no_time_away_from_a_later_assignment() -> None:
    assert Entry("a", extension="2026-09-01T00:00+02:00").deadline(DUE) == DUE


@pytest.mark.parametrize("more", ["+9999999d", "+99999999999h", f"+{'9' * 400}d", "9999-12-31T23:59-12:00"])
def test_an_extension_that_nobody_can_mean_is_a_fault_of_the_roster(tmp_path: Path, more: str) -> None:
    (tmp_path / "roster.csv").write_text(f"student,repository,extension\namy,x,{more}\n")
    with pytest.raises(RosterError, match=r"line 2: .*(longer than 1000 days|in the year 9999)"):
        read_roster(tmp_path / "roster.csv")


def test_a_roster_that_is_no_csv_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(f"student,repository\namy,{'x' * 200_000}\n")
    with pytest.raises(RosterError, match=r"is no CSV file: .*Save it as CSV"):
        read_roster(tmp_path / "roster.csv")


HEAD = "student,name,repository\n"
AMY = "amy,Amy Adams,https://git.example.org/amy\n"


RUNS = "a quotation mark is opened, and not closed; its value runs on to line"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (HEAD + 'amy,"Amy Adams,x\nbo,Bo,y\n', f"line 2: {RUNS} 3"),
        (HEAD + 'amy,"Amy Adams,x\nbo,"Bo",y\ncy,Cy,z\n', f"line 2: {RUNS} 3"),
        (HEAD + 'amy,"Amy Adams,x\nbo,Bo","y"\n', f"line 2: {RUNS} 3"),
        (HEAD + '\namy,Amy,x\n\nbo,"Bo,y', "line 5: a quotation mark is opened, and not closed"),
        ('\nstudent,"name,repository\namy,Amy,x\n', f"line 2: {RUNS} 3"),
        (HEAD + 'amy,x,"Amy\nAdams"\nbo,"B\no",\n', f"line 4: {RUNS} 5"),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_called_that(tmp_path: Path, rows: str, says: str) -> None:
    (tmp_path / "roster.csv").write_text(rows, "utf-8")
    with pytest.raises(RosterError) as caught:
        read_roster(tmp_path / "roster.csv")
    assert f"roster.csv: {says}." in str(caught.value)


@pytest.mark.parametrize("value", ['"Amy ""the ace"" Adams"', '"Amy" Adams', 'Amy "the ace"', 'Amy 5"', '"Amy\nAdams"'])
def test_other_quotation_marks_are_taken_as_they_can_be(tmp_path: Path, value: str) -> None:
    (tmp_path / "roster.csv").write_text(f"{HEAD}{AMY}\nbo,{value},https://git.example.org/bo", "utf-8")
    assert [entry.student for entry in read_roster(tmp_path / "roster.csv")] == ["amy", "bo"]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;\r", '"sep=;"', "sep=;;;"])
def test_the_line_that_tells_excel_the_delimiter_is_understood(tmp_path: Path, line: str) -> None:
    rows = "student;name;repository\namy;Adams, Amy, B.;x\nbo;Bo;"
    (tmp_path / "roster.csv").write_text(f"\ufeff{line}\n{rows}y\n", "utf-8", newline="")
    found = read_roster(tmp_path / "roster.csv")
    assert [(entry.student, entry.name, entry.row) for entry in found] == [
        ("amy", "Adams, Amy, B.", 3),
        ("bo", "Bo", 4),
    ]
    (tmp_path / "roster.csv").write_text(f"{line}\n{rows}\n", "utf-8", newline="")
    with pytest.raises(RosterError, match="line 4: bo needs a repository"):
        read_roster(tmp_path / "roster.csv")


@pytest.mark.parametrize("more", ["＋2d", "＋２ｄ", "+２d", "＋ 48 Ｈ", "２０２６－10－03T23：59＋02：00"])
def test_signs_as_wide_as_chinese_are_taken_in_an_extension(tmp_path: Path, more: str) -> None:
    (tmp_path / "roster.csv").write_text(f"student,repository,extension\namy,x,{more}\n", "utf-8")
    (entry,) = read_roster(tmp_path / "roster.csv")
    deadline = datetime(2026, 10, 1, 21, 59, tzinfo=UTC)
    assert entry.deadline(deadline) == deadline + timedelta(days=2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "amy,Adams, Amy,x\n" + AMY, "line 2: it has more values than there are columns; a value with a comma"),
        ("student,name,repository,extension\namy,Adams, Amy,x,\n", "line 2: it has more values than there are columns"),
        ("student,name,name,repository\namy,A,B,x\n", "the column 'name' stands there twice"),
        (
            "student,repository,major\namy,x,physics\n",
            "the column 'major' is not known: take it out; known are student, ",
        ),
        ("student,repository,major,age\namy,x,,\n", "the columns 'age', 'major' are not known: take them out"),
        (HEAD + "2.02601E+11,Amy,x\n", "line 2: '2.02601E+11' is an id that a spreadsheet has made a number of"),
        ("student;repository\n2,02601E+11;x\n", "line 2: '2,02601E+11' is an id that a spreadsheet has made a number"),
        (HEAD + "amy\u200b,Amy,x\n", r"line 2: 'amy\u200b': the student's id has characters that cannot be seen"),
    ],
)
def test_what_a_spreadsheet_or_a_slip_makes_of_a_roster_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "roster.csv").write_text(text, "utf-8")
    with pytest.raises(RosterError) as caught:
        read_roster(tmp_path / "roster.csv")
    assert says in str(caught.value)


def test_empty_lines_and_columns_of_a_spreadsheet_are_passed_over(tmp_path: Path) -> None:
    empty, head, amy = ",,,,\r\n", HEAD.replace("\n", ",,\r\n"), AMY.replace("\n", ",,\r\n")
    (tmp_path / "roster.csv").write_bytes(f"\ufeff{empty}\r\n{head}{amy}{empty}".encode())
    found = read_roster(tmp_path / "roster.csv")
    assert [(entry.student, entry.name, entry.row) for entry in found] == [("amy", "Amy Adams", 4)]
    (tmp_path / "roster.csv").write_bytes(f"\r\n{HEAD}{AMY}".replace(",", ";").encode())
    assert [entry.student for entry in read_roster(tmp_path / "roster.csv")] == ["amy"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"PK\x03\x04\xff\xfe", "is a workbook, and no CSV file. Save it as CSV in UTF-8; Excel calls that `CSV UTF-8"),
        ((HEAD + AMY).encode("utf-16"), "is not UTF-8 (at byte 0). Save it as CSV in UTF-8"),
        ((HEAD + AMY).encode("utf-16-le"), "is not UTF-8 (it has bytes that are 0). Save it as CSV in UTF-8"),
        ((HEAD + AMY.replace("Amy", "王")).encode("gbk"), "is not UTF-8 (at byte 28). Save it as CSV in UTF-8"),
    ],
)
def test_a_file_as_a_spreadsheet_saves_it_by_default_is_told_how_to_save(tmp_path: Path, raw: bytes, says: str) -> None:
    (tmp_path / "roster.csv").write_bytes(raw)
    with pytest.raises(RosterError) as caught:
        read_roster(tmp_path / "roster.csv")
    assert says in str(caught.value)
