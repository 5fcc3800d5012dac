"""The history of what grading costs: ratios to `import torch`, and a word when they rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.grading_cost import course_of_eight
from benchmarks.history import main


def result(path: Path, **seconds: float) -> Path:
    benchmarks = [{"name": f"test_{name}", "stats": {"min": value}} for name, value in seconds.items()]
    path.write_text(json.dumps({"benchmarks": benchmarks}))
    return path


def test_costs_are_kept_as_ratios_and_a_rise_by_more_than_a_fifth_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history, comment = tmp_path / "history.jsonl", tmp_path / "comment.md"
    for commit, yardstick, cost in (("a", 1.0, 2.0), ("b", 2.0, 4.1), ("c", 1.0, 2.3)):
        made = result(tmp_path / "r.json", import_torch=yardstick, grade=cost)
        assert main([str(made), str(history), "--commit", commit, "--comment", str(comment)]) == 0
    assert not comment.exists()
    made = result(tmp_path / "r.json", import_torch=3.0, grade=7.5)
    assert main([str(made), str(history), "--commit", "d", "--comment", str(comment)]) == 1
    assert "| grade | 2.05 | 2.50 | +22% |" in comment.read_text()
    kept = [json.loads(line) for line in history.read_text().splitlines()]
    assert [(line["commit"], line["ratios"]["test_grade"]) for line in kept] == [
        ("a", 2.0), ("b", 2.05), ("c", 2.3), ("d", 2.5)
    ]  # fmt: skip
    assert "2.50 times `import torch`" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{}", '{"benchmarks": [{"name": "test_grade", "stats": {"min": 1}}]}'])
def test_what_is_no_result_is_refused_before_anything_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(SystemExit, match="holds no result"):
        main([str(tmp_path / "r.json"), str(tmp_path / "h.jsonl"), "--commit", "a"])
    assert not (tmp_path / "h.jsonl").exists()


def test_a_damaged_history_is_not_written_over(tmp_path: Path) -> None:
    made = result(tmp_path / "r.json", import_torch=1.0, grade=2.0)
    (tmp_path / "h.jsonl").write_text("nonsense\n")
    with pytest.raises(SystemExit, match="damaged"):
        main([str(made), str(tmp_path / "h.jsonl"), "--commit", "a"])
    assert (tmp_path / "h.jsonl").read_text() == "nonsense\n"


def test_the_class_that_is_graded_has_eight_checks(tmp_path: Path) -> None:
    """It is cut out of the course, which changes."""
    assert len(course_of_eight(tmp_path).units[0].checks) == 8
