"""Draws the unit's animation: a tower of three floors, each with a tap as wide as its learning rate.

The network, its groups and both steps are real: how wide a tap is and how far a floor moves comes from `layerwise_lr`
and torch's SGD, and which names go pale from `trainable` after `freeze`. One file serves both languages.
"""

from collections import OrderedDict
from types import ModuleType

import torch
from torch import nn

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, PAPER, TILE, Box, Drawing, Shape, shown

FLOORS = ("block1", "block2", "head")  # from the ground to the top
BASE, FACTOR = 0.5, 0.5
WIDTH, HEIGHT = 760, 428  # px, as all lengths here
TOP, STOREY, PITCH = 112, 78, 88  # upper edge of the top floor, height of a floor, from one to the next
LEFT, WALL = 32, 292  # the tower's left edge and its right one
PIPE, TAP, GAUGE = 336, 452, 470  # the pipe, the end of the taps, the left edge of the bars
LONG = 200  # of a bar that stands for two steps of the top floor
THICK = 26  # of the tap of the top floor
DESC = (
    "A tower of three floors, block1, block2 and head. A pipe comes down from the loss, and each floor has a tap as "
    "wide as its learning rate: 0.5 for the head, 0.25 and 0.125 below. After one step of SGD each floor has moved by "
    "its rate. Then freeze(model.block1): its four parameters go pale, its tap is closed, and in the second step only "
    "the two upper floors move. "
    "一座三层的塔：block1、block2、head。管子从损失那里通下来，每层有一个龙头，粗细就是这一层的学习率："
    "head 是 0.5，往下是 0.25 和 0.125。SGD 走了一步，每层移动的距离就等于它的学习率。"
    "然后 freeze(model.block1)：它的四个参数变灰，龙头关上；走第二步时，只有上面两层在动。"
)


def network() -> nn.Sequential:
    """The course's small network, floor by floor."""

    def block(channels: int, kernels: int) -> nn.Sequential:
        convolution, norm = nn.Conv2d(channels, kernels, 3, padding=1), nn.BatchNorm2d(kernels)
        return nn.Sequential(OrderedDict(conv=convolution, bn=norm, relu=nn.ReLU(), pool=nn.MaxPool2d(2)))

    floors = OrderedDict(block1=block(1, 8), block2=block(8, 16), flatten=nn.Flatten(), head=nn.Linear(16 * 7 * 7, 10))
    return nn.Sequential(floors)


def rates(solution: ModuleType, model: nn.Module) -> tuple[dict[str, float], torch.optim.SGD]:
    """The learning rate of each floor that is in a group, and an optimizer with these groups."""
    optimizer = torch.optim.SGD(solution.layerwise_lr(model, BASE, FACTOR), lr=1.0)
    found = {id(p): group["lr"] for group in optimizer.param_groups for p in group["params"]}
    held = {name.split(".")[0]: found[id(p)] for name, p in model.named_parameters() if id(p) in found}
    return held, optimizer


def step(model: nn.Module, optimizer: torch.optim.SGD) -> dict[str, float]:
    """Take a step with all gradients 1; how far the first parameter of each floor moved."""
    firsts = {name: next(getattr(model, name).parameters()).detach() for name in FLOORS}
    before = {name: numbers.clone() for name, numbers in firsts.items()}
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    return {name: float((before[name] - firsts[name]).mean()) for name in FLOORS}


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Taps of different width · 粗细不同的龙头", desc=DESC, seconds=12)
    model = network()
    wide, optimizer = rates(solution, model)
    first = step(model, optimizer)
    solution.freeze(model.block1)
    still_open, optimizer = rates(solution, model)
    second = step(model, optimizer)
    learning = set(solution.trainable(model))

    middle = (LEFT + WALL) / 2
    drawing.line((LEFT - 8, TOP - 8), (middle, TOP - 52), (WALL + 8, TOP - 8), colour=LINE, width=3)
    base = TOP + 2 * PITCH + STOREY
    drawing.line((12, base + 7), (WALL + 22, base + 7), colour=LINE, width=3)

    drawing.text(PIPE, 24, "loss", size=15, code=True, bold=True, colour=BLUE)
    drawing.line((PIPE, 42), (PIPE, base - STOREY / 2), colour=BLUE, width=12)
    for at in ((0.4, 1.4), (7.2, 8.0)):
        drawing.dot(PIPE, 44, 4, colour=PAPER).appear(at[0]).slide(0, base - STOREY / 2 - 48, at).vanish(at[1])
    drawing.text(TAP - 50, 66, "layerwise_lr", size=13, code=True, bold=True)
    drawing.text(GAUGE + LONG / 2 + 20, 66, "moved · 移动的距离", size=13, bold=True)

    for i, name in enumerate(FLOORS):
        y = TOP + (len(FLOORS) - 1 - i) * PITCH
        floor(drawing, model, name, y, learning)
        tap(drawing, name, y, wide, still_open)
        gauge(drawing, y, first[name], second[name])

    line = drawing.text(middle, base + 30, "freeze(model.block1)", size=15, code=True, bold=True)
    line.appear((5.2, 5.6))
    for at, words in ((1.4, "1"), (8.0, "2")):
        counted = drawing.text(GAUGE + LONG / 2 + 20, base + 30, f"optimizer.step()  × {words}", size=13, code=True)
        counted.appear((at, at + 0.3))
        if words == "1":
            counted.vanish((7.8, 8.0))
    return drawing.svg(still)


def floor(drawing: Drawing, model: nn.Module, name: str, y: float, learning: set[str]) -> None:
    """Draw a floor with its parameters' names; those that no longer learn go pale at 5.6 s."""
    room = drawing.box(LEFT, y, WALL - LEFT, STOREY, fill=TILE, line=LINE)
    title = drawing.text(LEFT + 14, y + 18, name, size=15, code=True, bold=True, anchor="start")
    names = [f"{name}.{part}" for part, _ in getattr(model, name).named_parameters()]
    lamps, texts = [], []
    for k, full in enumerate(names):
        x, line = LEFT + 22 + 132 * (k % 2), y + 42 + 20 * (k // 2)
        lamp = drawing.dot(x, line, 4, colour=GREEN)
        text = drawing.text(x + 10, line, full.partition(".")[2], size=12, code=True, anchor="start", colour=INK)
        if full not in learning:
            lamps.append(lamp)
            texts.append(text)
    drawing.select(*lamps).paint(LINE, (5.6, 6.2))
    drawing.select(*texts).paint(MUTED, (5.6, 6.2))
    if len(lamps) == len(names):
        room.paint(PAPER, (5.6, 6.2))
        title.paint(MUTED, (5.6, 6.2))
        box = Box(LEFT, y, WALL - LEFT, STOREY)
        drawing.text(box.right - 14, y + 18, "frozen · 冻结", size=13, anchor="end", colour=MUTED).appear((5.8, 6.2))


def tap(drawing: Drawing, name: str, y: float, wide: dict[str, float], still_open: dict[str, float]) -> None:
    """Draw a floor's tap, as wide as its rate; it is closed at 6 s if the floor is in no group any more."""
    if name not in wide:
        return
    across = y + STOREY / 2
    thick = max(THICK * wide[name] / BASE, 1)
    pipe = drawing.box(PIPE + 6, across - thick / 2, TAP - PIPE - 6, thick, fill=BLUE, line=None, radius=0)
    label = drawing.text(TAP, across - 25, f"lr {wide[name]:g}", size=13, code=True, anchor="end")
    if name not in still_open:
        pipe.fade(0.12, (6.0, 6.5))
        label.fade(0.25, (6.0, 6.5))
        x = PIPE + 18
        valve = drawing.line((x, across - 14), (x, across + 14), colour=INK, width=5)
        valve.appear((6.0, 6.3)).slide_from(0, -16, (6.0, 6.5))


def gauge(drawing: Drawing, y: float, first: float, second: float) -> None:
    """Draw how far a floor has moved after the first step, and after both."""
    across, scale = y + STOREY / 2, LONG / (2 * BASE)
    drawing.line((GAUGE, y + 8), (GAUGE, y + STOREY - 8), colour=MUTED, width=1.5)
    texts: list[Shape] = [drawing.text(GAUGE + 10, across, "0", size=14, code=True, anchor="start")]
    start, times = 0.0, ((1.6, 3.2), (8.2, 9.8))
    for by, at in zip((first, second), times, strict=True):
        if by > 0:
            bar = drawing.box(GAUGE + start * scale, across - 15, by * scale, 30, fill=BLUE, line=None, radius=0)
            bar.appear(at[0]).stretch(0.001, 1, at[0] - 0.1, about=(GAUGE + start * scale, across)).stretch(1, 1, at)
            start += by
            text = drawing.text(GAUGE + start * scale + 10, across, shown(start, 3), size=14, code=True, anchor="start")
            texts[-1].vanish((at[0], at[0] + 0.2))
            texts.append(text.appear((at[1] - 0.3, at[1])))
