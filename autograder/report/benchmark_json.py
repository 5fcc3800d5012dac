"""Races as pytest-benchmark writes them, so that `pytest-benchmark compare` and its histograms read them.

A group is a check of a unit; in it stand the baseline and the student's function, of each student. One round is one
request that was timed, and its time that of a single call.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator
from typing import Any

from pytest_benchmark import __version__ as writer
from pytest_benchmark.stats import Stats

from autograder.results import AttemptResult, CheckResult, RaceRecord


def benchmark_json(results: Iterable[AttemptResult]) -> str:
    """All races of these attempts, as JSON text; an empty list of benchmarks where there were none."""
    results = sorted(results, key=lambda result: result.student)
    graded = max((result.started_at for result in results), default=None)
    told = {
        "machine_info": {"python_version": platform.python_version(), "machine": platform.machine(), "cpu": {}},
        "commit_info": {},
        "benchmarks": [each for result in results for check in result.checks for each in _both(result, check)],
        "datetime": graded.isoformat() if graded else None,
        "version": writer,
    }
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


def _both(result: AttemptResult, check: CheckResult) -> Iterator[dict[str, Any]]:
    race = check.race
    if race is None:
        return
    for place, function in ((0, race.baseline), (1, race.function)):
        seconds = [pair[place] / race.calls for pairs in race.rounds for pair in pairs]
        if seconds:
            yield _one(result.student, check, race, function, seconds, is_baseline=place == 0)


def _one(
    student: str, check: CheckResult, race: RaceRecord, function: str, seconds: list[float], *, is_baseline: bool
) -> dict[str, Any]:
    stats: Any = Stats()  # type: ignore[no-untyped-call]
    for each in seconds:
        stats.update(each)
    name = f"{function}[{student}]"
    extra = {"student": student, "baseline": is_baseline, "ratio": race.middle, "low": race.low, "high": race.high}
    return {
        "group": f"{check.unit}::{check.check}",
        "name": name,
        "fullname": f"{check.unit}.py::{check.check}::{name}",
        "params": None,
        "param": student,
        "extra_info": extra,
        "options": {"timer": "the kernel's CPU clock of the process", "calls": race.calls},
        "stats": {
            **{field: getattr(stats, field) for field in stats.fields},
            "iterations": race.calls,
            "data": seconds,
        },
    }
