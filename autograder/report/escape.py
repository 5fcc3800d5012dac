"""Text from students, made safe to look at: nothing in it moves the cursor, turns the writing round, or hides.

What cannot be seen is shown: a control character by its picture (␛), another by its number (<U+202E>). This makes text
harmless for eyes and terminals; each format still has to escape its own markup (HTML, Markdown, CSV, ...).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from autograder.report import words
from autograder.results import Lang


def visible(text: str, limit: int, lang: Lang = "en") -> str:
    """`text` as one line: at most `limit` of its characters, and a note of how many more there are."""
    text, note = _cut(text, limit, lang)
    return _show(text.replace("\t", "    ").replace("\r\n", "\n").replace("\n", " ⏎ ")) + note


def visible_lines(text: str, limit: int, lang: Lang = "en", *, lines: int = 20) -> str:
    """`text` with its line ends kept: at most `limit` characters and `lines` lines, and a note of how many more."""
    text, note = _cut(text.rstrip(), limit, lang)
    rows = text.expandtabs(4).replace("\r\n", "\n").split("\n")
    if len(rows) > lines:
        note = "\n" + words.CUT_LINES.in_(lang).format(count=f"{len(rows) - lines:,}") + note
    return "\n".join(_show(row) for row in rows[:lines]) + note


def visible_code(line: str, limit: int, lang: Lang = "en") -> str:
    """A line of code: as `visible`, and blanks that only look like blanks (full-width, unbreakable) are shown too."""
    text, note = _cut(line, limit, lang)
    text = _show(text.expandtabs(4).rstrip("\r\n"))
    return "".join(_number(char) if char != " " and char.isspace() else char for char in text) + note


def no_command(line: str) -> str:
    """The line, as long as before, but not one that GitHub's runner obeys when it reads it in a log.

    It obeys lines that begin with "::" after any blanks, and lines that hold "##[" anywhere.
    """
    if line.lstrip().startswith("::"):
        at = line.index("::") + 1
        line = f"{line[:at]} {line[at + 1 :]}"
    return line.replace("##[", "##(")


_KEPT = frozenset("\u200c\u200d")  # joiners: part of how some languages and emoji are written
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # "letters" that show nothing
_MARKS_IN_A_ROW = 3  # accents on one letter; more only serve to paint over other lines


def _cut(text: str, limit: int, lang: Lang) -> tuple[str, str]:
    if len(text) <= limit:
        return text, ""
    return text[:limit], " " + words.CUT.in_(lang).format(count=f"{len(text) - limit:,}")


@lru_cache(maxsize=4096)  # the pages of a class say the same again and again
def _show(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks > _MARKS_IN_A_ROW:
            continue
        if char in _BLANK_LETTERS:
            shown.append(_number(char))
        elif char.isprintable() or char in _KEPT or unicodedata.category(char) == "Zs":
            shown.append(char)
        elif char < " ":
            shown.append(chr(0x2400 + ord(char)))
        else:
            shown.append("\N{SYMBOL FOR DELETE}" if char == "\x7f" else _number(char))
    return "".join(shown)


def _number(char: str) -> str:
    return f"<U+{ord(char):04X}>"
