"""Writes replies whose tensors have impossible shapes, dtypes, offsets and claims."""

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


def _tensor(shape: list, dtype: str = "float32", claims: object = None) -> dict:
    honest = ["Tensor", False, [1], 0, 0, 0, "cpu"]
    return {"value": {"tensor": [0, dtype, shape], "claims": honest if claims is None else claims}}


def _reply(header: dict, *buffers: bytes) -> None:
    _send(_frame(header, *buffers))
    os._exit(0)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    _reply({"value": {"tuple": [{"tensor": [0, "int64", [0]], "claims": 5}, {"again": 0}]}}, b"")


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    _reply(_tensor([0, 1 << 62, 1 << 62] if len(x) % 2 else [0] * 60), b'')


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    _reply(_tensor([-1, -4] if len(a) % 2 else [1], 'object'), b'\x00' * 16)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    _reply(_tensor([True], claims=[[], {}, -1, 'x', 10**40, None, '<script>']), b'\x00' * 4)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    _reply({"value": {"array": [0, "float64", [0, 1 << 62, 1 << 62]]}}, b"")
