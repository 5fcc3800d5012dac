"""Draws the unit's animation: the numbers of a photo meet row after row of the weight, and each row gives a score.

Every number comes from the reference solution: the weights are those that the layer holds once they are loaded, the
scores are its answers, and the lines below are what `parameter_names` and `count_parameters` say of it. One file serves
both languages.
"""

from types import ModuleType

import torch

from autograder.pictures import MUTED, ORANGE, SEQUENTIAL, TILE, Cells, Drawing, shares, shown, size_text

X = torch.tensor([2.0, 0.0, 1.0, 3.0])
WEIGHT = torch.tensor([[1.0, -1.0, 0.0, 2.0], [0.0, 2.0, -1.0, 1.0], [-2.0, 1.0, 3.0, 0.0]])
BIAS = torch.tensor([1.0, -4.0, 5.0])
KINDS = ("shirt · 衬衫", "dress · 连衣裙", "boot · 靴子")
WIDTH, HEIGHT = 760, 392  # px, as all lengths here
CELL = 48
LEFT, MIDDLE, RIGHT = 218, 482, 602  # left edges of weight, bias, scores
PIXELS, TOP = 64, 168  # upper edges of x and of the weight
LIMIT = 4.0
DESC = (
    "A layer with 4 inputs and 3 outputs: a weight of shape (3, 4), a row for each output, and a bias of shape (3,). "
    "The 4 numbers of x slide down onto one row of the weight after the other. Each number is multiplied by the weight "
    "below it; the four products and the bias of the row are added up, and that is one of the 3 numbers of the answer. "
    "weight and bias hold 15 numbers together. "
    "一个有 4 个输入、3 个输出的层：权重的形状是 (3, 4)，每个输出占一行；偏置的形状是 (3,)。"
    "x 的 4 个数依次滑到权重的每一行上，各自乘以下方的权重；四个乘积加上这一行的偏置，就是结果的 3 个数中的一个。"
    "weight 和 bias 一共有 15 个数。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="A linear layer · 线性层", desc=DESC, seconds=13)
    layer = solution.Linear(len(X), len(BIAS))
    layer.load_state_dict({"weight": WEIGHT, "bias": BIAS})
    weight, bias, scores = layer.weight.detach(), layer.bias.detach(), layer(X).detach()  # (3, 4), (3,), (3,)

    pixels = drawing.cells(X[None], LEFT, PIXELS, size=CELL, palette=SEQUENTIAL, limit=LIMIT)
    drawing.axis(pixels, "top", f"x {size_text(X.shape)}")
    held = drawing.cells(weight, LEFT, TOP, size=CELL, limit=LIMIT)
    drawing.axis(held, "bottom", f"weight {size_text(weight.shape)}")
    added = drawing.cells(bias[:, None], MIDDLE, TOP, size=CELL, limit=LIMIT)
    drawing.axis(added, "bottom", f"bias {size_text(bias.shape)}")
    for i in range(len(BIAS)):
        drawing.box(RIGHT + 2, TOP + i * CELL + 2, CELL - 4, CELL - 4, fill=TILE, line=None)
    answer = drawing.cells(scores[:, None], RIGHT, TOP, size=CELL, limit=9.0)
    drawing.axis(answer, "bottom", f"layer(x) {size_text(scores.shape)}")
    drawing.text(MIDDLE - 34, TOP + 1.5 * CELL, "+", size=26, colour=MUTED)
    drawing.text(RIGHT - 36, TOP + 1.5 * CELL, "=", size=26, colour=MUTED)
    for i, (kind, (start, end)) in enumerate(zip(KINDS, shares((0.6, 11.1), len(KINDS)), strict=True)):
        drawing.text(LEFT - 18, TOP + (i + 0.5) * CELL, kind, size=14, anchor="end")
        meet(drawing, weight[i], added, answer, i, start, end)

    names = ", ".join(solution.parameter_names(layer))
    below = f"{names}: count_parameters(layer) = {solution.count_parameters(layer)}"
    drawing.text(WIDTH / 2, HEIGHT - 22, below, size=14, code=True).appear((11.3, 11.7))
    return drawing.svg(still)


def meet(drawing: Drawing, row: torch.Tensor, added: Cells, answer: Cells, i: int, start: float, end: float) -> None:
    """Let x slide onto a row of the weight, become the products, and gather with the bias in the answer's cell."""
    y = TOP + i * CELL
    goal = answer.cell(i, 0)
    frame = drawing.box(LEFT - 3, y - 3, len(X) * CELL + 6, CELL + 6, line=ORANGE, thick=3)
    frame.appear((start, start + 0.3)).vanish((end - 0.3, end - 0.1))
    terms = [f"{shown(float(w))}·{shown(float(n))}" for w, n in zip(row, X, strict=True)]
    ghosts = drawing.cells(X[None], LEFT, y, size=CELL, palette=SEQUENTIAL, limit=LIMIT)
    ghosts.appear(start + 0.1).slide_from(0, PIXELS - y, (start + 0.1, start + 0.9))
    ghosts.become([terms], (start + 0.9, start + 1.2)).become((row * X)[None], (start + 1.7, start + 2.0))
    bias = drawing.cells([[added.cell(i, 0).entry]], MIDDLE, y, size=CELL, limit=LIMIT).appear(start + 2.2)
    flying = [*ghosts.table[0], bias.cell(0, 0)]
    for cell in flying:
        cell.slide(goal.box.x - cell.box.x, 0, (start + 2.3, start + 2.9)).vanish((start + 2.9, start + 3.1))
    goal.appear((start + 2.9, start + 3.1))
