"""a1/u05 Reduce and argmax: worked examples. Read them: each name says what the example shows."""

from autograder import assert_same, needs, points, tensor


@points(1)
def test_channel_mean_averages_each_channel_over_all_pictures(student):
    """每个通道在所有图像上求一个均值"""
    x = tensor(
        [
            [[[1.0, 2.0, 3.0, 2.0]], [[10.0, 10.0, 30.0, 30.0]], [[0.0, 0.0, 0.0, 4.0]]],  # means 2, 20, 1
            [[[4.0, 4.0, 4.0, 4.0]], [[40.0, 40.0, 40.0, 40.0]], [[2.0, 2.0, 2.0, 6.0]]],  # means 4, 40, 3
        ]
    )  # (B, C, H, W) = (2, 3, 1, 4)
    assert_same(student.channel_mean(x), tensor([3.0, 30.0, 2.0]))


@points(1)
def test_predictions_names_the_class_with_the_highest_score_of_each_row(student):
    """给出每一行得分最高的类别"""
    scores = tensor([[1.0, 9.0, 2.0, 3.0], [7.0, 0.0, 5.0, 6.0], [2.0, 3.0, 1.0, 8.0]])  # 3 rows, 4 classes
    assert_same(student.predictions(scores), tensor([1, 0, 3]))


@points(1)
@needs("test_predictions_names_the_class_with_the_highest_score_of_each_row")
def test_predictions_takes_the_first_of_equal_scores(student):
    """得分相同时取第一个"""
    assert_same(student.predictions(tensor([[4.0, 4.0, 1.0], [2.0, 6.0, 6.0]])), tensor([0, 1]))


@points(1)
def test_accuracy_is_the_share_of_rows_that_were_predicted_right(student):
    """准确率是预测正确的行所占的比例"""
    scores = [
        [5.0, 1.0, 2.0],
        [0.0, 4.0, 3.0],
        [1.0, 2.0, 9.0],
        [6.0, 5.0, 0.0],
        [2.0, 7.0, 1.0],
    ]  # classes 0, 1, 2, 0, 1
    assert_same(student.accuracy(tensor(scores), tensor([0, 1, 2, 1, 1])), 0.8)


@points(1)
def test_top_k_hit_looks_for_the_label_among_the_k_highest_scores_of_its_row(student):
    """在每一行最高的 k 个得分里找标签"""
    scores = tensor(
        [
            [9.0, 7.0, 1.0, 0.0, 2.0, 0.5],  # from the highest down: classes 0, 1, 4, 2, 5, 3
            [2.0, 8.0, 3.0, 6.0, 0.0, 2.5],  # 1, 3, 2, 5, 0, 4
            [5.0, 1.0, 3.0, 0.0, 4.0, 0.5],  # 0, 4, 2, 1, 5, 3
            [4.0, 9.0, 1.0, 5.0, 2.0, 0.5],  # 1, 3, 0, 4, 2, 5
        ]
    )
    labels = tensor([0, 5, 4, 0])  # in their rows they come first, fourth, second and third
    assert_same(student.top_k_hit(scores, labels, 3), tensor([True, False, True, True]))
    assert_same(student.top_k_hit(scores, labels, 1), tensor([True, False, False, False]))


@points(1)
def test_masked_mean_averages_only_what_counts(student):
    """只对有效的元素求均值"""
    x = tensor([[2.0, 4.0, 90.0], [5.0, 0.0, 1.0]])
    mask = tensor([[True, True, False], [True, True, True]])  # 2 and 4; 5, 0 and 1
    assert_same(student.masked_mean(x, mask), tensor([3.0, 2.0]))


@points(1)
@needs("test_masked_mean_averages_only_what_counts")
def test_masked_mean_is_zero_where_nothing_counts(student):
    """没有有效元素时均值为零"""
    x = tensor([[8.0, 6.0, 1.0, 7.0], [3.0, 9.0, 2.0, 4.0]])
    mask = tensor([[False, False, False, False], [True, True, False, False]])
    assert_same(student.masked_mean(x, mask), tensor([0.0, 6.0]))
