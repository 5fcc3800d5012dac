"""Random inputs for checks, drawn from a secret key: the fixture `draw`.

The same key gives the same inputs on every platform, as far as NumPy's Philox generator and its distributions do. Every
tensor is fresh and writable. Sizes differ from each other, masks and permutations are never trivial, and numbers never
special, so that a wrong axis or a forgotten case cannot hide.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import torch

Item = TypeVar("Item")

KEY_BYTES = 32
TRIES = 100  # redraws before a request is called impossible


def derive_key(secret: bytes, *parts: str) -> bytes:
    """HMAC-SHA256 of `parts` under `secret`: 32 bytes. Lengths count: ("ab", "c") gives another key than ("a", "bc").

    Raises:
        ValueError: `secret` is empty.
    """
    if not secret:
        raise ValueError("the secret is empty; at least one byte is needed, and 32 random ones are right")
    coded = [part.encode("utf-8", "surrogatepass") for part in parts]
    message = b"".join(len(part).to_bytes(8, "big") + part for part in coded)
    return hmac.new(secret, message, hashlib.sha256).digest()


class Draw:
    """Draws sizes, tensors and choices.

    Args:
        key: 32 bytes from `derive_key`.
        dtype: of floating tensors for which no other is asked; `verify` uses float64 too.
    """

    __slots__ = ("_dtype", "_random")

    def __init__(self, key: bytes, dtype: torch.dtype = torch.float32) -> None:
        self._dtype = dtype
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes, this one has {len(key)}; make it with derive_key")
        # Philox takes 16 bytes of key; the other 16 start its counter, 2**128 blocks away from any other start.
        philox = np.random.Philox(
            key=int.from_bytes(key[:16], "little"), counter=int.from_bytes(key[16:], "little") << 128
        )
        self._random = np.random.Generator(philox)

    def size(self, low: int = 2, high: int = 7) -> int:
        """One size: an int from `low` to `high`, both included."""
        return self.sizes(1, low, high)[0]

    def sizes(self, k: int, low: int = 2, high: int = 7) -> tuple[int, ...]:
        """`k` sizes from `low` to `high`, both included, all different.

        Raises:
            ValueError: there are fewer than `k` numbers from `low` to `high`.
        """
        if low < 0 or k < 0 or high - low + 1 < k:
            raise ValueError(f"there are no {k} different sizes from {low} to {high}; widen low= and high=")
        return tuple((low + self._random.choice(high - low + 1, size=k, replace=False)).tolist())

    def integer(self, low: int, high: int) -> int:
        """A Python int, at least `low` and below `high`, as in `integers`."""
        return int(self.integers(low, high))

    def choice(self, sequence: Sequence[Item]) -> Item:
        """One item of a sequence.

        Raises:
            ValueError: it is empty.
        """
        if not len(sequence):
            raise ValueError("draw.choice needs at least one item to choose from, and the sequence is empty")
        return sequence[self.integer(0, len(sequence))]

    def normal(self, *shape: int, dtype: torch.dtype | None = None, scale: float = 1.0) -> torch.Tensor:
        """A floating tensor of `shape` with mean 0 and standard deviation `scale`; no element is 0, ±1 or infinite."""

        def sample(count: int) -> np.ndarray[Any, Any]:
            return self._random.standard_normal(count) * scale

        return self._floats("normal", shape, dtype or self._dtype, sample, _is_ordinary)

    def uniform(
        self, *shape: int, low: float = 0.0, high: float = 1.0, dtype: torch.dtype | None = None
    ) -> torch.Tensor:
        """A floating tensor of `shape`, uniform and strictly between `low` and `high`."""
        if not low < high:
            raise ValueError(f"draw.uniform needs low < high, but low is {low} and high is {high}")

        def sample(count: int) -> np.ndarray[Any, Any]:
            return low + (high - low) * self._random.random(count)

        return self._floats("uniform", shape, dtype or self._dtype, sample, lambda x: (x > low) & (x < high))

    def integers(self, low: int, high: int, *shape: int) -> torch.Tensor:
        """An int64 tensor of `shape`, uniform, at least `low` and below `high`.

        Raises:
            ValueError: there is no such integer.
        """
        if not low < high:
            raise ValueError(f"draw.integers needs low < high (high is excluded), but low is {low} and high is {high}")
        return torch.from_numpy(np.asarray(self._random.integers(low, high, size=_checked("integers", shape))))

    def booleans(self, *shape: int) -> torch.Tensor:
        """A bool tensor of `shape`, half True on average; from two elements on, both values occur."""
        count = math.prod(_checked("booleans", shape))
        values = self._random.integers(0, 2, size=count).astype(np.bool_)
        while count >= 2 and values.all() == values.any():
            values = self._random.integers(0, 2, size=count).astype(np.bool_)
        return torch.from_numpy(values.reshape(shape))

    def permutation(self, n: int) -> torch.Tensor:
        """The numbers from 0 to `n` - 1, shuffled: int64, shape (n,). From n = 2 on, they are never in order."""
        order = self._random.permutation(n)
        while n >= 2 and (order[1:] > order[:-1]).all():
            order = self._random.permutation(n)
        return torch.from_numpy(order.astype(np.int64))

    def strided(self, x: torch.Tensor) -> torch.Tensor:
        """The values, shape, dtype and `requires_grad` of `x` in another layout: not contiguous, offset in its storage.

        Either every second or third element along an axis, or the axes in another order; other numbers of the same kind
        fill the gaps. A tensor of fewer than two elements is contiguous however it lies: there only the offset changes.
        """
        shape = list(x.shape)
        long_axes = [axis for axis, size in enumerate(shape) if size > 1]
        offset = self.integer(1, 5)
        with torch.no_grad():
            if math.prod(shape) < 2:
                view = self._noise(offset + x.numel(), x)[offset:].view(shape)
            elif len(long_axes) > 1 and self.integer(0, 2):
                order = self._other_order(len(shape), long_axes)
                block = self._noise(offset + x.numel(), x)[offset:]
                view = block.view([shape[axis] for axis in order]).permute([order.index(i) for i in range(len(shape))])
            else:
                axis, step = self.choice(long_axes), self.integer(2, 4)
                wide = [*shape[:axis], shape[axis] * step, *shape[axis + 1 :]]
                block = self._noise(offset + math.prod(wide), x)[offset:].view(wide)
                view = block[(*(slice(None),) * axis, slice(None, None, step))]
            view.copy_(x)
        return view.requires_grad_(x.requires_grad)

    def _other_order(self, rank: int, long_axes: Sequence[int]) -> list[int]:
        """A permutation of the axes that changes the order of those longer than 1."""
        while True:
            order: list[int] = self._random.permutation(rank).tolist()
            if [axis for axis in order if axis in long_axes] != list(long_axes):
                return order

    def _noise(self, count: int, like: torch.Tensor) -> torch.Tensor:
        """`count` random numbers, shape (count,), of the dtype of `like`, and not larger than an int8 holds."""
        if like.dtype is torch.bool:
            return torch.from_numpy(self._random.integers(0, 2, size=count)).to(torch.bool)
        if like.is_floating_point() or like.is_complex():
            return torch.from_numpy(self._random.standard_normal(count)).to(like.dtype)
        return torch.from_numpy(self._random.integers(0, 100, size=count)).to(like.dtype)

    def _floats(
        self,
        name: str,
        shape: tuple[int, ...],
        dtype: torch.dtype,
        sample: Callable[[int], np.ndarray[Any, Any]],
        good: Callable[[np.ndarray[Any, Any]], np.ndarray[Any, Any]],
    ) -> torch.Tensor:
        """Draw in float64, round to `dtype`, and draw again what rounding made special."""
        if not dtype.is_floating_point:
            raise ValueError(f"draw.{name} makes floating dtypes, not {dtype}; use draw.integers or draw.booleans")
        count = math.prod(_checked(name, shape))
        values = sample(count)
        for _ in range(TRIES):
            rounded, wide = _rounded(values, dtype)
            kept = good(wide)
            if kept.all():
                return rounded.reshape(shape)
            values = np.where(kept, values, sample(count))
        raise ValueError(
            f"draw.{name} found no ordinary numbers of {dtype} in this range; change scale=, low= or high="
        )


def _checked(name: str, shape: tuple[int, ...]) -> tuple[int, ...]:
    for size in shape:
        if not isinstance(size, int) or size < 0:
            raise TypeError(
                f"draw.{name} takes sizes one by one, as in draw.{name}(*x.shape), but it was given {size!r}"
            )
    return shape


def _rounded(values: np.ndarray[Any, Any], dtype: torch.dtype) -> tuple[torch.Tensor, np.ndarray[Any, Any]]:
    """The values as a fresh tensor of `dtype`, and as an array with the same rounding."""
    if dtype is torch.float32:
        single = values.astype(np.float32)
        return torch.from_numpy(single), single
    if dtype is torch.float64:
        return torch.from_numpy(values), values
    tensor = torch.from_numpy(values).to(dtype)
    return tensor, tensor.double().numpy()


def _is_ordinary(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    size = np.abs(values)
    ordinary: np.ndarray[Any, Any] = (size != 0) & (size != 1) & (size < np.inf)
    return ordinary
