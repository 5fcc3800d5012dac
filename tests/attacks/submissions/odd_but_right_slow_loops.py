"""Right, one number at a time in plain Python loops."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    rows = [[value - sum(row) / len(row) for value in row] for row in x.detach().double().tolist()]
    return torch.tensor(rows, dtype=torch.float64).to(x.dtype)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    rows, others = a.detach().double().tolist(), b.detach().double().tolist()
    table = [[sum((p - q) ** 2 for p, q in zip(row, other)) for other in others] for row in rows]
    return torch.tensor(table, dtype=torch.float64).to(a.dtype)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    total = 0.0
    for p, q in zip(pred.detach().flatten().tolist(), target.detach().flatten().tolist()):
        total += (p - q) ** 2
    return torch.tensor(total / pred.numel(), dtype=pred.dtype)
