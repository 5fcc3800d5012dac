"""Grids of cells that show numbers and wear their colour: tensors, kernels, attention maps, strips of memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from autograder.pictures.colours import INK, LINE, MUTED, PAPER, TILE, Colour, Palette
from autograder.pictures.formatting import Entry, Rows, decimals, px, rows_of, shown, text_width
from autograder.pictures.marks import text_shape
from autograder.pictures.shapes import Box, Group, Selection, Shape
from autograder.pictures.tracks import Value, Window, window


@dataclass(frozen=True)
class Look:
    """How cells are drawn: `size` is a cell with its gap in px, `limit` the value that has the palette's end colour."""

    palette: Palette
    limit: float
    digits: int
    size: float
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

    def font(self, entries: Iterable[Entry]) -> float:
        """The font size, in px, at which every entry fits into a cell: one size for all reads calmly."""
        usual = 0.4 * self.size
        widest = max((text_width(shown(entry, self.digits), usual) for entry in entries), default=0.0)
        return usual * min(1.0, 0.82 * self.size / max(widest, 1.0))


class Cell(Group):
    """One tile and the number on it."""

    def __init__(self, entry: Entry, x: float, y: float, look: Look, font: float) -> None:
        self.entry = entry
        self.look = look
        self.font = font
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
            self.face = self._number(entry)
            self.add(self.face)
        self.box = Box(x, y, look.size, look.size)

    def change(self, name: str, value: Value, at: Window) -> None:
        """Colours are the tile's."""
        if name in {"fill", "stroke"}:
            self.tile.change(name, value, at)
        else:
            super().change(name, value, at)

    def become(self, entry: Entry, at: Window, font: float | None = None) -> Self:
        """Take a new value: its colour and, if it reads differently, its number, in the font size given (px)."""
        start, end = window(at)
        changed = self._reads(entry) != self._reads(self.entry) or font not in (None, self.font)
        self.font = self.look.font([entry]) if font is None else font
        old, new = self.look.colour(self.entry), self.look.colour(entry)
        if new != old:
            self.tile.paint(new, (start, end))
        if self.face is not None and (changed or new.text() != old.text()):
            middle = (start + end) / 2
            self.face.vanish((start, middle))
            self.face = self._number(entry).appear((middle, end))
            self.add(self.face)
            self.box = Box(self.box.x, self.box.y, self.look.size, self.look.size)
        self.entry = entry
        return self

    def _reads(self, entry: Entry) -> str:
        return shown(entry, self.look.digits)

    def _number(self, entry: Entry) -> Shape:
        x, y = self.tile.box.centre
        return text_shape(x, y, self._reads(entry), size=self.font, colour=self.look.colour(entry).text())


class Cells(Group):
    """A table of cells. `rows`, `columns` and `cell(i, j)` give its parts, each of which can be animated alone."""

    def __init__(self, values: object, x: float, y: float, look: Look) -> None:
        self.values = rows_of(values)
        self.look = look
        font = look.font(entry for row in self.values for entry in row)
        self.table = tuple(
            tuple(Cell(entry, x + j * look.size, y + i * look.size, look, font) for j, entry in enumerate(row))
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
        font = self.look.font(entry for row in rows for entry in row)
        for cells, entries in zip(self.table, rows, strict=True):
            for cell, entry in zip(cells, entries, strict=True):
                cell.become(entry, at, font)
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


def look_for(
    values: object, palette: Palette, limit: float | None, digits: int | None, size: float, numbers: bool
) -> Look:
    """The look that fits the values: limit is the largest magnitude unless given, digits as many as needed up to 2."""
    entries = [entry for row in rows_of(values) for entry in row]
    magnitudes = [abs(entry) for entry in entries if isinstance(entry, float) and abs(entry) < float("inf")]
    largest = max(magnitudes, default=0.0) or 1.0
    return Look(
        palette=palette,
        limit=float(rows_of(limit)[0][0]) if limit else largest,
        digits=decimals(entries) if digits is None else digits,
        size=size,
        numbers=numbers,
    )


def ghostly(look: Look) -> Look:
    """The same look for copies that are not there in memory: pale, with a dashed outline."""
    return replace(look, ghost=True)


def _size(rows: Rows) -> tuple[int, int]:
    return len(rows), len(rows[0]) if rows else 0
