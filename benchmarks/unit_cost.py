"""What the checks of each unit cost: python -m benchmarks.unit_cost

The solution is handed in once; CPU seconds are those of its jails, as the kernel counts them, import of the file
included. Prints a row for each unit, and the median over units.
"""

from __future__ import annotations

import statistics
from pathlib import Path

from autograder.course import load_course
from autograder.grading.engine import Engine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows

REFERENCE = Path(__file__).parents[1] / "reference"


def main() -> None:
    """Print the table."""
    course = load_course(REFERENCE)
    together = []
    print("unit                                     hidden checks, s   slowest, s   public checks, s")
    with Bench(course.units, Engine(), b"the secret of the benchmark") as bench:
        for unit in course.units:
            rows = final_rows(bench.rows(unit, take_bytes(unit.solution_path.read_bytes())))
            hidden = [row.cpu_seconds for row in rows if row.hidden]
            public = [row.cpu_seconds for row in rows if not row.hidden]
            together.append(sum(hidden))
            print(f"{unit.key:40} {sum(hidden):16.2f} {max(hidden):12.2f} {sum(public):18.2f}")
    print(f"median of {len(together)} units: {statistics.median(together):.2f} s, largest {max(together):.2f} s")


if __name__ == "__main__":
    main()
