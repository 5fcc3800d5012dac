"""What shapes show and do: values in cells, colours, positions, and the errors that tell an author what to change."""

from __future__ import annotations

import pytest
import torch

from autograder.pictures import (
    BLUE,
    DIVERGING,
    RED,
    SEQUENTIAL,
    TILE,
    Box,
    Colour,
    Drawing,
    shares,
    shown,
    size_text,
    text_width,
)
from autograder.pictures.colours import contrast
from autograder.pictures.formatting import decimals, px, rows_of
from autograder.pictures.tracks import Track


@pytest.fixture
def drawing() -> Drawing:
    return Drawing(300, 200, title="t", desc="d", seconds=6)


def faces(cells) -> list[list[str]]:
    return [[cell.face.text for cell in row] for row in cells.table]


def test_cells_take_tensors_lists_and_single_numbers(drawing):
    assert faces(drawing.cells(torch.tensor([[1.0, -2.0]]), 0, 0)) == [["1", "−2"]]
    assert faces(drawing.cells([1, 2, 3], 0, 0)) == [["1", "2", "3"]]
    assert faces(drawing.cells([[1], [2]], 0, 0)) == [["1"], ["2"]]
    assert faces(drawing.cells(torch.tensor(0.5), 0, 0)) == [["0.5"]]
    assert faces(drawing.cells([True, "猫", float("nan"), float("-inf")], 0, 0)) == [["1", "猫", "nan", "−∞"]]


def test_all_numbers_of_a_grid_show_as_many_digits_as_the_longest_needs_up_to_two(drawing):
    assert faces(drawing.cells([0.5, 0.25, 1], 0, 0)) == [["0.50", "0.25", "1.00"]]
    assert faces(drawing.cells([1 / 3, -1e-9], 0, 0)) == [["0.33", "0.00"]]
    assert faces(drawing.cells([0.5, 0.25], 0, 0, digits=1)) == [["0.5", "0.2"]]
    assert decimals([1.0, 2.0]) == 0


def test_float32_noise_does_not_show(drawing):
    assert faces(drawing.cells(torch.tensor([0.1, 0.2]) + torch.tensor([0.2, 0.1]), 0, 0)) == [["0.3", "0.3"]]


def test_a_photo_has_its_pixels_own_colours_and_no_numbers(drawing):
    photo = drawing.photo(torch.tensor([[[255, 0, 51], [0, 128, 9]]], dtype=torch.uint8), 10, 20, size=6)
    assert [cell.tile.tracks["fill"].first for cell in photo.table[0]] == [
        Colour("#ff0033", "#ff0033"),
        Colour("#008009", "#008009"),
    ]
    assert photo.cell(0, 1).face is None
    assert photo.box == Box(10, 20, 12, 6)


@pytest.mark.parametrize(
    "pixels",
    [torch.full((2, 2, 3), 0.5), torch.zeros(3, 2, 2).long(), [[[0, 0, 256]]], [[1, 2, 3]], 7],
    ids=["floats", "colours first", "256", "two axes", "a number"],
)
def test_a_photo_that_is_not_bytes_with_the_colours_last_is_refused(drawing, pixels):
    with pytest.raises(ValueError, match="put the colours last"):
        drawing.photo(pixels, 0, 0)


def test_cells_that_become_other_values_show_them_with_the_digits_that_they_need(drawing):
    cells = drawing.cells([1, 2], 0, 0)
    cells.become([0.25, 2], at=(1, 2))
    assert faces(cells) == [["0.25", "2.00"]]


def test_a_cell_that_keeps_its_value_does_not_blink(drawing):
    cells = drawing.cells([1, 2], 0, 0, limit=2)
    before = cells.cell(0, 0).face
    cells.become([1, 3], at=(1, 2))
    assert cells.cell(0, 0).face is before
    assert not cells.cell(0, 0).tile.tracks["fill"].steps


def test_cells_refuse_another_shape_and_too_many_axes(drawing):
    with pytest.raises(ValueError, match=r"shape \(1, 2\), the new values \(1, 3\)"):
        drawing.cells([1, 2], 0, 0).become([1, 2, 3], at=1)
    with pytest.raises(ValueError, match="at most two axes"):
        drawing.cells([[[1]]], 0, 0)
    with pytest.raises(ValueError, match=r"one length, found \[1, 2\]"):
        drawing.cells([[1], [1, 2]], 0, 0)


def test_long_numbers_get_a_smaller_font_in_the_whole_grid(drawing):
    sizes = {cell.face.attributes["font-size"] for cell in drawing.cells([1, -1234.25], 0, 0).rows[0]}
    assert len(sizes) == 1
    assert float(sizes.pop()) < 0.4 * 44


def test_rows_columns_and_cells_lie_where_they_are_drawn(drawing):
    cells = drawing.cells([[1, 2, 3], [4, 5, 6]], 10, 20, size=40)
    assert cells.box == Box(10, 20, 120, 80)
    assert cells.cell(1, 2).box == Box(90, 60, 40, 40)
    assert cells.columns[1].box == Box(50, 20, 40, 80)
    assert len(cells.rows) == 2


def test_a_needle_jumps_by_whole_cells(drawing):
    needle = drawing.strip(range(5), 0, 30, size=40).needle(1)
    needle.jump(4, at=(1, 2)).jump(0, at=(2, 3))
    assert [step.value for step in needle.tracks["move"].steps] == [(120.0, 0.0), (-40.0, 0.0)]


def test_a_strip_refuses_a_table_and_missing_addresses(drawing):
    with pytest.raises(ValueError, match="one row of cells with one address each"):
        drawing.strip([[1, 2], [3, 4]], 0, 0)
    with pytest.raises(ValueError, match="1 addresses"):
        drawing.strip([1, 2], 0, 0, addresses=["a"])


def test_bars_have_the_height_of_their_value_and_hang_below_the_line(drawing):
    bars = drawing.bars([1.0, -2.0], 0, 0, 100, 80, names=["a", "b"])
    assert [bar.tracks["stretch"].first for bar in bars.bars] == [(1.0, 0.5), (1.0, -1.0)]
    assert bars.names[0].box.y > 80 > bars.names[1].box.y
    bars.become([2.0, 1.0], at=(1, 2))
    assert [bar.tracks["stretch"].last for bar in bars.bars] == [(1.0, 1.0), (1.0, 0.5)]
    assert [face.text for face in bars.faces] == ["2", "1"]
    with pytest.raises(ValueError, match="2 bars, found 1 values"):
        bars.become([1.0], at=3)


def test_a_group_moves_as_one_and_its_colours_are_those_of_its_shapes(drawing):
    dot, line = drawing.dot(10, 10), drawing.line((0, 0), (5, 5))
    group = drawing.group(dot, line)
    group.slide(5, 5, at=1).paint(RED, at=1)
    assert drawing.shapes == [group]
    assert "move" not in dot.tracks
    assert dot.tracks["fill"].last == RED
    assert "fill" not in line.tracks


def test_a_colour_that_a_shape_was_not_drawn_with_cannot_change(drawing):
    with pytest.raises(ValueError, match="has no fill"):
        drawing.line((0, 0), (5, 5)).paint(RED, at=1)


def test_changes_of_one_property_follow_one_another(drawing):
    dot = drawing.dot(10, 10).slide(5, 0, at=(1, 2))
    with pytest.raises(ValueError, match=r"from 1.5 s to 3 s begins before the one that ends at 2 s"):
        dot.slide(5, 0, at=(1.5, 3))
    with pytest.raises(ValueError, match="say how it starts before anything else"):
        dot.slide_from(5, 0, at=(3, 4))
    with pytest.raises(ValueError, match="runs forward"):
        dot.fade(0.5, at=(2, 1))


def test_shares_fill_the_time_and_can_be_chained():
    assert shares((1, 3), 2) == [(1, 2), (2, 3)]
    assert shares((0, 3), 2, overlap=0.5) == [(0, 2), (1, 3)]
    track = Track((0.0,))
    for i, window in enumerate(shares((0.1, 5), 7)):
        track.add(window, (float(i),))
    assert track.steps[-1].end == 5


def test_a_track_eases_between_values_and_rests_outside_them():
    track = Track((0.0,))
    track.add((1, 3), (8.0,))
    assert [track.value(t) for t in (0, 1, 1.5, 2, 3, 9)] == [(0.0,), (0.0,), (1.25,), (4.0,), (8.0,), (8.0,)]


@pytest.mark.parametrize("palette", [DIVERGING, SEQUENTIAL])
def test_numbers_are_readable_on_every_colour_of_a_palette(palette):
    for step in range(-50, 51):
        colour = palette.colour(step / 50, 1.0)
        assert contrast(colour.light, colour.text().light) >= 4.5
        assert contrast(colour.dark, colour.text().dark) >= 4.5


def test_a_palette_orders_values_by_sign_and_clamps_at_the_limit():
    low, zero, high = (DIVERGING.colour(value, 2.0) for value in (-2.0, 0.0, 2.0))
    assert (low, zero, high) == (DIVERGING.stops[0], DIVERGING.stops[2], DIVERGING.stops[-1])
    assert DIVERGING.colour(99.0, 2.0) == high
    assert DIVERGING.colour(float("nan"), 2.0) == DIVERGING.colour("word", 2.0) == TILE
    assert SEQUENTIAL.colour(-1.0, 2.0) == SEQUENTIAL.stops[0]


def test_a_limit_must_be_positive(drawing):
    with pytest.raises(ValueError, match="positive"):
        drawing.cells([1], 0, 0, limit=0)


def test_text_helpers():
    assert [shown(-0.0), shown(-0.004, 2), shown(2.5, 1), shown(-3.0)] == ["0", "0.00", "2.5", "−3"]
    assert [size_text(torch.Size([3])), size_text([3, 4]), size_text(())] == ["(3,)", "(3, 4)", "()"]
    assert text_width("张量", 10) == 20
    assert rows_of([[1.0000000001]]) == ((1.0,),)
    assert [px(1.5), px(-0.0001), px(100)] == ["1.5", "0", "100"]
    with pytest.raises(ValueError, match="finite"):
        px(float("nan"))


def test_an_arrow_shows_its_head_once_its_line_is_drawn(drawing):
    arrow = drawing.arrow((0, 0), (50, 0), colour=BLUE).trace((1, 2))
    assert arrow.shaft.tracks["trace"].steps[0].end <= arrow.head.tracks["opacity"].steps[0].start
