"""How long `autograder check` takes beyond `import torch`: both as whole processes, alternating, in one run.

    python benchmarks/check_latency.py [--rounds 7]

The aim is at most 1 s more. The file that is checked makes one mistake, so that diagnosis runs too.
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

from autograder.course import load_course
from autograder.release.samples import with_mistake

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}


def seconds(command: list[str], folder: Path) -> float:
    """Wall seconds of a command, start-up included."""
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    unit = load_course(ROOT / "reference").unit("a1/u04")
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        shutil.copytree(ROOT / "assignments", desk / "assignments")
        (desk / "assignments" / unit.assignment_id / f"{unit.id}.py").write_text(
            with_mistake(unit, unit.mistakes_of("centre_rows")[0]), "utf-8"
        )
        torch = [sys.executable, "-c", "import torch"]
        check = [sys.executable, "-m", "autograder.cli", "check", unit.short]
        seconds(torch, desk), seconds(check, desk)  # warms the disk's cache
        pairs = [(seconds(torch, desk), seconds(check, desk)) for _ in range(rounds)]
    for name, values in (("import torch", [a for a, _ in pairs]), ("autograder check", [b for _, b in pairs])):
        print(f"{name:18} {statistics.median(values):5.2f} s   ({min(values):.2f} to {max(values):.2f})")
    more = [b - a for a, b in pairs]
    print(f"{'more':18} {statistics.median(more):5.2f} s   ({min(more):.2f} to {max(more):.2f})")


if __name__ == "__main__":
    main()
