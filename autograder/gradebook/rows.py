"""Between records of the result model and rows of the tables."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from autograder.gradebook.errors import GradebookError
from autograder.results import Adjustment, Answer, AttemptResult, CheckResult, Feedback, RaceRecord, Text

Row = Mapping[Any, Any]

_NOTES = TypeAdapter(tuple[Text, ...])
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def now() -> str:
    """This moment as the tables keep it; sorts as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def notes_to_json(notes: Iterable[Text]) -> str:
    """The notes of an attempt as its row keeps them."""
    notes = tuple(notes)
    try:
        return _NOTES.dump_json(notes).decode()
    except PydanticSerializationError:
        return _clean_json(_NOTES.dump_python(notes))


def prepare(check: CheckResult) -> tuple[CheckResult, dict[str, object]]:
    """`check` as it can be kept, and the columns that keep it.

    It is `check` itself, but where its feedback holds halves of surrogate pairs (which no UTF-8 can carry), they are
    replaced by U+FFFD: whatever a student's code said, its check gets a row.

    Raises:
        GradebookError: a number in it is not finite, so that no database would give it back.
    """
    try:
        return check, _check_to_values(check)
    except PydanticSerializationError:
        assert check.feedback is not None  # noqa: S101  only texts can fail to be written
        feedback = Feedback.model_validate_json(_clean_json(check.feedback.model_dump()))
        check = check.model_copy(update={"feedback": feedback})
        return check, _check_to_values(check)


def check_from_row(row: Row) -> CheckResult:
    """The record that `row` of the table `checks` was made from.

    Raises:
        GradebookError: the row was changed by something else, and no longer makes a record.
    """
    with _readable(f"The row {row['unit']} {row['check_name']}"):
        return CheckResult(
            unit=row["unit"],
            check=row["check_name"],
            title=None if row["title"] is None else Text.model_validate_json(row["title"]),
            function=row["function"],
            hidden=row["hidden"],
            status=row["status"],
            reason=row["reason"],
            points=row["points"],
            max_points=row["max_points"],
            mistake=row["mistake"],
            feedback=None if row["feedback"] is None else Feedback.model_validate_json(row["feedback"]),
            race=None if row["race"] is None else RaceRecord.model_validate_json(row["race"]),
            cpu_seconds=row["cpu_seconds"],
            wall_seconds=row["wall_seconds"],
        )


def answer_to_values(answer: Answer) -> dict[str, object]:
    """The columns that keep an answer; halves of surrogate pairs in it become U+FFFD."""
    return {
        "unit": answer.unit,
        "question": answer.question,
        "title": answer.title.model_dump_json(),
        "answer": _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", answer.text),
        "max_points": answer.max_points,
    }


def _answer_from_row(row: Row) -> Answer:
    return Answer(
        unit=row["unit"],
        question=row["question"],
        title=Text.model_validate_json(row["title"]),
        text=row["answer"],
        max_points=row["max_points"],
    )


def attempt_from_rows(
    row: Row, checks: Iterable[Row], answers: Iterable[Row] = (), changed: Sequence[Adjustment] = ()
) -> AttemptResult:
    """The record of an attempt, from its row, those of its checks and answers, and what persons changed.

    Raises:
        GradebookError: a row was changed by something else, and no longer makes a record.
    """
    with _readable(f"Attempt {row['number']} of {row['student']} at {row['assignment']}"):
        return AttemptResult(
            student=row["student"],
            assignment=row["assignment"],
            number=row["number"],
            submission_digest=row["submission_digest"],
            course_digest=row["course_digest"],
            grader_version=row["grader_version"],
            seed_id=row["seed_id"],
            confinement=row["confinement"],
            started_at=datetime.fromisoformat(row["started_at"]),
            finished_at=None if row["finished_at"] is None else datetime.fromisoformat(row["finished_at"]),
            checks=tuple(check_from_row(check) for check in checks),
            answers=tuple(_answer_from_row(answer) for answer in answers),
            notes=_NOTES.validate_json(row["notes"]),
            adjustments=tuple(changed),
        )


@contextmanager
def _readable(what: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:  # pydantic's ValidationError is one
        raise GradebookError(
            f"{what} cannot be read: it was changed by something other than the grader. Restore the gradebook from a "
            f"backup, or grade into a new one. Found: {error}"
        ) from error


def _check_to_values(check: CheckResult) -> dict[str, object]:
    for name in ("points", "max_points", "cpu_seconds", "wall_seconds"):
        if not math.isfinite(value := getattr(check, name)):
            raise GradebookError(
                f"The row {check.unit} {check.check} has {name} = {value}; a finite number is wanted. "
                "This is a fault of the grader: please report it."
            )
    return {
        "unit": check.unit,
        "check_name": check.check,
        "title": None if check.title is None else check.title.model_dump_json(),
        "function": check.function,
        "hidden": check.hidden,
        "status": check.status.value,
        "reason": None if check.reason is None else check.reason.value,
        "points": check.points,
        "max_points": check.max_points,
        "mistake": check.mistake,
        "cpu_seconds": check.cpu_seconds,
        "wall_seconds": check.wall_seconds,
        "feedback": None if check.feedback is None else check.feedback.model_dump_json(),
        "race": None if check.race is None else check.race.model_dump_json(),
    }


def _clean_json(plain: object) -> str:
    """`plain` as JSON, without halves of surrogate pairs."""
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", json.dumps(plain, ensure_ascii=False))
