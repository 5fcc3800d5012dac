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
    if x.dim() == 4:
        return {"B": x.shape[0], "C": x.shape[1], "H": x.shape[3], "W": x.shape[2]}
    return {"C": x.shape[0], "H": x.shape[2], "W": x.shape[1]}


def first_picture(batch: torch.Tensor) -> torch.Tensor:
    return batch[0]
