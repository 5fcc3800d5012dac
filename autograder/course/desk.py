"""What a student's own course remembers: hints that were shown, what the last check found, which units are done, and on
which days there was a check. Kept in `.progress.json` on the student's machine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from autograder.course.model import Unit

FILE = ".progress.json"
MOST_DAYS = 1000  # that are remembered


class Progress(BaseModel):
    """What is remembered, by unit (`a1_tensors/u04_broadcasting`).

    Attributes:
        hints: by function, the highest level of hint that was shown.
        stuck: the function that the last check said to look at first.
        found: how many of a unit's public checks passed at the last check, and how many there are.
        done: the day on which all of them passed for the first time.
        days: on which something was checked, in order.
    """

    model_config = ConfigDict(frozen=True)

    hints: dict[str, dict[str, int]] = {}
    stuck: dict[str, str] = {}
    found: dict[str, tuple[int, int]] = {}
    done: dict[str, date] = {}
    days: tuple[date, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Progress:
        """What is remembered in `folder`; nothing where the file is missing or damaged."""
        try:
            return cls.model_validate_json((folder / FILE).read_bytes())
        except (OSError, ValidationError):
            return cls()

    def hints_seen(self, unit: str, function: str) -> int:
        """The highest level that was shown, 0 if none."""
        return self.hints.get(unit, {}).get(function, 0)

    def with_hint(self, unit: str, function: str, level: int) -> Progress:
        """The same, with one more hint shown."""
        highest = max(level, self.hints_seen(unit, function))
        return self.model_copy(update={"hints": {**self.hints, unit: {**self.hints.get(unit, {}), function: highest}}})

    def with_stuck(self, unit: str, function: str | None) -> Progress:
        """The same, with the function to look at first in a unit; None if all its checks pass."""
        others = {name: where for name, where in self.stuck.items() if name != unit}
        return self.model_copy(update={"stuck": others if function is None else {**others, unit: function}})

    def with_checked(self, unit: str, passing: int, total: int, today: date) -> Progress:
        """The same, with what a check has found."""
        done = {unit: today, **self.done} if passing == total else self.done
        days = (*self.days, today)[-MOST_DAYS:] if today not in self.days else self.days
        return self.model_copy(update={"found": {**self.found, unit: (passing, total)}, "done": done, "days": days})

    def is_done(self, unit: str) -> bool:
        """Whether all public checks of a unit pass, as far as is known."""
        passing, total = self.found.get(unit, (0, 1))
        return passing == total

    def days_in_a_row(self, today: date) -> int:
        """How many days in a row there was a check, up to today or yesterday."""
        last = today if today in self.days else today - timedelta(days=1)
        count = 0
        while last - timedelta(days=count) in self.days:
            count += 1
        return count

    def write(self, folder: Path) -> None:
        """Keep it; a folder that cannot be written to costs the memory and nothing else."""
        temporary = folder / f"{FILE}.part"
        try:
            temporary.write_text(self.model_dump_json(indent=1) + "\n", "utf-8")
            os.replace(temporary, folder / FILE)
        except OSError:
            return


def wants_hint(unit: Unit, path: Path, progress: Progress) -> str:
    """The function that a hint is most likely wanted for: the one that the last check got stuck at, else the first
    that is not written yet, else the first."""
    stuck = progress.stuck.get(unit.key)
    if stuck in unit.functions:
        return stuck
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    return next((name for name in unit.functions if f'"{unit.short} {name}"' in text), unit.functions[0])


def next_unit(units: Iterable[Unit], progress: Progress, after: Unit | None = None) -> Unit | None:
    """The first unit that is not done, or the first one behind `after`, which may begin again at the front."""
    found = list(units)
    start = found.index(after) + 1 if after in found else 0
    return next((unit for unit in found[start:] + found[:start] if not progress.is_done(unit.key)), None)


class Occupied(Exception):  # noqa: N818 - says what happened
    """A file cannot be put back; the message says why."""


def put_back(path: Path, starter: str) -> Path | None:
    """Put the released starter in the place of a student's file, which is kept beside it as `NAME.py.old`, `.old2`, ...

    Nothing is lost whenever this is interrupted: the copy is whole before the file is replaced.

    Returns:
        Where the old file is; None if there was none, or it was the starter already.

    Raises:
        Occupied: something else stands there, or the folder cannot be written to.
    """
    kept = None
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise Occupied(f"{path} is no plain file. Move it away, then run the command again.")
        content = path.read_bytes() if path.exists() else None
        if content == starter.encode():
            return None
        if content is not None:
            kept = _keep(path, content)
        temporary = path.with_name(f".{path.name}.part")
        temporary.write_text(starter, "utf-8", newline="")
        os.replace(temporary, path)
    except OSError as problem:
        raise Occupied(
            f"{path} could not be put back: {problem.strerror or problem}. Nothing of yours is lost."
        ) from None
    return kept


def _keep(path: Path, content: bytes) -> Path:
    """A copy under a name that nothing has yet."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.old{'' if number == 1 else number}")
        try:
            with kept.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            return kept
        except FileExistsError:
            number += 1
