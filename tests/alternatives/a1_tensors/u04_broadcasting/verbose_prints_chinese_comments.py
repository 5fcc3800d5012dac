# -*- coding: utf-8 -*-
"""第四单元：广播。写得啰嗦一点，把每一步的形状都打印出来。"""

import torch


class 形状冲突(ValueError):
    """两个形状不能广播。"""


def broadcast_shape(a, b):
    # 第一步：在左边补 1，让两个形状一样长
    rank = max(len(a), len(b))
    a_full = [1] * (rank - len(a)) + list(a)
    b_full = [1] * (rank - len(b)) + list(b)
    print("补齐之后：", a_full, b_full)

    # 第二步：逐个轴比较
    result = []
    for i in range(rank):
        x = a_full[i]
        y = b_full[i]
        if x == y:
            result.append(x)
        elif x == 1:
            result.append(y)
        elif y == 1:
            result.append(x)
        else:
            print("第", i, "个轴冲突：", x, y)
            raise 形状冲突(f"第 {i} 个轴的长度 {x} 和 {y} 冲突")
    print("结果：", result)
    return tuple(result)


def centre_rows(x):
    print("x 的形状：", x.shape)
    行均值 = x.mean(dim=1)  # (N,)
    print("均值的形状：", 行均值.shape)
    行均值 = 行均值.reshape(-1, 1)  # (N, 1)，这样才对得上每一行
    结果 = x - 行均值
    print(结果)
    return 结果


def pairwise_sqdist(a, b):
    # a 的每一行都要减 b 的每一行
    a3 = a.reshape(a.shape[0], 1, a.shape[1])
    b3 = b.reshape(1, b.shape[0], b.shape[1])
    print("a3:", a3.shape, "b3:", b3.shape)
    diff = a3 - b3
    print("diff:", diff.shape)
    dist = torch.sum(diff**2, dim=2)
    print("dist:", dist.shape)
    return dist


def normalise_channels(x, mean, std):
    # 通道在第 1 个轴，所以均值要变成 (1, C, 1, 1)
    mean4 = mean.reshape(1, len(mean), 1, 1)
    std4 = std.reshape(1, len(std), 1, 1)
    print("x:", x.shape, "mean:", mean4.shape, "std:", std4.shape)
    y = x - mean4
    y = y / std4
    return y


def safe_mse(pred, target):
    print("pred:", pred.shape, "target:", target.shape)
    if pred.shape != target.shape:
        # 不能让 torch 悄悄广播
        raise 形状冲突("pred 和 target 的形状不同：" + str(pred.shape) + " " + str(target.shape))
    误差 = pred - target
    损失 = (误差 * 误差).mean()
    print("损失：", 损失.item())
    return 损失


if __name__ == "__main__":
    # 自己试一试
    print(broadcast_shape((4, 1), (3,)))
    print(centre_rows(torch.tensor([[1.0, 3.0], [5.0, 9.0]])))
    print(pairwise_sqdist(torch.zeros(1, 2), torch.ones(3, 2)))
    图像 = torch.rand(2, 3, 4, 5)
    print(normalise_channels(图像, 图像.mean((0, 2, 3)), 图像.std((0, 2, 3))).mean((0, 2, 3)))
    try:
        safe_mse(torch.zeros(4, 1), torch.zeros(4))
    except ValueError as 错误:
        print("果然拒绝了：", 错误)
