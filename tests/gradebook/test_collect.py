"""Collecting a class's work: deadlines, extensions, groups, and repositories that are empty, gone, huge or hostile."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import Course
from autograder.gradebook import git as running
from tests.gradebook.repositories import DUE, Repositories, git, make
from tests.small import RIGHT, small_course

WORK = "assignments/a0_small/u01_small.py"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def made(tmp_path: Path) -> Repositories:
    """Makes a repository of commits: hours after the deadline, and the files of each."""

    return lambda name, *commits: make(tmp_path / "repositories" / name, *commits)


def collect(tmp_path: Path, course: Course, roster: str, *more: str) -> tuple[Result, dict[str, dict[str, str]]]:
    (tmp_path / "roster.csv").write_text(roster)
    done = CliRunner().invoke(main, ["collect", "--roster", str(tmp_path / "roster.csv"), "--assignment", "a0", "--to",
                                     str(tmp_path / "submitted"), "--course", str(course.path), *more])  # fmt: skip
    report = tmp_path / "submitted" / "collected-a0_small.csv"
    rows = {row["student"]: row for row in csv.DictReader(report.open())} if report.is_file() else {}
    return done, rows


def work_of(tmp_path: Path, student: str) -> str:
    return (tmp_path / "submitted" / student / "a0_small" / "u01_small.py").read_text()


def due(hours: float = 0) -> list[str]:
    return ["--deadline", (DUE + timedelta(hours=hours)).isoformat()]


def test_the_rules_of_a_class_say_who_is_in_it_and_until_when_work_is_taken(
    tmp_path: Path, course: Course, made: Repositories
) -> None:
    place = made("one", (-1, {WORK: "in_time = 1\n"}), (20, {WORK: "late = 1\n"}), (40, {WORK: "too_late = 1\n"}))
    (tmp_path / "roster.csv").write_text(f"student,repository\namy,{place}\nbob,{place}\n")
    (tmp_path / "class.toml").write_text(
        f'roster = "roster.csv"\n[late]\ncut_off_days = 1\n[assignments.a0]\ndeadline = "{DUE.isoformat()}"\n'
        '[assignments.a0.extensions]\nbob = "+20h"\n'
    )
    arguments = ["collect", "--class", str(tmp_path / "class.toml"), "--assignment", "a0", "--to",
                 str(tmp_path / "submitted"), "--course", str(course.path)]  # fmt: skip
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert work_of(tmp_path, "amy") == "late = 1\n"
    assert work_of(tmp_path, "bob") == "too_late = 1\n"
    rows = {row["student"]: row for row in csv.DictReader((tmp_path / "submitted" / "collected-a0_small.csv").open())}
    assert [rows[name]["note"] for name in ("amy", "bob")] == ["20 h late", "20 h late"]
    assert rows["bob"]["deadline"] == (DUE + timedelta(hours=20)).isoformat()
    rules = (tmp_path / "class.toml").read_text()
    (tmp_path / "class.toml").write_text(rules.replace("[late]", "[late]\ngrace_minutes = 1200"))
    assert CliRunner().invoke(main, arguments).exit_code == 0
    rows = {row["student"]: row for row in csv.DictReader((tmp_path / "submitted" / "collected-a0_small.csv").open())}
    assert [(rows[name]["note"], rows[name]["late"]) for name in ("amy", "bob")] == [
        ("1 d 16 h late", "yes"),
        ("", "no"),
    ]
    done = CliRunner().invoke(main, [*arguments, *due()])  # one deadline, for this run
    assert done.exit_code == 0, done.output
    assert work_of(tmp_path, "amy") == "in_time = 1\n"


def test_a_class_without_anybody_is_asked_for(tmp_path: Path, course: Course) -> None:
    (tmp_path / "class.toml").write_text("")
    done = CliRunner().invoke(main, ["collect", "--class", str(tmp_path / "class.toml"), "--assignment", "a0",
                                     "--course", str(course.path)])  # fmt: skip
    assert done.exit_code == 2
    assert "Give --roster, or a class.toml that names one" in done.output


def test_the_last_commit_in_time_counts_with_extensions_and_groups(
    tmp_path: Path, course: Course, made: Repositories
) -> None:
    versions = [(-30, {WORK: "first = 1\n"}), (-1, {WORK: "second = 2\n"}), (20, {WORK: "third = 3\n"})]
    place = made("both", *versions)
    late = made("late", (1, {WORK: "late = 1\n"}))
    roster = (
        "student,repository,extension,group\n"
        f"amy,{place},,pair\nbob,{place},+24h,pair\ncid,{place},2026-10-03T00:00+00:00,\ndan,{late},,\n"
        f"eve,{late},+1d,\n"
    )
    done, rows = collect(tmp_path, course, roster, *due())
    assert done.exit_code == 0, done.output
    assert work_of(tmp_path, "amy") == "second = 2\n"
    assert work_of(tmp_path, "bob") == "third = 3\n"
    assert work_of(tmp_path, "cid") == "third = 3\n"
    assert work_of(tmp_path, "eve") == "late = 1\n"
    assert (rows["dan"]["outcome"], rows["dan"]["note"]) == ("nothing", "nothing was pushed in time")
    assert rows["amy"]["time_is"] == "committer's"
    assert rows["amy"]["commit"] == git(place, "rev-parse", "HEAD~1")
    stamp = (tmp_path / "submitted" / "amy" / "a0_small" / "timestamp.txt").read_text()
    assert stamp == "2026-10-01 21:00:00.000000 UTC\n"
    assert "4 collected, 1 handed in nothing, 0 could not be read" in done.output
    graded = CliRunner().invoke(main, ["grade", str(tmp_path / "submitted"), "--assignment", "a0", "--gradebook",
                                       str(tmp_path / "ours.db"), "--course", str(course.path)])  # fmt: skip
    assert graded.exit_code == 0, graded.output
    assert "5 students" in graded.output  # who handed in nothing is graded too


def test_when_it_was_received_is_believed_before_what_the_commit_says(
    tmp_path: Path, course: Course, made: Repositories
) -> None:
    place = made("dated_back", (-50, {WORK: "honest = 1\n"}), (-40, {WORK: "pushed_late = 1\n"}))
    (tmp_path / "received.csv").write_text(
        f"commit,received\n{git(place, 'rev-parse', 'HEAD')},{(DUE + timedelta(hours=9)).isoformat()}\n"
    )
    roster = f"student,repository\namy,{place}\n"
    done, rows = collect(tmp_path, course, roster, *due(), "--received", str(tmp_path / "received.csv"))
    assert done.exit_code == 0, done.output
    assert work_of(tmp_path, "amy") == "honest = 1\n"
    assert rows["amy"]["time_is"] == "committer's"
    done, rows = collect(tmp_path, course, roster, *due(10), "--received", str(tmp_path / "received.csv"))
    assert (work_of(tmp_path, "amy"), rows["amy"]["time_is"]) == ("pushed_late = 1\n", "received")


def stamp_of(tmp_path: Path, student: str) -> str:
    return (tmp_path / "submitted" / student / "a0_small" / "timestamp.txt").read_text()


def test_the_time_is_that_of_the_work_not_of_a_later_push_that_left_it_alone(
    tmp_path: Path, course: Course, made: Repositories
) -> None:
    place = made(
        "on_time",
        (-20, {WORK: "draft = 1\n", "assignments/a0_small/u01_small.ipynb": "{}"}),
        (-9, {WORK: RIGHT}),
        (100, {"assignments/a1_next/u01.py": "x = 1\n", "assignments/a0_small/notes.txt": "not collected"}),
    )
    (place / WORK).chmod(0o755)
    git(place, "commit", "--quiet", "--all", "--message", "only its mode", at=DUE + timedelta(hours=101))
    done, rows = collect(tmp_path, course, f"student,repository\namy,{place}\n")
    assert done.exit_code == 0, done.output
    assert stamp_of(tmp_path, "amy") == "2026-10-01 13:00:00.000000 UTC\n"
    assert rows["amy"]["commit"] == git(place, "rev-parse", "HEAD")
    assert rows["amy"]["at"] == "2026-10-06T03:00:00+00:00"
    assert (rows["amy"]["handed_in"], rows["amy"]["handed_in_is"]) == ("2026-10-01T13:00:00+00:00", "committer's")
    git(place, "rm", "--quiet", "assignments/a0_small/u01_small.ipynb")
    git(place, "commit", "--quiet", "--message", "removed, so another file counts", at=DUE + timedelta(hours=102))
    collect(tmp_path, course, f"student,repository\namy,{place}\n")
    assert stamp_of(tmp_path, "amy") == "2026-10-06 04:00:00.000000 UTC\n"


def test_work_that_came_with_a_merge_came_when_the_merge_did(
    tmp_path: Path, course: Course, made: Repositories
) -> None:
    place = made("merged", (-20, {WORK: "draft = 1\n"}))
    git(place, "checkout", "--quiet", "-b", "side")
    (place / WORK).write_text(RIGHT)
    git(place, "commit", "--quiet", "--all", "--message", "x", at=DUE - timedelta(hours=19))
    git(place, "checkout", "--quiet", "main")
    git(place, "merge", "--quiet", "--no-ff", "--message", "x", "side", at=DUE + timedelta(hours=3))
    _, rows = collect(tmp_path, course, f"student,repository\namy,{place}\n")
    assert rows["amy"]["handed_in"] == "2026-10-02T01:00:00+00:00"
    assert stamp_of(tmp_path, "amy") == "2026-10-02 01:00:00.000000 UTC\n"


def test_a_commit_came_between_those_before_and_after_it_that_were_received(
    tmp_path: Path, course: Course, made: Repositories
) -> None:
    versions = [(hours, {WORK: f"version = {number}\n"}) for number, hours in enumerate((-9, -900, 900, -8))]
    place = made("dates", *versions)
    known = {"HEAD~3": 2, "HEAD": 5}  # the second is dated back, the third forward
    lines = [f"{git(place, 'rev-parse', name)},{(DUE + timedelta(hours=h)).isoformat()}\n" for name, h in known.items()]
    (tmp_path / "received.csv").write_text("commit,received\n" + "".join(lines))
    roster = f"student,repository\namy,{place}\n"
    for hours, work, handed_in in ((1, "", ""), (3, "version = 1\n", 2), (6, "version = 3\n", 5)):
        _, rows = collect(tmp_path, course, roster, *due(hours), "--received", str(tmp_path / "received.csv"))
        assert rows["amy"]["outcome"] == ("collected" if work else "nothing"), hours
        if work:
            assert work_of(tmp_path, "amy") == work
            came = (DUE + timedelta(hours=float(handed_in))).isoformat()
            assert (rows["amy"]["handed_in"], rows["amy"]["handed_in_is"]) == (came, "received")
    git(place, "reset", "--quiet", "--soft", "HEAD~1")  # the third is now the head, and nobody knows when it came
    git(place, "commit", "--quiet", "--amend", "--message", "x", at=DUE + timedelta(hours=1))
    _, rows = collect(tmp_path, course, roster, "--received", str(tmp_path / "received.csv"))
    assert rows["amy"]["handed_in"] == (DUE + timedelta(hours=2)).isoformat()  # not before those that it builds on


def test_git_that_says_too_much_is_one_repository_s_fault(
    tmp_path: Path, course: Course, made: Repositories, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {f"assignments/a0_small/{number:03}.txt": "x" for number in range(200)}
    crowded = made("crowded", (-1, {WORK: RIGHT, **names}))
    good = made("good", (-1, {WORK: RIGHT}))
    monkeypatch.setattr(running, "MAX_OUTPUT", 9000)
    done, rows = collect(tmp_path, course, f"student,repository\namy,{crowded}\nbob,{good}\n")
    assert done.exit_code == 1
    assert (rows["amy"]["outcome"], rows["bob"]["outcome"]) == ("unreadable", "collected")
    assert "git says more about it than" in rows["amy"]["note"]


def test_repositories_that_are_gone_or_empty_harm_nobody_and_cost_nothing_collected_before(
    tmp_path: Path, course: Course, made: Repositories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PAUSE", 0.0)
    good, moved, empty = made("good", (-1, {WORK: RIGHT})), made("moved", (-1, {WORK: RIGHT})), made("empty")
    other = made("other", (-1, {"README.md": "nothing of the course\n"}))
    text = tmp_path / "no_repository.txt"
    text.write_text("text")
    roster = "student,repository\n" + "".join(
        f"{name},{place}\n"
        for name, place in {"amy": good, "bob": moved, "cid": empty, "dan": other, "eve": text}.items()
    )
    collect(tmp_path, course, roster, *due())
    shutil.rmtree(moved)
    done, rows = collect(tmp_path, course, roster, *due())
    assert done.exit_code == 1
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "amy": "collected", "bob": "unreadable", "cid": "nothing", "dan": "nothing", "eve": "unreadable",
    }  # fmt: skip
    assert rows["cid"]["note"] == "nothing was pushed"
    assert "there is no folder assignments/a0_small or a0_small" in rows["dan"]["note"]
    assert "bob: COULD NOT BE READ: fatal:" in done.output
    assert work_of(tmp_path, "bob") == RIGHT  # of the first time


def test_a_hostile_repository_runs_nothing_and_hands_in_nothing_but_its_own_files(
    tmp_path: Path, course: Course, made: Repositories
) -> None:
    secret, proof = tmp_path / "secret.txt", tmp_path / "proof"
    secret.write_text("the instructor's")
    inside = "assignments/a0_small"
    beside = {"conftest.py": "x", ".gitattributes": "* filter=evil\n", "extra.py": "x"}
    place = made("hostile", (-3, {f"{inside}/{name}": text for name, text in beside.items()}))
    (place / WORK).symlink_to(secret)
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"
    (place / inside / "u01_small.ipynb").write_text(pointer)
    git(place, "add", "--all", at=DUE)
    git(place, "commit", "--quiet", "--message", "x", at=DUE - timedelta(hours=2))
    git(place, "update-index", "--add", "--cacheinfo", "160000", "0" * 39 + "1", f"{inside}/u01_small.zh.ipynb")
    git(place, "commit", "--quiet", "--message", "x", at=DUE - timedelta(hours=1))
    for hook in ("post-checkout", "post-merge", "pre-receive"):
        path = place / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch {proof}\n")
        path.chmod(0o755)
    git(place, "config", "filter.evil.smudge", f"touch {proof}")
    git(place, "config", "core.fsmonitor", f"touch {proof}")
    git(place, "config", "uploadpack.packObjectsHook", f"touch {proof}")
    git(place, "config", "core.sshCommand", f"touch {proof}")
    done, rows = collect(tmp_path, course, f"student,repository\n=cmd(),{place}\n", *due())
    assert done.exit_code == 0, done.output
    assert not proof.exists()
    (row,) = rows.values()
    assert row["student"] == "'=cmd()"  # no formula
    assert row["outcome"] == "nothing"
    for said in (
        "u01_small.py is a link",
        "u01_small.ipynb is kept in Git LFS",
        "u01_small.zh.ipynb is another repository",
    ):
        assert said in row["note"]
    assert os.listdir(tmp_path / "submitted" / "=cmd()" / "a0_small") == []


def test_a_repository_that_is_too_large_or_too_slow_is_given_up(
    tmp_path: Path, course: Course, made: Repositories, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = made("large", (-1, {WORK: RIGHT}))
    (place / "data.bin").write_bytes(os.urandom(3_000_000))
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message", "data", at=DUE - timedelta(hours=1))
    monkeypatch.setattr(running, "PAUSE", 0.0)
    monkeypatch.setattr(running, "MAX_MB", 1)
    done, rows = collect(tmp_path, course, f"student,repository\namy,{place}\n", *due())
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    assert "larger than 1 MB" in rows["amy"]["note"]
    assert done.exit_code == 1
    monkeypatch.setattr(running, "MAX_MB", 500)
    monkeypatch.setattr(running, "SECONDS", 0.0)
    done, rows = collect(tmp_path, course, f"student,repository\namy,{place}\n", *due())
    assert "took longer than 0 s" in rows["amy"]["note"]


def test_folders_are_collected_too(tmp_path: Path, course: Course) -> None:
    place = tmp_path / "shared" / "amy" / "a0_small"
    place.mkdir(parents=True)
    (place / "u01_small.py").write_text(RIGHT)
    (place / "u01_small.ipynb").symlink_to(tmp_path / "roster.csv")
    (tmp_path / "shared" / "cid").mkdir()
    (tmp_path / "shared" / "cid" / "a0_small").symlink_to(place)  # another student's work
    roster = f"student;folder\namy;{place.parent}\nbob;{tmp_path / 'nowhere'}\ncid;{tmp_path / 'shared' / 'cid'}\n"
    done, rows = collect(tmp_path, course, roster, *due(-24))
    assert done.exit_code == 1
    assert work_of(tmp_path, "amy") == RIGHT
    assert "u01_small.ipynb: The file is a symbolic link" in rows["amy"]["note"]
    assert "too late, and taken: a folder has no history" in rows["amy"]["note"]
    assert rows["bob"]["outcome"] == "unreadable"
    assert (rows["cid"]["outcome"], rows["cid"]["note"]) == ("nothing", "a0_small is a link, which is not followed")


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        ("name\namy\n", "needs a first line with the columns student and repository"),
        ("student,repository\n", "names no student"),
        ("student,repository\namy,\n", "line 2: amy needs a repository or a folder"),
        ("student,repository\namy,x\nAmy,y\n", "line 3: 'Amy' is there already, in line 2"),
        ("student,repository\n../amy,x\n", "cannot be a student's id"),
        ("student,repository\namy,--upload-pack=evil\n", "is no address of a repository"),
        ("student,repository\namy,ext::sh -c evil\n", "is no address of a repository"),
        ("student,repository,extension\namy,x,tomorrow\n", "or as +48h or +2d"),
        ("student,repository,extension\namy,x,2026-10-01T10:00\n", "has no time zone"),
        ("student,repository,extnsion\namy,x,+2d\n", "the column 'extnsion' is not known"),
    ],
)
def test_a_roster_with_faults_is_told_and_nothing_is_collected(
    tmp_path: Path, course: Course, roster: str, said: str
) -> None:
    done, _ = collect(tmp_path, course, roster)
    assert done.exit_code == 2
    assert said in done.output
    assert not (tmp_path / "submitted").exists()


@pytest.mark.parametrize("trouble", ["link", "name"])
def test_a_folder_that_cannot_be_read_or_written_harms_nobody_else(
    tmp_path: Path, course: Course, trouble: str
) -> None:
    work = tmp_path / "work" / "a0_small"
    work.mkdir(parents=True)
    (work / "u01_small.py").write_text(RIGHT)
    (tmp_path / "submitted").mkdir()
    folder = str(work.parent) if trouble == "link" else "x" * 5000
    if trouble == "link":
        (tmp_path / "submitted" / "bob").symlink_to(tmp_path)
    done, rows = collect(tmp_path, course, f"student,folder\nbob,{folder}\namy,{work.parent}\n")
    assert done.exit_code == 1, done.output
    assert [rows[name]["outcome"] for name in ("bob", "amy")] == ["unreadable", "collected"]
    assert ("is a link; remove it" if trouble == "link" else "too long") in done.output


def test_a_folder_without_any_of_the_files_has_no_time(tmp_path: Path, course: Course) -> None:
    (tmp_path / "work" / "a0_small").mkdir(parents=True)
    _, rows = collect(tmp_path, course, f"student,folder\nbob,{tmp_path / 'work'}\n")
    assert (rows["bob"]["outcome"], rows["bob"]["at"], rows["bob"]["time_is"]) == ("nothing", "", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"commit,received\n\xff,x\n", "is no CSV file in UTF-8"),
     (b"commit,received\n" + b"a" * 200_000, "is no CSV file in UTF-8"),
     (b"commit,received\nabc\n", "line 2: '' is no moment"), (b"a,b\n", "the columns commit and received")],
)  # fmt: skip
def test_times_of_receipt_that_cannot_be_read_are_explained(
    tmp_path: Path, course: Course, content: bytes, said: str
) -> None:
    (tmp_path / "received.csv").write_bytes(content)
    received = ["--received", str(tmp_path / "received.csv")]
    done, _ = collect(tmp_path, course, "student,repository\namy,x\n", *received)
    assert done.exit_code == 2
    assert said in done.output


def test_a_place_that_cannot_be_written_is_said_before_anything_is_cloned(tmp_path: Path, course: Course) -> None:
    (tmp_path / "notes").write_text("")
    done, _ = collect(tmp_path, course, "student,repository\namy,x\n", "--to", str(tmp_path / "notes" / "submitted"))
    assert done.exit_code == 2
    assert "Choose another folder with --to." in done.output


def test_a_list_of_what_was_collected_that_cannot_be_written_is_said(tmp_path: Path, course: Course) -> None:
    (tmp_path / "submitted" / f"collected-{course.assignments[0].id}.csv").mkdir(parents=True)
    (tmp_path / "work").mkdir()
    done, _ = collect(
        tmp_path, course, f"student,folder\namy,{tmp_path / 'work'}\n", "--to", str(tmp_path / "submitted")
    )
    assert done.exit_code == 2
    assert "cannot be written: Is a directory. Choose another folder with --to." in done.output


def test_a_deadline_without_a_time_zone_is_refused(tmp_path: Path, course: Course) -> None:
    done, _ = collect(tmp_path, course, "student,repository\namy,x\n", "--deadline", "2026-10-01T22:00")
    assert done.exit_code == 2
    assert "has no time zone" in done.output
