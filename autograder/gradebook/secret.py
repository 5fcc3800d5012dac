"""The secret seed: 32 random bytes in a file beside the gradebook, made once.

The inputs of hidden checks are drawn from it (HMAC), so the same file graded again gives the same result and nobody can
write answers down beforehand. It never stands in an environment variable, and a report names it only by `seed_id`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from pathlib import Path

from autograder.gradebook.errors import GradebookError

SECRET_BYTES = 32


def load_or_make_secret(path: Path) -> bytes:
    """The secret kept in `path`; made there, with mode 0600, if there is none yet.

    Several processes may call this at once: one of them makes the file, and all of them get the same complete bytes.

    Raises:
        GradebookError: the file has another length, can be read by others, is not a regular file, or cannot be made.
    """
    try:
        found = _read(path)
        if found is None:
            _make(path)
            found = _read(path)
    except OSError as error:
        raise GradebookError(
            f"The secret {path} cannot be read or made: {error.strerror or error}. "
            "Give a path in a folder where you may write and nobody else may."
        ) from error
    if found is None:
        raise GradebookError(f"The secret {path} was removed while it was being made. Run the same command again.")
    return found


def seed_id(secret: bytes) -> str:
    """A short name for `secret` that does not tell it: 12 hex digits of a hash."""
    return hashlib.sha256(b"torchgrade seed id\x00" + secret).hexdigest()[:12]


def _read(path: Path) -> bytes | None:
    """The bytes in `path`, or None if there is no such file."""
    no_follow = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, os.O_RDONLY | no_follow)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise GradebookError(
                f"The secret {path} is a symbolic link; a regular file is wanted. Give the path that it points to."
            ) from error
        raise
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise GradebookError(f"The secret {path} is not a regular file. Give another path.")
        if os.name == "posix" and status.st_mode & 0o077:
            raise GradebookError(
                f"The secret {path} can be used by others: its mode is {stat.S_IMODE(status.st_mode):04o}, 0600 is "
                f"wanted. If nobody can have read it, run `chmod 600 {path}`; else delete it, and the next run makes "
                "another (hidden checks then draw other inputs)."
            )
        content = os.read(descriptor, SECRET_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(content) != SECRET_BYTES:
        size = f"{len(content)} bytes" if len(content) < SECRET_BYTES else f"more than {SECRET_BYTES} bytes"
        raise GradebookError(
            f"The secret {path} holds {size}; exactly {SECRET_BYTES} are wanted. If it is another file, give another "
            "path; if it was damaged, restore it from a backup, or delete it and the next run makes another (hidden "
            "checks then draw other inputs)."
        )
    return content


def _make(path: Path) -> None:
    """Write the secret beside `path`, then link it there: who sees `path` sees all of it, and the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(descriptor)
        try:
            os.link(draft, path)  # fails where `path` exists, as O_EXCL would
        except FileExistsError:
            return
        except OSError as error:
            if error.errno in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
                raise GradebookError(
                    f"The secret {path} cannot be made: its file system has no hard links. "
                    "Give a path on another one (an ordinary local disk)."
                ) from error
            raise
    finally:
        draft.unlink(missing_ok=True)
