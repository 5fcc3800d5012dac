import torch


def flatten_batch(x: torch.Tensor) -> torch.Tensor:
    return x.flatten(start_dim=1)


def add_channel(x: torch.Tensor) -> torch.Tensor:
    return x.unsqueeze(dim=1)


def drop_channel(x):
    return x.squeeze((0, 1))


def as_rows(x: torch.Tensor, width: int) -> torch.Tensor:
    return x.reshape(-1, width)


def unflatten(x: torch.Tensor, chw: tuple[int, int, int]) -> torch.Tensor:
    return x.reshape(-1, *chw)
