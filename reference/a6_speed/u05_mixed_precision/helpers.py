"""a6/u05 Mixed precision: what the checks do with your functions. Read it, and try it yourself.

Models, optimizers and gradients cannot be sent to another process. So they are made here, from numbers, beside your
code. Where `autocast_step` needs a scaler, it gets torch's own `torch.amp.GradScaler`, whose methods have the names of
yours; so a mistake in your class costs no points here.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

import torch
from torch import nn

from autograder.given import simgpu

# ------------------------------------------------------------------- LossScaler


def take_steps(
    function: Callable[..., Any],
    weights: Sequence[torch.Tensor],
    gradients: Sequence[Sequence[torch.Tensor | None]],
    lr: float,
    times: float | None = None,
    **options: float,
) -> list[dict[str, Any]]:
    """Make a scaler, function(**options), and let it take a step for each entry of `gradients`; what came of each.

    The loss is the sum of all weights times their entries, so that these are the true gradients; None: this weight has
    no part in the loss, and gets no gradient. With `times` the gradients are unscaled first, and then multiplied by it,
    as clipping would do. All weights but the first are in a parameter group of their own.
    """
    scaler = function(**options)
    params = [nn.Parameter(each.clone()) for each in weights]
    optimiser = torch.optim.SGD([{"params": group} for group in (params[:1], params[1:]) if group], lr=lr)
    told = []
    for given in gradients:
        optimiser.zero_grad()
        pairs = zip(params, given, strict=True)
        loss = sum((weight * gradient).sum() for weight, gradient in pairs if gradient is not None)
        scaled = scaler.scale(loss)
        scaled.backward()
        if times is not None:
            scaler.unscale_(optimiser)
            for parameter in params:
                if parameter.grad is not None:
                    parameter.grad.mul_(times)
        scaler.step(optimiser)
        scaler.update()
        told.append(
            {
                "scaled loss": scaled.detach(),
                "weights": [each.detach().clone() for each in params],
                "scale": scaler.get_scale(),
            }
        )
    return told


class Patient:
    """In the place of an optimizer: it has one weight and its steps do nothing, so thousands of them are quick."""

    def __init__(self, weight: nn.Parameter) -> None:
        self.param_groups = [{"params": [weight]}]

    def step(self) -> None:
        """Nothing."""


def scale_after(function: Callable[..., Any], steps: Sequence[int]) -> list[float]:
    """The scale of a scaler that is made without any arguments, after so many good steps in a row, for each number."""
    scaler, weight = function(), nn.Parameter(torch.zeros(1))
    weight.grad = torch.zeros(1)
    opt, told = Patient(weight), {0: scaler.get_scale()}
    for step in range(1, max(steps) + 1):
        scaler.step(opt)
        scaler.update()
        told[step] = scaler.get_scale()
    return [told[step] for step in steps]


# ---------------------------------------------------------------- autocast_step


class Net(nn.Module):
    """Linear layers with these weights, without biases, and ReLU between them: x of shape (B, D) to scores (B, K).

    It notes in which dtype its scores were computed, and whether autocast was on while `backward` came through.
    """

    def __init__(self, weights: Sequence[torch.Tensor]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(w.shape[1], w.shape[0], bias=False, dtype=w.dtype) for w in weights)
        for layer, weight in zip(self.layers, weights, strict=True):
            layer.load_state_dict({"weight": weight})
        self.computed_in: list[torch.dtype] = []
        self.autocast_in_backward: list[bool] = []

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, D) to (B, K)."""
        for i, layer in enumerate(self.layers):
            x = layer(x.relu() if i else x)
        self.computed_in.append(x.dtype)
        device_type = x.device.type
        x.register_hook(lambda _: self.autocast_in_backward.append(torch.is_autocast_enabled(device_type)))
        return x


def train(
    function: Callable[..., float],
    weights: Sequence[torch.Tensor],
    batches: Sequence[tuple[torch.Tensor, torch.Tensor]],
    lr: float,
    dtype: torch.dtype,
    scale: float | None = None,
    growth_interval: int = 2000,
    device_type: str = "cpu",
    device: str = "cpu",
    left_behind: float = 0.0,
    **options: float,
) -> list[dict[str, Any]]:
    """Call function(model, batch, opt, scaler, device_type, dtype) for each batch, and say what came of each.

    The model is a `Net` with these weights, the optimizer plain SGD. `scale`: where torch's scaler starts; None: there
    is no scaler. `device` "gpu" is a simulated card. `left_behind`: what somebody has left in all gradients before.
    """
    with ExitStack() as stack:
        if device == "gpu":
            stack.enter_context(simgpu.watch())
        model = Net(weights).to(device)
        opt = torch.optim.SGD(model.parameters(), lr=lr)
        scaler = None
        if scale is not None:
            scaler = torch.amp.GradScaler("cpu", init_scale=scale, growth_interval=growth_interval)
        for parameter in model.parameters():
            parameter.grad = torch.full_like(parameter, left_behind)
        told = []
        for x, y in batches:
            model.computed_in.clear()
            model.autocast_in_backward.clear()
            loss = function(model, (x.to(device), y.to(device)), opt, scaler, device_type, dtype, **options)
            told.append(
                {
                    "loss": loss,
                    "weights": [each.detach().cpu().clone() for each in model.parameters()],
                    "scale": None if scaler is None else scaler.get_scale(),
                    "computed in": list(model.computed_in),
                    "autocast in backward": list(model.autocast_in_backward),
                }
            )
        return told


# ----------------------------------------------------- keeps_float32, bytes_saved


def stack_of(dtypes: Sequence[torch.dtype], shape: tuple[int, int], buffer: torch.dtype | None = None) -> nn.Module:
    """A model with one weight of this shape for each dtype, one inside the other, and perhaps a buffer of a dtype."""
    model = nn.Module()
    if buffer is not None:
        model.register_buffer("seen", torch.zeros(shape, dtype=buffer))
    inner = model
    for dtype in dtypes:
        inner.weight = nn.Parameter(torch.zeros(shape, dtype=dtype))
        inner.next = nn.Module()
        inner = inner.next
    return model
