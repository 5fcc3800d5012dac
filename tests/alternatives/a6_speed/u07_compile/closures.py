"""a6/u07: own backend, no class. 中文注释：用闭包计数。"""

from collections.abc import Callable

import torch


def with_breaks(x: torch.Tensor) -> torch.Tensor:
    return x


def _count(fn: Callable, argsets: list, dynamic: bool | None) -> int:
    """Both counts are one."""
    n = 0

    def backend(gm, example_inputs):
        nonlocal n
        n += 1
        print(gm.code)
        return gm

    torch.compiler.reset()
    for args in argsets:  # 每次都包一层也没关系：后端是同一个
        torch.compile(fn, backend=backend, dynamic=dynamic)(*args)
    return n


def count_graphs(fn: Callable, *args) -> int:
    return _count(fn, [args], None)


def count_compiles(fn: Callable, argsets: list, dynamic: bool | None = None) -> int:
    return _count(fn, argsets, dynamic)


def no_breaks(x: torch.Tensor) -> torch.Tensor:
    # 平均亮度大于 0.5 就变暗
    both = torch.stack([x * 2, x - 0.25])  # (2, H, W)
    which = (x.mean() > 0.5).long().reshape(1)  # (1,)
    return both.index_select(0, which)[0].clamp(min=0).clamp(max=1)


def stable_shapes(batches: list, multiple: int) -> list:
    done = []
    for batch in batches:
        rows = list(batch)
        real = [True] * len(rows)
        while len(rows) % multiple:
            rows.append(torch.zeros_like(rows[0]))
            real.append(False)
        done.append((torch.stack(rows), torch.tensor(real)))
    return done


def compiled_equal(fn: Callable, x: torch.Tensor, backend) -> bool:
    a = fn(x.detach().clone())
    b = torch.compile(fn, backend=backend)(x.detach().clone())
    return bool(((a - b).abs() < 1e-4).all())


if __name__ == "__main__":
    print("done")
