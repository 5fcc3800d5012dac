# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a4/u06 Optimisers by hand: worked examples. Read them: each name says what the example shows.

`student.helpers` are small functions that let an optimiser of your class take steps; the unit's folder `.units` has
them. `start` holds the numbers of two parameters, `gradients` what each of them has for a gradient before each step.
"""

from autograder import assert_same, points, tensor


@points(1)
def test_SGD_goes_against_the_gradient_as_far_as_lr_says(student):
    """逆着梯度走，步长由 lr 决定"""
    start = [tensor([5.0, 1.0]), tensor([4.0, 6.0])]
    gradients = [[tensor([20.0, -10.0]), tensor([5.0, 0.0])], [tensor([10.0, 0.0]), tensor([-5.0, 20.0])]]
    got = student.helpers.descend(function=student.SGD, start=start, gradients=gradients, lr=0.1)
    assert_same(got, [[tensor([3.0, 2.0]), tensor([3.5, 6.0])], [tensor([2.0, 2.0]), tensor([4.0, 4.0])]])


@points(1)
def test_SGD_adds_each_gradient_to_half_of_what_the_same_parameter_remembers(student):
    """动量：每个参数记住自己的一半，再加上新梯度"""
    start = [tensor([0.0]), tensor([0.0])]
    gradients = [[tensor([4.0]), tensor([-8.0])], [tensor([4.0]), tensor([0.0])], [tensor([0.0]), tensor([2.0])]]
    got = student.helpers.descend(function=student.SGD, start=start, gradients=gradients, lr=1.0, momentum=0.5)
    # the first one's v is 4, then 2 + 4 = 6, then 3 + 0 = 3; the other one's is -8, then -4, then -2 + 2 = 0
    first, other = [-4.0, -10.0, -13.0], [8.0, 12.0, 12.0]
    assert_same(got, [[tensor([a]), tensor([b])] for a, b in zip(first, other, strict=True)])


@points(1)
def test_SGD_adds_weight_decay_and_leaves_the_gradients_alone(student):
    """加上权重衰减，而不改动梯度"""
    asked = {"start": [tensor([10.0])], "gradients": [[tensor([3.0])], [tensor([1.2])]], "lr": 0.5, "weight_decay": 0.1}
    got = student.helpers.descend(function=student.SGD, **asked)
    assert_same(got, [[tensor([8.0])], [tensor([7.0])]])  # d is 3 + 1 = 4, then 1.2 + 0.8 = 2
    assert_same(student.helpers.gradients_left(function=student.SGD, **asked), asked["gradients"])


@points(1)
def test_SGD_passes_over_a_parameter_without_gradient(student):
    """没有梯度的参数跳过不管"""
    start = [tensor([10.0]), tensor([10.0])]
    gradients = [[tensor([2.0]), tensor([2.0])], [tensor([2.0]), None], [tensor([2.0]), tensor([2.0])]]
    asked = {"start": start, "gradients": gradients, "lr": 1.0, "momentum": 0.5}
    got = student.helpers.clear_and_descend(function=student.SGD, **asked)
    # the first one's v is 2, 3, 3.5; the other one's 2, then it stays as it is, then 3
    assert_same(got, [[tensor([8.0]), tensor([8.0])], [tensor([5.0]), tensor([8.0])], [tensor([1.5]), tensor([5.0])]])


@points(1)
def test_SGD_serves_a_training_loop_with_a_list_and_with_a_generator(student):
    """用在训练循环里：参数来自列表或生成器"""
    start = [tensor([1.0, 2.0]), tensor([3.0, 4.0])]
    for generator in (False, True):
        got = student.helpers.third_round(function=student.SGD, start=start, generator=generator, lr=0.1)
        assert_same(got, "moved, and gradients cleared")


@points(1)
def test_Adam_divides_the_average_gradient_by_its_usual_size(student):
    """平均梯度除以它通常的大小"""
    start = [tensor([10.0]), tensor([10.0])]
    gradients = [[tensor([2.0]), tensor([-1.0])], [tensor([5.0]), tensor([-1.0])]]
    asked = {"start": start, "gradients": gradients, "lr": 3.0, "betas": (0.5, 0.75), "eps": 1.0}
    got = student.helpers.descend(function=student.Adam, **asked)
    # The first parameter's M is 2, then 3 / 0.75 = 4; its S is 4, then 7 / 0.4375 = 16. So it goes back by
    # 3 * 2 / (2 + 1) = 2, then by 3 * 4 / (4 + 1) = 2.4. The other one has M = -1 and S = 1 both times.
    assert_same(got, [[tensor([8.0]), tensor([11.5])], [tensor([5.6]), tensor([13.0])]])


@points(1)
def test_AdamW_shrinks_the_weights_and_keeps_the_decay_out_of_the_averages(student):
    """直接缩小权重，衰减不进入平均"""
    start = [tensor([10.0]), tensor([-20.0])]
    gradients = [[tensor([1.0]), tensor([-3.0])]] * 2
    asked = {"start": start, "gradients": gradients, "lr": 2.0, "betas": (0.5, 0.75), "eps": 1.0, "weight_decay": 0.1}
    got = student.helpers.descend(function=student.AdamW, **asked)
    # 1 - 2 * 0.1 = 0.8: 10 becomes 8, and -20 becomes -16. Adam goes back by 2 * 1 / (1 + 1) = 1 and 2 * -3 / (3 + 1)
    # = -1.5 from there, both times.
    assert_same(got, [[tensor([7.0]), tensor([-14.5])], [tensor([4.6]), tensor([-10.1])]])
