"""`--class class.toml`: the rules of a class, for the commands that show grades or collect work."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import click

from autograder.cli.options import give_up
from autograder.course import Course
from autograder.gradebook import Gradebook
from autograder.gradebook.rules import CLASS_FILE, Rules, RulesError, read_rules
from autograder.gradebook.standing import Standings
from autograder.report.escape import visible

Command = TypeVar("Command", bound=Callable[..., Any])


def class_option(command: Command) -> Command:
    """`--class PATH`."""
    option = click.option(
        "--class",
        "class_path",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        help=f"The rules of the class: roster, deadlines, late work. By default {CLASS_FILE} here, if there is one.",
    )
    return option(command)


def open_rules(path: Path | None, course: Course) -> Rules:
    """The rules in the file at `path`, or in class.toml here; where there is none, those of a class without any.

    Ends the program with all faults listed if it has any.
    """
    if path is None:
        if not os.path.lexists(CLASS_FILE):  # a folder or a dead link of that name is somebody's mistake, and said
            return Rules()
        path = CLASS_FILE
    try:
        return read_rules(path, course)
    except RulesError as problem:
        give_up(str(problem))


def open_standings(book: Gradebook, path: Path | None, course: Course) -> Standings:
    """What the rules make of the attempts in a gradebook."""
    return Standings(book, open_rules(path, course))


def say_left_out(students: Collection[str], what: str) -> None:
    """Name those who are not on the roster, on stderr: a wrong id there must not make somebody vanish unseen."""
    if students:
        named = ", ".join(visible(student, 80) for student in sorted(students))
        click.echo(f"Not on the roster, {what}: {named}", err=True)
