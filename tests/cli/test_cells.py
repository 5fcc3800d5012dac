"""`check`, `hint` and `progress` in a notebook, in a real shell of IPython."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.cli import cells
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.tree import Files, release_files
from autograder.release.write import write_files
from tests.small import small_course

Run = Callable[[str], Any]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Files:
    course = small_course(tmp_path_factory.mktemp("course"))
    with Engine() as engine:
        return release_files(Bench(course.units, engine, b""), course)


@pytest.fixture(scope="module")
def warm() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.fixture
def run(released: Files, warm: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs cells in a fresh notebook that lies in the course."""
    write_files(released, tmp_path / "assignments")
    monkeypatch.chdir(tmp_path / "assignments" / "a0_small")
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    for cached in (cells._read, cells._desk, cells._engine):
        cached.cache_clear()
    monkeypatch.setattr(cells, "_engine", lambda: warm)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()

    def ran(source: str) -> Any:
        result = shell.run_cell(source, store_history=True)
        result.raise_error()
        return result.result

    ran("from autograder import check, hint, progress")
    yield ran
    InteractiveShell.clear_instance()


def test_what_the_cells_define_is_checked_as_it_is_now(run: Run) -> None:
    assert "No cell defines double. Is the cell there, and was it run?" in repr(run('check("a0/u01", "double")'))
    run("def double(x):\n    return x + 2\n")
    told = run('check("a0/u01", "double")')
    assert "Two was added to x" in repr(told) or "Two was added to" in repr(told)
    assert "Your code, line 1 of your notebook, code cell 3" in repr(told)
    run("def double(x):\n    return x * 2\n")
    assert "All public checks of double pass." in repr(run('check("a0/u01", "double")'))


def test_the_whole_unit_is_remembered_and_hatches(run: Run) -> None:
    run("def double(x): return x * 2\ndef halve(x): return x / 2")
    told = repr(run('check("a0/u01")'))
    assert "an egg" in told
    assert "All public checks of a0/u01 pass." in told
    assert "You have done everything there is." in repr(run("progress()"))


def test_in_a_notebook_it_is_coloured_and_holds_nothing_that_a_browser_would_run(run: Run) -> None:
    run("def double(x):\n    raise ValueError('<script>alert(1)</script>')\n")
    html = run('check("a0/u01", "double")')._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert html.startswith("<pre")
    assert "color:" in html


def test_hints_come_one_at_a_time(run: Run) -> None:
    assert "hint 1 of 3" in repr(run('hint("a0/u01", "double")'))
    second = repr(run('hint("a0/u01", "double")'))
    assert "hint 2 of 3" in second
    assert 'One level further: hint("a0/u01", "double")' in second
    assert "--of" not in second


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ('check("a9/u01")', "No assignment `a9`"),
        ('check("u01")', "names no unit"),
        ('check("a0/u01", "trible")', "a0/u01 has no function trible. There are: double, halve."),
        ('hint("a0/u01", "trible")', "a0/u01 has no function trible."),
    ],
)
def test_wrong_use_is_answered_and_raises_nothing(run: Run, call: str, told: str) -> None:
    assert told in repr(run(call))


def test_outside_of_the_course_it_says_so(
    run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert "assignments" in repr(run("progress()"))


def test_magics_and_trials_in_other_cells_do_no_harm(run: Run) -> None:
    run("%autoawait off\nimport torch\nSIZE = 2")
    run("trial = [torch.ones(n) for n in range(3)]\nprint(trial)")
    run("def double(x):\n    return x * SIZE")
    assert "All public checks of double pass." in repr(run('check("a0/u01", "double")'))
