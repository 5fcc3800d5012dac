"""When a race is decided: rounds of paired ratios, an interval around their mean, thresholds.

Each round gives one ratio, baseline's CPU time over the student's, from fresh processes. Processes differ as a whole
(where their memory came to lie), so it is rounds that are counted, not pairs.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

MIN_ROUNDS = 4
ENOUGH_ROUNDS = 8  # after which an interval as narrow as NARROW will not decide what it covers either
MAX_ROUNDS = 16
BENEFIT = 0.97  # of a threshold: what stays open is decided by the median, in doubt for the student
NARROW, WIDEST = 1.10, 1.25  # upper end of an interval over its lower end; above WIDEST nobody can tell
# Student's t, two-sided 99 %, for 1 to 15 degrees of freedom.
_T99 = (63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169, 3.106, 3.055, 3.012, 2.977, 2.947)


class NoVerdictError(Exception):
    """The rounds differ so much that nothing can be said about a threshold."""


@dataclass(frozen=True)
class Interval:
    """How many times as fast as the baseline: the middle, and where the truth lies with 99 %."""

    low: float
    middle: float
    high: float


def interval(ratios: Sequence[float]) -> Interval:
    """The geometric mean of ratios, with its 99 % t-interval.

    From the sixth round on, the largest and the smallest are left out, and more of them later: one process in seven is
    half as slow again all its life, by the pages of memory that it got. Source: Yuen, The two-sample trimmed t for
    unequal population variances, Biometrika 61 (1974), in its form for one sample.

    Raises:
        ValueError: fewer than two ratios, more than MAX_ROUNDS, or one that is not positive.
    """
    count = len(ratios)
    if not 2 <= count <= MAX_ROUNDS:
        raise ValueError(f"{count} rounds; an interval needs 2 to {MAX_ROUNDS}")
    if min(ratios) <= 0:
        raise ValueError(f"a ratio of {min(ratios)}; CPU times are positive")
    logs = sorted(math.log(ratio) for ratio in ratios)
    left_out = _left_out(count)
    kept = logs[left_out : count - left_out]
    middle = statistics.fmean(kept)
    winsorized = [kept[0]] * left_out + kept + [kept[-1]] * left_out
    error = statistics.stdev(winsorized) * math.sqrt((count - 1) / (len(kept) * (len(kept) - 1)))
    half = _T99[len(kept) - 2] * error
    return Interval(math.exp(middle - half), math.exp(middle), math.exp(middle + half))


def _left_out(count: int) -> int:
    """How many rounds are left out at each end."""
    return sum(count >= rounds for rounds in (6, 8, 10, 12))


def reached(ratios: Sequence[float], thresholds: Sequence[float]) -> int | None:
    """How many of the thresholds (ascending) the ratios reach; None if another round has to say.

    A threshold is reached when the interval lies above it, and not when it lies below. What a narrow interval still
    covers after ENOUGH_ROUNDS, and any after MAX_ROUNDS, is decided by the median of the rounds, with a benefit of the
    doubt of 3 %, if they agree.

    Raises:
        NoVerdictError: they do not: the interval of the last round is too wide.
    """
    if len(ratios) < MIN_ROUNDS:
        return None
    around = interval(ratios)
    width = around.high / around.low
    count = 0
    for threshold in thresholds:
        if around.low > threshold:
            count += 1
        elif around.high >= threshold:  # open
            if len(ratios) < MAX_ROUNDS and (len(ratios) < ENOUGH_ROUNDS or width > NARROW):
                return None
            if width > WIDEST:
                raise NoVerdictError(f"after {MAX_ROUNDS} rounds the ratio lies between {around.low} and {around.high}")
            count += statistics.median(ratios) >= BENEFIT * threshold
    return count
