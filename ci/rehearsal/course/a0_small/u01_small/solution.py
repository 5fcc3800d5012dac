"""Small."""

import torch


def double(x):
    """Twice `x`. double(2) is 4."""
    # BEGIN SOLUTION
    return x * 2
    # END SOLUTION


def halve(x):
    """Half of `x`. halve(4) is 2."""
    # BEGIN SOLUTION
    return x / 2
    # END SOLUTION
