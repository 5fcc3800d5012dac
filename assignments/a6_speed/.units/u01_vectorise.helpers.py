"""a6/u01 Vectorise: what the checks do with your functions. Read it, and count with it yourself.

>>> import torch
>>> growth(torch.sin, [torch.zeros(10)], [torch.zeros(20)])
{'operators': 'as many', 'numbers fetched': 'as many'}
>>> growth(lambda x: [v + 1 for v in x], [torch.zeros(10)], [torch.zeros(20)])
{'operators': 'more', 'numbers fetched': 'as many'}
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

# --------------------------------------------------------------------- counting

_ONE_NUMBER = "_local_scalar_dense"  # what `item`, `float(x)` and `if x > 0` come down to
_ALL_NUMBERS = ("tolist", "numpy", "__array__", "__dlpack__", "apply_", "map_", "map2_")  # each element goes to Python
FEW = 3  # more operators than this are "more": torch itself may take another way for a larger tensor


class _Operators(TorchDispatchMode):
    """Counts torch's operators, and the numbers that were fetched one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.count, self.fetched = 0, 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.count += 1
        self.fetched += func.overloadpacket.__name__ == _ONE_NUMBER
        return func(*args, **(kwargs or {}))


class _Fetching(TorchFunctionMode):
    """Counts the numbers that left torch for Python or NumPy all at once."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched = 0

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if getattr(func, "__name__", "") in _ALL_NUMBERS:
            self.fetched += args[0].numel()
        return func(*args, **(kwargs or {}))


def _count(function: Callable[..., Any], args: Sequence[Any]) -> tuple[int, int]:
    """Operators of torch in function(*args), and numbers fetched from tensors. Views such as x[0] are operators, too;
    what is printed does not count."""
    with _Fetching() as whole, _Operators() as single:
        function(*args)
    return single.count, single.fetched + whole.fetched


def growth(function: Callable[..., Any], small: Sequence[Any], large: Sequence[Any]) -> dict[str, str]:
    """Whether function(*large) takes more operators than function(*small), and fetches more numbers into Python."""
    counted = zip(_count(function, small), _count(function, large), strict=True)
    names = ("operators", "numbers fetched")
    return {
        name: "more" if after - before >= FEW else "as many"
        for name, (before, after) in zip(names, counted, strict=True)
    }


def gradient(function: Callable[..., torch.Tensor], x: torch.Tensor, upstream: torch.Tensor, k: int) -> torch.Tensor:
    """The gradient of (function(x, k) * upstream).sum() for x."""
    leaf = x.detach().clone().requires_grad_()
    (function(leaf, k) * upstream).sum().backward()
    return leaf.grad


# ---------------------------------------------------------------- batch_predict


class Judge(nn.Module):
    """A small network: photos (B, 1, H, W) in, scores (B, K) out. It writes down how many photos came at once."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)  # (K, H * W)
        self.batches: list[int] = []

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, 1, H, W) to (B, K)."""
        if x.dim() != 4:
            raise ValueError(f"photos come as (B, 1, H, W), but this has shape {tuple(x.shape)}")
        self.batches.append(len(x))
        return x.flatten(1) @ self.weight.T


def predict(
    function: Callable[..., torch.Tensor], weight: torch.Tensor, items: list[torch.Tensor], size: int
) -> dict[str, Any]:
    """What function(model, items, size) returns, and how many photos the model saw in each batch."""
    model = Judge(weight)
    scores = function(model, items, size)
    return {"scores": scores, "batches": model.batches}
