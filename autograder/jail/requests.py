"""Values on their way from the judge into a jail.

What the units teach must arrive as it was: views, strides, offsets, aliasing and `requires_grad`. So each storage
travels once, and a tensor is (storage, offset, shape, stride, dtype, requires_grad); NumPy arrays likewise. The judge
is trusted: `RequestDecoder` checks nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from autograder.jail.nodes import (
    MAX_DEPTH,
    TORCH_DTYPES,
    TORCH_NAMES,
    Node,
    NotPlainError,
    decode_scalar,
    encode_scalar,
)

Refer = Callable[[Any], Node | None]  # the node of an object that lives in the jail already, or None
Resolve = Callable[[Node], Any]


class RequestEncoder:
    """Encodes the values of one request; `buffers` grows as storages are met."""

    def __init__(self, refer: Refer) -> None:
        self._refer = refer
        self._storages: dict[int, int] = {}
        self._seen: dict[int, int] = {}
        self._alive: list[Any] = []  # ids are valid only while the objects live
        self.buffers: list[Any] = []

    def encode(self, value: Any, depth: int = 0) -> Node:
        """The node of `value`.

        Raises:
            TypeError: for a value that cannot be sent; it says what can.
        """
        if depth > MAX_DEPTH:
            raise TypeError(f"an argument is nested more than {MAX_DEPTH} deep")
        reference = self._refer(value)
        if reference is not None:
            return reference
        if isinstance(value, (torch.Tensor, np.ndarray)):
            return self._shared(value)
        return self._plain(value, depth)

    def _plain(self, value: Any, depth: int) -> Node:
        kind = type(value)
        if kind is list:
            return [self.encode(item, depth + 1) for item in value]
        if kind is tuple:
            return {"tuple": [self.encode(item, depth + 1) for item in value]}
        if kind is torch.Size:
            return {"size": list(value)}
        if isinstance(value, dict):
            return {"dict": [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()]}
        if kind in (set, frozenset):
            return {kind.__name__: [self.encode(item, depth + 1) for item in value]}
        if kind is bytes:
            return {"bytes": base64.b64encode(value).decode()}
        if kind is slice:
            return {"slice": [self.encode(part, depth + 1) for part in (value.start, value.stop, value.step)]}
        if kind is range:
            return {"range": [value.start, value.stop, value.step]}
        if kind is torch.Generator:
            return {"generator": value.initial_seed()}
        if isinstance(value, np.generic):
            return {"scalar": self._shared(np.asarray(value))}
        try:
            return encode_scalar(value)
        except NotPlainError:
            raise TypeError(
                f"a {kind.__name__} cannot be passed to code in a jail. Pass plain values, tensors, arrays, or what "
                "the same `student` or `reference` gave back; put functions into the unit's helpers.py and pass "
                "`student.helpers.NAME`"
            ) from None

    def _shared(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Node:
        if id(value) in self._seen:
            return {"again": self._seen[id(value)]}
        self._seen[id(value)] = len(self._seen)
        self._alive.append(value)
        return self._tensor(value) if isinstance(value, torch.Tensor) else self._array(value)

    def _tensor(self, tensor: torch.Tensor) -> Node:
        if tensor.dtype not in TORCH_NAMES or tensor.layout != torch.strided or tensor.device.type != "cpu":
            raise TypeError(f"only dense CPU tensors can be sent, not {tensor.dtype}, {tensor.layout}, {tensor.device}")
        tensor = tensor.resolve_conj().resolve_neg()
        storage = tensor.untyped_storage()
        key = storage.data_ptr()
        if key not in self._storages or not storage.nbytes():
            self._storages[key] = len(self.buffers)
            self._alive.append(storage)
            self.buffers.append(torch.empty(0, dtype=torch.uint8).set_(storage).numpy())
        return {
            "tensor": [
                self._storages[key],
                TORCH_NAMES[tensor.dtype],
                tensor.storage_offset(),
                list(tensor.shape),
                list(tensor.stride()),
                tensor.requires_grad,
                type(tensor) is torch.nn.Parameter,
            ]
        }

    def _array(self, array: np.ndarray[Any, Any]) -> Node:
        root = array
        while isinstance(root.base, np.ndarray):
            root = root.base
        if not root.flags.c_contiguous or root.dtype.hasobject:
            root = array = np.ascontiguousarray(array)
        start = root.__array_interface__["data"][0]
        if start not in self._storages or not root.nbytes:
            self._storages[start] = len(self.buffers)
            self._alive.append(root)
            self.buffers.append(root.reshape(-1).view(np.uint8))
        offset = array.__array_interface__["data"][0] - start
        return {"array": [self._storages[start], array.dtype.str, offset, list(array.shape), list(array.strides)]}


class RequestDecoder:
    """Decodes the values of one request, inside the jail."""

    def __init__(self, buffers: Sequence[bytearray], resolve: Resolve) -> None:
        self._resolve = resolve
        self._received = buffers
        self._bytes: dict[int, torch.Tensor] = {}  # storage index -> uint8 view
        self._seen: list[Any] = []
        self._containers: list[tuple[Any, list[Any]]] = []
        self._layouts: list[tuple[Any, tuple[Any, ...]]] = []

    def decode(self, node: Node) -> Any:
        """The value of `node`."""
        if type(node) is list:
            return self._container([self.decode(part) for part in node])
        if type(node) is not dict:
            return node
        tag, payload = next(iter(node.items()))
        match tag:
            case "ref" | "handle":
                return self._resolve(node)
            case "tuple":
                return tuple(self.decode(part) for part in payload)
            case "size":
                return torch.Size(payload)
            case "dict":
                return self._container({self.decode(key): self.decode(value) for key, value in payload})
            case "set":
                return {self.decode(part) for part in payload}
            case "frozenset":
                return frozenset(self.decode(part) for part in payload)
            case "bytes":
                return base64.b64decode(payload)
            case "slice":
                return slice(*(self.decode(part) for part in payload))
            case "range":
                return range(*payload)
            case "generator":
                return torch.Generator().manual_seed(payload)
            case "scalar":
                return self.decode(payload)[()]
            case "again":
                return self._seen[payload]
            case "tensor":
                return self._tensor(*payload)
            case "array":
                return self._array(*payload)
        return decode_scalar(tag, payload)

    def changed(self) -> bool:
        """Whether a tensor, array, list or dict of the request is not as it was sent: its numbers, or how they are
        laid out (`unsqueeze_`, an assignment to `shape` or `data`)."""
        if any(_layout(value) != before for value, before in self._layouts):
            return True
        for index, now in self._bytes.items():
            if now.numpy().tobytes() != self._received[index]:
                return True
        for container, before in self._containers:
            parts = list(container) if type(container) is list else [*container, *container.values()]
            if len(parts) != len(before) or any(now is not then for now, then in zip(parts, before, strict=True)):
                return True
        return False

    def _container(self, value: Any) -> Any:
        self._containers.append((value, list(value) if type(value) is list else [*value, *value.values()]))
        return value

    def _storage(self, index: int) -> torch.Tensor:
        if index not in self._bytes:
            received = self._received[index]
            own = torch.empty(len(received), dtype=torch.uint8, device="cpu")
            if received:
                own.numpy()[:] = np.frombuffer(received, dtype=np.uint8)
            self._bytes[index] = own
        return self._bytes[index]

    def _tensor(
        self,
        storage: int,
        dtype: str,
        offset: int,
        shape: list[int],
        stride: list[int],
        requires_grad: bool,
        is_parameter: bool,
    ) -> torch.Tensor:
        place = len(self._seen)
        self._seen.append(None)
        tensor = torch.empty(0, dtype=TORCH_DTYPES[dtype], device="cpu")
        tensor.set_(self._storage(storage).untyped_storage(), offset, shape, stride)
        if is_parameter:
            tensor = torch.nn.Parameter(tensor, requires_grad=requires_grad)
        elif requires_grad:
            tensor.requires_grad_()
        self._seen[place] = tensor
        self._layouts.append((tensor, _layout(tensor)))
        return tensor

    def _array(
        self, storage: int, dtype: str, offset: int, shape: list[int], strides: list[int]
    ) -> np.ndarray[Any, Any]:
        buffer = self._storage(storage).numpy()
        array: np.ndarray[Any, Any] = np.ndarray(
            shape, dtype=np.dtype(dtype), buffer=buffer, offset=offset, strides=strides
        )
        self._seen.append(array)
        self._layouts.append((array, _layout(array)))
        return array


def _layout(value: torch.Tensor | np.ndarray[Any, Any]) -> tuple[Any, ...]:
    if isinstance(value, torch.Tensor):
        return value.dtype, value.shape, value.stride(), value.data_ptr()
    return value.dtype, value.shape, value.strides
