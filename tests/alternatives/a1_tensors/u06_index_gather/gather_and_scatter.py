"""Everything with gather, scatter and their relatives."""

import torch


def pick_scores(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    picked = torch.gather(scores, -1, labels.unsqueeze(-1))  # (B, 1)
    return picked[:, 0]


def one_hot(labels: torch.Tensor, k: int) -> torch.Tensor:
    zeros = torch.zeros((labels.shape[0], k), dtype=torch.long)
    return zeros.scatter_(1, labels.reshape(-1, 1), 1)


def zero_where(x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    result = torch.zeros_like(x)
    result[~mask] = x[~mask]
    return result


def last_real_token(h: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    index = (lengths - 1).reshape(-1, 1, 1).expand(-1, 1, h.shape[2])  # (B, 1, D)
    return h.gather(1, index).squeeze(1)


def shuffle_together(x, y, g):
    order = torch.randperm(x.shape[0], generator=g)
    return torch.index_select(x, 0, order), y.take(order)
