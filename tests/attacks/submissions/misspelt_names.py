"""Defines names that are almost right, and hold markup, bidi marks and look-alike letters."""

import torch


def сentre_rows(x: torch.Tensor) -> torch.Tensor:  # the first letter is Cyrillic
    return x - x.mean(dim=1, keepdim=True)


for _name in ("broadcast_shape\u202e", "safe_mse\n::error::", "<script>pairwise_sqdist</script>", "normalise_channels\x1b[2J", ""):
    globals()[_name] = сentre_rows
globals()[5] = globals()[None] = globals()[()] = 1
