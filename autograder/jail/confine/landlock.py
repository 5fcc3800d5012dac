"""Landlock: which files a process may open from now on, decided by the process itself and never taken back.

A ruleset is built once in the zygote; a jail forked from it only has to call `restrict`. Everything that the kernel's
ABI knows is handled, and so refused, unless a rule grants it: also TCP (ABI 4), ioctls on devices (ABI 5), signals and
abstract sockets to processes outside (ABI 6). Not covered by landlock at all: stat, access, readlink, chdir, chmod,
chown, utimes, xattrs; the system-call filter refuses all but the first four of these.

Source: https://docs.kernel.org/userspace-api/landlock.html and linux/landlock.h.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.jail.confine.kernel import Kernel, Unconfinable

LEAST_ABI = 3  # below it, truncate() of any file of the same user is not refused

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = (1 << bit for bit in range(4))
_REMOVE_DIR, _REMOVE_FILE, _MAKE_CHAR, _MAKE_DIR, _MAKE_REG = (1 << bit for bit in range(4, 9))
_MAKE_SOCK, _MAKE_FIFO, _MAKE_BLOCK, _MAKE_SYM, _REFER, _TRUNCATE, _IOCTL_DEV = (1 << bit for bit in range(9, 16))

READ = _READ_FILE | _READ_DIR
WRITE = READ | _WRITE_FILE | _TRUNCATE  # of files that exist
KEEP_HOUSE = WRITE | _MAKE_REG | _MAKE_DIR | _REMOVE_FILE | _REMOVE_DIR | _REFER  # no links, sockets, pipes, devices

_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV  # what a rule for a single file may grant
_RIGHTS_OF_ABI = {1: 13, 2: 14, 3: 15, 4: 15}  # how many of the rights above; all 16 since ABI 5
_TCP = 0b11
_SCOPES = 0b11  # abstract unix sockets, signals

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_LOG_SAME_EXEC_OFF = 1  # ABI 7: a student's refusals do not flood the audit log


@dataclass(frozen=True)
class Rule:
    """What may be done to `path`: the file itself, or everything below a folder."""

    path: Path
    access: int


def supported_abi(kernel: Kernel) -> int:
    """The version of landlock that this kernel offers; 0 without landlock."""
    try:
        return kernel.syscall(_CREATE_RULESET, 0, 0, _VERSION_FLAG)
    except OSError:
        return 0


def build(kernel: Kernel, abi: int, rules: Sequence[Rule]) -> int:
    """Make a ruleset and return its descriptor, which survives a fork.

    Raises Unconfinable for a path that cannot be opened.
    """
    handled = (1 << _RIGHTS_OF_ABI.get(abi, 16)) - 1
    attributes = ctypes.create_string_buffer(
        struct.pack("=QQQ", handled, _TCP if abi >= 4 else 0, _SCOPES if abi >= 6 else 0), 24
    )
    ruleset = kernel.syscall(_CREATE_RULESET, ctypes.addressof(attributes), 24)
    try:
        for rule in rules:
            _add(kernel, ruleset, rule, handled)
    except BaseException:
        os.close(ruleset)
        raise
    return ruleset


def restrict(kernel: Kernel, ruleset: int, abi: int) -> None:
    """Put this thread, and all threads that it starts, under the ruleset. Needs no_new_privs."""
    kernel.syscall(_RESTRICT_SELF, ruleset, _LOG_SAME_EXEC_OFF if abi >= 7 else 0)
    with contextlib.suppress(OSError):
        os.close(ruleset)


def _add(kernel: Kernel, ruleset: int, rule: Rule, handled: int) -> None:
    try:
        fd = os.open(rule.path, os.O_PATH | os.O_CLOEXEC)
    except OSError as error:
        raise Unconfinable(
            f"A jail is to be allowed {rule.path}, but it cannot be opened ({error.strerror}). "
            "Give only paths that exist and that this user may reach."
        ) from error
    try:
        allowed = rule.access & handled
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            allowed &= _OF_FILES
        attribute = ctypes.create_string_buffer(struct.pack("=Qi", allowed, fd), 12)
        kernel.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.addressof(attribute))
    finally:
        os.close(fd)
