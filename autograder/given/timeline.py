"""A queue of work with a virtual clock: what host and device do when, without a device, and the same every time.

The host hands work to the device and goes on; whoever reads a number waits. Costs are given, not measured:

>>> from autograder.given.timeline import Queue
>>> queue = Queue()
>>> work = queue.run("multiply", seconds=0.001)
>>> round(queue.clock() * 1e6)  # microseconds: handing it over
5
>>> queue.sync()
>>> round(queue.clock() * 1e6)  # and waiting for it
1005
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

Lane = Literal["host", "copy", "device"]
LANES: tuple[Lane, ...] = ("host", "copy", "device")
_TITLES = {"host": "host · 主机", "copy": "copies · 复制", "device": "device · 设备"}
_COLOURS = {"host": "#5b6b7b", "wait": "#d9dee4", "copy": "#b8570b", "device": "#1f6fb4"}


@dataclass(frozen=True)
class Span:
    """What one lane does from `start` to `end`, in virtual seconds; a `wait` of the host is idle time."""

    lane: Lane
    name: str
    start: float
    end: float
    wait: bool = False


@dataclass
class Queue:
    """A host, a device, and a lane for copies between them, on one virtual clock that starts at 0.

    Attributes:
        launch_seconds: what it costs the host to hand over work, or to begin a copy.
        bandwidth: bytes a second of a copy from pinned memory; from other memory it is half of that.
        spans: all that has happened, in the order in which it was asked for.
    """

    launch_seconds: float = 5e-6
    bandwidth: float = 16e9
    spans: list[Span] = field(default_factory=list)
    _now: float = 0.0
    _free: dict[Lane, float] = field(default_factory=lambda: {"copy": 0.0, "device": 0.0})

    def clock(self) -> float:
        """The host's time, in virtual seconds."""
        return self._now

    def work(self, name: str, seconds: float) -> Span:
        """The host does something itself, such as loading a batch."""
        return self._host(name, _not_negative(seconds, "seconds"))

    def run(self, name: str, seconds: float, after: Span | None = None) -> Span:
        """Hand work to the device, which begins when it is free and `after` has ended. The host goes on."""
        _not_negative(seconds, "seconds")
        self._host(name, self.launch_seconds)
        return self._queued("device", name, seconds, after)

    def copy(
        self, name: str, size: int, *, pinned: bool = False, non_blocking: bool = False, after: Span | None = None
    ) -> Span:
        """Copy `size` bytes. The host goes on only if the memory is pinned *and* `non_blocking` is said."""
        _not_negative(size, "size")
        self._host(name, self.launch_seconds)
        copied = self._queued("copy", name, size / (self.bandwidth if pinned else self.bandwidth / 2), after)
        if not (pinned and non_blocking):
            self.wait(copied)
        return copied

    def wait(self, span: Span) -> None:
        """The host waits until something has ended."""
        if span.end > self._now:
            self.spans.append(Span("host", f"wait for {span.name}", self._now, span.end, wait=True))
            self._now = span.end

    def sync(self) -> None:
        """The host waits until everything that was handed over has ended."""
        last = max((span for span in self.spans if span.lane != "host"), key=lambda span: span.end, default=None)
        if last is not None:
            self.wait(last)

    def busy(self, lane: Lane) -> float:
        """How many seconds a lane has been at work."""
        return sum(span.end - span.start for span in self.spans if span.lane == lane and not span.wait)

    def draw(self, width: int = 760) -> str:
        """A picture of who did what when: SVG text, one lane below the other. Grey is waiting."""
        end = max((span.end for span in self.spans), default=0.0) or 1.0
        left, scale = 110, (width - 150) / end
        parts = [
            (
                '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
                f'viewBox="0 0 {width} 170" width="{width}" height="170">'
            ),
            "<title>timeline · 时间线</title>",
            "<style>text{font:12px system-ui,sans-serif;fill:#222}</style>",
            f'<rect width="{width}" height="170" fill="#fff"/>',
        ]
        for number, lane in enumerate(LANES):
            y = 20 + 40 * number
            parts.append(f'<text x="8" y="{y + 19}">{_TITLES[lane]}</text>')
            for span in self.spans:
                if span.lane == lane:
                    parts.append(_box(span, left + span.start * scale, y, max((span.end - span.start) * scale, 1.0)))
        for tick in range(6):
            x = left + (width - 150) * tick / 5
            parts.append(f'<path d="M{x:.1f} 140v6" stroke="#888"/>')
            parts.append(f'<text x="{x:.1f}" y="160" text-anchor="middle">{_time(end * tick / 5)}</text>')
        return "\n".join([*parts, "</svg>"]) + "\n"

    def _repr_svg_(self) -> str:
        """What a notebook shows of it."""
        return self.draw()

    def _host(self, name: str, seconds: float) -> Span:
        span = Span("host", name, self._now, self._now + seconds)
        self.spans.append(span)
        self._now = span.end
        return span

    def _queued(self, lane: Lane, name: str, seconds: float, after: Span | None) -> Span:
        start = max(self._now, self._free[lane], after.end if after is not None else 0.0)
        span = Span(lane, name, start, start + seconds)
        self.spans.append(span)
        self._free[lane] = span.end
        return span


def _box(span: Span, x: float, y: int, wide: float) -> str:
    colour = _COLOURS["wait" if span.wait else span.lane]
    name = escape(span.name)
    label = ""
    if wide > 7 * len(span.name) and not span.wait:
        label = f'<text x="{x + wide / 2:.1f}" y="{y + 19}" text-anchor="middle" style="fill:#fff">{name}</text>'
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="28" rx="2" fill="{colour}" stroke="#fff" '
        f'stroke-width="0.5"><title>{name}: {_time(span.start)} to {_time(span.end)}</title></rect>{label}'
    )


def _time(seconds: float) -> str:
    if seconds == 0:
        return "0"
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def _not_negative(value: float, what: str) -> float:
    if value < 0:
        raise ValueError(f"{what} is {value}; it cannot be negative")
    return value
