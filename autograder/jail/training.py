"""What a call does to a model that it trains: with which gradients each step was taken, and what it left behind.

Whoever trains may write the loop in many ways: clear gradients first or last, in the optimizer or in the model, keep
sums or lists. What has to be the same is told here: the gradients that an optimizer's step finds, the weights that it
leaves, the mode of each forward pass, and how many graphs of earlier passes are still there. Like everything in
`inspecting`, it is told by the process in which the student's code runs.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer
from torch.optim import optimizer as hooks_of_optimizers

MAX_STEPS = 200  # of the optimizer; the ones after that are counted

TOLD = ("grads", "weights", "modes", "graphs", "events")


class _Held:
    """Lives as long as the graph that it was put into."""


class _Mark(torch.autograd.Function):
    """The identity; its node in the graph holds on to something."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, held: _Held) -> torch.Tensor:
        ctx.held = held
        return x.view_as(x)

    @staticmethod
    def backward(_: Any, grad: torch.Tensor) -> tuple[torch.Tensor, None]:
        return grad, None


class Watch:
    """Takes down what happens to `model` while it is open."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model
        self.steps = 0
        self.grads: list[dict[str, torch.Tensor | None]] = []
        self.weights: list[dict[str, torch.Tensor]] = []
        self.modes: list[str] = []
        self.events: list[str] = []
        self.graphs = 0
        self._alive: weakref.WeakSet[_Held] = weakref.WeakSet()

    @contextmanager
    def open(self) -> Iterator[None]:
        """Listen to the model and to all of torch's optimizers, and stop listening."""
        cleared = Optimizer.zero_grad

        def clearing(optimizer: Optimizer, set_to_none: bool = True) -> None:
            self.events.append("zero_grad")
            cleared(optimizer, set_to_none)

        with ExitStack() as stack:
            for handle in (
                self.model.register_forward_pre_hook(self._before_forward),
                self.model.register_forward_hook(self._after_forward),
                hooks_of_optimizers.register_optimizer_step_pre_hook(self._before_step),
                hooks_of_optimizers.register_optimizer_step_post_hook(self._after_step),
                *(
                    parameter.register_post_accumulate_grad_hook(self._accumulated)  # type: ignore[no-untyped-call]
                    for parameter in self.model.parameters()
                    if parameter.requires_grad and parameter.is_leaf
                ),
            ):
                stack.callback(handle.remove)
            Optimizer.zero_grad = clearing  # type: ignore[assignment,method-assign]
            stack.callback(setattr, Optimizer, "zero_grad", cleared)
            yield

    def _before_forward(self, model: nn.Module, _: Any) -> None:
        modes = {part.training for part in model.modules()}
        mode = "mixed" if len(modes) > 1 else "training" if modes.pop() else "evaluation"
        self.modes.append(mode if torch.is_grad_enabled() else f"{mode}, no gradients")
        self.events.append("forward")
        if len(self._alive) > 1:
            gc.collect()  # what is left in a circle of references would have gone by and by
        if len(self._alive) > 1:  # the one of the pass before may still be there, until its variable is used again
            self.graphs = max(self.graphs, len(self._alive))

    def _after_forward(self, _: nn.Module, __: Any, output: Any) -> Any:
        if not isinstance(output, torch.Tensor) or output.grad_fn is None:
            return None
        held = _Held()
        self._alive.add(held)
        return _Mark.apply(output, held)

    def _accumulated(self, _: torch.Tensor) -> None:
        if self.events[-1:] != ["backward"]:
            self.events.append("backward")

    def _before_step(self, *_: Any) -> None:
        self.steps += 1
        self.events.append("step")
        if len(self.grads) < MAX_STEPS:
            named = self.model.named_parameters()
            self.grads.append({name: None if p.grad is None else p.grad.detach().clone() for name, p in named})

    def _after_step(self, *_: Any) -> None:
        if len(self.weights) < MAX_STEPS:
            self.weights.append({name: p.detach().clone() for name, p in self.model.named_parameters()})


def training(
    function: Callable[..., Any], model: nn.Module, tell: Sequence[str], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """What `function(*args, **kwargs)` returns, and what happened to `model` on the way, as far as `tell` asks for it.

    "grads" and "weights" are dicts by name, one for each step of any of torch's optimizers: what the step found, and
    what it left. "modes" says of each forward pass "training", "evaluation" or "mixed", and whether "no gradients" were
    recorded. "graphs" is how many graphs of earlier passes were there at once when a new pass began; 0 if never more
    than the last one. "events" are "zero_grad" (an optimizer's), "forward", "backward", "step", in order. "steps" is
    how many steps there were.

    Raises:
        ValueError: `tell` asks for something else.
    """
    if unknown := set(tell) - set(TOLD):
        raise ValueError(f"a training tells {', '.join(TOLD)}; not {', '.join(sorted(unknown))}")
    watch = Watch(model)
    with watch.open():
        value = function(*args, **kwargs)
    return value, {"steps": watch.steps, **{what: getattr(watch, what) for what in tell}}
