"""Forges reports of failures whose fields are of the wrong kinds, too deep or full of markup."""

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


DEEP = json.loads("[" * 800 + "]" * 800)


def _report(header: dict) -> None:
    _send(_frame(header))
    os._exit(0)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    _report({"raised": {"type": "E", "message": "m", "bases": [DEEP, {"a": [1]}], "lines": [10**300, -5, 0, 1]}})


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    _report({"missing": DEEP})


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    _report({"too_large": {"a\ud800": DEEP}})


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    _report({"raised": "not an object", "value": 1})


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    lines = [2**31 - 1]
    _report({"raised": {"type": "\n::error::\x1b[2J", "message": "\ud800", "bases": ["Mismatch"], "lines": lines}})
