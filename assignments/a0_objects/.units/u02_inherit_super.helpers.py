"""a0/u02 Inherit and super: what the checks put above your classes, and what they let go through them.

`Layer` and `Scale` of this file stand in for yours: they come between your class and its parent, as if somebody had put
a class in later. So a slip in your Scale costs points once, and not a second time in ScaleThenShift.
"""

from typing import Any


class Layer:
    """Does what a Layer does, adds `extra` to each answer, and counts in `parent_begun` how often it has begun."""

    parent_begun = 0
    extra = 0.0

    def __init__(self) -> None:
        self.parent_begun += 1
        self.history: list[float] = []

    def forward(self, x: float) -> float:
        self.history.append(x)
        return x + self.extra


class Scale:
    """The same for a Scale."""

    parent_begun = 0
    extra = 0.0

    def __init__(self, factor: float) -> None:
        self.parent_begun += 1
        self.history: list[float] = []
        self.factor = factor

    def forward(self, x: float) -> float:
        self.history.append(x)
        return self.factor * x + self.extra


class Watched:
    """Stands where a parent's `__init__` would, and notes whether anybody looks it up, and whether it is called."""

    def __init__(self) -> None:
        self.fate = "no super().__init__"

    def __get__(self, layer: Any, cls: type) -> Any:
        self.fate = "super().__init__ not called"
        return self

    def __call__(self, *settings: Any) -> None:
        self.fate = "super().__init__ called"


def below(cls: type, between: type, **extras: Any) -> type:
    """A class like `cls`, with the class `between` put in between cls and its parent."""
    parent = type(between.__name__, (between, cls.__bases__[0]), extras)
    return type(cls.__name__, (cls, parent), {})


def on_a_stand_in(cls: type, settings: list[float], extra: float = 0.0) -> Any:
    """Make cls(*settings) below a stand-in, which adds `extra` to each of its answers."""
    return below(cls, Layer if len(settings) == 1 else Scale, extra=extra)(*settings)


def new_history(cls: type, settings: list[float]) -> Any:
    """Make cls(*settings), and give its history. It has none? Then say what became of its parent's `__init__`."""
    layer = cls(*settings)
    if hasattr(layer, "history"):
        return layer.history
    watched = Watched()
    below(cls, type("Layer", (), {"__init__": watched}))(*settings)
    return f"no history: {watched.fate}"


def descends_from(cls: type, name: str) -> bool:
    """Whether a class of this name is among the ancestors of cls."""
    return name in [ancestor.__name__ for ancestor in cls.__mro__[1:]]


def used(cls: type, numbers: list[float], child: str = "") -> Any:
    """An object of cls, or of a new child class of that name, through which these numbers have gone already."""
    kind = type(child, (cls,), {}) if child else cls
    layer = kind.__new__(kind)  # an object without a call of `__init__`
    layer.history = list(numbers)
    return layer
