"""Grades every hostile file in one batch, and looks at what each got, and at whether anything else changed."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.course import load_course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
from autograder.report.result_json import attempt_to_json
from autograder.results import AttemptResult, CheckResult, Reason, Status
from tests.attacks.generated import generated

HERE = Path(__file__).parent
REFERENCE = HERE.parents[1] / "reference"
UNIT = "u04_broadcasting"
TOKEN = "canary-5d1f0c9e"
LIMITS = """
[limits]
cpu_seconds = 1
wall_seconds = 4.0
import_seconds = 3.0
total_cpu_seconds = 6.0
total_wall_seconds = 12.0
"""


def corpus() -> dict[str, tuple[bytes, dict[str, Any]]]:
    """Bytes and expectation of every file, by name."""
    expected = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))
    files = {path.name: path.read_bytes() for path in (HERE / "submissions").glob("*.py")}
    found = {name: (files[name], expected[name]) for name in sorted(files)}
    return found | {name: (attack.source, attack._asdict()) for name, attack in generated().items()}


CORPUS = corpus()


@dataclass(frozen=True)
class Aftermath:
    """What was there when the batch was through."""

    results: dict[str, AttemptResult]
    canaries_changed: list[str]
    new_files: list[str]
    processes_left: list[str]


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): f"{path.stat().st_mode} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _planted() -> set[str]:
    """Entries of folders that anyone may write to, with a name that some hostile file gives to a file."""
    names = [entry for folder in ("/tmp", "/var/tmp", "/dev/shm") for entry in os.scandir(folder)]
    return {entry.path for entry in names if _gives_a_file_the_name(_beginnings_of_the_corpus(), entry.name)}


@cache
def _beginnings_of_the_corpus() -> list[str]:
    return _beginnings(b"".join(source for source, _ in CORPUS.values()).decode("utf-8", "replace"))


def _beginnings(text: str) -> list[str]:
    """How strings and parts of paths begin in a text, in order: so megabytes are read once, and not once a name."""
    found = re.findall(r"""["'/][._0-9-]*(?=([^._0-9-].{0,254}))""", text, re.DOTALL)
    return sorted(set(found))


def _gives_a_file_the_name(beginnings: list[str], name: str) -> bool:
    """Whether the name, whatever its number, begins a string or a part of a path; a word of a sentence is no name."""
    stem = name.strip("._-0123456789")
    first = bisect_left(beginnings, stem)
    return bool(stem) and first < len(beginnings) and beginnings[first].startswith(stem)


@pytest.mark.parametrize(
    ("text", "name", "given"),
    [
        ("open('/tmp/owned', 'w')", "owned", True),
        ('os.path.join("/tmp", f"owned-{os.getpid()}")', "owned-4711", True),
        ("shm_open('/.hidden_7')", ".hidden_7", True),
        ("# sends the answers away, to learn them", "learn", False),
        ("open('/tmp/owned', 'w')", "4711", False),
    ],
)
def test_what_others_make_meanwhile_is_no_trace_of_an_attack(text: str, name: str, given: bool) -> None:
    assert _gives_a_file_the_name(_beginnings(text), name) is given


def _adopted() -> list[str]:
    """Command lines of this process's children: with `_adopt_orphans`, of everything that a batch has left behind."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if parent == os.getpid():
                found.append(f"{entry.name} {line}")
    return found


def _adopt_orphans(adopt: bool) -> None:
    """Whether orphaned descendants become children of this process (PR_SET_CHILD_SUBREAPER)."""
    ctypes.CDLL(None).prctl(36, ctypes.c_ulong(adopt), 0, 0, 0)


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    root = tmp_path_factory.mktemp("attacks")
    course_path = root / "reference"
    shutil.copytree(REFERENCE, course_path, ignore=shutil.ignore_patterns("__pycache__"))
    toml = course_path / "a1_tensors" / UNIT / "unit.toml"
    toml.write_text(toml.read_text("utf-8").replace("\n[hints.", LIMITS + "\n[hints.", 1), "utf-8")
    course = load_course(course_path)
    assignment = course.assignment("a1_tensors")
    units = [assignment.unit(UNIT)]
    honest = (course_path / "a1_tensors" / UNIT / "solution.py").read_bytes()
    files = {name.removesuffix(".py"): source for name, (source, _) in CORPUS.items()} | {
        "aaa-honest": honest,
        "zzz-honest": honest,
    }
    for student, source in files.items():
        folder = root / "submitted" / student / "a1_tensors"
        folder.mkdir(parents=True)
        (folder / f"{UNIT}.py").write_bytes(source)
    for place in (root / "canary", root / "submitted" / "canary"):
        place.mkdir()
        (place / "secret.txt").write_text(TOKEN)
        (place / "results.json").write_text('{"score": 0}')
    before, planted, children = _digests(root), _planted(), _adopted()
    os.environ["TORCHGRADE_CANARY"] = TOKEN
    _adopt_orphans(True)
    try:
        with Gradebook.open(root / "book" / "attempts.db") as book:
            found = find_submissions(root / "submitted", assignment, units)
            batch = Batch(book, course, assignment, units, root / "book" / "secret", workers=2)
            results = batch.run(found)
    finally:
        del os.environ["TORCHGRADE_CANARY"]
        left = [child for child in _adopted() if child not in children]
        _adopt_orphans(False)
    after = _digests(root)
    return Aftermath(
        {result.student: result for result in results},
        [name for name, digest in before.items() if after.get(name) != digest],
        [*sorted(_planted() - planted), *(n for n in after if n not in before and not n.startswith("book/"))],
        left,
    )


def rows_of(aftermath: Aftermath, name: str) -> tuple[CheckResult, ...]:
    return aftermath.results[name.removesuffix(".py")].checks


def deserved(row: CheckResult, score: Any) -> bool:
    """Whether a row should have passed."""
    if score == "full":
        return True
    if score == "public":
        return not row.hidden
    if isinstance(score, str):
        return row.function in score.removeprefix("functions:").split(",")
    return False


@pytest.mark.slow
@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_gets_what_it_deserves(aftermath: Aftermath, name: str) -> None:
    told = CORPUS[name][1]
    rows = rows_of(aftermath, name)
    assert len(rows) == len(rows_of(aftermath, "aaa-honest"))
    wrong = {
        row.check: (row.status.value, row.reason and row.reason.value)
        for row in rows
        if (row.status is Status.PASSED) != deserved(row, told["score"])
    }
    assert wrong == {}
    assert not [row.check for row in rows if row.status is Status.ERROR]
    allowed = {*(told.get("reasons") or [reason.value for reason in Reason]), "blocked"}
    assert {row.reason.value for row in rows if row.reason is not None} <= allowed


@pytest.mark.slow
def test_honest_work_in_the_same_batch_is_untouched(aftermath: Aftermath) -> None:
    for student in ("aaa-honest", "zzz-honest"):
        result = aftermath.results[student]
        assert result.points == result.max_points == 20
        assert result.is_final


@pytest.mark.slow
def test_nothing_outside_the_jails_has_changed(aftermath: Aftermath) -> None:
    assert aftermath.canaries_changed == []
    assert aftermath.new_files == []


@pytest.mark.slow
def test_no_process_is_left(aftermath: Aftermath) -> None:
    assert aftermath.processes_left == []


@pytest.mark.slow
def test_no_result_holds_what_the_graders_environment_or_files_hold(aftermath: Aftermath) -> None:
    assert [name for name, result in aftermath.results.items() if TOKEN in attempt_to_json(result)] == []


@pytest.mark.slow
def test_every_result_can_be_written_and_is_complete(aftermath: Aftermath) -> None:
    assert all(result.is_final for result in aftermath.results.values())
