"""Several units proven at once, in processes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.course import Unit
from autograder.grading.collect import collect
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.processes import HERE, pool
from autograder.release.verify import SECRETS, Proof, verify_unit


def verify_units(course: Path, units: Sequence[Unit], workers: int) -> Iterator[Proof]:
    """Every proof of each unit, in the order of `units`, worked out in `workers` processes at once.

    Args:
        course: the folder of the course, which each process opens for itself.

    Raises:
        CollectionError: pytest could not collect the checks.
    """
    if workers == 1 or len(units) == 1:
        with Bench(units, Engine(), SECRETS[0]) as bench:
            for unit in units:
                yield from verify_unit(bench, unit)
        return
    collect(units)  # a fault in a check's file is told here, and not by a process that could not begin
    with pool(course, units, SECRETS[0], min(workers, len(units))) as processes:
        for proofs in processes.map(_prove, [unit.key for unit in units]):
            yield from proofs


def _prove(key: str) -> list[Proof]:
    return list(verify_unit(HERE.bench, HERE.units[key]))
