"""Reads a unit's test files: every check with its points, the function that it exercises and what it needs."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.course.faults import one_of
from autograder.course.model import CheckInfo
from autograder.course.source import FunctionNode, Source, literal_number, walk

FIXTURES = ("student", "reference", "draw", "source", "race", "baseline")
HIDDEN_ONLY = ("reference", "race", "baseline")
STUDENT_EXTRAS = frozenset(
    {
        "called",
        "groups",
        "groups_from",
        "helpers",
        "random_state",
        "state",
        "structure",
        "torch",
        "trace",
        "training",
        "vjp",
    }
)  # attributes of `student` that are no functions of the unit


@dataclass(frozen=True)
class UnitNames:
    """What checks may refer to. None: not known, since that file is itself at fault."""

    exported: tuple[str, ...] | None
    solution: frozenset[str] | None
    helpers: frozenset[str] | None  # empty without a helpers.py
    baseline: frozenset[str] | None  # empty without a baseline.py


def read_checks(source: Source, names: UnitNames, *, hidden: bool, others: Iterable[str]) -> list[CheckInfo]:
    """All checks of one file in order. `others`: names of checks in the unit's other file."""
    elsewhere = frozenset(others)
    all_names = [node.name for node in source.definitions if node.name.startswith("test")]
    earlier: dict[str, int] = {}
    checks: list[CheckInfo] = []
    for node in source.definitions:
        decorators: dict[str, list[ast.expr]] = {}
        for each in node.decorator_list:
            api = source.api_name(each)
            if api in ("points", "needs", "inplace"):
                decorators.setdefault(api, []).append(each)
            _refuse_fixtures(source, node.name, each)
        if isinstance(node, ast.ClassDef):
            if node.name.startswith("Test"):
                source.faults.add(node.lineno, f"checks in a class (`{node.name}`)", "write them as plain functions")
            continue
        if not node.name.startswith("test_"):
            if decorators or node.name.startswith("test"):
                source.faults.add(
                    node.lineno, f"`{node.name}` does not begin with `test_`", f"name it `test_{node.name}`"
                )
            continue
        if isinstance(node, ast.AsyncFunctionDef):
            source.faults.add(node.lineno, f"the check `{node.name}` is `async`", "write a plain `def`")
        if node.name in earlier or node.name in elsewhere:
            where = f"in line {earlier[node.name]}" if node.name in earlier else "in the other test file of the unit"
            source.faults.add(
                node.lineno, f"a check `{node.name}` stands {where} already", "give each check of a unit its own name"
            )
        needs = tuple(_needs(source, node, decorators.get("needs", []), earlier, all_names, elsewhere))
        earlier.setdefault(node.name, node.lineno)
        _check_fixtures(source, node, names, hidden=hidden)
        given, stated = _points(source, node, decorators.get("points", []), names)
        of = _of(source, node, names, stated)
        if given is not None and of is not None:
            checks.append(CheckInfo(node.name, source.path, node.lineno, hidden, given, of, needs, _zh(node)))
    if not earlier:
        source.faults.add(
            None, "there is no check in this file", "write at least one `@points(1) def test_…(student):`"
        )
    return checks


def _zh(node: FunctionNode) -> str:
    """The title in Chinese: the first paragraph of the docstring, in one line."""
    text = (ast.get_docstring(node) or "").partition("\n\n")[0]
    return "".join(line.strip() for line in text.splitlines())


def check_names(source: Source) -> list[str]:
    """The names of all checks of a file."""
    return [node.name for node in source.definitions if node.name.startswith("test_")]


def _points(
    source: Source, node: FunctionNode, decorators: list[ast.expr], names: UnitNames
) -> tuple[float | None, str | None]:
    """The points, and what `of=` says."""
    how = "write `@points(2)` above it, with a number above 0"
    if len(decorators) != 1:
        count = "no `@points`" if not decorators else f"`@points` {len(decorators)} times"
        source.faults.add(node.lineno, f"the check `{node.name}` has {count}", how)
        return None, None
    call = decorators[0]
    if not isinstance(call, ast.Call) or len(call.args) != 1:
        source.faults.add(call.lineno, f"`@{ast.unparse(call)}` does not hold one number", how)
        return None, None
    stated = None
    for keyword in call.keywords:
        if keyword.arg != "of":
            source.faults.add(
                call.lineno, f"`@points` knows no `{keyword.arg}=`", 'write `@points(2)` or `@points(2, of="x")`'
            )
            continue
        stated = source.string(keyword.value)
        if stated is None:
            source.faults.add(call.lineno, f"`of={ast.unparse(keyword.value)}` is not a text", 'write `of="name"`')
        elif names.exported is not None and stated not in names.exported:
            source.faults.add(
                call.lineno, f"`of={stated!r}` names no exported function of this unit", one_of(stated, names.exported)
            )
    number = literal_number(call.args[0])
    if number is None or not 0 < number < math.inf:
        source.faults.add(call.lineno, f"`@{ast.unparse(call)}`: the points are no number above 0", how)
        return None, stated
    return number, stated


def _of(source: Source, node: FunctionNode, names: UnitNames, stated: str | None) -> str | None:
    used: dict[str, None] = {}
    for fixture, name, line, inner in _attributes(node):
        if fixture == "student" and name not in STUDENT_EXTRAS:
            if names.exported is None or name in names.exported:
                used[name] = None
            elif name.startswith("__"):
                source.faults.add(line, f"`student.{name}` is out of reach", "use an exported function")
            else:
                source.faults.add(line, f"`student.{name}` is not exported by unit.toml", one_of(name, names.exported))
        elif fixture == "reference" and names.solution is not None and name not in names.solution | STUDENT_EXTRAS:
            source.faults.add(
                line, f"`reference.{name}`: solution.py defines no `{name}`", one_of(name, names.exported or ())
            )
        elif fixture == "baseline" and names.baseline and name not in names.baseline | STUDENT_EXTRAS:
            source.faults.add(
                line, f"`baseline.{name}`: baseline.py defines no `{name}`", one_of(name, sorted(names.baseline))
            )
        elif name == "helpers" and inner is not None and names.helpers is not None and inner not in names.helpers:
            source.faults.add(
                line,
                f"`{fixture}.helpers.{inner}`: "
                + ("helpers.py does not define it" if names.helpers else "no helpers.py"),
                f"define `{inner}` in helpers.py",
            )
    if stated is not None or names.exported is None:
        return stated
    if len(used) == 1:
        return next(iter(used))
    found = "uses no exported function of `student`" if not used else f"uses several: {', '.join(sorted(used))}"
    example = sorted(used)[0] if used else names.exported[0] if names.exported else "name"
    source.faults.add(
        node.lineno,
        f"the check `{node.name}` {found}; which one its points are for cannot be told",
        f'say so: `@points(…, of="{example}")`',
    )
    return None


def _attributes(node: FunctionNode) -> Iterator[tuple[str, str, int, str | None]]:
    """Every `fixture.name` in the body, with its line, and X where it goes on as `fixture.name.X`."""
    outer: dict[int, str] = {}
    for statement in node.body:
        for inner in walk(statement):
            if not isinstance(inner, ast.Attribute):
                continue
            outer[id(inner.value)] = inner.attr
            if isinstance(inner.value, ast.Name) and inner.value.id in FIXTURES:
                yield inner.value.id, inner.attr, inner.lineno, outer.get(id(inner))


def _needs(
    source: Source,
    node: FunctionNode,
    decorators: list[ast.expr],
    earlier: dict[str, int],
    all_names: list[str],
    elsewhere: frozenset[str],
) -> Iterator[str]:
    for call in decorators:
        names = [source.string(each) for each in call.args] if isinstance(call, ast.Call) else []
        if not names or None in names or (isinstance(call, ast.Call) and call.keywords):
            source.faults.add(
                call.lineno, f"`@{ast.unparse(call)}` does not name checks", 'write `@needs("test_something")`'
            )
            continue
        for name in names:
            if name is None:
                continue
            if name in earlier:
                yield name
                continue
            if name == node.name:
                found, advice = "is the check itself", "name an earlier one, or remove `@needs`"
            elif name in all_names:
                found, advice = "stands later in the file", "move it above this one"
            elif name in elsewhere:
                found, advice = "is in another file", "name a check of this file; those of other files cannot be needed"
            else:
                found, advice = "is no check", one_of(name, earlier)
            source.faults.add(call.lineno, f"`{node.name}` needs `{name}`, which {found}", advice)


def _check_fixtures(source: Source, node: FunctionNode, names: UnitNames, *, hidden: bool) -> None:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    required = positional[: len(positional) - len(arguments.defaults)]
    required += [each for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if not default]
    parametrized = set(_parametrized(source, node))
    for argument in required:
        name = argument.arg
        if name in parametrized:
            continue
        if name == "reference" and not hidden:
            source.faults.add(
                argument.lineno,
                f"the public check `{node.name}` uses `reference`, which students do not have",
                "write the expected value into the check, or move it to test_hidden.py",
            )
        elif name in HIDDEN_ONLY and not hidden:
            source.faults.add(
                argument.lineno,
                f"the public check `{node.name}` uses `{name}`, and races are run where students' code is confined",
                "move it to test_hidden.py",
            )
        elif name not in FIXTURES:
            known = FIXTURES if hidden else [each for each in FIXTURES if each not in HIDDEN_ONLY]
            source.faults.add(
                argument.lineno, f"the check `{node.name}` asks for an unknown fixture `{name}`", one_of(name, known)
            )
        elif name == "baseline" and names.baseline is not None and not names.baseline:
            source.faults.add(
                argument.lineno,
                f"the check `{node.name}` uses `baseline`, but there is no baseline.py",
                "add baseline.py with the slow version",
            )


def _parametrized(source: Source, node: FunctionNode) -> Iterator[str]:
    for decorator in node.decorator_list:
        if not (isinstance(decorator, ast.Call) and source.dotted(decorator.func) == "pytest.mark.parametrize"):
            continue
        names = decorator.args[0] if decorator.args else None
        for keyword in decorator.keywords:
            if keyword.arg == "argnames":
                names = keyword.value
        text = source.string(names) if names is not None else None
        if text is not None:
            yield from (name.strip() for name in text.split(","))
        elif isinstance(names, ast.Tuple | ast.List) and all(source.string(each) for each in names.elts):
            yield from (source.string(each) or "" for each in names.elts)
        else:
            source.faults.add(
                decorator.lineno,
                f"the names in `parametrize` of `{node.name}` are not literal",
                'write them as one text: `@pytest.mark.parametrize("n, expected", [...])`',
            )


def _refuse_fixtures(source: Source, name: str, decorator: ast.expr) -> None:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    if source.dotted(target) in ("pytest.fixture", "pytest.mark.usefixtures"):
        source.faults.add(
            decorator.lineno,
            f"`{name}` is, or uses, a fixture of its own",
            f"use a plain function; checks have {', '.join(f'`{each}`' for each in FIXTURES)}",
        )
