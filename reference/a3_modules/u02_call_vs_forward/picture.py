"""Draws the unit's animation: a photo comes in by the door, where a listener stands, and another one by the window.

The rooms and what is written below them is what `record_shapes` lists for Tiny, the scores are what `run` answered, and
the listener is a real hook: the counts in the table are what it heard. One file serves both languages.
"""

from types import ModuleType

import torch

from autograder.pictures import (
    BLUE,
    GREEN,
    INK,
    LINE,
    MUTED,
    ORANGE,
    PAPER,
    SEQUENTIAL,
    TILE,
    Cells,
    Colour,
    Drawing,
    Selection,
    Shape,
    shares,
    size_text,
)

SHIRT = """
.......
##...##
#######
.#####.
.#####.
.#####.
.#####.
"""
WIDTH, HEIGHT = 760, 424  # px, as all lengths here
PIXEL = 6
HOUSE, TOP, BOTTOM = 190, 56, 284  # left wall, roof, floor
DOOR, WINDOW = 142, 250  # heights of their middles
ROOM, STEP = 80, 112  # a layer's room, and from one to the next
FIRST = HOUSE + 42  # left edge of the first room
COLUMNS = (290, 420, 606)  # of the table
LINES = (322, 356, 392)
DESC = (
    "A photo of a shirt comes to a house by the door, __call__. A listener stands there and hears it; then the photo "
    "passes four rooms, conv, relu, pool and head, whose own listeners write down the shapes, and ten scores come out. "
    "A second photo comes in by the window, forward: it passes the same rooms, but the listener at the door hears "
    "nothing. The table counts: one photo inside, one heard; two inside, still one heard. "
    "一张衬衫照片从门（__call__）走进房子，守在门口的监听者听到了它；"
    "接着照片经过 conv、relu、pool、head 四个房间，各房间的监听者记下形状，最后得到十个分数。"
    "第二张照片从窗户（forward）进去，经过同样的房间，门口的监听者却什么也没有听到。"
    "表里数着：进去一张，听到一张；进去两张，听到的还是一张。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Door and window · 门与窗", desc=DESC, seconds=12)
    model, heard = weighted(solution.Tiny()), []
    rows = [[float(mark == "#") for mark in line] for line in SHIRT.split()]
    small = torch.tensor(rows)  # (7, 7)
    photo = small.repeat_interleave(4, 0).repeat_interleave(4, 1)[None, None]  # (1, 1, 28, 28)
    walk = solution.record_shapes(model, photo)
    handle = model.register_forward_hook(lambda *seen: heard.append(seen))
    scores = solution.run(model, photo).detach()  # (1, 10)
    by_door = len(heard)
    model.forward(photo)
    by_window = len(heard)
    handle.remove()

    house(drawing)
    rooms = [room(drawing, FIRST + k * STEP, name) for k, (name, _) in enumerate(walk)]
    for k, ((_, shape), (_, (start, end))) in enumerate(zip(walk, passing(rooms, 2.0), strict=True)):
        x = FIRST + k * STEP + ROOM / 2
        drawing.text(x, DOOR + 56, size_text(shape), size=11.5, code=True).appear(((start + end) / 2, end))
    guard = listener(drawing, HOUSE - 18, DOOR - 46)
    answer = drawing.cells(scores.T, WIDTH - 58, DOOR - 60, size=12, numbers=False)
    named = drawing.text(WIDTH - 52, DOOR + 74, "10", size=12, code=True)
    drawing.select(answer, named).appear((5.0, 5.3))

    walked(drawing, small, rooms, DOOR, 0.3)
    note = drawing.text(HOUSE - 50, DOOR - 52, "♪", size=26, colour=GREEN, bold=True)
    if by_door:
        guard.pulse((1.2, 1.7), by=1.3)
        note.appear((1.2, 1.4)).vanish((2.4, 2.7))
    else:
        note.fade(0, 0)
    walked(drawing, small, rooms, WINDOW, 5.9)

    line(drawing, LINES[0], ("", "inside · 进去", "heard at the door · 门口听到"), MUTED, 13)
    drawing.line((60, LINES[0] + 17), (WIDTH - 60, LINES[0] + 17), colour=LINE, width=1.5)
    line(drawing, LINES[1], ("run(model, x)", "1", str(by_door)), BLUE, 15).appear((5.0, 5.3))
    line(drawing, LINES[2], ("model.forward(x)", "2", str(by_window)), ORANGE, 15).appear((10.6, 10.9))
    return drawing.svg(still)


def weighted(model: torch.nn.Module) -> torch.nn.Module:
    """The model with weights that are the same on every computer."""
    for parameter in model.parameters():
        numbers = torch.arange(parameter.numel()) * 5 % 13 - 6
        parameter.data = (numbers / 20).reshape(parameter.shape)
    return model


def house(drawing: Drawing) -> None:
    """Draw walls, a door and a window in the left one, and what they are called."""
    drawing.box(HOUSE, TOP, WIDTH - 24 - HOUSE, BOTTOM - TOP, fill=PAPER, line=INK, thick=2)
    drawing.text((HOUSE + WIDTH - 24) / 2, TOP - 18, "model", size=16, code=True, bold=True)
    for y, name, colour, below in ((DOOR, "__call__", BLUE, 38), (WINDOW, "forward", ORANGE, -34)):
        drawing.box(HOUSE - 5, y - 25, 10, 50, fill=colour, line=None, radius=3)
        drawing.text(HOUSE - 16, y + below, name, size=14, code=True, bold=True, colour=colour, anchor="end")


def room(drawing: Drawing, x: float, name: str) -> Selection:
    """Draw a layer's room with a door and a listener of its own."""
    walls = drawing.box(x, DOOR - 34, ROOM, 68, fill=TILE, line=LINE)
    door = drawing.box(x - 4, DOOR - 18, 8, 36, fill=BLUE, line=None, radius=3)
    drawing.text(x + ROOM / 2, DOOR - 52, name, size=14, code=True, bold=True)
    return drawing.select(walls, door)


def listener(drawing: Drawing, x: float, y: float) -> Shape:
    """Draw somebody who stands there."""
    return drawing.group(
        drawing.dot(x, y - 15, 8, colour=GREEN),
        drawing.box(x - 10, y - 5, 20, 26, fill=GREEN, line=None, radius=8),
    )


def passing(rooms: list[Selection], start: float) -> list[tuple[Selection, tuple[float, float]]]:
    """Each room, and when a photo passes it that enters the first one at `start`."""
    return list(zip(rooms, shares((start, start + 3.0), len(rooms)), strict=True)) if rooms else []


def walked(drawing: Drawing, small: torch.Tensor, rooms: list[Selection], height: float, start: float) -> Cells:
    """Draw a photo that comes from the left at this height, and let it pass all rooms, from `start` on."""
    half = PIXEL * len(small) / 2
    photo = drawing.cells(small, 40, height - half, size=PIXEL, palette=SEQUENTIAL, limit=1.4, numbers=False)
    photo.appear((start - 0.2, start))
    outside, inside = HOUSE - 30, HOUSE + 24  # where its middle comes to, before it enters the first room
    photo.slide(outside - 40 - half, 0, (start, start + 0.9))
    photo.slide(inside - outside, 0, (start + 0.9, start + 1.3))
    photo.slide(FIRST + ROOM / 2 + 2 - inside, DOOR - height, (start + 1.3, start + 1.7))
    for each, (begin, end) in passing(rooms, start + 1.7):
        if each is not rooms[-1]:
            photo.slide(STEP, 0, (begin + 0.35, end))
        next(iter(each)).pulse((begin, end), by=1.06)
    photo.vanish((start + 4.6, start + 4.9))
    return photo


def line(drawing: Drawing, y: float, texts: tuple[str, str, str], colour: Colour, size: float) -> Selection:
    """A line of the table."""
    return drawing.select(
        *(
            drawing.text(x, y, text, size=size, colour=colour, anchor="end" if k == 0 else "middle", code=not k)
            for k, (x, text) in enumerate(zip(COLUMNS, texts, strict=True))
            if text
        )
    )
