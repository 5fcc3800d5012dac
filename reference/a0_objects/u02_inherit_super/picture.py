"""Draws the unit's animation: three classes as Russian dolls that open from outside in; a number goes in, and its
answer comes out again, changed a little by each doll that it passes.

All numbers come from the solution: the answers of a Layer, a Scale and a ScaleThenShift, and the history of the last.
One file serves both languages.
"""

from types import ModuleType

from autograder.pictures import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    SEQUENTIAL,
    Box,
    Cells,
    Drawing,
    Shape,
)

FACTOR, SHIFT, NUMBER = 2.0, 3.0, 10.0
WIDTH, HEIGHT = 760, 400  # px, as all lengths here
DOLLS = (Box(64, 44, 632, 276), Box(192, 88, 376, 204), Box(314, 130, 132, 142))  # the outer one first
NAMES = (f"ScaleThenShift({FACTOR}, {SHIFT})", f"Scale({FACTOR})", "Layer()")
COLOURS = (BLUE, ORANGE, GREEN)
OPENS = (1.0, 2.9, 4.8)  # s, when each doll opens
CELL = 44
LANE = 192  # the height at which the number travels
HISTORY = (329, 246)  # left end and height of the history
STOPS = (10, 106, 231, 358, 485, 610, 706)  # left edges of the number on its way
DESC = (
    "A ScaleThenShift is drawn as a Russian doll. layer.forward(10.0) opens it: inside is a Scale, and inside that a "
    "Layer. The number 10 goes in from doll to doll, each time by super().forward(x). The innermost, the Layer, writes "
    "10 into the history. On the way out the Scale makes 20 of it, and the ScaleThenShift makes 23. "
    "一个 ScaleThenShift 画成了俄罗斯套娃。layer.forward(10.0) 把它打开：里面是 Scale，再里面是 Layer。"
    "数 10 一层一层往里走，每次都靠 super().forward(x)。最里面的 Layer 把 10 写进历史记录。"
    "往外走的时候，Scale 把它变成 20，ScaleThenShift 再把它变成 23。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Inherit and super · 继承与 super", desc=DESC, seconds=12)
    layer = solution.ScaleThenShift(FACTOR, SHIFT)
    whole = layer.forward(NUMBER)
    middle, inner = solution.Scale(FACTOR).forward(NUMBER), solution.Layer().forward(NUMBER)

    for k in range(len(DOLLS)):
        shell(drawing, k)
    ask = [asked(drawing, x) for x in (STOPS[1], STOPS[2])]
    rules = [rule(drawing, STOPS[4], f"× {FACTOR}"), rule(drawing, STOPS[5], f"+ {SHIFT}")]
    drawing.text(HISTORY[0], HISTORY[1], "history", size=13, code=True, anchor="start")
    for n in layer.history:
        cells = number(drawing, n, HISTORY[0] + 66, HISTORY[1] - 14, 28)
        cells.appear((6.4, 6.6)).slide_from(380 - cells.box.centre[0], LANE - HISTORY[1], (6.4, 7.0))
    for k in (2, 1, 0):
        cover(drawing, k)

    token = number(drawing, NUMBER, STOPS[0], LANE - CELL / 2, CELL).appear((0.3, 0.6))
    moves = ((1.6, 2.2), (3.5, 4.1), (5.4, 6.0), (7.2, 7.8), (8.6, 9.2), (10.0, 10.6))
    for (start, end), here, there in zip(moves, STOPS, STOPS[1:], strict=False):
        token.slide(there - here, 0, (start, end))
    for shape, at in zip(ask, (2.3, 4.2), strict=True):
        shape.pulse((at, at + 0.6), by=1.1)
    token.become([[inner]], (6.1, 6.3))
    for shape, answer, at in zip(rules, (middle, whole), (7.9, 9.3), strict=True):
        shape.pulse((at, at + 0.6), by=1.25)
        token.become([[answer]], (at + 0.3, at + 0.5))

    call = f"layer.forward({NUMBER})"
    drawing.text(64, 20, f"layer = {NAMES[0]}", size=14, code=True, anchor="start")
    drawing.text(64, HEIGHT - 36, call, size=15, code=True, bold=True, anchor="start").appear((0.3, 0.6))
    drawing.text(246, HEIGHT - 36, f"= {whole}", size=15, code=True, bold=True, anchor="start").appear((10.6, 10.9))
    return drawing.svg(still)


def number(drawing: Drawing, value: float, x: float, y: float, size: float) -> Cells:
    """One number in a cell."""
    return drawing.cells([[value]], x, y, size=size, palette=SEQUENTIAL, limit=40.0)


def shell(drawing: Drawing, k: int) -> None:
    """Draw an open doll with its name."""
    box = DOLLS[k]
    drawing.box(
        box.x, box.y, box.width, box.height, fill=COLOURS[k].mix(PAPER, 0.9), line=COLOURS[k], thick=2.5, radius=26
    )
    drawing.text(box.centre[0], box.y + 22, NAMES[k], size=14, colour=COLOURS[k], code=True, bold=True)


def cover(drawing: Drawing, k: int) -> None:
    """Draw a closed doll, with a face and its name, and let its halves come apart."""
    box, middle = DOLLS[k], DOLLS[k].centre[0]
    half, face = box.height / 2, box.height / 6.5
    skin, colour = COLOURS[k].mix(PAPER, 0.55), COLOURS[k]
    eye = box.y + half * 0.52
    whole = drawing.box(box.x, box.y, box.width, box.height, fill=skin, line=colour, thick=2.5, radius=26)
    upper = [
        drawing.box(box.x, box.y, box.width, half, fill=skin, line=colour, thick=2.5, radius=26),
        drawing.dot(middle, box.y + half * 0.55, face, colour=PAPER),
        drawing.dot(middle - face * 0.38, eye, face * 0.11, colour=INK),
        drawing.dot(middle + face * 0.38, eye, face * 0.11, colour=INK),
        drawing.line(
            *(
                (middle + face * dx, eye + face * dy)
                for dx, dy in ((-0.36, 0.4), (-0.15, 0.54), (0.15, 0.54), (0.36, 0.4))
            ),
            colour=colour,
            width=2.5,
        ),
    ]
    lower = [
        drawing.box(box.x, box.y + half, box.width, half, fill=skin, line=colour, thick=2.5, radius=26),
        drawing.text(middle, box.y + 1.45 * half, NAMES[k], size=16, code=True, bold=True),
    ]
    at = (OPENS[k], OPENS[k] + 0.6)
    whole.vanish((at[0], at[0] + 0.1))
    for shapes, way in ((upper, -1), (lower, 1)):
        drawing.group(*shapes).slide(0, way * half / 5, at).vanish(at)


def asked(drawing: Drawing, x: float) -> Shape:
    """Write below the number what sends it one doll further in."""
    lines = [
        drawing.text(x + CELL / 2, LANE + 38 + 17 * i, text, size=13, code=True)
        for i, text in enumerate(("super()", ".forward(x)"))
    ]
    return drawing.group(*lines)


def rule(drawing: Drawing, x: float, text: str) -> Shape:
    """Write below the number what a doll does with it on the way out."""
    return drawing.text(x + CELL / 2, LANE + 44, text, size=17, code=True, bold=True)
