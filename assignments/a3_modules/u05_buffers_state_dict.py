"""a3/u05 Buffers and state_dict: what a network takes along when it is moved, saved and loaded.

Letters in the comments: N rows (photos), D features (numbers of one photo).
"""

from pathlib import Path
from typing import BinaryIO

import torch
from torch import nn


class Standardise(nn.Module):
    """Bring D features to one scale: take off the mean of each, then divide by its standard deviation.

    >>> layer = Standardise(torch.tensor([4.0, 30.0]), torch.tensor([2.0, 20.0]))
    >>> layer(torch.tensor([[8.0, 10.0]]))
    tensor([[ 2., -1.]])
    """

    def __init__(self, mean: torch.Tensor, std: torch.Tensor) -> None:
        """Hold the numbers of mean and std, (D,) each, in buffers `mean` and `std` of the layer's own."""
        super().__init__()
        raise NotImplementedError("a3/u05 Standardise.__init__")

    @classmethod
    def from_data(cls, x: torch.Tensor) -> "Standardise":
        """Make a layer from data: mean and standard deviation of each column of x, (N, D), N at least 2.

        The standard deviation is torch's own, which divides by N - 1.
        """
        raise NotImplementedError("a3/u05 Standardise.from_data")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Give (x - mean) / std, feature by feature, for x of shape (N, D)."""
        raise NotImplementedError("a3/u05 Standardise.forward")


class RunningMean(nn.Module):
    """Keep the mean of all rows that came by in training; each row counts as much as any other.

    >>> layer = RunningMean(1)
    >>> layer(torch.tensor([[1.0], [3.0]]))
    tensor([2.])
    >>> layer(torch.tensor([[8.0]]))
    tensor([4.])
    """

    def __init__(self, n_features: int) -> None:
        """Make two buffers: `mean`, (D,), all 0, and `count`, the number of rows so far: int64, shape ()."""
        super().__init__()
        raise NotImplementedError("a3/u05 RunningMean.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Take in the N rows of x, (N, D), if in training; give the mean so far, (D,).

        What was given once stays as it is, whatever comes later.
        """
        raise NotImplementedError("a3/u05 RunningMean.forward")


def save(model: nn.Module, path: str | Path | BinaryIO) -> None:
    """Write the model's state_dict, and nothing else, with torch: to a path, or to a file that is open for bytes.

    >>> import io
    >>> file = io.BytesIO()  # a file in memory
    >>> save(nn.BatchNorm1d(2), file)
    >>> _ = file.seek(0)  # back to its beginning
    >>> list(torch.load(file))
    ['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked']
    """
    raise NotImplementedError("a3/u05 save")


def load(model: nn.Module, path: str | Path | BinaryIO) -> None:
    """Read a file that `save` wrote, and put its numbers into the model.

    Raises RuntimeError if a name of the model is not in the file, a name of the file is not in the model, or a shape
    differs.

    >>> import io
    >>> file = io.BytesIO()
    >>> torch.save({"weight": torch.tensor([[5.0]]), "bias": torch.tensor([7.0])}, file)
    >>> _ = file.seek(0)
    >>> model = nn.Linear(1, 1)
    >>> load(model, file)
    >>> model(torch.tensor([2.0])).item()
    17.0
    """
    raise NotImplementedError("a3/u05 load")


def diff_state(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> dict[str, list[str]]:
    """Compare the names and shapes of two state_dicts, in a dict of three lists of names:

    "missing" are in a and not in b, "extra" in b and not in a, "wrong_shape" in both, with shapes that differ.

    >>> a = {"weight": torch.ones(2, 3), "bias": torch.ones(2)}
    >>> b = {"weight": torch.ones(3, 2), "scale": torch.ones(2)}
    >>> diff_state(a, b)
    {'missing': ['bias'], 'extra': ['scale'], 'wrong_shape': ['weight']}
    """
    raise NotImplementedError("a3/u05 diff_state")
