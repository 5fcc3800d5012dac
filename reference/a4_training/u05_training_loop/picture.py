"""Draws the unit's film: one epoch of a small network, step by step. Twelve batches of 25 photos of clothes come, the
loss of each is marked, and after each step the weights have other colours, until they look like the clothes that they
are to recognise.

It is a real run of the solution's `train_epoch`, one batch at a time: a linear layer from 784 pixels to 10 scores that
begins at 0. What a class weighs each pixel with is shown as a picture; four pixels are one cell. All is computed in
float64, so that the colours are the same on every machine. One file serves both languages.
"""

from types import ModuleType

import torch
from torch import nn

from autograder.given import Wardrobe
from autograder.pictures import BLUE, DIVERGING, INK, LINE, MUTED, Cells, Drawing, Palette, Shape

WIDTH, HEIGHT = 760, 442  # px, as all lengths here
SECONDS = 20
BEGIN = 2  # seconds: the first batch comes; from then on a step takes one second
CELL = 9
SHOWN = {0: (24, 86), 1: (176, 86), 3: (328, 86), 7: (24, 264), 8: (176, 264), 9: (328, 264)}  # classes: upper left
CHART = (520, 130, 212, 200)  # x, y, width, height
BATCH, BATCHES, RATE = 25, 12, 0.1
COLOURS = Palette(DIVERGING.stops, diverging=True, steps=16)  # few, so that the file stays small
DESC = (
    "One epoch, step by step. On the left six pictures of weights, one for each of six kinds of clothes; in the "
    "beginning all weights are 0 and the pictures are blank. Twelve batches of 25 photos come one after the other. For "
    "each of them its loss is marked on the right, then the optimiser takes a step, and the weights change their "
    "colours: orange where a bright pixel speaks for the class, blue where it speaks against it. In the end a T-shirt, "
    "trousers, a dress, a sneaker, a bag and a boot can be made out, and the loss has fallen. "
    "一个周期，逐步展开。左边是六幅权重的图，各对应一类服饰；开始时权重全是 0，图是空白的。"
    "十二个小批量依次到来，每批 25 张照片。每来一批，右边标出它的损失，接着优化器走一步，权重随之变色："
    "橙色表示这里的亮像素支持该类别，蓝色表示反对。最后能看出 T 恤、裤子、连衣裙、运动鞋、包和短靴，损失也降了下来。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="The film of learning · 学习的影片", desc=DESC, seconds=SECONDS, rewind=1.0)
    losses, weights, before, after = run(solution)
    drawing.text(24, 26, "weight (10, 784)", size=15, code=True, bold=True, anchor="start")
    drawing.text(186, 26, "six of its rows, as pictures · 其中六行，画成图像", size=13, colour=MUTED, anchor="start")
    pictures(drawing, weights)
    chart(drawing, losses)
    left, low = CHART[0] - 22, HEIGHT - 24
    drawing.text(left, low - 22, "right, of 200 others · 另外 200 张，正确", size=13, colour=MUTED, anchor="start")
    drawing.text(left, low, f"before · 之前 {before:.0%}", size=13, colour=MUTED, anchor="start")
    drawing.text(left + 130, low, f"after · 之后 {after:.0%}", size=13, bold=True, anchor="start").appear((15, 15.4))
    return drawing.svg(still)


def moment(step: int) -> int:
    """When the batch of a step comes, counted from 0."""
    return BEGIN + step


def run(solution: ModuleType) -> tuple[list[float], list[torch.Tensor], float, float]:
    """The loss of each batch, the weights before the first and after each step, and the accuracy before and after."""
    photos, labels = flat(Wardrobe(size=BATCH * BATCHES))
    batches = list(zip(photos.split(BATCH), labels.split(BATCH), strict=True))  # (25, 784), (25,)
    others = [flat(Wardrobe(train=False, size=200))]
    model = nn.Linear(784, 10, dtype=torch.float64)
    for parameter in model.parameters():
        nn.init.zeros_(parameter)
    opt = torch.optim.SGD(model.parameters(), lr=RATE)
    loss_fn = nn.functional.cross_entropy
    before = float(solution.evaluate(model, others, loss_fn)["accuracy"])
    losses, weights = [], [pooled(model)]
    for batch in batches:
        losses.append(float(solution.train_epoch(model, [batch], loss_fn, opt)["loss"]))
        weights.append(pooled(model))
    return losses, weights, before, float(solution.evaluate(model, others, loss_fn)["accuracy"])


def flat(clothes: Wardrobe) -> tuple[torch.Tensor, torch.Tensor]:
    """Photos as rows of 784 numbers from 0 to 1, and their labels."""
    return clothes.data.flatten(1).double() / 255, clothes.targets


def pooled(model: nn.Linear) -> torch.Tensor:
    """The weights as a picture for each class, four pixels in one: (10, 14, 14)."""
    return nn.functional.avg_pool2d(model.weight.detach().reshape(10, 1, 28, 28), 2)[:, 0]


def pictures(drawing: Drawing, weights: list[torch.Tensor]) -> None:
    """Six pictures of weights that change their colours at each step."""
    limit = float(weights[-1].abs().max())
    for kind, (x, y) in SHOWN.items():
        drawing.text(x + 7 * CELL, y - 16, Wardrobe.classes[kind], size=13)
        blank = COLOURS.colour(0.0, limit)
        drawing.box(x - 2, y - 2, 14 * CELL + 4, 14 * CELL + 4, fill=blank, radius=3)
        cells = drawing.cells(weights[0][kind], x, y, size=CELL, palette=COLOURS, limit=limit, numbers=False)
        play(cells, [each[kind] for each in weights[1:]])
    speaks = ("speaks for the class · 支持该类别", "speaks against it · 反对"), (limit / 2, -limit / 2)
    for text, level, x in zip(*speaks, (26, 284), strict=True):
        drawing.box(x, HEIGHT - 30, 12, 12, fill=COLOURS.colour(level, limit), line=None, radius=2)
        drawing.text(x + 20, HEIGHT - 24, text, size=13, colour=MUTED, anchor="start")


def play(cells: Cells, weights: list[torch.Tensor]) -> None:
    """Let the cells take the colours that each step has left."""
    for step, left in enumerate(weights):
        cells.become(left, (moment(step) + 0.4, moment(step) + 0.8))
    for row in cells.table:  # what stays blank need not be drawn
        for cell in row:
            if not cell.tile.tracks["fill"].steps:
                cells.children.remove(cell)


def chart(drawing: Drawing, losses: list[float]) -> None:
    """The loss of each batch: a dot that appears when the batch comes."""
    x, y, width, height = CHART
    drawing.text(x - 22, y - 44, "loss of the batch · 小批量的损失", size=15, bold=True, anchor="start")
    drawing.line((x, y - 6), (x, y + height), (x + width, y + height), colour=MUTED, width=1.5)
    for level in (1, 2):
        at = y + height - height * level / 2.4
        drawing.line((x, at), (x + width, at), colour=LINE, width=1)
        drawing.text(x - 8, at, str(level), size=12, colour=MUTED, anchor="end", code=True)
    drawing.text(x - 8, y + height, "0", size=12, colour=MUTED, anchor="end", code=True)
    drawing.text(x + width / 2, y + height + 36, "batch, then step · 小批量，然后走一步", size=13, colour=MUTED)
    places = [(x + width * (i + 0.5) / len(losses), y + height * (1 - loss / 2.4)) for i, loss in enumerate(losses)]
    said: Shape | None = None
    for step, (place, loss) in enumerate(zip(places, losses, strict=True)):
        start = moment(step)
        drawing.text(place[0], y + height + 14, str(step + 1), size=11, colour=MUTED, code=True)
        if step:
            drawing.line(places[step - 1], place, colour=BLUE, width=2).trace((start, start + 0.3))
        drawing.dot(*place, 4.5, colour=BLUE).appear((start + 0.1, start + 0.3))
        if said is not None:
            said.vanish((start, start + 0.1))
        said = drawing.text(x + width, y - 14, f"{loss:.2f}", size=20, code=True, bold=True, colour=INK, anchor="end")
        said.appear((start + 0.1, start + 0.3))
