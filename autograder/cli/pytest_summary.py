"""After `pytest assignments/a1_tensors`: what the first failed check usually means, as `autograder check` tells it.

A second pytest plugin, apart from the fixtures of `grading/plugin.py`, since it wires reports to grading. It looks at
failed checks of released units only, and imports nothing heavy before there is one.
"""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the feedback for the first unit with a failed check."""
    from autograder.course.released import FOLDER

    for report in terminalreporter.getreports("failed"):
        path = config.rootpath / report.nodeid.partition("::")[0]
        if not path.exists():
            path = Path.cwd() / report.nodeid.partition("::")[0]
        unit = path.stem.removeprefix("test_")
        if path.name.startswith("test_") and (path.parent / FOLDER / f"{unit}.json").exists():
            _tell(path.parent, unit)
            return


def _tell(folder: Path, name: str) -> None:
    from rich.console import Console

    from autograder.cli.options import default_lang
    from autograder.course.released import ReleaseError, load_released
    from autograder.grading.desk import Desk
    from autograder.grading.engine import LocalEngine
    from autograder.report.check import Checked, show_checked

    try:
        released = load_released(folder.parent)
        unit = released.course.unit(f"{folder.name}/{name}")
        rows = tuple(Desk(released, (unit,), LocalEngine()).check(unit))
    except (ReleaseError, LookupError):
        return  # pytest has said what failed; there is nothing to add
    console = Console()
    console.print()
    show_checked([Checked(unit, rows, 0.0)], {unit.id: unit.title}, default_lang(), console)
