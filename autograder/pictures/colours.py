"""Colours in pairs, one for a light page and one for a dark one, and the palettes that give numbers a colour.

The diverging palette runs from blue over a neutral to orange: people with any of the common colour blindnesses tell
its ends apart, and red stays free to mean "wrong".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from autograder.pictures.formatting import Entry


@dataclass(frozen=True)
class Colour:
    """One colour as "#rrggbb" on a light page and on a dark page."""

    light: str
    dark: str

    def mix(self, other: Colour, share: float) -> Colour:
        """This colour with `share` (0 to 1) of the other, in sRGB, as a browser blends them."""
        return Colour(_mix(self.light, other.light, share), _mix(self.dark, other.dark, share))

    def text(self) -> Colour:
        """Black or white, whichever reads better on top of this one: the contrast is at least 4.58."""
        return Colour(_readable(self.light), _readable(self.dark))


PAPER = Colour("#ffffff", "#0d1117")
INK = Colour("#1f2328", "#e6edf3")
MUTED = Colour("#59636e", "#9198a1")
LINE = Colour("#d1d9e0", "#3d444d")
TILE = Colour("#eef1f4", "#232a33")
RED = Colour("#c9252d", "#ff7b72")
PINK = Colour("#ffe3e0", "#551a1f")
GREEN = Colour("#12775c", "#45c496")
BLUE = Colour("#1f6fb2", "#5aa7ee")
ORANGE = Colour("#b8560b", "#f2994a")


@dataclass(frozen=True)
class Palette:
    """Stops from the lowest value to the highest, and how numbers find their place between them.

    A diverging palette runs from -limit to limit, any other from 0 to limit; what lies outside takes the end's colour.
    """

    stops: tuple[Colour, ...]
    diverging: bool = False
    steps: int = 48

    def colour(self, entry: Entry, limit: float) -> Colour:
        """The colour of a settled number; strings and NaN are neutral. `limit` > 0 is in the numbers' own unit."""
        if isinstance(entry, str) or math.isnan(entry):
            return TILE
        low = -limit if self.diverging else 0.0
        share = min(max((max(min(entry, limit), low) - low) / (limit - low), 0.0), 1.0)
        place = round(share * self.steps) / self.steps * (len(self.stops) - 1)
        below = min(int(place), len(self.stops) - 2)
        return self.stops[below].mix(self.stops[below + 1], place - below)


class TrueColour(Palette):
    """For entries that are colours, "#rrggbb", as `hex_rows` writes them: alike on a light page and on a dark one."""

    def colour(self, entry: Entry, limit: float) -> Colour:  # noqa: ARG002 - every palette is asked with both
        """The entry itself."""
        return Colour(str(entry), str(entry))


DIVERGING = Palette(
    (
        Colour("#2a6fb5", "#5cabf2"),
        Colour("#9cc3e6", "#2b5f93"),
        Colour("#f0f1f2", "#262c35"),
        Colour("#f6c98c", "#8a5717"),
        Colour("#dd7a12", "#f7a144"),
    ),
    diverging=True,
)
TRUE_COLOUR = TrueColour(())
SEQUENTIAL = Palette(
    (
        Colour("#f0f1f2", "#1e242d"),
        Colour("#8ecbc4", "#1d5f6b"),
        Colour("#1b6d86", "#4fc3b0"),
        Colour("#12395c", "#d8f3c9"),
    )
)


def contrast(one: str, other: str) -> float:
    """The contrast of two "#rrggbb" colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(background: str) -> str:
    return max("#000000", "#ffffff", key=lambda text: contrast(text, background))


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _parts(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(one: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
