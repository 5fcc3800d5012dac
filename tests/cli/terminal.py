"""A command in a terminal of its own: keys go in, and what is on the screen comes out."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect
import pyte

PATIENCE = 60.0  # seconds for something to appear; then the test fails


class Terminal:
    """`python -m autograder.cli ARGUMENTS` in `folder`, on a screen of so many columns and rows."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80, rows: int = 60, **environment: str) -> None:
        self._screen = pyte.HistoryScreen(columns, rows, history=5000)
        self._stream = pyte.Stream(self._screen)
        self.said = ""  # everything, escape sequences included
        own = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self._child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "autograder.cli", *arguments],
            cwd=str(folder),
            env={**own, "TERM": "xterm-256color", "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", **environment},
            encoding="utf-8",
            dimensions=(rows, columns),
            timeout=PATIENCE,
            preexec_fn=_interruptible,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    @property
    def screen(self) -> str:
        """What can be seen, with what has scrolled away above it."""
        above = [
            "".join(row[column].data for column in range(self._screen.columns)) for row in self._screen.history.top
        ]
        return "\n".join(line.rstrip() for line in [*above, *self._screen.display]).strip()

    def press(self, key: str) -> None:
        """Type a key."""
        self._child.send(key)

    def wait_for(self, *texts: str) -> str:
        """Wait until all of these are on the screen, whatever the line breaks; the screen then."""
        self._wait(lambda: all(text in " ".join(self.screen.split()) for text in texts), f"{texts} on the screen")
        return self.screen

    def wait_until_gone(self, text: str) -> str:
        """Wait until this is no longer on the screen; the screen then."""
        self._wait(lambda: text not in " ".join(self._screen.display), f"the end of {text!r}")
        return self.screen

    def end(self) -> int:
        """Wait for its end; its exit status."""
        self._wait(lambda: self._child.eof() or not self._child.isalive(), "its end")
        self._read()
        self._child.close()
        assert self._child.exitstatus is not None, "it was killed"
        return int(self._child.exitstatus)

    def _wait(self, reached: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not reached():
            self._read()
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {PATIENCE:g} s for {what}; on the screen:\n{self.screen}")

    def _read(self) -> None:
        try:
            said = self._child.read_nonblocking(100_000, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.said += said
        self._stream.feed(said)


def _interruptible() -> None:
    """A test run in the background of a shell ignores interrupts, and what it starts would, too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
