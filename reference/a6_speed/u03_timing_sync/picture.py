"""Draws the course's fifth film: why the GPU waits. The CPU hands cards to a runner; whoever asks for a number makes
the CPU stand and wait, and then the runner stands and waits for cards.

Both halves are what the solution's `train_epoch_lazy` did on a `Queue`, with models that only hand over cards: in the
upper half the optimizer reads the loss after each step. Totals, reads and verdict are what `benchmark`, `count_syncs`
and `speedup` say. One file serves both languages.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from types import ModuleType
from typing import Any

import torch

from autograder.given.timeline import Queue, Span
from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, PINK, RED, TILE, Colour, Drawing, Group, Shape

WIDTH, HEIGHT = 760, 548  # px, as all lengths here
SECONDS, BEGIN, PACE = 28, 1.0, 0.076  # PACE: seconds of the film for a microsecond
BATCHES = 4
LAUNCH, LOAD = 5e-6, 20e-6  # seconds, as all costs
WORK = {"f": 14e-6, "b": 22e-6, "s": 8e-6}  # forward, backward, step
PURPLE = Colour("#7a3fb0", "#c39bf0")
COLOURS = (BLUE, ORANGE, GREEN, PURPLE)  # of the batches
HALVES = (40, 284)  # their upper edges
DESK, TRAY, TRACK = 58, 132, 300  # x of the CPU, of the first card in the tray, of the start
CARD, PITCH = 24, 18  # a card, and how far the next one in the tray lies behind it
RUN = 2.3e6  # px of the track for a second of work
AXIS, SCALE = 74, 2.3e6  # x of time 0 in the bars, and px for a second
DESC = (
    "Two halves, each with a CPU at a desk that hands cards to a runner, the GPU: forward, backward and step of four "
    "batches. Above, the loss is read after each step: the CPU stands and waits until the runner is done, and then the "
    "runner stands and waits until the CPU has loaded the next batch. Below, the loss is read once at the end: cards "
    "pile up in the tray, the runner never stops, and arrives earlier. Bars below each half show who did what when. "
    "分上下两半，每一半都有站在桌前的 CPU，把卡片递给奔跑的 GPU：四个小批量的前向、反向和更新。"
    "上半部分每步之后都读一次损失："
    "CPU 站着等 GPU 跑完，接着 GPU 又站着等 CPU 取来下一个小批量。下半部分只在最后读一次：卡片在托盘里排着队，"
    "GPU 一刻不停，更早到达终点。每一半下面的横条表示谁在什么时候做了什么。"
)


class Loss:
    """A loss that hands over cards, and for whose number the CPU waits."""

    def __init__(self, work: "Work") -> None:
        self.work = work
        self.value = torch.tensor(1.0)

    def backward(self) -> None:
        """Another card."""
        self.work.hand_over("b")

    def detach(self) -> "Loss":
        """The same."""
        return self

    def __add__(self, _: Any) -> "Loss":
        return self

    __radd__ = __add__

    def item(self) -> float:
        """Wait, then the number."""
        self.work.queue.sync()
        return self.value.item()

    def isnan(self) -> "Loss":
        """Nobody knows before it has been computed."""
        return self

    def __bool__(self) -> bool:
        self.work.queue.sync()
        return not self.value

    def __repr__(self) -> str:
        self.work.queue.sync()
        return repr(self.value)


class Work(list[tuple[None, None]]):
    """Batches, a model, a loss function and an optimizer for one epoch, on a queue of its own."""

    def __init__(self, curious: bool) -> None:
        super().__init__([(None, None)] * BATCHES)
        self.queue, self.curious, self.batch = Queue(launch_seconds=LAUNCH), curious, 0
        self.loss = Loss(self)

    def __iter__(self) -> Iterator[tuple[None, None]]:
        for self.batch, each in enumerate(super().__iter__()):
            self.queue.work(f"load {self.batch}", LOAD)
            yield each

    def hand_over(self, kind: str) -> None:
        """A card for the runner."""
        self.queue.run(f"{kind} {self.batch}", WORK[kind])

    def __call__(self, *_: Any) -> Loss:
        return self.loss

    def zero_grad(self) -> None:
        """No card of its own: the next one brings new gradients."""

    def step(self) -> None:
        """A card, and whoever is curious wants to know."""
        self.hand_over("s")
        if self.curious:
            self.loss.item()


def epoch(solution: ModuleType, curious: bool) -> tuple[Work, Callable[[], object]]:
    """An epoch of the solution that hands over cards."""
    work = Work(curious)

    def model(_: Any) -> None:
        work.hand_over("f")

    return work, lambda: solution.train_epoch_lazy(model, work, work, work)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Why the GPU waits · GPU 为什么在等", desc=DESC, seconds=SECONDS)
    told = ("f forward · 前向", "b backward · 反向", "s step · 更新", "a colour for each batch · 每个小批量一种颜色")
    for x, text in zip((24, 158, 312, 440), told, strict=True):
        drawing.text(x, 20, text, size=12, colour=MUTED, anchor="start")
    results = []
    for curious, top in zip((True, False), HALVES, strict=True):
        work, run = epoch(solution, curious)
        results.append(solution.benchmark(run, work.queue.sync, work.queue.clock, warmup=0, repeat=1))
        reads = solution.count_syncs(epoch(solution, curious)[1])
        half(drawing, work.queue.spans, top)
        name = "loss.item() in each step · 每一步都读" if curious else "one .item() at the end · 只在最后读一次"
        drawing.text(24, top + 10, name, size=14, bold=True, anchor="start")
        end = film(max(span.end for span in work.queue.spans))
        total = f"{results[-1]['median'] * 1e6:.0f} µs, reads: {reads} · 读 {reads} 次"
        drawing.text(WIDTH - 24, top + 10, total, size=14, bold=True, anchor="end").appear((end, end + 0.4))
    drawing.line((24, HALVES[1] - 14), (WIDTH - 24, HALVES[1] - 14), colour=LINE, width=1)
    verdict = drawing.text(WIDTH / 2, HEIGHT - 20, solution.speedup(*results), size=16, code=True, bold=True)
    verdict.appear((SECONDS - 4.6, SECONDS - 4.0))
    return drawing.svg(still)


def film(seconds: float) -> float:
    """The moment of the film for a moment of the queue."""
    return round(BEGIN + PACE * seconds * 1e6, 3)


def window(span: Span) -> tuple[float, float]:
    """The same for a span."""
    return film(span.start), film(span.end)


def colour_of(span: Span) -> Colour:
    """That of its batch."""
    return COLOURS[int(span.name.split()[1])]


def half(drawing: Drawing, spans: list[Span], top: float) -> None:
    """One of the two runs: desk, tray and track, and the bars below."""
    host = [span for span in spans if span.lane == "host" and span.end > span.start]
    device = [span for span in spans if span.lane == "device"]
    launches = [span for span in host if not span.wait and not span.name.startswith("load")]
    ground = top + 130
    desk(drawing, host, ground)
    drawing.box(TRAY - 8, ground, 122, 5, fill=MUTED, line=None, radius=2)
    drawing.text(TRAY + 53, ground + 18, "tray · 托盘", size=12, colour=MUTED)
    for launch, work in zip(launches, device, strict=True):
        waiting(drawing, launch, work, device, ground)
    runner(drawing, device, ground)
    bars(drawing, host, device, ground + 34)


def desk(drawing: Drawing, host: list[Span], ground: float) -> None:
    """The CPU, and what it says when it has to wait."""
    drawing.box(DESK + 14, ground - 32, 38, 5, fill=MUTED, line=None, radius=2)
    drawing.line((DESK + 46, ground - 28), (DESK + 46, ground + 4), colour=MUTED, width=3)
    body = drawing.group(
        drawing.dot(DESK, ground - 62, 9, colour=INK),
        drawing.line((DESK, ground - 53), (DESK, ground - 22), width=4),
        drawing.line((DESK - 9, ground + 4), (DESK, ground - 22), (DESK + 9, ground + 4), width=4),
        drawing.line((DESK, ground - 46), (DESK + 12, ground - 38), (DESK + 26, ground - 40), width=4),
    )
    drawing.text(DESK, ground + 18, "CPU", size=13, code=True, bold=True)
    for span in host:
        start, end = window(span)
        if span.wait:
            say(drawing, "loss = ?", ground, RED, PINK, (start, end), code=True)
            body.change("stroke", RED, (start, start + 0.1))
            body.change("fill", RED, (start, start + 0.1))
            body.change("stroke", INK, (end, end + 0.1))
            body.change("fill", INK, (end, end + 0.1))
        elif span.name.startswith("load"):
            say(drawing, "loads · 取数据", ground, colour_of(span), TILE, (start, end))


def say(
    drawing: Drawing, text: str, ground: float, line: Colour, fill: Colour, at: tuple[float, float], code: bool = False
) -> None:
    """A bubble above the CPU."""
    start, end = at
    bubble = drawing.group(
        drawing.box(DESK - 36, ground - 96, 106, 22, fill=fill, line=line, radius=9),
        drawing.text(DESK + 17, ground - 85, text, size=12, code=code, colour=INK),
    )
    bubble.appear((start, start + 0.1)).vanish((end, end + 0.1))


def card(drawing: Drawing, x: float, y: float, span: Span) -> Group:
    """A card with its lower left corner at (x, y)."""
    colour = colour_of(span)
    box = drawing.box(x, y - CARD - 4, CARD, CARD + 4, fill=colour, line=TILE, thick=1.5, radius=4)
    return drawing.group(
        box, drawing.text(x + CARD / 2, y - CARD / 2 - 2, span.name[0], size=14, code=True, bold=True, colour=TILE)
    )


def waiting(drawing: Drawing, launch: Span, work: Span, device: list[Span], ground: float) -> None:
    """A card on its way from the desk to the tray, and forward in it, until the runner takes it."""
    start, end = window(launch)
    taken = [film(each.start) for each in device if launch.end < each.start < work.start]
    ahead = len(taken)
    places = [TRAY + PITCH * (ahead - i) for i in range(ahead + 1)]
    shape = card(drawing, places[0], ground, launch)
    shape.slide_from(DESK + 24 - places[0], -32, (start, end)).appear((start, start + 0.05))
    for (old, new), moment in zip(pairwise(places), taken, strict=True):
        shape.slide(new - old, 0, (moment, moment + 0.2))
    gone = max(film(work.start), end)
    shape.vanish((gone + 0.01, gone + 0.06))


def runner(drawing: Drawing, device: list[Span], ground: float) -> None:
    """The GPU on its track, with the card that it works on; what is done stays on the ground."""
    total = sum(span.end - span.start for span in device)
    drawing.line((TRACK, ground + 2), (TRACK + RUN * total, ground + 2), colour=LINE, width=3)
    flag = TRACK + RUN * total
    drawing.line((flag, ground + 2), (flag, ground - 74), colour=MUTED, width=2)
    drawing.box(flag, ground - 74, 20, 13, fill=MUTED, line=None, radius=1)
    drawing.text(TRACK - 4, ground + 18, "GPU", size=13, code=True, bold=True, anchor="start")
    x = float(TRACK)
    for span in device:
        wide = RUN * (span.end - span.start)
        drawn = drawing.box(x, ground, wide - 1, 5, fill=colour_of(span), line=None, radius=0)
        drawn.pivot = (x, ground)
        drawn.begin("stretch", (0.0, 1.0))
        drawn.stretch(1.0, 1.0, window(span), about=(x, ground))
        x += wide
    figure = stick(drawing, device, ground)
    for span in device:
        figure.slide(RUN * (span.end - span.start), 0, window(span))


def stick(drawing: Drawing, device: list[Span], ground: float) -> Group:
    """The runner: standing, with either leg in front, and with each of the cards above the head."""
    x = TRACK
    parts: list[Shape] = [
        drawing.dot(x + 3, ground - 52, 8, colour=INK),
        drawing.line((x + 1, ground - 44), (x - 3, ground - 20), width=4),
        drawing.line((x - 12, ground - 34), (x, ground - 38), (x + 12, ground - 32), width=4),
    ]
    hip = (x - 3, ground - 20)
    one = drawing.line((x - 16, ground - 8), (x - 8, ground - 8), hip, (x + 6, ground - 12), (x + 8, ground), width=4)
    other = drawing.line((x - 6, ground), (x - 6, ground - 10), hip, (x + 3, ground - 10), (x, ground), width=4)
    still = drawing.line((x - 8, ground), hip, (x + 2, ground), width=4)
    question = drawing.text(x + 3, ground - 70, "?", size=18, bold=True, colour=RED)
    one.begin("opacity", (0.0,))
    other.begin("opacity", (0.0,))
    for first, last in busy(device):
        still.fade(0.0, first)
        question.fade(0.0, first)
        moment, count = first, max(2, round((last - first) / 0.26))
        for i in range(count):
            shown, hidden = (one, other) if i % 2 == 0 else (other, one)
            shown.fade(1.0, moment)
            hidden.fade(0.0, moment)
            moment = round(first + (last - first) * (i + 1) / count, 3)
        one.fade(0.0, last)
        other.fade(0.0, last)
        still.fade(1.0, last)
        if last < film(device[-1].end):
            question.fade(1.0, last)
    for span in device:
        start, end = window(span)
        held = card(drawing, x - 8, ground - 62, span)
        held.appear((start, start + 0.05)).vanish((end - 0.02, end))
        parts.append(held)
    return drawing.group(*parts, one, other, still, question)


def busy(device: list[Span]) -> list[tuple[float, float]]:
    """From when to when the runner runs without a stop, in seconds of the film."""
    stretches: list[tuple[float, float]] = []
    for span in device:
        start, end = window(span)
        if stretches and start - stretches[-1][1] < 0.02:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


def bars(drawing: Drawing, host: list[Span], device: list[Span], top: float) -> None:
    """Who does what when: one row for the CPU, one for the GPU; dashed is waiting."""
    for row, (name, spans) in enumerate((("CPU", host), ("GPU", device))):
        y = top + 28 * row
        drawing.text(AXIS - 12, y + 11, name, size=13, code=True, colour=MUTED, anchor="end")
        for span in spans:
            bar(drawing, span, y)
        for before, after in pairwise(spans):
            if after.start - before.end > 1e-7:
                bar(drawing, Span("device", "gap", before.end, after.start, wait=True), y)


def bar(drawing: Drawing, span: Span, y: float) -> None:
    """One of them, growing while it happens."""
    x, wide = AXIS + SCALE * span.start, SCALE * (span.end - span.start)
    if span.wait:
        shape = drawing.box(x + 1, y + 1, wide - 2, 20, fill=PINK, line=RED, thick=1.2, radius=2, dashed=True)
    elif span.name.startswith("load"):
        shape = drawing.box(x + 1, y + 1, wide - 2, 20, fill=TILE, line=colour_of(span), thick=1.5, radius=2)
    else:
        shape = drawing.box(x + 0.5, y, wide - 1, 22, fill=colour_of(span), line=None, radius=2)
    shape.pivot = (x, y)
    shape.begin("stretch", (0.0, 1.0))
    shape.stretch(1.0, 1.0, window(span), about=(x, y))
    text, colour = ("waits · 等", INK) if span.wait else (span.name[0], TILE)
    if wide > 50 if span.wait else wide > 14 and not span.name.startswith("load"):
        label = drawing.text(x + wide / 2, y + 11, text, size=10.5, colour=colour, bold=not span.wait)
        label.appear((film(span.end) - 0.2, film(span.end)))
