"""Writes headers that are no JSON, too deep, too long, doubled or full of forbidden numbers."""

import os
import struct

import torch


def _send(text: bytes) -> None:
    for fd in range(64):
        try:
            os.write(fd, struct.pack("<I", len(text)) + text)
        except OSError:
            continue
    os._exit(0)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    _send(b"[" * 60_000)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    _send(b'{"value": NaN, "buffers": [], "value": Infinity}')


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    _send(b'{"buffers": [], "value": ' + b"9" * 60_000 + b"}")


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    _send(b'{"value": ' + b'{"tuple": [' * 900 + b"1" + b"]}" * 900 + b', "buffers": []}')


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    _send(b"\xff\xfe{}\x00")
