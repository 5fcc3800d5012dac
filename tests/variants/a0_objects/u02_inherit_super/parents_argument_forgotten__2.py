# homework, second try


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
    def __init__(self, factor):
        self.f = factor
        super().__init__()

    def forward(self, x):
        y = super().forward(x)
        return self.f * y


class ScaleThenShift(Scale):
    def __init__(self, factor, shift):
        self.shift = shift
        super(ScaleThenShift, self).__init__()

    def forward(self, x):
        return self.shift + super().forward(x)


def describe(layers):
    lines = []
    for layer in layers:
        lines.append(layer.__class__.__name__ + ": " + str(len(layer.history)))
    return lines
