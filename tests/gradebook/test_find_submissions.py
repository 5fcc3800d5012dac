"""Every student in the folder is found: what cannot be read is refused with a reason, never left out."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.gradebook.batch import BatchError, HandedIn, find_submissions
from autograder.grading.feedback import feedback_for_file
from autograder.grading.intake import Refusal, Submitted, take_bytes
from autograder.results import Reason
from tests.small import RIGHT, small_course

NOBODY = 65534


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own, in which ada has handed in what is right."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    hand_in(path, "ada")
    yield path
    for inner, _, _ in os.walk(path):
        os.chmod(inner, 0o755)  # a folder that cannot be listed could not be removed
    shutil.rmtree(path)


def hand_in(folder: Path, student: str) -> Path:
    """A student's file; gives its path."""
    place = folder / student / "a0_small"
    place.mkdir(parents=True)
    (place / "u01_small.py").write_text(RIGHT, "utf-8")
    return place / "u01_small.py"


@contextlib.contextmanager
def ordinary_user() -> Iterator[None]:
    """Files are opened as nobody where this user is root, who may read everything."""
    take_bytes(b"#")  # imports a codec, which nobody may be unable to
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def found(folder: Path, course: Course, *students: str) -> dict[str, HandedIn]:
    assignment = course.assignments[0]
    with ordinary_user():
        return {one.student: one for one in find_submissions(folder, assignment, assignment.units, students)}


def reason(one: HandedIn, course: Course) -> Reason | None:
    """The reason of the rows of a student; None for a file that was taken."""
    (file,) = one.files.values()
    return None if isinstance(file, Submitted) else feedback_for_file(course.units[0], file)[0]


def close_folder(path: Path) -> None:
    path.parent.parent.chmod(0)


def close_assignment(path: Path) -> None:
    path.parent.chmod(0)


def close_file(path: Path) -> None:
    path.chmod(0)


def list_only(path: Path) -> None:
    path.parent.parent.chmod(0o644)


def replaced(place: Callable[[Path], Path], make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Something else in the place of the file, its folder, or the student's."""

    def change(path: Path) -> None:
        shutil.rmtree(place(path)) if place(path).is_dir() else place(path).unlink()
        make(place(path))

    return change


def file(path: Path) -> Path:
    return path


def assignment(path: Path) -> Path:
    return path.parent


def student(path: Path) -> Path:
    return path.parent.parent


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def looping(path: Path) -> None:
    path.symlink_to(path)


def to_another(path: Path) -> None:
    """A link to what ada has in the same place."""
    parts = list(path.parts)
    parts[parts.index("bob")] = "ada"
    path.symlink_to(Path(*parts))


def listening(path: Path) -> None:
    """A socket: its name stays when it is closed."""
    before = os.getcwd()
    os.chdir(path.parent)  # a socket's name is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def device(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root, to make a device")
    os.mknod(path, 0o666 | 0o020000, os.makedev(1, 5))  # /dev/zero: without an end


PERMISSION = "(Permission denied)"
LINK = "link"
ODD = "not an ordinary file"
CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a closed student's folder": (close_folder, PERMISSION),
    "a student's folder that may only be listed": (list_only, PERMISSION),
    "a closed assignment's folder": (close_assignment, PERMISSION),
    "a closed file": (close_file, PERMISSION),
    "a dangling link for a file": (replaced(file, dangling), LINK),
    "a looping link for a file": (replaced(file, looping), LINK),
    "a link to another's file": (replaced(file, to_another), LINK),
    "a folder for a file": (replaced(file, Path.mkdir), ODD),
    "a pipe for a file": (replaced(file, os.mkfifo), ODD),
    "a socket for a file": (replaced(file, listening), ODD),
    "a device for a file": (replaced(file, device), ODD),
    "a dangling link for an assignment": (replaced(assignment, dangling), LINK),
    "a looping link for an assignment": (replaced(assignment, looping), LINK),
    "a link to another's assignment": (replaced(assignment, to_another), LINK),
    "a file for an assignment": (replaced(assignment, Path.touch), LINK),
    "a pipe for an assignment": (replaced(assignment, os.mkfifo), LINK),
    "a dangling link for a student": (replaced(student, dangling), LINK),
    "a looping link for a student": (replaced(student, looping), LINK),
    "a link to another student": (replaced(student, to_another), LINK),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_cannot_be_read_is_refused_and_nobody_is_left_out(folder: Path, course: Course, change: str) -> None:
    act, words = CHANGES[change]
    act(hand_in(folder, "bob"))
    students = found(folder, course)
    assert {name: reason(one, course) for name, one in students.items()} == {"ada": None, "bob": Reason.UNREADABLE}
    (refusal,) = students["bob"].files.values()
    assert isinstance(refusal, Refusal)
    assert words in refusal.text.en
    assert any("\u4e00" <= letter <= "\u9fff" for letter in refusal.text.zh)


def test_a_folder_that_opens_again_is_another_submission(folder: Path, course: Course) -> None:
    close_folder(hand_in(folder, "bob"))
    (closed,) = found(folder, course)["bob"].files.values()
    (folder / "bob").chmod(0o755)
    (opened,) = found(folder, course)["bob"].files.values()
    assert isinstance(opened, Submitted)
    assert closed is not None
    assert closed.digest != opened.digest


def test_a_folder_that_may_be_passed_through_but_not_listed_is_read(folder: Path, course: Course) -> None:
    path = hand_in(folder, "bob")
    for each in (path.parent, path.parent.parent):
        each.chmod(0o711)
    assert reason(found(folder, course)["bob"], course) is None


def test_files_beside_the_students_and_students_without_the_assignment_are_left_out(
    folder: Path, course: Course
) -> None:
    (folder / "grades.csv").touch()
    (folder / "latest.csv").symlink_to("grades.csv")
    os.mkfifo(folder / "pipe")
    (folder / "bob" / "a9_other").mkdir(parents=True)
    (folder / "cyd").symlink_to("bob")
    assert list(found(folder, course)) == ["ada"]


def test_a_student_who_is_named_has_a_result_also_without_the_assignment(folder: Path, course: Course) -> None:
    (folder / "bob").mkdir()
    (handed_in,) = found(folder, course, "bob").values()
    assert handed_in == HandedIn("bob", {"u01_small": None})


@pytest.mark.parametrize("mode", [0, 0o444, 0o111])
def test_a_class_that_cannot_be_read_is_said_to_be(folder: Path, course: Course, mode: int) -> None:
    folder.chmod(mode)
    try:
        with pytest.raises(BatchError, match=r"cannot be read \(Permission denied\)\. Check its permissions"):
            found(folder, course)
    finally:
        folder.chmod(0o755)
