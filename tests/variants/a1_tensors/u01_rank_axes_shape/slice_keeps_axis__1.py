import torch


def rank(x: torch.Tensor) -> int:
    return len(x.shape)


def length_of_axis(x: torch.Tensor, axis: int) -> int:
    return x.size(axis)


def n_elements_from_shape(shape: tuple) -> int:
    result = 1
    for s in shape:
        result *= s
    return result


def name_axes(x: torch.Tensor) -> dict:
    letters = ["B", "C", "H", "W"]
    return dict(zip(letters[-x.dim():], x.shape))


def first_picture(batch):
    return batch[:1]
