"""What a call costs, in numbers that noise cannot touch: operators, bytes that they read and write, floating-point
operations. They explain a race; students' processes tell them, so no points hang on them alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import torch

_VIEWS = ("view", "reshape", "expand", "permute", "transpose", "t", "unsqueeze", "squeeze", "slice", "select", "detach",
          "as_strided", "unfold", "alias", "split", "chunk", "unbind", "narrow", "diagonal")  # fmt: skip


def count(function: Callable[..., Any], args: Sequence[Any]) -> dict[str, int]:
    """ "operators", "bytes" and "flops" of `function(*args)`.

    Bytes are those of all tensors that operators take and give, views aside. Flops are those of matrix products and
    convolutions, as torch counts them; what works element by element has none.
    """
    from torch.utils._python_dispatch import TorchDispatchMode
    from torch.utils.flop_counter import FlopCounterMode

    told = {"operators": 0, "bytes": 0, "flops": 0}

    class Counter(TorchDispatchMode):  # type: ignore[no-untyped-call]
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            operator = _known(func)
            if operator.may_have_flops:
                with FlopCounterMode(display=False) as flops:
                    answer = func(*args, **(kwargs or {}))
                told["flops"] += int(flops.get_total_flops())
            else:  # a loop has tens of thousands of these
                answer = func(*args, **(kwargs or {}))
            told["operators"] += 1
            if not operator.is_view:
                told["bytes"] += _bytes((args, kwargs, answer))
            return answer

    with Counter():  # type: ignore[no-untyped-call]
        function(*args)
    return told


@dataclass(frozen=True)
class _Operator:
    is_view: bool
    may_have_flops: bool


@cache
def _known(func: Any) -> _Operator:
    """What has to be looked up for an operator once only. Those made of others, and those of higher order, may have
    flops: torch's counter looks into them."""
    from torch.utils.flop_counter import flop_registry

    if not isinstance(func, torch._ops.OpOverload):
        return _Operator(is_view=False, may_have_flops=True)
    overload: Any = func
    composite = torch._C.DispatchKey.CompositeImplicitAutograd
    made_of_others = composite in overload.py_kernels or torch._C._dispatch_has_kernel_for_dispatch_key(
        overload.name(), composite
    )
    is_view = overload._schema.name.partition("::")[2].strip("_") in _VIEWS
    return _Operator(is_view, made_of_others or overload._overloadpacket in flop_registry)


def _bytes(value: Any) -> int:
    """Of all tensors in it."""
    if isinstance(value, torch.Tensor):
        return value.numel() * value.element_size()
    if isinstance(value, (tuple, list)):
        return sum(map(_bytes, value))
    if isinstance(value, dict):
        return sum(map(_bytes, value.values()))
    return 0
