"""a1/u02 Create and share: what the checks do with your functions where one look at the answer says too little.

Read them, and try them yourself: each calls your function, does something, and looks again.
"""

from collections.abc import Callable

import numpy as np
import torch


def write_into_array(function: Callable[[np.ndarray], torch.Tensor], a: np.ndarray, new: np.ndarray) -> torch.Tensor:
    """Call function(a), then write the numbers `new` into the array. What does the tensor hold now?"""
    x = function(a)
    old = a.copy()
    a[...] = new
    seen = x.clone()
    a[...] = old  # the caller gets the array back as it was
    return seen


def write_into_tensor(function: Callable[[np.ndarray], torch.Tensor], a: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Call function(a), then write the numbers `new` into the tensor. What does the array hold now?"""
    x = function(a)
    old = a.copy()
    x.copy_(torch.from_numpy(new))
    seen = a.copy()
    a[...] = old  # the caller gets the array back as it was
    return seen


def in_used_memory(function: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> torch.Tensor:
    """Call function(x) where new memory is never clean: what nobody has written yet reads nan, or the largest number.

    Memory that others have used before holds whatever they left there. Often that is 0, and then nobody notices.
    """
    torch.set_deterministic_debug_mode("warn")
    try:
        return function(x)
    finally:
        torch.set_deterministic_debug_mode("default")


def device_on_meta(function: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> str:
    """Move x to the device "meta" and call function: where does the answer live?

    Meta is a device that every computer has. It knows shapes and dtypes and holds no numbers; here it stands in for a
    graphics card.
    """
    return str(function(x.to("meta")).device)
