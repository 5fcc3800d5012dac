"""`autograder adjust`: marks, and other changes of grades by a person; each has a reason and an author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText

from autograder.cli.options import course_option, give_up, logged_in_as, near, open_course
from autograder.cli.rules import class_option, open_rules
from autograder.course import Assignment, Unit, UnknownName
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.changes import Change, in_force
from autograder.gradebook.late import LateError
from autograder.gradebook.standing import Standings
from autograder.grades import grade_of, points_at
from autograder.report.escape import visible
from autograder.report.summary import points_text
from autograder.results import AttemptResult, Place

KINDS = ("public", "hidden")


@click.command()
@click.argument("student", required=False)
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@click.option("--on", "on", help="Only this: u04, u04/centre_rows/hidden, u04/centre_rows/public, or u04/QUESTION.")
@click.option("--add", "add", type=float, help="Add so many points; negative takes some away.")
@click.option("--set", "set_", type=float, help="Give so many in place of what checks gave; an answer's mark.")
@click.option("--reason", help="Why; the student reads it.")
@click.option("--author", help="Who decides it; by default the name that you are logged in with.")
@click.option("--withdraw", type=int, metavar="ID", help="Take back the change with this number.")
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="File or database URL.")
@class_option
@course_option
def command(
    student: str | None, name: str, on: str | None, add: float | None, set_: float | None, reason: str | None,
    author: str | None, withdraw: int | None, gradebook: str, class_path: Path | None, course_path: Path,
) -> None:  # fmt: skip
    """Change STUDENT's grade, or list what was changed. What checks gave stays as it is; changes are kept beside it.

    \b
    autograder adjust amy --assignment a1 --add 2 --reason "found a mistake in the handout"
    autograder adjust amy --assignment a1 --on u04/why --set 1.5 --reason "the example is missing"
    autograder adjust amy --assignment a1 --withdraw 3 --reason "was meant for another student"
    autograder adjust --assignment a1
    """
    course = open_course(course_path)
    given = [value for value in (add, set_, withdraw) if value is not None]
    if len(given) > 1:
        give_up("Give one of --add, --set and --withdraw.")
    if given and (student is None or reason is None):
        give_up("A change needs a student and a --reason, which the student will read.")
    try:
        assignment = course.assignment(name)
        with Gradebook.open(gradebook, create=False) as book:
            rules = open_rules(class_path, course)
            results = _counting(Standings(book, rules), assignment)
            if student is not None and student not in results:
                give_up(
                    f"{gradebook} holds no attempt of {student!r} at {assignment.id}. {near(student, results)}".rstrip()
                )
            if given and student is not None and reason is not None:
                bare = Change(student, assignment.id, add, reason, author or logged_in_as())
                made = book.adjust(_change(book, assignment, results[student], bare, on, set_, withdraw))
                after = grade_of(_counting(Standings(book, rules), assignment)[student])
                before = grade_of(results[student])
                points, most, was = map(points_text, (after.points, after.max_points, before.points))
                click.echo(f"Change {made}: {student} has {points} of {most} points (before: {was}).")
            else:
                _list(book.changes(assignment.id), student)
    except (UnknownName, GradebookError, LateError) as problem:
        give_up(str(problem))


def _counting(standings: Standings, assignment: Assignment) -> dict[str, AttemptResult]:
    """The attempt that counts, by student."""
    return {record.student: record.result for record in standings.records(assignment.id)}


def _change(
    book: Gradebook, assignment: Assignment, result: AttemptResult, bare: Change, on: str | None, set_: float | None,
    withdraw: int | None,
) -> Change:  # fmt: skip
    """A change that says whose it is, why, and what it adds, with all else that was asked for."""
    if withdraw is not None:
        old = {each.id: each for each in book.changes(assignment.id)}.get(withdraw)
        if old is not None and old.origin is not None:
            give_up(f"Change {withdraw} was made in {old.origin}: take it back there, and bring both in step.")
        like = old or bare
        return replace(bare, points=None, replaces=withdraw, place=like.place, kind=like.kind)
    place = Place() if on is None else _place(assignment, on)
    if set_ is not None:
        most = _most(result, place)
        if most is None:
            give_up(f"--set needs --on with what is set, e.g. {_examples(assignment.units)}; {result.student} has "
                    "nothing else there. For a whole assignment or unit, use --add.")  # fmt: skip
        old_mark = [
            each
            for each in in_force(book.changes(assignment.id)).get(result.student, [])
            if (each.place, each.kind, each.origin) == (place, "set", None)
        ]
        replaced = old_mark[-1].id if old_mark else None
        return replace(bare, points=set_, place=place, kind="set", replaces=replaced)
    return replace(bare, place=place)


def _place(assignment: Assignment, on: str) -> Place:
    unit_name, *rest = on.split("/")
    unit = assignment.unit(unit_name)
    place = Place(unit=unit.id, item=rest[0] if rest else None)
    if not rest or (len(rest) == 1 and rest[0] in [question.name for question in unit.questions]):
        return place
    if len(rest) != 2 or rest[0] not in unit.functions or rest[1] not in KINDS:
        give_up(f"--on {on}: nothing with that name. There are: {_examples([unit])}.")
    return Place(unit=unit.id, item=rest[0], hidden=rest[1] == "hidden")


def _examples(units: Sequence[Unit]) -> str:
    short = [(unit.id.partition("_")[0], unit) for unit in units]
    names = [f"{name}/{function}/{kind}" for name, unit in short for function in unit.functions
             for kind in KINDS]  # fmt: skip
    return ", ".join([f"{name}/{question.name}" for name, unit in short for question in unit.questions] + names[:6])


def _most(result: AttemptResult, place: Place) -> float | None:
    """What could be had at a place where points can be set."""
    if place.item is None:
        return None
    if place.hidden is None:
        answers = {(each.unit, each.question): each.max_points for each in result.answers}
        return answers.get((place.unit or "", place.item))
    found = points_at(result, place)
    return None if found is None else found[1]


def _list(changes: Sequence[Change], student: str | None) -> None:
    shown = [change for change in changes if student in (None, change.student)]
    if not shown:
        click.echo("No grade was changed.")
        return
    replaced = {change.replaces for change in shown if change.points is not None}
    counting = {change.id for each in in_force(shown).values() for change in each}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("Id", "Student", "About", "Points", "Reason", "Author", "When", ""):
        table.add_column(head, overflow="fold")
    for change in shown:
        about = "/".join(part for part in (change.place.unit, change.place.item) if part) or "all"
        about += {None: "", True: "/hidden", False: "/public"}[change.place.hidden]
        points = "" if change.points is None else points_text(change.points)
        points = f"= {points}" if points and change.kind == "set" else points
        gone = "replaced" if change.id in replaced else "taken back"
        state = "" if change.id in counting else ("takes back" if change.points is None else gone)
        when = f"{change.made_at:%Y-%m-%d %H:%M}" if change.made_at else ""
        cells = (str(change.id), change.student, about, points, change.reason, change.author, when, state)
        table.add_row(*(RichText(visible(cell, 200)) for cell in cells))
    Console().print(table)
