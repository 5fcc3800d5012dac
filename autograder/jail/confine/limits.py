"""Resource limits of a jail, relative to what the process already holds: a fork of a warm zygote starts with gigabytes.

Address space and data are limited both. Data alone lets an 8 GB shared mapping through; address space alone lets a
process give up the gigabytes of libraries that it was born with and fill as much with data.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass

MAX_STACK = 8 << 20  # bytes; what a main thread's stack may grow to
UNRELATED = 1024  # tasks that the same user may start elsewhere while a zygote lives

_OWNER_AND_THREADS = re.compile(rb"^Uid:\s+(\d+).*^Threads:\s+(\d+)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Limits:
    """What one jail may use.

    `cpu_seconds` counts all its threads; at the limit it gets SIGXCPU, a second later SIGKILL. `memory_bytes` comes on
    top of what the zygote holds. `file_bytes` is the size to which a file may grow. `threads` counts the main one; an
    ordinary user's limit is looser by what else this user may run, see `limit_threads`.
    """

    cpu_seconds: int
    memory_bytes: int
    file_bytes: int = 1 << 20
    open_files: int = 64
    threads: int = 64


@dataclass(frozen=True)
class Usage:
    """What this process holds now."""

    address_space: int
    data: int
    threads: int

    @classmethod
    def current(cls) -> Usage:
        """From /proc/self: what is quickest to read. Data includes the stack."""
        meter = Meter()
        try:
            return meter.read()
        finally:
            meter.close()


class Meter:
    """`Usage` of the process that made it, again and again, also where there is no /proc any more.

    In a fork it still tells what its parent holds, which is what the fork was born with.
    """

    def __init__(self) -> None:
        self._processes = os.open("/proc", os.O_RDONLY | os.O_CLOEXEC)
        self._pages = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        self._threads = os.open("/proc/self/task", os.O_RDONLY | os.O_CLOEXEC)

    def read(self) -> Usage:
        """What the process holds now."""
        pages = os.pread(self._pages, 4096, 0).split()
        page = os.sysconf("SC_PAGESIZE")
        return Usage(int(pages[0]) * page, int(pages[5]) * page, len(os.listdir(self._threads)))

    def offer_to_die(self) -> None:
        """When memory runs out, the kernel is to end the process that calls this before any other.

        Any process may say that of itself. Where /proc may not be written to, it goes without.
        """
        with contextlib.suppress(OSError):
            fd = os.open("self/oom_score_adj", os.O_WRONLY | os.O_CLOEXEC, dir_fd=self._processes)
            try:
                os.write(fd, b"1000")
            finally:
                os.close(fd)

    def close(self) -> None:
        """Forget it."""
        for fd in (self._processes, self._pages, self._threads):
            os.close(fd)


def apply(limits: Limits, usage: Usage) -> None:
    """Lower this process's limits for good; those that are lower already stay. Threads: see `limit_threads`."""
    import resource  # not on Windows, where this package is only imported

    _lower(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    _lower(resource.RLIMIT_AS, usage.address_space + limits.memory_bytes)
    _lower(resource.RLIMIT_DATA, usage.data + limits.memory_bytes)
    _lower(resource.RLIMIT_STACK, MAX_STACK)
    _lower(resource.RLIMIT_FSIZE, limits.file_bytes)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE):
        _lower(kind, 0)


def limit_threads(limits: Limits, others: int) -> None:
    """Bound the tasks of this process's real user: `others` that it runs elsewhere, and the jail's own.

    The kernel does not bound user 0, and the limits on memory bound only Python's threads (some 1,800 with 1 GB): bare
    ones cost nothing that is counted, and 10,000 are made in a second. So a jail of root gets a real user of its own,
    with no others (see `Privileges.give_up`); only for a root without CAP_SETUID, outside any user namespace, the
    number of threads has no bound.
    """
    import resource

    _lower(resource.RLIMIT_NPROC, others + limits.threads)


def count_tasks(user: int) -> int:
    """How many threads the processes of a real user have now, on the whole machine. Takes some milliseconds."""
    tasks = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                status = _read(f"/proc/{entry.name}/status")
            except OSError:  # it has ended meanwhile
                continue
            found = _OWNER_AND_THREADS.search(status)
            if found and int(found[1]) == user:
                tasks += int(found[2])
    return tasks


def _lower(kind: int, soft: int, hard: int | None = None) -> None:
    import resource

    ceiling = resource.getrlimit(kind)[1]
    hard = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def _read(path: str) -> bytes:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(fd, 4096)
    finally:
        os.close(fd)
