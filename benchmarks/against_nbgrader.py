"""What grading costs here and with nbgrader: the same eight questions, the same class, in turn, both as shipped.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.against_nbgrader [--small 2 --large 42 --rounds 3]

CPU seconds are those of all processes of a command: kernels, zygote, jails. They are counted by `benchmarks.metering`,
which is proven first: with an orphan, and against a control group where this user may make one. A batch of one student
is the cold start; the cost of one more submission is the slope between a small and a large class, so that start-up is
not in it. After each batch both graders must have given the same points for each question of each student.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import torch

from autograder.course import Course
from benchmarks import notebook_course
from benchmarks.eight_class import ASSIGNMENT, VARIANTS, eight_questions, expected_scores, place_files
from benchmarks.metering import ControlGroup, Spent, adopt_orphans, check_metering, run
from benchmarks.notebook_course import TOOLS, environment

GOAL = 18  # what nbgrader needs for one more submission is to be at least this many times what we need
AGREE = 0.05  # share by which the two ways of counting CPU seconds may differ
GRADE, FEEDBACK = "grading", "feedback pages"

Scores = dict[str, dict[str, float]]  # points by student and check


@dataclass(frozen=True)
class Grader:
    """One of the two sides.

    Attributes:
        stages: the commands of a batch, by what they do; run in the folder that `prepare` has made.
        prepare: makes a fresh folder with a class of some size, nothing graded yet.
        scores: what the batch gave.
        page: where a student's page lies in the folder, with `{student}` for the name.
    """

    name: str
    stages: Mapping[str, Sequence[str]]
    prepare: Callable[[Path, int], None]
    scores: Callable[[Path], Scores]
    page: str


def nbgrader(course: Course, folder: Path) -> Grader:
    """nbgrader with its defaults; the assignment is released beforehand."""
    unit = course.units[0]
    template = folder / "nbgrader"
    notebook_course.make_course(unit, template, folder)
    program = str(TOOLS / "nbgrader")
    return Grader(
        "nbgrader",
        {GRADE: [program, "autograde", ASSIGNMENT], FEEDBACK: [program, "generate_feedback", ASSIGNMENT]},
        lambda place, size: notebook_course.place_notebooks(unit, template, place, size),
        notebook_course.scores,
        f"feedback/{{student}}/{ASSIGNMENT}/{notebook_course.NOTEBOOK}.html",
    )


def ours(course: Course) -> Grader:
    """This project with its defaults, and one judge, since nbgrader's batch takes one submission after another."""
    command = [str(TOOLS / "autograder"), "grade", "submitted", "--assignment", ASSIGNMENT, "--workers", "1"]
    command += ["--course", str(course.path)]
    report = [str(TOOLS / "autograder"), "report", "--assignment", ASSIGNMENT, "--course", str(course.path)]

    def scores(place: Path) -> Scores:
        """Everything is up to date, so this grades nothing: it only prints."""
        done = subprocess.run(
            [*command, "--json"], cwd=place, env=environment(place.parent), capture_output=True, check=True
        )
        results = json.loads(done.stdout)
        levels = {result["confinement"] for result in results}
        if "D" in levels:
            raise SystemExit("graded without confinement (level D); that would be no comparison")
        return {result["student"]: {row["check"]: row["points"] for row in result["checks"]} for result in results}

    return Grader(
        "torchgrade",
        {GRADE: command, FEEDBACK: report},
        lambda place, size: _prepare_ours(course, place, size),
        scores,
        f"reports/{ASSIGNMENT}/{{student}}.html",
    )


def _prepare_ours(course: Course, place: Path, size: int) -> None:
    place.mkdir()
    place_files(course.units[0], place, size)


def batch(grader: Grader, folder: Path, size: int, into: Path | None = None) -> tuple[dict[str, Spent], Scores]:
    """Grade a class of `size` from nothing: what each stage took, and the points."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name) / "course"
        grader.prepare(place, size)
        took = {stage: run(line, place, environment(folder), into) for stage, line in grader.stages.items()}
        scores = grader.scores(place)
        missing = [student for student in scores if not (place / grader.page.format(student=student)).is_file()]
        if missing:
            raise SystemExit(f"{grader.name} wrote no page for {', '.join(missing)} ({grader.page})")
        return took, scores


def both(
    graders: Sequence[Grader], folder: Path, size: int, expected: Scores, *, reverse: bool
) -> dict[str, dict[str, Spent]]:
    """A batch of each, one after the other; ends the program if one gives other points than expected."""
    took: dict[str, dict[str, Spent]] = {}
    for grader in reversed(graders) if reverse else graders:
        took[grader.name], scores = batch(grader, folder, size)
        check_scores(grader.name, scores, expected)
        costs = took[grader.name].items()
        cost = ", ".join(f"{stage} {spent.cpu:.2f} CPU s, {spent.wall:.2f} wall s" for stage, spent in costs)
        print(f"  {grader.name}, {size} submissions: {cost}", flush=True)
    return took


def check_scores(name: str, scores: Scores, expected: Scores) -> None:
    """End the program unless a grader gave the expected points for each question of each student."""
    wrong = [
        f"{student} {check}: {scores.get(student, {}).get(check)} points, {points} were expected"
        for student, checks in expected.items()
        for check, points in checks.items()
        if scores.get(student, {}).get(check) != points
    ]
    wrong += [f"{student}: is not in the class" for student in scores.keys() - expected.keys()]
    if wrong:
        raise SystemExit("\n".join([f"{name} does not grade as it should; its cost would mean nothing:", *wrong]))


def prove(graders: Sequence[Grader], folder: Path) -> None:
    """Check the accounting, and warm up: a class that answers in every way, which is not in the figures."""
    adopt_orphans()
    check_metering()
    print("Accounting. An orphan's CPU seconds are counted.")
    for grader in graders:
        group = ControlGroup.make()
        if group is None:
            print("No control group can be made here (root may, as a rule): not compared with one.")
            batch(grader, folder, len(VARIANTS))
            continue
        took, _ = batch(grader, folder, len(VARIANTS), group.processes)
        seen, counted = group.cpu(), sum(spent.cpu for spent in took.values())
        group.remove()
        print(f"{grader.name}: {counted:.2f} CPU s counted, {seen:.2f} by the kernel's control group.", flush=True)
        if abs(counted - seen) > AGREE * seen:
            raise SystemExit("the two differ by more than 5 %: a process was not waited for, or counted twice")


@dataclass(frozen=True)
class Round:
    """What one round took: `batches[size][grader][stage]`."""

    batches: Mapping[int, Mapping[str, Mapping[str, Spent]]]

    def cold(self, grader: str, stage: str, what: str) -> float:
        """A batch of one."""
        return float(getattr(self.batches[1][grader][stage], what))

    def marginal(self, grader: str, stage: str, what: str) -> float:
        """One more submission: the slope between the small and the large class."""
        small, large = sorted(size for size in self.batches if size > 1)
        high, low = (float(getattr(self.batches[size][grader][stage], what)) for size in (large, small))
        return (high - low) / (large - small)

    def ratio(self, figure: Callable[[str, str, str], float], stages: Sequence[str], graders: Sequence[str]) -> float:
        """CPU of the first grader over that of the second: a `figure` (cold or marginal), summed over stages."""
        theirs, ours = (sum(figure(grader, stage, "cpu") for stage in stages) for grader in graders)
        return theirs / ours


def row(name: str, values: Sequence[float], form: str) -> str:
    """A row of a table: median, smallest, largest."""
    cells = (statistics.median(values), min(values), max(values))
    return f"| {name} | {' | '.join(format(cell, form) for cell in cells)} |"


def tables(rounds: Sequence[Round], graders: Sequence[Grader]) -> str:
    """All figures as Markdown."""
    out: list[str] = []
    for what, title in (("cpu", "CPU seconds, all processes"), ("wall", "wall seconds")):
        out += ["", f"| {title} | median | smallest | largest |", "|---|---|---|---|"]
        for grader in graders:
            for stage in grader.stages:
                cold = [each.cold(grader.name, stage, what) for each in rounds]
                more = [each.marginal(grader.name, stage, what) for each in rounds]
                out.append(row(f"{grader.name}, {stage}: a batch of one, from cold", cold, ".2f"))
                out.append(row(f"{grader.name}, {stage}: one more submission", more, ".3f"))
    names = [grader.name for grader in graders]
    out += ["", f"| {' / '.join(names)}, CPU of the same round | median | smallest | largest |", "|---|---|---|---|"]
    reached = True
    for title, stages in ((GRADE, (GRADE,)), (f"{GRADE} and {FEEDBACK}", (GRADE, FEEDBACK))):
        cold = [each.ratio(each.cold, stages, names) for each in rounds]
        more = [each.ratio(each.marginal, stages, names) for each in rounds]
        out += [row(f"{title}: a batch of one, from cold", cold, ".2f"), row(f"{title}: one more", more, ".1f")]
        reached = reached and statistics.median(more) >= GOAL
    verdict = "Reached" if reached else "Not reached"
    out += ["", f"Goal: at least {GOAL} for one more submission, with pages and without. {verdict}."]
    return "\n".join(out)


def machine() -> str:
    """Versions and the machine, for the record."""
    names = ("torch", "nbgrader", "nbconvert", "ipykernel", "torchgrade")
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
    return (
        f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in names)}, "
        f"CUDA {torch.version.cuda}, {os.cpu_count()} cores of {model}, Linux {platform.release()}, "
        f"load {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=2, help="submissions in the small class, at least 2")
    parser.add_argument(
        "--large",
        type=int,
        default=3 * len(VARIANTS),
        help="and in the large one; below 40, start-up's spread hides our slope",
    )
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not 2 <= options.small < options.large or options.rounds < 1:
        parser.error("--small is at least 2, --large above it, --rounds at least 1")
    print(machine())
    course = eight_questions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graders = (nbgrader(course, folder), ours(course))
        prove(graders, folder)
        rounds = []
        for number in range(options.rounds):
            print(f"round {number + 1}", flush=True)
            sizes = (1, options.small, options.large)
            took = {}
            for size in sizes:
                expected = expected_scores(course.units[0], size)
                took[size] = both(graders, folder, size, expected, reverse=number % 2 == 1)
            rounds.append(Round(took))
    print(tables(rounds, graders))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
