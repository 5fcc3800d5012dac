"""The fixed labels."""

from __future__ import annotations

import re

import pytest

from autograder.report import words
from autograder.results import Level, Reason, Text

LABELS = {name: value for name, value in vars(words).items() if isinstance(value, Text)}


@pytest.mark.parametrize("name", LABELS)
def test_both_languages_fill_in_the_same_names(name: str) -> None:
    label = LABELS[name]
    assert sorted(re.findall(r"{(\w+)}", label.en)) == sorted(re.findall(r"{(\w+)}", label.zh))
    assert label.en
    assert label.en.isascii(), "English labels can be written in any encoding"


def test_every_reason_and_level_has_words() -> None:
    assert set(words.REASONS) == set(words.REASONS_SHORT) == set(Reason)
    assert set(words.LEVELS) == set(Level)
