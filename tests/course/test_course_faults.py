"""Faults of the tree and of its TOML files: one thing is spoiled, and exactly that is said."""

# ruff: noqa: E501 - one fault, one line

import shutil

import pytest

from autograder.course import CourseFaults, Fault, load_course
from autograder.course.egg import encode

UNIT = "a1_tensors/u04_broadcasting"
TOML = f"{UNIT}/unit.toml"
REQUIRED = [
    "unit.toml",
    "solution.py",
    "test_public.py",
    "test_hidden.py",
    "mistakes.py",
    "handout.md",
    "handout.zh.md",
]


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_file_is_named(folder, name):
    (folder.path / UNIT / name).unlink()
    fault = folder.only_fault()
    assert (fault.path, fault.line, fault.found) == (f"{UNIT}/{name}", None, "the file is missing")
    assert fault.instead.startswith("add it: ")


@pytest.mark.parametrize("name", ["course.toml", "a1_tensors/assignment.toml"])
def test_a_missing_table_of_contents_is_named(folder, name):
    (folder.path / name).unlink()
    assert (name, "the file is missing") in [(fault.path, fault.found) for fault in folder.faults()]


def test_a_course_that_is_no_folder_is_said_so(folder):
    with pytest.raises(CourseFaults) as caught:
        load_course(folder.path / "nowhere")
    assert "there is no folder" in str(caught.value)


def test_an_empty_handout_is_a_fault(folder):
    folder.write(f"{UNIT}/handout.zh.md", "\n \n")
    assert folder.only_fault() == Fault(f"{UNIT}/handout.zh.md", None, "the file is empty", "write the task in Chinese")


@pytest.mark.parametrize(
    ("name", "what", "advice"),
    [
        ("notes.txt", "a stray file", "remove or rename"),
        ("hints.md", "a stray file", "remove or rename"),
        ("mistake.py", "a stray file", "did you mean `mistakes.py`?"),
        ("conftest.py", "a stray file", "remove or rename"),
        ("data/x.csv", "a stray folder", "remove or rename"),
    ],
)
def test_a_stray_file_in_a_unit_is_a_fault(folder, name, what, advice):
    folder.write(f"{UNIT}/{name}", "x = 1\n")
    fault = folder.only_fault()
    assert fault.path == f"{UNIT}/{name.partition('/')[0]}"
    assert what in fault.found
    assert advice in fault.instead


def test_a_unit_that_is_listed_but_missing_is_a_fault(folder):
    folder.spoil("a1_tensors/assignment.toml", '"u04_broadcasting"]', '"u04_broadcasting",\n    "u05_reduce",\n]')
    fault = folder.only_fault()
    assert fault.place == "a1_tensors/assignment.toml:3"
    assert "`u05_reduce` is listed in `units`, but there is no such folder" in fault.found
    assert fault.instead == "add the folder, or remove the entry"


def test_a_misspelt_unit_is_told_the_folder_that_is_there(folder):
    folder.spoil("a1_tensors/assignment.toml", "u04_broadcasting", "u04_broadcastin")
    listed, unlisted = sorted(folder.faults(), key=lambda fault: fault.line or 99)
    assert listed.place == "a1_tensors/assignment.toml:2"
    assert listed.instead == "write `u04_broadcasting`, or add the folder"
    assert unlisted.path == UNIT
    assert "not listed in `units` of a1_tensors/assignment.toml" in unlisted.found


def test_an_assignment_that_is_not_listed_is_a_fault(folder):
    shutil.copytree(folder.path / "a1_tensors", folder.path / "a2_autograd")
    fault = folder.only_fault()
    assert fault.path == "a2_autograd"
    assert "not listed in `assignments` of course.toml" in fault.found


def test_an_assignment_that_is_listed_but_missing_is_a_fault(folder):
    folder.spoil("course.toml", '["a1_tensors"]', '["a1_tensors", "a2_autograd"]')
    fault = folder.only_fault()
    assert fault.place == "course.toml:2"
    assert "`a2_autograd` is listed in `assignments`" in fault.found


def test_two_units_with_one_short_name_are_a_fault(folder):
    shutil.copytree(folder.path / UNIT, folder.path / "a1_tensors/u04_more")
    folder.spoil("a1_tensors/assignment.toml", '"u04_broadcasting"', '"u04_broadcasting", "u04_more"')
    assert "`u04_more` and `u04_broadcasting` are both `u04` for short" in folder.only_fault().found


# Each: file, what is there, what stands there instead, text in the line of the fault, found, instead.
TOML_FAULTS = [
    ("course.toml", "assignments = [", "assignments [", "assignments [", "this is not TOML", "toml.io"),
    ("course.toml", '"a1_tensors"]', '"a1_tensors", "a1_tensors"]', "assignments", "`a1_tensors` stands twice", "once"),
    ("course.toml", '["a1_tensors"]', '["a1_tensors", "Extra"]', "assignments", "is 'Extra'", "folders in order"),
    ("course.toml", ', zh = "小单元学PyTorch"', "", "title", "`title.zh` is missing", "the Chinese title"),
    ("a1_tensors/assignment.toml", "units", "unit", "unit =", "unknown key `unit`", "did you mean `units`?"),
    ("unit.toml", "minutes = 20", "minutes = ", "minutes = ", "this is not TOML", "correct the line"),
    ("unit.toml", "minutes = 20", "minuts = 20", "minuts", "unknown key `minuts`", "did you mean `minutes`?"),
    ("unit.toml", "minutes = 20", 'minutes = "20"', "minutes", "`minutes` is '20'", "whole minutes"),
    ("unit.toml", "minutes = 20", "minutes = 0", "minutes", "`minutes` is 0", "whole minutes"),
    ("unit.toml", ', zh = "广播"', "", "title", "`title.zh` is missing", 'zh = "广播"'),
    ("unit.toml", ', zh = "广播"', ', zh = " "', "title", "without a word", "the Chinese title"),
    ("unit.toml", ', zh = "广播"', ', zh = "广播", de = "x"', "title", "unknown key `title.de`", "`en`, `zh`"),
    ("unit.toml", "cpu_seconds = 2", "cpu_second = 2", "cpu_second", "`limits.cpu_second`", "mean `cpu_seconds`?"),
    ("unit.toml", "cpu_seconds = 2", "cpu_seconds = 2.5", "cpu_seconds", "`limits.cpu_seconds` is 2.5", "whole number"),
    ("unit.toml", "wall_seconds = 7.5", "wall_seconds = -1", "wall_seconds", "`limits.wall_seconds` is -1", "above 0"),
    ("unit.toml", "wall_seconds = 7.5", "wall_seconds = inf", "wall_seconds", "is inf", "above 0"),
    ("unit.toml", "centre_rows = [", "centre_row = [", "centre_row = ", "`centre_row`, which is not", "`centre_rows`?"),
    ("unit.toml", '"torch.sub"', '"torch sub"', "torch sub", "is 'torch sub'", "dotted names"),
    ("unit.toml", '"torch.sub", ', '"torch.sub", "torch.sub", ', "torch.sub", "`torch.sub` stands twice", "each once"),
    ("unit.toml", '"Counter"]', '"Counter", "Counter"]', "functions", "`Counter` stands twice", "each once"),
    ("unit.toml", '"Counter"]', '"Counter", "a-b"]', "functions", "is 'a-b'", "what the student writes"),
    ("unit.toml", "[hints.Counter]", "[hints.Conter]", "[hints.Conter]", "`Conter`, which is not", "mean `Counter`?"),
    ("unit.toml", "[hints.Counter]", "[hints.Conter]", "functions", "`Counter` has no hints", "add `[hints.Counter]`"),
    ("unit.toml", '    "attributes",\n', "", "en = [", "2 levels in `en`, expected 3", "the line with one hole"),
    ("unit.toml", '"属性", ', "", '"self是什么', "2 levels in `zh`, expected 3", "the line with one hole"),
    ("unit.toml", '"属性"', '""', '""', "without a word", "three levels"),
    ("unit.toml", 'zh = ["self', 'de = ["self', "de = ", "unknown key `hints.Counter.de`", "`en`, `zh`"),
    ("unit.toml", 'code = "', 'code = "?', "code", "the egg does not decode: expected base64", "course.egg encode"),
    ("unit.toml", 'code = "', 'cod = "', "cod = ", "unknown key `egg.cod`", "write `code`"),
    ("unit.toml", 'test_counts_many = "', 'test_counts = "', "replayable", "no hidden check", "`test_counts_many`?"),
    ("unit.toml", 'test_counts_many = "', 'test_example = "', "replayable", "no hidden check", "write one of"),
    ("unit.toml", "counting has one right answer", "", "replayable", "without a word", "with the reason"),
    ("unit.toml", 'float64 = ["centre_rows"]', 'float64 = ["rows"]', "float64", "`float64` names `rows`", "write one of"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "line", "found", "instead"), TOML_FAULTS)
def test_a_fault_in_toml_has_its_line_and_what_to_write(folder, name, old, new, line, found, instead):
    folder.spoil(name, old, new)
    path = name if "/" in name or name == "course.toml" else f"{UNIT}/{name}"
    matching = [each for each in folder.faults() if found in each.found and instead in each.instead]
    assert matching, "\n".join(map(str, folder.faults()))
    if line == "en = [":  # the one of [hints.Counter]
        assert matching[0].line == folder.line(name, "[hints.Counter]") + 1
    else:
        assert matching[0].line == folder.line(name, line)
    assert matching[0].path == path


def test_lines_are_found_in_files_from_windows_too(folder):
    text = (folder.path / TOML).read_text(encoding="utf-8").replace('    "attributes",\n', "")
    folder.write(TOML, text.replace("\n", "\r\n"))
    assert folder.only_fault().line == folder.line("unit.toml", "[hints.Counter]") + 1


def test_a_function_may_not_hide_what_checks_reach_through_student(folder):
    folder.spoil("unit.toml", '"Counter"]', '"Counter", "vjp"]')
    assert "`vjp` cannot be exported" in folder.faults()[0].found + folder.faults()[1].found


def test_hints_missing_one_language_are_a_fault_of_their_table(folder):
    folder.spoil("unit.toml", 'zh = ["self是什么？", "属性", "self.____ = start"]\n', "")
    fault = folder.only_fault()
    assert fault.place == f"{TOML}:{folder.line('unit.toml', '[hints.Counter]')}"
    assert fault.found == "`hints.Counter.zh` is missing"


def test_toml_that_ends_too_early_is_a_fault_of_its_last_line(folder):
    folder.spoil("unit.toml", 'float64 = ["centre_rows"]\n', 'float64 = ["centre_rows"\n')
    fault = folder.only_fault()
    assert fault.line == folder.line("unit.toml", "float64")


def test_bytes_that_are_not_utf8_are_a_fault_with_their_line(folder):
    folder.write(f"{UNIT}/helpers.py", b"x = 1\ny = '\xe9'\n")
    fault = folder.only_fault()
    assert fault.place == f"{UNIT}/helpers.py:2"
    assert "0xe9 is not UTF-8" in fault.found


@pytest.mark.parametrize(
    "source", ["def egg():\n    return 1\n", "def eg(unit):\n    pass\n", "egg = 1\n", "a greeting\n"]
)
def test_an_egg_that_defines_no_egg_of_a_unit_is_a_fault(folder, source):
    text = (folder.path / TOML).read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if each.startswith("code"))
    folder.spoil("unit.toml", line, f'code = "{encode(source)}"')
    fault = folder.only_fault()
    assert fault.place == f"{TOML}:{folder.line('unit.toml', 'code = ')}"
    assert "defines `egg(unit)`" in fault.found


def test_a_function_that_no_check_exercises_is_a_fault(folder):
    folder.spoil("test_public.py", "assert student.Counter(3).up() == 4", "student.centre_rows(1)")
    folder.spoil("test_hidden.py", "student.Counter(start)", "student.centre_rows(start)")
    assert "no check exercises `Counter`" in folder.only_fault().found


def test_all_faults_come_at_once_sorted_and_readable(folder):
    folder.spoil("course.toml", ', zh = "小单元学PyTorch"', "")
    folder.spoil("unit.toml", "minutes = 20", "minutes = 500")
    folder.spoil("mistakes.py", 'of="Counter"', 'of="Conter"')
    folder.write(f"{UNIT}/helpers.py", "def twice(f, x:\n")
    (folder.path / UNIT / "handout.md").unlink()
    with pytest.raises(CourseFaults) as caught:
        load_course(folder.path)
    text = str(caught.value)
    assert text.startswith(f"4 faults in the course at {folder.path}:\n")
    assert [fault.path.rpartition("/")[2] for fault in caught.value.faults] == [
        "handout.md", "helpers.py", "unit.toml", "course.toml",
    ]  # fmt: skip
    assert f"{TOML}:2: `minutes` is 500" in text
    assert "    instead: write whole minutes from 1 to 120" in text


def test_a_broken_unit_toml_hides_no_faults_of_the_python_files(folder):
    folder.spoil("unit.toml", "minutes = 20", "minutes = ")
    folder.spoil("test_public.py", "@points(1)\n", "")
    folder.spoil("mistakes.py", '"no_keepdim"', '"No keepdim"')
    assert {fault.path.rpartition("/")[2] for fault in folder.faults()} == {
        "unit.toml", "test_public.py", "mistakes.py",
    }  # fmt: skip


def test_faults_of_several_units_are_all_told(folder):
    shutil.copytree(folder.path / UNIT, folder.path / "a1_tensors/u05_reduce")
    folder.spoil("a1_tensors/assignment.toml", '"u04_broadcasting"', '"u04_broadcasting", "u05_reduce"')
    for unit in ("u04_broadcasting", "u05_reduce"):
        (folder.path / "a1_tensors" / unit / "handout.md").unlink()
    assert len(folder.faults()) == 2
