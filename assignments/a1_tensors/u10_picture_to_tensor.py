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
    raise NotImplementedError("a1/u10 to_chw")


def to_hwc_uint8(x: torch.Tensor) -> np.ndarray:
    """Turn x, of shape (3, H, W), back into a picture: the nearest bytes, shape (H, W, 3).

    What lies below 0 becomes 0, what lies above 1 becomes 255.

    >>> to_hwc_uint8(torch.tensor([[[1.0, 3.0]], [[0.0, 0.4]], [[0.2, -2.0]]]))
    array([[[255,   0,  51],
            [255, 102,   0]]], dtype=uint8)
    """
    raise NotImplementedError("a1/u10 to_hwc_uint8")


def grey(x: torch.Tensor) -> torch.Tensor:
    """Mix the three channels of x, (3, H, W), into one, (1, H, W): 0.299 red + 0.587 green + 0.114 blue.

    >>> grey(torch.tensor([[[1.0, 0.0]], [[0.0, 1.0]], [[0.0, 0.0]]]))  # a red pixel, a green pixel
    tensor([[[0.2990, 0.5870]]])
    """
    raise NotImplementedError("a1/u10 grey")


def centre_crop(x: torch.Tensor, size: int) -> torch.Tensor:
    """Cut the middle square out of x, of shape (C, H, W): (C, size, size). `size` is at most H and at most W.

    Where an odd number of rows or columns goes, one more goes at the bottom or at the right.

    >>> centre_crop(torch.tensor([[[1, 2, 3, 4], [5, 6, 7, 8]]]), size=1)
    tensor([[[2]]])
    """
    raise NotImplementedError("a1/u10 centre_crop")


def make_batch(imgs: list[np.ndarray]) -> torch.Tensor:
    """Turn B colour pictures of one size, each as for `to_chw`, into one tensor of shape (B, 3, H, W).

    >>> make_batch([np.zeros((4, 5, 3), dtype=np.uint8), np.ones((4, 5, 3), dtype=np.uint8)]).shape
    torch.Size([2, 3, 4, 5])
    """
    raise NotImplementedError("a1/u10 make_batch")
