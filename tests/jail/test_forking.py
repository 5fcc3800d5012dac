"""The bare fork is a fork: Python goes on in the child as if nothing had happened."""

from __future__ import annotations

import subprocess
import sys

WORK = """
import gc, os, random, sys, threading
from autograder.jail.forking import bare_fork
pid = bare_fork()
if pid == 0:
    out = []
    thread = threading.Thread(target=out.append, args=(1,))
    thread.start()
    thread.join()
    with threading.Lock():
        gc.collect()
    import decimal, logging
    logging.getLogger("x").setLevel("INFO")
    ok = out == [1] and os.getpid() != os.getppid() and threading.current_thread() is threading.main_thread()
    inner = os.fork()
    if inner == 0:
        os._exit(0)
    ok = ok and os.waitpid(inner, 0)[1] == 0
    os._exit(0 if ok else 1)
_, status = os.waitpid(pid, 0)
print(os.waitstatus_to_exitcode(status))
"""


def test_threads_locks_imports_and_further_forks_work_in_the_child() -> None:
    done = subprocess.run([sys.executable, "-c", WORK], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "0"
