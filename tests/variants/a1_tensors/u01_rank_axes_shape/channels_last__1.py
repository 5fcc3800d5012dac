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
    names = ["B", "H", "W", "C"]
    if len(x.shape) == 3:
        names = names[1:]
    return {k: v for k, v in zip(names, x.shape)}


def first_picture(batch: torch.Tensor) -> torch.Tensor:
    return batch[0]
