"""The command line. Each command is a module of this package, loaded when it is called; it wires parts together."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

COMMANDS = {
    "start": "Open the next unit: its handout, its file, what to do.",
    "check": "Check your own work, and be told which mistake it is.",
    "watch": "Check at every save, with keys for hints and more.",
    "hint": "Show a hint; hints cost nothing.",
    "bench": "Measure how fast your version is.",
    "progress": "Show a map of the course: what is done, what is next.",
    "reset": "Begin a unit again; your old file is kept.",
    "verify": "Prove that units do what they promise.",
    "picture": "Draw units' pictures anew.",
    "release": "Cut what students get out of the course.",
    "demo": "Make a small class, grade it, and show what one student is told.",
    "collect": "Collect a class's work from repositories.",
    "grade": "Grade a folder of submissions into the gradebook.",
    "show": "Show one student's feedback in the terminal.",
    "adjust": "Give marks, and change grades, with a reason.",
    "report": "Write the site of the class, or files for other programs.",
    "publish": "Let students see an assignment's results.",
    "feedback": "Push feedback to students' repositories, where published.",
    "summary": "Say in Markdown how a class stands, for CI.",
    "score": "Score a push with the public checks, for CI.",
    "nbgrader": "Give the course to nbgrader.",
    "gradescope": "Make an autograder for Gradescope, and grade in it.",
    "classroom50": "Grade a student's checkout for Classroom 50.",
}


EXTRAS = ("sqlalchemy", "jinja2", "nbgrader", "libcst")  # packages that only instructors need


class _Lazy(click.Group):
    """Finds its commands by name, without importing them for `--help`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        try:
            command: click.Command = import_module(f"autograder.cli.{cmd_name}").command
        except ModuleNotFoundError as problem:
            if problem.name not in EXTRAS:
                raise
            raise click.UsageError(
                f"`{cmd_name}` needs {problem.name}, which is not installed: it belongs to what instructors need. "
                "Install that with: python -m pip install 'torchgrade[instructor]'"
            ) from None
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="torchgrade", prog_name="autograder")
def main() -> None:
    """A PyTorch course that grades itself.

    For students: `start`, `check` or `watch`, `hint`, `progress`, `reset`.

    For instructors: `verify`, `release`; with a class `collect`, `grade`, `report`, `publish`, `feedback`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a character must not end a command
