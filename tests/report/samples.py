"""Attempts that hold everything a page can show, with any text in the places where a student's own can stand."""

from __future__ import annotations

from datetime import UTC, datetime

from autograder.results import (
    Adjustment,
    Answer,
    AttemptResult,
    Cells,
    CheckResult,
    Feedback,
    Level,
    Place,
    RaceCount,
    RaceRecord,
    RaceStep,
    Reason,
    SourceLine,
    Status,
    Text,
)

NOON = datetime(2030, 9, 1, 12, tzinfo=UTC)


def both(text: str) -> Text:
    return Text(en=text, zh=text)


def race_of(function: str, baseline: str = "pairwise_loop", *, middle: float = 5.2) -> RaceRecord:
    """A race that reached the first of two steps."""
    spread = (0.97, 1.01, 1.04, 0.99, 1.0)
    return RaceRecord(
        function=function,
        baseline=baseline,
        low=middle * 0.96,
        middle=middle,
        high=middle * 1.04,
        steps=(RaceStep(ratio=2, points=2, reached=True), RaceStep(ratio=8, points=4, reached=False)),
        rounds=tuple(tuple((0.05 * part * turn, 0.05 / middle) for part in spread) for turn in (0.98, 1.0, 1.03)),
        calls=12,
        counts=(RaceCount(kind="operators", student=201, baseline=785),),
    )


def attempt_with(text: str, *, student: str | None = None) -> AttemptResult:
    """An attempt in which every text is `text`: each outcome, public and hidden, tensors, output and notes."""
    told = Feedback(
        summary=both(text),
        called=text,
        arguments=(text, text),
        came_back=text,
        expected=text,
        meaning=both(text),
        question=both(text),
        where=SourceLine(file=text, line=3, code=text, column=2),
        got_cells=Cells(shape=(2, 1, 2, 2), dtype=text, values=(text,) * 8, differs=(True, False) * 4),
        expected_cells=Cells(shape=(3,), dtype=text, values=(text, "1", "2")),
        printed=text,
    )

    def row(name: str, reason: Reason | None, *, hidden: bool = False, mistake: str | None = None) -> CheckResult:
        failed = Status.ERROR if reason is Reason.GRADER else Status.FAILED
        return CheckResult(
            unit=text,
            check=f"{text}{name}",
            title=both(text),
            function=text,
            hidden=hidden,
            status=failed if reason else Status.PASSED,
            reason=reason,
            points=0.0 if reason else 1.0,
            max_points=1.0,
            mistake=mistake,
            feedback=told if reason else None,
            race=race_of(text, text) if reason is Reason.TOO_SLOW else None,
        )

    return AttemptResult(
        student=text if student is None else student,
        assignment="a1_tensors",
        number=2,
        submission_digest=text,
        course_digest=text,
        grader_version=text,
        seed_id=text,
        confinement=Level.D,
        started_at=NOON,
        finished_at=NOON,
        checks=(
            row("a", None),
            row("b", Reason.MISMATCH, mistake=text),
            row("c", Reason.MISMATCH, hidden=True, mistake=text),
            row("d", Reason.RAISED),
            row("e", Reason.RAISED, hidden=True),
            row("f", Reason.BLOCKED),
            row("j", Reason.TOO_SLOW, hidden=True),
            row("g", Reason.NOT_ATTEMPTED),
            row("h", Reason.GRADER),
            row("i", Reason.SYNTAX_ERROR),
        ),
        notes=(both(text),),
        answers=(
            Answer(unit=text, question=text, title=both(text), text=text, max_points=2),
            Answer(unit=text, question="other", title=both(text), text="", max_points=1),
        ),
        adjustments=(
            Adjustment(id=1, place=Place(unit=text, item=text), kind="set", points=1.5, reason=text, author=text,
                       made_at=NOON),
            Adjustment(id=2, place=Place(unit=text, item=text, hidden=True), kind="set", points=0.5, reason=text,
                       author=text, made_at=NOON),
            Adjustment(id=3, kind="add", points=-1, reason=text, author=text, made_at=NOON, origin=text),
        ),
    )  # fmt: skip
