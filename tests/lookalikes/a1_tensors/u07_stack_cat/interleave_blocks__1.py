import torch


def to_batch(pictures: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack(pictures)


def append_rows(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.cat((a, b))


def interleave(a, b):
    return torch.cat((a, b)).sort(dim=0).values


def side_by_side(pictures: list[torch.Tensor]) -> torch.Tensor:
    return torch.cat(pictures, dim=2)


def split_batch(x: torch.Tensor, sizes: list[int]) -> list[torch.Tensor]:
    return list(x.split(sizes))
