"""Keeps changes of grades that were made in another program in step with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder.gradebook.changes import Change, in_force
from autograder.gradebook.store import Gradebook


def keep_in_step(book: Gradebook, assignment: str, origin: str, wanted: Iterable[Change]) -> int:
    """Make what is in force from `origin` the same as `wanted`; how many changes that took.

    What is there already stays as it is; what is no longer wanted is taken back; nothing else is touched. Of several
    wanted changes of one kind at one place the last counts.
    """
    there = {
        (change.student, change.place, change.kind): change
        for changes in in_force(book.changes(assignment)).values()
        for change in changes
        if change.origin == origin
    }
    made = 0
    for change in {(each.student, each.place, each.kind): each for each in wanted}.values():
        old = there.pop((change.student, change.place, change.kind), None)
        if old is None or (old.points, old.reason) != (change.points, change.reason):
            book.adjust(replace(change, origin=origin, replaces=old.id if old else None))
            made += 1
    for old in there.values():
        book.adjust(replace(old, points=None, reason=f"taken back in {origin}", replaces=old.id, id=0, made_at=None))
        made += 1
    return made
