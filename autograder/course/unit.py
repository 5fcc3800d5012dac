"""Reads one unit's folder: which files there are, what they say, and whether they agree with each other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from autograder.course.checks import STUDENT_EXTRAS, UnitNames, check_names, read_checks
from autograder.course.egg import EggError, decode, defines_egg
from autograder.course.faults import FaultLog, FileFaults, one_of
from autograder.course.mistakes import read_mistakes
from autograder.course.model import BenchInfo, CheckInfo, Limits, QuestionInfo, Unit
from autograder.course.schema import BenchToml, QuestionToml, UnitToml
from autograder.course.solution import read_solution
from autograder.course.source import Source, parse
from autograder.course.toml import TomlLines, read_toml
from autograder.results import Text

_REQUIRED = {
    "unit.toml": "title, minutes, functions and hints",
    "solution.py": "the reference implementation",
    "test_public.py": "examples that a student may read",
    "test_hidden.py": "checks against the reference on drawn inputs",
    "mistakes.py": "typical mistakes with their messages",
    "handout.md": "the task in English",
    "handout.zh.md": "the task in Chinese",
}
_OPTIONAL = ("helpers.py", "baseline.py", "picture.py", "picture.svg", "picture.zh.svg")
_GRADING = frozenset(
    {"unit.toml", "solution.py", "helpers.py", "baseline.py", "test_public.py", "test_hidden.py", "mistakes.py"}
)
_LEVELS = 3

Value = TypeVar("Value")


def read_unit(folder: Path, assignment_id: str, log: FaultLog) -> Unit | None:
    """The unit in `folder`, or None with its faults noted."""
    reader = _UnitReader(folder, f"{assignment_id}/{folder.name}", log)
    return reader.read(assignment_id)


def is_ignored(name: str) -> bool:
    """Files and folders that tools leave behind, and that are nobody's fault."""
    return name.startswith(".") or name == "__pycache__"


class _UnitReader:
    """Holds the files of one unit while they are read."""

    def __init__(self, folder: Path, relative: str, log: FaultLog) -> None:
        self._folder = folder
        self._relative = relative
        self._log = log
        self._contents = self._list_files()

    def read(self, assignment_id: str) -> Unit | None:
        """The unit, or None if a file without which nothing can be said is missing or broken."""
        table, lines = self._table()
        sources = {name: self._source(name) for name in self._contents if name in _GRADING - {"unit.toml"}}
        solution = sources.get("solution.py")
        functions = tuple(table.functions) if table else None
        toml = self._faults("unit.toml")

        solved = None
        if table and lines and solution:
            solved = read_solution(solution, tuple(table.functions), toml, lines)
        names = UnitNames(
            functions,
            solution.names if solution else None,
            self._names_of(sources, "helpers.py"),
            self._names_of(sources, "baseline.py"),
        )
        checks = self._checks(sources, names)
        written = sources.get("mistakes.py")
        mistakes = read_mistakes(written, solved.placeholders if solved else None) if written else ()
        if table is None or lines is None:
            return None
        readable = bool(sources.get("test_public.py") and sources.get("test_hidden.py"))
        self._check_table(table, lines, checks if readable else None)
        self._check_bench(table, lines, names.baseline)
        return Unit(
            id=self._folder.name,
            assignment_id=assignment_id,
            path=self._folder,
            title=Text(en=table.title.en, zh=table.title.zh),
            minutes=table.minutes,
            functions=tuple(table.functions),
            solution_path=self._folder / "solution.py",
            parameters=solved.parameters if solved else {},
            forbidden={name: tuple(calls) for name, calls in table.forbidden.items()},
            limits=Limits(**table.limits.model_dump()),
            imports=tuple(table.imports),
            hints=self._hints(table, lines),
            egg=self._egg(table, lines),
            checks=checks,
            mistakes=mistakes,
            questions=tuple(_question(name, told) for name, told in table.questions.items()),
            replayable=dict(table.verify.replayable),
            equivalent=dict(table.verify.equivalent),
            float64=tuple(table.verify.float64),
            helpers_path=self._optional("helpers.py"),
            baseline_path=self._optional("baseline.py"),
            bench={name: _bench(told) for name, told in table.bench.items()},
            handouts={"en": self._folder / "handout.md", "zh": self._folder / "handout.zh.md"},
            digest=self._digest(),
        )

    def _list_files(self) -> dict[str, bytes]:
        contents = {}
        for entry in sorted(self._folder.iterdir()):
            if entry.name in _REQUIRED or entry.name in _OPTIONAL:
                if entry.is_file():
                    contents[entry.name] = entry.read_bytes()
            elif not is_ignored(entry.name):
                self._faults(entry.name).add(
                    None,
                    f"a stray {'folder' if entry.is_dir() else 'file'} in a unit",
                    f"remove or rename it; {one_of(entry.name, [*_REQUIRED, *_OPTIONAL])}",
                )
        for name, purpose in _REQUIRED.items():
            if name not in contents:
                self._faults(name).add(None, "the file is missing", f"add it: {purpose}")
        for name in ("handout.md", "handout.zh.md"):
            if name in contents and not contents[name].strip():
                self._faults(name).add(None, "the file is empty", f"write {_REQUIRED[name]}")
        return contents

    def _faults(self, name: str) -> FileFaults:
        return self._log.of(f"{self._relative}/{name}")

    def _optional(self, name: str) -> Path | None:
        return self._folder / name if name in self._contents else None

    def _text(self, name: str) -> str | None:
        return decode_text(self._contents[name], self._faults(name))

    def _table(self) -> tuple[UnitToml | None, TomlLines | None]:
        text = self._text("unit.toml") if "unit.toml" in self._contents else None
        return (None, None) if text is None else read_toml(text, UnitToml, self._faults("unit.toml"))

    def _source(self, name: str) -> Source | None:
        text = self._text(name)
        return None if text is None else parse(self._folder / name, text, self._faults(name))

    def _names_of(self, sources: Mapping[str, Source | None], name: str) -> frozenset[str] | None:
        if name not in sources:
            return frozenset()
        source = sources[name]
        return source.names if source else None

    def _checks(self, sources: Mapping[str, Source | None], names: UnitNames) -> tuple[CheckInfo, ...]:
        public, hidden = sources.get("test_public.py"), sources.get("test_hidden.py")
        checks = []
        if public:
            checks += read_checks(public, names, hidden=False, others=())
        if hidden:
            checks += read_checks(hidden, names, hidden=True, others=check_names(public) if public else ())
        return tuple(checks)

    def _check_table(self, table: UnitToml, lines: TomlLines, checks: tuple[CheckInfo, ...] | None) -> None:
        """What unit.toml says about functions and checks; `checks` is None where a test file cannot be read."""
        faults = self._faults("unit.toml")
        for index, name in enumerate(table.functions):
            if name in STUDENT_EXTRAS:
                faults.add(
                    lines.line(("functions", index)),
                    f"`{name}` cannot be exported: `student.{name}` means something else in checks",
                    "give the function another name",
                )
        for name in table.questions:
            if name in table.functions:
                faults.add(
                    lines.line(("questions", name)),
                    f"`{name}` is a question and a function",
                    "give the question another name",
                )
        for section in ("forbidden", "hints", "bench"):
            for name in getattr(table, section):
                if name not in table.functions:
                    faults.add(
                        lines.line((section, name)),
                        f"`[{section}]` speaks of `{name}`, which is not exported",
                        one_of(name, table.functions),
                    )
        for index, name in enumerate(table.verify.float64):
            if name not in table.functions:
                faults.add(
                    lines.line(("verify", "float64", index)),
                    f"`float64` names `{name}`, which is not exported",
                    one_of(name, table.functions),
                )
        if checks is None:
            return
        hidden = [check.name for check in checks if check.hidden]
        for name in table.verify.replayable:
            if name not in hidden:
                faults.add(
                    lines.line(("verify", "replayable", name)),
                    f"`replayable` names `{name}`, which is no hidden check",
                    one_of(name, hidden),
                )
        exercised = {check.of for check in checks}
        for index, name in enumerate(table.functions):
            if name not in exercised:
                faults.add(
                    lines.line(("functions", index)),
                    f"no check exercises `{name}`, so it would never be graded",
                    f'add a check that uses `student.{name}`, or that says `of="{name}"`',
                )

    def _check_bench(self, table: UnitToml, lines: TomlLines, there: frozenset[str] | None) -> None:
        """That the baselines which `[bench.NAME]` names are there; `there` is None where baseline.py is broken."""
        for name, told in table.bench.items():
            if there is not None and told.baseline not in there:
                self._faults("unit.toml").add(
                    lines.line(("bench", name, "baseline")),
                    f"baseline.py defines no `{told.baseline}`",
                    one_of(told.baseline, sorted(there)),
                )

    def _hints(self, table: UnitToml, lines: TomlLines) -> dict[str, tuple[Text, ...]]:
        faults = self._faults("unit.toml")
        hints = {}
        for index, name in enumerate(table.functions):
            if name not in table.hints:
                faults.add(
                    lines.line(("functions", index)),
                    f"`{name}` has no hints",
                    f"add `[hints.{name}]` with three levels in `en` and in `zh`",
                )
        for name, levels in table.hints.items():
            for lang, texts in (("en", levels.en), ("zh", levels.zh)):
                if len(texts) != _LEVELS:
                    faults.add(
                        lines.line(("hints", name, lang)),
                        f"the hints of `{name}` have {len(texts)} levels in `{lang}`, expected {_LEVELS}",
                        "write a question, the tool's name, and the line with one hole",
                    )
            hints[name] = tuple(Text(en=en, zh=zh) for en, zh in zip(levels.en, levels.zh, strict=False))
        return hints

    def _egg(self, table: UnitToml, lines: TomlLines) -> str | None:
        if table.egg is None:
            return None
        how = "paste what `python -m autograder.course.egg encode FILE` prints"
        try:
            source = decode(table.egg.code)
        except EggError as error:
            self._faults("unit.toml").add(lines.line(("egg", "code")), f"the egg does not decode: {error}", how)
            return None
        if not defines_egg(source):
            self._faults("unit.toml").add(
                lines.line(("egg", "code")),
                "the egg is no Python source that defines `egg(unit)`",
                f"write `def egg(unit): ...` into a file, and {how}",
            )
        return source

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for name in sorted(_GRADING & self._contents.keys()):
            content = self._contents[name]
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def _question(name: str, told: QuestionToml) -> QuestionInfo:
    scheme = None if told.scheme is None else Text(en=told.scheme.en, zh=told.scheme.zh)
    return QuestionInfo(name, told.points, Text(en=told.en, zh=told.zh), scheme)


def _bench(told: BenchToml) -> BenchInfo:
    inputs, large = (
        tuple(tuple(each) if isinstance(each, list) else each for each in given)
        for given in (told.inputs, told.large or ())
    )
    return BenchInfo(told.baseline, inputs, told.published, large)


def decode_text(content: bytes, faults: FileFaults) -> str | None:
    """UTF-8 text, or None with the fault noted."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add(line, f"byte {content[error.start]:#04x} is not UTF-8", "save the file as UTF-8")
        return None
