"""How a difference is told, in two texts: in full for public checks, and without what was expected for hidden ones."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import torch

from autograder.grading.describe import device_name, dtype_name, short, type_name
from autograder.results import Text

Kind = Literal["type", "none", "structure", "missing_key", "extra_key", "shape", "dtype", "device", "values"]


@dataclass(frozen=True, eq=False)
class Difference:
    """The first difference between an answer and what was expected.

    Attributes:
        kind: which aspect differs; "none" is a None that came back in place of a value, "structure" a wrong length.
        where: path inside the answer, e.g. "[1]['weight']"; empty for the answer itself.
        got, expected: the objects at that place.
        text: the difference with values, for public checks.
        hidden_text: the difference without anything that was expected, for hidden checks.
        rtol, atol: the tolerances that the check asked for; None stands for those of the dtype.
    """

    kind: Kind
    where: str
    got: Any
    expected: Any
    text: Text
    hidden_text: Text
    rtol: float | None
    atol: float | None


class Elements(NamedTuple):
    """How the elements of two arrays of one shape differ."""

    differing: int
    total: int
    first: tuple[int, ...]  # index of the first NaN, else of the first infinity, else of the first that differs
    nan: int  # NaN where a number was expected
    infinite: int  # infinite where a finite number was expected
    not_nan: int  # a number where NaN was expected
    largest_absolute: float | None  # over the elements that are finite in both
    largest_relative: float | None  # likewise, where 0 was not expected
    rtol: float
    atol: float


class Found(NamedTuple):
    """A difference before it is worded."""

    kind: Kind
    got: Any
    expected: Any
    path: list[str]  # innermost step first
    detail: Any = None  # the key of missing_key and extra_key; `Elements` of arrays


def worded(found: Found, rtol: float | None, atol: float | None) -> Difference:
    """The difference with its texts; the tolerances are those that the check asked for."""
    where = "".join(reversed(found.path))
    if found.kind == "type" and found.got is None and not where:
        found = found._replace(kind="none")
    text, hidden_text = _words(found)
    if where:
        text, hidden_text = _placed(text, where), _placed(hidden_text, where)
    return Difference(found.kind, where, found.got, found.expected, text, hidden_text, rtol, atol)


def _placed(text: Text, where: str) -> Text:
    return Text(en=f"At {where}: {text.en[:1].lower()}{text.en[1:]}", zh=f"{where} 处：{text.zh}")


def _words(found: Found) -> tuple[Text, Text]:
    got, expected = found.got, found.expected
    match found.kind:
        case "none":
            wanted = _kind_of(expected)
            return (
                Text(
                    en=f"The result is None, but {wanted} was expected: is a `return` missing?",
                    zh=f"结果是 None，但应为 {wanted}：是不是少了 `return`？",
                ),
                Text(
                    en="The result is None where a value was expected: is a `return` missing?",
                    zh="结果是 None，而这里应当有一个值：是不是少了 `return`？",
                ),
            )
        case "type":
            return _aspect("type", "类型", _kind_of(got), _kind_of(expected))
        case "structure":
            name = type_name(got)
            return _aspect(f"length of the {name}", f"{name} 的长度", str(len(got)), str(len(expected)))
        case "missing_key":
            key = short(found.detail, 40)
            return (
                Text(en=f"The key {key} is missing.", zh=f"缺少键 {key}。"),
                Text(en="A key is missing.", zh="缺少一个键。"),
            )
        case "extra_key":
            key = short(found.detail, 40)
            return (
                Text(en=f"The key {key} does not belong there.", zh=f"键 {key} 是多余的。"),
                Text(en="A key does not belong there.", zh="有一个多余的键。"),  # it may be made of hidden inputs
            )
        case "shape":
            return _aspect("shape", "形状", str(tuple(got.shape)), str(tuple(expected.shape)))
        case "dtype":
            return _aspect("dtype", "dtype ", dtype_name(got), dtype_name(expected))
        case "device":
            return _aspect("device", "设备", device_name(got), device_name(expected))
    if isinstance(found.detail, Elements) and found.detail.total > 1:
        return _elements(found.detail, got, expected)
    return _value(got, expected)


def _aspect(en: str, zh: str, got: str, expected: str) -> tuple[Text, Text]:
    return (
        Text(en=f"The {en} is {got}, but {expected} was expected.", zh=f"{zh}是 {got}，但应为 {expected}。"),
        Text(en=f"The {en} is {got}, which is not the expected one.", zh=f"{zh}是 {got}，与要求不符。"),
    )


def _kind_of(value: Any) -> str:
    """A type's name, with what tells two objects of one type apart."""
    if isinstance(value, torch.Tensor) and value.layout is not torch.strided:
        return f"Tensor ({str(value.layout).removeprefix('torch.')})"
    return type_name(value)


def _value(got: Any, expected: Any) -> tuple[Text, Text]:
    """Two numbers, texts or other values without parts; arrays of one element too."""
    got, expected = _item(got), _item(expected)
    numeric = isinstance(got, float | np.floating) and isinstance(expected, float | np.floating)
    hidden = Text(en="The value is not the expected one.", zh="值与要求不符。")
    if numeric and math.isnan(got):
        hidden = Text(en="The value is NaN where a number was expected.", zh="值是 NaN，而这里应当是一个数。")
    elif numeric and math.isinf(got) and math.isfinite(expected):
        hidden = Text(
            en="The value is infinite where a finite number was expected.", zh="值是无穷大，而这里应当是有限的数。"
        )
    error_en = error_zh = ""
    if numeric and math.isfinite(got) and math.isfinite(expected):
        error = f"{abs(float(got) - float(expected)):.3g}"
        error_en, error_zh = f" (absolute error {error})", f"（绝对误差 {error}）"
    public = Text(
        en=f"The value is {short(got)}, but {short(expected)} was expected{error_en}.",
        zh=f"值是 {short(got)}，但应为 {short(expected)}{error_zh}。",
    )
    return public, hidden


def _elements(elements: Elements, got: Any, expected: Any) -> tuple[Text, Text]:
    en, zh = _counted(elements)
    index = elements.first
    x, y = _written(got[index]), _written(expected[index])
    at_en = f"at index {_index(index)} it is {x}, but {y} was expected"
    at_zh = f"下标 {_index(index)} 处是 {x}，但应为 {y}"
    if elements.largest_absolute is not None and not _is_bool(got):
        parts_en = [f"largest absolute error {elements.largest_absolute:.3g}"]
        parts_zh = [f"最大绝对误差 {elements.largest_absolute:.3g}"]
        if elements.largest_relative is not None:
            parts_en.append(f"largest relative error {elements.largest_relative:.3g}")
            parts_zh.append(f"最大相对误差 {elements.largest_relative:.3g}")
        if elements.rtol or elements.atol:
            allowed = f"rtol {elements.rtol:.3g}, atol {elements.atol:.3g}"
            parts_en[-1] += f" (allowed: {allowed})"
            parts_zh[-1] += f"（允许：{allowed}）"
        at_en, at_zh = "; ".join([at_en, ", ".join(parts_en)]), "；".join([at_zh, "，".join(parts_zh)])
    return Text(en=f"{en}: {at_en}.", zh=f"{zh}：{at_zh}。"), Text(en=f"{en}.", zh=f"{zh}。")


def _counted(elements: Elements) -> tuple[str, str]:
    """How many elements differ, and what is special about them; nothing that was expected."""
    total = elements.total
    if elements.nan:
        en, zh = _how_many(elements.nan, total, "NaN where a number was expected", "是 NaN，而这里应当是数")
        special = elements.nan
    elif elements.infinite:
        en, zh = _how_many(
            elements.infinite, total, "infinite where a finite number was expected", "是无穷大，而这里应当是有限的数"
        )
        special = elements.infinite
    elif elements.not_nan:
        return (
            f"{elements.differing} of {total} elements differ, and NaN is involved",
            f"{total} 个元素中有 {elements.differing} 个不同，并且涉及 NaN",
        )
    else:
        verb = "differs" if elements.differing == 1 else "differ"
        return f"{elements.differing} of {total} elements {verb}", f"{total} 个元素中有 {elements.differing} 个不同"
    if special < elements.differing:
        en, zh = f"{en}, and {elements.differing} differ in all", f"{zh}，总共有 {elements.differing} 个不同"
    return en, zh


def _how_many(count: int, total: int, what_en: str, what_zh: str) -> tuple[str, str]:
    verb = "is" if count == 1 else "are"
    return f"{count} of {total} elements {verb} {what_en}", f"{total} 个元素中有 {count} 个{what_zh}"


def _item(value: Any) -> Any:
    if isinstance(value, torch.Tensor) or (isinstance(value, np.ndarray) and value.size == 1):
        return value.item()
    return value


def _is_bool(array: Any) -> bool:
    return str(array.dtype) in ("bool", "torch.bool")


def _written(element: Any) -> str:
    value = _item(element) if isinstance(element, torch.Tensor) else element.item()
    return f"{value:.6g}" if isinstance(value, float | complex) else str(value)


def _index(index: tuple[int, ...]) -> str:
    return str(index[0]) if len(index) == 1 else str(index)
