"""Draws glyphs: the ten digits in twenty faces, of which four are held out, so that one can ask what was learned.

A face says how thick and wide its digits are, how they lean, whether they have serifs, and which of several forms they
take (a closed 4, a 7 with a bar). Every glyph is drawn anew: turned, leaned, shifted and sized.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from autograder.given.raster import SIDE, SINES, UNITS, Ints, blurred, fill, shrink, turned

DRAWS = 16  # numbers that one glyph draws

Points = list[tuple[int, int]]


@dataclass(frozen=True)
class Face:
    """How the digits of a face look.

    Attributes:
        thick: half the width of a stroke that goes down, in thousandths of the picture's side.
        flat: the same of a stroke that goes across, in hundredths of `thick`.
        wide: of a digit, in hundredths of the usual.
        lean: in hundredths of the height.
        forms: which form each digit takes, where there are several.
        serifs: whether straight strokes end in a short one across.
        hollow: whether only the edge of each stroke is inked.
    """

    name: str
    thick: int
    flat: int = 100
    wide: int = 100
    lean: int = 0
    forms: int = 0
    serifs: bool = False
    hollow: bool = False


TRAINED = (
    Face("Rivet", 45), Face("Rivet Bold", 70), Face("Rivet Light", 26), Face("Rivet Narrow", 45, wide=72),
    Face("Slate", 42, forms=1), Face("Slate Bold", 68, forms=1), Face("Slate Italic", 42, lean=22, forms=1),
    Face("Brook", 34, forms=2), Face("Brook Wide", 40, wide=125, forms=2), Face("Brook Italic", 34, lean=16, forms=2),
    Face("Kiln", 48, flat=60, forms=3), Face("Kiln Light", 30, flat=60, forms=3),
    Face("Kiln Back", 44, lean=-14, forms=3),
    Face("Moss", 50, flat=45, serifs=True), Face("Moss Narrow", 46, flat=45, wide=78, serifs=True),
    Face("Poster", 86, wide=112, forms=1),
)  # fmt: skip
HELD_OUT = (
    Face("Ledger", 44, flat=30, wide=115, forms=5, serifs=True),
    Face("Ledger Italic", 38, flat=35, lean=30, forms=6, serifs=True),
    Face("Lantern", 78, wide=110, forms=5, hollow=True), Face("Thread", 15, wide=130, lean=-18, forms=6),
)  # fmt: skip


def glyphs(
    n: int, seed: int, faces: Sequence[Face] = TRAINED
) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    """Draw n digits: pictures (n, 28, 28), light on black, the digits (n,), and the faces' places in `faces` (n,).

    The first m of n are those of `glyphs(m, seed, faces)`. Source: drawn by this file alone; nothing is downloaded.

    Raises:
        ValueError: n is negative, or there are no faces.
    """
    if n < 0:
        raise ValueError(f"n is {n}; there are no glyphs (0) or some")
    if not faces:
        raise ValueError("faces is empty; glyphs are drawn in at least one, such as those of TRAINED")
    draws = np.random.RandomState(seed % (1 << 32)).randint(0, 1 << 30, dtype=np.int64, size=(n, DRAWS))
    noise = np.random.RandomState((seed + 1) % (1 << 32)).randint(-12, 13, dtype=np.int64, size=(n, SIDE, SIDE))
    digits, styles = draws[:, 0] % 10, draws[:, 1] % len(faces)
    pictures = np.zeros((n, SIDE, SIDE), dtype=np.int64)
    for style, face in enumerate(faces):
        for digit in range(10):
            chosen = np.flatnonzero((digits == digit) & (styles == style))
            if len(chosen):
                pictures[chosen] = _inked(face, digit, draws[chosen])
    return np.clip(pictures + noise, 0, 255).astype(np.uint8), digits, styles


def _inked(face: Face, digit: int, draws: Ints) -> NDArray[np.int64]:
    inside = fill(_placed(face, digit, draws, face.thick))
    if face.hollow:
        inside &= ~fill(_placed(face, digit, draws, face.thick * 11 // 20))
    ink = 150 + draws[:, 8] % 106
    return blurred(shrink(inside * ink.reshape(-1, 1, 1)))


def _placed(face: Face, digit: int, draws: Ints, thick: int) -> Ints:
    """Corners of a digit's pieces, (N, P, 6, 2), sized, turned, leaned and shifted as the draws of each glyph say."""
    pieces = [piece for stroke in _strokes(face, digit) for piece in _stroked(stroke, thick, face.flat)]
    outlines = np.array(pieces)  # (P, 6, 2)
    n, middle = len(draws), UNITS // 2
    size = 70 + draws[:, 2] % 36, 70 + draws[:, 3] % 36
    x, y = ((outlines[None, ..., i] - middle) * size[i].reshape(n, 1, 1) // 100 + middle for i in (0, 1))
    placed = turned(np.stack([x, y], axis=-1), draws[:, 4] % 37 - 18, face.lean + draws[:, 5] % 25 - 12)
    return placed + np.stack([draws[:, 6] % 281 - 140, draws[:, 7] % 241 - 120], axis=-1).reshape(n, 1, 1, 2)


def _strokes(face: Face, digit: int) -> Iterator[Points]:
    """The middle lines of a digit, made as wide as the face."""
    forms = _FORMS[digit]
    for stroke in forms[face.forms % len(forms)]:
        yield [(500 + (x - 500) * face.wide // 100, y) for x, y in stroke]
        if face.serifs and len(stroke) == 2 and stroke[0][0] == stroke[1][0]:  # a straight one that goes down
            for x, y in stroke:
                yield [(500 + (x - 80 - 500) * face.wide // 100, y), (500 + (x + 80 - 500) * face.wide // 100, y)]


def _stroked(stroke: Points, thick: int, flat: int) -> Iterator[Points]:
    """A hexagon around each piece of a line: as wide as the stroke, and pointed, so that pieces meet without a gap."""
    for (x0, y0), (x1, y1) in pairwise(stroke):
        dx, dy = x1 - x0, y1 - y0
        length = max(int(np.sqrt(dx * dx + dy * dy)), 1)
        half = thick * (abs(dy) * 100 + abs(dx) * flat) // ((abs(dx) + abs(dy) or 1) * 100)
        (nx, ny), (tx, ty) = (-dy * half // length, dx * half // length), (dx * half // length, dy * half // length)
        yield [
            (x0 - tx, y0 - ty), (x0 + nx, y0 + ny), (x1 + nx, y1 + ny),
            (x1 + tx, y1 + ty), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny),
        ]  # fmt: skip


def _arc(x: int, y: int, wide: int, high: int, start: int, end: int) -> Points:
    """Points on an ellipse about (x, y) from one angle to another, in degrees; 0 is to the right, 90 down."""
    steps = max(abs(end - start) // 24, 2)
    angles = [start + (end - start) * i // steps for i in range(steps + 1)]
    return [(x + wide * _cosine(a) // 65536, y + high * _cosine(a - 90) // 65536) for a in angles]


def _cosine(degrees: int) -> int:
    degrees = abs(degrees) % 360
    degrees = min(degrees, 360 - degrees)
    return int(SINES[90 - degrees]) if degrees <= 90 else -int(SINES[degrees - 90])


_RING = _arc(500, 500, 210, 330, 0, 360)
_LOOP = _arc(500, 640, 200, 190, 0, 360)
# For each digit, the forms it may take: each a list of strokes, each a line through points.
_FORMS: list[list[list[Points]]] = [
    [[_RING], [_arc(500, 500, 190, 330, 0, 360)], [_RING, [(390, 640), (610, 360)]]],
    [
        [[(400, 290), (520, 170)], [(520, 170), (520, 830)]],
        [[(500, 170), (500, 830)]],
        [[(400, 290), (510, 170)], [(510, 170), (510, 830)], [(370, 830), (650, 830)]],
    ],
    [
        [[*_arc(490, 350, 190, 180, 190, 385), (310, 830)], [(310, 830), (700, 830)]],
        [[*_arc(500, 360, 200, 190, 200, 360), (640, 540), (320, 830)], [(320, 830), (720, 830), (720, 770)]],
    ],
    [
        [_arc(480, 330, 180, 160, 200, 450), _arc(480, 660, 210, 170, 270, 520)],
        [[(320, 170), (680, 170), (470, 430)], _arc(480, 630, 210, 200, 270, 520)],
    ],
    [
        [[(600, 830), (600, 170), (290, 620), (730, 620)]],
        [[(330, 170), (310, 560), (710, 560)], [(610, 330), (610, 830)]],
        [[(560, 170), (290, 640), (730, 640)], [(600, 420), (600, 830)]],
    ],
    [
        [[(670, 170), (360, 170), (330, 460)], [(330, 460), *_arc(480, 630, 210, 200, 240, 510)]],
        [[(690, 190), (350, 170), (350, 450)], [(350, 450), *_arc(470, 640, 220, 190, 250, 500)]],
    ],
    [
        [[*_arc(600, 500, 300, 330, 260, 180), (300, 640)], _LOOP],
        [[(600, 170), (330, 560)], _LOOP],
        [[(640, 210), *_arc(560, 500, 250, 320, 250, 170)], _arc(500, 650, 190, 180, 0, 360)],
    ],
    [
        [[(310, 170), (700, 170), (430, 830)]],
        [[(310, 170), (700, 170), (430, 830)], [(400, 490), (660, 490)]],
        [[(310, 230), (310, 170), (700, 170), (520, 480), (450, 830)]],
    ],
    [
        [_arc(500, 330, 170, 160, 0, 360), _arc(500, 660, 210, 175, 0, 360)],
        [_arc(500, 340, 185, 170, 0, 360), _arc(500, 670, 185, 160, 0, 360)],
        [
            [
                (680, 250),
                *_arc(500, 320, 170, 150, 330, 120),
                (640, 560),
                *_arc(500, 670, 190, 165, 330, 580),
                (640, 400),
                (680, 250),
            ]
        ],
    ],
    [],
]
_FORMS[9] = [[[(1000 - x, 1000 - y) for x, y in stroke] for stroke in form] for form in _FORMS[6]]
