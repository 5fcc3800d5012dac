"""The HTML pages, read as a browser's parser reads them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import Any

import html5lib
import pytest

from autograder.grades import Record
from autograder.report.class_page import class_page
from autograder.report.html import prose, table_script
from autograder.report.page import student_page
from autograder.results import AttemptResult, Cells, Feedback, Lang, Level, Reason, SourceLine, Status, Text
from tests.report.samples import attempt_with, both

LANGS: tuple[Lang, ...] = ("en", "zh")


def records(results: Sequence[AttemptResult]) -> list[Record]:
    return [Record(result, (result,)) for result in results]


def parse(page: str) -> Any:
    return html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)


def shown(page: str, lang: Lang) -> str:
    """What a reader of one language sees, on one line."""
    (part,) = (one for one in parse(page).iter("div") if one.get("class") == f"in-{lang}")
    return " ".join("".join(part.itertext()).split())


def skeleton(page: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Elements and attributes; where an attribute holds text for people, only that it is there."""
    spoken = {"title", "href", "aria-label"}
    return [
        (str(one.tag), tuple(sorted((name, "" if name in spoken else value) for name, value in one.attrib.items())))
        for one in parse(page).iter()
    ]


def without_style(page: str) -> str:
    """The page without what is tested elsewhere: styles, the script and its digest, and charts."""
    for pattern, kept in (
        ("<style>.*?</style>", "<style>(page.css)</style>"),
        ("<script>.*?</script>", "<script>(tables.js)</script>"),
        ("'sha256-[^']*'", "'sha256-(tables.js)'"),
        ('(<svg class="chart"[^>]*>).*?</svg>', r"\1(chart)</svg>"),
    ):
        page = re.sub(pattern, kept, page, flags=re.DOTALL)
    return page


@pytest.mark.parametrize("lang", LANGS)
def test_a_students_page_is_as_it_was(lin: AttemptResult, titles: dict[str, Text], golden: Any, lang: Lang) -> None:
    golden(f"student_{lang}.html", without_style(student_page(lin, titles, lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_a_classs_page_is_as_it_was(
    everybody: list[AttemptResult], titles: dict[str, Text], golden: Any, lang: Lang
) -> None:
    pages = {result.student: f"{number}.html" for number, result in enumerate(everybody)}
    golden(f"class_{lang}.html", without_style(class_page(records(everybody), titles, lang, pages)))


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_has_both_languages_and_shows_one_first(lin: AttemptResult, titles: dict[str, Text], lang: Lang) -> None:
    page = student_page(lin, titles, lang)
    assert "Look at this first" in shown(page, "en")
    assert "先看这里" in shown(page, "zh")
    assert "先看这里" not in shown(page, "en")
    chosen = [one.get("id") for one in parse(page).iter("input") if "checked" in one.attrib]
    assert chosen == [f"show-{lang}"]
    assert parse(page).get("lang") == {"en": "en", "zh": "zh-Hans"}[lang]


def test_a_students_page_tells_things_in_the_order_in_which_they_help(
    lin: AttemptResult, titles: dict[str, Text]
) -> None:
    said = shown(student_page(lin, titles, "en"), "en")
    order = [
        "5 of 10.5 points",
        "Take them one at a time.",
        "Look at this first",
        "Broadcasting: centre_rows",
        "3 of 4 numbers differ",
        "Called centre_rows(x) x: float32 (2, 2)",
        "Came back float32 (2, 2)",
        "Expected float32 (2, 2), other numbers",
        "What this usually means",
        "Think about this",
        "Your code, line 24 of u04_broadcasting.py",
        "return x - x.mean(1)",
        "Your result",
        "Expected result",
        "Probably the same cause: centre matches (hidden).",
        "Waiting for an earlier check",
        "Not written yet – Broadcasting: pairwise_sqdist",
        "What works already",
        "Your code printed",
        "x has shape torch.Size([2, 2])",
        "About this grading",
        "number 3",
        "2030-09-01 12:00 UTC",
        "555555555555",
        "torchgrade 0.1.0",
        "level A, full",
    ]
    places = [said.find(part) for part in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_cells_that_differ_carry_a_sign_and_a_word(lin: AttemptResult, titles: dict[str, Text]) -> None:
    cells = [one for one in parse(student_page(lin, titles, "en")).iter("td") if one.get("class") == "wrong"]
    assert ["".join(cell.itertext()) for cell in cells[:3]] == ["≠differs -4.", "≠differs 3.", "≠differs 2."]


@pytest.mark.parametrize(
    ("shape", "tables", "rows", "captions"),
    [
        ((), 1, 1, []),
        ((3,), 1, 1, []),
        ((2, 3), 1, 2, []),
        ((2, 2, 3), 2, 4, ["[0, :, :]", "[1, :, :]"]),
        ((2, 1, 2, 3), 2, 4, ["[0, 0, :, :]", "[1, 0, :, :]"]),
    ],
)
def test_tensors_with_up_to_four_axes_are_drawn_as_matrices(
    attempt: Any, check: Any, shape: tuple[int, ...], tables: int, rows: int, captions: list[str]
) -> None:
    size = 1
    for length in shape:
        size *= length
    cells = Cells(shape=shape, dtype="float32", values=tuple(map(str, range(size))))
    row = check(reason=Reason.MISMATCH, feedback=Feedback(summary=both("x"), got_cells=cells))
    (part,) = (
        one for one in parse(student_page(attempt(checks=[row]), {}, "en")).iter("div") if one.get("class") == "in-en"
    )
    assert len(list(part.iter("table"))) == tables
    assert len(list(part.iter("tr"))) == rows
    assert ["".join(one.itertext()) for one in part.iter("caption")] == captions
    assert ["".join(one.itertext()) for one in part.iter("td")] == list(cells.values)


def test_a_tensor_whose_values_do_not_fit_its_shape_is_shown_as_text(attempt: Any, check: Any) -> None:
    odd = Cells(shape=(2, 0), dtype="float32", values=("1", "2"))
    row = check(reason=Reason.MISMATCH, feedback=Feedback(summary=both("x"), got_cells=odd))
    page = student_page(attempt(checks=[row]), {}, "en")
    assert "<table" not in page
    assert "1, 2" in shown(page, "en")


def test_a_large_tensor_is_cut(attempt: Any, check: Any) -> None:
    large = Cells(shape=(20, 50, 50), dtype="float32", values=("1",) * 50_000)
    row = check(reason=Reason.MISMATCH, feedback=Feedback(summary=both("x"), got_cells=large))
    page = student_page(attempt(checks=[row]), {}, "en")
    assert len(page) < 200_000
    assert "…" in shown(page, "en")


def test_a_hidden_check_shows_name_and_messages_and_nothing_that_could_tell_its_inputs(
    attempt: Any, check: Any
) -> None:
    secret = "secret-of-the-check"
    told = Feedback(
        summary=both("4 of 4 elements differ."),
        called=secret,
        arguments=(secret,),
        came_back=secret,
        expected=secret,
        meaning=both("the meaning"),
        question=both("the question"),
        where=SourceLine(file="u.py", line=3, code="return x"),
        got_cells=Cells(shape=(1,), dtype=secret, values=(secret,)),
        expected_cells=Cells(shape=(1,), dtype=secret, values=(secret,)),
        printed=secret,
    )
    rows = [
        check("test_one", "f", reason=Reason.MISMATCH, hidden=True, feedback=told),
        check("test_two", "g", reason=Reason.RAISED, hidden=True, feedback=told),
    ]
    page = student_page(attempt(checks=rows), {}, "en")
    assert secret not in page
    for part in ("one", "two", "4 of 4 elements differ.", "the meaning", "the question", "return x", "hidden check"):
        assert part in shown(page, "en")


def test_one_cause_is_told_once(attempt: Any, check: Any) -> None:
    told = Feedback(summary=both("Python cannot read line 7."))
    rows = [check(f"test_{number}", reason=Reason.SYNTAX_ERROR, feedback=told) for number in range(12)]
    said = shown(student_page(attempt(checks=rows), {}, "en"), "en")
    assert said.count("Python cannot read line 7.") == 1
    assert "Not passing yet: 12, probably all for one reason." in said
    assert "It keeps 12 checks from running." in said
    assert "Also not passing yet" not in said


def test_a_syntax_error_marks_its_character(attempt: Any, check: Any) -> None:
    where = SourceLine(file="u.py", line=7, code="def f((x):", column=7)
    row = check(reason=Reason.SYNTAX_ERROR, feedback=Feedback(summary=both("x"), where=where))
    marks = [one.text for one in parse(student_page(attempt(checks=[row]), {}, "en")).iter("mark")]
    assert marks == ["(", "("], "once in each language"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"finished_at": None}, "The grading was interrupted."),
        ({"checks": ()}, "0 of 0 points"),
        ({}, "Every check passes. Well done, this is finished."),
    ],
)
def test_each_state_has_its_own_words(attempt: Any, check: Any, changes: dict[str, Any], said: str) -> None:
    result = attempt(checks=[check()]).model_copy(update=changes)
    assert said in shown(student_page(result, {}, "en"), "en")


def test_points_that_may_change_are_said_not_to_be_final(attempt: Any, check: Any) -> None:
    certain = shown(student_page(attempt(checks=[check()]), {}, "en"), "en")
    broken = check("test_other", reason=Reason.GRADER)
    uncertain = shown(student_page(attempt(checks=[check(), broken]), {}, "en"), "en")
    assert "not final" not in certain
    assert "not final yet" in uncertain
    assert "That is not your fault" in uncertain


def test_a_classs_page_begins_with_what_needs_attention(
    everybody: list[AttemptResult], titles: dict[str, Text]
) -> None:
    said = shown(class_page(records(everybody), titles, "en"), "en")
    assert said.index("Needs your attention") < said.index("How the grades are spread")
    for part in ("erin", "u04_broadcasting test_centre_example", "level D", "The grading was interrupted."):
        assert part in said[: said.index("How the grades are spread")]


def test_a_classs_page_without_trouble_asks_for_no_attention(attempt: Any, check: Any) -> None:
    assert "Needs your attention" not in shown(class_page(records([attempt(checks=[check()])]), {}, "en"), "en")


def test_a_classs_page_counts_students_and_mistakes(everybody: list[AttemptResult], titles: dict[str, Text]) -> None:
    said = shown(class_page(records(everybody), titles, "en"), "en")
    assert "5 students" in said
    assert "1 pass every check" in said
    assert "1 have not begun" in said
    assert "no_keepdim Broadcasting: centre_rows 1 of 5" in said
    assert "`mean(1)`".strip("`") in said
    assert "dropped the axis it averaged over" in said


def test_each_student_of_a_class_has_a_row_with_a_link(everybody: list[AttemptResult], titles: dict[str, Text]) -> None:
    pages = {result.student: f"page of {number}.html" for number, result in enumerate(everybody)}
    tree = parse(class_page(records(everybody), titles, "en", pages))
    (table, _) = (one for one in tree.iter("table") if one.get("class") == "students sorts")
    links = [one.find(".//th/a") for one in table.find("tbody")]
    assert [link.text for link in links] == ["erin", "fresh", "lin", "müller-łukasz", "张小明"]
    assert [link.get("href") for link in links] == [f"page%20of%20{number}.html" for number in (4, 2, 0, 3, 1)]


def test_the_histogram_counts_everybody_once(attempt: Any, check: Any) -> None:
    class_ = [
        attempt(f"s{points}", [check(points=float(points), max_points=20.0, status=Status.FAILED)])
        for points in (0, 1, 2, 9, 10, 19, 20)
    ]
    tree = parse(class_page(records(class_), {}, "en"))
    charts = [one.get("aria-label") for one in tree.iter() if one.get("class") == "chart"]
    said = charts[0].split("; ")
    assert said[0] == "0 to 2 points: 2 students"
    assert [int(text.split(": ")[1].split()[0]) for text in said] == [2, 1, 0, 0, 1, 1, 0, 0, 0, 2]


def test_an_empty_class_has_a_page() -> None:
    assert "No attempts yet." in shown(class_page(records([]), {}, "en"), "en")


def test_a_class_graded_without_confinement_says_so(attempt: Any, check: Any) -> None:
    said = shown(class_page(records([attempt(checks=[check()], confinement=Level.D)]), {}, "en"), "en")
    assert "A hostile file could have changed any result here" in said


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_student_wrote_is_text_and_never_an_element_or_an_attribute(hostile: str, lang: Lang) -> None:
    plain, nasty = attempt_with("a; b"), attempt_with(hostile.replace("`", ""))
    titles = {"a; b": both("a; b"), hostile.replace("`", ""): both(hostile.replace("`", ""))}
    assert skeleton(student_page(nasty, titles, lang)) == skeleton(student_page(plain, titles, lang))
    assert skeleton(class_page(records([nasty]), titles, lang)) == skeleton(class_page(records([plain]), titles, lang))


def test_what_a_student_wrote_can_be_read_but_not_obeyed(hostile: str) -> None:
    for page in (student_page(attempt_with(hostile), {}, "en"), class_page(records([attempt_with(hostile)]), {}, "en")):
        assert "<script>alert(1)</script>" in shown(page, "en"), "as text"
        assert "{{ 7 * 7 }}" in shown(page, "en")
        page.encode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
        assert len(page) < 400_000


def test_pages_ask_nothing_of_a_network_and_allow_no_script_but_the_one_of_tables(
    everybody: list[AttemptResult],
) -> None:
    for page, scripts in ((student_page(everybody[0], {}, "en"), 0), (class_page(records(everybody), {}, "en"), 1)):
        tree = parse(page)
        policies = [one.get("content") for one in tree.iter("meta") if one.get("http-equiv")]
        assert len(policies) == 1
        assert policies[0].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
        found = [one.text for one in tree.iter("script")]
        assert len(found) == scripts
        allowed = re.findall(r"script-src ([^;]*)", policies[0])
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in found]
        assert allowed == [f"'sha256-{digest}'" for digest in digests]
        assert not re.search(r"https?:|url\(|@import|\bon\w+=", page)


def test_the_script_of_tables_is_short() -> None:
    assert len(table_script().splitlines()) < 100


def test_backticks_make_code_and_nothing_else() -> None:
    assert str(prose("a `b<i>` c")) == "a <code>b&lt;i&gt;</code> c"
    assert str(prose("a `b` ` <c>")) == "a <code>b</code> ` &lt;c&gt;"
