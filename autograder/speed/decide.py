"""When a race is decided: rounds of paired ratios, an interval around their mean, thresholds.

Each round gives one ratio, baseline's CPU time over the student's, from fresh processes. Processes differ as a whole
(where their memory came to lie), so it is rounds that are counted, not pairs.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

MIN_ROUNDS = 3
MAX_ROUNDS = 8
BENEFIT = (
    0.97  # of a threshold: what is still open after the last round is decided by the median, in doubt for the student
)
# Student's t, two-sided 99 %, for 1 to 7 degrees of freedom.
_T99 = (63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499)


WIDEST = 1.25  # upper end of an interval over its lower end, above which nobody can tell after the last round


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

    Raises:
        ValueError: fewer than two ratios, more than MAX_ROUNDS, or one that is not positive.
    """
    if not 2 <= len(ratios) <= MAX_ROUNDS:
        raise ValueError(f"{len(ratios)} rounds; an interval needs 2 to {MAX_ROUNDS}")
    if min(ratios) <= 0:
        raise ValueError(f"a ratio of {min(ratios)}; CPU times are positive")
    logs = [math.log(ratio) for ratio in ratios]
    middle = statistics.fmean(logs)
    half = _T99[len(logs) - 2] * statistics.stdev(logs) / math.sqrt(len(logs))
    return Interval(math.exp(middle - half), math.exp(middle), math.exp(middle + half))


def reached(ratios: Sequence[float], thresholds: Sequence[float]) -> int | None:
    """How many of the thresholds (ascending) the ratios reach; None if another round has to say.

    A threshold is reached when the interval lies above it, and not when it lies below. What is still open after
    MAX_ROUNDS is decided by the median of the rounds, with a benefit of the doubt of 3 %, if they agree.

    Raises:
        NoVerdictError: they do not: the interval of the last round is too wide.
    """
    if len(ratios) < MIN_ROUNDS:
        return None
    around = interval(ratios)
    count = 0
    for threshold in thresholds:
        if around.low > threshold:
            count += 1
        elif around.high >= threshold:  # open
            if len(ratios) < MAX_ROUNDS:
                return None
            if around.high > WIDEST * around.low:
                raise NoVerdictError(f"after {MAX_ROUNDS} rounds the ratio lies between {around.low} and {around.high}")
            count += statistics.median(ratios) >= BENEFIT * threshold
    return count
