"""Attempts that hold everything a page can show, with any text in the places where a student's own can stand."""

from __future__ import annotations

from datetime import UTC, datetime

from autograder.results import AttemptResult, Cells, CheckResult, Feedback, Level, Reason, SourceLine, Status, Text

NOON = datetime(2030, 9, 1, 12, tzinfo=UTC)


def both(text: str) -> Text:
    return Text(en=text, zh=text)


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
            row("g", Reason.NOT_ATTEMPTED),
            row("h", Reason.GRADER),
            row("i", Reason.SYNTAX_ERROR),
        ),
        notes=(both(text),),
    )
