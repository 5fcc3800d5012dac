"""Who can confine here, and a home for the jails of a test."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]
else:
    from jailed import Case, Outcome, make_home, run

    from autograder.jail.confine import landlock
    from autograder.jail.confine.kernel import Kernel

    @pytest.fixture(scope="session")
    def needs_landlock() -> None:
        """Skips where the kernel lacks what level B needs."""
        abi = landlock.supported_abi(Kernel())
        if abi < landlock.LEAST_ABI:
            pytest.skip(f"needs landlock ABI {landlock.LEAST_ABI}; this kernel offers {abi or 'none'}")

    @pytest.fixture(scope="session")
    def needs_root() -> None:
        """Skips for an ordinary user."""
        if os.geteuid() != 0:
            pytest.skip("needs root, to change the user of the jail")

    @pytest.fixture
    def home() -> Iterator[Path]:
        """A folder as `make_home` makes it; not pytest's own, which other users cannot reach."""
        path = Path(tempfile.mkdtemp())
        make_home(path)
        yield path
        shutil.rmtree(path)

    class Jails:
        """Runs each case once, and remembers what came of it."""

        def __init__(self, folder: Path) -> None:
            self._folder = folder
            self._outcomes: dict[str, tuple[Path, Outcome]] = {}

        def outcome(self, **case: object) -> Outcome:
            return self._run(case)[1]

        def home(self, **case: object) -> Path:
            return self._run(case)[0]

        def _run(self, case: dict[str, object]) -> tuple[Path, Outcome]:
            key = repr(sorted(case.items()))
            if key not in self._outcomes:
                home = Path(tempfile.mkdtemp(dir=self._folder))
                make_home(home)
                self._outcomes[key] = home, run(Case(home=str(home), **case))  # type: ignore[arg-type]
            return self._outcomes[key]

    @pytest.fixture(scope="session")
    def jails() -> Iterator[Jails]:
        folder = Path(tempfile.mkdtemp())
        folder.chmod(0o755)
        yield Jails(folder)
        shutil.rmtree(folder)
