"""a3/u05 Buffers and state_dict: against the reference, on numbers, sizes and names drawn afresh.

Layers get secret states by name, and what is read back has to be the very same numbers (`BITS`), or the mean that the
reference comes to. Sums may be added up in any order, so means are drawn in float64.
"""

import torch

from autograder import assert_same, points, raises

BITS = {"rtol": 0.0, "atol": 0.0}


def drawn_scale(draw, d, dtype=None):
    """What a Standardise holds."""
    return {"mean": draw.normal(d, dtype=dtype), "std": draw.uniform(d, low=0.5, high=2.0, dtype=dtype)}


def drawn_batches(draw, d, sizes):
    """Batches of `sizes` rows of d features, each batch around a place of its own."""
    return [draw.normal(n, d, dtype=torch.float64) + draw.normal(d, dtype=torch.float64) for n in sizes]


def drawn_network(draw, channels, classes):
    """What a network of the helpers holds."""
    return {
        "conv.weight": draw.normal(channels, 1, 3, 3),
        "norm.weight": draw.normal(channels),
        "norm.bias": draw.normal(channels),
        "norm.running_mean": draw.normal(channels),
        "norm.running_var": draw.uniform(channels, low=0.5, high=2.0),
        "norm.num_batches_tracked": torch.tensor(draw.integer(2, 1_000_000)),
        "scores.weight": draw.normal(classes, channels * 4),
    }


def renamed(state, name, new):
    """The same state, with another name in the place of one."""
    return {new if key == name else key: value for key, value in state.items()}


@points(2)
def test_Standardise_matches_reference_with_given_measured_and_loaded_numbers(student, reference, draw):
    """给定的、测出的、加载的数，都与参考实现一致"""
    n, m, d = draw.sizes(3)
    scale = drawn_scale(draw, d)
    for x in (draw.normal(d, d), draw.normal(n, d), draw.normal(1, d), draw.strided(draw.normal(n, d))):
        mine = student.Standardise(scale["mean"], scale["std"])
        assert_same(mine(x), reference.Standardise(scale["mean"], scale["std"])(x), atol=1e-4, rtol=1e-4)
    for x in (draw.normal(d, d), draw.normal(m, d) * 3 + 2, draw.normal(2, 1), draw.strided(draw.normal(n, d))):
        y = draw.normal(m, x.shape[1])
        mine, theirs = student.Standardise.from_data(x), reference.Standardise.from_data(x)
        assert_same(mine(y), theirs(y), atol=1e-4, rtol=1e-4)
    for dtype in (torch.float32, torch.float64):
        asked = {"x": draw.normal(n, d, dtype=dtype), "held": drawn_scale(draw, d, dtype)}
        got = student.helpers.standardised(function=student.Standardise, **asked)
        assert_same(got, reference.helpers.standardised(function=reference.Standardise, **asked), atol=1e-4, rtol=1e-4)


@points(2)
def test_Standardise_holds_buffers_that_travel_and_that_nobody_else_moves(student, reference, draw):
    """缓冲区跟着走，别人改不动"""
    n, d = draw.sizes(2)
    scale, other = drawn_scale(draw, d), drawn_scale(draw, d)
    got = student.helpers.after_a_journey(function=student.Standardise, **scale)
    assert_same(got, {"mean": "torch.float64 on meta", "std": "torch.float64 on meta"})
    got = student.helpers.after_a_step(function=student.Standardise, **scale, x=draw.normal(n, d))
    assert_same(got, scale, **BITS)
    got = student.helpers.given_after_loading(function=student.Standardise, given=scale, held=other)
    assert_same(got, scale, **BITS)
    x = draw.normal(n, d)
    got = student.helpers.measured(function=student.Standardise, x=x)
    assert_same(got, reference.helpers.measured(function=reference.Standardise, x=x))


@points(2)
def test_RunningMean_matches_reference_on_batches_of_different_sizes(student, reference, draw):
    """小批量大小不同，也与参考实现一致"""
    d, *sizes = draw.sizes(4)
    batches = drawn_batches(draw, d, [*sizes, 1, sizes[0]])
    for modes in ([True] * 5, [True, False, True, False, True], [True, True, True, True, False]):
        got = student.helpers.answers(function=student.RunningMean, batches=batches, training=modes)
        want = reference.helpers.answers(function=reference.RunningMean, batches=batches, training=modes)
        assert_same(got, want)
    batches = [draw.normal(7, 1), draw.strided(draw.normal(3, 1))]
    got = student.helpers.answers(function=student.RunningMean, batches=batches)
    want = reference.helpers.answers(function=reference.RunningMean, batches=batches)
    assert_same(got, want, atol=1e-4, rtol=1e-4)


@points(2)
def test_RunningMean_goes_on_from_a_state_that_it_loads(student, reference, draw):
    """从加载的状态接着算"""
    d, *sizes = draw.sizes(4)
    asked = {"today": drawn_batches(draw, d, sizes), "tomorrow": drawn_batches(draw, d, [sizes[0], 1])}
    got = student.helpers.today_and_tomorrow(function=student.RunningMean, **asked)
    assert_same(got, reference.helpers.today_and_tomorrow(function=reference.RunningMean, **asked))
    held = {"mean": draw.normal(d, dtype=torch.float64), "count": torch.tensor(draw.integer(3, 30))}
    asked = {"held": held, "batches": drawn_batches(draw, d, sizes)}
    got = student.helpers.goes_on(function=student.RunningMean, **asked)
    assert_same(got, reference.helpers.goes_on(function=reference.RunningMean, **asked))
    got = student.helpers.buffers_at_first(function=student.RunningMean, n_features=d)
    assert_same(got, reference.helpers.buffers_at_first(function=reference.RunningMean, n_features=d))
    asked = {"batches": drawn_batches(draw, d, sizes), "training": [False, True, False]}  # asked before it has learned
    got = student.helpers.answers(function=student.RunningMean, **asked)
    assert_same(got, reference.helpers.answers(function=reference.RunningMean, **asked))


@points(2)
def test_save_writes_every_number_of_the_model_bit_by_bit(student, draw):
    """模型里的每个数都原样写下"""
    for channels, classes in (draw.sizes(2), (1, draw.size())):
        state = drawn_network(draw, channels, classes)
        got = student.helpers.saved(function=student.save, channels=channels, classes=classes, state=state)
        assert_same(got, state, **BITS)


@points(1)
def test_load_takes_over_every_number_and_refuses_what_does_not_fit(student, draw):
    """每个数都照搬，不相符的一律拒绝"""
    channels, classes = draw.sizes(2)
    size = {"channels": channels, "classes": classes}
    state = drawn_network(draw, channels, classes)
    assert_same(student.helpers.loaded(function=student.load, **size, state=state), state, **BITS)
    # BatchNorm itself fills in a count of batches that is missing from a plain dict, as files of old versions lack it
    name = draw.choice([name for name in state if not name.endswith("num_batches_tracked")])
    wrong = [
        renamed(state, name, name.replace(".", "_")),
        {key: value for key, value in state.items() if key != name},
        {**state, "shirt": draw.normal(channels)},
        {**state, "scores.weight": draw.normal(classes + 1, channels * 4)},
    ]
    for unfit in wrong:
        with raises(RuntimeError):
            student.helpers.loaded(function=student.load, **size, state=unfit)


@points(1)
def test_diff_state_matches_reference_on_drawn_names_and_shapes(student, reference, draw):
    """随机抽取的名字和形状都与参考实现一致"""
    n, m = draw.sizes(2)
    for one, other in (
        (draw.normal(n, m), draw.normal(m, n)),  # as many numbers, in another shape
        (draw.normal(n, m), draw.normal(n, m + 1)),  # as many rows
        (draw.normal(m), draw.normal(1, m)),
        (draw.normal(1), draw.normal(1).squeeze()),
    ):
        kinds = ["weight", "bias", "mean", "std", "count"]
        names = [f"layer{i}.{draw.choice(kinds)}" for i in draw.permutation(9).tolist()]
        a = {name: draw.normal(n, m) for name in names[:7]}
        b = {name: draw.normal(n, m) for name in (names[8], *names[4:8])}  # 4 missing, 2 extra, 3 in both
        a[names[4]], b[names[4]] = one, other
        b[names[5]] = a[names[5]].double()  # another dtype is no other shape
        got = student.helpers.in_order(function=student.diff_state, a=a, b=b)
        assert_same(got, reference.helpers.in_order(function=reference.diff_state, a=a, b=b))
    for a, b in (({}, {"weight": draw.normal(n)}), ({"weight": draw.normal(n)}, {}), ({}, {})):
        got = student.helpers.in_order(function=student.diff_state, a=a, b=b)
        assert_same(got, reference.helpers.in_order(function=reference.diff_state, a=a, b=b))
