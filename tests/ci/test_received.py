"""When pushes came, asked of a `gh` that answers as GitHub's documentation says (ci/received.py)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "ci" / "received.py"
FAKE = """#!{python}
import json, os, sys
assert sys.argv[1:4] == ["api", "--paginate", "--slurp"], sys.argv
assert os.environ["GH_TOKEN"] == "a token"
answers = json.load(open({answers!r}))
name = sys.argv[4].removeprefix("repos/").removesuffix("/activity?per_page=100")
if name not in answers:
    sys.exit("gh: Not Found (HTTP 404)")
print(json.dumps(answers[name]))
"""
A, B, C = ("a" * 40, "b" * 40, "c" * 40)


def push(after: str, when: str, kind: str = "push") -> dict[str, str]:
    return {"after": after, "timestamp": when, "activity_type": kind, "ref": "refs/heads/main", "before": "0" * 40}


@pytest.fixture
def run(tmp_path: Path) -> object:
    """Runs the script on a roster, with answers of GitHub by repository: pages of activities."""

    def received(roster: str, answers: dict[str, object], place: str = "roster.csv") -> tuple[list[str], str]:
        (tmp_path / "answers.json").write_text(json.dumps(answers))
        gh = tmp_path / "bin" / "gh"
        gh.parent.mkdir(exist_ok=True)
        gh.write_text(FAKE.format(python=sys.executable, answers=str(tmp_path / "answers.json")))
        gh.chmod(0o755)
        (tmp_path / "roster.csv").write_text(roster)
        (tmp_path / "class.toml").write_text('roster = "roster.csv"\n')
        done = subprocess.run(
            [sys.executable, SCRIPT, tmp_path / place], capture_output=True, text=True,
            env={**os.environ, "PATH": f"{gh.parent}:{os.environ['PATH']}", "GH_TOKEN": "a token"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines(), done.stderr

    return received


@pytest.mark.parametrize("place", ["roster.csv", "class.toml"])
def test_each_head_that_was_pushed_is_told_with_the_first_time(run, place: str) -> None:
    pages = [
        [push(B, "2026-10-02T08:00:00Z", "force_push"), push(A, "2026-10-03T08:00:00Z")],
        [push(A, "2026-10-01T08:00:00Z", "branch_creation"), push("0" * 40, "2026-10-01T09:00:00Z", "branch_deletion")],
    ]
    roster = "student;repository\namy;https://github.com/class/amy.git\nbo;git@github.com:class/amy\n"
    told, said = run(roster, {"class/amy": pages}, place)
    assert told == ["commit,received", f"{A},2026-10-01T08:00:00Z", f"{B},2026-10-02T08:00:00Z"]
    assert said == ""


def test_a_repository_that_does_not_answer_or_is_elsewhere_harms_nobody(run) -> None:
    roster = (
        "student,repository\namy,https://github.com/class/gone\nbo,https://github.com/class/odd\n"
        "cid,/srv/git/cid.git\ndan,https://example.org/class/dan\neve,https://github.com/class/eve\n"
    )
    told, said = run(roster, {"class/odd": {"message": "what?"}, "class/eve": [[push(C, "2026-10-01T08:00:00Z")]]})
    assert told == ["commit,received", f"{C},2026-10-01T08:00:00Z"]
    assert [line.partition(":")[0] for line in said.splitlines()] == ["class/gone", "class/odd"]
    assert "HTTP 404" in said


def test_what_it_writes_is_what_collect_reads(run, tmp_path: Path) -> None:
    from autograder.gradebook.collect import read_received

    told, _ = run("student,repository\namy,https://github.com/class/amy\n",
                  {"class/amy": [[push(A, "2026-10-01T08:00:00Z")]]})  # fmt: skip
    (tmp_path / "received.csv").write_text("\n".join(told))
    assert [moment.hour for moment in read_received(tmp_path / "received.csv").values()] == [8]
