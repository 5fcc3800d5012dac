"""Run by tests as a process of its own: grades, and is killed at a moment that it is told.

`python killer.py FOLDER` reads runs as lines of JSON, with "book", "place", "count" and "victim". For each it forks a
process that is the command `autograder grade` in FOLDER, which is killed when it comes to the place for the count-th
time; it waits until all that the command had started has ended, and answers how it went. It adopts whatever loses its
parent, so nothing can be left over unseen.

`python killer.py PLACE COUNT VICTIM FD PARENT` is a judge in such a command.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

PATIENCE = 60  # seconds for what was started to end; then the test fails
PR_SET_CHILD_SUBREAPER = 36
TORN_BYTES = 1500  # of the page that a row is written with: less than a page


class Moment:
    """Kills when a place is reached for the `count`-th time."""

    def __init__(self, place: str, count: int, victim: str, command: int) -> None:
        self.place = place
        self._left = count
        self._victim = victim
        self._command = command  # process id of the command, which leads its group

    def is_now(self, place: str) -> bool:
        """Whether this is it; to be asked each time that `place` is reached."""
        self._left -= place == self.place
        return place == self.place and self._left == 0

    def strike(self) -> None:
        """Kill the command alone, or it and its judges. What the judges started is in no case told."""
        if self._victim == "group":
            os.killpg(self._command, signal.SIGKILL)
        os.kill(self._command, signal.SIGKILL)

    def reached(self, place: str) -> None:
        """Both of these."""
        if self.is_now(place):
            self.strike()


def around(owner: Any, name: str, before: Callable[[], None], after: Callable[[Any, Any], None]) -> None:
    """Have a method or function tell when it begins, and its arguments and result when it ends."""
    original = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        before()
        result = original(*args, **kwargs)
        after(args, result)
        return result

    setattr(owner, name, wrapped)


def nothing(*_: object) -> None:
    """What happens at a place that is no moment."""


# ---------------------------------------------------------------------- the command


class HalfWay(io.TextIOWrapper):
    """A standard output that ends in the middle of a text at a moment, once results are there."""

    moment: Moment
    reporting = False

    def write(self, text: str, /) -> int:
        """As a file does."""
        if self.reporting and self.moment.is_now("report"):
            super().write(text[: len(text) // 2])
            self.flush()
            self.moment.strike()
        return super().write(text)


def arm_command(moment: Moment, out: HalfWay, log: Path) -> None:
    """Put the moments of the command itself in their places; `log` is what its gradebook writes ahead."""
    from sqlalchemy import Engine, event

    from autograder.gradebook import secret
    from autograder.gradebook.batch import Batch
    from autograder.gradebook.store import Gradebook
    from autograder.grading import pool

    around(secret.os, "link", lambda: moment.reached("secret"), nothing)
    around(pool.subprocess, "Popen", nothing, lambda *_: moment.reached("judge started"))
    around(Gradebook, "add", nothing, lambda *_: moment.reached("row committed"))
    around(Batch, "run", nothing, lambda *_: setattr(out, "reporting", True))
    places = {
        "CREATE TABLE": "table",
        "INSERT INTO attempts": "begin",
        "INSERT INTO checks": "row",
        "UPDATE checks": "diagnosis",
        "UPDATE attempts": "finish",
    }

    def about(statement: str) -> str:
        return next((place for start, place in places.items() if statement.lstrip().startswith(start)), "other")

    @event.listens_for(Engine, "before_cursor_execute")
    def _(connection: Any, cursor: Any, statement: str, *_: object) -> None:
        moment.reached(f"{about(statement)} asked")

    @event.listens_for(Engine, "after_cursor_execute")
    def _(connection: Any, cursor: Any, statement: str, *_: object) -> None:
        moment.reached(f"{about(statement)} uncommitted")
        if moment.is_now(f"{about(statement)} torn"):
            tear(log)

    def opens(name: str, details: tuple[Any, ...]) -> None:
        if not out.reporting:
            return
        writes = name == "open" and isinstance(details[1], str) and set(details[1]) & set("wax+")
        if writes or name == "os.rename":
            moment.reached("report")

    sys.addaudithook(opens)


def tear(log: Path) -> None:
    """Have the kernel kill this process in the middle of the next page that it appends to a file."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = log.stat().st_size + TORN_BYTES
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def grade(root: Path, run: dict[str, Any]) -> int:
    """Be the command; its exit status."""
    from autograder.cli import main
    from autograder.grading import pool

    os.setsid()
    os.chdir(root)
    for descriptor, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(root / f"{run['book']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    sys.stdout = HalfWay(open(1, "wb", closefd=False), "utf-8")  # noqa: SIM115 - it lasts as long as the process
    moment = Moment(run["place"], run["count"], run["victim"], os.getpid())
    sys.stdout.moment = moment
    book = root / run["book"] / "attempts.db"
    arm_command(moment, sys.stdout, book.with_name("attempts.db-wal"))
    start = pool.subprocess.Popen

    def start_judge(arguments: list[str], **options: Any) -> Any:
        module = arguments.index("autograder.grading.worker")
        told = [run["place"], str(run["count"]), run["victim"]]
        return start([sys.executable, __file__, *told, *arguments[module + 1 :]], **options)

    pool.subprocess.Popen = start_judge  # type: ignore[misc, assignment]
    options = ["--assignment", "a0", "--course", "course", "--workers", "1", "--gradebook", str(book)]
    try:
        main(["grade", "submitted", *options])
    except SystemExit as exit_:
        sys.stdout.flush()
        return int(exit_.code or 0)
    return 0


# ---------------------------------------------------------------------- the judge


def judge(place: str, count: str, victim: str, *arguments: str) -> None:
    """Be a judge of the command that started it."""
    from autograder.grading import worker
    from autograder.jail.processes import ZygoteProcess

    moment = Moment(place, int(count), victim, os.getpgrp())

    def forked(args: tuple[Any, ...], child: Any) -> None:
        moment.reached("fork asked")
        if moment.is_now("fork answered"):
            args[0].pid_of(child)
            moment.strike()

    around(ZygoteProcess, "fork", lambda: moment.reached("fork"), forked)
    around(ZygoteProcess, "reap", lambda: moment.reached("reap"), nothing)
    around(ZygoteProcess, "__init__", nothing, lambda *_: moment.reached("zygote started"))
    sys.argv = ["worker", *arguments]
    worker.main()


# ---------------------------------------------------------------------- who waits


def ended(command: int) -> tuple[int, list[str]]:
    """The exit code of a command (negative: the signal), and what had to be killed long after it had ended."""
    code = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
    left: list[str] = []

    def out_of_patience(signal_: int, frame: FrameType | None) -> None:
        mine = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        left.extend(Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in mine)
        for pid in mine:
            os.kill(int(pid), signal.SIGKILL)

    signal.signal(signal.SIGALRM, out_of_patience)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, 1)
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return code, left
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def serve(root: Path) -> None:
    """Answer runs until there are no more."""
    import autograder.cli.grade  # noqa: F401 - imports torch, once for all runs

    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "cannot adopt processes")
    for line in sys.stdin:
        run = json.loads(line)
        command = os.fork()
        if command == 0:
            status = 70
            try:
                status = grade(root, run)
            except BaseException:
                sys.excepthook(*sys.exc_info())
            finally:
                os._exit(status)
        code, left = ended(command)
        print(json.dumps({"code": code, "left": left}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        serve(Path(sys.argv[1]))
    else:
        judge(*sys.argv[1:])
