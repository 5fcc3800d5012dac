"""A fork that does what a zygote's child needs, and no more."""

from __future__ import annotations

import ctypes
import os


def bare_fork() -> int:
    """fork(2) with the C library's own handlers, but without Python's: 0 in the child, its pid in the parent.

    After `os.fork`, Python makes its locks anew, forgets other threads, and runs what was registered with
    `os.register_at_fork` (threading, logging, random, torch). A process with one thread needs none of that: no other
    thread can have held a lock, and the driver seeds the generators. It touches some 320 pages, each of which the
    child then has to copy: 2 ms of the 12 that a jail takes.

    Raises:
        OSError: the kernel refused.
    """
    libc = ctypes.PyDLL(None, use_errno=True)  # keeps the GIL over the call: both sides go on holding it
    pid: int = libc.fork()
    if pid < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return pid
