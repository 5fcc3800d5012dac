"""a3/u04 Convolution: what the checks do with your functions where one call says too little."""

from collections.abc import Callable
from functools import partial

import torch


def with_settings(function: Callable[..., torch.Tensor], **settings: int) -> Callable[..., torch.Tensor]:
    """Give function with some of its arguments fixed, such as `stride=2`, so that its gradients can be asked for."""
    return partial(function, **settings)
