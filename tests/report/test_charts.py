"""Charts: small, the same for the same numbers, and with nothing in them that a page would not want."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from autograder.report.charts import Chart, Series, columns, histogram, stacked
from autograder.report.class_sections import on_chart
from autograder.results import Text

DONE, OPEN = Series(Text(en="done", zh="完成"), "good"), Series(Text(en="open", zh="进行中"), "none")
BARS = [Text(en="one <b>", zh="第一"), Text(en="two", zh="第二")]


def drawn() -> list[Chart]:
    return [
        stacked(BARS, [(3, 4), (0, 7)], [DONE, OPEN]),
        histogram(["0", "5", "10"], [4, 0]),
        columns(BARS, [2, 9], ["good", "late"], [(Text(en="both", zh="都是"), 0, 1)]),
    ]


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter("text")]


def test_the_same_numbers_give_the_same_bytes_in_every_process() -> None:
    program = "from tests.report.test_charts import drawn; print([c.in_('en', 'said') for c in drawn()])"
    told = {subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout for _ in range(2)}
    assert told == {f"{[chart.in_('en', 'said') for chart in drawn()]}\n".encode()}


def test_texts_are_text_in_the_language_asked_for_and_escaped() -> None:
    bars, spread, upright = drawn()
    assert texts(bars.in_("en", "")) == ["3", "4", "one <b>", "7", "two"]
    assert "第一" in texts(bars.in_("zh", ""))
    assert texts(spread.in_("en", "")) == ["4", "0", "5", "10"]
    assert texts(upright.in_("zh", "")) == ["2", "第一", "9", "第二", "都是"]


def test_a_text_that_looks_like_a_token_is_a_text() -> None:
    label = Text(en="@1@ @said@", zh="@said@")
    svg = stacked([label, BARS[1]], [(3, 4), (0, 7)], [DONE, OPEN]).in_("en", "@0@")
    assert "@1@ @said@" in texts(svg)
    assert ElementTree.fromstring(svg).get("aria-label") == "@0@"


def test_a_chart_has_one_text_alternative() -> None:
    for chart in drawn():
        svg = ElementTree.fromstring(chart.in_("en", 'a "quoted" <text>'))
        assert (svg.get("role"), svg.get("aria-label")) == ("img", 'a "quoted" <text>')


def test_a_chart_holds_shapes_and_texts_with_classes_and_nothing_else() -> None:
    for chart in drawn():
        svg = ElementTree.fromstring(chart.in_("en", "said"))
        assert {one.tag for one in svg.iter()} <= {"svg", "path", "text"}
        assert {name for one in svg for name in one.attrib} <= {"class", "d", "x", "y"}
        assert not re.search(r"#\d{6}|style|\d\.\d\d", chart.svg), "no colours, no styles, short numbers"
        assert len(chart.svg) < 1500


def test_a_bar_is_as_long_as_its_number() -> None:
    svg = ElementTree.fromstring(stacked(BARS, [(30, 10), (20, 20)], [DONE, OPEN]).in_("en", ""))
    spans = []
    for path in svg.iter("path"):
        across = [float(x) for x in re.findall(r"[ML] (-?[\d.]+)", path.get("d") or "")]
        spans.append(max(across) - min(across))
    assert [round(span / spans[1]) for span in spans] == [3, 1, 2, 2]


def test_nothing_to_draw_is_no_chart() -> None:
    assert columns([], [], []).svg == histogram([], []).svg == stacked([], [], [DONE]).svg == ""


def test_zeros_only_are_drawn_without_bars() -> None:
    assert texts(stacked(BARS, [(0, 0), (0, 0)], [DONE, OPEN]).in_("en", "")) == ["one <b>", "two"]


def test_a_label_is_cut_to_its_room_and_chinese_takes_twice_as_much() -> None:
    assert on_chart("u04 Broadcasting", 17) == "u04 Broadcasting"
    assert on_chart("u01 Rank, axes, shape", 17) == "u01 Rank, axes, s…"
    assert on_chart("改变形状与增减轴", 9) == "改变形状…"
