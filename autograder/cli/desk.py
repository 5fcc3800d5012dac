"""What the commands for students share: finding the course that they stand in, and units in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from autograder.cli.options import give_up
from autograder.course import Unit, UnknownName
from autograder.course.desk import Progress
from autograder.course.handout import find_help
from autograder.course.released import FOLDER, Released, ReleaseError, load_released
from autograder.results import CheckResult, Lang, Reason

if TYPE_CHECKING:
    from autograder.grading.desk import Desk
    from autograder.grading.intake import Submitted
    from autograder.report.check import Checked

CHECKS_CHANGED = "The public checks were changed. Take the test file again from your course."

Command = TypeVar("Command", bound=Callable[..., Any])


def desk_option(command: Command) -> Command:
    """`--assignments PATH`."""
    option = click.option(
        "--assignments",
        "folder",
        type=click.Path(path_type=Path),
        help="The folder of all assignments; found by itself from inside the course.",
    )
    return option(command)


def open_desk(folder: Path | None) -> Released:
    """The released course at `folder`, or around the working directory; ends the program if there is none."""
    try:
        return load_released(folder if folder is not None else around(Path.cwd()))
    except ReleaseError as problem:
        give_up(str(problem))


def find_desk_units(released: Released, names: Sequence[str]) -> dict[Unit, Path]:
    """The named units with the file of each that is checked: a unit, an assignment, or a path; all if none is named."""
    found: dict[Unit, Path] = {}
    for name in names or [assignment.id for assignment in released.course.assignments]:
        path = Path(name)
        by_path = _unit_of(released, path) if path.suffix in (".py", ".ipynb") or path.is_dir() else None
        if by_path is not None:
            found.update(by_path)
            continue
        try:
            course = released.course
            units = [course.unit(name)] if "/" in name else course.assignment(name).units
        except UnknownName as problem:
            give_up(str(problem))
        found.update((unit, unit.solution_path) for unit in units)
    return found


def check_unit(
    desk: Desk,
    released: Released,
    unit: Unit,
    path: Path,
    cells: Submitted | None = None,
    function: str | None = None,
) -> Checked:
    """Run the public checks on a file, let the egg hatch if they pass, and remember what was found.

    `cells`: what a notebook's cells define, in place of the file. `function`: run the checks of that one only.
    """
    from autograder.report.check import Checked
    from autograder.report.summary import Outcome, look_first, outcome

    rows = tuple(desk.check(unit, path, cells, function))
    first = look_first(rows)
    checked = Checked(
        unit,
        rows,
        released.files[unit.key].hidden_points,
        missing="" if cells is not None or path.exists() else path.name,
        egg=desk.hatch(unit, path, cells) if first is None and function is None else None,
        function=function,
        helps={} if first is None else _helps(unit, first),
    )
    passing = sum(outcome(row) is Outcome.PASSED for row in rows)
    progress = Progress.read(released.course.path).with_stuck(unit.key, first.function if first else None)
    if function is None:
        progress = progress.with_checked(unit.key, passing, len(rows), date.today())
    progress.write(released.course.path)
    return checked


def _helps(unit: Unit, first: CheckResult) -> Mapping[Lang, str]:
    """Where the handouts explain what was raised, by language."""
    told = first.feedback
    if told is None or told.came_back is None or first.reason is not Reason.RAISED:
        return {}
    found: dict[Lang, str] = {}
    for lang, path in unit.handouts.items():
        if path.is_file():
            help_ = find_help(path.read_text("utf-8", "replace"), told.came_back)
            if help_ is not None:
                found[lang] = f"{path.name}:{help_.line}"
    return found


def _unit_of(released: Released, path: Path) -> dict[Unit, Path] | None:
    """The unit whose file or notebook `path` is, wherever it lies; of a folder, all units of the assignment in it."""
    units = released.course.units
    if path.is_dir():
        inside = {unit: unit.solution_path for unit in units if unit.path.resolve() == path.resolve()}
        return inside or None
    if not path.exists():
        give_up(f"There is no file {path}. Name a unit (such as {units[0].short}) or a file of one.")
    name = path.stem.removeprefix("test_").removesuffix(".zh")
    named = [unit for unit in units if unit.id == name]
    here = [unit for unit in named if unit.path.resolve() == path.resolve().parent] or named
    if not here:
        give_up(f"{path} is no file of a unit. Expected a name such as {units[0].id}.py.")
    return {here[0]: here[0].solution_path if path.stem.startswith("test_") else path}


def around(start: Path) -> Path:
    """The nearest folder upwards that holds assignments, or has them in `assignments/`."""
    for folder in (start, *start.parents):
        for candidate in (folder / "assignments", folder):
            if any(candidate.glob(f"*/{FOLDER}/*.json")):
                return candidate
    return start / "assignments"
