"""Results as JUnit XML: valid, the same as the results, and harmless whatever a student wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grades import grade_of
from autograder.report.junit import junit_xml
from autograder.results import AttemptResult, CheckResult, Feedback, Reason, Status, Text
from tests.report.samples import NOON, attempt_with, both, race_of

HIDDEN_NOTE = "A hidden check: it tries your code on other inputs than the examples do."


@pytest.fixture(scope="module")
def schema() -> Any:
    return xmlschema.XMLSchema(str(Path(__file__).with_name("junit.xsd")))


def read(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def suite_of(result: AttemptResult, titles: Any = {}) -> ET.Element:  # noqa: B006
    (suite,) = read(junit_xml([result], titles, "en"))
    return suite


def properties(suite: ET.Element) -> dict[str, str]:
    return {one.attrib["name"]: one.attrib["value"] for one in suite.iter("property")}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_as_it_was(everybody: list[AttemptResult], titles: Any, golden: Any, schema: Any, lang: Any) -> None:
    text = junit_xml(everybody, titles, lang)
    schema.validate(text)
    golden(f"junit_{lang}.xml", text)


def test_the_schema_of_the_tests_refuses_what_is_wrong(lin: AttemptResult, schema: Any) -> None:
    text = junit_xml([lin], {}, "en")
    for old, new in (
        ('timestamp="2030-09-01T12:00:00"', 'timestamp="2030-09-01T12:00:00+00:00"'),
        ("failure>", "failed>"),
        ('classname="u01_create.ramp" ', ""),
        ('type="mismatch"', ""),
        ('failures="5"', 'failures="5.0"'),
    ):
        assert old in text
        wrong = text.replace("<failure ", "<failed ") if new == "failed>" else text
        assert not schema.is_valid(wrong.replace(old, new)), old


def test_counts_tell_the_students_failures_from_ours(everybody: list[AttemptResult], titles: Any) -> None:
    root = read(junit_xml(everybody, titles, "en"))
    by_name = {suite.attrib["name"]: suite for suite in root}
    assert list(by_name) == sorted(f"a1_tensors: {result.student}" for result in everybody)
    for result in everybody:
        suite = by_name[f"a1_tensors: {result.student}"]
        blocked = sum(check.reason is Reason.BLOCKED for check in result.checks)
        failed = sum(check.status is Status.FAILED for check in result.checks) - blocked
        errors = sum(check.status is Status.ERROR for check in result.checks)
        assert [int(suite.attrib[name]) for name in ("tests", "failures", "errors", "skipped")] == [
            len(result.checks), failed, errors, blocked,
        ]  # fmt: skip
        for kind, count in (("testcase", len(result.checks)), ("failure", failed), ("error", errors)):
            assert len(list(suite.iter(kind))) == count
    for name in ("tests", "failures", "errors", "skipped"):
        assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in root)
    assert int(root.attrib["errors"]) == 1


def test_each_case_is_its_check(lin: AttemptResult, titles: Any) -> None:
    told = [
        (case.attrib["classname"], case.attrib["name"], [child.tag for child in case])
        for case in suite_of(lin, titles).iter("testcase")
    ]
    assert told[4:8] == [
        ("u04_broadcasting.centre_rows", "centre example", ["failure"]),
        ("u04_broadcasting.centre_rows", "centre matches", ["failure"]),
        ("u04_broadcasting.centre_rows", "centre keeps argument", ["skipped"]),
        ("u04_broadcasting.pairwise_sqdist", "pairwise example", ["failure"]),
    ]


def test_a_failure_says_what_the_students_page_says(lin: AttemptResult, titles: Any) -> None:
    failure = suite_of(lin, titles).findall("testcase/failure")[0]
    assert failure.attrib == {"message": "3 of 4 numbers differ, the first at [0, 1].", "type": "mismatch"}
    assert failure.text is not None
    for told in ("Broadcasting: centre_rows", "0/1", "a different answer", "centre_rows(x)", "x: float32 (2, 2)",
                 "What this usually means", "What is the shape of", "return x - x.mean(1)", "≠-4."):  # fmt: skip
        assert told in failure.text


def test_hidden_checks_tell_nothing_of_their_inputs(lin: AttemptResult, titles: Any) -> None:
    hidden = lin.model_copy(update={"checks": tuple(check for check in lin.checks if check.hidden)})
    text = junit_xml([hidden], titles, "en")
    assert HIDDEN_NOTE in text
    for leaked in ("Called", "RuntimeError", "torch.Size", "float32", "≠", "-4."):
        assert leaked not in text
    public = [check.model_copy(update={"hidden": False}) for check in hidden.checks]
    text = junit_xml([lin.model_copy(update={"checks": tuple(public)})], titles, "en")
    assert all(leaked in text for leaked in ("Called", "RuntimeError", "torch.Size", "float32", "≠", "-4."))


def test_properties_are_those_of_the_grade() -> None:
    result = attempt_with("some", student="lin")
    told, grade = properties(suite_of(result)), grade_of(result)
    assert grade.points != result.points
    assert (float(told["points"]), float(told["max_points"])) == (grade.points, grade.max_points)
    assert told["final"] == "false"
    assert (told["student"], told["assignment"], told["attempt"]) == ("lin", "a1_tensors", "2")
    assert (told["confinement"], told["submission_digest"], told["note"]) == ("D", "some", "some")
    assert told["started_at"] == told["finished_at"] == "2030-09-01T12:00:00+00:00"


def test_times_are_seconds_and_moments_are_utc(check: Any, attempt: Any) -> None:
    noon = NOON.astimezone(timezone(timedelta(hours=8)))
    rows = [check("test_a", wall_seconds=0.25), check("test_b", wall_seconds=1.5, reason=Reason.TIMEOUT)]
    suite = suite_of(attempt("lin", rows, started_at=noon, finished_at=None))
    assert [case.attrib["time"] for case in suite.iter("testcase")] == ["0.250", "1.500"]
    assert (suite.attrib["time"], suite.attrib["timestamp"]) == ("1.750", "2030-09-01T12:00:00")
    assert properties(suite)["finished_at"] == ""
    assert properties(suite)["started_at"] == "2030-09-01T12:00:00+00:00"
    naive = suite_of(attempt("lin", rows, started_at=datetime(2030, 9, 1, 12)))
    assert naive.attrib["timestamp"] == "2030-09-01T12:00:00"


def test_no_two_cases_have_one_name(check: Callable[..., CheckResult], attempt: Any) -> None:
    same = both("doubles")
    rows = [check("test_a", title=same), check("test_b", title=same), check("test_b", title=same), check("test_c")]
    names = [case.attrib["name"] for case in suite_of(attempt("lin", rows)).iter("testcase")]
    assert names == ["doubles (test_a)", "doubles (test_b)", "doubles (test_b) #2", "c"]


def test_a_check_that_waits_is_skipped_beside_one_that_is_not_green(check: Any, attempt: Any) -> None:
    for reason in (Reason.MISMATCH, Reason.GRADER):
        suite = suite_of(attempt("lin", [check("test_a", reason=reason), check("test_b", reason=Reason.BLOCKED)]))
        assert suite.attrib["skipped"] == "1"
        assert int(suite.attrib["failures"]) + int(suite.attrib["errors"]) == 1


def test_a_race_that_was_not_won_is_a_failure_with_its_points(check: Any, attempt: Any) -> None:
    row = check("test_fast", reason=Reason.TOO_SLOW, points=2.0, max_points=4.0, race=race_of("pairwise"))
    (failure,) = suite_of(attempt("lin", [row])).iter("failure")
    assert failure.attrib["type"] == "too_slow"
    assert "2/4" in (failure.text or "")


def test_printed_text_of_public_checks_is_in_system_out(lin: AttemptResult, titles: Any) -> None:
    (out,) = suite_of(lin, titles).iter("system-out")
    assert "x has shape torch.Size([2, 2])" in (out.text or "")


def test_the_order_of_results_does_not_matter(everybody: list[AttemptResult], titles: Any) -> None:
    assert junit_xml(everybody, titles, "en") == junit_xml(everybody[::-1], titles, "en")


def test_no_results_make_an_empty_document(schema: Any) -> None:
    text = junit_xml([], {}, "en")
    schema.validate(text)
    assert len(read(text)) == 0


NASTY = "]]></failure><x a='1'>&amp;<![CDATA[ \x00\x0b\x1b[31m\ufffe\uffff\ud800 ::error::x"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_that_a_student_wrote_is_markup(hostile: str, schema: Any, lang: Any) -> None:
    for text in (hostile, NASTY, "\n" + NASTY):
        result = attempt_with(text)
        told = junit_xml([result], {"a1_tensors": both(text)}, lang)
        schema.validate(told)
        assert not re.search("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", told)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", told)
        (suite,) = read(told)
        assert len(list(suite.iter("testcase"))) == len(result.checks)
    (failure, *_) = suite_of(attempt_with(NASTY)).iter("failure")
    assert "]]></failure><x a='1'>&amp;<![CDATA[ ␀␋␛[31m<U+FFFE><U+FFFF><U+D800>" in (failure.text or "")


def test_no_line_is_a_command_to_the_runner_of_a_workflow(hostile: str) -> None:
    for text in ("::error::x", "a\n  ::stop-commands::b\n##[error]d", hostile[-30:] + "\n::c"):
        for element in read(junit_xml([attempt_with(text)], {}, "en")).iter():
            for line in [*(element.text or "").split("\n"), *element.attrib.values()]:
                assert not line.lstrip().startswith("::")
                assert "##[" not in line


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_gives_a_document_that_can_be_read(text: str) -> None:
    told = Feedback(summary=Text(en=text, zh=text), printed=text, came_back=text)
    row = CheckResult(
        unit=text, check=text, function=text, hidden=False, status=Status.FAILED, reason=Reason.MISMATCH,
        points=0, max_points=1, feedback=told,
    )  # fmt: skip
    suite = suite_of(attempt_with("x", student=text).model_copy(update={"checks": (row,)}))
    assert len(list(suite.iter("failure"))) == 1
