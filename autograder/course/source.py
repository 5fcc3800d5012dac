"""Python files read as syntax trees: parsing with faults, names through imports, parameters of functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.course.faults import FileFaults

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Source:
    """One parsed file."""

    path: Path
    text: str
    tree: ast.Module
    faults: FileFaults

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Functions and classes at module level, in order."""
        return tuple(node for node in self.tree.body if isinstance(node, Definition))

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that the module binds at its top level."""
        return frozenset(_bound_names(self.tree.body))

    @cached_property
    def _imported(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    names[alias.asname or alias.name.partition(".")[0]] = (
                        alias.name if alias.asname else alias.name.partition(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                for alias in node.names:
                    names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        return names

    @cached_property
    def _constants(self) -> dict[str, str]:
        """Texts that a name is bound to at module level, once."""
        texts: dict[str, str | None] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                texts[name] = None if name in texts else literal_text(node.value)
        return {name: text for name, text in texts.items() if text is not None}

    def string(self, node: ast.expr) -> str | None:
        """The text that an expression is: a literal, or the name of a module-level constant; None if computed."""
        return self._constants.get(node.id) if isinstance(node, ast.Name) else literal_text(node)

    def dotted(self, node: ast.expr) -> str | None:
        """`autograder.points` for what an expression names, seen through imports; None if it is not a dotted name."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        return ".".join([self._imported.get(node.id, node.id), *reversed(parts)])

    def api_name(self, decorator: ast.expr) -> str | None:
        """`points` for a decorator that is `autograder.points`, called or not; None for other people's decorators.

        A bare name that looks like ours but was never imported counts too: the author meant it, and is told.
        """
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        dotted = self.dotted(target)
        if dotted is None:
            return None
        package, _, name = dotted.rpartition(".")
        if package == "autograder" or package.startswith("autograder."):
            return name
        if isinstance(target, ast.Name) and target.id in _API and target.id not in self.names:
            self.faults.add(
                decorator.lineno,
                f"`{target.id}` is used but not imported",
                f"add `from autograder import {target.id}` at the top",
            )
            return target.id
        return None


_API = frozenset({"points", "needs", "inplace", "mistake"})


def parse(path: Path, text: str, faults: FileFaults) -> Source | None:
    """The file's tree, or None with its syntax error noted."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        faults.add(error.lineno, f"this is not Python: {error.msg}", "correct the line, or the one before it")
        return None
    except ValueError as error:
        faults.add(None, f"this is not Python: {error}", "save the file as plain UTF-8 text")
        return None
    return Source(path, text, tree, faults)


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below and including `node`, each before its children; several times faster than `ast.walk`."""
    stack: list[object] = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, ast.AST):
            yield at
            for name in at._fields:
                value = getattr(at, name, None)
                if isinstance(value, list):
                    stack += value
                elif isinstance(value, ast.AST):
                    stack.append(value)


def parameters(node: FunctionNode) -> tuple[str, ...]:
    """The names of all parameters, `*args` and `**kwargs` included."""
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args]
    if arguments.vararg:
        named.append(arguments.vararg)
    named += arguments.kwonlyargs
    if arguments.kwarg:
        named.append(arguments.kwarg)
    return tuple(argument.arg for argument in named)


def call_parameters(node: Definition) -> dict[str, tuple[str, ...]]:
    """What a caller passes, by what is called: `centre_rows`; or `Counter` (its `__init__`), `Counter.up` and so on.

    A class without an `__init__` of its own takes its annotated fields, as a dataclass does.
    """
    if not isinstance(node, ast.ClassDef):
        return {node.name: parameters(node)}
    fields = (each.target for each in node.body if isinstance(each, ast.AnnAssign))
    found = {node.name: tuple(each.id for each in fields if isinstance(each, ast.Name))}
    for method in node.body:
        if isinstance(method, FunctionNode):
            static = any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in method.decorator_list)
            name = node.name if method.name == "__init__" else f"{node.name}.{method.name}"
            found[name] = parameters(method)[0 if static else 1 :]
    return found


def literal_text(node: ast.expr) -> str | None:
    """The value of a string literal, also of several joined by `+`; None for anything computed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = literal_text(node.left), literal_text(node.right)
        return None if left is None or right is None else left + right
    return None


def literal_number(node: ast.expr) -> float | None:
    """The value of a number literal, never a bool; None for anything computed."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # type: ignore[arg-type]
    return None


def _bound_names(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        # Definitions are not entered: what they bind is theirs.
        nodes = [statement] if isinstance(statement, Definition) else walk(statement)
        for node in nodes:
            if isinstance(node, Definition):
                yield node.name
            elif isinstance(node, ast.Import | ast.ImportFrom):
                for alias in node.names:
                    yield alias.asname or alias.name.partition(".")[0]
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
