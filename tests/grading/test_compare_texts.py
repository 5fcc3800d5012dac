"""How a difference that `compare` found is told, and drawn."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import tensor

from autograder.grading.compare import cells, compare, same_answer
from autograder.jail.replies import Claims
from tests.grading.comparing import INF, NAN, Remote, difference


def test_a_nested_difference_says_where_it_is():
    found = difference((1, {"weight": torch.ones(2, 2)}), (1, {"weight": torch.ones(2, 1)}))
    assert found.where == "[1]['weight']"
    assert found.text.en == "At [1]['weight']: the shape is (2, 2), but (2, 1) was expected."
    assert found.text.zh == "[1]['weight'] 处：形状是 (2, 2)，但应为 (2, 1)。"
    assert found.hidden_text.en == "At [1]['weight']: the shape is (2, 2), which is not the expected one."
    assert torch.equal(found.got, torch.ones(2, 2))
    assert torch.equal(found.expected, torch.ones(2, 1))


def test_a_key_that_a_student_made_of_hidden_inputs_is_not_told_before_they_are_published():
    found = difference({"a": 1, "[41.5, 3.0]": 2}, {"a": 1})
    assert found.text.en == "The key '[41.5, 3.0]' does not belong there."
    assert found.hidden_text.en == "A key does not belong there."
    assert "41.5" not in found.hidden_text.zh


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
    for small in (torch.zeros(8, 8), torch.zeros(2, 3, 8, 8), torch.zeros(6, 1, 1)):
        assert cells(small).shape == tuple(small.shape)
    for other in (torch.zeros(9), torch.zeros(2, 9), torch.zeros(7, 2, 2), torch.zeros(2, 4, 1, 1)):
        assert cells(other) is None
    for other in (torch.zeros(1, 1, 1, 1, 1), torch.zeros(0), [1], np.array(["a"])):
        assert cells(other) is None
    assert cells(torch.ones(2), torch.ones(3)).differs == ()


def test_plain_objects_with_a_type_name_are_named_by_it():
    assert difference(SimpleNamespace(type_name="SGD"), 1).text.en == "The type is SGD, but int was expected."
