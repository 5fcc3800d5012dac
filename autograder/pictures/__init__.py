"""Pictures and animations for handouts: shapes in, the text of one SVG file out. It needs nothing but Python.

    from autograder.pictures import Drawing

    drawing = Drawing(300, 120, title="A row", desc="A row of three cells gets its mean taken off.", seconds=4)
    row = drawing.cells(x, 40, 40)                     # x: a tensor, an array or nested lists
    row.become(solution.centre_rows(x), at=(1, 2))     # seconds
    text = drawing.svg()                               # or drawing.svg(still=1.5): frozen, for reviewers

A unit's `picture.py` has `draw(solution, still=None) -> str`; `python -m autograder.pictures UNIT_FOLDER` writes
`picture.svg` beside it, `--check` compares. The same input gives the same bytes on every platform.

* `drawing.py` what an author calls; `shapes.py` the verbs (appear, slide, paint, …); `cells.py`, `marks.py` the shapes
* `tracks.py` what changes when; `colours.py` light and dark pairs, palettes; `formatting.py` numbers and text
* `svg.py` the file; `unit.py` a unit's picture drawn from its reference
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
from autograder.pictures.unit import draw_unit, stale

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
    "draw_unit",
    "shares",
    "shown",
    "size_text",
    "stale",
    "text_width",
]
