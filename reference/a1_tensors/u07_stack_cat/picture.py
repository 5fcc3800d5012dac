"""Draws the unit's animation: three cards are piled, and laid in a line; rows of two tables are put together and cut.

Every number and shape comes from the reference solution: a cell flies to where `to_batch`, `side_by_side`,
`append_rows`, `interleave` and `split_batch` put its number. One file serves both languages.
"""

from collections.abc import Sequence
from types import ModuleType

import torch

from autograder.pictures import (
    GREEN,
    LINE,
    MUTED,
    PAPER,
    SEQUENTIAL,
    Box,
    Cell,
    Cells,
    Drawing,
    shares,
    size_text,
)

CARDS = [torch.arange(first, first + 6).reshape(1, 2, 3) for first in (1, 11, 21)]  # each (1, 2, 3)
A, B = (torch.arange(first, first + 6).reshape(3, 2) for first in (1, 21))  # each (3, 2)
SIZES = [1, 3, 2]  # what split_batch is asked for
LIMIT = 26.0  # the largest number of all
WIDTH, HEIGHT = 760, 576  # px, as all lengths here
CELL, ROW = 30, 26  # a cell of a card, and of a table
LEFT, RIGHT = 24, 736  # edges of what is drawn
TOP, LINED, TABLES = 56, 192, 380  # upper edges of the cards, of the cards in line, and of the tables
PILE, STEP = (500, 158), (34, -36)  # where the pile's first card lies, and how far the next ones stand off
COLUMNS = (LEFT + 24, 172, 364, 536)  # left edges of a and b, and of the three tables made of them
GAP = 14  # between two pieces
DESC = (
    "Three cards of shape (1, 2, 3). to_batch piles them, one behind the other: (3, 1, 2, 3), a new axis. side_by_side "
    "lays them in a line: (1, 2, 9), the old axis 2 has grown. Below, two tables a and b of shape (3, 2): append_rows "
    "puts the rows of b below those of a, interleave lets the rows take turns, both (6, 2). split_batch cuts the first "
    "one into pieces of 1, 3 and 2 rows. "
    "三张形状为 (1, 2, 3) 的卡片。to_batch 把它们一张一张摞起来，得到 (3, 1, 2, 3)，多了一个新的轴；"
    "side_by_side 把它们排成一行，得到 (1, 2, 9)，原有的轴 2 变长了。"
    "下方是两张形状为 (3, 2) 的表 a 和 b：append_rows 把 b 的行接在 a 的下面，interleave 让两者的行轮流出现，"
    "结果都是 (6, 2)；split_batch 再把前者切成 1 行、3 行、2 行的三块。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Stack and cat · 堆叠与连结", desc=DESC, seconds=14)
    cards = [grid(drawing, card[0], LEFT + i * (3 * CELL + 24), TOP, CELL) for i, card in enumerate(CARDS)]
    drawing.text(LEFT, TOP - 26, f"pictures: {len(CARDS)} × {size_text(CARDS[0].shape)}", anchor="start", code=True)
    pile(drawing, solution.to_batch(CARDS), cards)
    line(drawing, solution.side_by_side(CARDS), cards)
    drawing.line((LEFT, 308), (RIGHT, 308), colour=LINE, width=1)
    tables(drawing, solution)
    return drawing.svg(still)


def pile(drawing: Drawing, batch: torch.Tensor, cards: Sequence[Cells]) -> None:
    """Let a copy of each card fly onto the pile, the last one first, so that the first one ends in front."""
    count = batch.shape[0]
    title(drawing, PILE[0] - 24, TOP - 26, f"to_batch(…) {size_text(batch.shape)}", 0.6)
    moments = list(shares((0.6, 2.6), count, overlap=0.2))
    for i in reversed(range(count)):
        x, y = PILE[0] + i * STEP[0], PILE[1] + i * STEP[1]
        card = grid(drawing, batch[i, 0], x, y, CELL)
        box, moment = card.box, moments[count - 1 - i]
        backing = drawing.box(box.x - 2, box.y - 2, box.width + 4, box.height + 4, fill=PAPER, line=None)
        start = place(cards, card.cell(0, 0)).box
        drawing.group(backing, card).appear(moment[0]).slide_from(start.x - x, start.y - y, moment)
    right, bottom = PILE[0] + 3 * CELL + 10, PILE[1] + 2 * CELL + 2
    far = (right + (count - 1) * STEP[0], bottom + (count - 1) * STEP[1])
    depth = drawing.line((right, bottom), far, colour=GREEN, width=2.5)
    depth.trace((2.7, 3.1))
    label = drawing.text(
        (right + far[0]) / 2 + 12,
        (bottom + far[1]) / 2 + 12,
        f"dim=0: {count}",
        anchor="start",
        code=True,
        colour=GREEN,
    )
    label.appear((2.9, 3.2))


def line(drawing: Drawing, wide: torch.Tensor, cards: Sequence[Cells]) -> None:
    """Let copies of the cards fly into one line, a card at a time."""
    title(drawing, LEFT, LINED - 24, f"side_by_side(…) {size_text(wide.shape)}", 3.6)
    row = grid(drawing, wide[0], LEFT, LINED, CELL)
    for card, moment in zip(cards, shares((3.6, 5.4), len(cards), overlap=0.2), strict=True):
        for cell in each(row):
            if place(cards, cell) in card.children:
                fly(cell, place(cards, cell).box, moment)
    sum_of_widths = " + ".join(str(card.shape[2]) for card in CARDS)
    drawing.axis(row, "bottom", f"dim=2: {sum_of_widths} = {wide.shape[2]}", colour=GREEN, size=15).appear((5.4, 5.7))


def tables(drawing: Drawing, solution: ModuleType) -> None:
    """Draw a and b, the two tables made of their rows, and the pieces into which the first one is cut."""
    joined, mixed = solution.append_rows(A, B), solution.interleave(A, B)
    drawing.text(LEFT, TABLES - 44, "a, b", anchor="start", size=13, code=True)
    drawing.text(LEFT, TABLES - 24, f"{size_text(A.shape)}", anchor="start", size=13, code=True, colour=MUTED)
    a = grid(drawing, A, COLUMNS[0], TABLES, ROW)
    b = grid(drawing, B, COLUMNS[0], TABLES + 3 * ROW + GAP, ROW)
    for name, one in (("a", a), ("b", b)):
        drawing.text(COLUMNS[0] - 14, one.box.centre[1], name, code=True)
    x = table(drawing, joined, "x = append_rows(a, b)", COLUMNS[1], [a, b], (6.0, 7.6))
    table(drawing, mixed, "interleave(a, b)", COLUMNS[2], [a, b], (8.0, 10.0))

    title(drawing, COLUMNS[3], TABLES - 44, f"split_batch(x, {SIZES})", 10.4, size=13)
    y = float(TABLES)
    pieces = solution.split_batch(joined, SIZES)
    for piece, moment in zip(pieces, shares((10.4, 12.4), len(pieces), overlap=0.2), strict=True):
        cells = grid(drawing, piece, COLUMNS[3], y, ROW)
        for cell in each(cells):
            fly(cell, place([x], cell).box, moment)
        right, middle = cells.box.right + 14, cells.box.centre[1]
        shape = drawing.text(right, middle, size_text(piece.shape), anchor="start", size=13, code=True, colour=MUTED)
        shape.appear((moment[1], moment[1] + 0.2))
        y += cells.box.height + GAP


def table(
    drawing: Drawing, rows: torch.Tensor, name: str, x: float, sources: Sequence[Cells], at: tuple[float, float]
) -> Cells:
    """Draw a table whose rows come flying one after the other from where their numbers stand."""
    title(drawing, x, TABLES - 44, name, at[0], size=13)
    shape = drawing.text(x, TABLES - 24, size_text(rows.shape), anchor="start", size=13, code=True, colour=MUTED)
    shape.appear((at[0], at[0] + 0.3))
    cells = grid(drawing, rows, x, TABLES, ROW)
    for row, moment in zip(cells.rows, shares(at, len(cells.rows), overlap=0.3), strict=True):
        for cell in row:
            fly(cell, place(sources, cell).box, moment)
    return cells


def grid(drawing: Drawing, values: torch.Tensor, x: float, y: float, size: float) -> Cells:
    """Draw a table of numbers; equal numbers have equal colours everywhere."""
    return drawing.cells(values, x, y, size=size, palette=SEQUENTIAL, limit=LIMIT)


def title(drawing: Drawing, x: float, y: float, text: str, start: float, size: float = 15) -> None:
    """Write what is made below, and let it appear with its first part."""
    drawing.text(x, y, text, anchor="start", size=size, code=True, bold=True).appear((start, start + 0.3))


def each(cells: Cells) -> list[Cell]:
    """All cells, row by row."""
    return [cell for row in cells.table for cell in row]


def place(sources: Sequence[Cells], cell: Cell) -> Cell:
    """The cell with the same number among the sources."""
    return next(one for source in sources for one in each(source) if one.entry == cell.entry)


def fly(cell: Cell, start: Box, at: tuple[float, float]) -> None:
    """Let a cell come from `start` to where it is drawn."""
    cell.appear(at[0]).slide_from(start.x - cell.box.x, start.y - cell.box.y, at)
