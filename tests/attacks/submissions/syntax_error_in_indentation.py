"""Mixes tabs and spaces so that its blocks have no meaning."""

import torch


def centre_rows(x: torch.Tensor) -> torch.Tensor:
        mean = x.mean(dim=1, keepdim=True)
	return x - mean
