"""a6/u04 Transfer pipeline: what the checks do with your code. Read it, and try it yourself.

There is no card here. `Conveyor` is a host, a lane for copies and a device on a clock that is only calculated, and says
what happened when. For `move` the card is the simulated device "gpu", and some memory is declared to be pinned.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.data import DataLoader, TensorDataset

from autograder.given import simgpu
from autograder.given.timeline import Queue, Span

STALE = -1.0  # what a program reads where a copy has not arrived yet

# ------------------------------------------------------------------- Prefetcher


class Conveyor:
    """Batches on their way from the disk to the device. It is itself what a `for` walks through to load them.

    `load`, `copy` and `compute` are milliseconds for one batch. `events` says what happened, in order: "load 0",
    "copy 0" … `numbers` is what the device read of each batch. Batch `broken` cannot be loaded: OSError(message).
    """

    def __init__(
        self,
        batches: Sequence[torch.Tensor],
        load: float = 1.0,
        copy: float = 2.0,
        compute: float = 2.0,
        broken: int | None = None,
        message: str = "",
    ) -> None:
        self.queue = Queue(launch_seconds=0.0, bandwidth=1e9)  # a million bytes in a millisecond
        self.batches, self.broken, self.message = list(batches), broken, message
        self.times = {"load": load, "copy": copy, "compute": compute}
        self.under_way: list[tuple[torch.Tensor, int, Span]] = []
        self.events: list[str] = []
        self.numbers: list[Any] = []

    def __iter__(self) -> Iterator[torch.Tensor]:
        """Load one batch after the other: this is work of the host."""
        for i, batch in enumerate(self.batches):
            self.events.append(f"load {i}")
            if i == self.broken:
                raise OSError(self.message)
            self.queue.work(f"load {i}", self.times["load"] / 1000)
            yield batch

    def begin_copy(self, batch: Any) -> Any:
        """Begin to copy a batch from pinned memory. What comes back is full of STALE until it has arrived."""
        number = next((i for i, each in enumerate(self.batches) if each is batch), None)
        if number is None:  # something that is no batch of this conveyor
            self.events.append(f"copy {'again' if isinstance(batch, torch.Tensor) else batch}")
            return batch
        self.events.append(f"copy {number}")
        size = round(self.times["copy"] * 1e6)
        span = self.queue.copy(f"copy {number}", size, pinned=True, non_blocking=True)
        copied = torch.full_like(batch, STALE)
        self.under_way.append((copied, number, span))
        return copied

    def wait_for(self, copied: Any) -> None:
        """Wait until a copied batch is there; from then on its numbers can be read."""
        found = self.find(copied)
        if found is None:
            self.events.append(f"wait {self.name(copied)}")
            return
        number, span = found
        self.events.append(f"wait {number}")
        self.queue.wait(span)
        copied.copy_(self.batches[number])

    def compute(self, copied: Any) -> None:
        """Hand a batch to the device, which reads its numbers; the host goes on."""
        found = self.find(copied)
        self.events.append(f"compute {self.name(copied) if found is None else found[0]}")
        self.numbers.append(copied.clone() if isinstance(copied, torch.Tensor) else copied)
        self.queue.run(self.events[-1], self.times["compute"] / 1000)

    def find(self, copied: Any) -> tuple[int, Span] | None:
        """Number and copy of a copied batch, or None if this is none."""
        return next(((number, span) for each, number, span in self.under_way if each is copied), None)

    def name(self, thing: Any) -> str:
        """What something is called that is no copied batch."""
        return "what was not copied" if isinstance(thing, torch.Tensor) else str(thing)[:40]


def drive(function: Callable[..., Any], conveyor: Conveyor, epochs: int = 1) -> Conveyor:
    """Walk through function(batches, copy, wait), as a training loop does, so many times."""
    prefetcher = function(conveyor, conveyor.begin_copy, conveyor.wait_for)
    for _ in range(epochs):
        for copied in islice(prefetcher, len(conveyor.batches) + 3):  # enough, should it never end
            conveyor.compute(copied)
    conveyor.queue.sync()
    return conveyor


def in_order(events: Sequence[str]) -> list[str]:
    """The events, with "wait 0", "copy 1" told as "copy 1", "wait 0": one lane copies one after the other anyhow."""
    told = list(events)
    for i in range(1, len(told)):
        if told[i].startswith("copy") and told[i - 1].startswith("wait"):
            told[i - 1], told[i] = told[i], told[i - 1]
    return told


def events(function: Callable[..., Any], count: int) -> list[str]:
    """What happens, in order, when `count` batches are loaded, copied and used."""
    return in_order(drive(function, Conveyor([torch.tensor([float(i), 0.5]) for i in range(count)])).events)


def numbers_read(function: Callable[..., Any], batches: Sequence[torch.Tensor]) -> list[Any]:
    """What the device reads of each batch that is handed out."""
    return drive(function, Conveyor(batches)).numbers


def told(
    function: Callable[..., Any],
    batches: Sequence[torch.Tensor],
    epochs: int = 1,
    broken: int | None = None,
    message: str = "",
) -> dict[str, Any]:
    """Both for any batches and any number of epochs, if nothing is raised."""
    conveyor = drive(function, Conveyor(batches, broken=broken, message=message), epochs)
    return {"events": in_order(conveyor.events), "numbers": conveyor.numbers}


def milliseconds(function: Callable[..., Any], count: int, load: float, copy: float, compute: float) -> float:
    """How long `count` batches take, until the device is done with the last one."""
    batches = [torch.tensor([float(i), 0.5]) for i in range(count)]
    return drive(function, Conveyor(batches, load, copy, compute)).queue.clock() * 1000


# ---------------------------------------------------------------- pinned_loader


class Pinning(TorchFunctionMode):
    """While this is open, `pin_memory` only takes a note: most computers have no card to pin memory for."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func is torch.Tensor.pin_memory:
            self.calls += 1
            return args[0]
        return func(*args, **(kwargs or {}))


def look_at_loader(
    function: Callable[..., DataLoader], photos: torch.Tensor, labels: torch.Tensor, batch_size: int, use_cuda: bool
) -> dict[str, Any]:
    """What function(data set, batch_size, use_cuda) gives: whether it pins, and its batches.

    "a worker pins": whether memory is pinned where workers do their part, the data set and `collate_fn`.
    """
    with warnings.catch_warnings(), Pinning():
        warnings.simplefilter("ignore")  # torch says that there is no card
        loader = function(TensorDataset(photos, labels), batch_size, use_cuda)
        batches = [tuple(batch) for batch in loader]
        with Pinning() as worker:
            loader.collate_fn([loader.dataset[i] for i in next(iter(loader.batch_sampler))])
    return {"pin_memory": loader.pin_memory, "batches": batches, "a worker pins": worker.calls > 0}


# ------------------------------------------------------------------------- move


class Memory(TorchDispatchMode):
    """While this is open, the tensors in `pinned` lie in pinned memory, and copies are watched.

    A copy to the host with non_blocking=True has not arrived when its numbers are read: they are STALE.
    """

    def __init__(self, pinned: Sequence[torch.Tensor]) -> None:
        super().__init__()
        self.pinned, self.asked = list(pinned), []

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        aten = torch.ops.aten
        if func is aten.is_pinned.default:
            return any(each is args[0] for each in self.pinned)
        if func in (aten._pin_memory.default, aten.pin_memory.default):
            self.asked.append("pinned on the way")
            self.pinned.append(args[0].clone())
            return self.pinned[-1]
        result = func(*args, **kwargs)
        if func in (aten._to_copy.default, aten.copy_.default):
            source = args[0] if func is aten._to_copy.default else args[1]
            early = bool(kwargs.get("non_blocking", args[2] if len(args) > 2 else False))
            self.asked.append(early)
            if early and source.device.type == "gpu" and result.device.type == "cpu":
                result.fill_(STALE)
        return result


def moved(
    function: Callable[..., Any],
    batch: Sequence[torch.Tensor],
    pinned: Sequence[bool],
    to: str = "gpu",
    **options: Any,
) -> dict[str, Any]:
    """What function(batch, to, ...) gives if those tensors lie in pinned memory for which `pinned` is True.

    If `to` is "cpu", the batch lies on the device "gpu" before, and nothing of it is pinned. "non_blocking" says how
    each copy was asked for, "numbers" what is read right afterwards.
    """
    with simgpu.watch():
        parts = [part.to("gpu") if to == "cpu" else part.clone() for part in batch]
        memory = Memory([part for part, held in zip(parts, pinned, strict=True) if held])
        with memory:
            result = function(parts, to, **options)
        devices, numbers = [part.device.type for part in result], [part.cpu() for part in result]
        kept = tuple(numbers) if isinstance(result, tuple) else numbers
        return {"devices": devices, "numbers": kept, "non_blocking": memory.asked}
