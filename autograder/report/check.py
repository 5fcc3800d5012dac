"""What a student sees who checks their own work: one line for each unit, then the one thing to look at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text as RichText

from autograder.course import Unit
from autograder.report.escape import visible_lines
from autograder.report.paper import Paper
from autograder.report.summary import Outcome, look_first, outcome, points_text
from autograder.report.terminal import first_feedback
from autograder.results import CheckResult, Lang, Text

_EGG_CHARACTERS, _EGG_LINES = 8000, 60

FUNCTION_PASSES = Text(en="All public checks of {function} pass.", zh="{function} 的公开检查全部通过。")
ALL_PASS = Text(en="All public checks of {unit} pass.", zh="{unit} 的公开检查全部通过。")
MORE_LATER = Text(
    en="When it is graded, hidden checks look at other inputs as well: {points} more points.",
    zh="评分时还有隐藏检查，会用别的输入来测试：另有 {points} 分。",
)
THE_TASK = Text(
    en="Nothing is written yet, so the first check fails: that is the task.",
    zh="还没有写代码，所以第一个检查不通过：这正是你的任务。",
)
MISSING = Text(
    en="{file} is not there. `autograder reset {unit}` puts the starter back.",
    zh="找不到 {file}。运行 `autograder reset {unit}` 可以找回初始文件。",
)
HINT = Text(
    en="Stuck? `{command}` gives a hint. Hints cost nothing.",
    zh="卡住了？运行 `{command}` 看提示，不扣分。",
)
SEE_HELP = Text(
    en="This error is explained in {place}, under “Help, I get …”.",
    zh="这个错误在 {place} 的“遇到报错怎么办”里有说明。",
)
OF = Text(en="{passed} of {total} checks pass", zh="{total} 个检查通过了 {passed} 个")


@dataclass(frozen=True)
class Checked:
    """What came of the public checks of one unit."""

    unit: Unit
    rows: tuple[CheckResult, ...]
    hidden_points: float
    egg: str | None = None  # what it printed; once everything passes
    function: str | None = None  # if only its checks were run
    missing: str = ""  # the file's name, if there is none
    helps: Mapping[Lang, str] = field(default_factory=dict)  # where the handouts explain the first error, "u04.md:112"

    @property
    def passed(self) -> bool:
        """Whether all checks pass."""
        return all(outcome(row) is Outcome.PASSED for row in self.rows)


def show_checked(
    checked: Sequence[Checked], titles: Mapping[str, Text], lang: Lang, console: Console, *, in_cells: bool = False
) -> None:
    """Print it. Of several units the first that does not pass is shown in full."""
    paper = Paper(lang, console, in_cells=in_cells)
    for one in checked:
        paper.print(_line(one, paper))
    for one in checked:
        if one.passed and (one.egg or len(checked) == 1):
            _celebrate(one, paper, console)
    first = next((one for one in checked if not one.passed), None)
    if first is None:
        return
    console.print()
    if first.missing:
        paper.print(paper.prose(paper.say(MISSING, file=first.missing, unit=first.unit.short), "bold yellow"))
        return
    row = look_first(first.rows)
    if row is not None:
        if all(outcome(each) is Outcome.NOT_ATTEMPTED for each in first.rows):
            paper.print(paper.prose(paper.say(THE_TASK)))
            console.print()
        first_feedback(row, titles, lang, console)
        if lang in first.helps:
            console.print()
            paper.print(paper.prose(paper.say(SEE_HELP, place=first.helps[lang])))
    console.print()
    paper.print(paper.prose(paper.say(HINT, command=paper.command("hint", first.unit.short, first.function)), "dim"))


def _line(one: Checked, paper: Paper) -> RichText:
    passed = sum(outcome(row) is Outcome.PASSED for row in one.rows)
    worst = Outcome.PASSED if one.passed else outcome(look_first(one.rows) or one.rows[0])
    text = paper.text(f"{paper.marks[worst]} ", "green" if one.passed else "yellow")
    text.append(f"{one.unit.short}  {paper.say(one.unit.title)}   ", "bold")
    text.append(paper.say(OF, passed=passed, total=len(one.rows)), "dim")
    return text


def _celebrate(one: Checked, paper: Paper, console: Console) -> None:
    console.print()
    if one.egg:
        paper.print(paper.prose(visible_lines(one.egg, _EGG_CHARACTERS, paper.lang, lines=_EGG_LINES)))
        console.print()
    if one.function is not None:
        paper.print(paper.prose(paper.say(FUNCTION_PASSES, function=one.function), "bold green"))
        return
    paper.print(paper.prose(paper.say(ALL_PASS, unit=one.unit.short), "bold green"))
    if one.hidden_points:
        paper.print(paper.prose(paper.say(MORE_LATER, points=points_text(one.hidden_points)), "dim"))
