from torch import nn


def trainable(model: nn.Module) -> list[str]:
    return [name for name, parameter in model.named_parameters() if parameter.requires_grad]


def layer_groups(model: nn.Module, head_lr: float, body_lr: float) -> list[dict]:
    head = {id(parameter) for parameter in model.head.parameters()}
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in learning if id(parameter) in head], "lr": head_lr},
        {"params": [parameter for parameter in learning if id(parameter) not in head], "lr": body_lr},
    ]


def decay_groups(model: nn.Module, wd: float) -> list[dict]:
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in learning if parameter.ndim >= 2], "weight_decay": wd},
        {"params": [parameter for parameter in learning if parameter.ndim < 2], "weight_decay": 0.0},
    ]


def layerwise_lr(model: nn.Module, base: float, factor: float) -> list[dict]:
    layers = [[parameter for parameter in layer.parameters() if parameter.requires_grad] for layer in model.children()]
    floors = [parameters for parameters in layers if parameters]
    top = len(floors) - 1
    return [{"params": parameters, "lr": base * factor ** (top - i)} for i, parameters in enumerate(floors)]


def freeze(module):
    for p in module.parameters():
        p.detach()
    module.eval()
