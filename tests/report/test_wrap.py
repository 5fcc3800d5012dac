"""Lines of a given width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from autograder.report.wrap import wrap, wrap_name


def test_english_breaks_at_blanks() -> None:
    assert wrap("What is the shape of `x.mean(1)`, and why?", 22) == ["What is the shape of", "`x.mean(1)`, and why?"]


def test_chinese_breaks_between_characters_but_not_before_a_closing_mark() -> None:
    assert wrap("结果的形状是对的，为什么？", 16) == ["结果的形状是对", "的，为什么？"]
    assert wrap("它（第一个轴）", 4) == ["它", "（第", "一个", "轴）"]


def test_a_word_in_the_midst_of_chinese_does_not_tear_the_line() -> None:
    assert wrap("调用 `mean(1)` 去掉了它求平均的那个轴", 24) == ["调用 `mean(1)` 去掉了它", "求平均的那个轴"]


def test_code_between_backticks_stays_together_without_a_blank_around_it() -> None:
    assert wrap("请打印`x.shape`看看", 12) == ["请打印", "`x.shape`看", "看"]


def test_line_ends_and_indents_are_kept() -> None:
    assert wrap("a\n\n    b c", 20) == ["a", "", "    b c"]


def test_a_word_that_is_too_long_is_cut() -> None:
    assert wrap("x" * 25 + " y", 10) == ["x" * 10, "x" * 10, "xxxxx y"]


@given(st.text(st.sampled_from("ab 中，。（）\n`x.-"), max_size=80), st.integers(4, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_long_name_breaks_after_its_marks_and_keeps_every_character() -> None:
    assert wrap_name("mistake-one_treated_as_error", 20) == ["mistake-one_treated_", "as_error"]
    assert wrap_name("short", 20) == ["short"]
    assert wrap_name("x" * 25 + "-y", 10) == ["x" * 10, "x" * 10, "xxxxx-y"]
    assert wrap_name("张" * 7, 5) == ["张张", "张张", "张张", "张"]
    assert wrap_name("", 5) == [""]


@given(st.text("ab-_. 张", max_size=40), st.integers(2, 12))
def test_no_line_of_a_name_is_wider_than_asked_for(name: str, width: int) -> None:
    lines = wrap_name(name, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
