"""A simulated accelerator: the device "gpu", which computes on the CPU, and behaves like a card where it matters.

Tensors of two devices in one operation raise what CUDA raises. Counted are operators that were launched, moments at
which the host had to wait for a number (`.item()`, `.cpu()`, `print`, `if x > 0`), bytes that were copied, and memory.

>>> from autograder.given import simgpu
>>> with simgpu.watch() as seen:
...     x = torch.ones(3, 4).to("gpu")
...     total = (x * 2).sum().item()
>>> total, seen.launches, len(seen.syncs), seen.to_device_bytes, seen.to_host_bytes
(24.0, 2, 1, 48, 4)

It says nothing about time. Code that should run on it has to say `device`, not "cuda". Built on torch's Python backend
for devices of others, which is experimental: see `available`.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_iter, tree_map

NAME = "gpu"

_aten = torch.ops.aten
_C: Any = torch._C  # much of it has no types
_WAITS = {  # the host needs a number, or a shape that depends on numbers
    _aten._local_scalar_dense.default: "item",
    _aten.item.default: "item",
    _aten.is_nonzero.default: "if",
    _aten.equal.default: "equal",
    _aten.nonzero.default: "nonzero",
    _aten.masked_select.default: "masked_select",
    _aten._unique2.default: "unique",
    _aten.unique_dim.default: "unique",
}
_MAY_MIX = {  # an index may lie on the host
    _aten.index.Tensor, _aten.index_put.default, _aten.index_put_.default, _aten._index_put_impl_.default,
}  # fmt: skip
_NO_LAUNCH = {  # they look at memory that is there, or only reserve it
    _aten.view.default, _aten._unsafe_view.default, _aten._reshape_alias.default, _aten.as_strided.default,
    _aten.t.default, _aten.transpose.int, _aten.permute.default, _aten.expand.default, _aten.unsqueeze.default,
    _aten.squeeze.default, _aten.squeeze.dim, _aten.squeeze.dims, _aten.slice.Tensor, _aten.select.int,
    _aten.detach.default, _aten.alias.default, _aten.split.Tensor, _aten.split_with_sizes.default,
    _aten.unbind.int, _aten.diagonal.default, _aten.unfold.default, _aten.empty.memory_format,
    _aten.empty_like.default, _aten.empty_strided.default, _aten.new_empty.default, _aten.new_empty_strided.default,
    _aten.lift_fresh.default,
}  # fmt: skip


@dataclass
class Seen:
    """What happened on the device.

    Attributes:
        launches: operators that did something; views and empty tensors are not among them.
        syncs: why the host had to wait, in order: "item", "cpu", "nonzero" …
        to_device_bytes: copied from the host to the device.
        to_host_bytes: copied back.
        live_bytes: of tensors on the device that are there now.
        peak_bytes: the most there were at once.
    """

    launches: int = 0
    syncs: list[str] = field(default_factory=list)
    to_device_bytes: int = 0
    to_host_bytes: int = 0
    live_bytes: int = 0
    peak_bytes: int = 0
    _storages: dict[int, int] = field(default_factory=dict, repr=False)

    def _hold(self, raw: torch.Tensor) -> None:
        """Count a tensor's memory once, for as long as it lives."""
        storage = raw.untyped_storage()
        key = storage._cdata
        if key in self._storages:
            return
        size = storage.nbytes()
        self._storages[key] = size
        self.live_bytes += size
        self.peak_bytes = max(self.peak_bytes, self.live_bytes)
        weakref.finalize(storage, self._release, key)

    def _release(self, key: int) -> None:
        self.live_bytes -= self._storages.pop(key, 0)


def available() -> str:
    """Why the device is not there, or "" if it is: torch's backend for it is experimental, and may change."""
    try:
        _register()
    except Exception as problem:
        return f"this torch ({torch.__version__}) has no backend for a simulated device: {problem}"
    return ""


@contextmanager
def watch() -> Iterator[Seen]:
    """While this is open the device "gpu" exists, and what happens on it is counted.

    Raises:
        RuntimeError: this torch has no backend for it; `available` says so beforehand.
    """
    if problem := available():
        raise RuntimeError(problem)
    seen = Seen()
    # A backward pass on the CPU before the device was registered has started threads that do not know it.
    with torch.autograd.set_multithreading_enabled(False), _Literals(), _Mode(seen):
        yield seen


class SimTensor(torch.Tensor):
    """A tensor that says that it lies on the device; its numbers are in `_raw`, on the host."""

    _raw: torch.Tensor

    @staticmethod
    def __new__(cls, raw: torch.Tensor, requires_grad: bool = False) -> SimTensor:
        made: SimTensor = torch.Tensor._make_wrapper_subclass(
            cls, raw.size(), strides=raw.stride(), storage_offset=raw.storage_offset(), dtype=raw.dtype,
            device=torch.device(NAME, 0), requires_grad=requires_grad,
        )  # fmt: skip
        made._raw = raw
        return made

    def __repr__(self, *, tensor_contents: Any = None) -> str:
        del tensor_contents
        _note("print")
        return f"{self._raw!r}".removesuffix(")") + f", device='{NAME}:0')"

    def __format__(self, spec: str) -> str:
        """A number as text, for which the host waits."""
        return self.item().__format__(spec) if self.dim() == 0 else object.__format__(self, spec)

    def tolist(self) -> Any:
        """The numbers, for which the host waits."""
        _note("tolist")
        return self._raw.tolist()

    def numpy(self, *, force: bool = False) -> Any:
        """Refused as on a card: numbers have to come to the host first."""
        if force:
            return self.detach().cpu().numpy()
        raise TypeError(
            f"can't convert {NAME}:0 device type tensor to numpy. "
            "Use Tensor.cpu() to copy the tensor to host memory first."
        )

    @classmethod
    def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _run(func, args, kwargs or {}, _active[-1] if _active else Seen())

    __torch_function__ = _C._disabled_torch_function_impl


_active: list[Seen] = []
_MAKERS = {torch.tensor, torch.as_tensor, torch.asarray, torch.Tensor.new_tensor}  # they take numbers of Python's


class _Literals(TorchFunctionMode):
    """`torch.tensor([1, 2], device="gpu")`: made on the host, and copied, as on a card."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        device = kwargs.get("device")
        if func is torch.Tensor.new_tensor and device is None:
            device = args[0].device
        if func not in _MAKERS or not _is_ours(device):
            return func(*args, **kwargs)
        needs_grad = kwargs.pop("requires_grad", False)
        kwargs["device"] = "cpu"
        if func is torch.Tensor.new_tensor:
            kwargs.setdefault("dtype", args[0].dtype)
            func, args = torch.tensor, args[1:]
        elif args and isinstance(args[0], SimTensor):
            return args[0] if kwargs.get("dtype") is None else args[0].to(kwargs["dtype"])
        return func(*args, **kwargs).to(device).requires_grad_(needs_grad)


class _Mode(TorchDispatchMode):
    """Sees factories, too, which take no tensor of ours."""

    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self._seen = seen

    def __enter__(self) -> Any:
        _active.append(self._seen)
        return super().__enter__()

    def __exit__(self, *exc: Any) -> None:
        _active.pop()
        super().__exit__(*exc)

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _run(func, args, kwargs or {}, self._seen)


def _run(func: Any, args: Sequence[Any], kwargs: dict[str, Any], seen: Seen) -> Any:
    """One operator: on the device if one of its tensors is, or if it says so."""
    if func is _aten._to_copy.default:
        return _copied(args[0], kwargs, seen)
    if func in (_aten.pin_memory.default, _aten._pin_memory.default):
        return args[0]  # memory is as it is: pinning has no effect
    if func is _aten.is_pinned.default:
        return False
    if func is _aten.copy_.default and isinstance(args[0], SimTensor) != isinstance(args[1], SimTensor):
        return _copied_into(args[0], args[1], seen)
    tensors = [each for each in tree_iter((args, kwargs)) if isinstance(each, torch.Tensor)]
    ours = [each for each in tensors if isinstance(each, SimTensor)]
    if ours and func not in _MAY_MIX:
        for each in tensors:
            if not isinstance(each, SimTensor) and each.dim() > 0:
                raise RuntimeError(
                    f"Expected all tensors to be on the same device, but found at least two devices, {NAME}:0 and cpu! "
                    f"(when checking argument in method {func})"
                )
    device = kwargs.get("device")
    on_device = bool(ours) if device is None else _is_ours(device)
    if ours and func in _WAITS:
        seen.syncs.append(_WAITS[func])
    if ours and func in _MAY_MIX and any(each.dtype is torch.bool for each in tree_iter(args[1]) if each is not None):
        seen.syncs.append("nonzero")  # how many are True decides the shape
        seen.to_host_bytes += (
            ours[0].numel() * ours[0].element_size() if func is _aten._local_scalar_dense.default else 0
        )
    if (ours or on_device) and func not in _NO_LAUNCH and func is not _aten._local_scalar_dense.default:
        seen.launches += 1
    kwargs = {
        key: torch.device("cpu") if key == "device" and value is not None else value for key, value in kwargs.items()
    }
    answer = func(*tree_map(_raw, args), **tree_map(_raw, kwargs))
    if not on_device:
        return answer
    known = {id(each._raw): each for each in ours}
    return tree_map(lambda value: _wrapped(value, known, seen), answer)


def _copied(source: torch.Tensor, kwargs: dict[str, Any], seen: Seen) -> torch.Tensor:
    """`.to(...)`: to the device, from it, or to another dtype where it is."""
    device = kwargs.get("device")
    was, becomes = isinstance(source, SimTensor), isinstance(source, SimTensor) if device is None else _is_ours(device)
    rest = {key: value for key, value in kwargs.items() if key not in ("device", "non_blocking")}
    made: torch.Tensor = _aten._to_copy.default(_raw(source), **rest)
    _count_copy(source, was, becomes, seen)
    return _wrapped(made, {}, seen) if becomes else made


def _copied_into(target: torch.Tensor, source: torch.Tensor, seen: Seen) -> torch.Tensor:
    _count_copy(source, isinstance(source, SimTensor), isinstance(target, SimTensor), seen)
    _raw(target).copy_(_raw(source))
    return target


def _count_copy(source: torch.Tensor, was: bool, becomes: bool, seen: Seen) -> None:
    size = source.numel() * source.element_size()
    if becomes and not was:
        seen.to_device_bytes += size
    elif was and not becomes:
        seen.to_host_bytes += size
        seen.syncs.append("cpu")
    elif was:
        seen.launches += 1


def _wrapped(value: Any, known: dict[int, SimTensor], seen: Seen) -> Any:
    if not isinstance(value, torch.Tensor) or isinstance(value, SimTensor):
        return value
    if id(value) in known:
        return known[id(value)]
    seen._hold(value)
    return SimTensor(value)


def _raw(value: Any) -> Any:
    return value._raw if isinstance(value, SimTensor) else value


def _is_ours(device: Any) -> bool:
    return device is not None and torch.device(device).type == NAME


def _note(why: str) -> None:
    if _active:
        _active[-1].syncs.append(why)


def _register() -> None:
    from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

    if _C._get_privateuse1_backend_name() != NAME:
        _setup_privateuseone_for_python_backend(NAME)
        _register_autocast()


_HALF = ("linear", "mm", "addmm", "bmm", "baddbmm", "matmul", "conv1d", "conv2d", "scaled_dot_product_attention")
_SINGLE = (
    "softmax.int", "log_softmax.int", "nll_loss", "cross_entropy_loss", "mse_loss", "layer_norm", "exp", "log",
    "pow.Tensor_Scalar", "sum", "sum.dim_IntList", "norm.Scalar", "binary_cross_entropy_with_logits",
)  # fmt: skip
_libraries: list[Any] = []  # what they register lasts as long as they do


def _register_autocast() -> None:
    """`torch.autocast("gpu")`: products in the lower precision, what loses by it in float32, as on a card."""
    vars(torch)[NAME].get_amp_supported_dtype = lambda: [torch.bfloat16, torch.float16]
    everything: Any = torch.library.Library("_", "IMPL")
    everything.fallback(torch.library.fallthrough_kernel, "AutocastPrivateUse1")
    aten: Any = torch.library.Library("aten", "IMPL")
    for name in _HALF:
        aten.impl(name, _casting(name, None), "AutocastPrivateUse1")
    for name in _SINGLE:
        aten.impl(name, _casting(name, torch.float32), "AutocastPrivateUse1")
    _libraries.extend((everything, aten))


def _casting(name: str, dtype: torch.dtype | None) -> Callable[..., Any]:
    """The operator, on arguments of this dtype; None: of autocast's."""
    packet, _, overload = name.partition(".")
    operator = getattr(getattr(_aten, packet), overload or "default")
    key = _C.DispatchKeySet(_C.DispatchKey.AutocastPrivateUse1)

    def cast(value: Any, wanted: torch.dtype) -> Any:
        return value.to(wanted) if isinstance(value, torch.Tensor) and value.is_floating_point() else value

    def run(*args: Any, **kwargs: Any) -> Any:
        wanted = dtype or torch.get_autocast_dtype(NAME)
        with _C._ExcludeDispatchKeyGuard(key):
            args, kwargs = tree_map(lambda value: cast(value, wanted), (args, kwargs))
            return operator(*args, **kwargs)

    return run
