"""`autograder start [UNIT]`: the handout, the file, and what to do."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.desk import desk_option, find_desk_units, open_desk
from autograder.cli.options import lang_option
from autograder.course.desk import Progress, next_unit
from autograder.report.handout import handout_page, show_handout
from autograder.report.paper import Paper
from autograder.results import Lang, Text

ALL_DONE = Text(
    en="You have done everything there is. `autograder start UNIT` opens a unit again.",
    zh="全部完成了。想重看某个单元，请运行 `autograder start UNIT`。",
)
OPENED = Text(en="The handout is open in your browser: {page}", zh="讲义已在浏览器中打开：{page}")
HEAD = Text(en="{unit}  {title}   {minutes} minutes", zh="{unit}  {title}   {minutes} 分钟")
READ = Text(en="1. Read   {handout}", zh="1. 阅读  {handout}")
WRITE = Text(en="2. Write  {file}", zh="2. 编写  {file}")
CHECK = Text(
    en="3. Check  autograder check {unit}   or at every save: autograder watch {unit}",
    zh="3. 检查  autograder check {unit}   每次保存都检查：autograder watch {unit}",
)
THE_TASK = Text(en="The first run fails: that is your task.", zh="第一次运行不会通过：这正是你的任务。")


@click.command()
@click.argument("unit_name", metavar="[UNIT]", required=False)
@click.option("--browser", is_flag=True, help="Show the handout in the browser, with its picture, instead of here.")
@desk_option
@lang_option
def command(unit_name: str | None, browser: bool, folder: Path | None, lang: Lang) -> None:
    """Open UNIT, or the next one that is not done: its handout, its file, and what to do with it."""
    released = open_desk(folder)
    course = released.course
    paper = Paper(lang, Console())
    if unit_name is None:
        unit = next_unit(course.units, Progress.read(course.path))
        if unit is None:
            paper.print(paper.prose(paper.say(ALL_DONE)))
            return
    else:
        unit = next(iter(find_desk_units(released, [unit_name])))
    handout = unit.handouts[lang]
    if browser and handout.is_file():
        page = handout_page(handout, unit.title.in_(lang), lang)
        webbrowser.open(page.as_uri())
        paper.print(paper.prose(paper.say(OPENED, page=page)))
        paper.print("")
    elif handout.is_file():
        show_handout(handout.read_text("utf-8", "replace"), paper)
    title = paper.say(unit.title)
    paper.print(paper.label(HEAD, "bold cyan", unit=unit.short, title=title, minutes=unit.minutes))
    for label, values in (
        (READ, {"handout": os.path.relpath(handout)}),
        (WRITE, {"file": os.path.relpath(unit.solution_path)}),
        (CHECK, {"unit": unit.short}),
    ):
        paper.print(paper.prose(paper.say(label, **values)))
    paper.print("")
    paper.print(paper.label(THE_TASK, "bold"))
