"""Unit 7 by saying for each entry of the answer where it comes from."""

import torch
from torch import Tensor


def to_batch(pictures: list[Tensor]) -> Tensor:
    together = torch.cat([p.flatten() for p in pictures])
    return together.reshape(len(pictures), *pictures[0].shape)


def append_rows(a: Tensor, b: Tensor) -> Tensor:
    flat = torch.cat((a.reshape(-1), b.reshape(-1)))
    return flat.unflatten(0, (-1, a.shape[1]))


def interleave(a: Tensor, b: Tensor) -> Tensor:
    n = a.shape[0]
    order = torch.arange(2 * n).reshape(2, n).T.flatten()  # 0, n, 1, n + 1, ...
    return torch.cat((a, b))[order]


def side_by_side(pictures: list[Tensor]) -> Tensor:
    columns = [column for picture in pictures for column in picture.unbind(2)]
    return torch.stack(columns, dim=2)


def split_batch(x: Tensor, sizes: list[int]) -> list[Tensor]:
    owner = torch.repeat_interleave(torch.arange(len(sizes)), torch.tensor(sizes))
    return [x[owner == k] for k in range(len(sizes))]
