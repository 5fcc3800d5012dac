"""What stands around cells: text, boxes, lines, arrows, dimension lines, bars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, Self

from autograder.pictures.colours import INK, MUTED, Colour
from autograder.pictures.formatting import Rows, decimals, px, rows_of, shown, text_width
from autograder.pictures.shapes import Box, Group, Shape
from autograder.pictures.tracks import Window, window

Anchor = Literal["start", "middle", "end"]
Side = Literal["top", "bottom", "left", "right"]
Point = tuple[float, float]


def text_shape(
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
    """Text whose middle line is at y; `anchor` says which part of it is at x. `size` is in px."""
    attributes = {"x": px(x), "y": px(y + 0.35 * size), "font-size": px(size), "text-anchor": anchor}
    if bold:
        attributes["font-weight"] = "600"
    if code:
        attributes["font-family"] = "monospace"
    width = text_width(text, size)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Shape("text", Box(left, y - size / 2, width, size), attributes, fill=colour, text=text)


def box_shape(
    box: Box, fill: Colour | None, line: Colour | None, *, width: float = 1.5, radius: float = 6.0, dashed: bool = False
) -> Shape:
    """A rectangle with round corners."""
    attributes = {"rx": px(radius), "stroke-width": px(width)}
    if dashed:
        attributes["stroke-dasharray"] = "4 3"
    return Shape("rect", box, attributes, fill=fill, stroke=line)


def dot_shape(x: float, y: float, radius: float, colour: Colour) -> Shape:
    """A disc around (x, y)."""
    return Shape("circle", Box(x - radius, y - radius, 2 * radius, 2 * radius), fill=colour)


def line_shape(points: Sequence[Point], colour: Colour, *, width: float = 2.0, dashed: bool = False) -> Shape:
    """A line through the points."""
    path = "M" + "L".join(f"{px(x)} {px(y)}" for x, y in points)
    return Shape("path", _hull(points), _pen(path, width, dashed), stroke=colour)


class Arrow(Group):
    """A line with a head; `bend` moves its middle that many px to the left of its direction."""

    def __init__(
        self, start: Point, end: Point, colour: Colour, *, width: float = 2.0, bend: float = 0.0, dashed: bool = False
    ) -> None:
        (x0, y0), (x1, y1) = start, end
        length = math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2) or 1.0
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        cx, cy = (x0 + x1) / 2 + 2 * bend * uy, (y0 + y1) / 2 - 2 * bend * ux
        toward = math.sqrt((x1 - cx) ** 2 + (y1 - cy) ** 2) or 1.0
        hx, hy = (x1 - cx) / toward, (y1 - cy) / toward
        reach = 3.5 + 2 * width
        wings = [(x1 - reach * (hx - s * 0.6 * hy), y1 - reach * (hy + s * 0.6 * hx)) for s in (1, -1)]
        shaft = f"M{px(x0)} {px(y0)}Q{px(cx)} {px(cy)} {px(x1)} {px(y1)}"
        self.shaft = Shape("path", _hull([start, (cx, cy), end]), _pen(shaft, width, dashed), stroke=colour)
        self.head = line_shape([wings[0], end, wings[1]], colour, width=width)
        super().__init__([self.shaft, self.head])

    def trace(self, at: Window) -> Self:
        """Draw the line, then its head."""
        start, end = window(at)
        last = start + 0.85 * (end - start)
        self.shaft.trace((start, last))
        self.head.appear((last, end))
        return self


class Axis(Group):
    """A dimension line along one side of something, with its label."""

    def __init__(self, of: Box, side: Side, label: str, *, gap: float, size: float, colour: Colour, code: bool) -> None:
        tick = 4.0
        anchor: Anchor = "middle"
        if side in ("top", "bottom"):
            away = -1 if side == "top" else 1
            y = (of.y if side == "top" else of.bottom) + away * gap
            ends: list[Point] = [(of.x + 2, y), (of.right - 2, y)]
            ticks = [[(x, y - tick), (x, y + tick)] for x, _ in ends]
            where = (of.centre[0], y + away * (0.9 * size + 2))
        else:
            away, anchor = (-1, "end") if side == "left" else (1, "start")
            x = (of.x if side == "left" else of.right) + away * gap
            ends = [(x, of.y + 2), (x, of.bottom - 2)]
            ticks = [[(x - tick, y), (x + tick, y)] for _, y in ends]
            where = (x + away * 8, of.centre[1])
        self.line = line_shape(ends, colour, width=1.5)
        self.ticks = [line_shape(points, colour, width=1.5) for points in ticks]
        self.label = text_shape(*where, label, size=size, colour=colour, anchor=anchor, code=code)
        super().__init__([self.line, *self.ticks, self.label])


class Bars(Group):
    """Upright bars on one line, each with its number at its end and a name beyond the line; negative ones hang.

    `limit` is the magnitude that has the box's full height.
    """

    def __init__(
        self,
        values: object,
        box: Box,
        *,
        names: Sequence[str],
        limit: float,
        colours: Sequence[Colour],
        digits: int | None,
    ) -> None:
        levels = self._levels(rows_of(values), limit)
        pitch = box.width / len(levels)
        self.limit, self.digits, self.levels = limit, digits, levels
        self.bars: list[Shape] = []
        for i, level in enumerate(levels):
            x = box.x + (i + 0.5) * pitch
            bar = Shape("rect", Box(x - 0.36 * pitch, box.y, 0.72 * pitch, box.height), fill=colours[i % len(colours)])
            bar.pivot = (x, box.bottom)
            bar.begin("stretch", (1.0, level))
            self.bars.append(bar)
        self.faces = self._faces(values)
        self.names = [
            text_shape(bar.box.centre[0], box.bottom + (14 if level >= 0 else -14), name, size=12, colour=MUTED)
            for bar, level, name in zip(self.bars, levels, names, strict=bool(names))
        ]
        line = line_shape([(box.x, box.bottom), (box.right, box.bottom)], MUTED, width=1.5)
        super().__init__([*self.bars, line, *self.faces, *self.names])
        self.box = box

    def become(self, values: object, at: Window) -> Self:
        """Let every bar grow or shrink to its new value. Raises ValueError for another number of bars."""
        levels = self._levels(rows_of(values), self.limit)
        if len(levels) != len(self.bars):
            raise ValueError(f"there are {len(self.bars)} bars, found {len(levels)} values; give one value a bar")
        start, end = window(at)
        middle = (start + end) / 2
        faces = self._faces(values)
        for bar, level, old, new in zip(self.bars, levels, self.faces, faces, strict=True):
            rise = new.box.y - old.box.y
            bar.stretch(1.0, level, (start, end), about=bar.pivot)
            old.slide(0.0, rise, (start, end)).vanish((start, middle))
            new.slide_from(0.0, -rise, (start, end)).appear((middle, end))
        for name, was, level in zip(self.names, self.levels, levels, strict=bool(self.names)):
            if (was < 0) != (level < 0):
                name.slide(0.0, 28.0 if was < 0 else -28.0, (start, end))
        self.faces, self.levels = faces, levels
        self.children += faces
        return self

    @staticmethod
    def _levels(rows: Rows, limit: float) -> list[float]:
        if len(rows) != 1 or any(isinstance(entry, str) for entry in rows[0]):
            raise ValueError(f"bars take one number each, in one row, found {rows}; names go into names=")
        return [max(-1.0, min(1.0, float(entry) / limit)) for entry in rows[0]]

    def _faces(self, values: object) -> list[Shape]:
        (entries,) = rows_of(values)
        digits = decimals(entries) if self.digits is None else self.digits
        faces = []
        for bar, entry, level in zip(self.bars, entries, self._levels((entries,), self.limit), strict=True):
            y = bar.box.bottom - level * bar.box.height + (-10 if level >= 0 else 10)
            faces.append(text_shape(bar.box.centre[0], y, shown(entry, digits), size=12))
        return faces


def _pen(path: str, width: float, dashed: bool) -> dict[str, str]:
    attributes = {
        "d": path,
        "fill": "none",
        "stroke-width": px(width),
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    if dashed:
        attributes["stroke-dasharray"] = "5 4"
    return attributes


def _hull(points: Sequence[Point]) -> Box:
    return Box.around(Box(x, y) for x, y in points)
