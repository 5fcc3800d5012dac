"""Unit 10."""

import numpy as np
import torch


def to_chw(img: np.ndarray) -> torch.Tensor:
    img = np.moveaxis(img.astype(np.float32), -1, 0)
    return torch.from_numpy(img.copy()) / 255.0


def to_hwc_uint8(x):
    y = x.detach().permute(1, 2, 0).mul(255).round()
    return y.to(torch.int64).numpy().astype(np.uint8)


def grey(x: torch.Tensor) -> torch.Tensor:
    weights = torch.tensor([0.299, 0.587, 0.114], dtype=x.dtype)
    return (weights.view(3, 1, 1) * x).sum(0, keepdim=True)


def centre_crop(x: torch.Tensor, size: int) -> torch.Tensor:
    top, left = (x.size(-2) - size) // 2, (x.size(-1) - size) // 2
    return x[..., top : top + size, left : left + size]


def make_batch(imgs: list[np.ndarray]) -> torch.Tensor:
    array = np.stack(imgs).astype(np.float32) / 255
    return torch.from_numpy(array).permute(0, 3, 1, 2)
