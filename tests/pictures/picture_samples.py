"""A drawing with one of everything, for the tests of the pictures."""

from __future__ import annotations

from autograder.pictures import BLUE, RED, SEQUENTIAL, Drawing, shares


def everything(text: str = "a & b", title: str = "One of everything") -> Drawing:
    """Each kind of shape and each verb."""
    drawing = Drawing(600, 400, title=title, desc=text, seconds=6)
    drawing.strip(range(6), 20, 40, palette=SEQUENTIAL, addresses=[f"0x{i}" for i in range(6)]).needle(0).jump(
        4, (1, 2)
    )
    cells = drawing.cells([[1.5, -2.0], [0.0, 4.0]], 20, 120)
    cells.become([[0.0, 0.0], [1.0, -4.0]], at=(1, 2))
    for cell, moment in cells.rows[0].in_turn((2, 3), overlap=0.5):
        cell.pulse(moment)
    drawing.cells([[text]], 120, 120, ghost=True).appear((0, 1)).slide_from(-40, 0, (0, 1))
    drawing.cells([[0.1, 0.9]], 200, 120, size=12, numbers=False).paint(RED, at=3)
    drawing.bars([1.0, -2.0, 0.5], 300, 40, 120, 80, names=["a", text, "c"]).become([0.2, 0.3, 0.5], at=(1, 2))
    drawing.axis(cells, "left", text)
    drawing.axis(cells, "bottom", "2").vanish((4, 4.5))
    drawing.arrow((300, 200), (400, 240), bend=20).trace((0.5, 1))
    drawing.line((300, 250), (400, 290), (420, 250), dashed=True).trace((0.5, 1))
    drawing.group(drawing.dot(450, 200), drawing.box(440, 190, 20, 20)).shake((1, 2)).fade(0.5, (2, 3))
    drawing.text(300, 320, text, bold=True).stretch(2, 1, at=(1, 2), about=(300, 320))
    drawing.frames([drawing.text(300, 350, str(i), code=True) for i in range(3)], at=(0, 3))
    for moment, colour in zip(shares((2, 4), 2), (RED, BLUE), strict=True):
        drawing.arrow((10, 300), (90, 300)).outline(colour, moment)
    return drawing
