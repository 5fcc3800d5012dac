"""A classic-BPF machine as small as seccomp filters need, so that a filter for any architecture can be run anywhere."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from autograder.jail.confine.bpf import Program

ALLOWED, KILLED, FAILS = 0x7FFF0000, 0x80000000, 0x00050000


def verdict(program: Program, audit: int, number: int, arguments: Sequence[int] = (), pid: int = 0) -> str:
    """What the kernel would do with the call: `allowed`, `killed`, or the number of the error that it fails with."""
    code = bytearray(program.code)
    for offset in program.pid_at:
        struct.pack_into("=I", code, offset, pid)
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=IIQ6Q", number, audit, 0, *(value & (1 << 64) - 1 for value in padded))
    result = _run(bytes(code), data)
    if result & 0xFFFF0000 == FAILS:
        return str(result & 0xFFFF)
    return {ALLOWED: "allowed", KILLED: "killed"}[result]


def _run(code: bytes, data: bytes) -> int:
    instructions = list(struct.iter_unpack("=HBBI", code))
    at = accumulator = 0
    while True:
        operation, if_true, if_false, k = instructions[at]
        at += 1
        match operation:
            case 0x20:  # load a word
                assert k % 4 == 0
                (accumulator,) = struct.unpack_from("=I", data, k)
            case 0x15:
                at += if_true if accumulator == k else if_false
            case 0x35:
                at += if_true if accumulator >= k else if_false
            case 0x45:
                at += if_true if accumulator & k else if_false
            case 0x06:
                return k
            case _:
                raise AssertionError(f"A filter has no operation {operation:#x}.")
