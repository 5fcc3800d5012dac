"""a1/u08 Einsum: the student's answers against the reference's and against plain loops, on lengths and numbers drawn
afresh.

In each check the lengths with which a typical mistake stays silent (square, L == D) come first: a wrong number says
more than an exception. Most numbers are float64, so that the order in which an answer adds them up does not matter.
"""

from itertools import product

import torch

from autograder import assert_same, points

F64 = torch.float64


@points(2)
def test_matmul_matches_reference(student, reference, draw):
    """与参考答案一致"""
    n, d, m = draw.sizes(3)
    for a, b in (
        (draw.normal(n, n, dtype=F64), draw.normal(n, n, dtype=F64)),
        (draw.normal(n, d, dtype=F64), draw.normal(d, m, dtype=F64)),
        (draw.normal(n, d), draw.normal(d, m)),
        (draw.normal(1, d), draw.normal(d, m)),
        (draw.normal(n, 1), draw.normal(1, m)),
        (draw.normal(n, d), draw.normal(d, 1)),
        (draw.normal(d, n, dtype=F64).T, draw.strided(draw.normal(d, m, dtype=F64))),
        (draw.normal(n, d).requires_grad_(), draw.normal(d, m).requires_grad_()),
    ):
        assert_same(student.matmul(a, b), reference.matmul(a, b))


@points(3)
def test_batched_matmul_matches_reference(student, reference, draw):
    """与参考答案一致"""
    b, n, d, m = draw.sizes(4)
    for left, right in (
        (draw.normal(b, n, n, dtype=F64), draw.normal(b, n, n, dtype=F64)),
        (draw.normal(n, n, n, dtype=F64), draw.normal(n, n, n, dtype=F64)),
        (draw.normal(b, n, d, dtype=F64), draw.normal(b, d, m, dtype=F64)),
        (draw.normal(b, n, d), draw.normal(b, d, m)),
        (draw.normal(1, n, d), draw.normal(1, d, m)),
        (draw.normal(b, 1, d), draw.normal(b, d, m)),
        (draw.normal(b, n, 1), draw.normal(b, 1, m)),
        (draw.normal(b, n, d), draw.normal(b, d, 1)),
        (draw.normal(d, n, b, dtype=F64).permute(2, 1, 0), draw.strided(draw.normal(b, d, m, dtype=F64))),
        (draw.normal(b, n, d).requires_grad_(), draw.normal(b, d, m)),
    ):
        assert_same(student.batched_matmul(left, right), reference.batched_matmul(left, right))


@points(3)
def test_bilinear_matches_reference(student, reference, draw):
    """与参考答案一致"""
    b, i, j = draw.sizes(3)
    for x, W, y in (
        (draw.normal(b, i, dtype=F64), draw.normal(i, i, dtype=F64), draw.normal(b, i, dtype=F64)),
        (draw.normal(i, i, dtype=F64), draw.normal(i, i, dtype=F64), draw.normal(i, i, dtype=F64)),
        (draw.normal(b, i, dtype=F64), draw.normal(i, j, dtype=F64), draw.normal(b, j, dtype=F64)),
        (draw.normal(b, i), draw.normal(i, j, scale=0.1), draw.normal(b, j)),
        (draw.normal(1, i, dtype=F64), draw.normal(i, j, dtype=F64), draw.normal(1, j, dtype=F64)),
        (draw.normal(b, 1, dtype=F64), draw.normal(1, j, dtype=F64), draw.normal(b, j, dtype=F64)),
        (draw.normal(b, i, dtype=F64), draw.normal(i, 1, dtype=F64), draw.normal(b, 1, dtype=F64)),
        (draw.normal(i, b, dtype=F64).T, draw.normal(j, i, dtype=F64).T, draw.strided(draw.normal(b, j, dtype=F64))),
        (draw.normal(b, i, dtype=F64), draw.normal(i, j, dtype=F64).requires_grad_(), draw.normal(b, j, dtype=F64)),
    ):
        assert_same(student.bilinear(x, W, y), reference.bilinear(x, W, y))


@points(1)
def test_bilinear_agrees_with_plain_loops(student, draw):
    """与普通循环算出的结果一致"""
    b, i = draw.sizes(2)
    x, W, y = draw.normal(b, i, dtype=F64), draw.normal(i, i, dtype=F64), draw.normal(b, i, dtype=F64)
    expected = torch.zeros(b, dtype=F64)
    for row, n, m in product(range(b), range(i), range(i)):
        expected[row] += x[row, n] * W[n, m] * y[row, m]
    assert_same(student.bilinear(x, W, y), expected)


@points(2)
def test_outer_matches_reference(student, reference, draw):
    """与参考答案一致"""
    n, m = draw.sizes(2)
    for a, b in (
        (draw.normal(n, dtype=F64), draw.normal(n, dtype=F64)),
        (draw.normal(n), draw.normal(m)),
        (draw.normal(1), draw.normal(m)),
        (draw.normal(n), draw.normal(1)),
        (draw.normal(1), draw.normal(1)),
        (draw.strided(draw.normal(n)), draw.normal(m, n)[:, 0]),
        (draw.normal(n).requires_grad_(), draw.normal(m)),
    ):
        assert_same(student.outer(a, b), reference.outer(a, b))


@points(3)
def test_attention_scores_matches_reference(student, reference, draw):
    """与参考答案一致"""
    b, h, n, d = draw.sizes(4, low=2, high=5)
    for q, k in (
        (draw.normal(b, h, n, n, dtype=F64), draw.normal(b, h, n, n, dtype=F64)),
        (draw.normal(n, n, n, n, dtype=F64), draw.normal(n, n, n, n, dtype=F64)),
        (draw.normal(b, h, n, d, dtype=F64), draw.normal(b, h, n, d, dtype=F64)),
        (draw.normal(b, h, n, d), draw.normal(b, h, n, d)),
        (draw.normal(1, h, n, d), draw.normal(1, h, n, d)),
        (draw.normal(b, 1, n, d), draw.normal(b, 1, n, d)),
        (draw.normal(b, h, 1, d), draw.normal(b, h, 1, d)),
        (draw.normal(b, h, n, 1), draw.normal(b, h, n, 1)),
        (draw.normal(b, n, h, d).transpose(1, 2), draw.strided(draw.normal(b, h, n, d))),
        (draw.normal(b, h, n, d).requires_grad_(), draw.normal(b, h, n, d)),
    ):
        assert_same(student.attention_scores(q, k), reference.attention_scores(q, k))


@points(1)
def test_attention_scores_agrees_with_plain_loops(student, draw):
    """与普通循环算出的结果一致"""
    b, h, n = draw.sizes(3, low=2, high=5)
    q, k = draw.normal(b, h, n, n, dtype=F64), draw.normal(b, h, n, n, dtype=F64)
    expected = torch.zeros(b, h, n, n, dtype=F64)
    for sample, head, row, column in product(range(b), range(h), range(n), range(n)):
        expected[sample, head, row, column] = (q[sample, head, row] * k[sample, head, column]).sum()
    assert_same(student.attention_scores(q, k), expected)
