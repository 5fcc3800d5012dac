"""The commands as people call them: what they print, and how they exit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from autograder.report.schema import RESULT_SCHEMA_FILE
from tests.small import HIDDEN, MISTAKES, RIGHT, small_course

REPOSITORY = Path(__file__).parents[2]
WRONG = "def double(x): return x + 2\ndef halve(x): return x / 2\n"


def autograder(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, env={**os.environ, "COLUMNS": "100", **environment}, check=False,
    )  # fmt: skip


def hand_in(folder: Path) -> Path:
    """A folder with a small course gets two submissions."""
    for student, source in {"ada": RIGHT, "bob": WRONG}.items():
        place = folder / "submitted" / student / "a0_small"
        place.mkdir(parents=True)
        (place / "u01_small.py").write_text(source)
    return folder


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    """A folder with a small course and two submissions."""
    small_course(tmp_path)
    return hand_in(tmp_path)


Graded = tuple[Path, subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Such a folder when it has been graded, and how that ended; tests only look at it."""
    folder = tmp_path_factory.mktemp("graded")
    small_course(folder)
    return folder, autograder(
        "grade", "submitted", "--assignment", "a0", "--course", "course", cwd=hand_in(folder)
    )  # fmt: skip


def test_grade_prints_the_class_and_exits_0(graded: Graded) -> None:
    classroom, done = graded
    assert done.returncode == 0, done.stderr
    assert "ada" in done.stdout
    assert "adds_two" in done.stdout
    assert "graded 2 of 2" in done.stderr
    assert (classroom / "gradebook" / "secret").stat().st_mode & 0o777 == 0o600


def test_grade_as_json_fits_the_schema(graded: Graded) -> None:
    classroom, _ = graded
    done = autograder("grade", "submitted", "--assignment", "a0", "--course", "course", "--json", cwd=classroom)
    results = json.loads(done.stdout)
    schema = json.loads(RESULT_SCHEMA_FILE.read_text("utf-8"))
    for result in results:
        jsonschema.validate(result, schema)
    assert [result["student"] for result in results] == ["ada", "bob"]


def test_show_tells_one_student_in_the_language_asked_for(graded: Graded) -> None:
    classroom, _ = graded
    english = autograder("show", "bob", "--course", "course", "--lang", "en", cwd=classroom)
    chinese = autograder("show", "bob", "--course", "course", cwd=classroom, AUTOGRADER_LANG="zh", PYTHONUTF8="1")
    assert "What is double of 5?" in english.stdout
    assert "5 的两倍是多少？" in chinese.stdout


def test_an_error_row_gives_exit_status_1(tmp_path: Path) -> None:
    broken = HIDDEN + "\n\n@points(1)\ndef test_odd(student):\n    student.double(1)\n    1 / 0\n"
    small_course(tmp_path, hidden=broken)
    place = tmp_path / "submitted" / "ada" / "a0_small"
    place.mkdir(parents=True)
    (place / "u01_small.py").write_text(RIGHT)
    done = autograder("grade", "submitted", "--assignment", "a0", "--course", "course", cwd=tmp_path)
    assert done.returncode == 1
    assert "test_hidden.py:21: test_odd fails with the reference, too: ZeroDivisionError" in done.stderr


def test_a_check_file_that_cannot_be_imported_is_a_message_and_no_traceback(classroom: Path) -> None:
    unit = classroom / "course" / "a0_small" / "u01_small"
    (unit / "test_public.py").write_text("import nope_\n" + (unit / "test_public.py").read_text())
    done = autograder("grade", "submitted", "--assignment", "a0", "--course", "course", cwd=classroom)
    assert done.returncode == 2
    assert "No module named 'nope_'" in done.stderr
    assert "autograder/grading" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "nowhere", "--assignment", "a0", "--course", "course"], "is not a folder"),
        (["grade", "submitted", "--assignment", "a9", "--course", "course"], "No assignment `a9`"),
        (["grade", "submitted", "--assignment", "a0", "--course", "course", "--unit", "u7"], "No unit `u7`"),
        (["grade", "submitted", "--assignment", "a0", "--course", "course", "--student", "zoe"], "no folder for: zoe"),
        (["grade", "submitted", "--assignment", "a0", "--course", "nowhere"], "nowhere"),
        (["show", "zoe", "--course", "course", "--gradebook", "none.db"], "none.db"),
        (["verify", "a0/u99", "--course", "course"], "No unit `u99`"),
    ],
)
def test_wrong_use_exits_2_with_a_message_and_no_traceback(classroom: Path, arguments: list[str], said: str) -> None:
    done = autograder(*arguments, cwd=classroom)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_faulty_course_exits_2_with_all_faults(classroom: Path) -> None:
    unit = classroom / "course" / "a0_small" / "u01_small"
    (unit / "handout.zh.md").unlink()
    (unit / "test_public.py").write_text("def test_x(student):\n    student.double(1)\n")
    done = autograder("grade", "submitted", "--assignment", "a0", "--course", "course", cwd=classroom)
    assert done.returncode == 2
    assert "handout.zh.md" in done.stderr
    assert "test_public.py:1" in done.stderr
    assert "Traceback" not in done.stderr


def test_grading_without_a_jail_says_so(classroom: Path) -> None:
    done = autograder("grade", "submitted", "--assignment", "a0", "--course", "course", "--no-jail", cwd=classroom)
    assert done.returncode == 0
    assert "without confinement" in done.stderr


@pytest.fixture(scope="module")
def unproven(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """`verify` of a course that lacks much; its mistake raises an error of Python's own."""
    folder = tmp_path_factory.mktemp("unproven")
    mistakes = MISTAKES.replace('    of="double",', '    of="double",\n    raises=r"division",').replace(
        "x + 2", "1 / 0"
    )
    small_course(folder, mistakes=mistakes)
    return autograder("verify", "--course", "course", cwd=folder)


def test_verify_says_what_is_not_proven_and_exits_1(unproven: subprocess.CompletedProcess[str]) -> None:
    done = unproven
    assert done.returncode == 1
    assert "picture.py: missing" in done.stdout
    assert "test_double (test_public.py:5): has no title in Chinese" in " ".join(done.stdout.split())


def test_a_unit_of_the_real_course_verifies() -> None:
    """`ci/verify.sh` proves them all."""
    done = autograder("verify", "a1/u04", cwd=REPOSITORY)
    assert done.returncode == 0, done.stdout
    assert "All 10 proofs hold." in done.stdout


def test_mutation_of_a_unit_holds_and_is_told_in_a_table() -> None:
    done = autograder("verify", "--mutate", "a1/u07", "--workers", "1", cwd=REPOSITORY)
    assert done.returncode == 0, done.stdout
    assert "mutants killed, 0 answer as the solution does: 100.0 %." in done.stdout
    assert "a1_tensors/u07" in done.stdout


def test_help_imports_no_torch() -> None:
    code = (
        "import sys; from autograder.cli import main; sys.argv = ['autograder', '--help']\n"
        "try: main()\nfinally: print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.rstrip().endswith("False")


def test_commands_that_run_no_students_code_themselves_import_no_torch() -> None:
    """`grade` and its like leave that to workers, which they need only for what is new."""
    names = (
        "collect",
        "grade",
        "gradescope",
        "classroom50",
        "report",
        "show",
        "adjust",
        "publish",
        "feedback",
        "summary",
    )
    code = (
        "import sys; from importlib import import_module\n"
        f"for name in {names}: import_module(f'autograder.cli.{{name}}')\n"
        "print([name for name in ('torch', 'matplotlib', 'nbgrader') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_verify_wants_a_place_in_the_handout_for_each_error_of_pythons_own(
    unproven: subprocess.CompletedProcess[str],
) -> None:
    said = " ".join(unproven.stdout.split())
    assert "handout.md: no drop-down explains what adds_two raises: ZeroDivisionError: division by zero" in said
    assert "handout.zh.md: no drop-down explains" in said
