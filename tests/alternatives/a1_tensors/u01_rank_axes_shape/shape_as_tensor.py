import torch


def rank(x):
    return torch.tensor(x.shape).numel()


def length_of_axis(x, axis):
    return int(torch.tensor(x.shape)[axis].item())


def n_elements_from_shape(shape):
    return int(torch.tensor(shape, dtype=torch.int64).prod())


def name_axes(x):
    if x.dim() == 3:
        answer = name_axes(torch.stack([x]))
        del answer["B"]
        return answer
    return {"W": x.shape[3], "H": x.shape[2], "C": x.shape[1], "B": x.shape[0]}


def first_picture(batch):
    return batch.index_select(0, torch.tensor([0])).reshape(batch.shape[1:])
