"""What is tried inside a jail. Each probe is a function of the `Scene`; it is refused if it raises.

Everything that a probe needs is imported here: a jail may be unable to import it.
"""

from __future__ import annotations

import _thread
import contextlib
import ctypes
import fcntl
import io
import mmap
import multiprocessing.popen_fork
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dangerous import numbers as dangerous_numbers

from autograder.jail.confine.syscalls import architecture


@dataclass(frozen=True)
class Scene:
    """What a jail finds around it."""

    readable: Path  # a folder that it may read, with `note.txt` and a symbolic link `link` to the secret
    secret: Path  # a file of mode 0644 that it may not read
    parent: int
    inherited: int  # a descriptor of a file that it may write to
    scratch: Path | None


Probe = Callable[[Scene], Any]

_FROM_THE_ZYGOTE = mmap.mmap(-1, 1 << 30, prot=mmap.PROT_READ)  # address space, but not data


def raw(name: str, *arguments: int) -> int:
    """A system call past libc, by the numbers of this machine."""
    machine = os.uname().machine
    number = {**architecture(machine).numbers, **dangerous_numbers(machine)}[name]
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments)))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def _attempt(call: Callable[[], Any]) -> Any:
    """A probe that makes a process must not run on in it."""
    parent = os.getpid()
    result = call()
    if os.getpid() != parent:
        os._exit(0)
    return result


def _read_through_cwd(scene: Scene) -> str:
    os.chdir(scene.readable)
    return Path("/proc/self/cwd/..", scene.secret.relative_to(scene.readable.parent)).read_text()


def _read_through_dots(scene: Scene) -> str:
    return (scene.readable / ".." / scene.secret.relative_to(scene.readable.parent)).read_text()


def _system(scene: Scene) -> None:
    if os.system("true") != 0:
        raise PermissionError(1, "not run")


def _write_to_memory_of(pid: int) -> None:
    with open(f"/proc/{pid}/mem", "r+b", buffering=0) as memory:
        memory.read(1)


def _own_signals_through_fcntl(scene: Scene) -> None:
    fcntl.fcntl(scene.inherited, fcntl.F_SETOWN, scene.parent)


FILES: dict[str, Probe] = {
    "read a secret": lambda scene: scene.secret.read_text(),
    "read a secret through a symbolic link": lambda scene: (scene.readable / "link").read_text(),
    "read a secret through the working directory": _read_through_cwd,
    "read a secret through ..": _read_through_dots,
    "read a secret through the root of /proc": lambda scene: Path(f"/proc/self/root{scene.secret}").read_text(),
    "link to a secret": lambda scene: os.link(scene.secret, scene.readable / "hard"),
    "list the folder of a secret": lambda scene: os.listdir(scene.secret.parent),
    "read the list of users": lambda scene: Path("/etc/passwd").read_text(),
    "read the environment of the parent": lambda scene: Path(f"/proc/{scene.parent}/environ").read_bytes(),
    "read the memory of the parent": lambda scene: _write_to_memory_of(scene.parent),
    "read the command of the parent": lambda scene: Path(f"/proc/{scene.parent}/cmdline").read_bytes(),
    "look at the descriptors of the parent": lambda scene: os.readlink(f"/proc/{scene.parent}/fd/0"),
    "list the processes": lambda scene: os.listdir("/proc"),
    "read its own environment": lambda scene: Path("/proc/self/environ").read_bytes(),
    "list the devices": lambda scene: os.listdir("/dev"),
    "list the temporary files": lambda scene: os.listdir("/tmp"),
}
WRITES: dict[str, Probe] = {
    "write a temporary file": lambda scene: Path(f"/tmp/jail-{os.getpid()}").write_text("x"),
    "write to shared memory": lambda scene: Path(f"/dev/shm/jail-{os.getpid()}").write_text("x"),
    "change a file that it may read": lambda scene: (scene.readable / "note.txt").write_text("x"),
    "append to a file that it may read": lambda scene: (scene.readable / "note.txt").open("a"),
    "empty a file by opening it": lambda scene: os.open(scene.readable / "note.txt", os.O_RDONLY | os.O_TRUNC),
    "empty a file by name": lambda scene: os.truncate(scene.readable / "note.txt", 0),
    "make a file": lambda scene: (scene.readable / "new").touch(),
    "make a nameless file": lambda scene: os.open(scene.readable, os.O_TMPFILE | os.O_RDWR),
    "rename a file": lambda scene: os.rename(scene.readable / "note.txt", scene.readable / "other"),
    "remove a file": lambda scene: os.unlink(scene.readable / "note.txt"),
    "make a folder": lambda scene: os.mkdir(scene.readable / "folder"),
    "make a symbolic link": lambda scene: os.symlink("/", scene.readable / "soft"),
    "make a pipe with a name": lambda scene: os.mkfifo(scene.readable / "fifo"),
    "change the mode of a file": lambda scene: os.chmod(scene.readable / "note.txt", 0o777),
    "change the mode of an open file": lambda scene: os.fchmod(scene.inherited, 0o777),
    "change the owner of a file": lambda scene: os.chown(scene.readable / "note.txt", os.geteuid(), -1),
    "change the times of a file": lambda scene: os.utime(scene.readable / "note.txt"),
    "change the attributes of a file": lambda scene: os.setxattr(scene.readable / "note.txt", "user.x", b"x"),
    "shorten an inherited file": lambda scene: os.ftruncate(scene.inherited, 0),
    "make a file in memory": lambda scene: os.memfd_create("x"),
}
PROCESSES: dict[str, Probe] = {
    "fork": lambda scene: _attempt(os.fork),
    "spawn a program": lambda scene: os.posix_spawn("/bin/true", ["true"], {}),
    "run a program": lambda scene: subprocess.run(["/bin/true"], check=True, close_fds=False),
    "run a shell": _system,
    "become another program": lambda scene: os.execv("/bin/true", ["true"]),
    "start a worker process": lambda scene: multiprocessing.get_context("fork").Process(target=print).start(),
    "clone a process": lambda scene: _attempt(lambda: raw("clone", signal.SIGCHLD, 0, 0, 0, 0)),
    # signals that would be harmless if they came through
    "signal the parent": lambda scene: os.kill(scene.parent, signal.SIGURG),
    "signal the first process": lambda scene: os.kill(1, 0),
    "signal everybody": lambda scene: os.kill(-1, 0),
    "signal the group": lambda scene: os.kill(0, 0),
    "signal a thread of the parent": lambda scene: raw("tgkill", scene.parent, scene.parent, signal.SIGURG),
    "have the kernel signal the parent": _own_signals_through_fcntl,
    "trace the parent": lambda scene: raw("ptrace", 16, scene.parent, 0, 0),
    "limit the parent": lambda scene: resource.prlimit(scene.parent, resource.RLIMIT_CPU),
    "slow the parent down": lambda scene: os.setpriority(os.PRIO_PROCESS, scene.parent, 19),
    "move itself to one processor": lambda scene: os.sched_setaffinity(0, {0}),
    "leave its session": lambda scene: os.setsid(),
    "outlive its parent": lambda scene: raw("prctl", 1, 0, 0, 0, 0),
    "become root": lambda scene: os.setresuid(0, 0, 0),
    "run in a new namespace": lambda scene: raw("unshare", 0x10000000),
}
SOCKETS: dict[str, Probe] = {
    "open an internet socket": lambda scene: socket.socket(socket.AF_INET),
    "open a local socket": lambda scene: socket.socket(socket.AF_UNIX),
    "open a kernel socket": lambda scene: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "open a pair of sockets": lambda scene: socket.socketpair(),
}
RAW: dict[str, Probe] = {
    f"call {name}": lambda scene, name=name: _attempt(lambda: raw(name, 0, 0, 0, 0, 0, 0))  # type: ignore[misc]
    for name in dangerous_numbers(os.uname().machine)
}
REFUSED = {**FILES, **WRITES, **PROCESSES, **SOCKETS, **RAW}


def _huge(flags: int) -> int:
    return len(mmap.mmap(-1, 8 << 30, flags=flags))


def _reuse_address_space(scene: Scene) -> int:
    """Give up what the zygote had mapped, and ask for that much data."""
    _FROM_THE_ZYGOTE.close()
    return len(bytearray(3 << 29))


def _huge_inherited_file(scene: Scene) -> None:
    os.pwrite(scene.inherited, b"x", 1 << 30)


def _many_files(scene: Scene) -> int:
    opened = []
    with contextlib.suppress(OSError):
        while len(opened) < 1000:
            opened.append(os.open("/dev/null", os.O_RDONLY))
    for fd in opened:
        os.close(fd)
    return len(opened)


def _many_threads(scene: Scene) -> int:
    """How many tiny threads could be started, of 1,500; they end with the jail."""
    forever = threading.Lock()
    forever.acquire()
    threading.stack_size(32 << 10)
    started = 0
    with contextlib.suppress(RuntimeError):
        while started < 1500:
            _thread.start_new_thread(forever.acquire, ())
            started += 1
    return started


def _raise_limit(kind: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (hard + (1 << 20), hard + (1 << 20)))


BOUNDED: dict[str, Probe] = {
    "allocate 8 GB": lambda scene: len(bytearray(8 << 30)),
    "map 8 GB": lambda scene: _huge(mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS),
    "map 8 GB shared": lambda scene: _huge(mmap.MAP_SHARED | mmap.MAP_ANONYMOUS),
    "allocate 1.5 GB in place of other things": _reuse_address_space,
    "make an inherited file 1 GB long": _huge_inherited_file,
    "allow itself more memory": lambda scene: _raise_limit(resource.RLIMIT_AS),
    "allow itself more time": lambda scene: _raise_limit(resource.RLIMIT_CPU),
    "allow itself more files": lambda scene: _raise_limit(resource.RLIMIT_NOFILE),
    "open many files": _many_files,
    "call clone3": lambda scene: raw("clone3", 0, 0),
    "start many threads": _many_threads,  # last: they stay
}


def _random_bytes(count: int) -> int:
    with open("/dev/urandom", "rb", buffering=0) as source:
        return len(source.read(count))


def _start_thread(scene: Scene) -> int:
    box: list[int] = []
    thread = threading.Thread(target=lambda: box.append(6 * 7))
    thread.start()
    thread.join()
    return box[0]


def _alarm(scene: Scene) -> str:
    with contextlib.suppress(InterruptedError):
        signal.signal(signal.SIGUSR1, lambda *_: None)
        os.kill(os.getpid(), signal.SIGUSR1)
    return "handled"


ALLOWED: dict[str, tuple[Probe, Any]] = {
    "read what is readable": (lambda scene: (scene.readable / "note.txt").read_text(), "for everybody"),
    "list what is readable": (lambda scene: sorted(os.listdir(scene.readable)), ["link", "note.txt"]),
    "read random bytes": (lambda scene: _random_bytes(8), 8),
    "see that a hidden path exists": (lambda scene: scene.secret.exists(), True),
    "start a thread": (_start_thread, 42),
    "signal itself": (_alarm, "handled"),
    "write to an inherited file": (lambda scene: os.pwrite(scene.inherited, b"x", 0), 1),
    "use 100 MB": (lambda scene: len(bytearray(100 << 20)) >> 20, 100),
    "read its limit of files": (lambda scene: list(resource.getrlimit(resource.RLIMIT_NOFILE)), [64, 64]),
    "read its limit of time, the last second of which kills": (
        lambda scene: list(resource.getrlimit(resource.RLIMIT_CPU)),
        [15, 16],
    ),
    "ask whether it writes to a terminal": (lambda scene: os.isatty(scene.inherited), False),
    "print into memory": (lambda scene: print("x", file=io.StringIO()), None),
    "count processors": (lambda scene: (os.cpu_count() or 0) > 0, True),
    "nap": (lambda scene: time.sleep(0.001), None),
}
WRITES_TO_NULL: dict[str, tuple[Probe, Any]] = {
    "write to /dev/null": (lambda scene: Path(os.devnull).write_text("x"), 1),
}


def _keep_house(scene: Scene) -> str:
    assert scene.scratch
    folder = scene.scratch / "folder"
    folder.mkdir()
    (folder / "a").write_text("hello")
    (folder / "a").rename(folder / "b")
    text = (folder / "b").read_text()
    (folder / "b").unlink()
    folder.rmdir()
    return text


SCRATCH: dict[str, tuple[Probe, Any]] = {"keep house in the scratch folder": (_keep_house, "hello")}
LINKS_IN_SCRATCH: dict[str, Probe] = {
    "make a symbolic link in the scratch folder": lambda scene: os.symlink("/", scene.scratch / "soft"),  # type: ignore[operator]
    "make a pipe in the scratch folder": lambda scene: os.mkfifo(scene.scratch / "fifo"),  # type: ignore[operator]
    "make a scratch file executable": lambda scene: os.chmod(scene.scratch, 0o777),  # type: ignore[arg-type]
}

EVERYTHING: dict[str, Probe] = {
    **REFUSED,
    **BOUNDED,
    **LINKS_IN_SCRATCH,
    **{name: probe for name, (probe, _) in {**ALLOWED, **WRITES_TO_NULL, **SCRATCH}.items()},
}

if sys.platform != "linux":
    raise RuntimeError("These probes are for Linux.")
