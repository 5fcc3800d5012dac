"""The door to the kernel: the calls that Python does not wrap (prctl, capset, landlock's), through ctypes.

Importable on any platform; `Kernel()` itself needs Linux.
"""

from __future__ import annotations

import ctypes
import os


class Unconfinable(Exception):  # noqa: N818 - it says what the machine is, not that the grader broke
    """Student code cannot be confined here as asked; the message says what is missing and what to do."""


class Kernel:
    """Holds libc's functions with their argument types set once, so that a call in a fresh fork costs microseconds."""

    def __init__(self) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._prctl = libc.prctl
        self._prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
        self._prctl.restype = ctypes.c_int
        self._syscall = libc.syscall
        self._syscall.argtypes = [ctypes.c_long] * 5
        self._syscall.restype = ctypes.c_long
        self._capset = libc.capset
        self._capset.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self._capset.restype = ctypes.c_int

    def prctl(self, option: int, a: int = 0, b: int = 0, c: int = 0) -> int:
        """prctl(2). Pointers are passed as addresses. Raises OSError."""
        return _checked(self._prctl(option, a, b, c, 0), "prctl", option)

    def syscall(self, number: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
        """syscall(2). Pointers are passed as addresses. Raises OSError."""
        return _checked(self._syscall(number, a, b, c, d), "syscall", number)

    def capset(self, header: int, sets: int) -> None:
        """capset(2), with the addresses of its two structures. Raises OSError."""
        _checked(self._capset(header, sets), "capset")


def _checked(result: int, *call: object) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), " ".join(map(str, call)))
    return result
