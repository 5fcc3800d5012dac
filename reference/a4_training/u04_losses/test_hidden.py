"""a4/u04 Losses: the student's answers against the reference's, on scores and labels drawn afresh.

Where a typical mistake stays silent or gives a number, that case comes first: a wrong number says more than nan. Large
scores are float32, as the handout says, and a step of float32 near 10,000 is about 0.001: so far are answers allowed to
lie from each other there, so that any sound formula passes.
"""

import torch
import torch.nn.functional as F

from autograder import assert_same, points, raises

COARSE = {"atol": 2e-3, "rtol": 1e-5}


def levels(draw, n):
    """A number for each of n rows, hundreds or thousands apart from each other, float32: (n, 1)."""
    return (draw.permutation(n) * 900 + draw.integer(-4000, -2000)).float()[:, None]


# ----------------------------------------------------------------- log_softmax


@points(1)
def test_log_softmax_matches_reference_along_the_last_axis(student, reference, draw):
    """沿最后一个轴，与参考答案一致"""
    n, k, b = draw.sizes(3)
    for z in (
        draw.normal(n, n, scale=2.0),
        draw.normal(n, k, scale=2.0),
        draw.normal(k, scale=2.0),
        draw.normal(b, n, k, scale=2.0),
        draw.normal(1, k, scale=2.0),
        draw.normal(n, 1, scale=2.0),
        draw.normal(k, n, scale=2.0).T,
        draw.strided(draw.normal(n, k, scale=2.0)),
        draw.normal(n, k, scale=2.0).requires_grad_(),
        draw.normal(n, k, scale=2.0, dtype=torch.float64),
    ):
        assert_same(student.log_softmax(z), reference.log_softmax(z))


@points(1)
def test_log_softmax_is_finite_for_scores_far_apart_in_a_row(student, reference, draw):
    """同一行得分相差很大时仍是有限的数"""
    k, m = draw.sizes(2, low=3)
    far = draw.permutation(m) * 900 - draw.integer(1000, 2000)
    for z in (
        draw.uniform(1, k, low=900, high=1000, dtype=torch.float32),
        draw.uniform(1, k, low=-1000, high=-900, dtype=torch.float32),
        far.float()[None],
        draw.uniform(k, low=-10_000, high=10_000, dtype=torch.float32),
    ):
        assert_same(student.log_softmax(z), reference.log_softmax(z), **COARSE)


@points(1)
def test_log_softmax_treats_rows_on_very_different_scales_each_by_itself(student, reference, draw):
    """量级相差很大的各行互不影响"""
    n, k, b = draw.sizes(3)
    low = draw.normal(n, k, dtype=torch.float32)
    for z in (low + levels(draw, n), (low + levels(draw, n)).expand(b, n, k), draw.strided(low + levels(draw, n))):
        assert_same(student.log_softmax(z), reference.log_softmax(z), **COARSE)


@points(1)
def test_log_softmax_ignores_a_shift_of_a_row_and_has_the_right_gradient(student, reference, draw):
    """整行平移不改变结果，且梯度正确"""
    n, k = draw.sizes(2)
    z, upstream = draw.normal(n, k, dtype=torch.float64), draw.normal(n, k, dtype=torch.float64)
    expected = reference.log_softmax(z)
    assert_same(student.log_softmax(z + draw.normal(n, 1, dtype=torch.float64)), expected)
    got = student.vjp(student.log_softmax, [z], upstream)
    assert_same(got.inputs, [upstream - expected.exp() * upstream.sum(dim=1, keepdim=True)])
    shift = levels(draw, n).double()
    assert_same(student.log_softmax(z + shift), expected)
    assert_same(student.vjp(student.log_softmax, [z + shift], upstream).inputs, got.inputs)


# --------------------------------------------------------------- cross_entropy


@points(2)
def test_cross_entropy_matches_reference_in_all_three_reductions(student, reference, draw):
    """三种 reduction 都与参考答案一致"""
    n, k = draw.sizes(2)
    few, many = sorted((n, k))
    for z, y in (
        (draw.normal(n, n, scale=2.0), draw.integers(0, n, n)),
        (draw.normal(few, many, scale=2.0), draw.integers(0, many, few)),
        (draw.normal(many, few, scale=2.0), draw.integers(0, few, many)),
        (draw.normal(1, k, scale=2.0), draw.integers(0, k, 1)),
        (draw.normal(n, 1, scale=2.0), draw.integers(0, 1, n)),
        (draw.normal(k, n, scale=2.0).T, draw.strided(draw.integers(0, k, n))),
        (draw.strided(draw.normal(n, k, scale=2.0)), draw.integers(0, k, n)),
        (draw.normal(n, k, scale=2.0).requires_grad_(), draw.integers(0, k, n)),
        (draw.normal(n, k, dtype=torch.float64), draw.integers(0, k, n)),
    ):
        assert_same(student.cross_entropy(z, y), reference.cross_entropy(z, y))
        for reduction in ("sum", "none", "mean"):
            got = student.cross_entropy(z, y, reduction=reduction)
            assert_same(got, reference.cross_entropy(z, y, reduction=reduction))


@points(1)
def test_cross_entropy_is_finite_for_large_scores(student, reference, draw):
    """得分很大时损失仍是有限的数"""
    n, k = draw.sizes(2)
    y = draw.integers(0, k, n)
    for z in (
        draw.normal(n, k, dtype=torch.float32) + levels(draw, n),
        draw.uniform(n, k, low=-10_000, high=10_000, dtype=torch.float32),
    ):
        for reduction in ("none", "sum", "mean"):
            got = student.cross_entropy(z, y, reduction=reduction)
            assert_same(got, reference.cross_entropy(z, y, reduction=reduction), atol=1e-2, rtol=1e-5)
    z = draw.uniform(n, k, low=-10_000, high=10_000, dtype=torch.float64)
    assert_same(student.vjp(student.cross_entropy, [z, y], torch.ones((), dtype=z.dtype)).inputs, pulls(z, y, 1 / n))


@points(1)
def test_cross_entropy_pulls_each_score_by_what_its_probability_is_wrong(student, draw):
    """每个得分的梯度等于概率与独热编码之差"""
    n, k = draw.sizes(2)
    z, y, weight = draw.normal(n, k, scale=2.0), draw.integers(0, k, n), draw.normal()
    assert_same(student.vjp(student.cross_entropy, [z, y], weight).inputs, pulls(z, y, weight / n))
    assert_same(student.vjp(student.cross_entropy, [z, y, "sum"], weight).inputs, [*pulls(z, y, weight), None])
    each = draw.normal(n)
    assert_same(student.vjp(student.cross_entropy, [z, y, "none"], each).inputs, [*pulls(z, y, each[:, None]), None])


def pulls(z, y, weight):
    """The gradients for z and y: (softmax - one-hot) * weight, and None."""
    return [(z.softmax(dim=1) - F.one_hot(y, z.shape[1])) * weight, None]


# ------------------------------------------------------------- bce_with_logits


@points(1)
def test_bce_with_logits_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    n, m = draw.sizes(2)
    for z, y in (
        (draw.uniform(n), draw.uniform(n).round()),  # these scores could be taken for probabilities
        (draw.normal(n, scale=2.0), draw.uniform(n).round()),
        (draw.normal(n, m, scale=2.0), draw.uniform(n, m)),  # answers between no and yes
        (draw.normal(n, 1, scale=2.0), draw.uniform(n, 1)),
        (draw.normal(scale=2.0), draw.uniform()),
        (draw.normal(m, n, scale=2.0).T, draw.strided(draw.uniform(n, m))),
        (draw.normal(n, m, 2).requires_grad_(), draw.uniform(n, m, 2)),
        (draw.normal(n, dtype=torch.float64), draw.uniform(n, dtype=torch.float64)),
    ):
        assert_same(student.bce_with_logits(z, y), reference.bce_with_logits(z, y))


@points(1)
def test_bce_with_logits_is_finite_for_large_scores(student, reference, draw):
    """得分很大时损失和梯度仍是有限的数"""
    n, m = draw.sizes(2)
    for z, y in (
        (draw.uniform(n, low=200, high=10_000, dtype=torch.float32), torch.zeros(n)),  # all wrong
        (draw.uniform(n, low=-10_000, high=-200, dtype=torch.float32), torch.ones(n)),
        (draw.uniform(n, m, low=-10_000, high=10_000, dtype=torch.float32), draw.booleans(n, m).float()),
        (draw.uniform(n, m, low=-10_000, high=10_000, dtype=torch.float32), draw.uniform(n, m, dtype=torch.float32)),
    ):
        assert_same(student.bce_with_logits(z, y), reference.bce_with_logits(z, y), **COARSE)
        got = student.vjp(student.bce_with_logits, [z, y], torch.ones(())).inputs
        assert_same(got[:1], [(z.sigmoid() - y) / z.numel()])


@points(1)
def test_bce_with_logits_pulls_each_score_by_what_its_probability_is_wrong(student, draw):
    """每个得分的梯度等于概率与答案之差"""
    n, m = draw.sizes(2)
    for z, y in (
        (draw.normal(n, m, scale=2.0), draw.uniform(n, m)),
        (draw.normal(m), draw.uniform(m).round()),
    ):
        weight = draw.normal()
        got = student.vjp(student.bce_with_logits, [z, y], weight).inputs
        assert_same(got[:1], [(z.sigmoid() - y) / z.numel() * weight])


# -------------------------------------------------------- smooth_targets, mse


@points(1)
def test_smooth_targets_matches_reference_and_the_smoothing_of_torch(student, reference, draw):
    """与参考答案及 torch 的标签平滑一致"""
    n, k = draw.sizes(2, low=3)
    eps = round(draw.uniform(low=0.1, high=0.9).item(), 3)
    for y, classes, share in (
        (draw.integers(0, k, n), k, eps),
        (draw.integers(0, n, n), n, eps / 2),
        (draw.integers(0, k - 1, n), k, eps),  # nobody wears the last class today
        (draw.integers(0, k, n), k, 0.0),
        (draw.integers(0, k, 1), k, eps),
        (draw.integers(0, 2, n), 2, eps),
        (draw.strided(draw.integers(0, k, n)), k, eps),
    ):
        assert_same(student.smooth_targets(y, classes, share), reference.smooth_targets(y, classes, share))
    z, y = draw.normal(n, k, dtype=torch.float32), draw.integers(0, k, n)
    got = student.helpers.smoothed_loss(function=student.smooth_targets, z=z, y=y, eps=eps)
    assert_same(got, F.cross_entropy(z, y, label_smoothing=eps))


@points(1)
def test_mse_matches_reference_and_refuses_unequal_shapes(student, reference, draw):
    """与参考答案一致，并拒绝不相等的形状"""
    n, m = draw.sizes(2)
    for p, y in (
        (draw.normal(n), draw.normal(n)),
        (draw.normal(n, 1), draw.normal(n, 1)),
        (draw.normal(m, n).T, draw.strided(draw.normal(n, m))),
        (draw.normal(n, m).requires_grad_(), draw.normal(n, m)),
        (draw.normal(), draw.normal()),
        (draw.normal(n, dtype=torch.float64) + 1_000, draw.normal(n, dtype=torch.float64) + 1_000),
    ):
        assert_same(student.mse(p, y), reference.mse(p, y))
    p, y, weight = draw.normal(n, m), draw.normal(n, m), draw.normal()
    assert_same(student.vjp(student.mse, [p, y], weight).inputs[:1], [2 * (p - y) * weight / (n * m)])
    for p_shape, y_shape in (
        ((n, 1), (n,)),
        ((n,), (n, 1)),
        ((1, n), (n,)),
        ((n, m), (m,)),
        ((n,), ()),
        ((1, 1), (1,)),
        ((n,), (m,)),
    ):
        with raises(ValueError):
            student.mse(draw.normal(*p_shape), draw.normal(*y_shape))
