"""Cuts the starter out of a reference solution, and knows which of its lines must never reach a student."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from autograder.course import Unit
from autograder.course.marks import cut, find_regions, lines_of

_SHORTEST = 12  # characters of a line that can give a solution away

_TRIVIAL = re.compile(
    r"""
    (return|yield|raise|await|del|assert)\ [\w.]+(,\ ?[\w.]+)*        # return loss, scores
    | raise\ \w+\(\)
    | (self\.)?\w+(:\ ?[\w.\[\], |]+)?\ =\ ("[^"]*"|'[^']*'|[\w.-]+|\[\]|\{\})   # self.bias = bias; total: float = 0.0
    | (self\.)?\w+\ [-+*/]=\ [\w.]+                                  # self.calls += 1
    | for\ [\w, ]+\ in\ (range\([\w.]+\)|[\w.]+):
    | (if|elif|while)\ (not\ )?[\w.]+(\ is\ (not\ )?None)?:
    | with\ torch\.(no_grad|inference_mode)\(\):
    | (import|from)\ .*
    | super\(\)\.__init__\(\)
    | (async\ )?def\ __\w+__\(.*
    | (try|else|finally|continue|break|pass):?
    | except\ [\w.]+(\ as\ \w+)?:
    | @\w+
    """,
    re.VERBOSE,
)


def cut_starter(solution_source: str, unit: Unit) -> str:
    """What the student gets: every marked body becomes `raise NotImplementedError("a1/u04 centre_rows")`.

    Helpers and imports that are marked at module or class level vanish; everything else stays byte for byte.
    Raises `MarkError` where the marks are wrong (a course that loads has none), `SyntaxError` if it is not Python.
    """
    return cut(solution_source, unit.short)


def solution_lines(solution_source: str) -> frozenset[str]:
    """The distinctive lines of the marked bodies, stripped and without trailing comments.

    None of them may occur in anything that students receive. Lines that anybody would write (`return x`,
    `self.bias = bias`, an import), that are short, or that stand in the starter as well are left out.
    """
    regions, _ = find_regions(solution_source, ast.parse(solution_source))
    code = _code_lines(solution_source)
    starter = cut(solution_source, "a0/u00")
    marked = {code.get(line, "") for region in regions for line in range(region.begin + 1, region.end)}
    return frozenset(
        line for line in marked if len(line) >= _SHORTEST and not _TRIVIAL.fullmatch(line) and line not in starter
    )


def _code_lines(source: str) -> dict[int, str]:
    """Each line's code by number: no comments, no docstrings or other texts over several lines."""
    whole = lines_of(source)
    lines = dict(enumerate((line.strip() for line in whole), start=1))
    for token in tokenize.generate_tokens(io.StringIO(source, newline="").readline):
        (row, column), (last_row, _) = token.start, token.end
        if token.type == tokenize.COMMENT:
            lines[row] = whole[row - 1][:column].strip()
        elif last_row > row and token.type == tokenize.STRING:
            for inside in range(row, last_row + 1):
                lines[inside] = ""
    return lines
