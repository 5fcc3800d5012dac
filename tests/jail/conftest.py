"""One zygote for all tests of this folder: starting it costs more than everything that is done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.jail.channels import Channel, JailChannel, LocalChannel, WorkerChannel
from autograder.jail.processes import Python, ZygoteProcess
from autograder.jail.proxies import Module, open_module
from autograder.jail.remote import Patience, Program

LIMITS = {"cpu_seconds": 1, "memory_bytes": 1 << 30}


@pytest.fixture(scope="session")
def zygote() -> Iterator[ZygoteProcess]:
    process = ZygoteProcess()
    yield process
    process.close()


@pytest.fixture(scope="session")
def subprocess_channel() -> Iterator[WorkerChannel]:
    channel = WorkerChannel(Python())
    yield channel
    channel.end()


@pytest.fixture(params=["jail", "subprocess", "local"])
def channel(request: pytest.FixtureRequest) -> Iterator[Channel]:
    """Each backend in turn: they have one interface."""
    if request.param == "jail":
        made: Channel = JailChannel(request.getfixturevalue("zygote"), LIMITS)
    elif request.param == "subprocess":
        made = request.getfixturevalue("subprocess_channel")
    else:
        made = LocalChannel()
    yield made
    made.close()


Load = Callable[..., Module]


@pytest.fixture
def load(channel: Channel) -> Load:
    """Loads a source as the student's file through each backend."""

    def open_source(source: str, helpers: str | None = None, **overlay: Any) -> Module:
        files = [("u01_unit", "u01_unit.py", source)]
        if helpers is not None:
            files.append(("helpers", "helpers.py", helpers))
        program = Program(tuple(files), overlay.get("overlay", ()))
        return open_module(channel, program, 7, party="student", patience=Patience(20, 20))

    return open_source


@pytest.fixture
def jailed(zygote: ZygoteProcess) -> Iterator[Load]:
    """Loads a source in a jail, with short patience."""
    opened: list[JailChannel] = []

    def open_source(source: str, seconds: float = 10.0) -> Module:
        opened.append(JailChannel(zygote, LIMITS))
        program = Program((("u01_unit", "u01_unit.py", source),))
        return open_module(opened[-1], program, 7, party="student", patience=Patience(seconds, seconds))

    yield open_source
    for each in opened:
        each.close()
