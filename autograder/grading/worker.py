"""A judge process: `python -m autograder.grading.worker FD PARENT`. It grades what the pool sends, one by one.

Messages are JSON lines on a socket. The pool sends first what to open, then submissions; the worker answers with rows.
PARENT is the process id of the pool: the judge ends with it, even if the pool was killed before the judge had started.
"""

from __future__ import annotations

import gc
import json
import logging
import resource
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course import CourseFaults, load_course
from autograder.grading.exchange import Submission
from autograder.grading.intake import Refusal, Submitted
from autograder.jail.confine import die_with_parent
from autograder.jail.processes import ZygoteError, ZygoteProcess
from autograder.results import Text

if TYPE_CHECKING:
    from autograder.grading.submission import Bench


def file_to_json(file: Submitted | Refusal | None) -> dict[str, Any] | None:
    """A handed-in file as a message."""
    if isinstance(file, Submitted):
        return {"text": file.text, "digest": file.digest, "file": file.file, "places": file.places}
    return None if file is None else {"en": file.text.en, "zh": file.text.zh, "digest": file.digest}


def file_from_json(data: dict[str, Any] | None) -> Submitted | Refusal | None:
    """The inverse of `file_to_json`."""
    if data is None:
        return None
    if "text" in data:
        places = tuple((cell, line) for cell, line in data["places"])
        return Submitted(data["text"], data["digest"], data["file"], places)
    return Refusal(Text(en=data["en"], zh=data["zh"]), data["digest"])


class Worker:
    """Serves one socket."""

    def __init__(self, sock: socket.socket) -> None:
        self._lines = sock.makefile("r", encoding="utf-8")
        self._out = sock.makefile("w", encoding="utf-8")

    def serve(self) -> None:
        """Open what the first message says, grade until the pool hangs up, then tell what it cost."""
        first = json.loads(self._lines.readline())
        zygote = ZygoteProcess(confine=first["confine"])  # it starts while this process imports torch, too
        from autograder.grading.collect import CollectionError
        from autograder.grading.submission import grade_submission

        try:
            bench = self._open(first, zygote)
            level = bench.engine.level
        except (ZygoteError, CollectionError, CourseFaults) as problem:
            self._tell({"failed": str(problem)})
            return
        gc.collect()
        gc.freeze()  # all that torch and pytest made need not be looked at again
        self._tell({"ready": level, "checks": [[c.unit.id, c.name] for unit in bench.checks.values() for c in unit]})
        for line in self._lines:
            message = json.loads(line)
            submission = Submission(
                {unit: file_from_json(file) for unit, file in message["files"].items()},
                {unit: tuple(names) for unit, names in message["done"].items()},
            )
            for row in grade_submission(bench, submission):
                self._tell({"row": row.result.model_dump(mode="json"), "diagnosed": row.diagnosed})
            self._tell({"end": message["ticket"]})
            gc.collect()  # a submission's modules and handles hold each other, and answers of many megabytes
        bench.engine.close()
        usage = resource.getrusage(resource.RUSAGE_SELF)
        self._tell({"cpu": usage.ru_utime + usage.ru_stime + bench.engine.cpu_seconds})

    @staticmethod
    def _open(first: dict[str, Any], zygote: ZygoteProcess) -> Bench:
        from autograder.grading.engine import Engine
        from autograder.grading.submission import Bench

        course = load_course(Path(first["course"]))
        units = [course.unit(key) for key in first["units"]]
        return Bench(units, Engine(zygote), Path(first["secret"]).read_bytes())

    def _tell(self, message: dict[str, Any]) -> None:
        self._out.write(json.dumps(message) + "\n")
        self._out.flush()


def main() -> None:
    """Entry point."""
    die_with_parent(int(sys.argv[2]))
    logging.basicConfig(format="%(name)s: %(message)s")
    with socket.socket(fileno=int(sys.argv[1])) as sock:
        try:
            Worker(sock).serve()
        except (KeyboardInterrupt, BrokenPipeError):
            sys.exit(1)


if __name__ == "__main__":
    main()
