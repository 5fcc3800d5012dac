"""The notebooks that formgrader shows: what was handed in, with our feedback below it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.cli.cells import rendered
from autograder.course import Assignment, Course, Unit
from autograder.gradebook.batch import take_folder
from autograder.gradebook.nbgrader import GradeIds, with_feedback
from autograder.grading.intake import Submitted
from autograder.release.nbgrader_source import answer_id, hidden_id, nbgrader_source, public_id, solution_id
from autograder.release.starter import cut_starter
from autograder.report.paper import Paper
from autograder.report.summary import for_students
from autograder.report.terminal import check_feedback
from autograder.results import AttemptResult, CheckResult, Lang

IDS = GradeIds(solution_id, public_id, hidden_id, answer_id)


class Pages:
    """Of one student. `handed_in` holds a folder for each assignment."""

    def __init__(self, course: Course, assignment: Assignment, handed_in: Path, lang: Lang) -> None:
        self._course, self._lang = course, lang
        self._files = take_folder(handed_in, assignment, assignment.units).files

    def of(self, unit: Unit, result: AttemptResult) -> str:
        """The text of one unit's notebook."""
        taken = self._files[unit.id]
        starter = cut_starter(unit.solution_path.read_text("utf-8"), unit)
        code = taken.text if isinstance(taken, Submitted) and taken.text.strip() else starter
        told = {}
        for function in unit.functions:
            for hidden, cell in ((False, public_id(unit, function)), (True, hidden_id(unit, function))):
                rows = [row for row in result.checks if (row.unit, row.function) == (unit.id, function)]
                told[cell] = self._told(unit, result, [row for row in rows if row.hidden is hidden])
        answers = {answer.question: answer.text for answer in result.answers if answer.unit == unit.id}
        return with_feedback(nbgrader_source(self._course, unit, self._lang, code, answers), told)

    def _told(self, unit: Unit, result: AttemptResult, rows: Sequence[CheckResult]) -> tuple[str, str]:
        def show(paper: Paper) -> None:
            for row in rows:  # nbgrader's feedback pages, which go to students, are made of these
                check_feedback(for_students(row, result.standing), {unit.id: unit.title}, paper)

        shown = rendered(show, self._lang)
        return shown.text, shown.html
