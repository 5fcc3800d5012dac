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
        super().__init__(factor)
        self.b = shift

    def forward(self, x):
        scaled = super().forward(x)
        return scaled + self.b


def name_of(layer):
    for cls in (Layer, Scale, ScaleThenShift)[1:]:
        if isinstance(layer, cls):
            return cls.__name__
    return "Layer"


def describe(layers):
    return [name_of(layer) + ": " + str(len(layer.history)) for layer in layers]
