"""a6/u03 Timing and waiting: what the checks do with your functions. Read it, and try it yourself.

No GPU is needed. `Queue` is a CPU and a GPU on a clock that only goes on when somebody works or waits; "gpu" is a
device that computes on the CPU and takes down when a real card would have made the CPU wait.
"""

import os
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.profiler import record_function

from autograder.given import simgpu
from autograder.given.timeline import Queue

os.environ.setdefault("KINETO_LOG_LEVEL", "99")  # torch's profiler need not tell us that it starts and stops

# --------------------------------------------------------------------- benchmark


def timed(
    function: Callable[..., dict[str, float]],
    costs: Sequence[float],
    ask: str,
    launch: float = 1.0,
    before: Sequence[float] = (),
    **options: int,
) -> dict[str, float]:
    """Let function(fn, sync, clock, **options) time work on a `Queue`: the result's entry `ask`, and the calls of fn.

    Call number i of fn hands over work that takes the GPU costs[i] seconds (after the last one: as long as the last
    one), and handing it over takes the CPU `launch` seconds. Work of `before` was handed over by somebody else, and is
    still going on when `function` begins.
    """
    queue, calls = Queue(launch_seconds=launch), 0

    def fn() -> None:
        nonlocal calls
        queue.run("work", costs[min(calls, len(costs) - 1)])
        calls += 1

    for cost in before:
        queue.run("set-up", cost)
    result = function(fn, queue.sync, queue.clock, **options)
    return {ask: float(result[ask]), "calls": calls}


# ------------------------------------------------------------------- count_syncs

ASKS: dict[str, Callable[[torch.Tensor], object]] = {
    "add": lambda x: x + 1,
    "shape": lambda x: x.shape,
    "compare": lambda x: x.sum() > 3,
    "detach": lambda x: x.sum().detach(),
    "item": lambda x: x.sum().item(),
    "float": lambda x: float(x.sum()),
    "int": lambda x: int(x.sum()),
    "if": lambda x: "large" if x.sum() > 3 else "small",
    "text": lambda x: str(x),
    "format": lambda x: f"{x.sum():.1f}",
    "tolist": lambda x: x.tolist(),
    "numpy": lambda x: x.numpy(),
    "cpu": lambda x: x.cpu(),
}


def syncs_of(function: Callable[..., int], script: Sequence[str]) -> dict[str, int]:
    """What function(fn) says, and how often it called fn, which does what the names in `script` stand for in ASKS."""
    x, calls = torch.tensor([1.0, 2.0]), 0

    def fn() -> None:
        nonlocal calls
        calls += 1
        for name in script:
            ASKS[name](x)

    return {"syncs": function(fn), "calls": calls}


# -------------------------------------------------------------- train_epoch_lazy


def line(weight: float) -> nn.Linear:
    """The smallest model there is: weight * x, for x of shape (B, 1)."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, weight)
    return model


def network(weights: dict[str, torch.Tensor]) -> nn.Sequential:
    """Two layers with these weights, x of shape (B, D) to scores of shape (B, K)."""
    hidden, features = weights["0.weight"].shape
    model = nn.Sequential(nn.Linear(features, hidden), nn.Tanh(), nn.Linear(hidden, len(weights["2.bias"])))
    model.to(weights["0.weight"].dtype).load_state_dict(weights)
    return model


def sgd(model: nn.Module, lr: float) -> torch.optim.Optimizer:
    """An optimizer for all parameters of the model."""
    return torch.optim.SGD(model.parameters(), lr=lr)


def leave_gradients(model: nn.Module, size: float) -> None:
    """What somebody who worked with the model before may leave behind: all gradients are `size`."""
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, size)


class Decisions(TorchFunctionMode):
    """Counts how often Python asks a tensor of the simulated GPU whether it is true."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.count += func is torch.Tensor.__bool__ and isinstance(args[0], simgpu.SimTensor)
        return func(*args, **({} if kwargs is None else kwargs))


def epoch_on_gpu(
    function: Callable[..., float],
    batches: Sequence[tuple[torch.Tensor, torch.Tensor]],
    weights: dict[str, torch.Tensor] | None = None,
    lr: float = 0.5,
) -> dict[str, Any]:
    """Call function(model, batches, opt, loss_fn) on the simulated GPU: what it returns, how often the CPU had to
    wait for a number, and for what: to decide an "if", to "print", or for the "number" itself.

    With `weights` the model is `network(weights)` and the loss cross-entropy; without, `line(0.0)` and mean squared
    error.
    """
    with simgpu.watch() as seen:
        model = (line(0.0) if weights is None else network(weights)).to("gpu")
        there = [(x.to("gpu"), y.to("gpu")) for x, y in batches]
        loss_fn = nn.functional.mse_loss if weights is None else nn.functional.cross_entropy
        seen.syncs.clear()
        with Decisions() as decisions:
            mean = function(model, there, sgd(model, lr), loss_fn)
        prints, waits = seen.syncs.count("print"), len(seen.syncs)
        kinds = {"if": decisions.count, "print": prints, "number": waits - decisions.count - prints}
        return {"mean": mean, "waits": waits, "for": kinds}


# ----------------------------------------------------------------------- hot_ops


def hottest(
    function: Callable[..., list[tuple[str, int]]], calls: dict[str, int], n: int, labels: int = 0
) -> list[tuple[str, int]]:
    """What function(fn, n) says of an fn that calls torch's functions as often as `calls` says, by name.

    "erf" gets half a million numbers; all others get two small tensors, or one. fn also opens `labels` times a
    `record_function("batch")`: the profiler lists labels beside operators.
    """
    a, b = torch.ones(3), torch.full((3,), 2.0)
    large = torch.ones(500_000)

    def fn() -> None:
        for _ in range(labels):
            with record_function("batch"):
                pass
        for name, count in calls.items():
            for _ in range(count):
                if name == "erf":
                    torch.erf(large)
                elif name in ("add", "mul", "sub", "div"):
                    getattr(torch, name)(a, b)
                else:
                    getattr(torch, name)(a)

    return [(name, count) for name, count in function(fn, n)]
