"""a4/u07 Schedule, clip, accumulate: against the reference, on plans, gradients, weights and batches drawn afresh.

Models, optimizers and gradients are float64. Clipping is compared with a tolerance of 1e-5, so that torch's own way of
adding 1e-6 to the norm passes as well.
"""

import torch

from autograder import assert_same, needs, points

NEAR = {"rtol": 1e-5, "atol": 1e-6}


def number(draw, low, high):
    """One number as a float."""
    return draw.uniform(low=low, high=high, dtype=torch.float64).item()


def plan(draw, warmup):
    """Arguments for a schedule with so many steps of warm-up, without the step: warmup, total, base, floor."""
    return warmup, warmup + draw.integer(5, 12), number(draw, 0.5, 2), number(draw, 0.05, 0.4)


@points(2)
def test_warmup_cosine_matches_reference_at_every_step(student, reference, draw):
    """每一步都与参考答案一致"""
    for warmup in (draw.integer(3, 8), 0, 1):
        asked = plan(draw, warmup)
        got = [student.warmup_cosine(step, *asked) for step in range(asked[1])]
        assert_same(got, [reference.warmup_cosine(step, *asked) for step in range(asked[1])])
    warmup, total, base, _ = plan(draw, draw.integer(2, 6))
    got = [student.warmup_cosine(step, warmup, total, base) for step in range(total)]
    assert_same(got, [reference.warmup_cosine(step, warmup, total, base) for step in range(total)])


@points(1)
def test_warmup_cosine_stays_at_the_floor_when_the_plan_is_over(student, reference, draw):
    """计划的步数走完之后，停在 floor"""
    warmup, total, base, floor = plan(draw, draw.integer(1, 6))
    steps = [total, total + 1, total + draw.integer(2, 6), 2 * total, 10 * total]
    got = [student.warmup_cosine(step, warmup, total, base, floor) for step in steps]
    assert_same(got, [floor] * len(steps))
    got = [student.warmup_cosine(step, warmup, total, base) for step in steps]
    assert_same(got, [0.0] * len(steps))


def drawn_gradients(draw, dtype=torch.float64):
    """Gradients of several shapes and sizes, two of them of the same shape."""
    n, m = draw.sizes(2)
    shapes = [(n, m), (m,), (n, m), (), (1, n, 1)]
    return [draw.normal(*shape, dtype=dtype, scale=draw.choice([0.5, 2.0, 8.0])) for shape in shapes]


def norm_of(gradients):
    """The norm of all of them."""
    return torch.cat([each.double().flatten() for each in gradients if each is not None]).norm().item()


def compare_clipping(student, reference, gradients, max_norm, **options):
    """The same parameters on both sides."""
    asked = {"gradients": gradients, "max_norm": max_norm, **options}
    got = student.helpers.clip(function=student.clip_, **asked)
    assert_same(got, reference.helpers.clip(function=reference.clip_, **asked), **NEAR)


@points(2, of="clip_")
def test_clip_matches_reference_where_gradients_are_too_long(student, reference, draw):
    """梯度太长时，与参考答案一致"""
    gradients = drawn_gradients(draw)
    compare_clipping(student, reference, gradients, norm_of(gradients) * number(draw, 0.1, 0.6))
    gradients = drawn_gradients(draw, None)
    compare_clipping(student, reference, gradients, norm_of(gradients) * number(draw, 0.1, 0.6))
    (first, *_, last) = drawn_gradients(draw)
    compare_clipping(student, reference, [first], norm_of([first]) * number(draw, 0.1, 0.6))
    some = [None, first, None, last]
    compare_clipping(student, reference, some, norm_of(some) * number(draw, 0.1, 0.6), frozen=[2])
    gradients = drawn_gradients(draw)
    compare_clipping(student, reference, gradients, norm_of(gradients) * number(draw, 0.1, 0.6), generator=True)


@points(1, of="clip_")
def test_clip_changes_nothing_where_gradients_are_short_or_absent(student, reference, draw):
    """梯度够短或没有梯度时，什么也不改"""
    gradients = drawn_gradients(draw)
    norm = norm_of(gradients)
    for max_norm in (norm * number(draw, 1.5, 4), norm * (1 + 1e-9)):  # the second: at the limit
        compare_clipping(student, reference, gradients, max_norm)
    compare_clipping(student, reference, [gradients[0], None, None], norm, frozen=[1])
    compare_clipping(student, reference, [torch.zeros_like(each) for each in gradients], number(draw, 0.5, 2))
    compare_clipping(student, reference, [None, None], number(draw, 0.5, 2), frozen=[0])


def drawn_network(draw):
    """Weights for `helpers.network`: D features, a hidden layer, K classes."""
    d, h, k = draw.sizes(3)
    shapes = {"0.weight": (h, d), "0.bias": (h,), "2.weight": (k, h), "2.bias": (k,)}
    return {name: draw.normal(*shape, dtype=torch.float64) for name, shape in shapes.items()}


def drawn_parts(draw, weights, sizes):
    """Parts of these sizes, with labels; the inputs of each lie somewhere else, so that their losses differ."""
    d, k = weights["0.weight"].shape[1], len(weights["2.bias"])
    return [
        (draw.normal(n, d, dtype=torch.float64) + draw.normal(d, dtype=torch.float64), draw.integers(0, k, n))
        for n in sizes
    ]


def step_of(side, weights, micro, lr, frozen=(), stale=None, tell=("weights", "modes")):
    """What accumulated_step does on one side to a fresh network with these weights."""
    model = side.helpers.network(weights, frozen=list(frozen))
    opt, loss_fn = side.helpers.sgd(model, lr=lr), side.torch.nn.functional.cross_entropy
    if stale is not None:
        side.helpers.leave_gradients(model, stale)
    return side.training(model, side.accumulated_step, model, opt, loss_fn, micro, tell=list(tell))


def whole(micro):
    """One big batch of all parts, as the only part."""
    return [tuple(torch.cat(each) for each in zip(*micro, strict=True))]


@points(2, of="accumulated_step")
def test_accumulated_step_equals_one_step_on_the_big_batch(student, reference, draw):
    """与在一个大批量上走一步相同"""
    for sizes in ((4, 1), (3, 3, 2), (2, 2), (draw.size(3, 7),)):
        weights, lr = drawn_network(draw), number(draw, 0.1, 1)
        micro = drawn_parts(draw, weights, sizes)
        seen = step_of(student, weights, micro, lr)
        wanted = step_of(reference, weights, whole(micro), lr)
        assert_same(seen.weights, wanted.weights)
        assert_same(seen.value, wanted.value)
        assert_same(seen.modes, ["training"] * len(sizes))


@points(1, of="accumulated_step")
@needs("test_accumulated_step_equals_one_step_on_the_big_batch")
def test_accumulated_step_begins_with_clean_gradients_and_leaves_frozen_parameters_alone(student, reference, draw):
    """从干净的梯度开始，不动冻结的参数"""
    weights, lr = drawn_network(draw), number(draw, 0.1, 1)
    micro = drawn_parts(draw, weights, (3, 3, 2))
    wanted = step_of(reference, weights, whole(micro), lr)
    assert_same(step_of(student, weights, micro, lr, stale=number(draw, 2, 5)).weights, wanted.weights)
    for frozen in (["0.weight"], ["0.weight", "0.bias", "2.bias"]):
        wanted = step_of(reference, weights, whole(micro), lr, frozen=frozen)
        assert_same(step_of(student, weights, micro, lr, frozen=frozen).weights, wanted.weights)


@points(1, of="accumulated_step")
@needs("test_accumulated_step_equals_one_step_on_the_big_batch")
def test_accumulated_step_never_holds_more_than_one_part(student, draw):
    """任何时候都只保留一份的记录"""
    weights = drawn_network(draw)
    micro = drawn_parts(draw, weights, [draw.size(1, 3) for _ in range(draw.size(4, 6))])
    seen = step_of(student, weights, micro, number(draw, 0.1, 1), tell=["graphs", "modes"])
    assert_same([len(seen.modes), seen.graphs], [len(micro), 0])


@points(2)
def test_set_lr_matches_reference_for_several_groups(student, reference, draw):
    """有几个组时，与参考答案一致"""
    for count in (3, 4, 2, 1):
        rates = [number(draw, 0.01, 0.1) * 3**i for i in draw.permutation(count).tolist()]
        asked = {"rates": rates, "asked": [number(draw, 0.1, 1), number(draw, 0.001, 0.01), number(draw, 1, 3)]}
        got = student.helpers.rates_after(function=student.set_lr, **asked)
        assert_same(got, reference.helpers.rates_after(function=reference.set_lr, **asked))
