"""The pictures of the feedback in the READMEs are what the grader says today."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from autograder.report.check import Checked
from autograder.results import Lang
from docs import pictures

LANGS: tuple[Lang, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def checked() -> tuple[Checked, str]:
    return pictures.check()


@pytest.mark.parametrize("lang", LANGS)
def test_a_stored_picture_is_what_the_command_prints(checked: tuple[Checked, str], lang: Lang) -> None:
    stored = pictures.PICTURES[lang].read_text("utf-8")
    assert pictures.draw(*checked, lang) == stored, "run `.venv/bin/python docs/pictures.py` and look at what changed"


def test_the_picture_names_the_mistake(checked: tuple[Checked, str]) -> None:
    assert [row.mistake for row in checked[0].rows if row.mistake] == ["no_keepdim"]


@pytest.mark.parametrize("lang", LANGS)
def test_showing_a_picture_loads_nothing(lang: Lang) -> None:
    svg = pictures.PICTURES[lang].read_text("utf-8")
    assert "@font-face" not in svg
    assert not re.search(r"url\((?!#)|href=|@import|<image", svg)


def test_wide_characters_get_two_columns() -> None:
    svg = '<text class="a" x="0" y="1" textLength="36.6" clip-path="url(#b)">a广播</text>'
    runs = list(ElementTree.fromstring(f"<svg>{pictures.on_the_grid(svg)}</svg>"))
    assert [(run.text, run.get("x"), run.get("textLength")) for run in runs] == [
        ("a", "0", "12.2"),
        ("广播", "12.2", "48.8"),
    ]


def test_a_solution_without_the_line_is_refused() -> None:
    with pytest.raises(ValueError, match="no longer has the line"):
        pictures.careless("def centre_rows(x):\n    return x\n")
