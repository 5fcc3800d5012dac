"""`autograder report` as people call it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
import xmlschema
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import Course, load_course
from autograder.gradebook import Gradebook
from autograder.results import CheckResult, Feedback, Level, Reason, Status, Text
from tests.small import small_course


def report(*arguments: object, cwd: Path) -> Result:
    with chdir(cwd):
        done = CliRunner().invoke(
            main, ["report", "--course", "course", *map(str, arguments)],
            env={"COLUMNS": "100", "AUTOGRADER_LANG": "en"},
        )  # fmt: skip
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def hand_in(
    book: Gradebook, student: str, *, course: Course, assignment: str = "a0_small", digest: str = "1",
    unit: str = "u01_small", good: bool = True,
) -> None:  # fmt: skip
    attempt = book.begin(
        student=student, assignment=assignment, submission_digest=digest * 64,
        course_digest=course.assignments[0].digest, grader_version="0.1.0", seed_id="s", confinement=Level.A,
    )  # fmt: skip
    told = Feedback(summary=Text(en="2 was expected.", zh="应为 2。"))
    book.add(
        attempt,
        CheckResult(
            unit=unit, check="test_double_example", function="double", hidden=False, max_points=2.0,
            status=Status.PASSED if good else Status.FAILED, reason=None if good else Reason.MISMATCH,
            points=2.0 if good else 0.0, feedback=None if good else told,
        ),
    )  # fmt: skip
    book.finish(attempt)


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    """A folder with a small course and a gradebook of three students, one with two attempts."""
    course = small_course(tmp_path)
    (tmp_path / "gradebook").mkdir()
    with Gradebook.open(tmp_path / "gradebook" / "attempts.db") as book:
        hand_in(book, "ada", course=course)
        hand_in(book, "bob", course=course, good=False)
        hand_in(book, "bob", course=course, digest="2")
        hand_in(book, "李雷", course=course, good=False)
    return tmp_path


def test_report_writes_a_page_for_each_student_and_one_for_the_class(classroom: Path) -> None:
    done = report(cwd=classroom)
    assert done.exit_code == 0, done.stderr
    folder = classroom / "reports" / "a0_small"
    names = sorted(file.name for file in folder.iterdir())
    assert [name for name in names if "李雷" not in name] == ["ada.html", "bob.html", "index.html", "u01_small.html"]
    assert len(names) == 5
    assert "3 students" in done.stdout
    assert "reports/a0_small/index.html" in done.stdout
    assert "2 of 2 points" in (folder / "bob.html").read_text("utf-8"), "the last attempt counts"


def test_the_same_gradebook_gives_the_same_bytes(classroom: Path) -> None:
    for seed, name in enumerate(("first", "second")):  # two processes, whose sets have their elements in two orders
        command = [sys.executable, "-m", "autograder.cli", "report", "--course", "course", "--out", name]
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        subprocess.run(command, cwd=classroom, env=environment, capture_output=True, check=True)
    files = [file.relative_to(classroom / "first") for file in (classroom / "first").rglob("*.*")]
    assert len(files) >= 6
    for file in files:
        assert (classroom / "first" / file).read_bytes() == (classroom / "second" / file).read_bytes()


def test_the_site_of_a_class_is_written_where_it_is_asked_for(classroom: Path) -> None:
    done = report("--html", "site", cwd=classroom)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "site/a0_small/index.html: 3 students",
        "The site of the class: site/index.html",
    ]
    assert (classroom / "site" / "style.css").is_file()
    assert not (classroom / "reports").exists()


def test_what_a_regrade_changed_is_a_file_too(classroom: Path) -> None:
    done = report("--format", "regrade", cwd=classroom)
    assert done.stdout == "reports/a0_small/regrade.csv: 3 students\n"
    assert (
        (classroom / "reports" / "a0_small" / "regrade.csv").read_text("utf-8-sig").startswith("student,attempt before")
    )


def test_one_student_gets_a_page_without_the_class(classroom: Path) -> None:
    done = report("--student", "ada", cwd=classroom)
    assert done.stdout.strip() == "reports/a0_small/ada.html"
    assert [file.name for file in (classroom / "reports").rglob("*.html")] == ["ada.html"]


def test_markdown_is_written_in_the_language_asked_for(classroom: Path) -> None:
    done = report("--format", "markdown", "--lang", "zh", "--student", "李雷", cwd=classroom)
    assert done.exit_code == 0, done.stderr
    (file,) = (classroom / "reports" / "a0_small").iterdir()
    assert file.suffix == ".md"
    assert "**应为 2。**" in file.read_text("utf-8")


def test_the_language_asked_for_is_shown_first(classroom: Path) -> None:
    report("--lang", "zh", cwd=classroom)
    page = (classroom / "reports" / "a0_small" / "bob.html").read_text("utf-8")
    assert '<html lang="zh-Hans">' in page


def test_all_assignments_are_reported_unless_one_is_named(classroom: Path) -> None:
    with Gradebook.open(classroom / "gradebook" / "attempts.db") as book:
        hand_in(book, "ada", course=load_course(classroom / "course"), assignment="a9_gone")
    assert len(report(cwd=classroom).stdout.splitlines()) == 3
    assert len(report("--assignment", "a0", cwd=classroom).stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--student", "adda"], "holds no attempt of 'adda'. Did you mean 'ada'?"),
        (["--assignment", "a5"], "The gradebook holds no attempts at 'a5'. It has: a0_small."),
        (["--gradebook", "nowhere.db"], "nowhere.db"),
        (["--out", "course/course.toml/x"], "The reports cannot be written"),
    ],
)
def test_wrong_use_is_explained(classroom: Path, arguments: list[str], said: str) -> None:
    done = report(*arguments, cwd=classroom)
    assert done.exit_code == 2
    assert said in done.stderr


CANVAS = "Student,ID,SIS Login ID,Section,Small (7),Other (8)\r\n    Points Possible,,,,2,9\r\n"


@pytest.mark.parametrize(
    ("form", "name"),
    [("junit", "junit.xml"), ("csv", "grades.csv"), ("csv-long", "checks.csv"), ("canvas", "canvas.csv"),
     ("moodle", "moodle.csv")],
)  # fmt: skip
def test_a_file_for_other_programs_is_written(classroom: Path, form: str, name: str) -> None:
    done = report("--format", form, cwd=classroom)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"reports/a0_small/{name}: 3 students\n"
    (file,) = (classroom / "reports" / "a0_small").iterdir()
    assert file.name == name
    if form == "junit":
        xmlschema.validate(str(file), str(Path(__file__).parents[1] / "report" / "junit.xsd"))
    else:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            head, *rows = csv.reader(opened)
        points = {"csv": "points", "csv-long": "points", "moodle": "Grade"}.get(form, "Small")
        told = [row[head.index(points)] for row in rows]
        assert told == (["2", "2", "2", "0"] if form == "canvas" else ["2", "2", "0"])


def test_the_language_of_feedback_is_the_one_asked_for(classroom: Path) -> None:
    report("--format", "moodle", "--lang", "zh", cwd=classroom)
    assert "先看这里" in (classroom / "reports" / "a0_small" / "moodle.csv").read_text("utf-8")


def test_a_template_comes_back_with_grades_and_who_is_not_in_it_is_told(classroom: Path) -> None:
    (classroom / "export.csv").write_bytes(f"{CANVAS}Ada,1,ada,x,,\r\n李雷,2,u2,x,,\r\n".encode("gb18030"))
    done = report("--format", "canvas", "--template", "export.csv", "--lang", "zh", cwd=classroom)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "reports/a0_small/canvas.csv: 1 student", "Not in the template, so in no row: bob, 李雷",
    ]  # fmt: skip
    written = (classroom / "reports" / "a0_small" / "canvas.csv").read_bytes()
    assert written == f"{CANVAS}Ada,1,ada,x,2,\r\n李雷,2,u2,x,,\r\n".encode("gb18030")


def test_students_who_are_not_asked_for_keep_their_cells(classroom: Path) -> None:
    (classroom / "export.csv").write_text(f"{CANVAS}Ada,1,ada,x,,\nBob,2,bob,x,,\n", newline="")
    report("--format", "canvas", "--template", "export.csv", "--student", "bob", cwd=classroom)
    written = (classroom / "reports" / "a0_small" / "canvas.csv").read_bytes()
    assert written.decode() == f"{CANVAS}Ada,1,ada,x,,\nBob,2,bob,x,2,\n"


@pytest.mark.parametrize(
    ("template", "arguments", "said"),
    [
        (CANVAS, ["--format", "csv"], "--template goes with --format canvas or moodle."),
        ("name,points\n", ["--format", "canvas"], "export.csv: The template cannot be read as a CSV file with any"),
        (CANVAS.replace("Small", "x"), ["--format", "canvas"], "should have one column called 'Small'"),
        ("Identifier,Grade,Feedback,é\nada,,,\n", ["--format", "moodle", "--lang", "zh"], "written in latin-1"),
    ],
)
def test_a_template_that_does_not_fit_is_explained(
    classroom: Path, template: str, arguments: list[str], said: str
) -> None:
    (classroom / "export.csv").write_text(template, encoding="cp1252")
    done = report("--template", "export.csv", *arguments, cwd=classroom)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (classroom / "reports").exists()


def test_a_template_is_filled_for_one_assignment(classroom: Path) -> None:
    with Gradebook.open(classroom / "gradebook" / "attempts.db") as book:
        hand_in(book, "ada", course=load_course(classroom / "course"), assignment="a9_gone")
    (classroom / "export.csv").write_text(f"{CANVAS}Ada,1,ada,x,,\n")
    done = report("--format", "canvas", "--template", "export.csv", cwd=classroom)
    assert done.exit_code == 2
    assert "Choose it with --assignment: a0_small, a9_gone." in done.stderr
    assert report("--format", "canvas", "--template", "export.csv", "--assignment", "a0", cwd=classroom).exit_code == 0
    assert len(report("--format", "csv", cwd=classroom).stdout.splitlines()) == 2, "tables need no template"


def test_an_empty_gradebook_is_explained(tmp_path: Path) -> None:
    small_course(tmp_path)
    Gradebook.open(tmp_path / "empty.db").close()
    done = report("--gradebook", "empty.db", cwd=tmp_path)
    assert done.exit_code == 2
    assert "Run `autograder grade` first." in done.stderr


def test_students_can_use_the_other_commands_without_jinja(tmp_path: Path) -> None:
    code = (
        "import sys, json; import autograder.cli, autograder.report.terminal, autograder.report.view;"
        "print(json.dumps([name for name in ('jinja2', 'sqlalchemy') if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_whoever_left_the_roster_is_in_no_table_and_is_named(classroom: Path) -> None:
    (classroom / "class.toml").write_text('roster = "roster.csv"\n')
    (classroom / "roster.csv").write_text("student,folder\nada,x\n李雷,y\n", "utf-8")
    done = report("--format", "csv", cwd=classroom)
    assert done.exit_code == 0, done.stderr
    assert done.stderr == "Not on the roster, so left out: bob\n"
    with (classroom / "reports" / "a0_small" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["student"] for row in csv.DictReader(file)] == ["ada", "李雷"]
    assert report("--student", "bob", cwd=classroom).exit_code == 0, "who asks for a student by name gets the page"


def test_a_roster_whose_ids_fit_nobody_is_refused(classroom: Path) -> None:
    (classroom / "class.toml").write_text('roster = "roster.csv"\n')
    (classroom / "roster.csv").write_text("student,folder\nAda Lovelace,x\n")
    done = report(cwd=classroom)
    assert done.exit_code == 2
    assert "Not on the roster, so left out: ada, bob, 李雷" in done.stderr
    assert "The ids there have to be the names of the folders graded." in done.stderr


def test_another_folder_than_that_of_the_course_is_told_what_to_do(tmp_path: Path) -> None:
    done = report(cwd=tmp_path)
    assert done.exit_code == 2
    assert done.stderr == (
        f"There is no course at {tmp_path / 'course'}. Go to the folder that has it, or name it with --course PATH.\n"
    )


def test_points_of_an_earlier_version_of_the_course_are_told_with_what_to_do(classroom: Path) -> None:
    assert report(cwd=classroom).stderr == ""
    checks = classroom / "course" / "a0_small" / "u01_small" / "test_public.py"
    checks.write_text(checks.read_text("utf-8") + "# changed\n", "utf-8")
    with Gradebook.open(classroom / "gradebook" / "attempts.db") as book:
        hand_in(book, "ada", course=load_course(classroom / "course"))
    told = (
        "a0_small: 2 students have points from an earlier version of the course. "
        "`autograder grade submitted --assignment a0_small` grades again what the course has changed.\n"
    )
    assert report(cwd=classroom).stderr == told
    assert report("--format", "csv", cwd=classroom).stderr == told
    assert "a0_small: 1 student has points" in report("--student", "bob", cwd=classroom).stderr
    assert report("--student", "ada", cwd=classroom).stderr == ""


def test_what_the_course_does_not_know_is_told_since_the_gradebook_may_be_that_of_another(classroom: Path) -> None:
    course = load_course(classroom / "course")
    with Gradebook.open(classroom / "gradebook" / "attempts.db") as book:
        hand_in(book, "ada", course=course, digest="3", unit="u07_other")
        hand_in(book, "ada", course=course, assignment="a9_gone")
    done = report(cwd=classroom)
    assert done.exit_code == 0, done.stderr
    advice = "but the gradebook does. Check --gradebook and --course, if it was not taken out."
    assert done.stderr.splitlines() == [
        f"a0_small: the course has no unit u07_other, {advice}",
        f"The course has no assignment a9_gone, {advice}",
    ]


def test_names_and_addresses_of_the_roster_are_in_the_files_for_canvas_and_moodle(classroom: Path) -> None:
    (classroom / "class.toml").write_text('roster = "roster.csv"\n')
    (classroom / "roster.csv").write_text("student,folder,name,email\nada,x,Ada Lovelace,ada@uni.example\n")
    report("--format", "moodle", cwd=classroom)
    report("--format", "canvas", cwd=classroom)
    folder = classroom / "reports" / "a0_small"
    assert "\nada,Ada Lovelace,ada@uni.example,2," in (folder / "moodle.csv").read_text("utf-8-sig")
    assert "\nAda Lovelace,,,ada,,2\n" in (folder / "canvas.csv").read_text("utf-8-sig")


def in_the_class(classroom: Path, *students: str) -> None:
    (classroom / "class.toml").write_text('roster = "roster.csv"\n')
    (classroom / "roster.csv").write_text("student,folder\n" + "".join(f"{each},x\n" for each in students), "utf-8")


@pytest.mark.parametrize("more", [(), ("--assignment", "a0")])
def test_the_page_of_whoever_left_the_class_leaves_its_folder(classroom: Path, more: tuple[str, ...]) -> None:
    report(cwd=classroom)
    report("--format", "csv", cwd=classroom)
    in_the_class(classroom, "ada", "李雷")
    done = report(*more, cwd=classroom)
    assert done.exit_code == 0, done.stderr
    assert "No longer of this class or course, removed from reports: a0_small/bob.html\n" in done.stderr
    names = {file.name for file in (classroom / "reports" / "a0_small").iterdir()}
    assert "bob.html" not in names
    assert {"ada.html", "index.html", "u01_small.html", "grades.csv"} <= names
    assert report(*more, cwd=classroom).stderr == "Not on the roster, so left out: bob\n", "and is not told again"


def test_what_somebody_changed_or_wrote_stays_and_is_named(classroom: Path) -> None:
    report(cwd=classroom)
    folder = classroom / "reports" / "a0_small"
    (folder / "zoe.html").write_text("mine")
    (folder / "bob.html").write_text("corrected by hand")
    in_the_class(classroom, "ada")
    for _ in range(2):
        done = report(cwd=classroom)
        assert "changed by somebody, so left in reports: a0_small/bob.html\n" in done.stderr
        assert (folder / "bob.html").read_text() == "corrected by hand"
        assert (folder / "zoe.html").read_text() == "mine"
        assert len(list(folder.glob("*.html"))) == 5, "the page of 李雷 is gone"


def test_an_assignment_that_nobody_of_the_class_has_leaves_with_its_folder(classroom: Path) -> None:
    with Gradebook.open(classroom / "gradebook" / "attempts.db") as book:
        hand_in(book, "bob", course=load_course(classroom / "course"), assignment="a9_gone")
    report(cwd=classroom)
    assert (classroom / "reports" / "a9_gone").is_dir()
    in_the_class(classroom, "ada")
    report(cwd=classroom)
    assert not (classroom / "reports" / "a9_gone").exists()


def test_pages_in_markdown_of_whoever_left_go_with_the_next_ones(classroom: Path) -> None:
    report(cwd=classroom)
    report("--format", "markdown", cwd=classroom)
    in_the_class(classroom, "ada")
    folder = classroom / "reports" / "a0_small"
    report("--format", "markdown", "--student", "ada", cwd=classroom)
    assert len(list(folder.glob("*.md"))) == 3, "who asks for one student does not tell who is in the class"
    report("--format", "markdown", cwd=classroom)
    assert [file.name for file in folder.glob("*.md")] == ["ada.md"]
    assert len(list(folder.glob("*.html"))) == 5
