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
    """A layer that gives back what its parent gives back, times `factor`. All else it leaves to its parent.

    >>> brighter = Scale(2.0)
    >>> brighter.forward(10.0)
    20.0
    >>> brighter.history
    [10.0]
    """

    def __init__(self, factor: float) -> None:
        """Begin as every Layer begins, and keep the factor."""
        raise NotImplementedError("a0/u02 Scale.__init__")

    def forward(self, x: float) -> float:
        """Let the parent deal with x, and give its answer times the factor."""
        raise NotImplementedError("a0/u02 Scale.forward")


class ScaleThenShift(Scale):
    """A layer that gives back what its parent gives back, plus `shift`. All else it leaves to its parent.

    >>> layer = ScaleThenShift(2.0, 3.0)
    >>> layer.forward(10.0)
    23.0
    >>> layer.history
    [10.0]
    """

    def __init__(self, factor: float, shift: float) -> None:
        """Begin as every Scale begins, and keep the shift."""
        raise NotImplementedError("a0/u02 ScaleThenShift.__init__")

    def forward(self, x: float) -> float:
        """Let the parent deal with x, and give its answer plus the shift."""
        raise NotImplementedError("a0/u02 ScaleThenShift.forward")


def describe(layers: list[Layer]) -> list[str]:
    """Give one line for each layer: the name of its class, and how many numbers stand in its history.

    The layers may be of any class that descends from Layer, also of one that is written next year.

    >>> describe([Scale(2.0), ScaleThenShift(2.0, 3.0)])
    ['Scale: 0', 'ScaleThenShift: 0']
    """
    raise NotImplementedError("a0/u02 describe")
