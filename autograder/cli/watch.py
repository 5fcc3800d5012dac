"""`autograder watch [UNIT]`: checks at every save, and listens to keys meanwhile."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from queue import Empty, Queue

import click

from autograder.cli.desk import CHECKS_CHANGED, check_unit, desk_option, find_desk_units, open_desk
from autograder.cli.keys import Keys
from autograder.cli.options import give_up, lang_option
from autograder.course import Unit
from autograder.course.desk import Progress, next_unit
from autograder.course.released import Released
from autograder.results import Lang, Text

STEP_MS, DEBOUNCE_MS = 10, 50  # of quiet after a save; at the most, while a file is written and written again

STARTING = Text(en="One moment ...", zh="请稍候……")
WATCHING = Text(en="Watching {file}", zh="正在关注 {file}")
KEYS = Text(
    en="[h] hint  [n] next unit  [l] list  [z] 中文  [q] quit",
    zh="[h] 提示  [n] 下一单元  [l] 列表  [z] English  [q] 退出",
)
STOP = Text(en="Ctrl-C ends it.", zh="按 Ctrl-C 结束。")
ALL_DONE = Text(en="Every unit is done.", zh="所有单元都完成了。")
BYE = Text(en="See you.", zh="再见。")

QUIT = "q"


@click.command()
@click.argument("unit_name", metavar="[UNIT]", required=False)
@desk_option
@lang_option
def command(unit_name: str | None, folder: Path | None, lang: Lang) -> None:
    """Check a unit whenever its file is saved: UNIT, or the next one that is not done.

    Saving another unit's file goes on with that one. Keys: h hint, n next unit, l list, z language, q quit.
    """
    released = open_desk(folder)
    units = released.course.units
    if unit_name is not None:
        unit = next(iter(find_desk_units(released, [unit_name])))
    else:
        unit = next_unit(units, Progress.read(released.course.path)) or units[0]
    events: Queue[Unit | str] = Queue()
    stop = threading.Event()
    threading.Thread(target=_report_saves, args=(units, events, stop), daemon=True).start()
    try:
        with Keys(events.put) as keys:
            Watch(released, unit, lang, keys.available).run(events)
    except KeyboardInterrupt:
        click.echo()
    finally:
        stop.set()


class Watch:
    """What is on the screen: one unit, in one language."""

    def __init__(self, released: Released, unit: Unit, lang: Lang, has_keys: bool) -> None:
        from rich.console import Console

        from autograder.report.paper import Paper

        self._released = released
        self._unit = unit
        self._has_keys = has_keys
        self._paper = Paper(lang, Console())
        self._seen: tuple[Unit, Lang, bytes | None] | None = None

    def run(self, events: Queue[Unit | str]) -> None:
        """Check, then answer saves and keys, until the one that ends it."""
        self._print(STARTING)
        from autograder.grading.engine import warm_engine

        with warm_engine(confine=False) as engine:
            from autograder.grading.collect import CollectionError
            from autograder.grading.desk import Desk

            try:
                self._desk = Desk(self._released, self._released.course.units, engine)
            except CollectionError as problem:
                give_up(f"{problem}\n{CHECKS_CHANGED}")
            self._check()
            while True:
                event = events.get()
                saved: Unit | None = None
                while not isinstance(event, str):  # of several saves at once, the last one counts
                    saved = event
                    try:
                        event = events.get_nowait()
                    except Empty:
                        break
                if saved is not None:
                    self._unit = saved
                    self._check()
                if isinstance(event, str) and not self._key(event):
                    return

    def _key(self, key: str) -> bool:
        """Answer a key; False for the one that ends it."""
        if key == QUIT:
            self._print(BYE)
            return False
        if key == "h":
            from autograder.cli.hint import show_hint

            self._paper.print("")
            show_hint(self._released, self._unit, self._unit.solution_path, self._paper)
        elif key == "n":
            course = self._released.course
            unit = next_unit(course.units, Progress.read(course.path), after=self._unit)
            if unit is None:
                self._print(ALL_DONE)
            else:
                self._unit = unit
                self._check(again=True)
        elif key == "l":
            from autograder.report.progress import course_map

            course = self._released.course
            self._paper.print("")
            for line in course_map(course, Progress.read(course.path), date.today(), self._paper):
                self._paper.print(line)
        elif key == "z":
            from autograder.report.paper import Paper

            self._paper = Paper("en" if self._paper.lang == "zh" else "zh", self._paper.console)
            self._check(again=True)
        elif key in ("\r", "\n", " "):
            self._check(again=True)
        return True

    def _check(self, *, again: bool = False) -> None:
        """Check the unit, unless its file is as it was; the screen shows nothing else afterwards."""
        from autograder.report.check import show_checked

        unit, lang = self._unit, self._paper.lang
        seen = unit, lang, _content(unit.solution_path)
        if seen == self._seen and not again:
            return
        self._seen = seen
        checked = check_unit(self._desk, self._released, unit, unit.solution_path)
        console = self._paper.console
        console.clear()
        show_checked([checked], {unit.id: unit.title}, lang, console)
        self._print(WATCHING, file=os.path.relpath(unit.solution_path))
        self._print(KEYS if self._has_keys else STOP)

    def _print(self, label: Text, **values: object) -> None:
        self._paper.print(self._paper.prose(self._paper.say(label, **values), "dim"))


def _report_saves(units: Sequence[Unit], events: Queue[Unit | str], stop: threading.Event) -> None:
    """Put each unit whose file was written, renamed to or deleted, until `stop`.

    Folders are watched, not files: many editors write another file and rename it.
    """
    from watchfiles import watch

    names = {unit.solution_path.resolve(): unit for unit in units}
    folders = {path.parent for path in names}
    for changes in watch(
        *folders, recursive=False, step=STEP_MS, debounce=DEBOUNCE_MS, stop_event=stop, rust_timeout=500,
        raise_interrupt=False,
    ):  # fmt: skip
        for _, changed in sorted(changes):
            unit = names.get(Path(changed))
            if unit is not None:
                events.put(unit)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
