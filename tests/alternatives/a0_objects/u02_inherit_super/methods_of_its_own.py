"""More classes and methods than asked for: a helper of the class, a property, a class in between."""


class Layer:
    """A layer that hands on what it gets, and remembers it. This class is given: leave it as it is."""

    def __init__(self) -> None:
        """Begin with an empty history."""
        self.history: list[float] = []

    def forward(self, x: float) -> float:
        """Write x into the history, and give x back as it is."""
        self.history.append(x)
        return x


class Arithmetic(Layer):
    """Whatever changes the parent's answer by one rule."""

    def change(self, y: float) -> float:
        return y

    def forward(self, x: float) -> float:
        return self.change(super().forward(x))


class Scale(Arithmetic):
    def __init__(self, factor: float) -> None:
        super().__init__()
        self.__factor = factor

    @property
    def factor(self) -> float:
        return self.__factor

    @factor.setter
    def factor(self, value: float) -> None:
        self.__factor = value

    def forward(self, x: float) -> float:
        y = super().forward(x)
        y *= self.factor
        return y


class ScaleThenShift(Scale):
    def __init__(self, factor: float, shift: float) -> None:
        super().__init__(factor)
        self.__shift = shift

    def __repr__(self) -> str:
        return f"ScaleThenShift(shift={self.__shift})"

    def forward(self, x: float) -> float:
        y = super().forward(x)
        y += self.__shift
        return y


def describe(layers: list[Layer]) -> list[str]:
    lines: list[str] = []
    index = 0
    while index < len(layers):
        layer = layers[index]
        lines += [f"{layer.__class__.__name__}: {len(layer.history)}"]
        index += 1
    return lines
