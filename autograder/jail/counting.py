"""What a call costs, in numbers that noise cannot touch: operators, bytes that they read and write, floating-point
operations. They explain a race; students' processes tell them, so no points hang on them alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from torch.utils._pytree import tree_iter
    from torch.utils.flop_counter import FlopCounterMode

    told = {"operators": 0, "bytes": 0}

    class Counter(TorchDispatchMode):  # type: ignore[no-untyped-call]
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            answer = func(*args, **(kwargs or {}))
            told["operators"] += 1
            if func._schema.name.partition("::")[2].strip("_") not in _VIEWS:
                tensors = [each for each in tree_iter((args, kwargs, answer)) if isinstance(each, torch.Tensor)]
                told["bytes"] += sum(each.numel() * each.element_size() for each in tensors)
            return answer

    with FlopCounterMode(display=False) as flops, Counter():  # type: ignore[no-untyped-call]
        function(*args)
    return told | {"flops": int(flops.get_total_flops())}
