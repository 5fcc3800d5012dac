"""The codec: what a check passes arrives as it was, and what comes back is believed only after it was checked."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.jail.nodes import TORCH_DTYPES, TooLargeError
from autograder.jail.replies import ReplyDecoder, ReplyEncoder, claims
from autograder.jail.requests import RequestDecoder, RequestEncoder


def sent(*values: Any) -> list[Any]:
    """The values as they arrive in a jail."""
    return arrival(*values)[0]


def arrival(*values: Any) -> tuple[list[Any], RequestDecoder]:
    encoder = RequestEncoder(lambda value: None)
    nodes = [encoder.encode(value) for value in values]
    decoder = RequestDecoder([bytearray(memoryview(b).cast("B")) for b in encoder.buffers], lambda node: None)
    return [decoder.decode(node) for node in nodes], decoder


def answered(value: Any) -> Any:
    """The value as it arrives in the judge."""
    encoder = ReplyEncoder(lambda value: 7)
    node = encoder.encode(value)
    buffers = [bytearray(memoryview(buffer).cast("B")) for buffer in encoder.buffers]
    return ReplyDecoder(buffers, lambda number, kind, can_call: (number, kind, can_call)).decode(node)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.booleans(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(plain)
def test_plain_values_travel_both_ways_unchanged(value: Any) -> None:
    for arrived in (sent(value)[0], answered(value)):
        assert arrived == value
        assert type(arrived) is type(value)


@pytest.mark.parametrize(
    "value",
    [slice(1, None, 2), range(3, 9, 2), torch.float16, torch.device("cpu"), ..., {1, 2}, frozenset("ab"), 3 + 4j,
     torch.Size([2, 3]), 2**80, -(2**80), math.inf, -math.inf, np.dtype("float32")],
)  # fmt: skip
def test_values_that_json_does_not_know_travel_both_ways(value: Any) -> None:
    for arrived in (sent(value)[0], answered(value)):
        assert arrived == value
        assert type(arrived) is type(value)


def test_nan_travels_both_ways() -> None:
    assert math.isnan(sent(math.nan)[0])
    assert math.isnan(answered(math.nan))


@pytest.mark.parametrize("dtype", list(TORCH_DTYPES.values()), ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3, 4)], ids=str)
def test_tensors_of_every_dtype_and_shape_travel_both_ways(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    value = torch.arange(math.prod(shape)).reshape(shape).to(dtype)
    for arrived in (sent(value)[0], answered(value)):
        assert arrived.dtype == dtype
        assert arrived.shape == value.shape
        assert torch.equal(arrived, value)


@pytest.mark.parametrize(
    "view",
    [lambda x: x[:, ::2], lambda x: x.T, lambda x: x[1:, 2:], lambda x: x[0].expand(4, 6), lambda x: x.diagonal()],
)
def test_a_view_arrives_with_its_stride_and_offset(view: Any) -> None:
    value = view(torch.arange(24.0).reshape(4, 6))
    arrived = sent(value)[0]
    assert torch.equal(arrived, value)
    assert arrived.stride() == value.stride()
    assert arrived.storage_offset() == value.storage_offset()


@pytest.mark.parametrize(
    "view", [torch.ones(1, 1).diagonal(), torch.arange(4.0)[3::2], torch.ones(0, 2)[:, 0]], ids=str
)
def test_a_view_of_at_most_one_element_arrives_whatever_its_stride(view: torch.Tensor) -> None:
    for arrived in (sent(view)[0], answered(view)):
        assert torch.equal(arrived, view)


def test_tensors_that_share_memory_still_share_it_on_arrival() -> None:
    base = torch.zeros(4, 6)
    there, view = sent(base, base[1:])
    view[0, 0] = 5
    assert there[1, 0] == 5


def test_one_object_passed_twice_arrives_as_one_object() -> None:
    value = torch.zeros(2)
    first, second = sent(value, [value])
    assert second[0] is first


def test_requires_grad_and_parameters_arrive() -> None:
    leaf, parameter = sent(torch.ones(2, requires_grad=True), torch.nn.Parameter(torch.ones(2)))
    assert leaf.requires_grad
    assert type(leaf) is torch.Tensor
    assert type(parameter) is torch.nn.Parameter


def test_arrays_arrive_with_strides_and_shared_memory() -> None:
    base = np.arange(24.0).reshape(4, 6)
    there, view, backwards = sent(base, base[1:, ::2], base[::-1])
    assert np.array_equal(view, base[1:, ::2])
    assert np.array_equal(backwards, base[::-1])
    assert view.strides == base[1:, ::2].strides
    view[0, 0] = -1
    assert there[1, 0] == -1


def test_a_generator_arrives_as_its_seed() -> None:
    arrived = sent(torch.Generator().manual_seed(3))[0]
    assert torch.equal(torch.rand(3, generator=arrived), torch.rand(3, generator=torch.Generator().manual_seed(3)))


@pytest.mark.parametrize(
    "change",
    [lambda v: v[0].add_(1), lambda v: v[1].__setitem__(0, 9), lambda v: v[2].append(1), lambda v: v[3].clear(),
     lambda v: v[2][0].append(1), lambda v: v[0].unsqueeze_(0), lambda v: setattr(v[0], "data", torch.zeros(2)),
     lambda v: setattr(v[1], "shape", (2, 1))],
)  # fmt: skip
def test_a_change_to_an_argument_is_noticed(change: Any) -> None:
    values, decoder = arrival(torch.zeros(2), np.zeros(2), [[1]], {"a": 1})
    assert not decoder.changed()
    change(values)
    assert decoder.changed()


def test_writing_beside_a_view_is_noticed_too() -> None:
    (value,), decoder = arrival(torch.zeros(8)[::2])
    torch.as_strided(value, (8,), (1,))[1] = 3
    assert decoder.changed()


def test_something_that_cannot_be_sent_says_what_can() -> None:
    with pytest.raises(TypeError, match=r"helpers\.py"):
        sent(lambda x: x)


def test_a_module_comes_back_as_a_handle() -> None:
    assert answered(torch.nn.Linear(1, 1)) == (7, "Linear", True)


def test_a_subclass_of_tensor_comes_back_as_a_handle() -> None:
    class Lying(torch.Tensor):
        pass

    assert answered(torch.zeros(2).as_subclass(Lying))[1] == "Lying"


def test_claims_tell_what_bytes_cannot() -> None:
    base = torch.nn.Parameter(torch.zeros(4, 6))
    parameter, view, same = answered((base, base.detach()[1:], base))
    assert claims(parameter).type_name == "Parameter"
    assert claims(parameter).requires_grad
    assert claims(parameter).storage == claims(view).storage
    assert claims(view).offset == 6
    assert claims(parameter).identity == claims(same).identity != claims(view).identity


def test_a_list_that_holds_itself_is_too_large() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(TooLargeError, match="nested"):
        answered(endless)


def test_an_expanded_tensor_is_counted_by_what_it_would_take() -> None:
    with pytest.raises(TooLargeError, match="MB"):
        answered(torch.zeros(1).expand(10**6, 10**6))


def test_an_int_of_ten_thousand_digits_is_too_large() -> None:
    with pytest.raises(TooLargeError, match="int"):
        answered(10**10_000)
