"""a0/u02 Inherit and super: a new class that adds one thing to a class that exists."""


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
        super().__init__()
        self.factor = factor

    def forward(self, x: float) -> float:
        return super().forward(x) * self.factor


class ScaleThenShift(Scale):
    def __init__(self, factor: float, shift: float) -> None:
        super().__init__(factor)
        self.factor = factor
        self.shift = shift

    def forward(self, x: float) -> float:
        x = super().forward(x)
        return self.factor * x + self.shift


def describe(layers: list[Layer]) -> list[str]:
    return [f"{type(layer).__name__}: {len(layer.history)}" for layer in layers]
