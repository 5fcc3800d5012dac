import numpy as np
import torch


def to_chw(img: np.ndarray) -> torch.Tensor:
    x = torch.from_numpy(img.copy())
    return x.permute(2, 0, 1) / 255


def to_hwc_uint8(x: torch.Tensor) -> np.ndarray:
    levels = (x.clamp(0, 1) * 255).round().to(torch.uint8)
    return levels.permute(1, 2, 0).numpy()


def grey(x):
    w = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1)
    return (x * w).sum(0, keepdim=True)


def centre_crop(x: torch.Tensor, size: int) -> torch.Tensor:
    top = (x.shape[1] - size) // 2
    left = (x.shape[2] - size) // 2
    return x[:, top : top + size, left : left + size]


def make_batch(imgs: list[np.ndarray]) -> torch.Tensor:
    x = torch.from_numpy(np.stack(imgs))
    return x.permute(0, 3, 1, 2) / 255
