"""`describe`: values and calls in one line."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.describe import MAX_ARGUMENTS, MAX_CALL, describe, describe_call, placeholders
from autograder.jail.faults import StudentError
from autograder.jail.proxies import Dotted, Handle, Proxy
from autograder.jail.replies import Claims

X = torch.ones(2, 3)


def remote(kind: str) -> Handle:
    """A handle whose other side is gone: any request would fail."""
    return Handle(SimpleNamespace(names={}, party="student"), 1, kind, is_callable=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "with_values", "without"),
    [
        (None, "None", "None"),
        (3, "3", "int"),
        (0.5, "0.5", "float"),
        (True, "True", "bool"),
        (1 + 2j, "(1+2j)", "complex"),
        ("hello", "'hello'", "str of 5 characters"),
        ("x", "'x'", "str of 1 character"),
        (b"ab", "b'ab'", "bytes of 2 bytes"),
        (X, "float32 (2, 3)", "float32 (2, 3)"),
        (X[0].long(), "int64 (3,)", "int64 (3,)"),
        (torch.tensor(1.5, dtype=torch.bfloat16), "bfloat16 ()", "bfloat16 ()"),
        (X.to("meta"), "float32 (2, 3) on meta", "float32 (2, 3) on meta"),
        (np.ones((2, 3)), "ndarray float64 (2, 3)", "ndarray float64 (2, 3)"),
        (np.float32(0.5), "numpy.float32 0.5", "numpy.float32"),
        ((2, 1, 3), "(2, 1, 3)", "tuple of 3 ints"),
        ((2,), "(2,)", "tuple of 1 int"),
        (torch.Size([2, 3]), "torch.Size([2, 3])", "torch.Size of 2 ints"),
        ([], "empty list", "empty list"),
        ([1, "a"], "[1, 'a']", "list of 2: int, str of 1 character"),
        ([X[0], X[1]], "list of 2: float32 (3,), float32 (3,)", "list of 2: float32 (3,), float32 (3,)"),
        ((X, 3), "tuple of 2: float32 (2, 3), 3", "tuple of 2: float32 (2, 3), int"),
        ({"w": X, "b": 1}, "dict of 2: 'w': float32 (2, 3), 'b': 1", "dict of 2: float32 (2, 3), int"),
        ({"B": 2, "C": 3}, "{'B': 2, 'C': 3}", "dict of 2 ints"),
        ({1, 2}, "{1, 2}", "set of 2 ints"),
        (list(range(50)), "list of 50 ints", "list of 50 ints"),
        ([[1, 2], [3]], "[[1, 2], [3]]", "list of 2: list of 2 ints, list of 1 int"),
        (torch.float32, "torch.float32", "dtype"),
        (slice(1, None), "slice(1, None, None)", "slice"),
        (remote("MLP"), "MLP object", "MLP object"),
    ],
)
def test_values_read_as_people_write_them(value, with_values, without):
    assert describe(value, values=True) == with_values
    assert describe(value, values=False) == without


def test_a_function_of_the_helpers_is_told_by_its_dotted_name():
    side = SimpleNamespace(party="student")
    assert describe(Proxy(side, {}, "helpers.spy"), values=False) == "<student's helpers.spy>"  # type: ignore[arg-type]


def test_a_tensor_tells_the_device_that_its_process_claimed():
    there = torch.ones(2)
    there.autograder_claims = Claims(device="cuda:0")
    assert describe(there, values=False) == "float32 (2,) on cuda:0"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=12,
)


@settings(deadline=None)
@given(PLAIN, st.booleans())
def test_a_description_is_one_printable_line_of_at_most_120_characters(value, values):
    text = describe(value, values=values)
    assert text.isprintable()
    assert 0 < len(text) <= 120


@settings(deadline=None)
@given(st.integers(100_000, 10**9), st.text("qxz", min_size=6, max_size=30))
def test_without_values_no_number_text_or_key_shows(number, text):
    value = [number, {text: number, "k": text}, (text, [number]), {number}, slice(number), float(number)]
    told = describe(value, values=False)
    call = describe_call("f", [value, number], {"k": text}, ["a", "b"], values=False)
    filled = placeholders(["a", "b"], [value, number], {"k": text}, text)
    for shown in (told, call[0], *call[1], *filled.values()):
        assert str(number) not in shown
        assert text not in shown


def test_strange_values_are_described_without_an_error():
    holds_itself: list[object] = []
    holds_itself.append(holds_itself)
    assert describe(holds_itself, values=True).startswith("list of 1: list of 1")
    assert describe(10**6000, values=True) == "int"
    assert describe("\x1b[31m\ud800", values=True).isprintable()
    assert describe(remote("\x1b[2J" + "M" * 99), values=True).isprintable()
    assert len(describe([X] * 50_000, values=True)) <= 120


def test_a_call_names_its_arguments_as_the_function_does():
    call = describe_call("pairwise_sqdist", (torch.ones(3, 2), torch.ones(5, 2)), {}, ["a", "b"], values=False)
    assert call == ("pairwise_sqdist(a, b)", ("a: float32 (3, 2)", "b: float32 (5, 2)"))


def test_a_call_tells_keywords_and_surplus_arguments():
    assert describe_call("f", (X, 2), {"k": 3}, ["x"], values=True) == (
        "f(x, arg2, k=k)",
        ("x: float32 (2, 3)", "arg2: 2", "k: 3"),
    )
    assert describe_call("f", (), {}, ["x"], values=True) == ("f()", ())


def test_a_function_of_the_students_stands_in_a_call_by_its_name():
    double = Dotted(None, {"ref": "student", "path": ["double"]}, "double")
    assert describe_call("helpers.twice", (X,), {"function": double}, ["x"], values=False) == (
        "helpers.twice(x, function=double)",
        ("x: float32 (2, 3)",),
    )


def test_a_call_with_much_to_tell_is_cut():
    call, arguments = describe_call("f" * 300, [[X] * 9] * 9, {}, [f"argument_{i}" for i in range(9)], values=True)
    assert len(call) == MAX_CALL
    assert call.endswith("…")
    assert len(arguments) == MAX_ARGUMENTS + 1
    assert arguments[-1] == "…"


def test_placeholders_give_shapes_in_both_languages():
    arguments = (["x", "sizes", "k"], (X, [1, 2]), {})
    assert placeholders(*arguments, X.T) == {
        "x": "shape (2, 3)",
        "sizes": "list of length 2",
        "k": "its default",
        "result": "shape (3, 2)",
    }
    assert placeholders(*arguments, 0.5, "zh") == {
        "x": "形状 (2, 3)",
        "sizes": "长度为 2 的 list",
        "k": "默认值",
        "result": "float",
    }


def test_the_placeholder_of_the_result_tells_what_was_raised():
    error = StudentError("RuntimeError", ("RuntimeError", "Exception"), "secret 123")
    assert placeholders([], [], {}, error) == {"result": "raised RuntimeError"}
    assert placeholders([], [], {}, error, "zh") == {"result": "抛出了 RuntimeError"}
    assert placeholders([], [], {}, ValueError("secret")) == {"result": "raised ValueError"}
