"""The marks `# BEGIN SOLUTION` … `# END SOLUTION`: where they stand, what is wrong with them, and cutting them out.

A marked region holds whole statements of one block. Inside a function it becomes a `raise NotImplementedError`;
in a module or directly in a class (an import, a private helper) it vanishes.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.course.source import Definition, walk

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"

_LIKE_A_MARK = re.compile(r"#+[\s#]*(begin|end)[\s_-]*solutions?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """Something wrong with the marks of a file."""

    line: int
    found: str
    instead: str


@dataclass(frozen=True)
class Region:
    """Two marks and what is between them."""

    begin: int  # 1-based lines of the marks themselves
    end: int
    indent: str
    function: str | None  # `centre_rows`, `Counter.up`; None outside functions
    empties_block: bool = False  # nothing of the enclosing block is left without its regions


class MarkError(ValueError):
    """The solution cannot be cut; the message says where and why."""


def lines_of(text: str) -> list[str]:
    """The lines of a file with their ends, counted as Python counts them."""
    return io.StringIO(text, newline="").readlines()


def find_regions(text: str, tree: ast.Module) -> tuple[list[Region], list[Problem]]:
    """All marked regions, in order, and all problems with marks. `tree` is the parsed `text`."""
    lines = lines_of(text)
    problems: list[Problem] = []
    pairs: list[tuple[int, int]] = []
    begin: int | None = None
    for number, mark in _marks(lines, text, tree, problems):
        if mark == BEGIN and begin is not None:
            problems.append(
                Problem(number, f"`{BEGIN}` inside the marks begun in line {begin}", f"end those first with `{END}`")
            )
        elif mark == BEGIN:
            begin = number
        elif begin is None:
            problems.append(Problem(number, f"`{END}` without `{BEGIN}`", f"add `{BEGIN}` before it, or remove it"))
        else:
            pairs.append((begin, number))
            begin = None
    if begin is not None:
        problems.append(Problem(begin, f"`{BEGIN}` without `{END}`", f"add `{END}` after the solution"))
    if problems:  # what is between unbalanced marks is anybody's guess
        return [], sorted(problems, key=lambda problem: problem.line)
    read = [_region(lines, tree, first, last, pairs) for first, last in pairs]
    problems = [each for each in read if isinstance(each, Problem)]
    return [each for each in read if isinstance(each, Region)], problems


def cut(text: str, unit: str) -> str:
    """`text` without what is marked; `unit` is the short key, as in `raise NotImplementedError("a1/u04 centre_rows")`.

    Whatever is outside the marks stays byte for byte. Raises `MarkError` where the marks are wrong, `SyntaxError`
    where `text` is not Python.
    """
    regions, problems = find_regions(text, ast.parse(text))
    if problems:
        raise MarkError("; ".join(f"line {each.line}: {each.found}: {each.instead}" for each in problems))
    lines = lines_of(text)
    kept: list[str] = []
    at = 0
    for region in regions:
        kept += lines[at : region.begin - 1]
        last = lines[region.end - 1]
        ending = last[len(last.rstrip("\r\n")) :]
        if region.function is not None:
            kept.append(f'{region.indent}raise NotImplementedError("{unit} {region.function}"){ending}')
        elif region.empties_block:
            kept.append(f"{region.indent}pass{ending}")
        at = region.end
    result = "".join(kept + lines[at:])
    try:
        ast.parse(result)
    except SyntaxError as error:
        raise MarkError(f"without the marked lines the file is not Python any more: {error}") from None
    return result


def _marks(lines: list[str], text: str, tree: ast.Module, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    """Line and mark of every comment that is one; comments that only look like one become problems."""
    candidates = {number: line.strip() for number, line in enumerate(lines, start=1) if _LIKE_A_MARK.search(line)}
    if not {BEGIN, END}.issuperset(candidates.values()) or _may_be_text(candidates, tree):
        comments = _comment_lines(text)
        candidates = {line: shown for line, shown in candidates.items() if _LIKE_A_MARK.match(comments.get(line, ""))}
    for number, shown in candidates.items():
        if shown in (BEGIN, END):
            yield number, shown
        else:
            word = [match[1].lower() for match in _LIKE_A_MARK.finditer(shown)][-1]
            exact = BEGIN if word == "begin" else END
            problems.append(
                Problem(number, f"`{shown}` looks like a mark but is none", f"write exactly `{exact}` on its own line")
            )


def _may_be_text(candidates: Iterable[int], tree: ast.Module) -> bool:
    """Whether a candidate may lie inside a string of several lines."""
    return any(
        node.lineno <= number <= (node.end_lineno or node.lineno)
        for node in walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr) and node.end_lineno != node.lineno
        for number in candidates
    )


def _comment_lines(text: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(text, newline="").readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _region(lines: list[str], tree: ast.Module, begin: int, end: int, pairs: list[tuple[int, int]]) -> Region | Problem:
    blocks = list(_blocks_between(tree, (), None, begin, end))
    if not blocks:
        return Problem(begin, "no statement between the marks", "put the marks around the body of the solution")
    block = blocks[0]
    if len(blocks) > 1 or block is None:
        return Problem(
            begin,
            f"the marks in lines {begin} and {end} do not enclose whole statements of one block",
            "put both marks in the same block, around whole statements",
        )
    indent, last_indent = (line[: len(line) - len(line.lstrip())] for line in (lines[begin - 1], lines[end - 1]))
    starts = [lines[node.lineno - 1][: node.col_offset] for node in block.body if begin < node.lineno < end]
    if indent != last_indent or any(start != indent for start in starts if not start.strip()):
        return Problem(
            begin,
            f"the marks in lines {begin} and {end} are not indented like what they enclose",
            "indent both marks like the first statement between them",
        )
    first = _first_line(block.body[0])
    return Region(
        begin,
        end,
        indent,
        block.function,
        empties_block=not any(first <= last < begin for _, last in pairs)
        and all(any(above < node.lineno < below for above, below in pairs) for node in block.body),
    )


@dataclass(frozen=True)
class _Block:
    body: list[ast.stmt]
    function: str | None


def _blocks_between(
    node: ast.AST, names: tuple[str, ...], function: str | None, begin: int, end: int
) -> Iterator[_Block | None]:
    """The outermost blocks with statements between the two lines; None for each statement that a mark cuts through."""
    for _, body in ast.iter_fields(node):
        if not isinstance(body, list) or not body:
            continue
        if isinstance(body[0], ast.ExceptHandler | ast.match_case):
            for part in body:
                yield from _blocks_between(part, names, function, begin, end)
        if not isinstance(body[0], ast.stmt):
            continue
        found = False
        for statement in body:
            first, last = _first_line(statement), statement.end_lineno or statement.lineno
            if last < begin or first > end:
                continue
            if begin < first and last < end:
                found = True
            elif first > begin or isinstance(statement, _SIMPLE):
                yield None
            elif isinstance(statement, ast.ClassDef):
                yield from _blocks_between(statement, (*names, statement.name), None, begin, end)
            elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = (*names, statement.name)
                yield from _blocks_between(statement, inner, ".".join(inner), begin, end)
            else:
                yield from _blocks_between(statement, names, function, begin, end)
        if found:
            yield _Block(body, function)


_SIMPLE = (
    ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return, ast.Raise, ast.Assert, ast.Delete,
    ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Pass, ast.Break, ast.Continue,
)  # fmt: skip


def _first_line(statement: ast.stmt) -> int:
    decorators = statement.decorator_list if isinstance(statement, Definition) else []
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])
