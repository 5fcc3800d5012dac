"""Draws the unit's animation: rates that climb and fall, a rope that holds a step, and buckets poured into one.

Bars, norms and levels are what the solution's functions gave. A bucket is as wide as its number of photos, so that the
water in it is the sum of their losses, and its level is the mean. One file serves both languages.
"""

import math
from types import ModuleType

import torch
from torch import nn

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, Drawing, Shape, shown

WIDTH, HEIGHT = 760, 462  # px, as all lengths here
SECONDS = 16
WARMUP, TOTAL, BASE, FLOOR = 4, 16, 1.0, 0.1
STEPS = 19  # that are drawn: the plan, and three after it
LEFT, PITCH = 72, 34  # of the bars
BOTTOM, TALL = 166, 104  # their line, and the height of `base`
PEG = (118, 366)  # where the rope is tied
UNIT = 36  # a norm of 1
LIMIT = 2.0
WIDE, DEEP = 24, 11  # a bucket per photo, and its water per unit of loss
SMALL, LARGE = 346, 442  # floors of the buckets
PARTS = [([2.0, 2.0, 2.0, 2.0], 490), ([7.0], 612)]  # losses of the photos of a part, and its bucket's left edge
WHOLE = 522  # left edge of the large bucket
DESC = (
    "Above, the learning rates of 19 steps as bars: four climb evenly to base, the next twelve fall along half a "
    "cosine wave, the rest stand at the floor. Below left, a peg with a rope of length 2 and a dashed circle: a "
    "step of norm 5 is held back at the circle and keeps its direction; a step of norm 1.5 stays as it is. Below "
    "right, a bucket four photos wide with water up to 2 and one that is one photo wide with water up to 7 run into "
    "a bucket five photos wide: the water stands at 3. "
    "上方用柱子表示 19 步的学习率：前四步均匀爬升到 base，接下来十二步沿半个余弦波下降，之后停在 floor。"
    "左下方，木桩上拴着一根长度为 2 的绳子，周围是虚线圆：范数为 5 的步子被拉住，停在圆上，方向不变；"
    "范数为 1.5 的步子保持原样。"
    "右下方，四张照片宽的桶，水位是 2，一张照片宽的桶，水位是 7；两桶水流进五张照片宽的大桶，水位是 3。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    title = "Schedule, clip, accumulate · 学习率调度、梯度裁剪与梯度累积"
    drawing = Drawing(WIDTH, HEIGHT, title=title, desc=DESC, seconds=SECONDS)
    schedule(drawing, solution, 0.6, 5.0)
    drawing.line((24, 222), (WIDTH - 24, 222), colour=LINE, width=1)
    drawing.line((374, 236), (374, HEIGHT - 16), colour=LINE, width=1)
    drawing.text(40, 246, f"clip_(params, {LIMIT})", size=14, code=True, bold=True, anchor="start")
    drawing.text(216, 348, f"rope: {LIMIT} · 绳长 {LIMIT}", size=12, colour=MUTED, anchor="start")
    around = [place((LIMIT * math.cos(a * math.pi / 40), LIMIT * math.sin(a * math.pi / 40))) for a in range(81)]
    drawing.line(*around, colour=MUTED, width=1.5, dashed=True)
    rope(drawing, solution, (4.0, 3.0), BLUE, 5.6)
    rope(drawing, solution, (-1.2, 0.9), GREEN, 8.0)
    buckets(drawing, solution, 10.4)
    return drawing.svg(still)


def schedule(drawing: Drawing, solution: ModuleType, start: float, end: float) -> None:
    """One bar for each step, one after the other."""
    call = f"warmup_cosine(step, {WARMUP}, {TOTAL}, {BASE}, {FLOOR})"
    drawing.text(WIDTH / 2, 24, call, size=14, code=True, bold=True)
    right = LEFT + STEPS * PITCH
    for name, level in (("base", BASE), ("floor", FLOOR)):
        y = BOTTOM - TALL * level
        drawing.line((LEFT - 6, y), (right, y), colour=MUTED, width=1, dashed=True)
        drawing.text(LEFT - 12, y, name, size=13, code=True, colour=MUTED, anchor="end")
    bars = []
    for step in range(STEPS):
        rate = solution.warmup_cosine(step, WARMUP, TOTAL, BASE, FLOOR)
        tall, x = TALL * rate, LEFT + step * PITCH
        colour = ORANGE if step < WARMUP else BLUE if step < TOTAL else MUTED
        bars.append(drawing.box(x + 5, BOTTOM - tall, PITCH - 10, tall, fill=colour, line=None, radius=3))
        drawing.text(x + PITCH / 2, BOTTOM + 14, str(step), size=12, colour=MUTED, code=True)
    for bar, moment in drawing.select(*bars).in_turn((start, end)):
        bar.appear(moment)
    drawing.line((LEFT - 6, BOTTOM), (right, BOTTOM), colour=MUTED, width=1.5)
    for first, last, text in (
        (0, WARMUP, "warm-up · 预热"),
        (WARMUP, TOTAL, "half a cosine wave · 半个余弦波"),
        (TOTAL, STEPS, "over · 结束"),
    ):
        drawing.text(LEFT + PITCH * (first + last) / 2, BOTTOM + 36, text, size=13, colour=MUTED)


def place(vector: tuple[float, float]) -> tuple[float, float]:
    """Where a step from the peg ends."""
    return PEG[0] + UNIT * vector[0], PEG[1] - UNIT * vector[1]


def rope(drawing: Drawing, solution: ModuleType, wanted: tuple[float, float], colour: object, start: float) -> None:
    """A step that is wanted, dashed, and how far the rope lets it go: two gradients of one number each."""
    params = [nn.Parameter(torch.zeros(1)) for _ in wanted]
    for parameter, number in zip(params, wanted, strict=True):
        parameter.grad = torch.tensor([number])
    norm = solution.clip_(params, LIMIT)
    tip = place(tuple(parameter.grad.item() for parameter in params))
    held = math.dist(tip, place(wanted)) > 1
    drawing.line(PEG, place(wanted), colour=MUTED, dashed=True).appear((start, start + 0.4))
    drawing.dot(*place(wanted), 4, colour=MUTED).appear((start, start + 0.4))
    drawing.line(PEG, tip, colour=colour, width=4).trace((start + 0.8, start + 1.6))
    runner = drawing.dot(*tip, 8, colour=colour)
    runner.slide_from(PEG[0] - tip[0], PEG[1] - tip[1], (start + 0.8, start + 1.6)).appear(start + 0.8)
    if held:
        runner.shake((start + 1.6, start + 2.1), by=2)
    drawing.dot(*PEG, 5, colour=INK)
    line = 374 if held else 400
    verdict = f"norm {shown(norm, 1)}, " + ("held · 拉住" if held else "free · 不变")
    drawing.dot(222, line, 6, colour=colour).appear((start, start + 0.4))
    drawing.text(236, line, verdict, size=12, anchor="start").appear((start + 1.6, start + 2.0))


def water(drawing: Drawing, left: float, floor: float, photos: int, level: float, colour: object) -> Shape:
    """Water up to a level."""
    tall = DEEP * level
    return drawing.box(left, floor - tall, WIDE * photos, tall, fill=colour, line=None, radius=0)


def bucket(drawing: Drawing, left: float, floor: float, photos: int, tall: float) -> None:
    """Two walls and a floor, with a tick for each photo."""
    right = left + WIDE * photos
    drawing.line((left, floor - tall), (left, floor), (right, floor), (right, floor - tall), colour=INK, width=2.5)
    for i in range(1, photos):
        drawing.line((left + WIDE * i, floor - 5), (left + WIDE * i, floor), colour=INK, width=1.5)


def mean_loss(solution: ModuleType, parts: list[list[float]]) -> float:
    """What accumulated_step says of parts whose photos have these losses."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    micro = [(torch.ones(len(part), 1), torch.tensor(part)[:, None]) for part in parts]
    return solution.accumulated_step(model, torch.optim.SGD(model.parameters(), lr=0.1), nn.L1Loss(), micro)


def buckets(drawing: Drawing, solution: ModuleType, start: float) -> None:
    """The small buckets run into the large one, one after the other."""
    drawing.text(582, 246, "accumulated_step", size=14, code=True, bold=True)
    photos = sum(len(part) for part, _ in PARTS)
    levels = [mean_loss(solution, [PARTS[0][0]]) * len(PARTS[0][0]) / photos]
    levels.append(mean_loss(solution, [part for part, _ in PARTS]))
    large = water(drawing, WHOLE, LARGE, photos, 1.0, BLUE)
    large.pivot = (WHOLE, LARGE)
    large.begin("stretch", (1.0, 0.0))
    for (part, left), level, colour, begin in zip(PARTS, levels, (ORANGE, GREEN), (start, start + 2.2), strict=True):
        mean = mean_loss(solution, [part])
        middle, moment = left + WIDE * len(part) / 2, (begin, begin + 1.6)
        stream = drawing.line((middle, SMALL + 3), (middle, LARGE - 4), colour=BLUE, width=5)
        stream.trace((begin, begin + 0.3)).vanish((begin + 1.5, begin + 1.7))
        small = water(drawing, left, SMALL, len(part), mean, colour)
        small.stretch(1.0, 0.0, moment, about=(left, SMALL))
        large.stretch(1.0, level, (begin + 0.2, begin + 1.8), about=(WHOLE, LARGE))
        bucket(drawing, left, SMALL, len(part), 80)
        text = f"{len(part)} photos · {len(part)} 张" if len(part) > 1 else "1 photo · 1 张"
        side, anchor = (left - 8, "end") if left < WHOLE else (left + WIDE * len(part) + 8, "start")
        told(drawing, side, SMALL - 26, text, mean, anchor)
    bucket(drawing, WHOLE, LARGE, photos, 66)
    told(drawing, WHOLE - 10, LARGE - 26, f"{photos} photos · {photos} 张", levels[-1], "end", start + 4.2)


def told(drawing: Drawing, x: float, y: float, text: str, mean: float, anchor: str, start: float | None = None) -> None:
    """How many photos, and their mean loss, which may appear later."""
    drawing.text(x, y, text, size=12, colour=MUTED, anchor=anchor)
    number = drawing.text(x, y + 18, f"loss {shown(mean, 1)}", size=13, code=True, bold=True, anchor=anchor)
    if start is not None:
        number.appear((start, start + 0.4))
