from __future__ import annotations

from typing import Any, Callable, Generator, Iterable, Iterator

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

_NOTHING: Any = object()


class Prefetcher:
    __slots__ = ("_wait", "_copied", "_batches")

    def __init__(self, batches: Iterable[Any], copy: Callable[[Any], Any], wait: Callable[[Any], Any]) -> None:
        self._batches = batches
        self._wait = wait
        self._copied = lambda source: (copy(each) for each in source)

    def __iter__(self) -> Iterator[Any]:
        copies = self._copied(self._batches)
        return self._hand_out(next(copies, _NOTHING), copies)

    def _hand_out(self, now: Any, copies: Iterator[Any]) -> Generator[Any, None, None]:
        while now is not _NOTHING:
            later = next(copies, _NOTHING)
            self._wait(now)
            yield now
            now = later


def total_time(load: float, copy: float, compute: float, n: int, overlapped: bool) -> float:
    if n <= 0:
        return 0.0
    alone: float = load + copy + compute
    if n == 1:
        return alone
    step = sorted((load, copy, compute))[-1] if overlapped else alone
    return total_time(load, copy, compute, n - 1, overlapped) + step


class Loader(DataLoader):
    """Pins where it is worth it."""

    def __init__(self, ds: Dataset[Any], size: int, card: bool) -> None:
        super().__init__(ds, batch_size=size, pin_memory=card)


def pinned_loader(ds: Dataset[Any], batch_size: int, use_cuda: bool) -> DataLoader[Any]:
    return Loader(ds, batch_size, use_cuda)


def move(batch: Iterable[Tensor], device: str | torch.device, non_blocking: bool = False) -> tuple[Tensor, ...]:
    def one(x: Tensor) -> Tensor:
        early = bool(non_blocking & x.is_pinned())
        return x.to(device=device, non_blocking=early)

    return tuple(map(one, batch))
