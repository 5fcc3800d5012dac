"""a1/u07 Stack and cat: worked examples. Read them: each name says what the example shows."""

from autograder import assert_same, points, tensor


@points(1)
def test_to_batch_gives_the_pictures_a_new_axis_in_front(student):
    """新添一个轴放在最前面，每张图像在其中占一个位置"""
    first = tensor([[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]]])  # (3, 1, 2)
    second = tensor([[[7.0, 8.0]], [[9.0, 10.0]], [[11.0, 12.0]]])
    expected = tensor([[[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]]], [[[7.0, 8.0]], [[9.0, 10.0]], [[11.0, 12.0]]]])
    assert_same(student.to_batch([first, second]), expected)  # (2, 3, 1, 2)


@points(1)
def test_append_rows_puts_the_rows_of_b_below_those_of_a(student):
    """b 的各行接在 a 的各行下面"""
    a = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])  # (2, 3)
    b = tensor([[10.0, 20.0, 30.0]])  # (1, 3)
    assert_same(student.append_rows(a, b), tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [10.0, 20.0, 30.0]]))


@points(1)
def test_interleave_lets_a_and_b_take_turns(student):
    """a 和 b 轮流出现，a 在前"""
    assert_same(
        student.interleave(tensor([3.0, 1.0, 2.0]), tensor([30.0, 10.0, 20.0])),
        tensor([3.0, 30.0, 1.0, 10.0, 2.0, 20.0]),
    )
    a, b = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), tensor([[10.0, 20.0, 30.0], [40.0, 50.0, 60.0]])
    expected = tensor([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0], [4.0, 5.0, 6.0], [40.0, 50.0, 60.0]])
    assert_same(student.interleave(a, b), expected)  # whole rows take turns, not single numbers


@points(1)
def test_side_by_side_adds_up_the_widths(student):
    """图像左右并排，宽度相加"""
    wide = tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]])  # (C, H, W) = (1, 2, 3)
    narrow = tensor([[[10.0], [20.0]]])  # (1, 2, 1)
    assert_same(student.side_by_side([wide, narrow]), tensor([[[1.0, 2.0, 3.0, 10.0], [4.0, 5.0, 6.0, 20.0]]]))


@points(1)
def test_split_batch_gives_a_list_of_pieces_of_the_wanted_sizes(student):
    """按给定的大小切开，返回装着各块的列表"""
    x = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 10.0], [11.0, 12.0]])  # (6, 2)
    one = tensor([[1.0, 2.0]])  # a piece of a single row is still a table
    three = tensor([[3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
    two = tensor([[9.0, 10.0], [11.0, 12.0]])
    assert_same(student.split_batch(x, [1, 3, 2]), [one, three, two])
