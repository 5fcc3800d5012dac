"""A result as Gradescope's results.json.

* Every text is in Gradescope's format `text`. Its `md` is a dialect that we cannot render here, so we could not prove
  that nothing a student wrote is markup in it; `text` shows every character, and keeps columns in line.
* Hidden checks are `visible`: as soon as one test is `hidden`, Gradescope shows students no total. They show what our
  own pages show of them: name and messages, never an input or an answer.
* A check whose grader broke is `failed` with 0 points, since Gradescope knows no third state; its text says whose
  fault it is.
* A question that a person marks is a test of its own. Until it is marked, it has the status `passed` (it was handed in)
  and no score: a red cross would tell students that they failed. One without an answer has 0 points and is `failed`.
* `score` of the whole overrides the sum of the tests, so it is there only where the grade is another one (a person
  changed it), or where no test has a score, since Gradescope then wants it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from autograder.grades import grade_of
from autograder.report import words
from autograder.report.escape import visible
from autograder.report.plain import Entry, entries, summary_text
from autograder.report.result_json import json_text
from autograder.results import SCHEMA, AttemptResult, Lang, Text

MOST_CHARACTERS = 20_000  # of one output
MOST_BYTES = 1_000_000  # of the file; only names and ids of a huge course could make it longer
_SHORTER = (MOST_CHARACTERS, 4_000, 1_000, 200)
_ID = 200
_FORMATS = {"output_format": "text", "test_output_format": "text", "test_name_format": "text"}


def gradescope_json(result: AttemptResult, titles: Mapping[str, Text], lang: Lang) -> str:
    """The text of results.json. Texts that are too long are cut, and say so.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.

    Raises:
        ValueError: points that are no numbers.
    """
    for check in result.checks:
        _number(check.points)
    found = entries(result, titles, lang)
    summary = summary_text(result, titles, lang, found)
    text = ""
    for most in _SHORTER:
        text = json_text(_whole(result, found, summary, most, lang))
        if len(text.encode()) <= MOST_BYTES:
            break
    return text


def gradescope_broken(lang: Lang) -> str:
    """A results.json for a grader that broke before it had a result."""
    told = words.say(words.GRADER_DIED, lang)
    test = {"score": 0.0, "max_score": 0.0, "status": "failed", "name": words.say(words.THE_GRADER, lang),
            "number": "1", "output": told, "visibility": "visible"}  # fmt: skip
    whole = {"score": 0.0, "output": words.say(words.GRADER_DIED_TEACHER, lang), **_FORMATS}
    return json_text({**whole, "visibility": "visible", "stdout_visibility": "hidden", "tests": [test]})


def _whole(result: AttemptResult, found: list[Entry], summary: str, most: int, lang: Lang) -> dict[str, Any]:
    tests = [_test(entry, most, lang) for entry in found]
    grade = _number(grade_of(result).points)
    scores = [test["score"] for test in tests if "score" in test]
    needs_score = not scores or not math.isclose(sum(scores), grade, abs_tol=1e-4)
    note = "" if most == MOST_CHARACTERS else f"\n\n{words.say(words.FILE_CUT, lang)}"
    return {
        **({"score": grade} if needs_score else {}),
        "execution_time": _seconds(result),
        "output": _cut(summary, most, lang) + note,
        **_FORMATS,
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": _extra(result),
        "tests": tests,
    }


def _test(entry: Entry, most: int, lang: Lang) -> dict[str, Any]:
    scored = (
        {} if entry.state == "waiting" else {"score": _number(entry.points), "max_score": _number(entry.max_points)}
    )
    return {
        **scored,
        "status": "passed" if entry.state in {"passed", "waiting"} else "failed",
        "name": entry.name,
        "number": entry.number,
        "output": _cut(entry.text, most, lang),
        "tags": [visible(entry.unit, _ID)],
        "visibility": "visible",
    }


def _extra(result: AttemptResult) -> dict[str, Any]:
    """What later attempts can be compared by: Gradescope gives it back in `previous_submissions`."""
    mistakes = sorted({(check.unit, check.mistake) for check in result.checks if check.mistake})
    return {
        "schema": SCHEMA,
        "submission_digest": visible(result.submission_digest, _ID),
        "course_digest": visible(result.course_digest, _ID),
        "grader_version": visible(result.grader_version, _ID),
        "mistakes": [{"unit": visible(unit, _ID), "mistake": visible(mistake, _ID)} for unit, mistake in mistakes],
    }


def _cut(text: str, most: int, lang: Lang) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most]}\n{words.say(words.CUT, lang, count=f'{len(text) - most:,}')}"


def _seconds(result: AttemptResult) -> float:
    if result.finished_at is None:
        return _number(sum(check.wall_seconds for check in result.checks))
    return max(0.0, round((result.finished_at - result.started_at).total_seconds(), 3))


def _number(points: float) -> float:
    """Points as JSON can hold them."""
    if not math.isfinite(points):
        raise ValueError(f"{points} are no points")
    return round(float(points), 6)
