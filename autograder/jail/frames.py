"""Frames: how a request and its reply travel between the judge and a process that runs other people's code.

A frame is four bytes of length, that many bytes of JSON (an object whose key "buffers" lists byte counts), then those
buffers. The judge's side (`Connection`) believes nothing: every size is checked before a byte is read for it, and each
request has one absolute deadline, so that a peer that drips bytes slowly is cut off like one that says nothing. A peer
that drips them quickly is read from in pauses: what the judge spends on waking up is bounded by the bytes it gets.
"""

from __future__ import annotations

import json
import os
import select
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any, NoReturn

Header = dict[str, Any]
Buffers = list[bytearray]

MAX_HEADER = 64 * 1024  # bytes of JSON in a reply
MAX_REPLY = 64 * 1024 * 1024  # bytes of all buffers of a reply
MAX_BUFFERS = 4096
AHEAD = 16 * 1024  # bytes asked for at once while a header or a small buffer is awaited
PIECE = 1024  # bytes that a reply has to bring each time the judge wakes up for it, on average
FREE_WAKES = 32  # times that it may wake up for less
PAUSE = 0.02  # seconds to wait, while bytes gather, once a reply has used these up

_LENGTH = struct.Struct("<I")


class PeerError(Exception):
    """The other process did not answer as it should. Base of the three ways in which that happens."""


class PeerTimeoutError(PeerError):
    """No complete reply before the deadline."""


class PeerGoneError(PeerError):
    """The other process closed the connection, or died."""


class BadReplyError(PeerError):
    """Bytes came back that are not a reply."""


class NotReadyError(Exception):
    """A process could not be set up. The grader's fault, whatever happened: no code of a student has run in it."""


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
_ENCODER = json.JSONEncoder(allow_nan=False, separators=(",", ":"))


def parse_header(raw: bytes | bytearray) -> tuple[Header, list[int]]:
    """The JSON object of a reply and its buffers' sizes in bytes.

    Raises:
        BadReplyError: for anything that is not an object within the limits above.
    """
    try:
        header = _DECODER.decode(raw.decode())
    except (ValueError, RecursionError, MemoryError) as problem:
        raise BadReplyError(f"not JSON: {type(problem).__name__}") from None
    if type(header) is not dict:
        raise BadReplyError("the header is not an object")
    sizes = header.pop("buffers", None)
    if type(sizes) is not list or len(sizes) > MAX_BUFFERS or any(type(n) is not int or n < 0 for n in sizes):
        raise BadReplyError("the list of buffers is malformed")
    if sum(sizes) > MAX_REPLY:
        raise BadReplyError(f"{sum(sizes)} bytes announced, {MAX_REPLY} are allowed")
    return header, sizes


def frame(header: Header, buffers: Sequence[Any]) -> list[Any]:
    """The pieces to write for `header` and `buffers` (objects with the buffer protocol, bytes-like)."""
    views = [memoryview(buffer).cast("B") for buffer in buffers]
    text = _ENCODER.encode({**header, "buffers": [len(view) for view in views]}).encode()
    return [_LENGTH.pack(len(text)) + text, *(view for view in views if len(view))]


class Connection:
    """The judge's end of a socket to a jail, a subprocess or the trusted worker.

    The process says that it is ready before it reads its first request; that is awaited, for `ready_seconds` at most,
    when the first request has been sent.
    """

    def __init__(self, sock: socket.socket, ready_seconds: float = 0.0) -> None:
        sock.setblocking(False)
        self._ready_seconds = ready_seconds  # 0 once it is ready
        self._sock = sock
        self._pending = bytearray()
        self._credit = 0  # bytes that may come in smaller pieces before the judge pauses
        self._readable = _Waiter(sock, "POLLIN")
        self._writable = _Waiter(sock, "POLLOUT")

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]:
        """Send one request, and wait for its reply for at most `seconds` of wall time in all.

        Raises:
            PeerTimeoutError, PeerGoneError, BadReplyError: after any of them the connection is of no more use.
            NotReadyError: the process did not get ready.
        """
        deadline = time.monotonic() + seconds
        pieces = _joined(frame(header, buffers))
        if self._ready_seconds:
            self._get_ready(pieces)
            deadline = time.monotonic() + seconds
        else:
            self._send_all(pieces, deadline)
        reply = self._frame(deadline)
        if self._pending:
            raise BadReplyError("more bytes than the reply announced")
        return reply

    def close(self) -> None:
        """Close the judge's end."""
        self._sock.close()

    def _get_ready(self, pieces: list[Any]) -> None:
        """Send the first request at once, and wait for the word that comes before its reply."""
        deadline = time.monotonic() + self._ready_seconds
        try:
            self._send_all(pieces, deadline)
            header, _ = self._frame(deadline)
        except PeerError as problem:
            raise NotReadyError(f"a process could not be set up to run code in: {problem}") from None
        if header != {"ready": True}:
            raise NotReadyError("a process did not say that it is ready")
        self._ready_seconds = 0.0

    def _send_all(self, pieces: list[Any], deadline: float) -> None:
        for piece in pieces:
            view = memoryview(piece)
            while len(view):
                view = view[self._send(view, deadline) :]

    def _frame(self, deadline: float) -> tuple[Header, Buffers]:
        self._credit = FREE_WAKES * PIECE
        (length,) = _LENGTH.unpack(self._take(4, deadline))
        if length > MAX_HEADER:
            raise BadReplyError(f"a header of {length} bytes, {MAX_HEADER} are allowed")
        header, sizes = parse_header(self._take(length, deadline))
        return header, [self._take(size, deadline) for size in sizes]

    def _take(self, count: int, deadline: float) -> bytearray:
        """The next `count` bytes. What came with them is kept: header and small buffers usually arrive together."""
        while len(self._pending) < min(count, AHEAD):
            self._pending += self._receive(AHEAD, deadline)
        taken = self._pending[:count]
        del self._pending[:count]
        if len(taken) < count:
            have = len(taken)
            taken.extend(bytes(count - have))
            view = memoryview(taken)[have:]
            while len(view):
                view = view[self._receive_into(view, deadline) :]
        return taken

    def _send(self, view: memoryview, deadline: float) -> int:
        while True:
            try:
                return self._sock.send(view)
            except BlockingIOError:
                self._writable.wait(deadline, "the request was not read in time")
            except OSError:
                raise PeerGoneError("the process is gone") from None

    def _receive(self, count: int, deadline: float) -> bytes:
        self._readable.wait(deadline, "no reply in time")
        try:
            got = self._sock.recv(count)
        except OSError:
            raise PeerGoneError("the process is gone") from None
        self._account(len(got), deadline)
        return got

    def _receive_into(self, view: memoryview, deadline: float) -> int:
        self._readable.wait(deadline, "no reply in time")
        try:
            got = self._sock.recv_into(view)
        except OSError:
            raise PeerGoneError("the process is gone") from None
        self._account(got, deadline)
        return got

    def _account(self, got: int, deadline: float) -> None:
        """Pay for having woken up. A process that is gone wakes the judge with no byte at all."""
        if not got:
            raise PeerGoneError("the process is gone")
        self._credit += got - PIECE
        if self._credit < 0:
            time.sleep(min(PAUSE, max(deadline - time.monotonic(), 0.0)))


class _Waiter:
    """Waits until a socket can be read from, or written to."""

    def __init__(self, sock: socket.socket, event: str) -> None:
        self._sock = sock
        self._for_reading = event == "POLLIN"
        self._poll = None
        if hasattr(select, "poll"):
            self._poll = select.poll()
            self._poll.register(sock, getattr(select, event))

    def wait(self, deadline: float, late: str) -> None:
        """Raises PeerTimeoutError with the text `late` at the deadline."""
        remaining = deadline - time.monotonic()
        if remaining > 0 and self._wait(remaining):
            return
        raise PeerTimeoutError(late)

    def _wait(self, seconds: float) -> bool:
        if self._poll is not None:
            return bool(self._poll.poll(seconds * 1000))
        reading, writing = ([self._sock], []) if self._for_reading else ([], [self._sock])  # Windows has no poll
        return any(select.select(reading, writing, [], seconds))


class ServerEnd:
    """The served process's end: blocking, and it trusts the judge."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._pending = bytearray()

    def read(self) -> tuple[Header, Buffers] | None:
        """The next request, or None when the judge has hung up."""
        start = self._take(4)
        if start is None:
            return None
        text = self._take(_LENGTH.unpack(start)[0])
        if text is None:
            return None
        header: Header = json.loads(text)
        buffers: Buffers = []
        for size in header.pop("buffers"):
            buffer = self._take(size)
            if buffer is None:
                return None
            buffers.append(buffer)
        return header, buffers

    def write(self, header: Header, buffers: Sequence[Any]) -> None:
        """Send one reply."""
        for piece in _joined(frame(header, buffers)):
            view = memoryview(piece)
            while len(view):
                view = view[os.write(self._fd, view) :]

    def _take(self, count: int) -> bytearray | None:
        while len(self._pending) < count:
            got = os.read(self._fd, max(AHEAD, count - len(self._pending)))
            if not got:
                return None
            self._pending += got
        taken = self._pending[:count]
        del self._pending[:count]
        return taken


def _joined(pieces: list[Any]) -> list[Any]:
    """The same bytes with neighbours put together as long as they are small: fewer system calls, on both sides."""
    if len(pieces) == 1:
        return pieces
    groups: list[list[Any]] = [[]]
    size = 0
    for piece in pieces:
        if size + len(piece) >= MAX_HEADER and groups[-1]:
            groups.append([])
            size = 0
        groups[-1].append(piece)
        size += len(piece)
    return [group[0] if len(group) == 1 else b"".join(group) for group in groups]
