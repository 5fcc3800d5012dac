"""Plain values as JSON: the part of the codec that both directions share.

None, bool, int, float, str and list stand for themselves; every other value is an object with one tag:
`{"tuple": [...]}`, `{"dict": [[key, value], ...]}`, `{"bytes": base64}`, `{"tensor": ...}` and so on.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

Node = Any  # a JSON value

MAX_DEPTH = 64
SAFE_INT = 1 << 53
MAX_INT_DIGITS = 1000

TORCH_DTYPES: dict[str, torch.dtype] = {
    name: getattr(torch, name)
    for name in (
        "float16", "float32", "float64", "bfloat16", "int8", "int16", "int32", "int64",
        "uint8", "uint16", "uint32", "uint64", "bool", "complex64", "complex128",
    )
}  # fmt: skip
TORCH_NAMES: dict[torch.dtype, str] = {dtype: name for name, dtype in TORCH_DTYPES.items()}

NUMPY_NAMES: frozenset[str] = frozenset(
    (
        "float16", "float32", "float64", "int8", "int16", "int32", "int64",
        "uint8", "uint16", "uint32", "uint64", "bool", "complex64", "complex128",
    )
)  # fmt: skip

DEVICE_TYPES: frozenset[str] = frozenset(("cpu", "cuda", "mps", "meta", "gpu"))


class NotPlainError(Exception):
    """A value that has no node: the caller turns it into a handle, or refuses it."""


class TooLargeError(Exception):
    """A value nested or sized beyond what a reply may hold."""


def encode_scalar(value: Any) -> Node:
    """The node of a value without parts.

    Raises:
        NotPlainError: for any other value.
        TooLargeError: for an int of more than `MAX_INT_DIGITS` digits.
    """
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        if -SAFE_INT < value < SAFE_INT:
            return value
        if value.bit_length() > 3 * MAX_INT_DIGITS:
            raise TooLargeError("an int of more than a thousand digits")
        return {"int": str(value)}
    if kind is float:
        return value if math.isfinite(value) else {"float": repr(value)}
    if kind is complex:
        return {"complex": [repr(value.real), repr(value.imag)]}
    if kind is torch.dtype and value in TORCH_NAMES:
        return {"dtype": TORCH_NAMES[value]}
    if kind is torch.device:
        return {"device": str(value)}
    if value is Ellipsis:
        return {"ellipsis": None}
    if isinstance(value, np.dtype) and value.name in NUMPY_NAMES:
        return {"numpy_dtype": value.name}
    raise NotPlainError(kind.__name__)


def _text(payload: Any, limit: int = 64) -> str:
    if type(payload) is not str or len(payload) > limit:
        raise ValueError("a short text was expected")
    return payload


def decode_scalar(tag: str, payload: Any) -> Any:
    """The value of a tagged node without parts. Raises ValueError, TypeError or KeyError for a malformed one."""
    match tag:
        case "int":
            return int(_text(payload, MAX_INT_DIGITS + 1))
        case "float":
            return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[_text(payload)]
        case "complex":
            real, imag = payload
            return complex(float(_text(real)), float(_text(imag)))
        case "dtype":
            return TORCH_DTYPES[_text(payload)]
        case "numpy_dtype":
            if _text(payload) not in NUMPY_NAMES:
                raise ValueError("an unknown dtype")
            return np.dtype(payload)
        case "device":
            kind, _, index = _text(payload).partition(":")
            if kind not in DEVICE_TYPES or not (
                index == "" or (index.isascii() and index.isdigit() and len(index) < 3)
            ):
                raise ValueError("an unknown device")
            return torch.device(payload)
        case "ellipsis":
            return Ellipsis
    raise ValueError(f"unknown tag {tag[:20]!r}")


def tensor_bytes(tensor: torch.Tensor) -> np.ndarray[Any, Any]:
    """The elements of a dense CPU tensor, row-major, as a flat array of bytes (a copy where it has to be)."""
    flat = tensor.detach().resolve_conj().resolve_neg().contiguous().reshape(-1)
    if flat.is_complex():
        flat = torch.view_as_real(flat).reshape(-1)
    # With one element or none any stride counts as contiguous, but `view` to bytes wants 1.
    return flat.as_strided(flat.shape, (1,)).view(torch.uint8).numpy()
