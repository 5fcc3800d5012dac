"""The course as students have it: `.units/NAME.json` beside the starters, without solutions, mistakes or hidden checks.

`autograder release` writes these files; `load_released` reads them back as a `Course` of the same shape as an
instructor's, so that what works on one works on the other. What a mistake answered to the public checks is kept as the
replies themselves (`Recorded`), never as code.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from autograder.course.egg import EggError, decode
from autograder.course.model import Assignment, BenchInfo, CheckInfo, Course, Limits, MistakeInfo, Unit, course_folder
from autograder.results import Text

FOLDER = ".units"
MANIFEST = ".manifest.json"


class ReleaseError(Exception):
    """A folder that `autograder release` has not made, or in which something of it is missing. Says what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReleasedCheck(_Strict):
    """A public check."""

    name: str
    line: int
    points: float
    of: str
    needs: tuple[str, ...] = ()
    zh: str = ""  # its title in Chinese


class Reply(_Strict):
    """One recorded reply: its header, and its buffers in base64."""

    header: dict[str, Any]
    buffers: tuple[str, ...] = ()


class ReleasedMistake(_Strict):
    """A mistake's texts, and its answers to each public check."""

    id: str
    of: str
    en: tuple[str, str]
    zh: tuple[str, str]
    raises: str | None = None
    parameters: tuple[str, ...] = ()
    answers: dict[str, tuple[Reply, ...]] = {}


class ReleasedBench(_Strict):
    """What `autograder bench` runs; see `model.BenchInfo`."""

    baseline: str
    inputs: tuple[tuple[int, ...] | int | float, ...]
    published: float
    large: tuple[tuple[int, ...] | int | float, ...] = ()


class UnitFile(_Strict):
    """What `.units/NAME.json` holds."""

    schema_: Literal["torchgrade/unit/v1"] = "torchgrade/unit/v1"
    made_by: str = "autograder release"
    id: str
    assignment: str
    assignment_title: Text
    title: Text
    minutes: int
    functions: tuple[str, ...]
    parameters: dict[str, tuple[str, ...]]
    forbidden: dict[str, tuple[str, ...]] = {}
    limits: dict[str, float] = {}
    imports: tuple[str, ...] = ()
    bench: dict[str, ReleasedBench] = {}
    hints: dict[str, tuple[Text, ...]] = {}
    egg: str | None = None  # packed
    starter: str = ""  # as it was released
    checks: tuple[ReleasedCheck, ...]
    hidden_points: float = 0.0
    mistakes: tuple[ReleasedMistake, ...] = ()

    def unit(self, folder: Path, digest: str) -> Unit:
        """The unit, for the assignment's folder that it was read from."""
        helpers = folder / FOLDER / f"{self.id}.helpers.py"
        baseline = folder / FOLDER / f"{self.id}.baseline.py"
        test_file = folder / f"test_{self.id}.py"
        return Unit(
            id=self.id,
            assignment_id=self.assignment,
            path=folder,
            title=self.title,
            minutes=self.minutes,
            functions=self.functions,
            solution_path=folder / f"{self.id}.py",
            parameters=self.parameters,
            forbidden=self.forbidden,
            limits=Limits(**self.limits),  # type: ignore[arg-type]
            imports=self.imports,
            hints=self.hints,
            egg=_unpacked(self.egg),
            checks=tuple(CheckInfo(path=test_file, hidden=False, **dict(check)) for check in self.checks),
            mistakes=tuple(
                MistakeInfo(each.id, each.of, each.id, 1, each.en, each.zh, each.raises, parameters=each.parameters)
                for each in self.mistakes
            ),
            helpers_path=helpers if helpers.exists() else None,
            baseline_path=baseline if baseline.exists() else None,
            bench={name: BenchInfo(**dict(told)) for name, told in self.bench.items()},
            handouts={"en": folder / f"{self.id}.md", "zh": folder / f"{self.id}.zh.md"},
            digest=digest,
        )

    def answers(self, mistake: str) -> dict[str, list[tuple[dict[str, Any], list[bytearray]]]]:
        """What a mistake answered, by check; fresh buffers each time."""
        found = next((each.answers for each in self.mistakes if each.id == mistake), {})
        return {
            check: [
                (dict(reply.header), [bytearray(base64.b64decode(data)) for data in reply.buffers]) for reply in told
            ]
            for check, told in found.items()
        }


class Released:
    """A released course: the units, and beside them what was recorded."""

    def __init__(self, course: Course, files: dict[str, UnitFile]) -> None:
        self.course = course
        self.files = files  # by `assignment/unit`


def load_released(folder: Path) -> Released:
    """Read `folder`, which holds one folder for each assignment.

    Raises ReleaseError with what is missing and what to do.
    """
    folder = course_folder(folder)
    found = sorted(folder.glob(f"*/{FOLDER}/*.json"))
    if not found:
        raise ReleaseError(
            f"{folder} holds no units: expected ASSIGNMENT/{FOLDER}/UNIT.json in it. Go to the folder of your course, "
            "or (as an instructor) make it with `autograder release`."
        )
    files: dict[str, UnitFile] = {}
    units: dict[str, list[Unit]] = {}
    titles: dict[str, Text] = {}
    for path in found:
        data = path.read_bytes()
        try:
            read = UnitFile.model_validate_json(data)
        except ValidationError as problem:
            first = problem.errors()[0]
            where = ".".join(map(str, first["loc"])) or "its form"
            raise ReleaseError(
                f"{path}: {where}: {first['msg']}. The file is made by `autograder release` and must not be edited; "
                "take it again from your course, and update with `pip install -U torchgrade`."
            ) from None
        home = path.parent.parent
        unit = read.unit(home, hashlib.sha256(data).hexdigest())
        files[unit.key] = read
        units.setdefault(read.assignment, []).append(unit)
        titles[read.assignment] = read.assignment_title
    assignments = tuple(
        Assignment(name, folder / name, titles[name], tuple(each), _digest(unit.digest for unit in each))
        for name, each in units.items()
    )
    title = Text(en="Course", zh="课程")
    return Released(Course(folder, title, assignments, _digest(each.digest for each in assignments)), files)


def _unpacked(egg: str | None) -> str | None:
    try:
        return None if egg is None else decode(egg)
    except EggError:
        return None


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
