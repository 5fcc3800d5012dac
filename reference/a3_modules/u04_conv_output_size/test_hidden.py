"""a3/u04 Convolution: the student's answers against the reference's, on pictures, kernels and weights drawn afresh.

Where a typical mistake stays silent (as many kernels as columns, one channel) comes first what shows it as numbers.
Sums of many products are compared in float64, so that their order does not matter.
"""

import torch

from autograder import assert_same, needs, points

DOUBLE = torch.float64


def drawn_layers(draw):
    """A network that a picture of at least 24 x 24 gets through: two convolutions, ReLU and pools, flatten, linear."""
    a, b = draw.sizes(2)
    layers = [
        {"kind": "conv", "out": a, "k": draw.choice([3, 5]), "s": draw.choice([1, 2]), "p": draw.choice([0, 1, 2])},
        {"kind": "relu"},
        {"kind": "pool", "k": draw.choice([2, 3])},
        {"kind": "conv", "out": b, "k": draw.choice([1, 2, 3]), "s": 1, "p": draw.choice([0, 1])},
        {"kind": "relu"},
    ]
    if draw.choice([True, False]):
        layers.reverse()
    return [*layers, {"kind": "flatten"}, {"kind": "linear", "out": draw.size(8, 20)}]


def drawn_weights(draw):
    """A state_dict for SmallCNN in float64, by the names of its layers."""
    shapes = {"conv1": (8, 1, 3, 3), "conv2": (16, 8, 3, 3), "head": (10, 784)}
    weights = {}
    for name, shape in shapes.items():
        weights[f"{name}.weight"] = draw.normal(*shape, dtype=DOUBLE, scale=shape[1] ** -0.5)
        weights[f"{name}.bias"] = draw.normal(shape[0], dtype=DOUBLE)
    return weights


@points(1)
def test_out_size_matches_reference(student, reference, draw):
    """与参考实现一致"""
    asked = []
    for _ in range(20):
        k, s, p = draw.size(1, 5), draw.size(1, 4), draw.size(0, 3)
        asked.append((k + draw.size(0, 20), k, s, p))
    asked += [(draw.size(20, 30), draw.size(1, 5)), (draw.size(20, 30), 3, draw.size(2, 5)), (3, 3)]
    assert_same([student.out_size(*each) for each in asked], [reference.out_size(*each) for each in asked])


@points(1)
@needs("test_out_size_matches_reference")
def test_out_size_reaches_further_with_dilation(student, reference, draw):
    """膨胀使窗口跨得更远"""
    asked = []
    for _ in range(12):
        k, s, p, d = draw.size(1, 5), draw.size(1, 4), draw.size(0, 3), draw.size(1, 4)
        asked.append((d * (k - 1) + 1 + draw.size(0, 20), k, s, p, d))
    assert_same([student.out_size(*each) for each in asked], [reference.out_size(*each) for each in asked])


@points(3)
def test_conv2d_matches_reference(student, reference, draw):
    """各种输入都与参考实现一致"""
    o, c, batch, height, width = draw.sizes(5)
    kernels, bias = draw.normal(o, c, 3, 2, dtype=DOUBLE), draw.normal(o, dtype=DOUBLE)
    square = draw.normal(batch, c, o + 2, o + 1, dtype=DOUBLE)  # (batch, o, o, o) comes out
    x = draw.normal(batch, c, height + 6, width + 9, dtype=DOUBLE)
    for args, settings in (
        ((square, kernels, None), {}),
        ((square, kernels, bias), {}),
        ((x, kernels, bias), {}),
        ((x, kernels, bias), {"padding": 2}),
        ((x, kernels, bias), {"stride": 2}),
        ((x, kernels, None), {"stride": 3, "padding": 1}),
        ((x[:1], kernels[:1], bias[:1]), {"stride": 2, "padding": 1}),
        ((x[:, :1], kernels[:, :1], bias), {"padding": 1}),
        ((x, draw.normal(o, c, 1, 1, dtype=DOUBLE), bias), {}),
        ((x[:, :, :3, :2], kernels, bias), {}),
        ((draw.strided(x), draw.strided(kernels), bias), {"padding": 1}),
        ((draw.normal(batch, c, 5, 6), draw.normal(o, c, 3, 2), draw.normal(o)), {"padding": 1}),
    ):
        assert_same(student.conv2d(*args, **settings), reference.conv2d(*args, **settings))


@points(1)
def test_conv2d_lets_gradients_through(student, reference, draw):
    """梯度能够传回去"""
    o, c, batch = draw.sizes(3)
    inputs = draw.normal(batch, c, 7, 8, dtype=DOUBLE), draw.normal(o, c, 3, 2, dtype=DOUBLE)
    inputs = (*inputs, draw.normal(o, dtype=DOUBLE))
    mine = student.helpers.with_settings(function=student.conv2d, stride=2, padding=1)
    theirs = reference.helpers.with_settings(function=reference.conv2d, stride=2, padding=1)
    upstream = draw.normal(batch, o, 4, 5, dtype=DOUBLE)
    got, expected = student.vjp(mine, inputs, upstream), reference.vjp(theirs, inputs, upstream)
    assert_same(got.output, expected.output)
    assert_same(got.inputs, expected.inputs)


@points(2)
def test_max_pool2d_matches_reference_and_its_gradient_goes_to_the_largest(student, reference, draw):
    """与参考实现一致，梯度只传给最大的数"""
    batch, c, height, width = draw.sizes(4)
    for x, k in (
        (-draw.uniform(batch, c, 2 * height, 2 * width, low=1, high=2), 2),
        (draw.normal(batch, c, 2 * height, 2 * width), 2),
        (draw.normal(batch, c, 3 * height + 2, 3 * width + 1), 3),
        (draw.normal(1, 1, 4, 5), 4),
        (draw.normal(batch, c, height, width), 1),
        (draw.strided(draw.normal(batch, c, 2 * height + 1, 2 * width)), 2),
        (draw.normal(batch, c, 2 * height, 2 * width, dtype=DOUBLE) * 1e9, 2),
    ):
        assert_same(student.max_pool2d(x, k), reference.max_pool2d(x, k))
    x, upstream = draw.normal(batch, c, 3 * height + 1, 3 * width), draw.normal(batch, c, height, width)
    mine = student.helpers.with_settings(function=student.max_pool2d, k=3)
    theirs = reference.helpers.with_settings(function=reference.max_pool2d, k=3)
    assert_same(student.vjp(mine, (x,), upstream).inputs, reference.vjp(theirs, (x,), upstream).inputs)


@points(2)
def test_shape_walk_matches_reference(student, reference, draw):
    """各种网络都与参考实现一致"""
    asked = [(drawn_layers(draw), (draw.size(1, 4), *draw.sizes(2, 24, 40))) for _ in range(8)]
    asked += [(layers[:n], chw) for n, (layers, chw) in enumerate(asked[:5])]
    answers = [student.shape_walk(*each) for each in asked]
    assert_same(answers, [reference.shape_walk(*each) for each in asked])


@points(3)
def test_SmallCNN_gives_scores_and_gradients_of_the_reference_under_the_same_weights(student, reference, draw):
    """装上同样的权重，得分和梯度都与参考实现相同"""
    mine, theirs = student.SmallCNN(), reference.SmallCNN()
    for batch in (draw.size(), 1):
        weights = drawn_weights(draw)
        for model in (mine, theirs):
            model.double()
            model.load_state_dict(weights)
        x, upstream = draw.normal(batch, 1, 28, 28, dtype=DOUBLE), draw.normal(batch, 10, dtype=DOUBLE)
        assert_same(mine(x), theirs(x))
        got, expected = student.vjp(mine, (x,), upstream), reference.vjp(theirs, (x,), upstream)
        assert_same(got.inputs, expected.inputs)
        assert_same({name: got.parameters.get(name) for name in weights}, expected.parameters)
