"""Reads handouts: finds the *Help, I get …* drop-down that explains an error message."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
_CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_VARIES = re.compile(
    r"'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\([^)]*\)|-?\d+(?:\.\d+)?(?:x\d+)*"
)  # what differs from case to case
_SHORTEST = 12  # characters of a message that are worth being looked for


@dataclass(frozen=True)
class Help:
    """A drop-down.

    Attributes:
        line: where it stands in the handout, from 1.
        title: its summary, as plain text.
    """

    line: int
    title: str


def find_help(handout: str, raised: str) -> Help | None:
    """The drop-down for an exception.

    Args:
        handout: Markdown.
        raised: as feedback says it: "RuntimeError: The size of tensor a (3) must match ..."; may be cut at its end.

    Numbers, names in quotes and what stands in brackets may differ. Several fit: the very message, else the one that
    says most of it.
    """
    wanted = _skeleton(raised)
    best: tuple[tuple[bool, int], Help] | None = None
    for match in _SUMMARY.finditer(handout):
        for code in _CODE.findall(match[1]):
            text = " ".join(html.unescape(code).split())
            pattern = _skeleton(text)
            rank = raised.startswith(text), len(pattern)
            fits = pattern == wanted or (len(pattern) >= _SHORTEST and _fits(pattern, wanted))
            if fits and (best is None or rank > best[0]):
                title = html.unescape(re.sub(r"<[^>]+>", "`", match[1])).strip()
                best = rank, Help(handout.count("\n", 0, match.start()) + 1, " ".join(title.split()))
    return None if best is None else best[1]


def _fits(pattern: str, wanted: str) -> bool:
    start = pattern.removesuffix("…").removesuffix("...").rstrip()
    end = wanted.removesuffix("…").rstrip()
    return wanted.startswith(start) or (end != wanted and ": " in end and start.startswith(end))


def _skeleton(message: str) -> str:
    return " ".join(_VARIES.sub("#", message).split()).removesuffix(":")  # an exception may have no text
