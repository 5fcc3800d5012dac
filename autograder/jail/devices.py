"""Inputs on their way to a device, and answers on their way back: for races on a GPU.

Never run on a real GPU: the tests use the simulated one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch

SIMULATED = "gpu"


@contextmanager
def there(device: str | None) -> Iterator[None]:
    """While this is open the device exists: a real one always does."""
    if device != SIMULATED:
        yield
        return
    from autograder.given import simgpu

    with simgpu.watch():
        yield


def on_device(calls: Sequence[Sequence[Any]], device: str | None) -> list[list[Any]]:
    """The same calls with their tensors on `device`, once they have arrived there; as they are if it is None."""
    if device is None:
        return [list(args) for args in calls]
    moved = [[_to(each, device) for each in args] for args in calls]
    synchronize(device)
    return moved


def on_host(answers: Sequence[Any]) -> list[Any]:
    """Answers whose tensors can be sent; a device has finished them by then."""
    return [_to(each, "cpu") for each in answers]


def synchronize(device: str) -> None:
    """Wait until a device has done what was asked of it."""
    if device not in ("cpu", SIMULATED):
        torch.get_device_module(torch.device(device)).synchronize()


def _to(value: Any, device: str) -> Any:
    if isinstance(value, torch.Tensor) and value.device.type != torch.device(device).type:
        return value.to(device)
    if type(value) in (list, tuple):
        return type(value)(_to(each, device) for each in value)
    return value
