"""Files on a branch of a student's repository: begun, grown, left alone, and refused where it is not ours."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.gradebook import feedback
from autograder.gradebook import git as running
from autograder.gradebook.feedback import Pushed, is_branch, push_files
from autograder.gradebook.git import RepositoryError
from tests.gradebook.repositories import git, make

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PAGE = {"a0_small.md": b"# Small\n"}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A student's repository as a server has it, with some work."""
    make(tmp_path / "work", (-1, {"a0_small/u01_small.py": "x = 1\n"}))
    git(tmp_path, "clone", "--quiet", "--bare", "work", "amy.git")
    return tmp_path / "amy.git"


@pytest.fixture
def by_student(tmp_path: Path, bare: Path) -> Callable[..., None]:
    """A commit of the student's on top of a branch: the function is given the checkout to change."""

    def commit(branch: str, change: Callable[[Path], object]) -> None:
        place = tmp_path / "checkout"
        shutil.rmtree(place, ignore_errors=True)
        git(tmp_path, "clone", "--quiet", "--branch", branch, str(bare), "checkout")
        change(place)
        git(place, "add", "--all")
        git(place, "commit", "--quiet", "--allow-empty", "--message", "mine")
        git(place, "push", "--quiet", "origin", f"HEAD:{branch}")

    return commit


def put(bare: Path, **changes: object) -> Pushed:
    values: dict[str, object] = {"files": PAGE, "message": "Feedback on a0_small", **changes}
    return push_files(str(bare), "feedback", **values)  # type: ignore[arg-type]


def tree(bare: Path, branch: str = "feedback") -> list[str]:
    return git(bare, "ls-tree", "--name-only", branch).splitlines()


def test_the_branch_begins_without_parents_and_the_student_s_own_stays_as_it_is(bare: Path) -> None:
    before = git(bare, "rev-parse", "main")
    pushed = put(bare, listing=lambda names: {"README.md": ", ".join(names).encode()})
    assert pushed == Pushed("pushed", git(bare, "rev-parse", "feedback"))
    assert git(bare, "rev-list", "--parents", "feedback") == pushed.commit  # one commit, and no parent
    assert git(bare, "log", "--format=%an <%ae> %cn <%ce> %s", "feedback") == (
        "autograder <autograder@localhost> autograder <autograder@localhost> Feedback on a0_small"
    )
    assert tree(bare) == ["README.md", "a0_small.md"]
    assert git(bare, "show", "feedback:README.md") == "a0_small.md"
    assert git(bare, "for-each-ref", "--format=%(refname) %(objectname)") == (
        f"refs/heads/feedback {pushed.commit}\nrefs/heads/main {before}"
    )


def test_later_commits_lie_on_top_and_what_is_the_same_is_no_commit(bare: Path) -> None:
    first = put(bare)
    assert put(bare) == Pushed("unchanged", first.commit)
    more = {"a1_next.md": b"# Next\n"}
    second = put(bare, files=more, dry_run=True)
    assert second.outcome == "would push"
    assert git(bare, "rev-parse", "feedback") == first.commit
    second = put(bare, files=more)
    assert git(bare, "rev-list", "feedback").splitlines() == [second.commit, first.commit]
    assert tree(bare) == ["a0_small.md", "a1_next.md"]
    put(bare, files={"a0_small-amy.md": b"x"}, gone=["a0_small.md"])
    assert tree(bare) == ["a0_small-amy.md", "a1_next.md"]


def test_a_branch_that_moves_meanwhile_is_read_again_once(
    bare: Path, by_student: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bare)
    push = feedback._push
    times = []

    def moved_before(place: Path, address: str, branch: str, commit: str) -> None:
        times.append(commit)
        if len(times) in moves:
            by_student("feedback", lambda checkout: (checkout / f"{len(times)}.txt").write_text("thanks"))
        push(place, address, branch, commit)

    monkeypatch.setattr(feedback, "_push", moved_before)
    moves = {1}
    assert put(bare, files={"a1_next.md": b"x"}).outcome == "pushed"
    assert len(times) == 2
    assert tree(bare) == ["1.txt", "a0_small.md", "a1_next.md"]  # nothing of the student's is lost
    moves = {3, 4}
    with pytest.raises(RepositoryError, match="feedback moves while it is written"):
        put(bare, files={"a2_more.md": b"x"})
    assert len(times) == 4
    assert "a2_more.md" not in tree(bare)


def test_a_branch_that_begins_meanwhile_is_not_overwritten(
    bare: Path, by_student: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    push = feedback._push

    def begun_before(place: Path, address: str, branch: str, commit: str) -> None:
        git(bare, "update-ref", "refs/heads/feedback", "refs/heads/main")
        push(place, address, branch, commit)

    monkeypatch.setattr(feedback, "_push", begun_before)
    with pytest.raises(RepositoryError, match="feedback that is not ours; choose another one with --branch"):
        put(bare)
    assert git(bare, "rev-parse", "feedback") == git(bare, "rev-parse", "main")


def test_links_folders_and_submodules_in_the_way_are_replaced_and_others_stay(
    bare: Path, by_student: Callable[..., None], tmp_path: Path
) -> None:
    put(bare)
    secret = tmp_path / "secret.txt"
    secret.write_text("the instructor's")

    def change(place: Path) -> None:
        (place / "README.md").symlink_to(secret)
        (place / "a0_small.md").unlink()
        (place / "a0_small.md").mkdir()
        (place / "a0_small.md" / "x").write_text("x")
        (place / ".gitattributes").write_text("* filter=evil text eol=crlf\n")
        (place / ".gitmodules").write_text('[submodule "s"]\npath = s\nurl = ext::sh -c evil\n')
        git(place, "update-index", "--add", "--cacheinfo", "160000", "0" * 39 + "1", "a0_small.html")

    by_student("feedback", change)
    files = {**PAGE, "a0_small.html": b"<p>\r\n"}
    assert put(bare, files=files, listing=lambda names: {"README.md": b"ours\n"}).outcome == "pushed"
    modes = dict(line.split()[::3] for line in git(bare, "ls-tree", "feedback").splitlines())
    assert list(modes) == ["100644"]
    assert tree(bare) == [".gitattributes", ".gitmodules", "README.md", "a0_small.html", "a0_small.md"]
    assert git(bare, "cat-file", "-s", "feedback:a0_small.html") == "5"  # no filter changed it
    assert secret.read_text() == "the instructor's"


def test_hooks_and_settings_of_a_repository_on_this_machine_are_not_obeyed(bare: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    names = (
        "pre-receive",
        "update",
        "post-receive",
        "post-update",
        "reference-transaction",
        "proc-receive",
        "pre-push",
    )
    for name in names:
        hook = bare / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {proof}\n")
        hook.chmod(0o755)
    (bare / "objects" / "info" / "alternates").write_text(f"{tmp_path / 'work'}/.git/objects\n")
    git(bare, "config", "core.alternateRefsCommand", f"touch {proof}; true")
    git(bare, "config", "core.fsmonitor", f"touch {proof}")
    git(bare, "config", "uploadpack.packObjectsHook", f"touch {proof}")
    for number in range(2):
        assert put(bare, files={f"a{number}.md": b"x"}).outcome == "pushed"
    assert not proof.exists()
    assert push_files(f"file://{bare}", "feedback", {"a2.md": b"x"}, message="x").outcome == "pushed"
    git(bare, "config", "receive.procReceiveRefs", "refs")  # cannot be taken back from outside, so it is refused
    with pytest.raises(RepositoryError, match="cannot find hook 'proc-receive'"):
        put(bare, files={"a3.md": b"x"})
    assert not proof.exists()


def test_what_somebody_else_has_begun_is_refused_and_said(bare: Path) -> None:
    git(bare, "branch", "feedback", "main")
    with pytest.raises(RepositoryError, match="a branch feedback that is not ours"):
        put(bare)
    git(bare, "branch", "--delete", "--force", "feedback")
    git(bare, "branch", "feedback/for-me", "main")
    with pytest.raises(RepositoryError, match="a branch feedback/for-me, and git allows no feedback beside it"):
        put(bare)
    git(bare, "branch", "--delete", "--force", "feedback/for-me")
    git(bare, "branch", "--move", "main", "feedback")
    with pytest.raises(RepositoryError, match="feedback is its default branch"):
        put(bare)
    git(bare, "branch", "--move", "feedback", "main")
    git(bare, "symbolic-ref", "refs/heads/feedback", "refs/heads/main")  # to push to one is to push to the other
    with pytest.raises(RepositoryError, match="a branch feedback that is not ours"):
        put(bare)


def test_an_empty_repository_stays_empty(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "empty.git")
    assert put(tmp_path / "empty.git") == Pushed("empty")
    assert git(tmp_path / "empty.git", "for-each-ref") == ""


def test_a_branch_that_is_huge_is_given_up_and_other_branches_do_not_count(
    bare: Path, by_student: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PAUSE", 0.0)
    monkeypatch.setattr(running, "MAX_MB", 1)
    put(bare)
    noise = "".join(f"{number * 2654435761 % 2**64:x}" for number in range(400_000)).encode()
    by_student("main", lambda place: (place / "data.bin").write_bytes(noise))
    assert put(bare, files={"a1_next.md": b"x"}).outcome == "pushed"
    by_student("feedback", lambda place: (place / "data.bin").write_bytes(noise))
    with pytest.raises(RepositoryError, match="larger than 1 MB"):
        put(bare, files={"a2_more.md": b"x"})


def test_a_repository_that_is_gone_or_may_not_be_written_says_so(bare: Path, tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="does not appear to be a git repository"):
        put(tmp_path / "nowhere.git")
    git(bare, "config", "receive.denyCurrentBranch", "ignore")
    (bare / "refs" / "heads" / "feedback.lock").write_text("")
    with pytest.raises(RepositoryError, match="feedback"):
        put(bare)


def test_git_s_own_rules_say_what_a_branch_may_be_called() -> None:
    assert is_branch("feedback")
    assert is_branch("from/the-grader")
    for name in ("", "-x", "a..b", "a b", "x.lock", "HEAD", "a*"):
        assert not is_branch(name), name


def test_git_that_takes_too_long_is_ended_with_what_it_has_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")  # nobody writes to it: git waits
    monkeypatch.setattr(running, "SECONDS", 0.05)
    with pytest.raises(RepositoryError, match="git took longer than 0 s"):
        running.run_git("hash-object", "--no-filters", str(tmp_path / "pipe"))
