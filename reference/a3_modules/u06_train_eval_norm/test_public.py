"""a3/u06 Train, eval, norm: worked examples. Read them: each name says what the example shows.

`student.helpers` are small functions that make a layer of your class and say what it does; the unit's folder `.units`
has them.
"""

import torch

from autograder import assert_same, points, tensor


@points(1)
def test_Dropout_drops_a_share_of_p_and_enlarges_the_rest(student):
    """按概率 p 丢弃，并放大留下的数"""
    assert_same(student.helpers.share_of_zeros(function=student.Dropout, p=0.2), 0.2)
    numbers = student.helpers.numbers_that_occur(function=student.Dropout, p=0.5, training=True)
    assert_same(numbers, [0.0, 2.0])  # half of the ones are gone, so the others count double
    numbers = student.helpers.numbers_that_occur(function=student.Dropout, p=0.75, training=True)
    assert_same(numbers, [0.0, 4.0])  # one in four is left
    assert_same(student.helpers.different_rows(function=student.Dropout), 20)  # 20 rows, each with zeros of its own


@points(1)
def test_Dropout_does_nothing_in_evaluation(student):
    """评估模式下什么也不做"""
    numbers = student.helpers.numbers_that_occur(function=student.Dropout, p=0.5, training=False)
    assert_same(numbers, [1.0])  # ones went in


@points(1)
def test_BatchNorm1d_normalises_each_feature_over_the_batch(student):
    """每个特征在小批量内规范化"""
    x = tensor([[2.0, 10.0], [6.0, 50.0], [2.0, 10.0], [6.0, 50.0]])  # means 4 and 30, standard deviations 2 and 20
    weights = {"weight": tensor([1.0, 5.0]), "bias": tensor([0.0, 100.0])}
    weights |= {"running_mean": tensor([7.0, 7.0]), "running_var": tensor([3.0, 3.0])}
    got = student.helpers.normalise(function=student.BatchNorm1d, batches=[x], weights=weights)
    assert_same(got, [tensor([[-1.0, 95.0], [1.0, 105.0], [-1.0, 95.0], [1.0, 105.0]])], atol=1e-3)


@points(2)
def test_BatchNorm1d_keeps_running_statistics_for_evaluation(student):
    """训练时累积统计量，评估时使用"""
    x = tensor([[2.0], [6.0]])  # mean 4; squared deviations 4 and 4, whose sum over N - 1 is 8
    got = student.helpers.statistics_after(function=student.BatchNorm1d, batches=[x])
    assert_same(got, {"running_mean": tensor([0.4]), "running_var": tensor([1.7])})  # a tenth of the way: 0->4, 1->8
    weights = {"weight": tensor([1.0]), "bias": tensor([0.0])}
    weights |= {"running_mean": tensor([10.0]), "running_var": tensor([4.0])}
    asked = {"batches": [tensor([[14.0], [8.0]])], "training": False, "weights": weights}
    got = student.helpers.statistics_after(function=student.BatchNorm1d, **asked)
    assert_same(got, {"running_mean": tensor([10.0]), "running_var": tensor([4.0])})  # unchanged
    got = student.helpers.normalise(function=student.BatchNorm1d, **asked)
    assert_same(got, [tensor([[2.0], [-1.0]])], atol=1e-3)  # 2 standard deviations above 10, and 1 below it


@points(1)
def test_BatchNorm1d_of_two_rows_answers_minus_one_and_one_so_nothing_changes_it(student):
    """两行时输出恒为 -1 和 1，梯度为零"""
    x = tensor([[2.0], [6.0]])
    weights = {"weight": tensor([1.0]), "bias": tensor([0.0])}
    weights |= {"running_mean": tensor([0.0]), "running_var": tensor([1.0])}
    upstream = tensor([[3.0], [5.0]])
    (got,) = student.helpers.gradients(function=student.BatchNorm1d, steps=[(x, upstream, True)], weights=weights)
    expected = {"x": tensor([[0.0], [0.0]]), "weight": tensor([2.0]), "bias": tensor([8.0])}  # 5 - 3 and 5 + 3
    assert_same(got, expected, atol=1e-3)


@points(1)
def test_BatchNorm2d_takes_all_photos_and_pixels_of_a_channel_together(student):
    """每个通道的所有图像和像素放在一起"""
    one = [[[1.0, 1.0, 1.0, 3.0]], [[10.0, 10.0, 10.0, 20.0]]]  # a photo of 2 channels, 1 row and 4 columns
    other = [[[3.0, 3.0, 3.0, 1.0]], [[20.0, 20.0, 20.0, 10.0]]]
    x = tensor([one, other])  # (2, 2, 1, 4): the channels have means 2 and 15, standard deviations 1 and 5
    (got,) = student.helpers.normalise(function=student.BatchNorm2d, batches=[x])
    below, above = [[-1.0, -1.0, -1.0, 1.0]], [[1.0, 1.0, 1.0, -1.0]]
    assert_same(got, tensor([[below, below], [above, above]]), atol=1e-3)


@points(1)
def test_predict_asks_in_evaluation_and_leaves_no_trace(student):
    """用评估模式提问，不留痕迹"""
    model, x = student.helpers.ShirtNet(), torch.linspace(0, 1, 2 * 28 * 28).reshape(2, 1, 28, 28)
    before = student.helpers.switch(model, off=["body"])  # the body is frozen: it stays in evaluation
    first, second = student.predict(model, x), student.predict(model, x)
    assert_same(first, second)  # nothing is dropped
    assert_same(student.helpers.modes(model), before)
    assert_same(model.recorded, False)
