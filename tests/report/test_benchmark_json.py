"""Races as pytest-benchmark writes them: its own command reads them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.report.benchmark_json import benchmark_json
from autograder.results import AttemptResult
from tests.report.samples import attempt_with, race_of


@pytest.fixture
def raced() -> Callable[[str, float], AttemptResult]:
    """An attempt of this student, with a race."""

    def make(student: str, middle: float) -> AttemptResult:
        result = attempt_with("u01", student=student)
        checks = tuple(
            check.model_copy(update={"race": race_of("pairwise", middle=middle)}) if check.race else check
            for check in result.checks
        )
        return result.model_copy(update={"checks": checks})

    return make


def test_each_race_gives_two_benchmarks_of_one_group(raced: Callable[[str, float], AttemptResult]) -> None:
    told = json.loads(benchmark_json([raced("lin", 5.2), raced("ada", 8.0)]))
    names = [each["name"] for each in told["benchmarks"]]
    assert names == ["pairwise_loop[ada]", "pairwise[ada]", "pairwise_loop[lin]", "pairwise[lin]"]
    assert len({each["group"] for each in told["benchmarks"]}) == 1
    slow, fast = told["benchmarks"][:2]
    assert slow["stats"]["rounds"] == 15
    assert slow["stats"]["median"] / fast["stats"]["median"] == pytest.approx(8.0, rel=0.05)
    assert fast["stats"]["iterations"] == 12
    assert fast["extra_info"]["ratio"] == 8.0


def test_attempts_without_races_give_an_empty_list() -> None:
    assert json.loads(benchmark_json([]))["benchmarks"] == []


def test_the_command_of_pytest_benchmark_reads_it(tmp_path: Path, raced: Callable[[str, float], AttemptResult]) -> None:
    file = tmp_path / "races.json"
    file.write_text(benchmark_json([raced("lin", 5.2)]), "utf-8")
    command = [sys.executable, "-m", "pytest_benchmark", "compare", str(file), "--columns=median,rounds"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "pairwise[lin]" in done.stdout
    assert "pairwise_loop[lin]" in done.stdout
