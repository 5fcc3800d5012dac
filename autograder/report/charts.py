"""Charts for pages: bars, drawn by matplotlib as SVG that becomes a part of the page.

Texts in a chart are `Text`s and stand in it in one language at a time: it is drawn once, with a token in the place of
each text, and the tokens are replaced for each language. So the page's own font sets them, and matplotlib needs no font
with Chinese letters. Colours are tokens too, and become classes that follow the page's theme. The same numbers give the
same bytes. Whoever calls says the numbers in words as well: a chart has one text alternative, not a hundred.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from autograder.results import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 330  # units of a chart; at the width of a phone about a pixel each

_UNIT = 72  # of them make an inch, in which matplotlib counts
_INK: Mapping[str, str] = {  # what each token stands for: a class of page.css
    "#000001": "c-ink",
    "#000002": "c-muted",
    "#000003": "c-line",
    "#000004": "c-good",
    "#000005": "c-part",
    "#000006": "c-none",
    "#000007": "c-late",
    "#000008": "c-on-good",
}
_OF_CLASS = {name: token for token, name in _INK.items()}
_SMALL = 11.0  # size of all texts, in units


@dataclass(frozen=True)
class Series:
    """What a part of each bar means; `look` is one of good, part, none, late."""

    label: Text
    look: str


@dataclass(frozen=True)
class Chart:
    """A drawing with tokens in the place of its texts."""

    svg: str
    texts: tuple[Text, ...]

    def in_(self, lang: Lang, said: str) -> Markup:
        """The chart as it stands in a page.

        Args:
            said: what it shows, with the numbers, for those who cannot see it.
        """
        texts = {str(place): text.in_(lang) for place, text in enumerate(self.texts)} | {"said": said}
        drawn = re.sub(r"@(\d+|said)@", lambda match: str(escape(texts[match[1]])), self.svg)
        return Markup(drawn)  # noqa: S704 - texts are escaped, the rest is ours


def columns(
    labels: Sequence[Text], counts: Sequence[int], looks: Sequence[str], groups: Sequence[tuple[Text, int, int]] = ()
) -> Chart:
    """Upright bars with their number above and their label below, each in its own look.

    Args:
        groups: what stands below the labels, each from the first to the last of its bars.
    """
    spans = tuple((first, last) for _, first, last in groups)
    return Chart(_columns(tuple(counts), tuple(looks), spans), (*labels, *(text for text, _, _ in groups)))


def histogram(edges: Sequence[str], counts: Sequence[int]) -> Chart:
    """Upright bars side by side, with the edges between them labelled."""
    return Chart(_histogram(tuple(counts)), tuple(Text(en=edge, zh=edge) for edge in edges))


def stacked(labels: Sequence[Text], parts: Sequence[Sequence[int]], series: Sequence[Series]) -> Chart:
    """Lying bars, one for each label, each cut into the parts of `series`; all are as long as the largest sum."""
    looks = tuple(one.look for one in series)
    drawn = _stacked(tuple(tuple(part) for part in parts), looks)
    return Chart(drawn, (*labels, *(one.label for one in series)))


@lru_cache(maxsize=256)
def _columns(counts: tuple[int, ...], looks: tuple[str, ...], spans: tuple[tuple[int, int], ...]) -> str:
    size, most = len(counts), max((*counts, 1))

    def draw(axes: Axes) -> None:
        for place, (count, look) in enumerate(zip(counts, looks, strict=True)):
            if count:
                axes.bar(place, count, width=0.76, color=_OF_CLASS[f"c-{look}"], clip_on=False)
                _write(axes, place, count, str(count), "c-ink", "center", "bottom", up=3)
            _write(axes, place, 0, f"@{place}@", "c-muted", "center", "top", up=-5)
        for number, (first, last) in enumerate(spans, size):
            axes.hlines(0, first - 0.42, last + 0.42, color=_OF_CLASS["c-muted"], linewidth=0.8, clip_on=False)
            _write(axes, (first + last) / 2, 0, f"@{number}@", "c-ink", "center", "top", up=-21)
        axes.set(xlim=(-0.5, size - 0.5), ylim=(0, most))

    return _drawn(draw, 156, (2, 36 if spans else 20, 2, 18)) if counts else ""


@lru_cache(maxsize=256)
def _histogram(counts: tuple[int, ...]) -> str:
    def draw(axes: Axes) -> None:
        size, most = len(counts), max((*counts, 1))
        for place, count in enumerate(counts):
            if count:
                axes.bar(place, count, width=0.94, align="edge", color=_OF_CLASS["c-good"], clip_on=False)
                _write(axes, place + 0.47, count, str(count), "c-ink", "center", "bottom", up=3)
        for edge in range(size + 1):
            _write(axes, edge, 0, f"@{edge}@", "c-muted", "center", "top", up=-5)
        axes.hlines(0, 0, size, color=_OF_CLASS["c-muted"], linewidth=0.8, clip_on=False)
        axes.set(xlim=(0, size), ylim=(0, most))

    return _drawn(draw, 160, (12, 20, 12, 18)) if counts else ""


@lru_cache(maxsize=256)
def _stacked(parts: tuple[tuple[int, ...], ...], looks: tuple[str, ...]) -> str:
    rows, most = len(parts), max((sum(part) for part in parts), default=0)
    left, each = 128, 22

    def draw(axes: Axes) -> None:
        for row, part in enumerate(parts):
            start = 0
            for count, look in zip(part, looks, strict=True):
                if count:
                    axes.barh(row, count, left=start, height=0.68, color=_OF_CLASS[f"c-{look}"], clip_on=False)
                    if count / most > 0.06:  # else there is no room for it
                        ink = "c-on-good" if look == "good" else "c-ink"
                        _write(axes, start + count / 2, row, str(count), ink, "center", "center_baseline")
                start += count
            _write(axes, 0, row, f"@{row}@", "c-muted", "right", "center_baseline", right=-8)
        axes.set(xlim=(0, most or 1), ylim=(rows - 0.5, -0.5))

    return _drawn(draw, each * rows + 4, (left, 2, 4, 2)) if rows else ""


def _write(
    axes: Axes, x: float, y: float, text: str, look: str, across: str, down: str, *, up: float = 0, right: float = 0
) -> None:
    if text:
        axes.annotate(
            text, (x, y), (right, up), textcoords="offset points", color=_OF_CLASS[look], ha=across, va=down,
            fontsize=_SMALL, annotation_clip=False,
        )  # fmt: skip


def _drawn(draw: Any, height: float, margins: tuple[float, float, float, float]) -> str:
    """A drawing as SVG; the margins (left, bottom, right, top) and the height are in units."""
    import matplotlib as mpl  # slow to import, and only pages of a class need it
    from matplotlib.figure import Figure

    left, bottom, right, top = margins
    told = io.StringIO()
    with mpl.rc_context({**mpl.rcParamsDefault, "svg.fonttype": "none", "svg.hashsalt": "torchgrade"}):
        figure = Figure(figsize=(WIDTH / _UNIT, height / _UNIT), dpi=_UNIT)
        box = (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - bottom - top) / height)
        axes = figure.add_axes(box)
        draw(axes)
        axes.axis("off")
        figure.savefig(told, format="svg", metadata={"Date": None})
    return _cleaned(told.getvalue(), height)


_SHAPE = re.compile(
    r"<path d=\"(?P<path>[^\"]*)\"[^>]*style=\"(?P<style>[^\"]*)\"/>"
    r"|<text style=\"(?P<font>[^\"]*)\"[^>]*?(?:\sx=\"(?P<x>[\d.-]+)\" y=\"(?P<y>[\d.-]+)\")?"
    r"[^>]*?(?:transform=\"(?P<moved>[^\"]*)\")?>(?P<text>[^<]*)</text>"
)
_NUMBER = re.compile(r"-?\d+\.\d+")
_MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")


def _cleaned(svg: str, height: float) -> str:
    """What can be seen of matplotlib's SVG: shapes and texts with a class each, no ids, no styles, short numbers."""
    kept = [f'<svg class="chart" viewBox="0 0 {WIDTH} {height:g}" role="img" aria-label="@said@">']
    for found in _SHAPE.finditer(svg):
        if found["path"] is not None:
            colour = re.search(r"(fill|stroke): (#00000\d)", found["style"])
            if colour:
                line = " line" if colour[1] == "stroke" else ""
                kept.append(f'<path class="{_INK[colour[2]]}{line}" d="{_short(found["path"])}"/>')
        else:
            kept.append(_text(found))
    return "".join([*kept, "</svg>"])


def _text(found: re.Match[str]) -> str:
    moved = _MOVED.search(found["moved"] or "")
    x, y = moved.groups() if moved else (found["x"], found["y"])
    colour = re.search(r"fill: (#00000\d)", found["font"])
    anchor = re.search(r"text-anchor: (\w+)", found["font"])
    classes = [_INK[colour[1]] if colour else "c-ink", *(["c-" + anchor[1]] if anchor and anchor[1] != "start" else [])]
    return f'<text class="{" ".join(classes)}" x="{_short(x)}" y="{_short(y)}">{found["text"]}</text>'


def _short(numbers: str) -> str:
    text = _NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), numbers)
    return " ".join(text.split())
