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
        # BEGIN SOLUTION
        self.register_buffer("mean", mean.clone())  # (D,)
        self.register_buffer("std", std.clone())  # (D,)
        # END SOLUTION

    @classmethod
    def from_data(cls, x: torch.Tensor) -> "Standardise":
        """Make a layer from data: mean and standard deviation of each column of x, (N, D), N at least 2.

        The standard deviation is torch's own, which divides by N - 1.
        """
        # BEGIN SOLUTION
        return cls(x.mean(dim=0), x.std(dim=0))
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Give (x - mean) / std, feature by feature, for x of shape (N, D)."""
        # BEGIN SOLUTION
        return (x - self.mean) / self.std  # (N, D)
        # END SOLUTION


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
        # BEGIN SOLUTION
        self.register_buffer("mean", torch.zeros(n_features))  # (D,)
        self.register_buffer("count", torch.tensor(0))  # ()
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Take in the N rows of x, (N, D), if in training; give the mean so far, (D,).

        What was given once stays as it is, whatever comes later.
        """
        # BEGIN SOLUTION
        if self.training:
            self.count += len(x)
            self.mean += (x - self.mean).sum(dim=0) / self.count  # (D,)
        return self.mean.clone()  # (D,)
        # END SOLUTION


def save(model: nn.Module, path: str | Path | BinaryIO) -> None:
    """Write the model's state_dict, and nothing else, with torch: to a path, or to a file that is open for bytes.

    >>> import io
    >>> file = io.BytesIO()  # a file in memory
    >>> save(nn.BatchNorm1d(2), file)
    >>> _ = file.seek(0)  # back to its beginning
    >>> list(torch.load(file))
    ['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked']
    """
    # BEGIN SOLUTION
    torch.save(model.state_dict(), path)
    # END SOLUTION


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
    # BEGIN SOLUTION
    model.load_state_dict(torch.load(path))
    # END SOLUTION


def diff_state(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> dict[str, list[str]]:
    """Compare the names and shapes of two state_dicts, in a dict of three lists of names:

    "missing" are in a and not in b, "extra" in b and not in a, "wrong_shape" in both, with shapes that differ.

    >>> a = {"weight": torch.ones(2, 3), "bias": torch.ones(2)}
    >>> b = {"weight": torch.ones(3, 2), "scale": torch.ones(2)}
    >>> diff_state(a, b)
    {'missing': ['bias'], 'extra': ['scale'], 'wrong_shape': ['weight']}
    """
    # BEGIN SOLUTION
    return {
        "missing": [name for name in a if name not in b],
        "extra": [name for name in b if name not in a],
        "wrong_shape": [name for name in a if name in b and a[name].shape != b[name].shape],
    }
    # END SOLUTION
