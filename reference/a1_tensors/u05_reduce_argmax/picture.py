"""Draws the unit's animation: pictures fold up axis by axis like an accordion; below, rows of scores become classes.

Every number comes from the reference solution: `masked_mean` with a mask that is all True folds the last axis,
`channel_mean` says what is left at the end, and the other three read the table of scores. One file serves both
languages.
"""

from itertools import product
from types import ModuleType

import torch

from autograder.pictures import GREEN, INK, LINE, MUTED, RED, SEQUENTIAL, Box, Drawing, Group, Shape, shares, size_text

X = torch.tensor(
    [
        [[[1.0, 2, 3], [2, 3, 7]], [[4, 5, 6], [7, 8, 12]], [[0, 1, 2], [1, 3, 5]]],
        [[[3.0, 6, 9], [1, 4, 7]], [[9, 9, 9], [8, 9, 10]], [[2, 4, 9], [1, 2, 6]]],
    ]
)  # (2, 3, 2, 3)
SCORES = torch.tensor([[1.0, 9, 2, 5], [7, 3, 0, 6], [4, 2, 8, 3]])  # (3, 4)
LABELS = torch.tensor([1, 3, 1])
K = 2  # for top_k_hit
WIDTH, HEIGHT = 760, 568  # px, as all lengths here
CELL, GAP = 32, 12  # a cell of the pictures; the space between two pictures
TOP = 80  # upper edge of the pictures
STAGES = (82, 367, 522, 677)  # left edges of x, of x without W, without W and H, and without B as well
TILE, TABLE, ROWS = 36, 82, 418  # a cell of the scores; the table's left and upper edge
PREDICTED, LABELLED, RIGHT, NEAR = 332, 436, 530, 668  # middles of the columns beside the table
DESC = (
    "A batch of shape (2, 3, 2, 3), two pictures with three channels, folds up like an accordion: the three columns of "
    "each picture slide together into their means, then the two rows, then the two pictures, until one number per "
    "channel is left, shape (3,). Below, in a (3, 4) table of scores, the highest score of each row is framed, and its "
    "place, 0 to 3, goes into a column of predictions; compared with the labels, one of three is right. Then a "
    "dashed frame lets the second highest score of each row in: now two of three labels are found. "
    "形状为 (2, 3, 2, 3) 的小批量，两张图像、三个通道，像手风琴一样折叠起来：每张图像的三列先并拢成均值，"
    "然后是两行，最后是两张图像，直到每个通道只剩一个数，形状 (3,)。"
    "下方是 (3, 4) 的得分表：每一行的最高分被框出，它的位置（0 到 3）进入预测那一列；与标签相比，三个里对了一个。"
    "再用虚线框把每一行的第二高分也算进来：三个标签里能找到两个。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Reduce and argmax · 归约与 argmax", desc=DESC, seconds=15)
    fold(drawing, solution)
    drawing.line((24, 340), (WIDTH - 24, 340), colour=LINE, width=1)
    classify(drawing, solution)
    return drawing.svg(still)


def fold(drawing: Drawing, solution: ModuleType) -> None:
    """Draw x, and how its axes W, H and B disappear one after the other, in the first 8 s."""
    narrow = solution.masked_mean(X, torch.ones_like(X, dtype=torch.bool))  # (2, 3, 2)
    flat = solution.masked_mean(narrow, torch.ones_like(narrow, dtype=torch.bool))  # (2, 3)
    mean = solution.channel_mean(X)  # (3,)
    blocks = (X, narrow[:, :, :, None], flat[:, :, None, None], mean[None, :, None, None])  # with all four axes

    pictures(drawing, 0, X)
    corner, end = spot(0, X.shape, (0, 0, 0, 0)), spot(0, X.shape, (1, 2, 1, 2))
    whole = Box(*corner, end[0] + CELL - corner[0], end[1] + CELL - corner[1])
    drawing.axis(whole, "top", "dim=0")
    drawing.axis(whole, "left", "dim=1")
    drawing.axis(Box(*spot(0, X.shape, (1, 0, 0, 0)), 3 * CELL, 2 * CELL), "right", "dim=2", size=12)
    drawing.axis(Box(*spot(0, X.shape, (0, 2, 0, 0)), 3 * CELL, 2 * CELL), "bottom", "dim=3", size=12)
    drawing.text(whole.centre[0], TOP - 52, f"x {size_text(X.shape)}", code=True, bold=True)

    for k, (tensor, axis) in enumerate(((narrow, 3), (flat, 2), (mean, 0)), start=1):
        start, x = 2.4 * k - 1.6, STAGES[k] - 64
        arrow = drawing.arrow((x, whole.centre[1]), (x + 46, whole.centre[1]), colour=MUTED)
        arrow.trace((start, start + 0.4))
        gone = drawing.text(x + 23, whole.centre[1] - 16, f"dim={axis}", size=12, code=True, colour=MUTED)
        gone.appear((start, start + 0.4))
        squeeze(drawing, k, blocks[k - 1], blocks[k], (start, start + 1.6))
        cells = pictures(drawing, k, blocks[k])
        title = drawing.text(cells.box.centre[0], TOP - 52, size_text(tensor.shape), code=True, bold=True)
        drawing.select(cells, title).appear((start + 1.6, start + 1.9))
    drawing.text(cells.box.centre[0], TOP - 30, "channel_mean", size=12, code=True).appear((7.2, 7.5))


def spot(stage: int, shape: tuple[int, ...], index: tuple[int, ...]) -> tuple[float, float]:
    """Where a stage draws the cell `index` of a tensor of `shape`, both (B, C, H, W): its upper left corner."""
    b, c, h, w = index
    x = STAGES[stage] + b * (shape[3] * CELL + GAP) + w * CELL
    y = TOP + c * (2 * CELL + GAP) + (2 - shape[2]) * CELL / 2 + h * CELL
    return x, y


def tile(drawing: Drawing, stage: int, shape: tuple[int, ...], index: tuple[int, ...], value: torch.Tensor) -> Shape:
    """One number as the cell `index` of a stage."""
    return drawing.cells(value.reshape(1, 1), *spot(stage, shape, index), size=CELL, palette=SEQUENTIAL, limit=12)


def pictures(drawing: Drawing, stage: int, block: torch.Tensor) -> Group:
    """Draw a block of shape (B, C, H, W): a picture in each column, a channel in each row."""
    places = product(*map(range, block.shape))
    return drawing.group(*(tile(drawing, stage, block.shape, place, block[place]) for place in places))


def squeeze(drawing: Drawing, stage: int, before: torch.Tensor, after: torch.Tensor, at: tuple[float, float]) -> None:
    """Let copies of the cells before slide to where the axis that disappears puts them, one part after the other."""
    parts: dict[tuple[float, float], list[Shape]] = {}
    for place in product(*map(range, before.shape)):
        goal = tuple(min(i, length - 1) for i, length in zip(place, after.shape, strict=True))
        (x, y), (new_x, new_y) = spot(stage - 1, before.shape, place), spot(stage, after.shape, goal)
        copy = tile(drawing, stage, after.shape, goal, before[place])
        parts.setdefault((x - new_x, y - new_y), []).append(copy)
    nearest_first = sorted(parts.items(), reverse=True)
    for (offset, copies), moment in zip(nearest_first, shares(at, len(parts), overlap=0.7), strict=True):
        drawing.group(*copies).appear(at[0]).slide_from(*offset, moment).vanish((at[1] + 0.4, at[1] + 0.5))


def classify(drawing: Drawing, solution: ModuleType) -> None:
    """Draw the scores, what is predicted from them, and how often that is right, from 8 s to the end."""
    predicted = solution.predictions(SCORES)  # (3,)
    share = solution.accuracy(SCORES, LABELS)
    near = solution.top_k_hit(SCORES, LABELS, K)  # (3,)
    among = [solution.top_k_hit(SCORES, torch.full_like(LABELS, j), K) for j in range(SCORES.shape[1])]
    scores = drawing.cells(SCORES, TABLE, ROWS, size=TILE, palette=SEQUENTIAL, limit=12)
    drawing.axis(scores, "left", "dim=0")
    drawing.axis(scores, "bottom", "dim=1")
    drawing.text(scores.box.centre[0], ROWS - 40, f"scores {size_text(SCORES.shape)}", code=True, bold=True)
    for j in range(SCORES.shape[1]):
        drawing.text(TABLE + (j + 0.5) * TILE, ROWS - 12, str(j), size=12, colour=MUTED, code=True)

    heading(drawing, PREDICTED, "predictions").appear((8.2, 8.5))
    heading(drawing, LABELLED, "labels").appear((11.0, 11.3))
    heading(drawing, RIGHT, "accuracy").appear((11.4, 11.7))
    heading(drawing, NEAR, f"top_k_hit, k={K}").appear((12.8, 13.1))
    for i, (start, end) in enumerate(shares((8.4, 10.8), len(SCORES))):
        y, winner = ROWS + i * TILE, int(predicted[i])
        best = scores.cell(i, winner).box
        for cell in scores.table[i]:
            if cell.box != best:
                copy = drawing.cells([[cell.entry]], cell.box.x, y, size=TILE, palette=SEQUENTIAL, limit=12, ghost=True)
                copy.appear(start).slide(best.x - cell.box.x, 0, (start, start + 0.4)).vanish(
                    (start + 0.4, start + 0.5)
                )
        top = drawing.cells([[scores.table[i][winner].entry]], best.x, y, size=TILE, palette=SEQUENTIAL, limit=12)
        frame = drawing.box(best.x + 1, y + 1, TILE - 2, TILE - 2, line=INK, thick=2.5)
        drawing.group(top, frame).appear(start).pulse((start + 0.3, end))
        for j, cell in enumerate(scores.table[i]):
            if among[j][i] and j != winner:
                second = drawing.box(cell.box.x + 1, y + 1, TILE - 2, TILE - 2, line=INK, thick=2, dashed=True)
                second.appear((12.8, 13.1))
        place = drawing.cells([[str(winner)]], PREDICTED - TILE / 2, y, size=TILE)
        place.appear(start + 0.3).slide_from(best.x - place.box.x, ROWS - TILE * 0.8 - y, (start + 0.3, end))
        drawing.cells([[str(int(LABELS[i]))]], LABELLED - TILE / 2, y, size=TILE).appear((11.0, 11.3))
        verdict(drawing, RIGHT, y + TILE / 2, winner == LABELS[i], 11.5 + 0.2 * i)
        verdict(drawing, NEAR, y + TILE / 2, bool(near[i]), 13.2 + 0.2 * i)
    below = ROWS + len(SCORES) * TILE + 16
    drawing.text(RIGHT, below, f"{share:.2f}", size=14, code=True, bold=True).appear((12.3, 12.6))


def heading(drawing: Drawing, x: float, text: str) -> Shape:
    """The name of a column beside the table."""
    return drawing.text(x, ROWS - 16, text, size=13, code=True)


def verdict(drawing: Drawing, x: float, y: float, right: bool, start: float) -> None:
    """A tick or a cross, drawn in 0.3 s."""
    if right:
        marks = [drawing.line((x - 8, y), (x - 2, y + 6), (x + 9, y - 8), colour=GREEN, width=3)]
    else:
        marks = [drawing.line((x - 7, y - s * 7), (x + 7, y + s * 7), colour=RED, width=3) for s in (1, -1)]
    for mark in marks:
        mark.trace((start, start + 0.3))
