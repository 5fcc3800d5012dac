"""Grids of cells that show numbers and wear their colour: tensors, kernels, attention maps, strips of memory."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from autograder.pictures.colours import INK, LINE, MUTED, PAPER, TILE, Colour, Palette
from autograder.pictures.formatting import Entry, Rows, decimals, px, rows_of, shown, text_width
from autograder.pictures.marks import text_shape
from autograder.pictures.shapes import Box, Group, Selection, Shape
from autograder.pictures.tracks import Value, Window, window


@dataclass(frozen=True)
class Look:
    """How cells are drawn: `size` is a cell with its gap in px, `limit` the value that has the palette's end colour.

    `digits` after the point; None for as many as the numbers need.
    """

    palette: Palette
    limit: float
    size: float
    digits: int | None = None
    ghost: bool = False
    numbers: bool = True

    @property
    def gap(self) -> float:
        """Space between two tiles, in px."""
        return max(1.0, round(self.size / 16)) if self.numbers else 0.0

    def colour(self, entry: Entry) -> Colour:
        """The colour of a tile with this entry; a ghost's is pale, yet it hides what lies below it."""
        colour = self.palette.colour(entry, self.limit)
        return colour.mix(PAPER, 0.6) if self.ghost else colour

    def lettering(self, entries: Iterable[Entry]) -> Lettering:
        """The digits that show, and the font in which fits, every one of the entries."""
        held = list(entries)
        digits = decimals(held) if self.digits is None else self.digits
        usual = 0.4 * self.size
        widest = max((text_width(shown(entry, digits), usual) for entry in held), default=0.0)
        return Lettering(usual * min(1.0, 0.82 * self.size / max(widest, 1.0)), digits)


@dataclass(frozen=True)
class Lettering:
    """How numbers are written: font size in px, digits after the point. One for a whole grid reads calmly."""

    size: float
    digits: int


class Cell(Group):
    """One tile and the number on it."""

    def __init__(self, entry: Entry, x: float, y: float, look: Look, lettering: Lettering) -> None:
        self.entry = entry
        self.look = look
        self.lettering = lettering
        gap, side = look.gap, look.size - look.gap
        attributes = {"rx": px(min(6.0, look.size / 7))} if look.numbers else {"shape-rendering": "crispEdges"}
        if look.ghost:
            attributes |= {"stroke-width": "1.5", "stroke-dasharray": "4 3"}
        self.tile = Shape(
            "rect",
            Box(x + gap / 2, y + gap / 2, side, side),
            attributes,
            fill=look.colour(entry),
            stroke=MUTED if look.ghost else None,
        )
        self.face: Shape | None = None
        super().__init__([self.tile])
        if look.numbers:
            self.face = self._number()
            self.add(self.face)
        self.box = Box(x, y, look.size, look.size)

    def change(self, name: str, value: Value, at: Window) -> None:
        """Colours are the tile's."""
        if name in {"fill", "stroke"}:
            self.tile.change(name, value, at)
        else:
            super().change(name, value, at)

    def become(self, entry: Entry, at: Window, lettering: Lettering | None = None) -> Self:
        """Take a new value: its colour and, if it reads differently, its number."""
        start, end = window(at)
        old_colour, old_number = self.look.colour(self.entry), self._number()
        self.entry = entry
        self.lettering = lettering or self.look.lettering([entry])
        colour, number = self.look.colour(entry), self._number()
        if colour != old_colour:
            self.tile.paint(colour, (start, end))
        if self.face is not None and _looks(number) != _looks(old_number):
            middle = (start + end) / 2
            self.face.vanish((start, middle))
            self.face = number.appear((middle, end))
            self.children.append(number)
        return self

    def _number(self) -> Shape:
        x, y = self.tile.box.centre
        text = shown(self.entry, self.lettering.digits)
        return text_shape(x, y, text, size=self.lettering.size, colour=self.look.colour(self.entry).text())


class Cells(Group):
    """A table of cells. `rows`, `columns` and `cell(i, j)` give its parts, each of which can be animated alone."""

    def __init__(self, values: object, x: float, y: float, look: Look) -> None:
        self.values = rows_of(values)
        self.look = look
        lettering = look.lettering(entry for row in self.values for entry in row)
        self.table = tuple(
            tuple(Cell(entry, x + j * look.size, y + i * look.size, look, lettering) for j, entry in enumerate(row))
            for i, row in enumerate(self.values)
        )
        super().__init__(cell for row in self.table for cell in row)

    def cell(self, i: int, j: int) -> Cell:
        """The cell in row i, column j."""
        return self.table[i][j]

    @property
    def rows(self) -> list[Selection]:
        """Its rows, top to bottom."""
        return [Selection(row) for row in self.table]

    @property
    def columns(self) -> list[Selection]:
        """Its columns, left to right."""
        return [Selection(column) for column in zip(*self.table, strict=True)]

    def become(self, values: object, at: Window) -> Self:
        """Let every cell take its new value. Raises ValueError for another shape."""
        rows = rows_of(values)
        if _size(rows) != _size(self.values):
            raise ValueError(
                f"these cells have shape {_size(self.values)}, the new values {_size(rows)}; draw new cells"
            )
        lettering = self.look.lettering(entry for row in rows for entry in row)
        for cells, entries in zip(self.table, rows, strict=True):
            for cell, entry in zip(cells, entries, strict=True):
                cell.become(entry, at, lettering)
        self.values = rows
        return self


class Strip(Cells):
    """Memory: cells in one line, each with its address below, and needles that point at them."""

    def __init__(self, values: object, x: float, y: float, look: Look, addresses: Sequence[object]) -> None:
        super().__init__(values, x, y, look)
        if len(self.table) != 1 or len(addresses) != len(self.table[0]):
            found = f"cells {_size(self.values)} and {len(addresses)} addresses"
            raise ValueError(f"a strip is one row of cells with one address each, found {found}; flatten the values")
        frame = Shape("rect", Box(x - 3, y - 3, self.box.width + 6, look.size + 6), {"rx": "8"}, fill=TILE, stroke=LINE)
        notes = [
            text_shape(cell.box.centre[0], y + look.size + 16, str(name), size=11, colour=MUTED, code=True)
            for cell, name in zip(self.table[0], addresses, strict=True)
        ]
        self.children[:0] = [frame]
        self.add(*notes)

    def needle(self, index: int, colour: Colour = INK) -> Needle:
        """A needle over a cell; it belongs to the strip and moves with it."""
        needle = Needle(self, index, colour)
        self.add(needle)
        return needle


class Needle(Shape):
    """A pointer over a strip."""

    def __init__(self, strip: Strip, index: int, colour: Colour) -> None:
        self.strip = strip
        self.index = index
        (x, _), y = strip.cell(0, index).box.centre, strip.cell(0, index).box.y - 6
        super().__init__("path", Box(x - 8, y - 14, 16, 14), {"d": f"M{px(x)} {px(y)}l-8 -14h16z"}, fill=colour)

    def jump(self, index: int, at: Window) -> Self:
        """Go to another cell."""
        width = self.strip.look.size
        self.slide((index - self.index) * width, 0.0, at)
        self.index = index
        return self


def limit_for(values: object, limit: float | None) -> float:
    """`limit` settled, or the largest magnitude among the values. Raises ValueError unless it is positive."""
    entries = [entry for row in rows_of(values if limit is None else limit) for entry in row]
    largest = max((abs(entry) for entry in entries if isinstance(entry, float) and math.isfinite(entry)), default=0.0)
    if limit is not None and not limit > 0:
        raise ValueError(f"limit={limit}: a limit is the positive magnitude that gets the end colour or full height")
    return largest or 1.0


def _looks(number: Shape) -> tuple[str, str | None, object]:
    return number.text, number.attributes.get("font-size"), number.tracks["fill"].first


def _size(rows: Rows) -> tuple[int, int]:
    return len(rows), len(rows[0]) if rows else 0
