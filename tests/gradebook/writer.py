"""Run by tests as a process of its own: grades students into a gradebook, and says each row after it was committed.

python writer.py DATABASE FIRST_STUDENT STUDENTS CHECKS
"""

from __future__ import annotations

import sys

from autograder.gradebook import Gradebook
from autograder.results import CheckResult, Level, Status


def main(path: str, first: int, students: int, checks: int) -> None:
    with Gradebook.open(path) as gradebook:
        for student in range(first, first + students):
            attempt = gradebook.begin(
                student=f"student{student:03}",
                assignment="a1",
                submission_digest="5",
                course_digest="c",
                grader_version="0",
                seed_id="s",
                confinement=Level.A,
            )
            for number in range(checks):
                name = f"test_{number:05}"
                if attempt.finished or ("u01", name) in attempt.rows:
                    continue
                gradebook.add(
                    attempt,
                    CheckResult(
                        unit="u01",
                        check=name,
                        function="f",
                        hidden=False,
                        status=Status.PASSED,
                        points=1,
                        max_points=1,
                    ),
                )
                print(name, flush=True)
            if not attempt.finished:
                gradebook.finish(attempt, ())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
