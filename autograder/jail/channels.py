"""Where code that is not ours runs, behind one interface: a `Channel` takes requests and gives replies.

* `JailChannel`: a fresh fork of the zygote, confined, for one check. For grading.
* `WorkerChannel`: a long-lived process that loads modules afresh for each check: the trusted worker (forked from the
  zygote; runs the reference and the mistakes), and the subprocess of a student's own machine.
* `LocalChannel`: this very process, for ordinary pytest runs: breakpoints work.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from autograder.jail.driver import Driver
from autograder.jail.frames import (
    BadReplyError,
    Buffers,
    Connection,
    Header,
    NotReadyError,
    PeerError,
    PeerGoneError,
    PeerTimeoutError,
)
from autograder.jail.output import OutputFile
from autograder.jail.processes import START_SECONDS, Ahead, Child, Python, ZygoteError, ZygoteProcess


@dataclass(frozen=True)
class Usage:
    """What a channel's process used, and how it ended."""

    cpu_seconds: float = 0.0
    peak_kb: int = 0
    signal: int = 0  # the signal that ended it before it was closed, or 0
    printed: str = ""


class Channel(Protocol):
    """Something that answers requests. After a PeerError it is of no more use."""

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]: ...

    def close(self) -> Usage: ...

    @property
    def pid(self) -> int | None:
        """Of the process, where it is one of its own."""


class JailChannel:
    """One confined fork; it lives as long as one check."""

    def __init__(self, zygote: ZygoteProcess, limits: dict[str, int]) -> None:
        self._zygote = zygote
        self._cpu_limit = limits["cpu_seconds"]
        self._output = OutputFile()
        try:
            self._child: Child = zygote.fork("jail", self._output.fd, limits)
        except BaseException:
            self._output.close()
            raise
        self._connection = Connection(self._child.sock, START_SECONDS)
        self._usage: Usage | None = None

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]:
        """See `Connection.request`; a jail that the kernel ended for its CPU seconds raises PeerTimeoutError."""
        try:
            return self._connection.request(header, buffers, seconds)
        except NotReadyError as problem:
            raise ZygoteError(f"{problem}. {self.close().printed}") from None
        except PeerGoneError:
            usage = self.close()
            if usage.signal == signal.SIGXCPU or usage.cpu_seconds >= self._cpu_limit:
                raise PeerTimeoutError("CPU seconds used up") from None
            raise

    @property
    def pid(self) -> int | None:
        """Of the jail."""
        return self._zygote.pid_of(self._child)

    def close(self) -> Usage:
        """End the jail and everything in it."""
        if self._usage is None:
            self._connection.close()
            status, cpu_seconds, peak_kb = self._zygote.reap(self._child)
            self._usage = Usage(cpu_seconds, peak_kb, status & 0x7F, self._output.text())
            self._output.close()
        return self._usage


class WorkerChannel:
    """A long-lived process; `close` ends a check, `end` the process. It is started again when it has died."""

    def __init__(self, start: ZygoteProcess | Python, ahead: Ahead | None = None) -> None:
        """`ahead`: its first process, where that has been started already."""
        self._start = start
        self._connection: Connection | None = None
        self._child: Child | None = ahead.child if ahead else None
        self._output = ahead.output if ahead else OutputFile()

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]:
        """See `Connection.request`."""
        if self._connection is None:
            if self._child is None:
                self._child = self._start.fork("worker", self._output.fd, None)
            self._connection = Connection(self._child.sock, START_SECONDS)
        try:
            return self._connection.request(header, buffers, seconds)
        except NotReadyError as problem:
            raise ZygoteError(f"{problem}. {self._output.text()}") from None
        except PeerError:
            self._stop()
            raise

    @property
    def pid(self) -> int | None:
        """Of the process, once it has been started by a request."""
        return self._child.pid if self._child is not None else None

    def close(self) -> Usage:
        """Nothing to end: the next check loads its modules afresh."""
        return Usage(printed=self._output.take())

    def restart(self) -> None:
        """End the process; the next request starts another."""
        self._stop()

    def end(self) -> None:
        """End the process."""
        self._stop()
        self._output.close()

    def _stop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._child is not None:
            self._start.reap(self._child)
        self._connection = self._child = None


class LocalChannel:
    """The driver in this process. Values are still copied through the codec, so that checks behave alike everywhere."""

    def __init__(self) -> None:
        self._driver = Driver(fresh=False)

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]:
        """The reply; `seconds` has no effect here."""
        del seconds
        received = [bytearray(memoryview(buffer).cast("B")) for buffer in buffers]
        reply, answers = self._driver.answer(json.loads(json.dumps(header)), received)
        return json.loads(json.dumps(reply)), [bytearray(memoryview(answer).cast("B")) for answer in answers]

    @property
    def pid(self) -> int | None:
        """None: it is the caller's."""
        return None

    def close(self) -> Usage:
        """Nothing to end."""
        return Usage()


__all__ = [
    "BadReplyError", "Channel", "JailChannel", "LocalChannel", "PeerError", "PeerGoneError", "PeerTimeoutError",
    "Usage", "WorkerChannel",
]  # fmt: skip
