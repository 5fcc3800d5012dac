"""Detectors for what a call does besides returning a value; a check takes one line for each.

What the student's process tells of itself (`student.state`, `structure`, `groups`, `trace`, `random_state`: see
`jail/inspecting.py`) is required in addition to behaviour, and names mistakes that show only in *how*.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from autograder.grading.compare import assert_same
from autograder.jail.proxies import Handle, Module


@contextmanager
def unchanged(student: Module, *modules: Handle) -> Iterator[None]:
    """What is done inside leaves these modules as they were: mode, hooks, `requires_grad`, parameters, buffers, grads;
    and nobody draws from a global random generator.

    Raises:
        Mismatch: something is not as it was; it says what, by name.
    """
    before = [student.state(module) for module in modules]
    random = student.random_state()
    yield
    for module, was in zip(modules, before, strict=True):
        assert_same(student.state(module), was)
    assert_same(student.random_state(), random)
