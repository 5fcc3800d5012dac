"""我的作业：训练与评估"""

import torch
from torch import nn

print("文件已加载", torch.rand(2))


def 统计(x):
    """返回每一列的均值，以及除以 N 的方差"""
    n = len(x)
    mean = x.sum(0) / n
    return mean, (x * x).sum(0) / n - mean * mean


class Dropout(nn.Module):
    # p 是丢弃的概率
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p 应当在 0 和 1 之间")
        self.p = p
        self.last_mask = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.training is False:
            print("评估模式：原样返回")
            return x
        drop = torch.rand(*x.shape, dtype=torch.float64) < self.p
        self.last_mask = drop
        return x.masked_fill(drop, 0.0) / (1 - self.p)

    def extra_repr(self) -> str:
        return f"p={self.p}"


class BatchNorm1d(nn.Module):
    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((num_features,), 1.0))
        self.bias = nn.Parameter(torch.full((num_features,), 0.0))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))
        self.eps = eps
        self.momentum = momentum

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.training:
            mean, var = 统计(x)
            self.num_batches_tracked += 1
            n = len(x)
            # 缓冲区不需要梯度
            self.running_mean += self.momentum * (mean.detach() - self.running_mean)
            self.running_var += self.momentum * (var.detach() * (n / (n - 1)) - self.running_var)
            print("训练，小批量", n)
        else:
            mean = self.running_mean
            var = self.running_var
        std = torch.sqrt(var + self.eps)
        xhat = (x - mean) / std
        return xhat * self.weight + self.bias


class BatchNorm2d(nn.Module):
    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.eps = eps
        self.momentum = momentum

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.training:
            mean = x.mean(dim=(0, 2, 3), keepdim=True)  # (1, C, 1, 1)
            var = ((x - mean) ** 2).mean(dim=(0, 2, 3), keepdim=True)
            count = x.numel() / x.shape[1]
            with torch.no_grad():
                self.running_mean.copy_((1 - self.momentum) * self.running_mean + self.momentum * mean.flatten())
                self.running_var.copy_(
                    (1 - self.momentum) * self.running_var + self.momentum * var.flatten() * count / (count - 1)
                )
        else:
            mean = self.running_mean[None, :, None, None]
            var = self.running_var[None, :, None, None]
        y = (x - mean) / torch.sqrt(var + self.eps)
        return y * self.weight[None, :, None, None] + self.bias[None, :, None, None]


def predict(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    was_training = []
    for module in model.modules():
        was_training.append(module)
        was_training.append(module.training)
    model.eval()
    with torch.no_grad():
        y = model(x)
    while was_training:
        mode = was_training.pop()
        module = was_training.pop()
        module.training = mode
    print("结果的形状", y.shape)
    return y


if __name__ == "__main__":
    print(predict(nn.Sequential(Dropout(0.5)), torch.ones(3)))
