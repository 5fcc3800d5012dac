"""a6/u04 Transfer pipeline: load, copy and compute at the same time, each for another batch.

The host is the computer with its own memory, the device is the card that computes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import torch
from torch.utils.data import DataLoader, Dataset


class Prefetcher:
    """Walk through batches, one batch ahead: while one is used, the copy of the next one is under way.

    >>> def copy(batch):
    ...     print("copy", batch)
    ...     return batch
    >>> for copied in Prefetcher([7, 8], copy, wait=lambda copied: print("wait", copied)):
    ...     print("use", copied)
    copy 7
    copy 8
    wait 7
    use 7
    wait 8
    use 8
    """

    def __init__(self, batches: Iterable[Any], copy: Callable[[Any], Any], wait: Callable[[Any], None]) -> None:
        """Remember what is needed; nothing is loaded or copied yet.

        batches: anything that a `for` can walk through. copy(batch) begins a copy, and gives the copied batch at once,
        though its numbers may not be there yet. wait(copied) comes back when they are.
        """
        raise NotImplementedError("a6/u04 Prefetcher.__init__")

    def __iter__(self) -> Iterator[Any]:
        """Hand out each copied batch once, in order, when it has arrived and the copy of the next one has begun.

        Every `for` begins anew with the first batch. What `batches`, `copy` or `wait` raise goes through.
        """
        raise NotImplementedError("a6/u04 Prefetcher.__iter__")


def total_time(load: float, copy: float, compute: float, n: int, overlapped: bool) -> float:
    """Give the time for n batches, n >= 0, each of which takes `load`, then `copy`, then `compute`, in the same unit.

    Not overlapped: one thing after the other. Overlapped: three stations, each of which has one batch at a time, and
    begins a batch as soon as the station is free and the station before has finished this batch.

    >>> total_time(1.0, 1.0, 2.0, 3, overlapped=False), total_time(1.0, 1.0, 2.0, 3, overlapped=True)
    (12.0, 8.0)
    """
    raise NotImplementedError("a6/u04 total_time")


def pinned_loader(ds: Dataset, batch_size: int, use_cuda: bool) -> DataLoader:
    """Give a loader that puts its batches into pinned memory if `use_cuda`, and only then.

    It keeps the order of the data set; the last batch may be smaller.

    >>> loader = pinned_loader([5, 6, 7], 2, use_cuda=False)
    >>> list(loader), loader.pin_memory
    ([tensor([5, 6]), tensor([7])], False)
    """
    raise NotImplementedError("a6/u04 pinned_loader")


def move(
    batch: Sequence[torch.Tensor], device: torch.device | str, non_blocking: bool = False
) -> tuple[torch.Tensor, ...]:
    """Give the tensors of a batch, a tuple or list, on another device, as a tuple; shapes and numbers stay.

    A tensor is copied with `non_blocking=True` only if that was asked for and the tensor lies in pinned memory.

    >>> photos, labels = move([torch.zeros(2, 1, 28, 28), torch.tensor([6, 9])], "meta")
    >>> photos.device, photos.shape, labels.shape
    (device(type='meta'), torch.Size([2, 1, 28, 28]), torch.Size([2]))
    """
    raise NotImplementedError("a6/u04 move")
