"""Reads a unit's solution.py: the exported functions and classes, their parameters, docstrings and marks."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.course.faults import FileFaults, one_of
from autograder.course.marks import BEGIN, END, find_regions
from autograder.course.source import Source, call_parameters
from autograder.course.toml import TomlLines


@dataclass(frozen=True)
class Solution:
    """What the other files of a unit are checked against."""

    names: frozenset[str]  # all that solution.py defines at its top level
    parameters: Mapping[str, tuple[str, ...]]  # of everything that can be called, as in `Unit.parameters`
    placeholders: Mapping[str, tuple[str, ...]]  # of each exported name that was found, all its methods together


def read_solution(source: Source, functions: tuple[str, ...], unit_toml: FileFaults, lines: TomlLines) -> Solution:
    """Check solution.py against the exported `functions`; `lines` are those of unit.toml."""
    regions, problems = find_regions(source.text, source.tree)
    for problem in problems:
        source.faults.add(problem.line, problem.found, problem.instead)

    defined = {node.name: node for node in source.definitions}
    called: dict[str, tuple[str, ...]] = {}
    together: dict[str, tuple[str, ...]] = {}
    for index, name in enumerate(functions):
        node = defined.get(name)
        if node is None:
            unit_toml.add(
                lines.line(("functions", index)),
                f"`{name}` is exported, but {source.path.name} defines no function or class of that name",
                f"{one_of(name, defined)}, or define it",
            )
            continue
        own = call_parameters(node)
        called.update(own)
        together[name] = tuple(dict.fromkeys(parameter for each in own.values() for parameter in each))
        if not (ast.get_docstring(node, clean=False) or "").strip():
            source.faults.add(
                node.lineno,
                f"`{name}` has no docstring",
                "say in one what it does, with shapes; it stays in the starter",
            )
        elif any(region.begin < node.body[0].lineno < region.end for region in regions):
            source.faults.add(
                node.body[0].lineno,
                f"the docstring of `{name}` stands between marks, so the starter would lose it",
                f"move `{BEGIN}` below it",
            )
        if not problems and not any(region.function and region.function.split(".")[0] == name for region in regions):
            source.faults.add(
                node.lineno,
                f"nothing in `{name}` stands between marks, so the starter would hold its solution",
                f"put `{BEGIN}` and `{END}` around "
                + ("the body of each method" if isinstance(node, ast.ClassDef) else "its body, below the docstring"),
            )
    return Solution(source.names, called, together)
