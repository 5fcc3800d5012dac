"""Small."""

import torch


def double(x):
    """Twice `x`. double(2) is 4."""
    return x * 2


def halve(x):
    """Half of `x`. halve(4) is 2."""
    return x / 2
