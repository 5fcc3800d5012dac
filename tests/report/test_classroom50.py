"""result.json for Classroom 50."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from autograder.report.classroom50 import VARIABLES, EnvironmentFault, classroom50_json
from autograder.results import Adjustment, AttemptResult, Lang, Reason, Text
from tests.report.samples import NOON, attempt_with
from tests.report.test_gradescope import TRICKS, leaky

SCHEMA = json.loads(Path(__file__).with_name("classroom50.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
COMMITTED = datetime(2026, 6, 1, 14, 32, 1, tzinfo=UTC)
LANGS: tuple[Lang, ...] = ("en", "zh")
ENVIRONMENT = {
    "CLASSROOM": "cs-principles",
    "ASSIGNMENT": "a1-tensors",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "alice",
    "USERNAME": "alice",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "PAGES_BASE_URL": "https://pages.example.org/",
    "COMMIT_URL": "https://example.org/commit/a1b2c3d",
    "RELEASE_URL": "https://example.org/release",
    "REVIEW_URL": "https://example.org/review",
    "GITHUB_ACTOR": "alice",
    "GITHUB_ACTOR_ID": "123",
    "GITHUB_TOKEN": "not to be told",
}


def read(text: str) -> dict[str, Any]:
    text.encode()
    found = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    VALIDATOR.validate(found)
    for level in (found, *found["tests"]):
        assert type(level["score"]) is int, "not even 1.0"
        assert type(level["max-score"]) is int
        assert 0 <= level["score"] <= level["max-score"]
    return dict(found)


def written(result: AttemptResult, lang: Lang = "en", **environment: str) -> dict[str, Any]:
    return read(classroom50_json(result, ENVIRONMENT | environment, {}, lang, COMMITTED))


def test_the_schema_is_one_and_refuses_what_it_should(lin: AttemptResult) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    good = written(lin)
    for change in (
        {"extra": 1}, {"score": True}, {"score": 1.5}, {"score": -1}, {"assignment_type": "x"}, {"schema": "v2"},
        {"tests": [{}]}, {"datetime": "yesterday"},
    ):  # fmt: skip
        assert not VALIDATOR.is_valid(good | change), change
    for name in set(good) - {"graded_at", "submitted_by"}:
        assert not VALIDATOR.is_valid({key: value for key, value in good.items() if key != name}), name
    assert VALIDATOR.is_valid(good | {"tests": [{**good["tests"][0], "more": "is kept"}]})


@pytest.mark.parametrize("lang", LANGS)
def test_it_looks_as_it_should(lin: AttemptResult, titles: dict[str, Text], golden: Any, lang: Lang) -> None:
    text = classroom50_json(lin, ENVIRONMENT, titles, lang, COMMITTED)
    read(text)
    golden(f"classroom50_{lang}.json", text)


def test_points_are_hundredths_and_never_above_the_most(attempt: Any, check: Any) -> None:
    third = [check(f"test_{n}", points=1 / 3, max_points=1 / 3) for n in range(3)]
    found = written(attempt("lin", [*third, check("test_x", points=0.5, max_points=1.0)]))
    assert [test["score"] for test in found["tests"]] == [33, 33, 33, 50]
    assert (found["score"], found["max-score"]) == (150, 200)
    over = written(attempt("lin", [check(points=1.7)]))
    assert (over["score"], over["tests"][0]["score"], over["max-score"]) == (100, 100, 100)


@pytest.mark.parametrize(("points", "score"), [(5.0, 100), (-5.0, 0), (-0.25, 75)])
def test_changes_by_persons_count_as_far_as_they_can(attempt: Any, check: Any, points: float, score: int) -> None:
    change = Adjustment(id=1, kind="add", points=points, reason="r", author="ann", made_at=NOON)
    assert written(attempt("lin", [check()], adjustments=(change,)))["score"] == score


def test_the_date_of_handing_in_never_moves_and_that_of_grading_does(lin: AttemptResult) -> None:
    later = lin.model_copy(update={"finished_at": NOON + timedelta(days=1)})
    first, second = written(lin), written(later)
    assert first["datetime"] == second["datetime"] == "2026-06-01T14:32:01Z"
    assert (first["graded_at"], second["graded_at"]) == ("2030-09-01T12:00:00Z", "2030-09-02T12:00:00Z")
    elsewhere = COMMITTED.astimezone(timezone(timedelta(hours=8)))
    assert read(classroom50_json(lin, ENVIRONMENT, {}, "en", elsewhere))["datetime"] == "2026-06-01T14:32:01Z"


def test_who_handed_in_is_told_where_it_is_known(lin: AttemptResult) -> None:
    assert written(lin)["submitted_by"] == {"username": "alice", "id": 123}
    assert "submitted_by" not in written(lin, GITHUB_ACTOR="teacher"), "who grades again has another number"
    assert "submitted_by" not in written(lin, GITHUB_ACTOR_ID="12a")
    assert "submitted_by" not in written(lin, GITHUB_ACTOR_ID="")
    assert "not to be told" not in json.dumps(written(lin))


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_that_is_missing_is_named(lin: AttemptResult, name: str) -> None:
    rest = {key: value for key, value in ENVIRONMENT.items() if key != name}
    for environment in (rest, rest | {name: ""}):
        with pytest.raises(EnvironmentFault, match=rf"not set here: {name}\."):
            classroom50_json(lin, environment, {}, "en", COMMITTED)


def test_the_type_is_one_of_two(lin: AttemptResult) -> None:
    assert written(lin, ASSIGNMENT_TYPE="team")["assignment_type"] == "team"
    with pytest.raises(EnvironmentFault, match="'pair'"):
        written(lin, ASSIGNMENT_TYPE="pair")


def test_where_the_grader_broke_it_has_not_passed_and_says_why(everybody: list[AttemptResult]) -> None:
    erin = next(result for result in everybody if result.student == "erin")
    (broken,) = [test for test in written(erin)["tests"] if not test["passed"]]
    assert (broken["status"], broken["score"]) == ("error", 0)


def test_answers_wait_for_their_marks() -> None:
    tests = {test["status"]: test for test in written(attempt_with("text"))["tests"]}
    assert not tests["error"]["passed"]
    bare = attempt_with("text").model_copy(update={"adjustments": ()})
    (waiting,) = [test for test in written(bare)["tests"] if test["status"] == "waiting"]
    assert (waiting["passed"], waiting["score"], waiting["max-score"]) == (False, 0, 200)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_that_a_student_wrote_does_anything(hostile: str, lang: Lang) -> None:
    for text in (hostile, "::error::x", "##[error]y", "\ud800", "C" * 1_000_000, ""):
        result = attempt_with(text)
        found = written(result, lang, OWNER=text or "x", CLASSROOM=f"\ud800{text}")
        for test in found["tests"]:
            assert not TRICKS.search(test["test-name"] + test["unit"])
            assert "##[" not in test["test-name"]
            assert not test["test-name"].lstrip().startswith("::")
            assert len(test["test-name"]) < 500
    names = [test["test-name"] for test in written(attempt_with("same"))["tests"]]
    assert len(set(names)) == len(names)


def test_hidden_checks_leak_nothing(attempt: Any, check: Any) -> None:
    for hidden in (True, False):
        result = attempt("lin", [check(hidden=hidden, reason=Reason.RAISED, feedback=leaky(hidden))])
        assert "LEAK" not in classroom50_json(result, ENVIRONMENT, {}, "en", COMMITTED)
