"""Makes text that a student wrote fit for one line of a report. Imports nothing."""

from __future__ import annotations


def clean(text: str, limit: int) -> str:
    """`text` with everything that is not printable replaced by "?", cut to `limit` characters."""
    text = text[: limit + 1]
    return cut(text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text), limit)


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` characters; an ellipsis tells that more was there."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
