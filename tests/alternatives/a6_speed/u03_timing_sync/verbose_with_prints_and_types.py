"""a6/u03 计时与等待：写得啰嗦一点，边做边打印。"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.profiler import ProfilerActivity, profile

WAITS = ("item", "__float__", "__int__", "__bool__", "__repr__", "__format__", "tolist", "numpy", "cpu")


class Listener(TorchFunctionMode):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.heard.append(func.__name__)
        return func(*args, **(kwargs or {}))


def time_once(fn: Callable[[], object], sync: Callable[[], object], clock: Callable[[], float]) -> float:
    """一次调用的时间，包括等待。"""
    sync()
    start = clock()
    fn()
    sync()
    return clock() - start


def benchmark(
    fn: Callable[[], object], sync: Callable[[], object], clock: Callable[[], float], warmup: int = 3, repeat: int = 10
) -> dict[str, float]:
    sync()
    print("warming up", warmup)  # 预热
    for _ in range(warmup):
        fn()
        sync()
    times = [time_once(fn, sync, clock) for _ in range(repeat)]
    print("times", times, file=sys.stderr)
    middle = float(median(times))
    distances = sorted(abs(t - middle) for t in times)  # 到中位数的距离
    half = len(distances) // 2
    spread = distances[half] if len(distances) % 2 else (distances[half - 1] + distances[half]) / 2
    return {"spread": spread, "median": middle, "best": min(times)}


def count_syncs(fn: Callable[[], object]) -> int:
    count: int = 0
    listener = Listener()
    with listener:
        result = fn()
    print("fn gave", type(result))
    for name in listener.heard:
        if name in WAITS:
            count += 1
    return count


def train_epoch_lazy(
    model: nn.Module,
    batches: list[tuple[Tensor, Tensor]],
    opt: torch.optim.Optimizer,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
) -> float:
    total: Tensor | None = None
    steps: int = 0
    for x, y in batches:
        for parameter in model.parameters():  # 清空梯度
            parameter.grad = None
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        steps += 1
        with torch.no_grad():
            total = loss.clone() if total is None else total + loss
        print("step", steps)  # 只打印步数，不打印张量
    assert total is not None
    mean = float(total) / steps
    print(f"mean loss {mean:.3f}")
    return mean


def hot_ops(fn: Callable[[], object], n: int) -> list[tuple[str, int]]:
    prof = profile(activities=[ProfilerActivity.CPU])
    prof.start()
    fn()
    prof.stop()
    found: dict[str, int] = {}
    for event in prof.key_averages():
        if event.key.startswith("aten::"):
            found[event.key] = found.get(event.key, 0) + event.count
    ranked: list[tuple[str, int]] = []
    while found and len(ranked) < n:
        most = max(found.values())
        name = min(key for key, count in found.items() if count == most)
        ranked.append((name, found.pop(name)))
    return ranked


def speedup(before: dict[str, float], after: dict[str, float]) -> str:
    difference = before["median"] - after["median"]
    noise = before["spread"] + after["spread"]
    if difference > noise:
        ratio = before["median"] / after["median"]
        return "{:.1f}x faster".format(ratio)
    if -difference > noise:
        ratio = after["median"] / before["median"]
        return "{:.1f}x slower".format(ratio)
    return "no clear difference"


if __name__ == "__main__":
    print(count_syncs(lambda: torch.tensor(3.0).item()))
    raise SystemExit(1)
