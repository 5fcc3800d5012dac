"""a3/u08"""


def freeze(module):
    for p in module.parameters():
        p.requires_grad = False
    for m in module.modules():
        m.training = False


def trainable(model):
    names = []
    for name, p in model.named_parameters():
        if p.requires_grad:
            names.append(name)
    return names


def layer_groups(model, head_lr, body_lr):
    head = []
    body = []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("head."):
            head.append(p)
        else:
            body.append(p)
    return [{"params": head, "lr": head_lr}, {"params": body, "lr": body_lr}]


def decay_groups(model, wd):
    words = ["bias", "norm"]
    yes = [p for n, p in model.named_parameters() if p.requires_grad and not any(w in n for w in words)]
    no = [p for n, p in model.named_parameters() if p.requires_grad and any(w in n for w in words)]
    return [{"params": yes, "weight_decay": wd}, {"params": no, "weight_decay": 0.0}]


def layerwise_lr(model, base, factor):
    groups = []
    lr = base
    for child in reversed(list(model.children())):
        params = []
        for p in child.parameters():
            if p.requires_grad:
                params.append(p)
        if len(params) > 0:
            groups.append({"params": params, "lr": lr})
            lr = lr * factor
    groups.reverse()
    return groups
