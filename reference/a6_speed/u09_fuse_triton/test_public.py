"""a6/u09 Fused kernels: worked examples. Read them: each name says what the example shows.

`student.helpers.run` calls your function on parts of longer tensors, and says what became of the longer one of `out`,
and how many bytes were moved. Everything that is not yours is 99. A number takes 4 bytes.
"""

import math

from autograder import assert_same, needs, points, tensor


def moved(got):
    """The bytes that went to and fro, without the numbers."""
    return {name: got[name] for name in ("read", "written", "by torch")}


@points(1)
def test_grid_has_a_program_for_the_rest(student):
    """零头也有一个程序来做"""
    assert_same([student.grid(n, 4) for n in (4, 5, 7, 8, 9)], [(1,), (2,), (2,), (2,), (3,)])


@points(1)
def test_launch_add_adds_n_numbers_and_leaves_what_lies_behind_alone(student):
    """把 n 个数相加，不动后面的数"""
    inputs = [tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), tensor([10.0, 20.0, 30.0, 40.0, 50.0, 60.0])]
    got = student.helpers.run(function=student.launch_add, inputs=inputs, gap=3, block=4)
    assert_same(got["whole"], tensor([11.0, 22.0, 33.0, 44.0, 55.0, 66.0, 99.0, 99.0, 99.0]))


@points(1)
@needs("test_launch_add_adds_n_numbers_and_leaves_what_lies_behind_alone")
def test_launch_add_reads_and_writes_nothing_but_the_n_numbers(student):
    """只读写这 n 个数"""
    inputs = [tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), tensor([10.0, 20.0, 30.0, 40.0, 50.0, 60.0])]
    got = student.helpers.run(function=student.launch_add, inputs=inputs, gap=3, block=4)
    assert_same(moved(got), {"read": 48, "written": 24, "by torch": 0})  # 6 numbers of x, 6 of y; 6 of out


@points(1)
def test_launch_scale_relu_does_both_steps_on_one_trip(student):
    """一趟做完两步"""
    inputs = [tensor([1.0, -2.0, 3.0, -4.0, 5.0])]
    for scale, expected in ((10.0, [10.0, 0.0, 30.0, 0.0, 50.0]), (-10.0, [0.0, 20.0, 0.0, 40.0, 0.0])):
        got = student.helpers.run(function=student.launch_scale_relu, inputs=inputs, gap=3, scale=scale, block=4)
        assert_same(got["whole"], tensor([*expected, 99.0, 99.0, 99.0]))
        assert_same(moved(got), {"read": 20, "written": 20, "by torch": 0})  # 5 numbers each


@points(1)
def test_launch_row_softmax_makes_each_row_sum_to_1_whatever_its_sign(student):
    """不论正负，每一行的和都是 1"""
    ln2 = math.log(2.0)
    x = tensor([[ln2, 0.0, 0.0], [-9.0, -9.0, -9.0 + ln2]])  # e to the power of these: 2, 1, 1 and 1, 1, 2 parts
    got = student.helpers.run(function=student.launch_row_softmax, inputs=[x], gap=0)
    assert_same(got["whole"], tensor([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [99.0, 99.0, 99.0]]))
    assert_same(moved(got), {"read": 24, "written": 24, "by torch": 0})  # 6 numbers each


@points(1)
@needs("test_launch_row_softmax_makes_each_row_sum_to_1_whatever_its_sign")
def test_launch_row_softmax_finds_rows_that_lie_apart(student):
    """各行不相邻时也找得到"""
    x = tensor([[0.0, 0.0, -math.inf], [0.0, -math.inf, 0.0], [-math.inf, 0.0, 0.0]])
    got = student.helpers.run(function=student.launch_row_softmax, inputs=[x], gap=2, out_gap=1)
    rows = [[0.5, 0.5, 0.0, 99.0], [0.5, 0.0, 0.5, 99.0], [0.0, 0.5, 0.5, 99.0], [99.0, 99.0, 99.0, 99.0]]
    assert_same(got["whole"], tensor(rows))
    assert_same(moved(got), {"read": 36, "written": 36, "by torch": 0})  # 9 numbers each, and no copy of x


@points(1)
def test_traffic_counts_the_way_there_and_the_way_back(student):
    """去的路和回的路都要算"""
    asked = [(10, 3, True), (10, 3, False), (10, 1, False), (10, 3, False, 2)]
    assert_same([student.traffic(*each) for each in asked], [80, 240, 80, 120])
