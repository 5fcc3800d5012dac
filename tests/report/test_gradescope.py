"""results.json for Gradescope, and the zip of an autograder."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from autograder.course import load_course
from autograder.report.gradescope import MOST_BYTES, MOST_CHARACTERS, gradescope_broken, gradescope_json
from autograder.report.gradescope_zip import gradescope_zip
from autograder.results import (
    Adjustment,
    Answer,
    AttemptResult,
    Cells,
    Feedback,
    Lang,
    Place,
    Reason,
    SourceLine,
    Text,
)  # fmt: skip
from tests.report.samples import NOON, attempt_with, both
from tests.small import small_course

LANGS: tuple[Lang, ...] = ("en", "zh")
TOP = {
    "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility",
    "stdout_visibility", "extra_data", "tests", "leaderboard",
}  # fmt: skip
TEST = {
    "score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility",
    "extra_data",
}  # fmt: skip
TRICKS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def read(text: str) -> dict[str, Any]:
    """What Gradescope reads, which it must be able to use."""
    text.encode()
    found = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert found.keys() <= TOP
    assert is_number(found.get("score", 0))
    assert is_number(found.get("execution_time", 0))
    assert found["visibility"] == "visible"
    assert {found[name] for name in found if name.endswith("_format")} == {"text"}
    assert "score" in found or any("score" in test for test in found["tests"])
    for test in found["tests"]:
        assert test.keys() <= TEST
        assert test["visibility"] == "visible"
        assert test["status"] in {"passed", "failed"}
        assert is_number(test.get("score", 0))
        assert is_number(test.get("max_score", 0))
        assert all(isinstance(test[name], str) for name in ("name", "number", "output"))
        assert len(test["output"]) <= MOST_CHARACTERS + 100
        assert not TRICKS.search(test["name"] + test["output"])
    assert not TRICKS.search(found["output"])
    return dict(found)


def written(result: AttemptResult, lang: Lang = "en", titles: dict[str, Text] | None = None) -> dict[str, Any]:
    return read(gradescope_json(result, titles or {}, lang))


@pytest.fixture
def marked(lin: AttemptResult) -> AttemptResult:
    """With questions, one of them marked, and with a change by a person."""
    unit = "u04_broadcasting"
    return lin.model_copy(
        update={
            "answers": tuple(
                Answer(unit=unit, question=name, title=both(f"Why {name}?"), text=text, max_points=2)
                for name, text in (("a", "Because."), ("b", "It is so."), ("c", " "))
            ),
            "adjustments": (
                Adjustment(id=1, place=Place(unit=unit, item="a"), kind="set", points=1.5, reason="nearly",
                           author="ann", made_at=NOON),
                Adjustment(id=2, kind="add", points=-0.5, reason="late", author="ann", made_at=NOON),
            ),
        }
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_it_looks_as_it_should(marked: AttemptResult, titles: dict[str, Text], golden: Any, lang: Lang) -> None:
    text = gradescope_json(marked, titles, lang)
    read(text)
    golden(f"gradescope_{lang}.json", text)


def test_names_and_numbers_do_not_depend_on_what_happened(everybody: list[AttemptResult]) -> None:
    names = [[(test["number"], test["name"]) for test in written(result)["tests"]] for result in everybody]
    assert names.count(names[0]) == len(everybody)
    assert [number for number, _ in names[0]][:4] == ["1.1", "1.2", "2.1", "2.2"]
    assert len(dict(names[0])) == len(names[0])


def test_the_sum_of_the_tests_is_the_score_unless_a_person_changed_it(
    lin: AttemptResult, marked: AttemptResult
) -> None:
    plain = written(lin)
    assert "score" not in plain
    assert sum(test["score"] for test in plain["tests"]) == lin.points
    changed = written(marked)
    assert changed["score"] == lin.points + 1.5 - 0.5
    only_marked = written(marked.model_copy(update={"adjustments": marked.adjustments[:1]}))
    assert "score" not in only_marked
    assert sum(test.get("score", 0) for test in only_marked["tests"]) == lin.points + 1.5


def test_an_answer_that_waits_has_no_score_and_an_empty_one_has_none_to_get(marked: AttemptResult) -> None:
    tests = {test["name"][-3:]: test for test in written(marked)["tests"] if "Why" in test["name"]}
    assert (tests[" a?"]["score"], tests[" a?"]["max_score"], tests[" a?"]["status"]) == (1.5, 2, "passed")
    assert "score" not in tests[" b?"]
    assert tests[" b?"]["status"] == "passed"
    assert "waits to be read" in tests[" b?"]["output"]
    assert (tests[" c?"]["score"], tests[" c?"]["status"]) == (0, "failed")


def test_where_no_test_has_a_score_the_whole_has_one(marked: AttemptResult) -> None:
    waiting = marked.model_copy(update={"checks": (), "adjustments": (), "answers": marked.answers[1:2]})
    assert written(waiting)["score"] == 0
    assert written(waiting.model_copy(update={"answers": ()}))["score"] == 0


def test_a_grader_that_broke_is_not_the_student_s_fault(everybody: list[AttemptResult]) -> None:
    erin = next(result for result in everybody if result.student == "erin")
    found = written(erin)
    (broken,) = [test for test in found["tests"] if test["score"] < test["max_score"]]
    assert (broken["score"], broken["status"]) == (0, "failed")
    assert "not your fault" in broken["output"]
    assert f"marked {broken['number']}." in found["output"]
    whole = read(gradescope_broken("en"))
    assert (whole["score"], len(whole["tests"]), whole["tests"][0]["status"]) == (0, 1, "failed")
    assert "not your fault" in whole["tests"][0]["output"]


def test_seconds_are_a_number_also_of_one_that_was_interrupted(everybody: list[AttemptResult]) -> None:
    fresh = next(result for result in everybody if result.finished_at is None)
    found = written(fresh)
    assert isinstance(found["execution_time"], float)
    assert "interrupted" in found["output"]


def leaky(hidden: bool) -> Feedback:
    return Feedback(
        summary=both("Stopped."), called="LEAK1", arguments=("LEAK2",), came_back="LEAK3", expected="LEAK4",
        meaning=both("Usually this."), question=both("What then?"), where=SourceLine(file="u.py", line=2, code="x"),
        got_cells=Cells(shape=(1,), dtype="float32", values=("LEAK5",)),
        expected_cells=Cells(shape=(1,), dtype="float32", values=("LEAK6",)), printed="LEAK7",
    )  # fmt: skip


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason not in {Reason.GRADER, Reason.VOID}])
def test_hidden_checks_tell_their_name_and_messages_only(attempt: Any, check: Any, reason: Reason) -> None:
    def text_of(hidden: bool) -> str:
        return gradescope_json(attempt("lin", [check(hidden=hidden, reason=reason, feedback=leaky(hidden))]), {}, "en")

    assert "LEAK" not in text_of(hidden=True)
    assert "Usually this." in text_of(hidden=True)
    assert set(re.findall("LEAK.", text_of(hidden=False))) == {f"LEAK{number}" for number in range(1, 8)}


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_that_a_student_wrote_does_anything(hostile: str, lang: Lang) -> None:
    nasty = hostile + "\n::error::a\n   ::stop-commands::b\n##[error]c"
    for text in (nasty, nasty[-60:], "::error::x", "##[error]y", "\ud800", ""):
        found = written(attempt_with(text), lang)
        for said in (found["output"], *(test[key] for test in found["tests"] for key in ("name", "output"))):
            assert not [line for line in said.splitlines() if line.lstrip().startswith("::") or "##[" in line]
        assert not TRICKS.search(json.dumps(found["extra_data"], ensure_ascii=False))
    assert "<script>alert(1)</script>" in gradescope_json(attempt_with(hostile), {}, lang), "shown, not hidden"


def test_megabytes_are_cut_and_it_says_so(hostile: str) -> None:
    text = gradescope_json(attempt_with(hostile + "B" * 1_000_000), {}, "en")
    assert len(text.encode()) <= MOST_BYTES
    assert "more characters)" in text
    read(text)


def test_a_long_output_is_cut(attempt: Any, check: Any) -> None:
    cells = Cells(shape=(12, 12, 12), dtype="float32", values=("1234567890123456",) * 12**3, differs=(True,) * 12**3)
    told = leaky(hidden=False).model_copy(update={"got_cells": cells})
    found = written(attempt("lin", [check(reason=Reason.MISMATCH, feedback=told)]))
    (test,) = found["tests"]
    assert re.search(r"\n\.\.\. \([\d,]+ more characters\)$", test["output"])
    assert "all of them together" not in found["output"]


def test_a_file_that_would_be_too_large_is_cut_and_says_so(attempt: Any, check: Any) -> None:
    told = leaky(hidden=False).model_copy(update={"printed": "出" * 4000})
    many = [check(f"test_{n}", reason=Reason.MISMATCH, feedback=told) for n in range(200)]
    text = gradescope_json(attempt("lin", many), {}, "en")
    assert len(text.encode()) <= MOST_BYTES
    assert "all of them together were too long" in read(text)["output"]
    few = written(attempt("lin", many[:5]))
    assert "all of them together" not in few["output"]


@pytest.mark.parametrize("points", [float("nan"), float("inf")])
def test_points_that_are_no_numbers_are_refused(attempt: Any, check: Any, points: float) -> None:
    with pytest.raises(ValueError, match="no points"):
        gradescope_json(attempt("lin", [check(points=points)]), {}, "en")


def test_later_attempts_can_be_compared(lin: AttemptResult) -> None:
    extra = written(lin)["extra_data"]
    assert extra["schema"] == "torchgrade/result/v1"
    assert (extra["submission_digest"], extra["course_digest"]) == (lin.submission_digest, lin.course_digest)
    assert extra["mistakes"] == [{"unit": "u04_broadcasting", "mistake": "no_keepdim"}]


# ---------------------------------------------------------------------- the zip

SECRET = b"s" * 32


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def test_the_zip_is_the_same_each_time_and_holds_one_assignment(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    (course.units[0].path / "__pycache__").mkdir()
    (course.units[0].path / "__pycache__" / "x.pyc").write_bytes(b"x")
    (course.units[0].path / ".x.swp").write_bytes(b"x")
    content = gradescope_zip(course, course.assignments[0], SECRET, "en")
    for file in course.units[0].path.iterdir():
        file.touch()
    assert gradescope_zip(load_course(course.path), course.assignments[0], SECRET, "en") == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        modes = {info.filename: info.external_attr >> 16 & 0o777 for info in archive.infolist()}
    assert names == sorted(names)
    assert {"setup.sh", "run_autograder", "secret", "broken.json", "course/course.toml"} < set(names)
    assert not [name for name in names if "pyc" in name or "swp" in name]
    assert (modes["setup.sh"], modes["run_autograder"], modes["secret"]) == (0o755, 0o755, 0o600)
    there = load_course(unpacked(content, tmp_path / "there") / "course")
    assert there.assignments[0].digest == course.assignments[0].digest


def test_other_assignments_stay_at_home_and_any_title_is_toml(real_course: Any, tmp_path: Path) -> None:
    title = Text(en='A "title" \\ with\ttabs \x7f 🙂', zh="课程\n二")
    course = dataclasses.replace(real_course, title=title)
    content = gradescope_zip(course, course.assignment("a2"), SECRET, "en")
    there = load_course(unpacked(content, tmp_path) / "course")
    assert [each.id for each in there.assignments] == [course.assignment("a2").id]
    assert there.title == title
    assert there.assignments[0].digest == course.assignment("a2").digest


@pytest.mark.parametrize(
    "requirement",
    ["torchgrade[instructor]", "torchgrade @ git+https://example.org/x", "'; touch owned #", "$(touch owned)", "--pre"],
)
def test_scripts_are_bash_and_the_requirement_is_one_word(tmp_path: Path, requirement: str) -> None:
    course = small_course(tmp_path)
    place = unpacked(
        gradescope_zip(course, course.assignments[0], SECRET, "zh", requirement), tmp_path / "autograder" / "source"
    )
    for name in ("setup.sh", "run_autograder"):
        subprocess.run(["bash", "-n", name], cwd=place, check=True)
    setup = (place / "setup.sh").read_text()
    (line,) = [line for line in setup.splitlines() if line.startswith("requirement=")]
    told = subprocess.run(
        ["bash", "-c", f'{line}\nprintf %s "$requirement"'], cwd=place, capture_output=True, text=True, check=True
    )
    assert told.stdout == requirement
    assert not (place / "owned").exists()
    assert 'pip -- "$requirement"' in setup


def test_a_wheel_goes_into_the_zip(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    content = gradescope_zip(course, course.assignments[0], SECRET, "en", wheel=("torchgrade-1-py3-none-any.whl", b"w"))
    place = unpacked(content, tmp_path / "there")
    assert (place / "wheels" / "torchgrade-1-py3-none-any.whl").read_bytes() == b"w"
    assert "/autograder/source/wheels/torchgrade-1-py3-none-any.whl[instructor]" in (place / "setup.sh").read_text()
