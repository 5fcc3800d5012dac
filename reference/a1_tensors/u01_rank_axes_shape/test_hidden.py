"""a1/u01 Rank, axes, shape: the student's answers against the reference's, on shapes and numbers drawn afresh.

What fails only on a single number or an empty tensor comes last in its check: earlier failures mean something else.
"""

import torch

from autograder import assert_same, points

NO_NUMBERS = ((0,), (0, 3), (3, 0), (2, 0, 4))


def drawn_shape(draw, rank):
    """A shape with this many axes; about one length in four is 1."""
    return tuple(draw.choice([n, n, n, 1]) for n in draw.sizes(rank))


@points(2)
def test_rank_counts_the_axes_of_any_tensor(student, reference, draw):
    """任意张量都能数出有几个轴"""
    n, m = draw.sizes(2, low=3)
    tensors = [draw.normal(n, m), draw.normal(1, n, m, 1)]
    tensors += [draw.normal(*drawn_shape(draw, draw.integer(1, 6))) for _ in range(12)]
    tensors += [draw.strided(draw.normal(n, m, 2)), draw.normal(m, n).requires_grad_(), draw.booleans(m)]
    tensors += [draw.normal(), *(draw.normal(*shape) for shape in NO_NUMBERS)]
    for x in tensors:
        assert_same(student.rank(x), reference.rank(x))


@points(2)
def test_length_of_axis_measures_any_axis_from_either_side(student, reference, draw):
    """从左数、从右数，任意一个轴都能量出长度"""
    x = draw.normal(*draw.sizes(5))
    for axis in (3, -4, 0, 4, -1, -5, 1):
        assert_same(student.length_of_axis(x, axis), reference.length_of_axis(x, axis))
    shapes = [drawn_shape(draw, rank) for rank in (1, 2, 3, 4)]
    for x in [draw.strided(draw.normal(2, *shapes[1])), *(draw.normal(*shape) for shape in [*shapes, *NO_NUMBERS])]:
        for axis in range(-len(x.shape), len(x.shape)):
            assert_same(student.length_of_axis(x, axis), reference.length_of_axis(x, axis))


@points(3)
def test_n_elements_from_shape_counts_for_any_shape_however_large(student, reference, draw):
    """任意形状都能算出元素个数，再大也行"""
    shapes = [draw.sizes(5), *(drawn_shape(draw, draw.integer(1, 6)) for _ in range(8))]
    shapes += [*NO_NUMBERS, (draw.size(), 0, draw.size()), (1,), (1, 1, 1), ()]
    shapes += [(10_000_000 + draw.size(), 3, 3000 + draw.size(), 4000 + draw.size())]  # 1.4 million gigabytes
    for shape in shapes:
        assert_same(student.n_elements_from_shape(shape), reference.n_elements_from_shape(shape))


@points(2)
def test_name_axes_gives_each_letter_its_length(student, reference, draw):
    """每个字母都对应自己的长度"""
    b, c, h, w = draw.sizes(4)
    for shape in (
        (b, c, h, w),
        (c, h, w),
        (b, c, h, h),
        (h, h, w),
        (1, c, h, w),
        (b, 1, h, w),
        (1, h, w),
        (b, c, 1, w),
        (c, h, 1),
        (0, c, h, w),
    ):
        x = draw.normal(*shape)
        assert_same(student.name_axes(x), reference.name_axes(x))
    x = draw.normal(b, h, w, c).permute(0, 3, 1, 2)
    assert_same(student.name_axes(x), reference.name_axes(x))


@points(3)
def test_first_picture_opens_any_batch(student, reference, draw):
    """任意小批量都能取出第一张图像"""
    b, c, h, w = draw.sizes(4, low=3)  # of two pictures the second would be the last, too
    for batch in (
        draw.normal(b, b, h, w),
        draw.normal(b, c, h, w),
        draw.normal(1, c, h, w),
        draw.normal(b, 1, h, w),
        draw.normal(b, c, 1, w),
        draw.normal(b, c, h, 1),
        draw.integers(0, 256, b, c, h, w).to(torch.uint8),
        draw.normal(b, h, w, c).permute(0, 3, 1, 2),
        draw.strided(draw.normal(b, c, h, w)),
        draw.normal(b, c, h, w, dtype=torch.float64).requires_grad_(),
    ):
        assert_same(student.first_picture(batch), reference.first_picture(batch))
