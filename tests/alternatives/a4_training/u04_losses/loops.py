"""Unit 4 of a4 with plain loops everywhere."""
import torch


def log_softmax(z):
    k = z.shape[-1]
    rows = z.reshape(-1, k)
    out = []
    for row in rows:
        biggest = row[0]
        for number in row:
            if number > biggest:
                biggest = number
        total = 0
        for number in row:
            total = total + torch.exp(number - biggest)
        out.append(torch.stack([number - biggest - torch.log(total) for number in row]))
    return torch.stack(out).reshape(z.shape)


def cross_entropy(z, y, reduction="mean"):
    losses = []
    for i in range(len(y)):
        losses.append(-log_softmax(z[i])[y[i]])
    if reduction == "none":
        return torch.stack(losses)
    total = 0
    for loss in losses:
        total = total + loss
    if reduction == "mean":
        total = total / len(losses)
    return total


def bce_with_logits(z, y):
    total = 0
    for score, answer in zip(z.reshape(-1), y.reshape(-1)):
        if score > 0:
            total = total + (1 - answer) * score + torch.log1p(torch.exp(-score))
        else:
            total = total - answer * score + torch.log1p(torch.exp(score))
    return total / z.numel()


def smooth_targets(y, k, eps):
    out = torch.zeros(len(y), k)
    for i in range(len(y)):
        for j in range(k):
            out[i, j] = eps / k
            if j == y[i]:
                out[i, j] += 1 - eps
    return out


def mse(p, y):
    if p.dim() != y.dim():
        raise ValueError("different number of axes")
    for n, m in zip(p.shape, y.shape):
        if n != m:
            raise ValueError("different lengths")
    total = 0
    for a, b in zip(p.reshape(-1), y.reshape(-1)):
        total = total + (a - b) ** 2
    return total / p.numel()
