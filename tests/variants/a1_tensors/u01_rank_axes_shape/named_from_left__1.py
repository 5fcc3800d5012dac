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


def name_axes(x):
    names = {}
    for i in range(len(x.shape)):
        names["BCHW"[i]] = x.shape[i]
    return names


def first_picture(batch: torch.Tensor) -> torch.Tensor:
    return batch[0]
