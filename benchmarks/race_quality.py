"""How often a race is decided wrongly, beside a busy neighbour.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.race_quality run --races 20      # adds a slice to the raw numbers
    .venv/bin/python -m benchmarks.race_quality table                                # the table of docs/performance.md

Student and baseline do the same kind of work, the baseline `ratio` times as much of it, so the right answer is known:
against a threshold of 2, races at 1.7 and 1.9 have to be lost, those at 2.1 and more to be won. The work is bound by
arithmetic, by memory, or by Python. Beside them a process keeps another core busy with matrix products and copies.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from autograder.grading.compare import assert_same
from autograder.jail.channels import JailChannel
from autograder.jail.processes import ONE_THREAD, ZygoteProcess
from autograder.jail.proxies import Module, open_module, remote_of
from autograder.jail.remote import Patience, Program, Remote
from autograder.speed.race import DisturbedError, Race, Side

RAW = Path(__file__).parent / "measured" / "race_quality.jsonl"
RATIOS = (1.7, 1.9, 2.1, 2.3, 3.0)
THRESHOLD = 2.0
LIMITS = {"cpu_seconds": 60, "memory_bytes": 1 << 30}
SECONDS = 120.0

WORK = """
import torch

UNITS = {units}
A, B, SPACE = torch.rand(160, 160), torch.rand(160, 160), torch.zeros(200_000)


def arithmetic(x):
    for _ in range(UNITS):
        A @ B
    return x


def memory(x):
    for _ in range(UNITS):
        SPACE + 1
    return x


def python(x):
    for _ in range(UNITS):
        total = 0
        for i in range(2000):
            total += i * i
    return x
"""
KINDS = {"arithmetic": 20, "memory": 20, "python": 20}  # units of the student's work

NEIGHBOUR = """
import os
import torch
torch.set_num_threads(1)
a, b, parent = torch.randn(400, 400), torch.randn(4_000_000), os.getppid()
while os.getppid() == parent:
    a @ a
    b.clone()
"""


@contextmanager
def neighbour() -> Iterator[None]:
    """A process that is always busy."""
    busy = subprocess.Popen([sys.executable, "-c", NEIGHBOUR], env=dict(ONE_THREAD))
    try:
        yield
    finally:
        busy.kill()
        busy.wait()


class Lanes:
    """Fresh jails for one side, with as much work as asked for."""

    def __init__(self, zygote: ZygoteProcess, units: int, party: str) -> None:
        self.zygote, self.party = zygote, party
        self.program = Program((("work", "work.py", WORK.format(units=units)),))

    def open(self) -> Remote:
        """A jail with the program loaded."""
        channel = JailChannel(self.zygote, LIMITS)
        return remote_of(
            open_module(channel, self.program.elsewhere(), 0, party=self.party, patience=Patience(SECONDS, SECONDS))
        )


def race(zygote: ZygoteProcess, kind: str, ratio: float, seed: int) -> dict[str, object]:
    """One race, and what came of it."""
    units = KINDS[kind]
    generator = torch.Generator().manual_seed(seed)
    lanes = [Lanes(zygote, round(units * part), party) for part, party in ((1, "student"), (ratio, "baseline"))]
    names = [Module(each.open()) for each in lanes]
    sides = [Side(getattr(module, kind), each.open) for module, each in zip(names, lanes, strict=True)]
    started = time.monotonic()
    try:
        result = Race(*sides, lambda: (torch.randn(50, generator=generator),), {THRESHOLD: 1.0}, assert_same).run()
        around = result.interval
        told: dict[str, object] = {
            "won": bool(result.reached), "rounds": len(result.rounds), "thrown_away": result.thrown_away,
            "low": round(around.low, 4), "middle": round(around.middle, 4), "high": round(around.high, 4),
        }  # fmt: skip
    except DisturbedError as problem:
        told = {"won": None, "why": str(problem)}
    finally:
        for module in names:
            remote_of(module).close()
    units_true = round(units * ratio) / units
    return {"kind": kind, "ratio": ratio, "true": units_true, "seconds": round(time.monotonic() - started, 2), **told}


def run(races: int, ratios: list[float], kinds: list[str]) -> None:
    """Add a slice to the raw numbers."""
    RAW.parent.mkdir(exist_ok=True)
    zygote = ZygoteProcess()
    try:
        with neighbour(), RAW.open("a", encoding="utf-8") as file:
            for number in range(races):
                for kind in kinds:
                    for ratio in ratios:
                        file.write(json.dumps(race(zygote, kind, ratio, number)) + "\n")
                        file.flush()
    finally:
        zygote.close()


def table() -> None:
    """Print what the raw numbers say."""
    found: dict[tuple[str, float], list[dict[str, object]]] = defaultdict(list)
    for line in RAW.read_text("utf-8").splitlines():
        one = json.loads(line)
        found[one["kind"], one["ratio"]].append(one)
    print("| | true ratio | races | wrong | void | measured, median | rounds, median | seconds, median |")
    print("|---|---|---|---|---|---|---|---|")
    for (kind, ratio), races in sorted(found.items()):
        judged = [one for one in races if one["won"] is not None]
        wrong = sum(one["won"] != (ratio > THRESHOLD) for one in judged)
        middle = statistics.median(float(str(one["middle"])) for one in judged) if judged else float("nan")
        rounds = statistics.median(int(str(one["rounds"])) for one in judged) if judged else 0
        seconds = statistics.median(float(str(one["seconds"])) for one in races)
        print(
            f"| {kind} | {ratio} | {len(races)} | {wrong} | {len(races) - len(judged)} | {middle:.2f} | {rounds:g} "
            f"| {seconds:.1f} |"
        )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["run", "table"])
    parser.add_argument("--races", type=int, default=10)
    parser.add_argument("--ratios", type=float, nargs="+", default=list(RATIOS))
    parser.add_argument("--kinds", nargs="+", default=list(KINDS))
    asked = parser.parse_args()
    if asked.what == "run":
        run(asked.races, asked.ratios, asked.kinds)
    else:
        table()


if __name__ == "__main__":
    main()
