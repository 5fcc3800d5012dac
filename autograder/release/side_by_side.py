"""Several units proven at once, in processes of their own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Unit, load_course
from autograder.grading.collect import collect
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
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
    keys = tuple(unit.key for unit in units)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(units)), context, _open, (course, keys)) as pool:
        for proofs in pool.map(_prove, keys):
            yield from proofs


@dataclass
class _Process:
    """What a worker process holds."""

    bench: Bench | None = None
    units: dict[str, Unit] = field(default_factory=dict)


_HERE = _Process()


def _open(course: Path, keys: Sequence[str]) -> None:
    loaded = load_course(course)
    _HERE.units = {key: loaded.unit(key) for key in keys}
    _HERE.bench = Bench(tuple(_HERE.units.values()), Engine(), SECRETS[0])


def _prove(key: str) -> list[Proof]:
    assert _HERE.bench is not None  # noqa: S101
    return list(verify_unit(_HERE.bench, _HERE.units[key]))
