"""Makes `.units/NAME.json`: what a unit says about itself on a student's machine, with the answers that each mistake
gives to the public checks."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Sequence
from typing import Any

from autograder.course import Assignment, Limits, MistakeInfo, Unit
from autograder.course.egg import encode
from autograder.course.released import ReleasedBench, ReleasedCheck, ReleasedMistake, Reply, UnitFile
from autograder.grading.run import PUBLIC_KEY, UnitRun
from autograder.grading.source import Source
from autograder.grading.subjects import Recorder, Recording, StandIn
from autograder.grading.submission import Bench
from autograder.release.starter import cut_starter


def unit_file(bench: Bench, assignment: Assignment, unit: Unit) -> str:
    """The text of the file: the same for the same course."""
    made = UnitFile(
        id=unit.id,
        assignment=unit.assignment_id,
        assignment_title=assignment.title,
        title=unit.title,
        minutes=unit.minutes,
        functions=unit.functions,
        parameters=dict(unit.parameters),
        forbidden=dict(unit.forbidden),
        limits={
            field.name: getattr(unit.limits, field.name)
            for field in dataclasses.fields(Limits)
            if getattr(unit.limits, field.name) != field.default
        },
        imports=unit.imports,
        bench={name: ReleasedBench(**dataclasses.asdict(told)) for name, told in unit.bench.items()},
        hints=dict(unit.hints),
        egg=None if unit.egg is None else encode(unit.egg),
        starter=cut_starter(unit.solution_path.read_text("utf-8"), unit),
        checks=tuple(
            ReleasedCheck(
                name=check.name, line=check.line, points=check.points, of=check.of, needs=check.needs, zh=check.zh
            )
            for check in unit.checks
            if not check.hidden
        ),
        hidden_points=sum(check.info.points for check in bench.checks[unit.key] if check.info.hidden),
        mistakes=tuple(_mistake(bench, unit, mistake) for mistake in unit.mistakes),
    )
    return made.model_dump_json(indent=1) + "\n"


def _mistake(bench: Bench, unit: Unit, mistake: MistakeInfo) -> ReleasedMistake:
    answers = record(bench, unit, mistake)
    return ReleasedMistake(
        id=mistake.id,
        of=mistake.of,
        en=mistake.en,
        zh=mistake.zh,
        raises=mistake.raises,
        parameters=mistake.parameters,
        answers={
            check: tuple(_reply(header, buffers, unit, mistake) for header, buffers in replies)
            for check, replies in answers.items()
        },
    )


def record(bench: Bench, unit: Unit, mistake: MistakeInfo) -> Recording:
    """What a mistake replies in each public check that exercises its function."""
    solution = Source.parse(unit.solution_path.read_text("utf-8"), "solution.py")
    recorder = Recorder(StandIn(bench.engine, unit, solution, mistake))
    public = [check for check in bench.checks[unit.key] if not check.info.hidden and check.info.of == mistake.of]
    list(UnitRun(unit, public, bench.engine, recorder, PUBLIC_KEY).rows())
    return recorder.recording


def _reply(header: dict[str, Any], buffers: Sequence[Any], unit: Unit, mistake: MistakeInfo) -> Reply:
    """A reply without what tells of the code that gave it: its line numbers, private names, the texts of its errors
    where they do not matter."""
    kept = dict(header)
    if "names" in kept:
        kept["names"] = [pair for pair in kept["names"] if pair[0] in unit.functions]
    if "raised" in kept:
        kept["raised"] = {**kept["raised"], "lines": []}
        if mistake.raises is not None:
            kept["raised"]["message"] = ""
    return Reply(header=kept, buffers=tuple(base64.b64encode(bytes(buffer)).decode() for buffer in buffers))
