"""Unit 5 with plain loops everywhere."""

import torch


def channel_mean(x):
    b, c, h, w = x.shape
    means = []
    for channel in range(c):
        total = 0.0
        for picture in range(b):
            for i in range(h):
                for j in range(w):
                    total = total + x[picture, channel, i, j]
        means.append(total / (b * h * w))
    return torch.stack(means)


def predictions(scores):
    out = torch.zeros(len(scores), dtype=torch.long)
    for i, row in enumerate(scores):
        best = 0
        for j in range(1, len(row)):
            if row[j] > row[best]:
                best = j
        out[i] = best
    return out


def accuracy(scores, labels):
    right = 0
    for guess, label in zip(predictions(scores), labels):
        if guess == label:
            right += 1
    return right / len(labels)


def top_k_hit(scores, labels, k):
    out = []
    for row, label in zip(scores.tolist(), labels.tolist()):
        better = 0
        for score in row:
            if score > row[label]:
                better += 1
        out.append(better < k)
    return torch.tensor(out)


def masked_mean(x, mask):
    if x.dim() > 1:
        return torch.stack([masked_mean(part, keep) for part, keep in zip(x, mask)])
    total, n = torch.zeros((), dtype=x.dtype), 0
    for number, counts in zip(x, mask):
        if counts:
            total = total + number
            n += 1
    return total / n if n else total
