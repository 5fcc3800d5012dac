"""a1/u03 Reshape and squeeze: worked examples. Read them: each name says what the example shows."""

from autograder import assert_same, points, tensor


@points(1)
def test_flatten_batch_gives_each_picture_a_row(student):
    """每张图片占一行"""
    x = tensor([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]], [[[7.0, 8.0, 9.0], [10.0, 11.0, 12.0]]]])  # (2, 1, 2, 3)
    assert_same(student.flatten_batch(x), tensor([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [7.0, 8.0, 9.0, 10.0, 11.0, 12.0]]))


@points(1)
def test_add_channel_puts_the_new_axis_behind_the_batch(student):
    """新的轴排在批量轴之后"""
    x = tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[7.0, 8.0, 9.0], [10.0, 11.0, 12.0]]])  # (2, 2, 3)
    expected = tensor([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]], [[[7.0, 8.0, 9.0], [10.0, 11.0, 12.0]]]])  # (2, 1, 2, 3)
    assert_same(student.add_channel(x), expected)


@points(1)
def test_drop_channel_takes_the_channel_axis_away(student):
    """去掉通道轴"""
    x = tensor([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]], [[[7.0, 8.0, 9.0], [10.0, 11.0, 12.0]]]])  # (2, 1, 2, 3)
    expected = tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[7.0, 8.0, 9.0], [10.0, 11.0, 12.0]]])  # (2, 2, 3)
    assert_same(student.drop_channel(x), expected)


@points(1)
def test_drop_channel_leaves_a_batch_of_one_picture_a_batch(student):
    """只有一张图片的小批量仍是小批量"""
    x = tensor([[[[1.0, 2.0, 3.0]]]])  # (1, 1, 1, 3)
    assert_same(student.drop_channel(x), tensor([[[1.0, 2.0, 3.0]]]))  # (1, 1, 3)


@points(1)
def test_as_rows_starts_a_new_row_after_width_numbers(student):
    """每满 width 个数就换行"""
    flat = tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    assert_same(student.as_rows(flat, 3), tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    table = tensor([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])  # read row by row
    assert_same(student.as_rows(table, 2), tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]))


@points(1)
def test_unflatten_makes_one_sheet_for_each_channel(student):
    """每个通道还原成一张"""
    x = tensor([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [7.0, 8.0, 9.0, 10.0, 11.0, 12.0]])  # two rows of 6 = 3 * 1 * 2
    expected = tensor(
        [[[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]]], [[[7.0, 8.0]], [[9.0, 10.0]], [[11.0, 12.0]]]]
    )  # (2, 3, 1, 2)
    assert_same(student.unflatten(x, (3, 1, 2)), expected)
