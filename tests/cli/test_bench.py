"""`autograder bench`: how fast one's own version is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import CourseFaults
from autograder.grading.engine import Engine, SubprocessEngine
from autograder.grading.submission import Bench
from autograder.release.tree import Files, release_files
from autograder.release.write import write_files
from tests.small import SOLUTION, small_course

BASELINE = '''"""The slow version."""

import torch


def double_loop(x):
    """Twice x, number by number."""
    out = torch.empty_like(x)
    for i in range(len(x)):
        out[i] = x[i] * 2
    return out
'''
TABLE = '\n[bench.double]\nbaseline = "double_loop"\ninputs = [[400]]\npublished = 250\nlarge = [[2000]]\n'


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Files:
    course = small_course(tmp_path_factory.mktemp("course"), toml=TABLE, baseline=BASELINE)
    with Engine() as engine:
        return release_files(Bench(course.units, engine, b""), course)


@pytest.fixture(scope="module")
def engine() -> Iterator[SubprocessEngine]:
    with SubprocessEngine() as engine:
        yield engine


@pytest.fixture
def starter(engine: SubprocessEngine, released: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's file; the working directory is in the course."""
    write_files(released, tmp_path / "assignments")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("autograder.grading.bench.ROUNDS", 3)
    monkeypatch.setattr("autograder.grading.engine.SubprocessEngine", lambda: nullcontext(engine))
    return tmp_path / "assignments" / "a0_small" / "u01_small.py"


def bench(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bench", "a0/u01", *arguments])


def test_a_function_is_shown_beside_the_slow_version_and_the_course_s_own(starter: Path) -> None:
    starter.write_text("def double(x): return x * 2\n")
    result = bench("--lang", "en")
    assert result.exit_code == 0, result.output
    assert "double against double_loop" in result.output
    assert "slow version" in result.output
    yours = re.search(r"yours +[\d.]+ [µm]s .*?([\d.,]+)× \(([\d.,]+) to ([\d.,]+)\)", result.output)
    assert yours is not None, result.output
    low, middle, high = (float(yours[group].replace(",", "")) for group in (2, 1, 3))
    assert low <= middle <= high
    assert middle > 3
    assert re.search(r"the course's own .*250×", result.output)
    assert max(map(len, result.output.splitlines())) <= 80
    assert "你的版本" in bench("--lang", "zh").output


def test_on_a_device_it_is_measured_by_the_clock_on_the_wall(starter: Path) -> None:
    """The simulated device: this has never run on a real one."""
    starter.write_text("def double(x): return x * 2\n")
    result = bench("--device", "gpu", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert re.search(r"yours, on gpu +[\d.]+ [µm]s .*× \(", result.output)
    assert re.search(r"large, on gpu +[\d.]+ [µm]s .*× the CPU", result.output)
    assert "Rows with gpu are measured by the clock on the wall" in result.output


def test_what_stays_on_the_cpu_is_told_by_the_device(starter: Path) -> None:
    starter.write_text("import torch\ndef double(x): return x * torch.full((len(x),), 2.0)\n")
    result = bench("--device", "gpu", "--lang", "en")
    assert result.exit_code == 1
    assert "double could not be measured: RuntimeError: Expected all tensors to be on the same device" in " ".join(
        result.output.split()
    )


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def double(x): return x * 3\n", "does not give the answers of the slow version: `autograder check a0/u01`"),
        ("def double(x): raise NotImplementedError\n", "double is not written yet: there is nothing to measure."),
        ("def halve(x): return x\n", "double is not written yet"),
        ("def double(x): return x.no_such_thing\n", "double could not be measured: AttributeError"),
        ("import no_such_thing\n", "double could not be measured: ModuleNotFoundError"),
    ],
)
def test_what_cannot_be_measured_is_said(starter: Path, source: str, told: str) -> None:
    starter.write_text(source)
    result = bench("--lang", "en")
    assert result.exit_code == 1
    assert told in " ".join(result.output.split())


def test_a_unit_without_a_bench_says_where_there_is_one(starter: Path) -> None:
    other = starter.parent / ".units" / "u01_small.json"
    other.write_text(re.sub(r'"bench": \{.*?\n \},', '"bench": {},', other.read_text(), flags=re.DOTALL))
    result = bench()
    assert result.exit_code == 2
    assert "No unit of this course has anything to measure." in result.output


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        (TABLE.replace("double_loop", "double_lop"), "baseline.py defines no `double_lop`"),
        (TABLE.replace("bench.double", "bench.doubel"), "`[bench]` speaks of `doubel`, which is not exported"),
        (TABLE.replace("[[400]]", "[[0]]"), "bench.double.inputs"),
        (TABLE.replace("= 250", "= 0"), "bench.double.published"),
    ],
)
def test_faults_of_the_table_are_told_to_its_author(tmp_path: Path, toml: str, told: str) -> None:
    with pytest.raises(CourseFaults) as caught:
        small_course(tmp_path, toml=toml, baseline=BASELINE, solution=SOLUTION)
    assert told in str(caught.value)
