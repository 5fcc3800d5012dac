"""Confinement of a jail: prepared once in the zygote, put on by each fork of it in about a millisecond."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.jail.confine import landlock as files
from autograder.jail.confine import limits as resources
from autograder.jail.confine import seccomp as calls
from autograder.jail.confine.kernel import Kernel, Unconfinable
from autograder.jail.confine.landlock import Rule
from autograder.jail.confine.limits import Limits, Usage
from autograder.jail.confine.namespaces import Namespaces
from autograder.jail.confine.privileges import NOBODY, Privileges, die_with_parent
from autograder.jail.confine.syscalls import architecture

_ALWAYS = (Rule(Path("/dev/null"), files.WRITE), Rule(Path("/dev/urandom"), files.READ))


class Confinement:
    """What this machine offers, in the form in which a fork can put it on.

    `level`, best first. A: B in namespaces, from `settle` on. B: landlock, a system-call filter, limits. C: filter,
    limits, another user. D: limits only, or with only one half of the rest; unsealed, not for scoring other people's
    code. Whatever the machine offers is put on at every level.
    `missing`: why the level is not better, one sentence each.
    """

    def __init__(self, kernel: Kernel, privileges: Privileges, readable: Sequence[Path]) -> None:
        """Limits only; use `prepare`."""
        self.level = "D"
        self.missing: tuple[str, ...] = ()
        self.fd = -1  # the landlock ruleset; to be kept open by forks until `enter`
        self._kernel = kernel
        self._privileges = privileges
        self._rules = (*(Rule(path, files.READ) for path in readable), *_ALWAYS)
        self._abi = 0
        self._filter: calls.Filter | None = None
        self._filter_with_scratch: calls.Filter | None = None
        self._others = 0
        self._namespaces: Namespaces | None = None

    @classmethod
    def prepare(
        cls,
        readable: Sequence[Path],
        *,
        landlock: bool = True,
        seccomp: bool = True,
        namespaces: Namespaces | None = None,
    ) -> Confinement:
        """Find out what the kernel offers and build it, in the zygote, after its imports and before its first fork.

        `readable`: files and folders that jails may read (see `runtime_paths`), besides /dev/null and /dev/urandom.
        `landlock=False`, `seccomp=False`: do without, as on a machine that lacks it. `namespaces`: this process enters
        them now, if it may, which undoes `die_with_parent`; what is `readable` should be visible there.

        Raises Unconfinable without Linux, with more than one thread, or for a path that cannot be opened.
        """
        if sys.platform != "linux":
            raise Unconfinable(
                f"Jails need Linux; this is {sys.platform}. Grade other people's work on Linux or in a container."
            )
        _demand_one_thread("prepared")
        apart = _enter(namespaces) if namespaces else []
        kernel = Kernel()
        confinement = cls(kernel, Privileges(kernel), readable)
        missing = [
            *confinement._prepare_landlock(landlock),
            *confinement._prepare_seccomp(seccomp),
        ]
        confinement.missing = (*missing, *apart)
        confinement._namespaces = None if apart else namespaces
        if not missing:
            confinement.level = "B"
        elif confinement._filter and confinement._privileges.may_become_nobody:
            confinement.level = "C"
        if not confinement._privileges.has_private_users:
            user = NOBODY if confinement.level == "C" else os.getuid()
            confinement._others = resources.count_tasks(user) + resources.UNRELATED
        return confinement

    def settle(self) -> None:
        """The zygote's last step before it serves: do once what would otherwise be done by each of its forks.

        No program that it or they become gets a capability. If it is in namespaces, all files are lost that are not
        visible; /proc is not, so what is needed of it has to be open (`Meter`).
        """
        self._hide_files()
        self._privileges.close_the_way_back()

    def _hide_files(self) -> None:
        if self._namespaces:
            try:
                self._namespaces.change_root()
            except OSError as error:
                self.missing = (*self.missing, _refused(str(error)))
            else:
                self.level = "A" if self.level == "B" else self.level

    def enter(self, limits: Limits, parent_pid: int, scratch: Path | None = None, usage: Usage | None = None) -> None:
        """Confine this process for good: a fork of the zygote, after its setsid, descriptors, chdir and environment.

        `parent_pid`: the zygote's; when it ends, so does this process. `scratch`: an empty folder to write in
        (not after `settle` in namespaces, which leaves none).
        `usage`: what this process holds, to be given where there is no /proc: as the zygote read it before the fork.
        Raises Unconfinable if the kernel refuses a step; the student's code must not be run then.
        """
        try:
            self._enter(limits, parent_pid, scratch, usage or Usage.current())
        except OSError as error:
            raise Unconfinable(
                f"The kernel offered level {self.level} to the zygote but refused it to a jail: {error}. "
                "A container's own filter may be in the way; try on the machine itself, or another container runtime."
            ) from error

    def require(self, level: str) -> None:
        """Raise Unconfinable, saying what is missing, unless the level is `level` or better."""
        if self.level > level:
            raise Unconfinable(
                f"Student code can only be confined at level {self.level} here; level {level} is asked for. "
                + " ".join(self.missing)
            )

    def close(self) -> None:
        """Forget the ruleset; no fork can enter after that."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def _prepare_landlock(self, wanted: bool) -> list[str]:
        self._abi = files.supported_abi(self._kernel) if wanted else 0
        if self._abi:
            self.fd = files.build(self._kernel, self._abi, self._rules)
        if self._abi >= files.LEAST_ABI:
            return []
        found = f"ABI {self._abi}" if self._abi else "none"
        need = f"Landlock ABI {files.LEAST_ABI} is needed and {found} was found"
        return [f"{need}: use Linux 6.2 or newer, with landlock in lsm= and not blocked by a container."]

    def _prepare_seccomp(self, wanted: bool) -> list[str]:
        if not (wanted and calls.is_supported(self._kernel)):
            return ["Seccomp filters are needed and were not found: use a kernel with CONFIG_SECCOMP_FILTER."]
        try:
            machine = architecture(os.uname().machine)
        except Unconfinable as error:
            return [str(error)]
        may_write = self._abi >= files.LEAST_ABI  # below it, opening with O_TRUNC would empty files
        self._filter = calls.Filter(calls.assemble(calls.policy(may_write=may_write, scratch=False), machine))
        self._filter_with_scratch = calls.Filter(calls.assemble(calls.policy(may_write=True, scratch=True), machine))
        return []

    def _enter(self, limits: Limits, parent_pid: int, scratch: Path | None, usage: Usage) -> None:
        if usage.threads != 1:
            raise Unconfinable(_threads_message("confined", usage.threads))
        resources.apply(limits, usage)
        resources.limit_threads(limits, self._others)
        self._privileges.give_up(user=self.level == "C")
        self._privileges.refuse_inspection()
        die_with_parent(parent_pid, self._kernel)
        self._privileges.refuse_new_privileges()
        if self._abi:
            files.restrict(self._kernel, self._ruleset(scratch), self._abi)
        program = self._filter_with_scratch if scratch else self._filter
        if program:
            program.install(self._kernel, os.getpid())

    def _ruleset(self, scratch: Path | None) -> int:
        if scratch is None:
            return self.fd
        os.close(self.fd)  # the zygote's own copy stays open
        return files.build(self._kernel, self._abi, (*self._rules, Rule(scratch, files.KEEP_HOUSE)))


def _enter(namespaces: Namespaces) -> list[str]:
    """Go into namespaces if that works to the end; what is missing for it."""
    refusal = namespaces.why_not()
    if not refusal:
        try:
            namespaces.enter()
        except OSError as error:
            refusal = str(error)
    return [_refused(refusal)] if refusal else []


def _refused(why: str) -> str:
    return (
        f"Namespaces are needed and were refused ({why}): let this user make them. On Ubuntu, "
        "`sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` does; in a container, its runtime decides."
    )


def _demand_one_thread(what: str) -> None:
    threads = Usage.current().threads
    if threads != 1:
        raise Unconfinable(_threads_message(what, threads))


def _threads_message(what: str, threads: int) -> str:
    return (
        f"A process must have one thread when it is {what}; this one has {threads}, and the others would stay free. "
        "Set OMP_NUM_THREADS, MKL_NUM_THREADS and OPENBLAS_NUM_THREADS to 1 before Python starts."
    )
