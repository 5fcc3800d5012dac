"""When a race is decided."""

from __future__ import annotations

import math
import random

import pytest

from autograder.speed.decide import MAX_ROUNDS, NoVerdictError, interval, reached


def test_equal_ratios_have_an_interval_of_no_width() -> None:
    around = interval([2.0, 2.0, 2.0])
    assert (around.low, around.middle, around.high) == pytest.approx((2.0, 2.0, 2.0))


def test_an_interval_is_the_t_interval_of_the_logarithms() -> None:
    around = interval([1.0, math.e, math.e**2])  # logarithms 0, 1, 2: mean 1, standard error 1 / sqrt(3)
    assert math.log(around.middle) == pytest.approx(1.0)
    assert math.log(around.high) == pytest.approx(1 + 9.925 / math.sqrt(3), rel=1e-3)
    assert math.log(around.low) == pytest.approx(1 - 9.925 / math.sqrt(3), rel=1e-3)


@pytest.mark.parametrize("ratios", [[2.0], [1.0] * 17, [1.0, 0.0, 1.0], [1.0, -1.0]])
def test_an_interval_of_too_few_too_many_or_impossible_ratios_is_refused(ratios: list[float]) -> None:
    with pytest.raises(ValueError, match=r"round|ratio"):
        interval(ratios)


def test_nothing_is_decided_before_the_fourth_round() -> None:
    """Three processes that are slow by chance, one in four of them, agreed on the wrong side too often."""
    assert reached([9.0, 9.0, 9.0], [2.0]) is None
    assert reached([9.0, 9.0, 9.0, 9.0], [2.0]) == 1


def test_each_threshold_is_decided_by_itself() -> None:
    assert reached([4.0, 4.1, 3.9, 4.0], [2.0, 8.0]) == 1
    assert reached([1.0, 1.1, 0.9, 1.0], [2.0, 8.0]) == 0
    assert reached([20.0, 21.0, 19.0, 20.0], [2.0, 8.0]) == 2


def test_what_the_interval_covers_needs_another_round_until_the_last() -> None:
    near = [1.96, 2.04, 2.0, 1.98, 2.02, 2.0, 1.96, 2.04]
    assert reached(near[:5], [2.0]) is None
    assert reached(near, [2.0]) == 1  # the median is 2.0
    assert reached([ratio * 0.96 for ratio in near], [2.0]) == 0
    assert reached([ratio * 0.98 for ratio in near], [2.0]) == 1  # in doubt for the student


@pytest.mark.parametrize(("true", "right"), [(1.7, 0), (2.3, 1), (3.0, 1)])
def test_of_a_thousand_races_with_noise_at_most_one_in_a_hundred_is_decided_wrongly(true: float, right: int) -> None:
    rng = random.Random(7)
    wrong = 0
    for _ in range(1000):
        ratios: list[float] = []
        while (decided := reached(ratios, [2.0])) is None:
            ratios.append(true * math.exp(rng.gauss(0, 0.04)))
            assert len(ratios) <= MAX_ROUNDS
        wrong += decided != right
    assert wrong <= 10


def test_rounds_that_differ_too_much_give_no_verdict_after_the_last() -> None:
    wild = [1.0, 4.0, 2.0, 1.5, 3.0, 2.5, 1.2, 3.5] * 2
    assert reached(wild[:15], [2.0]) is None
    with pytest.raises(NoVerdictError, match="after 16 rounds"):
        reached(wild, [2.0])
    assert reached(wild, [20.0]) == 0  # clear in any case


def test_from_the_sixth_round_on_the_ends_are_left_out() -> None:
    steady = [2.0, 2.02, 1.98, 2.01, 1.99]
    around = interval([*steady, 1.3])
    assert around.middle == pytest.approx(math.exp(sum(map(math.log, (2.0, 1.98, 2.01, 1.99))) / 4))
    assert interval([*steady, 2.03, 1.97, 2.0, 3.1]).high < 2.1


@pytest.mark.parametrize(("true", "right"), [(1.7, 0), (2.3, 1)])
def test_processes_that_are_slow_by_chance_decide_nothing(true: float, right: int) -> None:
    rng = random.Random(11)
    wrong = void = 0
    for _ in range(1000):
        ratios: list[float] = []
        try:
            while (decided := reached(ratios, [2.0])) is None:
                luck = [1.45 if rng.random() < 0.14 else 1.0 for _ in range(2)]
                ratios.append(true * luck[0] / luck[1] * math.exp(rng.gauss(0, 0.06)))
            wrong += decided != right
        except NoVerdictError:
            void += 1
    assert wrong <= 10
    assert void <= 70


@pytest.mark.parametrize(("true", "right"), [(1.7, 0), (2.3, 1)])
def test_nor_where_one_process_in_four_is(true: float, right: int) -> None:
    """Beside two neighbours that use the memory. With three rounds to begin with, eight in a thousand were wrong."""
    rng = random.Random(1)
    wrong = 0
    for _ in range(2000):
        ratios: list[float] = []
        try:
            while (decided := reached(ratios, [2.0])) is None:
                luck = [1.5 if rng.random() < 0.25 else 1.0 for _ in range(2)]
                ratios.append(true * luck[0] / luck[1] * math.exp(rng.gauss(0, 0.05)))
            wrong += decided != right
        except NoVerdictError:
            pass
    assert wrong <= 8  # of 2,000
