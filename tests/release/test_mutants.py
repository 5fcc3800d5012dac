"""Mutants of a solution."""

from __future__ import annotations

import ast

from autograder.release.mutants import REMOVED, mutants

SOLUTION = '''"""A unit."""

import torch

LIMIT = 3


def scale(x, factor=2):
    """Scale x. scale(1) is 2."""
    # BEGIN SOLUTION
    if x.ndim < 1:
        raise ValueError(f"{x.ndim + 1} axes")
    y = torch.mul(x, factor).clone()  # (N, D)
    return y.sum(dim=-1, keepdim=True)
    # END SOLUTION


def given(x):
    return x + 1
'''


def names() -> set[str]:
    return {mutant.name for mutant in mutants(SOLUTION)}


def test_operators_constants_arguments_calls_and_lines_are_changed() -> None:
    found = names()
    for before, after in (
        ("if x.ndim < 1:", "if x.ndim <= 1:"),
        ("if x.ndim < 1:", "if x.ndim < 2:"),
        ("if x.ndim < 1:", "if True:"),
        ('raise ValueError(f"{x.ndim + 1} axes")', REMOVED),
        ("y = torch.mul(x, factor).clone()", "y = torch.mul(factor, x).clone()"),
        ("y = torch.mul(x, factor).clone()", "y = torch.mul(x, factor)"),
        ("y = torch.mul(x, factor).clone()", REMOVED),
        ("return y.sum(dim=-1, keepdim=True)", "return y.sum(dim=-2, keepdim=True)"),
        ("return y.sum(dim=-1, keepdim=True)", "return y.sum(dim=1, keepdim=True)"),
        ("return y.sum(dim=-1, keepdim=True)", "return y.sum(dim=-1, keepdim=False)"),
        ("return y.sum(dim=-1, keepdim=True)", "return y.sum(dim=-1)"),
        ("return y.sum(dim=-1, keepdim=True)", "return y.sum(keepdim=True)"),
    ):
        assert f"scale: {before} -> {after}" in found


def test_what_stands_outside_the_marks_and_the_text_of_an_exception_stay() -> None:
    for mutant in mutants(SOLUTION):
        assert "LIMIT = 3" in mutant.source
        assert "return x + 1" in mutant.source
        assert "{x.ndim + 1} axes" in mutant.source or mutant.after == REMOVED


def test_each_mutant_is_python_differs_and_comes_once() -> None:
    made = mutants(SOLUTION)
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in made]
    assert len(set(trees)) == len(trees)
    assert ast.dump(ast.parse(SOLUTION)) not in trees
    assert [mutant.line for mutant in made] == sorted(mutant.line for mutant in made)


def test_letters_of_an_einsum_change_places() -> None:
    solution = SOLUTION.replace("torch.mul(x, factor)", 'torch.einsum("ij,j->i", x, factor)')
    changed = {mutant.after for mutant in mutants(solution)}
    assert 'y = torch.einsum("ji,j->i", x, factor).clone()' in changed


def test_a_name_does_not_depend_on_the_lines_above() -> None:
    moved = SOLUTION.replace("LIMIT = 3", "LIMIT = 3\n\n# a comment")
    assert {mutant.name for mutant in mutants(moved)} == names()


def test_the_diff_shows_the_change_alone() -> None:
    mutant = next(each for each in mutants(SOLUTION) if each.after == "if True:")
    assert mutant.diff(SOLUTION).splitlines()[1:] == ["-    if x.ndim < 1:", "+    if True:"]
