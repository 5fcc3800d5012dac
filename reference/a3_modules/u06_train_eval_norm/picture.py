"""Draws the unit's animation: one switch, two layers. In training Dropout draws zeros anew in each call, and BatchNorm
slides every batch to the middle; in evaluation Dropout lets all numbers through, and BatchNorm takes off what it
remembers, so a batch need not land in the middle.

All numbers are what the solution's layers gave, in the order in which they are shown. One file serves both languages.
"""

from itertools import pairwise
from types import ModuleType

import torch

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, SEQUENTIAL, TILE, Cells, Drawing, Shape

WIDTH, HEIGHT = 760, 428  # px, as all lengths here
SECONDS = 18
CELL = 38
MIDDLE = 300  # between the two layers
TOP = 96  # below the switch
SWITCH = 9.2  # the moment at which the model goes to eval()
UNIT = 40  # px for a distance of 1 on the lines of numbers
ZERO = 488  # x of the number 0
ABOVE, BELOW = 206, 350  # the lines of numbers: what goes in, what comes out
DOT = 6.5
PALE = 0.25  # the opacity of what is not meant, or no longer there
X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
BATCHES = [
    torch.tensor([[1.2], [1.6], [1.6], [2.0], [2.0], [2.0], [2.4], [2.4], [2.8]]),
    torch.tensor([[2.4], [3.2], [3.2], [4.0], [4.0], [4.0], [4.8], [4.8], [5.6]]),
    torch.tensor([[3.6], [4.0], [4.0], [4.4], [4.4], [4.4], [4.8], [4.8], [5.2]]),
]
COLOURS = [BLUE, ORANGE, GREEN]
TIMES = [1.0, 5.0, 10.4]  # when a batch comes, the last one in evaluation
DESC = (
    "One switch on top: model.train(), later model.eval(). On the left Dropout(0.5) gets the numbers 1 to 6: in "
    "training other numbers are 0 in each call, and those that are left are doubled; in evaluation all six come out "
    "as they were. On the right BatchNorm1d gets batches of nine numbers as heaps of dots: in training each heap "
    "slides to the middle and takes the same width, and running_mean goes a part of the way to the batch's mean; in "
    "evaluation the heap is moved by running_mean alone, does not land in the middle, and running_mean stands still. "
    "上方有一个开关：先是 model.train()，后来是 model.eval()。左边的 Dropout(0.5) 收到 1 到 6 这六个数："
    "训练时每次调用被置零的数都不同，留下的数加倍；评估时六个数原样输出。右边的 BatchNorm1d 收到由九个数组成的小批量，"
    "画成一堆圆点：训练时每一堆都滑到正中，宽度也变得一样，running_mean 则朝这一批的均值走一段；"
    "评估时只按 running_mean 来移动，这一堆不会落在正中，running_mean 也不再变化。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Two modes · 两种模式", desc=DESC, seconds=SECONDS)
    switch(drawing)
    drawing.line((MIDDLE, TOP - 4), (MIDDLE, HEIGHT - 20), colour=LINE, width=1)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(68)
        dropout(drawing, solution.Dropout(0.5))
    batch_norm(drawing, solution.BatchNorm1d(1, momentum=0.3))
    return drawing.svg(still)


def switch(drawing: Drawing) -> None:
    """The switch with both modes beside it; the knob goes to the other side."""
    x, y = WIDTH / 2, 38
    drawing.box(x - 34, y - 16, 68, 32, fill=TILE, line=MUTED, radius=16)
    knob = drawing.dot(x - 18, y, 12, colour=INK)
    knob.slide(36, 0, (SWITCH, SWITCH + 0.5))
    train = drawing.text(x - 50, y, "model.train()", size=16, code=True, bold=True, anchor="end")
    dim = drawing.text(x + 50, y, "model.eval()", size=16, code=True, bold=True, anchor="start")
    dim.begin("opacity", (PALE,))
    train.fade(PALE, (SWITCH, SWITCH + 0.5))
    dim.fade(1.0, (SWITCH, SWITCH + 0.5))


def dropout(drawing: Drawing, layer: torch.nn.Module) -> None:
    """The numbers that go in, and what comes out in each call."""
    left = (MIDDLE - 3 * CELL) / 2
    drawing.text(MIDDLE / 2, TOP + 6, "Dropout(0.5)", size=15, code=True, bold=True)
    drawing.text(left - 16, TOP + 74, "x", size=15, code=True, colour=MUTED, anchor="end")
    drawing.cells(X, left, TOP + 36, size=CELL, palette=SEQUENTIAL, limit=12)
    drawing.arrow((MIDDLE / 2, TOP + 124), (MIDDLE / 2, TOP + 160), colour=MUTED)
    drawing.text(left - 16, TOP + 212, "y", size=15, code=True, colour=MUTED, anchor="end")
    drawing.box(left, TOP + 174, 3 * CELL, 2 * CELL, dashed=True, radius=8)
    layer.train()
    for start, end in pairwise([1.0, 3.0, 5.0, 7.0, SWITCH]):
        one_call(drawing, layer, left, start).vanish((end - 0.2, end))
    layer.eval()
    one_call(drawing, layer, left, 10.4)
    told = drawing.text(MIDDLE / 2, TOP + 276, "drawn anew · 每次重抽", size=13, colour=MUTED)
    told.appear((1.0, 1.4)).vanish((SWITCH - 0.2, SWITCH))
    drawing.text(MIDDLE / 2, TOP + 276, "x as it is · 原样输出", size=13, colour=MUTED).appear((10.4, 10.8))


def one_call(drawing: Drawing, layer: torch.nn.Module, left: float, start: float) -> Cells:
    """What a layer makes of X, shown from `start` on."""
    y = drawing.cells(layer(X), left, TOP + 174, size=CELL, palette=SEQUENTIAL, limit=12, digits=0)
    return y.appear((start, start + 0.3))


def place(value: float) -> float:
    """x of a number."""
    return ZERO + UNIT * value


def scale(drawing: Drawing, y: float, name: str, low: int, high: int) -> None:
    """A line of numbers with its marks."""
    drawing.line((place(low) - 10, y), (place(high) + 14, y), colour=MUTED, width=1.5)
    for n in range(low, high + 1):
        drawing.line((place(n), y), (place(n), y + 5), colour=MUTED, width=1.5)
        drawing.text(place(n), y + 15, str(n), size=11, colour=MUTED, code=True)
    drawing.text(place(low) - 20, y - 12, name, size=15, code=True, colour=MUTED, anchor="end")


def heap(values: torch.Tensor) -> list[int]:
    """How many equal numbers stand before each: the dot's floor in its heap."""
    held = values.flatten().tolist()
    return [held[:i].count(value) for i, value in enumerate(held)]


def batch_norm(drawing: Drawing, layer: torch.nn.Module) -> None:
    """Batches as heaps of dots that slide from the upper line to the lower one, and the memory between them."""
    drawing.text((MIDDLE + WIDTH) / 2, TOP + 6, "BatchNorm1d(1, momentum=0.3)", size=15, code=True, bold=True)
    scale(drawing, ABOVE, "x", -3, 6)
    scale(drawing, BELOW, "y", -3, 6)
    drawing.line((ZERO, ABOVE + 30), (ZERO, BELOW), colour=LINE, width=1.5, dashed=True)
    needle, told = memory(drawing), None
    remembered = 0.0
    layer.train()
    for x, start, colour in zip(BATCHES, TIMES, COLOURS, strict=True):
        if start > SWITCH:
            layer.eval()
        with torch.no_grad():
            y = layer(x)
        mean = layer.running_mean.item()
        if told is None:
            told = number(drawing, remembered)
        leave = (start + 3.4, start + 3.7)
        for before, after, floor in zip(x.flatten().tolist(), y.flatten().tolist(), heap(x), strict=True):
            high = ABOVE - DOT - 2 - 2 * DOT * floor
            trace = drawing.dot(place(before), high, DOT, colour=colour)
            trace.begin("opacity", (0.0,))
            trace.fade(PALE, (start + 0.3, start + 0.6))
            dot = drawing.dot(place(before), high, DOT, colour=colour)
            dot.appear((start, start + 0.3)).slide(UNIT * (after - before), BELOW - ABOVE, (start + 1.0, start + 2.2))
            if start < SWITCH:
                drawing.select(trace, dot).vanish(leave)
        text = "to the middle · 滑到正中" if start < SWITCH else "by what was remembered · 按记住的来移动"
        verdict = drawing.text((MIDDLE + WIDTH) / 2, HEIGHT - 32, text, size=13, colour=MUTED)
        verdict.appear((start + 2.0, start + 2.3))
        if start < SWITCH:
            verdict.vanish(leave)
        if mean != remembered:
            needle.slide(UNIT * (mean - remembered), 0, (start + 1.0, start + 2.2))
            told.vanish((start + 1.0, start + 1.3))
            told = number(drawing, mean)
            told.appear((start + 1.9, start + 2.2))
            remembered = mean


def memory(drawing: Drawing) -> Shape:
    """The needle of running_mean below the upper line, at 0."""
    y = ABOVE + 28
    stem = drawing.line((ZERO, y), (ZERO, y + 18), colour=INK, width=3)
    return drawing.group(stem, drawing.dot(ZERO, y, 4, colour=INK))


def number(drawing: Drawing, value: float) -> Shape:
    """What running_mean is, in words."""
    return drawing.text(place(6) + 14, ABOVE + 62, f"running_mean = {value:.2f}", size=14, code=True, anchor="end")
