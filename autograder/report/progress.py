"""A map of the course in a terminal: what is done, what is next, how many minutes there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.text import Text as RichText

from autograder.course import Course, Unit
from autograder.course.desk import Progress, next_unit
from autograder.report.paper import Paper
from autograder.report.summary import Outcome
from autograder.results import Text

HEAD = Text(
    en="{done} of {units} units, about {minutes} of {all_minutes} minutes",
    zh="{units} 个单元完成了 {done} 个，约 {minutes}/{all_minutes} 分钟",
)
MINUTES = Text(en="{minutes} min", zh="{minutes} 分钟")
PASSING = Text(en="{passing} of {total} checks pass", zh="{total} 个检查通过了 {passing} 个")
NEXT = Text(en="next: {command}", zh="下一个：{command}")
ALL_DONE = Text(en="You have done everything there is.", zh="全部完成了。")
IN_A_ROW = Text(en="You have been here {days} days in a row.", zh="你已经连续 {days} 天在学了。")

_ENOUGH = 2  # days that make a row


def course_map(course: Course, progress: Progress, today: date, paper: Paper) -> Iterator[RichText]:
    """The lines of the map: a heading for each assignment, a line for each unit, and what is next."""
    coming = next_unit(course.units, progress)
    width = max(len(unit.short) for unit in course.units)
    titles = {unit.key: paper.text(paper.say(unit.title)) for unit in course.units}
    room = max(title.cell_len for title in titles.values())
    for assignment in course.assignments:
        yield _heading(assignment.title, assignment.units, progress, paper)
        for unit in assignment.units:
            done = progress.is_done(unit.key)
            mark = paper.marks[Outcome.PASSED] if done else paper.arrow if unit == coming else paper.dot
            line = paper.text(f"  {mark} ", "green" if done else "bold cyan" if unit == coming else "dim")
            style = "bold" if unit == coming else "" if done else "dim"
            line.append(f"{unit.short:<{width}}  ", style)
            line.append(paper.say(unit.title), style)
            line.append(" " * (room - titles[unit.key].cell_len + 2))
            line.append(f"{paper.say(MINUTES, minutes=unit.minutes):>7}", "dim")
            passing, total = progress.found.get(unit.key, (0, 0))
            if passing and not done:
                line.append(f"   {paper.say(PASSING, passing=passing, total=total)}", "dim")
            yield line
        yield RichText("")
    yield (
        paper.label(ALL_DONE, "bold green")
        if coming is None
        else paper.label(NEXT, "bold", command=_next(coming, paper))
    )
    days = progress.days_in_a_row(today)
    if days >= _ENOUGH:
        yield paper.label(IN_A_ROW, "dim", days=days)


def _next(unit: Unit, paper: Paper) -> str:
    return f"{unit.id}.ipynb" if paper.in_cells else paper.command("start", unit.short)


def _heading(title: Text, units: tuple[Unit, ...], progress: Progress, paper: Paper) -> RichText:
    done = [unit for unit in units if progress.is_done(unit.key)]
    line = paper.label(title, "bold cyan")
    told = paper.say(
        HEAD,
        done=len(done),
        units=len(units),
        minutes=sum(unit.minutes for unit in done),
        all_minutes=sum(unit.minutes for unit in units),
    )
    line.append(f"   {told}", "dim")
    return line
