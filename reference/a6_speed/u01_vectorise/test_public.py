"""a6/u01 Vectorise: worked examples. Read them: each name says what the example shows.

`student.helpers.growth` calls your function with small tensors, then with larger ones, and says whether it took more
operators; `student.helpers.predict` makes a small network for yours. The unit's folder `.units` has both.
"""

import torch

from autograder import assert_same, needs, points, tensor

AS_MANY = {"operators": "as many", "numbers fetched": "as many"}


@points(1)
def test_pairwise_gives_the_squared_distance_of_every_pair(student):
    """每一对点之间距离的平方"""
    a = tensor([[0.0, 0.0], [3.0, 4.0]])
    b = tensor([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0]])
    assert_same(student.pairwise(a, b), tensor([[0.0, 9.0, 16.0], [25.0, 16.0, 9.0]]), atol=1e-4)


@points(1)
@needs("test_pairwise_gives_the_squared_distance_of_every_pair")
def test_pairwise_takes_as_many_operators_for_many_points_as_for_few(student):
    """点多点少，算子一样多"""
    small = [torch.linspace(0, 1, 30 * 4).reshape(30, 4), torch.linspace(0, 1, 28 * 4).reshape(28, 4)]
    large = [torch.linspace(0, 1, 45 * 8).reshape(45, 8), torch.linspace(0, 1, 42 * 8).reshape(42, 8)]
    assert_same(student.helpers.growth(function=student.pairwise, small=small, large=large), AS_MANY)


@points(1)
def test_moving_average_gives_one_mean_for_each_full_window(student):
    """每个完整的窗口一个均值，大数过后不失真"""
    x = tensor([1.0, 3.0, 8.0, 10.0, 0.0])
    assert_same(student.moving_average(x, 2), tensor([2.0, 5.5, 9.0, 5.0]))
    assert_same(student.moving_average(x, 4), tensor([5.5, 5.25]))  # 22 / 4, 21 / 4
    x = tensor([100_000_000.0, 2.0, 4.0, 6.0])  # the large number belongs to the first window, and to no other
    assert_same(student.moving_average(x, 2), tensor([50_000_000.0, 3.0, 5.0]))


@points(1)
@needs("test_moving_average_gives_one_mean_for_each_full_window")
def test_moving_average_takes_as_many_operators_for_many_windows_as_for_few(student):
    """窗口多窗口少，算子一样多"""
    small, large = [torch.linspace(0, 1, 40), 5], [torch.linspace(0, 1, 60), 10]
    assert_same(student.helpers.growth(function=student.moving_average, small=small, large=large), AS_MANY)


@points(1)
def test_relu_loop_to_ops_has_three_pieces_and_no_loop(student):
    """三段，没有循环"""
    x = tensor([[-30.0, -10.0, 0.0, 2.0], [5.0, 6.0, 7.0, 100.0]])
    assert_same(student.relu_loop_to_ops(x), tensor([[-3.0, -1.0, 0.0, 2.0], [5.0, 6.0, 6.0, 6.0]]))
    small, large = [torch.linspace(-9, 9, 30).reshape(5, 6)], [torch.linspace(-9, 9, 60).reshape(10, 6)]
    assert_same(student.helpers.growth(function=student.relu_loop_to_ops, small=small, large=large), AS_MANY)


@points(1)
def test_batch_predict_asks_in_batches_and_the_last_one_is_short(student):
    """一批一批地问，最后一批较小"""
    photos = [tensor([[[1.0, 2.0]]]) * n for n in (1, 2, 3, 4, 5)]  # five photos of 1 x 2 pixels: each (1, 1, 2)
    weight = tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])  # the first pixel, the second one, both: K = 3
    got = student.helpers.predict(function=student.batch_predict, weight=weight, items=photos, size=2)
    scores = tensor([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [3.0, 6.0, 9.0], [4.0, 8.0, 12.0], [5.0, 10.0, 15.0]])
    assert_same(got, {"scores": scores, "batches": [2, 2, 1]})


@points(1)
def test_estimate_parallel_counts_rounds_of_work(student):
    """数一数要干几轮"""
    asked = [(1000, 1, 3.0), (1000, 1000, 3.0), (8, 4, 3.0), (9, 4, 3.0), (3, 4, 3.0)]
    got = [student.estimate_parallel(*each) for each in asked]
    assert_same(got, [3000.0, 3.0, 6.0, 9.0, 3.0])  # 1000 rounds, 1, 2, 3 (the last one for a single task), 1
