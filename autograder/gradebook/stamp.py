"""timestamp.txt: when the work in a folder was handed in. nbgrader and `autograder collect` write it beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from autograder.grading.intake import Submitted, take_file

STAMP_FILE = "timestamp.txt"
_FORM = "%Y-%m-%d %H:%M:%S.%f UTC"  # nbgrader's
_LONGEST = 100  # characters
_LIKELY = range(2000, 2200)  # years; the folder may be a student's, and what stands there need not be a time


def stamp_text(moment: datetime) -> str:
    """A moment as timestamp.txt has it."""
    return moment.astimezone(UTC).strftime(_FORM)


def read_stamp(folder: Path) -> datetime | None:
    """When the work in `folder` was handed in; None where no sound time stands there. Links are not followed."""
    taken = take_file(folder / STAMP_FILE)
    moment = _parsed(taken.text.strip()) if isinstance(taken, Submitted) else None
    return moment if moment is not None and moment.year in _LIKELY else None


def _parsed(text: str) -> datetime | None:
    if len(text) > _LONGEST:
        return None
    for read in (_ours, _iso, _any):
        try:
            moment = read(text)
        except (ValueError, OverflowError, TypeError):
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def _ours(text: str) -> datetime:
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _any(text: str) -> datetime:
    """As nbgrader reads it: its `timezone` and `timestamp_format` can be configured."""
    from nbgrader.utils import parse_utc  # slow to import, and rarely needed

    moment: datetime = parse_utc(text)
    return moment
