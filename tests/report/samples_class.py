"""A class that never was: students of all kinds at the checks of a real course, with a history of submissions."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from autograder.course import Assignment, Course, Unit
from autograder.course.model import CheckInfo, MistakeInfo
from autograder.grades import Record
from autograder.results import (
    AttemptResult,
    CheckResult,
    Deduction,
    Feedback,
    Level,
    Reason,
    SourceLine,
    Standing,
    Status,
    Text,
)
from tests.report.samples import NOON

GIVEN = ("Ada", "Bo", "Chen", "Dana", "Emil", "Fang", "Greta", "Hao", "Ines", "Jun", "Kemal", "Li", "Mina", "Nils")
FAMILY = ("Berger", "Costa", "Dai", "Eriksen", "Fischer", "Guo", "Haas", "Ito", "Jansen", "Kaya", "Lindt")
TITLE = {"one": Text(en="1 day late: 10 % of the points", zh="迟交 1 天：扣 10% 的分数")}


def course_of(course: Course, checks: int = 30) -> Course:
    """The course with only the first `checks` checks of each assignment."""
    shorter = []
    for assignment in course.assignments:
        units, left = [], checks
        for unit in assignment.units:
            if left > 0:
                units.append(replace(unit, checks=unit.checks[:left]))
                left -= len(units[-1].checks)
        shorter.append(replace(assignment, units=tuple(units)))
    return replace(course, assignments=tuple(shorter))


def sample_records(course: Course, students: int, *, assignments: int = 6, seed: int = 1) -> dict[str, list[Record]]:
    """Records by assignment. The same arguments give the same class."""
    chosen = course.assignments[:assignments]
    return {
        each.id: [_record(each, number, place, len(chosen), seed) for number in range(students)]
        for place, each in enumerate(chosen)
    }


def _record(assignment: Assignment, number: int, place: int, assignments: int, seed: int) -> Record:
    chance = random.Random(f"{seed}/{assignment.id}/{number}")
    able = random.Random(f"{seed}/{number}").betavariate(5, 1.2)
    able *= 1 - 0.3 * (place / assignments) ** 3
    student = f"s{2000 + number}"
    deadline = NOON + timedelta(days=14 * place)
    count = chance.choice((1, 1, 2, 2, 3, 4, 5))
    attempts: list[AttemptResult] = []
    handed_in = deadline - timedelta(hours=chance.lognormvariate(3.2, 1.2)) + timedelta(hours=14)
    for submission in range(1, count + 1):
        reach = able * (0.6 + 0.4 * submission / count)
        gradings = 2 if place == 0 and submission == count and number % 3 == 0 else 1
        for again in range(gradings):
            late = handed_in > deadline
            taken = (Deduction(points=-0.5, reason=TITLE["one"]),) if late else ()
            standing = Standing(
                submission=submission,
                submissions=count,
                allowed=5,
                counts=False,
                deadline=deadline,
                extended=number % 17 == 0,
                deductions=taken,
                free_days_left=2,
                published=place < 3,
            )
            seeded = random.Random(f"{seed}/{assignment.id}/{number}/{submission}")
            checks = [row for unit in assignment.units for row in _rows(unit, reach, seeded)]
            if again:
                checks = _regraded(checks, number)
            attempts.append(
                AttemptResult(
                    student=student,
                    assignment=assignment.id,
                    number=len(attempts) + 1,
                    submission_digest=f"{submission}" * 64,
                    course_digest=("d" if again else "c") * 64,
                    grader_version="0.1.0",
                    seed_id="0123456789ab",
                    confinement=Level.A,
                    started_at=handed_in,
                    finished_at=handed_in + timedelta(minutes=1),
                    checks=tuple(checks),
                    handed_in_at=handed_in,
                    standing=standing,
                )
            )
        handed_in += timedelta(hours=chance.expovariate(1 / 5))
    last = attempts[-1]
    if last.standing is not None:
        attempts[-1] = last.model_copy(update={"standing": last.standing.model_copy(update={"counts": True})})
    name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"
    return Record(attempts[-1], tuple(attempts), name, "AB"[number % 2])


def _regraded(checks: Sequence[CheckResult], number: int) -> list[CheckResult]:
    """The last check that was passed is not any more, or the last one that gave another answer passes; or nothing."""
    wanted = ((None, Status.PASSED), (Reason.MISMATCH, Status.FAILED))[number % 2]
    found = [place for place, row in enumerate(checks) if (row.reason, row.status) == wanted]
    at = found[-1] if found and number % 9 else None
    changed = list(checks)
    if at is not None:
        row = checks[at]
        update: dict[str, Any] = {"status": Status.FAILED, "reason": Reason.MISMATCH, "points": 0.0}
        if row.status is Status.FAILED:
            update = {"status": Status.PASSED, "reason": None, "points": row.max_points, "feedback": None,
                      "mistake": None}  # fmt: skip
        changed[at] = row.model_copy(update=update)
    return changed


def _rows(unit: Unit, able: float, chance: random.Random) -> list[CheckResult]:
    begun = chance.random() < 0.45 + able
    rows = []
    for function in unit.functions:
        good = chance.random() < able
        mistakes = unit.mistakes_of(function)
        mistake = mistakes[min(int(chance.expovariate(0.6)), len(mistakes) - 1)] if mistakes else None
        fails_from = chance.choice((0, 0, 1))
        for place, check in enumerate(unit.checks_of(function)):
            reason = None if good or place < fails_from else Reason.MISMATCH if place == fails_from else Reason.BLOCKED
            rows.append(_row(unit, check, Reason.NOT_ATTEMPTED if not begun else reason, mistake, chance))
    return rows


def _row(
    unit: Unit, check: CheckInfo, reason: Reason | None, mistake: MistakeInfo | None, chance: random.Random
) -> CheckResult:
    told = None
    if reason is Reason.MISMATCH:
        line = chance.choice(("x - x.mean(1)", "x - x.mean(dim=1)", "(x - x.mean()) / x.std()", "x.sum(0)"))
        told = Feedback(
            summary=Text(en="3 of 4 numbers differ, the first at [0, 1].", zh="4 个数里有 3 个不同，第一个在 [0, 1]。"),
            called=f"{check.of}(x)",
            arguments=("x: float32 (2, 2)",),
            came_back="float32 (2, 2)",
            expected="float32 (2, 2), other numbers",
            meaning=_filled(mistake, 0) if mistake else None,
            question=_filled(mistake, 1) if mistake else None,
            where=SourceLine(file=f"{unit.id}.py", line=chance.randrange(9, 60), code=f"    return {line}"),
        )
    return CheckResult(
        unit=unit.id,
        check=check.name,
        title=check.title(),
        function=check.of,
        hidden=check.hidden,
        status=Status.PASSED if reason is None else Status.FAILED,
        reason=reason,
        points=check.points if reason is None else 0.0,
        max_points=check.points,
        mistake=mistake.id if mistake and reason is Reason.MISMATCH else None,
        feedback=told,
    )


def _filled(mistake: MistakeInfo, part: int) -> Text:
    en, zh = (re.sub(r"{\w+}", "float32 (2, 2)", text[part]) for text in (mistake.en, mistake.zh))
    return Text(en=en, zh=zh)
