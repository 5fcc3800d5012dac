"""A result as JSON, as `schema/result.v1.json` describes it, and back."""

from __future__ import annotations

import json
import re

from pydantic import ValidationError

from autograder.results import SCHEMA, AttemptResult


class ResultFormatError(ValueError):
    """A text is not a result that this release can read. The message says what it is instead."""


def attempt_to_json(result: AttemptResult) -> str:
    """The same text for the same result, always.

    Chinese is written as it is. Characters that could play tricks on whoever prints the file (controls, marks for the
    direction of writing) are written as JSON escapes; halves of surrogate pairs, which no file can hold, as U+FFFD.
    """
    return json_text(result.model_dump(mode="json", by_alias=True))


def json_text(value: object) -> str:
    """Any value as `attempt_to_json` writes a result."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return _UNPRINTABLE.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"


def attempt_from_json(text: str | bytes) -> AttemptResult:
    """The result that `attempt_to_json` wrote as `text`.

    Raises:
        ResultFormatError: it is not JSON, not a result, of another version, or has a field that does not fit.
    """
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ResultFormatError(f"This is not JSON ({error}). Expected a result with schema {SCHEMA!r}.") from error
    if not isinstance(found, dict) or "schema" not in found:
        raise ResultFormatError(f'This is JSON, but not a result: expected an object with "schema": "{SCHEMA}".')
    if found["schema"] != SCHEMA:
        raise ResultFormatError(
            f"This result has schema {str(found['schema'])[:80]!r}; this release of torchgrade reads {SCHEMA!r}. "
            "Use the release that wrote it, or update torchgrade."
        )
    try:
        return AttemptResult.model_validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the whole"
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise ResultFormatError(f"This result cannot be read: {place}: {first['msg']}{more}.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


# Inside JSON written by `json.dumps`, these can only stand in strings, where an escape means the same character.
_UNPRINTABLE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
