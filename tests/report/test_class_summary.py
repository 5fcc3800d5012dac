"""What an instructor reads in CI about a class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from autograder.report.class_summary import CollectionLine, class_summary
from autograder.report.github import SUMMARY_BYTES
from autograder.results import AttemptResult, Lang


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_class_is_counted_and_who_needs_attention_is_named(
    everybody: list[AttemptResult], titles: Any, lang: Lang, golden: Callable[[str, str], None]
) -> None:
    handed_in = [
        CollectionLine("lin", "collected", late=True),
        CollectionLine("张小明", "collected"),
        CollectionLine("fresh", "nothing", note="nothing was pushed in time"),
        CollectionLine("müller-łukasz", "collected", note="u04_broadcasting.ipynb is a link"),
        CollectionLine("erin", "collected"),
        CollectionLine("gone", "unreadable", note="fatal: repository 'https://example.org/x' not found"),
        CollectionLine("new", "collected"),
    ]
    golden(f"class_summary_{lang}.md", class_summary(everybody, handed_in, "a1_tensors", titles, lang))


def test_nothing_is_said_about_a_collection_that_was_not_and_quiet_where_all_is_well(
    everybody: list[AttemptResult], titles: Any
) -> None:
    done = [result for result in everybody if result.student == "张小明"]
    text = class_summary(done, [], "a1_tensors", titles, "en")
    assert "collected" not in text
    assert "Nothing needs attention." in text
    assert "1 student: " in text
    assert "|" not in class_summary([], [CollectionLine("gone", "unreadable")], "a1_tensors", titles, "en")


def test_no_text_of_a_student_is_a_command_a_mention_or_another_row(
    attempt: Callable[..., AttemptResult], check: Any, titles: Any, hostile: str
) -> None:
    name = "x|y\n::error::forged ##[error]z @somebody <b>"
    result = attempt(name, [check()])
    text = class_summary([result], [CollectionLine(name, "collected", note=hostile)], "a1_tensors", titles, "en")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert rows[-1].replace("\\|", "").count("|") == 5
    for line in text.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
    for word in ("@somebody", "<b>"):
        assert f"`{word}" in text
        assert f" {word}" not in text


def test_a_large_class_is_cut_and_the_summary_says_so(
    attempt: Callable[..., AttemptResult], check: Any, titles: Any
) -> None:
    results = [attempt(f"student-{number:05}", [check()]) for number in range(4000)]
    text = class_summary(results, [], "a1_tensors", titles, "en")
    assert len(text.encode()) <= SUMMARY_BYTES
    assert "This summary was cut" in text
