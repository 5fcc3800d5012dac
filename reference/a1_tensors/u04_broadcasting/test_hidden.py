"""a1/u04 Broadcasting: the student's answers against the reference's, on shapes and numbers drawn afresh.

In each check the shapes on which a typical mistake stays silent come first (square, N == M, W == C): a wrong
number says more than an exception. What lies far from 0 is float64, so that any sound formula passes.
"""

import torch

from autograder import assert_same, outcome, points, raises


def drawn_pair(draw):
    """Two shapes of up to four axes: in most pairs an axis is missing or has length 1, in one of four lengths clash."""
    full = tuple(draw.sizes(draw.choice([1, 2, 3, 4])))
    a = tuple(draw.choice([n, n, 1]) for n in full)
    b = tuple(draw.choice([n, n + 1, 1]) for n in full)
    b = b[draw.choice(range(len(full) + 1)) :]
    return draw.choice([(a, b), (b, a)])


@points(3)
def test_broadcast_shape_follows_the_rule_on_many_drawn_pairs(student, reference, draw):
    """随机抽取的许多形状都符合规则"""
    n, m, d = draw.sizes(3)
    pairs = [((n, 1), (n,)), ((n, m, d), (m, d)), ((n, 1, d), (m, 1)), ((), (n, m)), ((n, m), (n,)), ((m,), (n, m, d))]
    pairs += [drawn_pair(draw) for _ in range(12)]
    for a, b in pairs:
        answer, shape = outcome(reference.broadcast_shape, a, b)
        if answer == "returned":
            assert_same(student.broadcast_shape(a, b), shape)
        else:
            with raises(ValueError):
                student.broadcast_shape(a, b)


@points(2)
def test_centre_rows_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    n, d = draw.sizes(2)
    for x in (
        draw.normal(n, n),
        draw.normal(n, d),
        draw.normal(n, 1),
        draw.normal(1, d),
        draw.normal(d, n).T,
        draw.strided(draw.normal(n, d)),
        draw.normal(n, d).requires_grad_(),
        draw.normal(n, d, dtype=torch.float64) + 10_000,
    ):
        assert_same(student.centre_rows(x), reference.centre_rows(x))


@points(2)
def test_pairwise_sqdist_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    n, m, d = draw.sizes(3)
    for a, b in (
        (draw.normal(n, d), draw.normal(n, d)),
        (draw.normal(n, d), draw.normal(m, d)),
        (draw.normal(1, d), draw.normal(m, d)),
        (draw.normal(n, d), draw.normal(1, d)),
        (draw.normal(n, 1), draw.normal(m, 1)),
        (draw.normal(d, n).T, draw.strided(draw.normal(m, d))),
        (draw.normal(n, d).requires_grad_(), draw.normal(m, d)),
        (draw.normal(n, d, dtype=torch.float64) + 1_000, draw.normal(m, d, dtype=torch.float64) + 1_000),
    ):
        assert_same(student.pairwise_sqdist(a, b), reference.pairwise_sqdist(a, b))


@points(2)
def test_normalise_channels_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    b, c, h, w = draw.sizes(4)
    mean, std = draw.normal(c), draw.uniform(c, low=0.5, high=2.0)
    for x in (
        draw.normal(b, c, h, c),
        draw.normal(b, c, h, w),
        draw.normal(b, c, c, w),
        draw.normal(1, c, h, w),
        draw.normal(b, c, 1, 1),
        draw.normal(b, h, w, c).permute(0, 3, 1, 2),
        draw.strided(draw.normal(b, c, h, w)),
        draw.normal(b, c, h, w).requires_grad_(),
    ):
        assert_same(student.normalise_channels(x, mean, std), reference.normalise_channels(x, mean, std))
    grey, offset = draw.normal(b, 1, h, w, dtype=torch.float64), draw.normal(1, dtype=torch.float64) + 1_000
    factor = draw.uniform(1, low=0.5, high=2.0, dtype=torch.float64)
    got = student.normalise_channels(grey + 1_000, offset, factor)
    assert_same(got, reference.normalise_channels(grey + 1_000, offset, factor))


@points(3)
def test_safe_mse_matches_reference_and_refuses_unequal_shapes(student, reference, draw):
    """与参考答案一致，并拒绝不相等的形状"""
    n, m = draw.sizes(2)
    for pred, target in (
        (draw.normal(n), draw.normal(n)),
        (draw.normal(n, 1), draw.normal(n, 1)),
        (draw.normal(m, n).T, draw.strided(draw.normal(n, m))),
        (draw.normal(n, m).requires_grad_(), draw.normal(n, m)),
        (draw.normal(), draw.normal()),
        (draw.normal(n, dtype=torch.float64) + 1_000, draw.normal(n, dtype=torch.float64) + 1_000),
    ):
        assert_same(student.safe_mse(pred, target), reference.safe_mse(pred, target))
    for pred_shape, target_shape in (
        ((n, 1), (n,)),
        ((n,), (n, 1)),
        ((1, n), (n,)),
        ((n, m), (m,)),
        ((n,), ()),
        ((1, 1), (1,)),
        ((n,), (m,)),
    ):
        with raises(ValueError):
            student.safe_mse(draw.normal(*pred_shape), draw.normal(*target_shape))
