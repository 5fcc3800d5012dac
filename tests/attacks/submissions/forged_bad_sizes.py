"""Writes headers that announce impossible buffers: negative, endless, too many, of no kind."""

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
    _send(b'{"value": 1, "buffers": [-1, -1]}')


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    _send(b'{"value": 1, "buffers": [67108864, 67108864, 1e9]}')


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    _send(b'{"value": 1, "buffers": [' + b"1" * 5_000 + b"]}")


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    _send(b'{"value": 1, "buffers": [' + b"0," * 20_000 + b"0]}")


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    _send(b'{"value": 1, "buffers": [true, "1", null]}')
