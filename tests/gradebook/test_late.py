"""What late work costs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from autograder.gradebook.late import Late, LateError, Penalty, PerDay, asked, late_text, load_policy
from autograder.results import Text


def late(hours: float, points: float = 16.0, used: int = 0) -> Late:
    return Late("lin", "a1_tensors", timedelta(hours=hours), points, 20.0, used)


@pytest.mark.parametrize(
    ("hours", "points"), [(0.5, 1.6), (24, 1.6), (24.01, 3.2), (48, 3.2), (239, 16.0), (10_000, 16.0)]
)
def test_each_day_begun_costs_its_percent_of_the_score_and_never_more_than_all_of_it(
    hours: float, points: float
) -> None:
    assert asked(PerDay(10.0), late(hours)).points == pytest.approx(points)


def test_percent_of_what_could_be_reached_takes_no_more_than_there_is() -> None:
    policy = PerDay(10.0, "max_score")
    assert asked(policy, late(1)).points == pytest.approx(2.0)
    assert asked(policy, late(24 * 9, points=16.0)).points == 16.0
    assert asked(policy, late(1, points=0.5)).points == 0.5


def test_what_takes_everything_leaves_no_fraction_of_a_hundredth() -> None:
    taken = asked(PerDay(50.0), late(30, points=10 / 3))
    assert taken.points == 10 / 3
    assert taken.reason.en == "1 d 6 h late: 100 % of 3.33 points"
    assert asked(PerDay(10.0), late(1, points=10 / 3)).points == 0.33


def test_grace_counts_at_the_end_of_each_day() -> None:
    policy = PerDay(10.0, grace=timedelta(minutes=15))
    assert asked(policy, late(0.2)).points == 0.0
    assert asked(policy, late(24.2)).points == pytest.approx(1.6)
    assert asked(policy, late(24.3)).points == pytest.approx(3.2)


def test_free_days_go_first_and_only_as_many_as_are_left() -> None:
    policy = PerDay(10.0, free_days=3)
    first = asked(policy, late(30))
    assert (first.points, first.free_days) == (0.0, 2)
    second = asked(policy, late(30, used=2))
    assert (second.points, second.free_days) == (pytest.approx(1.6), 1)
    third = asked(policy, late(30, used=3))
    assert (third.points, third.free_days) == (pytest.approx(3.2), 0)


def test_the_reason_says_how_late_and_the_arithmetic_in_both_languages() -> None:
    reason = asked(PerDay(10.0, free_days=1), late(30)).reason
    assert reason.en == "1 d 6 h late, 1 free day used: 10 % of 16 points"
    assert reason.zh == "迟交 1 天 6 小时，用去 1 个免罚日：扣 16 分的 10%"


@pytest.mark.parametrize(
    ("by", "en"),
    [(timedelta(seconds=1), "1 min"), (timedelta(minutes=61), "1 h 1 min"), (timedelta(days=2, minutes=3), "2 d"),
     (timedelta(hours=30), "1 d 6 h")],
)  # fmt: skip
def test_lateness_is_told_as_people_tell_it(by: timedelta, en: str) -> None:
    assert late_text(by).en == en


OWN = """
from datetime import timedelta
from autograder.gradebook.late import Late, Penalty, Text

class Half:
    def __init__(self, hours=24):
        self.free = timedelta(hours=hours)

    def penalty(self, late: Late) -> Penalty:
        if late.by <= self.free:
            return Penalty(0.0, Text(en="in time enough", zh="还算及时"))
        return Penalty(late.points / 2, Text(en="half", zh="一半"))

REASON = Text(en="late", zh="迟")

class Gives:
    def __init__(self, what): self.what = what
    def penalty(self, late): return eval(self.what)

class NoPolicy: pass

class Loud:
    def __init__(self): print("made")
    def penalty(self, late):
        print("asked")
        return Penalty(1.0, Text(en="one", zh="一"))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.py").write_text(OWN)
    return tmp_path


def test_a_policy_of_ones_own_decides(folder: Path) -> None:
    policy = load_policy("own.py:Half", folder, {"hours": 2})
    assert asked(policy, late(1)) == Penalty(0.0, Text(en="in time enough", zh="还算及时"))
    assert asked(policy, late(3)).points == 8.0


@pytest.mark.parametrize(
    "what",
    [
        "None", "3", "Penalty(-1, late)", "Penalty(float('nan'), None)", "1/0", "Penalty('3', REASON)",
        "Penalty(1, 'late')", "Penalty(1, None)", "Penalty(1, REASON, 1.5)", "Penalty(1, REASON, -2)",
        "Penalty(1, REASON, None)", "exit(3)",
    ],
)  # fmt: skip
def test_a_policy_that_gives_nonsense_is_named_with_what_it_gave(folder: Path, what: str) -> None:
    with pytest.raises(LateError, match=r"late policy Gives (gave|raised)"):
        asked(load_policy("own.py:Gives", folder, {"what": what}), late(1))


@pytest.mark.parametrize(
    ("name", "says"),
    [("own.py", "FILE.py:CLASS"), ("other.py:Half", "there is no other.py"),
     ("own.py:Missing", "Missing cannot be made"), ("own.py:Gives", "Gives cannot be made"),
     ("own.py:NoPolicy", "no method `penalty")],
)  # fmt: skip
def test_a_policy_that_cannot_be_loaded_is_refused_with_the_reason(folder: Path, name: str, says: str) -> None:
    with pytest.raises(LateError, match=says):
        load_policy(name, folder, {})


def test_a_policy_may_be_a_dataclass(folder: Path) -> None:
    (folder / "data.py").write_text(
        "from __future__ import annotations\n"
        "from dataclasses import dataclass\n"
        "from autograder.gradebook.late import Penalty, Text\n\n"
        "@dataclass\n"
        "class Fixed:\n"
        "    points: float = 1.0\n"
        "    def penalty(self, late):\n"
        "        return Penalty(self.points, Text(en='fixed', zh='固定'))\n"
    )
    assert asked(load_policy("data.py:Fixed", folder, {"points": 3.0}), late(1)).points == 3.0


def test_a_policy_that_ends_the_program_when_it_is_loaded_is_refused(folder: Path) -> None:
    (folder / "ends.py").write_text("raise SystemExit('over')\n")
    with pytest.raises(LateError, match="cannot be made: SystemExit: over"):
        load_policy("ends.py:Half", folder, {})


def test_what_a_policy_prints_is_not_in_the_output_of_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(load_policy("own.py:Loud", folder, {}), late(1))
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "made\nasked\n")
