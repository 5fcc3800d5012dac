"""Answers with the right numbers as sparse, quantized, nested, complex, negated or hollow tensors."""

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
    return (x - x.mean(dim=1, keepdim=True)).to_sparse()


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.complex(((a[:, None] - b) ** 2).sum(-1), torch.zeros(len(a), len(b), dtype=a.dtype)).conj()


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    y = (x - mean[:, None, None]) / std[:, None, None]
    return torch.quantize_per_tensor(y.float(), 0.01, 0, torch.qint32)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return torch.empty((), device="meta")
