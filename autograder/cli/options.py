"""Options and helpers that several commands share."""

from __future__ import annotations

import difflib
import getpass
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from autograder.course import Course, CourseFaults, Unit, UnknownName, load_course
from autograder.report.escape import visible
from autograder.results import Lang

WRONG_USE = 2  # exit status for wrong use and for a faulty course
SHOWN_IDS = 10  # of students, where one was not found

Command = TypeVar("Command", bound=Callable[..., Any])


def course_option(command: Command) -> Command:
    """`--course PATH`."""
    option = click.option(
        "--course",
        "course_path",
        type=click.Path(path_type=Path),
        default=Path("reference"),
        show_default=True,
        help="The instructor's course folder.",
    )
    return option(command)


def lang_option(command: Command) -> Command:
    """`--lang en|zh`; else AUTOGRADER_LANG, else the locale."""
    option = click.option(
        "--lang", type=click.Choice(["en", "zh"]), default=default_lang, help="Language of what is said."
    )
    return option(command)


def default_lang() -> Lang:
    """From AUTOGRADER_LANG or the locale."""
    names = ("AUTOGRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    first = next((os.environ[name] for name in names if os.environ.get(name)), "en")
    return "zh" if first.lower().startswith("zh") else "en"


def open_course(path: Path) -> Course:
    """The course at `path`; ends the program with all faults listed if it has any."""
    if not path.exists():
        give_up(f"There is no course at {path.resolve()}. Go to the folder that has it, or name it with --course PATH.")
    try:
        return load_course(path)
    except CourseFaults as faults:
        give_up(str(faults))


def find_units(course: Course, names: Sequence[str]) -> list[Unit]:
    """The named units (`a1_tensors/u04_broadcasting`, `a1/u04`, or an assignment), all if none is named."""
    if not names:
        return list(course.units)
    units: list[Unit] = []
    try:
        for name in names:
            units += [course.unit(name)] if "/" in name else course.assignment(name).units
    except UnknownName as problem:
        give_up(str(problem))
    return list(dict.fromkeys(units))


def logged_in_as() -> str:
    """The name of whoever decides something; ends the program where the machine has none, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        give_up("This machine does not say who you are. Say who decides it: --author NAME.")


def assignment_id(course: Course, name: str) -> str:
    """The id of the assignment called `a1_tensors`, or `a1` for short.

    A name that the course does not have stays: a gradebook may still have it.
    """
    try:
        return course.assignment(name).id
    except UnknownName:
        return name


def near(student: str, known: Iterable[str]) -> str:
    """Who could have been meant: the nearest id, else the first of them."""
    ids = sorted(known)
    folded = {each.casefold(): each for each in ids}
    close = difflib.get_close_matches(student.casefold(), folded, n=1)
    if close:
        return f"Did you mean {folded[close[0]]!r}?"
    more = ", ..." if len(ids) > SHOWN_IDS else ""
    return f"There are: {', '.join(visible(each, 80) for each in ids[:SHOWN_IDS])}{more}." if ids else ""


def give_up(message: str) -> NoReturn:
    """End the program with a message about wrong use."""
    click.echo(message, err=True)
    sys.exit(WRONG_USE)
