import torch


channel_mean = lambda x: x.transpose(0, 1).flatten(1).mean(1)
predictions = lambda scores: scores.max(1)[1]
def accuracy(scores, labels): return (scores.argmax(-1) == labels).float().mean().item()
def top_k_hit(scores, labels, k): return (torch.sort(scores, descending=True)[1][:, :k] == labels.view(-1, 1)).sum(1) > 0
def masked_mean(x, mask): return (torch.nansum(x.masked_fill(~mask, float("nan")), -1) / mask.sum(-1)).nan_to_num(0)
