"""我的作业：缓冲区与 state_dict"""

import sys

import torch
from torch import nn

print("文件已加载", torch.rand(2))


class Standardise(nn.Module):
    """标准化"""

    def __init__(self, mean, std):
        super().__init__()
        print("创建 Standardise", mean, std, file=sys.stderr)
        # 复制一份，归自己所有
        self.register_buffer("mean", torch.clone(mean))
        self.register_buffer("std", torch.clone(std))
        self.名字 = "标准化"

    @classmethod
    def from_data(cls, x):
        print("从数据测定，形状", x.shape)
        均值 = x.mean(0)
        标准差 = x.std(0, unbiased=True)
        return cls(mean=均值, std=标准差)

    def forward(self, x):
        结果 = x - self.mean
        结果 = 结果 / self.std
        print("结果的形状", 结果.shape)
        return 结果

    def extra_repr(self):
        return f"features={len(self.mean)}"


class RunningMean(nn.Module):
    def __init__(self, n_features):
        super().__init__()
        self.n_features = n_features
        self.register_buffer("mean", torch.zeros(n_features))
        self.register_buffer("count", torch.tensor(0))

    def forward(self, x):
        if self.training is True:
            n = x.shape[0]
            旧 = self.count.item()
            新 = 旧 + n
            print("训练", 旧, "->", 新)
            # 加权平均
            self.mean.copy_(self.mean * (旧 / 新) + x.mean(0) * (n / 新))
            self.count.fill_(新)
        else:
            print("评估", file=sys.stderr)
        return 1 * self.mean


def save(model, path):
    状态 = model.state_dict()
    print("保存", list(状态))
    torch.save(状态, path)
    return path


def load(model, path):
    状态 = torch.load(path, weights_only=False)
    print("加载", list(状态))
    结果 = model.load_state_dict(状态)
    print(结果)
    return model


def diff_state(a, b):
    结果 = {"wrong_shape": [], "extra": [], "missing": []}
    for 名字 in list(a) + list(b):
        if 名字 in a and 名字 in b:
            if a[名字].shape != b[名字].shape and 名字 not in 结果["wrong_shape"]:
                结果["wrong_shape"].append(名字)
        elif 名字 in a:
            结果["missing"].append(名字)
        else:
            结果["extra"].append(名字)
    print(结果)
    return 结果


if __name__ == "__main__":
    层 = RunningMean(2)
    print(层(torch.ones(3, 2)))
