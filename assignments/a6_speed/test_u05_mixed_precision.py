# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a6/u05 Mixed precision: worked examples. Read them: each name says what the example shows.

`student.helpers` makes parameters, small models and optimizers, calls your function, and looks at what came of it; the
unit's folder `.units` has them.
"""

import math

import torch

from autograder import assert_same, points, tensor


@points(1)
def test_LossScaler_enlarges_the_loss_and_divides_the_gradients_once(student):
    """放大损失，梯度只除一次"""
    asked = {"weights": [tensor([10.0])], "gradients": [[tensor([2.0])], [tensor([4.0])]], "lr": 0.5}
    got = student.helpers.take_steps(function=student.LossScaler, init_scale=8.0, **asked)
    assert_same([each["weights"] for each in got], [[tensor([9.0])], [tensor([7.0])]])  # 10 - 0.5 * 2, 9 - 0.5 * 4
    assert_same([each["scaled loss"].item() for each in got], [160.0, 288.0])  # 10 * 2 * 8, 9 * 4 * 8
    got = student.helpers.take_steps(function=student.LossScaler, init_scale=8.0, times=0.5, **asked)
    assert_same([each["weights"] for each in got], [[tensor([9.5])], [tensor([8.5])]])  # unscaled first, then halved


@points(1)
def test_LossScaler_leaves_a_step_out_and_lowers_the_scale_if_a_gradient_is_not_finite(student):
    """梯度不是有限的数时，跳过这一步并调低倍数"""
    gradients = [[tensor([each])] for each in (2.0, math.inf, 2.0, math.nan)]
    asked = {"weights": [tensor([10.0])], "gradients": gradients, "lr": 0.5, "init_scale": 8.0}
    got = student.helpers.take_steps(function=student.LossScaler, **asked)
    assert_same([each["weights"][0].item() for each in got], [9.0, 9.0, 8.0, 8.0])
    assert_same([each["scale"] for each in got], [8.0, 4.0, 4.0, 2.0])


@points(1)
def test_LossScaler_raises_the_scale_after_enough_good_steps_in_a_row(student):
    """连续成功足够多步之后，调高倍数"""
    gradients = [[tensor([each])] for each in (2.0, 2.0, 2.0, math.inf, math.nan, 2.0, 2.0)]
    asked = {"weights": [tensor([10.0])], "gradients": gradients, "lr": 0.5, "init_scale": 8.0, "growth_interval": 2}
    got = student.helpers.take_steps(function=student.LossScaler, **asked)
    assert_same([each["weights"][0].item() for each in got], [9.0, 8.0, 7.0, 7.0, 7.0, 6.0, 5.0])
    assert_same([each["scale"] for each in got], [8.0, 16.0, 16.0, 8.0, 4.0, 4.0, 8.0])


@points(1)
def test_autocast_step_computes_in_16_bits_and_keeps_weights_in_32(student):
    """用 16 位计算，权重保持 32 位"""
    labels = tensor([0, 1], dtype=torch.int64)
    batch = (tensor([[0.0], [10.0]]), labels)  # two photos of one pixel, with the scores (0, 0) and (10, 0)
    asked = {"weights": [tensor([[1.0], [0.0]])], "batches": [batch], "lr": 0.5, "dtype": torch.bfloat16}
    (got,) = student.helpers.train(function=student.autocast_step, **asked)
    assert_same(got["loss"], (math.log(2.0) + 10.0) / 2, atol=1e-4)
    assert_same(got["computed in"], [torch.bfloat16])  # one pass through the model
    assert_same(got["autocast in backward"], [False])
    batch = (tensor([[1.0]]), labels[:1])
    asked |= {"weights": [tensor([[256.0], [256.0]])], "batches": [batch], "lr": 2.0}  # probabilities 1/2 and 1/2
    (got,) = student.helpers.train(function=student.autocast_step, **asked)
    assert_same(got["weights"], [tensor([[257.0], [255.0]])])  # gradients -1/2 and 1/2; bfloat16 has no 257


@points(1)
def test_autocast_step_saves_small_gradients_with_a_scaler(student):
    """有缩放器时，小梯度不会消失"""
    batch = (tensor([[8192.0]]), tensor([0], dtype=torch.int64))  # one photo of one pixel
    weights = [tensor([[20.0 / 8192.0], [0.0]])]  # scores 20 and 0: class 1 has the probability e^-20, about 2e-9
    asked = {"weights": weights, "batches": [batch], "lr": 50000.0, "dtype": torch.float16}
    (got,) = student.helpers.train(function=student.autocast_step, **asked)
    assert_same(got["weights"], weights)  # float16 has no number that small
    (got,) = student.helpers.train(function=student.autocast_step, scale=65536.0, **asked)
    moved = -50000.0 * 8192.0 * math.exp(-20.0)  # rate, pixel and slope of the score
    assert_same(got["weights"], [tensor([[20.0 / 8192.0], [moved]])], rtol=1e-2)
    assert_same([got["scale"], got["computed in"]], [65536.0, [torch.float16]])


@points(1)
def test_autocast_step_clips_the_true_gradients(student):
    """裁剪的是真正的梯度"""
    batch = (tensor([[1.0, 1.0]]), tensor([0], dtype=torch.int64))  # one photo of two pixels
    weights = [tensor([[0.0, 0.0], [0.0, 0.0]])]  # four gradients of 1/2 or -1/2: their norm is 1
    asked = {"weights": weights, "batches": [batch], "lr": 4.0, "dtype": torch.float16, "max_norm": 0.5}
    for scale in (None, 8.0):
        (got,) = student.helpers.train(function=student.autocast_step, scale=scale, **asked)
        assert_same(got["weights"], [tensor([[1.0, 1.0], [-1.0, -1.0]])], rtol=1e-3)  # 4 times a quarter


@points(1)
def test_bf16_round_keeps_eight_digits_of_a_number_and_its_dtype(student):
    """保留八个二进制位，dtype 不变"""
    x = tensor([[256.0, 257.0, 259.0], [1000.0, 1001.0, 100000.0]])
    expected = tensor([[256.0, 256.0, 260.0], [1000.0, 1000.0, 99840.0]])  # steps of 2, of 4, of 512
    assert_same(student.bf16_round(x), expected)
    assert_same(student.bf16_round(x.double()), expected.double())


@points(1)
def test_keeps_float32_looks_at_every_parameter(student):
    """检查每一个参数"""
    single, half = torch.float32, torch.bfloat16
    models = [student.helpers.stack_of(dtypes, (2, 3)) for dtypes in ([single, single], [single, half], [half, single])]
    assert_same([student.keeps_float32(model) for model in models], [True, False, False])


@points(1)
def test_bytes_saved_goes_by_the_dtype_of_each_parameter(student):
    """按每个参数的 dtype 计算"""
    cases = ([torch.float32], [torch.float32, torch.bfloat16], [torch.float64])  # 6 numbers for each
    got = [student.bytes_saved(student.helpers.stack_of(dtypes, (2, 3))) for dtypes in cases]
    assert_same(got, [12.0, 12.0, 36.0], check_dtype=False)  # 4 - 2, 2 - 2 and 8 - 2 bytes a number
