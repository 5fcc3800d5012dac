"""a1/u07 Stack and cat: the student's answers against the reference's, on shapes and numbers drawn afresh.

In each check the inputs on which a typical mistake raises nothing come first (equal lengths): a wrong number says more
than an exception. Answers may be views of their inputs or copies.
"""

import torch

from autograder import assert_same, points


def kinds(draw, *shapes):
    """One tensor of each shape, as a list: of bytes, of doubles that track gradients, and lying in memory with gaps."""
    yield [draw.integers(0, 256, *shape).to(torch.uint8) for shape in shapes]
    yield [draw.normal(*shape, dtype=torch.float64).requires_grad_() for shape in shapes]
    yield [draw.strided(draw.normal(*shape)) for shape in shapes]


@points(2)
def test_to_batch_matches_reference(student, reference, draw):
    """小批量与参考答案一致"""
    n, c, h, w = draw.sizes(4)
    for count, shape in ((c, (c, h, w)), (n, (c, h, w)), (n, (1, h, w)), (n, (c, 1, w)), (n, (c, h, 1))):
        pictures = [draw.normal(*shape) for _ in range(count)]
        assert_same(student.to_batch(pictures), reference.to_batch(pictures))
    for pictures in kinds(draw, *[(c, h, w)] * n):
        assert_same(student.to_batch(pictures), reference.to_batch(pictures))


@points(1)
def test_to_batch_makes_a_batch_of_one_picture_too(student, reference, draw):
    """只有一张图像，也要组成小批量"""
    c, h, w = draw.sizes(3)
    for shape in ((c, h, w), (1, h, w)):
        pictures = [draw.normal(*shape)]
        assert_same(student.to_batch(pictures), reference.to_batch(pictures))


@points(3)
def test_append_rows_matches_reference(student, reference, draw):
    """接好的表与参考答案一致"""
    n, m, d = draw.sizes(3)
    for top, bottom, width in ((n, n, d), (n, 1, d), (1, m, d), (n, m, n), (n, m, d), (m, n, d), (n, m, 1), (1, 1, 1)):
        a, b = draw.normal(top, width), draw.normal(bottom, width)
        assert_same(student.append_rows(a, b), reference.append_rows(a, b))
    for a, b in kinds(draw, (n, d), (m, d)):
        assert_same(student.append_rows(a, b), reference.append_rows(a, b))


@points(3)
def test_interleave_matches_reference(student, reference, draw):
    """交错的次序与参考答案一致"""
    n, d, h, w = draw.sizes(4)
    for shape in ((n,), (1, d), (n, 1), (n, d), (n, n), (n, d, h, w)):
        a, b = draw.normal(*shape), draw.normal(*shape)
        assert_same(student.interleave(a, b), reference.interleave(a, b))
    for a, b in kinds(draw, (n, d), (n, d)):
        assert_same(student.interleave(a, b), reference.interleave(a, b))


@points(2)
def test_side_by_side_matches_reference(student, reference, draw):
    """并排的图像与参考答案一致"""
    c, h, w, v = draw.sizes(4)
    for shapes in (
        [(c, h, w)],
        [(c, h, w)] * 3,
        [(h, h, h)] * 2,
        [(1, h, w), (1, h, v), (1, h, 1)],
        [(c, 1, 1), (c, 1, w)],
    ):
        pictures = [draw.normal(*shape) for shape in shapes]
        assert_same(student.side_by_side(pictures), reference.side_by_side(pictures))
    for pictures in kinds(draw, (c, h, v), (c, h, w), (c, h, 1), (c, h, v)):
        assert_same(student.side_by_side(pictures), reference.side_by_side(pictures))


@points(1)
def test_side_by_side_puts_a_picture_together_again_that_was_cut_upright(student, draw):
    """一张图像竖着切开，再并排，就恢复原样"""
    c, h, v, w = draw.sizes(4)
    picture = draw.normal(c, h, v + 1 + w)
    assert_same(student.side_by_side([picture[:, :, :v], picture[:, :, v : v + 1], picture[:, :, v + 1 :]]), picture)


@points(2)
def test_split_batch_matches_reference(student, reference, draw):
    """切出的各块与参考答案一致"""
    k, m, n, d = draw.sizes(4)
    for sizes, rest in (
        ([n], (d,)),
        ([m, m, m], (d,)),
        ([k, m, n], ()),
        ([k, m, n], (d,)),
        ([1, n, 1, m], (d, 1)),
        ([k, m, n, k], (1, n, d)),
    ):
        x = draw.normal(sum(sizes), *rest)
        assert_same(student.split_batch(x, sizes), reference.split_batch(x, sizes))
    for (x,) in kinds(draw, (k + m + n, d)):
        assert_same(student.split_batch(x, [n, k, m]), reference.split_batch(x, [n, k, m]))


@points(1)
def test_split_batch_takes_apart_what_was_appended(student, reference, draw):
    """先接上再切开，就恢复原样"""
    n, m, d = draw.sizes(3)
    a, b, c = draw.normal(n, d), draw.normal(m, d), draw.normal(1, d)
    x = reference.append_rows(reference.append_rows(a, b), c)
    assert_same(student.split_batch(x, [n, m, 1]), [a, b, c])
