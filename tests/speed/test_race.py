"""Races in jails: who is faster gets points, and nothing but being faster helps."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.course import Course
from autograder.grading.engine import Engine, LocalEngine, SubprocessEngine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from autograder.results import CheckResult, Reason, Status
from tests.small import MISTAKES, small_course

PLAIN = """

def double_plain(x):
    return x * 2
"""

BASELINE = '''"""The slow version."""

import torch


def double_loop(x):
    """Twice x, number by number."""
    out = torch.empty_like(x)
    for i in range(len(x)):
        out[i] = x[i] * 2
    return out
'''

PUBLIC = """from autograder import assert_same, points, tensor


@points(1)
def test_double(student):
    assert_same(student.double(tensor([1.0, 2.0])), tensor([2.0, 4.0]))


@points(1)
def test_halve(student):
    assert_same(student.halve(tensor([2.0])), tensor([1.0]))
"""

HIDDEN = """from autograder import assert_same, points


@points(4)
def test_double_is_fast(student, baseline, race, draw):
    race(student.double, baseline.double_loop, inputs=lambda: (draw.normal(300),), steps={2: 2, 20: 4})
"""

FAST = "    return x * 2\n"
SLOW = """    out = torch.empty_like(x)
    for i in range(len(x)):
        out[i] = x[i] * 2
    return out
"""
HALF = """    out = torch.empty_like(x)
    for i in range(0, len(x), 4):
        out[i:i + 4] = x[i:i + 4] * 2
    return out
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder: Path = tmp_path_factory.mktemp("course")
    return small_course(folder, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES, baseline=BASELINE)


@pytest.fixture(scope="module")
def bench(course: Course, engine: Engine) -> Bench:
    return Bench(course.units, engine, b"secret")


def raced(bench: Bench, body: str, top: str = "") -> CheckResult:
    source = f"import torch\n{dedent(top)}\n\ndef double(x):\n{body}\n\ndef halve(x):\n    return x / 2\n"
    rows = {row.check: row for row in final_rows(bench.rows(bench.units[0], take_bytes(source.encode())))}
    return rows["test_double_is_fast"]


def test_a_fast_answer_gets_all_points_and_says_how_fast_it_is(bench: Bench) -> None:
    row = raced(bench, FAST)
    assert (row.status, row.points) == (Status.PASSED, 4)
    assert row.race is not None
    assert row.race.low > 20
    assert [step.reached for step in row.race.steps] == [True, True]
    assert 3 <= len(row.race.rounds) <= 16
    assert {count.kind: (count.student, count.baseline > 300) for count in row.race.counts}["operators"] == (1, True)


@pytest.mark.parametrize("kind", [SubprocessEngine, LocalEngine])
def test_where_there_are_no_jails_processes_tell_their_time_themselves(
    course: Course, kind: type[SubprocessEngine] | type[LocalEngine]
) -> None:
    with Bench(course.units, kind(), b"secret") as bench:
        assert raced(bench, FAST).points == 4
        assert raced(bench, SLOW).points == 0


def test_the_slow_version_itself_gets_nothing(bench: Bench) -> None:
    row = raced(bench, SLOW)
    assert (row.status, row.reason, row.points) == (Status.FAILED, Reason.TOO_SLOW, 0)
    assert row.race is not None
    assert 0.5 < row.race.middle < 1.9


def test_what_is_between_two_steps_gets_the_points_of_the_lower_one(bench: Bench) -> None:
    row = raced(bench, HALF)
    assert (row.status, row.reason, row.points) == (Status.FAILED, Reason.TOO_SLOW, 2)


def test_a_wrong_answer_is_wrong_however_fast(bench: Bench) -> None:
    row = raced(bench, "    return x + 2\n")
    assert (row.reason, row.points, row.mistake) == (Reason.MISMATCH, 0, "adds_two")
    assert row.race is None


def test_an_answer_that_turns_wrong_while_it_is_timed_is_wrong(bench: Bench) -> None:
    row = raced(bench, "    calls.append(1)\n    return x * 2 if len(calls) < 40 else x\n", "calls = []\n")
    assert (row.status, row.reason, row.points) == (Status.FAILED, Reason.MISMATCH, 0)


def test_code_that_raises_while_it_is_timed_fails_by_that(bench: Bench) -> None:
    row = raced(bench, "    calls.append(1)\n    return x * 2 if len(calls) < 40 else x.no()\n", "calls = []\n")
    assert (row.status, row.reason) == (Status.FAILED, Reason.RAISED)


def test_putting_the_work_off_until_the_answer_is_sent_gains_nothing(bench: Bench) -> None:
    top = """
        class Later(torch.Tensor):
            # the work is done when somebody looks at the numbers
            def __new__(cls, x):
                return torch.Tensor._make_subclass(cls, x)

            @classmethod
            def __torch_function__(cls, func, types, args=(), kwargs=None):
                plain = torch.Tensor.clone(args[0].as_subclass(torch.Tensor))
                for i in range(len(plain)):
                    plain[i] = plain[i] * 2
                return func(plain, *args[1:], **(kwargs or {}))
        """
    row = raced(bench, "    return Later(x)\n", top)
    assert row.points <= 2
    assert row.status is not Status.PASSED


def test_remembering_answers_gains_nothing(bench: Bench) -> None:
    body = """    key = (x.shape, float(x.sum()), x.data_ptr())
    if key not in known:
        out = torch.empty_like(x)
        for i in range(len(x)):
            out[i] = x[i] * 2
        known[key] = out
    return known[key]
"""
    row = raced(bench, body, "known = {}\n")
    assert (row.status, row.points) == (Status.FAILED, 0)


def test_remembering_what_the_numbers_are_gains_nothing(bench: Bench) -> None:
    body = """    key = x.numpy().tobytes()
    if key not in known:
        known[key] = torch.stack([number * 2 for number in x])
    return known[key]
"""
    row = raced(bench, body, "known = {}\n")
    assert (row.status, row.points) == (Status.FAILED, 0)


def test_an_answer_prepared_for_the_shape_of_the_race_is_wrong(bench: Bench) -> None:
    body = "    return ready if x.shape == ready.shape else x * 2\n"
    row = raced(bench, body, "ready = torch.zeros(300)\n")
    assert (row.status, row.reason, row.points) == (Status.FAILED, Reason.MISMATCH, 0)


def test_being_slow_while_requests_are_measured_out_gains_nothing(bench: Bench) -> None:
    """Short requests would leave the way there and back as most of what is measured."""
    top = """
        import time
        calls = []

        def burn():
            calls.append(1)
            until = time.process_time() + 0.15
            while len(calls) <= 3 and time.process_time() < until:
                pass
        """
    row = raced(bench, "    burn()\n" + SLOW, top)
    assert row.points == 0
    assert row.race is None or (row.race.middle < 1.9 and row.race.calls > 1)


def test_thrashing_the_caches_while_the_other_is_timed_gains_nothing(bench: Bench) -> None:
    top = """
        import threading, time
        heap = torch.zeros(8_000_000)

        def thrash():
            while True:
                heap.add_(1)
                time.sleep(0.002)

        threading.Thread(target=thrash, daemon=True).start()
        """
    row = raced(bench, SLOW, top)
    assert row.status is not Status.PASSED
    assert row.points == 0


def test_a_patched_clock_changes_nothing(bench: Bench) -> None:
    top = """
        import time
        time.process_time = time.perf_counter = time.time = lambda: 0.0
        """
    row = raced(bench, SLOW, top)
    assert (row.reason, row.points) == (Reason.TOO_SLOW, 0)


@pytest.mark.parametrize("body", [SLOW, FAST], ids=["slow", "fast"])
def test_a_process_that_works_when_nothing_is_asked_makes_the_race_void(bench: Bench, body: str) -> None:
    """Not "took too long" either: on a quiet machine the slow one waits for the interpreter at every operator."""
    top = """
        import threading

        def busy():
            while True:
                pass

        threading.Thread(target=busy, daemon=True).start()
        """
    row = raced(bench, body, top)
    assert (row.status, row.reason, row.points) == (Status.ERROR, Reason.VOID, 0)


def test_a_process_that_begins_to_do_so_when_it_is_called_is_found_as_well(bench: Bench) -> None:
    top = """
        import threading

        def busy():
            while True:
                pass
        """
    row = raced(bench, f"    threading.Thread(target=busy, daemon=True).start()\n{FAST}", top)
    assert (row.status, row.reason, row.points) == (Status.ERROR, Reason.VOID, 0)


def test_answers_so_quick_that_a_thousand_make_a_request_are_not_called_too_large(bench: Bench, tmp_path: Path) -> None:
    """A reply says in 64 kB what its answers are: a thousand did not fit. There is hardly anything to measure here."""
    hidden = HIDDEN.replace("double_loop", "double_plain").replace("300", "3").replace("{2: 2, 20: 4}", "{0.2: 4}")
    course = small_course(tmp_path, public=PUBLIC, hidden=hidden, mistakes=MISTAKES, baseline=BASELINE + PLAIN)
    row = raced(Bench(course.units, bench.engine, b"secret"), FAST)
    assert row.reason in (None, Reason.VOID), row.feedback


def test_the_operators_of_a_baseline_are_counted_once_for_all_students(bench: Bench) -> None:
    raced(bench, FAST)
    ((program, function, inputs),) = (key for key in bench.engine.counted if "300" in key[2])
    assert (program, function) == (bench.engine.baseline(bench.units[0]), "double_loop")
    bench.engine.counted[program, function, inputs] = {"operators": 123, "bytes": 4, "flops": 5}
    row = raced(bench, FAST + "    # another file\n")
    bench.engine.counted.clear()
    assert row.race is not None
    assert [(each.kind, each.baseline) for each in row.race.counts] == [("operators", 123), ("bytes", 4), ("flops", 5)]
    assert row.race.counts[0].student == 1


def test_what_grows_with_the_inputs_is_told(bench: Bench, tmp_path: Path) -> None:
    hidden = HIDDEN.replace("(draw.normal(300),)", "(draw.normal(300),), larger=lambda: (draw.normal(600),)")
    course = small_course(tmp_path, public=PUBLIC, hidden=hidden, mistakes=MISTAKES, baseline=BASELINE)
    row = raced(Bench(course.units, bench.engine, b"secret"), SLOW)
    assert row.race is not None
    operators = next(count for count in row.race.counts if count.kind == "operators")
    assert (operators.student_larger or 0) > 1.9 * operators.student
    told = row.feedback.meaning if row.feedback else None
    assert told is not None
    assert re.match(r"In one call, then with larger inputs: ([\d,]+) → [\d,]+ operators \(double_loop: ", told.en)
    assert "箭头后是更大的输入" in told.zh
