"""The corpus itself is sound: each hostile file is what its description says. Nothing of it is run."""

from __future__ import annotations

import ast
import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest

from autograder.results import Reason
from tests.attacks.generated import generated

HERE = Path(__file__).parent
SUBMISSIONS = HERE / "submissions"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))
FUNCTIONS = ("broadcast_shape", "centre_rows", "pairwise_sqdist", "normalise_channels", "safe_mse")
REASONS = {reason.value for reason in Reason} - {Reason.GRADER.value, Reason.VOID.value}
CLASSES = range(1, 36)


def is_score(score: object) -> bool:
    """Whether `score` is of one of the forms that expected.toml explains."""
    if isinstance(score, str) and score.startswith("functions:"):
        names = score.removeprefix("functions:").split(",")
        return 0 < len(names) < len(FUNCTIONS) and all(name in FUNCTIONS for name in names)
    return score in (0, "full", "public")


def test_every_file_is_described_and_every_description_has_a_file() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in SUBMISSIONS.iterdir())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_description_says_what_can_be_checked(name: str) -> None:
    told = EXPECTED[name]
    assert set(told) <= {"classes", "tries", "score", "reasons", "slow"}
    assert set(told["classes"]) <= set(CLASSES)
    assert is_score(told["score"])
    assert set(told.get("reasons", ())) <= REASONS
    assert ("reasons" in told) is (told["score"] != "full")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_is_small_and_opens_with_the_line_that_describes_it(name: str) -> None:
    text = (SUBMISSIONS / name).read_text("utf-8")
    assert len(text.encode()) < 20_000
    assert text.startswith(f'"""{EXPECTED[name]["tries"]}."""\n')


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_parses_unless_that_is_its_attack(name: str) -> None:
    text = (SUBMISSIONS / name).read_text("utf-8")
    if EXPECTED[name].get("reasons") == ["syntax_error"]:
        with pytest.raises(SyntaxError):
            ast.parse(text)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ast.parse(text)


def test_generated_files_are_described_in_the_same_words() -> None:
    attacks = generated()
    assert not set(attacks) & set(EXPECTED)
    for attack in attacks.values():
        assert isinstance(attack.source, bytes)
        assert set(attack.classes) <= set(CLASSES)
        assert attack.tries.endswith(".")
        assert is_score(attack.score)
        assert set(attack.reasons) <= REASONS


def test_every_class_that_a_python_file_can_carry_has_a_file() -> None:
    covered = {number for told in EXPECTED.values() for number in told["classes"]}
    elsewhere = {35}  # README.md says where
    assert covered == set(CLASSES) - elsewhere
