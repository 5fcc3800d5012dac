"""class.toml: what it says, and what is said when it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.gradebook.late import PerDay
from autograder.gradebook.rules import Rules, RulesError, read_rules
from tests.small import small_course

ROSTER = "student,name,section,repository,extension\nlin,Lin,A,repo/lin,\nbo,Bo,B,repo/bo,+24h\n"

WHOLE = """
roster = "roster.csv"
keeps = "best"
attempts = 5

[late]
grace_minutes = 15
free_days = 3
percent_per_day = 10
percent_of = "max_score"
cut_off_days = 7

[assignments.a0]
deadline = "2026-10-01T23:59+02:00"
attempts = 3

[assignments.a0.extensions]
lin = "+2d"
"""
DUE = datetime(2026, 10, 1, 21, 59, tzinfo=UTC)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course(tmp_path / "course")


def read(course: Course, text: str) -> Rules:
    folder = course.path.parent
    (folder / "roster.csv").write_text(ROSTER)
    (folder / "class.toml").write_text(text)
    return read_rules(folder / "class.toml", course)


def test_a_whole_file_is_read(course: Course) -> None:
    rules = read(course, WHOLE)
    id_ = course.assignments[0].id
    grace, week = timedelta(minutes=15), timedelta(days=7)
    assert rules.late == PerDay(10.0, "max_score", grace, 3)
    assert (rules.of(id_).keeps, rules.of(id_).attempts, rules.of("other").attempts) == ("best", 3, 5)
    assert rules.deadline(id_, "lin") == DUE + timedelta(days=2)  # instead of what the roster says
    assert rules.deadline(id_, "bo") == DUE + timedelta(days=1)
    assert rules.deadline(id_, "somebody") == DUE
    assert rules.deadline("other", "lin") is None
    assert rules.taken_until(id_, "somebody") == DUE + week + grace
    assert (rules.entry("bo").name, rules.entry("bo").section) == ("Bo", "B")


def test_a_byte_order_mark_at_the_beginning_is_no_fault(course: Course) -> None:
    assert read(course, "\ufeffkeeps = 'best'\n").common.keeps == "best"


def test_an_empty_file_has_no_rules(course: Course) -> None:
    rules = read(course, "")
    assert (rules.late, rules.roster, rules.deadline("a0_small", "lin"), rules.taken_until("a0_small", "lin")) == (
        None, (), None, None,
    )  # fmt: skip


def test_work_is_taken_until_the_deadline_where_nothing_is_said_about_late_work(course: Course) -> None:
    id_ = course.assignments[0].id
    dated = '[assignments.a0]\ndeadline = "2026-10-01T21:59Z"\n'
    assert read(course, dated).taken_until(id_, "lin") == DUE
    assert read(course, f"[late]\n{dated}").taken_until(id_, "lin") is None
    assert read(course, f"[late]\ncut_off_days = 0\n{dated}").taken_until(id_, "lin") == DUE


def test_a_moment_of_toml_is_a_deadline_too(course: Course) -> None:
    rules = read(course, "[assignments.a0]\ndeadline = 2026-10-01T23:59:00+02:00\n")
    assert rules.deadline(course.assignments[0].id, "lin") == DUE


def test_a_moment_of_toml_is_an_extension_too(course: Course) -> None:
    rules = read(course, "[assignments.a0]\ndeadline = '2026-10-01T23:59+02:00'\n"
                         "extensions = {lin = 2026-10-03T23:59:00+02:00}\n")  # fmt: skip
    assert rules.deadline(course.assignments[0].id, "lin") == DUE + timedelta(days=2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("keep = 'best'", r"class.toml:1: unknown key `keep`\n    instead: did you mean `keeps`"),
        (
            "deadline = '2026-10-01T23:59Z'",
            r"class.toml:1: .* `deadline`\n    instead: put it below `\[assignments.NAME\]`",
        ),
        ("[extensions]\nlin = '+2d'", r"class.toml:1: .*`extensions`\n    instead: put it as `\[assignments.NAME.ext"),
        (
            "extensions = {lin = '+2d'}",
            r"class.toml:1: .*`extensions`\n    instead: put it as `\[assignments.NAME.exte",
        ),
        ("[late]\ndeadline = '2026-10-01T23:59Z'", r"class.toml:2: .*`late.deadline`\n.*below `\[assignments.NAME\]`"),
        ("grace_minutes = 15", r"class.toml:1: unknown key `grace_minutes`\n    instead: put it below `\[late\]`"),
        (
            "[late]\nkeeps = 'best'",
            r"class.toml:2: .*\n    instead: put it above the first table or below `\[assignments.NAME\]`",
        ),
        ("keeps = 'first'", r"class.toml:1: `keeps` is 'first'"),
        ("attempts = 0", r"class.toml:1: `attempts` is 0"),
        ("\n[late]\npercent_per_day = 120", r"class.toml:3: `late.percent_per_day` is 120"),
        ("[late]\nclass = 'own.py:Half'", r"class.toml:2: 'own.py:Half' names no class in a file"),
        ("[late]\nclass = 'own.py:Half'\nfree_days = 2", "`class` decides alone"),
        ("[late]\noptions = {a = 1}", "`options` are for `class`"),
        ("[assignments.a7]\ndeadline = '2026-10-01T23:59Z'", r"class.toml:1: the course has no assignment `a7`"),
        ("[assignments.a0]\ndeadline = 2026-10-01T23:59:00", r"class.toml:2: .* no time zone"),
        ("[assignments.a0]\ndeadline = 'Monday'", r"class.toml:2: .*'Monday'"),
        ("[assignments.a0]\ndeadline = '2026-10-01T23:59Z'\nextensions = {lin = 'more'}", r"class.toml:3: the ext"),
        ("[assignments.a0.extensions]\nlin = '+2d'", r"an extension for lin, and no deadline"),
        ("roster = 'none.csv'", r"class.toml:1: .*none.csv cannot be read"),
        (WHOLE.replace("lin =", "lim ="), r"the roster has no student 'lim'\n    instead: did you mean `lin`"),
        ("[assignments.a0]\n[assignments.a0_small]", r"class.toml:2: `a0_small` stands there twice"),
        ("roster = ", r"class.toml:1: this is not TOML"),
        ("[late]\ncut_off_days = 1e12", r"class.toml:2: .*"),
        ("[late]\ngrace_minutes = 1e300", r"class.toml:2: .*"),
        ("[late]\ngrace_minute = 5", r"Known: .*`class`, `options`"),
        ("[late]\nclass = 5", r'instead: write "FILE.py:CLASS", the file beside class.toml'),
        ("[late]\nclass = 'own.py:Half'", r"there is no own.py beside class.toml"),
        ("[late]\nclass = 'own.py'", r"write FILE.py:CLASS"),
        ("late = 10", r"class.toml:1: `late` is 10: it is no table\n    instead: write a table: \[late\]"),
        ("assignments.a0 = 'Monday'", r"`assignments.a0` is 'Monday': it is no table"),
        ("[assignments.a0]\ndeadline = 2026-10-01", r"is 2026-10-01: .*no time of day: write it as 2026-10-01T23:59\+"),
        ("[assignments.a0]\ndeadline = '2026-10-01'", r"no time of day: write it as 2026-10-01T23:59\+02:00"),
        ("[assignments.a0]\ndeadline = 23:59:00", r"is 23:59:00: '23:59:00' is no moment"),
        ("[assignments.a0]\ndeadline = 5", r"is 5: '5' is no moment"),
        ("[assignments.a0]\ndeadline = '2026-10-01T23:59+20:00'", r"is in a time zone that there is not"),
        ("[late]\n[late]", r"class.toml:2: .* twice .*\n    instead: the name stands further up already"),
        ("attempts = 1\nattempts = 2", r"class.toml:2: .*\n    instead: the name stands further up already"),
        ("keeps = “best”", r'class.toml:1: .*\n    instead: use the signs of a keyboard: name = "value"'),
        ('roster = "D:\\Users\\roster.csv"', r"class.toml:1: .*\n    instead: write / between folders"),
        ('roster = "class\\roster.csv"', r"`roster` is 'class\\roster.csv'\n    instead: write / between folders"),
        ("[assignments.a0.extensions]\n李雷 = '+2d'", r'class.toml:2: .*\n.*in quotation marks: "li.lei" = "\+2d"'),
        ("[assignments.a0.extensions]\nli@x.cn = '+2d'", r'class.toml:2: .*\n.*in quotation marks: "li.lei" ='),
        ("[assignments.a0.extensions]\nli.lei = '+2d'", r'class.toml:2: .*\n.*in quotation marks: "li.lei" ='),
        ("[assignments.a0]\ndeadline = 2026-10-01T23:59+02:00", r"texts and moments stand in quotation marks"),
        ("[assignments.a0]\ndeadline = '0001-01-01T00:00+02:00'", r"class.toml:2: .* year 1:"),
    ],
)
def test_each_fault_is_told_with_its_line_and_what_to_write(course: Course, text: str, says: str) -> None:
    with pytest.raises(RulesError, match=says):
        read(course, text)


def test_all_faults_are_told_at_once(course: Course) -> None:
    with pytest.raises(RulesError, match="2 faults") as found:
        read(course, "keeps = 'first'\nattempts = 0\n")
    assert "class.toml:1" in str(found.value)
    assert "class.toml:2" in str(found.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(course: Course, tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="cannot be read"):
        read_rules(tmp_path / "none.toml", course)
    (tmp_path / "bytes.toml").write_bytes(b"\xff")
    with pytest.raises(RulesError, match="TOML file in UTF-8"):
        read_rules(tmp_path / "bytes.toml", course)
