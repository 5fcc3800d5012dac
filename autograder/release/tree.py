"""What students get, as a mapping from paths to bytes: cut out of a course, the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from autograder.course import Assignment, Course, Unit, questions
from autograder.course.released import FOLDER, ReleaseError
from autograder.grading.imports import missing_imports
from autograder.grading.submission import Bench
from autograder.release.notebook import notebook
from autograder.release.starter import cut_starter
from autograder.release.unit_file import unit_file
from autograder.results import Lang

Files = dict[str, bytes]  # by path with slashes, relative to the folder of all assignments

_MADE_MARKDOWN = "<!-- Made by `autograder release`. -->\n"
_MADE_TEST = "# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.\n"
_PICTURE = re.compile(r"\]\(picture(\.zh)?\.svg\)")
_SUFFIX: dict[Lang, str] = {"en": "", "zh": ".zh"}


def release_files(bench: Bench, course: Course, assignments: Sequence[Assignment] = ()) -> Files:
    """Everything that goes into `assignments/`; of some assignments only, if they are named."""
    files: Files = {}
    for assignment in assignments or course.assignments:
        for name, content in _assignment_files(bench, course, assignment):
            files[f"{assignment.id}/{name}"] = content if isinstance(content, bytes) else content.encode()
    return dict(sorted(files.items()))


def _assignment_files(bench: Bench, course: Course, assignment: Assignment) -> Iterator[tuple[str, str | bytes]]:
    for lang in _SUFFIX:
        yield f"README{_SUFFIX[lang]}.md", _readme(assignment, lang)
    for unit in assignment.units:
        if missing := missing_imports(unit):
            raise ReleaseError(f"{unit.key} needs {', '.join(missing)}: install it, then release again.")
        starter = cut_starter(unit.solution_path.read_text("utf-8"), unit)
        yield f"{unit.id}.py", starter
        for lang, suffix in _SUFFIX.items():
            yield f"{unit.id}{suffix}.ipynb", unit_notebook(course, unit, lang, starter)
            if unit.questions:
                yield questions.answers_name(unit, lang), questions.answers_file(unit, lang)
        yield f"test_{unit.id}.py", _MADE_TEST + (unit.path / "test_public.py").read_text("utf-8")
        for lang, path in unit.handouts.items():
            yield f"{unit.id}{_SUFFIX[lang]}.md", _MADE_MARKDOWN + handout(unit, path.read_text("utf-8"))
        for suffix in _SUFFIX.values():
            picture = unit.path / f"picture{suffix}.svg"
            if picture.exists():
                yield f"{unit.id}{suffix}.svg", picture.read_bytes()
        if unit.helpers_path is not None:
            yield f"{FOLDER}/{unit.id}.helpers.py", unit.helpers_path.read_bytes()
        if unit.baseline_path is not None and unit.bench:
            yield f"{FOLDER}/{unit.id}.baseline.py", unit.baseline_path.read_bytes()
        yield f"{FOLDER}/{unit.id}.json", unit_file(bench, assignment, unit)


def unit_notebook(
    course: Course, unit: Unit, lang: Lang, source: str, answers: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The unit as a notebook whose cells hold `source`, and `answers` to its questions."""
    pictures = {
        f"{unit.id}{suffix}.svg": (unit.path / f"picture{suffix}.svg").read_bytes()
        for suffix in _SUFFIX.values()
        if (unit.path / f"picture{suffix}.svg").exists()
    }
    text = handout(unit, unit.handouts[lang].read_text("utf-8"))
    return notebook(course, unit, lang, source, text, pictures, answers)


def handout(unit: Unit, text: str) -> str:
    """A handout whose links to the unit's picture lead to where `release` puts it."""
    return _PICTURE.sub(lambda match: f"]({unit.id}{match[1] or ''}.svg)", text)


def _readme(assignment: Assignment, lang: Lang) -> str:
    minutes = sum(unit.minutes for unit in assignment.units)
    count = len(assignment.units)
    suffix, title = _SUFFIX[lang], assignment.title.in_(lang)
    if lang == "zh":
        head = [
            f"# {title}",
            "",
            f"共 {count} 个单元，约 {minutes} 分钟。每个单元：先读讲义，再补全 `.py` 文件里的函数，然后检查：",
            "",
            f"    autograder check {assignment.id}/{assignment.units[0].id}",
            "",
            "| 单元 | 分钟 | 讲义 | 你要写的文件 |",
            "|---|---|---|---|",
        ]
    else:
        head = [
            f"# {title}",
            "",
            f"{count} units, about {minutes} minutes. Read the handout, fill in the `.py` file, and check:",
            "",
            f"    autograder check {assignment.id}/{assignment.units[0].id}",
            "",
            "| Unit | Minutes | Handout | The file that you write |",
            "|---|---|---|---|",
        ]
    rows = [
        f"| {unit.title.in_(lang)} | {unit.minutes} | [{unit.id}{suffix}.md]({unit.id}{suffix}.md) | "
        f"[{unit.id}.py]({unit.id}.py) |"
        for unit in assignment.units
    ]
    return _MADE_MARKDOWN + "\n".join(head + rows) + "\n"
