"""The picture of the unit on reshaping: its numbers lie where the solution puts them, and mistakes show in it."""

from __future__ import annotations

import runpy
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import torch

from autograder.course import Course, Unit
from autograder.release.pictures import draw_picture, execute

UNIT = Path(__file__).parents[2] / "reference" / "a1_tensors" / "u03_reshape_squeeze"
TEXT = "{http://www.w3.org/2000/svg}text"

# Right answers for the (2, 3, 4) block that is drawn; wrong for other shapes, or another layout in memory.
RIGHT_HERE = {"view_on_permuted", "minus_one_on_empty", "view_on_transposed", "squeeze_all", "colours_mixed"}


@pytest.fixture(scope="module")
def u03(real_course: Course) -> Unit:
    return real_course.unit("a1/u03")


@pytest.fixture(scope="module")
def draw() -> Callable[..., str]:
    function: Callable[..., str] = runpy.run_path(str(UNIT / "picture.py"))["draw"]
    return function


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(TEXT)]


def solution(**changes: Any) -> SimpleNamespace:
    return SimpleNamespace(**vars(execute(UNIT / "solution.py")) | changes)


def test_a_solution_written_otherwise_gives_the_same_bytes(draw: Callable[..., str]) -> None:
    other = ModuleType("other")
    source = (Path(__file__).parents[1] / "alternatives/a1_tensors/u03_reshape_squeeze/loops.py").read_text("utf-8")
    exec(source, other.__dict__)
    assert draw(other) == (UNIT / "picture.svg").read_text("utf-8")


def test_at_rest_every_number_stands_in_block_ribbon_and_both_tables(draw: Callable[..., str]) -> None:
    shown = texts(draw(solution()))
    for number in range(5, 24):  # smaller ones are lengths, too
        assert shown.count(str(number)) == 5  # with the address below the ribbon
    titles = {"x (2, 3, 4)", "as_rows(x, 24) (1, 24)", "flatten_batch(x) (2, 12)", "as_rows(x, 6) (4, 6)"}
    assert titles <= set(shown)


def test_a_cell_flies_to_where_the_solution_puts_its_number(draw: Callable[..., str]) -> None:
    backwards = solution(as_rows=lambda x, width: x.flatten().flip(0).reshape(-1, width))
    cells = [text for text in texts(draw(backwards)) if text in {"22", "23"}]
    assert cells[:4] == ["22", "23", "23", "22"]  # the block's, then the ribbon's


def test_a_picture_shows_every_mistake_that_is_one_for_its_block(u03: Unit) -> None:
    drawn = draw_picture(u03)
    unchanged = set()
    for mistake in u03.mistakes:
        try:
            if draw_picture(u03, mistake) == drawn:
                unchanged.add(mistake.id)
        except (RuntimeError, TypeError, ValueError, StopIteration):
            continue
    assert unchanged == RIGHT_HERE


def test_the_shapes_on_the_plates_are_the_solutions(draw: Callable[..., str]) -> None:
    wrong = solution(drop_channel=lambda x: torch.zeros(9, 8))
    assert texts(draw(wrong))[-3:-1] == ["9", "8"]  # and their caption
