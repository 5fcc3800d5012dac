"""Runs something in a fork that is killed at a moment."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

EVENTS = ("open", "os.rename", "os.remove", "os.truncate", "os.mkdir")


def killed_at(moment: int, work: Callable[[], object]) -> bool:
    """Do it in a fork, which is killed when it opens, renames or removes something for the nth time.

    Returns:
        Whether it came so far; False if it was done before.
    """
    pid = os.fork()
    if pid == 0:
        count = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if event in EVENTS:
                count += 1
                if count == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])
