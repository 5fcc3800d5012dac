"""Single keys from a terminal, without Enter, while something else is waited for as well."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

_PAUSE = 0.1  # seconds after which the thread looks whether it is still wanted


class Keys:
    """Calls `press` with each key that is typed, from a thread, between `with` and its end.

    Where standard input is no terminal, or the platform has neither termios nor msvcrt, there are no keys.
    """

    def __init__(self, press: Callable[[str], None]) -> None:
        self._press = press
        self._done = threading.Event()
        self._fd = -1
        self._restore: Callable[[], None] | None = None

    @property
    def available(self) -> bool:
        """Whether keys can be read here."""
        return sys.stdin is not None and sys.stdin.isatty()

    def __enter__(self) -> Keys:
        if self.available:
            reading = self._windows
            if os.name != "nt":
                self._fd = os.dup(sys.stdin.fileno())  # pytest puts another file at the usual number while it collects
                self._restore = _single_keys(self._fd)
                reading = self._terminal
            threading.Thread(target=reading, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._done.set()
        if self._restore is not None:
            self._restore()

    def _terminal(self) -> None:
        fd = self._fd
        while not self._done.is_set():
            with suppress(InterruptedError):
                if select.select([fd], [], [], _PAUSE)[0]:
                    typed = os.read(fd, 64)
                    if not typed:  # the terminal is gone
                        self._press("q")
                        return
                    if len(typed) == 1:  # more at once is an arrow, or something pasted
                        self._press(typed.decode("ascii", "replace"))

    def _windows(self) -> None:  # never run: nobody had a Windows machine
        import msvcrt

        while not self._done.wait(_PAUSE):
            while msvcrt.kbhit():  # type: ignore[attr-defined]
                self._press(msvcrt.getwch())  # type: ignore[attr-defined]


def _single_keys(fd: int) -> Callable[[], None]:
    """Let a terminal give keys one by one and unseen; what undoes it. Ctrl-C goes on to interrupt."""
    import termios
    import tty

    before = termios.tcgetattr(fd)
    tty.setcbreak(fd, termios.TCSADRAIN)
    return lambda: termios.tcsetattr(fd, termios.TCSADRAIN, before)
