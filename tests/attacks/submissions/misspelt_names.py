"""Defines names that are almost right, and hold markup, bidi marks and look-alike letters."""

import torch


def сentre_rows(x: torch.Tensor) -> torch.Tensor:  # the first letter is Cyrillic
    return x - x.mean(dim=1, keepdim=True)


NAMES = ("broadcast_shape\u202e", "safe_mse\n::error::", "<b>pairwise_sqdist</b>", "normalise_channels\x1b[2J", "")
for _name in NAMES:
    globals()[_name] = сentre_rows
globals()[5] = globals()[None] = globals()[()] = 1
