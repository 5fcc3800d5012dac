import torch, math
from torch.nn.functional import hardtanh, leaky_relu


pairwise = lambda a, b: torch.baddbmm((a * a).sum(-1)[None, :, None] + (b * b).sum(-1), a[None], b.T[None], alpha=-2)[0]


def moving_average(x, k): return x.unfold(-1, k, 1) @ x.new_full((k,), 1 / k)


relu_loop_to_ops = lambda x: torch.max(x, x / 10).minimum(torch.full_like(x, 6))


def batch_predict(m, items, size): return torch.cat(list(map(m, torch.stack(items).split(size))))


def estimate_parallel(n, c, t): return math.ceil(n / c) * float(t)
