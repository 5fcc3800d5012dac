"""Jails end, whatever the code in them does, and say how."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.jail.channels import JailChannel
from autograder.jail.faults import CrashedError, ImportFailedError, StudentError, TimedOutError
from autograder.jail.processes import ZygoteProcess, readable_paths
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience, Program
from autograder.results import Level
from tests.jail.conftest import LIMITS


def processes_of(pid: int) -> list[int]:
    """Children of a process, from /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(entry.name))
    return found


def test_the_level_of_confinement_is_known(zygote: ZygoteProcess) -> None:
    assert zygote.level in (Level.A, Level.B, Level.C)


def test_an_endless_loop_ends_with_its_cpu_seconds(jailed: Any) -> None:
    began = time.process_time()
    with pytest.raises(TimedOutError):
        jailed("def f():\n    while True: pass").f()
    assert time.process_time() - began < 1


def test_sleeping_ends_at_the_deadline(jailed: Any) -> None:
    with pytest.raises(TimedOutError):
        jailed("import time\ndef f(): time.sleep(60)", seconds=0.5).f()


def test_ignoring_signals_does_not_help_a_loop(jailed: Any) -> None:
    source = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\ndef f():\n    while True: pass"
    with pytest.raises(TimedOutError):
        jailed(source).f()


@pytest.mark.parametrize("death", ["os._exit(0)", "os.kill(os.getpid(), 9)", "os.abort()", "ctypes.string_at(0)"])
def test_a_process_that_dies_has_crashed(jailed: Any, death: str) -> None:
    with pytest.raises(CrashedError):
        jailed(f"import os, ctypes\ndef f(): {death}").f()


def test_dying_at_import_is_a_failed_import(jailed: Any) -> None:
    with pytest.raises(ImportFailedError) as caught:
        jailed("import os\nos._exit(0)")
    assert isinstance(caught.value.cause, CrashedError)


def test_after_a_crash_every_call_fails_alike(jailed: Any) -> None:
    student = jailed("import os\ndef f(): os._exit(0)\ndef g(): return 1")
    for name in ("f", "g"):
        with pytest.raises(CrashedError):
            getattr(student, name)()


def test_memory_is_bounded(jailed: Any) -> None:
    with pytest.raises(StudentError, match="memory"):
        jailed("import torch\ndef f(): return torch.ones(1 << 30).sum()").f()


@pytest.mark.parametrize(
    "attempt",
    ["open('/etc/passwd').read()", "open({here!r}).read()", "open('/tmp/x', 'w')", "os.listdir('/proc')",
     "os.fork()", "socket.socket()", "os.kill(os.getppid(), 9)", "open(f'/proc/{{os.getppid()}}/environ').read()",
     "os.chmod('/tmp', 0o777)", "subprocess.run(['/bin/true'])"],
)  # fmt: skip
def test_the_world_outside_is_out_of_reach(jailed: Any, attempt: str) -> None:
    source = f"import os, socket, subprocess\ndef f():\n    {attempt.format(here=__file__)}"
    with pytest.raises(StudentError) as caught:
        jailed(source).f()
    assert caught.value.type_name in ("PermissionError", "BlockingIOError", "OSError", "FileNotFoundError")


def test_a_jail_reads_nothing_of_ours_but_what_students_import() -> None:
    ours = Path(__file__).parents[2]
    inside = [path for path in readable_paths() if path.is_relative_to(ours) and ".venv" not in path.parts]
    assert inside == [ours / "autograder" / "given"]


def test_the_environment_of_a_jail_holds_nothing_of_ours(jailed: Any) -> None:
    assert jailed("import os\ndef f(): return dict(os.environ)").f() == {
        "TORCHINDUCTOR_CACHE_DIR": "/", "TRITON_INTERPRET": "1"
    }  # fmt: skip


def test_what_is_printed_is_kept_up_to_a_cap_and_a_flood_costs_nothing(zygote: ZygoteProcess, jailed: Any) -> None:
    student = jailed("def f(n):\n    for i in range(n): print('line', i)\n    return n")
    assert student.f(30_000) == 30_000
    printed = student.__dict__["_remote"].channel.close().printed
    assert printed.startswith("line 0\nline 1\n")
    assert len(printed.encode()) <= 64 * 1024


def test_threads_inside_a_jail_work(jailed: Any) -> None:
    source = (
        "import threading, torch\ndef f():\n    out = []\n"
        "    t = threading.Thread(target=lambda: out.append(torch.ones(64, 64) @ torch.ones(64, 64)))\n"
        "    t.start(); t.join()\n    return out[0].sum().item()"
    )
    assert jailed(source).f() == 64.0**3


def test_what_costs_much_the_first_time_is_warm(jailed: Any) -> None:
    source = (
        "import torch\ndef f():\n    m = torch.nn.Linear(2, 2)\n    o = torch.optim.SGD(m.parameters(), lr=.1)\n"
        "    m(torch.ones(1, 2)).sum().backward()\n    o.step()"
    )
    student = jailed(source)
    student.f()
    assert student.__dict__["_remote"].channel.close().cpu_seconds < 0.5


def test_closing_the_zygote_ends_its_jails() -> None:
    zygote = ZygoteProcess()
    channel = JailChannel(zygote, LIMITS)
    program = Program((("u01_unit", "u01_unit.py", ""),))
    open_module(channel, program, 7, party="student", patience=Patience())
    children = processes_of(zygote.pid)
    assert len(children) == 1
    zygote.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


def test_a_zygote_may_be_closed_before_it_has_started() -> None:
    zygote = ZygoteProcess()
    zygote.close()
    assert not Path(f"/proc/{zygote.pid}").exists()


def test_several_jails_may_live_at_once_and_end_in_any_order(zygote: ZygoteProcess) -> None:
    channels = [JailChannel(zygote, LIMITS) for _ in range(3)]
    program = Program((("u01_unit", "u01_unit.py", "def f(x): return x"),))
    modules = [open_module(each, program, 7, party="student", patience=Patience()) for each in channels]
    assert [module.f(n) for n, module in enumerate(modules)] == [0, 1, 2]
    ends = [channels[n].close() for n in (1, 2, 0)]
    assert all(usage.cpu_seconds > 0 for usage in ends)


JUDGE = """
import sys
from autograder.jail.channels import JailChannel
from autograder.jail.processes import ZygoteProcess
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience, Program
zygote = ZygoteProcess()
channel = JailChannel(zygote, {"cpu_seconds": 60, "memory_bytes": 1 << 30})
program = Program((("u", "u.py", "import signal\\nfor s in range(1, 32):\\n"
                    "    try: signal.signal(s, signal.SIG_IGN)\\n    except Exception: pass\\n"
                    "def f():\\n    while True: pass"),))
student = open_module(channel, program, 1, party="student", patience=Patience(60, 60))
print(zygote.pid, flush=True)
student.f()
"""


def test_killing_the_judge_while_a_jail_loops_leaves_no_process() -> None:
    judge = subprocess.Popen([sys.executable, "-c", JUDGE], stdout=subprocess.PIPE, text=True)
    assert judge.stdout is not None
    zygote = int(judge.stdout.readline())
    jails = processes_of(zygote)
    assert len(jails) == 1
    os.kill(judge.pid, signal.SIGKILL)
    judge.wait()
    judge.stdout.close()
    deadline = time.monotonic() + 20
    left = [zygote, *jails]
    while left and time.monotonic() < deadline:
        left = [pid for pid in left if Path(f"/proc/{pid}").exists()]
        time.sleep(0.05)
    assert left == []
