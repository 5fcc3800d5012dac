# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a1/u09 Strides and views: worked examples. Read them: each name says what the example shows.

`helpers.read_again` calls your function, then writes other numbers into x, then looks what the answer shows now.
`source.forbid` fails the check if your function calls what torch has for the very same purpose.
"""

from autograder import assert_same, inplace, needs, points, tensor


@points(1)
def test_offset_of_counts_the_steps_along_each_axis(student):
    """沿每个轴走的步数加在一起"""
    assert_same(student.offset_of((2, 3), (7, 2)), 20)  # 2 * 7 + 3 * 2
    assert_same(student.offset_of((1, 2, 3), (50, 5, 4)), 72)  # 1 * 50 + 2 * 5 + 3 * 4


@points(1)
def test_is_contiguous_asks_for_row_after_row_without_a_gap(student, source):
    """一行接一行、中间没有空隙才算连续"""
    tables = [
        ((2, 3), (3, 1)),
        ((2, 3), (6, 2)),  # a gap behind each number
        ((2, 3), (5, 1)),  # a gap behind each row
        ((3, 2), (1, 3)),  # no gap, but column after column
        ((2, 3, 4), (12, 4, 1)),
    ]
    answers = [student.is_contiguous(shape, stride) for shape, stride in tables]
    assert_same(answers, [True, False, False, False, True])
    source.forbid("*.is_contiguous", function="is_contiguous")


@points(1)
def test_row_windows_moves_on_by_one_number_of_x(student):
    """窗口每次只挪动 x 的一个数"""
    x = tensor([1.0, 2.0, 3.0, 4.0, 5.0])
    assert_same(student.row_windows(x, 2), tensor([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0], [4.0, 5.0]]))
    x = tensor([1.0, 0.0, 2.0, 0.0, 3.0, 0.0, 4.0, 0.0, 5.0, 0.0])[::2]  # the same five numbers, two places apart
    assert_same(student.row_windows(x, 2), tensor([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0], [4.0, 5.0]]))


@points(1)
@needs("test_row_windows_moves_on_by_one_number_of_x")
@inplace
def test_row_windows_shows_what_is_written_into_x_later(student):
    """之后写进 x 的数，窗口里也看得到"""
    x, numbers = tensor([1.0, 2.0, 3.0, 4.0]), tensor([10.0, 20.0, 30.0, 40.0])
    got = student.helpers.read_again(function=student.row_windows, x=x, numbers=numbers, k=3)
    assert_same(got, tensor([[10.0, 20.0, 30.0], [20.0, 30.0, 40.0]]))


@points(1)
def test_diagonal_view_takes_one_step_down_and_one_to_the_right(student):
    """每一步都向下一行、向右一列"""
    wide = tensor([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])
    assert_same(student.diagonal_view(wide), tensor([1.0, 6.0]))
    high = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert_same(student.diagonal_view(high), tensor([1.0, 4.0]))


@points(1)
def test_transpose_by_strides_makes_columns_of_the_rows(student, source):
    """行变成列"""
    x = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert_same(student.transpose_by_strides(x), tensor([[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]))
    source.forbid("*.T", "*.mT", "*.t", "*.transpose", "*.permute", "*.swapaxes", function="transpose_by_strides")
