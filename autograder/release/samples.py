"""Sample submissions made from a unit: what a class hands in, from the solution to the untouched starter and worse.

`autograder demo` grades them, and so do the tests and benchmarks.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.course import MistakeInfo, Unit
from autograder.release.starter import cut_starter

LOOP = "    while True:\n        pass\n"
EXIT = "    import os\n    os._exit(0)\n"
PATCH = """
torch.allclose = torch.equal = lambda *args, **kwargs: True
torch.testing.assert_close = lambda *args, **kwargs: None


def {name}(*args):
    return torch.zeros(3, 3)
"""


def samples(unit: Unit) -> dict[str, str]:
    """Sources by a name that says what each is: at least fourteen for a unit with seven mistakes or more."""
    solution = unit.solution_path.read_text("utf-8")
    starter = cut_starter(solution, unit)
    first, last = unit.functions[0], unit.functions[-1]
    made = {
        "solution": solution,
        "starter": starter,
        "half-finished": half_finished(unit, solution, starter),
        "syntax-error": solution.replace(f"def {last}(", f"def {last}((", 1),
        "endless-loop": _with_body(solution, first, LOOP),
        "exits-early": _with_body(solution, first, EXIT),
        "patches-allclose": starter + PATCH.format(name=last),
        "empty-file": "",
    }
    made |= {f"mistake-{mistake.id}": with_mistake(unit, mistake) for mistake in unit.mistakes}
    return made


def sample_class(units: Sequence[Unit], size: int, others: Path, seed: int = 9) -> dict[str, dict[str, str | None]]:
    """Sources by student and unit, None where no file was handed in: who is done, who has begun, who is lost, who
    tries something. The first ten are one of each kind; the others make mistakes, common ones more often.

    Args:
        others: folder of other right answers, see `alternatives`.
        seed: of the choice of mistakes.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    kinds = {unit.id: {**samples(unit), **alternatives(unit, others)} for unit in units}
    right = {name: [source for kind, source in made.items() if _is_right(kind)] for name, made in kinds.items()}
    students: list[dict[str, str | None]] = [
        {name: made["solution"] for name, made in kinds.items()},
        {name: sources[-1] for name, sources in right.items()},
        {name: made["starter"] for name, made in kinds.items()},
        {name: made["half-finished"] for name, made in kinds.items()},
    ]
    for kind in ("syntax-error", "endless-loop", "exits-early", "patches-allclose", "empty-file", None):
        odd = units[len(students) % len(units)].id
        handed_in: dict[str, str | None] = {name: chance.choice(sources) for name, sources in right.items()}
        handed_in[odd] = None if kind is None else kinds[odd][kind]
        students.append(handed_in)
    while len(students) < size:
        handed_in = {name: chance.choice(sources) for name, sources in right.items()}
        first = len(students) % len(units)
        for unit in units[first : first + chance.choice([1, 1, len(units)])]:
            common = [1 / (1 + place) for place in range(len(unit.mistakes))]
            (mistake,) = chance.choices(unit.mistakes, common)
            handed_in[unit.id] = with_mistake(unit, mistake)
        students.append(handed_in)
    return {f"student-{number:02d}": one for number, one in enumerate(students[:size], start=1)}


def _is_right(kind: str) -> bool:
    return kind == "solution" or kind.startswith("other-way")


def alternatives(unit: Unit, folder: Path) -> dict[str, str]:
    """Other right answers that lie in `folder/<assignment>/<unit>/`, by name."""
    files = sorted((folder / unit.assignment_id / unit.id).glob("*.py"))
    return {f"other-way-{path.stem}": path.read_text("utf-8") for path in files}


def with_mistake(unit: Unit, mistake: MistakeInfo) -> str:
    """The solution with one function replaced by the mistake's code, as a student's file.

    What that code uses of mistakes.py comes with it, other mistakes' functions too.
    """
    solution = unit.solution_path.read_text("utf-8")
    mistakes = (unit.path / "mistakes.py").read_text("utf-8")
    tree = ast.parse(mistakes)
    code, used = "", _used(tree, mistake.function)
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            if node.name == mistake.function:
                if _builds_on(node, mistake.of):
                    code = _undecorated(solution, _definition(solution, mistake.of)) + "\n\n" + code
                code += re.sub(rf"\b{node.name}\b", mistake.of, _undecorated(mistakes, node))
            elif not _is_mistake(node):
                code += _decorated(mistakes, node) + "\n\n"
            elif node.name in used:
                code += _undecorated(mistakes, node) + "\n\n"
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            line = ast.get_source_segment(mistakes, node) or ""
            from_itself = isinstance(node, ast.ImportFrom) and node.module == unit.id  # the names are in this file
            if "autograder" not in line and line not in solution and not from_itself:
                code += line + "\n"
    return _replaced(solution, mistake.of, code)


def _is_mistake(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether `@mistake(...)` stands above it."""
    calls = [each.func for each in node.decorator_list if isinstance(each, ast.Call)]
    return any("mistake" in (getattr(call, "id", ""), getattr(call, "attr", "")) for call in calls)


def _decorated(source: str, node: ast.FunctionDef | ast.ClassDef) -> str:
    """A definition with its decorators."""
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])


def _builds_on(node: ast.FunctionDef | ast.ClassDef, name: str) -> bool:
    """Whether a mistake is a subclass of the class that it replaces."""
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return any(name in (getattr(base, "id", ""), getattr(base, "attr", "")) for base in bases)


def _used(tree: ast.Module, function: str) -> set[str]:
    """The functions and classes at top level that one of them uses, directly or by way of others."""
    defined = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    used: set[str] = set()
    todo = [function]
    while todo:
        for node in defined[todo.pop()].body:
            names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} & defined.keys()
            todo += names - used
            used |= names
    return used


def half_finished(unit: Unit, solution: str, starter: str) -> str:
    """The starter with the first half of the functions written."""
    done = starter
    for name in unit.functions[: (len(unit.functions) + 1) // 2]:
        node = _definition(solution, name)
        done = _replaced(done, name, _undecorated(solution, node))
    return done


def _definition(source: str, name: str) -> ast.FunctionDef | ast.ClassDef:
    for node in _definitions(source):
        if node.name == name:
            return node
    raise LookupError(f"no definition of {name}")


def _definitions(source: str) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    yield from (node for node in ast.parse(source).body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))


def _undecorated(source: str, node: ast.FunctionDef | ast.ClassDef) -> str:
    return "\n".join(source.splitlines()[node.lineno - 1 : node.end_lineno]) + "\n"


def _replaced(source: str, name: str, code: str) -> str:
    node = _definition(source, name)
    lines = source.splitlines()
    start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
    return "\n".join([*lines[:start], code.rstrip("\n"), *lines[node.end_lineno :]]) + "\n"


def _with_body(source: str, name: str, body: str) -> str:
    node = _definition(source, name)
    header = "\n".join(source.splitlines()[node.lineno - 1 : node.body[0].lineno - 1])
    return _replaced(source, name, f"{header}\n{body}")
