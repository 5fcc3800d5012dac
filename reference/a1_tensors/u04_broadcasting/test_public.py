"""a1/u04 Broadcasting: worked examples. Read them: each name says what the example shows."""

from autograder import assert_same, needs, points, raises, tensor


@points(2)
def test_broadcast_shape_lines_up_the_last_axes(student):
    """从最后一个轴开始对齐"""
    assert_same(student.broadcast_shape((3, 1), (3,)), (3, 3))  # 3 stands below 1
    assert_same(student.broadcast_shape((2, 3), (3,)), (2, 3))  # a missing axis counts as 1
    assert_same(student.broadcast_shape((4, 1), (1, 5)), (4, 5))  # a 1 stretches, on either side


@points(1)
@needs("test_broadcast_shape_lines_up_the_last_axes")
def test_broadcast_shape_refuses_lengths_that_clash(student):
    """拒绝冲突的长度"""
    with raises(ValueError):
        student.broadcast_shape((2,), (2, 3))  # 2 stands above 3


@points(1)
def test_centre_rows_takes_the_mean_of_each_row(student):
    """取每一行的均值"""
    x = tensor([[1.0, 2.0, 6.0], [10.0, 20.0, 30.0]])  # row means 3 and 20
    assert_same(student.centre_rows(x), tensor([[-2.0, -1.0, 3.0], [-10.0, 0.0, 10.0]]))
    square = tensor([[1.0, 3.0], [5.0, 9.0]])  # row means 2 and 7
    assert_same(student.centre_rows(square), tensor([[-1.0, 1.0], [-2.0, 2.0]]))


@points(1)
def test_pairwise_sqdist_has_a_row_for_each_a_and_a_column_for_each_b(student):
    """a 的每个点占一行，b 的每个点占一列"""
    a = tensor([[0.0, 0.0], [3.0, 4.0]])
    b = tensor([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0]])
    assert_same(student.pairwise_sqdist(a, b), tensor([[0.0, 9.0, 16.0], [25.0, 16.0, 9.0]]))


@points(1)
def test_normalise_channels_brings_two_channels_to_one_scale(student):
    """两个通道换算到同一尺度"""
    x = tensor([[[[1.0, 2.0, 3.0]], [[10.0, 20.0, 30.0]]]])  # (B, C, H, W) = (1, 2, 1, 3)
    got = student.normalise_channels(x, tensor([2.0, 20.0]), tensor([1.0, 10.0]))
    assert_same(got, tensor([[[[-1.0, 0.0, 1.0]], [[-1.0, 0.0, 1.0]]]]))


@points(1)
def test_safe_mse_averages_the_squared_differences(student):
    """对差的平方求平均"""
    pred, target = tensor([1.0, 2.0, 5.0, 0.0]), tensor([1.0, 0.0, 1.0, 0.0])  # squares 0, 4, 16, 0
    assert_same(student.safe_mse(pred, target), tensor(5.0))


@points(1)
@needs("test_safe_mse_averages_the_squared_differences")
def test_safe_mse_refuses_a_column_against_a_row_of_numbers(student):
    """拒绝拿一列去比一排"""
    with raises(ValueError):
        student.safe_mse(tensor([[1.0], [2.0], [4.0]]), tensor([1.0, 2.0, 4.0]))  # (3, 1) against (3,)
