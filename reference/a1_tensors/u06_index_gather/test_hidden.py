"""a1/u06 Index and gather: the student's answers against the reference's, on inputs drawn afresh.

In each check the inputs on which a typical mistake stays silent come first (a square table, sentences that all end
before the last place). How pairs are shuffled is free, so those checks look at what every shuffle of pairs has.
"""

import torch

from autograder import assert_same, needs, points


@points(2)
def test_pick_scores_matches_reference(student, reference, draw):
    """与参考答案一致"""
    b, k = draw.sizes(2)
    for scores, labels in (
        (draw.normal(1, k), draw.integers(0, k, 1)),
        (draw.normal(b, b), draw.integers(0, b, b)),
        (draw.normal(b, k), draw.integers(0, k, b)),
        (draw.normal(b, 1), draw.integers(0, 1, b)),
        (draw.normal(k, b).T, draw.integers(0, k, b)),
        (draw.strided(draw.normal(b, k)), draw.strided(draw.integers(0, k, b))),
        (draw.normal(b, k).requires_grad_(), draw.integers(0, k, b)),
    ):
        assert_same(student.pick_scores(scores, labels), reference.pick_scores(scores, labels))


@points(1)
@needs("test_pick_scores_matches_reference")
def test_pick_scores_lets_the_gradient_into_the_picked_places_only(student, reference, draw):
    """梯度只流向被取出的位置"""
    b, k = draw.sizes(2)
    inputs, upstream = [draw.normal(b, k, dtype=torch.float64), draw.integers(0, k, b)], draw.normal(b)
    got = student.vjp(student.pick_scores, inputs, upstream.double())
    expected = reference.vjp(reference.pick_scores, inputs, upstream.double())
    assert_same((got.output, got.inputs), (expected.output, expected.inputs))


@points(2)
def test_one_hot_matches_reference(student, reference, draw):
    """与参考答案一致"""
    b, k = draw.sizes(2)
    for labels, width in (
        (draw.permutation(b), b),
        (draw.integers(0, k, b), k + 2),
        (draw.integers(0, k, b), k),
        (draw.integers(0, k, 1), k),
        (draw.integers(0, 1, b), 1),
        (draw.strided(draw.integers(0, k, b)), k),
    ):
        assert_same(student.one_hot(labels, width), reference.one_hot(labels, width))


@points(2)
def test_zero_where_matches_reference(student, reference, draw):
    """与参考答案一致"""
    n, m, d = draw.sizes(3)
    mask = draw.booleans(n, m)
    for x, marked in (
        (draw.normal(n, n), draw.booleans(n, n)),
        (draw.normal(n, m), mask),
        (draw.normal(n * m), draw.booleans(n * m)),
        (draw.normal(n, 1, d), draw.booleans(n, 1, d)),
        (draw.normal(n, m), torch.zeros(n, m, dtype=torch.bool)),
        (draw.integers(1, 256, n, m).to(torch.uint8), mask),
        (draw.normal(m, n, dtype=torch.float64).T, mask),
        (draw.strided(draw.normal(n, m)), draw.strided(mask)),
        (draw.normal(n, m).requires_grad_(), mask),
    ):
        assert_same(student.zero_where(x, marked), reference.zero_where(x, marked))


@points(1)
@needs("test_zero_where_matches_reference")
def test_zero_where_clears_nan_and_infinity_and_keeps_them_elsewhere(student, reference, draw):
    """nan 和 inf 也能清零，未标出的则保留"""
    n, m = draw.sizes(2)
    mask = draw.booleans(n, m)
    for odd in (float("nan"), float("inf"), -float("inf")):
        x = torch.where(draw.booleans(n, m), draw.normal(n, m), odd)
        for marked in (mask, ~mask):
            assert_same(student.zero_where(x, marked), reference.zero_where(x, marked))


@points(3)
def test_last_real_token_matches_reference(student, reference, draw):
    """与参考答案一致"""
    b, n, d = draw.sizes(3)
    for h, lengths in (
        (draw.normal(b, b + 1, d), draw.integers(1, b + 1, b)),
        (draw.normal(b, n, d), draw.integers(1, n + 1, b)),
        (draw.normal(1, n, d), draw.integers(1, n + 1, 1)),
        (draw.normal(b, 1, d), draw.integers(1, 2, b)),
        (draw.normal(b, n, 1), draw.integers(1, n + 1, b)),
        (draw.normal(n, b, d, dtype=torch.float64).transpose(0, 1), draw.integers(1, n + 1, b)),
        (draw.strided(draw.normal(b, n, d)), draw.strided(draw.integers(1, n + 1, b))),
    ):
        assert_same(student.last_real_token(h, lengths), reference.last_real_token(h, lengths))
    inputs, upstream = [draw.normal(b, n, d), draw.integers(1, n + 1, b)], draw.normal(b, d)
    got = student.vjp(student.last_real_token, inputs, upstream)
    assert_same(got.inputs, reference.vjp(reference.last_real_token, inputs, upstream).inputs)


@points(1)
def test_shuffle_together_keeps_pairs_and_loses_no_row(student, draw):
    """配对不散，也不丢任何一行"""
    n = draw.size(8, 12)
    c, h, w = draw.sizes(3)
    for x, y in (
        (draw.normal(n, n), draw.permutation(n)),
        (draw.normal(n, w), draw.normal(n)),
        (draw.integers(0, 256, n, c, h, w).to(torch.uint8), draw.permutation(n)),
        (draw.normal(n), draw.permutation(n)),
        (draw.normal(1, w), draw.permutation(1)),
        (draw.strided(draw.normal(n, w, dtype=torch.float64)), draw.strided(draw.permutation(n))),
    ):
        g = torch.Generator().manual_seed(draw.integer(0, 2**31))
        shuffled_x, shuffled_y = student.shuffle_together(x, y, g)
        order, back = y.argsort(), shuffled_y.argsort()
        assert_same((shuffled_x[back], shuffled_y[back]), (x[order], y[order]))


@points(2)
@needs("test_shuffle_together_keeps_pairs_and_loses_no_row")
def test_shuffle_together_draws_from_g_alone_and_moves_it_on(student, draw):
    """只用 g 抽取次序，并让 g 继续往前走"""
    n = draw.size(20, 30)
    y, seed = draw.permutation(n), draw.integer(0, 2**31)

    def order(number):
        return student.shuffle_together(draw.normal(n, 2), y, torch.Generator().manual_seed(number))[1]

    before = student.torch.get_rng_state()
    first = order(seed)
    after = student.torch.get_rng_state()
    assert_same(order(seed), first)  # for other numbers in x, too
    orders = [order(number).tolist() for number in range(seed, seed + 3)]
    assert_same(sum(orders.count(one) == 1 for one in orders), 3)
    assert_same(after, before)
    g, x = student.torch.Generator(), draw.normal(n, 2)
    g.manual_seed(seed)
    epochs = [student.shuffle_together(x, y, g)[1].tolist() for _ in range(3)]
    assert_same(sum(epochs.count(one) == 1 for one in epochs), 3)
