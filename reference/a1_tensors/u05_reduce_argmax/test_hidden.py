"""a1/u05 Reduce and argmax: the student's answers against the reference's, on shapes and numbers drawn afresh.

In each check the shapes on which a typical mistake stays silent come first (square tables, W == C, B == k): a wrong
number says more than an exception.
"""

import torch

from autograder import assert_same, needs, points


def distinct(draw, b, k):
    """Scores of shape (b, k), some below 0, no two of a row equal."""
    return torch.stack([draw.permutation(k) for _ in range(b)]) - k / 2 + draw.uniform(b, 1)


@points(2)
def test_channel_mean_matches_reference(student, reference, draw):
    """各通道的均值与参考答案一致"""
    b, c, h, w = draw.sizes(4)
    for x in (
        draw.normal(c, c, c, c),
        draw.normal(b, c, h, c),
        draw.normal(b, c, h, w),
        draw.normal(1, c, h, w),
        draw.normal(b, 1, h, w),
        draw.normal(b, c, 1, 1),
        draw.normal(b, h, w, c).permute(0, 3, 1, 2),
        draw.strided(draw.normal(b, c, h, w)),
        draw.normal(b, c, h, w).requires_grad_(),
        draw.normal(b, c, h, w, dtype=torch.float64) + 1_000,
    ):
        assert_same(student.channel_mean(x), reference.channel_mean(x))


@points(2)
def test_predictions_matches_reference(student, reference, draw):
    """预测的类别与参考答案一致"""
    b, k = draw.sizes(2)
    for scores in (
        draw.normal(k, k),
        draw.normal(b, k),
        draw.normal(k, b) - 10,
        draw.normal(1, k),
        draw.normal(b, 1),
        draw.integers(-1, 2, 4 * b, k).float(),
        draw.normal(k, b).T,
        draw.strided(draw.normal(b, k)),
        draw.normal(b, k).requires_grad_(),
        draw.normal(b, k, dtype=torch.float64),
    ):
        assert_same(student.predictions(scores), reference.predictions(scores))


@points(3)
def test_accuracy_matches_reference(student, reference, draw):
    """准确率与参考答案一致"""
    b, k = draw.sizes(2)
    for scores in (
        draw.normal(k, k),
        draw.normal(6 * b, k),
        draw.normal(k, 3 * b) - 10,
        draw.normal(1, k),
        draw.integers(-1, 2, 6 * b, k).float(),
        draw.normal(k, 6 * b).T,
        draw.strided(draw.normal(6 * b, k)),
        draw.normal(6 * b, k).requires_grad_(),
        draw.normal(6 * b, k, dtype=torch.float64),
    ):
        n, classes = scores.shape
        right = reference.predictions(scores)
        for labels in (
            torch.where(draw.booleans(n), right, draw.integers(0, classes, n)),
            draw.strided(draw.integers(0, classes, n)),
            right,
            (right + 1) % classes,
        ):
            assert_same(student.accuracy(scores, labels), reference.accuracy(scores, labels))


@points(3)
def test_top_k_hit_matches_reference(student, reference, draw):
    """前 k 名是否命中与参考答案一致"""
    b, more = draw.sizes(2, low=3)  # k - 1 is more than 1
    for scores, k in (
        (distinct(draw, b, b + more), b),
        (distinct(draw, b, b), b),
        *((distinct(draw, 4 * b, more), k) for k in range(1, more + 1)),
        (distinct(draw, 1, b + more), more),
        (distinct(draw, b, 1), 1),
        (distinct(draw, more, b + more).T.contiguous().T, more - 1),
        (draw.strided(distinct(draw, 3 * b, b + more)), b),
        (distinct(draw, 3 * b, more).requires_grad_(), 2),
        (distinct(draw, 3 * b, more).double(), 2),
    ):
        n, classes = scores.shape
        labels = draw.integers(0, classes, n)
        assert_same(student.top_k_hit(scores, labels, k), reference.top_k_hit(scores, labels, k))


@points(2)
def test_masked_mean_matches_reference(student, reference, draw):
    """带掩码的均值与参考答案一致"""
    b, n, d = draw.sizes(3)
    one_each = torch.arange(d) == draw.integers(0, d, n)[:, None]  # (n, d): one True in every row
    for x, mask in (
        (draw.normal(d, d), draw.booleans(d, d)),
        (draw.normal(n, d) + 10, draw.booleans(n, d)),
        (draw.normal(n, d), one_each),
        (draw.integers(-1, 2, n, d).float(), draw.booleans(n, d)),
        (draw.normal(b, n, d), draw.booleans(b, n, d)),
        (draw.normal(b, 1, n, d), draw.booleans(b, 1, n, d)),
        (draw.normal(d), draw.booleans(d)),
        (draw.normal(n, 1), draw.booleans(n, 1)),
        (draw.normal(n, d), torch.ones(n, d, dtype=torch.bool)),
        (draw.normal(n, d), torch.zeros(n, d, dtype=torch.bool)),
        (draw.normal(d), torch.zeros(d, dtype=torch.bool)),
        (draw.normal(d, n).T, draw.strided(draw.booleans(n, d))),
        (draw.normal(n, d).requires_grad_(), draw.booleans(n, d)),
        (draw.normal(n, d, dtype=torch.float64), draw.booleans(n, d)),
    ):
        assert_same(student.masked_mean(x, mask), reference.masked_mean(x, mask))


@points(1)
@needs("test_masked_mean_matches_reference")
def test_masked_mean_takes_no_notice_of_nan_where_the_mask_is_false(student, reference, draw):
    """掩码为 False 的位置即使是 NaN 也不影响均值"""
    n, d = draw.sizes(2)
    for missing in (float("nan"), float("inf")):
        for mask in (draw.booleans(n, d), torch.arange(n)[:, None] > torch.arange(d)):  # in the second, row 0 is empty
            x = draw.normal(n, d).masked_fill(~mask, missing)
            assert_same(student.masked_mean(x, mask), reference.masked_mean(x, mask))
