"""a6/u02 Device agnostic: code that runs on a card where there is one, and on the CPU where there is none.

Letters in the comments: B samples in a batch, L positions in a row, D features, K classes.
"""

from typing import Any

import numpy as np
import torch
from torch import nn


def pick_device(prefer: str | None = None) -> torch.device:
    """Give the accelerator of this machine, "cuda" or "mps", and "cpu" where there is none.

    `prefer` is a wish: "cpu", "cuda" or "mps", without a number. "cpu" is always granted. An accelerator is given only
    where it is there; where it is not, the answer is the same as without a wish.

    >>> pick_device("cpu")
    device(type='cpu')
    """
    raise NotImplementedError("a6/u02 pick_device")


def to_device(batch: Any, device: torch.device | str) -> Any:
    """Give the batch with all its tensors on the device, however deep they lie in lists, tuples and dicts.

    A list stays a list, a tuple a tuple, and a dict keeps its keys. What is no tensor (text, number, None) is given
    back as it is. The batch that was handed over stays as it was.

    >>> moved = to_device({"photo": torch.zeros(2, 3), "names": ["shirt", "coat"]}, "meta")
    >>> moved["photo"].device, moved["names"]
    (device(type='meta'), ['shirt', 'coat'])
    """
    raise NotImplementedError("a6/u02 to_device")


class PositionalAdd(nn.Module):
    """Add to the row at position l, counted from 0, l times the `rates`, on whatever device the layer and x are.

    >>> layer = PositionalAdd(torch.tensor([1.0, 10.0]))
    >>> layer(torch.zeros(1, 3, 2))  # B = 1, L = 3, D = 2
    tensor([[[ 0.,  0.],
             [ 1., 10.],
             [ 2., 20.]]])
    """

    def __init__(self, rates: torch.Tensor) -> None:
        """Keep the rates, (D,), under the name `rates`: they move with the layer and are saved with it, but no
        optimiser changes them.
        """
        super().__init__()
        raise NotImplementedError("a6/u02 PositionalAdd.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Give x, (B, L, D), plus the table of shape (L, D) whose row l is l * rates. L may differ in each call."""
        raise NotImplementedError("a6/u02 PositionalAdd.forward")


def train_step(
    model: nn.Module,
    batch: tuple[torch.Tensor, torch.Tensor],
    opt: torch.optim.Optimizer,
    device: torch.device | str,
) -> torch.Tensor:
    """Take one step on a batch (x, y) that comes from the CPU; the model is on the device already.

    x are inputs, y their B labels, (B,), and the model answers with scores, (B, K). The loss is their cross-entropy.
    Give the loss before the step: a tensor of shape (), still on the device, without its record.

    >>> model = nn.Linear(1, 2)
    >>> _ = nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    >>> opt = torch.optim.SGD(model.parameters(), lr=1.0)
    >>> train_step(model, (torch.ones(4, 1), torch.tensor([0, 0, 0, 0])), opt, "cpu")
    tensor(0.6931)
    >>> model.bias.tolist()
    [0.5, -0.5]
    """
    raise NotImplementedError("a6/u02 train_step")


def to_numpy(x: torch.Tensor) -> np.ndarray:
    """Give the numbers of x as an array of the same shape and dtype, wherever x lies and whether or not it is recorded.

    x itself stays where it is, and recorded if it was.

    >>> to_numpy(torch.tensor([1.0, 2.0], requires_grad=True))
    array([1., 2.], dtype=float32)
    """
    raise NotImplementedError("a6/u02 to_numpy")
