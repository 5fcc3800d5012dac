"""The files that reports are written to."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import Assignment, Course
from autograder.grades import Record
from autograder.report.files import LIST, Written, write_whole
from autograder.report.pages import page_name, write_pages, write_student_pages
from autograder.results import AttemptResult, Text

STRANGE = [
    "ada", "Ada", "ADA", "ada ", "ada.", "a/da", "../ada", "..", ".", "", "/", "\\", "con", "CON", "nul.txt", "com1",
    "index", "Index", "张小明", "张小明2", "müller", "Müller", unicodedata.normalize("NFD", "müller"), "ﬁ", "fi", "ß",
    "ss", "İ", "ı", "x" * 300, "x" * 301, "张" * 300, "-rf", "~", "a:b", "a?b", "a*b", "a\x00b", "a\nb", "a\u202eb",
    "\ud800", "a<script>b", "%2e%2e", "ada-0123456789abcdef", "😀", "con.html", "a" * 64, "a" * 65,
]  # fmt: skip


@pytest.fixture
def course(tmp_path: Path) -> Course:
    assignment = Assignment("a1_tensors", tmp_path, Text(en="Tensors", zh="张量"), ())
    return Course(tmp_path, Text(en="A course", zh="课程"), (assignment,))


def records(results: Sequence[AttemptResult]) -> list[Record]:
    return [Record(result, (result,)) for result in results]


def same_file_for(name: str) -> str:
    """What file systems that ignore capitals and ways to compose letters take a name for."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def test_strange_names_all_get_files_of_their_own_that_any_file_system_takes() -> None:
    names = [page_name(name) for name in STRANGE]
    assert len({same_file_for(name) for name in names}) == len(STRANGE)
    for name in names:
        assert len(f".{name}.html".encode()) <= 255
        assert not set(name) & set('<>:"/\\|?*.% \x00\n')
        assert name.isprintable()
        assert name not in {"con", "nul", "com1", "index"}


def test_plain_names_stay_as_they_are() -> None:
    for name in ("ada", "s-2030_17", "mistake-no_keepdim", "1234567"):
        assert page_name(name) == name
    assert page_name("张小明").startswith("张小明-")


@given(st.text(max_size=80), st.text(max_size=80))
def test_two_names_never_share_a_file(one: str, other: str) -> None:
    assert (same_file_for(page_name(one)) == same_file_for(page_name(other))) == (one == other)


def test_a_name_that_looks_like_anothers_file_does_not_get_it() -> None:
    taken = page_name("Ada")
    assert page_name(taken) != taken


def test_pages_of_all_students_lie_beside_the_page_of_the_class(
    attempt: Callable[..., AttemptResult], check: Any, course: Course, tmp_path: Path
) -> None:
    results = [attempt(name, [check()]) for name in STRANGE]
    index = write_pages(records(results), course, tmp_path / "reports", "en")
    assert index == tmp_path / "reports" / "a1_tensors" / "index.html"
    files = {file.name for file in index.parent.iterdir()}
    units = {"u04_broadcasting.html"}
    assert files == {"index.html", *units, *(f"{page_name(name)}.html" for name in STRANGE)}
    assert [file for file in (tmp_path / "reports").rglob("*") if file.is_dir()] == [index.parent]


def test_the_same_results_give_the_same_bytes(everybody: list[AttemptResult], course: Course, tmp_path: Path) -> None:
    first = write_pages(records(everybody), course, tmp_path / "first", "zh").parent
    second = write_pages(records(everybody[::-1]), course, tmp_path / "second", "zh").parent
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes()


def test_titles_come_from_the_course_and_are_ids_where_it_has_none(
    everybody: list[AttemptResult], course: Course, tmp_path: Path
) -> None:
    index = write_pages(records(everybody), course, tmp_path, "zh")
    assert "<h1>张量：全班</h1>" in index.read_text("utf-8")
    gone = [result.model_copy(update={"assignment": "a9_gone"}) for result in everybody]
    assert "<h1>a9_gone: the class</h1>" in write_pages(records(gone), course, tmp_path, "en").read_text("utf-8")


def test_markdown_is_written_for_each_student_and_in_one_language(
    everybody: list[AttemptResult], course: Course, tmp_path: Path
) -> None:
    files = write_student_pages(everybody, course, tmp_path, "zh", markdown=True)
    assert len(files) == len(everybody)
    assert all(file.suffix == ".md" for file in files)
    (lin,) = (file for file in files if file.stem == "lin")
    assert "先看这里" in lin.read_text("utf-8")


def test_results_that_do_not_belong_together_are_refused(
    attempt: Callable[..., AttemptResult], course: Course, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="one assignment at a time"):
        write_pages(records([attempt("a"), attempt("b", assignment="a2")]), course, tmp_path, "en")
    with pytest.raises(ValueError, match="'a' is there twice"):
        write_pages(records([attempt("a"), attempt("a", number=2)]), course, tmp_path, "en")
    with pytest.raises(ValueError, match="none"):
        write_pages([], course, tmp_path, "en")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    write_whole(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "new" * 100_000 + "\ud800")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("precious")
    page = tmp_path / "page.html"
    page.symlink_to(other)
    write_whole(page, "new")
    assert other.read_text() == "precious"
    assert page.read_text() == "new"


WRITES_FOR_EVER = """
import sys
from pathlib import Path
from autograder.grades import Record
from autograder.report.files import write_whole
folder = Path(sys.argv[1])
while True:
    for number in range(3):
        write_whole(folder / f"{number}.html", "<html>" + str(number) * 2_000_000 + "</html>")
    print("round", flush=True)
"""


def test_killed_at_any_moment_it_leaves_whole_files(tmp_path: Path) -> None:
    for run in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WRITES_FOR_EVER, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as writer:
            assert writer.stdout is not None
            for _ in range(run + 1):
                writer.stdout.readline()
            os.kill(writer.pid, signal.SIGKILL)
        for file in tmp_path.glob("*.html"):
            assert file.read_text() == "<html>" + file.stem * 2_000_000 + "</html>"


def page(folder: Path, name: str, content: str = "page") -> str:
    """The content of a page as a run writes it that does nothing else, and is killed before it takes any away."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    Written(folder).write(folder / name, content)
    return content


def test_a_run_that_was_killed_has_listed_what_it_wrote(tmp_path: Path) -> None:
    page(tmp_path, "a1/bob.html", "first")
    page(tmp_path, "a1/bob.html", "second")
    written = Written(tmp_path)
    written.write(tmp_path / "a1" / "amy.html", "hers")
    written.sweep((".html",))
    assert (written.removed, written.kept) == (["a1/bob.html"], [])
    assert [file.name for file in (tmp_path / "a1").iterdir()] == ["amy.html"]


def test_the_list_can_be_compared_with_other_programs(tmp_path: Path) -> None:
    page(tmp_path, "a1/bob.html")
    written = Written(tmp_path)
    written.write(tmp_path / "a1" / "张小明.html", "page")
    written.sweep((".md",))
    lines = (tmp_path / LIST).read_text("utf-8").splitlines()
    assert lines[0].startswith("# Pages that `autograder report` wrote")
    assert [line[66:] for line in lines[1:]] == ["a1/bob.html", "a1/张小明.html"]
    done = subprocess.run(["sha256sum", "--check", "--quiet", LIST], cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["../precious.html", "/{outside}/precious.html", "a1/b/precious.html", ".hidden.html"])
def test_a_list_that_names_other_places_removes_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "site" / "a1" / "b").mkdir(parents=True)
    name = name.format(outside=tmp_path)
    place = tmp_path / "site" / name
    place.write_text("precious")
    digest = hashlib.sha256(b"precious").hexdigest()
    (tmp_path / "site" / LIST).write_text(f"{digest}  {name}\nnonsense\n")
    written = Written(tmp_path / "site")
    written.sweep((".html",))
    assert (written.removed, written.kept) == ([], [])
    assert place.read_text() == "precious"


def test_nothing_is_removed_where_a_link_leads(tmp_path: Path) -> None:
    page(tmp_path / "site", "a1/bob.html")
    (tmp_path / "site" / "a1").rename(tmp_path / "elsewhere")
    (tmp_path / "site" / "a1").symlink_to(tmp_path / "elsewhere")
    written = Written(tmp_path / "site")
    written.sweep((".html",))
    assert written.kept == ["a1/bob.html"]
    assert (tmp_path / "elsewhere" / "bob.html").read_text() == "page"


def test_a_link_in_the_place_of_the_list_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("precious")
    (tmp_path / LIST).symlink_to("other")
    with pytest.raises(OSError, match="symbolic link"):
        page(tmp_path, "bob.html")
    assert (tmp_path / "other").read_text() == "precious"
