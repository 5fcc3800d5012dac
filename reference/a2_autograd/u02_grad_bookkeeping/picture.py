"""Draws the unit's animation: one ball in two bowls. On the left the gradient is cleared before each step, and the ball
comes to rest; on the right it is never cleared, and the ball shoots through the bottom, up the other side, and back.

The loss is (w - 5) ** 2. Each step is one of the solution's `gd_step`; gradients and losses are torch's own. One file
serves both languages.
"""

from dataclasses import dataclass
from types import ModuleType

import torch

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, Colour, Drawing, shown

WIDTH, HEIGHT = 760, 428  # px, as all lengths here
BEST, START, LR, STEPS = 5.0, 3.0, 0.25, 9
FIRST, BEAT = 0.8, 1.6  # seconds: when the first step begins, and how long each takes
SECONDS = FIRST + BEAT * STEPS + 1.8
ACROSS, UP = 56, 32  # px for 1 of w, and for 1 of the loss
FLOOR = 262  # y of the bowls' lowest point
RIM = 2.4  # how far from the best w a bowl goes
BALL = 9
CHART, TALL = 400, 52  # y of the zero line of the losses, px of the tallest
TITLES = (("w.grad = None in each step", "每一步都先清空"), ("w.grad never cleared", "从不清空"))
DESC = (
    "Two bowls, a ball on the left slope of each: the loss (w - 5)^2 from w = 3. In each step an arrow shows how far "
    "w.grad pulls the ball. On the left w.grad is cleared before each step: the arrows get shorter, and the ball "
    "comes to rest at the bottom; bars below show the loss going to 0. On the right w.grad is never cleared and "
    "becomes a sum: the ball shoots through the bottom, climbs the other side higher than it began, and comes back; "
    "its loss goes up and down without end. "
    "两个碗，左坡上各有一个小球：损失 (w - 5)^2，从 w = 3 出发。每一步都有一支箭头，表示 w.grad 要把小球拉多远。"
    "左边每一步之前先清空 w.grad：箭头越来越短，小球停在碗底，下方的柱子显示损失降到 0。"
    "右边从不清空，w.grad 成了累加的和：小球冲过碗底，爬上对面，比出发时还高，然后又滚回来，损失忽高忽低，没完没了。"
)


@dataclass(frozen=True)
class Moment:
    """Where w is, what its `.grad` holds after `backward()`, and the loss there."""

    w: float
    grad: float
    loss: float


def walk(solution: ModuleType, clear: bool) -> list[Moment]:
    """Steps of the solution's gd_step, with and without clearing the gradient before each."""
    w = torch.tensor(START, requires_grad=True)
    moments = []
    for _ in range(STEPS + 1):
        if clear:
            w.grad = None
        error = (w - BEST) ** 2
        error.backward()
        moments.append(Moment(w.item(), w.grad.item(), error.item()))
        solution.gd_step([w], LR)
    return moments


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="The sum of all gradients · 累加的梯度", desc=DESC, seconds=SECONDS)
    drawing.line((WIDTH / 2, 20), (WIDTH / 2, HEIGHT - 16), colour=LINE, width=1)
    for middle, clear, colour, title in zip((190, 570), (True, False), (BLUE, ORANGE), TITLES, strict=True):
        panel(drawing, middle, walk(solution, clear), colour, title)
    return drawing.svg(still)


def panel(drawing: Drawing, middle: float, moments: list[Moment], colour: Colour, title: tuple[str, str]) -> None:
    """One bowl with its ball, and the losses below."""

    def place(w: float) -> tuple[float, float]:
        return middle + ACROSS * (w - BEST), FLOOR - UP * (w - BEST) ** 2

    def rest(w: float) -> tuple[float, float]:
        """The middle of a ball that touches the bowl there."""
        (x, y), (dx, dy) = place(w), (ACROSS, -2 * UP * (w - BEST))  # a point, and the way along the bowl
        length = (dx * dx + dy * dy) ** 0.5
        return x + BALL * dy / length, y - BALL * dx / length

    drawing.text(middle, 24, title[0], size=15, code=True, bold=True)
    drawing.text(middle, 45, title[1], size=14, colour=MUTED)
    curve = [place(BEST + RIM * k / 40) for k in range(-40, 41)]
    drawing.line(*curve, colour=INK, width=2.5)
    for w in (3, 4, 5, 6, 7):
        drawing.line((place(w)[0], FLOOR + 8), (place(w)[0], FLOOR + 13), colour=MUTED, width=1.5)
        drawing.text(place(w)[0], FLOOR + 23, str(w), size=11, colour=MUTED, code=True)
    drawing.text(place(2.5)[0], FLOOR + 23, "w", size=14, colour=MUTED, code=True)
    left = middle - 150
    drawing.line((left - 6, CHART), (middle + 156, CHART), colour=MUTED, width=1.5)
    drawing.text(left - 6, CHART - TALL - 22, "loss · 损失", size=12, colour=MUTED, anchor="start")

    x, y = rest(moments[0].w)
    ball = drawing.dot(x, y, BALL, colour=colour)
    for k, moment in enumerate(moments):
        start = FIRST + BEAT * k
        x, y = rest(moment.w)
        height = max(1.5, TALL * moment.loss / 4.6)
        bar = drawing.box(left + 30.5 * k, CHART - height, 22, height, fill=colour, line=None, radius=2)
        if k:
            bar.appear((start - 0.2, start))
            drawing.dot(*place(moments[k - 1].w), 3.5, colour=colour).appear((start - 0.2, start))
        last = k == len(moments) - 1
        told = drawing.text(middle, 74, f"w.grad = {shown(moment.grad, 2)}", size=14, code=True)
        if k:
            told.appear((start, start + 0.2))
        if not last:
            told.vanish((start + BEAT - 0.2, start + BEAT))
            pull = -LR * moment.grad * ACROSS
            if abs(pull) > 16:
                arrow = drawing.arrow((x, y), (x + pull, y), colour=GREEN, width=3)
                arrow.trace((start + 0.1, start + 0.5)).vanish((start + 1.2, start + 1.4))
            after = rest(moments[k + 1].w)
            ball.slide(after[0] - x, after[1] - y, (start + 0.6, start + 1.3))
    drawing.box(middle - 76, 61, 152, 27, line=LINE, fill=None)
