"""Compares an answer with what was expected: type, structure, shape, dtype, device, values; the first one counts.

`assert_same` is what checks call; a `Mismatch` blames the student. Both sides are plain data of the judge's own making.

Choices that a teacher would make: a bool is no int, and the int 1 is not the float 1.0; a `torch.Size` and a tuple are
alike, and so are the kinds of dict; the order of keys does not count; NaN equals NaN; `requires_grad` is not looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from autograder.grading.describe import PLAIN, device_name, dtype_name, short, type_name
from autograder.grading.differences import Difference, Elements, Found, worded
from autograder.results import Cells

__all__ = ["Difference", "Mismatch", "assert_same", "cells", "compare", "same_answer", "tolerances"]

CHUNK = 1 << 16  # elements compared at a time: temporaries stay in the cache
MAX_CELLS = 8  # along an axis
MAX_CELL_AXES, MAX_MATRICES = 4, 6


class Mismatch(AssertionError):  # noqa: N818 - a verdict about the student's answer, not an error of ours
    """An answer is not what was expected. Blames the student. `answer` and `expected` are what was compared."""

    def __init__(self, difference: Difference, answer: Any = None, expected: Any = None) -> None:
        super().__init__(difference.text.en)
        self.difference, self.answer, self.expected = difference, answer, expected


def assert_same(
    got: Any, expected: Any, *, rtol: float | None = None, atol: float | None = None, check_dtype: bool = True
) -> None:
    """Raise `Mismatch` at the first difference; see `compare`."""
    __tracebackhide__ = True
    difference = compare(got, expected, rtol=rtol, atol=atol, check_dtype=check_dtype)
    if difference is not None:
        raise Mismatch(difference, got, expected)


def compare(
    got: Any, expected: Any, *, rtol: float | None = None, atol: float | None = None, check_dtype: bool = True
) -> Difference | None:
    """The first difference of `got` from `expected`, or None.

    Args:
        got: the student's answer: anything.
        expected: plain data: numbers, texts, None, tensors, arrays, dtypes, and lists, tuples, dicts and sets of them.
        rtol, atol: tolerances of all numbers inside; None means the `tolerances` of each dtype.
        check_dtype: if false, dtypes may differ, and an int may stand for a float.

    Raises:
        TypeError: `expected` holds something that cannot be compared. This is the check's fault.
        ValueError: a tolerance is negative or NaN.
    """
    for name, tolerance in (("rtol", rtol), ("atol", atol)):
        if tolerance is not None and not tolerance >= 0:
            raise ValueError(f"{name} must be at least 0, but it is {tolerance}")
    found = _find(got, expected, _Rules(rtol, atol, check_dtype))
    return None if found is None else worded(found, rtol, atol)


def same_answer(a: Any, b: Any, rtol: float | None = None, atol: float | None = None) -> bool:
    """Whether two answers are alike, for diagnosis: types, shapes, dtypes and devices exactly, values within tolerance.

    Objects that stay in another process are alike whatever their class: their answers tell more than their names.
    """
    return _find(a, b, _Rules(rtol, atol, check_dtype=True, judge_opaque=False, measure=False)) is None


def tolerances(dtype: torch.dtype | np.dtype[Any] | type) -> tuple[float, float]:
    """(rtol, atol) for values of `dtype`: those of `torch.testing.assert_close`.

    A Python float has no dtype: it may be a float32 that went through `.item()`, or a learning rate of 1e-5. So it
    gets the relative tolerance of float32 and the absolute one of float64.
    """
    if isinstance(dtype, np.dtype):
        dtype = getattr(torch, dtype.name, torch.int64)
    if dtype in (float, complex):
        return 1.3e-6, 1e-7
    if dtype in (torch.float64, torch.complex128):
        return 1e-7, 1e-7
    if dtype in (torch.float32, torch.complex64):
        return 1.3e-6, 1e-5
    if dtype == torch.float16:
        return 1e-3, 1e-5
    if dtype == torch.bfloat16:
        return 1.6e-2, 1e-5
    return 0.0, 0.0


def cells(tensor: Any, other: Any = None, *, rtol: float | None = None, atol: float | None = None) -> Cells | None:
    """A small tensor or array as a report draws it; None for anything else.

    Small are at most 4 axes of at most 8 elements, and at most 6 matrices.

    Cells that differ from those of `other` are marked, if it has the same shape.
    """
    if not isinstance(tensor, torch.Tensor | np.ndarray) or not _is_numeric(tensor):
        return None
    too_many = len(tensor.shape) > MAX_CELL_AXES or math.prod(tensor.shape[:-2]) > MAX_MATRICES
    if too_many or math.prod(tensor.shape) == 0 or max(tensor.shape, default=1) > MAX_CELLS:
        return None
    flat, shape = _as_tensor(tensor).reshape(-1), tuple(tensor.shape)
    written = [_number(x) for x in flat.tolist()]
    differs: list[bool] = []
    if isinstance(other, torch.Tensor | np.ndarray) and tuple(other.shape) == shape and _is_numeric(other):
        flat_other = _as_tensor(other).reshape(-1)
        differs = _differing(flat, flat_other, *_effective(flat, flat_other, rtol, atol)).tolist()
        for i, (x, y) in enumerate(zip(flat.tolist(), flat_other.tolist(), strict=True)):
            if differs[i] and written[i] == _number(y):
                written[i] = _number(x, 9)
    return Cells(shape=shape, dtype=dtype_name(tensor), values=tuple(written), differs=tuple(differs))


# ---------------------------------------------------------------------- finding


@dataclass(frozen=True)
class _Rules:
    rtol: float | None
    atol: float | None
    check_dtype: bool
    judge_opaque: bool = True  # whether an object that is no plain data is a fault
    measure: bool = True  # whether to count and measure the elements that differ


def _find(got: Any, expected: Any, rules: _Rules) -> Found | None:
    if isinstance(expected, torch.Tensor):
        return _tensors(got, expected, rules) if isinstance(got, torch.Tensor) else _wrong_type(got, expected)
    if isinstance(expected, np.ndarray):
        return _arrays(got, expected, rules) if isinstance(got, np.ndarray) else _wrong_type(got, expected)
    if isinstance(expected, list | tuple):
        return _sequences(got, expected, rules)
    if isinstance(expected, dict):
        return _dicts(got, expected, rules) if isinstance(got, dict) else _wrong_type(got, expected)
    if isinstance(expected, np.generic):
        same_type = type(got) is type(expected) or (isinstance(expected, float) and type(got) is float)
        return _scalars(got, expected, rules) if same_type else _wrong_type(got, expected)
    if isinstance(expected, bool | int | float | complex):
        return _scalars(got, expected, rules) if _same_number_type(got, expected, rules) else _wrong_type(got, expected)
    if expected is None or isinstance(expected, _EXACT) or expected is Ellipsis:
        if type(got) is not type(expected):
            return _wrong_type(got, expected)
        same = _same_slice(got, expected, rules) if isinstance(expected, slice) else got == expected
        return None if same else Found("values", got, expected, [])
    if not rules.judge_opaque:
        return None if _is_opaque(got) else _wrong_type(got, expected)
    raise TypeError(
        f"assert_same expects plain data, but the check gave it {type_name(expected)} to compare with; "
        "compare what that computes, its state_dict() or its attributes"
    )


_EXACT = (str, bytes, set, frozenset, torch.dtype, torch.device, np.dtype, slice, range)


def _same_slice(got: Any, expected: Any, rules: _Rules) -> bool:
    """Bound by bound: a student's may be anything, and `==` of an array and a long range would write the range out."""
    a, b = ((one.start, one.stop, one.step) for one in (got, expected))
    return _find(a, b, rules) is None


def _is_opaque(value: Any) -> bool:
    return value is not None and not isinstance(
        value, (*PLAIN, *_EXACT, torch.Tensor, np.ndarray, np.generic, list, tuple, dict, type(Ellipsis))
    )


def _wrong_type(got: Any, expected: Any) -> Found:
    return Found("type", got, expected, [])


def _same_number_type(got: Any, expected: Any, rules: _Rules) -> bool:
    if isinstance(got, bool) or isinstance(expected, bool):
        return type(got) is type(expected)
    if not rules.check_dtype and isinstance(got, int | float) and isinstance(expected, int | float):
        return True
    return isinstance(got, type(expected))


def _sequences(got: Any, expected: list[Any] | tuple[Any, ...], rules: _Rules) -> Found | None:
    if not isinstance(got, list if isinstance(expected, list) else tuple):
        return _wrong_type(got, expected)
    if len(got) != len(expected):
        return Found("structure", got, expected, [])
    for i, (a, b) in enumerate(zip(got, expected, strict=True)):
        found = _find(a, b, rules)
        if found is not None:
            found.path.append(f"[{i}]")
            return found
    return None


def _dicts(got: dict[Any, Any], expected: dict[Any, Any], rules: _Rules) -> Found | None:
    for key in expected:
        if key not in got:
            return Found("missing_key", got, expected, [], key)
    for key in got:
        if key not in expected:
            return Found("extra_key", got, expected, [], key)
    for key, value in expected.items():
        found = _find(got[key], value, rules)
        if found is not None:
            found.path.append(f"[{short(key, 40)}]")
            return found
    return None


def _scalars(got: Any, expected: Any, rules: _Rules) -> Found | None:
    if got == expected or (got != got and expected != expected):
        return None
    kind = expected.dtype if isinstance(expected, np.generic) else type(expected)
    rtol, atol = _chosen(tolerances(kind), rules.rtol, rules.atol)
    if (rtol or atol) and not isinstance(expected, bool | np.bool_ | str | bytes):
        wide = complex if isinstance(expected, complex | np.complexfloating) else float
        try:
            error, allowed = abs(wide(got) - wide(expected)), atol + rtol * abs(wide(expected))
        except OverflowError:  # an int beyond the floats
            return Found("values", got, expected, [])
        if math.isfinite(error) and error <= allowed:
            return None
    return Found("values", got, expected, [])


def _tensors(got: torch.Tensor, expected: torch.Tensor, rules: _Rules) -> Found | None:
    if got.layout is not expected.layout:
        return _wrong_type(got, expected)
    if got.shape != expected.shape:
        return Found("shape", got, expected, [])
    if rules.check_dtype and got.dtype is not expected.dtype:
        return Found("dtype", got, expected, [])
    if device_name(got) != device_name(expected):
        return Found("device", got, expected, [])
    if got.device.type == "meta":
        return None
    elements = _elements_found(_plain(got), _plain(expected), rules)
    return Found("values", got, expected, [], elements) if elements else None


def _arrays(got: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], rules: _Rules) -> Found | None:
    if got.shape != expected.shape:
        return Found("shape", got, expected, [])
    if rules.check_dtype and got.dtype != expected.dtype:
        return Found("dtype", got, expected, [])
    if not _is_numeric(got) or not _is_numeric(expected):  # texts or objects
        return None if np.array_equal(got, expected) else Found("values", got, expected, [])
    elements = _elements_found(_as_tensor(got), _as_tensor(expected), rules)
    return Found("values", got, expected, [], elements) if elements else None


# ---------------------------------------------------------------------- numbers


def _is_numeric(array: torch.Tensor | np.ndarray[Any, Any]) -> bool:
    if isinstance(array, torch.Tensor):
        return array.layout is torch.strided and array.device.type != "meta"
    return (
        array.dtype.kind in "biufc"
        and array.dtype.itemsize <= 16
        and array.dtype.name not in ("float128", "longdouble")
    )


def _plain(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.detach() if tensor.requires_grad else tensor


def _as_tensor(array: torch.Tensor | np.ndarray[Any, Any]) -> torch.Tensor:
    if isinstance(array, torch.Tensor):
        return _plain(array)
    plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("=")).reshape(array.shape)
    return torch.from_numpy(plain if plain.flags.writeable else plain.copy())


def _chosen(default: tuple[float, float], rtol: float | None, atol: float | None) -> tuple[float, float]:
    return default[0] if rtol is None else rtol, default[1] if atol is None else atol


def _effective(a: torch.Tensor, b: torch.Tensor, rtol: float | None, atol: float | None) -> tuple[float, float]:
    default = tolerances(a.dtype)
    if a.dtype is not b.dtype:
        default = max(default, tolerances(b.dtype))
    return _chosen(default, rtol, atol)


def _wide(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.to(torch.complex128 if tensor.is_complex() else torch.float64)


def _differing(got: torch.Tensor, expected: torch.Tensor, rtol: float, atol: float) -> torch.Tensor:
    """True where elements differ by more than the tolerances; NaN equals NaN, an infinity itself."""
    rounded = got.dtype.is_floating_point or got.is_complex()
    if got.dtype is not expected.dtype or (not rounded and got.dtype is not torch.bool and (rtol or atol)):
        got, expected = _wide(got), _wide(expected)
        if got.dtype is not expected.dtype:
            got, expected = got.to(torch.complex128), expected.to(torch.complex128)
    elif not rounded:
        return _signed(got) != _signed(expected)
    elif got.element_size() == 2:
        got, expected = got.float(), expected.float()
    return ~torch.isclose(got, expected, rtol=rtol, atol=atol, equal_nan=True)


def _signed(tensor: torch.Tensor) -> torch.Tensor:
    """The same bytes, where torch has no operations for unsigned numbers."""
    signed = {torch.uint16: torch.int16, torch.uint32: torch.int32, torch.uint64: torch.int64}
    return tensor.view(signed[tensor.dtype]) if tensor.dtype in signed else tensor


def _elements_found(got: torch.Tensor, expected: torch.Tensor, rules: _Rules) -> Elements | bool:
    """False if all elements agree; else how they differ, or True if the rules do not ask for that."""
    if got.dtype is expected.dtype and torch.equal(got, expected):
        return False
    rtol, atol = _effective(got, expected, rules.rtol, rules.atol)
    if rules.measure:
        return _measured(got, expected, rtol, atol)
    return any(_differ(a, b, rtol, atol) for _, a, b in _chunks(got, expected))


def _differ(a: torch.Tensor, b: torch.Tensor, rtol: float, atol: float) -> bool:
    return not _clearly_close(a, b, rtol, atol) and bool(_differing(a, b, rtol, atol).any())


def _clearly_close(a: torch.Tensor, b: torch.Tensor, rtol: float, atol: float) -> bool:
    """True only if no element differs, at a third of the cost of `_differing`; NaN and infinities give False."""
    if a.dtype is not b.dtype or a.dtype not in (torch.float32, torch.float64):
        return a.dtype is b.dtype and torch.equal(a, b)
    excess = (a - b).abs_().sub_(b.abs().mul_(rtol).add_(atol))
    return excess.max().item() <= 0.0


def _measured(got: torch.Tensor, expected: torch.Tensor, rtol: float, atol: float) -> Elements | bool:
    """Count and measure the elements that differ, in one pass."""
    differing = nan = infinite = not_nan = 0
    first: dict[str, int] = {}
    absolute: list[float] = []
    relative: list[float] = []
    for start, a, b in _chunks(got, expected):
        if _clearly_close(a, b, rtol, atol):
            continue
        places = _differing(a, b, rtol, atol).nonzero().reshape(-1)
        if not len(places):
            continue
        x, y = _wide(a[places]), _wide(b[places])
        is_nan, is_infinite = x.isnan() & ~y.isnan(), x.isinf() & y.isfinite()
        for name, mask in (("nan", is_nan), ("infinite", is_infinite), ("any", torch.ones_like(is_nan))):
            if name not in first and mask.any():
                first[name] = start + int(places[mask][0])
        differing += len(places)
        nan += int(is_nan.sum())
        infinite += int(is_infinite.sum())
        not_nan += int((~x.isnan() & y.isnan()).sum())
        finite = x.isfinite() & y.isfinite()
        error, size = (x[finite] - y[finite]).abs(), y[finite].abs()
        absolute += error.max().reshape(1).tolist() if len(error) else []
        relative += (error / size)[size > 0].max().reshape(1).tolist() if (size > 0).any() else []
    if not differing:
        return False
    place = first.get("nan", first.get("infinite", first["any"]))
    index = tuple(int(i) for i in np.unravel_index(place, tuple(got.shape)))
    errors = max(absolute, default=None), max(relative, default=None)
    return Elements(differing, got.numel(), index, nan, infinite, not_nan, *errors, rtol, atol)


def _chunks(a: torch.Tensor, b: torch.Tensor) -> Iterator[tuple[int, torch.Tensor, torch.Tensor]]:
    a, b = a.reshape(-1), b.reshape(-1)
    for start in range(0, a.numel(), CHUNK):
        yield start, a[start : start + CHUNK], b[start : start + CHUNK]


def _number(value: Any, digits: int = 4) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**7 or digits > 4 else f"{value:.{digits}g}"
    return f"{value:.{digits}g}"
