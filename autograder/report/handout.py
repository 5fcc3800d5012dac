"""A handout in the terminal, and as a page for the browser with its picture in it."""

from __future__ import annotations

import base64
import html
import re
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt
from rich.markdown import Markdown
from rich.padding import Padding

from autograder.report.paper import Paper
from autograder.results import Lang

READING_WIDTH = 96

_HELP = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
_CODE = re.compile(r"(<pre.*?</pre>)", re.DOTALL)
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.2rem; font: 1.05rem/1.65 system-ui, sans-serif; }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .92em; }
pre { padding: .8rem 1rem; border-radius: .4rem; overflow-x: auto; background: rgb(128 128 128 / 12%); }
img { max-width: 100%; background: #fffdf8; border-radius: .4rem; }
table { border-collapse: collapse; } th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid #8885; }
th { text-align: left; } summary { cursor: pointer; } details { margin: .5rem 0; } h1, h2, h3 { line-height: 1.25; }
"""


def show_handout(text: str, paper: Paper) -> None:
    """Print a handout. A picture becomes its description and name; of drop-downs, the headings stay."""
    text = _PICTURE.sub(r"> \1 (\2)", text)
    text = _HELP.sub(lambda match: f"* {_plain(match[1])}", text)
    width = min(paper.console.width, READING_WIDTH)
    paper.print(Padding(Markdown(paper.fit(text), code_theme="ansi_dark"), (0, 0, 1, 0)), width)


def handout_page(path: Path, title: str, lang: Lang) -> Path:
    """Write a handout as one HTML page without anything to load, into a temporary folder; where it is."""
    body = MarkdownIt("commonmark").enable("table").render(path.read_text("utf-8", "replace"))
    body = "".join(part if part.startswith("<pre") else _joined(part) for part in _CODE.split(body))
    body = re.sub(r'src="([^":]+\.svg)"', lambda match: f'src="{_inlined(path.parent / match[1])}"', body)
    page = (
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
    folder = Path(tempfile.mkdtemp(prefix="handout-"))
    written = folder / f"{path.stem}.html"
    written.write_text(page, "utf-8")
    return written


def _inlined(picture: Path) -> str:
    if not picture.is_file():
        return picture.name
    return "data:image/svg+xml;base64," + base64.b64encode(picture.read_bytes()).decode()


def _joined(page: str) -> str:
    """Lines of Chinese without the blank that a browser would put between them."""
    return _BETWEEN_CHINESE.sub("", page)


def _plain(summary: str) -> str:
    return html.unescape(re.sub(r"</?code>", "`", " ".join(summary.split())))
