"""Seccomp: which system calls a process may make from now on. An allow-list; everything else fails with EPERM.

`policy` below is the whole policy, by name. Names, not numbers, so that x86_64 and aarch64 share it. Not on the list,
on purpose: everything that makes processes, sockets, files in memory, namespaces or debuggers, signals others, or
changes the attributes of files by path, which landlock does not cover (chmod, chown, utimensat, setxattr, truncate).
"""

from __future__ import annotations

import ctypes
import errno
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.jail.confine.bpf import ALLOW, KILL, OWN_PID, Assembler, OwnPid, Program, refuse
from autograder.jail.confine.kernel import Kernel
from autograder.jail.confine.syscalls import Architecture, is_known

_ALLOWED = {
    "read what is open": "read readv pread64 preadv lseek getdents64 fstat poll ppoll select pselect6",
    "write what is open": "write writev pwrite64",
    "open and look": "stat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getcwd chdir",
    "descriptors": "close close_range dup dup2 dup3 fadvise64",
    "memory": "brk mmap mremap munmap mprotect madvise",
    "threads": "futex set_robust_list set_tid_address rseq sched_yield sched_getaffinity gettid exit exit_group",
    # restart_syscall: what a stopped and continued process resumes with; without it glibc aborts
    "signals to oneself": "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall "
    "pause alarm getitimer setitimer",
    "clocks": "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times",
    "who am I": "getpid getppid getuid geteuid getgid getegid uname sysinfo getrusage getrlimit getcpu getrandom",
}
_ALLOWED_WITH_SCRATCH = {
    "keep house": "mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 umask",
    "change files that are open": "ftruncate fallocate fsync fdatasync flock",
}


@dataclass(frozen=True)
class OneOf:
    """Allowed when an argument, of which the kernel itself reads only 32 bits, is one of these."""

    call: str
    argument: int
    values: tuple[int | OwnPid, ...]
    otherwise: int = errno.EPERM


@dataclass(frozen=True)
class Bits:
    """Allowed when an argument has the bit `wanted` (if any is) and none of `unwanted`."""

    call: str
    argument: int
    unwanted: int
    wanted: int = 0
    otherwise: int = errno.EPERM


_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 4, 1030
_TCGETS, _TCGETS2, _FIONREAD, _FIONBIO, _FIONCLEX, _FIOCLEX = 0x5401, 0x802C542A, 0x541B, 0x5421, 0x5450, 0x5451
_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA = 15, 16, 0x53564D41
_XCOMP_SUPPORTED, _XCOMP_PERMITTED, _XCOMP_REQUEST = 0x1021, 0x1022, 0x1023
_CLONE_THREAD = 0x00010000
_CLONE_NEW_NAMESPACE = 0x7E020000
_WRITE_FLAGS = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC

_CHECKED: tuple[OneOf | Bits, ...] = (
    OneOf("kill", 0, (OWN_PID,)),  # which also refuses 0, -1 and groups
    OneOf("tgkill", 0, (OWN_PID,)),
    OneOf("prlimit64", 0, (0,)),  # limits only fall: soft and hard are equal
    Bits("clone", 0, unwanted=_CLONE_NEW_NAMESPACE, wanted=_CLONE_THREAD),
    # no F_SETOWN, F_SETSIG: they make the kernel send signals to others
    OneOf("fcntl", 1, (_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC)),
    OneOf("ioctl", 1, (_TCGETS, _TCGETS2, _FIONREAD, _FIONBIO, _FIONCLEX, _FIOCLEX), otherwise=errno.ENOTTY),
    OneOf("prctl", 0, (_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA)),  # no PR_SET_PDEATHSIG: the jail dies with its parent
    OneOf("arch_prctl", 0, (_XCOMP_SUPPORTED, _XCOMP_PERMITTED, _XCOMP_REQUEST)),  # AMX, which oneDNN asks for
)
_OPEN_FLAGS_ARGUMENT = {"open": 1, "openat": 2}

_X32_BIT = 0x40000000

PR_SET_SECCOMP = 22
_MODE_FILTER = 2


@dataclass(frozen=True)
class Policy:
    """Calls that are allowed, allowed by argument, or said not to exist."""

    allowed: tuple[str, ...]
    checked: tuple[OneOf | Bits, ...]
    absent: tuple[str, ...] = ("clone3",)  # its flags lie out of a filter's sight; on ENOSYS libc takes clone


def policy(*, may_write: bool, scratch: bool) -> Policy:
    """The policy of a jail.

    `may_write`: files may be opened for writing, since landlock says which; without landlock no file may.
    `scratch`: there is a folder to keep house in. Without landlock, that opens whatever the user may write to.
    """
    groups = [*_ALLOWED.values(), *(_ALLOWED_WITH_SCRATCH.values() if scratch else ())]
    allowed = " ".join(groups).split()
    checked = list(_CHECKED)
    for call, argument in _OPEN_FLAGS_ARGUMENT.items():
        if may_write or scratch:
            allowed.append(call)
        else:
            checked.append(Bits(call, argument, unwanted=_WRITE_FLAGS))
    return Policy(tuple(allowed), tuple(checked))


def assemble(policy: Policy, machine: Architecture) -> Program:
    """The policy as a program for one architecture."""
    for name in (*policy.allowed, *policy.absent, *(check.call for check in policy.checked)):
        if not is_known(name):
            raise ValueError(f"The policy names {name!r}, which is not in syscalls.py.")
    program = Assembler()
    program.load_architecture()
    program.jump_if_equal(machine.audit, "native")
    program.verdict(KILL)
    program.label("native")
    program.load_number()
    program.jump_if_at_least(_X32_BIT, "kill")  # x32 calls have the same AUDIT_ARCH as x86_64
    checked = [check for check in policy.checked if check.call in machine.numbers]
    targets = dict.fromkeys(policy.allowed, "allow")
    targets |= {check.call: f"check {check.call}" for check in checked}
    targets |= dict.fromkeys(policy.absent, "absent")
    _dispatch(program, sorted((machine.numbers[name], to) for name, to in targets.items() if name in machine.numbers))
    for check in checked:
        program.label(f"check {check.call}")
        _assemble_check(program, check)
    program.label("absent")
    program.verdict(refuse(errno.ENOSYS))
    program.label("kill")
    program.verdict(KILL)
    program.label("allow")
    program.verdict(ALLOW)
    return program.assemble()


def _dispatch(program: Assembler, targets: Sequence[tuple[int, str]]) -> None:
    """Find the call's number by halving: the kernel tries the program on every number when it is loaded."""
    if len(targets) <= 4:
        for number, label in targets:
            program.jump_if_equal(number, label)
        program.verdict(refuse(errno.EPERM))
        return
    middle = len(targets) // 2
    above = f"from {targets[middle][0]}"
    program.jump_if_at_least(targets[middle][0], above)
    _dispatch(program, targets[:middle])
    program.label(above)
    _dispatch(program, targets[middle:])


def _assemble_check(program: Assembler, check: OneOf | Bits) -> None:
    program.load_argument(check.argument)
    if isinstance(check, OneOf):
        for value in check.values:
            program.jump_if_equal(value, "allow")
        program.verdict(refuse(check.otherwise))
        return
    program.jump_if_any_bit(check.unwanted, f"{check.call} refused")
    if check.wanted:
        program.jump_if_any_bit(check.wanted, "allow")
    else:
        program.verdict(ALLOW)
    program.label(f"{check.call} refused")
    program.verdict(refuse(check.otherwise))


class _Fprog(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


@dataclass
class Filter:
    """A program in memory, ready to be handed to the kernel by a fork."""

    program: Program
    _code: ctypes.Array[ctypes.c_char] = field(init=False)
    _pid_slots: tuple[ctypes.c_uint32, ...] = field(init=False)
    _header: _Fprog = field(init=False)

    def __post_init__(self) -> None:
        self._code = ctypes.create_string_buffer(self.program.code, len(self.program.code))
        self._pid_slots = tuple(ctypes.c_uint32.from_buffer(self._code, offset) for offset in self.program.pid_at)
        self._header = _Fprog(len(self.program), ctypes.addressof(self._code))

    def install(self, kernel: Kernel, pid: int) -> None:
        """Put this thread, and all threads that it starts, under the filter. Needs no_new_privs."""
        for slot in self._pid_slots:
            slot.value = pid
        kernel.prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(self._header))


def is_supported(kernel: Kernel) -> bool:
    """Whether this kernel takes filters: one without a program is EFAULT there, EINVAL elsewhere."""
    try:
        kernel.prctl(PR_SET_SECCOMP, _MODE_FILTER, 0)
    except OSError as error:
        return error.errno == errno.EFAULT
    return False
