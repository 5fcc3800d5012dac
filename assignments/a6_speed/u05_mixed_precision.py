"""a6/u05 Mixed precision: compute in 16 bits, remember in 32.

Letters in the comments: B photos in a batch, K classes.
"""

import torch
from torch import nn


class LossScaler:
    """Multiply the loss, so that its gradients do not vanish in float16; divide the gradients again before the step.

    >>> w = torch.tensor([10.0], requires_grad=True)
    >>> opt, scaler = torch.optim.SGD([w], lr=0.5), LossScaler(init_scale=8.0)
    >>> scaler.scale(w.sum() * 2).backward()
    >>> w.grad
    tensor([16.])
    >>> scaler.step(opt)
    >>> scaler.update()
    >>> w.grad, w.tolist(), scaler.get_scale()
    (tensor([2.]), [9.0], 8.0)
    """

    def __init__(
        self,
        init_scale: float = 65536.0,
        growth_factor: float = 2.0,
        backoff_factor: float = 0.5,
        growth_interval: int = 2000,
    ) -> None:
        """Remember the four numbers. The scale is `init_scale` until the first `update` that changes it."""
        raise NotImplementedError("a6/u05 LossScaler.__init__")

    def get_scale(self) -> float:
        """Give the scale of now, as a float."""
        raise NotImplementedError("a6/u05 LossScaler.get_scale")

    def scale(self, loss: torch.Tensor) -> torch.Tensor:
        """Give the loss, of shape (), times the scale: a tensor on which `backward` may be called."""
        raise NotImplementedError("a6/u05 LossScaler.scale")

    def unscale_(self, opt: torch.optim.Optimizer) -> None:
        """Divide, in place, every gradient of the optimizer's parameters by the scale; pass over those that are None.

        Whoever wants to look at the true gradients or to clip them calls this before `step`, at most once.
        """
        raise NotImplementedError("a6/u05 LossScaler.unscale_")

    def step(self, opt: torch.optim.Optimizer) -> None:
        """Take one step of `opt`, but only if each number in each gradient is finite: neither inf nor NaN.

        The gradients are unscaled first, unless somebody has called `unscale_` since the last `update`.
        """
        raise NotImplementedError("a6/u05 LossScaler.step")

    def update(self) -> None:
        """Adapt the scale; called once after each `step`.

        If that step was left out: scale times `backoff_factor`. If not, and it was the `growth_interval`-th good step
        in a row: scale times `growth_factor`, and the counting begins again, as it does after a step that was left out.
        """
        raise NotImplementedError("a6/u05 LossScaler.update")


def autocast_step(
    model: nn.Module,
    batch: tuple[torch.Tensor, torch.Tensor],
    opt: torch.optim.Optimizer,
    scaler: LossScaler | None,
    device_type: str,
    dtype: torch.dtype,
    max_norm: float | None = None,
) -> float:
    """Take one step of training in mixed precision, and give the loss before the step, unscaled, as a float.

    `batch` is (x, y), inputs and labels of B samples. Model and cross-entropy run under autocast for `device_type` and
    `dtype`, the backward pass outside of it. Without a scaler (None) it is an ordinary step. If `max_norm` is given,
    the true gradients of the model are clipped to it.

    >>> model = nn.Linear(1, 2, bias=False)
    >>> _ = nn.init.constant_(model.weight, 256.0)
    >>> opt, batch = torch.optim.SGD(model.parameters(), lr=2.0), (torch.ones(1, 1), torch.tensor([0]))
    >>> round(autocast_step(model, batch, opt, None, "cpu", torch.bfloat16), 3)
    0.693
    >>> model.weight.tolist()
    [[257.0], [255.0]]
    """
    raise NotImplementedError("a6/u05 autocast_step")


def bf16_round(x: torch.Tensor) -> torch.Tensor:
    """Give what is left of x after a trip through bfloat16 and back: shape and dtype of x, numbers that bfloat16 has.

    >>> bf16_round(torch.tensor([1.0, 257.0, 259.0]))
    tensor([  1., 256., 260.])
    """
    raise NotImplementedError("a6/u05 bf16_round")


def keeps_float32(model: nn.Module) -> bool:
    """Say whether all parameters of the model are float32. Buffers do not count.

    >>> keeps_float32(nn.Linear(2, 3)), keeps_float32(nn.Linear(2, 3).bfloat16())
    (True, False)
    """
    raise NotImplementedError("a6/u05 keeps_float32")


def bytes_saved(model: nn.Module) -> float:
    """Give by how many bytes all parameters together would shrink if each of their numbers took 2 bytes.

    How many bytes a number takes now depends on the parameter's dtype. Buffers do not count.

    >>> bytes_saved(nn.Linear(2, 3))  # 6 + 3 numbers, 4 bytes each
    18.0
    """
    raise NotImplementedError("a6/u05 bytes_saved")
