"""Runs git on repositories that are not ours, so that nothing in them is obeyed: no hook, filter, submodule or link.

What git does has limits of time and size; what it complains about comes back as one line for the instructor.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

TRIES, PAUSE = 3, 1.0  # seconds before the second try; twice as long before each further one
SECONDS = 300.0
MAX_MB = 500
MAX_OUTPUT = 64 << 20  # bytes
_NO_USE_TRYING = ("not found", "does not exist", "does not appear to be a git repository", "403", "401",
                  "Authentication failed", "could not read Username", "Permission denied")  # fmt: skip
_SAFE = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "protocol.ext.allow=never",
    "transfer.fsckObjects=true",
    "submodule.recurse=false",
    "filter.lfs.smudge=",
    "filter.lfs.required=false",
    "log.showSignature=false",  # from here on: what an instructor may have set, and would change what we read
    "log.follow=false",
    "log.showRoot=true",
    "i18n.logOutputEncoding=UTF-8",
)


class RepositoryError(Exception):
    """A repository cannot be read or written; the message says why, for the instructor."""


def run_git(
    *arguments: str, given: bytes = b"", allowed: Collection[int] = (0,), more: Mapping[str, str] | None = None
) -> bytes:
    """What a git command says; nothing where it failed with a status that is `allowed`.

    Args:
        given: what it reads.
        more: further variables of its environment.

    Raises:
        RepositoryError: it failed, took too long, or said too much.
    """
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as complaints:
        asked.write(given)
        asked.seek(0)
        process = subprocess.Popen(
            ["git", *_settings(), *arguments], stdin=asked, stdout=subprocess.PIPE, stderr=complaints,
            env=_environment() | dict(more or {}), start_new_session=True,
        )  # fmt: skip
        timer = threading.Timer(SECONDS, _kill, [process])
        timer.start()
        try:
            told = process.stdout.read(MAX_OUTPUT + 1) if process.stdout else b""
            if len(told) > MAX_OUTPUT:
                raise RepositoryError(f"git says more about it than {MAX_OUTPUT >> 20} MiB")
            process.wait()
        finally:
            timer.cancel()
            _kill(process)
            if process.stdout:
                process.stdout.close()
        complaints.seek(0)
        said = complaints.read(1 << 16)
    if process.returncode == -signal.SIGKILL:
        raise RepositoryError(f"git took longer than {SECONDS:.0f} s")
    if process.returncode not in allowed:
        raise RepositoryError(_said(said))
    return told if process.returncode == 0 else b""


def clone(address: str, place: Path, *options: str) -> tuple[str, ...]:
    """Clone one branch of a repository, bare; gives what git said that an instructor should know.

    Args:
        options: more of `git clone`'s.

    Raises:
        RepositoryError: it cannot be cloned, is too large, or takes too long.
    """
    pause = PAUSE
    for number in range(1, TRIES + 1):
        shutil.rmtree(place, ignore_errors=True)
        try:
            return _try_to_clone(address, place, options)
        except RepositoryError as problem:
            if number == TRIES or any(words in str(problem) for words in _NO_USE_TRYING):
                raise
        time.sleep(pause)
        pause *= 2
    raise AssertionError("unreachable")


def _try_to_clone(address: str, place: Path, options: Collection[str]) -> tuple[str, ...]:
    command = [
        "git",
        *_settings(),
        "clone",
        "--bare",
        "--no-tags",
        "--single-branch",
        *options,
    ]  # quiet, it would not tell of a move
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*command, "--", address, str(place)],
            stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=_environment(), start_new_session=True,
        )  # fmt: skip
        try:
            _watch(process, place)
        finally:
            _kill(process)
        said.seek(0)
        told = said.read(1 << 16)
    if process.returncode:
        raise RepositoryError(_said(told))
    moves = re.findall(r"^warning: redirecting to (.+)$", told.decode("utf-8", "replace"), re.MULTILINE)
    return tuple(f"the repository has moved to {address}" for address in moves)


def _watch(process: subprocess.Popen[bytes], place: Path) -> None:
    """Wait for git, and stop it when it takes too long or too much."""
    until = time.monotonic() + SECONDS
    while process.poll() is None:
        if time.monotonic() > until:
            raise RepositoryError(f"cloning took longer than {SECONDS:.0f} s")
        if _megabytes(place) > MAX_MB:
            raise RepositoryError(f"the repository is larger than {MAX_MB} MB; not found out by how much")
        time.sleep(0.05)
    if _megabytes(place) > MAX_MB:
        raise RepositoryError(f"the repository is larger than {MAX_MB} MB")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End git, if it has not ended, and what it has started."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _megabytes(place: Path) -> float:
    total = 0
    for folder, _, names in os.walk(place):
        for name in names:
            try:
                total += os.lstat(os.path.join(folder, name)).st_size
            except OSError:
                continue  # git moves its files about
    return total / 1e6


def _settings() -> list[str]:
    return [part for setting in _SAFE for part in ("-c", setting)]


def _environment() -> dict[str, str]:
    return {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}


def _said(text: bytes) -> str:
    """What git complained about, on one line."""
    lines = [line.strip() for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    worst = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))] or lines
    return "; ".join(worst[:3])[:500] or "git failed without saying why"
