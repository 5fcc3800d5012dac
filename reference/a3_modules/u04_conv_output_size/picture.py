"""Draws the unit's animation: a window slides over a padded picture, each sum drops into the next sheet, which grows.

Below, a photo of the shirt walks through SmallCNN, one shape after the other. All numbers and shapes come from the
reference solution: the sums from `conv2d`, the number of places from `out_size`, the walk from `shape_walk`.
"""

from types import ModuleType

import torch

from autograder.pictures import BLUE, INK, LINE, MUTED, ORANGE, PAPER, TILE, Drawing, shares

X = torch.tensor(
    [
        [1.0, 0.0, 0.0, 1.0, 3.0],
        [0.0, 4.0, 1.0, 2.0, 1.0],
        [2.0, 1.0, 3.0, 0.0, 2.0],
        [1.0, 0.0, 2.0, 5.0, 1.0],
        [3.0, 1.0, 1.0, 0.0, 4.0],
    ]
)
KERNEL = torch.tensor([[0.0, 1.0, 0.0], [1.0, 2.0, -1.0], [0.0, -1.0, 0.0]])
STRIDE, PADDING = 2, 1
LIMIT = 8.0  # the number that gets the palette's end colour, in all grids
LAYERS = [
    {"kind": "conv", "out": 8, "k": 3, "s": 1, "p": 1},
    {"kind": "pool", "k": 2},
    {"kind": "conv", "out": 16, "k": 3, "s": 1, "p": 1},
    {"kind": "pool", "k": 2},
    {"kind": "flatten"},
    {"kind": "linear", "out": 10},
]
NAMES = ("photo", "conv1", "pool", "conv2", "pool", "flatten", "head")

WIDTH, HEIGHT = 760, 500  # px, as all lengths here
CELL = 38
TOP, LEFT = 62, 34  # upper left corner of the padded picture
KERNEL_LEFT, KERNEL_TOP = 362, TOP + 2 * CELL
SHEET_LEFT, SHEET_TOP = 566, TOP + 2 * CELL
LINE_Y, WALK_TOP = 374, 398
FIRST, LAST = 0.8, 8.0  # seconds: the window's first and last moment
DESC = (
    "A 5 x 5 picture with a border of zeros; a window of 3 x 3 moves over it by two, and at each place the sum of its "
    "products with the kernel drops into a new sheet, which grows to 3 x 3. Below, a photo walks through SmallCNN: "
    "1x28x28, 8x28x28, 8x14x14, 16x14x14, 16x7x7, 784, 10. "
    "5 x 5 的图像外面有一圈零，3 x 3 的窗口每次移动两格；在每个位置，窗口与卷积核对应相乘再求和，"
    "结果落到新的一张图里，逐渐填满 3 x 3。下方是一张照片走过 SmallCNN 时的形状："
    "1x28x28、8x28x28、8x14x14、16x14x14、16x7x7、784、10。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Convolution · 卷积", desc=DESC, seconds=13)
    slide(drawing, solution)
    drawing.line((24, LINE_Y), (WIDTH - 24, LINE_Y), colour=LINE, width=1)
    walk(drawing, solution)
    return drawing.svg(still)


def slide(drawing: Drawing, solution: ModuleType) -> None:
    """Draw the picture with its border, the kernel, the window that slides, and the sheet that grows."""
    n, k = X.shape[0], KERNEL.shape[0]
    places = solution.out_size(n, k, s=STRIDE, p=PADDING)
    sums = solution.conv2d(X[None, None], KERNEL[None, None], None, stride=STRIDE, padding=PADDING)[0, 0]
    whole = n + 2 * PADDING

    border = drawing.cells(torch.zeros(whole, whole), LEFT, TOP, size=CELL, limit=LIMIT, ghost=True)
    inside = LEFT + PADDING * CELL, TOP + PADDING * CELL
    drawing.box(*inside, n * CELL, n * CELL, fill=PAPER, line=None, radius=0)
    drawing.cells(X, *inside, size=CELL, limit=LIMIT)
    drawing.axis(border, "top", f"n + 2p = {n} + 2·{PADDING} = {whole}")

    kernel = drawing.cells(KERNEL, KERNEL_LEFT, KERNEL_TOP, size=CELL, limit=LIMIT)
    drawing.axis(kernel, "top", f"k = {k}")
    drawing.text(KERNEL_LEFT - 26, KERNEL_TOP + k * CELL / 2, "×", size=28, colour=MUTED)
    drawing.text(KERNEL_LEFT + k * CELL + 42, KERNEL_TOP + k * CELL / 2, "=", size=28, colour=MUTED)

    for i in range(places):
        for j in range(places):
            x, y = SHEET_LEFT + j * CELL, SHEET_TOP + i * CELL
            drawing.box(x + 2, y + 2, CELL - 4, CELL - 4, fill=TILE, line=None)
    sheet = drawing.cells(sums, SHEET_LEFT, SHEET_TOP, size=CELL, limit=LIMIT)
    counted = f"out_size({n}, {k}, {STRIDE}, {PADDING}) = {places}"
    drawing.axis(sheet, "top", counted).appear((LAST + 0.1, LAST + 0.5))

    window = drawing.box(LEFT, TOP, k * CELL, k * CELL, line=ORANGE, thick=3.5, radius=5)
    place = (0, 0)
    windows = shares((FIRST, LAST), sums.numel())
    for number, (start, end) in enumerate(windows):
        to = divmod(number, sums.shape[1])
        moved = start + 0.3
        if to != place:
            window.slide((to[1] - place[1]) * STRIDE * CELL, (to[0] - place[0]) * STRIDE * CELL, (start, moved))
            place = to
        cell = sheet.cell(*to)
        from_x = LEFT + (to[1] * STRIDE + k / 2) * CELL - (SHEET_LEFT + (to[1] + 0.5) * CELL)
        from_y = TOP + (to[0] * STRIDE + k / 2) * CELL - (SHEET_TOP + (to[0] + 0.5) * CELL)
        cell.appear((moved, moved + 0.1)).slide_from(from_x, from_y, (moved, end))


def walk(drawing: Drawing, solution: ModuleType) -> None:
    """Draw the shapes of SmallCNN as sheets that get smaller and more, one after the other."""
    shapes = [(1, 28, 28), *solution.shape_walk(LAYERS, (1, 28, 28))]
    step = (WIDTH - 48) / len(shapes)
    moments = shares((LAST + 0.8, LAST + 3.4), len(shapes))
    for number, (shape, name, (start, _)) in enumerate(zip(shapes, NAMES, moments, strict=True)):
        x = 24 + (number + 0.5) * step
        parts = [
            drawing.text(x, WALK_TOP, name, size=13, code=True, colour=MUTED),
            drawing.text(x, HEIGHT - 20, "×".join(map(str, shape)), size=14, code=True),
        ]
        middle = (WALK_TOP + HEIGHT - 20) / 2
        if len(shape) == 3:
            side, spread = shape[1] * 1.4, 1.7 * (shape[0] - 1)
            for sheet in reversed(range(shape[0])):
                left, top = x - (side + spread) / 2 + sheet * 1.7, middle - (side - spread) / 2 - sheet * 1.7
                parts.append(drawing.box(left, top, side, side, fill=PAPER, line=BLUE, thick=1.2, radius=2))
        else:
            height = 46 if shape[0] > 100 else 20
            parts.append(drawing.box(x - 4, middle - height / 2, 8, height, fill=PAPER, line=BLUE, thick=1.2, radius=2))
        if number:
            parts.append(drawing.arrow((x - step / 2 - 7, middle), (x - step / 2 + 7, middle), colour=INK, width=1.5))
        drawing.select(*parts).appear((start, start + 0.25))
