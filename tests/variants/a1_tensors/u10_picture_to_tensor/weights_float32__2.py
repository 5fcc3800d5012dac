"""Unit 10."""

import numpy as np
import torch


def to_chw(img: np.ndarray) -> torch.Tensor:
    img = np.moveaxis(img.astype(np.float32), -1, 0)
    return torch.from_numpy(img.copy()) / 255.0


def to_hwc_uint8(x: torch.Tensor) -> np.ndarray:
    array = x.detach().numpy()
    array = np.clip(array * 255, 0, 255).round()
    return array.transpose(1, 2, 0).astype("uint8")


def grey(x):
    h, w = x.shape[1:]
    row = torch.tensor([[0.299, 0.587, 0.114]])  # (1, 3)
    return (row @ x.reshape(3, h * w)).reshape(1, h, w)


def centre_crop(x: torch.Tensor, size: int) -> torch.Tensor:
    top, left = (x.size(-2) - size) // 2, (x.size(-1) - size) // 2
    return x[..., top : top + size, left : left + size]


def make_batch(imgs: list[np.ndarray]) -> torch.Tensor:
    array = np.stack(imgs).astype(np.float32) / 255
    return torch.from_numpy(array).permute(0, 3, 1, 2)
