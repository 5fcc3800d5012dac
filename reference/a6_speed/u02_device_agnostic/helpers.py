"""a6/u02 Device agnostic: what the checks do with your functions. Read it, and try it yourself.

There is no card here. Its place is taken by the simulated device "gpu" of `autograder.given.simgpu`, which exists while
`simgpu.watch()` is open: it computes on the CPU, and refuses to mix devices, as a card does. For `pick_device`, torch
is made to answer as it would on another machine.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from torch import nn

from autograder.given import simgpu

# ----------------------------------------------------------- the simulated card


# ------------------------------------------------------------------ pick_device


@contextmanager
def machine(accelerator: str | None) -> Iterator[None]:
    """While this is open, torch says that it runs on a machine with this accelerator: "cuda", "mps", or None.

    torch itself is the version for NVIDIA cards, except on a Mac ("mps"). It only *says* so: nothing can be put there.
    """
    there = None if accelerator is None else torch.device(accelerator)
    built_for = torch.device("cuda") if there is None else there

    def current_accelerator(check_available: bool = False) -> torch.device | None:
        return there if check_available else built_for

    answers = [
        (torch.accelerator, "current_accelerator", current_accelerator),
        (torch.accelerator, "is_available", lambda: there is not None),
        (torch.accelerator, "device_count", lambda: int(there is not None)),
        (torch.cuda, "is_available", lambda: accelerator == "cuda"),
        (torch.cuda, "device_count", lambda: int(accelerator == "cuda")),
        (torch.backends.mps, "is_available", lambda: accelerator == "mps"),
        (torch.backends.mps, "is_built", lambda: accelerator == "mps"),
        (torch.mps, "is_available", lambda: accelerator == "mps"),
        (torch.mps, "device_count", lambda: int(accelerator == "mps")),
        (torch.xpu, "is_available", lambda: False),
        (torch.xpu, "device_count", lambda: 0),
    ]
    with ExitStack() as stack:
        for module, name, answer in answers:
            stack.enter_context(patch.object(module, name, answer))
        yield


def picked(function: Callable[..., torch.device], accelerator: str | None, *wish: str) -> Any:
    """What function(*wish) says on a machine with this accelerator. A number is left out: "cuda:0" counts as "cuda"."""
    with machine(accelerator):
        answer = function(*wish)
    return torch.device(answer.type) if isinstance(answer, torch.device) else answer


# -------------------------------------------------------------------- to_device


def each_tensor(value: Any, change: Callable[[torch.Tensor], Any]) -> Any:
    """A copy of lists, tuples and dicts, in which `change(tensor)` stands in place of each tensor."""
    with patch.object(torch.Tensor, "__deepcopy__", lambda tensor, memo: change(tensor)):
        return copy.deepcopy(value)


def places(value: Any) -> Any:
    """The device's name in place of each tensor."""
    return each_tensor(value, lambda tensor: tensor.device.type)


def fetched(value: Any) -> Any:
    """Each tensor on the CPU. On "meta" there are no numbers to fetch: there a tensor's shape stands in its place."""
    return each_tensor(value, lambda tensor: tuple(tensor.shape) if tensor.is_meta else tensor.detach().cpu())


def moved(function: Callable[..., Any], batch: Any, device: str) -> dict[str, Any]:
    """Call function(batch, device): where the tensors of the answer lie, and what the answer holds."""
    with simgpu.watch():
        answer = function(batch, device)
        return {"places": places(answer), "holds": fetched(answer)}


# ---------------------------------------------------------------- PositionalAdd


def added(
    function: Callable[..., nn.Module], rates: torch.Tensor, batches: Sequence[torch.Tensor], device: str
) -> list[dict[str, Any]]:
    """Make function(rates), move it to the device, and call it with each x, which is moved, too."""
    with simgpu.watch():
        layer = function(rates).to(device)
        told = []
        for x in batches:
            y = layer(x.to(device))
            told.append({"place": places(y), "holds": fetched(y), "is recorded": y.requires_grad})
        return told


def added_after_loading(
    function: Callable[..., nn.Module], rates: torch.Tensor, loaded: torch.Tensor, x: torch.Tensor
) -> dict[str, Any]:
    """Make function(rates), load other rates into it as from a file, and call it with x."""
    layer = function(rates.clone())
    layer.load_state_dict({**layer.state_dict(), "rates": loaded})
    learned = [name for name, parameter in layer.named_parameters() if parameter.requires_grad]
    return {"holds": fetched(layer(x)), "changed by an optimiser": learned}


# ------------------------------------------------------------------- train_step


def trained(
    function: Callable[..., torch.Tensor],
    weights: dict[str, torch.Tensor],
    batches: Sequence[Sequence[torch.Tensor]],
    device: str,
    lr: float,
) -> dict[str, Any]:
    """Move a model with these weights to the device, make an optimiser for it, and call function for each batch.

    The model flattens x, whatever its shape, and has one layer: scores = flat x @ weight.T + bias, (B, K).
    """
    with simgpu.watch():
        classes, features = weights["1.weight"].shape
        model = nn.Sequential(nn.Flatten(), nn.Linear(features, classes)).to(weights["1.weight"].dtype)
        model.load_state_dict(weights)
        model.to(device)
        opt = torch.optim.SGD(model.parameters(), lr=lr)
        losses = [function(model, batch, opt, device) for batch in batches]
        return {
            "losses": fetched(losses),
            "places": places(losses),
            "are recorded": [getattr(loss, "requires_grad", False) for loss in losses],
            "weights": fetched(dict(model.state_dict())),
        }


# --------------------------------------------------------------------- to_numpy


def array_of(function: Callable[..., np.ndarray], x: torch.Tensor, device: str, recorded: bool = False) -> Any:
    """What function makes of x on the device; if `recorded`, x is a parameter there. Is x what it was afterwards?"""
    with simgpu.watch():
        there = x.to(device).detach().requires_grad_(recorded)
        array = function(there)
        return {"array": array, "x": [places(there), "is recorded" if there.requires_grad else "is not recorded"]}
