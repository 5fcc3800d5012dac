"""From a save to the verdict on the screen, in `autograder watch`; beside it a cold `pytest` run of the same checks.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.watch_latency [--saves 50]

A file of a1/u04 is saved again and again, each time with another function wrong, as editors do it: written beside, then
renamed. The clock stops when the last line of the screen has been printed. The aim is 0.3 s.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from autograder.course import load_course
from autograder.release.samples import with_mistake

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "AUTOGRADER_LANG": "en", "TERM": "xterm-256color"}
LAST = "[q] quit"  # what the screen ends with
AIM = 0.3  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--saves", type=int, default=50)
    saves = parser.parse_args().saves
    unit = load_course(ROOT / "reference").unit("a1/u04")
    sources = [unit.solution_path.read_text("utf-8"), *(with_mistake(unit, mistake) for mistake in unit.mistakes)]
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name)
        shutil.copytree(ROOT / "assignments", desk / "assignments")
        mine = desk / "assignments" / unit.assignment_id / f"{unit.id}.py"
        child = pexpect.spawn(
            sys.executable, ["-m", "autograder.cli", "watch", unit.short], cwd=name, env=ENVIRONMENT, timeout=120,
            dimensions=(60, 100), encoding="utf-8",
        )  # fmt: skip
        child.expect_exact(LAST)
        took: list[float] = []
        cold: list[float] = []
        for number in range(saves):
            beside = mine.with_name(".saving")
            beside.write_text(f"{sources[number % len(sources)]}\n# save {number}\n", "utf-8")
            began = time.perf_counter()
            os.replace(beside, mine)
            child.expect_exact(LAST)
            took.append(time.perf_counter() - began)
            if number % 10 == 0:
                began = time.perf_counter()
                test = f"assignments/{unit.assignment_id}/test_{unit.id}.py"
                subprocess.run(
                    [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
                    cwd=name, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False,
                )  # fmt: skip
                cold.append(time.perf_counter() - began)
        child.send("q")
        child.close(force=True)
    median, plain = statistics.median(took), statistics.median(cold)
    print(f"| {saves} saves, seconds of wall time | median | worst |\n|---|---|---|")
    print(f"| save to verdict, `autograder watch` | {median:.3f} | {max(took):.3f} |")
    print(f"| cold `pytest` on the same checks, {len(cold)} runs | {plain:.2f} | {max(cold):.2f} |")
    print(f"\nA cold run takes {plain / median:.0f} times as long. Within {AIM:g} s: "
          f"{sum(each <= AIM for each in took)} of {saves}.")  # fmt: skip


if __name__ == "__main__":
    main()
