"""What students get: nothing of the solution, always the same, and never written over their work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.course.released import MANIFEST, ReleaseError, load_released
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.starter import solution_lines
from autograder.release.template import template_files
from autograder.release.tree import Files, handout, release_files
from autograder.release.write import differences, write_files
from tests.ended import killed_at
from tests.small import MISTAKES, small_course

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
STARTER = "a0_small/u01_small.py"

# The small network that a3/u04 asks for is given to students in a later unit.
GIVEN_LATER = {
    "self.head = nn.Linear(16 * 7 * 7, 10)": "a3_modules/.units/u08_freeze_param_groups.helpers.py",
}
# Lines that every training loop has; `verify` proves that no unit's own files give them away.
COMMON = {
    "loss.backward()", "opt.zero_grad()", "opt = torch.optim.SGD(model.parameters(), lr=lr)", "scores = model(x)",
    "loss = loss_fn(model(x), y)", "model.train()", "model.eval()",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, Files]:
    mistakes = MISTAKES + MISTAKES.replace("adds_two", "refuses").replace(
        "return x + 2", 'raise ValueError("a text that is nobody\'s business")'
    ).replace('of="double",', 'of="double", raises=".*",')
    course = small_course(tmp_path_factory.mktemp("course"), mistakes=mistakes, helpers="LIMIT = 3\n")
    return course, release_files(Bench(course.units, engine, b""), course)


@pytest.fixture
def files(made: tuple[Course, Files]) -> Files:
    return dict(made[1])


def test_it_is_everything_that_a_student_needs(files: Files) -> None:
    assert sorted(files) == [
        "a0_small/.units/u01_small.helpers.py",
        "a0_small/.units/u01_small.json",
        "a0_small/README.md",
        "a0_small/README.zh.md",
        "a0_small/test_u01_small.py",
        "a0_small/u01_small.ipynb",
        "a0_small/u01_small.md",
        "a0_small/u01_small.py",
        "a0_small/u01_small.zh.ipynb",
        "a0_small/u01_small.zh.md",
    ]
    assert b'raise NotImplementedError("a0/u01 double")' in files[STARTER]


def test_no_line_of_a_solution_is_in_it(real_course: Course) -> None:
    """Looked for in assignments/, which `ci/verify.sh` proves to be in step."""
    released = {
        path.relative_to(ASSIGNMENTS).as_posix(): path.read_text("utf-8")
        for path in ASSIGNMENTS.rglob("*")
        if path.suffix in (".py", ".ipynb", ".md", ".json")
    }
    assert all(any(name.startswith(unit.assignment_id) for name in released) for unit in real_course.units)
    for unit in real_course.units:
        for line in solution_lines(unit.solution_path.read_text("utf-8")):
            if line in COMMON:
                continue
            given = GIVEN_LATER.get(line, "")
            assert [name for name, text in released.items() if line in text and name != given] == []


def test_it_is_the_same_each_time(made: tuple[Course, Files], engine: Engine) -> None:
    course, first = made
    assert release_files(Bench(course.units, engine, b""), course) == first


def test_recorded_answers_hold_no_lines_private_names_or_free_texts_of_the_code(files: Files) -> None:
    unit = json.loads(files["a0_small/.units/u01_small.json"])
    adds, refuses = unit["mistakes"]
    names, answer = adds["answers"]["test_double"]
    assert names["header"] == {"names": [["double", True], ["halve", True]]}
    assert answer["header"]["value"]["tensor"][1:] == ["float32", [2]]
    raised = refuses["answers"]["test_double"][1]["header"]["raised"]
    assert (raised["type"], raised["message"], raised["lines"]) == ("ValueError", "", [])
    assert "nobody's business" not in files["a0_small/.units/u01_small.json"].decode()


def test_links_to_the_picture_lead_to_where_it_is_put(real_course: Course) -> None:
    unit = real_course.unit("a1/u04")
    text = "![a](picture.svg) ![b](picture.zh.svg) ![c](other/picture.svg)"
    assert handout(unit, text) == "![a](u04_broadcasting.svg) ![b](u04_broadcasting.zh.svg) ![c](other/picture.svg)"


def test_writing_twice_changes_nothing_and_is_in_step(files: Files, tmp_path: Path) -> None:
    assert sorted(write_files(files, tmp_path).written) == sorted(files)
    again = write_files(files, tmp_path)
    assert (again.written, sorted(again.unchanged)) == ([], sorted(files))
    assert differences(files, tmp_path) == []
    assert load_released(tmp_path).course.unit("a0/u01").hints["double"][0].en == "What?"


def test_a_released_course_beside_the_working_folder_has_the_paths_that_pytest_gives(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(files, tmp_path / "released")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    unit = load_released(Path("../released")).course.unit("a0/u01")
    assert all(".." not in check.path.parts for check in unit.checks)


def test_a_file_that_nobody_has_changed_follows_the_course(files: Files, tmp_path: Path) -> None:
    write_files(files, tmp_path)
    assert write_files({**files, STARTER: b"better\n"}, tmp_path).written == [STARTER]
    assert (tmp_path / STARTER).read_bytes() == b"better\n"


def test_a_students_work_is_never_overwritten(files: Files, tmp_path: Path) -> None:
    write_files(files, tmp_path)
    (tmp_path / STARTER).write_text("my work\n")
    for _ in range(2):
        assert write_files({**files, STARTER: b"better\n"}, tmp_path).beside == [STARTER]
        assert (tmp_path / STARTER).read_text() == "my work\n"
        assert (tmp_path / f"{STARTER}.new").read_bytes() == b"better\n"


def test_without_a_manifest_everything_that_differs_counts_as_work(files: Files, tmp_path: Path) -> None:
    (tmp_path / STARTER).parent.mkdir()
    (tmp_path / STARTER).write_text("my work\n")
    assert write_files(files, tmp_path).beside == [STARTER]
    assert (tmp_path / STARTER).read_text() == "my work\n"


def test_what_is_released_no_longer_goes_unless_somebody_has_changed_it(files: Files, tmp_path: Path) -> None:
    write_files({**files, "a0_small/old.py": b"1\n", "a0_small/mine.py": b"1\n"}, tmp_path)
    (tmp_path / "a0_small/mine.py").write_text("2\n")
    outcome = write_files(files, tmp_path)
    assert (outcome.removed, outcome.kept) == (["a0_small/old.py"], ["a0_small/mine.py"])
    assert not (tmp_path / "a0_small/old.py").exists()


def test_each_way_of_being_out_of_step_is_told(files: Files, tmp_path: Path) -> None:
    write_files(files, tmp_path)
    (tmp_path / STARTER).unlink()
    (tmp_path / "a0_small/README.md").write_text("other")
    (tmp_path / "a0_small/stray.py").write_text("")
    assert differences(files, tmp_path) == [
        f"{STARTER}: missing",
        "a0_small/stray.py: is not part of the course",
        "a0_small/README.md: differs from what the course gives",
    ]


def test_what_a_check_remembers_and_new_versions_are_not_out_of_step(files: Files, tmp_path: Path) -> None:
    write_files(files, tmp_path)
    (tmp_path / ".progress.json").write_text("{}")
    (tmp_path / f"{STARTER}.new").write_text("")
    (tmp_path / f"{STARTER}.old2").write_text("")
    assert differences(files, tmp_path) == []


def test_a_link_in_the_place_of_a_file_is_not_followed(files: Files, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.py"
    target.write_text("precious")
    (tmp_path / "out/a0_small").mkdir(parents=True)
    (tmp_path / "out" / STARTER).symlink_to(target)
    with pytest.raises(ReleaseError, match="in the way"):
        write_files(files, tmp_path / "out")
    assert target.read_text() == "precious"


@pytest.mark.parametrize("text", ["{", "[]", '{"files": 3}'])
def test_a_damaged_manifest_is_told_and_nothing_is_written(files: Files, tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(ReleaseError, match="damaged"):
        write_files(files, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST]


def test_a_manifest_cannot_remove_files_outside(files: Files, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"")
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (tmp_path / "out").mkdir()
    listed = {"files": {"../victim": digest, str(victim): digest}}
    (tmp_path / "out" / MANIFEST).write_text(json.dumps(listed))
    write_files(files, tmp_path / "out")
    assert victim.exists()


def test_the_template_holds_the_files_below_assignments_and_says_how_to_begin(made: tuple[Course, Files]) -> None:
    course, files = made
    template = template_files(course, files)
    assert template[f"assignments/{STARTER}"] == files[STARTER]
    assert {"README.md", "README.zh.md", "requirements.txt", ".gitignore"} < template.keys()
    assert "autograder check a0/u01" in template["README.md"].decode()
    assert "* [小](assignments/a0_small/README.zh.md)" in template["README.zh.md"].decode()


def test_a_folder_without_units_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"holds no units: expected ASSIGNMENT/\.units/UNIT\.json"):
        load_released(tmp_path)


def test_an_edited_unit_file_is_told_with_its_place(files: Files, tmp_path: Path) -> None:
    write_files(files, tmp_path)
    path = tmp_path / "a0_small/.units/u01_small.json"
    path.write_text(path.read_text().replace('"minutes": 10', '"minutes": "ten"'))
    with pytest.raises(ReleaseError, match=r"u01_small\.json: minutes: .*take it again"):
        load_released(tmp_path)


def test_killed_at_any_moment_a_release_leaves_a_students_work_whole_and_can_be_made_again(
    made: tuple[Course, Files], tmp_path: Path
) -> None:
    _, files = made
    newer = {**files, STARTER: files[STARTER] + b"# newer\n", "a0_small/README.md": b"newer"}
    moment, killed = 0, True
    while killed:
        moment += 1
        folder = tmp_path / str(moment)
        write_files(files, folder)
        (folder / STARTER).write_bytes(b"my work\n")
        killed = killed_at(moment, lambda folder=folder: write_files(newer, folder))  # type: ignore[misc]
        assert (folder / STARTER).read_bytes() == b"my work\n"
        write_files(newer, folder)
        assert (folder / STARTER).read_bytes() == b"my work\n"
        assert (folder / f"{STARTER}.new").read_bytes() == newer[STARTER]
        assert (folder / "a0_small/README.md").read_bytes() == b"newer"
    assert moment > 10
