"""a6/u05 Mixed precision: against the reference, on weights, gradients, batches and scales drawn afresh.

What is computed in 16 bits may differ a little from one right formula to the next, so weights after a step are compared
loosely (`LOOSE`); a forgotten step or a scale that was not taken off is much further away. After small steps they are
compared more closely (`CLOSE`): weights that were rounded to 16 bits in between are off by up to 1 in 512.
"""

import math

import torch

from autograder import assert_same, points

LOOSE = {"rtol": 1e-2, "atol": 1e-2}
CLOSE = {"rtol": 0, "atol": 2e-4}


def number(draw, low, high):
    """One number as a float."""
    return draw.uniform(low=low, high=high, dtype=torch.float64).item()


def drawn_options(draw):
    """How a scaler is made: a scale that is no power of two, and other numbers than the usual ones."""
    return {
        "init_scale": number(draw, 100, 5000),
        "growth_factor": number(draw, 1.5, 3),
        "backoff_factor": number(draw, 0.1, 0.6),
        "growth_interval": draw.choice([2, 3]),
    }


def spoilt(draw, gradients, bad):
    """The same gradients, with one number of one of them replaced."""
    copies = [each.clone() for each in gradients]
    chosen = copies[draw.choice(range(len(copies)))].view(-1)
    chosen[draw.choice(range(len(chosen)))] = bad
    return copies


def compare_steps(student, reference, asked):
    """The same steps on both sides."""
    got = student.helpers.take_steps(function=student.LossScaler, **asked)
    wanted = reference.helpers.take_steps(function=reference.LossScaler, **asked)
    for key in ("scale", "weights", "scaled loss"):
        assert_same([each[key] for each in got], [each[key] for each in wanted])


@points(2, of="LossScaler")
def test_LossScaler_matches_reference_over_good_and_bad_steps(student, reference, draw):
    """好的步和坏的步混在一起时，与参考答案一致"""
    for times in (None, number(draw, 0.2, 0.8)):
        shapes = [tuple(draw.sizes(2)), (draw.size(),), ()]
        weights = [draw.normal(*shape, dtype=torch.float64) for shape in shapes]
        interval = draw.choice([2, 3])
        bad = [math.nan, math.inf, -math.inf]
        plan = [None] * interval + [None, bad[0], *bad[1:]] + [None] * (interval - 1) + [*bad[:2]] + [None] * 7
        gradients = []
        for each in plan:
            true = [draw.normal(*shape, dtype=torch.float64) for shape in shapes]
            gradients.append(true if each is None else spoilt(draw, true, each))
        asked = {"weights": weights, "gradients": gradients, "lr": number(draw, 0.1, 1), "times": times}
        compare_steps(student, reference, asked | drawn_options(draw) | {"growth_interval": interval})


@points(1, of="LossScaler")
def test_LossScaler_passes_over_weights_without_gradient_and_has_the_usual_numbers(student, reference, draw):
    """跳过没有梯度的权重；默认值都对"""
    n, m = draw.sizes(2)
    weights = [draw.normal(n), draw.normal(m), draw.normal(n, m)]
    gradients = [[draw.normal(n), None, draw.normal(n, m)], [None, draw.normal(m), draw.normal(n, m)]]
    asked = {"weights": weights, "gradients": gradients, "lr": number(draw, 0.1, 1)}
    compare_steps(student, reference, asked)
    gradients = [[torch.tensor([each])] for each in (1.0, math.inf, math.nan)]
    compare_steps(student, reference, asked | {"weights": [draw.normal(1)], "gradients": gradients})
    steps = [0, draw.integer(1, 1000), 1999, 2000]
    got = student.helpers.scale_after(function=student.LossScaler, steps=steps)
    assert_same(got, reference.helpers.scale_after(function=reference.LossScaler, steps=steps))


def drawn_net(draw, hidden=True):
    """Weights for `helpers.Net`: D pixels, perhaps a hidden layer, K classes."""
    d, h, k = draw.sizes(3, low=3)
    return [draw.normal(h, d), draw.normal(k, h)] if hidden else [draw.normal(k, d)]


def drawn_batches(draw, weights, count):
    """Batches of different sizes, inputs (B, D) and labels (B,)."""
    d, k = weights[0].shape[1], weights[-1].shape[0]
    return [(draw.normal(n, d), draw.integers(0, k, n)) for n in (draw.size(3, 9) for _ in range(count))]


def runs(student, reference, asked):
    """The same training on both sides."""
    got = student.helpers.train(function=student.autocast_step, **asked)
    return got, reference.helpers.train(function=reference.autocast_step, **asked)


def column(told, key):
    """One entry of each step."""
    return [each[key] for each in told]


@points(2, of="autocast_step")
def test_autocast_step_takes_the_steps_of_the_reference_in_both_formats(student, reference, draw):
    """两种 16 位格式下，每一步都与参考答案一致"""
    for dtype in (torch.bfloat16, torch.float16, torch.bfloat16):
        weights = drawn_net(draw)
        batches = drawn_batches(draw, weights, 4)
        asked = {"weights": weights, "batches": batches, "lr": number(draw, 0.2, 0.5), "dtype": dtype}
        got, wanted = runs(student, reference, asked | {"left_behind": number(draw, 2, 5)})
        assert_same(column(got, "computed in"), column(wanted, "computed in"))
        assert_same(column(got, "autocast in backward"), column(wanted, "autocast in backward"))
        assert_same(got[0]["loss"], wanted[0]["loss"], rtol=1e-5, atol=1e-5)
        assert_same(column(got, "weights"), column(wanted, "weights"), **LOOSE)
        assert_same(column(got, "loss"), column(wanted, "loss"), **LOOSE)
        got, wanted = runs(student, reference, asked | {"lr": number(draw, 0.005, 0.01)})
        assert_same(column(got, "weights"), column(wanted, "weights"), **CLOSE)


@points(1, of="autocast_step")
def test_autocast_step_leaves_out_the_third_step_when_a_photo_overflows(student, reference, draw):
    """第三批有一张照片溢出时，跳过这一步"""
    weights = drawn_net(draw)
    batches = drawn_batches(draw, weights, 5)
    batches[2][0][draw.choice([0, 1, 2])] *= 1e7  # beyond float16, whose largest number is 65504
    asked = {"weights": weights, "batches": batches, "lr": number(draw, 0.2, 0.5), "dtype": torch.float16}
    got, wanted = runs(student, reference, asked | {"scale": draw.choice([128.0, 256.0]), "growth_interval": 2})
    assert_same(column(got, "scale"), column(wanted, "scale"))
    assert_same(column(got, "weights"), column(wanted, "weights"), **LOOSE)
    assert_same([bool(each[0].isfinite().all()) for each in column(got, "weights")], [True] * 5)
    asked |= {"batches": drawn_batches(draw, weights, 6), "scale": 2.0**21}  # too large at first
    got, wanted = runs(student, reference, asked)
    assert_same(column(got, "scale"), column(wanted, "scale"))
    assert_same(column(got, "weights"), column(wanted, "weights"), **LOOSE)


@points(1, of="autocast_step")
def test_autocast_step_clips_with_and_without_a_scaler(student, reference, draw):
    """有没有缩放器，裁剪的结果都一样"""
    for dtype, scale in ((torch.float16, 512.0), (torch.bfloat16, None), (torch.bfloat16, 2.0**20)):
        weights = drawn_net(draw)
        asked = {"weights": weights, "batches": drawn_batches(draw, weights, 3), "lr": number(draw, 10, 30)}
        for max_norm in (number(draw, 0.1, 0.2), 1000.0):
            more = {"dtype": dtype, "scale": scale, "max_norm": max_norm}
            got, wanted = runs(student, reference, asked | more)
            assert_same(column(got, "weights")[0], column(wanted, "weights")[0], **LOOSE)
            assert_same(column(got, "scale"), column(wanted, "scale"))


@points(1, of="autocast_step")
def test_autocast_step_is_for_the_device_that_it_is_told(student, reference, draw):
    """autocast 作用于指定的设备"""
    weights = drawn_net(draw)
    asked = {"weights": weights, "batches": drawn_batches(draw, weights, 2), "lr": number(draw, 0.2, 0.5)}
    for dtype in (torch.bfloat16, torch.float16):
        for more in ({"device": "gpu", "device_type": "gpu"}, {"device": "cpu", "device_type": "cuda"}):
            got, wanted = runs(student, reference, asked | more | {"dtype": dtype})
            assert_same(column(got, "computed in"), column(wanted, "computed in"))  # "cuda" does not concern the CPU
            assert_same(column(got, "weights"), column(wanted, "weights"), **LOOSE)
            assert_same(column(got, "loss"), column(wanted, "loss"), **LOOSE)


@points(1, of="bf16_round")
def test_bf16_round_matches_reference_on_numbers_of_all_sizes(student, reference, draw):
    """大大小小的数都与参考答案一致"""
    n, m = draw.sizes(2)
    for dtype in (torch.float32, torch.float64, torch.float16, torch.bfloat16):
        small = draw.normal(n, m, dtype=torch.float64)
        assert_same(student.bf16_round(small.to(dtype)), reference.bf16_round(small.to(dtype)), rtol=0, atol=0)
    size = torch.tensor([1e-30, 1e-12, 1e-6, 1e6, 1e12, 1e30])
    x = draw.normal(6) * size
    assert_same(student.bf16_round(x), reference.bf16_round(x), rtol=0, atol=0)
    halfway = draw.integers(128, 255, n, m).float() * 2 + 1  # between two neighbours: the even one
    x = draw.strided(halfway)
    assert_same(student.bf16_round(x), reference.bf16_round(x), rtol=0, atol=0)
    x = torch.tensor([math.inf, -math.inf, math.nan, 0.0])
    assert_same(student.bf16_round(x), reference.bf16_round(x), rtol=0, atol=0)


DTYPES = (torch.float32, torch.bfloat16, torch.float16, torch.float64)


def drawn_dtypes(draw):
    """For each model the dtypes of its parameters: one of them, or none, is no float32; and that of a buffer."""
    cases = [([torch.float32] * 3, None), ([torch.float32] * 2, torch.bfloat16)]
    for other in DTYPES[1:]:
        for place in draw.permutation(3).tolist():
            dtypes = [torch.float32] * 3
            dtypes[place] = other
            cases.append((dtypes, draw.choice([None, torch.float32, torch.int64])))
    return [cases[i] for i in draw.permutation(len(cases)).tolist()]


@points(1)
def test_keeps_float32_finds_one_other_parameter_anywhere(student, reference, draw):
    """无论哪个参数不是 float32 都能发现"""
    shape = tuple(draw.sizes(2))
    cases = drawn_dtypes(draw)
    got = [student.keeps_float32(student.helpers.stack_of(d, shape, buffer=b)) for d, b in cases]
    assert_same(got, [reference.keeps_float32(reference.helpers.stack_of(d, shape, buffer=b)) for d, b in cases])


@points(1)
def test_bytes_saved_matches_reference_on_many_models(student, reference, draw):
    """许多模型都与参考答案一致"""
    shape = tuple(draw.sizes(2))
    cases = drawn_dtypes(draw)
    got = [student.bytes_saved(student.helpers.stack_of(d, shape, buffer=b)) for d, b in cases]
    wanted = [reference.bytes_saved(reference.helpers.stack_of(d, shape, buffer=b)) for d, b in cases]
    assert_same(got, wanted, check_dtype=False)
