"""A small assembler for classic BPF, the language of seccomp filters: jumps go to labels, never to counted offsets.

A program reads one system call at a time (`seccomp_data`: its number, the architecture, six arguments of 64 bits, of
which `load_argument` takes the lower half) and ends in a verdict. Jumps only go forward.

Source: https://docs.kernel.org/userspace-api/seccomp_filter.html and linux/bpf_common.h, linux/seccomp.h.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

ALLOW = 0x7FFF0000
KILL = 0x80000000  # the whole process

_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16  # offsets in seccomp_data
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _JUMP_IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_FARTHEST = 255
_SIZE = 8  # bytes of an instruction


def refuse(errno: int) -> int:
    """The verdict that makes the call fail with this error."""
    return 0x00050000 | errno


class OwnPid:
    """Stands for the number of the process that will be filtered, which is not known when the program is assembled."""


OWN_PID = OwnPid()


@dataclass(frozen=True)
class Program:
    """Machine code, and the offsets in it of the 32 bits where the process's own number goes."""

    code: bytes
    pid_at: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.code) // _SIZE


@dataclass(frozen=True)
class _Instruction:
    code: int
    value: int | OwnPid
    target: str | None = None  # where to go if the condition holds; otherwise on to the next instruction


class Assembler:
    """Collects instructions; `assemble` turns them into a `Program`."""

    def __init__(self) -> None:
        self._instructions: list[_Instruction] = []
        self._labels: dict[str, int] = {}

    def load_architecture(self) -> None:
        """Take the AUDIT_ARCH of the call."""
        self._add(_LOAD, _ARCHITECTURE_AT)

    def load_number(self) -> None:
        """Take the number of the call."""
        self._add(_LOAD, _NUMBER_AT)

    def load_argument(self, index: int) -> None:
        """Take the lower 32 bits of an argument (both architectures are little-endian)."""
        self._add(_LOAD, _ARGUMENTS_AT + 8 * index)

    def jump_if_equal(self, value: int | OwnPid, target: str) -> None:
        """Go to `target` if what was taken last is `value`."""
        self._add(_JUMP_IF_EQUAL, value, target)

    def jump_if_at_least(self, value: int, target: str) -> None:
        """Go to `target` if what was taken last is `value` or more, unsigned."""
        self._add(_JUMP_IF_AT_LEAST, value, target)

    def jump_if_any_bit(self, mask: int, target: str) -> None:
        """Go to `target` if what was taken last has a bit of `mask`."""
        self._add(_JUMP_IF_ANY_BIT, mask, target)

    def verdict(self, action: int) -> None:
        """End here."""
        self._add(_RETURN, action)

    def label(self, name: str) -> None:
        """Name the next instruction."""
        if name in self._labels:
            raise ValueError(f"The label {name!r} is there twice.")
        self._labels[name] = len(self._instructions)

    def assemble(self) -> Program:
        """Resolve the labels. Raises ValueError for a jump that is unknown, backward or too far."""
        code = bytearray()
        pid_at = []
        for index, instruction in enumerate(self._instructions):
            distance = 0 if instruction.target is None else self._distance(index, instruction.target)
            value = instruction.value
            if isinstance(value, OwnPid):
                pid_at.append(len(code) + 4)
                value = 0
            code += struct.pack("=HBBI", instruction.code, distance, 0, value)
        return Program(bytes(code), tuple(pid_at))

    def _add(self, code: int, value: int | OwnPid, target: str | None = None) -> None:
        self._instructions.append(_Instruction(code, value, target))

    def _distance(self, index: int, target: str) -> int:
        if target not in self._labels:
            raise ValueError(f"A jump goes to {target!r}, which is not a label.")
        distance = self._labels[target] - index - 1
        if not 0 <= distance <= _FARTHEST:
            raise ValueError(f"The jump to {target!r} spans {distance} instructions; it may span 0 to {_FARTHEST}.")
        return distance
