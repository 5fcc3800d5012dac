"""`autograder progress`: a map of the course."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.desk import desk_option, open_desk
from autograder.cli.options import lang_option
from autograder.course.desk import Progress
from autograder.report.paper import Paper
from autograder.report.progress import course_map
from autograder.results import Lang


@click.command()
@desk_option
@lang_option
def command(folder: Path | None, lang: Lang) -> None:
    """Show which units are done, how far you are in the others, and which one is next.

    It shows what the last check of each unit found, and runs nothing.
    """
    course = open_desk(folder).course
    paper = Paper(lang, Console())
    for line in course_map(course, Progress.read(course.path), date.today(), paper):
        paper.print(line)
