"""Draws the unit's animation: a block of numbers unrolls into a ribbon, which is then cut into rows of other lengths.

Every number and shape comes from the reference solution: a cell flies to where `as_rows` and `flatten_batch` put its
number, and the shapes on the plates are those of what `add_channel`, `drop_channel` and `unflatten` return. One file
serves both languages.
"""

from types import ModuleType

import torch

from autograder.pictures import (
    GREEN,
    INK,
    PAPER,
    SEQUENTIAL,
    Box,
    Cell,
    Cells,
    Drawing,
    Shape,
    Strip,
    shares,
    size_text,
)

X = torch.arange(24).reshape(2, 3, 4)
ROW = 6  # the width that as_rows is asked for
WIDTH, HEIGHT = 760, 494  # px, as all lengths here
CELL, PLATE = 30, 38
TOP, RIBBON, TABLES = 82, 228, 340  # upper edges of block, ribbon and tables
SHEETS = (76, 236)  # left edges of the block's two sheets, once they are apart
LEFT, RIGHT = 20, 740  # edges of the ribbon
STACK = 14  # how far the front sheet stands off the one behind it
DESC = (
    "A block of shape (2, 3, 4) with the numbers 0 to 23: its two sheets slide apart, and row after row flies into one "
    "ribbon, 0 to 23 in memory order. The ribbon is cut in the middle: flatten_batch, (2, 12). It is cut after every "
    "sixth number: as_rows, (4, 6). The order never changes. Above, an axis of length 1 slips into (2, 3, 4), which "
    "gives (2, 1, 3, 4), and out again. "
    "形状为 (2, 3, 4) 的方块装着 0 到 23：两层先分开，再一行接一行地展开成一条带子，次序就是内存里的次序。"
    "把带子从正中剪开，就是 flatten_batch，形状 (2, 12)；每 6 个数剪一刀，就是 as_rows，形状 (4, 6)。数的次序始终不变。"
    "上方：长度为 1 的轴插进 (2, 3, 4)，变成 (2, 1, 3, 4)，随后又被去掉。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Reshape · 改变形状", desc=DESC, seconds=14)
    block = sheets(drawing)
    ribbon = unroll(drawing, block, solution.as_rows(X, X.numel()))
    flat, rows = solution.flatten_batch(X), solution.as_rows(X, ROW)
    cut(drawing, ribbon, flat, f"flatten_batch(x) {size_text(flat.shape)}", x=LEFT, start=5.4)
    cut(drawing, ribbon, rows, f"as_rows(x, {ROW}) {size_text(rows.shape)}", x=RIGHT - ROW * CELL, start=7.6)
    back = solution.unflatten(flat, (1, *X.shape[1:]))
    shown_back = plates(drawing, f"unflatten(…, {size_text((1, *X.shape[1:]))})", back.shape, right=380, y=440)
    drawing.select(*shown_back).appear((10.2, 10.6))
    one_more_axis(drawing, solution)
    return drawing.svg(still)


def sheets(drawing: Drawing) -> list[Cells]:
    """Draw x as a block whose front sheet slides off the one behind it."""
    behind, front = (
        drawing.cells(X[i], SHEETS[i], TOP, size=CELL, palette=SEQUENTIAL, limit=X.numel() - 1) for i in (1, 0)
    )
    backing = drawing.box(front.box.x - 2, TOP - 2, front.box.width + 4, front.box.height + 4, fill=PAPER, line=None)
    drawing.group(backing, front).slide_from(SHEETS[1] - SHEETS[0] - STACK, STACK, (0.5, 1.3))
    drawing.text(LEFT, 30, f"x {size_text(X.shape)}", anchor="start", code=True, bold=True)
    whole = Box(SHEETS[0], TOP, behind.box.right - SHEETS[0], behind.box.height)
    for of, side, label in ((front, "left", "dim=1"), (front, "top", "dim=2"), (whole, "bottom", "dim=0")):
        drawing.axis(of, side, label).appear((1.1, 1.4))
    return [front, behind]


def unroll(drawing: Drawing, block: list[Cells], ribbon: torch.Tensor) -> Strip:
    """Let the block's cells fly, row after row, to where the ribbon, of shape (1, 24), has their number."""
    title = f"as_rows(x, {X.numel()}) {size_text(ribbon.shape)}"
    drawing.text(RIGHT, RIBBON - 22, title, anchor="end", code=True, bold=True).appear((1.3, 1.6))
    strip = drawing.strip(ribbon, LEFT, RIBBON, size=CELL, palette=SEQUENTIAL, limit=X.numel() - 1)
    rows = [row for sheet in block for row in sheet.rows]
    for row, moment in zip(rows, shares((1.6, 4.9), len(rows), overlap=0.3), strict=True):
        for cell in row:
            fly(place(strip, cell), cell.box, moment)
    return strip


def cut(drawing: Drawing, ribbon: Strip, table: torch.Tensor, title: str, x: float, start: float) -> None:
    """Cut the ribbon where the table's lines break, and let its pieces down into the table, in 2 s from `start`."""
    caption = drawing.text(x, TABLES - 18, title, anchor="start", code=True, bold=True)
    cells = drawing.cells(table, x, TABLES, size=CELL, palette=SEQUENTIAL, limit=X.numel() - 1)
    caption.appear((start, start + 0.3))
    for row in cells.rows[1:]:
        edge = place(ribbon, row.shapes[0]).box.x
        knife = drawing.line((edge, RIBBON - 10), (edge, RIBBON + CELL + 8), colour=INK, width=2.5)
        knife.trace((start, start + 0.3)).vanish((start + 1.9, start + 2.1))
    for row, moment in zip(cells.rows, shares((start + 0.4, start + 1.9), len(cells.rows), overlap=0.3), strict=True):
        for cell in row:
            fly(cell, place(ribbon, cell).box, moment)


def one_more_axis(drawing: Drawing, solution: ModuleType) -> None:
    """Draw the lengths of x, of x with a channel axis, and of x without it again."""
    wide = solution.add_channel(X)  # (2, 1, 3, 4)
    narrow = solution.drop_channel(wide)  # (2, 3, 4)
    pitch = PLATE + 8
    plates(drawing, "x", X.shape, right=RIGHT, y=TOP - 48)
    caption, more = plates(drawing, "add_channel(x)", wide.shape, right=RIGHT, y=TOP - 48 + pitch)
    ones = [k for k, length in enumerate(wide.shape) if length == 1]
    caption.appear((11.0, 11.3))
    for k, cell in enumerate(more.table[0]):
        if k in ones:
            cell.appear((11.6, 11.9))
            frame = drawing.box(cell.box.x + 1, cell.box.y + 1, PLATE - 2, PLATE - 2, line=GREEN, thick=2.5)
            frame.appear((11.6, 11.9))
        else:
            cell.appear((11.0, 11.2)).slide_from(PLATE * sum(one > k for one in ones), -pitch, (11.0, 11.7))
    caption, fewer = plates(drawing, "drop_channel(…)", narrow.shape, right=RIGHT, y=TOP - 48 + 2 * pitch)
    drawing.select(caption, fewer).appear((12.4, 12.8))


def plates(drawing: Drawing, text: str, shape: tuple[int, ...], right: float, y: float) -> tuple[Shape, Cells]:
    """Draw a shape as a row of tiles that ends at `right`, with a caption before it; return both."""
    tiles = drawing.cells([[str(length) for length in shape]], right - len(shape) * PLATE, y, size=PLATE)
    caption = drawing.text(tiles.box.x - 12, y + PLATE / 2, text, anchor="end", size=13, code=True)
    return caption, tiles


def place(ribbon: Strip, cell: Cell) -> Cell:
    """The ribbon's cell with the same number."""
    return next(one for one in ribbon.table[0] if one.entry == cell.entry)


def fly(cell: Cell, start: Box, at: tuple[float, float]) -> None:
    """Let a cell come from `start` to where it is drawn."""
    cell.appear(at[0]).slide_from(start.x - cell.box.x, start.y - cell.box.y, at)
