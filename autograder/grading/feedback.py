"""Turns the ending of a check into what the student is told.

Public checks show values; hidden checks show shapes and dtypes of what went in and came back. Their inputs and expected
values are kept apart (`Feedback.revealed`) until an instructor publishes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.course import MistakeInfo, Unit, fill
from autograder.grading import messages, slowness
from autograder.grading.authoring import NothingRaised
from autograder.grading.collect import Check
from autograder.grading.compare import Mismatch, cells
from autograder.grading.describe import describe, placeholders
from autograder.grading.intake import Refusal
from autograder.grading.racing import TooSlowError
from autograder.grading.source import Forbidden, Source, SourceError
from autograder.grading.spelling import method_of, spelled
from autograder.jail.faults import (
    CrashedError,
    ImportFailedError,
    MissingNameError,
    StudentError,
    StudentFault,
    TimedOutError,
)
from autograder.jail.remote import Call
from autograder.results import Feedback, Reason, SourceLine, Text

_PLACE = re.compile(r"\[(\d+)\]")  # at the beginning of where a difference is: [2]['weight']
SHOWN = 300  # characters of an exception's text


@dataclass(frozen=True)
class Failure:
    """Everything that is known about a check that did not pass."""

    check: Check
    reason: Reason | None
    problem: BaseException | None
    calls: Sequence[Call]
    source: Source
    printed: str = ""
    mistake: MistakeInfo | None = None


def feedback_for(failure: Failure) -> Feedback:
    """What the student is told about one check."""
    hidden = failure.check.info.hidden
    call = _call_in_question(failure) if failure.reason is not Reason.GRADER else None
    mistake = failure.mistake
    told = _told(failure, call, values=not hidden) | {"where": _where(failure), "printed": failure.printed}
    if hidden and call is not None:
        told["revealed"] = _told(failure, call, values=True)
    if call is not None and mistake is not None:
        written = spelled(call, failure.check.unit)
        result = call.value if call.fault is None else call.fault
        en = placeholders(written.parameters, written.args, written.kwargs, result, "en")
        zh = placeholders(written.parameters, written.args, written.kwargs, result, "zh")
        told["meaning"], told["question"] = (
            Text(en=fill(mistake.en[part], en), zh=fill(mistake.zh[part], zh)) for part in (0, 1)
        )
    if isinstance(failure.problem, TooSlowError):
        told["meaning"], told["question"] = slowness.explanation(failure.problem.record)
    return Feedback.model_validate(told)


def _told(failure: Failure, call: Call | None, *, values: bool) -> dict[str, object]:
    """What was called and what came back; with `values`, also which ones, and what was expected."""
    told: dict[str, object] = {"summary": _summary(failure, values=values)}
    if call is not None:
        told["called"], told["arguments"] = spelled(call, failure.check.unit).described(values=values)
        told["came_back"] = _came_back(call, values=values)
    if isinstance(failure.problem, Mismatch) and values:
        difference = failure.problem.difference
        told["expected"] = _expected(failure.problem, call)
        told["got_cells"] = cells(difference.got, difference.expected)
        told["expected_cells"] = cells(difference.expected)
    return told


def _call_in_question(failure: Failure) -> Call | None:
    """The call that the failure is about: the last one, or, where a list of answers was compared, the one that differs.

    Checks collect the answers of several calls of one function, and compare them together.
    """
    calls, problem = failure.calls, failure.problem
    if isinstance(problem, Mismatch) and type(problem.answer) in (list, tuple):
        place = _PLACE.match(problem.difference.where)
        number = int(place[1]) if place is not None else len(problem.answer)
        if number < len(problem.answer):
            own = [call for call in calls if call.name == failure.check.info.of]  # not what a helper made between them
            for these in (calls[-len(problem.answer) :], own[-len(problem.answer) :]):
                if these and all(call.value is answer for call, answer in zip(these, problem.answer, strict=False)):
                    return these[min(number, len(these) - 1)]
    return calls[-1] if calls else None


def _expected(problem: Mismatch, call: Call | None) -> str:
    """What should have come back from the call; where that is not known or too long, what should stand at the place.

    So it can be laid beside what came back, which is told as a whole.
    """

    def came(answer: object) -> bool:
        return call is not None and call.fault is None and answer is call.value

    whole, place = problem.difference.expected, _PLACE.match(problem.difference.where)
    if came(problem.answer):
        whole = problem.expected
    elif place is not None and type(problem.answer) in (list, tuple) and isinstance(problem.expected, list | tuple):
        number = int(place[1])
        if number < min(len(problem.answer), len(problem.expected)) and came(problem.answer[number]):
            whole = problem.expected[number]
    told = describe(whole, values=True)
    return told if not told.endswith("…") else describe(problem.difference.expected, values=True)


def with_part_to_mend(feedback: Feedback, function: str, part: str) -> Feedback:
    """The same, for a function that uses another one of the unit that is wrong, too."""
    meaning, question = messages.built_on_wrong(function, part)
    return feedback.model_copy(update={"meaning": meaning, "question": question})


def feedback_for_file(unit: Unit, problem: SourceError | Refusal | None) -> tuple[Reason, Feedback]:
    """Reason and text for a file of which nothing can be run."""
    name = f"{unit.id}.py"
    if problem is None:
        return Reason.NOT_ATTEMPTED, Feedback(summary=messages.no_file(name))
    if isinstance(problem, Refusal):
        return Reason.UNREADABLE, Feedback(summary=problem.text)
    where = SourceLine(
        file=problem.file or name, line=max(problem.line, 1), code=problem.code[:200], column=problem.column
    )
    reason = Reason.SYNTAX_ERROR if problem.kind == "syntax" else Reason.UNREADABLE
    return reason, Feedback(summary=problem.summary, where=where if problem.has_place else None)


def _came_back(call: Call, *, values: bool) -> str:
    if call.fault is None:
        return describe(call.value, values=values)
    return str(call.fault)[:SHOWN]


def _summary(failure: Failure, *, values: bool) -> Text:
    function, problem = failure.check.info.of, failure.problem
    match failure.reason:
        case Reason.MISMATCH if isinstance(problem, Mismatch):
            difference = problem.difference
            return difference.text if values else difference.hidden_text
        case Reason.MISMATCH if isinstance(problem, NothingRaised):
            return problem.text
        case Reason.RAISED if isinstance(problem, StudentError):
            return messages.raised(function, problem.type_name, failure.source.place_of(problem.lines), problem.wanted)
        case Reason.NOT_ATTEMPTED if isinstance(problem, MissingNameError):
            if failure.source.is_notebook:
                return messages.not_in_a_cell(function)
            return messages.not_defined(function, tuple(failure.source.close_names(problem.name)))
        case Reason.NOT_ATTEMPTED:
            part = str(problem).rpartition(" ")[2]  # as the starter's own exception says it: "a1/u04 centre_rows"
            if part != function and part in failure.check.unit.functions:
                return messages.part_not_written(function, part)
            return messages.not_written(function)
        case Reason.BLOCKED:
            return messages.passed_over(str(problem))
        case Reason.TIMEOUT:
            return messages.out_of_time(function) if problem is not None else messages.out_of_budget()
        case Reason.CRASHED:
            return messages.crashed(function, problem.signal if isinstance(problem, CrashedError) else 0)
        case Reason.FORBIDDEN if isinstance(problem, Forbidden):
            return messages.forbidden(function, problem.name)
        case Reason.CHANGED_ARGUMENT:
            return messages.changed_argument(function)
        case Reason.TOO_SLOW if isinstance(problem, TooSlowError):
            return slowness.summary(problem.record)
        case Reason.VOID:
            return messages.disturbed(str(problem))
        case Reason.NOT_HERE:
            return messages.not_graded_here(str(problem))
        case Reason.TOO_LARGE:
            return messages.too_large(function)
        case Reason.IMPORT_FAILED if isinstance(problem, ImportFailedError):
            return _import_failed(problem.cause, failure.source)
        case Reason.GRADER:
            return messages.grader_failed()
    return messages.unexpected(function)


def _import_failed(cause: StudentFault, source: Source) -> Text:
    if isinstance(cause, TimedOutError):
        return messages.import_too_slow()
    if isinstance(cause, StudentError):
        return messages.import_failed(cause.type_name, source.place_of(cause.lines))
    return messages.import_ended()


def _line_of_what_was_called(failure: Failure) -> int | None:
    """Where the method begins that answered wrongly, if it is one of the class in question; else the function or class.

    What the call of a module means to its author is `forward`.
    """
    function, source = failure.check.info.of, failure.source
    call = _call_in_question(failure)
    owner, method = method_of(call) if call is not None else ("", "")
    if owner == function and method:
        for name in (method, "forward") if method == "__call__" else (method,):
            if (line := source.line_of(f"{function}.{name}")) is not None:
                return line
    return source.line_of(function)


def _where(failure: Failure) -> SourceLine | None:
    problem = failure.problem
    cause = problem.cause if isinstance(problem, ImportFailedError) else problem
    line: int | None = None
    if isinstance(cause, StudentError) and cause.lines:
        line = cause.lines[-1]
    elif isinstance(cause, Forbidden):
        line = cause.line
    elif failure.reason in (Reason.RAISED, Reason.MISMATCH, Reason.CHANGED_ARGUMENT, Reason.TIMEOUT):
        line = _line_of_what_was_called(failure)
    if line is None or line < 1:
        return None
    name, number = failure.source.name_and_line(line, f"{failure.check.unit.id}.py")
    return SourceLine(file=name, line=number, code=failure.source.line(line)[:200])
