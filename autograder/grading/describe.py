"""Values in one line, as people who write PyTorch read them: "float32 (2, 3)", "tuple of 3 ints", "None".

With `values=False` (hidden checks) nothing but types, dtypes, shapes and lengths is told. Names and texts that come
from a student's process are cut and stripped of what a terminal could act on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import torch

from autograder.grading.printable import clean, cut
from autograder.jail.proxies import Dotted, Proxy
from autograder.results import Lang

MAX_LINE = 120  # characters of one description
MAX_CALL = 240  # characters of a described call
MAX_ARGUMENTS = 6  # that are described

PLAIN = (bool, int, float, complex, str, bytes)


def describe(value: Any, *, values: bool) -> str:
    """`value` in at most 120 characters; its numbers and texts only if `values` is true."""
    return clean(_describe(value, values, 0), MAX_LINE)


def describe_call(
    name: str, args: Sequence[Any], kwargs: Mapping[str, Any], parameter_names: Sequence[str], *, values: bool
) -> tuple[str, tuple[str, ...]]:
    """A call as Python, and what its arguments were: "centre_rows(x)" and ("x: float32 (2, 3)",).

    Positional arguments get the function's own names, and those beyond `parameter_names` are called arg1, arg2, ...
    A function of the student's that is passed to a helper stands there by its name: "helpers.twice(f=double, x=x)".
    """
    given = dict(zip(_positional(parameter_names, len(args)), args, strict=True))
    names = {key: value._label for key, value in [*given.items(), *kwargs.items()] if isinstance(value, Dotted)}
    written = [names.get(key, key) for key in given] + [f"{key}={names.get(key, key)}" for key in kwargs]
    told = [
        f"{clean(key, 40)}: {describe(value, values=values)}"
        for key, value in [*given.items(), *kwargs.items()]
        if key not in names
    ]
    if len(told) > MAX_ARGUMENTS:
        told = [*told[:MAX_ARGUMENTS], "…"]
    return clean(f"{name}({', '.join(written)})", MAX_CALL), tuple(told)


def placeholders(
    parameter_names: Sequence[str], args: Sequence[Any], kwargs: Mapping[str, Any], result: Any, lang: Lang = "en"
) -> dict[str, str]:
    """What `{x}` and `{result}` stand for in a mistake's message: shapes and types, never a value.

    A result that is an exception becomes "raised RuntimeError". Parameters that were not passed become "its default".
    """
    filled = dict.fromkeys(parameter_names, "默认值" if lang == "zh" else "its default")
    filled.update(
        {
            key: _outline(value, lang)
            for key, value in [*zip(_positional(parameter_names, len(args)), args, strict=True), *kwargs.items()]
        }
    )
    filled["result"] = _outline(result, lang)
    return filled


def type_name(value: Any) -> str:
    """The name of a value's type: `type_name` for objects that live in another process, which are never asked."""
    try:
        name = object.__getattribute__(value, "type_name")
    except AttributeError:
        name = None
    if type(name) is str:
        return clean(name, 60)
    if value is None:
        return "None"
    if isinstance(value, torch.Tensor):
        return "Tensor"
    if isinstance(value, np.generic):
        return f"numpy.{type(value).__name__}"
    return "torch.Size" if type(value) is torch.Size else clean(type(value).__name__, 60)


def dtype_name(value: torch.Tensor | np.ndarray[Any, Any]) -> str:
    """ "float32", without the library's name."""
    return str(value.dtype).removeprefix("torch.")


def device_name(tensor: torch.Tensor) -> str:
    """Where a tensor lived: as its process claimed, if it comes from one."""
    found = getattr(tensor, "autograder_claims", None)
    return clean(str(tensor.device if found is None else found.device), 20)


def short(value: Any, limit: int = 60) -> str:
    """`repr` of a plain value in at most `limit` characters."""
    if isinstance(value, str | bytes):
        return cut(repr(value[: limit + 1]), limit)
    if isinstance(value, np.generic):
        return cut(str(value), limit)
    try:
        return clean(repr(value), limit)  # an array in a slice takes several lines
    except (ValueError, RecursionError):  # an int beyond the interpreter's limit of digits; a list that holds itself
        return type_name(value)


def _positional(names: Sequence[str], count: int) -> list[str]:
    return [*names[:count], *(f"arg{i + 1}" for i in range(len(names), count))]


def _describe(value: Any, values: bool, depth: int) -> str:
    if isinstance(value, torch.Tensor):
        place = device_name(value)
        return f"{dtype_name(value)} {tuple(value.shape)}" + ("" if place == "cpu" else f" on {place}")
    if isinstance(value, np.ndarray):
        return f"ndarray {dtype_name(value)} {value.shape}"
    if value is None:
        return "None"
    if isinstance(value, str | bytes) and not (values and len(value) <= 40):
        unit = "character" if isinstance(value, str) else "byte"
        return f"{type_name(value)} of {_count(len(value), unit)}"
    if isinstance(value, np.generic):
        return f"{type_name(value)} {short(value)}" if values else type_name(value)
    if isinstance(value, (*PLAIN, torch.dtype, torch.device, np.dtype, slice, range)) or value is Ellipsis:
        return short(value) if values else type_name(value)
    if isinstance(value, list | tuple | set | frozenset):
        return _collection(value, value, values, depth)
    if isinstance(value, dict):
        return _collection(value, value.values(), values, depth)
    if isinstance(value, Proxy) and type_name(value) == type(value).__name__:
        return repr(value)
    return f"{type_name(value)} object"


def _collection(whole: Any, parts: Iterable[Any], values: bool, depth: int) -> str:
    """A list, tuple, set or dict; `parts` are what it holds (of a dict, its values)."""
    name, kinds = type_name(whole), set(map(type, parts))
    if not kinds:
        return f"empty {name}"
    if values and _is_plain(whole, 0) and len(written := short(whole, MAX_LINE)) <= 60:
        return written
    plain = kinds <= {*PLAIN, type(None)}
    if len(kinds) == 1 and plain:
        return f"{name} of {_count(len(whole), type_name(next(iter(parts))))}"
    if depth >= 2:
        return f"{name} of {len(whole)}"
    told = [_describe(part, values, depth + 1) for part in islice(parts, 6)]
    if values and isinstance(whole, dict):
        told = [f"{short(key, 30)}: {text}" for key, text in zip(whole, told, strict=False)]
    all_of_them = f"{', '.join(told)}{', …' if len(whole) > len(told) else ''}"
    return f"{name} of {len(whole)} ({all_of_them})" if depth else f"{name} of {len(whole)}: {all_of_them}"


def _is_plain(value: Any, depth: int) -> bool:
    """Whether it is short data that reads best as Python writes it, e.g. [[1, 2], [3]]."""
    if type(value) in (*PLAIN, type(None)):
        return True
    if not isinstance(value, list | tuple | dict | set | frozenset) or len(value) > 20 or depth > 3:
        return False
    return all(_is_plain(part, depth + 1) for part in (value.values() if isinstance(value, dict) else value))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _outline(value: Any, lang: Lang) -> str:
    """A value's shape, or its type; what was raised, for an exception."""
    zh = lang == "zh"
    if isinstance(value, BaseException):
        return f"抛出了 {type_name(value)}" if zh else f"raised {type_name(value)}"
    if isinstance(value, torch.Tensor | np.ndarray):
        return f"{'形状' if zh else 'shape'} {tuple(value.shape)}"
    if isinstance(value, list | tuple | dict | set | frozenset):
        return f"长度为 {len(value)} 的 {type_name(value)}" if zh else f"{type_name(value)} of length {len(value)}"
    return type_name(value)
