# 作业：冻结与参数组
import warnings

import torch.nn as nn


def is_learning(p):
    """辅助函数"""
    return p.requires_grad


def freeze(module):
    # 先关梯度
    for p in module.parameters():
        p.requires_grad_(False)
    # 再切换到评估模式
    module.eval()
    print("已冻结", type(module).__name__)


def trainable(model):
    result = []
    for name, p in model.named_parameters():
        if is_learning(p):
            result += [name]
    print(len(result), "个参数可以学习")
    return result


def layer_groups(model, head_lr, body_lr):
    warnings.warn("只是试一试")
    # 输出层的参数
    head_params = list(model.head.parameters())
    body_params = []
    for p in model.parameters():
        in_head = any(p is q for q in head_params)  # 用 is，不用 ==
        if not in_head and is_learning(p):
            body_params.append(p)
    group1 = {}
    group1["params"] = [p for p in head_params if is_learning(p)]
    group1["lr"] = float(head_lr)
    group2 = {}
    group2["params"] = body_params
    group2["lr"] = float(body_lr)
    print("head", len(group1["params"]), "body", len(group2["params"]))
    return [group1, group2]


def decay_groups(model, wd):
    decay = []
    no_decay = []
    for p in model.parameters():
        if not is_learning(p):
            continue
        if p.ndim >= 2:
            decay.append(p)
        else:
            no_decay.append(p)
    return [{"weight_decay": wd, "params": decay}, {"weight_decay": 0.0, "params": no_decay}]


def layerwise_lr(model, base, factor):
    # 从上往下走，每下一层乘一次 factor
    children = []
    for child in model.children():
        if any(is_learning(p) for p in child.parameters()):
            children.append(child)
    groups = []
    for depth, child in enumerate(children[::-1]):
        lr = base
        for _ in range(depth):
            lr *= factor
        groups.insert(0, {"params": [p for p in child.parameters() if is_learning(p)], "lr": lr})
    return groups


class Unused(nn.Module):
    pass
