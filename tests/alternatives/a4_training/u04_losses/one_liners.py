import torch, torch.nn.functional as F

def _no(why): raise ValueError(why)

log_softmax = lambda z: (s := z - z.max(-1, keepdim=True).values) - s.exp().sum(-1, keepdim=True).log()
cross_entropy = lambda z, y, reduction="mean": (lambda l: l if reduction == "none" else getattr(l, reduction)())(-log_softmax(z).gather(1, y[:, None])[:, 0])
bce_with_logits = lambda z, y: (F.softplus(z) - y * z).mean()
smooth_targets = lambda y, k, eps: torch.eye(k)[y].mul(1 - eps).add(eps / k)
mse = lambda p, y: F.mse_loss(p, y) if p.shape == y.shape else _no("shapes")
