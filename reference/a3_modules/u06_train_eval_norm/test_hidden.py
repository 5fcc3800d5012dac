"""a3/u06 Train, eval, norm: against the reference, on inputs, weights and statistics drawn afresh.

Dropout answers at random. What only a right one shows is computed here, from its answers: the share of zeros in 20,000
draws (a right one misses by 0.025 once in a billion files), the scale of what is left, rows and columns that all
differ. Normalising layers get secret weights and statistics by name, in float64, so that any sound formula passes.
"""

import torch

from autograder import assert_same, points


def assert_scaled(y, x, zeros, p):
    """y is x / (1 - p), and 0 where `zeros` is."""
    expected = x / (1 - p)
    if isinstance(zeros, torch.Tensor) and zeros.shape == x.shape:
        expected = torch.where(zeros == 0, torch.zeros_like(x), expected)
    assert_same(y, expected)


def count_different(y, axis):
    """How many different patterns of zeros y has along an axis."""
    return len((y == 0).movedim(axis, 0).flatten(1).unique(dim=0))


def drawn_weights(draw, features):
    """What a normalising layer holds, by name."""
    return {
        "weight": draw.uniform(features, low=0.5, high=2.0, dtype=torch.float64),
        "bias": draw.normal(features, dtype=torch.float64),
        "running_mean": draw.normal(features, dtype=torch.float64),
        "running_var": draw.uniform(features, low=0.5, high=2.0, dtype=torch.float64),
    }


def drawn_batch(draw, rows, features, *pixels):
    """A batch whose features differ in mean and spread, some of it no larger than eps."""
    shape = (features, *(1 for _ in pixels))
    spread = draw.uniform(*shape, low=0.1, high=3.0, dtype=torch.float64)
    return draw.normal(rows, features, *pixels, dtype=torch.float64) * spread + draw.normal(*shape, dtype=torch.float64)


def drawn_options(draw):
    return {"eps": draw.choice([0.02, 0.1, 0.4]), "momentum": draw.choice([0.15, 0.3, 0.8])}


@points(2)
def test_Dropout_share_of_zeros_scale_and_gradient_fit_together(student, draw):
    """零的比例、放大倍数和梯度都相符"""
    for p in (draw.choice([0.1, 0.15, 0.2, 0.25, 0.3]), draw.choice([0.7, 0.75, 0.8, 0.85])):
        x, upstream = draw.normal(200, 100), draw.normal(200, 100)
        y, gradient = student.helpers.drop_backward(function=student.Dropout, p=p, x=x, upstream=upstream)
        assert_scaled(y, x, y, p)
        assert_same((y == 0).double().mean().item(), p, atol=0.025)
        assert_scaled(gradient, upstream, y, p)
    x = draw.strided(draw.normal(7, 4, dtype=torch.float64))
    y = student.helpers.drop(function=student.Dropout, p=0.4, x=x)
    assert_scaled(y, x, y, 0.4)
    assert_same(student.helpers.drop(function=student.Dropout, p=0.0, x=x), x)


@points(1)
def test_Dropout_decides_for_each_number_on_its_own_and_anew_each_time(student, draw):
    """每个数各自决定，每次重新决定"""
    p = draw.choice([0.35, 0.4, 0.6, 0.65])
    for shape in ((60, 70), draw.sizes(4, low=6, high=10)):
        first, second = student.helpers.drop_twice(function=student.Dropout, p=p, x=draw.normal(*shape))
        assert_same([first.shape, second.shape], [torch.Size(shape)] * 2)
        assert_same([count_different(first, axis) for axis in range(len(shape))], list(shape))
        assert_same(bool(((first == 0) == (second == 0)).all()), False)


@points(1)
def test_Dropout_gives_x_back_in_evaluation(student, draw):
    """评估模式下原样返回 x"""
    p, (n, m) = draw.choice([0.4, 0.5, 0.6]), draw.sizes(2, low=8, high=20)
    for x in (
        draw.normal(n, m),
        draw.normal(2, n, 1, m, dtype=torch.float64),
        draw.strided(draw.normal(n, m)),
        draw.normal(200),
    ):
        assert_same(student.helpers.drop(function=student.Dropout, p=p, x=x, training=False), x)


@points(2)
def test_BatchNorm1d_matches_reference_while_training_on_batches_of_different_sizes(student, reference, draw):
    """用大小不同的小批量训练，与参考实现一致"""
    d, *rows = draw.sizes(4)
    weights, options = drawn_weights(draw, d), drawn_options(draw)
    batches = [drawn_batch(draw, n, d) for n in rows]
    asked = {"batches": batches, "weights": weights, **options}
    got = student.helpers.normalise(function=student.BatchNorm1d, **asked)
    assert_same(got, reference.helpers.normalise(function=reference.BatchNorm1d, **asked))
    got = student.helpers.statistics_after(function=student.BatchNorm1d, **asked)
    assert_same(got, reference.helpers.statistics_after(function=reference.BatchNorm1d, **asked))
    for fresh in ([draw.normal(9, d) * 3 + 2, draw.normal(2, d)], [drawn_batch(draw, 4, 1).requires_grad_()]):
        got = student.helpers.normalise(function=student.BatchNorm1d, batches=fresh)
        want = reference.helpers.normalise(function=reference.BatchNorm1d, batches=fresh)
        assert_same(got, want, atol=1e-4, rtol=1e-4)
        got = student.helpers.statistics_after(function=student.BatchNorm1d, batches=fresh)
        want = reference.helpers.statistics_after(function=reference.BatchNorm1d, batches=fresh)
        assert_same(got, want, atol=1e-4, rtol=1e-4)


@points(1)
def test_BatchNorm1d_uses_and_keeps_its_statistics_in_evaluation(student, reference, draw):
    """评估时使用统计量，且不改动"""
    d, n, m = draw.sizes(3)
    weights, options = drawn_weights(draw, d), drawn_options(draw)
    batches = [drawn_batch(draw, n, d), draw.strided(drawn_batch(draw, m, d))]
    asked = {"batches": batches, "training": False, "weights": weights, **options, "momentum": 0.0}
    got = student.helpers.normalise(function=student.BatchNorm1d, **asked)  # a buffer that is moved stays, too
    assert_same(got, reference.helpers.normalise(function=reference.BatchNorm1d, **asked))
    asked |= options
    got = student.helpers.statistics_after(function=student.BatchNorm1d, **asked)
    assert_same(got, {name: weights[name] for name in ("running_mean", "running_var")})
    asked["batches"] = [*batches, drawn_batch(draw, 1, d)]  # one row alone
    got = student.helpers.normalise(function=student.BatchNorm1d, **asked)
    assert_same(got, reference.helpers.normalise(function=reference.BatchNorm1d, **asked))
    fresh = {"batches": batches, "training": False}
    got = student.helpers.normalise(function=student.BatchNorm1d, **fresh)
    assert_same(got, reference.helpers.normalise(function=reference.BatchNorm1d, **fresh))
    steps = [(x, draw.normal(*x.shape, dtype=torch.float64), i == 0) for i, x in enumerate(asked["batches"])]
    asked = {"steps": steps, "weights": weights, **options}  # a step of training, and gradients in evaluation after it
    got = student.helpers.gradients(function=student.BatchNorm1d, **asked)
    assert_same(got, reference.helpers.gradients(function=reference.BatchNorm1d, **asked))


@points(1)
def test_BatchNorm1d_gradients_match_reference(student, reference, draw):
    """梯度与参考实现一致"""
    d, n, m = draw.sizes(3, low=3)
    batches = [drawn_batch(draw, n, d), drawn_batch(draw, m, d)]
    steps = [(x, draw.normal(*x.shape, dtype=torch.float64), True) for x in batches]
    asked = {"steps": steps, "weights": drawn_weights(draw, d), **drawn_options(draw)}
    got = student.helpers.gradients(function=student.BatchNorm1d, **asked)
    assert_same(got, reference.helpers.gradients(function=reference.BatchNorm1d, **asked))


@points(2)
def test_BatchNorm2d_matches_reference_in_training_and_evaluation(student, reference, draw):
    """训练和评估时都与参考实现一致"""
    b, c, h, w = draw.sizes(4)
    weights, options = drawn_weights(draw, c), drawn_options(draw)
    batches = [drawn_batch(draw, *shape) for shape in ((b, c, h, w), (1, c, w, h), (h, c, b, 1))]
    batches[2] = draw.strided(batches[2])
    for training in (True, False):
        asked = {"batches": batches, "weights": weights, "training": training, **options}
        got = student.helpers.normalise(function=student.BatchNorm2d, **asked)
        assert_same(got, reference.helpers.normalise(function=reference.BatchNorm2d, **asked))
        got = student.helpers.statistics_after(function=student.BatchNorm2d, **asked)
        assert_same(got, reference.helpers.statistics_after(function=reference.BatchNorm2d, **asked))
    steps = [(x, draw.normal(*x.shape, dtype=torch.float64), i != 1) for i, x in enumerate(batches)]
    asked = {"steps": steps, "weights": weights, **options}
    got = student.helpers.gradients(function=student.BatchNorm2d, **asked)
    assert_same(got, reference.helpers.gradients(function=reference.BatchNorm2d, **asked))


@points(2)
def test_predict_answers_in_evaluation_and_leaves_everything_as_it_was(student, reference, draw):
    """用评估模式回答，一切恢复原样"""
    weights = {
        "body.0.weight": draw.normal(4, 1, 5, 5, scale=0.3),
        "body.0.bias": draw.normal(4),
        "body.1.weight": draw.uniform(4, low=0.5, high=2.0),
        "body.1.bias": draw.normal(4),
        "body.1.running_mean": draw.normal(4),
        "body.1.running_var": draw.uniform(4, low=0.5, high=2.0),
        "body.1.num_batches_tracked": torch.tensor(draw.integer(2, 1000)),
        "head.2.weight": draw.normal(10, 144, scale=0.3),
        "head.2.bias": draw.normal(10),
    }
    cases = [
        ([], []),  # all in training
        (["body"], []),  # a frozen body
        (["body.1", "head.1"], []),
        ([""], []),  # all in evaluation
        ([""], ["head.1"]),  # all in evaluation, but one
    ]
    for off, on in cases:
        model, twin = student.helpers.ShirtNet(), reference.helpers.ShirtNet()
        model.load_state_dict(weights)
        twin.load_state_dict(weights)
        before = student.helpers.switch(model, off=off, on=on)
        x = draw.normal(draw.size(), 1, 28, 28).requires_grad_(draw.choice([True, False]))
        expected = reference.predict(twin, x)
        assert_same(student.predict(model, x), expected, atol=1e-4, rtol=1e-4)
        assert_same(student.helpers.modes(model), before)
        assert_same([model.recorded, student.torch.is_grad_enabled()], [False, True])
        assert_same(model.state_dict(), weights)
