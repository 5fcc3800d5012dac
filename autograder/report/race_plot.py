"""A race as a picture: each pair of requests a dot on a scale of ratios, rounds one below the other, steps as lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from autograder.grading.slowness import number
from autograder.results import Lang, RaceRecord

WIDTH, LEFT, RIGHT, TOP, GAP = 640, 16, 24, 34, 13
_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
_ALT = {
    "en": "{function} is {middle} times as fast as {baseline}, with 99 % between {low} and {high}.",
    "zh": "{function} 的速度是 {baseline} 的 {middle} 倍，99% 的置信区间是 {low} 到 {high}。",
}


def race_plot(record: RaceRecord, lang: Lang) -> str:
    """SVG text, with classes for colours: `dot`, `interval`, `step`, `step reached`, `axis`."""
    height = TOP + GAP * len(record.rounds) + 44
    scale = _Scale(record)
    alt = race_sentence(record, lang)
    parts = [
        f'<svg class="race" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(alt, quote=True)}">',
        *_steps(record, scale, height - 40),
        *_axis(scale, height - 36),
    ]
    for place, pairs in enumerate(record.rounds):
        y = TOP + GAP * place
        parts += [
            f'<circle class="dot" cx="{scale(slow / fast):.1f}" cy="{y}" r="3"/>' for slow, fast in pairs if fast > 0
        ]
    y = TOP + GAP * len(record.rounds)
    parts.append(f'<path class="interval" d="M{scale(record.low):.1f} {y}H{scale(record.high):.1f}"/>')
    parts.append(f'<circle class="middle" cx="{scale(record.middle):.1f}" cy="{y}" r="4"/>')
    return "".join([*parts, "</svg>"])


def race_sentence(record: RaceRecord, lang: Lang) -> str:
    """What the picture shows."""
    low, middle, high = (number(value) for value in (record.low, record.middle, record.high))
    names = {"function": record.function[:60], "baseline": record.baseline[:60]}
    return _ALT[lang].format(**names, low=low, middle=middle, high=high)


class _Scale:
    """From a ratio to x: logarithmic, wide enough for all dots, steps, and 1."""

    def __init__(self, record: RaceRecord) -> None:
        ratios = [slow / fast for pairs in record.rounds for slow, fast in pairs if fast > 0 and slow > 0]
        shown = [*ratios, record.low, record.high, 1.0, *(step.ratio for step in record.steps)]
        shown = [each for each in shown if 1e-6 < each < 1e9]
        self.low, self.high = math.log(min(shown)) - 0.15, math.log(max(shown)) + 0.15

    def __call__(self, ratio: float) -> float:
        place = (math.log(max(ratio, 1e-9)) - self.low) / (self.high - self.low)
        return LEFT + min(max(place, 0.0), 1.0) * (WIDTH - LEFT - RIGHT)

    def ticks(self) -> list[float]:
        """Round ratios on the scale."""
        return [tick for tick in _TICKS if self.low <= math.log(tick) <= self.high]


def _steps(record: RaceRecord, scale: _Scale, bottom: int) -> Iterator[str]:
    for step in record.steps:
        x, kind = scale(step.ratio), "step reached" if step.reached else "step"
        yield f'<path class="{kind}" d="M{x:.1f} 20V{bottom}"/>'
        mark = "✓" if step.reached else "✗"
        yield f'<text class="{kind}" x="{x:.1f}" y="13" text-anchor="middle">{number(step.ratio)}× {mark}</text>'


def _axis(scale: _Scale, y: int) -> Iterator[str]:
    yield f'<path class="axis" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
    for tick in scale.ticks():
        x = scale(tick)
        yield f'<path class="axis" d="M{x:.1f} {y}v5"/>'
        yield f'<text class="axis" x="{x:.1f}" y="{y + 19}" text-anchor="middle">{tick:g}×</text>'
