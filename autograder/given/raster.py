"""Fills polygons, many pictures at a time, in whole numbers only: the same bytes on every machine.

Coordinates are units of 1/1000 of a picture's side; x goes right, y goes down. A picture is filled at four times its
side, 112 x 112, and shrunk to 28 x 28 at the end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIDE = 28  # of a picture, in pixels
FINE = 4 * SIDE  # of what is filled
UNITS = 1000  # of a coordinate, along a side

Ints = NDArray[np.int64]
SINES = np.array([round(65536 * s) for s in np.sin(np.deg2rad(np.arange(0, 91)))], dtype=np.int64)


def fill(polygons: Ints) -> NDArray[np.bool_]:
    """Which fine pixels lie inside: (N, P, V, 2) corners of P polygons for each of N pictures to (N, FINE, FINE).

    All polygons of a picture are united; a polygon must not cross itself. Shorter ones repeat their last corner.
    """
    n = len(polygons)
    corners = _clockwise(polygons)
    after = np.roll(corners, -1, axis=2)
    x0, y0, x1, y1 = (part.reshape(n, -1, 1) for part in (*_xy(corners), *_xy(after)))  # (N, P * V, 1)
    level = (2 * np.arange(FINE, dtype=np.int64) + 1) * UNITS  # (FINE,): the middles of the rows, in units / (2 FINE)
    top, bottom = y0 * 2 * FINE, y1 * 2 * FINE
    down, up = (top <= level) & (level < bottom), (bottom <= level) & (level < top)  # (N, P * V, FINE)
    picture, _, row = np.nonzero(down | up)
    edges = np.nonzero(down | up)[:2]
    (x0, y0, x1, y1), drop = (part[edges][:, 0] for part in (x0, y0, x1, y1)), level[row]
    # where the edge meets the row, in units; then the first fine pixel whose middle is not left of it
    numerator = x0 * (y1 - y0) * 2 * FINE + (drop - y0 * 2 * FINE) * (x1 - x0)
    denominator = (y1 - y0) * 2 * UNITS
    column = np.clip(-((denominator - 2 * numerator) // (2 * denominator)), 0, FINE)
    winding = np.where(y1 > y0, 1, -1)
    place = (picture * FINE + row) * (FINE + 1) + column
    turns = np.zeros(n * FINE * (FINE + 1), dtype=np.int64)
    np.add.at(turns, place, winding)
    inside: NDArray[np.bool_] = np.cumsum(turns.reshape(n, FINE, FINE + 1)[..., :FINE], axis=2) != 0
    return inside


def turned(points: Ints, degrees: Ints, slant: Ints | int = 0) -> Ints:
    """Points (N, ..., 2) turned about the middle of the picture, after leaning by slant/100 of their height."""
    shape = (-1,) + (1,) * (points.ndim - 2)
    x, y = points[..., 0] - UNITS // 2, points[..., 1] - UNITS // 2
    x = x - y * np.reshape(slant, shape if np.ndim(slant) else ()) // 100
    degrees = np.asarray(degrees, dtype=np.int64).reshape(shape)
    sine = np.sign(degrees) * SINES[np.abs(degrees)]
    cosine = SINES[90 - np.abs(degrees)]
    half = UNITS // 2
    return np.stack([(x * cosine - y * sine) // 65536 + half, (x * sine + y * cosine) // 65536 + half], axis=-1)


def shrink(fine: NDArray[np.int64]) -> NDArray[np.int64]:
    """(N, FINE, FINE) to (N, SIDE, SIDE): each pixel is the mean of sixteen."""
    small: Ints = fine.reshape(-1, SIDE, 4, SIDE, 4).sum(axis=(2, 4)) // 16
    return small


def blurred(pictures: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each pixel with a part of its neighbours, weights 1 4 1 in each direction."""
    for axis in (1, 2):
        padded = np.pad(pictures, [(1, 1) if each == axis else (0, 0) for each in range(3)])
        before, after = np.take(padded, range(SIDE), axis), np.take(padded, range(2, SIDE + 2), axis)
        pictures = (before + 4 * pictures + after) // 6
    return pictures


def _xy(points: Ints) -> tuple[Ints, Ints]:
    return points[..., 0], points[..., 1]


def _clockwise(polygons: Ints) -> Ints:
    """All in the same direction, so that they unite where they overlap."""
    x, y = _xy(polygons)
    area = (x * np.roll(y, -1, axis=-1) - np.roll(x, -1, axis=-1) * y).sum(axis=-1)  # (N, P)
    return np.where((area < 0)[..., None, None], polygons[:, :, ::-1], polygons)
