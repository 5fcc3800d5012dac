"""a1/u03 Reshape and squeeze: the student's answers against the reference's, on shapes and numbers drawn afresh.

Tensors that lie in memory in order come first: what fails only on the others fails because of that. An answer may be a
view of its input or a copy.
"""

import torch

from autograder import assert_same, needs, points


def layouts(draw, *shape):
    """Tensors of this shape: as usual, of bytes, tracking gradients, and two that do not lie in memory in order."""
    yield draw.normal(*shape)
    yield draw.integers(0, 256, *shape).to(torch.uint8)
    yield draw.normal(*shape, dtype=torch.float64).requires_grad_()
    yield draw.normal(*reversed(shape)).permute(*reversed(range(len(shape))))
    yield draw.strided(draw.normal(*shape))


@points(3)
def test_flatten_batch_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    b, c, h, w = draw.sizes(4)
    for shape in ((b, c, h, w), (1, c, h, w), (b, 1, h, w), (b, c, 1, 1), (b, h, w), (b, w), (b, 1)):
        x = draw.normal(*shape)
        assert_same(student.flatten_batch(x), reference.flatten_batch(x))
    for x in layouts(draw, b, c, h, w):
        assert_same(student.flatten_batch(x), reference.flatten_batch(x))


@points(1)
@needs("test_flatten_batch_matches_reference")
def test_flatten_batch_gives_an_empty_batch_rows_of_the_right_length(student, reference, draw):
    """空的小批量也给出长度正确的行"""
    b, c, h, w = draw.sizes(4)
    for shape in ((0, c, h, w), (0, b, c), (0, h, b, c, w)):
        x = draw.normal(*shape)
        assert_same(student.flatten_batch(x), reference.flatten_batch(x))


@points(2)
def test_add_channel_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    b, h, w = draw.sizes(3)
    for shape in ((1, h, w), (b, h, w), (b, 1, w), (b, h, 1), (0, h, w)):
        x = draw.normal(*shape)
        assert_same(student.add_channel(x), reference.add_channel(x))
    for x in layouts(draw, b, h, w):
        assert_same(student.add_channel(x), reference.add_channel(x))


@points(3)
def test_drop_channel_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    b, h, w = draw.sizes(3)
    for shape in ((b, 1, 1, w), (1, 1, h, w), (b, 1, h, w), (b, 1, h, 1), (0, 1, h, w)):
        x = draw.normal(*shape)
        assert_same(student.drop_channel(x), reference.drop_channel(x))
    for x in layouts(draw, b, 1, h, w):
        assert_same(student.drop_channel(x), reference.drop_channel(x))


@points(3)
def test_as_rows_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    n, m, width = draw.sizes(3)
    for shape in ((n * width,), (n, m * width), (width, n), (n, width, m), (width,), (0, width)):
        x = draw.normal(*shape)
        assert_same(student.as_rows(x, width), reference.as_rows(x, width))
    x = draw.normal(n, m)
    for wanted in (1, n, m, n * m):
        assert_same(student.as_rows(x, wanted), reference.as_rows(x, wanted))
    for x in layouts(draw, n, m, width):
        assert_same(student.as_rows(x, width), reference.as_rows(x, width))


@points(2)
def test_unflatten_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    b, c, h, w = draw.sizes(4)
    for batch, chw in ((1, (c, h, w)), (b, (c, h, w)), (b, (1, h, w)), (b, (c, 1, w)), (b, (c, h, 1)), (0, (c, h, w))):
        x = draw.normal(batch, chw[0] * chw[1] * chw[2])
        assert_same(student.unflatten(x, chw), reference.unflatten(x, chw))
    for x in layouts(draw, b, c * h * w):
        assert_same(student.unflatten(x, (c, h, w)), reference.unflatten(x, (c, h, w)))
