"""Forges the reply to its import: names that are numbers, deep lists and markup, 10,000 of them."""

import json
import os
import struct

import torch


def _frame(header: dict, *buffers: bytes) -> bytes:
    text = json.dumps({**header, "buffers": [len(buffer) for buffer in buffers]}).encode()
    return struct.pack("<I", len(text)) + text + b"".join(buffers)


def _send(data: bytes) -> None:
    for fd in range(64):
        try:
            os.write(fd, data)
        except OSError:
            continue


DEEP = json.loads("[" * 700 + "]" * 700)
NAMES = [[DEEP, True], [1e308, 2], [None, None], ["<script>alert(1)</script>", "no"], *([["", 0]] * 3_000)]
_send(_frame({"names": NAMES}))
os._exit(0)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return (-7,)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)
