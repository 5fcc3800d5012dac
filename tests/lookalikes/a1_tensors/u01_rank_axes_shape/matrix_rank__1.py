import torch




def length_of_axis(x, axis):
    return x.shape[axis]


def n_elements_from_shape(shape):
    n = 1
    for length in shape:
        n = n * length
    return n


def name_axes(x):
    letters = "CHW" if x.dim() == 3 else "BCHW"
    return dict(zip(letters, x.shape))


def first_picture(batch):
    return batch[0]


def rank(x):
    return x.dim() - 1
