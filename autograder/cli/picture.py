"""`autograder picture [UNIT...]`: draws units' pictures anew from their solutions."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import course_option, find_units, open_course
from autograder.release.pictures import draw_picture


@click.command()
@click.argument("units", nargs=-1)
@course_option
def command(units: tuple[str, ...], course_path: Path) -> None:
    """Write picture.svg of UNITS (all if none is named)."""
    course = open_course(course_path)
    for unit in find_units(course, units):
        path = unit.path / "picture.svg"
        path.write_text(draw_picture(unit), "utf-8")
        click.echo(f"{path}: {path.stat().st_size / 1024:.0f} kB")
