"""Huge pages for the zygote's memory, so that forking it and ending the forks is cheap.

A fork copies an entry of the page table for each page of anonymous memory, and its end gives each page back: with
4 kB pages that is most of what a jail costs (about 360 MB of them, a warm torch). As 2 MB pages they are 500 times
fewer. A jail that writes to one gets a copy of the 4 kB that it wrote to, as before.

To have them takes as long as some forty forks in small pages, so that a zygote waits for its forty-first.

Source: madvise(2), MADV_COLLAPSE since Linux 6.1. Where the kernel cannot, forks cost more, and no harm is done.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

HUGE = 2 << 20
MADV_HUGEPAGE, MADV_COLLAPSE = 14, 25

_ANONYMOUS = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) rw-p 00000000 00:00 0\s*(?:\[heap\])?$", re.MULTILINE)


def large_mappings() -> Iterator[tuple[int, int]]:
    """(start, size) in bytes of this process's anonymous private mappings, as far as they are whole huge pages."""
    for match in _ANONYMOUS.finditer(Path("/proc/self/maps").read_text()):
        start, end = (int(number, 16) for number in match.groups())
        start = -(-start // HUGE) * HUGE
        end = end // HUGE * HUGE
        if end > start:
            yield start, end - start


def collapse_into_huge_pages(mappings: Iterable[tuple[int, int]]) -> int:
    """Ask the kernel to put these mappings into huge pages, now; how many bytes it did."""
    madvise = ctypes.CDLL(None, use_errno=True).madvise
    madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    done = 0
    for start, size in mappings:
        madvise(start, size, MADV_HUGEPAGE)
        for at in range(start, start + size, HUGE):  # one by one: a range ends at its first page that cannot be had
            if madvise(at, HUGE, MADV_COLLAPSE) == 0:
                done += HUGE
    return done
