"""Shapes and what they can do over time. Lengths are px of the picture, y grows downwards; times are seconds.

Every verb takes `at=(start, end)`, or `at=moment` for a change at once, and returns the shape, so that verbs chain:

    ghost.appear(at=(2, 2.3)).slide_from(-44, 0, at=(2, 3))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from autograder.pictures.colours import Colour
from autograder.pictures.tracks import Track, Value, Window, shares, window


@dataclass(frozen=True)
class Box:
    """Where a shape lies before it moves, in px."""

    x: float
    y: float
    width: float = 0.0
    height: float = 0.0

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all."""
        held = list(boxes)
        x, y = min((box.x for box in held), default=0.0), min((box.y for box in held), default=0.0)
        right, bottom = max((box.right for box in held), default=0.0), max((box.bottom for box in held), default=0.0)
        return Box(x, y, right - x, bottom - y)


class Animated:
    """The verbs. What they act on is one shape, or every shape of a selection."""

    def _shapes(self) -> Sequence[Shape]:
        raise NotImplementedError

    def appear(self, at: Window) -> Self:
        """Be invisible from the start, and fade in."""
        for shape in self._shapes():
            shape.begin("opacity", (0.0,))
            shape.change("opacity", (1.0,), at)
        return self

    def vanish(self, at: Window) -> Self:
        """Fade out."""
        return self.fade(0.0, at)

    def fade(self, opacity: float, at: Window) -> Self:
        """Go to an opacity from 0 to 1."""
        for shape in self._shapes():
            shape.change("opacity", (opacity,), at)
        return self

    def slide(self, dx: float, dy: float, at: Window) -> Self:
        """Move on by (dx, dy) px from where it stands then."""
        for shape in self._shapes():
            x, y = shape.settled("move")
            shape.change("move", (x + dx, y + dy), at)
        return self

    def slide_from(self, dx: float, dy: float, at: Window) -> Self:
        """Stand (dx, dy) px away from the start, and move to where it was drawn. Before any other move."""
        for shape in self._shapes():
            shape.begin("move", (dx, dy))
            shape.change("move", (0.0, 0.0), at)
        return self

    def stretch(self, across: float, down: float, at: Window, about: tuple[float, float] | None = None) -> Self:
        """Go to `across` times the drawn width and `down` times the height; `about` (default: the centre) stays."""
        for shape in self._shapes():
            shape.pivot = about or shape.pivot or shape.box.centre
            shape.change("stretch", (across, down), at)
        return self

    def pulse(self, at: tuple[float, float], by: float = 1.15) -> Self:
        """Grow `by` times and come back."""
        for moment, size in zip(shares(at, 2), (by, 1.0), strict=True):
            self.stretch(size, size, moment)
        return self

    def shake(self, at: tuple[float, float], by: float = 4.0) -> Self:
        """Go `by` px right and left and come to rest: "no"."""
        for moment, dx in zip(shares(at, 5), (by, -2 * by, 2 * by, -2 * by, by), strict=True):
            self.slide(dx, 0.0, moment)
        return self

    def paint(self, colour: Colour, at: Window) -> Self:
        """Take another fill."""
        for shape in self._shapes():
            shape.change("fill", colour, at)
        return self

    def outline(self, colour: Colour, at: Window) -> Self:
        """Take another line colour."""
        for shape in self._shapes():
            shape.change("stroke", colour, at)
        return self

    def trace(self, at: Window) -> Self:
        """For lines and arrows: be drawn from the first point to the last, as a pen would."""
        for shape in self._shapes():
            shape.trace(at)
        return self


class Shape(Animated):
    """One SVG element, or a group of shapes that moves as one."""

    def __init__(
        self,
        tag: str,
        box: Box,
        attributes: dict[str, str] | None = None,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        text: str = "",
        children: Iterable[Shape] = (),
    ) -> None:
        self.tag = tag
        self.box = box
        self.attributes = attributes or {}
        self.text = text
        self.children = list(children)
        self.tracks: dict[str, Track] = {}
        self.pivot: tuple[float, float] | None = None
        if fill is not None:
            self.tracks["fill"] = Track(fill)
        if stroke is not None:
            self.tracks["stroke"] = Track(stroke)

    def _shapes(self) -> Sequence[Shape]:
        return (self,)

    def trace(self, at: Window) -> Self:
        """Be drawn as a pen would; what has no line, or a dashed one, appears."""
        if self.tag != "path" or "stroke-dasharray" in self.attributes:
            return self.appear(at)
        self.begin("trace", (1.0,))
        self.change("trace", (0.0,), at)
        return self if "opacity" in self.tracks else self.appear(window(at)[0])

    def has(self, name: str) -> bool:
        """Whether it has this property: a colour only if it was drawn with one."""
        return name in self.tracks or name in _FIRST

    def settled(self, name: str) -> tuple[float, ...]:
        """A property's numbers after all changes so far."""
        value = self._track(name).last
        assert isinstance(value, tuple), name  # noqa: S101
        return value

    def begin(self, name: str, value: Value) -> None:
        """Set the value that a property has at the loop's start. Raises ValueError once it has changes."""
        track = self._track(name)
        if track.steps:
            raise ValueError(f"the {name} of this {self.tag} changes already; say how it starts before anything else")
        track.first = value

    def change(self, name: str, value: Value, at: Window) -> None:
        """Bring a property to a value. Raises ValueError for a colour that it was not drawn with."""
        self._track(name).add(at, value)

    def _track(self, name: str) -> Track:
        if name not in self.tracks:
            if name not in _FIRST:
                raise ValueError(
                    f"this {self.tag} has no {name} to change; act on the part of it that was drawn with one"
                )
            self.tracks[name] = Track(_FIRST[name])
        return self.tracks[name]


class Group(Shape):
    """Shapes that move, fade and stretch as one; its box is theirs."""

    def __init__(self, children: Iterable[Shape]) -> None:
        held = list(children)
        super().__init__("g", Box.around(child.box for child in held), children=held)

    def add(self, *shapes: Shape) -> Self:
        """Take shapes in."""
        self.children += shapes
        self.box = Box.around(child.box for child in self.children)
        return self

    def has(self, name: str) -> bool:
        """A group has the colours of the shapes in it."""
        return name in _FIRST or any(child.has(name) for child in self.children)

    def change(self, name: str, value: Value, at: Window) -> None:
        """A new colour goes to every shape in the group that has one; the rest is the group's own."""
        holders = [child for child in self.children if child.has(name)] if name not in _FIRST else []
        for child in holders:
            child.change(name, value, at)
        if not holders:
            super().change(name, value, at)


class Selection(Animated):
    """Several shapes that stay where they are in the drawing, addressed at once: a row, a column, every other cell."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self.shapes = tuple(shapes)
        self.box = Box.around(shape.box for shape in self.shapes)

    def _shapes(self) -> Sequence[Shape]:
        return self.shapes

    def __iter__(self) -> Iterator[Shape]:
        return iter(self.shapes)

    def __len__(self) -> int:
        return len(self.shapes)

    def in_turn(self, at: tuple[float, float], overlap: float = 0.0) -> Iterator[tuple[Shape, tuple[float, float]]]:
        """Each shape with its share of the time: `for cell, moment in row.in_turn(at=(1, 3)): cell.pulse(moment)`."""
        return zip(self.shapes, shares(at, len(self.shapes), overlap), strict=True)


_FIRST: dict[str, Value] = {"opacity": (1.0,), "move": (0.0, 0.0), "stretch": (1.0, 1.0), "trace": (0.0,)}
