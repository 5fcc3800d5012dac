"""What a good course looks like once it is loaded."""

import pickle
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from autograder.course import CheckInfo, Limits, UnknownName, fill, load_course, placeholders
from autograder.results import Text

KEY = "a1_tensors/u04_broadcasting"


def test_a_good_course_loads_with_everything_that_its_files_say(folder):
    course = load_course(folder.path)
    unit = course.unit(KEY)
    assert course.title == Text(en="PyTorch in small units", zh="小单元学PyTorch")
    assert [each.id for each in course.assignments] == ["a1_tensors"]
    assert course.assignment("a1_tensors").title.zh == "张量"
    assert (unit.id, unit.assignment_id, unit.key, unit.short) == ("u04_broadcasting", "a1_tensors", KEY, "a1/u04")
    assert (unit.title.zh, unit.minutes, unit.functions) == ("广播", 20, ("centre_rows", "Counter"))
    assert unit.forbidden == {"centre_rows": ("torch.sub", "numpy.subtract")}
    assert unit.limits == Limits(cpu_seconds=2, wall_seconds=7.5)
    assert unit.hints["centre_rows"][2] == Text(en="x.mean(dim=1, ____=True)", zh="x.mean(dim=1, ____=True)")
    assert len(unit.hints["Counter"]) == 3
    assert unit.egg == "def egg(unit):\n    return unit.title.en\n"
    assert unit.replayable == {"test_counts_many": "counting has one right answer"}
    assert unit.float64 == ("centre_rows",)
    assert unit.parameters == {"centre_rows": ("x",), "Counter": ("start",), "Counter.up": ("by",)}
    assert unit.path == folder.path / KEY
    assert unit.solution_path.is_file()
    assert unit.helpers_path is not None
    assert unit.helpers_path.is_file()
    assert unit.baseline_path is not None
    assert unit.baseline_path.is_file()
    assert {lang: path.name for lang, path in unit.handouts.items()} == {"en": "handout.md", "zh": "handout.zh.md"}


def test_a_course_beside_the_working_folder_has_the_paths_that_pytest_gives(folder, monkeypatch):
    (folder.path.parent / "elsewhere").mkdir()
    monkeypatch.chdir(folder.path.parent / "elsewhere")
    course = load_course(Path("..") / folder.path.name)
    assert course.path == folder.path.resolve()
    assert {check.path.parent for check in course.unit(KEY).checks} == {folder.path.resolve() / KEY}


def test_checks_hold_points_function_needs_and_place(folder):
    unit = load_course(folder.path).unit(KEY)
    public, hidden = unit.path / "test_public.py", unit.path / "test_hidden.py"

    def line(path, name):
        return folder.line(path.name, f"def {name}(")

    assert unit.checks == (
        CheckInfo("test_example", public, line(public, "test_example"), False, 1.0, "centre_rows"),
        CheckInfo("test_counter", public, line(public, "test_counter"), False, 0.5, "Counter", ("test_example",)),
        CheckInfo("test_matches_reference", hidden, line(hidden, "test_matches_reference"), True, 2.0, "centre_rows"),
        CheckInfo(
            "test_both", hidden, line(hidden, "test_both"), True, 2.5, "centre_rows", ("test_matches_reference",)
        ),
        CheckInfo("test_counts_many", hidden, line(hidden, "test_counts_many"), True, 1.0, "Counter"),
    )
    assert [check.name for check in unit.checks_of("Counter")] == ["test_counter", "test_counts_many"]


def test_mistakes_hold_both_paragraphs_in_one_line_each(folder):
    unit = load_course(folder.path).unit(KEY)
    keepdim, shared = unit.mistakes
    assert keepdim.id == "no_keepdim"
    assert (keepdim.of, keepdim.function) == ("centre_rows", "centre_rows_no_keepdim")
    assert keepdim.line == folder.line("mistakes.py", "def centre_rows_no_keepdim")
    assert keepdim.en == (
        "The mean of {x} lost the axis that it averaged over, and {result} came back.",
        "What is the shape of `x.mean(1)`?",
    )
    assert keepdim.zh == ("{x}的均值丢掉了求均值的那个轴，得到{result}。", "`x.mean(1)`的形状是什么？")
    assert (keepdim.raises, keepdim.has_matches, keepdim.parameters) == ("(?s).*", False, ("x",))
    assert (shared.function, shared.has_matches, shared.parameters) == ("Shared", True, ("start", "by"))
    assert unit.mistakes_of("Counter") == (shared,)


def test_optional_parts_may_be_absent(folder):
    for name in ("helpers.py", "baseline.py"):
        (folder.path / KEY / name).unlink()
    folder.spoil("test_hidden.py", "student.helpers.twice(student.centre_rows, x)", "student.centre_rows(x)")
    folder.spoil("test_hidden.py", "baseline.centre_rows(draw.normal(n, d))", "pass")
    folder.spoil("test_hidden.py", "race, baseline, n", "race, n")
    toml = (folder.path / KEY / "unit.toml").read_text(encoding="utf-8")
    for section in ("[forbidden]", "[limits]", "[egg]", "[verify]"):
        start = toml.index(section)
        end = toml.find("\n[", start + 1)
        toml = toml[:start] + (toml[end + 1 :] if end >= 0 else "")
    folder.write(f"{KEY}/unit.toml", toml)
    unit = load_course(folder.path).unit(KEY)
    assert (unit.helpers_path, unit.baseline_path, unit.egg) == (None, None, None)
    assert (unit.forbidden, unit.limits, unit.replayable, unit.float64) == ({}, Limits(), {}, ())


def test_pictures_and_what_tools_leave_behind_are_no_fault(folder):
    for name in ("picture.py", "picture.svg", "picture.zh.svg", ".DS_Store", "__pycache__/solution.cpython-311.pyc"):
        folder.write(f"{KEY}/{name}", "")
    folder.write("docs/notes.md", "")
    load_course(folder.path)


def test_units_and_assignments_are_found_by_their_short_names_too(folder):
    course = load_course(folder.path)
    assert course.unit("a1/u04") is course.unit(KEY)
    assert course.assignment("a1").unit("u04") is course.unit(KEY)
    assert course.units == (course.unit(KEY),)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("a1_tensors/u04_broadcastin", "Did you mean `u04_broadcasting`?"),
        ("a1_tensor/u04_broadcasting", "Did you mean `a1_tensors`?"),
        ("a1/zzz", "There are: u04_broadcasting."),
        ("u04_broadcasting", "expected ASSIGNMENT/UNIT"),
    ],
)
def test_an_unknown_name_is_answered_with_the_close_one(folder, key, expected):
    with pytest.raises(UnknownName) as caught:
        load_course(folder.path).unit(key)
    assert expected in str(caught.value)


def test_a_course_can_be_hashed_and_sent_to_another_process(folder):
    course = load_course(folder.path)
    assert pickle.loads(pickle.dumps(course)) == course
    assert len({course, load_course(folder.path)}) == 1


@pytest.mark.parametrize("name", ["solution.py", "helpers.py", "baseline.py", "test_public.py", "test_hidden.py"])
def test_the_digests_change_with_files_that_influence_grading(folder, name):
    before = load_course(folder.path)
    folder.append(name, "\n# a remark\n")
    after = load_course(folder.path)
    assert before.digest != after.digest
    assert before.assignment("a1").digest != after.assignment("a1").digest
    assert before.unit("a1/u04").digest != after.unit("a1/u04").digest


def test_the_digests_stay_when_nothing_that_influences_grading_changes(folder):
    before = load_course(folder.path)
    folder.append("handout.md", "more")
    folder.write(f"{KEY}/picture.svg", "<svg/>")
    folder.spoil("course.toml", "in small units", "in tiny units")
    after = load_course(folder.path)
    assert before.digest == after.digest
    assert len(before.digest) == 64


def test_the_same_content_elsewhere_has_the_same_digest(folder, tmp_path):
    before = load_course(folder.path)
    folder.path.rename(tmp_path / "moved")
    assert load_course(tmp_path / "moved").digest == before.digest


def test_nothing_of_the_course_is_run(folder, tmp_path):
    trap = f"\nopen({str(tmp_path / 'sprung')!r}, 'w').close()\n"
    for name in ("solution.py", "helpers.py", "baseline.py", "test_public.py", "test_hidden.py", "mistakes.py"):
        folder.append(name, trap)
    folder.write(f"{KEY}/picture.py", trap)
    load_course(folder.path)
    assert not (tmp_path / "sprung").exists()


def test_an_authors_odd_escapes_give_no_warnings(folder):
    folder.append("helpers.py", '\nPATTERN = "\\d"\n')
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_course(folder.path)


def test_loading_imports_no_torch():
    program = "import sys, autograder.course as c; c.load_course, c.fill; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2]).returncode == 0


def test_placeholders_are_bare_names_in_braces_and_nothing_else():
    text = "{x} and {result}, but {0: 1}, {'a'}, {} stay"
    assert placeholders(text) == {"x", "result"}
    assert fill(text, {"x": "float32 (2, 3)"}) == "float32 (2, 3) and `result`, but {0: 1}, {'a'}, {} stay"
