"""`compare`: what counts as the same answer, and which difference is found first."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from torch import tensor

from autograder.grading.compare import Mismatch, assert_same, compare, same_answer, tolerances
from autograder.jail.nodes import TORCH_DTYPES
from tests.grading.comparing import INF, NAN, Remote, difference

SAME = [
    (1, 1),
    (1.0, 1.0 + 1e-7),
    (NAN, NAN),
    (INF, INF),
    (1 + 2j, 1 + 2j),
    (True, True),
    ("a", "a"),
    (b"a", b"a"),
    (None, None),
    (..., ...),
    (slice(1, None), slice(1, None)),
    (range(3), range(3)),
    ({1, 2}, {2, 1}),
    (torch.float32, torch.float32),
    (torch.device("cpu"), torch.device("cpu")),
    (np.dtype("int8"), np.dtype("int8")),
    (torch.Size([2, 3]), (2, 3)),
    ((2, 3), torch.Size([2, 3])),
    (np.float64(0.5), 0.5),
    (0.5, np.float64(0.5)),
    (np.float32(0.1), np.float32(0.1)),
    ([], []),
    ({}, {}),
    ({"b": 1, "a": (2, [3])}, {"a": (2, [3]), "b": 1}),
    (tensor([1.0, NAN, INF, -INF]), tensor([1.0, NAN, INF, -INF])),
    (tensor(-0.0), tensor(0.0)),
    (torch.zeros(0, 3), torch.zeros(0, 3)),
    (tensor([1.0], requires_grad=True), tensor([1.0])),
    (tensor([1 + 2j]), tensor([1 + 2j])),
    (torch.arange(6).reshape(2, 3).T, torch.arange(6).reshape(2, 3).T.contiguous()),
    (np.array([[1.0, NAN]]), np.array([[1.0, NAN]])),
    (np.array(["a"]), np.array(["a"])),
    (np.arange(6)[::-2], np.array([5, 3, 1])),
    (np.arange(3, dtype=">i4"), np.arange(3, dtype=">i4")),
]

DIFFERENT = [
    ("values", slice(np.ones((2, 3)), tensor([1.0, 2.0])), slice(1, 2)),
    ("type", 1, 1.0),
    ("type", 1.0, 1),
    ("type", True, 1),
    ("type", 1, True),
    ("type", 1.0, True),
    ("type", tensor(1.0), 1.0),
    ("type", 1.0, tensor(1.0)),
    ("type", np.float32(1), 1.0),
    ("type", np.float32(1), np.float64(1)),
    ("type", np.bool_(True), True),
    ("type", np.ones(2), torch.ones(2)),
    ("type", torch.ones(2), np.ones(2)),
    ("type", [1], (1,)),
    ("type", (1,), [1]),
    ("type", [("a", 1)], {"a": 1}),
    ("type", "1", 1),
    ("type", 1, None),
    ("type", {1}, frozenset({1})),
    ("type", Remote("MLP"), tensor(1.0)),
    ("type", Remote("MLP"), None),
    ("type", torch.ones(2).to_sparse(), torch.ones(2)),
    ("none", None, 1),
    ("none", None, tensor(1.0)),
    ("structure", (1,), (1, 2)),
    ("structure", [[1, 2]], [[1]]),
    ("missing_key", {"a": 1}, {"a": 1, "b": 2}),
    ("extra_key", {"a": 1, "b": 2}, {"a": 1}),
    ("shape", torch.ones(2, 2), torch.ones(2, 1)),
    ("shape", torch.ones(1), torch.ones(())),
    ("shape", np.ones((2, 1)), np.ones(2)),
    ("shape", torch.ones(2, dtype=torch.int64), torch.ones(3)),
    ("dtype", torch.ones(2, dtype=torch.float64), torch.ones(2)),
    ("dtype", np.ones(2), np.ones(2, dtype=np.float32)),
    ("device", torch.ones(2, device="meta"), torch.ones(2)),
    ("values", torch.ones(2), torch.zeros(2)),
    ("values", tensor([NAN]), tensor([1.0])),
    ("values", tensor([1.0]), tensor([NAN])),
    ("values", tensor([INF]), tensor([1e38])),
    ("values", tensor([1.0]), tensor([INF])),
    ("values", tensor([-INF]), tensor([INF])),
    ("values", tensor([1 + 1e-4j]), tensor([1 + 0j])),
    ("values", tensor([2**53 + 1]), tensor([2**53])),
    ("values", np.array([1.0, 2.0]), np.array([1.0, 3.0])),
    ("values", np.array(["a"]), np.array(["b"])),
    ("values", 2, 3),
    ("values", 10**400, 1),
    ("values", 1.0, 1.1),
    ("values", NAN, 1.0),
    ("values", 1.0, NAN),
    ("values", INF, 1.0),
    ("values", 1.0, INF),
    ("values", True, False),
    ("values", "abc", "abd"),
    ("values", {1}, {2}),
]


@pytest.mark.parametrize(("got", "expected"), SAME)
def test_equal_answers_of_every_kind_are_the_same(got, expected):
    assert compare(got, expected) is None
    assert same_answer(got, expected, None, None)


@pytest.mark.parametrize(("kind", "got", "expected"), DIFFERENT)
def test_every_kind_of_difference_is_named_and_worded_in_both_languages(kind, got, expected):
    found = difference(got, expected)
    assert found.kind == kind
    assert not same_answer(got, expected, None, None)
    for text in (found.text, found.hidden_text):
        assert text.en.endswith((".", "?"))
        assert "\n" not in text.en
        assert any("\u4e00" <= c <= "\u9fff" for c in text.zh)


@pytest.mark.parametrize("dtype", [dtype for dtype in TORCH_DTYPES.values() if dtype is not torch.bool])
def test_tolerances_are_those_of_torch_testing(dtype):
    from torch.testing._comparison import default_tolerances

    assert tolerances(dtype) == default_tolerances(dtype)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_a_tensor_within_tolerance_passes_and_one_beyond_it_does_not(dtype, factor):
    rtol, atol = tolerances(dtype)
    expected = torch.full((3,), 100.0, dtype=dtype)
    got = (expected.double() + factor * (atol + rtol * 100)).to(dtype)
    assert (compare(got, expected) is None) == (factor < 1)


@settings(deadline=None)
@given(
    nps.arrays(np.float32, (4,), elements=st.floats(-2, 2, width=32) | st.sampled_from([NAN, INF, -INF, 0.0])),
    nps.arrays(np.float32, (4,), elements=st.floats(-(2**-15), 2**-15, width=32)),
)
def test_values_agree_exactly_where_torch_testing_says_so(expected, error):
    a, b = torch.from_numpy(expected + error), torch.from_numpy(expected)
    try:
        torch.testing.assert_close(a, b, equal_nan=True)
        close = True
    except AssertionError:
        close = False
    assert (compare(a, b) is None) == close
    assert same_answer(a, b, None, None) == close


def test_integers_and_bools_are_compared_exactly_in_every_dtype():
    for dtype in (torch.uint8, torch.int8, torch.uint16, torch.int32, torch.uint32, torch.int64, torch.uint64):
        assert difference(tensor([1, 2, 3], dtype=dtype), tensor([1, 2, 4], dtype=dtype)).kind == "values"
    assert difference(tensor([True, False]), tensor([True, True]), atol=1).kind == "values"
    assert difference(True, False, atol=1).kind == "values"


def test_a_tolerance_can_be_given_for_integers_too():
    expected = tensor([200, 0], dtype=torch.uint8)
    assert compare(tensor([201, 1], dtype=torch.uint8), expected, rtol=0, atol=1) is None
    assert difference(tensor([202, 0], dtype=torch.uint8), expected, rtol=0, atol=1).kind == "values"
    assert compare(7, 8, atol=1) is None


def test_one_tolerance_can_be_given_without_the_other():
    assert compare(tensor([1.1]), tensor([1.0]), atol=0.2) is None
    assert compare(tensor([1.1]), tensor([1.0]), rtol=0.2) is None
    assert compare(1e-5, 1.2e-5) is not None, "learning rates of this size are told apart"


@pytest.mark.parametrize("tolerance", [{"rtol": -1.0}, {"atol": NAN}])
def test_a_senseless_tolerance_is_the_checks_fault(tolerance):
    with pytest.raises(ValueError, match="must be at least 0"):
        compare(1.0, 1.0, **tolerance)


def test_dtypes_may_differ_when_the_check_says_so():
    assert compare(tensor([1, 2]), tensor([1.0, 2.0]), check_dtype=False) is None
    assert compare(torch.ones(2).double(), torch.ones(2), check_dtype=False) is None
    assert compare(np.ones(2, dtype=np.float16), np.ones(2), check_dtype=False) is None
    assert compare(tensor([1 + 0j]), tensor([1.0]), check_dtype=False) is None
    assert compare(1, 1.0, check_dtype=False) is None
    assert difference(tensor([1, 3]), tensor([1.0, 2.0]), check_dtype=False).kind == "values"
    assert difference(True, 1.0, check_dtype=False).kind == "type"


def test_the_first_difference_wins_in_the_order_type_shape_dtype_values():
    assert difference(np.zeros((2, 1)), torch.ones(2)).kind == "type"
    assert difference(torch.zeros(2, 1).double(), torch.ones(2)).kind == "shape"
    assert difference(torch.zeros(2).double(), torch.ones(2)).kind == "dtype"


def test_assert_same_raises_a_mismatch_that_holds_the_difference():
    assert_same(torch.ones(2), torch.ones(2))
    with pytest.raises(Mismatch, match=r"The dtype is int64, but float32 was expected\.") as caught:
        assert_same(tensor([1]), tensor([1.0]), rtol=0.1)
    assert isinstance(caught.value, AssertionError)
    assert (caught.value.difference.rtol, caught.value.difference.atol) == (0.1, None)


def test_same_answer_uses_the_tolerance_of_the_check():
    assert same_answer(tensor([1.0]), tensor([1.05]), 0.1, None)
    assert not same_answer(tensor([1.0]), tensor([1.05]), 0.01, 0.0)
    assert not same_answer(torch.ones(2), torch.ones(2).double(), 0.1, 0.1)
    assert not same_answer(torch.ones(2), torch.ones(2, 1), 0.1, 0.1)


@pytest.mark.slow
def test_large_tensors_are_compared_too():
    a = torch.randn(16 << 20)
    b = a + 1e-7
    assert compare(a, b) is None
