"""Draws the unit's animation: a valley of the loss, seen from above, and three skiers who start in one place: SGD with
momentum, Adam and AdamW. They follow what the solution's optimisers do with the gradients of this valley.

One file serves both languages.
"""

import math
from itertools import pairwise
from types import ModuleType

import torch

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, PAPER, Colour, Drawing, shares, text_width

WIDTH, HEIGHT = 760, 424  # px, as all lengths here
SECONDS = 17
LEFT, TOP, RIGHT, BOTTOM = 20, 20, 740, 318  # the map
ACROSS, UP = 43, 74  # px for a weight that is larger by 1, on the horizontal and on the vertical axis
ZERO = (345, 318 - 30)  # where both weights are 0
LOWEST = torch.tensor([6.0, 1.6])  # the weights with the smallest loss
BEND = torch.tensor([0.12, 1.6])  # how fast the slope changes along each axis: a long and narrow valley
START = torch.tensor([-6.6, 3.2])
STEPS = 36
SKI = (1.0, 14.5)  # from when to when, in s
LEVELS = [0.1, 0.4, 0.9, 1.6, 2.5, 3.6, 4.9, 6.4, 8.1, 10.0]
DESC = (
    "A long and narrow valley as contour lines, with a flag where the loss is smallest and a cross where all weights "
    "are 0. Three skiers start in one place on the slope. SGD with momentum shoots across the valley, then past the "
    "flag, and comes back. Adam goes down at the same stride along both axes and also passes the flag. AdamW goes the "
    "same way, but is pulled towards the cross all the time, and stays short of the flag. "
    "一条狭长的山谷，画成等高线；旗子插在损失最小的地方，叉号标着权重全为 0 的地方。三个滑雪者从坡上同一点出发。"
    "带动量的 SGD 横穿山谷，冲过旗子，再折回来。Adam 沿两个轴的步子一样大，也滑过了旗子。AdamW 走的路差不多，"
    "但一直被拉向叉号，停在旗子前面。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Three skiers · 三个滑雪者", desc=DESC, seconds=SECONDS)
    drawing.box(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, line=LINE, radius=4)
    for level in LEVELS:
        contour(drawing, level)
    landmarks(drawing)
    runs = [
        (solution.SGD, {"lr": 0.3, "momentum": 0.8}, BLUE, "past the flag, and back · 冲过旗子，再折回来"),
        (solution.Adam, {"lr": 0.6}, ORANGE, "the same stride along both axes · 两个轴上步子一样大"),
        (solution.AdamW, {"lr": 0.6, "weight_decay": 0.08}, GREEN, "pulled towards the cross · 一直被拉向叉号"),
    ]
    for row, (kind, options, colour, words) in enumerate(runs):
        name = f"{kind.__name__}({', '.join(f'{key}={value}' for key, value in options.items())})"
        y = BOTTOM + 26 + 26 * row
        drawing.dot(LEFT + 8, y, 6, colour=colour)
        drawing.text(LEFT + 24, y, name, size=14, code=True, anchor="start")
        drawing.text(LEFT + 322, y, words, size=14, colour=MUTED, anchor="start")
        ski(drawing, path(kind, options), colour)
    return drawing.svg(still)


def place(weights: list[float] | torch.Tensor) -> tuple[float, float]:
    """Where a pair of weights lies on the map."""
    across, up = (float(weight) for weight in weights)
    return ZERO[0] + ACROSS * across, ZERO[1] - UP * up


def contour(drawing: Drawing, level: float) -> None:
    """All weights with one and the same loss: an ellipse, as far as it lies on the map."""
    wide, high = (math.sqrt(2 * level / bend) for bend in BEND.tolist())
    piece: list[tuple[float, float]] = []
    for i in range(361):
        angle = 2 * math.pi * i / 360
        x, y = place([LOWEST[0].item() + wide * math.cos(angle), LOWEST[1].item() + high * math.sin(angle)])
        inside = LEFT < x < RIGHT and TOP < y < BOTTOM
        if inside and (i % 4 == 0 or not piece):
            piece.append((x, y))
        elif piece and not inside:
            drawing.line(*piece, (min(max(x, LEFT), RIGHT), min(max(y, TOP), BOTTOM)), colour=LINE, width=1.4)
            piece = []
    if len(piece) > 1:
        drawing.line(*piece, colour=LINE, width=1.4)


def label(drawing: Drawing, x: float, y: float, text: str) -> None:
    """A name on the map, beginning at x; contour lines pass behind it."""
    drawing.box(x - 4, y - 10, text_width(text, 13) + 8, 20, fill=PAPER, line=None, radius=4)
    drawing.text(x, y, text, size=13, anchor="start")


def landmarks(drawing: Drawing) -> None:
    """The flag, the cross and the start, each with its name."""
    x, y = place(LOWEST)
    drawing.line((x, y), (x, y - 30), colour=INK, width=2)
    drawing.line((x, y - 30), (x + 15, y - 24), (x, y - 18), colour=INK, width=2)
    label(drawing, x - 70, y + 50, "smallest loss · 损失最小")
    x, y = place([0.0, 0.0])
    for side in (-1, 1):
        drawing.line((x - 7, y - 7 * side), (x + 7, y + 7 * side), colour=INK, width=2.5)
    label(drawing, x + 18, y, "all weights 0 · 权重全为 0")
    x, y = place(START)
    label(drawing, x + 16, y - 8, "start · 起点")


def path(kind: type, options: dict[str, float]) -> list[tuple[float, float]]:
    """Where an optimiser goes in this valley."""
    weights = torch.nn.Parameter(START.clone())
    optimizer = kind([weights], **options)
    places = [place(weights.detach())]
    for _ in range(STEPS):
        weights.grad = BEND * (weights.detach() - LOWEST)
        optimizer.step()
        places.append(place(weights.detach()))
    return places


def ski(drawing: Drawing, places: list[tuple[float, float]], colour: Colour) -> None:
    """The trace in the snow, step by step, and the skier at its end."""
    moments = shares(SKI, len(places) - 1)
    for (here, there), moment in zip(pairwise(places), moments, strict=True):
        drawing.line(here, there, colour=colour, width=2.5).trace(moment)
    x, y = places[0]
    skis = [drawing.line((x - 9, y + 7 + up), (x + 9, y + 3 + up), colour=INK, width=2) for up in (0, 4)]
    skier = drawing.group(*skis, drawing.dot(x, y, 6.5, colour=colour))
    for ((x, y), (to_x, to_y)), moment in zip(pairwise(places), moments, strict=True):
        skier.slide(to_x - x, to_y - y, moment)
