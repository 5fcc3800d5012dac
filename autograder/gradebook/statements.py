"""The statements of the store, made once."""

from __future__ import annotations

from sqlalchemy import bindparam, func, insert, select, update

from autograder.gradebook.tables import ANSWERS, ATTEMPTS, CHECKS
from autograder.results import Status

ATTEMPT = select(ATTEMPTS).where(ATTEMPTS.c.id == bindparam("of_attempt"))
CHECKS_OF = select(CHECKS).where(CHECKS.c.attempt_id == bindparam("of_attempt")).order_by(CHECKS.c.id)
ANSWERS_OF = select(ANSWERS).where(ANSWERS.c.attempt_id == bindparam("of_attempt")).order_by(ANSWERS.c.id)
HISTORY = select(ATTEMPTS).where(
    ATTEMPTS.c.student == bindparam("student"), ATTEMPTS.c.assignment == bindparam("assignment")
)
LAST_NUMBER = HISTORY.with_only_columns(func.max(ATTEMPTS.c.number))
LAST_WITH_KEY = HISTORY.where(
    ATTEMPTS.c.submission_digest == bindparam("submission_digest"),
    ATTEMPTS.c.course_digest == bindparam("course_digest"),
    ATTEMPTS.c.grader_version == bindparam("grader_version"),
).order_by(ATTEMPTS.c.number.desc())
ALL = select(ATTEMPTS).where(ATTEMPTS.c.assignment == bindparam("assignment"))
_LATER = ATTEMPTS.alias("later")
LATEST = select(ATTEMPTS).where(
    ATTEMPTS.c.assignment == bindparam("assignment"),
    ATTEMPTS.c.number
    == select(func.max(_LATER.c.number))
    .where(_LATER.c.student == ATTEMPTS.c.student, _LATER.c.assignment == ATTEMPTS.c.assignment)
    .scalar_subquery(),
)

_UNFINISHED = (ATTEMPTS.c.id == bindparam("of_attempt")) & ATTEMPTS.c.finished_at.is_(None)
NEW_ATTEMPT = insert(ATTEMPTS)
FINISH = (
    update(ATTEMPTS).where(_UNFINISHED).values(finished_at=bindparam("new_finished_at"), notes=bindparam("new_notes"))
)
_VALUES = [column for column in CHECKS.c if column.name not in {"id", "attempt_id"}]
NEW_CHECK = (
    insert(CHECKS)
    .from_select(
        ["attempt_id", *(column.name for column in _VALUES)],
        select(ATTEMPTS.c.id, *(bindparam(column.name, type_=column.type) for column in _VALUES)).where(_UNFINISHED),
        include_defaults=False,
    )
    .execution_options(preserve_rowcount=True)
)
DIAGNOSIS = (
    update(CHECKS)
    .where(
        CHECKS.c.attempt_id == bindparam("of_attempt"),
        CHECKS.c.unit == bindparam("of_unit"),
        CHECKS.c.check_name == bindparam("of_check"),
        CHECKS.c.status == Status.FAILED.value,
        select(ATTEMPTS.c.id).where(_UNFINISHED).exists(),
    )
    .values(mistake=bindparam("new_mistake"), feedback=bindparam("new_feedback"))
)
NEW_ANSWER = insert(ANSWERS)
