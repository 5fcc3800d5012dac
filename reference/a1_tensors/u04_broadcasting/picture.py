"""Draws the unit's animation: a column of means fills the missing columns; shapes that fit, and one that clashes.

Every number and shape comes from the reference solution: what was subtracted is x minus centred x, and which shapes
fit is what `broadcast_shape` says. One file serves both languages.
"""

from types import ModuleType

import torch

from autograder.pictures import (
    GREEN,
    INK,
    LINE,
    MUTED,
    PAPER,
    PINK,
    RED,
    TILE,
    Box,
    Cells,
    Colour,
    Drawing,
    Group,
    Shape,
    shown,
    size_text,
)

X = torch.tensor([[1.0, 3.0, 2.0, 2.0], [7.0, 9.0, 8.0, 4.0], [-4.0, -2.0, -6.0, 0.0]])  # (3, 4)
WIDTH, HEIGHT = 760, 456  # px, as all lengths here
CELL = 44
TOP = 92  # upper edge of the three grids
LEFT, MIDDLE, RIGHT = 88, 320, 552  # their left edges
PLATE = 46  # a tile of the tables below
LINES = (290, 336, 388)  # upper edges of a table's lines
DESC = (
    "A (3, 4) tensor minus the (3, 1) column of its row means: dashed copies of the column slide along dim 1 until "
    "there are four, then the subtraction gives a (3, 4) result. Below, shapes are lined up at the right: (3, 4) with "
    "(3, 1) and with (4,) fits; (3, 4) with (3,) does not, since 4 is not 3. "
    "形状为 (3, 4) 的张量减去由各行均值组成的 (3, 1) 列："
    "这一列的虚线副本沿 dim 1 滑开，补满四列，相减得到 (3, 4) 的结果。"
    "下方将形状靠右对齐：(3, 4) 与 (3, 1)、(4,) 都可以广播；(3, 4) 与 (3,) 不行，因为 4 ≠ 3。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Broadcasting · 广播", desc=DESC, seconds=10)
    mean = subtract(drawing, solution)
    drawing.line((24, 252), (WIDTH - 24, 252), colour=LINE, width=1)
    line_up(drawing, solution, tuple(X.shape), mean, right=216, start=1.0)
    line_up(drawing, solution, tuple(X.shape), (4,), right=446, start=5.8)
    line_up(drawing, solution, tuple(X.shape), (3,), right=708, start=6.9)
    return drawing.svg(still)


def subtract(drawing: Drawing, solution: ModuleType) -> tuple[int, ...]:
    """Draw x, the means, their copies and the result; return the shape of the means."""
    centred = solution.centre_rows(X)  # (3, 4)
    subtracted = X - centred  # (3, 4): each row its mean, four times
    mean = subtracted[:, :1]  # (3, 1)
    shape, mean_shape = tuple(X.shape), tuple(mean.shape)
    limit = float(torch.maximum(X.abs(), subtracted.abs()).max())

    def grid(values: torch.Tensor, x: float, ghost: bool = False) -> Cells:
        return drawing.cells(values, x, TOP, size=CELL, limit=limit, ghost=ghost)

    def backed(cells: Cells) -> Group:
        """With paper behind it, so that it hides what it slides over."""
        box = cells.box
        return drawing.group(drawing.box(box.x, box.y, box.width, box.height, fill=PAPER, line=None), cells)

    def title(x: float, text: str) -> Shape:
        return drawing.text(x + shape[1] * CELL / 2, TOP - 54, text, code=True, bold=True)

    for left, sign in ((MIDDLE, "−"), (RIGHT, "=")):
        drawing.text(left - 28, TOP + shape[0] * CELL / 2, sign, size=30, colour=MUTED)
        for i, j in torch.cartesian_prod(*map(torch.arange, shape)).tolist():
            drawing.box(left + j * CELL + 2, TOP + i * CELL + 2, CELL - 4, CELL - 4, fill=TILE, line=None)

    x = grid(X, LEFT)
    drawing.axis(x, "left", "dim=0")
    drawing.axis(x, "top", "dim=1")
    title(LEFT, f"x {size_text(shape)}")

    for j in range(shape[1] - 1, 0, -1):
        copy = grid(subtracted[:, j : j + 1], MIDDLE + j * CELL, ghost=True)
        copy.appear(2.5).slide_from(-j * CELL, 0, (2.5, 2.7 + 0.3 * j))
    grid(mean, MIDDLE).appear((0.5, 0.8)).slide_from(LEFT - MIDDLE + 3 * CELL, 0, (0.5, 1.1))
    title(MIDDLE, f"mean {size_text(mean_shape)}").appear((0.8, 1.1))
    drawing.axis(Box(MIDDLE, TOP, shape[1] * CELL), "top", f"×{shape[1]}").appear((3.5, 3.8))

    result = grid(X, RIGHT)
    backed(result).appear(3.9).slide_from(LEFT - RIGHT, 0, (3.9, 4.6))
    taken = backed(grid(subtracted, RIGHT, ghost=True)).appear(4.4)
    taken.slide_from(MIDDLE - RIGHT, 0, (4.4, 5.0)).vanish((5.0, 5.2))
    result.become([list(map(difference, *rows)) for rows in zip(X, subtracted, strict=True)], 4.99)
    result.become(centred, (5.7, 6.2))
    title(RIGHT, size_text(solution.broadcast_shape(shape, mean_shape))).appear((5.0, 5.3))
    return mean_shape


def line_up(
    drawing: Drawing, solution: ModuleType, a: tuple[int, ...], b: tuple[int, ...], right: float, start: float
) -> None:
    """Draw two shapes, aligned at the right, and what `broadcast_shape` makes of them, in 2 s from `start`."""
    missing = len(a) - len(b)
    left = right - len(a) * PLATE
    verdict = (start + 1.3, start + 1.7)

    def plates(shape: tuple[int, ...], x: float, y: float, ghost: bool = False) -> Cells:
        return drawing.cells([[str(n) for n in shape]], x, y, size=PLATE, ghost=ghost)

    def caption(text: str, y: float, colour: Colour = INK) -> Shape:
        return drawing.text(left - 18, y + PLATE / 2, text, anchor="end", size=14, code=True, colour=colour)

    def name(k: int) -> Shape:
        return drawing.text(left + (k + 0.5) * PLATE, LINES[0] - 12, f"dim={k}", size=11, colour=MUTED, code=True)

    names = [name(k) for k in range(len(a))]
    drawing.line((right + 5, LINES[0] + 2), (right + 5, LINES[1] + PLATE - 2), colour=LINE, width=3)
    drawing.line((left - 84, LINES[2] - 3), (right + 5, LINES[2] - 3), colour=LINE, width=1.5)
    first, second = plates(a, left, LINES[0]), plates(b, right - len(b) * PLATE, LINES[1])
    caption(size_text(a), LINES[0])
    caption(size_text(b), LINES[1]).appear((start, start + 0.3))
    second.appear((start, start + 0.3)).slide_from(48, 0, (start, start + 0.8))
    below = list(second.table[0])
    if missing:
        ones = plates((1,) * missing, left, LINES[1], ghost=True).appear((start + 0.9, start + 1.2))
        below = [*ones.table[0], *below]

    whole = outcome(solution, a, b)
    for k, (n, m) in enumerate(zip(a, (1,) * missing + b, strict=True)):
        x, joined = left + (k + 0.5) * PLATE, outcome(solution, (n,), (m,))
        if joined is None:
            drawing.select(first.cell(0, k), below[k]).paint(PINK, verdict)
            names[k].paint(RED, verdict)
            frame = drawing.box(x - PLATE / 2, LINES[0], PLATE, LINES[1] + PLATE - LINES[0], line=RED, thick=2.5)
            clash = drawing.text(x, LINES[2] + PLATE / 2, f"{n} ≠ {m}", size=17, colour=RED, bold=True)
            drawing.select(frame, clash).appear(verdict)
            clash.shake((verdict[1], verdict[1] + 0.6))
        elif whole is not None and joined[0] != m:
            below[k].pulse(verdict)
            if k == len(a) - 1:
                times = drawing.text(right + 14, LINES[1] + PLATE / 2, f"×{joined[0]}", colour=MUTED, anchor="start")
                times.appear(verdict)
    if whole is None:
        caption("ValueError", LINES[2], RED).appear(verdict)
    else:
        drawing.select(plates(whole, right - len(whole) * PLATE, LINES[2]), caption(size_text(whole), LINES[2])).appear(
            verdict
        )
        x, y = right + 16, LINES[2] + PLATE / 2
        tick = drawing.line((x, y), (x + 6, y + 6), (x + 17, y - 8), colour=GREEN, width=3)
        tick.trace((verdict[1], verdict[1] + 0.3))


def difference(n: torch.Tensor, m: torch.Tensor) -> str:
    """n − m as a cell shows it before it is worked out."""
    return f"{shown(float(n))}{'+' if m < 0 else '−'}{shown(abs(float(m)))}"


def outcome(solution: ModuleType, a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...] | None:
    """The shape that the two give together, or None if they do not fit."""
    try:
        return tuple(solution.broadcast_shape(a, b))
    except ValueError:
        return None
