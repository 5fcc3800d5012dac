"""Draws the unit's film: bars of scores become probabilities, the label picks one, and minus the log of its height is
the loss. Then the scores of a network that has been trained for a while go the same way, and the loss is smaller.

All numbers are the solution's: probabilities from `log_softmax`, losses and their curve from `cross_entropy`.
"""

from collections.abc import Sequence
from itertools import pairwise
from types import ModuleType

import torch

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, RED, TILE, Drawing, Shape, shares

SHIRT = (
    "...CNNNNC...",
    ".RRRCNNCRRR.",
    "RRRRRCCRRRRR",
    "RRrRRRRRRrRR",
    "YYrWWWWWWrYY",
    ",,rBBBBBBr,,",
    ",,rWWWWWWr,,",
    ",,rRRRRRRr,,",
    ",,rRRRRRRr,,",
    ";;rrrrrrrr;;",
)
DYES = {
    ".": (158, 216, 210),
    ",": (140, 202, 200),
    ";": (104, 168, 172),
    "R": (232, 76, 61),
    "r": (196, 52, 48),
    "C": (255, 226, 190),
    "N": (96, 28, 36),
    "W": (255, 246, 228),
    "B": (38, 70, 140),
    "Y": (250, 200, 66),
}
CLOTHES = (
    ("T-shirt", "T恤"),
    ("trouser", "裤子"),
    ("pullover", "套头衫"),
    ("dress", "连衣裙"),
    ("coat", "外套"),
    ("sandal", "凉鞋"),
    ("shirt", "衬衫"),
    ("sneaker", "运动鞋"),
    ("bag", "包"),
    ("ankle boot", "短靴"),
)
LABEL = 6
SCORES = torch.tensor(
    [
        [3.2, -0.6, 2.3, 0.4, 1.8, -1.4, 1.3, -1.2, 0.2, -0.9],
        [2.6, -1.1, 1.6, 0.1, 1.4, -1.4, 4.1, -1.3, -0.4, -1.0],
    ]
)  # (2, 10): the same photo, before and after

WIDTH, HEIGHT = 760, 512  # px, as all lengths here
SECONDS = 23
PITCH, THICK = 70, 44  # from bar to bar, and how wide one is
FIRST = 65  # x of the first bar
FLOOR = 178  # the zero line of the scores
DROP = 34  # how much lower the one of the probabilities lies: nothing hangs below it
FULL = 142  # a bar of probability 1
UNIT = 27  # a score of 1
NAMES = FLOOR + DROP + 18
PARTING = 266
PHOTO, PIXEL = (40, 318), 10
STEPS = (196, 306, 41)  # x and y of the first step, and from one to the next
LEFT, BOTTOM = 530, 468  # the corner of the curve
ACROSS, UP = 196, 52  # probability 1, and a loss of 1
TOP_LOSS = 3
PALE = 0.22
DESC = (
    "A photo of a shirt, and a bar for the score of each of ten kinds of clothes; the T-shirt has the highest. The "
    "bars become probabilities that sum to 1. The label picks the bar of the shirt: it flies down, its height becomes "
    "a length on the axis of a curve, and minus the log of it is the loss, a bar that grows beside the curve. After "
    "some training the shirt has the highest score; its probability is larger, and the loss slides down the curve. "
    "一张衬衫照片，十个类别的得分各画成一条，T恤最高。条形变成概率，总和为 1。标签挑出衬衫那一条：它飞下来，"
    "高度变成曲线横轴上的一段长度，取负对数就是损失，画成曲线旁边升起的一条。训练一段之后，衬衫的得分最高，"
    "它的概率变大了，损失沿着曲线滑了下去。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="From scores to the loss · 从得分到损失", desc=DESC, seconds=SECONDS)
    probabilities = solution.log_softmax(SCORES).exp()  # (2, 10)
    losses = solution.cross_entropy(SCORES, torch.tensor([LABEL, LABEL]), reduction="none")  # (2,)
    chances = probabilities[:, LABEL].tolist()

    wardrobe(drawing)
    bars = Bars(drawing)
    bars.show(SCORES[0], UNIT, at=(0.6, 1.8), digits=1)
    bars.show(probabilities[0], FULL, at=(3.4, 4.8), floor=DROP)
    bars.pick(at=(6.0, 6.4))
    bars.show(SCORES[1], UNIT, at=(13.0, 14.2), floor=-DROP, digits=1)
    bars.show(probabilities[1], FULL, at=(15.4, 16.8), floor=DROP)
    bars.pick(at=(17.4, 17.8))

    steps(drawing, chances, losses.tolist())
    curve(drawing, solution, chances, losses.tolist())
    return drawing.svg(still)


def wardrobe(drawing: Drawing) -> None:
    """The names below the bars, the photo with its label, and who is looking at it."""
    for i, (english, chinese) in enumerate(CLOTHES):
        x, true = FIRST + i * PITCH, i == LABEL
        drawing.text(x, NAMES, english, size=12, colour=INK if true else MUTED, bold=true)
        drawing.text(x, NAMES + 17, chinese, size=12, colour=INK if true else MUTED, bold=true)
    ring = drawing.box(FIRST + (LABEL - 0.47) * PITCH, NAMES - 11, 0.94 * PITCH, 38, line=ORANGE, thick=2.5, radius=8)
    ring.begin("opacity", (0.0,))
    for begin, end in ((6.0, 12.8), (17.4, None)):
        ring.fade(1.0, (begin, begin + 0.4))
        if end is not None:
            ring.fade(0.0, (end - 0.3, end))
    drawing.line((24, PARTING), (WIDTH - 24, PARTING), colour=LINE, width=1)

    drawing.photo([[DYES[dye] for dye in row] for row in SHIRT], *PHOTO, size=PIXEL)
    middle = PHOTO[0] + len(SHIRT[0]) * PIXEL / 2
    below = PHOTO[1] + len(SHIRT) * PIXEL
    drawing.text(middle, PHOTO[1] - 18, "photo · 照片", size=13, colour=MUTED)
    drawing.text(middle, below + 20, f"y = {LABEL}", size=15, code=True, bold=True, colour=ORANGE)
    drawing.text(middle, below + 41, "label: shirt · 标签：衬衫", size=12, colour=MUTED)

    before = drawing.text(24, 24, "a young network · 刚开始训练的网络", size=15, bold=True, anchor="start")
    before.vanish((12.6, 12.8))
    after = drawing.text(24, 24, "after some training · 训练一段之后", size=15, bold=True, anchor="start")
    after.appear((12.8, 13.1))
    for start, end in ((4.6, 12.8), (16.6, None)):
        whole = drawing.text(WIDTH - 24, 24, "together 1 · 总和为 1", size=13, colour=MUTED, anchor="end")
        whole.appear((start, start + 0.4))
        if end is not None:
            whole.vanish((end - 0.2, end))


class Bars:
    """Ten bars on one line, which change what they mean."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.bars: list[Shape] = []
        self.digits: list[Shape] = []
        self.low = 0.0  # how far the line has been moved down
        for i in range(len(CLOTHES)):
            x = FIRST + i * PITCH
            fill = ORANGE if i == LABEL else BLUE
            bar = drawing.box(x - THICK / 2, FLOOR - FULL, THICK, FULL, fill=fill, line=None, radius=0)
            bar.pivot = (x, FLOOR)
            bar.begin("stretch", (1.0, 0.0))
            self.bars.append(bar)
        ends = (FIRST - PITCH / 2, FLOOR), (FIRST + (len(CLOTHES) - 0.5) * PITCH, FLOOR)
        self.line = drawing.line(*ends, colour=MUTED, width=1.5)

    def show(
        self, values: torch.Tensor, unit: float, at: tuple[float, float], floor: float = 0.0, digits: int = 2
    ) -> None:
        """Let each bar have `unit` px for a value of 1, on a line that is `floor` px lower than before."""
        start, end = at
        self.low += floor
        for old in self.digits:
            old.vanish((start, start + 0.3))
        self.digits = []
        for i, (bar, value) in enumerate(zip(self.bars, values.tolist(), strict=True)):
            height = unit * value
            bar.stretch(1.0, height / FULL, at, about=bar.pivot)
            if floor:
                bar.slide(0.0, floor, at)
            if bar.settled("opacity") != (1.0,):
                bar.fade(1.0, (start - 0.3, start))
            y = FLOOR + self.low - max(height, 0.0) - 10
            text = f"{value:.{digits}f}".replace("-", "−")
            number = self.drawing.text(bar.box.centre[0], y, text, size=12, bold=i == LABEL)
            self.digits.append(number.appear((end - 0.2, end + 0.2)))
        if floor:
            self.line.slide(0.0, floor, at)

    def pick(self, at: tuple[float, float]) -> None:
        """Let all bars but that of the label go pale, with their numbers."""
        others = [i for i in range(len(self.bars)) if i != LABEL]
        self.drawing.select(*(self.bars[i] for i in others), *(self.digits[i] for i in others)).fade(PALE, at)


def steps(drawing: Drawing, chances: Sequence[float], losses: Sequence[float]) -> None:
    """What is done, in words, with the numbers of both rounds."""
    x, y, pitch = STEPS
    told = [
        ("z", "scores · 得分", None, (0.6, 13.0)),
        ("p = exp(z) / sum", "probabilities · 概率", None, (3.4, 15.4)),
        (f"p[{LABEL}] = ", "the label picks · 标签挑一个", chances, (6.0, 17.4)),
        (f"−log p[{LABEL}] = ", "loss · 损失", losses, (9.6, 19.4)),
    ]
    for i, (code, words, numbers, moments) in enumerate(told):
        top = y + i * pitch
        drawing.dot(x + 10, top + 8, 10, colour=TILE)
        drawing.text(x + 10, top + 8, str(i + 1), size=12, bold=True)
        held = [drawing.text(x + 32, top + 17, words, size=12, colour=MUTED, anchor="start")]
        if numbers is None:
            held.append(drawing.text(x + 32, top, code, size=15, code=True, bold=True, anchor="start"))
            drawing.select(*held).appear((moments[0], moments[0] + 0.4))
        else:
            drawing.select(*held).appear((moments[0], moments[0] + 0.4))
            for moment, number in zip(moments, numbers, strict=True):
                text = f"{code}{number:.2f}"
                line = drawing.text(x + 32, top, text, size=15, code=True, bold=True, anchor="start")
                line.appear((moment, moment + 0.4))
                if moment == moments[0]:
                    line.vanish((12.6, 12.8))
        light = drawing.dot(x + 10, top + 8, 10, colour=GREEN)  # goes along with what is being done
        light.begin("opacity", (0.0,))
        face = drawing.text(x + 10, top + 8, str(i + 1), size=12, bold=True, colour=GREEN.text())
        face.begin("opacity", (0.0,))
        ends = [*(told[i + 1][3] if i + 1 < len(told) else (12.6, 21.6))]
        for start, end in zip(moments, ends, strict=True):
            drawing.select(light, face).fade(1.0, (start, start + 0.3))
            drawing.select(light, face).fade(0.0, (end - 0.3, end))


def curve(drawing: Drawing, solution: ModuleType, chances: Sequence[float], losses: Sequence[float]) -> None:
    """Minus the log as a curve; a bar comes flying, lies down on its axis, and the loss grows beside it."""
    drawing.text(LEFT + ACROSS, BOTTOM + 31, "p", size=14, code=True, colour=MUTED)
    drawing.text(LEFT - 8, BOTTOM - TOP_LOSS * UP - 20, "loss · 损失", size=13, colour=MUTED, anchor="start")
    for p in (0.0, 0.5, 1.0):
        drawing.line((LEFT + p * ACROSS, BOTTOM), (LEFT + p * ACROSS, BOTTOM + 5), colour=MUTED, width=1.5)
        drawing.text(LEFT + p * ACROSS, BOTTOM + 16, f"{p:g}", size=11, colour=MUTED, code=True)
    for loss in range(TOP_LOSS + 1):
        drawing.line((LEFT - 5, BOTTOM - loss * UP), (LEFT, BOTTOM - loss * UP), colour=MUTED, width=1.5)
        drawing.text(LEFT - 10, BOTTOM - loss * UP, str(loss), size=11, colour=MUTED, code=True, anchor="end")
    corner = (LEFT, BOTTOM - TOP_LOSS * UP - 6), (LEFT, BOTTOM), (LEFT + ACROSS + 8, BOTTOM)
    drawing.line(*corner, colour=MUTED, width=1.5)
    p = torch.linspace(0.05, 1.0, 58)
    drawing.line(*points(solution, p), colour=BLUE, width=2)
    drawing.text(LEFT + 0.62 * ACROSS, BOTTOM - 1.62 * UP, "−log p", size=15, code=True, colour=BLUE, anchor="start")

    first, second = (place(p, loss) for p, loss in zip(chances, losses, strict=True))
    lying = [fly(drawing, p, at) for p, at in zip(chances, ((7.0, 8.4), (18.2, 19.6)), strict=True)]
    lying[0].vanish((18.9, 19.3))
    dashes(drawing, first, 8.4).vanish((12.6, 12.8))
    dashes(drawing, second, 21.2)

    dot = drawing.dot(*first, 7, colour=ORANGE).appear((8.9, 9.2))
    way = torch.linspace(chances[0], chances[1], 25)
    for (a, b), at in zip(pairwise(points(solution, way)), shares((19.6, 21.2), 24), strict=True):
        dot.slide(b[0] - a[0], b[1] - a[1], at)

    bar = drawing.box(LEFT - 62, BOTTOM - UP, 26, UP, fill=RED, line=None, radius=0)
    bar.pivot = (LEFT - 49, BOTTOM)
    bar.begin("stretch", (1.0, 0.0))
    bar.stretch(1.0, losses[0], (9.8, 10.8), about=bar.pivot)
    bar.stretch(1.0, losses[1], (19.6, 21.2), about=bar.pivot)
    drawing.line((LEFT - 68, BOTTOM), (LEFT - 30, BOTTOM), colour=MUTED, width=1.5)
    numbers = [
        drawing.text(LEFT - 49, BOTTOM - UP * loss - 12, f"{loss:.2f}", size=14, bold=True, colour=RED)
        for loss in losses
    ]
    numbers[0].appear((10.6, 10.9)).vanish((19.6, 19.9))
    numbers[1].appear((21.0, 21.3))


def points(solution: ModuleType, p: torch.Tensor) -> list[tuple[float, float]]:
    """Where the solution's losses for these probabilities lie: two classes, the first is the true one."""
    z = torch.stack([p, 1 - p + 1e-9], dim=1).log()  # (n, 2)
    losses = solution.cross_entropy(z, torch.zeros(len(p), dtype=torch.int64), reduction="none")  # (n,)
    return [place(*pair) for pair in zip(p.tolist(), losses.tolist(), strict=True)]


def place(p: float, loss: float) -> tuple[float, float]:
    """x and y of a probability and a loss."""
    return LEFT + ACROSS * p, BOTTOM - UP * loss


def fly(drawing: Drawing, p: float, at: tuple[float, float]) -> Shape:
    """A copy of the label's bar that turns into a length on the axis."""
    height, x, floor = FULL * p, FIRST + LABEL * PITCH, FLOOR + DROP
    bar = drawing.box(x - THICK / 2, floor - height, THICK, height, fill=ORANGE, line=None, radius=0)
    (x0, y0), (x1, y1) = bar.box.centre, (LEFT + ACROSS * p / 2, BOTTOM - 5)
    bar.appear(at[0])
    bar.slide(x1 - x0, y1 - y0, at)
    return bar.stretch(ACROSS * p / THICK, 8 / height, at)


def dashes(drawing: Drawing, end: tuple[float, float], start: float) -> Shape:
    """From the axis up to the curve, and from there to the bar of the loss."""
    x, y = end
    up = drawing.line((x, BOTTOM), (x, y), colour=ORANGE, width=1.5, dashed=True).appear((start, start + 0.3))
    back = drawing.line((x, y), (LEFT - 36, y), colour=RED, width=1.5, dashed=True).appear((start + 0.6, start + 1.0))
    return drawing.group(up, back)
