"""The judge's hands on other processes: starting the zygote, forking from it, reaping; or starting a plain Python."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.jail.confine import runtime_paths
from autograder.jail.output import OutputFile
from autograder.results import Level

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
START_SECONDS = 120.0  # a cold disk cache can make `import torch` take this long
ANSWER_SECONDS = 60.0


class ZygoteError(Exception):
    """The zygote did not start, or died. The message says what it printed."""


@dataclass
class Child:
    """A process to talk to; its pid where it is known already."""

    sock: socket.socket
    pid: int | None = None


@dataclass
class Ahead:
    """A process that was started before anybody had a request for it, and what it prints into."""

    child: Child
    output: OutputFile


def readable_paths() -> list[Path]:
    """What a jail may read: what an interpreter needs, and of ours only what students import."""
    return [*runtime_paths(), Path(__file__).resolve().parent.parent / "given"]


class ZygoteProcess:
    """A running zygote. Closing it ends all its children.

    It starts while the caller goes on; the first fork waits for it.
    """

    def __init__(self, *, confine: bool = True, namespaces: bool = True, imports: Sequence[str] = ()) -> None:
        """Start it. `confine=False`: level D, nothing but limits. `namespaces=False`: level B at best.

        `imports`: modules that its forks are born with, besides torch.
        """
        self._wanted = "D" if not confine else "A" if namespaces else "B"
        judge_end, zygote_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        readable = [str(path) for path in readable_paths()]
        self._control = judge_end
        with zygote_end:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", "autograder.jail.zygote", str(zygote_end.fileno()),
                 self._wanted, ",".join(imports), *readable],
                pass_fds=[zygote_end.fileno()],
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "CUDA_VISIBLE_DEVICES": "", "MALLOC_ARENA_MAX": "2",
                     "TRITON_INTERPRET": "1",  # before anything imports triton, as torch's optimizers do
                     "MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
                     **ONE_THREAD},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        self._level: Level | None = None
        self._unanswered: deque[Child] = deque()
        self._missing: tuple[str, ...] = ()
        self.pid: int = self._process.pid
        self.cpu_seconds = 0.0  # of the zygote and all its children; known after `close`

    def with_imports(self, imports: Sequence[str]) -> ZygoteProcess:
        """Another zygote like this one, with modules imported."""
        return ZygoteProcess(confine=self._wanted != "D", namespaces=self._wanted == "A", imports=imports)

    @property
    def level(self) -> Level:
        """How well it confines jails. Waits until it has started."""
        if self._level is None:
            told = self._receive(START_SECONDS)
            self._level, self._missing = Level(told["level"]), tuple(told["missing"])
        return self._level

    @property
    def missing(self) -> tuple[str, ...]:
        """Why the level is not better than it is. Waits until it has started."""
        _ = self.level
        return self._missing

    def fork(self, kind: Literal["jail", "worker"], output: int, limits: dict[str, int] | None) -> Child:
        """A fork that serves requests: confined and limited if it is a jail.

        Args:
            output: descriptor of the file that the child prints into.
            limits: fields of `confine.Limits`.
        """
        _ = self.level  # it has started
        judge_end, child_end = socket.socketpair()
        with child_end:
            message = {"op": "fork", "kind": kind, "limits": limits}
            socket.send_fds(self._control, [json.dumps(message).encode()], [child_end.fileno(), output])
        child = Child(judge_end)
        self._unanswered.append(child)
        return child

    def pid_of(self, child: Child) -> int:
        """A child's process id. The zygote's answers to `fork` are read when they are needed: a wait less a jail."""
        while child.pid is None:
            answered = self._unanswered.popleft()
            answered.pid = self._receive(ANSWER_SECONDS)["pid"]
        return child.pid

    def reap(self, child: Child) -> tuple[int, float, int]:
        """Kill a child; its wait status, CPU seconds and peak memory in kB."""
        pid = self.pid_of(child)
        self._read_answers()
        self._control.send(json.dumps({"op": "reap", "pid": pid}).encode())
        answer = self._receive(ANSWER_SECONDS)
        return answer["status"], answer["cpu"], answer["peak"]

    def _read_answers(self) -> None:
        """Read all answers to `fork`: what is read next answers something else."""
        if self._unanswered:
            self.pid_of(self._unanswered[-1])

    def close(self) -> None:
        """End the zygote and its children. Closing it again does nothing."""
        if self._control.fileno() < 0:
            return
        if self._level is None:  # nobody has waited for it to start: it has no children yet
            self._process.kill()
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ZygoteError):
            self._read_answers()
            self.cpu_seconds = self._receive(ANSWER_SECONDS).get("cpu", 0.0)
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _receive(self, seconds: float) -> dict[str, Any]:
        self._control.settimeout(seconds)
        try:
            data = self._control.recv(16 * 1024)
        except OSError as problem:
            raise ZygoteError(f"the zygote did not answer within {seconds:g} s: {problem}") from None
        if not data:
            raise ZygoteError("the zygote ended; what it said stands above")
        message: dict[str, Any] = json.loads(data)
        if "unconfinable" in message:
            raise ZygoteError(message["unconfinable"])
        return message


class Python:
    """Starts plain Python processes that serve requests: for a student's own machine, where nothing is confined."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self._arguments = arguments
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def start_ahead(self) -> Ahead:
        """Start a process now: it imports torch while its caller does."""
        output = OutputFile()
        return Ahead(self.fork("worker", output.fd, None), output)

    def fork(self, kind: Literal["jail", "worker"], output: int, limits: dict[str, int] | None) -> Child:
        """A fresh process; `kind` and `limits` have no effect."""
        del kind, limits
        judge_end, child_end = socket.socketpair()
        with child_end:
            process = subprocess.Popen(
                [sys.executable, *self._arguments, "-m", "autograder.jail.serve", str(child_end.fileno())],
                pass_fds=[child_end.fileno()],
                env={"TRITON_INTERPRET": "1", **os.environ, **ONE_THREAD},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        self._running[process.pid] = process
        return Child(judge_end, process.pid)

    def reap(self, child: Child) -> tuple[int, float, int]:
        """Kill it; (status, 0, 0)."""
        process = self._running.pop(child.pid or 0)
        process.kill()
        return process.wait(), 0.0, 0
