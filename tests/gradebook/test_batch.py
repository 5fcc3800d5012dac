"""Grading a folder: complete, resumable, and unimpressed by a judge that dies."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
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
LOOP = "def double(x):\n    while True: pass\ndef halve(x): return x / 2\n"


def hand_in(root: Path, /, **files: str) -> Path:
    """Writes submissions, by student."""
    for student, source in files.items():
        place = root / "submitted" / student / "a0_small"
        place.mkdir(parents=True, exist_ok=True)
        (place / "u01_small.py").write_text(source)
    return root / "submitted"


Run = Callable[..., tuple[list[AttemptResult], int]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Grades what was handed in; gives the results, and how many submissions were not up to date."""

    def grade(course: Course, students: Sequence[str] = (), **options: object) -> tuple[list[AttemptResult], int]:
        assignment = course.assignments[0]
        with Gradebook.open(tmp_path / "book" / "attempts.db") as book:
            found = find_submissions(tmp_path / "submitted", assignment, assignment.units, students)
            secret = tmp_path / "book" / "secret"
            batch = Batch(book, course, assignment, assignment.units, secret, **options)  # type: ignore[arg-type]
            return batch.run(found), batch.graded

    return grade


def points(results: list[AttemptResult]) -> dict[str, float]:
    return {result.student: result.points for result in results}


def test_every_student_gets_a_result_and_unchanged_work_is_not_graded_again(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, ada=RIGHT, bob=WRONG)
    results, graded = run(course)
    assert (points(results), graded) == ({"ada": 4.0, "bob": 1.0}, 2)
    again, graded = run(course)
    assert graded == 0
    assert [attempt_to_json(result) for result in again] == [attempt_to_json(result) for result in results]


def test_a_changed_file_makes_a_new_attempt_and_the_old_one_stays(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, ada=WRONG, bob=WRONG)
    run(course)
    hand_in(tmp_path, ada=RIGHT)
    results, graded = run(course)
    assert graded == 1
    assert [(result.student, result.number, result.points) for result in results] == [("ada", 2, 4.0), ("bob", 1, 1.0)]
    with Gradebook.open(tmp_path / "book" / "attempts.db") as book:
        assert [result.points for result in book.history("ada", "a0_small")] == [1.0, 4.0]


def test_regrading_gives_the_same_rows_in_a_new_attempt(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, bob=WRONG)
    (first,), _ = run(course)
    (second,), graded = run(course, regrade=True)
    assert (second.number, graded) == (2, 1)
    assert timeless(first) == timeless(second)


def timeless(result: AttemptResult) -> list[object]:
    """The rows without what differs from run to run."""
    return [row.model_copy(update={"cpu_seconds": 0.0, "wall_seconds": 0.0}) for row in result.checks]


def test_one_student_can_be_graded_alone(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, ada=RIGHT, bob=WRONG)
    assert points(run(course, ["bob"])[0]) == {"bob": 1.0}


def test_a_student_who_is_not_there_is_named(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, ada=RIGHT)
    with pytest.raises(BatchError, match=r"no folder for: bob.*Students there: ada"):
        run(course, ["bob"])


def test_a_folder_without_submissions_says_what_was_expected(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    with pytest.raises(BatchError, match="is not a folder"):
        run(course)
    (tmp_path / "submitted").mkdir()
    with pytest.raises(BatchError, match=r"Expected <student>/a0_small/<unit>\.py or \.ipynb, with units u01_small"):
        run(course)


def test_a_folder_whose_name_is_not_text_is_named(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, ada=RIGHT)
    os.mkdir(os.fsencode(tmp_path / "submitted") + b"/b\xff")
    with pytest.raises(BatchError, match=r"'b\\udcff'.*Rename"):
        run(course)


def test_links_folders_and_pipes_are_refused_and_harm_nobody(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
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
    results, _ = run(course)
    reasons = {result.student: {row.reason for row in result.checks} for result in results}
    assert reasons == {
        "ada": {None},
        "empty": {Reason.NOT_ATTEMPTED},
        **{student: {Reason.UNREADABLE} for student in ("link", "folder", "pipe", "whole", "linked-student")},
    }
    assert all(result.is_final for result in results)


def test_two_judges_give_what_one_gives(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, **{f"s{n}": (RIGHT, WRONG)[n % 2] for n in range(6)})
    one, _ = run(course)
    two, _ = run(course, regrade=True, workers=2)
    assert [timeless(result) for result in one] == [timeless(result) for result in two]


def test_a_judge_that_dies_costs_one_submission_and_not_the_batch(tmp_path: Path, run: Run) -> None:
    hidden = HIDDEN + (
        "\n\n@points(1)\ndef test_deadly(student):\n    if student.double(1) == 'die':\n"
        "        import os\n        os._exit(1)\n"
        "\n\n@points(1)\n@pytest.mark.parametrize('n', [1, 2])\ndef test_many(student, n):\n    student.halve(n)\n"
    )
    course = small_course(tmp_path, hidden=hidden)
    hand_in(tmp_path, ada=RIGHT, bob="def double(x): return 'die'\ndef halve(x): return x / 2\n", eve=RIGHT)
    results, _ = run(course)
    by_student = {result.student: result for result in results}
    assert (by_student["ada"].points, by_student["eve"].points) == (7.0, 7.0)
    rows = {row.check: row for row in by_student["bob"].checks}
    assert (rows["test_deadly"].status, rows["test_deadly"].reason) == (Status.ERROR, Reason.GRADER)
    assert rows["test_halve_matches"].status is Status.PASSED
    assert not by_student["bob"].is_final
    assert list(rows) == [row.check for row in by_student["ada"].checks]


def test_a_judge_that_hangs_costs_one_submission_and_not_the_batch(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.grading.pool.SILENCE", 3.0)
    hidden = HIDDEN + (
        "\n\n@points(1)\ndef test_endless(student):\n    answer = student.double(1)\n"
        "    while answer == 'wait':\n        pass\n"
    )
    course = small_course(tmp_path, hidden=hidden)
    hand_in(tmp_path, ada=RIGHT, bob="def double(x): return 'wait'\ndef halve(x): return x / 2\n", eve=RIGHT)
    results, _ = run(course)
    by_student = {result.student: result for result in results}
    assert (by_student["ada"].points, by_student["eve"].points) == (5.0, 5.0)
    rows = {row.check: row for row in by_student["bob"].checks}
    assert (rows["test_endless"].status, rows["test_endless"].reason) == (Status.ERROR, Reason.GRADER)


GRADE = """
import sys
from pathlib import Path
from autograder.course import load_course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
root = Path(sys.argv[1])
course = load_course(root / "course")
assignment = course.assignments[0]
with Gradebook.open(root / "book" / "attempts.db") as book:
    found = find_submissions(root / "submitted", assignment, assignment.units)
    Batch(book, course, assignment, assignment.units, root / "book" / "secret").run(found)
"""


def count_rows(book: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"file:{book}?mode=ro", uri=True) as connection:
            return int(connection.execute("select count(*) from checks").fetchone()[0])
    except sqlite3.Error:
        return 0


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 4, 8])
def test_a_killed_run_goes_on_where_it_was_and_ends_alike(tmp_path: Path, run: Run, rows: int) -> None:
    course = small_course(tmp_path)
    hand_in(tmp_path, ada=RIGHT, bob=WRONG, cyd="def double(x): return x.nope\n", dan=RIGHT)
    judge = subprocess.Popen([sys.executable, "-c", GRADE, str(tmp_path)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while count_rows(tmp_path / "book" / "attempts.db") < rows and judge.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    judge.send_signal(signal.SIGKILL)
    judge.wait()
    resumed, _ = run(course)
    undisturbed, _ = run(course, regrade=True)
    assert [timeless(result) for result in resumed] == [timeless(result) for result in undisturbed]
    assert [result.number for result in resumed] == [1, 1, 1, 1]


def test_what_was_handed_in_is_noted_with_its_time_and_unchanged_work_once(tmp_path: Path, run: Run) -> None:
    course = small_course(tmp_path)
    place = hand_in(tmp_path, ada=RIGHT, bob=WRONG) / "ada" / "a0_small"
    (place / "timestamp.txt").write_text("2026-10-01 21:59:00.000000 UTC\n")
    run(course)
    run(course, ["bob"])
    with Gradebook.open(tmp_path / "book" / "attempts.db") as book:
        found = book.submissions("a0_small")
    assert [each.at for each in found["ada"]] == [datetime(2026, 10, 1, 21, 59, tzinfo=UTC)]
    assert [each.at for each in found["bob"]] == [None]


def test_a_part_of_an_assignment_is_not_noted_as_handed_in(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    assignment = course.assignments[0]
    hand_in(tmp_path, ada=RIGHT)
    with Gradebook.open(tmp_path / "book" / "attempts.db") as book:
        found = find_submissions(tmp_path / "submitted", assignment, assignment.units)
        Batch(book, course, replace(assignment, units=(*assignment.units, assignment.units[0])), assignment.units,
              tmp_path / "book" / "secret").run(found)  # fmt: skip
        assert book.submissions("a0_small") == {}
