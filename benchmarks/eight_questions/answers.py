"""What else is handed in beside solution.py and mistakes.py: other right answers, and errors that no mistake describes.

A function's name is that of the question and what is special about this answer.
"""

import torch
from torch.nn import functional


def last_column_selected(x):
    return x.select(1, x.shape[1] - 1)


def outer_sum_in_a_loop(a, b):
    return torch.stack([entry + b for entry in a])


def count_above_in_a_loop(x, limit):
    return sum(1 for value in x.flatten().tolist() if value > limit)


def centre_columns_kept(x):
    return x - x.mean(0, keepdim=True)


def softmax_rows_of_torch(x):
    return torch.softmax(x, dim=1)


def one_hot_of_torch(labels, classes):
    return functional.one_hot(labels, classes).float()


def moving_average_in_a_loop(x, width):
    return torch.stack([x[i : i + width].mean() for i in range(len(x) - width + 1)])


def descend_by_hand(weight, x, y, rate):
    gradient = 2 * x.T @ (x @ weight - y) / len(y)
    return weight - rate * gradient


def outer_sum_misspelt(a, b):
    return a.unsqueze(1) + b


def count_above_not_written(x, limit):
    raise NotImplementedError


def centre_columns_of_the_wrong_shape(x):
    return x - x.mean(dim=1)[:, None, None].expand(len(x), 2, 9)


def one_hot_without_a_return(labels, classes):
    table = torch.zeros(len(labels), classes)
    table[torch.arange(len(labels)), labels] = 1.0


def moving_average_not_written(x, width):
    raise NotImplementedError


def descend_not_written(weight, x, y, rate):
    raise NotImplementedError


def descend_without_a_gradient(weight, x, y, rate):
    loss = ((x @ weight - y) ** 2).mean()
    loss.backward()
    return weight - rate * weight.grad
