"""Adds an audit hook that nobody can remove, and that refuses or delays what the driver does."""

import sys
import time

import torch


def _hook(event: str, _args: tuple) -> None:
    if event in ("exec", "import", "compile", "sys._getframe", "ctypes.dlopen"):
        raise RuntimeError("not allowed here")
    if event in ("open", "os.listdir", "socket.connect", "object.__getattr__"):
        time.sleep(0.01)


sys.addaudithook(_hook)


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
