# u04 - broadcasting
import torch


def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a = (1,) * (n - len(a)) + a
    b = (1,) * (n - len(b)) + b
    return tuple(max(x, y) for x, y in zip(a, b))


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    m = x.mean(1)
    return x - m[:, None]


def pairwise_sqdist(a, b):
    out = []
    for row in a:
        out.append(((b - row) ** 2).sum(dim=1))
    return torch.stack(out)


def normalise_channels(x, mean, std):
    # 逐个通道处理
    out = []
    for c in range(x.shape[1]):
        out.append((x[:, c] - mean[c]) / std[c])
    return torch.stack(out, dim=1)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.size() != target.size():
        raise ValueError(f"{pred.size()} vs {target.size()}")
    diff = pred - target
    return torch.mean(diff * diff)
