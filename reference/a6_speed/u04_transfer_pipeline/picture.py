"""Draws the unit's animation: the same four batches on two conveyors, each with its timeline above it.

On the first one everything happens one after the other. The second one is driven by the solution's Prefetcher. Both
timelines are what a queue with a virtual clock shows; the times at their ends are those of the solution's total_time.
One file serves both languages.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from autograder.given.timeline import Queue, Span
from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, TILE, Colour, Drawing, shown

WIDTH, HEIGHT = 760, 430  # px, as all lengths here
BATCHES = 4
LOAD, COPY, COMPUTE = 2.0, 2.0, 3.0  # ms
COLOURS = [BLUE, ORANGE, GREEN, MUTED]
LEFT, SCALE = 138, 19.5  # where the clock shows 0, and the width of 1 ms
LANE, TALL = 25, 21  # from lane to lane, and the height of a box in it
BEGIN, PACE = 0.6, 0.5  # s: when the clocks start, and how long 1 ms lasts here
HOST, TRAY, SPOT = 176, 486, 610  # middles: where a batch is loaded, where it arrives, where it is used
SIDE = 28  # of a batch
SECONDS = 17.6
LANES = {"host": "load · 加载", "copy": "copy · 复制", "device": "compute · 计算"}
DESC = (
    "Four numbered batches on two conveyors from the host to the device, each with a timeline of three lanes: load, "
    "copy, compute. Above, everything happens one after the other: while a batch rides on the belt, the device is "
    "empty, and it ends at 28 ms. Below, one batch ahead: while the device works on one batch, the next one rides to "
    "the second tray and the one after it is loaded, and it ends at 16 ms. "
    "四个编了号的小批量，沿着两条传送带从主机去设备；每条传送带上方有一条时间线，分三道：加载、复制、计算。"
    "上面是一样一样来：小批量还在带子上时，设备空着，到 28 ms 才结束。下面是提前一份：设备在处理一个小批量时，"
    "下一个正驶向第二个托盘，再下一个正在加载，到 16 ms 就结束了。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    title = "Two trays · 两个托盘"
    drawing = Drawing(WIDTH, HEIGHT, title=title, desc=DESC, seconds=SECONDS)
    for top, name, queue, overlapped in (
        (0, "one after the other · 一样一样来", one_after_the_other(), False),
        (214, "Prefetcher · 提前一份", one_ahead(solution), True),
    ):
        ends = solution.total_time(LOAD, COPY, COMPUTE, BATCHES, overlapped=overlapped)
        half(drawing, top, name, queue.spans, ends, queue.clock() * 1000)
    drawing.line((24, 214), (WIDTH - 24, 214), colour=LINE, width=1)
    return drawing.svg(still)


def loaded(queue: Queue) -> Iterable[int]:
    """The numbers of the batches, each of which costs the host a while."""
    for i in range(BATCHES):
        queue.work(f"load {i}", LOAD / 1000)
        yield i


def one_after_the_other() -> Queue:
    """Each thing waits for the one before."""
    queue = Queue(launch_seconds=0.0, bandwidth=1e9)
    for i in loaded(queue):
        queue.wait(queue.copy(f"copy {i}", round(COPY * 1e6), pinned=True))
        queue.wait(queue.run(f"compute {i}", COMPUTE / 1000))
    return queue


def one_ahead(solution: ModuleType) -> Queue:
    """The same work, handed out by the solution's Prefetcher."""
    queue = Queue(launch_seconds=0.0, bandwidth=1e9)

    def copy(i: int) -> Span:
        return queue.copy(f"copy {i}", round(COPY * 1e6), pinned=True, non_blocking=True)

    for copied in solution.Prefetcher(loaded(queue), copy, queue.wait):
        queue.run(copied.name.replace("copy", "compute"), COMPUTE / 1000)
    queue.sync()
    return queue


def moment(milliseconds: float) -> float:
    """When the animation is at this time of the clocks, in seconds."""
    return BEGIN + PACE * milliseconds


def half(drawing: Drawing, top: float, name: str, spans: list[Span], ends: float, clock: float) -> None:
    """One timeline, and the conveyor below it."""
    drawing.text(24, top + 22, name, size=14, bold=True, anchor="start")
    for row, (lane, title) in enumerate(LANES.items()):
        y = top + 40 + LANE * row
        drawing.text(LEFT - 12, y + TALL / 2, title, size=12, colour=MUTED, anchor="end")
        drawing.line((LEFT, y + TALL + 2), (LEFT + 28 * SCALE, y + TALL + 2), colour=LINE, width=1)
        for span in spans:
            if span.lane == lane and span.end > span.start and not span.wait:
                work(drawing, span, y)
    hand = drawing.line((LEFT, top + 36), (LEFT, top + 40 + 3 * LANE), colour=INK, width=1.5)
    for tick in range(round(clock)):
        hand.slide(SCALE, 0, (moment(tick), moment(tick + 1)))
    label = drawing.text(LEFT + clock * SCALE + 8, top + 26, f"{shown(ends)} ms", size=16, bold=True, anchor="middle")
    label.appear((moment(clock), moment(clock) + 0.4))
    conveyor(drawing, top + 172, spans)


def number_of(span: Span) -> int:
    """Which batch it is about."""
    return int(span.name.split()[-1])


def work(drawing: Drawing, span: Span, y: float) -> None:
    """What a lane does, as a box that grows while it is done."""
    start, end, i = span.start * 1000, span.end * 1000, number_of(span)
    x, wide = LEFT + start * SCALE, (end - start) * SCALE
    box = drawing.box(x + 1, y, wide - 2, TALL, fill=COLOURS[i], line=None, radius=3)
    box.pivot = (x + 1, y)
    box.begin("stretch", (0.0, 1.0))
    box.stretch(1.0, 1.0, (moment(start), moment(end)), about=(x + 1, y))
    number = drawing.text(x + wide / 2, y + TALL / 2 + 0.5, str(i), size=13, colour=COLOURS[i].text(), code=True)
    number.appear((moment((start + end) / 2), moment(end)))


def conveyor(drawing: Drawing, y: float, spans: list[Span]) -> None:
    """The belt from the host to the device with its two trays, and the batches that ride on it; y is the belt."""
    place(drawing, HOST - 44, y, 88, "host · 主机")
    place(drawing, SPOT - 52, y, 104, "device · 设备")
    left, right = HOST + 52, TRAY + 30
    drawing.line((left, y), (right, y), colour=INK, width=2.5)
    for step in range(10):
        drawing.dot(left + 8 + (right - left - 16) * step / 9, y + 6, 3.5, colour=MUTED)
    for tray in (TRAY, SPOT):
        low, high = y - 3, y - 8
        drawing.line((tray - 22, high), (tray - 18, low), (tray + 18, low), (tray + 22, high), colour=INK)
    for i in range(BATCHES):
        ride(drawing, i, y, {span.name: span for span in spans if span.end > span.start and not span.wait})


def place(drawing: Drawing, x: float, y: float, wide: float, name: str) -> None:
    """A house for the host or for the device, with its name below."""
    drawing.box(x, y - SIDE - 18, wide, SIDE + 22, fill=TILE, line=LINE, radius=6)
    drawing.text(x + wide / 2, y + 18, name, size=12, colour=MUTED)


def ride(drawing: Drawing, i: int, y: float, spans: dict[str, Span]) -> None:
    """One batch: loaded, carried over the belt, used."""
    times = {what: spans.get(f"{what} {i}") for what in ("load", "copy", "compute")}
    load, copy, compute = times["load"], times["copy"], times["compute"]
    batch = block(drawing, HOST, y - 4 - SIDE / 2, str(i), COLOURS[i])
    if load is not None:
        batch.appear((moment(load.start * 1000), moment(load.end * 1000)))
    if copy is not None:
        batch.slide(TRAY - HOST, 0, (moment(copy.start * 1000), moment(copy.end * 1000)))
    if compute is not None:
        begins, ends = moment(compute.start * 1000), moment(compute.end * 1000)
        batch.slide(SPOT - TRAY, 0, (begins, begins + 0.25)).vanish((ends - 0.2, ends))


def block(drawing: Drawing, x: float, y: float, name: str, colour: Colour) -> Any:
    """A batch with its number, around (x, y)."""
    box = drawing.box(x - SIDE / 2, y - SIDE / 2, SIDE, SIDE, fill=colour, line=None, radius=5)
    return drawing.group(box, drawing.text(x, y + 0.5, name, size=14, colour=colour.text(), code=True, bold=True))
