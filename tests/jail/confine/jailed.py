"""Runs probes in a jail: `python jailed.py CASE`, with a `Case` as JSON; prints an `Outcome` as JSON.

As the zygote does: a process without threads prepares, its fork enters. A process of its own for each case, since a
test run may have threads, and a case may begin with giving up root.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder.jail.confine import Confinement, Limits, Unconfinable, runtime_paths

NOBODY = 65534
SECONDS = 20  # after which a jail that hangs is killed


@dataclass(frozen=True)
class Case:
    """Who confines what, and which probes are tried: names of `module.EVERYTHING`."""

    home: str  # a folder as `scene` makes it
    probes: Sequence[str]
    nobody: bool = False  # give up root before preparing
    landlock: bool = True
    seccomp: bool = True
    scratch: bool = False
    module: str = "probes"


@dataclass(frozen=True)
class Outcome:
    """What came of it. `results`: `["returned", value]`, or `["raised", "EPERM"]`, by name of the probe."""

    level: str
    missing: tuple[str, ...]
    status: dict[str, str]  # of /proc/PID/status, while the jail waited
    results: dict[str, list[Any]]
    ending: int  # the wait status
    error: str = field(default="")


def run(case: Case) -> Outcome:
    """Run a case in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, json.dumps(asdict(case))],
        env={"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Outcome(**json.loads(done.stdout.splitlines()[-1]))


def make_home(home: Path) -> None:
    """The folders that a case needs, reachable for every user."""
    home.chmod(0o755)
    for name, mode in (("readable", 0o755), ("hidden", 0o755), ("scratch", 0o777)):
        (home / name).mkdir()
        (home / name).chmod(mode)
    (home / "readable" / "note.txt").write_text("for everybody")
    (home / "hidden" / "secret.txt").write_text("the answers")
    (home / "readable" / "link").symlink_to(home / "hidden" / "secret.txt")
    (home / "inherited").write_text("")
    (home / "inherited").chmod(0o666)


def try_probe(probe: Any, scene: Any) -> list[Any]:
    """What a probe returned or raised, as JSON."""
    try:
        return ["returned", probe(scene)]
    except OSError as error:
        return ["raised", errno.errorcode.get(error.errno or 0, type(error).__name__)]
    except BaseException as error:
        return ["raised", type(error).__name__]


def _main(case: Case) -> Outcome:
    module = __import__(case.module)
    runtime = runtime_paths()
    if case.nobody:  # who may be unable to reach the interpreter
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    home = Path(case.home)
    confinement = Confinement.prepare(
        [home / "readable", *(path for path in runtime if os.access(path, os.R_OK))],
        landlock=case.landlock,
        seccomp=case.seccomp,
    )
    inherited = os.open(home / "inherited", os.O_RDWR)
    scene = module.Scene(
        home / "readable",
        home / "hidden" / "secret.txt",
        os.getpid(),
        inherited,
        home / "scratch" if case.scratch else None,
    )
    (go_read, go_write), (out_read, out_write) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            _jail(case, confinement, scene, module, go_read, out_write)
        os._exit(0)
    for fd in (go_read, out_write):
        os.close(fd)
    try:
        return _watch(confinement, pid, go_write, out_read)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _jail(case: Case, confinement: Confinement, scene: Any, module: Any, go: int, out: int) -> None:
    os.setsid()
    os.chdir("/")
    os.environ.clear()
    for fd in os.listdir("/proc/self/fd"):
        if int(fd) not in (0, 1, 2, go, out, scene.inherited, confinement.fd):
            with contextlib.suppress(OSError):
                os.close(int(fd))
    try:
        confinement.enter(Limits(cpu_seconds=15, memory_bytes=1 << 30), scene.parent, scene.scratch)
    except Unconfinable as error:
        _say(out, {"error": str(error)})
        return
    _say(out, {"entered": True})
    os.read(go, 1)
    for name in case.probes:
        _say(out, {"probe": name, "result": try_probe(module.EVERYTHING[name], scene)})


def _say(fd: int, message: dict[str, Any]) -> None:
    os.write(fd, json.dumps(message, default=repr).encode() + b"\n")


def _watch(confinement: Confinement, pid: int, go: int, out: int) -> Outcome:
    status: dict[str, str] = {}
    results: dict[str, list[Any]] = {}
    error, pending = "", b""
    while select.select([out], [], [], SECONDS)[0] and (data := os.read(out, 65536)):
        *lines, pending = (pending + data).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "entered" in message:
                for row in Path(f"/proc/{pid}/status").read_text().splitlines():
                    name, _, value = row.partition(":")
                    status[name] = value.strip()
                os.write(go, b"x")
            elif "error" in message:
                error = message["error"]
            else:
                results[message["probe"]] = message["result"]
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, ending = os.waitpid(pid, 0)
    return Outcome(confinement.level, confinement.missing, status, results, ending, error)


if __name__ == "__main__":
    print(json.dumps(asdict(_main(Case(**json.loads(sys.argv[1]))))))
