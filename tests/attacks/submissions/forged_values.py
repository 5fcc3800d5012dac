"""Writes replies whose values are legal JSON and illegal, gigantic or poisonous as Python."""

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


def _reply(node: object) -> None:
    _send(_frame({"value": node}))
    os._exit(0)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    _reply({"range": [0, 1 << 62, 1]} if len(a) % 2 else {"size": [1 << 62] * 50})


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    _reply({"dict": [[{"tuple": [[1]]}, 1]]} if len(x) % 2 else {"set": [{"dict": []}]})


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    _reply({"handle": 2147483647, "type": "method\n::error::<script>", "callable": True})


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    _reply({"complex": ["1e99999", "nan"]} if len(x) % 2 else {"int": "9" * 1_001})


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    _reply({"float": "nan"} if pred.dim() % 2 else {"device": "cuda:99"})
