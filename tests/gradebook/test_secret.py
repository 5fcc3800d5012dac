"""The secret seed: made once, whole, and for its owner only."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.gradebook import GradebookError, load_or_make_secret, seed_id
from autograder.gradebook import secret as module

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "gradebook" / "secret"


def test_it_is_made_once_and_read_ever_after(place: Path, tmp_path: Path) -> None:
    secret = load_or_make_secret(place)
    assert len(secret) == 32
    assert load_or_make_secret(place) == secret
    assert load_or_make_secret(tmp_path / "other") != secret
    assert [file.name for file in place.parent.iterdir()] == ["secret"]


@posix
def test_only_its_owner_may_read_it_whatever_the_umask(place: Path) -> None:
    before = os.umask(0)
    try:
        load_or_make_secret(place)
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_its_name_does_not_tell_it(place: Path) -> None:
    secret = load_or_make_secret(place)
    assert seed_id(secret) == seed_id(secret)
    assert len(seed_id(secret)) == 12
    assert seed_id(secret) not in secret.hex()
    assert seed_id(secret) != seed_id(bytes(32))


@pytest.mark.parametrize(("content", "size"), [(b"", "0 bytes"), (bytes(31), "31 bytes"), (bytes(33), "more than 32")])
def test_another_length_is_refused_and_kept(tmp_path: Path, content: bytes, size: str) -> None:
    place = tmp_path / "secret"
    place.write_bytes(content)
    place.chmod(0o600)
    with pytest.raises(GradebookError, match=rf"holds {size}.*exactly 32 are wanted.*restore it from a backup"):
        load_or_make_secret(place)
    assert place.read_bytes() == content


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o777])
def test_a_file_that_others_may_use_is_refused(place: Path, mode: int) -> None:
    load_or_make_secret(place)
    place.chmod(mode)
    with pytest.raises(GradebookError, match=rf"its mode is {mode:04o}, 0600 is wanted.*chmod 600"):
        load_or_make_secret(place)


@posix
def test_links_folders_and_pipes_are_refused(place: Path, tmp_path: Path) -> None:
    load_or_make_secret(place)
    (tmp_path / "link").symlink_to(place)
    with pytest.raises(GradebookError, match="is a symbolic link"):
        load_or_make_secret(tmp_path / "link")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(GradebookError, match="is a symbolic link"):
        load_or_make_secret(tmp_path / "dangling")
    os.mkfifo(tmp_path / "pipe", 0o600)
    for odd in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(GradebookError, match="is not a regular file"):
            load_or_make_secret(odd)


def test_a_place_where_it_cannot_be_made_is_explained(place: Path) -> None:
    load_or_make_secret(place)
    with pytest.raises(GradebookError, match=r"cannot be read or made: .*Give a path in a folder where you may write"):
        load_or_make_secret(place / "below_a_file")


def test_a_file_system_without_hard_links_is_explained(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(module.os, "link", refuse)
    with pytest.raises(GradebookError, match=r"no hard links\. Give a path on another"):
        load_or_make_secret(place)
    assert list(place.parent.iterdir()) == []


def test_it_is_never_seen_half_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(descriptor: int) -> None:
        seen.append(place.exists())

    monkeypatch.setattr(module.os, "fsync", look)
    load_or_make_secret(place)
    assert seen == [False]


@posix
def test_processes_that_make_it_at_once_get_the_same_one(place: Path) -> None:
    context = multiprocessing.get_context("fork")
    for round_ in range(10):
        queue = context.SimpleQueue()
        gate = context.Barrier(4)
        target = place.with_name(f"secret{round_}")
        workers = [context.Process(target=_make, args=(gate, target, queue)) for _ in range(4)]
        for worker in workers:
            worker.start()
        got = {queue.get() for _ in workers}
        for worker in workers:
            worker.join()
        assert got == {target.read_bytes()}


def _make(gate: multiprocessing.synchronize.Barrier, place: Path, queue: multiprocessing.SimpleQueue[bytes]) -> None:
    gate.wait()
    queue.put(load_or_make_secret(place))


def test_it_can_be_had_without_the_database_that_only_instructors_install() -> None:
    code = "import sys; from autograder.gradebook import load_or_make_secret; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
