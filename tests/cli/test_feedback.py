"""`autograder feedback`: a class's reports, on a branch of each repository."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import feedback, main
from autograder.course import load_course
from autograder.gradebook import Gradebook
from autograder.gradebook import git as running
from autograder.gradebook.changes import Change
from autograder.gradebook.hand_ins import HandIn
from autograder.gradebook.publication import Publication
from tests.cli.test_report import hand_in
from tests.gradebook.repositories import git, make
from tests.small import small_course

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder with a course, a gradebook of five, and their repositories; two share one."""
    course = small_course(tmp_path)
    (tmp_path / "gradebook").mkdir()
    with Gradebook.open(tmp_path / "gradebook" / "attempts.db") as book:
        for student in ("amy", "bob", "cid", "李雷"):
            hand_in(book, student, course=course, good=student == "amy")
        for student in ("amy", "bob"):
            change = Change(student=student, assignment="a0_small", points=1.0, reason="a fine idea", author="ann")
            book.adjust(change)
        book.publish("a0_small", Publication(published=True, author="ann"))
    make(tmp_path / "work", (-1, {"README.md": "mine\n"}))
    for name in ("amy", "pair"):
        git(tmp_path, "clone", "--quiet", "--bare", "work", f"{name}.git")
    (tmp_path / "roster.csv").write_text(
        "student,repository,folder\namy,amy.git,\nbob,pair.git,\n李雷,./pair.git/,\ndan,gone.git,\ncid,gone.git,\n"
        "eve,,work\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "PAUSE", 0.0)
    return lambda *more: CliRunner().invoke(
        main, ["feedback", "--roster", "roster.csv", "--assignment", "a0", "--course", "course", *more]
    )


def files(repository: str) -> list[str]:
    return git(Path(repository), "-c", "core.quotePath=false", "ls-tree", "--name-only", "feedback").splitlines()


def show(repository: str, name: str) -> str:
    return git(Path(repository), "show", f"feedback:{name}")


def test_everybody_gets_a_report_and_who_fails_harms_nobody(run: Run) -> None:
    done = run("--lang", "en")
    assert done.exit_code == 1, done.output
    dan, cid, last = done.output.splitlines()
    assert dan == "dan: skipped: not graded; run `autograder grade`"
    assert cid.startswith("cid: FAILED: fatal: 'gone.git' does not appear to be a git repository")
    assert last == "feedback: 3 pushed, 1 skipped, 1 FAILED."
    assert files("amy.git") == ["README.md", "a0_small.html", "a0_small.md"]
    assert "**3 of 2 points** · amy" in show("amy.git", "a0_small.md")
    assert "a fine idea" in show("amy.git", "a0_small.md")
    assert "- Small: [a0_small.md](a0_small.md)" in show("amy.git", "README.md")
    assert git(Path("amy.git"), "show", "main:README.md") == "mine"
    done = run("--student", "amy")
    assert (done.exit_code, done.output) == (0, "feedback: 1 unchanged.\n")


def test_those_who_share_a_repository_get_a_file_each_without_what_is_personal(run: Run) -> None:
    assert run("--student", "bob", "--student", "李雷").exit_code == 0
    lei = next(name for name in files("pair.git") if "李雷" in name)
    assert [name.rpartition(".")[2] for name in files("pair.git")] == ["md", "html", "md", "html", "md"]
    assert "a0_small-bob.md" in show("pair.git", "README.md")
    assert lei in show("pair.git", "README.md")
    text = show("pair.git", "a0_small-bob.md")
    assert "a fine idea" not in text
    assert "**0 of 2 points** · bob" in text
    assert "Several students share this repository" in text


def test_a_repository_that_is_shared_from_now_on_no_longer_shows_what_was_one_student_s(
    run: Run, tmp_path: Path
) -> None:
    run("--student", "amy")
    (tmp_path / "roster.csv").write_text("student,repository\namy,amy.git\nbob,amy.git\n")
    assert run().exit_code == 0
    assert [name for name in files("amy.git") if name.endswith(".md")] == [
        "README.md", "a0_small-amy.md", "a0_small-bob.md"
    ]  # fmt: skip


def test_a_dry_run_pushes_nothing_and_another_branch_may_be_named(run: Run) -> None:
    assert run("--student", "amy", "--dry-run").output == "feedback: 1 would push.\n"
    assert git(Path("amy.git"), "branch", "--list", "feedback") == ""
    assert run("--student", "amy", "--branch", "from/grader").exit_code == 0
    assert git(Path("amy.git"), "rev-list", "--count", "from/grader") == "1"


@pytest.mark.parametrize("decided", [None, Publication(published=False, author="ann")])
def test_what_is_not_published_is_not_pushed(run: Run, tmp_path: Path, decided: Publication | None) -> None:
    with Gradebook.open(tmp_path / "gradebook" / "other.db") as book:
        hand_in(book, "amy", course=load_course(tmp_path / "course"))
        if decided is not None:
            book.publish("a0_small", Publication(published=True, author="ann"))
            book.publish("a0_small", decided)
    done = run("--student", "amy", "--gradebook", "gradebook/other.db")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "amy: skipped: not published; run `autograder publish --assignment a0_small`",
        "feedback: 1 skipped.",
    ]
    assert git(Path("amy.git"), "branch", "--list", "feedback") == ""


def test_what_the_rules_take_off_is_told_and_the_roster_may_be_theirs(run: Run, tmp_path: Path) -> None:
    with Gradebook.open(tmp_path / "gradebook" / "attempts.db") as book:
        digest = book.latest("a0_small")[0].submission_digest
        book.hand_in("a0_small", [HandIn("amy", digest, datetime(2026, 10, 2, tzinfo=UTC))])
    (tmp_path / "class.toml").write_text(
        'roster = "roster.csv"\n[late]\npercent_per_day = 50\n[assignments.a0]\ndeadline = "2026-10-01T12:00Z"\n'
    )
    arguments = ["feedback", "--assignment", "a0", "--course", "course", "--student", "amy", "--lang", "en"]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.output) == (0, "feedback: 1 pushed.\n")
    assert "12 h late: 50 % of 2 points" in show("amy.git", "a0_small.md")
    assert "12 h late: 50 % of 2 points" in show("amy.git", "a0_small.html")
    assert "**2 of 2 points** · amy" in show("amy.git", "a0_small.md")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--branch", "a..b"], "'a..b' cannot be the name of a branch"),
        (["--student", "nobody"], "The roster does not name nobody"),
        (["--gradebook", "nowhere.db"], "nowhere.db"),
        (["--assignment", "a9"], "a9"),
    ],
)
def test_wrong_use_is_said_before_anything_is_pushed(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert git(Path("amy.git"), "branch", "--list", "feedback") == ""


def test_who_works_in_a_folder_has_no_branch(run: Run) -> None:
    done = run("--student", "eve")
    assert done.exit_code == 0
    assert "eve: skipped: has no repository in the roster" in done.output


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://github.com/O/r.git", "https://github.com/o/r"),
        ("git@github.com:o/r.git", "https://x-access-token@github.com/o/r/"),
        ("ssh://git@github.com/o/r", "git@github.com:o/r"),
        ("/srv/git/r.git/", "/srv/git/r"),
        ("https://github.com:443/o/r", "https://www.github.com/o/r"),
        ("ssh://git@github.com:22/o/r", "git@github.com:/o/r"),
        ("https://github.com/o//%72", "https://github.com/o/r"),
        ("./o/R.git", "o/r"),
    ],
)
def test_one_repository_is_known_however_its_address_is_written(one: str, other: str) -> None:
    assert feedback._place(one) == feedback._place(other)
    assert feedback._place(one) != feedback._place(f"{other.rstrip('/').removesuffix('.git')}2")


def test_a_folder_is_one_repository_as_a_path_and_as_an_address(tmp_path: Path) -> None:
    (tmp_path / "Pair.git").mkdir()
    (tmp_path / "link").symlink_to("Pair.git")
    written = (f"file://{tmp_path}/Pair.git", f"{tmp_path}/Pair.git/", f"{tmp_path}/Pair", f"{tmp_path}/link")
    places = {feedback._place(each) for each in written}
    assert len(places) == 1


def test_a_repository_without_any_push_does_not_get_our_branch_as_its_default(run: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "empty.git")
    (tmp_path / "roster.csv").write_text("student,repository\namy,empty.git\n")
    done = run()
    assert done.exit_code == 0
    assert "amy: skipped: nothing was pushed to its default branch" in done.output
    assert git(Path("empty.git"), "for-each-ref") == ""


def test_points_of_an_earlier_version_of_the_course_are_told_before_they_are_sent(run: Run, tmp_path: Path) -> None:
    assert run("--dry-run").stderr == ""
    (tmp_path / "course" / "a0_small" / "u01_small" / "mistakes.py").write_text("")
    assert run("--dry-run").stderr.startswith(
        "a0_small: 4 students have points from an earlier version of the course. "
    )
    assert run("--dry-run", "--student", "amy").stderr.startswith("a0_small: 1 student has points from an earlier")
