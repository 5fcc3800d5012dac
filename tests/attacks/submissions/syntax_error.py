"""Does not parse, on a line that attacks whoever shows it."""

import torch


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return x - x.mean(dim=1 keepdim=True)  # <script>alert(1)</script> ::error::x ‮``` ]]> =cmd()
