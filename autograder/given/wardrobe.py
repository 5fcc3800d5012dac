"""Draws the wardrobe: ten kinds of clothes, in the order and with the names of Fashion-MNIST.

Pullover, coat and shirt have one outline, and differ in what is on it; so do T-shirt and dress, nearly. Every garment
is drawn anew: its corners are moved a little, it is turned, mirrored, shifted, and has its own grey and pattern.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.given.raster import FINE, SIDE, UNITS, Ints, blurred, fill, shrink, turned

CLASSES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip

CHUNK = 200  # pictures that are filled at once
DRAWS = 64  # numbers that one garment draws
MOVES = 20  # from this one on they move corners
MOVED = 14  # how far a corner is moved at most

Points = Sequence[tuple[int, int]]
# A layer: polygons; how they are painted ("cloth", "dark", "light", "gone", "pattern"); on how many of ten it is there.
Layer = tuple[Sequence[Points], str, int]


def _both(right: Points) -> Points:
    """The outline of something that is the same on both sides, from its right half."""
    return [*right, *((UNITS - x, y) for x, y in reversed(right))]


def _box(left: int, top: int, right: int, bottom: int) -> Points:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


_LONG_SLEEVES = _both([(570, 150), (670, 180), (780, 280), (870, 760), (780, 790), (700, 440), (705, 850)])
_NECK = _both([(560, 140), (530, 195)])
_TABLE: dict[str, Sequence[Layer]] = {
    "T-shirt/top": [
        ([_both([(570, 160), (690, 190), (880, 370), (780, 470), (700, 400), (705, 850)])], "cloth", 10),
        ([_NECK], "gone", 10),
        ([_box(300, 430, 700, 600)], "pattern", 5),
    ],
    "Trouser": [
        ([_both([(640, 90), (690, 910), (560, 915), (500, 330)])], "cloth", 10),
        ([_box(350, 95, 650, 135)], "dark", 7),
        ([[(495, 140), (505, 140), (505, 320), (495, 320)]], "dark", 8),
    ],
    "Pullover": [
        ([_LONG_SLEEVES], "cloth", 10),
        ([_NECK], "gone", 10),
        ([_box(290, 800, 710, 855)], "dark", 9),
        (
            [[(775, 730), (862, 705), (872, 760), (780, 792)], [(225, 730), (138, 705), (128, 760), (220, 792)]],
            "dark", 9,
        ),
        ([_box(300, 380, 700, 640)], "pattern", 6),
    ],
    "Dress": [
        ([_both([(570, 90), (640, 110), (630, 300), (580, 430), (760, 930)])], "cloth", 10),
        ([_both([(555, 80), (520, 170)])], "gone", 9),
        ([_both([(582, 415), (578, 450)])], "dark", 6),
        ([_box(250, 520, 750, 900)], "pattern", 4),
    ],
    "Coat": [
        ([_LONG_SLEEVES], "cloth", 10),
        ([_box(296, 830, 704, 930)], "cloth", 10),
        ([[(492, 180), (508, 180), (508, 930), (492, 930)]], "dark", 10),
        (
            [[(570, 150), (600, 170), (525, 420), (505, 400)], [(430, 150), (400, 170), (475, 420), (495, 400)]],
            "light", 9,
        ),
        ([_box(560, 600, 650, 625), _box(350, 600, 440, 625)], "dark", 7),
    ],
    "Sandal": [
        (
            [[(90, 700), (300, 690), (560, 640), (880, 590), (930, 640), (900, 720), (600, 740), (110, 760)]],
            "cloth", 10,
        ),
        (
            [[(230, 700), (380, 470), (450, 480), (330, 700)], [(350, 480), (520, 660), (580, 640), (420, 450)]],
            "cloth", 10,
        ),
        (
            [[(700, 630), (860, 380), (910, 390), (790, 630)], [(640, 470), (880, 400), (880, 450), (650, 520)]],
            "cloth", 8,
        ),
    ],
    "Shirt": [
        ([_LONG_SLEEVES], "cloth", 10),
        (
            [[(570, 150), (610, 165), (545, 270), (500, 200)], [(430, 150), (390, 165), (455, 270), (500, 200)]],
            "light", 10,
        ),
        ([_box(484, 270 + 110 * i, 516, 302 + 110 * i) for i in range(5)], "dark", 9),
        ([_box(300, 200, 700, 850)], "pattern", 5),
    ],
    "Sneaker": [
        ([[(80, 690), (110, 590), (330, 540), (560, 400), (640, 440), (900, 420), (925, 690)]], "cloth", 10),
        ([[(75, 680), (930, 680), (920, 745), (90, 745)]], "light", 9),
        (
            [[(330, 545), (370, 525), (430, 610), (390, 630)], [(430, 490), (470, 465), (530, 560), (490, 585)]],
            "dark", 9,
        ),
    ],
    "Bag": [
        ([[(140, 420), (860, 420), (900, 860), (100, 860)]], "cloth", 10),
        (
            [[(300, 430), (350, 180), (650, 180), (700, 430), (640, 430), (605, 240), (395, 240), (360, 430)]],
            "cloth", 9,
        ),
        ([_box(120, 540, 880, 565)], "dark", 7),
        ([_box(465, 520, 535, 610)], "light", 7),
    ],
    "Ankle boot": [
        ([[(110, 800), (120, 660), (330, 600), (520, 480), (540, 160), (850, 150), (880, 800)]], "cloth", 10),
        ([[(105, 790), (885, 790), (885, 860), (700, 865), (690, 840), (105, 845)]], "dark", 10),
        ([_box(535, 155, 855, 215)], "dark", 6),
    ],
}  # fmt: skip


def labels(n: int, seed: int) -> NDArray[np.int64]:
    """The kinds of n garments, (n,): each ten in a row hold each kind once, in any order."""
    draws = np.random.RandomState(seed % (1 << 32)).randint(0, 1 << 30, dtype=np.int64, size=(-(-n // 10), 10))
    return np.argsort(draws, axis=1, kind="stable").reshape(-1)[:n]


def wardrobe(n: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Draw n garments: pictures (n, 28, 28), light on black, and their kinds (n,).

    The first m of n are those of `wardrobe(m, seed)`. Source: drawn by this file alone; nothing is downloaded.

    Raises:
        ValueError: n is negative.
    """
    if n < 0:
        raise ValueError(f"n is {n}; a wardrobe has no garments (0) or some")
    kinds = labels(n, seed)
    draws = np.random.RandomState((seed + 1) % (1 << 32)).randint(0, 1 << 30, dtype=np.int64, size=(n, DRAWS))
    noise = np.random.RandomState((seed + 2) % (1 << 32)).randint(-9, 10, dtype=np.int64, size=(n, SIDE, SIDE))
    pictures = np.zeros((n, SIDE, SIDE), dtype=np.int64)
    for number, name in enumerate(CLASSES):
        chosen = np.flatnonzero(kinds == number)
        for start in range(0, len(chosen), CHUNK):
            few = chosen[start : start + CHUNK]
            pictures[few] = blurred(shrink(_worn(_TABLE[name], draws[few])))
    cloth = pictures > 12
    return np.clip(pictures + np.where(cloth, noise, 0), 0, 255).astype(np.uint8), kinds


def _worn(layers: Sequence[Layer], draws: Ints) -> NDArray[np.int64]:
    """Paint the layers of N garments of a kind, (N, FINE, FINE); draws (N, DRAWS) say how each of them looks."""
    n = len(draws)
    grey = 110 + draws[:, 0] % 110  # (N,)
    canvas, outline = np.zeros((n, FINE, FINE), dtype=np.int64), np.zeros((n, FINE, FINE), dtype=bool)
    for number, (polygons, paint, tenths) in enumerate(layers):
        inside = fill(_placed(polygons, draws, number))
        inside &= (draws[:, 10 + number] % 10 < tenths)[:, None, None]
        if paint == "cloth":
            outline |= inside
        elif paint != "gone":
            inside &= outline
        if paint == "pattern":
            inside &= _stripes(draws)
        canvas = np.where(inside, _shade(paint, grey)[:, None, None], canvas)
    return canvas


def _shade(paint: str, grey: Ints) -> Ints:
    match paint:
        case "dark":
            return grey * 5 // 9
        case "light":
            return (grey + 255) // 2
        case "pattern":
            return (grey + 60) % 256
        case "gone":
            return np.zeros_like(grey)
    return grey


def _placed(polygons: Sequence[Points], draws: Ints, layer: int) -> Ints:
    """Corners of a layer, (N, P, V, 2), moved, mirrored, turned, shifted and sized as the draws of each garment say."""
    longest = max(map(len, polygons))
    corners = np.array([[points[min(i, len(points) - 1)] for i in range(longest)] for points in polygons])  # (P, V, 2)
    places = [[min(i, len(points) - 1) + 5 * p for i in range(longest)] for p, points in enumerate(polygons)]
    columns = (2 * np.array(places)[..., None] + [0, 1] + 7 * layer) % (DRAWS - MOVES) + MOVES  # (P, V, 2)
    n, middle = len(draws), UNITS // 2
    moved = corners + draws[:, columns] % (2 * MOVED + 1) - MOVED  # (N, P, V, 2)
    size = 86 + draws[:, 1] % 22, 86 + draws[:, 2] % 22  # width and height, in hundredths
    x, y = ((moved[..., i] - middle) * size[i].reshape(n, 1, 1) // 100 + middle for i in (0, 1))
    x = np.where((draws[:, 3] % 2 == 1).reshape(n, 1, 1), UNITS - x, x)
    placed = turned(np.stack([x, y], axis=-1), draws[:, 4] % 17 - 8)
    return placed + np.stack([draws[:, 5] % 61 - 30, draws[:, 6] % 61 - 30], axis=-1).reshape(n, 1, 1, 2)


def _stripes(draws: Ints) -> NDArray[np.bool_]:
    """(N, FINE, FINE): stripes across or along, or checks; of another width for each garment."""
    width, phase = (6 + draws[:, 7] % 9)[:, None], draws[:, 8, None] % 20
    line = (np.arange(FINE) + phase) // width % 2 == 1  # (N, FINE)
    across, along = line[:, :, None], line[:, None, :]
    kind = (draws[:, 9] % 3)[:, None, None]
    striped: NDArray[np.bool_] = np.where(kind == 0, across, np.where(kind == 1, along, across ^ along))
    return striped
