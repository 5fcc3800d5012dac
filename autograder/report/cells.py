"""Small tensors cut into matrices, and which of their cells differ. For every writer that draws them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from autograder.results import Cells


def differing(cells: Cells | None, other: Cells | None) -> tuple[bool, ...]:
    """Which of `cells` differ: as it says itself, or as the other one says if it has the same shape; () if unknown."""
    if cells is None:
        return ()
    if len(cells.differs) == len(cells.values):
        return cells.differs
    same_shape = other is not None and other.shape == cells.shape and len(other.differs) == len(cells.values)
    return other.differs if other is not None and same_shape else ()


def is_drawable(cells: Cells) -> bool:
    """Whether there is a value for each place of the shape, and at least one."""
    return min(cells.shape, default=1) >= 1 and prod(cells.shape) == len(cells.values)


def matrices(shape: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], list[range]]]:
    """The matrices of a tensor with at least one element: index of each, and the places of its rows' elements.

    A scalar and a tensor with one axis are one matrix of one row; the index is then ().
    """
    height, width = (1, 1, *shape)[-2:]
    leading = shape[:-2]
    for number, index in enumerate(product(*(range(size) for size in leading))):
        start = number * height * width
        yield index, [range(start + row * width, start + (row + 1) * width) for row in range(height)]


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as Python writes it: (2, 3), (4,), ()."""
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"
