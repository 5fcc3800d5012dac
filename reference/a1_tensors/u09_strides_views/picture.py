"""Draws the unit's animation: a needle jumps along a strip of memory and reads it in four ways; then one number is
written, and all four show it.

Every number comes from the reference solution's views, and every jump from their strides by `offset_of`. One file
serves both languages.
"""

from types import ModuleType

import torch

from autograder.pictures import (
    GREEN,
    INK,
    LINE,
    MUTED,
    ORANGE,
    RED,
    SEQUENTIAL,
    Cells,
    Drawing,
    Needle,
    Strip,
    shares,
    size_text,
)

WIDTH, HEIGHT = 760, 420  # px, as all lengths here
PLACE, CELL = 46, 36  # a place in memory, a cell of a view
LEFT, STRIP = 104, 76  # left and upper edge of the strip
TOP = 240  # upper edge of the views
SUM = 30  # middle of the line in which an offset is worked out
PITCH = 0.26  # s for one number
WRITTEN = 5  # the place that is written to at the end
DESC = (
    "A strip of memory holds twelve numbers. A needle jumps along it and reads them as x, of shape (3, 4) and stride "
    "(4, 1), place after place; as transpose_by_strides(x), (4, 3), in jumps of 4; as diagonal_view(x), in jumps of 5; "
    "and as the windows of the first six places, stride (1, 1), which go back again and again. The views are drawn "
    "dashed, since none of them has memory of its own. Then one number of the strip is overwritten, and all four show "
    "it at once. "
    "一条内存带子上有 12 个数，一根指针沿着它跳动，用四种方式去读："
    "x 的形状为 (3, 4)、步幅为 (4, 1)，一个位置接一个位置地读；"
    "transpose_by_strides(x) 每次跳 4 个位置；diagonal_view(x) 每次跳 5 个位置；"
    "前 6 个位置上的窗口，步幅为 (1, 1)，读完一个窗口就往回跳。视图都画成虚线，因为它们没有自己的内存。"
    "最后改写带子上的一个数，四个视图同时变了。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Strides · 步幅", desc=DESC, seconds=19, rest=18.2)
    memory = torch.arange(10.0, 22.0)  # (12,)
    x = memory.reshape(3, 4)
    strip = drawing.strip(memory, LEFT, STRIP, size=PLACE, palette=SEQUENTIAL, limit=40)
    drawing.text(LEFT - 16, STRIP + PLACE / 2, "memory", anchor="end", size=14, code=True, bold=True)
    drawing.text(LEFT - 16, STRIP + PLACE + 16, "offset", anchor="end", size=11, code=True, colour=MUTED)
    drawing.line((24, 168), (WIDTH - 24, 168), colour=LINE, width=1)
    needle = strip.needle(0, ORANGE)
    views = {
        "x": (x, 30),
        "transpose_by_strides(x)": (solution.transpose_by_strides(x), 228),
        "diagonal_view(x)": (solution.diagonal_view(x), 412),
        "row_windows(memory[:6], 4)": (solution.row_windows(memory[:6], 4), 584),
    }
    start, shown = 0.8, []
    for name, (view, left) in views.items():
        shown.append((view, read(drawing, solution, strip, needle, name, view, left, start)))
        start += view.numel() * PITCH + 0.7
    memory[WRITTEN] = 40.0
    needle.jump(WRITTEN, (start, start + 0.4))
    drawing.text(WIDTH / 2, SUM, f"memory[{WRITTEN}] = 40", size=15, code=True, colour=RED).appear(
        (start + 0.2, start + 0.5)
    )
    frame = drawing.box(LEFT + WRITTEN * PLACE + 1, STRIP + 1, PLACE - 2, PLACE - 2, line=RED, thick=3)
    frame.appear((start + 0.4, start + 0.6))
    strip.become(memory, (start + 0.6, start + 1.0))
    for view, cells in shown:
        cells.become(table_of(view), (start + 1.0, start + 1.4))
        for row, entries in zip(cells.table, table_of(view), strict=True):
            for cell, entry in zip(row, entries, strict=True):
                if entry == memory[WRITTEN]:
                    cell.pulse((start + 1.4, start + 2.0), by=1.3)
    return drawing.svg(still)


def read(
    drawing: Drawing,
    solution: ModuleType,
    strip: Strip,
    needle: Needle,
    name: str,
    view: torch.Tensor,
    left: float,
    start: float,
) -> Cells:
    """Let the needle read one view from `start` on, each number in its turn; return the view's cells."""
    table, stride = table_of(view), tuple(view.stride())
    middle = left + len(table[0]) * CELL / 2
    titles = [
        drawing.text(middle, TOP - 46, name, size=12.5, code=True, bold=True),
        drawing.text(middle, TOP - 28, size_text(view.shape), size=13, code=True),
        drawing.text(middle, TOP - 11, f"stride {size_text(stride)}", size=13, code=True, colour=MUTED),
    ]
    drawing.select(*titles).appear((start, start + 0.3))
    cells = drawing.cells(table, left, TOP, size=CELL, palette=SEQUENTIAL, limit=40, ghost=True)
    order = [cell for row in cells.table for cell in row]
    indices = list(torch.cartesian_prod(*map(torch.arange, view.shape)).reshape(view.numel(), -1).tolist())
    moments = shares((start + 0.3, start + 0.3 + view.numel() * PITCH), view.numel())
    for cell, index, (begin, end) in zip(order, indices, moments, strict=True):
        place = solution.offset_of(tuple(index), stride)
        needle.jump(place, (begin, begin + 0.6 * (end - begin)))
        worked = drawing.text(WIDTH / 2, SUM, sum_text(index, stride, place), size=15, code=True)
        worked.appear(begin).vanish(end)
        source = strip.cell(0, place).box.centre
        cell.appear(begin + 0.6 * (end - begin)).slide_from(
            source[0] - cell.box.centre[0], source[1] - cell.box.centre[1], (begin + 0.6 * (end - begin), end + 0.15)
        )
    packed = solution.is_contiguous(tuple(view.shape), stride)
    verdict = "contiguous" if packed else "not contiguous"
    note = drawing.text(middle, cells.box.bottom + 16, verdict, size=12, code=True, colour=GREEN if packed else INK)
    note.appear(moments[-1][1])
    return cells


def sum_text(index: list[int], stride: tuple[int, ...], place: int) -> str:
    """How the offset of an index comes about: "[1, 2]: 1·4 + 2·1 = 6"."""
    return f"{index}: {' + '.join(f'{i}·{step}' for i, step in zip(index, stride, strict=True))} = {place}"


def table_of(view: torch.Tensor) -> list[list[float]]:
    """A view's numbers as rows; a view with one axis is one row."""
    return view.reshape(-1, view.shape[-1]).tolist()
