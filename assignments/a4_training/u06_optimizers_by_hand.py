"""a4/u06 Optimisers by hand: from gradients to new weights.

Each class gets parameters, whose shapes may be any, and reads the gradient of each from `p.grad`. For one parameter: p
its numbers, g its gradient, d the direction; everything that is remembered about p has the shape of p.
"""

from collections.abc import Iterable

import torch


class SGD:
    """Stochastic gradient descent with momentum and weight decay.

    >>> p = torch.nn.Parameter(torch.tensor([5.0]))
    >>> optimizer = SGD([p], lr=0.1)
    >>> p.grad = torch.tensor([20.0])
    >>> optimizer.step()
    >>> p.data
    tensor([3.])
    """

    def __init__(
        self, params: Iterable[torch.Tensor], lr: float, momentum: float = 0.0, weight_decay: float = 0.0
    ) -> None:
        """Remember all this; `params` is a list, or anything else that a `for` goes through once."""
        raise NotImplementedError("a4/u06 SGD.__init__")

    def step(self) -> None:
        """Change each parameter that has a gradient, in place:

        d = g + weight_decay * p, then v = momentum * v + d, then p = p - lr * v. Before the first step v is 0.
        """
        raise NotImplementedError("a4/u06 SGD.step")

    def zero_grad(self) -> None:
        """Clear the gradient of each parameter: afterwards it is None, or all zeros."""
        raise NotImplementedError("a4/u06 SGD.zero_grad")


class Adam:
    """The average gradient, divided by its usual size.

    >>> p = torch.nn.Parameter(torch.tensor([5.0, 5.0]))
    >>> optimizer = Adam([p], lr=0.1)
    >>> p.grad = torch.tensor([20.0, -0.3])
    >>> optimizer.step()
    >>> p.data
    tensor([4.9000, 5.1000])
    """

    def __init__(
        self,
        params: Iterable[torch.Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        """Remember all this; `params` is a list, or anything else that a `for` goes through once."""
        raise NotImplementedError("a4/u06 Adam.__init__")

    def step(self) -> None:
        """Change each parameter that has a gradient, in place. With (beta1, beta2) = betas, and t = 1, 2, 3, … counting
        the steps of this one parameter:

        d = g + weight_decay * p, then m = beta1 * m + (1 - beta1) * d, and s = beta2 * s + (1 - beta2) * d ** 2,
        then p = p - lr * M / (sqrt(S) + eps), where M = m / (1 - beta1 ** t) and S = s / (1 - beta2 ** t).
        """
        raise NotImplementedError("a4/u06 Adam.step")

    def zero_grad(self) -> None:
        """Clear the gradient of each parameter: afterwards it is None, or all zeros."""
        raise NotImplementedError("a4/u06 Adam.zero_grad")


class AdamW(Adam):
    """Adam with weight decay that goes straight to the weights, past the averages. `zero_grad` is inherited.

    >>> p = torch.nn.Parameter(torch.tensor([10.0]))
    >>> optimizer = AdamW([p], lr=0.1, weight_decay=0.5)
    >>> p.grad = torch.tensor([20.0])
    >>> optimizer.step()
    >>> p.data
    tensor([9.4000])
    """

    def __init__(
        self,
        params: Iterable[torch.Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
    ) -> None:
        """As in Adam, with another default for `weight_decay`."""
        raise NotImplementedError("a4/u06 AdamW.__init__")

    def step(self) -> None:
        """Multiply each parameter that has a gradient by 1 - lr * weight_decay, then take the step of an Adam without
        weight decay; all in place.
        """
        raise NotImplementedError("a4/u06 AdamW.step")
