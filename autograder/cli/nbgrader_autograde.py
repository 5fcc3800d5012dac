"""`nbgrader autograde` that grades in our jails: an exporter for nbgrader_config.py (`autograder nbgrader config`).

nbgrader converts each notebook of a submission twice, once to clean it, once to run it. This exporter reads neither the
student's metadata nor their check cells, and starts no kernel: both times it gives the notebook that our grading makes
of what was handed in, and writes the scores. Everything around it (folders, late penalties, formgrader) is nbgrader's.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from traitlets import Int, Unicode

from autograder.cli.nbgrader_pages import IDS, Pages
from autograder.course import Assignment, Course, load_course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
from autograder.gradebook.nbgrader import Sync
from autograder.results import AttemptResult, Lang


class JailExporter(NotebookExporter):
    """Set as `c.Autograde.exporter_class`, with `c.JailExporter.course` beside it."""

    course = Unicode(help="The folder of the course, with course.toml.").tag(config=True)
    gradebook = Unicode("attempts.db", help="Our gradebook: file or database URL.").tag(config=True)
    lang = Unicode("en", help="The language of feedback: en or zh.").tag(config=True)
    workers = Int(max(1, (os.cpu_count() or 2) // 2), help="Judges at work at once.").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._graded: dict[str, dict[str, AttemptResult]] = {}  # by assignment and student
        self._course: Course | None = None

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> tuple[str, Any]:
        """See `Exporter.from_filename`: the file's name says which notebook, its content is not read here."""
        del filename
        about = resources["nbgrader"]
        assignment = self._opened().assignment(about["assignment"])
        result = self._result(assignment, about["student"])
        lang: Lang = "zh" if self.lang == "zh" else "en"
        pages = Pages(self._opened(), assignment, self._submitted(about["student"]), lang)
        unit = assignment.unit(about["notebook"])
        made = nbformat.reads(pages.of(unit, result), as_version=4)
        exported: tuple[str, Any] = super().from_notebook_node(made, resources=resources, **settings)
        return exported

    def _opened(self) -> Course:
        if self._course is None:
            self._course = load_course(Path(self.course))
        return self._course

    @property
    def _converter(self) -> Any:
        """nbgrader's `Autograde`, which made this."""
        return self.parent

    def _submitted(self, student: str) -> Path:
        place = self._converter.coursedir
        return Path(place.format_path(place.submitted_directory, student, ".")).resolve()

    def _result(self, assignment: Assignment, student: str) -> AttemptResult:
        """A student's result; the first call grades everybody that nbgrader was asked for, several at once."""
        if assignment.id not in self._graded:
            asked = [
                Path(folder).parent for folder in self._converter.assignments if Path(folder).name == assignment.id
            ]
            self._graded[assignment.id] = self._grade(assignment, asked[0], [folder.name for folder in asked])
        return self._graded[assignment.id][student]

    def _grade(self, assignment: Assignment, any_student: Path, students: list[str]) -> dict[str, AttemptResult]:
        place = self._converter.coursedir
        with Gradebook.open(self.gradebook) as book:
            secret = Path("secret" if "://" in self.gradebook else Path(self.gradebook).parent / "secret")
            batch = Batch(book, self._opened(), assignment, assignment.units, secret, self.workers)
            results = batch.run(find_submissions(any_student.parent, assignment, assignment.units, students))
        with Sync(Path(place.root), place.db_url, place.course_id, IDS) as sync:
            sync.assignment(assignment)
            for result in results:
                sync.scores(assignment, result)
        return {result.student: result for result in results}
