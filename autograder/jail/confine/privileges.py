"""What a process may do because of who it is: capabilities, user, and the ties to its parent.

Source: capabilities(7), credentials(7), prctl(2).
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import struct
from pathlib import Path

from autograder.jail.confine.kernel import Kernel

NOBODY = 65534
PRIVATE_USERS = 0x70000000  # plus the pid; above the numbers that containers get (systemd.io/UIDS-GIDS)

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_SECUREBITS = 1, 4, 24, 28
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 38, 47
_AMBIENT_CLEAR_ALL = 4
_NO_ROOT, _NO_SETUID_FIXUP, _KEEP_CAPS_LOCKED = 0x01 | 0x02, 0x04 | 0x08, 0x20  # the first two with their locks
_CAP_SETGID, _CAP_SETUID, _CAP_SETPCAP = 6, 7, 8
_CAPABILITIES = 64
_MOST_PIDS = 1 << 22
_CAPSET_VERSION_3 = 0x20080522

_EFFECTIVE = re.compile(r"^CapEff:\s+([0-9a-f]+)", re.MULTILINE)


def die_with_parent(parent_pid: int, kernel: Kernel | None = None) -> None:
    """Have the kernel kill this process when its parent ends, and end at once if that has happened already.

    To be called after the last change of user, which would undo it.
    """
    (kernel or Kernel()).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        os._exit(1)


class Privileges:
    """What the zygote may do, looked up once, and the ways for a fork of it to give it up."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._capset_header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPSET_VERSION_3, 0), 8)
        self._no_capabilities = ctypes.create_string_buffer(24)
        found = _EFFECTIVE.search(Path("/proc/self/status").read_text())
        held = int(found[1], 16) if found else 0
        may_change_user = bool(held >> _CAP_SETUID & held >> _CAP_SETGID & 1)
        self._may_drop_bounding = bool(held >> _CAP_SETPCAP & 1)
        self.may_become_nobody = may_change_user and _exists("uid", NOBODY) and _exists("gid", NOBODY)
        self.has_private_users = may_change_user and _exists("uid", PRIVATE_USERS, _MOST_PIDS)

    def close_the_way_back(self) -> None:
        """No program that this process or a fork of it becomes gets a capability, whoever it is and runs as.

        What the process holds it keeps, so that a zygote can do this once for all its forks.
        """
        if self._may_drop_bounding:
            for capability in range(_CAPABILITIES):
                try:
                    self._kernel.prctl(PR_CAPBSET_DROP, capability)
                except OSError:  # the first number that this kernel does not have
                    break
            self._kernel.prctl(PR_SET_SECUREBITS, _NO_ROOT | _NO_SETUID_FIXUP | _KEEP_CAPS_LOCKED)
        self._may_drop_bounding = False  # nothing is left to be dropped

    def give_up(self, *, user: bool) -> None:
        """Lose all capabilities and the ways to get them back; with `user`, also the user and its groups.

        With `has_private_users`, the *real* user becomes one that nobody else is. The kernel counts a user's tasks by
        it, and bounds those of all users but 0. Files are opened as the effective user (0 as before, or NOBODY);
        only os.access asks for the real one.
        """
        self.close_the_way_back()
        if user:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
        effective = NOBODY if user else -1  # -1: as it is
        real = PRIVATE_USERS + os.getpid() if self.has_private_users else effective
        os.setresuid(real, effective, effective)
        self._kernel.prctl(PR_CAP_AMBIENT, _AMBIENT_CLEAR_ALL)
        self._kernel.capset(ctypes.addressof(self._capset_header), ctypes.addressof(self._no_capabilities))

    def refuse_inspection(self) -> None:
        """No core dump, and no process of the same user may trace this one or read its memory."""
        self._kernel.prctl(PR_SET_DUMPABLE, 0)

    def refuse_new_privileges(self) -> None:
        """Running a setuid program gives nothing from now on; landlock and seccomp demand it."""
        self._kernel.prctl(PR_SET_NO_NEW_PRIVS, 1)


def _exists(kind: str, first: int, count: int = 1) -> bool:
    """Whether this process's user namespace maps these numbers of users (`uid`) or groups (`gid`)."""
    try:
        lines = Path(f"/proc/self/{kind}_map").read_text().splitlines()
    except FileNotFoundError:  # a kernel without user namespaces
        return True
    ranges = ((int(start), int(start) + int(length)) for start, _, length in map(str.split, lines))
    return any(start <= first and first + count <= end for start, end in ranges)
