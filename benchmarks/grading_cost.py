"""What grading costs: CPU seconds of all processes per submission of eight checks, beside its floor and plain pytest.

    python -m benchmarks.grading_cost [--small 40 --large 400 --rounds 3]

The floor is eight times a fork of the zygote, confinement, and the import of the student's file. Everything is measured
in one run, in turn, and start-up is subtracted: the cost is the slope between two class sizes. Memory: PSS and private
bytes, from /proc/PID/smaps_rollup.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.course import Course, load_course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
from autograder.grading.engine import Engine
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience
from autograder.release.samples import alternatives, samples
from benchmarks.metering import spent

ROOT = Path(__file__).parents[1]
UNIT = "u04_broadcasting"
CHECKS, HIDDEN = 8, 5
RIGHT_PER_WRONG = 2  # of three students two are right, one has made a mistake


def course_of_eight(folder: Path) -> Course:
    """The unit on broadcasting, with eight of its checks: five hidden ones and three public ones."""
    path = folder / "course"
    shutil.copytree(ROOT / "reference", path, ignore=shutil.ignore_patterns("__pycache__"))
    assignment = path / "a1_tensors" / "assignment.toml"
    assignment.write_text(re.sub(r"units = \[[^]]*\]", f'units = ["{UNIT}"]', assignment.read_text("utf-8")), "utf-8")
    toml = path / "course.toml"
    toml.write_text(
        re.sub(r"assignments = \[[^]]*\]", 'assignments = ["a1_tensors"]', toml.read_text("utf-8")), "utf-8"
    )
    for other in (*path.glob("a*"), *assignment.parent.glob("u*")):
        if other.name not in ("a1_tensors", UNIT):
            shutil.rmtree(other)
    _keep_checks(path / "a1_tensors" / UNIT / "test_public.py", CHECKS - HIDDEN)
    _keep_checks(path / "a1_tensors" / UNIT / "test_hidden.py", HIDDEN)
    course = load_course(path)
    count = len(course.units[0].checks)
    if count != CHECKS:
        raise SystemExit(f"{UNIT} has {count} checks, {CHECKS} were expected; adapt `course_of_eight`")
    return course


def _keep_checks(path: Path, count: int) -> None:
    """Take all checks out of a test file but the first `count` that need no other one."""
    text = path.read_text("utf-8")
    tests = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"]
    free = [node for node in tests if "needs(" not in "".join(ast.unparse(d) for d in node.decorator_list)]
    lines = text.splitlines()
    for node in reversed(tests):
        if node not in free[:count]:
            del lines[node.decorator_list[0].lineno - 1 : node.end_lineno]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def a_class(folder: Path, course: Course, size: int) -> Path:
    """`size` submissions, no two alike: two right ones for each with a mistake."""
    unit = course.units[0]
    made = samples(unit)
    right = [made["solution"], *alternatives(unit, ROOT / "tests" / "alternatives").values()]
    wrong = [source for name, source in made.items() if name.startswith("mistake-")]
    for number in range(size):
        pool = wrong if number % (RIGHT_PER_WRONG + 1) == RIGHT_PER_WRONG else right
        place = folder / f"class{size}" / f"s{number:04d}" / "a1_tensors"
        place.mkdir(parents=True)
        (place / f"{UNIT}.py").write_text(f"{pool[number % len(pool)]}\n# {number}\n", "utf-8")
    return folder / f"class{size}"


def grade(folder: Path, course: Course, submitted: Path) -> None:
    """One undisturbed run with one judge, into a fresh gradebook."""
    book = Path(tempfile.mkdtemp(dir=folder))
    assignment = course.assignments[0]
    with Gradebook.open(book / "attempts.db") as gradebook:
        found = find_submissions(submitted, assignment, assignment.units)
        results = Batch(gradebook, course, assignment, assignment.units, book / "secret").run(found)
    if not all(result.is_final for result in results):
        raise SystemExit("a submission was not graded; the figures would be worthless")


def floor(course: Course, submissions: int) -> None:
    """Fork, confinement and import, eight times a submission; no check is run."""
    unit = course.units[0]
    source = unit.solution_path.read_text("utf-8")
    with Engine() as engine:
        program = engine.program(unit, source)
        for _ in range(submissions * CHECKS):
            channel = engine.student(unit)
            open_module(channel, program, 1, party="student", patience=Patience())
            channel.close()


PLAIN = """import pytest, torch, {unit} as student, solution as reference
@pytest.mark.parametrize("n", range(8))
def test(n):
    g = torch.Generator().manual_seed(n)
    x = torch.randn(3, 4, generator=g)
    torch.testing.assert_close(student.centre_rows(x), reference.centre_rows(x))
"""


def plain_pytest(folder: Path, course: Course) -> None:
    """One submission the usual way: a fresh process, pytest, eight tests beside the student's file."""
    place = Path(tempfile.mkdtemp(dir=folder))
    for name in ("solution", UNIT):
        shutil.copy(course.units[0].solution_path, place / f"{name}.py")
    (place / "test_it.py").write_text(PLAIN.format(unit=UNIT))
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"],
        cwd=place, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def rollup(pid: int) -> dict[str, int]:
    """kB by name of /proc/PID/smaps_rollup."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def memory(course: Course) -> dict[str, float]:
    """MB: PSS of judge, zygote and trusted workers together, and private bytes of a jail that has answered."""
    unit = course.units[0]
    with Engine() as engine:
        engine.reference(unit, 1)
        engine.stand_in(unit, 1, unit.mistakes[0])
        channel = engine.student(unit)
        module = open_module(channel, engine.program(unit, unit.solution_path.read_text("utf-8")), 1,
                             party="student", patience=Patience())  # fmt: skip
        import torch

        module.centre_rows(torch.randn(3, 4))
        zygote = engine._zygotes[()].pid
        children = [int(p) for p in Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()]
        jail = max(children)
        ours = [os.getpid(), zygote, *(pid for pid in children if pid != jail)]
        private = rollup(jail)
        found = {
            "judge + zygote + trusted workers, PSS": sum(rollup(pid)["Pss"] for pid in ours) / 1024,
            "one jail, private": (private["Private_Dirty"] + private["Private_Clean"]) / 1024,
        }
        channel.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=40)
    parser.add_argument("--large", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    tiny = 6  # forty-eight checks: the zygote has gone over to huge pages
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = course_of_eight(folder)
        classes = {size: a_class(folder, course, size) for size in (tiny, options.small, options.large)}
        rows: dict[str, list[float]] = {}

        def record(what: str, seconds: float) -> None:
            rows.setdefault(what, []).append(seconds)
            print(f"  {what}: {seconds:.3f} s", flush=True)

        for number in range(options.rounds):
            print(f"round {number + 1}", flush=True)
            start = spent(lambda: grade(folder, course, classes[tiny]))
            small = spent(lambda: grade(folder, course, classes[options.small]))
            record(f"submission, class of {options.small}", (small - start) / (options.small - tiny))
            low, high = (spent(lambda n=n: floor(course, n)) for n in (2, 32))
            record("floor: eight times fork, confinement, import", (high - low) / 30)
            large = spent(lambda: grade(folder, course, classes[options.large]))
            record(f"submission, class of {options.large}", (large - small) / (options.large - options.small))
            record("start-up of a batch", start - tiny * rows[f"submission, class of {options.small}"][-1])
            record("plain pytest in a fresh process", spent(lambda: plain_pytest(folder, course)))
        print("\n| CPU seconds, all processes | median | min | max |\n|---|---|---|---|")
        for what, values in rows.items():
            print(f"| {what} | {statistics.median(values):.3f} | {min(values):.3f} | {max(values):.3f} |")
        print("\n| memory | MB |\n|---|---|")
        for what, megabytes in memory(course).items():
            print(f"| {what} | {megabytes:.0f} |")


if __name__ == "__main__":
    main()
