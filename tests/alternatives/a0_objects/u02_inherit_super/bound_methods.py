"""Keeps what super gives in a variable before it is called; closures and a generator."""

from collections.abc import Iterator


class Layer:
    """A layer that hands on what it gets, and remembers it. This class is given: leave it as it is."""

    def __init__(self) -> None:
        """Begin with an empty history."""
        self.history: list[float] = []

    def forward(self, x: float) -> float:
        """Write x into the history, and give x back as it is."""
        self.history.append(x)
        return x


class Scale(Layer):
    def __init__(self, factor: float) -> None:
        begin = super().__init__
        begin()
        self.scaled = lambda y: y * factor

    def forward(self, x: float) -> float:
        ask_the_parent = super().forward
        return self.scaled(ask_the_parent(x))


class ScaleThenShift(Scale):
    def __init__(self, factor: float, shift: float) -> None:
        parent = super()
        parent.__init__(factor)
        self.shifted = shift.__add__

    def forward(self, x: float) -> float:
        parent = super()
        return self.shifted(parent.forward(x))


def lines_of(layers: list[Layer]) -> Iterator[str]:
    for layer in layers:
        yield "%s: %d" % (type(layer).__name__, len(layer.history))


def describe(layers: list[Layer]) -> list[str]:
    return [*lines_of(layers)]
