"""a3/u08 Freeze and parameter groups: different learning rates for different layers.

A parameter group is what torch's optimizers take: a dict with a list of parameters under "params", and the options that
hold for these alone under the optimizer's own names, "lr" or "weight_decay". Nothing here changes a shape.
"""

from torch import nn


def freeze(module: nn.Module) -> None:
    """Freeze `module` and all its parts: no parameter of it gets a gradient, and it is in eval mode.

    The rest of the network, below and above, goes on learning.

    >>> layer = nn.BatchNorm1d(3)
    >>> freeze(layer)
    >>> layer.weight.requires_grad, layer.training
    (False, False)
    """
    # BEGIN SOLUTION
    module.requires_grad_(False)
    module.eval()
    # END SOLUTION


def trainable(model: nn.Module) -> list[str]:
    """Give the names of all parameters that may learn, in the order of `model.named_parameters()`.

    >>> layer = nn.Linear(3, 2)
    >>> layer.bias.requires_grad = False
    >>> trainable(layer)
    ['weight']
    """
    # BEGIN SOLUTION
    return [name for name, parameter in model.named_parameters() if parameter.requires_grad]
    # END SOLUTION


def layer_groups(model: nn.Module, head_lr: float, body_lr: float) -> list[dict]:
    """Give two parameter groups, each with a learning rate "lr": `model.head`, then everything else in the model.

    Frozen parameters are in no group. So a group may be empty; it is there all the same.

    >>> model = nn.Module()
    >>> model.body, model.head = nn.Linear(4, 3), nn.Linear(3, 2, bias=False)
    >>> [(len(group["params"]), group["lr"]) for group in layer_groups(model, 0.5, 0.25)]
    [(1, 0.5), (2, 0.25)]
    """
    # BEGIN SOLUTION
    head = {id(parameter) for parameter in model.head.parameters()}
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in learning if id(parameter) in head], "lr": head_lr},
        {"params": [parameter for parameter in learning if id(parameter) not in head], "lr": body_lr},
    ]
    # END SOLUTION


def decay_groups(model: nn.Module, wd: float) -> list[dict]:
    """Give two parameter groups, each with a "weight_decay": first `wd` for weights, then 0.0 for the rest.

    A weight is a parameter with two axes or more, as in a convolution or a linear layer. A bias has one axis, and so
    have the scale and the shift of a norm. Frozen parameters are in no group; a group may be empty.

    >>> [(len(group["params"]), group["weight_decay"]) for group in decay_groups(nn.Linear(3, 2), 0.5)]
    [(1, 0.5), (1, 0.0)]
    """
    # BEGIN SOLUTION
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in learning if parameter.ndim >= 2], "weight_decay": wd},
        {"params": [parameter for parameter in learning if parameter.ndim < 2], "weight_decay": 0.0},
    ]
    # END SOLUTION


def layerwise_lr(model: nn.Module, base: float, factor: float) -> list[dict]:
    """Give one parameter group with an "lr" for each floor of `model`, from the ground floor to the top.

    The floors are the model's direct children in their order, `model.children()`, without those that have nothing to
    learn: they are frozen, or have no parameters. The top floor learns at `base`, and every floor at `factor` times the
    rate of the next one above. Every parameter of the model lies on a floor.

    >>> model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2, bias=False))
    >>> [(len(group["params"]), group["lr"]) for group in layerwise_lr(model, 1.0, 0.5)]
    [(2, 0.5), (1, 1.0)]
    """
    # BEGIN SOLUTION
    layers = [[parameter for parameter in layer.parameters() if parameter.requires_grad] for layer in model.children()]
    floors = [parameters for parameters in layers if parameters]
    top = len(floors) - 1
    return [{"params": parameters, "lr": base * factor ** (top - i)} for i, parameters in enumerate(floors)]
    # END SOLUTION
