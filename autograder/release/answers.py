"""Whether two programs answer alike on many fresh draws of a function's hidden checks.

The bodies of the checks are run with comparisons that never fail, so that every call of a body is seen, also those
after an answer that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any

from autograder.course import MistakeInfo, Unit
from autograder.grading.collect import Check
from autograder.grading.compare import same_answer
from autograder.grading.diagnosis import same_error
from autograder.grading.draw import Draw, derive_key
from autograder.grading.racing import Races
from autograder.grading.run import calls_of, run_body
from autograder.grading.source import Source
from autograder.grading.subjects import StandIn
from autograder.grading.submission import Bench
from autograder.jail.faults import StudentError, StudentFault
from autograder.jail.proxies import Module
from autograder.jail.remote import Call, Patience

SECRET = b"verify: fresh draws"
PATIENCE = Patience(5.0, 5.0)
ANY_TEXT = ""  # a pattern that every exception's text matches


def first_difference(
    bench: Bench, unit: Unit, function: str, source: str, mistake: MistakeInfo | None, draws: int
) -> tuple[int, str]:
    """On how many draws a program answers like a mistake, or like the solution if that is None; and where it does not.

    Args:
        source: the program, an author's: it runs in a trusted worker.

    Returns:
        (draws, "") if there is no difference, else (draws until then, the check and the call).
    """
    checks = [check for check in bench.checks[unit.key] if check.info.hidden and check.info.of == function]
    pattern = ANY_TEXT if mistake is None or mistake.raises is not None else None
    parsed = Source.parse(source, "solution.py")
    for index in range(draws):
        for check in checks:
            seed = int.from_bytes(derive_key(SECRET, unit.id, check.name, str(index), "seed")[:7], "big")
            try:
                mine = bench.engine.trusted(unit, source, seed, PATIENCE)
                got = _calls(bench, unit, check, mine, parsed, seed, index)
            except StudentFault as fault:
                return index, f"{check.name}: {type(fault).__name__}"
            other = bench.engine.stand_in(unit, seed, mistake)
            expected = _calls(bench, unit, check, other, parsed, seed, index)
            difference = _difference(got, expected, pattern)
            if difference:
                return index, f"{check.name}, {difference}"
    return draws, ""


def _calls(
    bench: Bench, unit: Unit, check: Check, student: Module, source: Source, seed: int, index: int
) -> Sequence[Call]:
    draw = Draw(derive_key(SECRET, unit.id, check.name, str(index), "draw"))
    races = Races(bench.engine, unit, StandIn(bench.engine, unit, source), student, seed)  # answers only: no clock
    with _never_failing(check.function.__globals__), closing(races):
        run_body(check, student, lambda: bench.engine.reference(unit, seed), draw, source, races)
    return calls_of(student)


def _difference(got: Sequence[Call], expected: Sequence[Call], pattern: str | None) -> str:
    for number, (mine, other) in enumerate(zip(got, expected, strict=False), start=1):
        if not _alike(mine, other, pattern):
            return f"call {number}, {mine.name}"
    return "" if len(got) == len(expected) else f"call {min(len(got), len(expected)) + 1}"


def _alike(mine: Call, other: Call, pattern: str | None) -> bool:
    if mine.name != other.name or mine.changed != other.changed:
        return False
    if mine.fault is None and other.fault is None:
        return same_answer(mine.value, other.value, None, None)
    if isinstance(mine.fault, StudentError) and isinstance(other.fault, StudentError):
        return same_error(mine.fault, other.fault, pattern)
    return False


@contextmanager
def _never_failing(names: dict[str, Any]) -> Iterator[None]:
    """Comparisons and expected exceptions that are always content, in one file of checks."""
    replaced: Mapping[str, Any] = {"assert_same": _content, "raises": _anything}
    before = {name: names[name] for name in replaced if name in names}
    names.update({name: replaced[name] for name in before})
    try:
        yield
    finally:
        names.update(before)


def _content(*args: Any, **kwargs: Any) -> None:
    del args, kwargs


@contextmanager
def _anything(*args: Any, **kwargs: Any) -> Iterator[None]:
    """In the place of `raises`: whether something is raised is in the trace."""
    del args, kwargs
    with suppress(StudentError):
        yield
