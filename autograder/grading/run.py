"""Runs one file through a unit's checks, each on a freshly opened module; every check gives exactly one row."""

from __future__ import annotations

import gc
import logging
import time
import traceback
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import torch
from _pytest.outcomes import OutcomeException

from autograder.course import MistakeInfo, Unit
from autograder.grading import messages
from autograder.grading.authoring import NothingRaised
from autograder.grading.collect import Check
from autograder.grading.compare import Mismatch
from autograder.grading.diagnosis import diagnose
from autograder.grading.draw import Draw, derive_key
from autograder.grading.endings import Ending, Ran
from autograder.grading.engine import Engine
from autograder.grading.exchange import Row
from autograder.grading.feedback import Failure, feedback_for, feedback_for_file, with_part_to_mend
from autograder.grading.imports import missing_imports
from autograder.grading.intake import Refusal
from autograder.grading.matchers import Matchers
from autograder.grading.printable import clean
from autograder.grading.racing import Races, TooSlowError
from autograder.grading.source import Forbidden, Source, SourceError
from autograder.grading.subjects import StandIn, Subject
from autograder.jail.channels import Usage
from autograder.jail.faults import ImportFailedError, StudentError, StudentFault
from autograder.jail.processes import ZygoteError
from autograder.jail.proxies import Module
from autograder.results import CheckResult, Feedback, RaceRecord, Reason, Status
from autograder.speed.race import DisturbedError

LOG = logging.getLogger("autograder")
PUBLIC_KEY = b"the inputs of public checks are no secret"
REMEMBERED = 64 << 20  # bytes of answers that are kept for the diagnosis of one file


def run_body(
    check: Check, student: Module, reference: Callable[[], Module], draw: Draw, source: Source | None, races: Races
) -> Ending:
    """Call a check's function, and sort what came of it. `UNEXPECTED` stands for what needs a second look."""
    offered: dict[str, Callable[[], object]] = {
        "student": lambda: student,
        "reference": reference,
        "draw": lambda: draw,
        "source": lambda: source,
        "race": lambda: races,
        "baseline": lambda: races.baseline,
    }
    try:
        check.function(**{name: offered[name]() for name in check.fixtures}, **check.parameters)
    except (Mismatch, NothingRaised) as problem:
        return Ending(Status.FAILED, Reason.MISMATCH, problem)
    except TooSlowError as problem:
        return Ending(Status.FAILED, Reason.TOO_SLOW, problem, problem.points)
    except DisturbedError as problem:
        return Ending(Status.ERROR, Reason.VOID, problem)
    except Forbidden as problem:
        return Ending(Status.FAILED, Reason.FORBIDDEN, problem)
    except StudentFault as fault:
        return Ending(Status.FAILED, fault.reason if fault.party == "student" else Reason.UNEXPECTED, fault)
    except (Exception, OutcomeException) as problem:
        return Ending(Status.FAILED, Reason.UNEXPECTED, problem)
    if not check.inplace and any(call.changed for call in calls_of(student)):
        return Ending(Status.FAILED, Reason.CHANGED_ARGUMENT)
    return Ending(Status.PASSED)


def calls_of(module: Module | None) -> tuple:  # type: ignore[type-arg]
    """The trace of a module."""
    return () if module is None else tuple(module.__dict__["_remote"].calls)


def rows_of_unreadable(unit: Unit, checks: Sequence[Check], problem: SourceError | Refusal | None) -> Iterator[Row]:
    """The rows of a file of which nothing can be run: missing, refused, or not Python."""
    reason, feedback = feedback_for_file(unit, problem)
    for check in checks:
        yield Row(_row(check, Ending(Status.FAILED, reason), feedback))


@dataclass
class UnitRun:
    """One subject against one unit's checks.

    Attributes:
        secret: what the inputs of hidden checks come from; those of public ones come from a public key.
        dtype: default dtype of what is drawn.
        stand_in: what answers as a mistake does, where it is not its code.
    """

    unit: Unit
    checks: Sequence[Check]
    engine: Engine
    subject: Subject
    secret: bytes
    dtype: torch.dtype = torch.float32
    stand_in: Callable[[MistakeInfo], Subject] | None = None
    _passed: set[str] = field(default_factory=set)
    _cpu: float = 0.0
    _started: float = 0.0
    _import_failure: ImportFailedError | None = None
    _ran: list[Ran] = field(default_factory=list)
    _remembered: int = 0  # bytes of the answers in `_ran`

    def rows(self, done: Collection[str] = ()) -> Iterator[Row]:
        """Each check's row as it ends; then, for functions in which a mistake was recognised, the rows again with it.

        `done` names checks that have passed before: they are not run again.
        """
        self._started = time.monotonic()
        self._passed |= set(done)
        ran = self._ran
        results: dict[str, CheckResult] = {}
        for check in self.checks:
            if check.name in done:
                ran.append(Ran(check, Ending(Status.PASSED), ()))
                continue
            result, one = self._check(check)
            one.let_go_of_frames()
            self._remembered += one.size
            if self._remembered > REMEMBERED:
                one = Ran(check, Ending(one.ending.status, one.ending.reason), ())  # it will not be diagnosed
                gc.collect()  # handles and modules hold each other, and all answers
            ran.append(one)
            results[check.name] = result
            yield Row(result)
        yield from self._diagnosed(ran, results)

    def values_of(self, name: str) -> list[object]:
        """What went into and came out of the calls of a check that has run."""
        calls = [call for one in self._ran if one.check.name == name for call in one.calls]
        return [value for call in calls for value in (*call.args, *call.kwargs.values(), call.value)]

    def checks_that_met(self, error: str) -> set[str]:
        """The checks in which a call raised an error of this name, whatever came of them."""
        faults = ((one.check.name, call.fault) for one in self._ran for call in one.calls)
        return {name for name, fault in faults if isinstance(fault, StudentError) and fault.type_name == error}

    # ------------------------------------------------------------------ one check

    def _check(self, check: Check) -> tuple[CheckResult, Ran]:
        """One check; whatever goes wrong in the grader itself costs one row and not the submission."""
        try:
            return self._attempt(check)
        except ZygoteError:
            raise  # nothing can be run any more: another judge goes on
        except Exception as problem:
            told = (clean(line, 300) for line in traceback.format_exc().splitlines())  # it may quote the student
            LOG.error("%s %s: the grader failed\n%s", check.unit.key, check.name, "\n".join(told))
            one = Ran(check, Ending(Status.ERROR, Reason.GRADER, problem), ())
            return _row(check, one.ending, Feedback(summary=messages.grader_failed())), one

    def _attempt(self, check: Check) -> tuple[CheckResult, Ran]:
        began = time.monotonic()
        ending, calls, usage, race = self._refused(check), (), Usage(), None
        if ending is None:
            ending, calls, usage, race = self._run(check)
        if ending.reason is Reason.UNEXPECTED:
            ending = self._second_look(check, ending)
        if ending.status is Status.PASSED:
            self._passed.add(check.name)
        self._cpu += usage.cpu_seconds
        one = Ran(check, ending, calls)
        feedback, wall_seconds = self._feedback(one, usage.printed), time.monotonic() - began
        return _row(check, ending, feedback, usage.cpu_seconds, wall_seconds, race), one

    def _refused(self, check: Check) -> Ending | None:
        """The ending of a check that need not run."""
        if missing := missing_imports(self.unit):
            return Ending(Status.ERROR, Reason.NOT_HERE, ModuleNotFoundError(", ".join(missing)))
        for name in check.info.needs:
            blocking = self._not_passed(name, check.info.of)
            if blocking is not None:
                return blocking
        if self._import_failure is not None:
            return Ending(Status.FAILED, Reason.IMPORT_FAILED, self._import_failure)
        source, function = self.subject.source, check.info.of
        for dotted in self.unit.forbidden.get(function, ()):
            if _mentions(source.text, dotted.rpartition(".")[2]) and source.calls_in(function, dotted):
                return Ending(Status.FAILED, Reason.FORBIDDEN, Forbidden(dotted, source.line_of(function) or 1))
        limits = self.unit.limits
        if self._cpu > limits.total_cpu_seconds or time.monotonic() - self._started > limits.total_wall_seconds:
            return Ending(Status.FAILED, Reason.TIMEOUT)
        return None

    def _not_passed(self, name: str, function: str) -> Ending | None:
        """The ending of a check that needs the check `name`; what is not attempted there is not attempted here."""
        if any(passed == name or passed.startswith(f"{name}[") for passed in self._passed):
            return None
        for one in self._ran:
            same = one.check.info.name == name and one.check.info.of == function
            if same and one.ending.reason is Reason.NOT_ATTEMPTED:
                return one.ending
        return Ending(Status.FAILED, Reason.BLOCKED, StudentFault(name))

    def _run(self, check: Check) -> tuple[Ending, tuple, Usage, RaceRecord | None]:  # type: ignore[type-arg]
        student: Module | None = None
        try:
            student = self.subject.open(self._seed(check), check.name)
            ending, race = self._body(check, student, self.subject)
        except ImportFailedError as failed:
            self._import_failure = failed
            ending, race = Ending(Status.FAILED, Reason.IMPORT_FAILED, failed), None
        finally:
            usage = self.subject.close()
        return ending, calls_of(student), usage, race

    def _body(self, check: Check, student: Module, subject: Subject) -> tuple[Ending, RaceRecord | None]:
        races = Races(self.engine, self.unit, subject, student, self._seed(check))
        try:
            source, draw = self.subject.source, self._draw(check)
            return run_body(check, student, lambda: self._reference(check), draw, source, races), races.record
        finally:
            races.close()

    def _second_look(self, check: Check, first: Ending) -> Ending:
        """Whether the body trips over the reference too: then the check is at fault, not the student."""
        if self.stand_in is not None or self._replay(check, None).ending.status is Status.PASSED:
            return first  # without a reference there is no second look
        LOG.error("%s", _about_the_check(check, first.problem))
        return Ending(Status.ERROR, Reason.GRADER, first.problem)

    def _replay(self, check: Check, mistake: MistakeInfo | None) -> Ran:
        subject: Subject = StandIn(self.engine, self.unit, self.subject.source, mistake)
        if self.stand_in is not None and mistake is not None:
            subject = self.stand_in(mistake)
        try:
            student = subject.open(self._seed(check), check.name)
        except StudentFault as fault:
            return Ran(check, Ending(Status.ERROR, Reason.GRADER, fault), ())
        ending, _ = self._body(check, student, subject)
        return Ran(check, ending, calls_of(student))

    def _reference(self, check: Check) -> Module:
        return self.engine.reference(self.unit, self._seed(check))

    def _key(self, check: Check, purpose: str) -> bytes:
        if check.info.hidden:
            return derive_key(self.secret, self.subject.digest, self.unit.id, check.name, purpose)
        return derive_key(PUBLIC_KEY, self.unit.id, check.name, purpose)

    def _seed(self, check: Check) -> int:
        return int.from_bytes(self._key(check, "seed")[:7], "big")

    def _draw(self, check: Check) -> Draw:
        return Draw(self._key(check, "draw"), self.dtype)

    # ------------------------------------------------------------------ what is told

    def _diagnosed(self, ran: Sequence[Ran], results: Mapping[str, CheckResult]) -> Iterator[Row]:
        matches_of = Matchers(self.unit)
        for function in self.unit.functions:
            mine = [one for one in ran if one.check.info.of == function and one.ending.reason is not Reason.TOO_SLOW]
            named = diagnose(mine, self.unit.mistakes_of(function), self._replay, matches_of)
            if named is None:
                yield from self._built_on_wrong(mine, results)
                continue
            for one in mine:
                if one.ending.status is Status.FAILED and one.ending.reason is not Reason.BLOCKED:
                    row = results[one.check.name]
                    feedback = self._feedback(one, row.feedback.printed if row.feedback else "", named)
                    yield Row(row.model_copy(update={"mistake": named.id, "feedback": feedback}), diagnosed=True)

    def _built_on_wrong(self, mine: Sequence[Ran], results: Mapping[str, CheckResult]) -> Iterator[Row]:
        """Failures that no mistake explains, of a function that uses another one of the unit that is wrong, too."""
        failed = [one for one in mine if one.ending.reason in (Reason.MISMATCH, Reason.RAISED)]
        if not failed:
            return
        function = failed[0].check.info.of
        parts = self.subject.source.builds_on(function)
        wrong = {row.function for row in results.values() if row.status is Status.FAILED}
        part = next((each for each in self.unit.functions if each in parts and each in wrong), None)
        for one in failed if part is not None else []:
            row = results[one.check.name]
            if row.feedback is not None:
                told = with_part_to_mend(row.feedback, function, str(part))
                yield Row(row.model_copy(update={"feedback": told}), diagnosed=True)

    def _feedback(self, one: Ran, printed: str, mistake: MistakeInfo | None = None) -> Feedback | None:
        if one.ending.status is Status.PASSED:
            return None
        ending = one.ending
        source = self.subject.source
        return feedback_for(Failure(one.check, ending.reason, ending.problem, one.calls, source, printed, mistake))


def _mentions(text: str, name: str) -> bool:
    """Whether a name stands in a file at all, as Python reads names: a quick look before the thorough one."""
    return name in (text if text.isascii() else unicodedata.normalize("NFKC", text))


def _about_the_check(check: Check, problem: BaseException | None) -> str:
    """For the instructor: where a check failed with the reference, too, and on what."""
    path = check.info.path
    trace = traceback.extract_tb(problem.__traceback__) if problem else []
    line = next((frame.lineno for frame in reversed(trace) if frame.filename == str(path)), check.info.line)
    what = clean(f"{type(problem).__name__}: {problem}", 300)
    return f"{check.unit.key} {path.name}:{line}: {check.name} fails with the reference, too: {what}"


def _row(
    check: Check,
    ending: Ending,
    feedback: Feedback | None,
    cpu_seconds: float = 0.0,
    wall_seconds: float = 0.0,
    race: RaceRecord | None = None,
) -> CheckResult:
    info = check.info
    return CheckResult(
        unit=check.unit.id,
        check=check.name,
        title=info.title(check.name.removeprefix(info.name)),
        function=info.of,
        hidden=info.hidden,
        status=ending.status,
        reason=ending.reason,
        points=info.points if ending.status is Status.PASSED else min(ending.points, info.points),
        max_points=info.points,
        feedback=feedback,
        race=race,
        cpu_seconds=cpu_seconds,
        wall_seconds=wall_seconds,
    )
