"""a6/u09 Fused kernels: what the checks do with your functions. Read it, and try it yourself.

A kernel gets addresses, not tensors, and may write wherever it likes. So each tensor that your function gets is a part
of a longer one, the rest of which is filled with 99. What lies around it is looked at afterwards. Besides, what the
kernels read and write is counted, byte by byte, and what torch computes beside them.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from triton.runtime import interpreter

FILL = 99.0  # what is in `out` before, and around every tensor


def surrounded(x: torch.Tensor, gap: int) -> tuple[torch.Tensor, torch.Tensor]:
    """A longer tensor, and the part of it that holds x.

    (n,) becomes (n + gap,). (N, D) becomes (N + 1, D + gap): `gap` numbers behind each row, one more row at the end.
    """
    if x.dim() == 1:
        whole = torch.full((len(x) + gap,), FILL, dtype=x.dtype)
        part = whole[: len(x)]
    else:
        whole = torch.full((len(x) + 1, x.shape[1] + gap), FILL, dtype=x.dtype)
        part = whole[: len(x), : x.shape[1]]
    part.copy_(x)
    return whole, part


def run(
    function: Callable[..., object],
    inputs: Sequence[torch.Tensor],
    gap: int,
    out_gap: int | None = None,
    **options: float,
) -> dict[str, Any]:
    """Call function(*inputs, out, **options), with `gap` numbers behind each row of each tensor; what came of it.

    "whole" is the tensor of which `out` was a part; "read" and "written" are the bytes that kernels moved from and to
    memory; "by torch" are the bytes that torch's operators wrote meanwhile (to make or print a tensor is not one).
    """
    given = [surrounded(x, gap)[1] for x in inputs]
    whole, out = surrounded(torch.full_like(inputs[0], FILL), gap if out_gap is None else out_gap)
    with Meter() as meter:
        function(*given, out, **options)
    return {"whole": whole, "read": meter.read, "written": meter.written, "by torch": meter.by_torch}


class Meter:
    """While it is open, it counts the bytes that kernels read and write in Triton's interpreter, and torch's work.

    An address that belongs to no tensor of the kernel is counted, but neither read nor written: on a card that would
    damage other people's numbers, here it could end the whole process.
    """

    def __init__(self) -> None:
        self.read = self.written = self.by_torch = 0
        self.known: list[tuple[int, int]] = []  # first and last address of each tensor of the kernel that runs

    def __enter__(self) -> "Meter":
        builder, executor = interpreter.interpreter_builder, interpreter.GridExecutor
        load, store, run_all = builder.create_masked_load, builder.create_masked_store, executor.__call__

        def counted_load(ptrs: Any, mask: Any, *rest: Any) -> Any:
            size, mask = self.look(ptrs, mask)
            self.read += size
            return load(ptrs, mask, *rest)

        def counted_store(ptrs: Any, value: Any, mask: Any, *rest: Any) -> Any:
            size, mask = self.look(ptrs, mask)
            self.written += size
            return store(ptrs, value, mask, *rest)

        def run_and_know(executor: Any, *args: Any, **kwargs: Any) -> None:
            storages = [x.untyped_storage() for x in (*args, *kwargs.values()) if isinstance(x, torch.Tensor)]
            self.known = [(each.data_ptr(), each.data_ptr() + each.nbytes()) for each in storages]
            try:
                run_all(executor, *args, **kwargs)
            finally:
                self.known = []

        self.restore = (load, store, run_all)
        builder.create_masked_load, builder.create_masked_store = counted_load, counted_store
        executor.__call__ = run_and_know
        self.modes = (Operators(self), Texts(self))
        for mode in self.modes:
            mode.__enter__()
        return self

    def __exit__(self, *problem: object) -> None:
        for mode in reversed(self.modes):
            mode.__exit__(*problem)
        builder = interpreter.interpreter_builder
        builder.create_masked_load, builder.create_masked_store, interpreter.GridExecutor.__call__ = self.restore

    def look(self, ptrs: Any, mask: Any) -> tuple[int, Any]:
        """The bytes that are asked for, and the mask without addresses that belong to nobody."""
        size = max(1, ptrs.get_element_ty().primitive_bitwidth // 8)
        addresses, wanted = np.broadcast_arrays(ptrs.data, mask.data)
        inside = np.zeros(wanted.shape, dtype=bool)
        for first, last in self.known:
            inside |= (addresses >= first) & (addresses + np.uint64(size) <= last)
        return int(wanted.sum()) * size, interpreter.TensorHandle(wanted & inside, mask.dtype)


class Operators(TorchDispatchMode):
    """Counts what torch's operators write, except while a kernel runs: the interpreter uses some itself."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter
        self.paused = False

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        is_new = any(word in func._schema.name for word in ("empty", "zeros", "ones", "full"))
        if self.paused or self.meter.known or is_new:
            return result
        results = result if isinstance(result, (tuple, list)) else [result]
        for each, told in zip(results, func._schema.returns, strict=False):
            is_view = told.alias_info is not None and not told.alias_info.is_write
            if isinstance(each, torch.Tensor) and not is_view:
                self.meter.by_torch += each.numel() * each.element_size()
        return result


class Texts(TorchFunctionMode):
    """Lets tensors be printed without anybody counting."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        (operators, _) = self.meter.modes
        operators.paused = func.__name__ in ("__repr__", "__format__", "tolist", "item")
        try:
            return func(*args, **(kwargs or {}))
        finally:
            operators.paused = False
