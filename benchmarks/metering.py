"""CPU seconds of this process and of everything it has started, and proof that none of it is lost.

The kernel adds a process's CPU time to its parent's when the parent waits for it. A process whose parent has ended
would go to init, and its time with it; `adopt_orphans` brings it here instead, so that `run` can wait for it. What is
still lost, a child whose parent ignores SIGCHLD, shows when `run` is compared with a control group (`ControlGroup`).
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
BURN = 0.3  # CPU seconds that the orphan of `check_metering` takes


@dataclass(frozen=True)
class Spent:
    """What a command took.

    Attributes:
        cpu: CPU seconds, user and system, of all its processes.
        wall: seconds until the last of them had ended.
    """

    cpu: float
    wall: float


def cpu() -> float:
    """CPU seconds of this process and of all that it has waited for, their children included."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of `work`."""
    before = cpu()
    work()
    return cpu() - before


def adopt_orphans() -> None:
    """From now on, descendants whose parent ends become children of this process. Linux only."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER) was refused; orphans would not be counted")


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], into: Path | None = None) -> Spent:
    """Run a command in `folder`, wait for all its descendants, and tell what they took. Call `adopt_orphans` first.

    Args:
        into: `cgroup.procs` of a control group that the command is to join.

    Raises:
        SystemExit: it failed; the message ends with the last lines that it wrote.
    """
    join = "" if into is None else f"open({str(into)!r}, 'w').write(str(os.getpid())); "
    started = [sys.executable, "-S", "-c", f"import os, sys; {join}os.execvp(sys.argv[1], sys.argv[1:])", *command]
    with tempfile.TemporaryFile("w+") as written:
        before, began = _of_children(), time.monotonic()
        status = subprocess.run(
            started if into else command, cwd=folder, env=environment, stdout=written, stderr=subprocess.STDOUT
        ).returncode
        _wait_for_orphans()
        result = Spent(_of_children() - before, time.monotonic() - began)
        if status:
            written.seek(0)
            tail = "".join(written.readlines()[-30:])
            raise SystemExit(f"{' '.join(command)} ended with status {status}, 0 was expected. It wrote:\n{tail}")
    return result


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _wait_for_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


class ControlGroup:
    """A control group (version 2) of our own: the kernel's count of what ran in it, whoever waited for whom."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def make(cls) -> ControlGroup | None:
        """A new one, or None where this user may not make any (as a rule only root may)."""
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
        for folder in (Path(mount[1]) for mount in mounts if mount[2] == "cgroup2"):
            path = folder / f"torchgrade-benchmark-{os.getpid()}"
            try:
                path.mkdir()
            except OSError:
                continue
            return cls(path)
        return None

    @property
    def processes(self) -> Path:
        """The file that a process joins by writing its number."""
        return self._path / "cgroup.procs"

    def cpu(self) -> float:
        """CPU seconds of all that ever ran in it."""
        lines = (self._path / "cpu.stat").read_text("utf-8").splitlines()
        return int(dict(line.split() for line in lines)["usage_usec"]) / 1e6

    def remove(self) -> None:
        """Give it back; nothing may run in it any more."""
        self._path.rmdir()


ORPHAN = f"""
import os, time
if os.fork() == 0:
    os.setsid()
    while time.process_time() < {BURN}:
        pass
"""


def check_metering() -> None:
    """End the program unless the CPU time of a process whose parent ended before it is counted."""
    found = run([sys.executable, "-S", "-c", ORPHAN], Path("/"), dict(os.environ))
    if found.cpu < BURN:
        raise SystemExit(f"an orphan took {BURN} CPU seconds, {found.cpu:.2f} were counted: the figures would be wrong")
