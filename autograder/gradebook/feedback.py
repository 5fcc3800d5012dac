"""Puts files onto a branch of a student's repository, and pushes it. The student's own branches are never touched.

The branch is ours: it begins with a commit without parents, and grows by commits on top of its head; nothing is ever
pushed by force. A commit is made from blobs and one tree, in a bare clone of that branch alone, so nothing of the
student's is checked out or run. What else lies on the branch stays.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.gradebook.git import RepositoryError, clone, run_git

NAME, EMAIL = "autograder", "autograder@localhost"  # whose commits these are: no person's; and how we know our branch
_IDENTITY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
             for what, value in (("NAME", NAME), ("EMAIL", EMAIL))}  # fmt: skip
# Where git runs the receiving side on this machine, that must not obey the repository's hooks and settings either.
_RECEIVER = ("git -c core.hooksPath=/dev/null -c core.alternateRefsCommand=true -c receive.autogc=false "
             "-c maintenance.auto=false -c receive.denyCurrentBranch=refuse receive-pack")  # fmt: skip
_MOVED = ("(fetch first)", "(non-fast-forward)", "cannot lock ref", "failed to update ref", "reference already exists")
_FILE = b"100644 blob"
_REMOTE = re.compile(r"\w[\w+.-]*://|[^/]*:")  # "https://…", and "host:path" as scp writes it


class _MovedError(Exception):
    """The branch was moved after we had read it."""


@dataclass(frozen=True)
class Pushed:
    """What became of the branch, and the commit at its head; "" where it has none."""

    outcome: Literal["pushed", "unchanged", "would push", "empty"]
    commit: str = ""


def push_files(
    address: str,
    branch: str,
    files: Mapping[str, bytes],
    *,
    message: str,
    listing: Callable[[Sequence[str]], Mapping[str, bytes]] = lambda names: {},  # noqa: ARG005 - a default
    gone: Collection[str] = (),
    dry_run: bool = False,
) -> Pushed:
    """Put `files` onto `branch` of a repository: nothing is pushed where nothing changes, or where it is `empty`.

    An empty repository stays empty, since the first branch that is pushed to one becomes its default branch.

    Args:
        files: by name; they lie at the top.
        listing: gives further files, made from the names of all that the branch will hold.
        gone: names that are removed.
        dry_run: do all but push.

    Raises:
        RepositoryError: the repository cannot be read or written, or `branch` is not ours.
    """
    for last in (False, True):
        place = Path(tempfile.mkdtemp(prefix="feedback-"))
        try:
            return _try_to_push(place / "repository", address, branch, files, message, listing, gone, dry_run)
        except _MovedError as moved:
            if last:
                raise RepositoryError(f"the branch {branch} moves while it is written: {moved}") from None
        finally:
            shutil.rmtree(place, ignore_errors=True)
    raise AssertionError("unreachable")


def is_branch(name: str) -> bool:
    """Whether git takes this as the name of a branch."""
    try:
        run_git("check-ref-format", f"refs/heads/{name}")
    except RepositoryError:
        return False
    return name != "HEAD" and not name.startswith("-")


def _try_to_push(
    place: Path, address: str, branch: str, files: Mapping[str, bytes], message: str,
    listing: Callable[[Sequence[str]], Mapping[str, bytes]], gone: Collection[str], dry_run: bool,
) -> Pushed:  # fmt: skip
    run_git("init", "--quiet", "--bare", "--template=", str(place))  # that it has a place outside of other repositories
    heads, default = _heads(place, address, branch)
    if "HEAD" not in heads:
        return Pushed("empty")
    if default == f"refs/heads/{branch}":
        raise RepositoryError(f"{branch} is its default branch; choose another one with --branch")
    beside = next((name for name in heads if name.startswith(f"refs/heads/{branch}/")), None)
    if beside is not None:
        raise RepositoryError(
            f"it has a branch {beside.removeprefix('refs/heads/')}, and git allows no {branch} beside it; choose "
            "another one with --branch"
        )
    head = None
    if f"refs/heads/{branch}" in heads:
        clone(address, place, f"--branch={branch}", "--template=", "--no-local")
        head = _own_head(place, branch)
    commit = _commit(place, head, files, message, listing, gone)
    if commit is None:
        return Pushed("unchanged", head or "")
    if dry_run:
        return Pushed("would push", commit)
    _push(place, address, branch, commit)
    return Pushed("pushed", commit)


def _heads(place: Path, address: str, branch: str) -> tuple[dict[str, str], str]:
    """The commits of HEAD, of the branch and of what lies below it, by their names; and the name of what HEAD is."""
    wanted = ("HEAD", f"refs/heads/{branch}", f"refs/heads/{branch}/*")
    told = run_git("--git-dir", str(place), "ls-remote", "--symref", "--", address, *wanted).decode("utf-8", "replace")
    heads, default = {}, ""
    for line in told.splitlines():
        value, _, name = line.partition("\t")
        if value.startswith("ref: ") and name == "HEAD":
            default = value.removeprefix("ref: ")
        else:
            heads[name] = value
    return heads, default


def _own_head(place: Path, branch: str) -> str:
    """The head of our branch in the clone.

    Raises:
        RepositoryError: somebody else has begun the branch.
    """
    told = run_git("--git-dir", str(place), "log", "--first-parent", "--format=%H %ae", f"refs/heads/{branch}")
    lines = told.decode("utf-8", "replace").splitlines()
    if lines[-1].partition(" ")[2] != EMAIL:
        raise RepositoryError(f"it has a branch {branch} that is not ours; choose another one with --branch")
    return lines[0].partition(" ")[0]


def _commit(
    place: Path, head: str | None, files: Mapping[str, bytes], message: str,
    listing: Callable[[Sequence[str]], Mapping[str, bytes]], gone: Collection[str],
) -> str | None:  # fmt: skip
    """A commit on top of `head` with the files put in; None if it would change nothing."""
    git_dir = ("--git-dir", str(place))
    entries: dict[bytes, bytes] = {}
    if head is not None:
        for line in run_git(*git_dir, "ls-tree", "-z", head).split(b"\0"):
            about, tab, name = line.partition(b"\t")
            if tab and name.decode("utf-8", "replace") not in gone:
                entries[name] = about
    entries |= {name.encode(): _FILE for name in files}
    names = sorted(name.decode("utf-8", "replace") for name, about in entries.items() if about.startswith(_FILE))
    for path, content in {**files, **listing(names)}.items():
        blob = run_git(*git_dir, "hash-object", "-w", "-t", "blob", "--stdin", given=content).strip()
        entries[path.encode()] = _FILE + b" " + blob
    told = b"".join(about + b"\t" + name + b"\0" for name, about in entries.items())
    tree = run_git(*git_dir, "mktree", "-z", given=told).decode().strip()
    if head is not None and tree == run_git(*git_dir, "rev-parse", f"{head}^{{tree}}").decode().strip():
        return None
    parents = () if head is None else ("-p", head)
    command = ("commit-tree", tree, *parents, "-F", "-")
    return run_git(*git_dir, *command, given=f"{message}\n".encode(), more=_IDENTITY).decode().strip()


def _push(place: Path, address: str, branch: str, commit: str) -> None:
    """Push, never by force.

    Raises:
        _MovedError: the branch is no longer where it was.
        RepositoryError: the repository refuses it, or cannot be reached.
    """
    where = run_git("--git-dir", str(place), "ls-remote", "--get-url", "--", address).decode("utf-8", "replace")
    here = () if _REMOTE.match(where) and not where.startswith("file:") else (f"--receive-pack={_RECEIVER}",)
    options = ("--quiet", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no", *here)
    try:
        run_git("--git-dir", str(place), "push", *options, "--", address, f"{commit}:refs/heads/{branch}")
    except RepositoryError as problem:
        if any(words in str(problem) for words in _MOVED):
            raise _MovedError(problem) from None
        raise
