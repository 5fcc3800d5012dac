"""Draws docs/feedback.svg and docs/feedback.zh.svg: what `autograder check` says about a file that forgets `keepdim`.

    .venv/bin/python docs/pictures.py

The checks really run, in a process of their own, and the terminal's output is kept as SVG by Rich. The same course and
the same versions of torch and Rich give the same bytes.
"""

from __future__ import annotations

import html
import io
import re
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from autograder.course.marks import BEGIN, END
from autograder.course.released import load_released
from autograder.grading.desk import Desk
from autograder.grading.engine import SubprocessEngine
from autograder.jail.processes import Python
from autograder.report.check import Checked, show_checked
from autograder.results import Lang

ROOT = Path(__file__).resolve().parents[1]
PICTURES: dict[Lang, Path] = {"en": ROOT / "docs/feedback.svg", "zh": ROOT / "docs/feedback.zh.svg"}

UNIT = "a1_tensors/u04_broadcasting"
RIGHT = "mean = x.mean(dim=1, keepdim=True)  # (N, 1)"
WRONG = "mean = x.mean(dim=1)"
WIDTH = 92  # columns
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_COLUMN = 12.2  # Rich's width of a column, in pixels
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Microsoft YaHei', 'PingFang SC', monospace"


def check() -> tuple[Checked, str]:
    """The public checks of the course's own solution with one mistake in it, and the name of the unit."""
    released = load_released(ROOT / "assignments")
    unit = released.course.unit(UNIT)
    with tempfile.TemporaryDirectory() as folder, SubprocessEngine(Python()) as engine:
        path = Path(folder) / f"{unit.id}.py"
        path.write_text(careless((ROOT / "reference" / UNIT / "solution.py").read_text("utf-8")), "utf-8")
        rows = tuple(Desk(released, (unit,), engine).check(unit, path))
    return Checked(unit, rows, released.files[unit.key].hidden_points), unit.short


def careless(solution: str) -> str:
    """`solution` without its marks, and with the mistake.

    Raises ValueError if the line that should go wrong is not in it.
    """
    if RIGHT not in solution:
        raise ValueError(f"reference/{UNIT}/solution.py no longer has the line `{RIGHT}`: name another in {__file__}")
    lines = solution.replace(RIGHT, WRONG).splitlines(keepends=True)
    return "".join(line for line in lines if line.strip() not in (BEGIN, END))


def draw(checked: Checked, short: str, lang: Lang) -> str:
    """The SVG text: a terminal with the command and what it prints."""
    terminal = io.StringIO()
    console = Console(
        file=terminal, record=True, width=WIDTH, force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    console.print(f"[bold]$ autograder check {short}[/]", highlight=False)
    show_checked([checked], {checked.unit.id: checked.unit.title}, lang, console)
    return on_the_grid(local_fonts(console.export_svg(title="torchgrade", unique_id=f"feedback-{lang}")))


def local_fonts(svg: str) -> str:
    """`svg` with fonts of the reader's own machine, so that showing it loads nothing."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: (Fira Code, monospace|arial);", f"font-family: {FONTS};", svg) + "\n"


def on_the_grid(svg: str) -> str:
    """`svg` with every run of wide characters placed by itself, two columns each; Rich counts one for each."""

    def runs(match: re.Match[str]) -> str:
        before, x, between, after, text = match.groups()
        at = float(x)
        parts = []
        for run in re.findall(f"[{_WIDE}]+|[^{_WIDE}]+", html.unescape(text)):
            length = cell_len(run) * _COLUMN
            size = f'x="{at:g}"{between}textLength="{length:g}"'
            style = ' style="font-size: 22px"' if length > len(run) * _COLUMN else ""
            parts.append(f"<text{before}{size}{after}{style}>{html.escape(run).replace(' ', '&#160;')}</text>")
            at += length
        return "".join(parts)

    return re.sub(r'<text([^>]*? )x="([\d.]+)"([^>]*? )textLength="[\d.]+"([^>]*)>([^<]*)</text>', runs, svg)


def main() -> None:
    """Write both pictures."""
    checked, short = check()
    for lang, path in PICTURES.items():
        path.write_text(draw(checked, short, lang), "utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} kB\n")


if __name__ == "__main__":
    main()
