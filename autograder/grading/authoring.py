"""What authors write in checks and mistakes beside `assert_same`: decorators, `raises` and `outcome`.

Imported in the trusted worker for mistakes.py too, so it imports neither pytest nor torch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

from autograder.jail.faults import StudentError
from autograder.results import Text

Function = TypeVar("Function", bound=Callable[..., Any])

ATTRIBUTE = "__autograder__"  # where the decorators leave what they were told


def _note(function: Function, **what: Any) -> Function:
    setattr(function, ATTRIBUTE, {**getattr(function, ATTRIBUTE, {}), **what})
    return function


def points(number: float, *, of: str | None = None) -> Callable[[Function], Function]:
    """A check's points. `of` names the function it exercises, where its body uses several of the student's."""

    def decorate(function: Function) -> Function:
        return _note(function, points=float(number), of=of)

    return decorate


def needs(*checks: str) -> Callable[[Function], Function]:
    """Checks of the same file, standing earlier, without which this one makes no sense: it is then `blocked`."""

    def decorate(function: Function) -> Function:
        return _note(function, needs=checks)

    return decorate


def inplace(function: Function) -> Function:
    """Marks a check whose task is to change an argument."""
    return _note(function, inplace=True)


def mistake(
    id: str,  # noqa: A002 - the word that authors know
    *,
    of: str,
    en: str,
    zh: str,
    raises: str | None = None,
    matches: Callable[[list[Any]], bool] | None = None,
    fork: bool = False,
) -> Callable[[Function], Function]:
    """A wrong implementation of the function `of`, with what it usually means and a question, in both languages.

    Args:
        raises: pattern (`re.search`) that the text of the student's exception must match; without it, the text must be
            the mistake's own up to its numbers.
        matches: for answers that cannot be repeated (random, stateful): called in the judge with the list of `Call`s
            (`name`, `args`, `kwargs`, `value`, `fault`) that the student's code was asked during one failed check, it
            says whether they look like this mistake. It stands instead of the comparison of answers; the checks that
            the student passed must still be passed by the mistake.
        fork: the mistake changes what outlives a check (default dtype, global hooks, a patched module), so that each
            of its replays needs a process of its own; costs some 15 ms each.
    """

    def decorate(function: Function) -> Function:
        return _note(function, mistake=id, of=of, en=en, zh=zh, raises=raises, matches=matches, fork=fork)

    return decorate


class NothingRaised(AssertionError):  # noqa: N818 - blames the student, like Mismatch
    """`raises` was left without the exception that it waited for."""

    def __init__(self, wanted: str) -> None:
        self.text = Text(
            en=f"No exception was raised; {wanted} was expected.",
            zh=f"没有抛出异常；这里应当抛出 {wanted}。",
        )
        super().__init__(self.text.en)


class raises:  # noqa: N801 - reads like pytest.raises
    """`with raises(ValueError):` passes if the code under test raised that type, or one derived from it.

    Args:
        wanted: an exception class, or its name.
        match: pattern that the exception's text must match (`re.search`).
    """

    def __init__(self, wanted: type[BaseException] | str, *, match: str | None = None) -> None:
        self._wanted = wanted if isinstance(wanted, str) else wanted.__name__
        self._match = match
        self.error: StudentError | None = None

    def __enter__(self) -> raises:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if problem is None:
            raise NothingRaised(self._wanted)
        if not isinstance(problem, StudentError):
            return False
        if not problem.is_a(self._wanted):
            problem.wanted = self._wanted
            return False
        if self._match is not None and not re.search(self._match, problem.message):
            return False
        self.error = problem
        return True


def outcome(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[str, Any]:
    """("returned", value) or ("raised", name of the exception's type), where raising is a legitimate answer.

    NotImplementedError goes on: a starter's body is no answer.
    """
    try:
        return "returned", function(*args, **kwargs)
    except StudentError as error:
        if error.is_not_attempted:
            raise
        return "raised", error.type_name
