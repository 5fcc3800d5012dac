from autograder import assert_same, points, tensor


@points(1)
def test_double(student):
    assert_same(student.double(tensor([1.0, 2.0])), tensor([2.0, 4.0]))
