import torch


def to_batch(pictures: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack(pictures)


def append_rows(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.cat((a, b))


def interleave(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    pairs = torch.stack((a, b), dim=1)
    return pairs.flatten(end_dim=1)


def side_by_side(pictures: list[torch.Tensor]) -> torch.Tensor:
    return torch.cat(pictures, dim=2)


def split_batch(x, sizes):
    parts = []
    begin = 0
    for size in sizes:
        part = x[begin:size]
        parts.append(part)
        begin = begin + size
    return parts
