"""The long form of super, keyword arguments, other names and another order of the attributes."""


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
        self._by = factor
        super(Scale, self).__init__()

    def forward(self, x):
        return self._by * super(Scale, self).forward(x)


class ScaleThenShift(Scale):
    def __init__(self, factor, shift):
        self._plus = shift
        super(ScaleThenShift, self).__init__(factor=factor)

    def forward(self, x):
        return self._plus + super(ScaleThenShift, self).forward(x)


def describe(layers):
    return list(map(lambda layer: "{}: {}".format(layer.__class__.__name__, len(layer.history)), layers))
