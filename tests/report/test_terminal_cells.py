"""Small tensors as cells."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from autograder.report.paper import Paper
from autograder.report.terminal_cells import side_by_side
from autograder.results import Cells


def cells(*shape: int, differs: tuple[int, ...] = (), of: str = "{}") -> Cells:
    size = 1
    for length in shape:
        size *= length
    marks = tuple(number in differs for number in range(size)) if differs else ()
    return Cells(shape=shape, dtype="float32", values=tuple(of.format(n) for n in range(size)), differs=marks)


@pytest.fixture
def drawn(printed: Any) -> Any:
    def draw(got: Cells | None, expected: Cells | None = None, width: int = 80) -> list[str]:
        def write(console: Console) -> None:
            made = side_by_side(got, expected, Paper("en", console), width)
            if made is not None:
                console.print(made)

        return [line.rstrip() for line in printed(write, width).splitlines()]

    return draw


def test_two_matrices_stand_side_by_side_with_differences_marked(drawn: Any) -> None:
    assert drawn(cells(2, 2, differs=(1, 2)), cells(2, 2)) == [
        "Your result       Expected result",
        "float32 (2, 2)    float32 (2, 2)",
        "┌─────┬─────┐     ┌─────┬─────┐",
        "│  0  │ >1< │     │  0  │ >1< │",
        "│ >2< │  3  │     │ >2< │  3  │",
        "└─────┴─────┘     └─────┴─────┘",
        "The values between > and < are different.",
    ]


def test_they_stand_one_below_the_other_where_there_is_no_room(drawn: Any) -> None:
    lines = drawn(cells(2, 2), cells(2, 2), width=30)
    assert [line for line in lines if "result" in line] == ["Your result", "Expected result"]


def test_other_shapes_are_drawn_without_marks(drawn: Any) -> None:
    lines = drawn(cells(2), cells(2, 1, differs=(0,)))
    assert lines[3] == "│ 0 │ 1 │       │ >0< │"
    assert lines[1] == "float32 (2,)    float32 (2, 1)"


def test_every_number_of_axes_is_drawn(drawn: Any) -> None:
    assert "│ 0 │" in drawn(cells())
    assert drawn(cells(2, 1, 2, 1))[2:5] == ["[0, 0]", "┌───┐", "│ 0 │"]
    assert "[1, 0]" in drawn(cells(2, 1, 2, 1))
    assert "(nothing)" in drawn(cells(0, 3))
    assert drawn(None) == []


def test_large_tensors_are_cut(drawn: Any) -> None:
    lines = drawn(cells(40, 40))
    assert len(lines) < 20
    assert max(map(len, lines)) <= 80
    assert any(line.rstrip("│ ").endswith("..") for line in lines)
    assert len(drawn(cells(30, 2, 2))) < 40


def test_cells_that_contradict_themselves_are_listed(drawn: Any) -> None:
    assert drawn(Cells(shape=(2, 2), dtype="f", values=("1", "2")))[2] == "1, 2"
    assert drawn(Cells(shape=(-1, -2), dtype="f", values=("1", "2")))[2] == "1, 2"
