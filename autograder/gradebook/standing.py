"""What the rules of a class make of the attempts in a gradebook: which one counts, and what is taken off.

Nothing of it is stored. Deadlines, extensions and policies are read anew each time, so whoever corrects one of them
sees every grade corrected.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from autograder.gradebook.hand_ins import HandIn
from autograder.gradebook.late import Late, Penalty, asked, late_text
from autograder.gradebook.publication import Publication
from autograder.gradebook.rules import Rules
from autograder.gradebook.store import Gradebook
from autograder.grades import Record, grade_of, work_points
from autograder.results import AttemptResult, CheckResult, Deduction, Reason, Standing, Text


@dataclass
class Standings:
    """The standings of a class. Keeps what it has read, for the time of one report."""

    gradebook: Gradebook
    rules: Rules
    _students: dict[str, list[_Student]] = field(default_factory=dict)
    _records: dict[str, list[Record]] = field(default_factory=dict)
    _days: dict[str, dict[str, int]] = field(default_factory=dict)  # by assignment and student: free days used

    def records(self, assignment: str) -> list[Record]:
        """Every student who has an attempt, sorted.

        Raises:
            GradebookError: the gradebook cannot be read.
            LateError: a policy of an instructor's own cannot be used.
        """
        if assignment not in self._records:
            used = self._used_before(assignment)
            book = self.gradebook
            attempts: dict[str, list[AttemptResult]] = {}
            for attempt in book.attempts(assignment):
                attempts.setdefault(attempt.student, []).append(attempt)
            submissions = book.submissions(assignment)
            published = book.publication(assignment)
            days = self._days[assignment] = dict(used)
            found = self._records[assignment] = []
            everybody = self._students[assignment] = []
            for student, tried in attempts.items():
                one = _Student(self.rules, assignment, tried, submissions.get(student, []), published)
                record, took = one.record(used.get(student, 0))
                days[student] = used.get(student, 0) + took
                found.append(record)
                everybody.append(one)
        return self._records[assignment]

    def of_class(self, assignment: str) -> tuple[list[Record], list[str]]:
        """The records of the students on the roster, and the ids of those who are not on it: gone, or renamed.

        Without a roster everybody is in the class. Raises like `records`.
        """
        there = {entry.student for entry in self.rules.roster}
        records = self.records(assignment)
        inside = [record for record in records if not there or record.student in there]
        return inside, [record.student for record in records if there and record.student not in there]

    def may_count(self, assignment: str) -> list[AttemptResult]:
        """The last attempt at each submission that counts, or could once all of them are graded alike."""
        self.records(assignment)
        return [one.attempt for student in self._students[assignment] for one in student.may_count()]

    def result(self, assignment: str, student: str) -> AttemptResult | None:
        """A student's attempt that counts; None if there is none."""
        return next((record.result for record in self.records(assignment) if record.student == student), None)

    def _used_before(self, assignment: str) -> Mapping[str, int]:
        """Free days that were used up at assignments with an earlier deadline."""
        if self.rules.late is None:
            return {}
        mine = self.rules.of(assignment).deadline
        dated = [(own.deadline, id_) for id_, own in self.rules.assignments.items() if own.deadline is not None]
        before = [id_ for deadline, id_ in sorted(dated) if mine is not None and (deadline, id_) < (mine, assignment)]
        there = set(self.gradebook.assignments()) if before else set()
        earlier = [id_ for id_ in before if id_ in there]
        if not earlier:
            return {}
        self.records(earlier[-1])
        return self._days[earlier[-1]]


@dataclass(frozen=True)
class _Try:
    """A submission with its last attempt."""

    number: int
    at: datetime | None
    attempt: AttemptResult


@dataclass(frozen=True)
class _Student:
    """One student at one assignment."""

    rules: Rules
    assignment: str
    attempts: Sequence[AttemptResult]
    handed_in: Sequence[HandIn]
    published: Publication

    def record(self, days_used: int) -> tuple[Record, int]:
        """The record, and how many free days it uses up."""
        tries, in_time = self._tries(), self._in_time()
        rules = self.rules.of(self.assignment)
        costs = {one.number: self._cost(one, days_used) for one in in_time}
        if rules.keeps == "best":
            chosen = max(in_time, key=lambda one: (self._worth(one, costs[one.number]), -one.number))
        else:
            chosen = in_time[-1]
        took = costs[chosen.number]
        days = took.free_days if took else 0
        told = {attempt.number: self._told(attempt, tries, chosen, days_used, days) for attempt in self.attempts}
        entry = self.rules.entry(self.attempts[0].student)
        record = Record(told[chosen.attempt.number], tuple(told.values()), entry.name, entry.section, entry.email)
        return record, days

    def may_count(self) -> list[_Try]:
        """Of the submissions, those that can be the one that counts."""
        in_time = self._in_time()
        return in_time if self.rules.of(self.assignment).keeps == "best" else in_time[-1:]

    def _in_time(self) -> list[_Try]:
        """Those within the number that counts, and before the cut-off; where all came later, all of them."""
        tries, allowed = self._tries(), self.rules.of(self.assignment).attempts
        within = tries[:allowed] if allowed else tries
        return [one for one in within if not self._is_cut_off(one)] or within

    def _tries(self) -> list[_Try]:
        """The submissions that were graded, first to last. What was handed in before hand-ins were noted: as graded.

        A file in which nothing is written yet is none, unless there is nothing else: everybody's repository begins so.
        """
        last: dict[str, AttemptResult] = {}
        for attempt in self.attempts:
            if attempt.finished_at is not None or last.get(attempt.submission_digest, attempt).finished_at is None:
                last[attempt.submission_digest] = attempt  # an interrupted grading never takes a whole one's place
        handed_in = [one for one in self.handed_in if one.digest in last]
        handed_in = [*self._before_hand_ins({one.digest for one in handed_in}), *handed_in]
        written = [one for one in handed_in if not _is_blank(last[one.digest])]
        return [_Try(number, one.at, last[one.digest]) for number, one in enumerate(written or handed_in[-1:], 1)]

    def _before_hand_ins(self, noted: Collection[str]) -> list[HandIn]:
        """What was graded before hand-ins were noted, as it was graded; a part of the assignment is nothing handed in.

        Without any hand-in, all attempts.
        """
        student = self.attempts[0].student
        known = [attempt for attempt in self.attempts if attempt.submission_digest in noted]
        first = min((attempt.number for attempt in known), default=None)
        units = {check.unit for attempt in known for check in attempt.checks}
        earlier = [
            attempt.submission_digest
            for attempt in self.attempts
            if first is None or (attempt.number < first and units <= {check.unit for check in attempt.checks})
        ]
        return [HandIn(student, digest) for digest in dict.fromkeys(earlier)]

    def _told(self, attempt: AttemptResult, tries: Sequence[_Try], chosen: _Try, used: int, uses: int) -> AttemptResult:
        """The attempt with its standing; `used`, `uses`: free days before this assignment, and at it."""
        rules = self.rules.of(self.assignment)
        same = [one for one in tries if one.attempt.submission_digest == attempt.submission_digest]
        its = chosen if chosen in same else same[-1] if same else None
        cost = self._cost(_Try(its.number, its.at, attempt), used) if its else None
        deadline = self.rules.deadline(self.assignment, attempt.student)
        free = self.rules.free_days
        none = _is_blank(chosen.attempt)  # nothing else was handed in
        standing = Standing(
            submission=its.number if its and not none else None,
            submissions=0 if none else len(tries),
            allowed=rules.attempts,
            keeps=rules.keeps,
            counts=attempt is chosen.attempt,
            deadline=deadline,
            extended=deadline != rules.deadline,
            is_late=its is not None and self._late(its) is not None,
            deductions=() if cost is None else (Deduction(points=0.0 - cost.points, reason=cost.reason),),
            free_days_left=None if free is None else max(0, free - used - uses),
            published=self.published.published,
            shows_hidden=self.published.published and self.published.shows_hidden,
        )
        told = {"standing": standing, "handed_in_at": its.at if its else None}
        checks = tuple(_shown(check, opened=standing.shows_hidden) for check in attempt.checks)
        return attempt.model_copy(update=told | {"checks": checks})

    def _late(self, one: _Try) -> timedelta | None:
        """How long after the deadline, where that is more than is let pass."""
        deadline = self.rules.deadline(self.assignment, one.attempt.student)
        if deadline is None or one.at is None or one.at - deadline <= max(self.rules.grace, timedelta()):
            return None
        return one.at - deadline

    def _is_cut_off(self, one: _Try) -> bool:
        late, cut_off = self._late(one), self.rules.cut_off
        return late is not None and cut_off is not None and late > cut_off + self.rules.grace

    def _cost(self, one: _Try, days_used: int) -> Penalty | None:
        """What is taken off a submission; None if nothing is, and nothing need be said."""
        worth = work_points(one.attempt)
        allowed = self.rules.of(self.assignment).attempts
        if allowed is not None and one.number > allowed:
            return Penalty(
                worth,
                Text(en=f"Submission {one.number}: only the first {allowed} count",
                     zh=f"第 {one.number} 次提交：只有前 {allowed} 次计入成绩"),
            )  # fmt: skip
        late = self._late(one)
        if late is None or self.rules.late is None:
            return None
        if self._is_cut_off(one):
            by = late_text(late)
            return Penalty(
                worth,
                Text(en=f"{by.en} late: too late to count", zh=f"迟交{by.zh}：太晚，不计分"),
            )
        most = one.attempt.max_points + sum(answer.max_points for answer in one.attempt.answers)
        told = Late(one.attempt.student, self.assignment, late, worth, most, days_used)
        return asked(self.rules.late, told)

    @staticmethod
    def _worth(one: _Try, cost: Penalty | None) -> float:
        """The share that is reached: two versions of a course may give different points."""
        grade = grade_of(one.attempt)
        return (grade.points - (cost.points if cost else 0.0)) / (grade.max_points or 1.0)


def _shown(check: CheckResult, *, opened: bool) -> CheckResult:
    """A check with what a hidden one keeps back, or without: no report gets hold of it before it may."""
    if check.feedback is None or check.feedback.revealed is None:
        return check
    feedback = check.feedback.opened() if opened else check.feedback.covered()
    return check.model_copy(update={"feedback": feedback})


def _is_blank(attempt: AttemptResult) -> bool:
    """Whether nothing was written: no check had anything to look at, and no question has an answer."""
    return (
        attempt.finished_at is not None
        and all(check.reason in (Reason.NOT_ATTEMPTED, Reason.BLOCKED) for check in attempt.checks)
        and not any(answer.text.strip() for answer in attempt.answers)
    )
