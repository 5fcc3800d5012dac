import torch


def pick_scores(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    index = labels[:, None]
    return scores.gather(dim=1, index=index).squeeze(dim=1)


def one_hot(labels, k):
    return torch.eye(k - 1, dtype=torch.int64)[labels]


def zero_where(x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return x.masked_fill(mask, 0)


def last_real_token(h: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    sentence = torch.arange(len(h))
    return h[sentence, lengths - 1]


def shuffle_together(x: torch.Tensor, y: torch.Tensor, g: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    order = torch.randperm(len(x), generator=g)
    return x[order], y[order]
