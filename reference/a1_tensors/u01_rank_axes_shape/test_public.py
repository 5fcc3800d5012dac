"""a1/u01 Rank, axes, shape: worked examples. Read them: each name says what the example shows."""

import torch

from autograder import assert_same, needs, points, tensor


@points(1)
def test_rank_counts_the_axes(student):
    """数出有几个轴"""
    rows = [[1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 1.0, 0.0, 1.0, 3.0], [0.0, 1.0, 1.0, 2.0, 0.0], [3.0, 3.0, 3.0, 5.0, 8.0]]
    table = tensor(rows)  # (4, 5)
    assert_same(student.rank(table), 2)
    block = tensor([[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]], [[7.0, 8.0]]])  # (4, 1, 2)
    assert_same(student.rank(block), 3)


@points(1)
@needs("test_rank_counts_the_axes")
def test_rank_of_a_single_number_is_zero(student):
    """单个数的秩是 0"""
    assert_same(student.rank(tensor(7.0)), 0)  # no square bracket around it


@points(1)
def test_length_of_axis_counts_axes_from_zero(student):
    """轴从 0 开始编号"""
    x = torch.zeros(5, 3, 8)
    assert_same(student.length_of_axis(x, 1), 3)
    assert_same(student.length_of_axis(x, 0), 5)
    assert_same(student.length_of_axis(x, 2), 8)


@points(1)
def test_length_of_axis_counts_negative_axes_from_the_right(student):
    """负的编号从右边数起"""
    x = torch.zeros(5, 3, 8)
    assert_same(student.length_of_axis(x, -1), 8)
    assert_same(student.length_of_axis(x, -3), 5)


@points(1)
def test_n_elements_from_shape_multiplies_the_lengths(student):
    """把各轴的长度乘起来"""
    assert_same(student.n_elements_from_shape((2, 3, 4, 5)), 120)
    assert_same(student.n_elements_from_shape((5,)), 5)


@points(1)
@needs("test_n_elements_from_shape_multiplies_the_lengths")
def test_n_elements_from_shape_of_a_single_number_is_one(student):
    """单个数的元素个数是 1"""
    assert_same(student.n_elements_from_shape(()), 1)  # no axes, and still a number


@points(1)
def test_name_axes_tells_a_batch_from_a_picture(student):
    """分清小批量与单张图像"""
    assert_same(student.name_axes(torch.zeros(2, 3, 4, 5)), {"B": 2, "C": 3, "H": 4, "W": 5})
    assert_same(student.name_axes(torch.zeros(3, 4, 5)), {"C": 3, "H": 4, "W": 5})


@points(1)
def test_first_picture_takes_the_batch_axis_away(student):
    """去掉 batch 轴"""
    first = [[[1.0, 2.0]], [[3.0, 4.0]]]  # (2, 1, 2)
    batch = tensor([first, [[[5.0, 6.0]], [[7.0, 8.0]]], [[[9.0, 10.0]], [[11.0, 12.0]]]])
    assert_same(student.first_picture(batch), tensor(first))
