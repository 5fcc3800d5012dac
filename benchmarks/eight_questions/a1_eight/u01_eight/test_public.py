"""Three checks that a student may read."""

from autograder import assert_same, points, tensor


@points(1)
def test_last_column(student):
    assert_same(student.last_column(tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])), tensor([3.0, 6.0]))
    assert_same(student.last_column(tensor([[7.0], [8.0]])), tensor([7.0, 8.0]))


@points(1)
def test_outer_sum(student):
    a, b = tensor([1.0, 2.0, 3.0]), tensor([10.0, 20.0])
    assert_same(student.outer_sum(a, b), tensor([[11.0, 21.0], [12.0, 22.0], [13.0, 23.0]]))
    assert_same(student.outer_sum(b, b), tensor([[20.0, 30.0], [30.0, 40.0]]))


@points(1)
def test_count_above(student):
    x = tensor([[1.0, 5.0], [2.0, 9.0]])
    assert_same(student.count_above(x, 1.5), 3)
    assert_same(student.count_above(x, 5.0), 1)
