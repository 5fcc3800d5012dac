import numpy as np
import torch


def to_chw(img: np.ndarray) -> torch.Tensor:
    x = torch.from_numpy(img.copy())
    return x.permute(2, 0, 1) / 255


def to_hwc_uint8(x: torch.Tensor) -> np.ndarray:
    levels = (x.clamp(0, 1) * 255).round().to(torch.uint8)
    return levels.permute(1, 2, 0).numpy()


def grey(x: torch.Tensor) -> torch.Tensor:
    red, green, blue = x
    mixed = 0.299 * red + 0.587 * green + 0.114 * blue
    return mixed[None]


def centre_crop(x, size):
    c, h, w = x.shape
    middle_row, middle_column = h // 2, w // 2
    half = size // 2
    start_row = middle_row - half
    start_column = middle_column - half
    return x[:, start_row:start_row + size, start_column:start_column + size]


def make_batch(imgs: list[np.ndarray]) -> torch.Tensor:
    x = torch.from_numpy(np.stack(imgs))
    return x.permute(0, 3, 1, 2) / 255
