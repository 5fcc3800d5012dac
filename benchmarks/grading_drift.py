"""Whether grading grows dearer: one class of 400 in ten slices, each with the floor measured beside it.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.grading_drift

CPU milliseconds of judge, zygote, jails and trusted workers per submission of eight checks (the command with its
database is not in it), in one judge that lives through the whole class. The machine's drift shows in the floor.
"""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path

from autograder.grading.engine import Engine
from autograder.grading.exchange import Submission
from autograder.grading.intake import take_file
from autograder.grading.submission import Bench, grade_submission
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience
from benchmarks.grading_cost import CHECKS, UNIT, a_class, course_of_eight

SIZE, SLICE = 400, 40
TICKS = 100  # of /proc/PID/stat in a second


def ticks(pid: int) -> float:
    """CPU seconds of a process and of the children that it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[index]) for index in (11, 12, 13, 14)) / TICKS


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = course_of_eight(folder)
        unit = course.units[0]
        files = [take_file(path) for path in sorted(a_class(folder, course, SIZE).glob("*/*/*.py"))]
        with Bench(course.units, Engine(), b"a secret of the benchmark") as bench:
            list(grade_submission(bench, Submission({UNIT: files[0]})))
            gc.collect()
            gc.freeze()
            zygote = bench.engine._zygote.pid
            workers = [int(pid) for pid in Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()]
            program = bench.engine.program(unit, unit.solution_path.read_text("utf-8"))

            def spent() -> float:
                return time.process_time() + ticks(zygote) + sum(map(ticks, workers))

            print("| submissions | a submission, ms | floor beside it, ms | ratio |\n|---|---|---|---|")
            for start in range(0, SIZE, SLICE):
                before = spent()
                for file in files[start : start + SLICE]:
                    list(grade_submission(bench, Submission({UNIT: file})))
                    gc.collect()
                graded = (spent() - before) / SLICE * 1000
                before = spent()
                for _ in range(SLICE):
                    channel = bench.engine.student(unit)
                    open_module(channel, program, 1, party="student", patience=Patience())
                    channel.close()
                floor = (spent() - before) / SLICE * CHECKS * 1000
                print(
                    f"| {start + 1}-{start + SLICE} | {graded:.0f} | {floor:.0f} | {graded / floor:.2f} |", flush=True
                )


if __name__ == "__main__":
    main()
