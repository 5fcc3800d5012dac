"""a1/u09 Strides and views: the student's answers against the reference's, on layouts and numbers drawn afresh.

That an answer is a view is proven by what it does: the helpers write into x and read the answer, or the other way
round, where the answer was made. What its process says about strides and storages is not asked for.
"""

import torch

from autograder import assert_same, inplace, needs, points


def layouts(draw, *shape):
    """Tensors of this shape: packed, of bytes, tracking gradients, the start of a longer one, and others with gaps."""
    rest = shape[1:]
    yield draw.normal(*shape)
    yield draw.normal(2 * shape[0] + 2, *rest)[1 : shape[0] + 1]
    yield draw.integers(0, 256, *shape).to(torch.uint8)
    yield draw.normal(*shape, dtype=torch.float64).requires_grad_()
    yield draw.strided(draw.normal(*shape))
    yield draw.normal(3 * shape[0], *rest)[2::3]


def assert_shared(student, reference, name, x, numbers, index, number, **others):
    """The function `name` gives a view of x: what is written into the one shows in the other, both ways."""
    for look, what in (("read_again", {"numbers": numbers}), ("write_through", {"index": index, "number": number})):
        got, expected = (
            getattr(side.helpers, look)(function=getattr(side, name), x=x, **what, **others)
            for side in (student, reference)
        )
        assert_same(got, expected)


def drawn_layout(draw):
    """(shape, stride) of up to four axes: packed at first, then often cut, taken in another order, or of length 1."""
    lengths = draw.sizes(draw.integer(1, 5))
    x = torch.empty([draw.choice([n, n, n, 1]) for n in lengths])
    if draw.integer(0, 3) == 0:
        x = x.permute(*draw.permutation(x.dim()).tolist())
    if draw.integer(0, 3) == 0:
        x = x[..., : draw.integer(1, x.shape[-1] + 1)]
    if draw.integer(0, 3) == 0:
        x = x[:: draw.integer(1, 3)]
    stride = tuple(draw.integer(1, 50) if n == 1 else step for n, step in zip(x.shape, x.stride(), strict=True))
    return tuple(x.shape), stride


@points(2)
def test_offset_of_matches_reference_for_any_number_of_axes(student, reference, draw):
    """不论有几个轴，偏移量都与参考答案一致"""
    for rank in (2, 3, 1, 4, 0, 2, 3):
        index = tuple(draw.integer(1, 9) for _ in range(rank))
        stride = tuple(draw.integer(2, 90) for _ in range(rank))
        assert_same(student.offset_of(index, stride), reference.offset_of(index, stride))
    for index, stride in (((5, 0, 3), (7, 9, 1)), ((4, 6), (0, 1)), ((0, 0), (8, 3))):
        assert_same(student.offset_of(index, stride), reference.offset_of(index, stride))


@points(2)
def test_is_contiguous_matches_reference_for_many_drawn_layouts(student, reference, draw):
    """随机抽取许多存放方式，判断都与参考答案一致"""
    n, m, d = draw.sizes(3, low=3)
    tables = [
        ((n, m), (m, 1)),
        ((n, m), (1, n)),
        ((n, m), (3 * m, 3)),
        ((n, m, d), (m * d, d, 1)),  # packed: who looks at two axes only says no
        ((n, m, d), (m * (d + 1), d + 1, 1)),
        ((n, m, d), (1, n, n * m)),
        ((n, m, d), (m * d, 1, m)),
    ]
    answers = [student.is_contiguous(shape, stride) for shape, stride in tables]  # all: one True or False says little
    assert_same(answers, [reference.is_contiguous(shape, stride) for shape, stride in tables])
    for shape, stride in (
        ((n, 1, m), (m, 2, 1)),  # the axis of length 1 has another stride than a packed tensor, and it does not count
        ((n, 1, m), (1, 2, n)),
        ((1, n), (0, 1)),
        ((n, 1), (1, 99)),
        ((1, 1), (8, 9)),
        ((), ()),
        ((2, n), (n, 1)),
        ((2, n), (n + 1, 1)),
        ((n, 2), (2, 2)),
        ((n,), (0,)),
        ((n, 0), (7, 5)),
        ((0, n, m), (1, 1, 3)),
        *(drawn_layout(draw) for _ in range(24)),
    ):
        assert_same(student.is_contiguous(shape, stride), reference.is_contiguous(shape, stride))


@points(2)
def test_row_windows_matches_reference_for_every_step_of_x(student, reference, draw):
    """x 的步幅各不相同，结果都与参考答案一致"""
    n, k = sorted(draw.sizes(2, low=2, high=9), reverse=True)
    for x in layouts(draw, n):
        assert_same(student.row_windows(x, k), reference.row_windows(x, k))
    x = draw.strided(draw.normal(n))
    for width in (n, 1):
        assert_same(student.row_windows(x, width), reference.row_windows(x, width))
    x = draw.normal(n, k)[:, 1]  # a column of a table
    assert_same(student.row_windows(x, k), reference.row_windows(x, k))


@points(2, of="row_windows")
@needs("test_row_windows_matches_reference_for_every_step_of_x")
@inplace
def test_row_windows_shares_the_memory_of_x(student, reference, draw):
    """结果与 x 共享内存"""
    n, k = sorted(draw.sizes(2, low=3, high=9), reverse=True)
    for x in (draw.normal(n), draw.normal(3 * n)[2::3]):
        numbers, index, number = draw.normal(n), (n - k, 1), draw.normal()
        assert_shared(student, reference, "row_windows", x, numbers, index, number, k=k)


@points(2)
def test_diagonal_view_matches_reference_for_every_layout(student, reference, draw):
    """x 在内存里的存放方式各不相同，结果都与参考答案一致"""
    n, m = sorted(draw.sizes(2))
    for shape in ((n, m), (m, n), (n, n), (1, m), (n, 1), (0, m)):
        x = draw.normal(*shape)
        assert_same(student.diagonal_view(x), reference.diagonal_view(x))
    for x in (*layouts(draw, n, m), *layouts(draw, m, n), draw.normal(m, n).T, draw.normal(n, m + n)[:, n:]):
        assert_same(student.diagonal_view(x), reference.diagonal_view(x))


@points(1, of="diagonal_view")
@needs("test_diagonal_view_matches_reference_for_every_layout")
@inplace
def test_diagonal_view_shares_the_memory_of_x(student, reference, draw):
    """结果与 x 共享内存"""
    n, m = sorted(draw.sizes(2))
    for x in (draw.normal(n, m), draw.normal(m, n).T, draw.normal(n, 2 * m)[:, 1::2]):
        assert_shared(student, reference, "diagonal_view", x, draw.normal(n, m), (n - 1,), draw.normal())


@points(2)
def test_transpose_by_strides_matches_reference_for_every_layout(student, reference, draw):
    """x 在内存里的存放方式各不相同，结果都与参考答案一致"""
    n, m = sorted(draw.sizes(2))
    for shape in ((n, n), (n, m), (m, n), (1, m), (n, 1), (0, m)):
        x = draw.normal(*shape)
        assert_same(student.transpose_by_strides(x), reference.transpose_by_strides(x))
    for x in (*layouts(draw, n, m), draw.normal(m, n).T, draw.normal(n, m + n)[:, n:]):
        assert_same(student.transpose_by_strides(x), reference.transpose_by_strides(x))


@points(1, of="transpose_by_strides")
@needs("test_transpose_by_strides_matches_reference_for_every_layout")
@inplace
def test_transpose_by_strides_shares_the_memory_of_x(student, reference, draw):
    """结果与 x 共享内存"""
    n, m = draw.sizes(2)
    for x in (draw.normal(n, m), draw.normal(m, n).T, draw.normal(n, 2 * m)[:, 1::2]):
        assert_shared(student, reference, "transpose_by_strides", x, draw.normal(n, m), (m - 1, 0), draw.normal())
