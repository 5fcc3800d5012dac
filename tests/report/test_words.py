"""The fixed labels."""

from __future__ import annotations

import re

import pytest

from autograder.report import words, words_site
from autograder.report.items import Flag
from autograder.report.submissions import EDGES
from autograder.results import Level, Reason, Text

LABELS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (words, words_site)
    for name, value in vars(module).items()
    if isinstance(value, Text)
}


@pytest.mark.parametrize("name", LABELS)
def test_both_languages_fill_in_the_same_names(name: str) -> None:
    label = LABELS[name]
    assert sorted(re.findall(r"{(\w+)}", label.en)) == sorted(re.findall(r"{(\w+)}", label.zh))
    assert label.en
    assert label.en.isascii(), "English labels can be written in any encoding"


def test_every_reason_and_level_has_words() -> None:
    assert set(words.REASONS) == set(words.REASONS_SHORT) == set(Reason)
    assert set(words.LEVELS) == set(Level)
    assert set(words_site.FLAGS) == set(Flag)
    assert len(words_site.PERIODS) == len(EDGES) + 1
