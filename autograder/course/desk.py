"""What a student's own course remembers: which hints were shown, and where the last check got stuck. Kept in
`.progress.json`, for the teacher to see."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from autograder.course.model import Unit

FILE = ".progress.json"


class Progress(BaseModel):
    """What is remembered, by unit (`a1_tensors/u04_broadcasting`).

    Attributes:
        hints: by function, the highest level of hint that was shown.
        stuck: the function that the last check said to look at first.
    """

    model_config = ConfigDict(frozen=True)

    hints: dict[str, dict[str, int]] = {}
    stuck: dict[str, str] = {}

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
