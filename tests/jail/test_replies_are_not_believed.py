"""Fuzzing from the jail's side: whatever bytes come, the judge gets a value or a PeerError, and never anything else."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.jail.channels import Usage
from autograder.jail.faults import CrashedError, ImportFailedError, MissingNameError, StudentError, TooLargeAnswerError
from autograder.jail.frames import (
    FREE_WAKES,
    MAX_HEADER,
    PAUSE,
    PIECE,
    BadReplyError,
    Connection,
    Header,
    NotReadyError,
    PeerError,
    PeerGoneError,
    PeerTimeoutError,
    ServerEnd,
    frame,
    parse_header,
)
from autograder.jail.proxies import Module, open_module
from autograder.jail.remote import Patience, Program
from autograder.jail.replies import ReplyDecoder, ReplyEncoder


def hear(raw: bytes, seconds: float = 5.0) -> tuple[dict[str, Any], list[bytearray]]:
    """What the judge makes of these bytes as a reply."""
    judge, peer = socket.socketpair()
    with judge, peer:

        def answer() -> None:
            peer.recv(1 << 16)
            peer.sendall(raw)
            peer.shutdown(socket.SHUT_WR)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        try:
            return Connection(judge).request({"op": "call"}, (), seconds)
        finally:
            thread.join(5)


def decode(node: Any, buffers: list[bytearray]) -> Any:
    return ReplyDecoder(buffers, lambda number, kind, can_call: (number, kind)).decode(node)


def packed(text: str) -> bytes:
    return struct.pack("<I", len(text.encode())) + text.encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\1", struct.pack("<I", 5) + b"{}", struct.pack("<I", MAX_HEADER + 1), b"\xff" * 64,
        packed("[]"), packed("{}"), packed('{"buffers": 3}'), packed('{"buffers": [-1]}'), packed('{"buffers": [1.5]}'),
        packed('{"buffers": [true]}'), packed('{"buffers": [99999999999]}'), packed('{"buffers": [4]}') + b"abc",
        packed('{"buffers": []}') + b"extra", packed("[" * 30000), packed('{"a": NaN, "buffers": []}'),
        packed('{"buffers": [' + ",".join(["1"] * 5000) + "]}"), packed('{"a": ' + "9" * 6000 + ', "buffers": []}'),
        b"\x80\x04\x95" + b"\0" * 40,
    ],
    ids=range(19),
)  # fmt: skip
def test_bytes_that_are_no_reply_are_a_peer_error(raw: bytes) -> None:
    with pytest.raises(PeerError):
        hear(raw)


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_random_bytes_never_escape_as_another_exception(raw: bytes) -> None:
    with contextlib.suppress(PeerError):
        hear(raw)


names = st.sampled_from(
    ["tuple", "set", "frozenset", "dict", "size", "bytes", "slice", "range", "tensor", "array", "scalar", "handle",
     "int", "float", "complex", "dtype", "device", "numpy_dtype", "ellipsis", "ref", "as", "claims", "type", "callable"]
)  # fmt: skip
leaves = (
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8) | st.sampled_from(["float32", "bool", "int64", "uint8", "cpu", "cuda:0", "nan", "Tensor", ""])
)  # fmt: skip
nodes = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(names, inner, min_size=1, max_size=3),
    max_leaves=20,
)


@given(nodes, st.lists(st.binary(max_size=24).map(bytearray), max_size=3))
@settings(max_examples=1500, deadline=None)
def test_random_nodes_give_a_value_or_a_bad_reply(node: Any, buffers: list[bytearray]) -> None:
    with contextlib.suppress(BadReplyError):
        decode(json.loads(json.dumps(node)), buffers)


shapes = st.lists(st.integers(-2, 2**63), max_size=4) | st.lists(st.integers(0, 6), max_size=4)


@given(
    st.sampled_from(["tensor", "array"]), st.integers(-1, 2), st.sampled_from(["float32", "bool", "complex64", "x"]),
    shapes, st.binary(max_size=32),
)  # fmt: skip
@settings(max_examples=500, deadline=None)
def test_lying_shapes_are_a_bad_reply(tag: str, place: int, dtype: str, shape: list[int], raw: bytes) -> None:
    node = {tag: [place, dtype, shape], "claims": ["Tensor", False, [], 0, 0, 0, "cpu"]}
    try:
        value = decode(node if tag == "tensor" else {tag: node[tag]}, [bytearray(raw)])
    except BadReplyError:
        return
    assert list(value.shape) == shape


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_true_reply_with_bytes_changed_never_escapes(data: st.DataObject) -> None:
    encoder = ReplyEncoder(lambda value: 0)
    node = encoder.encode([torch.arange(6.0).reshape(2, 3), {"a": (1, 2.5, None)}, torch.nn.ReLU()])
    raw = bytearray(b"".join(bytes(piece) for piece in frame({"value": node}, encoder.buffers)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    length = struct.unpack("<I", raw[:4])[0]
    try:
        header, sizes = parse_header(raw[4 : 4 + length])
        rest = raw[4 + length :]
        if sum(sizes) != len(rest):
            return
        buffers = []
        for size in sizes:
            buffers.append(rest[:size])
            rest = rest[size:]
        decode(header.get("value"), buffers)
    except PeerError:
        pass


@pytest.mark.parametrize("stop", [1 << 30, 1 << 62])
def test_a_range_that_a_check_could_not_go_through_is_a_bad_reply(stop: int) -> None:
    with pytest.raises(BadReplyError):
        decode({"range": [-stop, stop, 1]}, [])


def test_booleans_that_are_neither_0_nor_1_become_proper_ones() -> None:
    value = decode(
        {"tensor": [0, "bool", [3]], "claims": ["Tensor", False, [1], 0, 0, 0, "cpu"]}, [bytearray(b"\0\7\xff")]
    )
    assert value.tolist() == [False, True, True]
    assert value.view(torch.uint8).tolist() == [0, 1, 1]


def test_a_peer_that_drips_bytes_is_cut_off_at_the_deadline() -> None:
    judge, peer = socket.socketpair()
    stop = threading.Event()

    def drip() -> None:
        raw = packed(json.dumps({"value": "x" * 5000, "buffers": []}))
        for byte in raw:
            if stop.wait(0.01):
                return
            peer.send(bytes([byte]))

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    began = time.monotonic()
    with judge, peer, pytest.raises(PeerTimeoutError):
        Connection(judge).request({"op": "call"}, (), 0.3)
    assert time.monotonic() - began < 5
    stop.set()
    thread.join()


class Counting(socket.socket):
    """Counts how often it was read from, and what came."""

    reads = 0
    bytes_read = 0

    def recv(self, *arguments: Any) -> bytes:
        got = super().recv(*arguments)
        self.reads += 1
        self.bytes_read += len(got)
        return got

    def recv_into(self, *arguments: Any) -> int:
        got = super().recv_into(*arguments)
        self.reads += 1
        self.bytes_read += got
        return got


def test_a_peer_that_drips_fast_does_not_keep_the_judge_busy() -> None:
    near, peer = socket.socketpair()
    judge = Counting(fileno=near.detach())

    def drip() -> None:
        peer.sendall(packed(json.dumps({"value": 1, "buffers": [1 << 26]})))
        with contextlib.suppress(OSError):
            while True:
                peer.send(b"1234567")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    seconds = 0.5
    with peer:
        with judge, pytest.raises(PeerTimeoutError):
            Connection(judge).request({"op": "call"}, (), seconds)
        thread.join(10)
    # Every read is a free one, paid for by PIECE bytes, or followed by a pause. Holds at any speed of this machine.
    assert judge.reads <= FREE_WAKES + judge.bytes_read / PIECE + seconds / PAUSE + 2


@pytest.mark.parametrize("sizes", [[1 << 26], [1 << 20] * 60, [20] * 4096, [100_000, 3] * 500, [65_000] * 9, []])
def test_an_honest_reply_of_any_size_comes_without_a_pause(monkeypatch: pytest.MonkeyPatch, sizes: list[int]) -> None:
    monkeypatch.setattr("autograder.jail.frames.PAUSE", 3600.0)
    judge, peer = socket.socketpair()
    made = [bytes([number % 251]) * size for number, size in enumerate(sizes)]

    def answer() -> None:
        end = ServerEnd(peer.fileno())
        end.read()
        end.write({"value": 1}, made)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    with judge, peer:
        assert Connection(judge).request({"op": "call"}, (), 60.0) == ({"value": 1}, made)
        thread.join(10)


def test_a_peer_that_does_not_read_is_cut_off_too() -> None:
    judge, peer = socket.socketpair()
    with judge, peer, pytest.raises(PeerTimeoutError):
        Connection(judge).request({"op": "call"}, [bytearray(8 << 20)], 0.2)


def test_a_peer_that_hangs_up_is_gone() -> None:
    judge, peer = socket.socketpair()
    peer.close()
    with judge, pytest.raises(PeerGoneError):
        Connection(judge).request({"op": "call"}, (), 1.0)


def test_a_process_that_ends_before_it_is_ready_is_the_graders_fault() -> None:
    judge, peer = socket.socketpair()
    peer.close()
    with judge, pytest.raises(NotReadyError):
        Connection(judge, ready_seconds=1.0).request({"op": "load"}, (), 1.0)


def test_the_word_that_a_process_is_ready_may_come_together_with_its_first_reply() -> None:
    judge, peer = socket.socketpair()
    with judge, peer:
        peer.sendall(packed('{"ready": true, "buffers": []}') + packed('{"value": 3, "buffers": []}'))
        assert Connection(judge, ready_seconds=1.0).request({"op": "load"}, (), 1.0) == ({"value": 3}, [])


class Saying:
    """A channel on which the same reply comes back to every request."""

    def __init__(self, reply: Header, *buffers: bytes) -> None:
        self.reply, self.buffers = reply, buffers

    def request(self, header: Header, buffers: object, seconds: float) -> tuple[Header, list[bytearray]]:
        del header, buffers, seconds
        return {"names": [], **self.reply}, [bytearray(buffer) for buffer in self.buffers]

    def close(self) -> Usage:
        return Usage()


def student_saying(reply: Header, *buffers: bytes) -> Module:
    return open_module(Saying(reply, *buffers), Program(()), 7, party="student", patience=Patience())


def test_names_and_bases_that_are_no_texts_are_not_written_out() -> None:
    student = student_saying({"names": [[[[]], True], ["f", 1], [None, True], ["g", True], "h"]})
    assert student.__dict__["_remote"].names == {"g": True}
    raising = student_saying({"names": [["f", True]]})
    raised = {"type": "E", "message": "", "bases": [["ValueError"], "ValueError"], "lines": []}
    raising.__dict__["_remote"].channel = Saying({"raised": raised})
    with pytest.raises(StudentError) as caught:
        raising.f()
    assert caught.value.bases == ("", "ValueError")
    raising.__dict__["_remote"].channel = Saying({"missing": [[]]})
    with pytest.raises(MissingNameError, match=r"defines no $"):
        raising.f()


def test_all_answers_of_one_check_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.jail.remote.MAX_ANSWERS", 10)
    node = {"tensor": [0, "uint8", [4]], "claims": ["Tensor", False, [1], 0, 0, 0, "cpu"]}
    student = student_saying({"value": node}, b"1234")
    student.__dict__["_remote"]._received = 0  # opening it was an answer, too
    assert student.f.shape == student.f.shape == (4,)
    for _ in range(2):
        with pytest.raises(TooLargeAnswerError):
            _ = student.f


@pytest.mark.parametrize("source", ["a\nb\nc\n", "a\rb\rc\r", "a\r\nb\r\nc\r\n", "a\nb\r\nc\rd"])
def test_lines_that_the_students_file_does_not_have_are_dropped(source: str) -> None:
    program = Program((("u", "u.py", source), ("helpers", "helpers.py", "\n" * 90)))
    student = open_module(Saying({"names": [["f", True]]}), program, 7, party="student", patience=Patience())
    lines = [3, 0, -1, 4, 5, 60, 2**31 - 1, 2**70, True, 1.0, "2", [1], 1]
    raised = {"type": "ValueError", "message": "", "bases": ["ValueError"], "lines": lines}
    student.__dict__["_remote"].channel = Saying({"raised": raised})
    with pytest.raises(StudentError) as caught:
        student.f()
    assert caught.value.lines == (3, 4, 1)


def test_lines_are_dropped_also_when_the_import_fails() -> None:
    raised = {"type": "ValueError", "message": "", "bases": ["ValueError"], "lines": [2, 99]}
    with pytest.raises(ImportFailedError) as caught:
        open_module(Saying({"raised": raised}), Program((("u", "u.py", "x = 1\n"),)), 7, party="student",
                    patience=Patience())  # fmt: skip
    assert isinstance(caught.value.cause, StudentError)
    assert caught.value.cause.lines == (2,)


def test_buffers_without_a_value_are_a_crash() -> None:
    student = student_saying({"names": [["f", True]]})
    raised = {"type": "ValueError", "message": "", "bases": ["ValueError"], "lines": []}
    student.__dict__["_remote"].channel = Saying({"raised": raised}, b"many megabytes")
    with pytest.raises(CrashedError):
        student.f()
