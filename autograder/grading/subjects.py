"""Whose code a check is run against: a file in jails, a stand-in from the course, or answers recorded before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.course import MistakeInfo, Unit
from autograder.grading.engine import Engine
from autograder.grading.source import Source
from autograder.jail.channels import Channel, PeerGoneError, Usage
from autograder.jail.frames import Buffers, Header
from autograder.jail.proxies import Module, open_module
from autograder.jail.remote import Patience, Program, Remote


class Subject(Protocol):
    """Opens its module afresh for each check."""

    @property
    def digest(self) -> str:
        """What its inputs are drawn from."""

    @property
    def source(self) -> Source:
        """What the judge reads of it."""

    def open(self, seed: int, check: str) -> Module:
        """The module for one check. Raises ImportFailedError."""

    def close(self) -> Usage:
        """End the check; what it used."""

    def again(self, seed: int) -> Remote | None:
        """Another process with the same program, for a race; None if speed is not judged here."""


@dataclass
class FileSubject:
    """A student's file: a fresh jail for each check."""

    engine: Engine
    unit: Unit
    source: Source
    digest: str
    _channel: Channel | None = None

    def open(self, seed: int, check: str) -> Module:
        """See `Subject`."""
        del check
        limits = self.unit.limits
        patience = Patience(limits.import_seconds, limits.wall_seconds)
        self._channel = self.engine.student(self.unit)
        program = self.engine.program(self.unit, self.source.text)
        return open_module(self._channel, program, seed, party="student", patience=patience)

    def close(self) -> Usage:
        """See `Subject`."""
        channel, self._channel = self._channel, None
        return channel.close() if channel is not None else Usage()

    def again(self, seed: int) -> Remote | None:
        """See `Subject`."""
        return self.engine.racer(self.unit, self.engine.program(self.unit, self.source.text), seed, "student")


@dataclass
class StandIn:
    """The solution, or one of its mistakes, in the student's place; in the trusted worker, without a jail."""

    engine: Engine
    unit: Unit
    source: Source
    mistake: MistakeInfo | None = None
    digest: str = "stand-in"

    def open(self, seed: int, check: str) -> Module:
        """See `Subject`."""
        del check
        return self.engine.stand_in(self.unit, seed, self.mistake)

    def close(self) -> Usage:
        """See `Subject`."""
        return Usage()

    def again(self, seed: int) -> None:
        """See `Subject`."""
        del seed


@dataclass
class Without(StandIn):
    """The solution with a function that must not be used."""

    function: str = ""

    def open(self, seed: int, check: str) -> Module:
        """See `Subject`."""
        del check
        return self.engine.without(self.unit, seed, self.function)


Recording = dict[str, list[tuple[Header, Buffers]]]  # by check


@dataclass
class Recorder:
    """Another subject, whose replies are kept."""

    inner: Subject
    recording: Recording = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The inner one's."""
        return self.inner.digest

    @property
    def source(self) -> Source:
        """The inner one's."""
        return self.inner.source

    def open(self, seed: int, check: str) -> Module:
        """See `Subject`."""
        module = self.inner.open(seed, check)
        remote = module.__dict__["_remote"]
        self.recording[check] = [({"names": [[name, can] for name, can in remote.names.items()]}, [])]
        remote.channel = _Listening(remote.channel, self.recording[check])
        return module

    def close(self) -> Usage:
        """See `Subject`."""
        return self.inner.close()

    def again(self, seed: int) -> None:
        """See `Subject`."""
        del seed


@dataclass
class Parrot:
    """Gives recorded replies in their order, whatever is asked: what a student gains who has seen old answers."""

    source: Source
    recording: Recording
    digest: str = "stand-in"

    def open(self, seed: int, check: str) -> Module:
        """See `Subject`."""
        channel = _Repeating(list(self.recording.get(check, [({"names": []}, [])])))
        return open_module(channel, Program(()), seed, party="student", patience=Patience())

    def close(self) -> Usage:
        """See `Subject`."""
        return Usage()

    def again(self, seed: int) -> None:
        """See `Subject`."""
        del seed


@dataclass
class _Listening:
    inner: Channel
    heard: list[tuple[Header, Buffers]]

    @property
    def pid(self) -> int | None:
        return self.inner.pid

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]:
        reply, received = self.inner.request(header, buffers, seconds)
        self.heard.append((reply, [bytearray(buffer) for buffer in received]))
        return reply, received

    def close(self) -> Usage:
        return self.inner.close()


@dataclass
class _Repeating:
    left: list[tuple[Header, Buffers]]
    pid: int | None = None

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]:
        del header, buffers, seconds
        if not self.left:
            raise PeerGoneError("nothing more was recorded")
        return self.left.pop(0)

    def close(self) -> Usage:
        return Usage()
