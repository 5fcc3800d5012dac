"""A race as students see it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from autograder.report.race_plot import race_plot, race_sentence
from tests.report.samples import race_of

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_each_pair_is_a_dot_and_each_step_a_line_that_says_whether_it_was_reached() -> None:
    root = parsed(race_plot(race_of("pairwise"), "en"))
    dots = [each for each in root.iter(f"{SVG}circle") if each.get("class") == "dot"]
    assert len(dots) == 15
    lines = [each.get("class") for each in root.iter(f"{SVG}path") if "step" in (each.get("class") or "")]
    assert lines == ["step reached", "step"]
    assert [each.text for each in root.iter(f"{SVG}text") if "step" in (each.get("class") or "")] == ["2× ✓", "8× ✗"]


def test_the_scale_is_logarithmic_and_everything_lies_on_it() -> None:
    root = parsed(race_plot(race_of("pairwise"), "en"))
    places = {each.text: float(each.get("x", "0")) for each in root.iter(f"{SVG}text") if each.get("class") == "axis"}
    assert places["2×"] - places["1×"] == pytest.approx((places["5×"] - places["1×"]) * 0.6931 / 1.6094, abs=0.2)
    for each in root.iter(f"{SVG}circle"):
        assert 0 < float(each.get("cx", "0")) < 640


@pytest.mark.parametrize("middle", [0.0004, 1.0, 90_000.0])
def test_any_ratio_can_be_drawn(middle: float) -> None:
    assert parsed(race_plot(race_of("pairwise", middle=middle), "zh")) is not None


def test_the_picture_says_in_words_what_it_shows() -> None:
    root = parsed(race_plot(race_of("pairwise"), "en"))
    assert root.get("aria-label") == race_sentence(race_of("pairwise"), "en")
    assert race_sentence(race_of("pairwise"), "en") == (
        "pairwise is 5.2 times as fast as pairwise_loop, with 99 % between 4.99 and 5.41."
    )
    assert "速度是 pairwise_loop 的 5.2 倍" in race_sentence(race_of("pairwise"), "zh")


def test_a_hostile_name_stays_text() -> None:
    drawn = race_plot(race_of('"><script>alert(1)</script>'), "en")
    assert not re.search(r"<script", drawn)
    assert parsed(drawn) is not None
