"""`autograder publish`: lets students see an assignment's results, or takes that back."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import course_option, give_up, logged_in_as, open_course
from autograder.course import UnknownName
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.publication import Publication


@click.command()
@click.option("--assignment", "name", help="Which one, e.g. a1. Without it: what is published is listed.")
@click.option(
    "--hidden-inputs", is_flag=True, help="Also show what hidden checks called, what came back, and what was expected."
)
@click.option("--withdraw", is_flag=True, help="Students may no longer see them. What was sent stays sent.")
@click.option("--author", help="Who decides it; by default the name that you are logged in with.")
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="File or database URL.")
@course_option
def command(
    name: str | None, hidden_inputs: bool, withdraw: bool, author: str | None, gradebook: str, course_path: Path
) -> None:
    """Let students see the results of an assignment: `autograder feedback` sends nothing before that.

    Of hidden checks students see the name, what the mistake usually means and a question, and nothing of the inputs
    before you say --hidden-inputs: whoever knows them could write code for these inputs alone. What was said last is in
    force: without --hidden-inputs they are covered again.
    """
    if withdraw and hidden_inputs:
        give_up("--withdraw takes everything back; give it alone.")
    if name is None and (withdraw or hidden_inputs):
        give_up("Say of which assignment: --assignment a1.")
    course = open_course(course_path)
    try:
        with Gradebook.open(gradebook, create=False) as book:
            if name is None:
                for assignment in book.assignments():
                    click.echo(f"{assignment}: {_said(book.publication(assignment))}")
                return
            id_ = course.assignment(name).id
            if id_ not in book.assignments():
                give_up(f"{gradebook} holds no attempt at {id_}: there is nothing to publish yet.")
            book.publish(id_, Publication(not withdraw, hidden_inputs, author or logged_in_as()))
            click.echo(f"{id_}: {_said(book.publication(id_))}")
    except (UnknownName, GradebookError) as problem:
        give_up(str(problem))


def _said(now: Publication) -> str:
    if now.made_at is None:
        return "not published"
    state = "published" if now.published else "withdrawn"
    hidden = ", with what hidden checks called" if now.shows_hidden else ""
    return f"{state}{hidden} ({now.author}, {now.made_at:%Y-%m-%d %H:%M} UTC)"
