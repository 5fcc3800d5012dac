"""Right, by way of decorators, partials, lambdas, inner functions and match statements."""

import functools

import torch


def _counted(function):
    calls = []

    @functools.wraps(function)
    def counting(*args, **kwargs):
        calls.append(args)
        return function(*args, **kwargs)

    return counting


@_counted
def broadcast_shape(a: tuple, b: tuple) -> tuple:
    def longer(n: int, m: int) -> int:
        match n, m:
            case (1, m):
                return m
            case (n, 1):
                return n
            case (n, m) if n == m:
                return n
        raise ValueError(f"{n} against {m}")

    rank = max(len(a), len(b))
    return tuple(map(longer, (1,) * (rank - len(a)) + tuple(a), (1,) * (rank - len(b)) + tuple(b)))


@_counted
def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


@_counted
def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()


def _normalise(shape: tuple, x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return x.sub(mean.reshape(shape)).div(std.reshape(shape))


centre_rows = lambda x: x - torch.mean(x, 1, True)  # noqa: E731
normalise_channels = functools.partial(_normalise, (-1, 1, 1))
