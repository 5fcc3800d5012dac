"""A class of sixty from its repositories to its grades: deadlines, extensions, late work, a group, a moved repository,
a re-grade, a manual change. `expected_grades.py` computes every grade a second time, without the package."""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import Course, load_course
from tests.cli.expected_grades import expected
from tests.small import HIDDEN, RIGHT, small_course

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")]

DUE = {"a0_small": datetime(2026, 10, 1, 12, tzinfo=UTC), "a1_more": datetime(2026, 10, 8, 12, tzinfo=UTC)}
HOURS = (-40, -5, 0.2, 3, 26, 50, 124)  # after the deadline, when people push
MOMENTS = (timedelta(0), timedelta(days=1), timedelta(days=7))  # after a deadline, when the class is collected
STARTER = "def double(x):\n    raise NotImplementedError\n\n\ndef halve(x):\n    raise NotImplementedError\n"
VARIANTS = (
    RIGHT,
    "def double(x): return x + 2\ndef halve(x): return x / 2\n",
    "def double(x): return x * 2\ndef halve(x): return x\n",
    "def double(x): return x\ndef halve(x): return x\n",
    STARTER.replace("raise NotImplementedError", "return x * 2", 1),
    "def double(x): return (((\n",
)
CLASS = """
roster = "roster.csv"
keeps = "last"
attempts = 2

[late]
grace_minutes = 15
free_days = 2
percent_per_day = 10
cut_off_days = 5

[assignments.a0_small]
deadline = "2026-10-01T12:00+00:00"
keeps = "best"

[assignments.a0_small.extensions]
s21 = "+48h"

[assignments.a1_more]
deadline = "2026-10-08T12:00+00:00"
"""


def fast_import(place: Path, pushes: list[tuple[datetime, dict[str, str]]]) -> None:
    """A repository with these commits."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(place)], check=True)
    stream = b""
    for moment, files in pushes:
        stream += b"commit refs/heads/all\ncommitter S <s@example.org> %d +0000\ndata 1\nx\n" % moment.timestamp()
        for name, text in files.items():
            stream += f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n".encode()
    subprocess.run(["git", "-C", str(place), "fast-import", "--quiet", "--force"], input=stream, check=True)


def push_until(folder: Path, moment: datetime, *, served: bool = False) -> None:
    """Everybody's branch, as it was at that moment."""
    for place in folder.iterdir():
        git = ["git", "-C", str(place)]
        at = ["log", "--format=%H", "--max-count=1", f"--before={moment.isoformat()}", "all"]
        last = subprocess.run([*git, *at], capture_output=True, text=True).stdout.strip()
        if last:
            subprocess.run([*git, "update-ref", "refs/heads/main", last], check=True)
            if served:
                subprocess.run([*git, "update-server-info"], check=True)


class _Moved(SimpleHTTPRequestHandler):
    """Serves repositories, and tells that those below /old/ are below /new/ now."""

    def do_GET(self) -> None:
        if self.path.startswith("/old/"):
            self.send_response(301)
            self.send_header("Location", f"/new/{self.path.removeprefix('/old/')}")
            self.end_headers()
        else:
            self.path = self.path.removeprefix("/new")
            super().do_GET()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address under which its repositories were before they moved."""
    folder = tmp_path_factory.mktemp("served")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Moved, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}/old"
        server.shutdown()
        thread.join()


def two_assignments(folder: Path, hidden: str = HIDDEN) -> Course:
    """A course whose two assignments are the same small unit."""
    course = small_course(folder, hidden=hidden)
    shutil.copytree(course.path / "a0_small", course.path / "a1_more")
    (course.path / "course.toml").write_text(
        'title = { en = "Course", zh = "课程" }\nassignments = ["a0_small", "a1_more"]\n', "utf-8"
    )
    return load_course(course.path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, moved: tuple[Path, str]) -> Path:
    """class.toml, the roster, and a repository for nearly everybody."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "class.toml").write_text(CLASS)
    repositories = folder / "repositories"
    repositories.mkdir()
    rows = []
    draw = random.Random(60)
    for number in range(1, 61):
        student = f"s{number:02}"
        where = {11: "s10", 32: "nowhere"}.get(number, student)  # s11 works with s10; s32's repository is gone
        address = str(repositories / where)
        if where == student:
            begun = {f"assignments/{name}/u01_small.py": STARTER for name in DUE}
            pushes = [(datetime(2026, 9, 1, tzinfo=UTC), begun | {"README.md": "mine\n"})]
            for name, due in DUE.items():
                for hours in sorted(draw.sample(HOURS, draw.randint(1, 4))):
                    files = {f"assignments/{name}/u01_small.py": draw.choice(VARIANTS)}
                    pushes.append((due + timedelta(hours=hours), files))
            fast_import(repositories / where, [] if number == 31 else sorted(pushes, key=lambda push: push[0]))
        if number == 30:
            shutil.copytree(repositories / where, moved[0] / where)
            address = f"{moved[1]}/{where}"
        extension = {20: "+24h"}.get(number, "")
        rows.append([student, f"Student {number}", "AB"[number % 2], address, extension, where])
    with (folder / "roster.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["student", "name", "section", "repository", "extension", "group"])
        table.writerows(rows)
    return folder


def run(folder: Path, course: Course, command: str, *arguments: str, ends: int = 0) -> Result:
    """One command, in the folder of the class."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        done = CliRunner().invoke(main, [command, *arguments, "--course", str(course.path)])
    finally:
        os.chdir(before)
    assert done.exit_code == ends, done.output
    return done


def graded(folder: Path, course: Course) -> dict[tuple[str, str], float]:
    """Every grade, as the report has them."""
    run(folder, course, "report", "--format", "csv", "--out", "csv")
    found = {}
    for name in DUE:
        with (folder / "csv" / name / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            found |= {(row["student"], name): float(row["points"]) for row in csv.DictReader(file)}
    return found


def test_sixty_students_get_the_grades_that_the_rules_give_them(
    folder: Path, moved: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    course = two_assignments(tmp_path_factory.mktemp("course"))
    collected = {}
    moments = {name: [due + after for after in MOMENTS] for name, due in DUE.items()}
    for name in DUE:
        for moment in moments[name]:
            push_until(folder / "repositories", moment)
            push_until(moved[0], moment, served=True)
            done = run(folder, course, "collect", "--assignment", name, ends=1)  # s32's cannot be read
            collected[moment] = done.output
            run(folder, course, "grade", "submitted", "--assignment", name)
    assert (
        f"s30: collected: the repository has moved to {moved[1].replace('/old', '/new')}/s30"
        in collected[DUE["a0_small"]]
    )
    assert "s31: nothing handed in: nothing was pushed" in collected[DUE["a0_small"]]
    assert "s32: COULD NOT BE READ" in collected[DUE["a0_small"]]

    wanted = expected(folder, moments, (3.0, 1.0))
    found = graded(folder, course)
    assert found == pytest.approx(wanted)
    assert {"s32"} == {f"s{number:02}" for number in range(1, 61)} - {student for student, _ in found}
    assert len(set(found.values())) > 8  # penalties of many kinds
    assert found["s10", "a0_small"] == found["s11", "a0_small"]

    run(folder, course, "adjust", "s05", "--assignment", "a0", "--add", "0.5", "--reason", "helped others")
    newer = two_assignments(tmp_path_factory.mktemp("newer"), HIDDEN.replace("@points(1)", "@points(2)"))
    done = run(folder, newer, "grade", "submitted", "--assignment", "a0")
    assert "Earlier submissions that may count, graded too: " in done.output
    again = graded(folder, newer)
    both = expected(folder, moments, (3.0, 2.0))
    both |= {key: grade for key, grade in wanted.items() if key[1] == "a1_more"}
    both["s05", "a0_small"] += 0.5
    assert again == pytest.approx(both)

    run(folder, newer, "report", "--format", "regrade", "--out", "csv")
    with (folder / "csv" / "a0_small" / "regrade.csv").open(encoding="utf-8-sig", newline="") as file:
        changes = {row["student"]: row["change of all checks"] for row in csv.DictReader(file)}
    right = {
        student for student, name in wanted if name == "a0_small" and again[student, name] != wanted[student, name]
    }
    assert changes == dict.fromkeys(sorted(set(changes)), "1")  # a point more for `halve`
    assert len(changes) > 10
    assert set(changes) <= right

    run(folder, newer, "report", "--html", "site")
    site = folder / "site"
    assert sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) < 5_000_000
    assert "On the roster, and without any grading" in (site / "a0_small" / "index.html").read_text("utf-8")  # s32
    look_at(site, "index.html", "a0_small/index.html", "a0_small/u01_small.html", "a0_small/s05.html")


def look_at(site: Path, *names: str) -> None:
    """Pages of the site in a browser."""
    from tests.report import browsing

    if browsing.CHROMIUM is None:
        pytest.skip("Chromium is not installed; ci/browser.sh installs it. The grades are right.")
    with browsing.opened_browser() as chromium:
        for name in names:
            seen = browsing.Visit(chromium.new_page(), (site / name).as_uri())
            seen.listen()
            seen.page.goto(seen.address)
            seen.page.wait_for_load_state("networkidle")
            assert seen.said == [], name
            assert all(address.startswith((site.as_uri(), "data:")) for address in seen.asked), name
            assert seen.obstacles() == [], name  # after that: axe itself asks for the style
            seen.page.close()
