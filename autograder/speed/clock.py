"""The kernel's CPU clock of another process, read from outside; and stopping that process while it is not its turn.

Clocks inside a student's process can be patched, and wall time belongs to the neighbours. The kernel's CPU clock counts
all threads of the process, whatever they do; where it cannot be read (elsewhere than on Linux), the process is asked.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

SETTLE_SECONDS = 0.05  # until a process that has answered is blocked, in the worst case
_SCHED = 2  # the clock of the scheduler, in nanoseconds


def can_be_read() -> bool:
    """Whether this system lets the CPU clock of another process be read."""
    return sys.platform == "linux"


def cpu_seconds(pid: int) -> float:
    """CPU seconds of a process and all its threads, the dead ones too.

    Raises:
        ProcessLookupError: there is no such process.
    """
    try:
        return time.clock_gettime((~pid << 3) | _SCHED)
    except OSError as problem:
        raise ProcessLookupError(f"the CPU clock of process {pid} cannot be read: {problem}") from None


def settle(pid: int) -> None:
    """Wait until the main thread of a process is blocked: before that its clock lags by up to a tick."""
    until = time.monotonic() + SETTLE_SECONDS
    while _state(pid) == "R" and time.monotonic() < until:
        time.sleep(0)


@contextmanager
def stopped(pid: int | None) -> Iterator[None]:
    """While this is open the process gets no CPU."""
    if pid is None or not can_be_read():
        yield
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGCONT)


def _state(pid: int) -> str:
    """The letter that Linux gives to what a process does: R runs, S waits, T is stopped."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b") ")[2][:1].decode()
    except OSError:
        return "?"
