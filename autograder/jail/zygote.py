"""The zygote: a process with a warm torch and no secrets, from which jails and trusted workers are forked.

Started by the judge as `python -I -m autograder.jail.zygote FD LEVEL IMPORTS PATH...` with an empty environment. LEVEL
is the best that it may reach: A, B (no namespaces) or D (nothing but limits). IMPORTS are modules, separated by commas,
that are imported beforehand: some take seconds, or ask for what a jail does not give. It answers messages on a
SOCK_SEQPACKET socket, one JSON object each: `fork` (with the child's socket and output file attached) and `reap`. It
never loads a file of a student or of the reference.
"""

from __future__ import annotations

import array
import contextlib
import fcntl
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from autograder.jail.confine import Confinement, Limits, Meter, Namespaces, Unconfinable, Usage, die_with_parent
from autograder.jail.driver import Driver
from autograder.jail.forking import bare_fork
from autograder.jail.frames import ServerEnd
from autograder.jail.output import capture_into
from autograder.jail.pages import collapse_into_huge_pages, large_mappings

MESSAGE = 16 * 1024
FORKS_IN_SMALL_PAGES = 40  # about as many as cost in small pages what it costs to have huge ones
IN_JAILS = {
    "TORCHINDUCTOR_CACHE_DIR": "/",  # torch.compile makes this folder if it is not there
    "TRITON_INTERPRET": "1",  # there is no GPU
}
OURS = Path(__file__).resolve().parents[1]  # trusted workers import it: mistakes are written with names of `autograder`


def warm_up(imports: Sequence[str]) -> None:
    """Run once what costs much the first time: an optimizer alone imports about 900 modules."""
    model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.Flatten(), torch.nn.Linear(8, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loss = torch.nn.functional.cross_entropy(model(torch.randn(2, 1, 4, 4)), torch.tensor([0, 1]))
    torch.autograd.backward(loss)
    optimizer.step()
    (torch.randn(8, 8) @ torch.randn(8, 8)).sort()
    np.random.default_rng(0).normal(size=3)
    for name in ("dataclasses", "inspect", "typing", "collections", "functools", "itertools", "math", "traceback"):
        __import__(name)
    repr(torch.randn(2, 2))
    torch.get_default_device()
    for name in imports:  # after `backward`: the first one would start threads once torch._dynamo is there
        importlib.import_module(name)
    if "torch._dynamo" in imports:  # the first compilations import as much again
        compiled = torch.compile(lambda x: torch.where(x.sum() > 0, x, -x), backend="eager")
        for size in (3, 4, 5):
            compiled(torch.zeros(size))
        torch.compiler.reset()


class Zygote:
    """Serves one control socket."""

    def __init__(
        self, control: socket.socket, confinement: Confinement, meter: Meter, mappings: Sequence[tuple[int, int]]
    ) -> None:
        """`mappings`: what to put into huge pages once there have been some forks."""
        self._control = control
        self._meter = meter
        self._confinement = confinement
        self._pid = os.getpid()
        self._children: set[int] = set()
        self._forks = 0
        self._mappings = mappings

    def serve(self) -> None:
        """Answer until the judge hangs up; then end every child and return."""
        level, missing = self._confinement.level, self._confinement.missing
        self._send({"ready": self._pid, "level": level, "missing": missing, "torch": torch.__version__})
        try:
            while True:
                data, fds = self._receive()
                if not data:
                    return
                message = json.loads(data)
                if message["op"] == "fork":
                    self._send({"pid": self._fork(message, *fds)})
                else:
                    self._send(self._reap(message["pid"]))
        finally:
            for pid in list(self._children):
                self._reap(pid)

    def _send(self, message: dict[str, Any]) -> None:
        self._control.send(json.dumps(message).encode())

    def _receive(self) -> tuple[bytes, list[int]]:
        data, ancillary, _, _ = self._control.recvmsg(MESSAGE, socket.CMSG_SPACE(2 * 4))
        fds = array.array("i")
        for level, kind, payload in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
        return data, list(fds)

    def _fork(self, message: dict[str, Any], sock: int, output: int) -> int:
        if self._forks == FORKS_IN_SMALL_PAGES:
            collapse_into_huge_pages(self._mappings)
        self._forks += 1
        usage = self._meter.read()
        if usage.threads != 1:  # forking with threads can deadlock the child
            raise RuntimeError(f"the zygote has {usage.threads} threads; it must have one when it forks")
        pid = bare_fork()
        if pid:
            self._children.add(pid)
            os.close(sock)
            os.close(output)
            return pid
        try:
            self._run_child(message, sock, output, usage)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)

    def _run_child(self, message: dict[str, Any], sock: int, output: int, usage: Usage) -> None:
        os.setsid()
        is_jail = message["kind"] == "jail"
        if is_jail:
            self._meter.offer_to_die()
        null = os.open("/dev/null", os.O_RDONLY)
        sock, output = _out_of_the_way(sock), _out_of_the_way(output)
        os.dup2(null, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.dup2(sock, 3)
        ruleset = self._confinement.fd
        last = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        if ruleset > 3:
            os.closerange(4, ruleset)
        os.closerange(max(ruleset, 3) + 1, last)
        capture_into(1)
        os.chdir("/")
        os.environ.clear()
        os.environ.update(IN_JAILS)
        if is_jail:
            self._confinement.enter(Limits(**message["limits"]), self._pid, usage=usage)
        else:
            self._confinement.close()
            die_with_parent(self._pid)
        Driver().serve(ServerEnd(3))

    def _reap(self, pid: int) -> dict[str, Any]:
        """Kill a child's whole process group, and say what it used."""
        if pid not in self._children:
            return {"status": 0, "cpu": 0.0, "peak": 0}
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        self._children.discard(pid)
        return {"status": status, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss}


def _out_of_the_way(fd: int) -> int:
    """The same open file under a number that no child puts its standard files at."""
    return fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10)


def main() -> None:
    """Entry point: argv is the control socket, the level wanted, modules to import, and what jails may read."""
    parent = os.getppid()
    die_with_parent(parent)
    torch.set_num_threads(1)
    fd, wanted, imports, *paths = sys.argv[1:]
    warm_up(imports.split(",") if imports else ())
    gc.collect()
    readable = [Path(path) for path in paths]
    control = socket.socket(fileno=int(fd))
    best = wanted != "D"
    namespaces = Namespaces([*readable, OURS]) if wanted == "A" else None
    try:
        confinement = Confinement.prepare(readable, landlock=best, seccomp=best, namespaces=namespaces)
        confinement.require("D" if wanted == "D" else "C")
    except Unconfinable as problem:
        control.send(json.dumps({"unconfinable": str(problem)}).encode())
        return
    die_with_parent(parent)
    if confinement.fd >= 0:
        ruleset = _out_of_the_way(confinement.fd)
        confinement.close()
        confinement.fd = ruleset
    gc.freeze()
    meter, mappings = Meter(), list(large_mappings())
    confinement.settle()  # from here on it may see no /proc
    with contextlib.suppress(KeyboardInterrupt, ConnectionError):
        Zygote(control, confinement, meter, mappings).serve()
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    with contextlib.suppress(OSError):
        control.send(json.dumps({"cpu": sum(u.ru_utime + u.ru_stime for u in usage), "at": time.time()}).encode())


if __name__ == "__main__":
    main()
