"""a4/u05 The training loop: small networks, and what the checks look at while your functions run. Read it, and try it.

`call=` is one of your functions in all of these; what stands before it goes into your function.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn
from torch.optim.optimizer import register_optimizer_step_pre_hook

Batch = tuple[torch.Tensor, torch.Tensor]
COLUMNS = ("train_loss", "train_accuracy", "val_loss", "val_accuracy")

# ------------------------------------------------------------- networks and losses


def build(weights: dict[str, torch.Tensor], dropout: float = 0.0, training: bool = True) -> nn.Sequential:
    """A network of two linear layers, `first` and `last`, with these weights; in between a `norm`, if it has weights.

    x of shape (B, D) goes in, scores of shape (B, K) come out.
    """
    hidden, features = weights["first.weight"].shape
    parts: dict[str, nn.Module] = {"first": nn.Linear(features, hidden)}  # (B, H)
    if "norm.weight" in weights:
        parts["norm"] = nn.BatchNorm1d(hidden)
    parts |= {"bend": nn.Tanh(), "drop": nn.Dropout(dropout), "last": nn.Linear(hidden, len(weights["last.weight"]))}
    model = nn.Sequential(OrderedDict(parts)).to(weights["first.weight"].dtype)
    model.load_state_dict(weights)
    return model.train(training)


def linear(weight: torch.Tensor) -> nn.Linear:
    """A single layer without a bias, and with this weight, (K, D)."""
    model = nn.Linear(weight.shape[1], weight.shape[0], bias=False)
    model.load_state_dict({"weight": weight})
    return model


def norm(mean: torch.Tensor, var: torch.Tensor) -> nn.BatchNorm1d:
    """A network that does nothing but normalise K scores. It remembers this mean and this variance."""
    model = nn.BatchNorm1d(len(mean), eps=1e-12)
    model.running_mean, model.running_var = mean.clone(), var.clone()
    return model


class Through(nn.Module):
    """A network whose scores are the numbers that come in. Its one weight is 0, and training does not change it."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(()))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, K) to (B, K)."""
        return x + 0 * self.weight


def shortfall(scores: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """A loss for the head: by how much the score of the right class falls short of 10, mean over the batch."""
    return (10 - scores.gather(1, y[:, None])).mean()


def optimizer(model: nn.Module, kind: str, **options: float) -> torch.optim.Optimizer:
    """One of torch's optimisers for all parameters of the model."""
    made: torch.optim.Optimizer = getattr(torch.optim, kind)(model.parameters(), **options)
    return made


# ------------------------------------------------------------- train_epoch and evaluate


def told(*args: Any, call: Callable[..., dict[str, Any]], only: str = "", **options: Any) -> Any:
    """The loss and the accuracy that call(…) returns, as plain numbers; `only` one of them, if asked for."""
    result = call(*args, **options)
    numbers = {name: float(result[name]) for name in ("loss", "accuracy")}
    return numbers[only] if only else numbers


def told_of_steps(model: nn.Module, *args: Any, call: Callable[..., dict[str, Any]]) -> tuple[float, str]:
    """The loss that call(…) returns, and whether any weight has moved; if none has, whether slopes are left over."""
    before = [parameter.detach().clone() for parameter in model.parameters()]
    loss = told(model, *args, call=call, only="loss")
    if any(bool((now != was).any()) for now, was in zip(model.parameters(), before, strict=True)):
        return loss, "weights have moved"
    left = any(parameter.grad is not None and bool(parameter.grad.any()) for parameter in model.parameters())
    return loss, "nothing has moved, and slopes are left" if left else "nothing has moved, and no slopes are left"


def modes(model: nn.Module, *args: Any, call: Callable[..., Any], learning: bool = False) -> list[str]:
    """In which modes the model was asked. `learning`: only those times count at which gradients were recorded."""
    passes = _passes(model, *args, call=call)
    return sorted({mode for mode, recorded in passes if recorded or not learning})


def recorded(model: nn.Module, *args: Any, call: Callable[..., Any]) -> bool:
    """Whether gradients were recorded while the model was asked."""
    return any(recorded for _, recorded in _passes(model, *args, call=call))


def _passes(model: nn.Module, *args: Any, call: Callable[..., Any]) -> list[tuple[str, bool]]:
    seen: list[tuple[str, bool]] = []

    def note(asked: nn.Module, _: Any) -> None:
        flags = {part.training for part in asked.modules()}
        mode = "mixed" if len(flags) > 1 else "training" if flags.pop() else "evaluation"
        seen.append((mode, torch.is_grad_enabled()))

    handle = model.register_forward_pre_hook(note)
    call(model, *args)
    handle.remove()
    return seen


def set_gradients(model: nn.Module, value: float) -> None:
    """Give all parameters gradients that consist of this number."""
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, value)


def gradients(model: nn.Module) -> list[torch.Tensor | None]:
    """The gradients of all parameters."""
    return [parameter.grad for parameter in model.parameters()]


class Far(torch.Tensor):
    """Numbers that lie on a far device: they can be moved here, and do not go together with numbers that are here."""

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = (*args, *(kwargs or {}).values())
        with torch._C.DisableTorchFunctionSubclass():
            if any(isinstance(each, torch.Tensor) and not isinstance(each, Far) for each in given):
                raise RuntimeError(
                    "Expected all tensors to be on the same device, but found at least two devices, far and cpu!"
                )
            result = func(*args, **(kwargs or {}))
            if not isinstance(result, torch.Tensor):
                return result
            moved = func.__name__ == "to" and any(isinstance(each, (str, torch.device)) for each in given)
            return result.as_subclass(torch.Tensor if moved or func.__name__ == "cpu" else Far)


def loss_of_far_batches(
    model: nn.Module, batches: Sequence[Batch], *args: Any, call: Callable[..., Any], **device: str
) -> float:
    """The loss that call(…) returns, for batches that lie on a far device until they are moved."""
    far = [(x.as_subclass(Far), y.as_subclass(Far)) for x, y in batches]
    return float(told(model, far, *args, call=call, only="loss", **device))


# ------------------------------------------------------------- overfit_one_batch


def losses(*args: Any, call: Callable[..., Any]) -> list[float]:
    """The losses that call(…) returns, as plain numbers."""
    return [float(loss) for loss in call(*args)]


# ------------------------------------------------------------- fit


def rows(*args: Any, call: Callable[..., Any]) -> list[dict[str, float]]:
    """The rows that call(…) returns, with plain numbers, and without columns that nobody asked for."""
    return [{"epoch": int(row["epoch"])} | {name: float(row[name]) for name in COLUMNS} for row in call(*args)]


def last_row_is_of_the_weights_that_were_left(
    model: nn.Module, train: Sequence[Batch], val: Sequence[Batch], *args: Any,
    call: Callable[..., Any], evaluate: Callable[..., Any],
) -> bool:  # fmt: skip
    """Whether your `evaluate`, asked when all is over, says about `val` what stands in the last row."""
    row = call(model, train, val, *args)[-1]
    now = evaluate(model, val, nn.functional.cross_entropy)
    return all(math.isclose(row[f"val_{name}"], now[name], rel_tol=1e-5) for name in ("loss", "accuracy"))


def loss_falls_below_half(
    model: nn.Module, train: Sequence[Batch], *args: Any, call: Callable[..., Any], evaluate: Callable[..., Any]
) -> bool:
    """Whether your `evaluate` finds that the loss of `train` is less than half of what it was."""
    before = evaluate(model, train, nn.functional.cross_entropy)["loss"]
    call(model, train, *args)
    return bool(evaluate(model, train, nn.functional.cross_entropy)["loss"] < before / 2)


def first_learning_rate(
    model: nn.Module, train: Sequence[Batch], val: Sequence[Batch], epochs: int, lr: float, call: Callable[..., Any]
) -> str:
    """Whether the first step is taken by an optimiser of torch's with the learning rate `lr`."""
    with _steps() as steps:
        call(model, train, val, epochs, lr)
    if not steps:
        return "no optimiser has taken a step"
    return "as asked" if steps[0][1] == [lr] * len(steps[0][1]) else "another one"


def optimizer_has_all_weights(
    model: nn.Module, train: Sequence[Batch], val: Sequence[Batch], lr: float, call: Callable[..., Any]
) -> bool:
    """Whether the optimisers that take steps have all parameters of the model."""
    with _steps() as steps:
        call(model, train, val, 1, lr)
    held = {id(parameter) for made, _ in steps for group in made.param_groups for parameter in group["params"]}
    return held >= {id(parameter) for parameter in model.parameters()}


def optimizer_stays_the_same(
    model: nn.Module, train: Sequence[Batch], val: Sequence[Batch], lr: float, call: Callable[..., Any]
) -> bool:
    """Whether, of two epochs, the second has the optimiser of the first."""
    with _steps() as steps:
        call(model, train, val, 2, lr)
    first, second = steps[: len(steps) // 2], steps[len(steps) // 2 :]
    return {id(made) for made, _ in first} == {id(made) for made, _ in second}


@contextmanager
def _steps() -> Iterator[list[tuple[torch.optim.Optimizer, list[float]]]]:
    """For each step of an optimiser: the optimiser, and the learning rates of its groups at that time."""
    steps: list[tuple[torch.optim.Optimizer, list[float]]] = []

    def note(made: torch.optim.Optimizer, *_: Any) -> None:
        steps.append((made, [float(group["lr"]) for group in made.param_groups]))

    handle = register_optimizer_step_pre_hook(note)
    yield steps
    handle.remove()
