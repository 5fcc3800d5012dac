"""A student's file as the judge reads it, without running it: the fixture `source`.

What is found here is policy, and forgeable: Python can call anything under any name (`eval`, a table, bytes). So "does
not call torch.cdist" is a necessary condition that keeps honest people honest, never a proof; points are earned by
behaviour. Any mention of a function counts as a call: `map(torch.cdist, ...)` uses it too.
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from autograder.grading import messages, nesting
from autograder.grading.printable import clean
from autograder.grading.scopes import Definition, Function, Scopes, constant_attribute, walk
from autograder.results import Text

_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SAME_NAME = 4  # classes of one name that are looked at: the last ones


class SourceError(Exception):
    """The file cannot be read as Python.

    Attributes:
        kind: "syntax" for Python's own complaint, else why the file was not given to the parser.
        line, column: where, from 1; no column where it is not known. 1 and None for the file as a whole.
        text: what is wrong, in English: Python's own words for a syntax error.
        summary: the whole sentence in both languages.
        code: the line, cut at 200 characters.
        file: where that is, if not in the file that was parsed: a cell of a notebook.
    """

    def __init__(
        self,
        kind: Literal["syntax"] | nesting.Kind,
        line: int,
        column: int | None,
        text: str,
        zh: str,
        code: str,
        file: str = "",
    ) -> None:
        super().__init__(f"line {line}: {text}")
        self.file = file
        self.kind, self.line, self.column, self.text, self.code = kind, line, column, text, code
        if kind == "syntax":
            begin_en, begin_zh = f"Python cannot read line {line}: ", f"Python 读不懂第 {line} 行："
        elif kind == "too_large":
            begin_en, begin_zh = "The file was not read: ", "文件没有读取："
        else:
            begin_en, begin_zh = f"Line {line}: ", f"第 {line} 行："
        self.summary = Text(en=begin_en + _ended(text, ".?", "."), zh=begin_zh + _ended(zh, "。？?", "。"))

    @property
    def has_place(self) -> bool:
        """Whether `line` is where it is wrong: not so if the whole file is too large."""
        return self.kind != "too_large"


def _ended(sentence: str, ends: str, end: str) -> str:
    return sentence if sentence.endswith(tuple(ends)) else sentence + end


class Forbidden(AssertionError):  # noqa: N818 - a verdict about the student's file, not an error of ours
    """The file uses what the task rules out. Blames the student."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(f"line {line} uses {name}, which this task rules out")
        self.name = name
        self.line = line


class _Part(NamedTuple):
    """A piece of the file that a function consists of: itself, a helper, or the value of a name."""

    node: ast.AST
    owner: ast.ClassDef | None = None  # of a single method


@dataclass(frozen=True, eq=False)
class Source:
    """One parsed file. Make it with `Source.parse`."""

    text: str
    filename: str
    tree: ast.Module
    places: Sequence[tuple[int, int]] = ()
    is_notebook: bool = False

    @classmethod
    def parse(
        cls,
        text: str,
        filename: str = "submission.py",
        places: Sequence[tuple[int, int]] = (),
        *,
        is_notebook: bool = False,
    ) -> Source:
        """Parse a file. Whatever the text, this ends soon, and raises nothing else.

        `places`: for each line of a notebook, the code cell and the line in it that it comes from.

        Raises:
            SourceError: not Python, or too large or too deeply nested to be read safely.
        """
        text = text.removeprefix("\ufeff")
        lines = nesting.split_lines(text[: nesting.MAX_CHARACTERS])

        def error(
            kind: Literal["syntax"] | nesting.Kind, line: int, column: int | None, en: str, zh: str
        ) -> SourceError:
            line = min(max(line, 1), len(lines))
            code = clean(lines[line - 1], 200)
            file, line = _name_and_line(filename, places, line)
            return SourceError(kind, line, column, clean(en, 200), clean(zh, 200), code, file)

        obstacle = nesting.find_obstacle(text)
        if obstacle is not None:
            raise error(obstacle.kind, obstacle.line, obstacle.column, obstacle.en, obstacle.zh)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # "\d" is a warning, and must not become an error by a filter
                tree = ast.parse(text, filename)
        except SyntaxError as found:
            column = found.offset if found.offset is not None and found.offset > 0 else None
            raise error("syntax", found.lineno or 1, column, found.msg, found.msg) from None
        except (RecursionError, MemoryError):
            raise error(
                "too_deep", 1, None, "this file is nested too deeply to be read", "文件嵌套得太深，无法读取"
            ) from None
        except (ValueError, OverflowError, SystemError) as found:
            raise error(
                "not_text", 1, None, f"this is no Python text ({found})", f"这不是 Python 文本（{found}）"
            ) from None
        stray = _stray_return(tree)
        if stray is not None:
            before = lines[stray.lineno - 1].encode()[: stray.col_offset].decode()
            text_en, text_zh = "'return' outside function", "return 不在函数里面（缩进是否正确？）"
            raise error("syntax", stray.lineno, len(before) + 1, text_en, text_zh)
        return cls(text, filename, tree, places, is_notebook)

    def line(self, number: int) -> str:
        """The text of a line, from 1; empty for lines that the file does not have."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def name_and_line(self, number: int, name: str) -> tuple[str, int]:
        """Where people find a line of the file that they know as `name`: there, or in a cell of a notebook."""
        return _name_and_line(self.filename, self.places, number) if self.places else (name, number)

    def place_of(self, numbers: Sequence[int]) -> Text | None:
        """The last of these lines in words; None if there is none."""
        if not numbers:
            return None
        if 0 < numbers[-1] <= len(self.places):
            return messages.line_of_cell(*self.places[numbers[-1] - 1])
        return messages.line_of_file(numbers[-1])

    def functions(self) -> tuple[str, ...]:
        """The names that the file defines at top level, by def, class, assignment or import, in its order."""
        return tuple(self._scopes.defined)

    def line_of(self, name: str) -> int | None:
        """The line of the last definition of `name` or `Class.method`; None if there is none."""
        if "." in name:
            lines = [part.node.lineno for part in self._parts_of(name) if isinstance(part.node, Definition)]
        else:
            lines = [binding.line for binding in self._scopes.defined.get(name, ())]
        return max(lines, default=None)

    def close_names(self, name: str) -> tuple[str, ...]:
        """At most three names that the file defines and that look like a misspelt `name`, best first."""
        candidates = [each for each in self.functions() if len(each) <= 2 * len(name) + 4 and each != name][:1000]
        spelled = {each.lower().replace("_", ""): each for each in reversed(candidates)}
        wanted = name[:200].lower().replace("_", "")
        return tuple(spelled[each] for each in difflib.get_close_matches(wanted, spelled, n=3, cutoff=0.7))

    def calls(self, dotted: str) -> bool:
        """Whether the file uses `dotted` anywhere: see `uses`."""
        return bool(self.uses(dotted))

    def calls_in(self, function: str, dotted: str) -> bool:
        """Whether `function` uses `dotted`, itself or through anything in this file that it mentions."""
        return bool(self.uses(dotted, function))

    def uses(self, dotted: str, function: str | None = None) -> tuple[int, ...]:
        """The lines that mention `dotted`, in ascending order; with `function`, only those that belong to it.

        Imports, aliases (`t = torch`), `getattr(torch, "cdist")` and `importlib.import_module("torch")` are seen
        through. "*.cdist" stands for an attribute of that name on anything, such as a method.

        Args:
            dotted: "torch.cdist", a builtin such as "sum", or "*.cdist".
            function: a name of the file's top level, or "Class.method".
        """
        return self._mentions(function).get(dotted, ())

    def forbid(self, *dotted: str, function: str | None = None) -> None:
        """Raise `Forbidden` for the first of these names that the file, or the function, uses."""
        for name in dotted:
            lines = self.uses(name, function)
            if lines:
                raise Forbidden(name, lines[0])

    def has_loop(self, function: str) -> bool:
        """Whether `function`, or anything in this file that it calls, has a `for`, a `while` or a comprehension."""
        own = {part.node for part in self._parts_of(function)}
        for part in self._reached(function):
            is_code = part.node in own or isinstance(part.node, Definition)
            roots = [part.node] if is_code else [node for node in walk(part.node) if isinstance(node, ast.Lambda)]
            if any(isinstance(node, _LOOPS) for root in roots for node in walk(root)):
                return True
        return False

    def builds_on(self, function: str) -> frozenset[str]:
        """The other names of the file's top level that `function` mentions, itself or through what it mentions."""
        scopes, found = self._scopes, set()
        for part in self._reached(function):
            for node in walk(part.node):
                if isinstance(node, ast.Name) and node.id in scopes.defined and scopes.home(node) is scopes.module:
                    found.add(node.id)
        return frozenset(found - {function})

    # -------------------------------------------------------------- inside

    @cached_property
    def _lines(self) -> list[str]:
        return nesting.split_lines(self.text)

    @cached_property
    def _scopes(self) -> Scopes:
        return Scopes(self.tree)

    @cached_property
    def _known(self) -> dict[str | None, dict[str, tuple[int, ...]]]:
        return {}

    def _mentions(self, function: str | None) -> dict[str, tuple[int, ...]]:
        """What a function, or the whole file, mentions: lines by dotted name, and by "*.name" for every attribute."""
        if function not in self._known:
            parts = [_Part(self.tree)] if function is None else self._reached(function)
            lines: dict[str, set[int]] = {}
            for part in parts:
                for node in walk(part.node):
                    if isinstance(node, ast.expr):
                        for name in self._names_of(node):
                            lines.setdefault(name, set()).add(node.lineno)
            for binding in self._scopes.defined.get(function, ()) if function is not None else ():
                if isinstance(binding.origin, str):  # the function itself is imported: `from torch import cdist as f`
                    for name in _prefixes(binding.origin):
                        lines.setdefault(name, set()).add(binding.line)
            self._known[function] = {name: tuple(sorted(found)) for name, found in lines.items()}
        return self._known[function]

    def _names_of(self, node: ast.expr) -> Iterator[str]:
        """The dotted names that one expression mentions, each also as "*." and its last part."""
        if isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
            attribute = node.attr if isinstance(node, ast.Attribute) else None
        elif isinstance(node, ast.Call) and (attribute := constant_attribute(node)) is not None:
            pass
        else:
            return
        if attribute is not None:
            yield f"*.{attribute}"
        for dotted in self._scopes.dotted(node):
            yield dotted
            if "." in dotted:
                yield f"*.{dotted.rpartition('.')[2]}"

    def _parts_of(self, name: str) -> Sequence[_Part]:
        """What the file binds `name` (or `Class.method`) to, and puts into it."""
        name, _, method = name.partition(".")
        origins = [binding.origin for binding in self._scopes.defined.get(name, ())]
        if method:
            classes = [origin for origin in origins if isinstance(origin, ast.ClassDef)][-_SAME_NAME:]
            return [part for each in classes for part in self._methods_of(each).get(method, ())]
        values = self._scopes.contents.get(name, [])
        return [_Part(node) for node in (*origins, *values) if isinstance(node, ast.AST)]

    def _reached(self, name: str) -> Iterator[_Part]:
        """The parts of a function and, transitively, of everything in this file that it mentions."""
        waiting = list(self._parts_of(name))
        parts, names = set(waiting), {name}
        while waiting:
            part = waiting.pop()
            yield part
            for node in walk(part.node):
                further: Sequence[_Part] = ()
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in names:
                    if self._scopes.home(node) is self._scopes.module:
                        names.add(node.id)
                        further = self._parts_of(node.id)
                elif isinstance(node, ast.Attribute) and part.owner is not None and _is_own(node.value):
                    further = self._methods_of(part.owner).get(node.attr, ())
                waiting += [each for each in further if each not in parts]
                parts.update(further)

    @cached_property
    def _method_tables(self) -> dict[ast.ClassDef, dict[str, list[_Part]]]:
        return {}

    def _methods_of(self, owner: ast.ClassDef) -> dict[str, list[_Part]]:
        """The methods of a class and of its bases, and theirs, as far as they stand in this file."""
        if owner not in self._method_tables:
            table: dict[str, list[_Part]] = {}
            family = {owner: None}
            waiting = [owner]
            while waiting:
                each = waiting.pop()
                for node in each.body:
                    if isinstance(node, Function):
                        table.setdefault(node.name, []).append(_Part(node, owner))
                for base in dict.fromkeys(base.id for base in each.bases if isinstance(base, ast.Name)):
                    nodes = [part.node for part in self._parts_of(base)]
                    bases = [node for node in nodes if isinstance(node, ast.ClassDef)][-_SAME_NAME:]
                    waiting += [node for node in bases if node not in family]
                    family.update(dict.fromkeys(bases))
            self._method_tables[owner] = table
        return self._method_tables[owner]


def _prefixes(dotted: str) -> Iterator[str]:
    """ "torch.optim.SGD", "torch.optim", "torch", and "*.SGD"."""
    parts = dotted.split(".")
    yield from (".".join(parts[: i + 1]) for i in range(len(parts)))
    yield f"*.{parts[-1]}"


def _is_own(node: ast.expr) -> bool:
    """Whether an expression is `self`, `cls` or `super()`, as these are always spelled."""
    if isinstance(node, ast.Call):
        node = node.func
        return isinstance(node, ast.Name) and node.id == "super"
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _name_and_line(filename: str, places: Sequence[tuple[int, int]], line: int) -> tuple[str, int]:
    """The file's name and the line; of a notebook with the cell, "u04.ipynb, code cell 3"."""
    if not 0 < line <= len(places):
        return filename, line
    cell, within = places[line - 1]
    return f"{filename}, code cell {cell}", within


def _stray_return(tree: ast.Module) -> ast.Return | None:
    """A `return` outside of any function: Python finds it only when it compiles, which the judge never does."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return):
            return node
        if not isinstance(node, ast.expr | Function):
            waiting.extend(reversed(list(ast.iter_child_nodes(node))))
    return None
