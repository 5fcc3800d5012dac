"""A judge that cannot confine students' code says so, and grades nothing; one without a pool ends."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.grading import worker
from autograder.jail.processes import ZygoteError
from tests.small import small_course


class Unconfined:
    """A zygote of a machine that offers nothing."""

    def __init__(self, *, confine: bool) -> None:
        self.confine = confine

    @property
    def level(self) -> str:
        raise ZygoteError("Student code can only be confined at level D here. Landlock was not found.")


def test_without_confinement_a_judge_refuses_and_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(worker, "ZygoteProcess", Unconfined)
    monkeypatch.setattr(worker.gc, "freeze", lambda: None)
    course = small_course(tmp_path)
    (tmp_path / "secret").write_bytes(b"s" * 32)
    ours, theirs = socket.socketpair()
    first = {"course": str(course.path), "units": ["a0_small/u01_small"], "secret": str(tmp_path / "secret")}
    with ours, theirs:
        ours.sendall(json.dumps(first | {"confine": True}).encode() + b"\n")
        worker.Worker(theirs).serve()
        answer = json.loads(ours.recv(1 << 16))
    assert answer == {"failed": "Student code can only be confined at level D here. Landlock was not found."}


def test_a_judge_whose_pool_has_ended_before_it_started_ends_at_once() -> None:
    ours, theirs = socket.socketpair()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with ours, theirs:
        ours.sendall(b'{"confine": true}\n')
        judge = [sys.executable, "-m", "autograder.grading.worker", str(theirs.fileno()), str(gone.pid)]
        ended = subprocess.run(judge, pass_fds=[theirs.fileno()], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, b"", b"")
