"""What a process must be able to read to go on importing: standard library, installed packages, shared libraries."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path

_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")


def runtime_paths() -> tuple[Path, ...]:
    """What `Confinement.prepare` should let a jail of this interpreter read, besides the course's own files."""
    wanted = [
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        *site.getsitepackages(),
        f"{sys.base_prefix}/lib",
        *_SYSTEM,
    ]
    existing = {Path(path).resolve() for path in wanted if os.access(path, os.R_OK)}
    return tuple(sorted(path for path in existing if not existing & set(path.parents)))
