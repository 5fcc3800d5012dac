"""What is taken in is a regular file of UTF-8 text; anything else is refused with advice in both languages."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grading.intake import MAX_BYTES, Refusal, Submitted, digest_of, take_bytes, take_file


def test_a_file_is_taken_with_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "u.py"
    path.write_bytes(b"x = 1\n")
    taken = take_file(path)
    assert taken == take_bytes(b"x = 1\n")
    assert isinstance(taken, Submitted)
    assert len(taken.digest) == 64


def test_a_byte_order_mark_and_windows_line_ends_are_taken_off() -> None:
    taken = take_bytes(b"\xef\xbb\xbfx = 1\r\ny = 2\r\n")
    assert isinstance(taken, Submitted)
    assert taken.text == "x = 1\ny = 2\n"


def test_a_missing_file_is_none(tmp_path: Path) -> None:
    assert take_file(tmp_path / "nothing.py") is None


def large(path: Path) -> None:
    path.write_bytes(b"#" * (MAX_BYTES + 1))


def latin(path: Path) -> None:
    path.write_bytes("é".encode("latin-1"))


def link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "en", "zh"),
    [
        (large, "larger than 1 MiB", "超过 1 MiB"),
        (latin, "not UTF-8", "不是 UTF-8"),
        (link, "symbolic link", "符号链接"),
        (pipe, "not an ordinary file", "不是普通文件"),
        (Path.mkdir, "not an ordinary file", "不是普通文件"),
    ],
    ids=["large", "latin", "link", "pipe", "folder"],
)
def test_anything_else_is_refused_with_advice(tmp_path: Path, make: Callable[[Path], None], en: str, zh: str) -> None:
    make(tmp_path / "u.py")
    taken = take_file(tmp_path / "u.py")
    assert isinstance(taken, Refusal)
    assert en in taken.text.en
    assert zh in taken.text.zh


def test_a_file_that_opens_but_cannot_be_read_is_refused_with_what_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "u.py").write_text("x = 1\n")

    def broken(fd: int, mode: str) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("autograder.grading.intake.os.fdopen", broken)
    taken = take_file(tmp_path / "u.py")
    assert isinstance(taken, Refusal)
    assert taken.text.en.startswith("The file can be opened but not read (Input/output error).")
    assert "读取失败" in taken.text.zh


def test_a_file_that_becomes_a_link_between_two_looks_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "u.py"
    path.write_text("x = 1\n")
    regular = os.lstat(path)
    path.unlink()
    path.symlink_to("/etc/passwd")
    monkeypatch.setattr("autograder.grading.intake.os.lstat", lambda _: regular)
    taken = take_file(path)
    assert isinstance(taken, Refusal)
    assert "symbolic link" in taken.text.en


def test_the_digest_of_a_submission_tells_missing_from_empty_and_one_unit_from_another() -> None:
    empty = take_bytes(b"")
    digests = {digest_of({"u1": None}), digest_of({"u1": empty}), digest_of({"u2": empty}), digest_of({})}
    assert len(digests) == 4
