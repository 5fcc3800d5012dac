"""Draws the unit's film: the pixels of a shirt lift off, fall apart into red, green and blue, and the sheets stack up.

Every number, shape and colour comes from the reference solution: a square of a sheet has the brightness that `to_chw`
gives it, and what lies below at the end is what `grey`, `centre_crop` and `to_hwc_uint8` make of the stack. One file
serves both languages.
"""

from types import ModuleType

import numpy as np
import torch

from autograder.pictures import (
    INK,
    MUTED,
    TILE,
    Box,
    Cells,
    Colour,
    Drawing,
    Group,
    Palette,
    Shape,
    shares,
    size_text,
)

SHIRT = (
    "...CNNNNC...",
    ".RRRCNNCRRR.",
    "RRRRRCCRRRRR",
    "RRrRRRRRRrRR",
    "YYrWWWWWWrYY",
    ",,rBBBBBBr,,",
    ",,rWWWWWWr,,",
    ",,rRRRRRRr,,",
    ",,rRRRRRRr,,",
    ";;rrrrrrrr;;",
)
DYES = {
    ".": (158, 216, 210),
    ",": (140, 202, 200),
    ";": (104, 168, 172),
    "R": (232, 76, 61),
    "r": (196, 52, 48),
    "C": (255, 226, 190),
    "N": (96, 28, 36),
    "W": (255, 246, 228),
    "B": (38, 70, 140),
    "Y": (250, 200, 66),
}
WHISPER = b"made of numbers"  # one bit for each pixel, in the least bit of its blue; the egg reads it

WIDTH, HEIGHT = 760, 584  # px, as all lengths here
CELL = 18
PICTURE = (66, 78)  # upper left corners
STACK = (492, 118)
SHEETS = ((44, 378), (272, 378), (500, 378))
DEPTH = 16  # how far a sheet of the stack stands off the one before it
LIFT = 9
RIM = 4
PIXEL = (3, 4)  # the one that is looked at: row, column
TILE_SIZE = 40  # a number of that pixel
BYTES, FLOATS = (295, 86), (295, 224)  # upper left corners of the first of its three numbers
SIZE = 8  # of the crop
NAMES = ("red · 红", "green · 绿", "blue · 蓝")
DESC = (
    "A small picture of a red shirt, (10, 12, 3): each pixel is three bytes. Its pixels lift off one after the other, "
    "and each falls apart into a red, a green and a blue square, which fly to three sheets. The sheets rise and stack "
    "up: (3, 10, 12), and the three bytes of a pixel, divided by 255, are three numbers from 0 to 1. From the stack "
    "come a grey sheet, (1, 10, 12), a square from the middle, (3, 8, 8), and the picture again, (10, 12, 3). "
    "一张红色上衣的小图像，形状 (10, 12, 3)，每个像素是三个字节。像素一个接一个地升起，各自分成红、绿、蓝三个方格，"
    "飞到三层上。三层升起，叠成 (3, 10, 12)；一个像素的三个字节除以 255，成为 0 到 1 之间的三个数。"
    "最后从这一叠里得到一层灰度 (1, 10, 12)、正中间的一块 (3, 8, 8)，以及原来的图像 (10, 12, 3)。"
)


def dyed(red: int, green: int, blue: int) -> Colour:
    """One colour on light and dark pages alike."""
    return Colour(*[f"#{red:02x}{green:02x}{blue:02x}"] * 2)


LAMPS = tuple(Palette((dyed(0, 0, 0), dyed(*rgb)), steps=255) for rgb in ((255, 0, 0), (0, 255, 0), (0, 0, 255)))
GREYS = Palette((dyed(0, 0, 0), dyed(255, 255, 255)), steps=255)
WHITE = dyed(255, 255, 255)


def shirt() -> np.ndarray:
    """The picture, (10, 12, 3): bytes."""
    img = np.array([[DYES[dye] for dye in row] for row in SHIRT], dtype=np.uint8)  # (H, W, 3)
    bits = np.unpackbits(np.frombuffer(WHISPER, dtype=np.uint8)).reshape(img.shape[:2])  # (H, W)
    img[..., 2] = img[..., 2] // 2 * 2 + bits
    return img


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="From picture to tensor · 从图像到张量", desc=DESC, seconds=17, rewind=1.0)
    img = shirt()  # (H, W, 3)
    x = solution.to_chw(img)  # (3, H, W)
    frame(drawing, img)
    pixels = drawing.photo(img, *PICTURE, size=CELL)
    show_bytes(drawing, img)
    sheets = plates(drawing, x)
    fly(pixels, [cells for cells, _ in sheets])
    stack(drawing, x, [group for _, group in sheets])
    show_floats(drawing, x)
    results(drawing, solution, x)
    return drawing.svg(still)


def caption(drawing: Drawing, text: str, x: float, y: float) -> Shape:
    """A title that begins at x."""
    return drawing.text(x, y, text, anchor="start", size=14, code=True, bold=True)


def frame(drawing: Drawing, img: np.ndarray) -> None:
    """What is there from the start: the picture's name and axes, and what stays of it when its pixels have left."""
    caption(drawing, f"img {size_text(img.shape)} {img.dtype}", PICTURE[0], 26)
    memory = drawing.photo(img, *PICTURE, size=CELL).fade(0.25, 2.2)
    drawing.axis(memory, "left", "dim=0")
    drawing.axis(memory, "top", "dim=1")


def show_bytes(drawing: Drawing, img: np.ndarray) -> None:
    """Draw the three bytes of one pixel beside the picture."""
    i, j = PIXEL
    here = ring(drawing, *PICTURE, dyed(20, 20, 20)).appear((0.4, 0.6))
    left, top = BYTES
    link = drawing.line((here.box.right + 2, here.box.centre[1]), (left - 5, top + TILE_SIZE / 2), width=1.5)
    link.trace((0.6, 0.9))
    for channel, byte in enumerate(img[i, j].tolist()):
        tile = number(drawing, byte, channel, BYTES, limit=255).appear((0.8, 1.0))
        tile.slide_from(here.box.x - tile.box.x, here.box.y - tile.box.y, (0.8, 1.5))
    row = Box(left, top, 3 * TILE_SIZE, TILE_SIZE)
    name = drawing.text(row.centre[0], 34, f"img[{i}, {j}]", size=14, code=True)
    drawing.select(drawing.axis(row, "top", "dim=2"), name).appear((1.4, 1.7))


def show_floats(drawing: Drawing, x: torch.Tensor) -> None:
    """Draw the numbers into which the pixel's bytes were turned, and where they are in the stack."""
    i, j = PIXEL
    left, top = FLOATS
    row = Box(left, top, 3 * TILE_SIZE, TILE_SIZE)
    start, end = (row.centre[0], BYTES[1] + TILE_SIZE + 8), (row.centre[0], top - 8)
    drawing.arrow(start, end, colour=MUTED).trace((9.0, 9.4))
    drawing.text(start[0] + 14, (start[1] + end[1]) / 2, "÷ 255", anchor="start", code=True).appear((9.0, 9.3))
    for channel, level in enumerate(x[:, i, j].tolist()):
        tile = number(drawing, level, channel, FLOATS, limit=1).appear((9.4, 9.6))
        tile.slide_from(0, BYTES[1] - top, (9.4, 10.1))
    name = drawing.text(row.centre[0], row.bottom + 50, f"x[:, {i}, {j}]", size=14, code=True)
    drawing.select(drawing.axis(row, "bottom", "dim=0"), name).appear((9.9, 10.2))
    here = STACK[0] + j * CELL - 2, STACK[1] + (i + 0.5) * CELL
    drawing.line(here, (row.right + 5, row.centre[1]), width=1.5).trace((9.8, 10.1))


def number(drawing: Drawing, value: float, channel: int, corner: tuple[float, float], limit: float) -> Cells:
    """A tile with one number of a pixel, in the light of its channel."""
    x = corner[0] + channel * TILE_SIZE
    return drawing.cells([[value]], x, corner[1], size=TILE_SIZE, palette=LAMPS[channel], limit=limit)


def ring(drawing: Drawing, x: float, y: float, colour: Colour) -> Shape:
    """A frame around the pixel that is looked at, in a picture whose corner is at (x, y)."""
    i, j = PIXEL
    return drawing.box(x + j * CELL, y + i * CELL, CELL, CELL, line=colour, thick=2, radius=2)


def plates(drawing: Drawing, x: torch.Tensor) -> list[tuple[Cells, Group]]:
    """Draw the three sheets, each with a rim; the last one first, so that the first one lies in front."""
    drawn = []
    for c in reversed(range(len(x))):
        left, top = SHEETS[c]
        cells = drawing.cells(x[c], left, top, size=CELL, palette=LAMPS[c], limit=1, numbers=False)
        box = cells.box
        width, height = box.width + 2 * RIM, box.height + 2 * RIM
        colour = LAMPS[c].stops[1].mix(MUTED, 0.4)
        plate = drawing.box(box.x - RIM, box.y - RIM, width, height, fill=TILE, line=colour, radius=5)
        here = ring(drawing, left, top, WHITE).appear((6.6, 6.8))
        sheet = drawing.group(plate, cells, here).appear((1.8, 2.1))
        name = drawing.text(box.centre[0], top - 20, NAMES[c], size=14, bold=True, colour=colour.mix(INK, 0.4))
        name.appear((1.8, 2.1)).vanish((7.0, 7.3))
        drawn.append((cells, sheet))
    return drawn[::-1]


def fly(pixels: Cells, sheets: list[Cells]) -> None:
    """Let the pixels lift off in a slanting wave, and let three squares fly from each of them to the sheets."""
    height, width = len(pixels.table), len(pixels.table[0])
    waves = shares((2.3, 6.5), height + width - 1, overlap=0.89)
    for i, row in enumerate(pixels.table):
        for j, pixel in enumerate(row):
            start, end = waves[height - 1 - i + j]
            up = start + 0.3
            pixel.slide(0, -LIFT, (start, up)).vanish((up, up + 0.15))
            for sheet in sheets:
                cell = sheet.cell(i, j).appear(up)
                cell.slide_from(pixel.box.x - cell.box.x, pixel.box.y - LIFT - cell.box.y, (up, end))


def stack(drawing: Drawing, x: torch.Tensor, sheets: list[Group]) -> None:
    """Let the sheets rise and stack up, the last one first."""
    last = len(sheets) - 1
    for c, sheet in enumerate(sheets):
        start = 7.0 + 0.3 * (last - c)
        goal = STACK[0] + c * DEPTH, STACK[1] - c * DEPTH
        sheet.slide(goal[0] - SHEETS[c][0], goal[1] - SHEETS[c][1], (start, start + 1.2))
    front = Box(*STACK, x.shape[2] * CELL, x.shape[1] * CELL)
    back = last * DEPTH
    dims = [drawing.axis(front, "left", "dim=1", gap=14), drawing.axis(front, "bottom", "dim=2", gap=14)]
    start, end = (front.x - 10, front.y - 12), (front.x - 10 + back, front.y - 12 - back)
    dims.append(drawing.line(start, end, colour=MUTED, width=1.5))
    middle = (start[0] + end[0]) / 2 - 8, (start[1] + end[1]) / 2 - 2
    dims.append(drawing.text(*middle, "dim=0", size=13, colour=MUTED, anchor="end", code=True))
    title = caption(drawing, f"x {size_text(x.shape)} {str(x.dtype).removeprefix('torch.')}", STACK[0], 26)
    drawing.select(title, *dims).appear((8.5, 8.8))


def results(drawing: Drawing, solution: ModuleType, x: torch.Tensor) -> None:
    """Draw what the other functions make of the stack."""
    grey, crop, back = solution.grey(x), solution.centre_crop(x, SIZE), solution.to_hwc_uint8(x)
    sheets = (
        drawing.cells(grey[0], *SHEETS[0], size=CELL, palette=GREYS, limit=1, numbers=False),
        drawing.photo(solution.to_hwc_uint8(crop), *SHEETS[1], size=CELL),
        drawing.photo(back, *SHEETS[2], size=CELL),
    )
    titles = (
        f"grey(x) {size_text(grey.shape)}",
        f"centre_crop(x, {SIZE}) {size_text(crop.shape)}",
        f"to_hwc_uint8(x) {size_text(back.shape)}",
    )
    for cells, title, (left, top), start in zip(sheets, titles, SHEETS, (10.6, 11.8, 13.0), strict=True):
        cells.appear((start, start + 0.3)).slide_from(STACK[0] - left, STACK[1] - top, (start, start + 1.1))
        text = drawing.text(left, top - 20, title, anchor="start", size=12, code=True, bold=True)
        text.appear((start + 0.9, start + 1.2))
