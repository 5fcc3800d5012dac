"""Our results in nbgrader's gradebook, what persons typed there back in ours, and the files that formgrader shows.

Scores are written for the cells of `release/nbgrader_source.py`: for each function one with the points of its public
checks and one with those of the hidden ones, and one for each question. What a person typed into formgrader (manual
scores, extra credit, comments) is never touched here: it comes back as changes of grades (`Marks`).
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from nbgrader.api import Course, Grade, MissingEntry, SubmittedAssignment
from nbgrader.api import Gradebook as Database
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from autograder.course import Assignment, Unit
from autograder.gradebook.errors import GradebookError
from autograder.gradebook.nbgrader_config import LatePenalties
from autograder.gradebook.stamp import STAMP_FILE, read_stamp, stamp_text
from autograder.grades import grade_of
from autograder.results import AttemptResult, Place

NO_RESPONSE = "No response."  # nbgrader's own words for an answer that was not written

Autograded = Callable[[Unit, AttemptResult], str]  # the text of the notebook that formgrader shows


@dataclass(frozen=True)
class GradeIds:
    """How cells are called."""

    solution: Callable[[Unit, str], str]  # those that functions are written in
    public: Callable[[Unit, str], str]  # with the points of their checks
    hidden: Callable[[Unit, str], str]
    answer: Callable[[Unit, str], str]  # with an answer in words

    def places(self, unit: Unit) -> dict[str, Place]:
        """What each cell with points is about, by its id."""
        found = {}
        for check in unit.checks:
            cell = (self.hidden if check.hidden else self.public)(unit, check.of)
            found[cell] = Place(unit=unit.id, item=check.of, hidden=check.hidden)
        for question in unit.questions:
            found[self.answer(unit, question.name)] = Place(unit=unit.id, item=question.name)
        return found


@dataclass(frozen=True)
class Mark:
    """What a person gave in formgrader, or its policy took away."""

    student: str
    place: Place
    kind: Literal["add", "set"]  # "set" for a manual score, "add" for extra credit and late penalties
    points: float
    reason: str


class Sync:
    """One course of nbgrader, opened to be written.

    Raises:
        GradebookError: (from every method) the database cannot be used.
    """

    def __init__(
        self, folder: Path, database: str, course_id: str, ids: GradeIds, late: LatePenalties | None = None
    ) -> None:
        """Open it.

        Args:
            folder: where its submitted/ and autograded/ are.
            database: URL of its gradebook.
            course_id: as in nbgrader_config.py; "" is nbgrader's default.
            late: what is taken away where something came late; None: nothing is.

        Raises:
            GradebookError: the database cannot be used, or is another course's.
        """
        self._folder, self._database, self._ids, self._late = folder, database, ids, late
        _put_alembic_on_path()
        self._refuse_another_course(course_id)
        with self._explained():
            self._book = Database(database, course_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._book.close()

    def assignment(self, assignment: Assignment) -> None:
        """Write its notebooks and cells."""
        book = self._book
        with self._explained():
            book.update_or_create_assignment(assignment.id)
            for unit in assignment.units:
                book.update_or_create_notebook(unit.id, assignment.id)
                names = [self._ids.solution(unit, name) for name in unit.functions]
                points = {cell: (worth, "code") for cell, worth in self._most(unit).items()}
                for question in unit.questions:
                    cell = self._ids.answer(unit, question.name)
                    names.append(cell)
                    points[cell] = (question.points, "markdown")
                for cell in names:
                    self._without_warnings(book.update_or_create_solution_cell, cell, unit.id, assignment.id)
                for cell, (worth, kind) in points.items():
                    book.update_or_create_grade_cell(cell, unit.id, assignment.id, max_score=worth, cell_type=kind)
            book.db.commit()

    def result(self, assignment: Assignment, result: AttemptResult, autograded: Autograded) -> None:
        """Write one student's scores and pages, and take off what its lateness costs."""
        pages = {unit: autograded(unit, result) for unit in assignment.units}
        self.scores(assignment, result)
        for unit, text in pages.items():
            self._write(assignment.id, result.student, unit, text)
        with self._explained():
            self._take_off(assignment, result.student)

    def scores(self, assignment: Assignment, result: AttemptResult) -> None:
        """Write one student's scores, and nothing else. The pages that lie there tell what was marked."""
        book, student = self._book, result.student
        handed_in = self._stamp(assignment.id, result)
        with self._explained(), warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own making of a submission
            book.update_or_create_student(student)
            book.update_or_create_submission(assignment.id, student, timestamp=handed_in)
            for unit in assignment.units:
                for cell, points in self._scores(unit, result).items():
                    grade = book.find_grade(cell, unit.id, assignment.id, student)
                    grade.auto_score = points
                    grade.needs_manual_grade = False
                self._answers(assignment, unit, result)
            book.db.commit()

    def score(self, assignment: Assignment, student: str) -> float:
        """What nbgrader has for a submission now."""
        with self._explained():
            score: float = self._book.find_submission(assignment.id, student).score
            return score

    def marks(self, assignment: Assignment) -> list[Mark]:
        """What persons typed into formgrader, and what was taken away for coming late."""
        units = {unit.id: (unit, self._ids.places(unit)) for unit in assignment.units}
        found: list[Mark] = []
        with self._explained():
            try:
                submissions: Sequence[SubmittedAssignment] = self._book.assignment_submissions(assignment.id)
            except MissingEntry:
                return []
            for submission in submissions:
                for notebook in submission.notebooks:
                    if notebook.name not in units:
                        continue
                    unit, places = units[notebook.name]
                    for grade in notebook.grades:
                        if grade.name in places:
                            comment = self._comment(assignment, unit, places[grade.name], submission.student.id)
                            found += _marks_of(grade, submission.student.id, places[grade.name], comment)
                    if notebook.late_submission_penalty:
                        late = _hours(submission.total_seconds_late)
                        found.append(
                            Mark(submission.student.id, Place(unit=unit.id), "add", -notebook.late_submission_penalty,
                                 f"nbgrader: {late} late")
                        )  # fmt: skip
        return sorted(found, key=lambda mark: (mark.student, str(mark.place), mark.kind))

    # ------------------------------------------------------------------ scores

    def _most(self, unit: Unit) -> dict[str, float]:
        return self._sums(unit, [(check.of, check.hidden, check.points) for check in unit.checks])

    def _scores(self, unit: Unit, result: AttemptResult) -> dict[str, float]:
        """The points of cells with checks: of the checks, or what was set in our gradebook in their stead."""
        made = dict.fromkeys(self._most(unit), 0.0)
        rows = [row for row in result.checks if row.unit == unit.id]
        made |= self._sums(unit, [(str(row.function), row.hidden, row.points) for row in rows])
        for cell, place in self._ids.places(unit).items():
            ours = _set_by_us(result, place)
            if cell in made and ours is not None:
                made[cell] = ours
        return made

    def _sums(self, unit: Unit, points: Sequence[tuple[str, bool, float]]) -> dict[str, float]:
        sums: dict[str, float] = {}
        for function, hidden, worth in points:
            cell = (self._ids.hidden if hidden else self._ids.public)(unit, function)
            sums[cell] = sums.get(cell, 0.0) + worth
        return sums

    def _answers(self, assignment: Assignment, unit: Unit, result: AttemptResult) -> None:
        """Answers wait for a person; one that was marked and is another now, or may be, waits again."""
        before = _answers_in(self._page(assignment.id, result.student, unit))
        for answer in (each for each in result.answers if each.unit == unit.id):
            cell = self._ids.answer(unit, answer.question)
            grade = self._book.find_grade(cell, unit.id, assignment.id, result.student)
            comment = self._book.find_comment(cell, unit.id, assignment.id, result.student)
            written = bool(answer.text.strip())
            ours = _set_by_us(result, Place(unit=unit.id, item=answer.question))
            changed = answer.text.strip() not in before.get(cell, "")
            grade.auto_score = ours if ours is not None else (None if written else 0.0)
            grade.needs_manual_grade = written and ours is None and (grade.manual_score is None or changed)
            comment.auto_comment = None if written else NO_RESPONSE

    def _take_off(self, assignment: Assignment, student: str) -> None:
        submission = self._book.find_submission(assignment.id, student)
        for notebook in submission.notebooks:
            notebook.late_submission_penalty = None
            if self._late is not None and submission.total_seconds_late > 0:
                notebook.late_submission_penalty = self._late.penalty(
                    student, notebook.score, submission.total_seconds_late
                )
        self._book.db.commit()

    def _comment(self, assignment: Assignment, unit: Unit, place: Place, student: str) -> str:
        """What a person wrote beside a cell with points."""
        cell = (self._ids.answer if place.hidden is None else self._ids.solution)(unit, place.item or "")
        try:
            return str(self._book.find_comment(cell, unit.id, assignment.id, student).manual_comment or "")
        except MissingEntry:
            return ""

    # ------------------------------------------------------------------ files

    def _stamp(self, assignment: str, result: AttemptResult) -> str:
        """When it was handed in, as timestamp.txt says; without a sound one, when it was graded.

        The folder is a student's: links in it are not followed, and what stands there need not be a time. formgrader
        wants the file, so it is written where nothing lies.
        """
        folder = self._folder / "submitted" / result.student / assignment
        graded = stamp_text(result.started_at)
        if folder.resolve() != self._folder.resolve() / "submitted" / result.student / assignment:
            return graded  # a link leads there
        told = read_stamp(folder)
        if told is not None:
            return stamp_text(told)
        if folder.is_dir() and not os.path.lexists(folder / STAMP_FILE):
            with (folder / STAMP_FILE).open("x", encoding="utf-8") as file:
                file.write(graded + "\n")
        return graded

    def _page(self, assignment: str, student: str, unit: Unit) -> Path:
        return self._folder / "autograded" / student / assignment / f"{unit.id}.ipynb"

    def _write(self, assignment: str, student: str, unit: Unit, text: str) -> None:
        path = self._page(assignment, student, unit)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")

    # ------------------------------------------------------------------ the database

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, MissingEntry, OSError) as problem:
            raise GradebookError(f"nbgrader's gradebook {self._database} cannot be used: {problem}") from None

    def _refuse_another_course(self, course_id: str) -> None:
        """nbgrader makes a course that it does not know, silently; a wrong name would split the class in two."""
        with self._explained(), Database(self._database, "") as book:  # which makes none
            known = [row.id for row in book.db.query(Course).all()]
        if course_id and known and course_id not in known:
            raise GradebookError(
                f"nbgrader's gradebook {self._database} knows the course {', '.join(map(repr, known))}, and not "
                f"{course_id!r}. Say which it is: --course-id"
            )

    @staticmethod
    def _without_warnings(make: Callable[..., Any], *arguments: Any) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            make(*arguments)


def _put_alembic_on_path() -> None:
    """nbgrader asks alembic, which lies beside our Python, for the version of its tables."""
    beside = str(Path(sys.executable).parent)
    if beside not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"


def _marks_of(grade: Grade, student: str, place: Place, comment: str) -> Iterator[Mark]:
    reason = f"nbgrader: {comment}" if comment.strip() else "nbgrader"
    if grade.manual_score is not None and not grade.needs_manual_grade:
        yield Mark(student, place, "set", float(grade.manual_score), reason)
    if grade.extra_credit:
        yield Mark(student, place, "add", float(grade.extra_credit), reason)


def _set_by_us(result: AttemptResult, place: Place) -> float | None:
    """Points that were set in our own gradebook, and did not come from nbgrader."""
    ours = tuple(each for each in result.adjustments if each.origin is None and each.kind == "set")
    found = [each for each in ours if each.place == place]
    return found[-1].points if found else None


def beyond_cells(result: AttemptResult) -> float:
    """Points of a grade that nbgrader has no cell for: what was added to or taken from a unit or the whole."""
    changes = (line.change for line in grade_of(result).lines if line.kind == "change")
    return sum(each.points for each in changes if each and each.kind == "add" and each.origin is None)


def _hours(seconds: float) -> str:
    hours = seconds / 3600
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} days"


def _answers_in(page: Path) -> dict[str, str]:
    """What stood in the cells for answers when a page was written, by grade_id."""
    try:
        cells = json.loads(page.read_text("utf-8"))["cells"]
        told = [(cell["metadata"].get("nbgrader", {}), "".join(cell["source"])) for cell in cells]
        return {meta["grade_id"]: source for meta, source in told if meta.get("grade") and meta.get("solution")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def outputs_of(text: str, html: str) -> list[dict[str, Any]]:
    """Feedback as the output of a cell."""
    data = {"text/plain": text.splitlines(keepends=True), "text/html": html.splitlines(keepends=True)}
    return [{"data": data, "metadata": {}, "output_type": "display_data"}]


def with_feedback(notebook: str, told: dict[str, tuple[str, str]]) -> str:
    """A notebook whose cells with points show feedback, given as (text, HTML) by grade_id; hidden tests are cut out."""
    made = json.loads(notebook)
    for cell in made["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("grade") and cell["cell_type"] == "code":
            cell["source"] = _without_hidden("".join(cell["source"])).splitlines(keepends=True)
            cell["outputs"] = outputs_of(*told[meta["grade_id"]]) if meta["grade_id"] in told else []
            cell["execution_count"] = None
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _without_hidden(source: str) -> str:
    begin, _, rest = source.partition("### BEGIN HIDDEN TESTS")
    _, _, end = rest.partition("### END HIDDEN TESTS")
    return (begin.rstrip("\n") + end).strip("\n") if rest else source
