"""a1/u10 From picture to tensor, and back.

Letters in the comments: B pictures, C channels, H height, W width. A byte is a whole number from 0 to 255 (uint8).
"""

import numpy as np
import torch


def to_chw(img: np.ndarray) -> torch.Tensor:
    """Turn a colour picture, bytes of shape (H, W, 3), into float32 numbers from 0 to 1 of shape (3, H, W).

    >>> to_chw(np.array([[[255, 0, 51], [255, 102, 0]]], dtype=np.uint8))  # one row of two pixels
    tensor([[[1.0000, 1.0000]],
    <BLANKLINE>
            [[0.0000, 0.4000]],
    <BLANKLINE>
            [[0.2000, 0.0000]]])
    """
    # BEGIN SOLUTION
    x = torch.from_numpy(img.copy())  # (H, W, 3)
    return x.permute(2, 0, 1) / 255  # (3, H, W)
    # END SOLUTION


def to_hwc_uint8(x: torch.Tensor) -> np.ndarray:
    """Turn x, of shape (3, H, W), back into a picture: the nearest bytes, shape (H, W, 3).

    What lies below 0 becomes 0, what lies above 1 becomes 255.

    >>> to_hwc_uint8(torch.tensor([[[1.0, 3.0]], [[0.0, 0.4]], [[0.2, -2.0]]]))
    array([[[255,   0,  51],
            [255, 102,   0]]], dtype=uint8)
    """
    # BEGIN SOLUTION
    levels = (x.clamp(0, 1) * 255).round().to(torch.uint8)  # (3, H, W)
    return levels.permute(1, 2, 0).numpy()  # (H, W, 3)
    # END SOLUTION


def grey(x: torch.Tensor) -> torch.Tensor:
    """Mix the three channels of x, (3, H, W), into one, (1, H, W): 0.299 red + 0.587 green + 0.114 blue.

    >>> grey(torch.tensor([[[1.0, 0.0]], [[0.0, 1.0]], [[0.0, 0.0]]]))  # a red pixel, a green pixel
    tensor([[[0.2990, 0.5870]]])
    """
    # BEGIN SOLUTION
    red, green, blue = x  # (H, W) each
    mixed = 0.299 * red + 0.587 * green + 0.114 * blue  # (H, W)
    return mixed[None]  # (1, H, W)
    # END SOLUTION


def centre_crop(x: torch.Tensor, size: int) -> torch.Tensor:
    """Cut the middle square out of x, of shape (C, H, W): (C, size, size). `size` is at most H and at most W.

    Where an odd number of rows or columns goes, one more goes at the bottom or at the right.

    >>> centre_crop(torch.tensor([[[1, 2, 3, 4], [5, 6, 7, 8]]]), size=1)
    tensor([[[2]]])
    """
    # BEGIN SOLUTION
    top = (x.shape[1] - size) // 2
    left = (x.shape[2] - size) // 2
    return x[:, top : top + size, left : left + size]  # (C, size, size)
    # END SOLUTION


def make_batch(imgs: list[np.ndarray]) -> torch.Tensor:
    """Turn B colour pictures of one size, each as for `to_chw`, into one tensor of shape (B, 3, H, W).

    >>> make_batch([np.zeros((4, 5, 3), dtype=np.uint8), np.ones((4, 5, 3), dtype=np.uint8)]).shape
    torch.Size([2, 3, 4, 5])
    """
    # BEGIN SOLUTION
    x = torch.from_numpy(np.stack(imgs))  # (B, H, W, 3)
    return x.permute(0, 3, 1, 2) / 255  # (B, 3, H, W)
    # END SOLUTION
