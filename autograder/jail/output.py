"""What student code prints: into one file in memory, up to a cap, read by the judge when the code has ended.

Python-level printing over the cap is dropped silently, so that a flood costs the student nothing but the flood.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile

CAP = 64 * 1024  # bytes kept of what is printed


class _Capped(io.RawIOBase):
    """Writes to a descriptor until `CAP` bytes have passed, then swallows."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._left = CAP

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._fd

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]
        if self._left > 0:
            try:
                self._left -= os.write(self._fd, view[: self._left])
            except OSError:
                self._left = 0
        return len(view)


_captured: list[tuple[int, io.TextIOWrapper]] = []  # of this process: one, once it is captured


def capture_into(fd: int) -> None:
    """Make this process print into `fd`."""
    stream = io.TextIOWrapper(io.BufferedWriter(_Capped(fd), 1024), "utf-8", "backslashreplace", line_buffering=True)
    sys.stdout = sys.stderr = stream
    vars(sys).update(__stdout__=stream, __stderr__=stream)
    _captured[:] = [(fd, stream)]


def flush() -> None:
    """Write out what was printed without the end of a line: the judge reads, or ends this process, at any moment."""
    for _, stream in _captured:
        with contextlib.suppress(Exception):  # the student's code may have closed it
            stream.flush()


def capture_anew() -> None:
    """If this process is captured, count towards the cap from 0, and print there again, whoever moved `sys.stdout`."""
    for fd, _ in tuple(_captured):
        capture_into(fd)


_OF_THE_PROFILER = re.compile(r"^.*Failed to read process name for pid.*\n?", re.MULTILINE)


class OutputFile:
    """The judge's side: a file in memory (or an unlinked temporary one) whose descriptor a child writes to."""

    def __init__(self) -> None:
        if hasattr(os, "memfd_create"):
            self.fd = os.memfd_create("output")
        else:
            with tempfile.TemporaryFile() as file:
                self.fd = os.dup(file.fileno())

    def text(self) -> str:
        """What has been printed so far, at most `CAP` bytes of it, without what torch says about being in a jail."""
        if hasattr(os, "pread"):
            data = os.pread(self.fd, CAP, 0)
        else:
            os.lseek(self.fd, 0, os.SEEK_SET)
            data = os.read(self.fd, CAP)
        return _OF_THE_PROFILER.sub("", data.decode("utf-8", "replace"))

    def take(self) -> str:
        """As `text`; what is printed from now on begins anew."""
        text = self.text()
        os.ftruncate(self.fd, 0)
        os.lseek(self.fd, 0, os.SEEK_SET)  # of the child, too: it writes to the same open file
        return text

    def close(self) -> None:
        """Forget it. Closing it again does nothing."""
        fd, self.fd = self.fd, -1
        if fd >= 0:
            os.close(fd)
