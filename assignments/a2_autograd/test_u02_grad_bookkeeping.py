# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a2/u02 Gradient bookkeeping: worked examples. Read them: each name says what the example shows.

`student.helpers` are small functions that make a function or parameters, call yours, and look at what came of it; the
unit's folder `.units` has them.
"""

from autograder import assert_same, needs, points, tensor


@points(1)
def test_slope_does_not_mind_a_large_constant(student):
    """加上很大的常数，斜率不变"""
    got = student.helpers.slope_of_polynomial(function=student.slope, coefficients=[1.0, 0.0, 0.0], x=3.0)
    assert_same(got, 6.0, atol=0.1)  # x * x: the slope is 2 * x
    got = student.helpers.slope_of_polynomial(function=student.slope, coefficients=[1.0, 0.0, 1e18], x=3.0)
    assert_same(got, 6.0, atol=0.1)  # x * x + 1e18 is as steep


@points(1)
@needs("test_slope_does_not_mind_a_large_constant")
def test_slope_leaves_the_gradient_of_a_weight_alone(student):
    """不改动权重已有的梯度"""
    got = student.helpers.slope_beside_a_weight(function=student.slope, weight=2.0, gradient=7.0, x=3.0)
    assert_same(got, {"slope": 12.0, "gradient of the weight": tensor(7.0)}, atol=1e-3)  # 2 * x * x, and 7 as before


@points(1)
def test_gd_step_moves_the_parameters_downhill_and_keeps_their_gradients(student):
    """参数往下坡走一步，梯度保留"""
    values, gradients = [tensor([1.0, 2.0, 3.0]), tensor(10.0)], [tensor([2.0, -2.0, 0.0]), tensor(8.0)]
    got = student.helpers.step(function=student.gd_step, values=values, gradients=gradients, lr=0.5)
    assert_same(got["values"], [tensor([0.0, 3.0, 3.0]), tensor(6.0)])  # 1 - 0.5 * 2, and so on
    assert_same(got["gradients"], gradients)
    assert_same(got["leaves that record"], [True, True])
    assert_same(got["recording goes on"], True)


@points(1)
@needs("test_gd_step_moves_the_parameters_downhill_and_keeps_their_gradients")
def test_gd_step_lets_a_parameter_without_gradient_stay(student):
    """没有梯度的参数不动"""
    values, gradients = [tensor([1.0, 2.0]), tensor(5.0), tensor([10.0])], [tensor([2.0, 4.0]), None, tensor([8.0])]
    got = student.helpers.step(function=student.gd_step, values=values, gradients=gradients, lr=0.5)
    assert_same(got["values"], [tensor([0.0, 0.0]), tensor(5.0), tensor([6.0])])


@points(1)
def test_fit_line_takes_a_first_step_from_zero(student):
    """从零出发走第一步"""
    x, y = tensor([0.0, 2.0, 0.0, 2.0]), tensor([1.0, 5.0, 1.0, 5.0])  # the line 2 * x + 1 goes through all points
    got = student.fit_line(x, y, 0.25, 1)  # errors -1, -5, -1, -5: gradients 2 * (-20 / 4) and 2 * (-12 / 4)
    assert_same(got, (2.5, 1.5), atol=1e-4)


@points(1)
def test_fit_line_takes_a_second_step_from_where_the_first_one_ended(student):
    """从第一步停下的地方走第二步"""
    x, y = tensor([0.0, 2.0, 0.0, 2.0]), tensor([1.0, 5.0, 1.0, 5.0])
    got = student.fit_line(x, y, 0.25, 2)  # errors 0.5, 1.5, 0.5, 1.5: gradients 2 * (6 / 4) and 2 * (4 / 4)
    assert_same(got, (1.75, 1.0), atol=1e-4)


@points(1)
def test_frozen_copy_does_not_notice_what_happens_to_x(student):
    """x 后来怎么改，副本都不变"""
    values, new = tensor([1.0, 2.0, 3.0]), tensor([9.0, 8.0, 7.0])
    got = student.helpers.copy_then_write(function=student.frozen_copy, values=values, new=new)
    assert_same(got, {"copy": values, "copy is recorded": False, "x": new, "x is recorded": True})


@points(1)
def test_grad_norm_is_the_length_of_all_gradients_together(student):
    """所有梯度合在一起的长度"""
    values, gradients = [tensor([70.0]), tensor([50.0, 60.0])], [tensor([6.0]), tensor([2.0, -3.0])]
    got = student.helpers.norm(function=student.grad_norm, values=values, gradients=gradients)
    assert_same(got, {"norm": 7.0, "gradients": gradients}, atol=1e-4)  # 36 + 4 + 9 is 49
