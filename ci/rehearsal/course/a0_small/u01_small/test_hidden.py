from autograder import assert_same, inplace, needs, outcome, points, raises
import pytest
import torch


@points(2)
def test_double_matches(student, reference, draw):
    x = draw.normal(3, 4)
    assert_same(student.double(x), reference.double(x))


@points(1)
def test_halve_matches(student, reference, draw):
    x = draw.normal(3)
    assert_same(student.halve(x), reference.halve(x))
