"""a1/u06 Index and gather: worked examples. Read them: each name says what the example shows."""

import torch

from autograder import assert_same, needs, points, tensor


@points(1)
def test_pick_scores_takes_one_number_from_each_row(student):
    """从每一行里各取一个数"""
    scores = tensor([[1.0, 7.0, 2.0], [9.0, 0.0, 4.0], [3.0, 5.0, 8.0], [6.0, 2.0, 1.0]])  # 4 photos, 3 classes
    assert_same(student.pick_scores(scores, tensor([2, 1, 2, 0])), tensor([2.0, 0.0, 8.0, 6.0]))


@points(1)
def test_one_hot_has_a_column_for_each_class_and_one_1_in_each_row(student):
    """每个类别一列，每一行恰好有一个 1"""
    expected = tensor([[0, 0, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 1, 0, 0, 0, 0]])
    assert_same(student.one_hot(tensor([2, 0, 2, 1]), 6), expected)  # classes 3, 4 and 5 do not occur


@points(1)
def test_zero_where_clears_what_the_mask_marks_and_keeps_the_rest(student):
    """把掩码标出的地方清零，其余不变"""
    x = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    mask = tensor([[False, True, False], [True, False, False]])
    assert_same(student.zero_where(x, mask), tensor([[1.0, 0.0, 3.0], [0.0, 5.0, 6.0]]))


@points(1)
def test_last_real_token_stops_before_the_padding(student):
    """停在填充之前的最后一个词元"""
    pad = [[-9.0, -90.0], [-8.0, -80.0], [-7.0, -70.0], [-6.0, -60.0]]
    h = tensor(
        [
            [[1.0, 10.0], [2.0, 20.0], *pad[:3]],
            [[3.0, 30.0], [4.0, 40.0], [5.0, 50.0], *pad[:2]],
            [[6.0, 60.0], *pad],
            [[7.0, 70.0], [8.0, 80.0], *pad[:3]],
        ]
    )  # 4 sentences of 5 places with 2 features: (4, 5, 2)
    expected = tensor([[2.0, 20.0], [5.0, 50.0], [6.0, 60.0], [8.0, 80.0]])
    assert_same(student.last_real_token(h, tensor([2, 3, 1, 2])), expected)


@points(1)
def test_shuffle_together_keeps_each_row_with_its_label(student):
    """打乱之后，每一行仍与自己的标签配对"""
    x = tensor([[10.0, 0.5], [20.0, 1.5], [30.0, 2.5], [40.0, 3.5], [50.0, 4.5]])
    y = tensor([1, 2, 3, 4, 5])
    for seed in range(3):
        shuffled_x, shuffled_y = student.shuffle_together(x, y, torch.Generator().manual_seed(seed))
        back = shuffled_y.argsort()  # sorted by label, all is as it was
        assert_same((shuffled_x[back], shuffled_y[back]), (x, y))


@points(1)
@needs("test_shuffle_together_keeps_each_row_with_its_label")
def test_shuffle_together_takes_its_order_from_g(student):
    """次序由 g 决定：种子相同则次序相同，种子不同则次序不同"""
    x = y = torch.arange(10)

    def order(seed):
        return student.shuffle_together(x, y, torch.Generator().manual_seed(seed))[1]

    assert_same(order(0), order(0))
    orders = [order(seed).tolist() for seed in range(4)]
    assert_same(sum(orders.count(one) == 1 for one in orders), 4)  # four seeds, four different orders
