"""How jails end: `python endings.py` plays every scenario below in forks and prints what came of each as JSON."""

from __future__ import annotations

import contextlib
import ctypes
import json
import mmap
import os
import platform
import select
import signal
import threading
import time
from collections.abc import Callable

from autograder.jail.confine import Confinement, Limits, Unconfinable, runtime_paths

LIMITS = Limits(cpu_seconds=1, memory_bytes=256 << 20)
SECONDS = 10  # nothing below takes that long unless something is wrong
INT_80 = bytes.fromhex("b814000000 cd80 c3")  # mov eax, 20; int 0x80; ret: getpid as on i386


def _ending(scene: Callable[[], None]) -> int:
    """Exit code, or minus the signal, of a fork that runs `scene`."""
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(Exception):
            scene()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _in_jail(confinement: Confinement, act: Callable[[], object]) -> int:
    parent = os.getpid()

    def scene() -> None:
        confinement.enter(LIMITS, parent)
        act()

    return _ending(scene)


def _burn() -> None:
    while True:
        pass


def _machine_code(code: bytes) -> None:
    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()


def _x32_getpid() -> None:
    ctypes.CDLL(None).syscall(ctypes.c_long(0x40000000 | 39))


def stopped_and_continued(confinement: Confinement) -> str:
    """A jail that polls is stopped, continued, and then woken."""
    (wake_read, wake_write), (out_read, out_write) = os.pipe(), os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        confinement.enter(LIMITS, parent)
        os.write(out_write, b"polling ")
        poll = select.poll()
        poll.register(wake_read, select.POLLIN)
        poll.poll(SECONDS * 1000)
        os.write(out_write, b"woken")
        os._exit(0)
    said = os.read(out_read, 100)
    os.kill(pid, signal.SIGSTOP)
    os.waitpid(pid, os.WUNTRACED)
    os.kill(pid, signal.SIGCONT)
    os.write(wake_write, b"x")
    ending = os.waitpid(pid, 0)[1]
    return (said + os.read(out_read, 100)).decode() if ending == 0 else f"ended with {ending}"


def orphaned(confinement: Confinement) -> str:
    """The zygote ends while a jail of it waits for ever."""
    out_read, out_write = os.pipe()
    zygote = os.fork()
    if zygote == 0:
        parent = os.getpid()
        entered_read, entered_write = os.pipe()
        if os.fork() == 0:
            confinement.enter(LIMITS, parent)
            os.write(out_write, str(os.getpid()).encode())
            os.write(entered_write, b"x")
            signal.pause()
            os._exit(0)
        os.read(entered_read, 1)
        os._exit(0)
    os.close(out_write)
    os.waitpid(zygote, 0)
    jail = int(os.read(out_read, 100))
    if select.select([out_read], [], [], SECONDS)[0]:  # its end of the pipe is closed
        return "ended"
    os.kill(jail, signal.SIGKILL)
    return "lived on"


def born_orphaned(confinement: Confinement) -> int:
    """The parent had ended before the jail could ask to end with it."""
    return _ending(lambda: confinement.enter(LIMITS, os.getpid()))  # itself is surely not its parent


def entered_with_threads(confinement: Confinement) -> str:
    """A fork starts a thread, then enters."""
    out_read, out_write = os.pipe()
    parent = os.getpid()

    def scene() -> None:
        threading.Thread(target=time.sleep, args=[SECONDS], daemon=True).start()
        try:
            confinement.enter(LIMITS, parent)
        except Unconfinable as error:
            os.write(out_write, str(error).encode())
        os._exit(0)

    _ending(scene)
    return os.read(out_read, 1000).decode()


def main() -> None:
    """Play all."""
    confinement = Confinement.prepare(runtime_paths())
    results: dict[str, object] = {
        "burns": _in_jail(confinement, _burn),
        "ends by itself": _in_jail(confinement, lambda: os._exit(7)),
        "stopped and continued": stopped_and_continued(confinement),
        "orphaned": orphaned(confinement),
        "born orphaned": born_orphaned(confinement),
        "entered with threads": entered_with_threads(confinement),
    }
    if platform.machine() == "x86_64":
        results["i386 call"] = _in_jail(confinement, lambda: _machine_code(INT_80))
        results["x32 call"] = _in_jail(confinement, _x32_getpid)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
