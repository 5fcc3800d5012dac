"""Proves a unit: its solution gets all points, its starter none, each mistake loses points and is named by its own
message, old answers are worth nothing, and nothing of the solution reaches students.

An author runs it after every change; `.ci/run` runs it for the whole course.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from autograder.course import CheckInfo, Course, MistakeInfo, Unit
from autograder.course.handout import find_help
from autograder.grading.engine import USED
from autograder.grading.exchange import Row
from autograder.grading.imports import missing_imports
from autograder.grading.intake import Refusal, Submitted, notebook_of, take_bytes
from autograder.grading.run import UnitRun
from autograder.grading.source import Source
from autograder.grading.subjects import Parrot, Recorder, StandIn, Subject, Without
from autograder.grading.submission import Bench
from autograder.release.pictures import draw_picture
from autograder.release.restyle import restyled
from autograder.release.starter import cut_starter, solution_lines
from autograder.release.tree import unit_notebook
from autograder.results import LANGS, CheckResult, Lang, Reason, Status

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
SECRETS = (b"verify: the first secret", b"verify: the second secret")


@dataclass(frozen=True)
class Proof:
    """One thing that was to be proven about a unit, and the reasons why it is not."""

    unit: str
    what: str
    problems: tuple[str, ...]
    detail: str = ""  # what was seen, e.g. "12 mistakes"

    @property
    def holds(self) -> bool:
        """Whether it is proven."""
        return not self.problems


def verify_unit(bench: Bench, unit: Unit) -> Iterator[Proof]:
    """Every proof for one unit, as it is done."""
    unit_proofs = UnitProofs(bench, unit)
    for what, prove in unit_proofs.all().items():
        problems, detail = prove()
        yield Proof(unit.key, what, tuple(problems), detail)


Found = tuple[list[str], str]  # problems, detail


class UnitProofs:
    """The proofs of one unit."""

    def __init__(self, bench: Bench, unit: Unit) -> None:
        self._bench = bench
        self._unit = unit
        self._solution = unit.solution_path.read_text("utf-8")
        self._source = Source.parse(self._solution, "solution.py")
        self._starter = cut_starter(self._solution, unit)
        self._not_called: dict[str, frozenset[str]] = {}  # by function
        self._raised: dict[str, str] = {}  # what a mistake raises in a public check: the mistake

    def all(self) -> dict[str, Callable[[], Found]]:
        """By name, in the order in which an author wants to read them."""
        if missing := missing_imports(self._unit):
            told = f"needs {', '.join(missing)}, which is not installed here: `pip install {' '.join(missing)}`"
            return {"what it needs": lambda: ([told], "")}
        return {
            "starter": self.starter,
            "solution": self.solution,
            "float64": self.float64,
            "mistakes": self.mistakes,
            "old answers": self.old_answers,
            "languages": self.languages,
            "help": self.help,
            "picture": self.picture,
            "notebook": self.notebook,
            "nothing leaks": self.nothing_leaks,
        }

    # ------------------------------------------------------------------ what students hand in

    def starter(self) -> Found:
        """The untouched starter: every check `not_attempted`, 0 points, no traceback."""
        rows = [row.result for row in self._bench.rows(self._unit, take_bytes(self._starter.encode()))]
        problems = [
            f"{row.check}: {row.status} ({row.reason}) for the starter, not_attempted was expected"
            for row in rows
            if row.status is not Status.FAILED or row.reason is not Reason.NOT_ATTEMPTED
        ]
        problems += [f"{row.check}: gives {row.points:g} points for the starter" for row in rows if row.points]
        problems += [
            f"{row.check}: shows a traceback" for row in rows if row.feedback and "Traceback" in str(row.feedback)
        ]
        return problems, f"{len(rows)} checks, 0 points"

    def solution(self) -> Found:
        """The solution in jails gets all points, with two secrets; the second time as students would write it."""
        problems: list[str] = []
        total = 0.0
        handed_in = {
            "the solution": self._solution,
            "the solution with prints, warnings, extras": restyled(self._solution),
        }
        for secret, (who, text) in zip(SECRETS, handed_in.items(), strict=True):
            rows = [row.result for row in self._bench.rows(self._unit, take_bytes(text.encode()), secret=secret)]
            problems += [_failed(row, who) for row in rows if row.status is not Status.PASSED]
            total = sum(row.max_points for row in rows)
        return problems, f"{total:g} points, {len(SECRETS)} secrets"

    def notebook(self) -> Found:
        """The solution as a notebook gets all points, and the starter none; races are run elsewhere."""
        problems: list[str] = []
        races = [check.name for check in self._bench.checks[self._unit.key] if "race" in check.fixtures]
        for who, text, wanted in (
            ("starter", self._starter, Reason.NOT_ATTEMPTED),
            ("solution", self._solution, None),
        ):
            handed_in, chinese = (self._as_notebook(lang, text) for lang in LANGS)
            if handed_in != chinese:
                problems.append(f"the {who} stands for different code in the English and the Chinese notebook")
            rows = [row.result for row in self._bench.rows(self._unit, handed_in, races)]
            problems += [
                f"{row.check}: {row.status} ({row.reason}) for the {who}" for row in rows if row.reason != wanted
            ]
        return problems, "the solution all points, the starter none"

    def _as_notebook(self, lang: Lang, text: str) -> Submitted | Refusal:
        course = Course(self._unit.path.parents[1], self._unit.title, ())
        made = unit_notebook(course, self._unit, lang, text).encode()
        return notebook_of(made, f"{self._unit.id}.ipynb", self._unit)

    def float64(self) -> Found:
        """Checks of the functions that the unit names hold when inputs are drawn in float64."""
        checks = [check for check in self._bench.checks[self._unit.key] if check.info.of in self._unit.float64]
        run = self._run(StandIn(self._bench.engine, self._unit, self._source), SECRETS[0])
        run.checks, run.dtype = checks, torch.float64
        rows = [row.result for row in run.rows()]
        problems = [_failed(row, "the solution in float64") for row in rows if row.status is not Status.PASSED]
        return problems, f"{len(checks)} checks" if checks else "not asked for"

    def mistakes(self) -> Found:
        """Each mistake loses points and is named, with two secrets; what it is told holds no hidden number.

        Checks are left out in which the mistaken function is not called, whatever it would do.
        """
        problems: list[str] = []
        for mistake in self._unit.mistakes:
            for secret in SECRETS:
                problems += self._mistake(mistake, secret)
        return list(dict.fromkeys(problems)), f"{len(self._unit.mistakes)} mistakes named"

    def _mistake(self, mistake: MistakeInfo, secret: bytes) -> Iterator[str]:
        run = self._run(StandIn(self._bench.engine, self._unit, self._source, mistake), secret)
        done: frozenset[str] = frozenset()
        if secret == SECRETS[0]:
            done = self._never_call(mistake.of)
        else:
            run.checks = [check for check in run.checks if self._exercises(check.info, mistake.of)]
        results = final_rows(run.rows(done))
        failed = [row for row in results if row.status is not Status.PASSED]
        where = f"{mistake.id} (mistakes.py:{mistake.line})"
        if not failed:
            yield f"{where}: passes every check. Add one that it fails, or take it out"
        for row in failed:
            if row.status is Status.ERROR:
                yield f"{where}: {row.check} is an error of the check itself"
            elif row.function != mistake.of and mistake.of not in self._source.builds_on(str(row.function)):
                yield f"{where}: {row.check} exercises {row.function}, and fails though only {mistake.of} is wrong"
        named = {row.mistake for row in failed if row.function == mistake.of and row.reason is not Reason.BLOCKED}
        if failed and named != {mistake.id}:
            others = ", ".join(sorted(str(name) for name in named))
            yield f"{where}: is recognised as {others}. Write a check in which the two answer differently"
        for row in failed:
            yield from (f"{where}: {problem}" for problem in _tells_too_much(row, run))
            own_words = mistake.raises is not None and re.search(mistake.raises, "") is not None
            if (
                row.reason is Reason.RAISED
                and not (row.hidden or own_words)
                and row.feedback
                and row.feedback.came_back
            ):
                self._raised.setdefault(row.feedback.came_back, mistake.id)

    def _never_call(self, function: str) -> frozenset[str]:
        """The checks of other functions that the solution passes without this one, with the first secret.

        None of the function's mistakes can make a difference to them, and they draw the same inputs each time.
        """
        if function not in self._not_called:
            run = self._run(Without(self._bench.engine, self._unit, self._source, function=function), SECRETS[0])
            run.checks = [check for check in run.checks if not self._exercises(check.info, function)]
            passed = {row.check for row in final_rows(run.rows()) if row.status is Status.PASSED}
            self._not_called[function] = frozenset(passed - run.checks_that_met(USED))
        return self._not_called[function]

    def _exercises(self, check: CheckInfo, function: str) -> bool:
        return check.of == function or function in self._source.builds_on(check.of)

    def old_answers(self) -> Found:
        """Answers recorded under another secret are worth nothing in hidden checks."""
        recorder = Recorder(StandIn(self._bench.engine, self._unit, self._source))
        list(self._run(recorder, SECRETS[0]).rows())
        parrot = Parrot(self._source, recorder.recording)
        rows = final_rows(self._run(parrot, SECRETS[1]).rows())
        hidden = [row for row in rows if row.hidden]
        problems = [
            f"{row.check}: old answers pass it. Draw its inputs, or say under [verify] replayable why that is right"
            for row in hidden
            if row.status is Status.PASSED and row.check.partition("[")[0] not in self._unit.replayable
        ]
        problems += [
            f"{name}: listed as replayable, but old answers do not pass it. Take it out of [verify] replayable"
            for name in self._unit.replayable
            if all(row.status is not Status.PASSED for row in hidden if row.check.partition("[")[0] == name)
        ]
        return problems, f"0 of {len(hidden)} hidden checks pass" if not problems else ""

    # ------------------------------------------------------------------ what students get

    def languages(self) -> Found:
        """Each check has a title in Chinese: its docstring. (What else is read in both languages, `load` looks at.)"""
        problems = [
            f"{check.name} ({check.path.name}:{check.line}): has no title in Chinese. "
            "Write what its name says as its docstring, in Chinese"
            for check in self._unit.checks
            if not HAN.search(check.zh)
        ]
        return problems, f"{len(self._unit.checks)} titles"

    def help(self) -> Found:
        """Both handouts explain each error that a mistake raises in a public check, under "Help, I get"."""
        problems = [
            f"{path.name}: no drop-down explains what {mistake} raises: {raised}"
            for path in self._unit.handouts.values()
            for raised, mistake in self._raised.items()
            if find_help(path.read_text("utf-8"), raised) is None
        ]
        return problems, f"{len(self._raised)} errors"

    def picture(self) -> Found:
        """The picture redraws byte for byte, and changes when the solution is changed."""
        if not (self._unit.path / "picture.py").exists():
            return [f"picture.py: missing in {self._unit.path.name}. Write `def draw(solution) -> str`"], ""
        drawn = draw_picture(self._unit)
        problems: list[str] = []
        stored = self._unit.path / "picture.svg"
        if not stored.exists() or stored.read_text("utf-8") != drawn:
            problems.append(
                f"{stored.name}: is not what picture.py draws. Write it anew: autograder picture {self._unit.key}"
            )
        if draw_picture(self._unit) != drawn:
            problems.append("picture.py: draws differently the second time. Draw nothing at random")
        if not any(_changes(self._unit, mistake, drawn) for mistake in self._unit.mistakes):
            problems.append(
                "picture.py: no mistake changes the picture. Take its numbers from the solution's functions"
            )
        return problems, f"{len(drawn) / 1024:.0f} kB"

    def nothing_leaks(self) -> Found:
        """No line of a solution's body stands in what students get."""
        lines = solution_lines(self._solution)
        given = {"starter": self._starter, "test_public.py": (self._unit.path / "test_public.py").read_text("utf-8")}
        given |= {path.name: path.read_text("utf-8") for path in self._unit.handouts.values()}
        given["hints"] = "\n".join(text.en + "\n" + text.zh for hints in self._unit.hints.values() for text in hints)
        given["messages"] = "\n".join("\n".join((*m.en, *m.zh)) for m in self._unit.mistakes)
        problems = [
            f"{name}: holds a line of the solution: {line}"
            for name, text in given.items()
            for line in sorted(lines)
            if line in text
        ]
        return problems, f"{len(lines)} lines looked for"

    def _run(self, subject: Subject, secret: bytes) -> UnitRun:
        return self._bench.run(self._unit, subject, secret)


def final_rows(rows: Iterator[Row]) -> list[CheckResult]:
    """The last row of each check."""
    return list({row.result.check: row.result for row in rows}.values())


def _failed(row: CheckResult, who: str) -> str:
    why = row.feedback.summary.en if row.feedback else ""
    return f"{row.check}: {who} gets {row.status} ({row.reason}). {why}"


def _changes(unit: Unit, mistake: MistakeInfo, drawn: str) -> bool:
    try:
        return draw_picture(unit, mistake) != drawn
    except Exception:  # a picture that cannot be drawn has noticed
        return True


def _tells_too_much(row: CheckResult, run: UnitRun) -> Iterator[str]:
    """Numbers of a hidden check's inputs or answers that stand in what the student is told."""
    if not row.hidden or row.feedback is None:
        return
    told = row.feedback
    if told.expected is not None or told.got_cells is not None or told.expected_cells is not None:
        yield f"{row.check} is hidden, but shows an expected value"
    texts = [told.summary.en, told.summary.zh, told.called or "", *told.arguments, told.came_back or ""]
    texts += [text.in_(lang) for text in (told.meaning, told.question) if text for lang in ("en", "zh")]
    shown = {float(number) for text in texts for number in re.findall(r"-?\d+\.\d+(?:e-?\d+)?", text)}
    if not shown:
        return
    drawn = _numbers(run.values_of(row.check))
    for number in sorted(shown):
        if any(abs(number - value) <= 1e-3 * abs(value) for value in drawn):
            yield f"{row.check} is hidden, but what is told holds the number {number:g} of its inputs or answers"


def _numbers(values: Sequence[object]) -> list[float]:
    found: list[float] = []
    for value in values:
        if isinstance(value, torch.Tensor):
            found += value.detach().double().flatten().tolist()
        elif isinstance(value, np.ndarray):
            found += value.astype(float).ravel().tolist()
        elif isinstance(value, float):
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found += _numbers(value)
    return found
