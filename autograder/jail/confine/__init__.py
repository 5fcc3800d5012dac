"""Confinement of student code on Linux, without privileges and without dependencies.

`confinement.py` puts together what the others do: `landlock.py` (files), `seccomp.py` (system calls; `bpf.py` assembles
its program, `syscalls.py` has the numbers), `limits.py` (CPU, memory, threads), `privileges.py` (capabilities, user,
ties to the parent). `kernel.py` makes the calls that Python lacks. `paths.py` knows what an interpreter has to read.
`namespaces.py`, where the kernel allows it, is put around the zygote once: no network, and no files but a few.

What stays possible in a jail: to use CPU up to the limit; to read what `readable` holds; to answer anything at all.
Without namespaces also to see by stat, access and readlink which paths exist, how large they are and where links point,
where nothing may be opened (keep hidden things under a folder of mode 0700 and another user, and say nothing by their
names); with them, only of what is visible.
"""

from autograder.jail.confine.confinement import Confinement
from autograder.jail.confine.kernel import Unconfinable
from autograder.jail.confine.limits import Limits, Meter, Usage
from autograder.jail.confine.namespaces import Namespaces
from autograder.jail.confine.paths import runtime_paths
from autograder.jail.confine.privileges import die_with_parent

__all__ = [
    "Confinement", "Limits", "Meter", "Namespaces", "Unconfinable", "Usage", "die_with_parent", "runtime_paths",
]  # fmt: skip
