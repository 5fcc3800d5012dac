"""`compare`: what counts as the same answer, and how the first difference is told."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from torch import tensor

from autograder.grading.compare import Difference, Mismatch, assert_same, cells, compare, same_answer, tolerances
from autograder.jail.nodes import TORCH_DTYPES
from autograder.jail.replies import Claims

NAN, INF = math.nan, math.inf


class Remote:
    """Stands for an object in another process: to ask it anything is a fault."""

    __slots__ = ("type_name",)

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        raise AssertionError(f"asked for {name}")

    def __iter__(self):
        raise AssertionError("iterated")

    def __len__(self):
        raise AssertionError("measured")

    def __eq__(self, other):
        raise AssertionError("compared")

    __hash__ = object.__hash__


def difference(got, expected, **options) -> Difference:
    found = compare(got, expected, **options)
    assert found is not None
    return found


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


def test_a_nested_difference_says_where_it_is():
    found = difference((1, {"weight": torch.ones(2, 2)}), (1, {"weight": torch.ones(2, 1)}))
    assert found.where == "[1]['weight']"
    assert found.text.en == "At [1]['weight']: the shape is (2, 2), but (2, 1) was expected."
    assert found.text.zh == "[1]['weight'] 处：形状是 (2, 2)，但应为 (2, 1)。"
    assert found.hidden_text.en == "At [1]['weight']: the shape is (2, 2), which is not the expected one."
    assert torch.equal(found.got, torch.ones(2, 2))
    assert torch.equal(found.expected, torch.ones(2, 1))


def test_values_are_told_with_count_first_index_and_largest_errors():
    expected = torch.arange(6.0).reshape(2, 3) + 1
    got = expected.clone()
    got[0, 2], got[1, 2] = 3.5, 12.0
    found = difference(got, expected)
    assert found.text.en == (
        "2 of 6 elements differ: at index (0, 2) it is 3.5, but 3 was expected; "
        "largest absolute error 6, largest relative error 1 (allowed: rtol 1.3e-06, atol 1e-05)."
    )
    assert found.text.zh == (
        "6 个元素中有 2 个不同：下标 (0, 2) 处是 3.5，但应为 3；"
        "最大绝对误差 6，最大相对误差 1（允许：rtol 1.3e-06, atol 1e-05）。"
    )
    assert found.hidden_text.en == "2 of 6 elements differ."


def test_nan_and_infinity_have_their_own_words_and_index():
    expected = torch.ones(2, 2)
    with_nan = tensor([[2.0, 1.0], [1.0, NAN]])
    assert difference(with_nan, expected).text.en.startswith(
        "1 of 4 elements is NaN where a number was expected, and 2 differ in all: at index (1, 1) it is nan, but 1"
    )
    assert difference(with_nan, expected).hidden_text.zh == "4 个元素中有 1 个是 NaN，而这里应当是数，总共有 2 个不同。"
    with_inf = tensor([[1.0, INF], [-INF, 1.0]])
    assert (
        difference(with_inf, expected).hidden_text.en
        == "2 of 4 elements are infinite where a finite number was expected."
    )
    assert difference(expected, with_nan).hidden_text.en == "2 of 4 elements differ, and NaN is involved."
    assert difference(NAN, 1.0).hidden_text.en == "The value is NaN where a number was expected."
    assert (
        difference(tensor(INF), tensor(1.0)).hidden_text.en
        == "The value is infinite where a finite number was expected."
    )


def test_none_in_place_of_a_value_asks_for_the_return():
    found = difference(None, tensor([1.0]))
    assert found.kind == "none"
    assert found.text.en == "The result is None, but Tensor was expected: is a `return` missing?"
    assert "return" in found.hidden_text.zh
    assert difference((None,), (1,)).kind == "type", "inside of a tuple no return is missing"


@settings(deadline=None)
@given(st.integers(-(10**6), 10**6), st.floats(0.01, 1e5), st.text(min_size=1, max_size=8))
def test_hidden_texts_never_tell_what_was_expected(number, real, text):
    pairs = [
        (0, number or 1),
        (-1.0, real),
        ("", text),
        (torch.zeros(2), torch.full((2,), real)),
        (torch.zeros(4, 5), torch.zeros(abs(number) % 7 + 6, 3)),
        ([0], [number] * 2),
        ({"a": 1}, {"a": 1, text * 9: number}),
        (torch.zeros(2).half(), torch.zeros(2)),
        ("a", number),
    ]
    for got, expected in pairs:
        found = difference(got, expected)
        with_other = difference(got, _other_secret(expected))
        assert found.hidden_text == with_other.hidden_text or found.kind != with_other.kind


def _other_secret(expected):
    """Something else that differs from the same answer in the same aspect."""
    match expected:
        case bool() | int():
            return 77777
        case float():
            return 7e7
        case str():
            return "another"
        case torch.Tensor() if expected.dim() == 2:
            return torch.zeros(1, 1)
        case torch.Tensor() if not expected.any():
            return torch.zeros(2, dtype=torch.int16)
        case torch.Tensor():
            return torch.full((2,), 7e7)
        case list():
            return [7] * 5
        case _:
            return {"a": 1, "other": 2}


def test_texts_of_the_students_making_cannot_reach_a_terminal_or_grow():
    found = difference({"\x1b[31m\n\u202e" * 50: 1}, {})
    assert found.text.en.isprintable()
    assert len(found.text.en) < 200
    found = difference("\x1b[2J" + "a" * 10**6, "a")
    assert found.text.en.isprintable()
    assert len(found.text.en) < 300
    found = difference(Remote("\x1b[31m" + "M" * 100), 1)
    assert found.text.en.isprintable()
    assert len(found.text.en) < 200


def test_objects_of_another_process_are_named_and_never_asked():
    assert difference(Remote("MLP"), tensor([1.0])).text.en == "The type is MLP, but Tensor was expected."
    assert difference([Remote("MLP")], [1.0]).where == "[0]"
    assert same_answer((1, Remote("MLP")), (1, Remote("MistakenMLP")), None, None)
    assert not same_answer(Remote("MLP"), None, None, None)
    assert not same_answer(1, Remote("MLP"), None, None)


def test_to_expect_an_object_of_another_process_is_the_checks_fault():
    with pytest.raises(TypeError, match=r"plain data, but the check gave it MLP.*state_dict"):
        compare(1, Remote("MLP"))


def test_the_claimed_device_is_compared():
    there = torch.ones(2)
    there.autograder_claims = Claims(device="cuda:0")
    found = difference(there, torch.ones(2))
    assert (found.kind, found.text.en) == ("device", "The device is cuda:0, but cpu was expected.")


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


def test_tensors_of_many_chunks_are_counted_right():
    expected = torch.randn(3, 100_000)
    got = expected.clone()
    got[0, 99_999] += 1
    got[2, 5] = NAN
    found = difference(got, expected)
    assert found.text.en.startswith(
        "1 of 300000 elements is NaN where a number was expected, and 2 differ in all: at index (2, 5)"
    )
    got[2, 5] = expected[2, 5]
    assert "1 of 300000 elements differs: at index (0, 99999)" in difference(got, expected).text.en


def test_cells_show_small_tensors_with_four_digits_and_mark_what_differs():
    shown = cells(tensor([[1.0, 2.34567], [NAN, -INF]]), tensor([[1.0, 2.0], [NAN, INF]]))
    assert shown is not None
    assert (shown.shape, shown.dtype) == ((2, 2), "float32")
    assert shown.values == ("1", "2.346", "nan", "-inf")
    assert shown.differs == (False, True, False, True)


def test_cells_use_more_digits_where_a_difference_would_not_be_seen():
    shown = cells(tensor([1.0, 1.00002]), tensor([1.0, 1.00004]))
    assert shown is not None
    assert shown.values == ("1", "1.00002003")


def test_cells_draw_scalars_rows_arrays_and_bools_but_nothing_larger():
    assert cells(tensor(5)).values == ("5",)
    assert cells(np.array([True, False])).values == ("True", "False")
    assert cells(torch.zeros(8, 8)) is not None
    for other in (torch.zeros(9), torch.zeros(2, 9), torch.zeros(2, 2, 2), torch.zeros(0), [1], np.array(["a"])):
        assert cells(other) is None
    assert cells(torch.ones(2), torch.ones(3)).differs == ()


@pytest.mark.slow
def test_large_tensors_are_compared_too():
    a = torch.randn(16 << 20)
    b = a + 1e-7
    assert compare(a, b) is None


def test_plain_objects_with_a_type_name_are_named_by_it():
    assert difference(SimpleNamespace(type_name="SGD"), 1).text.en == "The type is SGD, but int was expected."
