"""`draw`: random inputs from a key."""

from __future__ import annotations

import hashlib
import hmac

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.draw import Draw, derive_key

KEY = derive_key(b"a secret", "u04", "test_example")
SHAPES = st.lists(st.integers(0, 5), max_size=4).map(tuple)


GOLDEN = {  # of the key 0, 1, ..., 31
    "sizes": (5, 3, 4),
    "integers": [865, 63, 536, 468, 406],
    "permutation": [1, 0, 2, 5, 4, 3],
    "booleans": [True, True, False, True, False, False, True, False],
    "integer": -4,
    "choice": "e",
    "normal": [-0.557058752, -0.157869637, -0.019170079],
}


def fresh(number: int = 0) -> Draw:
    return Draw(derive_key(b"a secret", str(number)))


def test_a_key_is_hmac_sha256_of_the_parts_with_their_lengths():
    message = b"\0\0\0\0\0\0\0\x02ab" + b"\0\0\0\0\0\0\0\x03\xe4\xb8\xad"
    assert derive_key(b"k", "ab", "中") == hmac.new(b"k", message, hashlib.sha256).digest()


@settings(deadline=None)
@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_parts_give_different_keys(one, other):
    assert (derive_key(b"k", *one) == derive_key(b"k", *other)) == (one == other)


def test_an_empty_secret_and_a_short_key_are_refused():
    with pytest.raises(ValueError, match="the secret is empty"):
        derive_key(b"", "a")
    with pytest.raises(ValueError, match=r"a key has 32 bytes, this one has 3.*derive_key"):
        Draw(b"abc")


def test_the_same_key_draws_the_same_on_every_platform():
    draw = Draw(bytes(range(32)))
    assert draw.sizes(3) == GOLDEN["sizes"]
    assert draw.integers(0, 1000, 5).tolist() == GOLDEN["integers"]
    assert draw.permutation(6).tolist() == GOLDEN["permutation"]
    assert draw.booleans(8).tolist() == GOLDEN["booleans"]
    assert draw.integer(-5, 5) == GOLDEN["integer"]
    assert draw.choice("abcdef") == GOLDEN["choice"]
    torch.testing.assert_close(draw.normal(3), torch.tensor(GOLDEN["normal"]), rtol=1e-6, atol=0)


def test_every_byte_of_the_key_counts():
    drawn = set()
    for place in range(32):
        key = bytearray(32)
        key[place] = 1
        drawn.add(tuple(Draw(bytes(key)).integers(0, 2**40, 4).tolist()))
    assert len(drawn) == 32


@settings(deadline=None)
@given(st.integers(), st.integers(0, 6), st.integers(0, 4), st.integers(0, 9))
def test_sizes_are_all_different_and_within_the_bounds(number, k, low, more):
    high = low + k + more
    sizes = fresh(number).sizes(k, low=low, high=high)
    assert len(set(sizes)) == k
    assert all(type(size) is int and low <= size <= high for size in sizes)


def test_all_sizes_of_the_range_occur():
    draw = fresh()
    assert {draw.size() for _ in range(200)} == set(range(2, 8))
    assert set(draw.sizes(6)) == set(range(2, 8))


def test_too_many_sizes_are_refused_with_the_way_out():
    with pytest.raises(ValueError, match=r"no 7 different sizes from 2 to 7; widen low= and high="):
        fresh().sizes(7)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_normal_numbers_have_their_dtype_and_are_never_special(dtype):
    x = fresh().normal(100, 50, dtype=dtype)
    assert (x.shape, x.dtype) == ((100, 50), dtype)
    assert x.isfinite().all()
    assert not ((x == 0) | (x.abs() == 1)).any()
    assert abs(x.double().mean()) < 0.1
    assert abs(x.double().std() - 1) < 0.1


def test_normal_takes_a_scale():
    assert 900 < fresh().normal(5000, scale=1000.0).std() < 1100


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_uniform_numbers_lie_strictly_between_the_bounds(dtype):
    x = fresh().uniform(5000, low=-2.0, high=3.0, dtype=dtype)
    assert x.dtype == dtype
    assert -2 < x.min() < -1.9
    assert 2.9 < x.max() < 3


def test_integers_leave_out_the_upper_bound():
    x = fresh().integers(-1, 3, 20, 10)
    assert (x.dtype, x.shape) == (torch.int64, (20, 10))
    assert x.unique().tolist() == [-1, 0, 1, 2]
    assert {fresh(i).integer(0, 2) for i in range(20)} == {0, 1}
    assert type(fresh().integer(0, 2)) is int


@settings(deadline=None)
@given(st.integers(), st.integers(0, 6))
def test_booleans_are_mixed_from_two_elements_on(number, n):
    x = fresh(number).booleans(n)
    assert (x.dtype, x.shape) == (torch.bool, (n,))
    assert n < 2 or (x.any() and not x.all())


@settings(deadline=None)
@given(st.integers(), st.integers(0, 6))
def test_a_permutation_is_never_the_identity_from_two_on(number, n):
    order = fresh(number).permutation(n)
    assert (order.dtype, sorted(order.tolist())) == (torch.int64, list(range(n)))
    assert n < 2 or order.tolist() != list(range(n))


@settings(deadline=None)
@given(SHAPES)
def test_every_tensor_is_fresh_writable_contiguous_and_of_the_shape_asked_for(shape):
    draw = fresh()
    for x in (draw.normal(*shape), draw.uniform(*shape), draw.integers(0, 9, *shape), draw.booleans(*shape)):
        assert tuple(x.shape) == shape
        assert x.is_contiguous()
        assert x.storage_offset() == 0
        assert x.numpy().flags.writeable
        x.zero_()


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda d: d.normal(3, dtype=torch.int64), "use draw.integers"),
        (lambda d: d.normal(3, scale=0.0), "no ordinary numbers"),
        (lambda d: d.normal(3, scale=1e9, dtype=torch.float16), "no ordinary numbers of torch.float16"),
        (lambda d: d.uniform(3, low=1.0, high=1.0), "needs low < high"),
        (lambda d: d.integers(3, 3), "high is excluded"),
        (lambda d: d.choice([]), "at least one item"),
    ],
)
def test_what_cannot_be_drawn_is_a_clear_error(ask, message):
    with pytest.raises(ValueError, match=message):
        ask(fresh())


def test_a_shape_in_one_piece_is_a_clear_error():
    with pytest.raises(TypeError, match=r"as in draw\.normal\(\*x\.shape\), but it was given \(2, 3\)"):
        fresh().normal((2, 3))  # type: ignore[arg-type]


DTYPES = st.sampled_from(
    [torch.float32, torch.float64, torch.bfloat16, torch.int64, torch.uint8, torch.bool, torch.complex64]
)


@settings(deadline=None)
@given(st.integers(), SHAPES, DTYPES)
def test_strided_keeps_values_shape_and_dtype_and_changes_the_layout(number, shape, dtype):
    draw = fresh(number)
    x = draw.normal(*shape).mul(9).abs().to(dtype)
    y = draw.strided(x)
    assert (y.shape, y.dtype) == (x.shape, x.dtype)
    assert torch.equal(x, y)
    assert y.storage_offset() > 0
    assert y.untyped_storage().data_ptr() != x.untyped_storage().data_ptr()
    assert x.numel() < 2 or not y.is_contiguous()


def test_strided_takes_every_kind_of_layout():
    draw = fresh()
    x = draw.normal(3, 4)
    strides = {draw.strided(x).stride() for _ in range(100)}
    assert (1, 3) in strides, "transposed"
    assert {(8, 1), (12, 1), (8, 2), (12, 3)} <= strides, "every second or third along either axis"


def test_the_gaps_of_a_strided_tensor_hold_other_numbers():
    draw = fresh()
    y = draw.strided(draw.normal(50))
    whole = torch.empty(0).set_(y.untyped_storage())
    assert len(whole) >= 100
    assert len(whole.unique()) == len(whole)


def test_strided_keeps_requires_grad_as_a_leaf():
    y = fresh().strided(torch.ones(2, 3, requires_grad=True))
    assert y.requires_grad
    assert y.is_leaf
