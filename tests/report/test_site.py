"""The site of a class, read as a browser's parser reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from autograder.course import Assignment, Course, Unit
from autograder.grades import Record
from autograder.report.class_sections import Analysis
from autograder.report.pages import page_name, page_names, write_pages, write_student_pages
from autograder.report.site import write_site
from autograder.report.unit_page import Names, unit_page
from autograder.results import AttemptResult, Deduction, Feedback, Reason, SourceLine, Standing, Text
from tests.report.samples import NOON, attempt_with, both
from tests.report.test_pages import parse

Make = Any
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"><title>A picture</title></svg>'
LATE = Deduction(points=-0.5, reason=Text(en="1 day late", zh="迟交 1 天"))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    place = tmp_path / "u04_broadcasting"
    place.mkdir()
    (place / "picture.svg").write_bytes(PICTURE)
    unit = Unit(
        "u04_broadcasting", "a1_tensors", place, Text(en="Broadcasting", zh="广播"), 10, ("f",), place / "solution.py"
    )
    first = Assignment("a1_tensors", tmp_path, Text(en="Tensors", zh="张量"), (unit,))
    second = Assignment("a2_autograd", tmp_path, Text(en="Gradients", zh="梯度"), ())
    return Course(tmp_path, Text(en="A course", zh="课程"), (first, second))


def standing(**changes: Any) -> Standing:
    values: dict[str, Any] = {"submission": 1, "submissions": 1, "counts": True, **changes}
    return Standing(**values)


def told(code: str, **changes: Any) -> Feedback:
    values = {"called": "f(x)", "came_back": "float32 (2,)", **changes}
    return Feedback(summary=both("Different."), meaning=both("It means this."), question=both("Which axis?"),
                    where=SourceLine(file="u.py", line=3, code=code), **values)  # fmt: skip


@pytest.fixture
def failing(attempt: Make, check: Make) -> Callable[..., Record]:
    """A student with a mistake in one check, and one check that passes."""

    def make(
        student: str = "amy", code: str = "    return x.mean(1)", *, hidden: bool = False, **changes: Any
    ) -> Record:
        rows = [
            check("test_one", "f", reason=Reason.MISMATCH, mistake="no_keepdim", hidden=hidden,
                  feedback=told(code, **changes)),
            check("test_two", "f"),
        ]  # fmt: skip
        result = attempt(student, rows)
        return Record(result, (result,))

    return make


def shown(page: str, lang: str) -> str:
    """What a reader of one language sees, on one line, with a blank between cells."""
    (part,) = (one for one in parse(page).iter("div") if one.get("class") == f"in-{lang}")
    return re.sub(r" ([,.)])", r"\1", " ".join(" ".join(part.itertext()).split()))


def links(page: str, tag: str = "a", name: str = "href") -> Iterator[str]:
    return (one.get(name) for one in parse(page).iter(tag) if one.get(name))


def text_of(file: Path) -> str:
    return file.read_text("utf-8")


def test_every_link_of_the_site_leads_to_a_file_of_the_site(
    failing: Callable[..., Record], attempt: Make, course: Course, tmp_path: Path
) -> None:
    strange = "Ä b/c?<d>"
    records = {"a1_tensors": [failing(), failing(strange)], "a2_autograd": [_at(failing("amy"), "a2_autograd")]}
    index = write_site(records, course, tmp_path / "site", "en")
    files = list(index.parent.rglob("*.html"))
    assert len(files) == 1 + 2 * 2 + 3
    for file in files:
        page = text_of(file)
        found = [*links(page), *links(page, "img", "src"), *links(page, "link")]
        for link in (each for each in found if not each.startswith("data:")):
            assert (file.parent / unquote(link)).is_file(), (file, link)
    there = {unquote(link) for link in links(text_of(index))}
    assert there >= {"a1_tensors/index.html", "a2_autograd/index.html", "a1_tensors/amy.html"}
    assert f"a1_tensors/{page_name(strange)}.html" in there


def test_the_same_records_give_the_same_bytes_in_any_order(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    records = [failing("amy"), failing("bob", "return x"), failing("cy")]
    first = write_site({"a1_tensors": records}, course, tmp_path / "first", "zh").parent
    second = write_site({"a1_tensors": records[::-1]}, course, tmp_path / "second", "zh").parent
    files = [file for file in first.rglob("*") if file.is_file()]
    assert len(files) == 1 + 1 + 1 + 5 + 1, "the last one is the list of them"
    for file in files:
        assert file.read_bytes() == (second / file.relative_to(first)).read_bytes()


def test_an_assignment_without_records_is_left_out_and_an_empty_course_has_a_page(
    course: Course, tmp_path: Path
) -> None:
    index = write_site({"a1_tensors": []}, course, tmp_path / "site", "en")
    assert "0 students" in shown(text_of(index), "en")
    assert not (tmp_path / "site" / "a1_tensors").exists()


def test_the_page_of_the_course_tells_grades_states_names_and_who_is_behind(
    failing: Callable[..., Record], attempt: Make, check: Make, course: Course, tmp_path: Path
) -> None:
    done = attempt("bob", [check()], assignment="a2_autograd")
    records = {
        "a1_tensors": [replace(failing("amy"), name="Amy Lin", section="B2"), failing("bob")],
        "a2_autograd": [Record(done, (done,))],
    }
    said = shown(text_of(write_site(records, course, tmp_path / "site", "en")), "en")
    assert "2 students 2 assignments" in said
    assert "amy Amy Lin B2 1/2" in said
    assert "1/1 ✓ done" in said
    assert "amy Amy Lin not begun: a2" in said
    assert "bob not begun" not in said


def test_a_course_without_names_has_no_column_for_them(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    index = write_site({"a1_tensors": [failing()]}, course, tmp_path / "site", "en")
    heads = ["".join(one.itertext()) for one in parse(text_of(index)).iter("th") if one.get("scope") == "col"]
    assert heads == ["Student", "a1", "All", "学生", "a1", "总计"]


def test_a_student_is_told_the_history_and_which_submission_counts_and_why(
    attempt: Make, check: Make, course: Course, tmp_path: Path
) -> None:
    def graded(number: int, submission: int, good: bool, **changes: Any) -> AttemptResult:
        rules = standing(submission=submission, submissions=2, allowed=5, keeps="best", counts=number == 2,
                         deadline=NOON, extended=True, free_days_left=3,
                         deductions=(LATE,) if number == 3 else ())  # fmt: skip
        row = check("test_one", "f", reason=None if good else Reason.MISMATCH)
        return attempt("amy", [row], number=number, submission_digest=f"{submission}" * 64, standing=rules,
                       handed_in_at=NOON + timedelta(hours=submission), **changes)  # fmt: skip

    attempts = (graded(1, 1, False), graded(2, 1, True), graded(3, 2, True))
    write_pages([Record(attempts[1], attempts, "Amy Lin")], course, tmp_path / "site", "en")
    page = text_of(tmp_path / "site" / "a1_tensors" / "amy.html")
    said = shown(page, "en")
    for part in (
        "amy · Amy Lin",
        "2 of 5 submissions used. The best submission counts.",
        "Deadline 2030-09-01 12:00 UTC, extended for you",
        "Free late days left 3",
        "1 2030-09-01 13:00 UTC 0/1 Broadcasting: f one",
        "1 2030-09-01 13:00 UTC counts graded again 1/1 nothing: every check passes",
        "2 2030-09-01 14:00 UTC 0.5/1",
    ):
        assert part in said, part
    assert "共 5 次提交机会，已用 2 次。最好的一次提交计入成绩。" in shown(page, "zh")


def test_a_starter_that_was_graded_is_no_line_of_the_history(
    attempt: Make, check: Make, course: Course, tmp_path: Path
) -> None:
    def graded(number: int, submission: int | None) -> AttemptResult:
        rules = standing(submission=submission, submissions=1, counts=submission is not None)
        return attempt("amy", [check("test_one", "f")], number=number, submission_digest=f"{number}" * 64,
                       standing=rules, handed_in_at=NOON + timedelta(hours=number))  # fmt: skip

    blank, work = graded(1, None), graded(2, 1)
    write_pages([Record(work, (blank, work))], course, tmp_path / "site", "en")
    said = shown(text_of(tmp_path / "site" / "a1_tensors" / "amy.html"), "en")
    assert "2030-09-01 14:00 UTC" in said
    assert "2030-09-01 13:00 UTC" not in said
    write_pages([Record(blank, (blank,))], course, tmp_path / "site", "en")
    assert "2030-09-01 13:00 UTC" in shown(text_of(tmp_path / "site" / "a1_tensors" / "amy.html"), "en")


def test_who_is_in_the_class_and_was_not_graded_is_named(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    everybody = ["zoe", *(f"s{number}" for number in range(20, 40)), "amy"]
    write_site({"a1_tensors": [failing()]}, course, tmp_path / "site", "en", students=everybody)
    said = shown(text_of(tmp_path / "site" / "a1_tensors" / "index.html"), "en")
    assert "not graded On the roster, and without any grading." in said
    assert "s20, s21, s22, s23, s24, s25, s26, s27, s28, s29, s30, s31, 9 more" in said
    write_pages([failing()], course, tmp_path / "alone", "en", students=["amy"])
    assert "without any grading" not in shown(text_of(tmp_path / "alone" / "a1_tensors" / "index.html"), "en")


def test_a_student_with_one_attempt_and_no_rules_has_no_history(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    write_pages([failing()], course, tmp_path / "site", "en")
    assert "Your submissions" not in text_of(tmp_path / "site" / "a1_tensors" / "amy.html")


def test_a_mistake_comes_with_the_picture_of_its_handout(
    failing: Callable[..., Record], attempt: Make, check: Make, course: Course, tmp_path: Path
) -> None:
    unknown = attempt("bob", [check("test_one", "f", reason=Reason.MISMATCH, feedback=told("x"))])
    write_pages([failing(), Record(unknown, (unknown,))], course, tmp_path / "site", "en")
    (file,) = (tmp_path / "site" / "pictures").iterdir()
    assert file.read_bytes() == PICTURE
    pages = [text_of(tmp_path / "site" / "a1_tensors" / f"{name}.html") for name in ("amy", "bob")]
    assert [list(links(page, "img", "src")) for page in pages] == [[f"../pictures/{file.name}"] * 2, []]


def test_a_unit_called_like_a_student_gets_another_file(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    records = [failing("u04_broadcasting"), failing("amy")]
    pages, units = page_names(Analysis(records))
    assert units["u04_broadcasting"] not in pages.values()
    write_pages(records, course, tmp_path / "site", "en")
    folder = tmp_path / "site" / "a1_tensors"
    assert "Mistakes that were made" in text_of(folder / units["u04_broadcasting"])
    assert "Look at this first" in text_of(folder / "u04_broadcasting.html")


def test_a_page_of_the_site_shares_its_styles_and_one_that_stands_alone_holds_them(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    write_pages([failing()], course, tmp_path / "site", "en")
    (alone,) = write_student_pages([failing().result], course, tmp_path / "alone", "en")
    shared, whole = text_of(tmp_path / "site" / "a1_tensors" / "amy.html"), text_of(alone)
    css = text_of(tmp_path / "site" / "style.css")
    assert css in whole
    assert css not in shared
    assert '<link rel="stylesheet" href="../style.css">' in shared
    assert "stylesheet" not in whole
    assert "'self'" not in whole
    for page in (shared, whole):
        assert "#show-en:checked ~ .in-zh" in page, "one language is shown even where style.css is missing"


# The page of a unit: nobody's name


def page_of(records: list[Record]) -> str:
    return unit_page(Analysis(records), "u04_broadcasting", {}, "en", Names(records))


def test_a_unit_tells_each_mistake_with_up_to_three_examples(failing: Callable[..., Record]) -> None:
    codes = ["return x.mean(1)", "return  x.mean(1)", "return x.mean(dim=1)", "return mean(x)", "return 1 * x"]
    records = [failing(f"s{700 + number}", code) for number, code in enumerate(codes)]
    page = page_of(records)
    said = shown(page, "en")
    assert "made by 5 of 5" in said
    assert "It means this." in said
    assert "Which axis?" in said
    blocks = [one.find("code").text for one in parse(page).iter("pre")]
    assert blocks[:3] == ["return x.mean(1)", "return x.mean(dim=1)", "return mean(x)"]
    assert len(blocks) == 2 * 3
    assert "Called f(x) Came back float32 (2,)" in said


@pytest.mark.parametrize("head", ["def f(x):", "def f(", "async  def f(x, *,", "class F(nn.Module):"])
def test_the_head_of_a_definition_is_no_example_and_what_came_back_is(
    failing: Callable[..., Record], head: str
) -> None:
    page = page_of([failing("s1", head), failing("s2", head), failing("s3", "def f(x): return x")])
    assert [one.find("code").text for one in parse(page).iter("pre")] == ["def f(x): return x"] * 2
    assert shown(page, "en").count("Called f(x) Came back float32 (2,)") == 2
    page = page_of([failing("s1", head, hidden=True)])
    assert "There is no example that can be shown to everybody." in shown(page, "en")


def test_an_example_of_a_hidden_check_tells_the_line_and_nothing_else(failing: Callable[..., Record]) -> None:
    page = page_of([failing(hidden=True, called="secret(x)", came_back="secret")])
    assert "return x.mean(1)" in page
    assert "secret" not in page


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("return x  # s2030-amy", {}),
        ("return x  # S2030-AMY did this", {}),
        ("s2030_amy = 1; x_s2030-amy_y", {}),
        ("return 'Amy Lin'", {}),
        ("return 'Lin'", {}),
        ("return x", {"came_back": "ValueError: s2030-amy"}),
        ("return x", {"called": "f('amy')"}),
        ("return 'ｓ2030-ａｍｙ'", {}),
        ("return x  # bob42 helped", {}),
        ("return x", {"printed": "hello s2030-amy"}),
    ],
)
def test_an_example_with_anybodys_id_or_name_in_it_is_left_out(
    failing: Callable[..., Record], code: str, changes: Mapping[str, str]
) -> None:
    amy = replace(failing("s2030-amy", code, **changes), name="Amy Lin")
    page = page_of([amy, failing("bob42", "return x.sum()")])
    assert "return x.sum()" in page
    assert len(list(parse(page).iter("pre"))) == 2, "the other example, in both languages"
    assert not re.search("amy|bob42|2030|>lin<|ａｍｙ", page, re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "# Zoe",
        "# ZO\u0308E mu\u0308ller",
        "muller2 = 3",
        "# O\u2019Neil",
        "# s\u200b17",
        "# \uff21\uff4d\uff59",
        "amy2 = 1",
        "Amy_x",
    ],
)
def test_a_name_is_found_without_its_accents_beside_digits_and_with_what_cannot_be_seen(
    failing: Callable[..., Record], text: str
) -> None:
    ids = {"s17": "Zoë Müller", "amy@uni.example": "Amy O'Neil-Smith", "\u200b": ""}
    names = Names([replace(failing(student, "x - 1"), name=name) for student, name in ids.items()])
    assert names.are_in(text)
    assert not names.are_in("y = x.amyl + resume  # smithy, s18")


def test_a_message_that_tells_a_name_is_left_out(failing: Callable[..., Record]) -> None:
    record = failing("amy42")
    (row, other) = record.result.checks
    feedback = row.feedback.model_copy(update={"meaning": both("ValueError: amy42 came back.")})
    result = record.result.model_copy(update={"checks": (row.model_copy(update={"feedback": feedback}), other)})
    assert "amy42" not in page_of([Record(result, (result,))])


def test_no_page_of_a_unit_names_anybody_of_the_course(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    records = {
        "a1_tensors": [failing(f"student{n}", f"return x  # student{9 - n}, student77") for n in range(5)],
        "a2_autograd": [_at(failing("student77"), "a2_autograd")],
    }
    index = write_site(records, course, tmp_path / "site", "en")
    for folder in ("a1_tensors", "a2_autograd"):
        assert "student" not in re.sub("<[^>]*>|students", "", text_of(index.parent / folder / "u04_broadcasting.html"))


# The page of a class


def class_said(records: list[Record], course: Course, folder: Path) -> str:
    return shown(text_of(write_pages(records, course, folder / "site", "en")), "en")


def test_a_class_tells_who_is_stuck_where_and_for_how_long(
    failing: Callable[..., Record], course: Course, tmp_path: Path
) -> None:
    amy, bob = failing("amy"), failing("bob")
    again = bob.result.model_copy(update={"number": 2, "submission_digest": "7" * 64})
    said = class_said([amy, Record(again, (bob.result, again))], course, tmp_path)
    assert "Who is stuck where" in said
    assert "Broadcasting: f bob (2), amy (1)" in said


def test_a_class_tells_what_the_last_regrade_changed_losers_first(
    attempt: Make, check: Make, course: Course, tmp_path: Path
) -> None:
    def pair(student: str, before: bool, after: bool) -> Record:
        rows = [[check("test_one", "f", reason=None if good else Reason.MISMATCH)] for good in (before, after)]
        attempts = [attempt(student, row, number=n, course_digest=f"{n}" * 64) for n, row in enumerate(rows, 1)]
        return Record(attempts[-1], tuple(attempts))

    said = class_said([pair("amy", False, True), pair("bob", True, False), pair("cy", True, True)], course, tmp_path)
    assert "2 of 3 students whose last submission was graded again have other points" in said
    assert "Changed in between: the course." in said
    assert said.index("bob 1 0 −1 Broadcasting: f one 1 → 0") < said.index("amy 0 1 +1 Broadcasting: f one 0 → 1")


def test_a_class_tells_when_work_was_handed_in(attempt: Make, check: Make, course: Course, tmp_path: Path) -> None:
    def student(name: str, hours: float) -> Record:
        rules = standing(deadline=NOON, submissions=2, published=hours < 0, is_late=hours > 0)
        result = attempt(name, [check()], handed_in_at=NOON + timedelta(hours=hours), standing=rules)
        return Record(result, (result,))

    page = text_of(write_pages([student("amy", -2), student("bob", 3)], course, tmp_path / "site", "en"))
    said = shown(page, "en")
    assert "4 submissions 2.0 a student on average 1 late, of 2 with a deadline" in said
    assert "Published for 1 of 2 students." in said
    labels = [one.get("aria-label") for one in parse(page).iter() if one.get("class") == "chart"]
    assert any("&lt;" not in label and "< 6 h before the deadline: 1" in label for label in labels)


def test_item_analysis_is_a_table_with_flags(attempt: Make, check: Make, course: Course, tmp_path: Path) -> None:
    records = []
    for number in range(12):
        rows = [check("test_one", "f"), check("test_two", "f", reason=Reason.MISMATCH),
                check("test_three", "f", reason=Reason.MISMATCH if number % 2 else None),
                check("test_four", "f", reason=None if number % 2 else Reason.MISMATCH)]  # fmt: skip
        result = attempt(f"s{number}", rows)
        records.append(Record(result, (result,)))
    said = class_said(records, course, tmp_path)
    assert "one Broadcasting f 0 of 12 1.00 – nobody fails it" in said
    assert "two Broadcasting f 12 of 12 0.00 – everybody fails it" in said
    assert "three Broadcasting f 6 of 12 0.50 −1.00 better students fail it more often" in said


def test_hostile_text_stays_text_on_every_page(hostile: str, course: Course, tmp_path: Path) -> None:
    nasty = attempt_with(hostile)
    record = Record(nasty, (nasty.model_copy(update={"number": 1}), nasty), hostile, hostile)
    index = write_site({"a1_tensors": [record]}, course, tmp_path / "site", "en")
    files = list(index.parent.rglob("*.html"))
    assert len(files) == 4
    for file in files:
        page = text_of(file)
        scripts = [one.text for one in parse(page).iter("script")]
        assert all(text.startswith("// Tables of a page") for text in scripts)
        assert not [one for one in parse(page).iter() if {"onerror", "onmouseover"} & set(one.attrib)]
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def _at(record: Record, assignment: str) -> Record:
    result = record.result.model_copy(update={"assignment": assignment})
    return replace(record, result=result, attempts=(result,))
