"""Several judges at work at once: hands out submissions, and passes rows on as they come.

A judge that dies or hangs is started again, and its submission is tried once more; if that ends in the same way, the
submission's remaining checks become `error` rows, and the batch goes on.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from autograder.course import Unit
from autograder.grading import messages
from autograder.grading.exchange import Row, Submission
from autograder.grading.worker import file_to_json
from autograder.jail.processes import ONE_THREAD
from autograder.results import CheckResult, Feedback, Level, Reason, Status

TRIES = 2
SILENCE = 600.0  # seconds without a row after which a judge counts as hanging: the body of a check does not end


def _with_ours(path: str) -> str:
    """A search path that begins with the package that runs here, without entries that mean the working directory."""
    ours = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join([ours, *(entry for entry in path.split(os.pathsep) if entry not in ("", "."))])


class PoolError(Exception):
    """No judge could be started. The message says why, or what it printed stands above."""


class Sink(Protocol):
    """Takes what becomes of submissions."""

    def begin(self, ticket: int, level: Level) -> Submission | None:
        """The submission to grade for a ticket, at a level of confinement; None if there is nothing left to do."""

    def row(self, ticket: int, row: Row) -> None:
        """One more row."""

    def end(self, ticket: int) -> None:
        """The submission is through."""


@dataclass(frozen=True)
class Setup:
    """What every judge of a pool opens."""

    course: Path
    units: Sequence[Unit]
    secret: Path
    confine: bool = True

    def message(self) -> dict[str, Any]:
        """It as a message."""
        return {
            "course": str(self.course),
            "units": [unit.key for unit in self.units],
            "secret": str(self.secret),
            "confine": self.confine,
        }


@dataclass
class _Judge:
    """A worker process and what it is doing."""

    process: subprocess.Popen[bytes]
    sock: socket.socket
    pending: bytes = b""
    level: Level | None = None
    ticket: int | None = None
    submission: Submission | None = None
    tries: int = 0
    heard: float = 0.0  # when it was last heard, or spoken to
    passed: dict[str, list[str]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def is_silent(self) -> bool:
        """Whether it should have said something by now."""
        return self.tries > 0 and self.level is not None and time.monotonic() - self.heard > SILENCE

    def busy_with(self) -> int:
        """Its ticket."""
        if self.ticket is None:
            raise RuntimeError("a judge sent rows without having been asked")
        return self.ticket


class Pool:
    """Grades tickets 0..n-1 with `workers` judges."""

    def __init__(self, setup: Setup, sink: Sink, workers: int = 1) -> None:
        self._setup = setup
        self._sink = sink
        self._workers = workers
        self._selector = selectors.DefaultSelector()
        self._queue: deque[int] = deque()
        self._checks: list[tuple[str, str]] = []  # (unit, check) of every row that a submission gets
        self.cpu_seconds = 0.0  # of all judges and what they started, once `run` is through

    def run(self, tickets: Iterable[int], tick: Callable[[], None] = lambda: None) -> None:
        """Grade all tickets; `tick` is called after each message.

        Raises:
            PoolError: a judge did not get ready.
        """
        self._queue = deque(tickets)
        count = min(self._workers, len(self._queue))
        try:
            for _ in range(count):
                self._start()
            while self._selector.get_map():
                for key, _ in self._selector.select(SILENCE):
                    self._hear(key.data)
                    tick()
                for key in self._selector.get_map().values():
                    if key.data.is_silent():
                        key.data.process.kill()
        finally:
            for key in list(self._selector.get_map().values()):
                self._stop(key.data)
            self._selector.close()

    def _start(self, judge: _Judge | None = None) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                # -P: the folder that it is started in may be a student's, and nothing in it is to be imported
                [sys.executable, "-P", "-m", "autograder.grading.worker", str(theirs.fileno()), str(os.getpid())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD, "PYTHONPATH": _with_ours(os.environ.get("PYTHONPATH", ""))},
            )
        fresh = _Judge(process, ours)
        if judge is not None:  # takes over where another one died
            fresh.ticket, fresh.submission, fresh.tries = judge.ticket, judge.submission, judge.tries
            fresh.passed, fresh.seen = judge.passed, judge.seen
        ours.sendall(json.dumps(self._setup.message()).encode() + b"\n")
        self._selector.register(ours, selectors.EVENT_READ, fresh)

    def _stop(self, judge: _Judge) -> None:
        with contextlib.suppress(KeyError):
            self._selector.unregister(judge.sock)
        judge.sock.close()
        try:
            judge.process.wait(10)
        except subprocess.TimeoutExpired:
            judge.process.kill()
            judge.process.wait()

    def _hear(self, judge: _Judge) -> None:
        try:
            data = judge.sock.recv(1 << 16)
        except OSError:  # it died with a submission unread
            data = b""
        judge.heard = time.monotonic()
        if not data:
            self._lost(judge)
            return
        *lines, judge.pending = (judge.pending + data).split(b"\n")
        for line in lines:
            self._message(judge, json.loads(line))

    def _message(self, judge: _Judge, message: dict[str, Any]) -> None:
        match message:
            case {"ready": level, "checks": checks}:
                self._checks = [(unit, name) for unit, name in checks]
                judge.level = Level(level)
                if judge.ticket is None:
                    self._next(judge)
                else:
                    self._send(judge)
            case {"failed": why}:
                raise PoolError(why)
            case {"row": row, "diagnosed": diagnosed}:
                self._row(judge, Row(CheckResult.model_validate(row), diagnosed))
            case {"end": ticket}:
                self._sink.end(ticket)
                self._next(judge)
            case {"cpu": seconds}:
                self.cpu_seconds += seconds
                self._stop(judge)

    def _row(self, judge: _Judge, row: Row) -> None:
        place = (row.result.unit, row.result.check)
        if place in judge.seen and not row.diagnosed:
            return  # a second try gives failed rows again
        judge.seen.add(place)
        if row.result.status is Status.PASSED:
            judge.passed.setdefault(row.result.unit, []).append(row.result.check)
        self._sink.row(judge.busy_with(), row)

    def _next(self, judge: _Judge) -> None:
        while self._queue:
            ticket = self._queue.popleft()
            submission = self._sink.begin(ticket, judge.level or Level.D)
            if submission is not None:
                judge.ticket, judge.submission, judge.tries = ticket, submission, 0
                judge.passed, judge.seen = {}, set()
                self._send(judge)
                return
        judge.ticket = None
        with contextlib.suppress(OSError):
            judge.sock.shutdown(socket.SHUT_WR)

    def _send(self, judge: _Judge) -> None:
        submission = judge.submission or Submission({})
        judge.tries += 1
        done = {unit: tuple(names) for unit, names in submission.done.items()}
        for unit, names in judge.passed.items():
            done[unit] = tuple(dict.fromkeys((*done.get(unit, ()), *names)))
        submission = replace(submission, done=done)
        message = {
            "ticket": judge.ticket,
            "files": {unit: file_to_json(file) for unit, file in submission.files.items()},
            "done": done,
        }
        judge.heard = time.monotonic()
        with contextlib.suppress(OSError):  # one that is dead will be found lost
            judge.sock.sendall(json.dumps(message).encode() + b"\n")

    def _lost(self, judge: _Judge) -> None:
        """A judge died."""
        self._stop(judge)
        if judge.level is None and judge.tries == 0:
            raise PoolError("a judge process ended before it was ready; what it printed stands above")
        if judge.ticket is None:
            return
        if judge.tries < TRIES:
            self._start(judge)
            return
        self._give_up(judge)
        if self._queue:
            self._start()

    def _give_up(self, judge: _Judge) -> None:
        ticket = judge.busy_with()
        infos = {(unit.id, info.name): info for unit in self._setup.units for info in unit.checks}
        for unit, name in self._checks:
            if (unit, name) in judge.seen:
                continue
            info = infos[unit, name.partition("[")[0]]
            row = CheckResult(
                unit=unit, check=name, title=info.title(name.removeprefix(info.name)), function=info.of,
                hidden=info.hidden, status=Status.ERROR, reason=Reason.GRADER, points=0.0, max_points=info.points,
                feedback=Feedback(summary=messages.grader_failed()),
            )  # fmt: skip
            self._sink.row(ticket, Row(row))
        self._sink.end(ticket)
