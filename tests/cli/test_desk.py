"""On a student's machine: `check`, `hint` and plain pytest, in a folder without `reference/`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import Course, Unit
from autograder.course.released import load_released
from autograder.grading.desk import Desk
from autograder.grading.engine import Engine, LocalEngine
from autograder.grading.submission import Bench
from autograder.release.samples import with_mistake
from autograder.release.tree import Files, release_files
from autograder.release.write import write_files
from autograder.results import Status
from tests.small import MISTAKES, PUBLIC, RIGHT, small_course

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
STARTER = "a0_small/u01_small.py"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Files:
    mistakes = MISTAKES.replace("Two was added to {x}.", "Two was added to {x}, which gave {result}.").replace(
        "给 {x} 加上了二。", "给 {x} 加上了二，得到 {result}。"
    )
    course = small_course(tmp_path_factory.mktemp("course"), mistakes=mistakes)
    with Engine() as engine:
        return release_files(Bench(course.units, engine, b""), course)


@pytest.fixture
def desk(released: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's course; the working directory is in it."""
    write_files(released, tmp_path / "assignments")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "assignments"


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No subprocess: where a test is not about that, it need not wait for another torch."""
    monkeypatch.setattr("autograder.jail.processes.Python.start_ahead", lambda self: None)
    monkeypatch.setattr("autograder.grading.engine.SubprocessEngine", lambda python, ahead: LocalEngine())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, *([] if "--lang" in arguments else ["--lang", "en"])])


def flat(result: Result) -> str:
    return " ".join(result.output.split())


def test_an_untouched_starter_is_told_that_this_is_the_task(in_process: None, desk: Path) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert "the first check fails: that is the task" in flat(result)
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["u01_small.ipynb", "u01_small.zh.ipynb"])
def test_a_notebook_can_be_checked_like_a_file(in_process: None, desk: Path, name: str) -> None:
    notebook = desk / "a0_small" / name
    text = notebook.read_text().replace('raise NotImplementedError(\\"a0/u01 double\\")', "return x + 2")
    notebook.write_text(text)
    result = run("check", str(notebook))
    assert result.exit_code == 1
    assert "Two was added to" in flat(result)
    assert f"of {name}, code cell" in flat(result)


def test_a_mistake_is_named_from_recorded_answers(desk: Path) -> None:
    (desk / STARTER).write_text(RIGHT.replace("x * 2", "x + 2"))
    result = run("check", "a0/u01")
    assert result.exit_code == 1
    assert re.search(r"Two was added to .*shape \(2,\), which gave .*shape \(2,\)\.", flat(result))
    assert "What is double of 5?" in result.output


def test_what_no_mistake_explains_is_told_by_its_difference(in_process: None, desk: Path) -> None:
    (desk / STARTER).write_text(RIGHT.replace("x * 2", "x * 5"))
    result = run("check", "a0/u01", "--lang", "zh")
    assert result.exit_code == 1
    assert "加上了二" not in result.output
    assert "先看这里" in result.output


def test_the_egg_comes_when_all_checks_pass(desk: Path) -> None:
    (desk / STARTER).write_text(RIGHT)
    result = run("check", "a0/u01")
    assert result.exit_code == 0
    assert "an egg" in result.output
    assert "All public checks of a0/u01 pass." in result.output
    assert "3 more points" in result.output


def test_a_file_anywhere_can_be_named(in_process: None, desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "u01_small.py"
    other.write_text(RIGHT)
    assert run("check", str(other)).exit_code == 0
    assert run("check", str(desk / STARTER)).exit_code == 1
    assert run("check", str(desk / "a0_small/test_u01_small.py")).exit_code == 1


def test_the_course_is_found_from_inside_of_it(in_process: None, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk / "a0_small")
    assert "a0/u01" in run("check").output
    assert run("check", "u01_small.py").exit_code == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def double(:\n", "line 1"),
        ("raise SystemExit(3)\n", "SystemExit"),
        ("import os\nos._exit(0)\n", "ended"),
        ("def double(x):\n    while True: pass\n", "time"),
    ],
)
def test_whatever_the_file_does_the_command_ends_with_feedback(desk: Path, source: str, said: str) -> None:
    unit = desk / "a0_small/.units/u01_small.json"
    unit.write_text(unit.read_text().replace('"limits": {}', '"limits": {"wall_seconds": 0.5}'))
    (desk / STARTER).write_text(source)
    result = run("check")
    assert result.exit_code == 1
    assert said in flat(result)
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "a0/u09"), "No unit `u09`"),
        (("check", "missing.py"), "There is no file missing.py"),
        (("hint", "a0/u01", "--of", "nothing"), "has no function nothing. There are: double, halve."),
    ],
)
def test_wrong_use_is_told_and_exits_with_2(
    in_process: None, desk: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_command_for_instructors_names_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    for name in [name for name in sys.modules if name.startswith(("autograder.gradebook", "autograder.cli.grade"))]:
        monkeypatch.delitem(sys.modules, name)
    result = CliRunner().invoke(main, ["grade", "x", "--assignment", "a1"])
    assert result.exit_code == 2
    assert "python -m pip install 'torchgrade[instructor]'" in result.output


def test_closing_an_engine_twice_does_nothing_more() -> None:
    with Engine() as engine:
        engine.close()


def test_outside_of_a_course_it_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert "Go to the folder of your course" in result.output


def test_hints_come_level_by_level_and_stay_at_the_last(desk: Path) -> None:
    said = [run("hint", "a0/u01").output for _ in range(4)]
    assert [line.splitlines()[0].split()[-3:] for line in said] == [
        ["1", "of", "3"], ["2", "of", "3"], ["3", "of", "3"], ["3", "of", "3"],
    ]  # fmt: skip
    assert "What?" in said[0]
    assert "times" in said[1]
    assert "提示 1/3" in run("hint", "a0/u01", "1", "--lang", "zh").output


def test_a_hint_is_for_the_function_that_the_last_check_got_stuck_at(in_process: None, desk: Path) -> None:
    (desk / STARTER).write_text(
        'def double(x): return x + 2\ndef halve(x):\n    raise NotImplementedError("a0/u01 halve")\n'
    )
    assert "halve" in run("hint", "a0/u01").output.splitlines()[0]
    run("check")
    assert "double" in run("hint", "a0/u01").output.splitlines()[0]


def test_a_damaged_memory_of_hints_costs_nothing_but_the_memory(desk: Path) -> None:
    (desk / ".progress.json").write_text('{"hints": 3}')
    assert "hint 1 of 3" in run("hint", "a0/u01").output


def test_plain_pytest_names_the_mistake_too(desk: Path) -> None:
    (desk / STARTER).write_text(RIGHT.replace("x * 2", "x + 2"))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "assignments/a0_small"]
    done = subprocess.run(command, cwd=desk.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Two was added to" in " ".join(done.stdout.split())
    assert "remote.py" not in done.stdout


def test_plain_pytest_finds_the_helpers(tmp_path: Path) -> None:
    public = PUBLIC + (
        "\n\n@points(1)\ndef test_double_twice(student):\n"
        "    assert_same(student.helpers.twice(f=student.double, x=3), 12)\n"
    )
    course = small_course(tmp_path, public=public, helpers="def twice(f, x):\n    return f(f(x))\n")
    with Engine() as engine:
        write_files(release_files(Bench(course.units, engine, b""), course), tmp_path / "assignments")
    (tmp_path / "assignments" / STARTER).write_text(RIGHT)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "twice", "assignments/a0_small"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_recorded_answers_name_what_grading_names(real_course: Course, tmp_path: Path) -> None:
    """Those in assignments/, which `ci/verify.sh` proves to be in step."""
    released = load_released(ASSIGNMENTS)
    desk = Desk(released, released.course.units, LocalEngine())
    for unit in real_course.units:
        _compare(desk, unit, released.course.unit(unit.key), tmp_path / "work.py")


def _compare(desk: Desk, unit: Unit, public: Unit, work: Path) -> None:
    """Each mistake that fails a public check is named: itself, or one that the public checks cannot tell from it."""
    for mistake in unit.mistakes:
        work.write_text(with_mistake(unit, mistake), "utf-8")
        rows = [
            row for row in desk.check(public, work) if row.function == mistake.of
        ]  # what builds on it may fail, too
        failed = [row for row in rows if row.status is not Status.PASSED and row.mistake is None]
        # An author's mistake may call what students may not; then its variants stand for it.
        assert [row.check for row in failed if row.reason not in ("blocked", "forbidden")] == [], mistake.id


def test_start_opens_the_next_unit_and_says_that_the_first_run_fails(desk: Path) -> None:
    result = run("start")
    assert result.exit_code == 0
    assert "a0/u01 Small 10 minutes 1. Read assignments/a0_small/u01_small.md" in flat(result)
    assert "2. Write assignments/a0_small/u01_small.py 3. Check autograder check a0/u01" in flat(result)
    assert flat(result).endswith("The first run fails: that is your task.")


def test_start_shows_a_handout_in_the_browser_as_one_page(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    (desk / "a0_small" / "u01_small.md").write_text("# Small\n\n![a picture](u01_small.svg)\n")
    (desk / "a0_small" / "u01_small.svg").write_text("<svg/>")
    assert run("start", "a0/u01", "--browser").exit_code == 0
    (address,) = opened
    page = Path(address.removeprefix("file://")).read_text("utf-8")
    assert "<h1>Small</h1>" in page
    assert 'src="data:image/svg+xml;base64,' in page


def test_progress_shows_what_is_done_and_what_is_next(in_process: None, desk: Path) -> None:
    assert "Tensors" not in run("progress").output
    assert "0 of 1 units, about 0 of 10 minutes" in flat(run("progress"))
    (desk / STARTER).write_text(RIGHT)
    run("check")
    shown = flat(run("progress"))
    assert "1 of 1 units, about 10 of 10 minutes" in shown
    assert shown.endswith("You have done everything there is.")
    assert "You have done everything there is." in run("start").output


def test_reset_puts_the_starter_back_and_keeps_the_work(desk: Path) -> None:
    starter = (desk / STARTER).read_text()
    (desk / STARTER).write_text(RIGHT)
    result = run("reset", "a0/u01")
    assert "u01_small.py is as it was at the beginning. What you wrote is in" in flat(result)
    assert (desk / STARTER).read_text() == starter
    assert (desk / f"{STARTER}.old").read_text() == RIGHT
    assert "What you wrote" not in run("reset", "a0/u01").output
    (desk / STARTER).unlink()
    run("reset", "a0/u01")
    assert (desk / STARTER).read_text() == starter


def test_a_missing_file_is_said_with_the_way_to_get_it_back(in_process: None, desk: Path) -> None:
    (desk / STARTER).unlink()
    result = run("check", "a0/u01")
    assert result.exit_code == 1
    assert "u01_small.py is not there. `autograder reset a0/u01` puts the starter back." in flat(result)


@pytest.mark.parametrize(("lang", "place"), [("en", "u01_small.md:5"), ("zh", "u01_small.zh.md:5")])
def test_an_error_is_linked_to_the_handouts_help(in_process: None, desk: Path, lang: str, place: str) -> None:
    drop_down = "\n\n<details>\n\n<summary><code>ZeroDivisionError: division by zero</code></summary>\n</details>\n"
    for name in ("u01_small.md", "u01_small.zh.md"):
        (desk / "a0_small" / name).write_text("# Small" + drop_down, "utf-8")
    (desk / STARTER).write_text(RIGHT.replace("x * 2", "1 / 0"))
    assert place in flat(run("check", "--lang", lang))
    (desk / STARTER).write_text(RIGHT.replace("x * 2", "1 + ''"))
    assert place not in flat(run("check", "--lang", lang))
