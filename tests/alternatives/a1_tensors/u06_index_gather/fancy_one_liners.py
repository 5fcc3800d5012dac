import torch
from torch import Tensor, arange

pick_scores = lambda scores, labels: scores[arange(labels.numel()), labels]
one_hot = lambda labels, k: (labels[:, None] == arange(k)).long()
zero_where = lambda x, mask: torch.where(mask, 0, x)
last_real_token = lambda h, lengths: h[arange(h.size(0)), lengths.sub(1)]


def shuffle_together(x: Tensor, y: Tensor, g: torch.Generator) -> tuple[Tensor, Tensor]:
    return (x[(p := torch.rand(len(y), generator=g).argsort())], y[p])
