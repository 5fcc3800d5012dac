"""Golden files of the rehearsal: `UPDATE_GOLDEN=1 pytest tests/ci` writes them anew; read what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.report.conftest import compare_golden

HERE = Path(__file__).with_name("golden")


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name."""
    return lambda name, text: compare_golden(HERE, name, text)
