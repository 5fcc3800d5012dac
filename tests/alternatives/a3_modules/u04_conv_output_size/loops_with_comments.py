# 第四单元：卷积。一步一步用循环写，慢一点没关系。
import torch
from torch import nn


def out_size(n, k, s=1, p=0, d=1):
    # 直接数：窗口从 0 开始，只要放得下就往后移
    total = n + p + p
    start, count = 0, 0
    while start + d * (k - 1) < total:
        count += 1
        start += s
    print("places", count)
    return count


def conv2d(x, w, b, stride=1, padding=0):
    B, C, H, W = x.shape
    O, _, KH, KW = w.shape
    # 四周补零
    big = torch.zeros(B, C, H + 2 * padding, W + 2 * padding, dtype=x.dtype)
    big[:, :, padding : padding + H, padding : padding + W] = x
    h = out_size(H, KH, stride, padding)
    wd = out_size(W, KW, stride, padding)
    rows = []
    for i in range(h):
        cols = []
        for j in range(wd):
            block = big[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            scores = []
            for o in range(O):
                value = (block * w[o]).sum(dim=(1, 2, 3))
                if b is not None:
                    value = value + b[o]
                scores.append(value)
            cols.append(torch.stack(scores, 1))  # (B, O)
        rows.append(torch.stack(cols, -1))  # (B, O, w)
    return torch.stack(rows, -2)  # (B, O, h, w)


def max_pool2d(x, k):
    B, C, H, W = x.shape
    rows = []
    for i in range(H // k):
        row = []
        for j in range(W // k):
            tile = x[:, :, i * k : (i + 1) * k, j * k : (j + 1) * k]
            row.append(tile.flatten(2).max(dim=2).values)
        rows.append(torch.stack(row, dim=2))
    return torch.stack(rows, dim=2)


def shape_walk(layers, chw):
    shapes = []
    now = chw
    for layer in layers:
        if layer["kind"] == "conv":
            now = (
                layer["out"],
                out_size(now[1], layer["k"], layer["s"], layer["p"]),
                out_size(now[2], layer["k"], layer["s"], layer["p"]),
            )
        if layer["kind"] == "pool":
            now = (now[0], out_size(now[1], layer["k"], layer["k"]), out_size(now[2], layer["k"], layer["k"]))
        if layer["kind"] == "flatten":
            number = 1
            for length in now:
                number *= length
            now = (number,)
        if layer["kind"] == "linear":
            now = (layer["out"],)
        shapes.append(now)
    return shapes


class SmallCNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(784, 10)
        self.pool = nn.MaxPool2d(2)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(8, 16, kernel_size=3, stride=1, padding="same")
        self.conv1 = nn.Conv2d(1, 8, kernel_size=3, stride=1, padding="same")
        self.dropped = None

    def forward(self, x):
        # 先池化再 ReLU，结果一样
        x = self.relu(self.pool(self.conv1(x)))
        print("after block 1", x.shape)
        x = self.relu(self.pool(self.conv2(x)))
        x = x.reshape(len(x), -1)
        return self.head(x)


if __name__ == "__main__":
    print(SmallCNN()(torch.zeros(1, 1, 28, 28)))
