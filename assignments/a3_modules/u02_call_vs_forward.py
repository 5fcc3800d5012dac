"""a3/u02 Call, not forward: what happens between `model(x)` and `model.forward(x)`, and who is listening there.

Letters in the comments: B photos in a batch.
"""

import torch
from torch import nn


class Tiny(nn.Module):
    """The first half of the course's network: photos, (B, 1, 28, 28), go in, and 10 scores for each come out, (B, 10).

    It has four layers, and these are their names. The photo comes through them in this order:

        conv   8 kernels of 3 x 3, padding 1   (B, 8, 28, 28)
        relu                                   (B, 8, 28, 28)
        pool   max pool of 2 x 2               (B, 8, 14, 14)
        head   linear, of all these numbers    (B, 10)

    >>> Tiny()(torch.zeros(3, 1, 28, 28)).shape
    torch.Size([3, 10])
    """

    def __init__(self) -> None:
        """Make the four layers; `conv` and `head` have a bias."""
        raise NotImplementedError("a3/u02 Tiny.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Send the photos x, (B, 1, 28, 28), through all layers and give the scores, (B, 10)."""
        raise NotImplementedError("a3/u02 Tiny.forward")


def run(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """Give the model's answer to x in such a way that everybody who listens at the model's door notices.

    The model stays as it is, and gradients flow through the answer as they would without `run`.

    >>> listened = nn.ReLU()
    >>> handle = listened.register_forward_hook(lambda layer, inputs, output: print("heard"))
    >>> run(listened, torch.tensor([-1.0, 2.0]))
    heard
    tensor([0., 2.])
    """
    raise NotImplementedError("a3/u02 run")


def record_shapes(model: nn.Module, x: torch.Tensor) -> list[tuple[str, tuple[int, ...]]]:
    """Run the model on x, once, and list the name of each layer and the shape that came out of it.

    The layers stand in the order in which they were called, one entry for each call. Names are those of
    `model.named_modules()`. What only holds other modules is no layer. Afterwards nobody listens any more.

    >>> model = nn.Sequential(nn.Linear(6, 4), nn.Sequential(nn.ReLU(), nn.Linear(4, 2)))
    >>> record_shapes(model, torch.zeros(3, 6))
    [('0', (3, 4)), ('1.0', (3, 4)), ('1.1', (3, 2))]
    """
    raise NotImplementedError("a3/u02 record_shapes")


class Counted(nn.Module):
    """A module around another one: it answers as that one does, and counts in `calls` how often it was called.

    >>> counted = Counted(nn.ReLU())
    >>> counted(torch.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    >>> counted.calls
    1
    """

    def __init__(self, inner: nn.Module) -> None:
        """Keep the other module as `inner`, and begin at 0."""
        raise NotImplementedError("a3/u02 Counted.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Count one more call, and give what the module inside answers to x."""
        raise NotImplementedError("a3/u02 Counted.forward")
