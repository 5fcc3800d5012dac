"""a2/u02 Gradient bookkeeping: against the reference, on functions, parameters and points drawn afresh.

Where a mistake is silent at first, the case follows in which it is not: a constant so large that differences drown in
it, gradients that lay there before, a second step, a tensor that is written into after it was copied.
"""

import torch

from autograder import assert_same, needs, points


def number(draw, low, high):
    """One number of either sign, as a float that float32 can hold."""
    return draw.uniform(low=low, high=high, dtype=torch.float32).item() * draw.choice([-1, 1])


def drawn_parameters(draw, dtype=None):
    """Values of four shapes, and gradients for them."""
    n, m = draw.sizes(2)
    shapes = [(n, m), (m,), (), (1, n, 1)]
    return [draw.normal(*s, dtype=dtype) for s in shapes], [draw.normal(*s, dtype=dtype, scale=3.0) for s in shapes]


@points(2)
def test_slope_matches_reference(student, reference, draw):
    """与参考答案一致"""
    for constant in (draw.uniform(low=1, high=2).item() * 1e18, number(draw, 0, 2)):
        asked = {"coefficients": [number(draw, 0.2, 2) for _ in range(4)] + [constant], "x": number(draw, 0.2, 1.5)}
        got = student.helpers.slope_of_polynomial(function=student.slope, **asked)
        want = reference.helpers.slope_of_polynomial(function=reference.slope, **asked)
        assert_same(got, want, rtol=1e-4, atol=1e-4)
    for sign in (-1, 1):
        asked = {"left": number(draw, 0.2, 2), "right": number(draw, 0.2, 2), "x": sign * abs(number(draw, 0.2, 1.5))}
        got = student.helpers.slope_of_bend(function=student.slope, **asked)
        want = reference.helpers.slope_of_bend(function=reference.slope, **asked)
        assert_same(got, want, rtol=1e-4, atol=1e-4)


@points(1)
@needs("test_slope_matches_reference")
def test_slope_leaves_the_gradients_of_others_as_they_were(student, reference, draw):
    """别处的梯度保持原样"""
    for gradient in (number(draw, 1, 5), None):
        asked = {"weight": number(draw, 0.5, 2), "gradient": gradient, "x": number(draw, 0.5, 2)}
        got = student.helpers.slope_beside_a_weight(function=student.slope, **asked)
        want = reference.helpers.slope_beside_a_weight(function=reference.slope, **asked)
        assert_same(got, want, rtol=1e-4, atol=1e-4)


@points(2)
def test_gd_step_matches_reference_in_values_and_gradients(student, reference, draw):
    """参数值和梯度都与参考答案一致"""
    for dtype in (None, torch.float64):
        values, gradients = drawn_parameters(draw, dtype)
        asked = {"values": values, "gradients": gradients, "lr": draw.uniform(low=0.05, high=2).item()}
        got = student.helpers.step(function=student.gd_step, **asked)
        assert_same(got, reference.helpers.step(function=reference.gd_step, **asked))


@points(2)
def test_fit_line_matches_reference_step_by_step(student, reference, draw):
    """每一步都与参考答案一致"""
    n = draw.size(3, 7)
    for x, y in (
        (draw.normal(n), draw.normal(n)),
        (draw.strided(draw.normal(n)), draw.strided(draw.normal(n))),
        (draw.normal(1), draw.normal(1)),
    ):
        lr = draw.uniform(low=0.02, high=0.2).item()
        for steps in (1, 2, 5, 0):
            got, want = student.fit_line(x, y, lr, steps), reference.fit_line(x, y, lr, steps)
            assert_same(got, want, rtol=1e-4, atol=1e-5)


@points(1)
@needs("test_fit_line_matches_reference_step_by_step")
def test_fit_line_computes_in_the_dtype_of_x(student, reference, draw):
    """用 x 的 dtype 计算"""
    n = draw.size(3, 7)
    x, y = draw.normal(n, dtype=torch.float64), draw.normal(n, dtype=torch.float64)
    lr = draw.uniform(low=0.02, high=0.2).item()
    for steps in (1, 5):
        got, want = student.fit_line(x, y, lr, steps), reference.fit_line(x, y, lr, steps)
        assert_same(got, want, rtol=1e-10, atol=1e-12)


@points(2)
def test_frozen_copy_matches_reference_in_memory_and_records(student, reference, draw):
    """内存和记录都与参考答案一致"""
    n, m = draw.sizes(2)
    for dtype in (None, torch.float64):
        asked = {"values": draw.normal(n, m, dtype=dtype), "new": draw.normal(n, m, dtype=dtype)}
        got = student.helpers.copy_then_write(function=student.frozen_copy, **asked)
        assert_same(got, reference.helpers.copy_then_write(function=reference.frozen_copy, **asked))
    asked = {"values": draw.normal(n, 1, m), "upstream": draw.normal(n, 1, m)}
    got = student.helpers.copy_as_constant(function=student.frozen_copy, **asked)
    assert_same(got, reference.helpers.copy_as_constant(function=reference.frozen_copy, **asked))
    for x in (draw.strided(draw.normal(n, m)).requires_grad_(), draw.normal().requires_grad_(), draw.normal(m)):
        assert_same(student.frozen_copy(x), reference.frozen_copy(x))


@points(1)
def test_grad_norm_matches_reference(student, reference, draw):
    """与参考答案一致"""
    for dtype in (None, torch.float64):
        values, gradients = drawn_parameters(draw, dtype)
        got = student.helpers.norm(function=student.grad_norm, values=values, gradients=gradients)
        want = reference.helpers.norm(function=reference.grad_norm, values=values, gradients=gradients)
        assert_same(got, want, rtol=1e-5)


@points(1)
@needs("test_grad_norm_matches_reference")
def test_grad_norm_passes_over_parameters_without_gradient(student, reference, draw):
    """跳过没有梯度的参数"""
    values, gradients = drawn_parameters(draw)
    for i in draw.permutation(4).tolist():
        gradients[i] = None  # in the end none is left
        got = student.helpers.norm(function=student.grad_norm, values=values, gradients=gradients)
        want = reference.helpers.norm(function=reference.grad_norm, values=values, gradients=gradients)
        assert_same(got, want, rtol=1e-5)
