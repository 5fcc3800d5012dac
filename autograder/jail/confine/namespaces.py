"""Namespaces: a zygote goes into them once, and all its forks are born in them, at no cost of their own.

In them there is no network (only a loopback that is down), no shared memory or queue of others, and above all another
root folder: a tmpfs that holds read-only mounts of what is `visible`, two devices, and nothing else. What is not there
cannot be opened, listed or looked for by name, whatever else fails: not a file of the reference, not /etc, not /proc.

* Without a /proc, whoever needs to know about itself opens it before `change_root`; see `limits.Meter`.
* A user namespace, with the same numbers of users inside, is made only where the kernel asks for one.
* No process namespace: in one, the first fork would be everybody's init, and a jail could not see its parent's end
  (its getppid would be 0). The filter refuses signals and there is no /proc, so there is nothing left to hide.

Source: namespaces(7), user_namespaces(7), pivot_root(2), mount_setattr(2).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWNET = 0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x40000000
_ALL = _NEWNS | _NEWUTS | _NEWIPC | _NEWNET

_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 0x40000
_READ_ONLY, _NOSUID, _NODEV, _NOEXEC = 1, 2, 4, 8  # MOUNT_ATTR_*
_MOUNT_SETATTR = 442  # the same number on every architecture; since Linux 5.12
_AT_RECURSIVE = 0x8000
_MNT_DETACH = 2

_DEVICES = (Path("/dev/null"), Path("/dev/urandom"))
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")  # links to each other, in one way or another
_BUILT_ON = Path("/proc")  # surely there, and nothing visible lies in it


class Namespaces:
    """What a process with one thread can go into, in two steps: `enter`; `change_root` when it needs no more files.

    Both are for good, raise OSError, and are halfway if they do: so ask `why_not` first.
    """

    def __init__(self, visible: Sequence[Path]) -> None:
        """`visible`: files and folders that the new root is to hold, under the names that they have now."""
        real = {path.resolve() for path in visible}
        self._visible = sorted(path for path in real if not real & set(path.parents))

    def why_not(self) -> str:
        """Both steps tried in a fork, since there is no way back: what went wrong, or nothing."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            failed = 1
            try:
                self.enter()
                self.change_root()
                failed = 0
            except BaseException as problem:
                os.write(writer, str(problem).encode()[:1000])
            finally:
                os._exit(failed)
        os.close(writer)
        with open(reader, "rb") as pipe:
            said = pipe.read().decode()
        status = os.waitpid(pid, 0)[1]
        return said or (f"ended with status {status}" if status else "")

    def enter(self) -> None:
        """Leave the namespaces that this process shares with its parent. Files stay as they are."""
        try:
            _call("unshare", _ALL)
        except PermissionError:
            _enter_with_users()

    def change_root(self) -> None:
        """Have another root folder from now on, where there is only what is visible. What is open stays open."""
        _call("mount", None, b"/", None, _MS_REC | _MS_PRIVATE, None)  # nothing of this is to be seen outside
        flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
        _call("mount", b"tmpfs", bytes(_BUILT_ON), b"tmpfs", flags, b"mode=755,size=1m")
        umask = os.umask(0o022)
        try:
            for path in (*self._visible, *_DEVICES):
                _show(path)
            for link in self._links():
                _show_link(link)
        finally:
            os.umask(umask)
        _restrict(_BUILT_ON, _READ_ONLY)
        os.chdir(_BUILT_ON)
        _call("pivot_root", b".", b".")  # the old root now lies upon the new one
        _call("umount2", b".", _MNT_DETACH)
        os.chdir("/")

    def _links(self) -> Iterator[Path]:
        """Symbolic links by which what is visible is known to the loader of libraries and to Python's imports."""
        for name in (*_SYSTEM, *sys.path):
            with contextlib.suppress(OSError):
                real = Path(os.path.realpath(name, strict=True))
                if any(real.is_relative_to(path) for path in self._visible):
                    yield from _links_on_the_way(Path(name).absolute())


def _enter_with_users() -> None:
    """As an ordinary user, or as a root without CAP_SYS_ADMIN: with a user namespace, in which this is allowed.

    A fork that stays outside says which users there are inside: all those of outside, with the same numbers, if that
    is allowed, so that jails can have users of their own (see `Privileges`); else only this one.
    """
    reader, writer = os.pipe()
    mapper = os.fork()
    if mapper == 0:
        failed = 1
        with contextlib.suppress(BaseException):
            os.close(writer)
            if os.read(reader, 1):
                _map_users(os.getppid())
                failed = 0
        os._exit(failed)
    os.close(reader)
    try:
        _call("unshare", _NEWUSER | _ALL)
        os.write(writer, b"x")
    finally:
        os.close(writer)
        status = os.waitpid(mapper, 0)[1]
    if status:
        raise PermissionError("a user namespace was made, but users in it are refused")


def _map_users(pid: int) -> None:
    """Fill the user namespace of another process of this user."""
    folder = Path(f"/proc/{pid}")
    try:
        for kind in ("gid_map", "uid_map"):
            rows = [line.split() for line in Path("/proc/self", kind).read_text().splitlines()]
            (folder / kind).write_text("".join(f"{first} {first} {count}\n" for first, _, count in rows))
    except PermissionError:
        (folder / "setgroups").write_text("deny")
        (folder / "gid_map").write_text(f"{os.getegid()} {os.getegid()} 1")
        (folder / "uid_map").write_text(f"{os.geteuid()} {os.geteuid()} 1")


def _show(path: Path) -> None:
    """Mount a file or folder, with all that is mounted in it, under its own name in the root that is being built."""
    place = _in_new_root(path)
    if path.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    _call("mount", bytes(path), bytes(place), None, _MS_BIND | _MS_REC, None)
    _restrict(place, _READ_ONLY | _NOSUID | (_NOEXEC if path in _DEVICES else _NODEV))


def _show_link(link: Path) -> None:
    place = _in_new_root(link)
    if not os.path.lexists(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(os.readlink(link))


def _in_new_root(path: Path) -> Path:
    return _BUILT_ON / path.relative_to("/")


def _links_on_the_way(path: Path) -> Iterator[Path]:
    """The symbolic links that the kernel follows to get to an absolute path that exists; their folders are real."""
    at, left = Path("/"), list(path.parts[1:])
    while left:
        step = left.pop(0)
        at = at.parent if step == ".." else at / step
        if at.is_symlink():
            yield at
            target = Path(os.readlink(at))
            left = [*(part for part in target.parts if part != "/"), *left]
            at = Path("/") if target.is_absolute() else at.parent


def _restrict(place: Path, attributes: int) -> None:
    """Take rights away from a mount and from all that is mounted in it."""
    wanted = ctypes.create_string_buffer(struct.pack("=QQQQ", attributes, 0, 0, 0), 32)
    no_folder = -100  # AT_FDCWD
    _call("syscall", _MOUNT_SETATTR, no_folder, bytes(place), _AT_RECURSIVE, ctypes.addressof(wanted), 32)


def _call(name: str, *arguments: int | bytes | None) -> None:
    """A function of libc. Raises OSError."""
    function = getattr(ctypes.CDLL(None, use_errno=True), name)
    function.restype = ctypes.c_long if name == "syscall" else ctypes.c_int
    if function(*(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)
