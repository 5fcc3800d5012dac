"""a4/u06 Optimisers by hand: against torch's own optimisers and the reference, on numbers and gradients drawn afresh.

All is float64, so that any sound formula passes. Parameters of one and the same shape come first: whoever mixes them up
gets wrong numbers instead of an exception.
"""

import torch

from autograder import assert_same, points

STEPS = 10


def alike(draw, count=3):
    """Parameters of one and the same shape."""
    n, m = draw.sizes(2)
    return [draw.normal(n, m, dtype=torch.float64) * 3 for _ in range(count)]


def different(draw):
    """Parameters of all kinds of shapes."""
    n, m, k = draw.sizes(3)
    shapes = ((n, m), (k,), (m, 1, n), (1,), ())
    return [draw.normal(*shape, dtype=torch.float64) * 3 for shape in shapes]


def drawn_gradients(draw, start, steps=STEPS):
    """Gradients for each step: in general of another size for each parameter, and never the same."""
    sizes = [draw.choice([0.1, 0.3, 1.0, 3.0]) for _ in start]
    return [
        [draw.normal(*p.shape, dtype=torch.float64, scale=c) for p, c in zip(start, sizes, strict=True)]
        for _ in range(steps)
    ]


def with_gaps(draw, gradients):
    """The same with a gradient missing here and there: for each parameter in two steps or more, but not in most.

    The first parameter lacks its very first gradient, the second one has that, and lacks others.
    """
    missing = [set(draw.permutation(len(gradients) - 2)[: 2 + i % 2].tolist()) for i in range(len(gradients[0]))]
    missing[0].add(0)
    missing[1].discard(0)
    missing[1].add(1)
    return [
        [None if step in gone else g for g, gone in zip(each, missing, strict=True)]
        for step, each in enumerate(gradients)
    ]


def sgd_options(draw):
    return {
        "lr": draw.choice([0.02, 0.05, 0.1]),
        "momentum": draw.choice([0.5, 0.7, 0.9]),
        "weight_decay": draw.choice([0.1, 0.2, 0.3]),
    }


def adam_options(draw, *names):
    options = {
        "lr": draw.choice([0.05, 0.1, 0.2]),
        "betas": (draw.choice([0.5, 0.6, 0.7]), draw.choice([0.8, 0.9, 0.99])),
        "eps": draw.choice([0.02, 0.05, 0.1]),
        "weight_decay": draw.choice([0.3, 0.4, 0.5]),
    }
    return {name: options[name] for name in names or options}


@points(2)
def test_SGD_takes_the_same_ten_steps_as_the_one_of_torch(student, reference, draw):
    """走十步，与 torch 一致"""
    options = sgd_options(draw)
    for names in (tuple(options), ("lr",), ("lr", "momentum"), ("lr", "weight_decay")):
        start = alike(draw) if names == tuple(options) else different(draw)
        asked = {"start": start, "gradients": drawn_gradients(draw, start), **{name: options[name] for name in names}}
        expected = reference.helpers.steps_of_torch("SGD", **asked)
        assert_same(student.helpers.descend(function=student.SGD, **asked), expected)


@points(1)
def test_SGD_leaves_a_parameter_and_its_memory_alone_while_it_has_no_gradient(student, reference, draw):
    """没有梯度时，参数和它的记忆都不动"""
    start = alike(draw)
    asked = {"start": start, "gradients": with_gaps(draw, drawn_gradients(draw, start)), **sgd_options(draw)}
    expected = reference.helpers.clear_and_descend(function=reference.SGD, **asked)
    assert_same(student.helpers.clear_and_descend(function=student.SGD, **asked), expected)


@points(1)
def test_SGD_changes_nothing_but_the_parameters_and_keeps_no_records(student, reference, draw):
    """只改参数，不留计算记录"""
    start, options = alike(draw), sgd_options(draw)
    gradients = drawn_gradients(draw, start, 3)
    got = student.helpers.gradients_left(function=student.SGD, start=start, gradients=gradients, **options)
    assert_same(got, gradients)
    expected = reference.helpers.train(function=reference.SGD, start=start, rounds=4, **options)
    assert_same(student.helpers.train(function=student.SGD, start=start, rounds=4, **options), expected)
    got = student.helpers.third_round(function=student.SGD, start=start, generator=True, **options)
    assert_same(got, "moved, and gradients cleared")
    assert_same(student.helpers.records_kept(function=student.SGD, start=start, **options), False)


@points(2)
def test_Adam_takes_the_same_ten_steps_as_the_one_of_torch(student, reference, draw):
    """走十步，与 torch 一致"""
    for names in (("lr", "betas", "eps"), ("lr", "betas", "eps", "weight_decay"), ("lr",), ("eps",)):
        start = different(draw) if names == ("lr",) else alike(draw)
        asked = {"start": start, "gradients": drawn_gradients(draw, start), **adam_options(draw, *names)}
        expected = reference.helpers.steps_of_torch("Adam", **asked)
        assert_same(student.helpers.descend(function=student.Adam, **asked), expected)


@points(2)
def test_Adam_counts_the_steps_of_each_parameter_and_passes_over_those_without_gradient(student, reference, draw):
    """每个参数各自计步，没有梯度的跳过"""
    start = alike(draw)
    asked = {"start": start, "gradients": with_gaps(draw, drawn_gradients(draw, start)), **adam_options(draw)}
    expected = reference.helpers.clear_and_descend(function=reference.Adam, **asked)
    assert_same(student.helpers.clear_and_descend(function=student.Adam, **asked), expected)


@points(1)
def test_Adam_changes_nothing_but_the_parameters_and_keeps_no_records(student, reference, draw):
    """只改参数，不留计算记录"""
    start, options = alike(draw), adam_options(draw)
    gradients = drawn_gradients(draw, start, 3)
    got = student.helpers.gradients_left(function=student.Adam, start=start, gradients=gradients, **options)
    assert_same(got, gradients)
    expected = reference.helpers.train(function=reference.Adam, start=start, rounds=4, **options)
    assert_same(student.helpers.train(function=student.Adam, start=start, rounds=4, **options), expected)
    got = student.helpers.third_round(function=student.Adam, start=start, generator=True, **options)
    assert_same(got, "moved, and gradients cleared")
    assert_same(student.helpers.records_kept(function=student.Adam, start=start, **options), False)


@points(2)
def test_AdamW_takes_the_same_ten_steps_as_the_one_of_torch(student, reference, draw):
    """走十步，与 torch 一致"""
    for names in (("lr", "betas", "eps", "weight_decay"), ("lr", "weight_decay"), ("lr",), ("weight_decay",)):
        start = different(draw) if names == ("lr",) else alike(draw)
        asked = {"start": start, "gradients": drawn_gradients(draw, start), **adam_options(draw, *names)}
        expected = reference.helpers.steps_of_torch("AdamW", **asked)
        assert_same(student.helpers.descend(function=student.AdamW, **asked), expected)


@points(1)
def test_AdamW_does_not_shrink_a_parameter_without_gradient(student, reference, draw):
    """没有梯度的参数也不衰减"""
    start = alike(draw)
    asked = {"start": start, "gradients": with_gaps(draw, drawn_gradients(draw, start)), **adam_options(draw)}
    expected = reference.helpers.clear_and_descend(function=reference.AdamW, **asked)
    assert_same(student.helpers.clear_and_descend(function=student.AdamW, **asked), expected)


@points(1)
def test_AdamW_changes_nothing_but_the_parameters_and_keeps_no_records(student, reference, draw):
    """只改参数，不留计算记录"""
    start, options = alike(draw), adam_options(draw)
    gradients = drawn_gradients(draw, start, 3)
    got = student.helpers.gradients_left(function=student.AdamW, start=start, gradients=gradients, **options)
    assert_same(got, gradients)
    expected = reference.helpers.train(function=reference.AdamW, start=start, rounds=4, **options)
    assert_same(student.helpers.train(function=student.AdamW, start=start, rounds=4, **options), expected)
    got = student.helpers.third_round(function=student.AdamW, start=start, generator=True, **options)
    assert_same(got, "moved, and gradients cleared")
    assert_same(student.helpers.records_kept(function=student.AdamW, start=start, **options), False)
