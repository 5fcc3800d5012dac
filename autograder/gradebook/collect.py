"""Collects a class's work out of repositories and folders into nbgrader's layout: submitted/<student>/<assignment>/."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from autograder.course import Assignment, questions
from autograder.gradebook.git import RepositoryError
from autograder.gradebook.late import late_text
from autograder.gradebook.repositories import MAX_FILE, Commit, Taken, cloned, last_in_time
from autograder.gradebook.roster import Entry, read_moment
from autograder.gradebook.stamp import STAMP_FILE, stamp_text
from autograder.grading.intake import Refusal, read_ordinary
from autograder.results import LANGS

Outcome = Literal["collected", "nothing", "unreadable"]
REPORT = ("student", "outcome", "commit", "at", "time_is", "handed_in", "handed_in_is", "deadline", "late", "files",
          "note")  # fmt: skip


@dataclass(frozen=True)
class Due:
    """When one student's work is due.

    Attributes:
        until: so long work is taken, late work included; None for no end.
        grace: so much after the deadline is not late.
    """

    deadline: datetime | None = None
    until: datetime | None = None
    grace: timedelta = timedelta()


@dataclass(frozen=True)
class Collected:
    """What became of one student's work.

    Attributes:
        outcome: `nothing` was handed in in time, or it was `unreadable`: somebody has to look.
        commit: the one that was taken, the last in time.
        work: the one that last changed the files that were collected: its time is that of the work. None where there
            are none.
        deadline: this student's, with the extension.
        is_late: the work came after that, and after the minutes of grace.
        note: what an instructor should know; "" for nothing.
    """

    entry: Entry
    outcome: Outcome
    commit: Commit | None = None
    work: Commit | None = None
    deadline: datetime | None = None
    is_late: bool = False
    files: tuple[str, ...] = ()
    note: str = ""


def collect(
    roster: Sequence[Entry],
    assignment: Assignment,
    to: Path,
    *,
    due: Callable[[Entry], Due] = lambda _: Due(),
    received: Mapping[str, datetime] | None = None,
    jobs: int = 8,
    tell: Callable[[int, int], None] | None = None,
) -> list[Collected]:
    """Everybody's work, as it was when the time was up, into `to`; what lies there of an earlier time is replaced.

    A repository that several students share is cloned once. One that cannot be read harms nobody else, and what was
    collected from it before stays.

    Args:
        due: a student's deadline, and until when work is taken.
        received: when commits were received, by id, as far as that is known.
    """
    shared: dict[str, list[Entry]] = {}
    for entry in roster:
        shared.setdefault(entry.repository or f"folder of {entry.student}", []).append(entry)
    found: dict[str, Collected] = {}
    with ThreadPoolExecutor(jobs) as threads:
        work = [
            threads.submit(_collect_shared, entries, assignment, to, due, received or {}) for entries in shared.values()
        ]
        for done in work:
            for one in done.result():
                found[one.entry.student] = one
            if tell is not None:
                tell(len(found), len(roster))
    return [found[entry.student] for entry in roster]


def read_received(path: Path) -> dict[str, datetime]:
    """When commits were received: a CSV file with the columns commit and received.

    Raises:
        ValueError: it is no such file, or a line of it no such line.
    """
    found = {}
    try:
        rows = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        if not {"commit", "received"} <= set(rows.fieldnames or ()):
            raise ValueError(f"{path} needs a first line with the columns commit and received")
        lines = [(rows.line_num, row) for row in rows]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise ValueError(f"{path} is no CSV file in UTF-8: {problem}. Save it as CSV in UTF-8.") from None
    for number, row in lines:
        try:
            found[str(row["commit"]).strip().lower()] = read_moment(row["received"] or "")
        except ValueError as problem:
            raise ValueError(f"{path}, line {number}: {problem}") from None
    return found


def report_rows(collected: Iterable[Collected]) -> list[dict[str, str]]:
    """The lines of collected.csv."""
    return [
        {
            "student": one.entry.student,
            "outcome": one.outcome,
            "commit": one.commit.id if one.commit else "",
            "at": one.commit.at.isoformat() if one.commit else "",
            "time_is": _time_is(one.commit),
            "handed_in": one.work.at.isoformat() if one.work else "",
            "handed_in_is": _time_is(one.work),
            "deadline": one.deadline.isoformat() if one.deadline else "",
            "late": "yes" if one.is_late else "no" if one.work and one.deadline else "",
            "files": " ".join(one.files),
            "note": one.note,
        }
        for one in collected
    ]


def _time_is(commit: Commit | None) -> str:
    return ("received" if commit.received else "committer's") if commit else ""


def wanted_names(assignment: Assignment) -> list[str]:
    """The files that count, and nothing else that a student may have put beside them."""
    names = []
    for unit in assignment.units:
        names += [f"{unit.id}.py", f"{unit.id}.ipynb", f"{unit.id}.zh.ipynb"]
        if unit.questions:
            names += [questions.answers_name(unit, lang) for lang in LANGS]
    return names


def _collect_shared(
    entries: Sequence[Entry], assignment: Assignment, to: Path, due: Callable[[Entry], Due],
    received: Mapping[str, datetime],
) -> list[Collected]:  # fmt: skip
    """The work of those who share a repository, or of one whose work lies in a folder."""
    first = entries[0]
    try:
        if first.folder:
            return [_from_folder(first, assignment, to, due(first))]
        with cloned(first.repository) as repository:
            found = []
            history = repository.history(received)
            for entry in entries:
                mine = due(entry)
                commit = last_in_time(history, mine.until)
                if commit is None:
                    note = "nothing was pushed in time" if history else "nothing was pushed"
                    found.append(_nothing(entry, assignment, to, mine.deadline, note))
                    continue
                names = wanted_names(assignment)
                taken = repository.take(commit, (f"assignments/{assignment.id}", assignment.id), names)
                work = repository.last_change(history, commit, taken.folder, names) if taken.files else commit
                note = "; ".join((*repository.notes, *taken.refused))
                found.append(_put(entry, assignment, to, taken, (commit, work), mine, note))
            return found
    except (RepositoryError, OSError, ValueError) as problem:
        said = str(problem) or type(problem).__name__
        return [Collected(entry, "unreadable", deadline=due(entry).deadline, note=said) for entry in entries]


def _from_folder(entry: Entry, assignment: Assignment, to: Path, due: Due) -> Collected:
    """Work that lies in a folder: copies of ordinary files; their time is that of the file system."""
    last = due.deadline
    if not Path(entry.folder).is_dir():
        return Collected(entry, "unreadable", deadline=last, note=f"there is no folder {entry.folder}")
    tried = (Path(entry.folder) / "assignments" / assignment.id, Path(entry.folder) / assignment.id)
    place = next((each for each in tried if os.path.lexists(each)), None)
    if place is None:
        return _nothing(entry, assignment, to, last, f"there is no folder {assignment.id} in it")
    if place.resolve() != Path(entry.folder).resolve() / place.relative_to(entry.folder):
        return _nothing(entry, assignment, to, last, f"{assignment.id} is a link, which is not followed")
    files, refused, newest = {}, [], 0.0
    for name in wanted_names(assignment):
        content = read_ordinary(place / name, MAX_FILE)
        if isinstance(content, Refusal):
            refused.append(f"{name}: {content.text.en}")
        elif content is not None and len(content) > MAX_FILE:
            refused.append(f"{name} is larger than {MAX_FILE >> 20} MiB")
        elif content is not None:
            files[name] = content
            newest = max(newest, os.lstat(place / name).st_mtime)
    if not files:
        return _nothing(entry, assignment, to, last, "; ".join(refused))
    commit = Commit("", datetime.fromtimestamp(newest, UTC), received=True)
    late = due.until is not None and commit.at > due.until
    notes = [*refused, "too late, and taken: a folder has no history"] if late else refused
    return _put(entry, assignment, to, Taken(files), (commit, commit), due, "; ".join(notes))


def _put(
    entry: Entry, assignment: Assignment, to: Path, taken: Taken, commits: tuple[Commit, Commit],
    due: Due, note: str,
) -> Collected:  # fmt: skip
    """Write what was taken, in place of what lay there, with the time of the work: the second of the commits."""
    commit, work = commits
    if not taken.files:
        return _nothing(entry, assignment, to, due.deadline, note, commit)
    place = _emptied(to / entry.student / assignment.id)
    for name, content in taken.files.items():
        (place / name).write_bytes(content)
        os.utime(place / name, (work.at.timestamp(),) * 2)
    (place / STAMP_FILE).write_text(stamp_text(work.at) + "\n", "utf-8")
    is_late = due.deadline is not None and work.at > due.deadline + due.grace
    if is_late and due.deadline is not None:
        note = "; ".join(part for part in (f"{late_text(work.at - due.deadline).en} late", note) if part)
    return Collected(entry, "collected", commit, work, due.deadline, is_late, tuple(sorted(taken.files)), note)


def _nothing(
    entry: Entry, assignment: Assignment, to: Path, deadline: datetime | None, note: str, commit: Commit | None = None
) -> Collected:
    """Nothing was handed in: an empty folder, so that this student is graded like everybody, with no points."""
    _emptied(to / entry.student / assignment.id)
    return Collected(entry, "nothing", commit, deadline=deadline, note=note)


def _emptied(place: Path) -> Path:
    """The folder, made anew, and nothing through a link."""
    if place.is_symlink() or place.parent.is_symlink():
        raise OSError(f"{place} is a link; remove it")
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True)
    return place
