"""a3/u06 Train, eval, norm: layers that do one thing while a network learns, and another when it is asked.

Letters in the comments: N rows of a batch, D features, B photos in a batch, C channels, H height, W width, K classes.
"""

import torch
from torch import nn


class Dropout(nn.Module):
    """Set each number to 0 with probability p, 0 <= p < 1, while training; do nothing in evaluation.

    >>> layer = Dropout(0.5)
    >>> _ = layer.eval()
    >>> layer(torch.tensor([1.0, 2.0, 3.0]))
    tensor([1., 2., 3.])
    """

    def __init__(self, p: float = 0.5) -> None:
        """Remember p, the probability with which a number is dropped."""
        super().__init__()
        # BEGIN SOLUTION
        self.p = p
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Training: zeros in random places, drawn afresh in each call, and the numbers that are kept divided by 1 - p.

        Evaluation: x as it is. The shape of x may be any.
        """
        # BEGIN SOLUTION
        if not self.training:
            return x
        keep = torch.full_like(x, 1 - self.p).bernoulli()  # ones and zeros, in the shape of x
        return x * keep / (1 - self.p)
        # END SOLUTION


class BatchNorm1d(nn.Module):
    """Bring each of D features to mean 0 and variance 1, then multiply by its `weight` and add its `bias`.

    Mean and variance are those of the batch while training; in evaluation they are `running_mean` and `running_var`.

    >>> layer = BatchNorm1d(1)
    >>> layer(torch.tensor([[10.0], [30.0]])).round(decimals=2)
    tensor([[-1.],
            [ 1.]], grad_fn=<RoundBackward1>)
    >>> layer.running_mean, layer.running_var.round(decimals=2)
    (tensor([2.]), tensor([20.9000]))
    """

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        """Make the parameters `weight` (ones) and `bias` (zeros), the buffers `running_mean` (zeros) and `running_var`
        (ones), each of shape (D,), and remember eps and momentum.
        """
        super().__init__()
        # BEGIN SOLUTION
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(num_features))  # (D,)
        self.bias = nn.Parameter(torch.zeros(num_features))  # (D,)
        self.register_buffer("running_mean", torch.zeros(num_features))  # (D,)
        self.register_buffer("running_var", torch.ones(num_features))  # (D,)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Give (x - mean) / sqrt(variance + eps) * weight + bias, for x of shape (N, D).

        Training: mean and variance over the N rows, and the variance divides by N. Each buffer then becomes
        (1 - momentum) * buffer + momentum * what this batch says; here the variance divides by N - 1, and no gradient
        is recorded. Evaluation: mean and variance are the buffers, and nothing changes.
        """
        # BEGIN SOLUTION
        mean, var = self.running_mean, self.running_var  # (D,), (D,)
        if self.training:
            mean, var = x.mean(dim=0), x.var(dim=0, correction=0)  # (D,), (D,)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(x.var(dim=0), self.momentum)
        return (x - mean) / torch.sqrt(var + self.eps) * self.weight + self.bias  # (N, D)
        # END SOLUTION


class BatchNorm2d(BatchNorm1d):
    """The same for photos, (B, C, H, W): a channel is a feature, and all B * H * W pixels of it are its rows.

    What `BatchNorm1d` makes in its `__init__` is inherited.

    >>> layer = BatchNorm2d(1)
    >>> layer(torch.tensor([[[[10.0, 30.0]]]])).round(decimals=2)  # (1, 1, 1, 2)
    tensor([[[[-1.,  1.]]]], grad_fn=<RoundBackward1>)
    """

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Normalise each channel of x, (B, C, H, W), over all photos and all pixels; the answer has the shape of x."""
        # BEGIN SOLUTION
        pixels = x.movedim(1, -1)  # (B, H, W, C)
        rows = super().forward(pixels.reshape(-1, x.shape[1]))  # (B * H * W, C)
        return rows.reshape(pixels.shape).movedim(-1, 1)  # (B, C, H, W)
        # END SOLUTION


def predict(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """Ask the whole model about x in evaluation mode, and record no gradients. Afterwards all is as it was before: each
    module inside is back in the mode that it had, be it training or evaluation.

    >>> model = nn.Sequential(nn.Dropout(0.5))
    >>> predict(model, torch.tensor([1.0, 2.0]))
    tensor([1., 2.])
    >>> model.training
    True
    """
    # BEGIN SOLUTION
    modes = [(module, module.training) for module in model.modules()]
    with torch.no_grad():
        scores = model.eval()(x)  # (B, K)
    for module, training in modes:
        module.training = training
    return scores
    # END SOLUTION
