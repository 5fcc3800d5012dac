"""How jails end: by limits, by forbidden doors, with their parent; and what does not end them."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

x86_64_only = pytest.mark.skipif(platform.machine() != "x86_64", reason="needs an x86_64 processor")


@pytest.fixture(scope="module")
def endings() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("endings.py"))],
        env={"OMP_NUM_THREADS": "1", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results: dict[str, Any] = json.loads(done.stdout)
    return results


def test_a_jail_that_burns_its_cpu_seconds_is_told_by_sigxcpu(endings: dict[str, Any]) -> None:
    assert endings["burns"] == -signal.SIGXCPU


def test_a_jail_may_end_by_itself(endings: dict[str, Any]) -> None:
    assert endings["ends by itself"] == 7


def test_a_jail_that_is_stopped_can_be_continued(endings: dict[str, Any]) -> None:
    assert endings["stopped and continued"] == "polling woken"


def test_a_jail_dies_with_its_zygote(endings: dict[str, Any]) -> None:
    assert endings["orphaned"] == "ended"


def test_a_jail_whose_zygote_is_gone_already_ends_at_once(endings: dict[str, Any]) -> None:
    assert endings["born orphaned"] == 1


def test_a_fork_with_threads_is_not_confined_since_its_threads_would_stay_free(endings: dict[str, Any]) -> None:
    assert "must have one thread when it is confined; this one has 2" in endings["entered with threads"]
    assert "Set OMP_NUM_THREADS" in endings["entered with threads"]


@x86_64_only
def test_a_call_by_the_door_of_i386_kills_the_jail(endings: dict[str, Any]) -> None:
    assert endings["i386 call"] in (-signal.SIGSYS, -signal.SIGSEGV)  # SIGSEGV: a kernel without i386


@x86_64_only
def test_a_call_by_the_door_of_x32_kills_the_jail(endings: dict[str, Any]) -> None:
    assert endings["x32 call"] == -signal.SIGSYS
