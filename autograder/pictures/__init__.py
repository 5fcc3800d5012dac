"""Pictures and animations for handouts: shapes in, the text of one SVG file out. It needs nothing but Python.

    from autograder.pictures import Drawing

    drawing = Drawing(300, 120, title="A row", desc="A row of three cells gets its mean taken off.", seconds=4)
    row = drawing.cells(x, 40, 40)                     # x: a tensor, an array or nested lists
    row.become(solution.centre_rows(x), at=(1, 2))     # seconds
    text = drawing.svg()                               # or drawing.svg(still=1.5): frozen, for reviewers

A unit's `picture.py` has `draw(solution, still=None) -> str`; `autograder picture` writes `picture.svg` beside it and
`autograder verify` compares. The same input gives the same bytes on every platform.

* `drawing.py` what an author calls; `shapes.py` the verbs (appear, slide, paint, …); `cells.py`, `marks.py` the shapes
* `tracks.py` what changes when; `colours.py` light and dark pairs, palettes; `formatting.py` numbers and text
* `svg.py` the file
"""

from autograder.pictures.cells import Cell, Cells, Needle, Strip
from autograder.pictures.colours import (
    BLUE,
    DIVERGING,
    GREEN,
    INK,
    LINE,
    MUTED,
    ORANGE,
    PAPER,
    PINK,
    RED,
    SEQUENTIAL,
    TILE,
    Colour,
    Palette,
)
from autograder.pictures.drawing import Drawing
from autograder.pictures.formatting import shown, size_text, text_width
from autograder.pictures.marks import Arrow, Axis, Bars
from autograder.pictures.shapes import Box, Group, Selection, Shape
from autograder.pictures.tracks import shares

__all__ = [
    "BLUE",
    "DIVERGING",
    "GREEN",
    "INK",
    "LINE",
    "MUTED",
    "ORANGE",
    "PAPER",
    "PINK",
    "RED",
    "SEQUENTIAL",
    "TILE",
    "Arrow",
    "Axis",
    "Bars",
    "Box",
    "Cell",
    "Cells",
    "Colour",
    "Drawing",
    "Group",
    "Needle",
    "Palette",
    "Selection",
    "Shape",
    "Strip",
    "shares",
    "shown",
    "size_text",
    "text_width",
]
