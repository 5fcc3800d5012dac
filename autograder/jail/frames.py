"""Frames: how a request and its reply travel between the judge and a process that runs other people's code.

A frame is four bytes of length, that many bytes of JSON (an object whose key "buffers" lists byte counts), then those
buffers. The judge's side (`Connection`) believes nothing: every size is checked before a byte is read for it, and each
request has one absolute deadline, so that a peer that drips bytes slowly is cut off like one that says nothing.
"""

from __future__ import annotations

import json
import os
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

_LENGTH = struct.Struct("<I")


class PeerError(Exception):
    """The other process did not answer as it should. Base of the three ways in which that happens."""


class PeerTimeoutError(PeerError):
    """No complete reply before the deadline."""


class PeerGoneError(PeerError):
    """The other process closed the connection, or died."""


class BadReplyError(PeerError):
    """Bytes came back that are not a reply."""


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def parse_header(raw: bytes | bytearray) -> tuple[Header, list[int]]:
    """The JSON object of a reply and its buffers' sizes in bytes.

    Raises:
        BadReplyError: for anything that is not an object within the limits above.
    """
    try:
        header = json.loads(raw, parse_constant=_refuse_constant)
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
    text = json.dumps({**header, "buffers": [len(view) for view in views]}, allow_nan=False).encode()
    return [_LENGTH.pack(len(text)) + text, *(view for view in views if len(view))]


class Connection:
    """The judge's end of a socket to a jail, a subprocess or the trusted worker."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._pending = bytearray()

    def request(self, header: Header, buffers: Sequence[Any], seconds: float) -> tuple[Header, Buffers]:
        """Send one request, and wait for its reply for at most `seconds` of wall time in all.

        Raises:
            PeerTimeoutError, PeerGoneError, BadReplyError: after any of them the connection is of no more use.
        """
        deadline = time.monotonic() + seconds
        pieces = frame(header, buffers)
        if len(pieces) > 1 and sum(len(piece) for piece in pieces) < MAX_HEADER:
            pieces = [b"".join(pieces)]
        try:
            for piece in pieces:
                self._sock.settimeout(max(deadline - time.monotonic(), 0.001))
                self._sock.sendall(piece)
        except TimeoutError:
            raise PeerTimeoutError("the request was not read in time") from None
        except OSError:
            raise PeerGoneError("the process is gone") from None
        return self._reply(deadline)

    def wait_until_ready(self, seconds: float) -> None:
        """Wait for the frame that a served process sends before it runs anybody's code.

        Raises:
            PeerError: it did not come.
        """
        header, _ = self._reply(time.monotonic() + seconds)
        if header != {"ready": True}:
            raise BadReplyError("the process did not say that it is ready")

    def close(self) -> None:
        """Close the judge's end."""
        self._sock.close()

    def _reply(self, deadline: float) -> tuple[Header, Buffers]:
        (length,) = _LENGTH.unpack(self._take(4, deadline))
        if length > MAX_HEADER:
            raise BadReplyError(f"a header of {length} bytes, {MAX_HEADER} are allowed")
        header, sizes = parse_header(self._take(length, deadline))
        buffers = [self._take(size, deadline) for size in sizes]
        if self._pending:
            raise BadReplyError("more bytes than the reply announced")
        return header, buffers

    def _take(self, count: int, deadline: float) -> bytearray:
        if len(self._pending) >= count:
            taken = self._pending[:count]
            del self._pending[:count]
            return taken
        taken = bytearray(count)
        view = memoryview(taken)
        filled = len(self._pending)
        view[:filled] = self._pending
        self._pending.clear()
        while filled < count:
            missing = count - filled
            if missing >= 4096:
                got = self._receive_into(view[filled:], deadline)
            else:  # read ahead: header and small buffers usually lie in the socket together
                ahead = self._receive(deadline)
                got = min(len(ahead), missing)
                view[filled : filled + got] = ahead[:got]
                self._pending += ahead[got:]
            filled += got
        return taken

    def _receive_into(self, view: memoryview, deadline: float) -> int:
        self._set_deadline(deadline)
        try:
            got = self._sock.recv_into(view)
        except TimeoutError:
            raise PeerTimeoutError("no reply in time") from None
        except OSError:
            raise PeerGoneError("the process is gone") from None
        if not got:
            raise PeerGoneError("the process is gone")
        return got

    def _receive(self, deadline: float) -> bytes:
        self._set_deadline(deadline)
        try:
            got = self._sock.recv(4096)
        except TimeoutError:
            raise PeerTimeoutError("no reply in time") from None
        except OSError:
            raise PeerGoneError("the process is gone") from None
        if not got:
            raise PeerGoneError("the process is gone")
        return got

    def _set_deadline(self, deadline: float) -> None:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise PeerTimeoutError("no reply in time")
        self._sock.settimeout(remaining)


class ServerEnd:
    """The served process's end: blocking, and it trusts the judge."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def read(self) -> tuple[Header, Buffers] | None:
        """The next request, or None when the judge has hung up."""
        start = self._exactly(4)
        if start is None:
            return None
        text = self._exactly(_LENGTH.unpack(start)[0])
        if text is None:
            return None
        header: Header = json.loads(text)
        buffers: Buffers = []
        for size in header.pop("buffers"):
            buffer = self._exactly(size)
            if buffer is None:
                return None
            buffers.append(buffer)
        return header, buffers

    def write(self, header: Header, buffers: Sequence[Any]) -> None:
        """Send one reply."""
        pieces = frame(header, buffers)
        if len(pieces) > 1 and sum(len(piece) for piece in pieces) < MAX_HEADER:
            pieces = [b"".join(pieces)]
        for piece in pieces:
            view = memoryview(piece)
            while len(view):
                view = view[os.write(self._fd, view) :]

    def _exactly(self, count: int) -> bytearray | None:
        data = bytearray(count)
        view = memoryview(data)
        while len(view):
            got = os.readv(self._fd, [view])
            if not got:
                return None
            view = view[got:]
        return data
