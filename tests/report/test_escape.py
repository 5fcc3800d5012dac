"""Text from students, made safe to look at."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from autograder.report.escape import visible, visible_code, visible_lines

FORBIDDEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


def test_ordinary_text_stays_as_it_is() -> None:
    for text in (
        "centre_rows(x)",
        "张量，广播。",
        "naïve – ½ ✓",
        "👩\u200d🔬 می\u200cخواهم",
        "",
    ):
        assert visible(text, 100) == text
        assert visible_lines(text, 100) == text
        assert visible_code(text, 100) == text


def test_control_characters_become_their_pictures() -> None:
    assert visible("\x1b[31mred\x1b[0m\x07\x00\x7f\x9b", 100) == "␛[31mred␛[0m␇␀␡<U+009B>"
    assert visible("over\rwritten", 100) == "over␍written"


def test_marks_for_the_direction_of_writing_and_hidden_characters_are_shown() -> None:
    assert visible("\u202egnp.exe\u2066\u200b\ufeff\u00ad", 100) == "<U+202E>gnp.exe<U+2066><U+200B><U+FEFF><U+00AD>"
    assert visible("a\u3164b\u2800\U000e0041", 100) == "a<U+3164>b<U+2800><U+E0041>"
    assert visible("\ud800", 100) == "<U+D800>"


def test_one_line_stays_one_line() -> None:
    assert visible("a\nb\r\nc\td\u2028e", 100) == "a ⏎ b ⏎ c    d<U+2028>e"


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert visible_lines("a\r\nb\n\x1b[2Jc\n", 100) == "a\nb\n␛[2Jc"
    assert visible_lines("\n".join("x" * 30), 100, lines=3) == "x\nx\nx\n... (27 more lines)"


def test_blanks_that_only_look_like_blanks_are_shown_in_code() -> None:
    assert visible_code("\treturn\u00a0x\u3000+ 1\r\n", 100) == "    return<U+00A0>x<U+3000>+ 1"
    assert visible("姓\u3000名", 100) == "姓\u3000名"


def test_long_text_is_cut_with_a_note_in_the_readers_language() -> None:
    assert visible("A" * 10_000, 300) == "A" * 300 + " ... (9,700 more characters)"
    assert visible_lines("A" * 10_000, 300, "zh") == "A" * 300 + " ...（还有 9,700 个字符）"
    assert visible("A" * 300, 300) == "A" * 300


def test_accents_cannot_pile_up() -> None:
    assert visible("e\u0301", 100) == "e\u0301"
    assert visible("Z" + "\u0335" * 50 + "a", 100) == "Z" + "\u0335" * 3 + "a"


@given(ANYTHING)
def test_nothing_dangerous_comes_out_whatever_goes_in(text: str) -> None:
    for shown in (visible(text, 30), *visible_lines(text, 30).split("\n"), visible_code(text, 30)):
        found = {char for char in shown if unicodedata.category(char) in FORBIDDEN}
        assert not found
        assert all(unicodedata.bidirectional(char) not in {"RLO", "LRO", "RLE", "LRE", "PDF"} for char in shown)
        assert "\n" not in shown
        shown.encode("utf-8")


def test_every_character_of_unicode_is_shown_or_harmless() -> None:
    for number in range(sys.maxunicode + 1):
        shown = visible(chr(number), 1)
        if len(shown) == 1 and shown not in "\u200c\u200d":
            assert shown.isprintable() or unicodedata.category(shown) == "Zs"
