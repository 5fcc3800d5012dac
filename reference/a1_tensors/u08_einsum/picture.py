"""Draws the unit's animation: colours become grey where the letter c meets itself; below, equal letters in a table.

Every number comes from the reference solution: the weighted colours and the table are what `outer` gives, the grey
picture and the last sum what `matmul` gives. One file serves both languages.
"""

from types import ModuleType

import torch

from autograder.pictures import (
    BLUE,
    INK,
    LINE,
    MUTED,
    ORANGE,
    PAPER,
    SEQUENTIAL,
    Cell,
    Cells,
    Colour,
    Drawing,
    shares,
    size_text,
)

PHOTO = torch.tensor(
    [
        [[8.0, 8.0, 0.0, 4.0], [8.0, 4.0, 0.0, 0.0]],
        [[2.0, 0.0, 4.0, 6.0], [4.0, 2.0, 2.0, 8.0]],
        [[0.0, 4.0, 8.0, 0.0], [4.0, 0.0, 4.0, 8.0]],
    ]
)  # (3, 2, 4)
WEIGHTS = torch.tensor([0.25, 0.5, 0.25])  # (3,)
A, B = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([4.0, 1.0, 2.0])  # (3,), (3,)
WIDTH, HEIGHT = 760, 466  # px, as all lengths here
CELL, LETTER, WIDE = 32, 30, 40  # a pixel, a tile with a letter, a cell of the lower half
ACROSS = 4 * CELL  # the width of one channel
SHEETS, GREY = (60, 228, 396), 572  # left edges of the three channels and of the grey picture
TOP, WEIGHT_TOP = 140, 84  # upper edges of the pictures and of the weights
TABLE, DIAGONAL, SUM = 112, 388, 600  # left edges in the lower half
LOW = 322  # upper edge of the table
GLOW, CALM = ORANGE.mix(PAPER, 0.6), BLUE.mix(PAPER, 0.75)  # a letter that is summed over, one that stays
DESC = (
    "einsum chw,c->hw turns a photo of shape (3, 2, 4) grey: the letter c glows where it stands twice, each weight "
    "drops onto its channel and multiplies it, and since c is missing behind the arrow, the three channels are "
    "added up, pixel by pixel, to one picture of shape (2, 4). Below, two vectors with letters i and j make a table of "
    "all products; one letter for both, i,i->i, picks its diagonal, and i,i-> adds the diagonal up. "
    "einsum 的 chw,c->hw 把形状为 (3, 2, 4) 的照片变成灰度图：字母 c 出现两次，在相遇处发亮，"
    "每个权重落到自己的通道上与之相乘；箭头后面没有 c，于是三个通道逐像素相加，得到形状为 (2, 4) 的图像。"
    "下方：两个向量分别用字母 i 和 j，得到全部乘积组成的表；"
    "两者共用一个字母时，i,i->i 取出对角线，i,i-> 把对角线加起来。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Einsum · 爱因斯坦求和", desc=DESC, seconds=14)
    to_grey(drawing, solution)
    drawing.line((24, 254), (WIDTH - 24, 254), colour=LINE, width=1)
    same_letters(drawing, solution)
    return drawing.svg(still)


def to_grey(drawing: Drawing, solution: ModuleType) -> None:
    """Draw the three channels, their weights and what the two become."""
    tiles = equation(drawing, ("chw", "c"), "hw", SHEETS[0], 24)
    glow([tile for name, tile in tiles if name == "c"], GLOW, (1.0, 1.6))
    glow([tile for name, tile in tiles if name != "c"], CALM, (3.4, 3.8))
    pixels = PHOTO.flatten(1)  # (3, 8)
    grey = solution.matmul(WEIGHTS[None], pixels).reshape(PHOTO.shape[1:])  # (2, 4)
    sheets = [weigh(drawing, solution, c) for c in range(len(PHOTO))]
    answer = grid(drawing, grey, GREY)
    for left, right in ((*SHEETS[:2],), (*SHEETS[1:],), (SHEETS[2], GREY)):
        sign = drawing.text(
            (left + ACROSS + right) / 2, TOP + CELL, "=" if right == GREY else "+", size=22, colour=MUTED
        )
        sign.appear((3.1, 3.4))
    drawing.axis(sheets[0], "left", "h")
    drawing.axis(sheets[0], "bottom", "w")
    title = drawing.text(GREY + ACROSS / 2, TOP - 14, size_text(grey.shape), size=13, code=True)
    drawing.select(drawing.axis(answer, "right", "h"), drawing.axis(answer, "bottom", "w"), title).appear((3.4, 3.8))
    rows, columns = grey.shape
    for n, (start, end) in enumerate(shares((3.8, 6.2), rows * columns)):
        here = divmod(n, columns)
        drawing.select(*(sheet.cell(*here) for sheet in sheets)).pulse((start, end), by=1.25)
        answer.cell(*here).appear((start, end))


def weigh(drawing: Drawing, solution: ModuleType, c: int) -> Cells:
    """Draw channel c, and let its weight drop onto it."""
    sheet = grid(drawing, PHOTO[c], SHEETS[c])
    weighted = solution.outer(WEIGHTS[c : c + 1], PHOTO[c].flatten()).reshape(PHOTO.shape[1:])  # (2, 4)
    middle = SHEETS[c] + ACROSS / 2
    drawing.text(SHEETS[c] + 16, TOP - 14, f"c={c}", size=13, colour=MUTED, code=True)
    drawing.text(middle - 30, WEIGHT_TOP + CELL / 2, "×", size=18, colour=MUTED).vanish((2.0, 2.3))
    weight = drawing.cells(WEIGHTS[c : c + 1], middle - CELL / 2, WEIGHT_TOP, size=CELL, palette=SEQUENTIAL, limit=1)
    weight.pulse((1.0, 1.6)).slide(0, TOP - WEIGHT_TOP, (2.0, 2.6)).vanish((2.6, 2.9))
    sheet.become(weighted, (2.5, 3.1))
    return sheet


def same_letters(drawing: Drawing, solution: ModuleType) -> None:
    """Draw two vectors, the table of all their products, its diagonal, and the diagonal's sum."""
    products, total = solution.outer(A, B), solution.matmul(A[None], B[:, None])  # (3, 3), (1, 1)
    limit = float(products.abs().max())

    def cells(values: object, x: float, y: float) -> Cells:
        return drawing.cells(values, x, y, size=WIDE, palette=SEQUENTIAL, limit=limit)

    column = cells(A[:, None], TABLE - WIDE - 12, LOW)
    row = cells(B, TABLE, LOW - WIDE - 8)
    drawing.axis(column, "left", "i")
    drawing.axis(row, "right", "j")
    table = cells(products, TABLE, LOW)
    for n, line in enumerate(table.rows):
        line.appear((6.6 + 0.5 * n, 7.0 + 0.5 * n))
        column.table[n][0].pulse((6.5 + 0.5 * n, 7.0 + 0.5 * n))

    tiles = equation(drawing, ("i", "i"), "i", DIAGONAL - 40, LOW - 48)
    drawing.select(*(tile for _, tile in tiles)).pulse((8.4, 9.0))
    glow([tile for _, tile in tiles], CALM, (8.4, 9.0))
    tiles = equation(drawing, ("i", "i"), "", SUM - 32, LOW - 48)
    glow([tile for _, tile in tiles], GLOW, (10.4, 11.0))
    for n in range(len(A)):
        place = table.cell(n, n).box
        drawing.box(place.x + 1, place.y + 1, WIDE - 2, WIDE - 2, line=ORANGE, thick=2.5).appear((8.4, 8.8))
        entry = cells(products[n : n + 1, n : n + 1], DIAGONAL, LOW + n * WIDE)
        entry.appear(9.0).slide_from(place.x - DIAGONAL, 0, (9.0, 9.8))
        copy = cells(products[n : n + 1, n : n + 1], SUM, LOW + WIDE)
        copy.appear(11.0).slide_from(DIAGONAL - SUM, (n - 1) * WIDE, (11.0, 11.9)).vanish((11.9, 12.2))
    cells(total, SUM, LOW + WIDE).appear((11.8, 12.2))


def equation(drawing: Drawing, groups: tuple[str, ...], answer: str, x: float, y: float) -> list[tuple[str, Cell]]:
    """Write einsum's string with a tile for each letter; return the letters and their tiles."""
    tiles: list[tuple[str, Cell]] = []
    middle = y + LETTER / 2
    for place, group in enumerate((*groups, answer)):
        if place:
            mark, gap = ("->", 34) if place == len(groups) else (",", 14)
            drawing.text(x + gap / 2, middle, mark, size=18, colour=INK, code=True)
            x += gap
        if group:
            written = drawing.cells([list(group)], x, y, size=LETTER)
            tiles += zip(group, written.table[0], strict=True)
            x = written.box.right
    return tiles


def glow(tiles: list[Cell], colour: Colour, at: tuple[float, float]) -> None:
    """Let tiles with letters light up."""
    for tile in tiles:
        tile.paint(colour, at)


def grid(drawing: Drawing, values: torch.Tensor, x: float) -> Cells:
    """One channel of a picture."""
    return drawing.cells(values, x, TOP, size=CELL, palette=SEQUENTIAL, limit=float(PHOTO.max()))
