"""Feedback as GitHub's Markdown, rendered by GitHub's own renderer."""

from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.report.markdown import fence, sentence, student_markdown
from autograder.results import AttemptResult, Lang, Text
from tests.report.samples import attempt_with

LANGS: tuple[Lang, ...] = ("en", "zh")
OURS = {"h1", "h2", "h3", "p", "strong", "code", "pre", "ul", "li", "blockquote", "hr", "div"}
NASTY = st.text(st.sampled_from("`~*_#@:/.[](){}<>!|\\&;=-+1 wwwhtpsGH\t\n例。，＠"), max_size=60)


def render(text: str) -> Any:
    """The tree that a browser gets to see, with raw HTML let through if there is any."""
    html = github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    return html5lib.parseFragment(f"<div>{html}</div>", treebuilder="etree", namespaceHTMLElements=False)[0]


def words_outside_code(tree: Any) -> str:
    """All text in which GitHub would look for mentions and references: that in code it leaves alone."""
    here = tree.text or "" if tree.tag not in {"code", "pre"} else ""
    return here + "".join(words_outside_code(child) + (child.tail or "") for child in tree)


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_is_as_it_was(lin: AttemptResult, titles: dict[str, Text], golden: Any, lang: Lang) -> None:
    golden(f"student_{lang}.md", student_markdown(lin, titles, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_that_a_student_wrote_is_markdown(hostile: str, lang: Lang) -> None:
    text = student_markdown(attempt_with(hostile), {}, lang)
    tree = render(text)
    assert {one.tag for one in tree.iter()} <= OURS
    assert {name for one in tree.iter() for name in one.attrib} <= {"lang"}, "of fences"
    assert "<script>alert(1)</script>" in "".join(tree.itertext())
    outside = words_outside_code(tree)
    assert not re.search(r"@\w|#\d|://|www\.|:\w+:|\bGH-\d|[<>]", outside)
    text.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_no_line_is_a_command_to_the_runner_of_a_workflow(hostile: str) -> None:
    nasty = hostile + "\n::error::a\n   ::stop-commands::b\n\t::c\n##[error]d"
    for text in (nasty, nasty[-60:], "::error::x", "`::error::x`"):
        for lang in LANGS:
            for line in student_markdown(attempt_with(text), {}, lang).splitlines():
                assert not line.lstrip().startswith("::")
                assert "##[" not in line


def test_a_fence_cannot_be_ended_from_within() -> None:
    for text in ("```", "a\n````\nb", "`" * 50, "~~~\n```x\n", "\n\n```"):
        (pre,) = render(fence(text))
        assert pre.tag == "pre"
        assert "".join(pre.itertext()) == f"{text}\n"


@settings(max_examples=300)
@given(NASTY)
def test_a_sentence_is_a_sentence_whatever_is_in_it(text: str) -> None:
    tree = render(sentence(text))
    assert {one.tag for one in tree.iter()} <= {"div", "p", "code"}
    assert not re.search(r"@|#|://|www\.|:[a-z0-9_+-]+:", words_outside_code(tree), re.IGNORECASE)


@settings(max_examples=300)
@given(NASTY)
def test_a_sentence_keeps_every_character_but_blanks_and_backticks(text: str) -> None:
    def bare(said: str) -> str:
        return re.sub(r"[\s`]", "", said)

    assert bare("".join(render(sentence(text)).itertext())) == bare(text)


def test_a_sentence_of_words_stays_as_it_is_and_names_become_code() -> None:
    assert sentence("Plain words, a well-known one (2 of 3), don't you think?") == (
        "Plain words, a well-known one (2 of 3), don't you think?"
    )
    assert sentence("centre_rows stopped with ValueError.") == "`centre_rows` stopped with ValueError."
    assert sentence("ask @somebody about #1: deadbeef") == "ask `@somebody` about `#1`: `deadbeef`"
    assert sentence("see https://example.org, or www.例子.com") == "see `https://example.org`, or `www`.例子`.com`"
    assert sentence("`x.mean(1)` 去掉了 `dim`。") == "`x.mean(1)` 去掉了 `dim`。"
    assert sentence("1. no list") == "`1.` no list"


def test_hidden_checks_tell_nothing_of_their_inputs(lin: AttemptResult, titles: dict[str, Text]) -> None:
    hidden = lin.model_copy(update={"checks": tuple(check for check in lin.checks if check.hidden)})
    text = student_markdown(hidden, titles, "en")
    assert "What this usually means" in text
    assert "Called" not in text
    assert "RuntimeError" not in text
    assert "torch.Size" not in text
