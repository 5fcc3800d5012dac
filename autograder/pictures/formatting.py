"""Numbers and text on their way into a picture: the same picture must have the same bytes on every platform.

`settle` is the door: it drops the digits that floating-point noise can reach. What comes after it uses only
exact rounding and + - * /, which agree everywhere.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

Entry = float | str
Rows = tuple[tuple[Entry, ...], ...]

_DIGITS = 6
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rows_of(values: object) -> Rows:
    """Numbers or strings as rows: a scalar is (1, 1), a list of n is (1, n), a table is itself.

    `values` is a nested sequence, or anything with `tolist()` (a tensor, an array). Numbers come back settled.
    Raises ValueError for more than two axes and for rows of different lengths.
    """
    plain = values.tolist() if hasattr(values, "tolist") else values
    outer: list[object] = list(plain) if isinstance(plain, Sequence) and not isinstance(plain, str) else [plain]
    rows = outer if any(_is_list(row) for row in outer) else [outer]
    table = [list(row) if isinstance(row, Sequence) and not isinstance(row, str) else [row] for row in rows]
    if any(_is_list(entry) for row in table for entry in row):
        raise ValueError("a picture's cells have at most two axes, found more; index or reshape the values first")
    if len({len(row) for row in table}) > 1:
        raise ValueError(f"rows must have one length, found {[len(row) for row in table]}; pad them with ''")
    return settle(table)


def settle(table: Sequence[Sequence[object]]) -> Rows:
    """Round every number to six digits of the largest one; strings stay. -0.0 becomes 0.0."""
    numbers = [abs(float(entry)) for row in table for entry in row if isinstance(entry, (int, float))]
    largest = max((number for number in numbers if math.isfinite(number)), default=0.0)
    places = _DIGITS - 1 - int(f"{largest:e}".split("e")[1])

    def one(entry: object) -> Entry:
        if isinstance(entry, str):
            return entry
        if isinstance(entry, (int, float)):
            return round(float(entry), places) + 0.0
        raise TypeError(f"a cell holds a number or a string, found {type(entry).__name__}; convert it first")

    return tuple(tuple(one(entry) for entry in row) for row in table)


def hex_rows(pixels: object) -> list[list[str]]:
    """A colour picture, whole numbers from 0 to 255 of shape (H, W, 3), as rows of "#rrggbb".

    `pixels` is a nested list, or anything with `tolist()`. Raises ValueError for anything else.
    """
    plain: Any = pixels.tolist() if hasattr(pixels, "tolist") else pixels
    try:
        return [["#" + bytes([red, green, blue]).hex() for red, green, blue in row] for row in plain]
    except (TypeError, ValueError):
        raise ValueError(
            "a photo is (H, W, 3) whole numbers from 0 to 255; scale the numbers, put the colours last, and use uint8"
        ) from None


def decimals(entries: Iterable[Entry], most: int = 2) -> int:
    """The fewest digits after the point, at most `most`, that show all settled numbers exactly."""
    numbers = [entry for entry in entries if isinstance(entry, float) and math.isfinite(entry)]
    tolerance = 1e-4 * max(map(abs, numbers), default=0.0)
    for digits in range(most):
        if all(abs(number - round(number, digits)) <= tolerance for number in numbers):
            return digits
    return most


def shown(entry: Entry, digits: int = 0) -> str:
    """The text of one entry: a true minus sign, never "−0", "∞" for infinity; strings as they are."""
    if isinstance(entry, str):
        return entry
    if math.isnan(entry):
        return "nan"
    if math.isinf(entry):
        return "∞" if entry > 0 else "−∞"
    text = f"{round(entry, digits) + 0.0:.{digits}f}"
    return text.replace("-", "−")


def size_text(shape: Iterable[int]) -> str:
    """A shape as Python writes it: (3, 4), (3,), ()."""
    return str(tuple(int(length) for length in shape))


def px(number: float) -> str:
    """A coordinate, length or CSS number with at most three decimals and no idle zeros."""
    if not math.isfinite(number):
        raise ValueError(f"a coordinate must be finite, found {number}; check the numbers that place this shape")
    return f"{round(number, 3) + 0.0:.3f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Text that is safe between tags and inside double quotes; characters that XML forbids become U+FFFD."""
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def text_width(text: str, size: float) -> float:
    """About how wide `text` is, in px, at a font size in px: an East Asian character is one em, others 0.65."""
    wide = sum(1 for character in text if unicodedata.east_asian_width(character) in "WF")
    return size * (wide + 0.65 * (len(text) - wide))


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
