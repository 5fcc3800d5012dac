"""What a jail cannot do, tried in real ones: as this user, and as nobody where this user is root."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from probes import ALLOWED, BOUNDED, FILES, LINKS_IN_SCRATCH, PROCESSES, RAW, REFUSED, SCRATCH, SOCKETS, WRITES
from probes import WRITES_TO_NULL as TO_NULL

PERMISSION = {"EPERM", "EACCES"}
STRICT: dict[str, Any] = {"probes": (*REFUSED, *ALLOWED, *TO_NULL, *BOUNDED)}
WITH_SCRATCH: dict[str, Any] = {"probes": (*WRITES, *SCRATCH, *LINKS_IN_SCRATCH), "scratch": True}
OTHER_USER: dict[str, Any] = {"probes": (*WRITES, *PROCESSES, *SOCKETS, *RAW), "landlock": False}


@pytest.fixture(params=["this user", "nobody"])
def who(request: pytest.FixtureRequest) -> dict[str, Any]:
    if request.param == "nobody":
        request.getfixturevalue("needs_root")
    return {"nobody": request.param == "nobody"}


@pytest.fixture
def strict(jails: Any, who: dict[str, Any], needs_landlock: None) -> Any:
    return jails.outcome(**STRICT, **who)


def test_the_level_is_b_and_the_jail_lives_to_its_end(strict: Any) -> None:
    assert (strict.level, strict.missing, strict.error) == ("B", [], "")
    assert os.waitstatus_to_exitcode(strict.ending) in (0, -signal.SIGKILL)
    assert list(strict.results) == list(STRICT["probes"])


def test_the_kernel_confirms_that_nothing_is_left_to_use(strict: Any) -> None:
    assert strict.status["NoNewPrivs"] == "1"
    assert strict.status["Seccomp"] == "2"
    for capabilities in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert int(strict.status[capabilities], 16) == 0


@pytest.mark.parametrize("probe", REFUSED)
def test_it_is_refused(strict: Any, probe: str) -> None:
    kind, value = strict.results[probe]
    assert kind == "raised"
    assert value in PERMISSION


@pytest.mark.parametrize(
    ("probe", "expected"),
    {
        "allocate 8 GB": ["raised", "MemoryError"],
        "map 8 GB": ["raised", "ENOMEM"],
        "map 8 GB shared": ["raised", "ENOMEM"],
        "allocate 1.5 GB in place of other things": ["raised", "MemoryError"],
        "make an inherited file 1 GB long": ["raised", "EFBIG"],
        "allow itself more memory": ["raised", "ValueError"],
        "allow itself more time": ["raised", "ValueError"],
        "allow itself more files": ["raised", "ValueError"],
        "call clone3": ["raised", "ENOSYS"],
    }.items(),
)
def test_it_is_bounded(strict: Any, probe: str, expected: list[str]) -> None:
    assert strict.results[probe] == expected


def test_open_files_are_bounded(strict: Any) -> None:
    assert strict.results["open many files"][1] < 64


def test_threads_are_bounded_also_for_root(strict: Any, who: dict[str, Any]) -> None:
    started = strict.results["start many threads"][1]
    if os.geteuid() == 0 and not who["nobody"]:
        assert started == 63
    else:  # what else the user runs counts too
        assert 63 <= started < 1500


@pytest.mark.parametrize(("probe", "expected"), [(name, value) for name, (_, value) in {**ALLOWED, **TO_NULL}.items()])
def test_it_is_allowed(strict: Any, probe: str, expected: Any) -> None:
    assert strict.results[probe] == ["returned", expected]


def test_nothing_outside_has_changed(jails: Any, who: dict[str, Any], strict: Any) -> None:
    home: Path = jails.home(**STRICT, **who)
    assert (home / "readable" / "note.txt").read_text() == "for everybody"
    assert sorted(os.listdir(home / "readable")) == ["link", "note.txt"]
    assert os.listdir(home / "scratch") == []


def test_a_jail_with_scratch_keeps_house_there(jails: Any, who: dict[str, Any], needs_landlock: None) -> None:
    outcome = jails.outcome(**WITH_SCRATCH, **who)
    assert outcome.error == ""
    assert {name: outcome.results[name] for name in SCRATCH} == {
        name: ["returned", value] for name, (_, value) in SCRATCH.items()
    }


@pytest.mark.parametrize(
    "probe", [*(each for each in WRITES if each != "shorten an inherited file"), *LINKS_IN_SCRATCH]
)
def test_a_jail_with_scratch_writes_nowhere_else(
    jails: Any, who: dict[str, Any], needs_landlock: None, probe: str
) -> None:
    kind, value = jails.outcome(**WITH_SCRATCH, **who).results[probe]
    assert kind == "raised"
    assert value in PERMISSION


@pytest.mark.parametrize("probe", [*WRITES, *PROCESSES, *SOCKETS, *RAW])
def test_without_landlock_another_user_and_the_filter_refuse_it(jails: Any, needs_root: None, probe: str) -> None:
    kind, value = jails.outcome(**OTHER_USER).results[probe]
    assert kind == "raised"
    assert value in PERMISSION


def test_without_landlock_a_jail_of_root_is_another_user(jails: Any, needs_root: None) -> None:
    status = jails.outcome(**OTHER_USER).status
    real, *others = map(int, status["Uid"].split())
    assert others == [65534] * 3
    assert real not in (0, 65534)
    assert set(status["Gid"].split()) == {"65534"}
    assert status["Groups"] == ""


@pytest.mark.parametrize(
    "probe",
    ["read the environment of the parent", "read the memory of the parent", "look at the descriptors of the parent"],
)
def test_without_landlock_another_user_still_cannot_look_into_the_parent(
    jails: Any, needs_root: None, probe: str
) -> None:
    outcome = jails.outcome(landlock=False, probes=tuple(FILES))
    assert outcome.results[probe][1] in PERMISSION
