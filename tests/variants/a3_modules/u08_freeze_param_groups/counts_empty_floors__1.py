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
    yes, no = [], []
    for p in model.parameters():
        if p.requires_grad:
            if len(p.shape) == 1:
                no.append(p)
            else:
                yes.append(p)
    return [{"params": yes, "weight_decay": wd}, {"params": no, "weight_decay": 0}]


def layerwise_lr(model, base, factor):
    groups = []
    lr = base
    for child in reversed(list(model.children())):
        params = [p for p in child.parameters() if p.requires_grad]
        if params:
            groups.append({"params": params, "lr": lr})
        lr = lr * factor
    return groups[::-1]
