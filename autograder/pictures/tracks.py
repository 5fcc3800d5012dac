"""What changes when: a track holds one property of one shape over the loop.

Times are seconds from the loop's start. Between two values a track eases along 3s² - 2s³, which is the CSS timing
function cubic-bezier(1/3, 0, 2/3, 1), so that a still computed here is the moment that a browser shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.pictures.colours import Colour

Value = tuple[float, ...] | Colour
Window = float | tuple[float, float]

EASING = "cubic-bezier(.3333,0,.6667,1)"
INSTANT = 0.01


@dataclass(frozen=True)
class Step:
    """A change to `value` that begins at `start` and is complete at `end`, in seconds."""

    start: float
    end: float
    value: Value


@dataclass
class Track:
    """A first value and the steps away from it, in time order, none overlapping."""

    first: Value
    steps: list[Step] = field(default_factory=list)

    @property
    def last(self) -> Value:
        """The value after all steps."""
        return self.steps[-1].value if self.steps else self.first

    def add(self, at: Window, value: Value) -> None:
        """Append a step. Raises ValueError where it begins before the last one ends."""
        start, end = window(at)
        if self.steps and start < self.steps[-1].end:
            raise ValueError(
                f"a change of the same property from {start} s to {end} s begins before the one that ends at "
                f"{self.steps[-1].end} s; start it later, or end that one earlier"
            )
        self.steps.append(Step(start, end, value))

    def value(self, seconds: float) -> Value:
        """The value at a moment."""
        before = self.first
        for step in self.steps:
            if seconds >= step.end:
                before = step.value
            elif seconds > step.start:
                share = (seconds - step.start) / (step.end - step.start)
                return blend(before, step.value, share * share * (3 - 2 * share))
            else:
                break
        return before

    def stops(self, seconds: float) -> list[tuple[float, Value]]:
        """The moments, 0 and the loop's length included, between which the value is still or eases."""
        stops = [(0.0, self.first)]
        for step in self.steps:
            stops += [(step.start, stops[-1][1]), (step.end, step.value)]
        stops.append((seconds, self.last))
        same = {i for i in range(1, len(stops) - 1) if stops[i] == stops[i - 1]}
        return [stop for i, stop in enumerate(stops) if i not in same]

    def rewound(self, seconds: float, rewind: float, *, fades: bool, unseen: bool) -> Track:
        """The same track, brought back to its first value in the loop's last `rewind` seconds.

        An opacity (`fades`) falls in the first half of them or rises in the second; a shape that is `unseen` at the
        loop's start jumps between the halves, when nobody sees it; everything else glides.
        """
        start, middle = round(seconds - rewind, 3), round(seconds - rewind / 2, 3)
        if self.steps and self.steps[-1].end > start:
            raise ValueError(
                f"a change ends at {self.steps[-1].end} s, but the rewind begins at {start} s; "
                f"end it earlier, or give the drawing more seconds"
            )
        if self.last == self.first:
            return self
        if fades:
            falls = isinstance(self.first, tuple) and isinstance(self.last, tuple) and self.first < self.last
            back = (start, middle) if falls else (middle, seconds)
        else:
            back = (middle, middle + INSTANT) if unseen else (start, seconds)
        return Track(self.first, [*self.steps, Step(*back, self.first)])


def window(at: Window) -> tuple[float, float]:
    """Start and end in seconds, to the millisecond; a single moment is an instant change.

    Raises ValueError unless 0 <= start < end.
    """
    start, end = (round(moment, 3) for moment in (at if isinstance(at, tuple) else (at, at + INSTANT)))
    if not 0 <= start < end:
        raise ValueError(f"at=({start}, {end}): a window runs forward from 0 s or later; swap or shift its ends")
    return start, end


def shares(at: tuple[float, float], count: int, overlap: float = 0.0) -> list[tuple[float, float]]:
    """`count` windows that fill `at` one after the other; with `overlap` (0 to 1) each starts before the last ends.

    The tool for waves: `for row, moment in zip(grid.rows, shares((2, 4), 3, overlap=0.5)): row.slide(..., at=moment)`.
    """
    start, end = window(at)
    length = (end - start) / (1 + (count - 1) * (1 - overlap))
    starts = [start + i * length * (1 - overlap) for i in range(count)]
    return [window((begin, begin + length)) for begin in starts]


def blend(one: Value, other: Value, share: float) -> Value:
    """The value at `share` (0 to 1) of the way from one to the other."""
    if isinstance(one, Colour) and isinstance(other, Colour):
        return one.mix(other, share)
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))
    raise TypeError(f"cannot go from {one} to {other}: a property keeps its kind")
