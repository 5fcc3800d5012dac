"""The assembler: labels become distances, and mistakes are said."""

from __future__ import annotations

import pytest
from bpf_machine import verdict

from autograder.jail.confine.bpf import ALLOW, KILL, OWN_PID, Assembler, refuse


def test_a_jump_goes_to_its_label_and_otherwise_to_the_next_instruction() -> None:
    program = Assembler()
    program.load_number()
    program.jump_if_equal(7, "seven")
    program.jump_if_at_least(100, "large")
    program.jump_if_any_bit(0b10000, "bit")
    program.verdict(KILL)
    program.label("seven")
    program.verdict(ALLOW)
    program.label("large")
    program.verdict(refuse(1))
    program.label("bit")
    program.verdict(refuse(2))
    code = program.assemble()
    assert {number: verdict(code, 0, number) for number in (6, 7, 16, 99, 100)} == {
        6: "killed",
        7: "allowed",
        16: "2",
        99: "killed",
        100: "1",
    }


def test_an_argument_is_read_at_its_place() -> None:
    program = Assembler()
    program.load_argument(5)
    program.jump_if_equal(9, "nine")
    program.verdict(KILL)
    program.label("nine")
    program.verdict(ALLOW)
    code = program.assemble()
    assert verdict(code, 0, 0, [0, 0, 0, 0, 0, 9]) == "allowed"
    assert verdict(code, 0, 0, [9, 9, 9, 9, 9, 0]) == "killed"


def test_the_process_number_is_left_open_and_said_where() -> None:
    program = Assembler()
    program.load_argument(0)
    program.jump_if_equal(OWN_PID, "self")
    program.verdict(KILL)
    program.label("self")
    program.verdict(ALLOW)
    code = program.assemble()
    assert code.pid_at == (12,)
    assert verdict(code, 0, 0, [55], pid=55) == "allowed"
    assert verdict(code, 0, 0, [55], pid=56) == "killed"


def test_a_jump_to_nowhere_is_refused() -> None:
    program = Assembler()
    program.jump_if_equal(1, "nowhere")
    with pytest.raises(ValueError, match="'nowhere', which is not a label"):
        program.assemble()


def test_a_jump_backward_is_refused() -> None:
    program = Assembler()
    program.label("start")
    program.verdict(ALLOW)
    program.jump_if_equal(1, "start")
    with pytest.raises(ValueError, match="spans -2 instructions"):
        program.assemble()


def test_a_jump_too_far_is_refused() -> None:
    program = Assembler()
    program.jump_if_equal(1, "end")
    for _ in range(256):
        program.verdict(KILL)
    program.label("end")
    program.verdict(ALLOW)
    with pytest.raises(ValueError, match="spans 256 instructions"):
        program.assemble()


def test_two_labels_of_one_name_are_refused() -> None:
    program = Assembler()
    program.label("here")
    with pytest.raises(ValueError, match="'here' is there twice"):
        program.label("here")
