"""Unit 7 for people who know too much: scatter, vmap, products with selecting matrices."""

import torch
import torch.nn.functional as F


def to_batch(pictures):
    picks = torch.eye(len(pictures), dtype=pictures[0].dtype)
    return sum(torch.einsum("n,chw->nchw", picks[i], p) for i, p in enumerate(pictures))


def append_rows(a, b):
    return F.pad(a, (0, 0, 0, len(b))) + F.pad(b, (0, 0, len(a), 0))


def interleave(a, b):
    pairs = torch.vmap(lambda p, q: torch.stack((p, q)))(a, b)
    return pairs.flatten(0, 1)


def side_by_side(pictures):
    total = sum(p.shape[-1] for p in pictures)
    wide = pictures[0].new_zeros(*pictures[0].shape[:2], total)
    start = 0
    for p in pictures:
        places = torch.arange(start, start + p.shape[-1]).expand(p.shape)
        wide = wide.scatter(2, places, p)
        start += p.shape[-1]
    return wide


def split_batch(x, sizes):
    pieces, rest = [], x
    for n in sizes:
        pieces.append(rest.narrow(0, 0, n))
        rest = rest[n:]
    return pieces
