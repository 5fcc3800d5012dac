"""What a class costs that hands in notebooks, beside the same class with files.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.notebook_cost [--size 100 --rounds 3]

CPU seconds of all processes of one undisturbed run each, in turns; the least of the rounds counts.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from autograder.release.tree import unit_notebook
from benchmarks.grading_cost import UNIT, a_class, course_of_eight, grade
from benchmarks.metering import spent


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = course_of_eight(folder)
        files = a_class(folder, course, asked.size)
        notebooks = folder / "notebooks"
        shutil.copytree(files, notebooks)
        for path in sorted(notebooks.rglob(f"{UNIT}.py")):
            made = unit_notebook(course, course.units[0], "en", path.read_text("utf-8"))
            path.with_suffix(".ipynb").write_text(made, "utf-8")
            path.unlink()
        costs: dict[str, list[float]] = {"files": [], "notebooks": []}
        for _ in range(asked.rounds):
            for kind, submitted in (("files", files), ("notebooks", notebooks)):
                costs[kind].append(spent(lambda submitted=submitted: grade(folder, course, submitted)))  # type: ignore[misc]
    for kind, seconds in costs.items():
        print(f"{asked.size} {kind}: {min(seconds):.2f} CPU seconds ({', '.join(f'{each:.2f}' for each in seconds)})")
    print(f"notebooks over files: {min(costs['notebooks']) / min(costs['files']):.3f}")


if __name__ == "__main__":
    main()
