"""`autograder watch` in a terminal: saves of every kind, keys, and a narrow screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.tree import Files, release_files
from autograder.release.write import write_files
from tests.cli.terminal import Terminal
from tests.small import RIGHT, small_course

pytestmark = pytest.mark.slow

WRONG = RIGHT.replace("x * 2", "x + 2")
KEYS = "[q] quit"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Files:
    course = small_course(tmp_path_factory.mktemp("course"))
    with Engine() as engine:
        return release_files(Bench(course.units, engine, b""), course)


@pytest.fixture
def mine(released: Files, tmp_path: Path) -> Path:
    """The student's file, as it was released."""
    write_files(released, tmp_path / "assignments")
    return tmp_path / "assignments" / "a0_small" / "u01_small.py"


@pytest.fixture
def watch(mine: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str, **options: int) -> Terminal:
        terminal = Terminal(tmp_path, "watch", *arguments, AUTOGRADER_LANG="en", **options)  # type: ignore[arg-type]
        opened.append(terminal)
        terminal.wait_for("0 of 1 checks pass", KEYS)
        return terminal

    yield start
    for terminal in opened:
        terminal.__exit__(None, None, None)


def save(path: Path, text: str) -> None:
    """As many editors do: into another file, which is then renamed."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)


def test_each_way_of_saving_is_noticed_and_the_egg_comes_at_the_end(watch: Callable[..., Terminal], mine: Path) -> None:
    terminal = watch()
    mine.write_text(WRONG, "utf-8")
    terminal.wait_for("Two was added to", "0 of 1 checks pass", KEYS)
    save(mine, WRONG.replace("x + 2", "x +"))
    terminal.wait_for("Python cannot read line 1", KEYS)
    mine.unlink()
    terminal.wait_for("u01_small.py is not there", "autograder reset a0/u01", KEYS)
    save(mine, WRONG)
    terminal.wait_for("Two was added to", KEYS)
    mine.write_text("import os\ndef double(x): os._exit(3)\ndef halve(x): return x\n", "utf-8")
    terminal.wait_until_gone("Two was added to")
    terminal.wait_for("0 of 1 checks pass", KEYS)
    with mine.open("w", encoding="utf-8") as file:  # in pieces, as over a slow line
        for piece in RIGHT.partition("\n"):
            file.write(piece)
            file.flush()
    terminal.wait_for("an egg", "All public checks of a0/u01 pass", KEYS)
    terminal.press("q")
    assert terminal.end() == 0


def test_keys_give_hints_the_list_the_other_language_and_the_end(watch: Callable[..., Terminal]) -> None:
    terminal = watch("a0/u01")
    terminal.press("h")
    terminal.wait_for("hint 1 of 3", "What?")
    terminal.press("h")
    terminal.wait_for("hint 2 of 3", "times")
    terminal.press("l")
    terminal.wait_for("0 of 1 units", "next: autograder start a0/u01")
    terminal.press("x")  # means nothing
    terminal.press("z")
    terminal.wait_for("1 个检查通过了 0 个", "[q] 退出")
    terminal.press("n")  # there is no other one
    terminal.wait_for("1 个检查通过了 0 个")
    terminal.press("q")
    assert terminal.end() == 0


def test_a_narrow_terminal_shows_everything(watch: Callable[..., Terminal], mine: Path) -> None:
    terminal = watch(columns=30)
    save(mine, WRONG)
    screen = terminal.wait_for("Two was added to", "What is double of 5?", KEYS)
    assert max(map(len, screen.split("\n"))) <= 30


def test_an_interrupt_ends_it_without_a_traceback(watch: Callable[..., Terminal]) -> None:
    terminal = watch()
    terminal.press("\x03")
    terminal.end()
    assert "Traceback" not in terminal.said


def test_a_file_that_loops_is_ended_and_the_next_save_is_checked(watch: Callable[..., Terminal], mine: Path) -> None:
    terminal = watch()
    save(mine, "def double(x):\n    while True:\n        pass\ndef halve(x): return x\n")
    terminal.wait_for("did not finish in time", KEYS)
    save(mine, RIGHT)
    terminal.wait_for("All public checks of a0/u01 pass", KEYS)
