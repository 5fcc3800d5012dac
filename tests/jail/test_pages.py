"""Huge pages for the zygote: memory stays what it is, and jails are forked as before."""

from __future__ import annotations

import ctypes
import mmap

from autograder.jail.channels import JailChannel
from autograder.jail.pages import HUGE, collapse_into_huge_pages, large_mappings
from autograder.jail.processes import ZygoteProcess
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience, Program
from autograder.jail.zygote import FORKS_IN_SMALL_PAGES
from tests.jail.conftest import LIMITS


def test_mappings_are_told_in_whole_huge_pages() -> None:
    with mmap.mmap(-1, 3 * HUGE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        memory.write(b"x")
        found = list(large_mappings())
    assert all(start % HUGE == 0 and size % HUGE == 0 for start, size in found)
    assert sum(size for _, size in found) >= 2 * HUGE


def test_what_lies_in_the_memory_stays() -> None:
    with mmap.mmap(-1, 3 * HUGE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        pattern = bytes(range(256)) * (3 * HUGE // 256)
        memory.write(pattern)
        here = ctypes.addressof(ctypes.c_char.from_buffer(memory))
        done = collapse_into_huge_pages([(-(-here // HUGE) * HUGE, 2 * HUGE)])
        assert done in (0, HUGE, 2 * HUGE)  # 0: the kernel has none to give
        assert memory[:] == pattern


def test_a_mapping_that_has_gone_does_no_harm() -> None:
    """The zygote looks at its mappings while it still sees /proc, and uses them later."""
    assert collapse_into_huge_pages([(1 << 46, HUGE)]) == 0


def test_jails_work_before_and_after_the_zygote_changes_its_pages(zygote: ZygoteProcess) -> None:
    program = Program((("u01_unit", "u01_unit.py", "SIZE = 3\ndef f(x): return x + SIZE"),))
    for number in range(FORKS_IN_SMALL_PAGES + 2):
        channel = JailChannel(zygote, LIMITS)
        assert open_module(channel, program, 7, party="student", patience=Patience(10, 10)).f(number) == number + 3
        channel.close()
