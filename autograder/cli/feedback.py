"""`autograder feedback`: what students are told, pushed onto a branch of their repositories."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import click

from autograder.cli.course_changes import say_course_changes
from autograder.cli.options import course_option, give_up, lang_option, open_course
from autograder.cli.rules import class_option, open_rules
from autograder.course import Course, UnknownName
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.feedback import is_branch, push_files
from autograder.gradebook.git import RepositoryError
from autograder.gradebook.late import LateError
from autograder.gradebook.roster import Entry, RosterError, read_roster
from autograder.gradebook.standing import Standings
from autograder.grades import Record
from autograder.report.escape import visible
from autograder.report.feedback_branch import feedback_files, feedback_index
from autograder.report.pages import page_name, titles_of
from autograder.results import Lang


@dataclass(frozen=True)
class _Told:
    """What became of one student's feedback.

    Attributes:
        outcome: as the last line counts it.
        note: what an instructor should know; "" for nothing.
    """

    student: str
    outcome: str
    note: str = ""


@click.command()
@click.option("--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="The CSV file that `collect` takes: student, repository, ...; by default the one that class.toml "
              "names.")  # fmt: skip
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="File or database URL.")
@click.option("--branch", default="feedback", show_default=True, help="The branch; it must not be a student's own.")
@click.option("--student", "students", multiple=True, help="Only this student. May be given several times.")
@click.option("--jobs", type=click.IntRange(1, 64), default=8, show_default=True, help="Repositories at once.")
@click.option("--dry-run", is_flag=True, help="Do everything but push, and say what would be pushed.")
@class_option
@course_option
@lang_option
def command(
    roster: Path | None, name: str, gradebook: str, branch: str, students: tuple[str, ...], jobs: int, dry_run: bool,
    class_path: Path | None, course_path: Path, lang: Lang,
) -> None:  # fmt: skip
    """Push each student's report on what is published onto a branch of the student's repository.

    The branch holds ASSIGNMENT.md, ASSIGNMENT.html, and a README that lists them. It begins empty, and nothing else in
    the repository is touched. Nothing is pushed where nothing has changed. Students who share a repository get a file
    each, without what is personal. Exit status: 0 when all that should be was pushed, 1 when some repository failed, 2
    for wrong use.
    """
    course = open_course(course_path)
    if shutil.which("git") is None:
        give_up("git is needed, and not installed.")
    if not is_branch(branch):
        give_up(f"{branch!r} cannot be the name of a branch.")
    try:
        assignment = course.assignment(name).id
        rules = open_rules(class_path, course)
        if roster is not None:
            rules = replace(rules, roster=tuple(read_roster(roster)))
        with Gradebook.open(gradebook, create=False) as book:
            records = {record.student: record for record in Standings(book, rules).records(assignment)}
    except (UnknownName, RosterError, GradebookError, LateError, OSError) as problem:
        give_up(str(problem))
    everybody = rules.roster
    if not everybody:
        give_up("Who is in the class? Give --roster, or a class.toml that names one.")
    unknown = sorted(set(students) - {entry.student for entry in everybody})
    if unknown:
        give_up(f"The roster does not name {', '.join(unknown)}.")
    asked = students or [entry.student for entry in everybody]
    say_course_changes({assignment: [records[each].result for each in asked if each in records]}, course)
    pusher = _Pusher(course, assignment, records, branch, lang, dry_run)
    told = pusher.run(everybody, students, jobs)
    for one in told:
        if one.note:
            click.echo(f"{visible(one.student, 80)}: {one.outcome}: {visible(one.note, 500)}")
    counts = Counter(one.outcome for one in told)
    click.echo(f"{branch}: " + (", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "nobody") + ".")
    sys.exit(1 if counts[_FAILED] else 0)


_FAILED = "FAILED"
_SKIPPED = "skipped"


class _Pusher:
    """Pushes what a class is told about an assignment."""

    def __init__(
        self, course: Course, assignment: str, records: Mapping[str, Record], branch: str, lang: Lang,
        dry_run: bool,
    ) -> None:  # fmt: skip
        self._assignment, self._records, self._branch = assignment, records, branch
        self._lang: Lang = lang
        self._dry_run = dry_run
        self._titles = titles_of(course, assignment)
        self._assignments = {each.id: each.title for each in course.assignments}

    def run(self, everybody: Sequence[Entry], students: Sequence[str], jobs: int) -> list[_Told]:
        """What became of each student's, in the order of the roster. Those who share a repository come one by one."""
        sharing: dict[str, list[Entry]] = {}
        for entry in everybody:
            if entry.repository:
                sharing.setdefault(_place(entry.repository), []).append(entry)
        told: dict[str, _Told] = {}
        with ThreadPoolExecutor(jobs) as threads:
            for some in threads.map(partial(self._group, students=students), sharing.values()):
                told |= {one.student: one for one in some}
        for student in set(students) - told.keys():
            told[student] = _Told(student, _SKIPPED, "has no repository in the roster")
        return [told[entry.student] for entry in everybody if entry.student in told]

    def _group(self, entries: Sequence[Entry], students: Sequence[str]) -> list[_Told]:
        chosen = [entry for entry in entries if not students or entry.student in students]
        return [self._one(entry, shared=len(entries) > 1) for entry in chosen]

    def _one(self, entry: Entry, *, shared: bool) -> _Told:
        record = self._records.get(entry.student)
        if record is None:
            return _Told(entry.student, _SKIPPED, "not graded; run `autograder grade`")
        if not (record.result.standing and record.result.standing.published):
            advice = f"not published; run `autograder publish --assignment {self._assignment}`"
            return _Told(entry.student, _SKIPPED, advice)
        alone = page_name(self._assignment)
        try:
            pushed = push_files(
                entry.repository,
                self._branch,
                feedback_files(record, self._titles, self._lang, shared=shared),
                message=f"Feedback on {self._assignment}",
                listing=lambda names: feedback_index(names, self._assignments, self._lang),
                gone=(f"{alone}.md", f"{alone}.html") if shared else (),  # of the time before it was shared
                dry_run=self._dry_run,
            )
        except (RepositoryError, OSError, ValueError) as problem:
            return _Told(entry.student, _FAILED, str(problem) or type(problem).__name__)
        if pushed.outcome == "empty":
            return _Told(
                entry.student, _SKIPPED, "nothing was pushed to its default branch, which this must not become"
            )
        return _Told(entry.student, pushed.outcome)


def _place(address: str) -> str:
    """The same text for all ways to write one repository's address; rather, two seem to share what they do not."""
    local = address.removeprefix("file://").rstrip("/")
    for place in (f"{local}.git", local):  # git finds both by the shorter name
        if os.path.exists(place):
            return os.path.realpath(place)
    plain = re.sub(r"^\w[\w+.-]*://", "", unquote(address).casefold())
    plain = re.sub(r"^[^@/]*@", "", plain).removeprefix("www.")
    plain = re.sub(r"^([^/:]+):(?:\d+(?=/))?/*", r"\1/", plain)  # "host:22/path", and "host:path" as scp writes it
    return posixpath.normpath(plain).removesuffix(".git")
