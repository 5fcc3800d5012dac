# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a4/u07 Schedule, clip, accumulate: worked examples. Read them: each name says what the example shows.

`student.helpers` makes parameters, small models and optimizers, calls your function, and looks at what came of it; the
unit's folder `.units` has them. `student.training(model, f, ...)` calls f(...), and tells what happened to the model.
"""

import torch

from autograder import assert_same, needs, points, tensor


@points(1)
def test_warmup_cosine_climbs_from_the_very_first_step(student):
    """从第一步就开始爬升"""
    got = [student.warmup_cosine(step, 4, 12, 0.8) for step in (0, 1, 2, 3)]
    assert_same(got, [0.2, 0.4, 0.6, 0.8])  # a quarter of 0.8 more each time


@points(1)
def test_warmup_cosine_falls_along_half_a_wave_and_stays_at_the_floor(student):
    """沿半个余弦波下降，之后停在 floor"""
    got = [student.warmup_cosine(step, 2, 8, 1.0, 0.2) for step in (2, 4, 5, 6, 8, 11)]
    assert_same(got, [1.0, 0.8, 0.6, 0.4, 0.2, 0.2])  # a third of the way: cos 60 degrees is 1/2


@points(1)
def test_clip_shortens_all_gradients_by_the_same_factor(student):
    """所有梯度按同一个倍数缩短"""
    gradients = [tensor([2.0, -4.0]), tensor([[4.0]])]  # squares 4, 16, 16: their sum is 36
    for generator in (False, True):  # a list of parameters; what `model.parameters()` gives
        asked = {"gradients": gradients, "max_norm": 3.0, "generator": generator}
        got = student.helpers.clip(function=student.clip_, **asked)
        assert_same(got["gradients"], [tensor([1.0, -2.0]), tensor([[2.0]])], rtol=1e-5)  # half of each
        assert_same([got["returned"], got["parameters as before"]], [6.0, True], rtol=1e-5)  # the norm before


@points(1)
def test_clip_leaves_short_gradients_as_they_are(student):
    """本来就短的梯度保持原样"""
    gradients = [tensor([2.0, -4.0]), None, tensor([[4.0]])]
    for max_norm in (10.0, 6.0):  # 6 is no more than 6
        got = student.helpers.clip(function=student.clip_, gradients=gradients, max_norm=max_norm)
        assert_same(got["gradients"], gradients, rtol=1e-5)
        assert_same(got["returned"], 6.0, rtol=1e-5)


@points(1)
def test_accumulated_step_is_one_step_on_the_whole_batch(student):
    """等于在整个小批量上走一步"""
    model, loss_fn = student.helpers.line(0.0), student.torch.nn.functional.mse_loss
    ones = torch.ones(5, 1)
    micro = [(ones[:4], ones[:4]), (ones[4:], 6 * ones[4:])]  # labels 1, 1, 1, 1 and 6
    opt = student.helpers.sgd(model, lr=0.5)
    seen = student.training(model, student.accumulated_step, model, opt, loss_fn, micro, tell=["weights", "modes"])
    assert_same(seen.steps, 1)
    assert_same(seen.weights, [{"weight": tensor([[2.0]])}])  # the mean label is 2: 0.5 * 2 * 2 up
    assert_same(seen.value, 8.0)  # squares 1, 1, 1, 1 and 36: 40 / 5
    assert_same(seen.modes, ["training", "training"])  # one pass for each part


@points(1)
@needs("test_accumulated_step_is_one_step_on_the_whole_batch")
def test_accumulated_step_clears_what_others_left_behind(student):
    """先清掉别人留下的梯度"""
    model, loss_fn = student.helpers.line(0.0), student.torch.nn.functional.mse_loss
    ones = torch.ones(2, 1)
    micro = [(ones[:1], ones[:1]), (ones[1:], 3 * ones[1:])]  # labels 1 and 3
    opt = student.helpers.sgd(model, lr=0.5)
    student.helpers.leave_gradients(model, 100.0)
    seen = student.training(model, student.accumulated_step, model, opt, loss_fn, micro, tell=["weights"])
    assert_same(seen.weights, [{"weight": tensor([[2.0]])}])


@points(1)
@needs("test_accumulated_step_is_one_step_on_the_whole_batch")
def test_accumulated_step_keeps_the_record_of_one_part_at_a_time(student):
    """同一时刻只保留一份的计算记录"""
    model, loss_fn = student.helpers.line(0.0), student.torch.nn.functional.mse_loss
    ones = torch.ones(3, 1)
    micro = [(ones[:1], ones[:1]), (ones[1:2], ones[1:2]), (ones[2:], ones[2:])]
    opt = student.helpers.sgd(model, lr=0.5)
    seen = student.training(model, student.accumulated_step, model, opt, loss_fn, micro, tell=["graphs"])
    assert_same(seen.graphs, 0)  # 2: when the third part came, the records of two others were still there


@points(1)
def test_set_lr_keeps_the_ratios_between_groups(student):
    """各组学习率之间的比例不变"""
    got = student.helpers.rates_after(function=student.set_lr, rates=[0.125, 0.5], asked=[0.25, 1.0])
    assert_same([each["rates"] for each in got], [[0.0625, 0.25], [0.25, 1.0]])  # the second stays 4 times the first
    assert_same([each["moved"] for each in got], [[0.0625, 0.25], [0.25, 1.0]])
