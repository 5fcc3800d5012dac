"""Pictures are drawn in one process, one after the other: what one leaves switched off is on again for the next."""

from __future__ import annotations

from pathlib import Path

import torch

from autograder.release.pictures import draw_picture
from tests.small import small_course

PICTURE = '''"""Draws."""
import torch


def draw(solution):
    torch.set_grad_enabled(False)
    torch.set_default_dtype(torch.float64)
    return "<svg/>"
'''


def test_a_picture_leaves_torch_as_it_was(tmp_path: Path) -> None:
    unit = small_course(tmp_path).units[0]
    (unit.path / "picture.py").write_text(PICTURE, "utf-8")
    assert draw_picture(unit) == "<svg/>"
    assert torch.is_grad_enabled()
    assert torch.get_default_dtype() is torch.float32
