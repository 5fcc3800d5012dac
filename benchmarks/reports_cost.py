"""What writing every report costs: CPU seconds for a class, by format, all from the same records.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.reports_cost [--students 400 --checks 30 --rounds 3]

The class is that of `site_cost`, at one assignment. The first round is what a command takes that writes one format,
with what it imports; the least of all rounds is what a process takes that does it again.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.course import Course, load_course
from autograder.grades import Record
from autograder.report.class_summary import class_summary
from autograder.report.classroom50 import classroom50_json
from autograder.report.exports import FILES, write_export
from autograder.report.github import annotations_of, step_outputs, summary
from autograder.report.gradescope import gradescope_json
from autograder.report.pages import titles_of, write_pages, write_student_pages
from autograder.report.result_json import attempt_to_json
from benchmarks.metering import spent
from tests.report.samples_class import course_of, sample_records

ROOT = Path(__file__).parents[1]
_THERE = {"CLASSROOM": "c", "ASSIGNMENT": "a", "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
          "USERNAME": "amy", "OWNER": "amy", "ASSIGNMENT_TYPE": "individual", "COMMIT_URL": "https://example.org/c",
          "RELEASE_URL": "https://example.org/r", "REVIEW_URL": "https://example.org/v"}  # fmt: skip


def writers(records: Sequence[Record], course: Course, folder: Path) -> dict[str, Callable[[], object]]:
    """Each format's writing, for all students."""
    results = [record.result for record in records]
    assignment = results[0].assignment
    titles = titles_of(course, assignment)
    found: dict[str, Callable[[], object]] = {
        "html": lambda: write_pages(records, course, folder, "en"),
        "markdown": lambda: write_student_pages(results, course, folder, "en", markdown=True),
        "json": lambda: [attempt_to_json(result) for result in results],
        "gradescope": lambda: [gradescope_json(result, titles, "en") for result in results],
        "github": lambda: [
            (summary([result], titles, "en"), annotations_of(result, {}, titles, "en"), step_outputs([result]))
            for result in results
        ],
        "classroom50": lambda: [
            classroom50_json(result, _THERE, titles, "en", result.started_at) for result in results
        ],
        "class summary": lambda: class_summary(results, [], assignment, titles, "en"),
    }
    for form in FILES:
        found[form] = lambda form=form: write_export(form, records, course, folder, "en")  # type: ignore[misc]
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=400)
    parser.add_argument("--checks", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    course = course_of(load_course(ROOT / "reference"), asked.checks)
    (records,) = sample_records(course, asked.students, assignments=1).values()
    print(f"{asked.students} students, {len(records[0].result.checks)} checks; CPU seconds, first and least")
    totals = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as name:
        for form, write in writers(records, course, Path(name)).items():
            seconds = [spent(write) for _ in range(asked.rounds)]
            totals = [totals[0] + seconds[0], totals[1] + min(seconds)]
            print(f"{form:14} {seconds[0]:6.2f} {min(seconds):6.2f}")
    print(f"{'all of them':14} {totals[0]:6.2f} {totals[1]:6.2f}")


if __name__ == "__main__":
    main()
