"""docs/classes.md: "A class in ten minutes" prints what it says, and its class.toml and late.py can be used."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.gradebook.late import Late, asked
from autograder.gradebook.rules import read_rules

ROOT = Path(__file__).parents[2]
TOLD = (ROOT / "docs/classes.md").read_text("utf-8")
FILE = re.compile(r"^`([\w./]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")  # now
TEN_MINUTES = TOLD[TOLD.index("## A class in ten minutes") : TOLD.index("## Releasing to students")]
FILES = {name: text for name, text in FILE.findall(TOLD) if name != "class.toml"}
RULES = [text for kind, text in BLOCK.findall(TOLD) if kind == "toml"]
PLAYED = [(kind, text) for kind, text in BLOCK.findall(TEN_MINUTES) if kind in ("bash", "text")]


def plain(output: str) -> list[str]:
    """The lines without the blanks at their ends, one moment for all, and how well this machine confines."""
    lines = [MOMENT.sub("MOMENT", line).rstrip() for line in output.rstrip().splitlines()]
    return [line for line in lines if not line.startswith("Confinement")]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_class_in_ten_minutes_prints_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "reference").symlink_to(ROOT / "reference")
    for name, text in FILE.findall(TEN_MINUTES):
        (tmp_path / name).write_text(text, "utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    settings = {"PATH": path, "COLUMNS": "100", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"}
    environment = {**os.environ, **settings, "AUTOGRADER_LANG": "en", "GIT_CONFIG_GLOBAL": os.devnull}
    printed: list[str] | None = None
    compared = 0
    for kind, text in PLAYED:
        if kind == "text":
            assert printed == plain(text)
            compared += 1
            continue
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text], cwd=tmp_path, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        printed = plain(done.stdout)
    assert compared == 5


@pytest.mark.parametrize("number", range(len(RULES)))
def test_each_class_toml_of_the_text_can_be_read(number: int, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("student,folder\ns17,work\n", "utf-8")
    (tmp_path / "late.py").write_text(FILES["late.py"], "utf-8")
    (tmp_path / "class.toml").write_text(RULES[number], "utf-8")
    assert read_rules(tmp_path / "class.toml", load_course(ROOT / "reference")).late is not None


def test_the_late_policy_of_the_text_halves_the_points_after_its_hours(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text(FILES["late.py"], "utf-8")
    (toml,) = (text for text in RULES if "late.py" in text)
    for hours, wanted in ((24, {20: 0.0, 30: 8.0}), (12, {11: 0.0, 20: 8.0})):
        (tmp_path / "class.toml").write_text(toml.replace("hours = 24", f"hours = {hours}"), "utf-8")
        policy = read_rules(tmp_path / "class.toml", load_course(ROOT / "reference")).late
        assert policy is not None
        for late, points in wanted.items():
            given = Late("amy", "a1_tensors", timedelta(hours=late), points=16.0, max_points=20.0)
            assert asked(policy, given).points == points
