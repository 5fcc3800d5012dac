"""Lines of a given width for text in English, Chinese, or both mixed.

Rich breaks only at blanks, so a Chinese sentence with one English word in it tears at that word. Here a line may also
end between Chinese characters, but never before a closing mark or after an opening one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """The lines of `text`, each at most `width` cells wide (Chinese characters take two). Line ends in it are kept."""
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, max(width, 2))]


def wrap_name(name: str, width: int) -> list[str]:
    """The lines of one long name, broken after its dashes, underscores, dots and blanks; a longer piece is cut."""
    width = max(width, 2)
    lines = [""]
    for piece in re.findall(r"[^-_. ]*[-_. ]+|[^-_. ]+", name):
        if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        if cell_len(piece.rstrip()) > width:
            lines[-1:] = chop_cells(piece, width)
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _wrap_paragraph(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _PIECE.findall(text):
        size = cell_len(piece.rstrip())
        if used + size > width and line:
            yield line.rstrip()
            line, used = "", 0
        for part in chop_cells(piece, width) if size > width else [piece]:
            if line and used + cell_len(part.rstrip()) > width:
                yield line.rstrip()
                line, used = "", 0
            line += part
            used += cell_len(part)
    yield line.rstrip()


_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPENING = r"（《「『【〔“‘(\[{<"
_CLOSING = r"，。、；：？！）》」』】〕”’…％,.;:?!)\]}>%"
# One piece: a Chinese character, code between backticks without a blank in it, or a word, with the marks that belong to
# it, and the blanks after it.
_PIECE = re.compile(rf"(?:^\s+)?[{_OPENING}]*(?:`[^`\s]+`|[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*\s*|\s+")
