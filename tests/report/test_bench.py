"""The table of `autograder bench`: whatever is measured, a row stays a row."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.course import Unit
from autograder.course.model import BenchInfo
from autograder.grading.bench import Timed
from autograder.report.bench import bench_lines
from autograder.report.paper import Paper
from autograder.results import Lang

SURE = Timed("double", seconds=(7e-6, 1.67e-3), low=271.0, middle=279.0, high=288.0)
UNSURE = replace(SURE, low=30.9, high=2515.0)
LARGE = replace(SURE, device="cuda", large=True, low=1234.0, middle=25_300.0, high=251_000.0)


def printed(unit: Unit, lang: Lang, *rows: Timed) -> list[str]:
    unit = replace(unit, bench={"double": BenchInfo(baseline="double_loop", inputs=((400,),), published=250, large=())})
    paper = Paper(lang, Console(file=io.StringIO(), width=80, color_system=None))
    for line in bench_lines(unit, rows, paper):
        paper.print(line)
    assert isinstance(paper.console.file, io.StringIO)
    return paper.console.file.getvalue().splitlines()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("row", [SURE, UNSURE, replace(UNSURE, device="cuda"), LARGE])
def test_a_wide_interval_takes_its_room_from_the_scale(u04: Unit, lang: Lang, row: Timed) -> None:
    lines = printed(u04, lang, SURE, row)
    assert len(lines) == 2 + 5  # headings; slow version, twice what was measured, the course's own, the axis
    assert max(map(cell_len, lines)) <= 80
    assert lines[4].endswith(("288)", "2,515)", "251,000)", "2,515）", "251,000）", "288）"))
