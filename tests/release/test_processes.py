"""The processes that prove units end with the one that asked for them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.small import small_course

ASKS = """
import os, sys, time
from pathlib import Path
from autograder.course import load_course
from autograder.release.processes import pool

if __name__ == "__main__":
    course = load_course(Path(sys.argv[1]))
    workers = pool(course.path, course.units, b"secret", 1)
    print(workers.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def test_they_end_when_it_is_killed(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    script = tmp_path / "asks.py"
    script.write_text(ASKS)
    with subprocess.Popen([sys.executable, str(script), str(course.path)], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        worker = int(asking.stdout.readline())
        asking.kill()
    until = time.monotonic() + 20
    while Path(f"/proc/{worker}").exists() and _state(worker) != "Z" and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists() or _state(worker) == "Z"


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][:1]
    except OSError:
        return "Z"
