"""The drawing: what the author of a picture.py works with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from autograder.pictures.cells import Cells, Look, Strip, limit_for
from autograder.pictures.colours import BLUE, DIVERGING, INK, LINE, MUTED, TRUE_COLOUR, Colour, Palette
from autograder.pictures.formatting import hex_rows, rows_of
from autograder.pictures.marks import (
    Anchor,
    Arrow,
    Axis,
    Bars,
    Point,
    Side,
    box_shape,
    dot_shape,
    line_shape,
    text_shape,
)
from autograder.pictures.shapes import Animated, Box, Group, Selection, Shape
from autograder.pictures.svg import Sheet, svg_text
from autograder.pictures.tracks import shares

AnyShape = TypeVar("AnyShape", bound=Shape)


class Drawing:
    """A picture of `width` by `height` px, looped every `seconds`. What is drawn later lies on top.

    `title` names it and `desc` says what it shows, for readers who cannot see it. In the last `rewind` seconds of
    the loop everything returns to where it began. `rest` is the moment that stands for the whole where nothing may
    move; by default the last one before the rewind.
    """

    def __init__(
        self,
        width: float,
        height: float,
        *,
        title: str,
        desc: str,
        seconds: float = 8.0,
        rewind: float = 0.6,
        rest: float | None = None,
    ) -> None:
        if not 0 < rewind < seconds:
            raise ValueError(f"rewind={rewind} must lie between 0 and seconds={seconds}; give the loop more seconds")
        rest = seconds - rewind if rest is None else rest
        self.sheet = Sheet(width, height, seconds, rewind, rest, title, desc)
        self.shapes: list[Shape] = []

    def svg(self, still: float | None = None) -> str:
        """The text of the SVG file; with `still`, the picture frozen at that many seconds."""
        if still is not None and not 0 <= still <= self.sheet.seconds:
            raise ValueError(f"still={still}: the loop runs from 0 to {self.sheet.seconds} s; choose a moment in it")
        return svg_text(self.sheet, self.shapes, still)

    def add(self, shape: AnyShape) -> AnyShape:
        """Put a shape on top."""
        self.shapes.append(shape)
        return shape

    def group(self, *shapes: Shape) -> Group:
        """Make one shape of several; it lies where the topmost of them would."""
        self.shapes = [shape for shape in self.shapes if shape not in shapes]
        return self.add(Group(shapes))

    def select(self, *shapes: Shape) -> Selection:
        """Address several shapes at once and leave them where they are."""
        return Selection(shapes)

    def cells(
        self,
        values: object,
        x: float,
        y: float,
        *,
        size: float = 44.0,
        palette: Palette = DIVERGING,
        limit: float | None = None,
        digits: int | None = None,
        ghost: bool = False,
        numbers: bool = True,
    ) -> Cells:
        """A grid with its upper left corner at (x, y); `size` is one cell in px.

        `values`: a tensor, array or nested list of at most two axes, of numbers or of short strings. `limit` is the
        magnitude that gets the palette's end colour (default: the largest there is; give the same to grids that
        are compared). `digits` after the point: as many as needed, up to 2. `ghost`: pale and dashed, for copies
        that are not in memory. `numbers=False`: colour alone, tiles without gaps, for heat maps and photos.
        """
        look = Look(palette, limit_for(values, limit), size, digits, ghost, numbers)
        return self.add(Cells(values, x, y, look))

    def photo(self, pixels: object, x: float, y: float, *, size: float = 18.0) -> Cells:
        """A colour picture with its upper left corner at (x, y); `size` is one pixel of it in px of the drawing.

        `pixels`: a tensor, array or nested list of whole numbers from 0 to 255, (H, W, 3). Raises ValueError for
        anything else. For one channel as shades use `cells(…, numbers=False)` and a palette.
        """
        return self.cells(hex_rows(pixels), x, y, size=size, palette=TRUE_COLOUR, numbers=False)

    def strip(
        self,
        values: object,
        x: float,
        y: float,
        *,
        size: float = 40.0,
        palette: Palette = DIVERGING,
        limit: float | None = None,
        digits: int | None = None,
        addresses: Sequence[object] | None = None,
    ) -> Strip:
        """A strip of memory: one row of cells with addresses below (default 0, 1, 2, …); see `Strip.needle`."""
        look = Look(palette, limit_for(values, limit), size, digits)
        names = list(range(len(rows_of(values)[0]))) if addresses is None else addresses
        return self.add(Strip(values, x, y, look, names))

    def bars(
        self,
        values: object,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        names: Sequence[str] = (),
        limit: float | None = None,
        colours: Colour | Sequence[Colour] = BLUE,
        digits: int | None = None,
    ) -> Bars:
        """A bar chart whose zero line is at y + height; `limit` is the value of a bar `height` px tall."""
        return self.add(
            Bars(
                values,
                Box(x, y, width, height),
                names=names,
                limit=limit_for(values, limit),
                colours=[colours] if isinstance(colours, Colour) else colours,
                digits=digits,
            )
        )

    def axis(
        self,
        of: Shape | Selection | Box,
        side: Side,
        label: str,
        *,
        gap: float = 10.0,
        size: float = 13.0,
        colour: Colour = MUTED,
        code: bool = True,
    ) -> Axis:
        """A dimension line `gap` px off one side of something, with its label outside."""
        box = of if isinstance(of, Box) else of.box
        return self.add(Axis(box, side, label, gap=gap, size=size, colour=colour, code=code))

    def arrow(
        self,
        start: Point,
        end: Point,
        *,
        colour: Colour = INK,
        width: float = 2.0,
        bend: float = 0.0,
        dashed: bool = False,
    ) -> Arrow:
        """An arrow; `bend` pushes its middle that many px to the left of where it is going."""
        return self.add(Arrow(start, end, colour, width=width, bend=bend, dashed=dashed))

    def line(self, *points: Point, colour: Colour = INK, width: float = 2.0, dashed: bool = False) -> Shape:
        """A line through the points."""
        return self.add(line_shape(points, colour, width=width, dashed=dashed))

    def dot(self, x: float, y: float, radius: float = 6.0, *, colour: Colour = INK) -> Shape:
        """A disc around (x, y)."""
        return self.add(dot_shape(x, y, radius, colour))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        line: Colour | None = LINE,
        thick: float = 1.5,
        radius: float = 6.0,
        dashed: bool = False,
    ) -> Shape:
        """A rectangle with its upper left corner at (x, y); `thick` is its line's width in px."""
        return self.add(box_shape(Box(x, y, width, height), fill, line, width=thick, radius=radius, dashed=dashed))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 15.0,
        colour: Colour = INK,
        anchor: Anchor = "middle",
        code: bool = False,
        bold: bool = False,
    ) -> Shape:
        """Text with the middle of its line at y; `anchor` says which end of it is at x; `code` is monospaced."""
        return self.add(text_shape(x, y, text, size=size, colour=colour, anchor=anchor, code=code, bold=bold))

    def frames(self, shapes: Iterable[Animated], at: tuple[float, float]) -> None:
        """Show the shapes one after another, each for its share of the time; the last one stays."""
        held = list(shapes)
        for i, (shape, (start, end)) in enumerate(zip(held, shares(at, len(held)), strict=True)):
            shape.appear(start)
            if i < len(held) - 1:
                shape.vanish(end)
