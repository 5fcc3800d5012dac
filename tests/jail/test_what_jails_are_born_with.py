"""What the kernel says of a living jail, its zygote and a trusted worker: descriptors, capabilities, who dies first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.jail.channels import Channel, JailChannel, WorkerChannel
from autograder.jail.processes import ZygoteProcess
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience, Program
from autograder.results import Level
from tests.jail.conftest import LIMITS

CAPABILITIES = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")


@pytest.fixture(scope="module", params=["A", "B", "D"])
def ready(request: pytest.FixtureRequest) -> Iterator[ZygoteProcess]:
    """A zygote for each way to start one, at the best level that it gets there."""
    process = ZygoteProcess(confine=request.param != "D", namespaces=request.param == "A")
    _ = process.level  # it has started
    yield process
    process.close()


def loaded(channel: Channel) -> None:
    """Wait until the process serves: it is confined by then."""
    open_module(channel, Program((("u", "u.py", ""),)), 7, party="student", patience=Patience(20, 20))


@pytest.fixture(scope="module")
def jail(ready: ZygoteProcess) -> Iterator[Path]:
    """A living jail, in /proc."""
    channel = JailChannel(ready, LIMITS)
    loaded(channel)
    yield Path(f"/proc/{ready.pid_of(channel._child)}")
    channel.close()


@pytest.fixture(scope="module")
def worker(ready: ZygoteProcess) -> Iterator[Path]:
    """A living trusted worker, in /proc."""
    channel = WorkerChannel(ready)
    loaded(channel)
    assert channel._child is not None
    yield Path(f"/proc/{ready.pid_of(channel._child)}")
    channel.end()


def descriptors(process: Path) -> dict[int, str]:
    """What is open in a process, without the numbers of sockets and the names of files in memory."""
    opened = {int(entry.name): os.readlink(entry) for entry in (process / "fd").iterdir()}
    return {number: re.sub(r":\[\d+\]$|^/memfd:(\w+).*", r"\1", opened[number]) for number in sorted(opened)}


def status(process: Path) -> dict[str, int]:
    """The capabilities of a process, as numbers."""
    rows = dict(line.split(":\t", 1) for line in (process / "status").read_text().splitlines())
    return {name: int(rows[name], 16) for name in CAPABILITIES}


def score(process: Path) -> int:
    return int((process / "oom_score_adj").read_text())


def test_a_fork_inherits_three_files_and_its_socket_and_nothing_else(jail: Path, worker: Path) -> None:
    for process in (jail, worker):
        found = descriptors(process)
        assert list(found) == [0, 1, 2, 3]
        assert found[0].endswith("null")
        assert found[1] == found[2] == "output"
        assert found[3] == "socket"


def test_the_zygote_holds_its_ruleset_once(ready: ZygoteProcess) -> None:
    opened = list(descriptors(Path(f"/proc/{ready.pid}")).values())
    assert sum("landlock" in name for name in opened) == (1 if ready.level in (Level.A, Level.B) else 0)


def test_a_jail_has_no_capability_and_no_way_to_one(jail: Path) -> None:
    found = status(jail)
    if os.geteuid() != 0:  # who never had any cannot drop what programs might be given
        del found["CapBnd"]
    assert set(found.values()) == {0}


def test_the_zygote_keeps_what_it_uses_and_gives_its_forks_nothing_to_drop(ready: ZygoteProcess, jail: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root, which has capabilities to keep")
    found = status(Path(f"/proc/{ready.pid}"))
    assert found["CapBnd"] == 0
    assert found["CapEff"] == found["CapPrm"] == status(Path("/proc/self"))["CapPrm"]


def test_a_jail_is_ended_before_the_judge_and_the_zygote_when_memory_runs_out(
    ready: ZygoteProcess, jail: Path, worker: Path
) -> None:
    assert score(jail) == 1000
    assert score(Path(f"/proc/{ready.pid}")) == score(worker) == score(Path("/proc/self")) < 1000
