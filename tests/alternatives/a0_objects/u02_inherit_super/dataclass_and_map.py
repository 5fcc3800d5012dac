"""A dataclass that begins as its parent does once its fields are set."""

import dataclasses
import operator


class Layer:
    """A layer that hands on what it gets, and remembers it. This class is given: leave it as it is."""

    def __init__(self) -> None:
        """Begin with an empty history."""
        self.history: list[float] = []

    def forward(self, x: float) -> float:
        """Write x into the history, and give x back as it is."""
        self.history.append(x)
        return x


@dataclasses.dataclass(eq=False, repr=False)
class Scale(Layer):
    factor: float

    def __post_init__(self) -> None:
        super().__init__()

    def forward(self, x: float) -> float:
        return operator.mul(super().forward(x), self.factor)


class ScaleThenShift(Scale):
    def __init__(self, *settings: float) -> None:
        *for_the_parent, self.shift = settings
        super().__init__(*for_the_parent)

    def forward(self, x: float) -> float:
        return sum((super().forward(x), self.shift))


def describe(layers: list[Layer]) -> list[str]:
    names = [type(layer).__qualname__.rpartition(".")[2] for layer in layers]
    counts = [layer.history.__len__() for layer in layers]
    return [": ".join((name, str(count))) for name, count in zip(names, counts, strict=True)]
