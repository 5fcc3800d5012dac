"""TOML files against their models: every complaint becomes a `Fault` with its line in the file.

The line of a key is looked up only when there is something to complain about.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date, time
from functools import cached_property
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from autograder.course.faults import FileFaults, one_of

Model = TypeVar("Model", bound=BaseModel)
KeyPath = tuple[str | int, ...]
_PLACES = 2  # that a key may have elsewhere, so that they are told


class TomlLines:
    """Where the keys of a TOML text stand."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")

    def line(self, path: KeyPath) -> int | None:
        """The 1-based line of the statement that sets `path`, or as much of it as is set; None if nothing is."""
        best_depth, best_line = 0, None
        for first, chunk, data in self._statements:
            depth, element = _depth(data, path)
            if depth > best_depth:
                best_depth, best_line = depth, first + _line_of_element(chunk, path, depth, element)
        return best_line

    @cached_property
    def _statements(self) -> list[tuple[int, list[str], dict[str, Any]]]:
        """Each header and assignment: its first line, its lines, and its data nested as in the whole file."""
        lines = self._text.split("\n")
        table: tuple[str, ...] = ()
        found = []
        at = 0
        while at < len(lines):
            chunk, data = _shortest_statement(lines[at:])
            if data:
                if lines[at].lstrip().startswith("["):
                    table = tuple(_single_path(data))
                    found.append((at + 1, chunk, data))
                else:
                    for name in reversed(table):
                        data = {name: data}
                    found.append((at + 1, chunk, data))
            at += len(chunk)
        return found


def read_toml(text: str, model: type[Model], faults: FileFaults) -> tuple[Model | None, TomlLines]:
    """`text` as a `model`, or None with the faults noted; and where its keys stand."""
    lines = TomlLines(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r"at line (\d+)", message)
        line = int(place[1]) if place else len(text.rstrip().splitlines()) or 1
        written = (text.splitlines() or [""])[line - 1 : line]
        faults.add(line, f"this is not TOML: {message}", _advice_on_syntax(message, "".join(written)))
        return None, lines
    try:
        return model.model_validate(data), lines
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _note(detail, model, lines, faults)
        return None, lines


def _advice_on_syntax(message: str, line: str) -> str:
    """What to write where the file is no TOML: the slips of those who write their first."""
    if "twice" in message or "overwrite" in message:
        return "the name stands further up already: put both into one"
    if any(sign in line for sign in "“”‘’＂＝"):
        return 'use the signs of a keyboard: name = "value"'
    if "\\" in line:
        return "write / between folders, or two backslashes for one"
    key, equals, _ = line.partition("=")
    if equals and not re.fullmatch(r"[\w\s.\"'-]*", key, re.ASCII):
        return 'a name with other signs than A to Z, digits, - and _ stands in quotation marks: "li.lei" = "+2d"'
    return 'correct the line: texts and moments stand in quotation marks ("best"); see https://toml.io for the syntax'


def _note(detail: ErrorDetails, model: type[BaseModel], lines: TomlLines, faults: FileFaults) -> None:
    path: KeyPath = tuple(part for part in detail["loc"] if part != "[key]")
    name = _dotted(path)
    if detail["type"] == "extra_forbidden":
        places = _places_of(str(path[-1]), model, is_table=isinstance(detail["input"], dict))
        known = _keys_beside(model, path)
        advice = f"put it {' or '.join(places)}" if 0 < len(places) <= _PLACES else one_of(str(path[-1]), known)
        faults.add(lines.line(path), f"unknown key `{name}`", advice)
        return
    advice = _description(model, path)
    if detail["type"] == "missing":
        faults.add(lines.line(path[:-1]), f"`{name}` is missing", f"add {advice}")
        return
    if detail["type"] == "doubled":
        context = detail.get("ctx", {})
        faults.add(
            lines.line((*path, context["index"])),
            f"`{context['name']}` stands twice in `{name}`",
            f"write {advice}",
        )
        return
    given = detail["input"]
    value = given.isoformat() if isinstance(given, date | time) else repr(given)
    shown = value if len(value) <= 60 else value[:57] + "..."
    if detail["type"] in ("dict_type", "model_type"):
        faults.add(lines.line(path), f"`{name}` is {shown}: it is no table", f"write {advice}")
        return
    message = "text without a word in it" if "\\S" in detail["msg"] else detail["msg"].removeprefix("Value error, ")
    faults.add(lines.line(path), f"`{name}` is {shown}: {message}", f"write {advice}")


def _dotted(path: KeyPath) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _fields_along(model: type[BaseModel], path: KeyPath) -> Iterable[tuple[Any, FieldInfo | None]]:
    """The annotation, and the field if it is one, at each step of `path`."""
    annotation: Any = model
    for part in path:
        annotation = _bare(annotation)
        field = None
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = next((each for key, each in _keys_of(annotation).items() if key == part), None)
            if field is None:
                return
            annotation = field.annotation
        elif get_origin(annotation) in (dict, list):
            annotation = get_args(annotation)[-1]
        else:
            return
        yield annotation, field


def _bare(annotation: Any) -> Any:
    """`Annotated[X, ...]` and `X | None` as X."""
    while get_origin(annotation) not in (None, dict, list):
        annotation = get_args(annotation)[0]
    return annotation


def _description(model: type[BaseModel], path: KeyPath) -> str:
    described = [field.description for _, field in _fields_along(model, path) if field and field.description]
    return described[-1] if described else "what the message asks for"


def _keys_beside(model: type[BaseModel], path: KeyPath) -> list[str]:
    owner: Any = model
    for annotation, _ in _fields_along(model, path[:-1]):
        owner = annotation
    owner = _bare(owner)
    return list(_keys_of(owner)) if isinstance(owner, type) and issubclass(owner, BaseModel) else []


def _places_of(key: str, model: type[BaseModel], table: str = "", *, is_table: bool) -> list[str]:
    """Where in the file a key may stand: what was meant, if it stands in another table."""
    found = []
    for name, field in _keys_of(model).items():
        if name == key and is_table:
            found.append(f"as `[{table}{name}]`")
        elif name == key:
            found.append(f"below `[{table[:-1]}]`" if table else "above the first table")
        inner, inside = _bare(field.annotation), f"{table}{name}."
        if get_origin(inner) is dict:
            inner, inside = _bare(get_args(inner)[-1]), f"{inside}NAME."
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += _places_of(key, inner, inside, is_table=is_table)
    return found


def _keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields, by the names that stand in the file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _shortest_statement(lines: list[str]) -> tuple[list[str], dict[str, Any]]:
    """The first header or assignment (or blank line, or comment) of `lines`."""
    for count in range(1, len(lines) + 1):
        try:
            return lines[:count], tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
    return lines[:1], {}


def _single_path(data: Any) -> Iterable[str]:
    """The keys of a header: `[a.b]` parses as {"a": {"b": {}}}."""
    while data:
        if isinstance(data, list):
            data = data[0]
            continue
        name = next(iter(data))
        yield name
        data = data[name]


def _depth(data: Any, path: KeyPath) -> tuple[int, Any]:
    """How many parts of `path` are set in `data`, and the value there."""
    depth = 0
    for part in path:
        inside = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data)
        )
        if not inside:
            break
        data = data[part]
        depth += 1
    return depth, data


def _line_of_element(chunk: list[str], path: KeyPath, depth: int, element: Any) -> int:
    """How many lines into a statement a list's text stands: arrays are often written over several lines."""
    if not (depth and isinstance(path[depth - 1], int) and isinstance(element, str)):
        return 0
    written = re.compile(rf"([\"']){re.escape(element)}\1")
    hits = [offset for offset, line in enumerate(chunk) for _ in written.finditer(line)]
    if not hits:
        return 0
    return hits[-1] if path[depth - 1] else hits[0]
