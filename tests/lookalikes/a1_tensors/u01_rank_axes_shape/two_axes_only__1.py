import torch


def rank(x):
    return x.dim()


def length_of_axis(x, axis):
    return x.shape[axis]




def name_axes(x):
    letters = "CHW" if x.dim() == 3 else "BCHW"
    return dict(zip(letters, x.shape))


def first_picture(batch):
    return batch[0]


def n_elements_from_shape(shape):
    n = 1
    for i in range(len(shape) - 1):
        n = n * shape[i]
    return n
