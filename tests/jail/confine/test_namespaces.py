"""Level A: what a jail, and a trusted worker, find around them when the zygote is in namespaces, and who gets there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from autograder.jail.channels import Channel, JailChannel, WorkerChannel
from autograder.jail.confine import Namespaces, namespaces
from autograder.jail.processes import ZygoteProcess
from autograder.jail.proxies import Module, open_module
from autograder.jail.remote import Patience, Program
from autograder.results import Level

REPOSITORY = Path(__file__).parents[3]
LIMITS = {"cpu_seconds": 5, "memory_bytes": 1 << 30}
LOOK = """
import errno, os

def look(path):
    try:
        os.lstat(path)
    except OSError as error:
        return errno.errorcode[error.errno]
    return "there"
"""
TORCH = """
import importlib, inspect, os, sys
import numpy as np, torch

def late(name):
    was = name in sys.modules
    return [was, importlib.import_module(name).__name__]

def source():
    return inspect.getsource(torch.nn.Linear.forward)

def capability():
    return torch.backends.cpu.get_cpu_capability()

def solve(a, b):
    return torch.from_numpy(np.linalg.solve(a.numpy(), b.numpy())), torch.linalg.eigvalsh(a)

def descriptors():
    def is_open(fd):
        try:
            os.fstat(fd)
        except OSError:
            return False
        return True
    return [fd for fd in range(64) if is_open(fd)]
"""
WORKER = """
import errno, fcntl, os, socket, struct

def interfaces():
    with socket.socket() as any_socket:
        def flags(name):
            asked = struct.pack("16s16x", name.encode())
            return struct.unpack("16xH14x", fcntl.ioctl(any_socket, 0x8913, asked))[0]  # SIOCGIFFLAGS
        return [(name, flags(name) & 1) for _, name in socket.if_nameindex()]  # IFF_UP

def write(path):
    try:
        with open(path, "w"):
            return "written"
    except OSError as error:
        return errno.errorcode[error.errno]

def exists(path):
    return os.path.lexists(path)

def of_ours():
    from autograder import mistake
    return mistake.__module__
"""


def load(channel: Channel, source: str) -> Module:
    program = Program((("u01_unit", "u01_unit.py", source),))
    return open_module(channel, program, 7, party="student", patience=Patience(20, 20))


@pytest.fixture(scope="module")
def in_namespaces(zygote: ZygoteProcess) -> ZygoteProcess:
    """Skips where the kernel, or what runs this container, refuses."""
    if zygote.level != Level.A:
        pytest.skip(" ".join(zygote.missing))
    return zygote


@pytest.fixture
def jail(in_namespaces: ZygoteProcess) -> Iterator[JailChannel]:
    channel = JailChannel(in_namespaces, LIMITS)
    yield channel
    channel.close()


@pytest.fixture(scope="module")
def worker(in_namespaces: ZygoteProcess) -> Iterator[Module]:
    channel = WorkerChannel(in_namespaces)
    yield load(channel, WORKER)
    channel.end()


# ---------------------------------------------------------------------- what is there


def test_nothing_is_missing(in_namespaces: ZygoteProcess) -> None:
    assert in_namespaces.missing == ()


def test_what_is_hidden_cannot_even_be_found_by_name(jail: JailChannel, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the answers")
    hidden = ["/etc/passwd", "/../etc/passwd", "/lib/../etc/passwd", "/proc", "/proc/self", "/sys", "/var/tmp",
              "/usr/bin",
              "/dev/shm", "/dev/tty", __file__, str(REPOSITORY / "reference"), str(REPOSITORY / "tests"),
              str(tmp_path), str(tmp_path / "secret.txt"), sys.executable]  # fmt: skip
    look = load(jail, LOOK).look
    assert {path: look(path) for path in hidden} == dict.fromkeys(hidden, "ENOENT")


def test_what_python_and_its_libraries_need_has_its_old_names(jail: JailChannel) -> None:
    names = ["/", "/usr/lib", "/lib", "/dev/null", "/dev/urandom", os.__file__, torch.__file__]
    look = load(jail, LOOK).look
    assert {name: look(name) for name in names} == dict.fromkeys(names, "there")


def test_links_by_which_things_are_known_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real" / "packages").mkdir(parents=True)
    (tmp_path / "real" / "link").symlink_to("../real")
    (tmp_path / "link").symlink_to(tmp_path / "real" / "link")
    known = tmp_path / "link" / "packages"
    assert list(namespaces._links_on_the_way(known)) == [tmp_path / "link", tmp_path / "real" / "link"]
    monkeypatch.setattr(sys, "path", [str(known)])
    assert tmp_path / "link" in set(Namespaces([tmp_path / "real" / "packages"])._links())
    assert tmp_path / "link" not in set(Namespaces([tmp_path / "elsewhere"])._links())


def test_torch_and_numpy_work_also_what_is_imported_late(jail: JailChannel) -> None:
    student = load(jail, TORCH)
    assert student.late("torch.utils.flop_counter") == [False, "torch.utils.flop_counter"]
    assert student.late("numpy.polynomial.hermite")[1] == "numpy.polynomial.hermite"
    assert "F.linear" in student.source()
    assert student.capability() == torch.backends.cpu.get_cpu_capability()
    a, b = torch.tensor([[2.0, 1.0], [1.0, 3.0]]), torch.tensor([1.0, 2.0])
    solved, values = student.solve(a, b)
    torch.testing.assert_close(solved, torch.from_numpy(np.linalg.solve(a.numpy(), b.numpy())))
    torch.testing.assert_close(values, torch.linalg.eigvalsh(a))


def test_a_jail_has_no_descriptor_by_which_to_leave(jail: JailChannel) -> None:
    assert load(jail, TORCH).descriptors() == [0, 1, 2, 3]


def test_the_only_network_is_a_loopback_that_is_down(worker: Module) -> None:
    assert worker.interfaces() == [("lo", 0)]


def test_not_even_a_trusted_worker_can_write_or_find_the_reference(worker: Module) -> None:
    for place in ("/", os.path.dirname(torch.__file__), REPOSITORY / "autograder"):
        assert worker.write(str(Path(place, "file.txt"))) == "EROFS"
    assert worker.write("/dev/null") == "written"
    assert not worker.exists(str(REPOSITORY / "reference"))


def test_a_trusted_worker_imports_what_mistakes_are_written_with(worker: Module) -> None:
    assert worker.of_ours() == "autograder.grading.authoring"


# ---------------------------------------------------------------------- who gets there


def test_without_namespaces_the_level_is_b_and_names_can_be_found(needs_landlock: None) -> None:
    zygote = ZygoteProcess(namespaces=False)
    channel = JailChannel(zygote, LIMITS)
    assert (zygote.level, zygote.missing) == (Level.B, ())
    assert load(channel, LOOK).look("/etc/passwd") == "there"
    channel.close()
    zygote.close()


def started_as(who: str) -> Any:
    """What `other_users.py` tells."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("other_users.py")), who, "/etc/passwd", "/usr/lib"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    if "unreachable" in told:
        pytest.skip(told["unreachable"])
    assert told["computed"] == 64.0**3
    assert told["seen"] == {"/etc/passwd": told["level"] != "A", "/usr/lib": True}
    assert bool(told["missing"]) == (told["level"] != "A")
    return told


def test_an_ordinary_user_gets_there_by_a_user_namespace_or_stays_at_b(needs_root: None, needs_landlock: None) -> None:
    told = started_as("nobody")
    assert told["level"] in "AB"
    assert told["users"] == [65534, 65534]


def test_a_root_that_needs_a_user_namespace_keeps_private_users(needs_root: None, needs_landlock: None) -> None:
    told = started_as("root without CAP_SYS_ADMIN")
    assert told["level"] in "AB"
    real, effective = told["users"]
    assert real > 0x70000000
    assert effective == 0


def test_where_the_kernel_refuses_the_level_is_b_and_the_reason_is_kept(needs_root: None, needs_landlock: None) -> None:
    told = started_as("root without capabilities")
    assert told["level"] == "B"
    (reason,) = told["missing"]
    assert reason.startswith("Namespaces are needed and were refused (")
