"""Right, computes in threads, and leaves some of them waiting."""

import concurrent.futures
import threading
import time

import torch


def _idle() -> None:
    while True:
        time.sleep(0.01)


threading.Thread(target=_idle, daemon=True).start()
threading.Thread(target=_idle).start()
torch.set_num_threads(2)


def _in_threads(work, items) -> torch.Tensor:
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return torch.stack(list(pool.map(work, items)))


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return _in_threads(lambda row: row - row.mean(), x)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return _in_threads(lambda row: ((row - b) ** 2).sum(dim=-1), a)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return _in_threads(lambda y: (y - mean[:, None, None]) / std[:, None, None], x)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
