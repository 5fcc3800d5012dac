"""Starts a zygote as somebody else: `python other_users.py WHO PATH...`, as root. Prints what came of it as JSON.

WHO: "nobody"; "root without CAP_SYS_ADMIN"; "root without capabilities". PATH: what a jail looks for.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile
from pathlib import Path

from autograder.jail.channels import JailChannel
from autograder.jail.processes import ZygoteProcess
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience, Program

NOBODY = 65534
CAP_SYS_ADMIN = 21
PR_CAPBSET_DROP = 24
NEWNS, MS_BIND, MS_MOVE, MS_REC, MS_PRIVATE = 0x20000, 0x1000, 0x2000, 0x4000, 0x40000

SOURCE = """
import os, torch

def look(paths):
    return [os.path.lexists(path) for path in paths]

def users():
    return [os.getuid(), os.geteuid()]

def compute():
    import torch.utils.flop_counter
    return (torch.ones(64, 64) @ torch.ones(64, 64)).sum().item()
"""

libc = ctypes.CDLL(None, use_errno=True)


def succeed(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def mount(source: str, target: str, kind: bytes | None, flags: int) -> None:
    options = b"mode=755" if kind else None
    succeed(libc.mount(source.encode(), target.encode(), kind, ctypes.c_ulong(flags), options))


def open_the_way(folder: Path) -> None:
    """If others may not pass to a folder: mount it, for this process and its children, where nothing is in the way."""
    barred = [parent for parent in reversed(folder.parents) if not parent.stat().st_mode & 0o001]
    if barred:
        succeed(libc.unshare(NEWNS))
        mount("none", "/", None, MS_REC | MS_PRIVATE)
        kept = tempfile.mkdtemp()
        mount(str(folder), kept, None, MS_BIND | MS_REC)
        mount("tmpfs", str(barred[0]), b"tmpfs", 0)
        folder.mkdir(parents=True)
        mount(kept, str(folder), None, MS_MOVE)
        os.rmdir(kept)


def drop_capabilities(numbers: range) -> None:
    """For good, from the next program that is started on."""
    for number in numbers:
        if libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(number), 0, 0, 0):
            break


def become(who: str) -> None:
    if who == "nobody":
        open_the_way(Path(sys.base_prefix))
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    elif who == "root without CAP_SYS_ADMIN":
        drop_capabilities(range(CAP_SYS_ADMIN, CAP_SYS_ADMIN + 1))
    else:
        drop_capabilities(range(64))


def main(who: str, paths: list[str]) -> None:
    become(who)
    if not (os.access(sys.executable, os.X_OK) and os.access(__file__, os.R_OK)):
        print(json.dumps({"unreachable": f"{who} cannot reach the interpreter or the repository"}))
        return
    zygote = ZygoteProcess()
    channel = JailChannel(zygote, {"cpu_seconds": 5, "memory_bytes": 1 << 30})
    student = open_module(
        channel, Program((("u", "u.py", SOURCE),)), 1, party="student", patience=Patience(20, 20)
    )  # fmt: skip
    told = {
        "level": zygote.level,
        "missing": zygote.missing,
        "seen": dict(zip(paths, student.look(paths), strict=True)),
    }
    told |= {"users": student.users(), "computed": student.compute()}
    channel.close()
    zygote.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
