"""Grading a folder: complete, and unimpressed by a judge that dies. `test_killing.py` kills the grader itself.

One class is graded once, and then by two judges once more; tests look at that, or go on with a copy of it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, BatchError, find_submissions
from autograder.report.result_json import attempt_to_json
from autograder.results import AttemptResult, Reason, Status
from tests.small import HIDDEN, RIGHT, small_course

WRONG = "def double(x): return x + 2\ndef halve(x): return x / 2\n"
TIMESTAMP = "2026-10-01 21:59:00.000000 UTC\n"


def hand_in(root: Path, /, **files: str) -> Path:
    """Writes submissions, by student."""
    for student, source in files.items():
        place = root / "submitted" / student / "a0_small"
        place.mkdir(parents=True, exist_ok=True)
        (place / "u01_small.py").write_text(source)
    return root / "submitted"


def run(root: Path, course: Course, students: Sequence[str] = (), **options: object) -> tuple[list[AttemptResult], int]:
    """Grades what was handed in; gives the results, and how many submissions were not up to date."""
    assignment = course.assignments[0]
    with Gradebook.open(root / "book" / "attempts.db") as book:
        found = find_submissions(root / "submitted", assignment, assignment.units, students)
        secret = root / "book" / "secret"
        batch = Batch(book, course, assignment, assignment.units, secret, **options)  # type: ignore[arg-type]
        return batch.run(found), batch.graded


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


Graded = tuple[Path, list[AttemptResult], int]


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """A class that one judge has graded: its folder, and what `run` gave."""
    root = tmp_path_factory.mktemp("graded")
    place = hand_in(root, ada=RIGHT, bob=WRONG, cyd=RIGHT, dan=WRONG, eve=RIGHT, fay=WRONG)
    (place / "ada" / "a0_small" / "timestamp.txt").write_text(TIMESTAMP)
    return root, *run(root, course)


@pytest.fixture(scope="module")
def regraded(graded: Graded, course: Course, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """The same class, graded once more by two judges."""
    root = shutil.copytree(graded[0], tmp_path_factory.mktemp("regraded") / "copy")
    return root, *run(root, course, regrade=True, workers=2)


@pytest.fixture
def copy(graded: Graded, tmp_path: Path) -> Path:
    """A copy of the class, to go on with."""
    return shutil.copytree(graded[0], tmp_path / "copy")


def points(results: list[AttemptResult]) -> dict[str, float]:
    return {result.student: result.points for result in results}


def test_every_student_gets_a_result_and_unchanged_work_is_not_graded_again(
    graded: Graded, copy: Path, course: Course
) -> None:
    _, results, number = graded
    right, wrong = ("ada", "cyd", "eve"), ("bob", "dan", "fay")
    assert (points(results), number) == (dict.fromkeys(right, 4.0) | dict.fromkeys(wrong, 1.0), 6)
    again, number = run(copy, course)
    assert number == 0
    assert [attempt_to_json(result) for result in again] == [attempt_to_json(result) for result in results]


def test_a_changed_file_makes_a_new_attempt_and_the_old_one_stays(copy: Path, course: Course) -> None:
    hand_in(copy, bob=RIGHT)
    results, number = run(copy, course)
    assert number == 1
    assert [(result.student, result.number, result.points) for result in results[:3]] == [
        ("ada", 1, 4.0), ("bob", 2, 4.0), ("cyd", 1, 4.0),
    ]  # fmt: skip
    with Gradebook.open(copy / "book" / "attempts.db") as book:
        assert [result.points for result in book.history("bob", "a0_small")] == [1.0, 4.0]


def test_regrading_gives_the_same_rows_in_a_new_attempt(graded: Graded, regraded: Graded) -> None:
    _, first, _ = graded
    _, second, number = regraded
    assert ([result.number for result in second], number) == ([2] * 6, 6)
    assert [timeless(result) for result in first] == [timeless(result) for result in second]


def timeless(result: AttemptResult) -> list[object]:
    """The rows without what differs from run to run."""
    return [row.model_copy(update={"cpu_seconds": 0.0, "wall_seconds": 0.0}) for row in result.checks]


def test_one_student_can_be_graded_alone(tmp_path: Path, course: Course) -> None:
    hand_in(tmp_path, ada=RIGHT, bob=WRONG)
    assert points(run(tmp_path, course, ["bob"])[0]) == {"bob": 1.0}


def test_a_student_who_is_not_there_is_named(tmp_path: Path, course: Course) -> None:
    hand_in(tmp_path, ada=RIGHT)
    with pytest.raises(BatchError, match=r"no folder for: bob.*Students there: ada"):
        run(tmp_path, course, ["bob"])


def test_a_folder_without_submissions_says_what_was_expected(tmp_path: Path, course: Course) -> None:
    with pytest.raises(BatchError, match="is not a folder"):
        run(tmp_path, course)
    (tmp_path / "submitted").mkdir()
    with pytest.raises(BatchError, match=r"Expected <student>/a0_small/<unit>\.py or \.ipynb, with units u01_small"):
        run(tmp_path, course)


def test_a_folder_whose_name_is_not_text_is_named(tmp_path: Path, course: Course) -> None:
    hand_in(tmp_path, ada=RIGHT)
    os.mkdir(os.fsencode(tmp_path / "submitted") + b"/b\xff")
    with pytest.raises(BatchError, match=r"'b\\udcff'.*Rename"):
        run(tmp_path, course)


def test_links_folders_and_pipes_are_refused_and_harm_nobody(tmp_path: Path, course: Course) -> None:
    hand_in(tmp_path, ada=RIGHT, link=RIGHT, folder=RIGHT, pipe=RIGHT, whole=RIGHT)
    file = tmp_path / "submitted" / "{}" / "a0_small" / "u01_small.py"
    for student in ("link", "folder", "pipe"):
        Path(str(file).format(student)).unlink()
    Path(str(file).format("link")).symlink_to(Path(str(file).format("ada")))
    Path(str(file).format("folder")).mkdir()
    os.mkfifo(Path(str(file).format("pipe")))
    shutil.rmtree(tmp_path / "submitted" / "whole" / "a0_small")
    (tmp_path / "submitted" / "whole" / "a0_small").symlink_to(tmp_path / "submitted" / "ada" / "a0_small")
    (tmp_path / "submitted" / "linked-student").symlink_to(tmp_path / "submitted" / "ada")
    (tmp_path / "submitted" / "empty" / "a0_small").mkdir(parents=True)
    results, _ = run(tmp_path, course)
    reasons = {result.student: {row.reason for row in result.checks} for result in results}
    assert reasons == {
        "ada": {None},
        "empty": {Reason.NOT_ATTEMPTED},
        **{student: {Reason.UNREADABLE} for student in ("link", "folder", "pipe", "whole", "linked-student")},
    }
    assert all(result.is_final for result in results)


def test_two_judges_give_what_one_gives(graded: Graded, regraded: Graded) -> None:
    assert [timeless(result) for result in graded[1]] == [timeless(result) for result in regraded[1]]


@pytest.fixture(scope="module")
def disturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, AttemptResult]:
    """A class two of whose submissions do harm to the judge, by student."""
    root = tmp_path_factory.mktemp("disturbed")
    hidden = HIDDEN + (
        "\n\n@points(1)\ndef test_deadly(student):\n    if student.double(1) == 'die':\n"
        "        import os\n        os._exit(1)\n"
        "\n\n@points(1)\n@pytest.mark.parametrize('n', [1, 2])\ndef test_many(student, n):\n    student.halve(n)\n"
        "\n\n@points(1)\ndef test_endless(student):\n    if student.double(1) == 'wait':\n"
        "        import threading\n        threading.Event().wait()\n"
    )
    course = small_course(root, hidden=hidden)
    bad = "def double(x): return {!r}\ndef halve(x): return x / 2\n"
    hand_in(root, ada=RIGHT, bob=bad.format("die"), cyd=RIGHT, dan=bad.format("wait"), eve=RIGHT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.grading.pool.SILENCE", 3.0)
        results, _ = run(root, course)
    return {result.student: result for result in results}


def test_a_judge_that_dies_costs_one_submission_and_not_the_batch(disturbed: dict[str, AttemptResult]) -> None:
    assert {student: disturbed[student].points for student in ("ada", "cyd", "eve")} == {"ada": 8, "cyd": 8, "eve": 8}
    rows = {row.check: row for row in disturbed["bob"].checks}
    assert (rows["test_deadly"].status, rows["test_deadly"].reason) == (Status.ERROR, Reason.GRADER)
    assert rows["test_halve_matches"].status is Status.PASSED
    assert not disturbed["bob"].is_final
    assert list(rows) == [row.check for row in disturbed["ada"].checks]


def test_a_judge_that_hangs_costs_one_submission_and_not_the_batch(disturbed: dict[str, AttemptResult]) -> None:
    assert {student: disturbed[student].points for student in ("ada", "cyd", "eve")} == {"ada": 8, "cyd": 8, "eve": 8}
    rows = {row.check: row for row in disturbed["dan"].checks}
    assert (rows["test_endless"].status, rows["test_endless"].reason) == (Status.ERROR, Reason.GRADER)


def test_what_was_handed_in_is_noted_with_its_time_and_unchanged_work_once(copy: Path, course: Course) -> None:
    run(copy, course, ["bob"])
    with Gradebook.open(copy / "book" / "attempts.db") as book:
        found = book.submissions("a0_small")
    assert [each.at for each in found["ada"]] == [datetime(2026, 10, 1, 21, 59, tzinfo=UTC)]
    assert [each.at for each in found["bob"]] == [None]


def test_a_part_of_an_assignment_is_not_noted_as_handed_in(copy: Path, course: Course) -> None:
    assignment = course.assignments[0]
    larger = replace(assignment, units=(*assignment.units, assignment.units[0]))
    (copy / "submitted" / "bob" / "a0_small" / "timestamp.txt").write_text(TIMESTAMP)
    found = find_submissions(copy / "submitted", assignment, assignment.units)
    with Gradebook.open(copy / "book" / "attempts.db") as book:
        for of, noted in ((larger, [None]), (assignment, [datetime(2026, 10, 1, 21, 59, tzinfo=UTC)])):
            Batch(book, course, of, assignment.units, copy / "book" / "secret").run(found)
            assert [each.at for each in book.submissions("a0_small")["bob"]] == noted
