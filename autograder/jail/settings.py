"""What somebody's code may leave switched on or off in a process that others use after it."""

from __future__ import annotations

import torch


def reset_torch() -> None:
    """Put torch's global settings back: default dtype and device, recording of gradients, determinism."""
    torch.set_default_dtype(torch.float32)
    torch.set_default_device(None)
    torch.set_grad_enabled(True)
    if torch.are_deterministic_algorithms_enabled():  # turning them off imports a compiler: 1 s
        torch.use_deterministic_algorithms(False)
