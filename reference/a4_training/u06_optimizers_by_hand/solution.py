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
        # BEGIN SOLUTION
        self.lr = lr
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.velocity = {p: torch.zeros_like(p) for p in params}
        # END SOLUTION

    def step(self) -> None:
        """Change each parameter that has a gradient, in place:

        d = g + weight_decay * p, then v = momentum * v + d, then p = p - lr * v. Before the first step v is 0.
        """
        # BEGIN SOLUTION
        with torch.no_grad():
            for p, v in self.velocity.items():
                if p.grad is not None:
                    v.mul_(self.momentum).add_(p.grad + self.weight_decay * p)
                    p.sub_(self.lr * v)
        # END SOLUTION

    def zero_grad(self) -> None:
        """Clear the gradient of each parameter: afterwards it is None, or all zeros."""
        # BEGIN SOLUTION
        for p in self.velocity:
            p.grad = None
        # END SOLUTION


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
        # BEGIN SOLUTION
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.memory = {p: [0, torch.zeros_like(p), torch.zeros_like(p)] for p in params}
        # END SOLUTION

    def step(self) -> None:
        """Change each parameter that has a gradient, in place. With (beta1, beta2) = betas, and t = 1, 2, 3, … counting
        the steps of this one parameter:

        d = g + weight_decay * p, then m = beta1 * m + (1 - beta1) * d, and s = beta2 * s + (1 - beta2) * d ** 2,
        then p = p - lr * M / (sqrt(S) + eps), where M = m / (1 - beta1 ** t) and S = s / (1 - beta2 ** t).
        """
        # BEGIN SOLUTION
        beta1, beta2 = self.betas
        with torch.no_grad():
            for p, memory in self.memory.items():
                if p.grad is not None:
                    memory[0] += 1
                    t, m, s = memory
                    d = p.grad + self.weight_decay * p
                    m.mul_(beta1).add_((1 - beta1) * d)
                    s.mul_(beta2).add_((1 - beta2) * d**2)
                    size = (s / (1 - beta2**t)).sqrt()
                    p.sub_(self.lr / (1 - beta1**t) * m / (size + self.eps))
        # END SOLUTION

    def zero_grad(self) -> None:
        """Clear the gradient of each parameter: afterwards it is None, or all zeros."""
        # BEGIN SOLUTION
        for p in self.memory:
            p.grad = None
        # END SOLUTION


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
        # BEGIN SOLUTION
        super().__init__(params, lr, betas, eps)
        self.kept = 1 - lr * weight_decay
        # END SOLUTION

    def step(self) -> None:
        """Multiply each parameter that has a gradient by 1 - lr * weight_decay, then take the step of an Adam without
        weight decay; all in place.
        """
        # BEGIN SOLUTION
        with torch.no_grad():
            for p in self.memory:
                if p.grad is not None:
                    p.mul_(self.kept)
        super().step()
        # END SOLUTION
