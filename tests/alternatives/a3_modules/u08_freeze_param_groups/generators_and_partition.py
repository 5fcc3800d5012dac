from collections import deque


def freeze(module):
    deque((p.requires_grad_(False) for p in module.parameters()), maxlen=0)
    module.train(mode=False)


def trainable(model):
    return sorted(
        (n for n, p in model.named_parameters() if p.requires_grad),
        key=[n for n, _ in model.named_parameters()].index,
    )


def split(parameters, test):
    first, second = [], []
    for p in parameters:
        if p.requires_grad:
            (first if test(p) else second).append(p)
    return first, second


def layer_groups(model, head_lr, body_lr):
    ids = set(map(id, model.head.parameters()))
    head, body = split(model.parameters(), lambda p: id(p) in ids)
    return [{"params": iter(head), "lr": head_lr}, {"params": tuple(body), "lr": body_lr}]


def decay_groups(model, wd):
    weights, rest = split(model.parameters(), lambda p: p.dim() != 1)
    return [{"params": weights, "weight_decay": wd}, {"params": rest, "weight_decay": 0.0}]


def layerwise_lr(model, base, factor):
    floors = [split(child.parameters(), lambda p: True)[0] for child in model.children()]
    floors = list(filter(None, floors))

    def climb(floors):
        if not floors:
            return []
        below = climb(floors[:-1])
        return [{**group, "lr": group["lr"] * factor} for group in below] + [{"params": floors[-1], "lr": base}]

    return climb(floors)
