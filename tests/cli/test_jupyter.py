"""In a real Jupyter, in a browser: JupyterLab for students, formgrader for instructors."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course import Course
from tests.cli.test_adjust import ANSWERS
from tests.cli.test_nbgrader_marks import QUESTION
from tests.small import SOLUTION, small_course
from tests.warm import run_nbgrader

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e '.[dev]'")
pytest.importorskip("jupyterlab", reason="JupyterLab is not installed: pip install -e '.[dev]'")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")

SECONDS = 60_000  # milliseconds that a page may take on a busy machine
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # all cells are there, seen or not
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},  # no dialog in the way
}
HERE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def theirs(folder: Path, *arguments: str) -> None:
    status, said = run_nbgrader(folder, *arguments, environment={**os.environ, "PATH": HERE})
    assert status == 0, said[-3000:]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"), toml=QUESTION)


@pytest.fixture(scope="module")
def folder(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of nbgrader with a release, a graded submission, and what sync wrote."""
    folder = tmp_path_factory.mktemp("jupyter")
    given = ["--course", str(course.path)]
    runner = CliRunner()
    assert runner.invoke(main, ["nbgrader", "export", "--to", str(folder), *given]).exit_code == 0
    theirs(folder, "generate_assignment", "a0_small")
    place = folder / "submitted" / "someone" / "a0_small"
    place.mkdir(parents=True)
    (place / "u01_small.py").write_text(SOLUTION.replace("return x * 2", "return x + 2"))
    (place / "u01_small.answers.md").write_text(ANSWERS)
    ours = ["--assignment", "a0", "--gradebook", str(folder / "ours.db"), *given]
    assert runner.invoke(main, ["grade", str(folder / "submitted"), *ours]).exit_code == 0
    assert runner.invoke(main, ["nbgrader", "sync", "--to", str(folder), *ours, "--lang", "en"]).exit_code == 0
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.root = {str(folder)!r}\n")
    return folder


@contextmanager
def jupyter(folder: Path, home: Path) -> Iterator[str]:
    """A server, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, setting in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(setting))
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--IdentityProvider.token=",
               "--allow-root", "--ServerApp.disable_check_xsrf=True"]  # fmt: skip
    environment = {
        **os.environ, "PATH": HERE, "HOME": str(home), "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "AUTOGRADER_LANG": "en", "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }  # fmt: skip
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=2).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > until:
                    pytest.fail((home / "log").read_text()[-2000:])
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with jupyter(folder, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def page(server: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(base_url=server, viewport={"width": 1200, "height": 1600})
        page.set_default_timeout(SECONDS)
        # on a very busy machine JupyterLab may ask something: do what it proposes
        dialog = page.locator("dialog.jp-Dialog")

        def accept() -> None:
            print(f"JupyterLab asked: {dialog.inner_text()}")
            dialog.locator(".jp-mod-accept").click()

        page.add_locator_handler(dialog, accept)
        yield page
        browser.close()


def test_a_student_makes_a_mistake_is_told_which_and_mends_it(page: Any) -> None:
    page.goto("/lab/tree/release/a0_small/u01_small.ipynb?reset")
    page.locator(".jp-Notebook").wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()  # there is a kernel

    def cell(text: str) -> Any:
        return page.locator(".jp-CodeCell").filter(has_text=text).first

    def press(chosen: Any, *, replacing: str | None = None) -> None:
        """Run a cell, again if Jupyter was not ready to; it has run when its number has changed."""
        prompt = chosen.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        for _ in range(20):
            chosen.locator(".cm-content").click()
            if replacing is not None:
                page.keyboard.press("Control+A")
                page.keyboard.insert_text(replacing)
            page.keyboard.press("Shift+Enter")
            for _ in range(20):
                page.wait_for_timeout(100)
                if prompt.inner_text() not in (before, "[*]:"):
                    return
        pytest.fail(f"{chosen.inner_text()} was never run")

    def write(old: str, new: str) -> None:
        number = next(n for n, one in enumerate(page.locator(".jp-CodeCell").all()) if old in one.inner_text())
        press(page.locator(".jp-CodeCell").nth(number), replacing=new)

    def execute(text: str) -> None:
        press(cell(text))

    execute("from autograder import check")
    execute("import torch")
    write("def double", "def double(x):\n    return x + 2")
    execute('check("a0/u01", "double")')
    output = cell('check("a0/u01", "double")').locator(".jp-OutputArea-output")
    output.get_by_text("Two was added to").first.wait_for()
    # its number: a cell that a busy machine let us run twice counts twice, as in Jupyter itself
    assert re.search(r"Your code, line 1 of your notebook, code cell \d", output.inner_text())
    write("return x + 2", "def double(x):\n    return x * 2")
    execute('check("a0/u01", "double")')
    output.get_by_text("All public checks of double pass.").wait_for()


def test_an_instructor_reads_scores_and_feedback_and_marks_what_comes_back(
    page: Any, folder: Path, course: Course
) -> None:
    page.goto("/formgrader/manage_assignments")
    page.get_by_text("a0_small").first.wait_for()
    page.goto("/formgrader/gradebook/a0_small/u01_small")
    link = page.locator("a[href*='/formgrader/submissions/']").first
    link.wait_for()
    page.goto(str(link.get_attribute("href")))
    page.get_by_text("Two was added to").first.wait_for()
    page.get_by_text("added to itself").first.wait_for()  # the answer
    page.get_by_text("1 point for repeated addition").first.wait_for()  # how it is marked
    score = page.locator("input.score")
    page.wait_for_function("document.querySelectorAll('input.score')[1].placeholder !== ''")
    assert [box.get_attribute("placeholder") for box in score.all()] == ["0", "0", "1", None]
    for number, points in ((1, "1.5"), (3, "2")):
        score.nth(number).fill(points)
        score.nth(number).blur()
    comment = page.locator("textarea.comment").last
    comment.fill("well said")
    comment.blur()
    page.wait_for_timeout(1500)
    given = ["--course", str(course.path), "--assignment", "a0", "--gradebook", str(folder / "ours.db")]
    synced = CliRunner().invoke(main, ["nbgrader", "sync", "--to", str(folder), *given])
    assert "2 changes of grades made in nbgrader came back." in synced.output
    theirs(folder, "export", "--to", "grades.csv")
    with (folder / "grades.csv").open(newline="") as file:
        assert [float(row["score"]) for row in csv.DictReader(file)] == [4.5]
    reported = CliRunner().invoke(main, ["report", "--out", str(folder / "out"), *given, "--lang", "en"])
    assert reported.exit_code == 0, reported.output
    page.goto(f"file://{folder}/out/a0_small/someone.html")
    for said in ("4.5 of 6 points", "nbgrader: well said", "1.5 in place of 0: nbgrader"):
        page.get_by_text(said).first.wait_for()
