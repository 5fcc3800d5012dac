"""Starters hold all that a student needs and nothing of the solution."""

import ast
from pathlib import Path

import pytest

from autograder.course import Unit
from autograder.course.marks import MarkError
from autograder.release.starter import cut_starter, solution_lines
from autograder.results import Text

SOURCE = '''\
"""a1/u04 Broadcasting."""

import math

import torch
# BEGIN SOLUTION
import itertools
# END SOLUTION


# BEGIN SOLUTION
def _outer_difference(a, b):
    """Differences of all rows,
    one table for each feature of them."""
    return a[:, None, :] - b[None, :, :]
# END SOLUTION


def pairwise(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Squared distances, (N, M).

    >>> pairwise(torch.zeros(1, 2), torch.ones(1, 2)).sum(dim=0)
    """
    # BEGIN SOLUTION
    if a is None:
        raise ValueError()
    scale = math.sqrt(2.0)  # a remark with # in it
    mark = repr("# this is no comment")
    difference = _outer_difference(a, b) * scale  # (N, M, D)
    pairwise(torch.zeros(1, 2), torch.ones(1, 2)).sum(dim=0)
    result = difference
    for i in range(table):
        pass
    return (difference**2).sum(dim=-1)  # (N, M)
    # END SOLUTION


class Counter:
    """Counts."""

    def __init__(self, start: int = 0) -> None:
        # BEGIN SOLUTION
        super().__init__()
        self.start = start
        self.history = [start, *range(start)]
        # END SOLUTION

    def up(self, by: int = 1) -> int:
        # BEGIN SOLUTION
        self.history.append(self.history[-1] + by)
        return self.history
        # END SOLUTION
'''


@pytest.fixture
def unit():
    return Unit(
        id="u04_broadcasting",
        assignment_id="a1_tensors",
        path=Path("u04_broadcasting"),
        title=Text(en="Broadcasting", zh="广播"),
        minutes=20,
        functions=("pairwise", "Counter"),
        solution_path=Path("u04_broadcasting/solution.py"),
    )


def test_a_starter_keeps_signatures_docstrings_and_imports_and_loses_bodies(unit):
    assert cut_starter(SOURCE, unit) == (
        '''\
"""a1/u04 Broadcasting."""

import math

import torch




def pairwise(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Squared distances, (N, M).

    >>> pairwise(torch.zeros(1, 2), torch.ones(1, 2)).sum(dim=0)
    """
    raise NotImplementedError("a1/u04 pairwise")


class Counter:
    """Counts."""

    def __init__(self, start: int = 0) -> None:
        raise NotImplementedError("a1/u04 Counter.__init__")

    def up(self, by: int = 1) -> int:
        raise NotImplementedError("a1/u04 Counter.up")
'''
    )


def test_a_starter_parses_and_each_function_says_that_it_is_not_written(unit):
    namespace = {"torch": __import__("types").SimpleNamespace(Tensor=object)}
    starter = cut_starter(SOURCE, unit).replace("import torch\n", "")
    ast.parse(starter)
    exec(starter, namespace)
    with pytest.raises(NotImplementedError, match=r"^a1/u04 pairwise$"):
        namespace["pairwise"](1, 2)
    with pytest.raises(NotImplementedError, match=r"^a1/u04 Counter.__init__$"):
        namespace["Counter"]()


def test_a_starter_cannot_be_cut_along_broken_marks(unit):
    with pytest.raises(MarkError, match="line 2: `# BEGIN SOLUTION` without `# END SOLUTION`"):
        cut_starter("def f():\n    # BEGIN SOLUTION\n    return 1\n", unit)


def test_solution_lines_are_the_distinctive_ones_without_comments():
    assert solution_lines(SOURCE) == {
        "def _outer_difference(a, b):",
        "return a[:, None, :] - b[None, :, :]",
        "scale = math.sqrt(2.0)",
        'mark = repr("# this is no comment")',
        "difference = _outer_difference(a, b) * scale",
        "return (difference**2).sum(dim=-1)",
        "self.history = [start, *range(start)]",
        "self.history.append(self.history[-1] + by)",
    }


def test_no_solution_line_is_in_the_starter(unit):
    starter = cut_starter(SOURCE, unit)
    assert not [line for line in solution_lines(SOURCE) if line in starter]


@pytest.mark.parametrize(
    "line",
    [
        "return result",
        "return loss, accuracy",
        "self.weight = weight",
        "total: float = 0.0",
        "for name in self.names:",
        "for row, column in pairs:",
        "if mask is not None:",
        "with torch.no_grad():",
        "from itertools import chain",
        "except ValueError as error:",
        "raise ValueError()",
        "x = x + 1",
    ],
)
def test_lines_that_anybody_would_write_give_nothing_away(line):
    body = f"{line}\n        pass" if line.endswith(":") else line
    if line.startswith("except"):
        body = f"try:\n        pass\n    {body}"
    source = f"def f(x):\n    # BEGIN SOLUTION\n    {body}\n    # END SOLUTION\n"
    assert solution_lines(source) == frozenset()


def test_a_file_without_marks_has_no_solution_lines():
    assert solution_lines("def f(x):\n    return x.mean(dim=1, keepdim=True)\n") == frozenset()
