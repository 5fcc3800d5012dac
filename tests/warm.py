"""Programs whose imports take seconds, each run in a fork of one process that has imported them.

`run_nbgrader(folder, "collect", "a1")` is `python -m nbgrader collect a1` in a folder, in a process of its own.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


def run_nbgrader(folder: Path, *arguments: str, environment: Mapping[str, str] = os.environ) -> tuple[int, str]:
    """Its exit status, and what it said on both outputs."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with TemporaryDirectory() as place:
        said = Path(place) / "said"
        run = {"arguments": arguments, "folder": str(folder), "environment": dict(environment), "said": str(said)}
        server.stdin.write(json.dumps(run) + "\n")
        server.stdin.flush()
        return int(server.stdout.readline()), said.read_text("utf-8", "replace")


@cache
def _server() -> subprocess.Popen[str]:
    started = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    atexit.register(started.communicate)  # it ends when nothing more can come
    return started


def _become_nbgrader(run: dict[str, object]) -> None:
    os.environ.clear()
    os.environ.update(run["environment"])  # type: ignore[call-overload]
    os.chdir(str(run["folder"]))
    said = os.open(str(run["said"]), os.O_WRONLY | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, target in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(descriptor, target)
    sys.argv = ["nbgrader", *run["arguments"]]  # type: ignore[misc]
    sys.path[0] = os.getcwd()
    runpy.run_module("nbgrader", run_name="__main__", alter_sys=True)


def _serve() -> None:
    import nbgrader.api
    import nbgrader.apps  # noqa: F401 - once, for all that are forked

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become_nbgrader(json.loads(line))
            return
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    _serve()
