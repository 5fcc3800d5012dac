"""What the HTML pages share: one self-contained file each, in both languages, that asks nothing of a network.

Templates escape everything by themselves. A page's policy allows its own styles and nothing else: no script could run
even if one got in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.report import words
from autograder.report.race_plot import race_plot
from autograder.report.summary import Outcome
from autograder.results import Lang, RaceRecord

TEMPLATES = Path(__file__).with_name("templates")
_NAMES: Mapping[Lang, str] = {"en": "English", "zh": "中文"}
_HTML_LANGS: Mapping[Lang, str] = {"en": "en", "zh": "zh-Hans"}


def render(template: str, lang: Lang, title: str, views: Mapping[Lang, object], **values: object) -> str:
    """The page that `template` makes.

    Args:
        lang: the language that is shown first; the other one is in the page as well.
        views: what the page says, in each language.
        values: what else the template needs.
    """
    page = _environment().get_template(template)
    return page.render(lang=lang, title=title, views=views, languages=_NAMES, html_lang=_HTML_LANGS, **values)


def prose(text: str) -> Markup:
    """Text with what stands between backticks as code. All else in it is text."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one is left over: it is a backtick
        parts[-2:] = [f"{parts[-2]}`{parts[-1]}"]
    marked = [
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    ]
    return Markup("").join(marked)


def drawn(record: RaceRecord, lang: Lang) -> Markup:
    """A race as SVG. It escapes the names of functions itself; all else in it are numbers."""
    return Markup(race_plot(record, lang))  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = prose
    environment.filters["drawn"] = drawn
    environment.globals.update(say=words.say, words=words, Outcome=Outcome)
    return environment
