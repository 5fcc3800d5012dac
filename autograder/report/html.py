"""What the HTML pages share: one self-contained file each, in both languages, that asks nothing of a network.

Templates escape everything by themselves. A page's policy allows its own styles, and where there are tables the one
script that sorts and filters them, by its digest: no other script could run even if one got in. A page works without.

A page that stands alone holds its styles; those of a site share `style.css`, and keep as much in themselves as hides
the other language.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.report import words, words_site
from autograder.report.race_plot import race_plot
from autograder.report.summary import Outcome, points_text
from autograder.report.view_model import Row
from autograder.results import Lang, RaceRecord, Text

TEMPLATES = Path(__file__).with_name("templates")
_NAMES: Mapping[Lang, str] = {"en": "English", "zh": "中文"}
_HTML_LANGS: Mapping[Lang, str] = {"en": "en", "zh": "zh-Hans"}


@dataclass(frozen=True)
class Place:
    """Where a page stands.

    Attributes:
        style: the address of the site's `style.css`; "" for a page that stands alone.
        trail: what it is part of, each with its address, the outermost first; the page itself comes last, without one.
    """

    style: str = ""
    trail: tuple[tuple[Text, str], ...] = ()


ALONE = Place()


def render(
    template: str,
    lang: Lang,
    title: str,
    views: Mapping[Lang, object],
    place: Place = ALONE,
    *,
    has_tables: bool = False,
    **values: object,
) -> str:
    """The page that `template` makes.

    Args:
        lang: the language that is shown first; the other one is in the page as well.
        views: what the page says, in each language.
        has_tables: whether there are tables to sort and filter.
        values: what else the template needs.
    """
    page = _environment().get_template(template)
    script = table_script() if has_tables else ""
    fixed = {"languages": _NAMES, "html_lang": _HTML_LANGS, "policy": policy(script, shared=bool(place.style))}
    return page.render(lang=lang, title=title, views=views, place=place, script=Markup(script), **fixed, **values)  # noqa: S704 - it is our own file


def policy(script: str, *, shared: bool) -> str:
    """What a page may do: show its styles and run its script; with `shared`, use files of the same site as well.

    `file:` is there since not every browser takes files of the same folder for `'self'`.
    """
    here = " 'self' file:" if shared else ""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"; script-src 'sha256-{digest}'" if script else ""
    return (
        f"default-src 'none'; style-src 'unsafe-inline'{here}; img-src data:{here}{allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def style() -> str:
    """The styles of all pages, without comments and indentation."""
    text = re.sub(r"/\*.*?\*/", "", (TEMPLATES / "page.css").read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip() + "\n"


@cache
def table_script() -> str:
    """The script that sorts and filters tables."""
    return (TEMPLATES / "tables.js").read_text("utf-8").strip()


def prose(text: str) -> Markup:
    """Text with what stands between backticks as code. All else in it is text."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one is left over: it is a backtick
        parts[-2:] = [f"{parts[-2]}`{parts[-1]}"]
    marked = [
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    ]
    return Markup("").join(marked)


def by_place(rows: Sequence[Row]) -> list[tuple[str, str, list[Row]]]:
    """Checks in a list, those of one function together: its name, the points of all, the checks."""
    places: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        places.setdefault((row.place, row.mark), []).append(row)
    return [(place, _score(of_place), of_place) for (place, _), of_place in places.items()]


def _score(rows: Sequence[Row]) -> str:
    return f"{points_text(sum(row.reached for row in rows))}/{points_text(sum(row.most for row in rows))}"


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
    environment.filters["by_place"] = by_place
    environment.filters["drawn"] = drawn
    environment.globals.update(say=words.say, words=words, site=words_site, Outcome=Outcome, style=style)
    return environment
