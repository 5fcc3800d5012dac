"""The policy, run in a BPF machine for both architectures: what it allows, refuses, checks by argument and denies."""

from __future__ import annotations

import errno
import fcntl
import re
import termios
from pathlib import Path

import pytest
from bpf_machine import verdict
from dangerous import numbers as dangerous_numbers

from autograder.jail.confine import Unconfinable
from autograder.jail.confine.bpf import Program
from autograder.jail.confine.seccomp import OneOf, Policy, assemble, policy
from autograder.jail.confine.syscalls import Architecture, architecture

MACHINES = ["x86_64", "aarch64"]
PID = 4321
EPERM, ENOSYS, ENOTTY = str(errno.EPERM), str(errno.ENOSYS), str(errno.ENOTTY)

STRICT = {"may_write": True, "scratch": False}
WITH_SCRATCH = {"may_write": True, "scratch": True}
WITHOUT_LANDLOCK = {"may_write": False, "scratch": False}
VARIANTS = [STRICT, WITH_SCRATCH, WITHOUT_LANDLOCK]

THREAD = 0x3D0F00  # what glibc passes to clone for a thread
NEW_USER = 0x10000000


class Filtered:
    """One variant of the policy on one architecture."""

    def __init__(self, machine: str, variant: dict[str, bool] = STRICT) -> None:
        self.machine: Architecture = architecture(machine)
        self.policy: Policy = policy(**variant)
        self.program: Program = assemble(self.policy, self.machine)

    def __call__(self, name: str, *arguments: int) -> str:
        return self.number(self.machine.numbers[name], *arguments)

    def number(self, number: int, *arguments: int) -> str:
        return verdict(self.program, self.machine.audit, number, arguments, PID)


@pytest.fixture(params=MACHINES)
def jail(request: pytest.FixtureRequest) -> Filtered:
    return Filtered(request.param)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("machine", MACHINES)
def test_each_number_that_the_policy_does_not_name_fails_with_eperm(machine: str, variant: dict[str, bool]) -> None:
    jail = Filtered(machine, variant)
    named = {*jail.policy.allowed, *jail.policy.absent, *(check.call for check in jail.policy.checked)}
    known = {jail.machine.numbers[name] for name in named if name in jail.machine.numbers}
    assert len(known) > 60
    assert {jail.number(number) for number in range(601) if number not in known} == {EPERM}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("machine", MACHINES)
def test_each_call_that_the_policy_allows_is_allowed_whatever_its_arguments(
    machine: str, variant: dict[str, bool]
) -> None:
    jail = Filtered(machine, variant)
    for name in jail.policy.allowed:
        if name in jail.machine.numbers:
            assert jail(name) == jail(name, *[2**64 - 1] * 6) == "allowed", name


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("machine", MACHINES)
def test_no_dangerous_call_is_allowed(machine: str, variant: dict[str, bool]) -> None:
    jail = Filtered(machine, variant)
    assert {name: jail.number(number) for name, number in dangerous_numbers(machine).items()} == dict.fromkeys(
        dangerous_numbers(machine), EPERM
    )


def test_files_are_made_and_removed_only_with_a_scratch_folder(jail: Filtered) -> None:
    with_scratch = Filtered(jail.machine.name, WITH_SCRATCH)
    for name in ("mkdirat", "unlinkat", "renameat2", "ftruncate"):
        assert jail(name) == EPERM
        assert with_scratch(name) == "allowed"


def test_without_landlock_files_are_opened_only_for_reading(jail: Filtered) -> None:
    sealed = Filtered(jail.machine.name, WITHOUT_LANDLOCK)
    write_only, read_write, create, truncate, close_on_exec = 0o1, 0o2, 0o100, 0o1000, 0o2000000
    assert sealed("openat", 0, 0, close_on_exec) == "allowed"
    for flag in (write_only, read_write, create, truncate):
        assert sealed("openat", 0, 0, flag | close_on_exec) == EPERM
        assert jail("openat", 0, 0, flag) == "allowed"  # landlock decides
    if "open" in sealed.machine.numbers:
        assert sealed("open", 0, 0) == "allowed"
        assert sealed("open", 0, create) == EPERM


@pytest.mark.parametrize("name", ["kill", "tgkill"])
def test_signals_go_to_the_process_itself_only(jail: Filtered, name: str) -> None:
    assert jail(name, PID) == "allowed"
    for other in (0, -1, -PID, 1, PID + 1):
        assert jail(name, other) == EPERM


def test_clone_makes_threads_and_neither_processes_nor_namespaces(jail: Filtered) -> None:
    sigchld, vm_and_vfork = 17, 0x4100
    assert jail("clone", THREAD) == "allowed"
    for flags in (0, sigchld, vm_and_vfork | sigchld, THREAD | NEW_USER, NEW_USER):
        assert jail("clone", flags) == EPERM


def test_clone3_seems_not_to_exist_so_that_libc_takes_clone(jail: Filtered) -> None:
    assert jail("clone3") == ENOSYS


def test_limits_of_other_processes_are_refused(jail: Filtered) -> None:
    assert jail("prlimit64", 0) == "allowed"
    assert jail("prlimit64", PID + 1) == EPERM


def test_fcntl_cannot_make_the_kernel_signal_somebody(jail: Filtered) -> None:
    assert jail("fcntl", 5, fcntl.F_GETFL) == "allowed"
    for command in (fcntl.F_SETOWN, fcntl.F_SETSIG, fcntl.F_SETLEASE, fcntl.F_NOTIFY, fcntl.F_ADD_SEALS, 15):
        assert jail("fcntl", 5, command) == EPERM


def test_ioctl_asks_what_a_descriptor_is_and_nothing_else(jail: Filtered) -> None:
    assert jail("ioctl", 1, termios.TCGETS) == "allowed"
    for request in (termios.TIOCSTI, termios.TIOCSCTTY, 0x8901, 0):
        assert jail("ioctl", 1, request) == ENOTTY


def test_prctl_cannot_untie_the_jail_from_its_parent(jail: Filtered) -> None:
    set_death_signal, set_dumpable, set_name = 1, 4, 15
    assert jail("prctl", set_name) == "allowed"
    assert jail("prctl", set_death_signal) == EPERM
    assert jail("prctl", set_dumpable) == EPERM


def test_a_stopped_process_can_go_on(jail: Filtered) -> None:
    assert jail("restart_syscall") == "allowed"


def test_only_the_lower_half_of_an_argument_counts_as_in_the_kernel(jail: Filtered) -> None:
    assert jail("kill", (7 << 32) | PID) == "allowed"
    assert jail("clone", THREAD << 32) == EPERM


def test_calls_of_another_architecture_kill_the_process(jail: Filtered) -> None:
    for audit in (0x40000003, 0x40000028, 0):  # i386, arm, none
        assert verdict(jail.program, audit, jail.machine.numbers["read"]) == "killed"


def test_x32_calls_kill_the_process(jail: Filtered) -> None:
    assert jail.number(0x40000000) == jail.number(0x4000003B) == jail.number(0xFFFFFFFF) == "killed"


@pytest.mark.parametrize(("machine", "header"), [("x86_64", "unistd_64.h"), ("aarch64", "unistd.h")])
def test_the_numbers_are_those_of_the_kernel_headers(machine: str, header: str) -> None:
    candidates = [*Path("/usr/include").glob(f"*/asm/{header}"), *Path("/usr/include/asm-generic").glob(header)]
    source = [path for path in candidates if (path.parent.name == "asm-generic") == (machine == "aarch64")]
    if not source:
        pytest.skip(f"needs the kernel header {header} (package linux-libc-dev)")
    defined = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)", source[0].read_text(), re.MULTILINE)
    expected = {name: int(number) for name, number in defined}
    expected.setdefault("newfstatat", expected.get("fstatat", -1))
    ours = architecture(machine).numbers
    assert ours == {name: expected.get(name) for name in ours}


def test_another_processor_is_said_to_be_unknown_and_where_to_add_it() -> None:
    with pytest.raises(Unconfinable, match=r"x86_64 and aarch64, not riscv64.*syscalls\.py"):
        architecture("riscv64")


def test_a_misspelt_name_in_a_policy_is_an_error_not_a_hole() -> None:
    with pytest.raises(ValueError, match="'opne'"):
        assemble(Policy(allowed=("opne",), checked=()), architecture("x86_64"))
    with pytest.raises(ValueError, match="'klil'"):
        assemble(Policy(allowed=(), checked=(OneOf("klil", 0, (0,)),)), architecture("x86_64"))
