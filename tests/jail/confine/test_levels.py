"""Which level a machine gets, and what is said where it is not the best."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.jail.confine import Confinement, Unconfinable, landlock, runtime_paths
from autograder.jail.confine import limits as resources


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this process had one thread, which a test run may not have. Only for what is never entered."""
    monkeypatch.setattr(
        resources.Usage, "current", classmethod(lambda cls: resources.Usage(address_space=0, data=0, threads=1))
    )


@pytest.mark.parametrize("nobody", [False, True])
def test_all_there_is_gives_level_b(jails: Any, needs_landlock: None, needs_root: None, nobody: bool) -> None:
    assert jails.outcome(probes=(), nobody=nobody).level == "B"


def test_without_landlock_root_gets_level_c(jails: Any, needs_root: None) -> None:
    outcome = jails.outcome(probes=(), landlock=False)
    assert (outcome.level, outcome.error) == ("C", "")
    (missing,) = outcome.missing
    assert missing.startswith("Landlock ABI 3 is needed and none was found: use Linux 6.2 or newer")


def test_without_landlock_an_ordinary_user_gets_level_d_with_a_filter(jails: Any, needs_root: None) -> None:
    outcome = jails.outcome(probes=(), landlock=False, nobody=True)
    assert (outcome.level, outcome.status["Seccomp"]) == ("D", "2")


def test_without_a_filter_it_is_level_d_with_landlock(jails: Any, needs_landlock: None) -> None:
    outcome = jails.outcome(probes=("read a secret", "read what is readable"), seccomp=False)
    assert (outcome.level, outcome.status["Seccomp"]) == ("D", "0")
    assert outcome.missing == [
        "Seccomp filters are needed and were not found: use a kernel with CONFIG_SECCOMP_FILTER."
    ]
    assert outcome.results == {
        "read a secret": ["raised", "EACCES"],
        "read what is readable": ["returned", "for everybody"],
    }


def test_with_neither_it_is_level_d_and_limits_remain(jails: Any) -> None:
    outcome = jails.outcome(probes=("read a secret", "allocate 8 GB"), landlock=False, seccomp=False)
    assert (outcome.level, len(outcome.missing)) == ("D", 2)
    assert outcome.results == {"read a secret": ["returned", "the answers"], "allocate 8 GB": ["raised", "MemoryError"]}
    assert outcome.status["NoNewPrivs"] == "1"
    assert int(outcome.status["CapEff"], 16) == 0


def test_a_jail_of_root_keeps_the_effective_user_but_is_counted_apart(
    jails: Any, needs_landlock: None, needs_root: None
) -> None:
    real, *others = map(int, jails.outcome(probes=()).status["Uid"].split())
    assert others == [0, 0, 0]
    assert real > 0x70000000


def test_an_unconfined_machine_is_refused_with_what_is_missing(alone: None) -> None:
    confinement = Confinement.prepare([], landlock=False, seccomp=False)
    with pytest.raises(
        Unconfinable, match=r"only be confined at level D here; level B is asked for\. Landlock ABI 3 is"
    ):
        confinement.require("B")
    confinement.require("D")


def test_a_path_that_cannot_be_opened_is_named(alone: None, needs_landlock: None, tmp_path: Path) -> None:
    with pytest.raises(
        Unconfinable, match=r"allowed .*/missing, but it cannot be opened \(No such file or directory\)"
    ):
        Confinement.prepare([tmp_path / "missing"])


def test_a_process_with_threads_is_told_to_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources.Usage, "current", classmethod(lambda cls: resources.Usage(0, 0, threads=3)))
    with pytest.raises(Unconfinable, match="one thread when it is prepared; this one has 3"):
        Confinement.prepare([])


def test_another_platform_is_told_to_use_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Unconfinable, match="Jails need Linux; this is darwin"):
        Confinement.prepare([])


def test_an_older_landlock_still_hides_files(jails: Any, needs_landlock: None, home: Path) -> None:
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from autograder.jail.confine import landlock as files\n"
        "from autograder.jail.confine.kernel import Kernel\n"
        "kernel = Kernel()\n"
        "home = Path(sys.argv[1])\n"
        "ruleset = files.build(kernel, 1, [files.Rule(home / 'readable', files.READ)])\n"
        "kernel.prctl(38, 1)\n"
        "files.restrict(kernel, ruleset, 1)\n"
        "print((home / 'readable' / 'note.txt').read_text())\n"
        "print((home / 'hidden' / 'secret.txt').read_text())\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(home)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "for everybody"
    assert "PermissionError" in done.stderr


def test_runtime_paths_hold_the_standard_library_and_the_packages() -> None:
    paths = runtime_paths()
    for module in (subprocess, pytest):
        file = Path(str(module.__file__)).resolve()
        assert any(path in file.parents for path in paths), file
    assert not any(path in Path(landlock.__file__).resolve().parents for path in paths)


def test_importing_the_package_takes_neither_torch_nor_numpy() -> None:
    program = "import sys, autograder.jail.confine; print({'torch', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
