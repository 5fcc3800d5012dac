"""Forges a report that the import raised, in fields of the wrong kinds, nested and full of surrogates."""

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
LINES = [0, -1, 10**30, True, "1", 2**31 - 1]
RAISED = {"type": "\ud800", "message": "\udfff\x00", "bases": [DEEP, {}, None, 5], "lines": LINES}
_send(_frame({"raised": RAISED, "missing": DEEP, "too_large": DEEP, "error": "the grader broke"}))
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
