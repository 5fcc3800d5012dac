"""The broadcasting unit's picture: drawn from its solution, and changed when that changes."""

from __future__ import annotations

import runpy
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

UNIT = Path(__file__).parents[2] / "reference" / "a1_tensors" / "u04_broadcasting"
TEXT = "{http://www.w3.org/2000/svg}text"


def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError as error:
        raise ValueError(str(error)) from None


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return x - x.mean(dim=1, keepdim=True)


def solution(**changes: object) -> SimpleNamespace:
    """The functions that the broadcasting picture uses, some of them replaced."""
    return SimpleNamespace(**{"broadcast_shape": broadcast_shape, "centre_rows": centre_rows} | changes)


@pytest.fixture(scope="module")
def draw():
    return runpy.run_path(str(UNIT / "picture.py"))["draw"]


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(TEXT)]


def test_the_committed_picture_is_what_picture_py_draws_from_the_reference(draw):
    reference = SimpleNamespace(**runpy.run_path(str(UNIT / "solution.py")))
    assert draw(reference).encode() == (UNIT / "picture.svg").read_bytes()


def test_two_right_solutions_give_the_same_bytes(draw):
    other = solution(centre_rows=lambda x: x - x.sum(1, keepdim=True) / x.shape[1])
    assert draw(solution()) == draw(other) == (UNIT / "picture.svg").read_text(encoding="utf-8")


def test_the_numbers_in_the_cells_are_the_solutions(draw):
    shown = texts(draw(solution(), still=9.0))
    changed = texts(draw(solution(centre_rows=lambda x: centre_rows(x) - 4), still=9.0))
    assert "−7" in changed
    assert "−7" not in shown


@pytest.mark.parametrize(
    "change",
    [
        {"centre_rows": lambda x: x - x.mean(dim=0, keepdim=True)},
        {"centre_rows": lambda x: x},
        {"broadcast_shape": lambda a, b: a},
        {"broadcast_shape": lambda a, b: tuple(max(n, m) for n, m in zip(a, b, strict=False))},
    ],
)
def test_the_picture_changes_when_the_solution_does(draw, change):
    assert draw(solution(**change)) != draw(solution())


def test_a_clash_is_drawn_only_where_the_solution_finds_one(draw):
    assert {"4 ≠ 3", "ValueError"} <= set(texts(draw(solution(), still=9.0)))
    permissive = solution(broadcast_shape=lambda a, b: (3, 4))
    assert not {"4 ≠ 3", "ValueError"} & set(texts(draw(permissive, still=9.0)))


def test_every_mistake_of_a_function_that_it_uses_changes_the_picture_or_breaks_it(draw):
    module = runpy.run_path(str(UNIT / "mistakes.py"))
    names = [name for name in module if name.startswith(("broadcast_shape_", "centre_rows_"))]
    assert names
    same = []
    for name in names:
        of = "centre_rows" if name.startswith("centre_rows") else "broadcast_shape"
        try:
            drawn = draw(solution(**{of: module[name]}))
        except (RuntimeError, ValueError, TypeError, IndexError):
            continue
        if drawn == draw(solution()):
            same.append(name)
    assert same == []
