"""What `autograder bench` shows in a terminal: a table, and beside it a dot on a scale for each row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text as RichText

from autograder.course import Unit
from autograder.grading.slowness import number
from autograder.report.paper import Paper
from autograder.results import Text

if TYPE_CHECKING:
    from autograder.grading.bench import Timed

LABEL = 18
TIME = 9
WIDE, NARROW = 26, 8  # columns of the scale, as the place allows
AGAINST = Text(en="{function} against {baseline}", zh="{function}，对比 {baseline}")
THE_LOOP = Text(en="slow version", zh="慢版本")
YOURS = Text(en="yours", zh="你的版本")
YOURS_ON = Text(en="yours, on {device}", zh="你的版本（{device}）")
LARGE = Text(en="large, on {device}", zh="大输入（{device}）")
PUBLISHED = Text(en="the course's own", zh="课程的版本")
TIMES = Text(en="{middle}{times}", zh="{middle} 倍")
TIMES_CPU = Text(en="{middle}{times} the CPU", zh="CPU 的 {middle} 倍")
AROUND = Text(en="({low} to {high})", zh="({low}–{high})")
PROBLEMS = {
    "not_written": Text(
        en="{function} is not written yet: there is nothing to measure.", zh="{function} 还没有写，没有可以测量的。"
    ),
    "wrong": Text(
        en="{function} does not give the answers of the slow version: `autograder check {unit}` says where.",
        zh="{function} 的答案和慢版本不一样：用 `autograder check {unit}` 看看差在哪里。",
    ),
    "": Text(en="{function} could not be measured: {why}", zh="无法测量 {function}：{why}"),
}
FOOT = Text(
    en="How many times as fast as the slow version; in brackets where the truth lies with 99 %. Times are CPU seconds "
    "of one thread, for one call. The course's own was measured where the course was made.",
    zh="速度是慢版本的几倍；括号里是 99% 的置信区间。时间是一次调用的单线程 CPU 时间。"
    "课程的版本是在制作课程的机器上测得的。",
)
FOOT_DEVICE = Text(
    en="Rows with {device} are measured by the clock on the wall, without the copies to the device and back.",
    zh="标有 {device} 的行按实际时间测量，不含往返设备的拷贝。",
)
_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


def bench_lines(unit: Unit, rows: Sequence[Timed], paper: Paper) -> Iterator[RichText]:
    """A heading with the slow version, and below it a row for each comparison; rows of one function stand together."""
    functions = list(dict.fromkeys(row.function for row in rows))
    yield paper.text(f"{unit.short}  {paper.say(unit.title)}", "bold cyan")
    for function in functions:
        mine = [row for row in rows if row.function == function]
        info = unit.bench[function]
        yield paper.text(f"  {paper.say(AGAINST, function=function, baseline=info.baseline)}", "bold")
        done = [row for row in mine if not row.problem]
        if done:
            results = [_told(paper, row) for row in done]
            scale = _Scale(
                [1.0, info.published, *(row.middle * side for row in done for side in (0.8, 1.25))],
                min(max(paper.console.width - 4 - LABEL - TIME - 4 - max(map(cell_len, results)), NARROW), WIDE),
            )
            yield _row(paper, paper.say(THE_LOOP), done[0].seconds[1], scale.dot(1.0, paper), "dim")
            for row, times in zip(done, results, strict=True):
                drawn = scale.interval(row.low, row.middle, row.high, paper)
                yield _row(paper, _label(paper, row), row.seconds[0], f"{drawn:<{scale.width}}  {times}")
            drawn = f"{scale.dot(info.published, paper):<{scale.width}}"
            middle = paper.say(TIMES, middle=number(info.published), times=paper.times)
            yield _row(paper, paper.say(PUBLISHED), None, f"{drawn}  {middle}", "dim")
            yield _row(paper, "", None, scale.axis(), "dim")
        for row in mine:
            if row.problem:
                label = PROBLEMS.get(row.problem, PROBLEMS[""])
                told = paper.say(label, function=function, unit=unit.short, why=row.problem)
                yield paper.text(f"    {told}", "yellow")


def _label(paper: Paper, row: Timed) -> str:
    label = LARGE if row.large else YOURS if row.device is None else YOURS_ON
    return paper.say(label, device=row.device)


def _told(paper: Paper, row: Timed) -> str:
    times = paper.say(TIMES_CPU if row.large else TIMES, middle=number(row.middle), times=paper.times)
    return f"{times} {paper.say(AROUND, low=number(row.low), high=number(row.high))}"


def _row(paper: Paper, label: str, seconds: float | None, rest: str, style: str = "") -> RichText:
    label = "    " + label + " " * max(LABEL - cell_len(label), 1)
    time = "" if seconds is None else duration(seconds)
    return paper.text(f"{label}{time:>{TIME}}  {rest}".rstrip(), style)


def duration(seconds: float) -> str:
    """Three digits and a unit."""
    for size, name in _UNITS:
        if seconds >= size:
            return f"{seconds / size:.3g} {name}"
    return f"{seconds / 1e-6:.2g} µs"


class _Scale:
    """From a ratio to a column, logarithmic."""

    def __init__(self, ratios: Sequence[float], width: int) -> None:
        self.width = width
        logs = [math.log(max(each, 1e-3)) for each in ratios]
        self._low = min(logs)
        self._size = max(max(logs) - self._low, 1e-6)

    def _column(self, ratio: float) -> int:
        place = (math.log(max(ratio, 1e-3)) - self._low) / self._size
        return round(min(max(place, 0.0), 1.0) * (self.width - 1))

    def dot(self, ratio: float, paper: Paper) -> str:
        return " " * self._column(ratio) + ("○" if paper.has_unicode else "o")

    def interval(self, low: float, middle: float, high: float, paper: Paper) -> str:
        line, dot = ("─", "●") if paper.has_unicode else ("-", "*")
        begin, at, end = (self._column(each) for each in (low, middle, high))
        return " " * begin + line * (at - begin) + dot + line * (end - at)

    def axis(self) -> str:
        """The powers of ten that there is room for."""
        cells = [" "] * (self.width + 4)
        for exponent in range(-3, 7):
            ratio = 10.0**exponent
            if self._low - 1e-9 <= math.log(ratio) <= self._low + self._size + 1e-9:
                told = number(ratio)
                at = self._column(ratio)
                if "".join(cells[max(at - 1, 0) :]).strip():
                    continue  # no room beside the last one
                cells[at : at + len(told)] = told
        return "".join(cells).rstrip()
