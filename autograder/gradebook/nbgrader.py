"""Our results in nbgrader's gradebook, and the files beside it that formgrader shows.

Scores are written for the cells of `release/nbgrader_source.py`: for each function one with the points of its public
checks and one with those of the hidden ones. What a person typed in there (manual scores, comments) is never touched.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from nbgrader.api import Course, MissingEntry
from nbgrader.api import Gradebook as Database
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from autograder.course import Assignment, Unit
from autograder.gradebook.errors import GradebookError
from autograder.grading.intake import Submitted, take_file
from autograder.results import AttemptResult, CheckResult

STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"

Ids = Callable[[Unit, str], str]
Autograded = Callable[[Unit, Sequence[CheckResult]], str]  # the text of the notebook that formgrader shows


@dataclass(frozen=True)
class GradeIds:
    """How cells are called: those that functions are written in, and those with the points of their checks."""

    solution: Ids
    public: Ids
    hidden: Ids


@dataclass(frozen=True)
class Sync:
    """Writes one course of nbgrader.

    Attributes:
        folder: where its submitted/ and autograded/ are.
        database: URL of its gradebook.
        course_id: as in nbgrader_config.py; "" is nbgrader's default.
    """

    folder: Path
    database: str
    course_id: str
    ids: GradeIds

    def assignment(self, assignment: Assignment) -> None:
        """Its notebooks and cells with points.

        Raises:
            GradebookError: the database cannot be used, or is another course's.
        """
        self._refuse_another_course()
        with self._open(self.course_id) as book:
            book.update_or_create_assignment(assignment.id)
            for unit in assignment.units:
                book.update_or_create_notebook(unit.id, assignment.id)
                for function in unit.functions:
                    cell = self.ids.solution(unit, function)
                    book.update_or_create_solution_cell(cell, unit.id, assignment.id)
                for cell, points in self._cells(unit).items():
                    book.update_or_create_grade_cell(cell, unit.id, assignment.id, max_score=points, cell_type="code")
            book.db.commit()

    def result(self, assignment: Assignment, result: AttemptResult, autograded: Autograded) -> float:
        """One student's scores and pages; the score that nbgrader has for the submission now.

        Raises:
            GradebookError: the database cannot be used.
        """
        handed_in = self._stamp(assignment.id, result)
        with self._open(self.course_id) as book, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own making of a submission
            book.update_or_create_student(result.student)
            book.update_or_create_submission(assignment.id, result.student, timestamp=handed_in)
            for unit in assignment.units:
                rows = [row for row in result.checks if row.unit == unit.id]
                for cell, points in self._scores(unit, rows).items():
                    grade = book.find_grade(cell, unit.id, assignment.id, result.student)
                    grade.auto_score = points
                    grade.needs_manual_grade = False
                self._write(assignment.id, result.student, unit, autograded(unit, rows))
            book.db.commit()
            score: float = book.find_submission(assignment.id, result.student).score
            return score

    def _cells(self, unit: Unit) -> dict[str, float]:
        return self._sums(unit, [(check.of, check.hidden, check.points) for check in unit.checks])

    def _scores(self, unit: Unit, rows: Sequence[CheckResult]) -> dict[str, float]:
        made = dict.fromkeys(self._cells(unit), 0.0)
        return made | self._sums(unit, [(str(row.function), row.hidden, row.points) for row in rows])

    def _sums(self, unit: Unit, points: Sequence[tuple[str, bool, float]]) -> dict[str, float]:
        sums: dict[str, float] = {}
        for function, hidden, worth in points:
            cell = (self.ids.hidden if hidden else self.ids.public)(unit, function)
            sums[cell] = sums.get(cell, 0.0) + worth
        return sums

    def _stamp(self, assignment: str, result: AttemptResult) -> str:
        """When it was handed in, as timestamp.txt says; without a sound one, when it was graded.

        The folder is a student's: links in it are not followed, and what stands there need not be a time. formgrader
        wants the file, so it is written where nothing lies.
        """
        folder = self.folder / "submitted" / result.student / assignment
        path = folder / "timestamp.txt"
        graded = result.started_at.astimezone(UTC).strftime(STAMP)
        if folder.resolve() != self.folder.resolve() / "submitted" / result.student / assignment:
            return graded  # a link leads there
        taken = take_file(path)
        if taken is None:
            if folder.is_dir():
                with path.open("x", encoding="utf-8") as file:
                    file.write(graded + "\n")
            return graded
        try:
            told = taken.text.strip() if isinstance(taken, Submitted) else ""
            parse_utc(told)
        except (ValueError, OverflowError, TypeError):
            return graded
        return told or graded

    def _write(self, assignment: str, student: str, unit: Unit, text: str) -> None:
        path = self.folder / "autograded" / student / assignment / f"{unit.id}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")

    def _open(self, course_id: str) -> Database:
        """nbgrader's database. It asks alembic, which lies beside our Python, for the version of its tables."""
        beside = str(Path(sys.executable).parent)
        if beside not in os.environ.get("PATH", "").split(os.pathsep):
            os.environ["PATH"] = f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"
        try:
            return Database(self.database, course_id)
        except (SQLAlchemyError, MissingEntry, OSError) as problem:
            raise GradebookError(f"nbgrader's gradebook {self.database} cannot be used: {problem}") from None

    def _refuse_another_course(self) -> None:
        """nbgrader makes a course that it does not know, silently; a wrong name would split the class in two."""
        with self._open("") as book:  # which makes none
            known = [row.id for row in book.db.query(Course).all()]
        if self.course_id and known and self.course_id not in known:
            raise GradebookError(
                f"nbgrader's gradebook {self.database} knows the course {', '.join(map(repr, known))}, and not "
                f"{self.course_id!r}. Say which it is: --course-id"
            )


def outputs_of(text: str, html: str) -> list[dict[str, Any]]:
    """Feedback as the output of a cell."""
    data = {"text/plain": text.splitlines(keepends=True), "text/html": html.splitlines(keepends=True)}
    return [{"data": data, "metadata": {}, "output_type": "display_data"}]


def with_feedback(notebook: str, told: dict[str, tuple[str, str]]) -> str:
    """A notebook whose cells with points show feedback, given as (text, HTML) by grade_id; hidden tests are cut out."""
    made = json.loads(notebook)
    for cell in made["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("grade"):
            cell["source"] = _without_hidden("".join(cell["source"])).splitlines(keepends=True)
            cell["outputs"] = outputs_of(*told[meta["grade_id"]]) if meta["grade_id"] in told else []
            cell["execution_count"] = None
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _without_hidden(source: str) -> str:
    begin, _, rest = source.partition("### BEGIN HIDDEN TESTS")
    _, _, end = rest.partition("### END HIDDEN TESTS")
    return (begin.rstrip("\n") + end).strip("\n") if rest else source
