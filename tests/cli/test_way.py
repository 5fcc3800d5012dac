"""The whole way through a unit, in a terminal: start, a wrong answer, the hint, the right answer, the egg, progress."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.release.samples import with_mistake
from autograder.results import Lang
from tests.cli.terminal import Terminal

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"

SAYS: dict[Lang, dict[str, tuple[str, ...]]] = {
    "en": {
        "start": ("Broadcasting", "1. Read", "2. Write", "3. Check", "The first run fails: that is your task."),
        "untouched": ("0 of 7 checks pass", "that is the task", "Hints cost nothing."),
        "wrong": (
            "6 of 7 checks pass",
            "Look at this first",
            "takes the mean of each row",
            "Averaging over axis 1 removed that axis",
            "Think about this",
            "This error is explained in u04_broadcasting.md:",
        ),
        "hint": ("hint 1 of 3", "One level further"),
        "egg": ("All public checks of a1/u04 pass.", "12 more points"),
        "progress": ("Tensors", "1 of 10 units", "next: autograder start a0/u01"),
    },
    "zh": {
        "start": ("广播", "1. 阅读", "2. 编写", "3. 检查", "第一次运行不会通过"),
        "untouched": ("7 个检查通过了 0 个", "这正是你的任务", "不扣分"),
        "wrong": (
            "7 个检查通过了 6 个",
            "先看这里",
            "取每一行的均值",
            "这个轴被去掉了",
            "想一想",
            "u04_broadcasting.zh.md:",
        ),
        "hint": ("提示 1/3", "再看下一级"),
        "egg": ("a1/u04 的公开检查全部通过", "另有 12 分"),
        "progress": ("张量", "10 个单元完成了 1 个", "下一个：autograder start a0/u01"),
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_from_the_handout_to_the_egg(real_course: Course, tmp_path: Path, lang: Lang) -> None:
    shutil.copytree(ASSIGNMENTS, tmp_path / "assignments", ignore=shutil.ignore_patterns("__pycache__"))
    unit = real_course.unit("a1/u04")
    mine = tmp_path / "assignments" / "a1_tensors" / "u04_broadcasting.py"
    says = SAYS[lang]

    def command(*arguments: str, status: int = 0) -> str:
        with Terminal(tmp_path, *arguments, AUTOGRADER_LANG=lang) as terminal:
            assert terminal.end() == status, terminal.screen
            assert all(len(line) <= 80 for line in terminal.screen.split("\n"))
            return " ".join(terminal.screen.split())

    def has(said: str, *texts: str) -> None:
        joined = said.replace(" ", "")  # lines of Chinese break anywhere
        assert [text for text in texts if text.replace(" ", "") not in joined] == []

    has(command("start", "a1/u04"), *says["start"])
    has(command("check", "a1/u04", status=1), *says["untouched"])
    mine.write_text(with_mistake(unit, unit.mistakes_of("centre_rows")[0]), "utf-8")
    has(command("check", "a1/u04", status=1), *says["wrong"])
    has(command("hint", "a1/u04"), "centre_rows", *says["hint"])
    mine.write_text(unit.solution_path.read_text("utf-8"), "utf-8")
    has(command("check", "a1/u04"), "九九" if lang == "zh" else "81", *says["egg"])
    has(command("progress"), *says["progress"])
