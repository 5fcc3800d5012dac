"""a6/u01 Vectorise: against the reference, on drawn inputs; how many operators; gradients; and two races.

A loop is noticed by the number of operators, which must not grow with the lengths. Numbers that leave torch (`tolist`,
NumPy) are counted, and leave the gradient behind. Only what passes there is raced. Lengths are above 25 where operators
are counted: for fewer points torch.cdist takes another way.
"""

import torch

from autograder import assert_same, needs, points

AS_MANY = {"operators": "as many", "numbers fetched": "as many"}
FEW = 3  # as in helpers.py
NEAR = {"rtol": 1e-4, "atol": 1e-4}  # squared distances in float32, by any sound formula


def assert_as_many(student, function, small, large):
    """The same number of operators for both, and nothing that is fetched number by number."""
    few, many = student.trace(function, *small).steps, student.trace(function, *large).steps
    assert_same("more" if many - few >= FEW else "as many", "as many")
    assert_same(student.helpers.growth(function=function, small=small, large=large), AS_MANY)


@points(1)
def test_pairwise_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    n, m, d = draw.sizes(3)
    for a, b in (
        (draw.normal(n, d), draw.normal(n, d)),
        (draw.normal(n, d), draw.normal(m, d)),
        (draw.normal(1, d), draw.normal(m, d)),
        (draw.normal(n, d), draw.normal(1, d)),
        (draw.normal(n, 1), draw.normal(m, 1)),
        (draw.normal(30, d), draw.normal(m, d)),
        (draw.normal(d, n).T, draw.strided(draw.normal(m, d))),
        (draw.normal(n, d).requires_grad_(), draw.normal(m, d)),
        (draw.normal(n, d, dtype=torch.float64) + 100, draw.normal(m, d, dtype=torch.float64) + 100),
    ):
        assert_same(student.pairwise(a, b), reference.pairwise(a, b), **NEAR)


@points(1)
@needs("test_pairwise_matches_reference")
def test_pairwise_takes_no_more_operators_for_more_points_and_keeps_gradients(student, reference, draw):
    """点再多算子也不增加，梯度也保留"""
    n, m = draw.sizes(2, low=28, high=36)
    d = draw.size(3, 5)
    small, large = (
        [draw.normal(n + more, d * times), draw.normal(m + more, d * times)] for more, times in ((0, 1), (15, 2))
    )
    assert_as_many(student, student.pairwise, small, large)
    inputs = [draw.normal(7, d, dtype=torch.float64), draw.normal(5, d, dtype=torch.float64)]
    upstream = draw.normal(7, 5, dtype=torch.float64)
    got = student.vjp(student.pairwise, inputs, upstream)
    assert_same(got.inputs, reference.vjp(reference.pairwise, inputs, upstream).inputs)


@points(1)
def test_moving_average_matches_reference_even_behind_large_numbers(student, reference, draw):
    """各种输入都与参考答案一致，数很大时也一样"""
    n, k = draw.size(12, 20), draw.size(2, 5)
    for x, width in (
        (draw.normal(n), k),
        (draw.normal(n), 1),
        (draw.normal(n), n),
        (draw.normal(n), n - 1),
        (draw.strided(draw.normal(n)), k),
        (draw.normal(n).requires_grad_(), k),
        (draw.normal(n, dtype=torch.float64) + 1_000, k),
    ):
        assert_same(student.moving_average(x, width), reference.moving_average(x, width))
    x = draw.normal(4_000, dtype=torch.float32) + 4_000  # their sum: 16 million
    expected = reference.moving_average(x.double(), 10).float()
    assert_same(student.moving_average(x, 10), expected, rtol=1e-5, atol=0.0)
    x = draw.normal(n, dtype=torch.float32)
    x[0] = 3e8
    expected = reference.moving_average(x.double(), k).float()
    assert_same(student.moving_average(x, k), expected)


@points(1)
@needs("test_moving_average_matches_reference_even_behind_large_numbers")
def test_moving_average_takes_no_more_operators_for_more_windows_and_keeps_gradients(student, reference, draw):
    """窗口再多算子也不增加，梯度也保留"""
    n, k = draw.size(32, 40), draw.size(4, 6)
    small, large = [draw.normal(n), k], [draw.normal(n + 20), k + 5]
    assert_as_many(student, student.moving_average, small, large)
    x, upstream = draw.normal(n, dtype=torch.float64), draw.normal(n - k + 1, dtype=torch.float64)
    # k travels as a keyword of a helper: `vjp` gives tensors only
    got = student.helpers.gradient(function=student.moving_average, x=x, upstream=upstream, k=k)
    assert_same(got, reference.helpers.gradient(function=reference.moving_average, x=x, upstream=upstream, k=k))


@points(1)
def test_relu_loop_to_ops_matches_reference(student, reference, draw):
    """各种输入都与参考答案一致"""
    b, h, w = draw.sizes(3)
    for x in (
        draw.normal(30, scale=8.0),
        draw.normal(h, w, scale=8.0),
        draw.normal(b, 1, h, w, scale=8.0),
        draw.normal(scale=8.0),
        draw.strided(draw.normal(h, w, scale=8.0)),
        draw.normal(h, w, scale=8.0).requires_grad_(),
        draw.normal(h, w, scale=8.0, dtype=torch.float64),
        draw.uniform(h, w, low=0.1, high=5.9),
    ):
        assert_same(student.relu_loop_to_ops(x), reference.relu_loop_to_ops(x))


@points(1)
@needs("test_relu_loop_to_ops_matches_reference")
def test_relu_loop_to_ops_takes_no_more_operators_for_more_numbers_and_keeps_gradients(student, reference, draw):
    """数再多算子也不增加，梯度也保留"""
    h, w = draw.sizes(2, low=5, high=9)
    small, large = [draw.normal(h, w, scale=8.0)], [draw.normal(2 * h, w, scale=8.0)]
    assert_same(student.helpers.growth(function=student.relu_loop_to_ops, small=small, large=large), AS_MANY)
    x = draw.normal(h, w, scale=8.0, dtype=torch.float64)
    upstream = draw.normal(h, w, dtype=torch.float64)
    got = student.vjp(student.relu_loop_to_ops, [x], upstream)
    assert_same(got.inputs, reference.vjp(reference.relu_loop_to_ops, [x], upstream).inputs)


@points(1)
def test_batch_predict_matches_reference_for_any_size_of_batch(student, reference, draw):
    """任何批量大小都与参考答案一致"""
    h, w, k = draw.sizes(3)
    weight = draw.normal(k, h * w)
    for n, size in ((7, 3), (6, 3), (5, 1), (4, 4), (1, 1), (draw.size(8, 12), draw.size(2, 5)), (3, 5)):
        items = [draw.normal(1, h, w) for _ in range(n)]
        got = student.helpers.predict(function=student.batch_predict, weight=weight, items=items, size=size)
        wanted = reference.helpers.predict(function=reference.batch_predict, weight=weight, items=items, size=size)
        assert_same(got, wanted)


@points(1)
def test_estimate_parallel_matches_reference(student, reference, draw):
    """与参考答案一致"""
    cores, rounds = draw.size(3, 9), draw.size(2, 9)
    asked = [
        (cores * rounds, cores),
        (cores * rounds + 1, cores),
        (cores * rounds - 1, cores),
        (cores - 1, cores),
        (cores, cores),
        (draw.integer(10, 100), 1),
        (draw.integer(1_000, 9_000), draw.integer(10, 100)),
        (0, cores),
    ]
    seconds = draw.uniform(len(asked), low=0.5, high=9, dtype=torch.float64).tolist()
    got = [student.estimate_parallel(*each, t) for each, t in zip(asked, seconds, strict=True)]
    assert_same(got, [reference.estimate_parallel(*each, t) for each, t in zip(asked, seconds, strict=True)])


@points(3)
@needs("test_pairwise_takes_no_more_operators_for_more_points_and_keeps_gradients")
def test_pairwise_is_many_times_as_fast_as_the_loop(student, baseline, race, draw):
    """比逐对循环快许多倍"""
    race(
        student.pairwise,
        baseline.pairwise_loop,
        inputs=lambda: (draw.normal(72, 8), draw.normal(60, 8)),
        larger=lambda: (draw.normal(144, 8), draw.normal(60, 8)),
        steps={20: 1, 50: 3},
        **NEAR,
    )


@points(2)
@needs("test_moving_average_takes_no_more_operators_for_more_windows_and_keeps_gradients")
def test_moving_average_is_many_times_as_fast_as_the_loop(student, baseline, race, draw):
    """比逐个窗口循环快许多倍"""
    race(
        student.moving_average,
        baseline.moving_average_loop,
        inputs=lambda: (draw.normal(7_500), 4),
        larger=lambda: (draw.normal(15_000), 4),
        steps={20: 1, 40: 2},
        **NEAR,
    )
