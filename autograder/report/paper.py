"""What the terminal's writers draw with: marks, styles, and text in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text as RichText

from autograder.report.escape import no_command
from autograder.report.summary import Outcome
from autograder.report.wrap import wrap
from autograder.results import Lang, Text

_SAMPLE = "●○·✓✗–│─▸×"

STYLES: Mapping[Outcome, str] = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "yellow",
    Outcome.BLOCKED: "dim",
    Outcome.NOT_ATTEMPTED: "dim",
    Outcome.ERROR: "bold red",
}


class Paper:
    """The language and the abilities of the place that is written to."""

    def __init__(self, lang: Lang, console: Console, *, in_cells: bool = False) -> None:
        """`in_cells`: it is shown in a notebook, where commands are functions."""
        self.in_cells = in_cells
        self.lang: Lang = lang
        self.console = console
        self._encoding = console.encoding
        self.has_unicode = self.fit(_SAMPLE) == _SAMPLE
        strip, marks = ("●○○·!", "✓✗––!") if self.has_unicode else ("#oo.!", "+x--!")
        self.strip = dict(zip(Outcome, strip, strict=True))  # one for each check, in a row
        self.marks = dict(zip(Outcome, marks, strict=True))  # before a check's name
        self.bar, self.rule = "│─" if self.has_unicode else "|-"
        self.times = "×" if self.has_unicode else "x"
        self.arrow, self.dot = "▸·" if self.has_unicode else ">."

    def fit(self, text: str) -> str:
        """`text`, with "?" for characters that cannot be written in the console's encoding."""
        try:
            return text.encode(self._encoding, "replace").decode(self._encoding)
        except LookupError:
            return text

    def text(self, text: str, style: str = "") -> RichText:
        """Plain text: nothing in it is markup."""
        return RichText(self.fit(text), style=style)

    def prose(self, text: str, style: str = "") -> Prose:
        """Text that is wrapped where it stands."""
        return Prose(self.fit(text), style)

    def say(self, label: Text, **values: object) -> str:
        """A label in the reader's language, filled in."""
        said = label.in_(self.lang)
        return said.format(**values) if values else said

    def command(self, name: str, unit: str, function: str | None = None) -> str:
        """How one of our commands is given here."""
        if self.in_cells:
            return f'{name}("{unit}", "{function}")' if function else f'{name}("{unit}")'
        return f"autograder {name} {unit}{f' --of {function}' if function else ''}"

    def label(self, label: Text, style: str = "", **values: object) -> RichText:
        """As `say`, ready to print."""
        return self.text(self.say(label, **values), style)

    def print(self, part: RenderableType, width: int | None = None) -> None:
        """Print below what stands there."""
        self.console.print(_NoCommands(part), width=width)


@dataclass(frozen=True)
class Prose:
    """Text that breaks well in English and in Chinese, as wide as the place that it is put in."""

    text: str
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrap(self.text, options.max_width):
            yield RichText(line, style=self.style, no_wrap=True, overflow="ellipsis")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(map(cell_len, self.text.split("\n")), default=0)
        return Measurement(min(widest, 16), widest).with_maximum(options.max_width)


@dataclass(frozen=True)
class _NoCommands:
    """The same, without lines that a workflow's runner would obey. Lines are looked at as they are printed, after
    wrapping."""

    part: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self.part, options, pad=False):
            text = "".join(segment.text for segment in line)
            text = no_command(text)
            for segment in line:
                yield Segment(text[: len(segment.text)], segment.style, segment.control)
                text = text[len(segment.text) :]
            yield Segment.line()
