"""A module that lives in another process, as the judge sees it.

`Remote` loads a program into a channel, sends calls, and remembers each with its outcome: that trace is what diagnosis
compares. The proxies that a check's body touches stand in `proxies.py`.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.jail.channels import BadReplyError, Channel, PeerError, PeerTimeoutError, Usage
from autograder.jail.faults import (
    CrashedError,
    ImportFailedError,
    MissingNameError,
    StudentError,
    StudentFault,
    TimedOutError,
    TooLargeAnswerError,
)
from autograder.jail.frames import Buffers, Header
from autograder.jail.nodes import Node
from autograder.jail.replies import ReplyDecoder
from autograder.jail.requests import RequestEncoder

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")  # torch writes some of its messages for a terminal
MAX_ANSWERS = 256 << 20  # bytes of tensors that one check may get: its trace keeps them all

PADDING = 16 << 20  # bytes that `Program.elsewhere` takes at most


@dataclass(frozen=True)
class Program:
    """What is loaded for one check.

    Attributes:
        files: (module name, file name, source); the first is the module under test, "helpers" is the unit's helpers.
        overlay: (name, module name, name there): names of the first module that another file's objects replace.
        padding: bytes of memory that are taken before anything is loaded.
    """

    files: tuple[tuple[str, str, str], ...]
    overlay: tuple[tuple[str, str, str], ...] = ()
    padding: int = 0

    def elsewhere(self) -> Program:
        """The same, to lie elsewhere in memory.

        A process has all its life the pages that it happened to get, and is up to one and a half times as slow where
        they crowd in the same places of the caches. The next process gets the same ones, unless something lies there.
        """
        return replace(self, padding=random.randrange(PADDING))  # noqa: S311


@dataclass(frozen=True)
class Patience:
    """Wall seconds: for the import, and for all calls of a check together."""

    import_seconds: float = 5.0
    check_seconds: float = 15.0


@dataclass(frozen=True)
class Call:
    """One request of a check and what came of it: `value` if `fault` is None."""

    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    value: Any = None
    fault: StudentFault | None = None
    changed: bool = False  # an argument is not as it was
    size: int = 0  # bytes of the tensors and arrays in `value`
    op: str = "call"  # what was asked: "get" if an attribute was read


@dataclass
class TimedRequest:
    """Calls that are sent between two looks at a clock; decoding the answers comes after."""

    remote: Remote
    header: Header
    buffers: Sequence[Any]
    told_cpu: float = 0.0  # seconds, as the other side says: for a student's own machine
    _reply: tuple[Header, Buffers] | None = None

    def send(self) -> None:
        """Send, and wait for the answer.

        Raises:
            StudentFault: of the kind that fits.
        """
        __tracebackhide__ = True
        reply, received = self.remote._send(self.header, self.buffers)
        told = reply.get("cpu")
        self.told_cpu = told if type(told) is float and told >= 0 else 0.0
        self._reply = reply, received

    def answers(self) -> Any:
        """What came back: a list with an answer for each call, if the other side is honest.

        Raises:
            StudentFault: it makes no sense.
        """
        __tracebackhide__ = True
        assert self._reply is not None  # noqa: S101
        return self.remote._value(*self._reply)


@dataclass
class Remote:
    """One loaded program.

    Attributes:
        party: "student" for the code under test, "reference" for the reference.
        adopt: makes the proxy for an object that stays on the other side.
        refer: gives the node of such a proxy.
    """

    channel: Channel
    party: str
    patience: Patience
    adopt: Callable[[Remote, int, str, bool], Any]
    refer: Callable[[Remote, Any], Node | None]
    calls: list[Call] = field(default_factory=list)
    names: dict[str, bool] = field(default_factory=dict)  # what the module defines -> whether it can be called
    _objects: dict[int, Any] = field(default_factory=dict)
    _deadline: float = 0.0
    _dead: StudentFault | None = None
    _received: int = 0  # bytes of all answers
    _last_line: int = 0  # of the module under test: what a jail says of lines below it is no help

    def load(self, program: Program, seed: int) -> None:
        """Execute the program's files.

        Raises:
            ImportFailedError: with what went wrong.
        """
        header = {"op": "load", "files": program.files, "overlay": program.overlay, "seed": seed}
        if program.padding:
            header["padding"] = program.padding
        self._deadline = time.monotonic() + self.patience.import_seconds
        self._last_line = _count_lines(program.files[0][2]) if program.files else 0
        try:
            reply, _ = self._send(header, ())
            names = reply.get("names")
            if type(names) is not list:
                raise CrashedError("the import gave no list of names")
            pairs: list[list[Any]] = [pair for pair in names if type(pair) is list]
            self.names = {pair[0]: pair[1] for pair in pairs if list(map(type, pair)) == [str, bool]}
        except StudentFault as fault:
            failed = ImportFailedError(fault)
            failed.party = self.party
            raise failed from None
        self._deadline = time.monotonic() + self.patience.check_seconds

    def ask(
        self,
        op: str,
        target: Node,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        name: str,
        operator: str | None = None,
    ) -> Any:
        """Send one request, remember it, and return its value.

        Raises:
            StudentFault: of the kind that fits, when no value came back.
            TypeError: an argument cannot be sent.
        """
        __tracebackhide__ = True
        kwargs = kwargs or {}
        encoder = RequestEncoder(lambda value: self.refer(self, value))
        header: Header = {"op": op, "target": target, "args": [encoder.encode(value) for value in args]}
        if kwargs:
            header["kwargs"] = {key: encoder.encode(value) for key, value in kwargs.items()}
        if operator is not None:
            header["name"] = operator
        try:
            reply, buffers = self._send(header, encoder.buffers)
            value = self._value(reply, buffers)
        except StudentFault as fault:
            self.calls.append(Call(name, tuple(args), dict(kwargs), fault=fault, op=op))
            raise
        changed, size = reply.get("changed") is True, sum(map(len, buffers))
        self.calls.append(Call(name, tuple(args), dict(kwargs), value, changed=changed, size=size, op=op))
        return value

    def timed(
        self, target: Node, calls: Sequence[Sequence[Any]], *, again: bool = False, device: str | None = None
    ) -> TimedRequest:
        """Many calls of one function in one request, ready to be sent when the clock is read; it is not remembered.

        `again`: the same way there and back, with the answers of the last such request, and no call. `device`: where
        the function finds its tensors.

        Raises:
            TypeError: an argument cannot be sent.
        """
        encoder = RequestEncoder(lambda value: self.refer(self, value))
        header: Header = {
            "op": "again" if again else "calls",
            "target": target,
            "args": [encoder.encode(list(args)) for args in calls],
        }
        if device is not None:
            header["device"] = device
        return TimedRequest(self, header, encoder.buffers)

    def remember(self, call: Call) -> None:
        """Put a call into the trace that did not go through `ask`."""
        self.calls.append(call)

    def close(self) -> Usage:
        """End the check on the other side."""
        return self.channel.close()

    def _value(self, reply: Header, buffers: Buffers) -> Any:
        if "value" not in reply:
            raise self._fatal(CrashedError("the reply holds no value"))
        try:
            return ReplyDecoder(buffers, self._adopt).decode(reply["value"])
        except BadReplyError as problem:
            raise self._fatal(CrashedError(str(problem))) from None

    def _adopt(self, number: int, type_name: str, is_callable: bool) -> Any:
        if number not in self._objects:
            self._objects[number] = self.adopt(self, number, type_name, is_callable)
        return self._objects[number]

    def _send(self, header: Header, buffers: Sequence[Any]) -> tuple[Header, Buffers]:
        __tracebackhide__ = True
        if self._dead is not None:
            raise self._dead
        try:
            reply, received = self.channel.request(header, buffers, max(self._deadline - time.monotonic(), 0.001))
        except PeerTimeoutError as problem:
            raise self._fatal(TimedOutError(str(problem))) from None
        except PeerError as problem:
            raise self._fatal(CrashedError(str(problem))) from None
        if received and "value" not in reply:  # what was raised would hold on to them
            raise self._fatal(CrashedError("buffers without a value"))
        if "raised" in reply:
            raise self._blame(self._raised(reply["raised"]))
        if "missing" in reply:
            raise self._blame(MissingNameError(_text(reply["missing"]), tuple(self.names)))
        if "too_large" in reply:
            raise self._blame(TooLargeAnswerError(_text(reply["too_large"])))
        self._received += sum(map(len, received))
        if self._received > MAX_ANSWERS:
            raise self._fatal(TooLargeAnswerError(f"more than {MAX_ANSWERS >> 20} MB in one check"))
        return reply, received

    def _raised(self, described: Any) -> StudentFault:
        if type(described) is not dict:
            return CrashedError("a malformed exception")
        kind, message = described.get("type"), described.get("message")
        bases, lines = described.get("bases"), described.get("lines")
        if type(kind) is not str or type(message) is not str or type(bases) is not list or type(lines) is not list:
            return CrashedError("a malformed exception")
        whole = tuple(line for line in lines[:100] if type(line) is int and 0 < line <= self._last_line)
        plain = _COLOURS.sub("", message[:2000])
        return StudentError(kind[:100], tuple(_text(base)[:100] for base in bases[:50]), plain, whole)

    def _blame(self, fault: StudentFault) -> StudentFault:
        fault.party = self.party
        return fault

    def _fatal(self, fault: StudentFault) -> StudentFault:
        self._dead = self._blame(fault)
        return fault


def _count_lines(source: str) -> int:
    """The lines of a file as Python counts them, with what follows the last end of a line."""
    return source.count("\n") + source.count("\r") - source.count("\r\n") + 1


def _text(told: Any) -> str:
    """A text that a jail told, cut; nothing where it is none. Only texts: writing out a deep list may fail."""
    return told[:200] if type(told) is str else ""
