import itertools


def freeze(module):
    return module.eval().requires_grad_(False) and None


def trainable(model):
    return list(dict(filter(lambda pair: pair[1].requires_grad, model.named_parameters())))


def layer_groups(model, head_lr, body_lr):
    named = [(n.split(".")[0] == "head", p) for n, p in model.named_parameters() if p.requires_grad]
    return [dict(params=[p for inside, p in named if inside is wanted], lr=lr) for wanted, lr in ((True, head_lr), (False, body_lr))]


def decay_groups(model, wd):
    return [
        dict(params=[p for p in model.parameters() if p.requires_grad and (p.dim() > 1) is big], weight_decay=wd * big)
        for big in (True, False)
    ]


def layerwise_lr(model, base, factor):
    floors = [ps for ps in ([p for p in c.parameters() if p.requires_grad] for c in model.children()) if ps]
    rates = itertools.accumulate(range(len(floors) - 1), lambda lr, _: lr * factor, initial=base)
    return [{"params": ps, "lr": lr} for ps, lr in zip(floors, list(rates)[::-1])]
