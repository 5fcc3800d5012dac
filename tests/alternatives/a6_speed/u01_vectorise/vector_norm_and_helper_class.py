import torch


class Cook:
    """A cook who knows how many orders were given."""

    orders = 0

    def boil(self, model, eggs):
        Cook.orders += 1
        return model(torch.stack(eggs))


def pairwise(a, b):
    # the norm, and its square: the same as the sum of squares
    return torch.linalg.vector_norm(a[:, None] - b, dim=-1) ** 2


def moving_average(x, k):
    middle = x.double()  # 用双精度做，最后再换回来
    return torch.nn.functional.avg_pool1d(middle.view(1, -1), k, 1).view(-1).to(x)


def relu_loop_to_ops(x):
    return torch.clamp_max(torch.maximum(x, 0.1 * x), 6)


def batch_predict(model, items, size):
    cook, plates = Cook(), []
    todo = list(items)
    while todo:
        now, todo = todo[:size], todo[size:]
        plates += [cook.boil(model, now)]
    return torch.concat(plates)


def estimate_parallel(n_tasks, n_cores, t):
    seconds = 0.0
    while n_tasks > 0:
        n_tasks -= n_cores
        seconds += 1
    return seconds * t
