"""Values on their way out of a jail.

`ReplyEncoder` runs beside the student's code and may be corrupted by it; `ReplyDecoder` runs in the judge and validates
every field before it is believed. Tensors come back as contiguous copies; what cannot be proven by bytes (type, stride,
sharing of storage, requires_grad, identity) comes back as `Claims`: fit for feedback, never worth points by itself.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from autograder.jail.frames import MAX_HEADER, MAX_REPLY, BadReplyError, Buffers
from autograder.jail.nodes import (
    MAX_DEPTH,
    NUMPY_NAMES,
    TORCH_DTYPES,
    TORCH_NAMES,
    Node,
    NotPlainError,
    TooLargeError,
    decode_scalar,
    encode_scalar,
    tensor_bytes,
)

MAX_DIMENSIONS = 16
MAX_RANGE = 1 << 20  # items of a range: a check may go through them


@dataclass(frozen=True)
class Claims:
    """What a jail says about a tensor beside its values. Forgeable."""

    type_name: str = "Tensor"
    requires_grad: bool = False
    stride: tuple[int, ...] = ()
    offset: int = 0
    storage: int = 0  # equal numbers within one reply: the same storage
    identity: int = 0  # equal numbers within one reply: the same object
    device: str = "cpu"


def claims(tensor: torch.Tensor | np.ndarray[Any, Any]) -> Claims:
    """What the jail claimed about a tensor that it returned; the defaults for any other tensor."""
    found = getattr(tensor, "autograder_claims", None)
    return found if isinstance(found, Claims) else Claims()


class ReplyEncoder:
    """Encodes the values of one reply; `keep` stores an object that has no node and gives its handle's number."""

    def __init__(self, keep: Callable[[Any], int]) -> None:
        self._keep = keep
        self._storages: dict[int, int] = {}
        self._identities: dict[int, int] = {}
        self._bytes = 0
        self._text = 0  # a lower bound of the header's size
        self.buffers: list[Any] = []

    def encode(self, value: Any, depth: int = 0) -> Node:
        """The node of `value`.

        Raises:
            TooLargeError: deeper or larger than a reply may be.
        """
        if depth > MAX_DEPTH:
            raise TooLargeError(f"nested more than {MAX_DEPTH} deep")
        kind = type(value)
        self._text += 8 + (len(value) if kind in (str, bytes) else 0)
        try:
            return encode_scalar(value)
        except NotPlainError:
            pass
        if kind is torch.Tensor or kind is torch.nn.Parameter:
            return self._tensor(value)
        if kind is np.ndarray or isinstance(value, np.generic):
            return self._array(value)
        if kind is bytes:
            return {"bytes": base64.b64encode(self._sized(value)).decode()}
        if kind is list:
            return [self.encode(item, depth + 1) for item in self._sized(value)]
        if kind is torch.Size:
            return {"size": list(value)}
        if kind is slice:
            return {"slice": [self.encode(part, depth + 1) for part in (value.start, value.stop, value.step)]}
        if kind is range:
            if len(value[: MAX_RANGE + 1]) > MAX_RANGE:
                raise TooLargeError(f"a range of more than {MAX_RANGE:,} items")
            return {"range": [value.start, value.stop, value.step]}
        if kind is set or kind is frozenset:
            return {kind.__name__: [self.encode(item, depth + 1) for item in self._sized(value)]}
        if isinstance(value, tuple):
            return self._named({"tuple": [self.encode(item, depth + 1) for item in self._sized(value)]}, kind, tuple)
        if isinstance(value, dict):
            pairs = [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in self._sized(value).items()]
            return self._named({"dict": pairs}, kind, dict)
        return self.handle(value)

    def check_size(self, node: Node) -> Node:
        """`node`, if a reply's header has room for it. Raises TooLargeError."""
        if self._text > MAX_HEADER // 16 and len(json.dumps(node)) > MAX_HEADER - 1024:
            raise TooLargeError(f"more than {MAX_HEADER >> 10} kB of texts and numbers that are not in tensors")
        return node

    def handle(self, value: Any) -> Node:
        """The node of an object that stays in the jail."""
        return {"handle": self._keep(value), "type": type(value).__name__[:100], "callable": callable(value)}

    @staticmethod
    def _named(node: dict[str, Any], kind: type, plain: type) -> Node:
        if kind is not plain:
            node["as"] = kind.__name__[:100]
        return node

    @staticmethod
    def _sized(value: Any) -> Any:
        if len(value) > 50_000:
            raise TooLargeError(f"a {type(value).__name__} of {len(value)} items")
        return value

    def _buffer(self, data: np.ndarray[Any, Any]) -> int:
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _count(self, nbytes: int) -> None:
        self._bytes += nbytes
        if self._bytes > MAX_REPLY:
            raise TooLargeError(f"more than {MAX_REPLY >> 20} MB of numbers")

    def _tensor(self, tensor: torch.Tensor) -> Node:
        if tensor.layout != torch.strided or tensor.dtype not in TORCH_NAMES or tensor.device.type == "meta":
            return self.handle(tensor)
        self._count(tensor.numel() * tensor.element_size())
        identity = self._identities.setdefault(id(tensor), len(self._identities))
        storage = self._storages.setdefault(tensor.untyped_storage().data_ptr(), len(self._storages))
        described = [
            type(tensor).__name__,
            tensor.requires_grad,
            list(tensor.stride()),
            tensor.storage_offset(),
            storage,
            identity,
            str(tensor.device),
        ]
        data = tensor_bytes(tensor if tensor.device.type == "cpu" else tensor.detach().cpu())
        return {"tensor": [self._buffer(data), TORCH_NAMES[tensor.dtype], list(tensor.shape)], "claims": described}

    def _array(self, value: Any) -> Node:
        array = np.asarray(value)
        if array.dtype.name not in NUMPY_NAMES:
            return self.handle(value)
        self._count(array.nbytes)
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        node: Node = {"array": [self._buffer(data), array.dtype.name, list(array.shape)]}
        return {"scalar": node} if isinstance(value, np.generic) else node


def _whole(value: Any, limit: int) -> int:
    if type(value) is not int or not 0 <= value <= limit:
        raise ValueError("a whole number was expected")
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or abs(value) > 1 << 62:
        raise ValueError("an integer was expected")
    return value


class ReplyDecoder:
    """Decodes and validates the values of one reply, in the judge.

    Every malformed reply raises BadReplyError and nothing else.
    """

    def __init__(self, buffers: Buffers, adopt: Callable[[int, str, bool], Any]) -> None:
        self._buffers = buffers
        self._adopt = adopt
        self._used: set[int] = set()

    def decode(self, node: Node) -> Any:
        """The value of `node`."""
        try:
            value = self._decode(node, 0)
        except BadReplyError:
            raise
        except (
            ValueError,
            TypeError,
            KeyError,
            IndexError,
            OverflowError,
            RuntimeError,
            RecursionError,
            binascii.Error,
        ) as e:
            raise BadReplyError(f"malformed value: {type(e).__name__}") from None
        if len(self._used) != len(self._buffers):
            raise BadReplyError("buffers that belong to nothing")
        return value

    def _decode(self, node: Node, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise BadReplyError("nested too deep")
        if type(node) is list:
            return [self._decode(part, depth + 1) for part in node]
        if type(node) is not dict:
            return node
        if not node:
            raise BadReplyError("an empty node")
        tag = next(iter(node))
        payload = node[tag]
        if tag not in ("tensor", "handle") and set(node) - {tag, "as"}:
            raise BadReplyError("unknown fields")
        match tag:
            case "tuple":
                return tuple(self._parts(payload, depth))
            case "set":
                return set(self._parts(payload, depth))
            case "frozenset":
                return frozenset(self._parts(payload, depth))
            case "dict":
                return self._dict(payload, depth)
            case "size":
                return torch.Size([_whole(n, 1 << 62) for n in self._list(payload)])
            case "bytes":
                if type(payload) is not str:
                    raise BadReplyError("bytes must be base64")
                return base64.b64decode(payload, validate=True)
            case "slice":
                start, stop, step = self._parts(payload, depth)
                return slice(start, stop, step)
            case "range":
                start, stop, step = (_integer(part) for part in self._list(payload))
                found = range(start, stop, step)
                if len(found) > MAX_RANGE:
                    raise BadReplyError("a range too long")
                return found
            case "tensor":
                return self._tensor(payload, node.get("claims"))
            case "array":
                return self._array(payload)
            case "scalar":
                array = self._decode(payload, depth + 1)
                if type(array) is not np.ndarray or array.shape != ():
                    raise BadReplyError("not a scalar")
                return array[()]
            case "handle":
                kind, is_callable = node.get("type"), node.get("callable")
                if type(kind) is not str or len(kind) > 100 or type(is_callable) is not bool:
                    raise BadReplyError("a malformed handle")
                return self._adopt(_whole(payload, 1 << 31), kind, is_callable)
        return decode_scalar(tag, payload)

    @staticmethod
    def _list(payload: Any) -> list[Any]:
        if type(payload) is not list:
            raise BadReplyError("a list was expected")
        return payload

    def _parts(self, payload: Any, depth: int) -> list[Any]:
        return [self._decode(part, depth + 1) for part in self._list(payload)]

    def _dict(self, payload: Any, depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for pair in self._list(payload):
            key, value = self._list(pair)
            decoded = self._decode(key, depth + 1)
            if type(decoded) not in (
                str,
                int,
                float,
                bool,
                type(None),
                bytes,
                tuple,
                complex,
                torch.dtype,
                torch.device,
            ):
                raise BadReplyError("a key that is not plain")
            result[decoded] = self._decode(value, depth + 1)
        if len(result) != len(payload):
            raise BadReplyError("the same key twice")
        return result

    def _raw(self, payload: Any) -> tuple[bytearray, str, tuple[int, ...]]:
        place, dtype, shape = self._list(payload)
        if type(dtype) is not str:
            raise BadReplyError("a dtype must be a name")
        index = _whole(place, len(self._buffers) - 1)
        if index in self._used:
            raise BadReplyError("a buffer used twice")
        self._used.add(index)
        sizes = tuple(_whole(n, 1 << 62) for n in self._list(shape))
        if len(sizes) > MAX_DIMENSIONS:
            raise BadReplyError("too many axes")
        return self._buffers[index], dtype, sizes

    def _tensor(self, payload: Any, described: Any) -> torch.Tensor:
        raw, name, shape = self._raw(payload)
        dtype = TORCH_DTYPES[name]
        if math.prod(shape) * dtype.itemsize != len(raw):
            raise BadReplyError("shape and bytes do not agree")
        if not raw:
            tensor = torch.empty(shape, dtype=dtype)
        elif dtype is torch.bool:
            tensor = torch.frombuffer(raw, dtype=torch.uint8).reshape(shape) != 0
        else:
            tensor = torch.frombuffer(raw, dtype=dtype).reshape(shape)
        tensor.autograder_claims = self._claims(described)  # type: ignore[attr-defined]
        return tensor

    def _claims(self, described: Any) -> Claims:
        type_name, requires_grad, stride, offset, storage, identity, device = self._list(described)
        if type(type_name) is not str or type(requires_grad) is not bool or type(device) is not str:
            raise BadReplyError("malformed claims")
        return Claims(
            type_name[:100],
            requires_grad,
            tuple(_integer(n) for n in self._list(stride)[:MAX_DIMENSIONS]),
            _integer(offset),
            _integer(storage),
            _integer(identity),
            device[:20],
        )

    def _array(self, payload: Any) -> np.ndarray[Any, Any]:
        raw, name, shape = self._raw(payload)
        if name not in NUMPY_NAMES:
            raise BadReplyError("an unknown dtype")
        dtype = np.dtype(name)
        if math.prod(shape) * dtype.itemsize != len(raw):
            raise BadReplyError("shape and bytes do not agree")
        if not raw:
            return np.empty(shape, dtype=dtype)
        if name == "bool":
            flags: np.ndarray[Any, Any] = np.frombuffer(raw, dtype=np.uint8) != 0
            return flags.reshape(shape)
        return np.frombuffer(raw, dtype=dtype).reshape(shape)
