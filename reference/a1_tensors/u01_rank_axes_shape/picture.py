"""Draws the unit's animation: a batch is opened one axis at a time, until a single pixel is left.

Every number comes from the reference solution: `first_picture` opens the batch, and ranks, shapes, letters and counts
are what `rank`, `length_of_axis`, `name_axes` and `n_elements_from_shape` say of each tensor. One file serves both
languages.
"""

from types import ModuleType
from typing import NamedTuple

import torch

from autograder.pictures import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    ORANGE,
    PAPER,
    RED,
    TILE,
    Box,
    Cells,
    Drawing,
    Palette,
    Selection,
    Shape,
)

SHIRT = torch.tensor(
    [
        [0, 6, 6, 0, 6, 6, 0],
        [6, 6, 6, 6, 6, 6, 6],
        [6, 0, 9, 9, 9, 0, 6],
        [0, 0, 6, 6, 6, 0, 0],
        [0, 0, 6, 6, 6, 0, 0],
    ]
)  # (5, 7): ground, cloth, stripe
CLOTH = torch.tensor([[8, 5, 1], [1, 4, 7]])  # (2, 3): red, green and blue of each photo's cloth
BATCH = torch.where(SHIRT == 6, CLOTH[:, :, None, None], SHIRT)  # (2, 3, 5, 7)
WHERE = (0, 1, 2, 4)  # the pixel that is looked for; first_picture takes the first step
SHEETS = tuple(Palette((TILE, colour)) for colour in (RED, GREEN, BLUE))
WIDTH, HEIGHT = 760, 532  # px, as all lengths here
LEFT, MIDDLE, RIGHT = 24, 390, 736  # left edge of the code, middle of the boxes, right edge of the shapes
TOPS = (46, 148, 250, 392, 460)  # upper edges of the five frames
SIZES = (7, 10, 20, 26, 36)  # a pixel, from the batch down to itself
PAD, GAP = 8, 10  # between a frame and what is in it; between neighbours
PLATE = 32  # a tile of the shapes
STARTS = (1.0, 3.4, 5.8, 8.2)  # when a box is chosen, in seconds
LIGHT = 10.8  # when the pixel lights up everywhere


class Level(NamedTuple):
    """A tensor as a box of boxes.

    Attributes:
        frame: its outline.
        parts: what lies along its first axis.
        pixel: where it shows the pixel that is looked for.
        all: everything that was drawn.
    """

    frame: Box
    parts: list[Shape | Selection]
    pixel: Box
    all: list[Shape]


DESC = (
    "A batch of shape (2, 3, 5, 7): two photos of a shirt, each of three colour sheets. It is opened box by box. "
    "batch[0] is the first photo, (3, 5, 7), rank 3; batch[0, 1] its green sheet, (5, 7), rank 2; batch[0, 1, 2] a row "
    "of that, (7,), rank 1; batch[0, 1, 2, 4] one number, shape (), rank 0. Each number in the brackets takes one axis "
    "away. In the end that pixel is framed in all five. "
    "形状为 (2, 3, 5, 7) 的小批量：两张衬衫照片，每张有三个颜色层。盒子一层一层打开："
    "batch[0] 是第一张照片，(3, 5, 7)，秩为 3；batch[0, 1] 是其中的绿色层，(5, 7)，秩为 2；"
    "batch[0, 1, 2] 是其中的一行，(7,)，秩为 1；batch[0, 1, 2, 4] 是一个数，形状 ()，秩为 0。"
    "方括号里每多一个数，就少一个轴。最后，这个像素在五层里都被框了出来。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Rank, axes, shape · 秩、轴、形状", desc=DESC, seconds=14)
    photo = solution.first_picture(BATCH)  # (3, 5, 7)
    tensors = [BATCH, photo, photo[WHERE[1]], photo[WHERE[1:3]], photo[WHERE[1:]]]
    levels = [boxes(drawing, x, TOPS[k], SIZES[k]) for k, x in enumerate(tensors)]
    for k, (x, level) in enumerate(zip(tensors, levels, strict=True)):
        words = describe(drawing, solution, x, k)
        if k > 0:
            opened = (STARTS[k - 1] + 0.7, STARTS[k - 1] + 1.3)
            drawing.select(*level.all, *words).appear(opened).slide_from(0, -24, opened)
        if k < len(STARTS):
            choose(drawing, level, WHERE[k], levels[k + 1].frame, STARTS[k])
        box, corner = level.pixel, min(5, SIZES[k] / 4)
        light = drawing.box(box.x - 1, box.y - 1, box.width + 2, box.height + 2, line=ORANGE, thick=2.5, radius=corner)
        light.appear((LIGHT, LIGHT + 0.3)).pulse((LIGHT + 0.3, LIGHT + 1.1), by=1.3)
    return drawing.svg(still)


def boxes(drawing: Drawing, x: torch.Tensor, top: float, size: float) -> Level:
    """Draw a tensor of at most four axes in a frame; a pixel is `size` wide."""
    height = PAD * 2 + size * (x.shape[-2] if x.dim() > 1 else 1)
    if x.dim() < 4:
        width = width_of(x, size) + 2 * PAD
        frame = drawing.box(MIDDLE - width / 2, top, width, height, fill=PAPER)
        grids = sheets(drawing, x, frame.box.x + PAD, top + PAD, size)
        shown = grids[WHERE[1] if x.dim() == 3 else 0]
        i, j = WHERE[2] if x.dim() > 1 else 0, WHERE[3] if x.dim() > 0 else 0
        parts = grids if x.dim() == 3 else shown.rows if x.dim() == 2 else list(shown.table[0])
        return Level(frame.box, parts, shown.cell(i, j).box, [frame, *grids])
    each = width_of(x[0], size) + 2 * PAD
    width = len(x) * (each + GAP) - GAP + 2 * PAD
    frame = drawing.box(MIDDLE - width / 2, top, width, height + 2 * PAD, fill=TILE)
    photos, pixels = [], []
    for i, photo in enumerate(x):
        left = frame.box.x + PAD + i * (each + GAP)
        inner = drawing.box(left, top + PAD, each, height, fill=PAPER)
        grids = sheets(drawing, photo, left + PAD, top + 2 * PAD, size)
        photos.append(drawing.group(inner, *grids))
        pixels.append(grids[WHERE[1]].cell(WHERE[2], WHERE[3]).box)
    return Level(frame.box, photos, pixels[WHERE[0]], [frame, *photos])


def sheets(drawing: Drawing, x: torch.Tensor, left: float, top: float, size: float) -> list[Cells]:
    """Draw the sheets of a photo side by side, each in its colour, or the one that x itself is or belongs to."""
    alone = x.dim() < 3
    pitch = x.shape[-1] * size + GAP if x.dim() else 0
    return [
        drawing.cells(
            sheet, left + i * pitch, top, size=size, palette=SHEETS[WHERE[1] if alone else i], limit=9, numbers=alone
        )
        for i, sheet in enumerate([x] if alone else x)
    ]


def width_of(x: torch.Tensor, size: float) -> float:
    """How wide the sheets of x are, side by side."""
    line = size * (x.shape[-1] if x.dim() else 1)
    return line if x.dim() < 3 else len(x) * (line + GAP) - GAP


def choose(drawing: Drawing, level: Level, index: int, below: Box, start: float) -> None:
    """Mark one part of a level, let its neighbours fade, and draw the lines along which it will open."""
    part = level.parts[index].box
    for other in level.parts[:index] + level.parts[index + 1 :]:
        other.fade(0.25, (start, start + 0.5))
    mark = drawing.box(part.x - 2, part.y - 2, part.width + 4, part.height + 4, line=ORANGE, thick=2.5)
    mark.appear((start, start + 0.3))
    for x, there in ((part.x, below.x), (part.right, below.right)):
        line = drawing.line((x, part.bottom + 2), (there, below.y), colour=ORANGE, width=1.5)
        line.trace((start + 0.3, start + 0.8))


def describe(drawing: Drawing, solution: ModuleType, x: torch.Tensor, level: int) -> list[Shape]:
    """Write a tensor's index and rank to the left of its boxes, its shape and how many numbers it has to the right."""
    middle = TOPS[level] + SIZES[level] * (x.shape[-2] if x.dim() > 1 else 1) / 2 + PAD * (2 if level == 0 else 1)
    code = "batch" + (str(list(WHERE[:level])) if level else "")
    rank = drawing.text(LEFT, middle - 12, f"rank {solution.rank(x)}", size=13, colour=MUTED, anchor="start")
    name = drawing.text(LEFT, middle + 8, code, anchor="start", code=True, bold=True)
    shape = tuple(solution.length_of_axis(x, axis) for axis in range(solution.rank(x)))
    count = str(solution.n_elements_from_shape(shape))
    if len(shape) > 1:
        count = f"{' · '.join(map(str, shape))} = {count}"
    words = [rank, name]
    if shape:
        tiles = drawing.cells([[str(length) for length in shape]], RIGHT - PLATE * len(shape), middle - 20, size=PLATE)
        words.append(tiles)
    else:
        words.append(drawing.text(RIGHT, middle - 4, "()", anchor="end", code=True, bold=True))
    words.append(drawing.text(RIGHT, middle + 24, count, size=12, colour=MUTED, anchor="end"))
    if x.dim() > 2:
        letters = solution.name_axes(x)
        words += [
            drawing.text(tile.box.centre[0], middle - 30, letter, size=13, colour=INK, code=True, bold=True)
            for letter, tile in zip(letters, tiles.table[0], strict=True)
        ]
    return words
