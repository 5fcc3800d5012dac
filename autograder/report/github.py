"""What GitHub Actions shows of a graded push: a job's summary, annotations on the student's own lines, step outputs.

The runner reads logs for commands, and drops a summary over its limit whole. So every text is made harmless before it
is written, and cut, with a note, before it is too long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.grades import grade_of
from autograder.report import words
from autograder.report.escape import visible, visible_lines
from autograder.report.markdown import student_markdown
from autograder.report.summary import Outcome, check_title, outcome, points_text
from autograder.report.view import WHOLE_FILE
from autograder.results import AttemptResult, CheckResult, Lang, Status, Text

SUMMARY_BYTES = 127 * 1024  # of 128 KiB, which older runners take; newer ones take 1 MiB
MOST = 10  # annotations of one kind that are shown for a step; the rest is dropped silently
_TITLE, _MESSAGE, _PATH = 120, 1500, 300

Kind = Literal["error", "warning", "notice"]


@dataclass(frozen=True)
class Annotation:
    """A message at a line of a file of the repository; without `file`, at the run as a whole."""

    kind: Kind
    title: str
    message: str
    file: str = ""
    line: int | None = None

    def command(self) -> str:
        """The line that tells the runner."""
        properties = {"file": self.file, "line": str(self.line or ""), "title": self.title}
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
        return f"::{self.kind} {told}::{_data(self.message)}"


def summary(results: Sequence[AttemptResult], titles: Mapping[str, Text], lang: Lang) -> str:
    """The job's summary as Markdown: all attempts, one below the other, in at most `SUMMARY_BYTES` bytes of UTF-8."""
    return cut("\n".join(student_markdown(result, titles, lang) for result in results), lang)


def cut(text: str, lang: Lang) -> str:
    """Markdown in at most `SUMMARY_BYTES` bytes of UTF-8, with a note where something is left out."""
    if len(text.encode()) <= SUMMARY_BYTES:
        return text
    note = f"\n\n{words.say(words.SUMMARY_CUT, lang)}\n"
    kept = text.encode()[: SUMMARY_BYTES - len(note.encode()) - 100].decode(errors="ignore")
    kept = kept[: kept.rfind("\n") + 1]
    fences = [line for line in kept.split("\n") if line.startswith("```")]
    if len(fences) % 2:  # the cut went through a block of text, whose fence is as long as it had to be
        ticks = len(fences[-1]) - len(fences[-1].lstrip("`"))
        kept += "`" * min(ticks, 90) + "\n"
    return kept + note


def annotations_of(
    result: AttemptResult, paths: Mapping[str, str], titles: Mapping[str, Text], lang: Lang
) -> list[Annotation]:
    """What to show beside the student's lines, worst first: at most ten errors, and as many of the grader's problems.

    Args:
        paths: of each unit the path of the file that was graded, from the root of the repository.
    """
    found: dict[object, Annotation] = {}
    for check in result.checks:
        kind = outcome(check)
        if kind in (Outcome.FAILED, Outcome.ERROR):
            whole = check.reason in WHOLE_FILE  # one fault, however many checks it keeps from running
            key = (check.unit, check.reason) if whole else (check.unit, check.function, check.mistake or check.check)
            found.setdefault(key, _annotation(check, paths, titles, lang))
    ranked = sorted(found.values(), key=lambda each: (each.kind != "error", not each.line))
    return [each for kind in ("error", "warning") for each in _ten(kind, ranked, lang)]


def step_outputs(results: Sequence[AttemptResult]) -> str:
    """Lines for the file that `GITHUB_OUTPUT` names: numbers and truth values of ours only, nothing of a student's."""
    grades = [grade_of(result) for result in results]
    passed = all(check.status is Status.PASSED for result in results for check in result.checks)
    told = {
        "points": points_text(sum(grade.points for grade in grades)),
        "max-points": points_text(sum(grade.max_points for grade in grades)),
        "passed": str(passed).lower(),
        "final": str(all(grade.is_final for grade in grades)).lower(),
    }
    return "".join(f"{name}={value}\n" for name, value in told.items())


def _ten(kind: str, ranked: Sequence[Annotation], lang: Lang) -> Iterator[Annotation]:
    of_kind = [each for each in ranked if each.kind == kind]
    if len(of_kind) <= MOST:
        yield from of_kind
        return
    yield from of_kind[: MOST - 1]
    more = words.say(words.MORE_IN_SUMMARY, lang, count=len(of_kind) - MOST + 1)
    yield Annotation(of_kind[0].kind, more, more)


def _annotation(check: CheckResult, paths: Mapping[str, str], titles: Mapping[str, Text], lang: Lang) -> Annotation:
    unit = titles[check.unit].in_(lang) if check.unit in titles else check.unit
    place = words.say(words.PLACE, lang, unit=unit, function=check.function) if check.function else unit
    whole = check.reason in WHOLE_FILE
    title = visible(unit if whole else f"{place} {check_title(check, lang)}", _TITLE, lang)
    path = paths.get(check.unit, "")
    if check.status is Status.ERROR:
        return Annotation("warning", title, words.say(words.GRADER_BROKE, lang, mark="!"), visible(path, _PATH))
    told = check.feedback
    parts = [words.REASONS[check.reason].in_(lang) if check.reason else ""]
    line = None
    if told is not None:
        parts = [told.summary.in_(lang)]
        parts += [each.in_(lang) for each in (told.meaning, told.question) if each]
        if told.where is not None and path.endswith(f"/{told.where.file}"):
            line = told.where.line
        elif told.where is not None:  # a cell of a notebook: it has lines, the file has others
            where = words.say(words.YOUR_LINE, lang, line=told.where.line, file=told.where.file)
            parts.insert(1, where)
    message = visible_lines("\n".join(part for part in parts if part), _MESSAGE, lang)
    return Annotation("error", title, message, visible(path, _PATH), line)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
