"""Draws the unit's animation: a finger picks one cell per row; below, a mask, sentences with padding, a shuffle.

Every number comes from the reference solution: the finger goes to where a row has the number that `pick_scores` gave,
cells take the values of `zero_where`, and pairs slide to where `shuffle_together` put them. One file serves both
languages.
"""

from types import ModuleType

import torch

from autograder.pictures import (
    INK,
    LINE,
    MUTED,
    ORANGE,
    SEQUENTIAL,
    Box,
    Cells,
    Colour,
    Drawing,
    Group,
    Shape,
    size_text,
)

SCORES = torch.tensor([[1.0, 7.0, 2.0], [9.0, 0.0, 4.0], [3.0, 5.0, 8.0], [6.0, 2.0, 1.0]])  # 4 photos, 3 classes
LABELS = torch.tensor([2, 1, 2, 0])
X = torch.tensor([[4.0, float("nan"), 7.0, 1.0], [2.0, 8.0, float("nan"), 5.0], [6.0, 3.0, 9.0, 2.0]])
H = torch.tensor([[5.0, 2.0, 7.0, 0.0, 0.0], [8.0, 0.0, 0.0, 0.0, 0.0], [3.0, 6.0, 1.0, 4.0, 9.0]])[:, :, None]
LENGTHS = torch.tensor([3, 1, 5])
PHOTOS, NAMES, SEED = torch.tensor([1.0, 3.0, 5.0, 7.0, 9.0]), torch.tensor([0, 1, 2, 3, 4]), 11
WIDTH, HEIGHT = 760, 470  # px, as all lengths here
CELL, SMALL = 38, 30
TOP, LOW = 84, 338  # upper edges of the tables above and below the line
LIMIT = 10.0  # the number with the darkest colour
SKIN, SLEEVE = Colour("#ffdcb5", "#d9a066"), Colour("#1f6fb2", "#5aa7ee")
DESC = (
    "A finger goes down a (4, 3) table of scores; in each row it points at the column that the label beside it names, "
    "and that number moves into the answer, (4,). one_hot writes the same choice as a table of zeros and ones. "
    "scores[:, labels] would be a (4, 4) table; the wanted numbers are its diagonal. Below: a mask turns marked cells, "
    "nan among them, to 0; from each padded sentence the last real token is taken; photos and their labels change "
    "places in pairs. "
    "一只手指沿着 (4, 3) 的得分表往下走，在每一行里指向旁边的标签所说的那一列，那个数便移到结果 (4,) 里。"
    "one_hot 把同样的选择写成由 0 和 1 组成的表。scores[:, labels] 则会得到 (4, 4) 的表，要的数只在对角线上。"
    "下方：掩码把标出的格子（包括 nan）变成 0；从每个带填充的句子里取出最后一个真实词元；照片和标签成对地交换位置。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Index and gather · 索引与 gather", desc=DESC, seconds=14)
    pick(drawing, solution)
    drawing.line((24, 284), (WIDTH - 24, 284), colour=LINE, width=1)
    clear(drawing, solution, x=44, start=7.0)
    stop(drawing, solution, x=262, start=8.8)
    shuffle(drawing, solution, x=550, start=11.2)
    return drawing.svg(still)


def title(drawing: Drawing, x: float, y: float, text: str) -> None:
    drawing.text(x, y, text, size=14, anchor="start", code=True, bold=True)


def table(drawing: Drawing, values: object, x: float, y: float, size: float = CELL, ghost: bool = False) -> Cells:
    return drawing.cells(values, x, y, size=size, palette=SEQUENTIAL, limit=LIMIT, ghost=ghost)


def pick(drawing: Drawing, solution: ModuleType) -> None:
    """Let the finger pick one score per row, and write the same choice as one-hot rows."""
    answer, ones = solution.pick_scores(SCORES, LABELS).tolist(), solution.one_hot(LABELS, SCORES.shape[1])
    columns = [row.index(number) for row, number in zip(SCORES.tolist(), answer, strict=True)]
    title(drawing, 44, 28, "pick_scores(scores, labels)")
    drawing.text(63, TOP - 22, "labels", size=12, colour=MUTED, code=True)
    drawing.cells([[str(label)] for label in LABELS.tolist()], 44, TOP, size=CELL)
    scores = table(drawing, SCORES, 112, TOP)
    numbered(drawing, scores)
    taken = table(drawing, [[number] for number in answer], 272, TOP)
    drawing.arrow((236, TOP + 2 * CELL), (262, TOP + 2 * CELL), colour=MUTED)
    shape_below(drawing, taken, (len(answer),))

    title(drawing, 364, 28, f"one_hot(labels, {SCORES.shape[1]})")
    hot = drawing.cells(ones, 364, TOP, size=CELL, palette=SEQUENTIAL, limit=1.6)
    numbered(drawing, hot)
    shape_below(drawing, hot, ones.shape)
    whole = every_column(drawing, x=564)

    marks = [framed(drawing, scores.cell(i, column).box) for i, column in enumerate(columns)]
    hand = finger(drawing, *scores.cell(0, 0).box.centre)
    at = scores.cell(0, 0).box
    for i, column in enumerate(columns):
        start, goal = 0.6 + 1.3 * i, scores.cell(i, column).box
        hand.slide(goal.x - at.x, goal.y - at.y, (start, start + 0.5))
        hand.stretch(0.9, 0.9, (start + 0.5, start + 0.6)).stretch(1.0, 1.0, (start + 0.6, start + 0.75))
        marks[i].appear((start + 0.5, start + 0.6))
        flown = taken.cell(i, 0)
        flown.appear(start + 0.65).slide_from(goal.x - flown.box.x, 0, (start + 0.65, start + 1.15))
        hot.rows[i].appear((start + 0.65, start + 0.95))
        at = goal
    whole.appear((6.0, 6.4))


def every_column(drawing: Drawing, x: float) -> Group:
    """The table that `scores[:, labels]` is; what was wanted is framed."""
    size = 34
    caption = drawing.text(x, 28, "scores[:, labels]", size=14, anchor="start", code=True, bold=True)
    crossed = table(drawing, SCORES[:, LABELS], x, TOP, size=size)
    names = [
        drawing.text(x + (j + 0.5) * size, TOP - 12, str(label), size=11, colour=MUTED, code=True)
        for j, label in enumerate(LABELS.tolist())
    ]
    frames = []
    for i, row in enumerate(crossed.table):
        for j, cell in enumerate(row):
            if i == j:
                frames.append(framed(drawing, cell.box))
            else:
                cell.begin("opacity", (0.35,))
    below = shape_below(drawing, crossed, (len(crossed.table), len(crossed.table[0])))
    return drawing.group(caption, crossed, below, *names, *frames)


def framed(drawing: Drawing, box: Box) -> Shape:
    return drawing.box(box.x + 1, box.y + 1, box.width - 2, box.height - 2, line=ORANGE, thick=2.5)


def shape_below(drawing: Drawing, cells: Cells, shape: tuple[int, ...]) -> Shape:
    return drawing.text(cells.box.centre[0], cells.box.bottom + 14, size_text(shape), size=12, colour=MUTED, code=True)


def numbered(drawing: Drawing, cells: Cells) -> None:
    for j, cell in enumerate(cells.table[0]):
        drawing.text(cell.box.centre[0], cells.box.y - 12, str(j), size=11, colour=MUTED, code=True)


def finger(drawing: Drawing, x: float, y: float) -> Group:
    """A hand whose finger tip touches (x, y) from below."""
    y += 8
    sleeve = drawing.box(x - 9, y + 38, 24, 12, fill=SLEEVE, line=INK, radius=3)
    fist = drawing.box(x - 8, y + 17, 22, 23, fill=SKIN, line=INK, radius=8)
    thumb = drawing.box(x - 13, y + 21, 9, 14, fill=SKIN, line=INK, radius=4.5)
    tip = drawing.box(x - 5, y, 10, 26, fill=SKIN, line=INK, radius=5)
    return drawing.group(sleeve, fist, thumb, tip)


def clear(drawing: Drawing, solution: ModuleType, x: float, start: float) -> None:
    """Mark cells, then give all of them the values of `zero_where`, in 1.5 s from `start`."""
    mask = X.isnan()
    mask[2, 0] = True
    title(drawing, x, LOW - 28, "zero_where(x, mask)")
    cells = table(drawing, X, x, LOW, size=SMALL + 4)
    for i, j in mask.nonzero().tolist():
        framed(drawing, cells.cell(i, j).box).appear((start, start + 0.3))
    cells.become(solution.zero_where(X, mask), (start + 0.7, start + 1.2))


def stop(drawing: Drawing, solution: ModuleType, x: float, start: float) -> None:
    """Take the last real token of each sentence, in 2.2 s from `start`."""
    answer = solution.last_real_token(H, LENGTHS)  # (3, 1)
    title(drawing, x, LOW - 28, "last_real_token(h, lengths)")
    left, pitch = x + 44, SMALL + 6
    taken = []
    for i, (tokens, length) in enumerate(zip(H[:, :, 0].tolist(), LENGTHS.tolist(), strict=True)):
        y = LOW + i * pitch
        drawing.cells([[str(length)]], x, y, size=SMALL)
        real = table(drawing, [tokens[:length]], left, y, size=SMALL)
        if length < len(tokens):
            pad = [[""] * (len(tokens) - length)]
            drawing.cells(pad, left + length * SMALL, y, size=SMALL, ghost=True)
        taken.append((real.cell(0, tokens[:length].index(answer[i].item())), i))
    for cell, i in taken:
        begin = start + 0.7 * i
        framed(drawing, cell.box).appear((begin, begin + 0.2))
        goal = table(drawing, answer[i : i + 1], left + 5 * SMALL + 24, LOW + i * pitch, size=SMALL)
        goal.appear(begin + 0.3).slide_from(cell.box.x - goal.box.x, 0, (begin + 0.3, begin + 0.8))


def shuffle(drawing: Drawing, solution: ModuleType, x: float, start: float) -> None:
    """Let photos and labels slide from their old places to their new ones, in 1.5 s from `start`."""
    photos, names = solution.shuffle_together(PHOTOS, NAMES, torch.Generator().manual_seed(SEED))
    title(drawing, x - 24, LOW - 28, "shuffle_together(x, y, g)")
    for row, (old, new) in enumerate(((PHOTOS.tolist(), photos.tolist()), (NAMES.tolist(), names.tolist()))):
        y = LOW + 6 + row * (SMALL + 22)
        drawing.text(x - 14, y + SMALL / 2, "xy"[row], size=13, colour=MUTED, code=True)
        for place, entry in enumerate(new):
            here, before = x + place * (SMALL + 4), x + old.index(entry) * (SMALL + 4)
            shown = [[entry if row == 0 else str(int(entry))]]
            cell = table(drawing, shown, here, y, size=SMALL)
            parts = [cell]
            if row == 0:
                parts.append(bond(drawing, cell.box))
            drawing.group(*parts).slide_from(before - here, 0, (start + 0.1 * place, start + 1.0 + 0.1 * place))


def bond(drawing: Drawing, box: Box) -> Group:
    """The line from a photo to its label."""
    x = box.centre[0]
    return drawing.group(drawing.line((x, box.bottom + 2), (x, box.bottom + 20), colour=MUTED, width=2))
