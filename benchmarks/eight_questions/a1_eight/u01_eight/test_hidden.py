"""Five checks against the reference on drawn inputs.

They keep to the words for which benchmarks/notebook_course.py knows nbgrader's.
"""

from autograder import assert_same, points, tensor


@points(2)
def test_centre_columns(student, reference, draw):
    n, d = draw.sizes(2)
    for x in (draw.normal(n, n), draw.normal(n, d), draw.normal(d, n), draw.normal(1, d)):
        assert_same(student.centre_columns(x), reference.centre_columns(x))


@points(2)
def test_softmax_rows(student, reference, draw):
    n, d = draw.sizes(2)
    for x in (draw.normal(n, n), draw.normal(n, d), draw.normal(d, n), draw.normal(n, d) + 1000):
        assert_same(student.softmax_rows(x), reference.softmax_rows(x))


@points(2)
def test_one_hot(student, reference, draw):
    n, m, c = draw.sizes(3)
    assert_same(student.one_hot(tensor([2, 0, 1, 0]), 4), reference.one_hot(tensor([2, 0, 1, 0]), 4))
    for size in (n, m, c):
        labels = draw.integers(0, c, size)
        assert_same(student.one_hot(labels, c), reference.one_hot(labels, c))


@points(2)
def test_moving_average(student, reference, draw):
    n, m, width = draw.sizes(3)
    for size in (width, width + n, width + m):
        x = draw.normal(size)
        assert_same(student.moving_average(x, width), reference.moving_average(x, width))


@points(3)
def test_descend(student, reference, draw):
    n, m, d = draw.sizes(3)
    for size, rate in ((n, 0.1), (m, 0.1), (d, 0.5)):
        weight, x, y = draw.normal(d), draw.normal(size, d), draw.normal(size)
        assert_same(student.descend(weight, x, y, rate), reference.descend(weight, x, y, rate))
