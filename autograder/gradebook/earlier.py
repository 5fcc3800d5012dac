"""Grades earlier submissions that may count with the same course as the last ones, from the gradebook's copies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from autograder.gradebook.batch import Batch
from autograder.gradebook.standing import Standings
from autograder.results import AttemptResult


def grade_earlier(
    batch: Batch, graded: Sequence[AttemptResult], standings: Standings, students: Collection[str] = ()
) -> tuple[int, int]:
    """Grade them; how many, and how many keep their grading since the gradebook has no copy of them.

    Args:
        graded: what the batch has graded just now.
        standings: read after that.
        students: only these; all if none is named.
    """
    now = {(each.student, each.submission_digest) for each in graded}
    versions = {(each.course_digest, each.grader_version) for each in graded}
    wanted = [
        each
        for each in standings.may_count(batch.assignment.id)
        if (each.student in students or not students)
        and (each.student, each.submission_digest) not in now
        and (batch.regrade or (each.course_digest, each.grader_version) not in versions)
    ]
    works = [batch.gradebook.work(each.student, each.submission_digest) for each in wanted]
    kept = [work for work in works if work is not None]
    if kept:
        batch.run(kept, again=True)
    return len(kept), len(works) - len(kept)
