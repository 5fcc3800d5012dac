"""a6/u03 Timing and waiting: against the reference, on costs, scripts, weights and counts drawn afresh.

All times are those of a `Queue`, so they are the same every time. Costs are some hundred times the launch or more, and
far from each other compared with the tolerance, which leaves room for times kept in float32.
"""

import torch

from autograder import assert_same, needs, points

NEAR = {"rtol": 1e-4}


def number(draw, low, high):
    """One number as a float."""
    return draw.uniform(low=low, high=high, dtype=torch.float64).item()


def drawn_costs(draw, slow, usual, odd):
    """Seconds of GPU work for each call of fn: slow first calls, usual ones, and odd ones somewhere among them."""
    usual = [number(draw, 0.001, 0.002) for _ in range(usual - odd)]
    for _ in range(odd):
        usual.insert(draw.integer(0, len(usual)), number(draw, 0.05, 0.09))
    return [number(draw, 0.2, 0.4) for _ in range(slow)] + usual


def compare_timing(student, reference, ask, **asked):
    """The same queue on both sides."""
    asked |= {"ask": ask}
    got = student.helpers.timed(function=student.benchmark, **asked)
    assert_same(got, reference.helpers.timed(function=reference.benchmark, **asked), **NEAR)


@points(2, of="benchmark")
def test_benchmark_gives_the_median_of_times_that_include_the_work(student, reference, draw):
    """得到包含实际工作的时间的中位数"""
    for warmup, repeat, odd in ((3, 8, 1), (2, 7, 1), (1, 10, 2), (0, 6, 1), (4, 1, 0), (2, 2, 0)):
        costs = drawn_costs(draw, warmup, repeat, odd)
        launch = number(draw, 4e-6, 9e-6)
        asked = {"costs": costs, "launch": launch, "warmup": warmup, "repeat": repeat}
        compare_timing(student, reference, "median", **asked)
    costs = drawn_costs(draw, 3, 10, 1)
    compare_timing(student, reference, "median", costs=costs, launch=5e-6)


@points(1, of="benchmark")
@needs("test_benchmark_gives_the_median_of_times_that_include_the_work")
def test_benchmark_bills_nothing_that_was_handed_over_before(student, reference, draw):
    """之前交出去的工作不计入时间"""
    for warmup, repeat in ((0, 1), (3, 1), (0, 2), (2, 2)):
        asked = {"costs": drawn_costs(draw, warmup, repeat, 0), "launch": 5e-6, "warmup": warmup, "repeat": repeat}
        before = [number(draw, 0.01, 0.05) for _ in range(draw.integer(1, 3))]
        compare_timing(student, reference, "median", before=before, **asked)


@points(1, of="benchmark")
@needs("test_benchmark_gives_the_median_of_times_that_include_the_work")
def test_benchmark_gives_the_median_distance_as_the_spread(student, reference, draw):
    """以到中位数的距离的中位数作为离散程度"""
    for warmup, repeat, odd in ((3, 8, 1), (1, 7, 2), (0, 4, 1), (2, 2, 0)):
        costs = drawn_costs(draw, warmup, repeat, odd)
        compare_timing(student, reference, "spread", costs=costs, launch=5e-6, warmup=warmup, repeat=repeat)
    costs = drawn_costs(draw, 3, 10, 1)
    compare_timing(student, reference, "spread", costs=costs, launch=5e-6)
    compare_timing(student, reference, "spread", costs=costs, launch=5e-6, repeat=1)


@points(2)
def test_count_syncs_counts_as_often_as_a_number_is_asked_for(student, reference, draw):
    """要了几次数就数几次"""
    quiet, loud = ["add", "shape", "compare", "detach"], ["item", "float", "int", "if", "text", "format", "tolist"]
    loud += ["numpy", "cpu"]
    scripts = [[draw.choice(loud) for _ in range(draw.size(3, 9))] + [draw.choice(quiet)] for _ in range(4)]
    scripts += [[*loud, *quiet], [draw.choice(quiet) for _ in range(5)], ["item"] * draw.size(2, 9), []]
    got = [student.helpers.syncs_of(function=student.count_syncs, script=script) for script in scripts]
    assert_same(got, [reference.helpers.syncs_of(function=reference.count_syncs, script=each) for each in scripts])


def drawn_epoch(draw, steps):
    """Weights for `helpers.network`: D features, a hidden layer, K classes; and batches for it, all of one size."""
    d, h, k, n = draw.sizes(4)
    shapes = {"0.weight": (h, d), "0.bias": (h,), "2.weight": (k, h), "2.bias": (k,)}
    weights = {name: draw.normal(*shape, dtype=torch.float64) for name, shape in shapes.items()}
    batches = [(draw.normal(n, d, dtype=torch.float64) * 2, draw.integers(0, k, n)) for _ in range(steps)]
    return weights, batches


def epoch_of(side, weights, batches, lr, stale, tell):
    """What train_epoch_lazy does on one side to a fresh network with these weights."""
    model, loss_fn = side.helpers.network(weights), side.torch.nn.functional.cross_entropy
    side.helpers.leave_gradients(model, stale)
    opt = side.helpers.sgd(model, lr=lr)
    return side.training(model, side.train_epoch_lazy, model, batches, opt, loss_fn, tell=list(tell))


@points(1, of="train_epoch_lazy")
def test_train_epoch_lazy_takes_the_steps_of_the_reference(student, reference, draw):
    """每一步都与参考答案一致"""
    for steps in (draw.size(3, 6), 1):
        weights, batches = drawn_epoch(draw, steps)
        asked = {"lr": number(draw, 0.1, 1), "stale": number(draw, 1, 2), "tell": ["weights", "modes"]}
        seen, wanted = (epoch_of(side, weights, batches, **asked) for side in (student, reference))
        assert_same([seen.weights, seen.modes], [wanted.weights, wanted.modes])
        assert_same(seen.value, wanted.value)


@points(1, of="train_epoch_lazy")
@needs("test_train_epoch_lazy_takes_the_steps_of_the_reference")
def test_train_epoch_lazy_makes_the_cpu_wait_only_once(student, reference, draw):
    """整个周期里 CPU 只等一次"""
    for steps in (draw.size(5, 9), draw.size(2, 4)):
        weights, batches = drawn_epoch(draw, steps)
        asked = {"weights": weights, "batches": batches, "lr": number(draw, 0.1, 1)}
        got = student.helpers.epoch_on_gpu(function=student.train_epoch_lazy, **asked)
        wanted = reference.helpers.epoch_on_gpu(function=reference.train_epoch_lazy, **asked)
        assert_same([got["waits"], got["mean"]], [1, wanted["mean"]])


@points(1, of="train_epoch_lazy")
@needs("test_train_epoch_lazy_takes_the_steps_of_the_reference")
def test_train_epoch_lazy_keeps_no_record_of_earlier_batches(student, reference, draw):
    """不保留之前小批量的计算记录"""
    weights, batches = drawn_epoch(draw, draw.size(4, 7))
    asked = {"lr": number(draw, 0.1, 1), "stale": 0.0, "tell": ["graphs"]}
    seen, wanted = (epoch_of(side, weights, batches, **asked) for side in (student, reference))
    assert_same([seen.graphs, seen.value], [0, wanted.value])


@points(2)
def test_hot_ops_ranks_operators_as_the_reference_does(student, reference, draw):
    """运算的排名与参考答案一致"""
    names = ["add", "mul", "sub", "div", "exp", "neg", "tanh", "sqrt"]
    for n in (12, draw.size(2, 4), 1):
        chosen = [names[i] for i in draw.permutation(len(names)).tolist()[:6]]
        counts = [draw.integer(2, 5) for _ in chosen]  # some of them are equal
        calls = {"erf": 1} | dict(zip(chosen, counts, strict=True))  # called first, and least often
        asked = {"calls": calls, "n": n, "labels": draw.integer(6, 9)}
        got = student.helpers.hottest(function=student.hot_ops, **asked)
        assert_same(got, reference.helpers.hottest(function=reference.hot_ops, **asked))


@points(2)
def test_speedup_matches_reference(student, reference, draw):
    """与参考答案一致"""
    pairs = []
    for _ in range(12):
        slow, fast = number(draw, 0.5, 0.9), number(draw, 0.1, 0.4)
        spreads = draw.choice([(0.01, 0.02), (0.05, 0.03), (0.9, 0.01), (0.01, 0.9), (0.0, 0.0)])
        pair = [{"median": slow, "spread": spreads[0]}, {"median": fast, "spread": spreads[1]}]
        pairs += [pair, pair[::-1]]
    touch = draw.choice([0.25, 0.5, 0.75])
    pairs += [[{"median": 5.0, "spread": touch}, {"median": 4.0, "spread": 1 - touch}]]
    pairs += [[{"median": 5.0, "spread": touch}, {"median": 4.0, "spread": 0.9 - touch}]]
    pairs += [[{"median": 4.0, "spread": touch}, {"median": 5.0, "spread": 0.9 - touch}]]
    pairs += [[{"median": 4.0, "spread": 0.0}, {"median": 4.0, "spread": 0.0}]]
    got = [student.speedup(before, after) for before, after in pairs]
    assert_same(got, [reference.speedup(before, after) for before, after in pairs])
