"""What student code legitimately does with torch, NumPy and Python, tried inside a jail. Imports torch and warms it."""

from __future__ import annotations

import importlib
import inspect
import io
import os
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from probes import Scene

__all__ = ["EVERYTHING", "Scene"]

LATE = ("numpy.fft", "numpy.polynomial", "torch.utils.checkpoint", "torch.utils.flop_counter", "decimal")

torch.set_num_threads(1)
torch.optim.SGD([torch.zeros(1)], lr=0.1)  # imports most of what is imported late


def _gradient() -> list[float]:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward()
    assert x.grad is not None
    return list(x.grad.tolist())


def _in_threads() -> int:
    results: list[float] = []
    threads = [
        threading.Thread(target=lambda: results.append(float((torch.ones(64, 64) @ torch.ones(64, 64)).sum())))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(results)


def _parallel() -> float:
    torch.set_num_threads(2)
    try:
        return float(torch.ones(500, 500).matmul(torch.ones(500, 500)).sum() + torch.ones(1_000_000).sqrt().sum())
    finally:
        torch.set_num_threads(1)


def _optimize(name: str) -> bool:
    model = torch.nn.Linear(4, 4)
    before = model.weight.detach().clone()
    optimizer = getattr(torch.optim, name)([model.weight], lr=0.1)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = model(torch.ones(2, 4)).pow(2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return not torch.equal(before, model.weight)


def _save_and_load() -> list[float]:
    buffer = io.BytesIO()
    torch.save({"a": torch.ones(3)}, buffer)
    buffer.seek(0)
    return list(torch.load(buffer)["a"].tolist())


def _batches() -> int:
    data = torch.utils.data.TensorDataset(torch.randn(10, 2))
    return len(list(torch.utils.data.DataLoader(data, batch_size=3, shuffle=True, num_workers=0)))


def _compile() -> int:
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = "/"  # any folder that exists; torch insists on one, and writes nothing
    return int(torch.compile(torch.sin, backend="eager", fullgraph=True)(torch.zeros(3)).sum())


_WORKS: dict[str, Callable[[], Any]] = {
    "multiply matrices": lambda: float((torch.ones(64, 64) @ torch.ones(64, 64)).sum()),
    "differentiate": _gradient,
    "convolve": lambda: list(torch.nn.Conv2d(3, 4, 3)(torch.ones(2, 3, 16, 16)).shape),
    "sort": lambda: torch.arange(100_000).flip(0).sort()[0][:3].tolist(),
    "run a recurrent network": lambda: list(torch.nn.LSTM(4, 5)(torch.ones(3, 2, 4))[0].shape),
    "run a transformer layer": lambda: list(torch.nn.TransformerEncoderLayer(8, 2)(torch.ones(3, 2, 8)).shape),
    "decompose": lambda: [round(x) for x in torch.linalg.svdvals(torch.eye(3)).tolist()],
    "map over a function": lambda: torch.func.vmap(torch.abs)(-torch.ones(3)).tolist(),
    "seed from the system": lambda: torch.seed() >= 0,
    "compute in threads": _in_threads,
    "compute with two threads": _parallel,
    "use 500 MB": lambda: torch.zeros(500 << 20, dtype=torch.uint8).numel() >> 20,
    "ask for 8 GB": lambda: torch.zeros(8 << 30, dtype=torch.uint8).numel(),
    "read torch's source": lambda: "in_features" in inspect.getsource(torch.nn.Linear),
    "save and load in memory": _save_and_load,
    "load batches": _batches,
    "draw with NumPy": lambda: -9 < np.random.default_rng().normal() < 9,
    "look for a GPU": torch.cuda.is_available,
    "compile without a compiler": _compile,
    "step with SGD": lambda: _optimize("SGD"),
    "step with AdamW": lambda: _optimize("AdamW"),
    "step with LBFGS": lambda: _optimize("LBFGS"),
    "import modules late": lambda: [importlib.import_module(name).__name__ for name in LATE],
}
EVERYTHING: dict[str, Callable[[Scene], Any]] = {
    name: (lambda scene, run=run: run())  # type: ignore[misc]
    for name, run in _WORKS.items()
}
