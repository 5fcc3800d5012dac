"""Weights are found by the kind of their layer; groups carry names."""

import torch
from torch import nn


def freeze(module: nn.Module) -> None:
    def stop(part):
        part.eval()
        for parameter in part.parameters(recurse=False):
            parameter.requires_grad_(False)
            parameter.grad = None

    module.apply(stop)


def trainable(model: nn.Module) -> list[str]:
    seen, names = set(), []
    for prefix, part in model.named_modules():
        for name, parameter in part.named_parameters(recurse=False):
            if parameter.requires_grad and parameter not in seen:
                names.append(f"{prefix}.{name}" if prefix else name)
            seen.add(parameter)
    return names


def layer_groups(model: nn.Module, head_lr: float, body_lr: float) -> list[dict]:
    head = set(model.head.parameters())
    body = [p for p in model.parameters() if p not in head and p.requires_grad]
    own = [p for p in model.head.parameters() if p.requires_grad]
    return [{"params": own, "lr": head_lr, "name": "head"}, {"params": body, "lr": body_lr, "name": "body"}]


def decay_groups(model: nn.Module, wd: float) -> list[dict]:
    kinds = (nn.Linear, nn.modules.conv._ConvNd, nn.Embedding)
    weights = {}
    for part in model.modules():
        if isinstance(part, kinds) and part.weight.requires_grad:
            weights[id(part.weight)] = part.weight
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in weights]
    return [
        {"params": list(weights.values()), "weight_decay": wd, "name": "decay"},
        {"params": rest, "weight_decay": 0.0, "name": "no decay"},
    ]


def layerwise_lr(model: nn.Module, base: float, factor: float) -> list[dict]:
    floors = [child for child in model.children() if any(p.requires_grad for p in child.parameters())]
    exponents = torch.arange(len(floors) - 1, -1, -1).tolist()
    return [
        {"params": [p for p in floor.parameters() if p.requires_grad], "lr": base * factor**e}
        for floor, e in zip(floors, exponents, strict=True)
    ]
