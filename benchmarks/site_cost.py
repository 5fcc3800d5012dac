"""What the site of a class costs: CPU seconds to write it, and how large it is.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.site_cost [--students 400 --assignments 1 --checks 30 --rounds 2]

The class is made up from the checks and mistakes of the course (`tests/report/samples_class.py`), of each assignment
the first so many checks. The first round is what a command takes, with
matplotlib's import and the drawing of charts; the least is what a process takes that does it again.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from autograder.course import load_course
from autograder.report.site import write_site
from benchmarks.metering import spent
from tests.report.samples_class import course_of, sample_records

ROOT = Path(__file__).parents[1]


def sizes(site: Path) -> Counter[str]:
    """Bytes by ending."""
    found: Counter[str] = Counter()
    for file in site.rglob("*"):
        if file.is_file():
            found[file.suffix] += file.stat().st_size
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=400)
    parser.add_argument("--assignments", type=int, default=1)
    parser.add_argument("--checks", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    course = course_of(load_course(ROOT / "reference"), asked.checks)
    records = sample_records(course, asked.students, assignments=asked.assignments)
    checks = sum(len(of_one[0].result.checks) for of_one in records.values())
    seconds = []
    for _ in range(asked.rounds):
        with tempfile.TemporaryDirectory() as name:
            seconds.append(spent(lambda name=name: write_site(records, course, Path(name), "en")))  # type: ignore[misc]
            found = sizes(Path(name))
    print(f"{asked.students} students, {asked.assignments} assignments, {checks} checks in all")
    print(f"written in {seconds[0]:.2f} CPU seconds, again in {min(seconds):.2f}")
    whole = sum(found.values()) / 1e6
    print(f"{whole:.2f} MB: " + ", ".join(f"{ending} {size / 1e6:.2f}" for ending, size in found.most_common()))


if __name__ == "__main__":
    main()
