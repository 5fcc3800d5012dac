"""Draws the unit's animation: an array and a tensor on one strip of memory, and a copy with a strip of its own.

Arrays and tensors are real: three numbers are written, and after each one all of them are looked at again. What the
cells show is what `window_on` and `copy_of` gave, and the words below are what `shares_memory` and `count_bytes` say.
One file serves both languages.
"""

from types import ModuleType

import numpy as np
import torch

from autograder.pictures import BLUE, LINE, MUTED, ORANGE, SEQUENTIAL, Arrow, Cells, Drawing, Shape, Strip, shares

PHOTO = [[10, 20, 30], [40, 50, 60]]
WIDTH, HEIGHT = 760, 432  # px, as all lengths here
CELL = 44
LEFT, MIDDLE, RIGHT = 48, 248, 580  # left edges of the array, the strips, the tensors
TOP, BELOW = 78, 288  # upper edges of the grids
LIMIT = 99
DESC = (
    "An array of shape (2, 3) and the tensor that window_on made of it point at one strip of memory, 6 bytes. copy_of "
    "fills a strip of its own with the same numbers. Then 99 is written into the array: the strip and the window show "
    "it at once, the copy does not. 7 is written into the window: the array shows it. 80 is written into the copy: "
    "nobody else notices. shares_memory(window, copy) is False. "
    "形状为 (2, 3) 的数组，和 window_on 由它得到的张量，指着同一条内存，共 6 个字节；"
    "copy_of 则用同样的数填满了自己的一条内存。"
    "接着往数组里写 99：这条内存和窗口同时变了，副本没有变。往窗口里写 7：数组也变了。往副本里写 80：谁也没有察觉。"
    "shares_memory(window, copy) 的结果是 False。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Sharing memory · 共享内存", desc=DESC, seconds=12)
    photo = np.array(PHOTO, dtype=np.uint8)
    window, copy = solution.window_on(photo), solution.copy_of(photo)
    drawing.line((24, 238), (WIDTH - 24, 238), colour=LINE, width=1)

    array = grid(drawing, photo, LEFT, TOP, "photo")
    memory = strip(drawing, photo, TOP)
    view = grid(drawing, window, RIGHT, TOP, "window = window_on(photo)")
    arrow(drawing, TOP, LEFT + 3 * CELL + 8, MIDDLE - 8)
    drawing.select(*view, arrow(drawing, TOP, RIGHT - 8, MIDDLE + 6 * CELL + 8)).appear((0.6, 1.0))
    drawing.axis(memory, "top", f"count_bytes(window) = {solution.count_bytes(window)}").appear((1.2, 1.5))

    own = strip(drawing, copy, BELOW)
    own.appear(1.7).slide_from(0, TOP - BELOW, (1.7, 2.7))
    twin = grid(drawing, copy, RIGHT, BELOW, "copy = copy_of(photo)")
    drawing.select(*twin, arrow(drawing, BELOW, RIGHT - 8, MIDDLE + 6 * CELL + 8)).appear((2.7, 3.1))

    shown = [(array[1], photo), (memory, photo), (view[1], window), (own, copy), (twin[1], copy)]
    written(drawing, "photo[0, 1] = 99", array[1], (0, 1), 3.8)
    photo[0, 1] = 99
    look_again(shown, 4.4)
    written(drawing, "window[1, 2] = 7", view[1], (1, 2), 6.2)
    window[1, 2] = 7
    look_again(shown, 6.8)
    written(drawing, "copy[1, 0] = 80", twin[1], (1, 0), 8.6)
    copy[1, 0] = 80
    look_again(shown, 9.2)

    verdict = f"shares_memory(window, copy) = {solution.shares_memory(window, copy)}"
    drawing.text(MIDDLE + 3 * CELL, BELOW + 2 * CELL + 34, verdict, size=14, code=True).appear((10.4, 10.7))
    return drawing.svg(still)


def grid(drawing: Drawing, values: np.ndarray | torch.Tensor, x: float, y: float, name: str) -> tuple[Shape, Cells]:
    """Draw a table with its name above; return the name and the cells."""
    title = drawing.text(x + 1.5 * CELL, y - 20, name, size=13, code=True, bold=True)
    return title, drawing.cells(values, x, y, size=CELL, palette=SEQUENTIAL, limit=LIMIT)


def strip(drawing: Drawing, values: np.ndarray | torch.Tensor, y: float) -> Strip:
    """Draw memory half-way between the rows of a grid that begins at y."""
    flat = values.reshape(1, -1)  # (1, 6)
    return drawing.strip(flat, MIDDLE, y + CELL / 2, size=CELL, palette=SEQUENTIAL, limit=LIMIT)


def arrow(drawing: Drawing, y: float, start: float, end: float) -> Arrow:
    """An arrow from a grid that begins at y to the strip on its height."""
    return drawing.arrow((start, y + CELL), (end, y + CELL), colour=MUTED)


def written(drawing: Drawing, line: str, cells: Cells, place: tuple[int, int], at: float) -> None:
    """Show a line of code below the grid that it writes into, and frame the cell, for 2 s from `at`."""
    box = cells.cell(*place).box
    frame = drawing.box(box.x, box.y, CELL, CELL, line=ORANGE, thick=3)
    text = drawing.text(cells.box.centre[0], cells.box.bottom + 20, line, size=13, code=True, colour=BLUE)
    drawing.select(frame, text).appear((at, at + 0.3)).vanish((at + 2.0, at + 2.2))


def look_again(shown: list[tuple[Cells, np.ndarray | torch.Tensor]], at: float) -> None:
    """Let cells show what their array or tensor holds now; those that changed blink."""
    for cells, values in shown:
        now = values.reshape(len(cells.rows), -1)  # a strip has one row
        held = [cell for row in cells.table for cell in row]
        changed = [cell for cell, n in zip(held, now.reshape(-1).tolist(), strict=True) if cell.entry != n]
        cells.become(now, (at, at + 0.3))
        for cell in changed:
            for blink in shares((at, at + 1.5), 2):
                cell.pulse(blink, by=1.25)
