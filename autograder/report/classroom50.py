"""A result as Classroom 50's `classroom50/result/v1`.

Its scores are whole numbers, and ours have fractions: a score is points x 100, rounded, and never above its maximum nor
below 0, since it refuses those. So points that a person added beyond the maximum do not show there; release-body.md
has them. A check whose grader broke has not passed, and its `status` says `error`; that of an answer which nobody has
marked yet says `waiting`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.grades import grade_of
from autograder.report.escape import visible
from autograder.report.plain import Entry, entries
from autograder.report.result_json import json_text
from autograder.results import AttemptResult, Lang, Text

SCHEMA = "classroom50/result/v1"
SCALE = 100
TYPES = ("individual", "team")
# What stands in the result, by the variable that it comes from.
VARIABLES: Mapping[str, str] = {
    "CLASSROOM": "classroom",
    "ASSIGNMENT": "assignment",
    "ASSIGNMENT_TYPE": "assignment_type",
    "OWNER": "owner",
    "SUBMISSION_TAG": "submission",
    "COMMIT_URL": "commit",
    "RELEASE_URL": "release",
    "REVIEW_URL": "review",
}
_UNIT = 200


class EnvironmentFault(ValueError):  # noqa: N818 - says what is at fault
    """A variable that the result needs is missing, or is not what it should be. The message says which."""


def classroom50_json(
    result: AttemptResult,
    environment: Mapping[str, str],
    titles: Mapping[str, Text],
    lang: Lang,
    committed_at: datetime,
) -> str:
    """The text of result.json.

    Args:
        environment: the variables that Classroom 50 runs a grader with.
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
        committed_at: the committer's date, with its time zone. It stays the same when the work is graded again.

    Raises:
        EnvironmentFault: see there.
        ValueError: points that are no numbers.
    """
    check_environment(environment)
    grade = grade_of(result)
    most = _scaled(grade.max_points)
    person = _submitted_by(environment)
    return json_text(
        {
            "schema": SCHEMA,
            **{key: environment[name] for name, key in VARIABLES.items()},
            "datetime": _moment(committed_at),
            "graded_at": _moment(result.finished_at or result.started_at),
            **({"submitted_by": person} if person else {}),
            "score": min(_scaled(grade.points), most),
            "max-score": most,
            "tests": [_test(entry) for entry in entries(result, titles, lang)],
        }
    )


def check_environment(environment: Mapping[str, str]) -> None:
    """Find out before the work is done.

    Raises:
        EnvironmentFault: see there.
    """
    missing = [name for name in VARIABLES if not environment.get(name)]
    if missing:
        raise EnvironmentFault(f"Classroom 50 sets these variables, but they are not set here: {', '.join(missing)}.")
    kind = environment["ASSIGNMENT_TYPE"]
    if kind not in TYPES:
        raise EnvironmentFault(f"ASSIGNMENT_TYPE is {visible(kind, 40)!r}; `individual` or `team` was expected.")


def _test(entry: Entry) -> dict[str, Any]:
    """Keys beyond the first four are allowed here, and kept."""
    most = _scaled(entry.max_points)
    return {
        "test-name": f"{entry.number} {entry.name}",
        "passed": entry.state == "passed",
        "score": min(_scaled(entry.points), most),
        "max-score": most,
        "status": entry.state,
        "unit": visible(entry.unit, _UNIT),
    }


def _submitted_by(environment: Mapping[str, str]) -> dict[str, Any]:
    """Who handed it in, where their number is known: GitHub tells that of whoever started the workflow."""
    name, number = environment.get("USERNAME", ""), environment.get("GITHUB_ACTOR_ID", "")
    is_theirs = name and name == environment.get("GITHUB_ACTOR") and re.fullmatch("[0-9]{1,15}", number)
    return {"username": name, "id": int(number)} if is_theirs else {}


def _scaled(points: float) -> int:
    if not math.isfinite(points):
        raise ValueError(f"{points} are no points")
    return max(0, round(points * SCALE))


def _moment(moment: datetime) -> str:
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
