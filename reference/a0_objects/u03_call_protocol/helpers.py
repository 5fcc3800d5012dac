"""a0/u03 Call protocol: steps for your pipes, and what the checks do with your objects where one look says too little.

The steps change grey values (0 is black, 255 is white) or rows of them. Some are functions, some are objects that can
be called. Try your pipe with them.
"""

from typing import Any


class Add:
    """Brighter by `amount`."""

    def __init__(self, amount: int) -> None:
        self.amount = amount

    def __call__(self, grey: int) -> int:
        return grey + self.amount

    def __repr__(self) -> str:
        return f"Add({self.amount})"


class Times:
    """`factor` times as bright."""

    def __init__(self, factor: int) -> None:
        self.factor = factor

    def __call__(self, grey: int) -> int:
        return grey * self.factor

    def __repr__(self) -> str:
        return f"Times({self.factor})"

    def __str__(self) -> str:  # a text for people: a Pipe shows the other one, the repr
        return f"{self.factor} times as bright"


def clip(grey: int) -> int:
    """No brighter than white, no darker than black."""
    return min(max(grey, 0), 255)


def mirror(row: list[int]) -> list[int]:
    """The same row from right to left."""
    return row[::-1]


def negative(row: list[int]) -> list[int]:
    """Black becomes white, and white black."""
    return [255 - grey for grey in row]


class Layer:
    """Adds `amount`, the way a layer in torch does it: calling it does a little more than `forward`. It also counts."""

    def __init__(self, amount: int) -> None:
        self.amount = amount
        self.calls = 0

    def forward(self, grey: int) -> int:
        return grey + self.amount

    def __call__(self, grey: int) -> int:
        self.calls += 1
        return self.forward(grey)


class Sensor:
    """A light meter that warms up: each reading is 1 higher than the one before."""

    def __init__(self) -> None:
        self.readings = 0

    def __call__(self, grey: int) -> int:
        self.readings += 1
        return grey + self.readings


def text_of(thing: Any) -> str:
    """What `print(thing)` would show inside a list."""
    return repr(thing)


def part_can_be_called(pipe: Any, start: int | None, stop: int | None) -> bool:
    """Cut a piece out of the pipe. Can it be called, as a pipe can?"""
    return callable(pipe[start:stop])


def feed_part(pipe: Any, start: int | None, stop: int | None, x: Any, step: int | None = None) -> Any:
    """Cut a piece out of the pipe, and send x through it."""
    return pipe[start:stop:step](x)
