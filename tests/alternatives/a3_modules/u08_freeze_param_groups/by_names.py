from torch import nn


def freeze(module):
    module.train(False)
    for name, _ in list(module.named_parameters()):
        module.get_parameter(name).requires_grad_(False)


def trainable(model):
    return [n for n in dict(model.named_parameters()) if model.get_parameter(n).requires_grad]


def _take(model, names):
    return [model.get_parameter(n) for n in names]


def layer_groups(model, head_lr, body_lr):
    names = trainable(model)
    inside = [n for n in names if n.startswith("head.")]
    outside = [n for n in names if n not in inside]
    return [{"params": _take(model, inside), "lr": head_lr}, {"params": _take(model, outside), "lr": body_lr}]


def decay_groups(model, wd):
    names = trainable(model)
    shapes = {n: tuple(model.get_parameter(n).shape) for n in names}
    return [
        {"params": _take(model, [n for n in names if len(shapes[n]) > 1]), "weight_decay": wd},
        {"params": _take(model, [n for n in names if len(shapes[n]) <= 1]), "weight_decay": 0.0},
    ]


def layerwise_lr(model, base, factor):
    floors = {}
    for n in trainable(model):
        floors.setdefault(n.partition(".")[0], []).append(n)
    k = len(floors)
    return [{"params": _take(model, names), "lr": base * pow(factor, k - i)} for i, names in enumerate(floors.values(), 1)]


if __name__ == "__main__":
    print(trainable(nn.Linear(2, 2)))
