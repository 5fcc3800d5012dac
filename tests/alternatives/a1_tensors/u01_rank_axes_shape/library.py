# Unit 1: there is a function for everything
import torch
from torch import Tensor


def rank(x: Tensor) -> int:
    return x.ndimension()


def length_of_axis(x: Tensor, axis: int) -> int:
    return x.size(dim=axis)


def n_elements_from_shape(shape: tuple) -> int:
    return torch.Size(shape).numel()


def name_axes(x: Tensor) -> dict:
    letters = "CHW" if torch.Tensor.dim(x) == 3 else "BCHW"
    return dict(zip(letters, x.size(), strict=True))


def first_picture(batch: Tensor) -> Tensor:
    return torch.select(batch, dim=0, index=0)
