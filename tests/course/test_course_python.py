"""Faults of a unit's Python files: one thing is spoiled, and exactly that is said, with its line."""

# ruff: noqa: E501 - one fault, one line

import pytest

UNIT = "a1_tensors/u04_broadcasting"
CENTRE = "    # BEGIN SOLUTION\n    return x - x.mean(dim=1, keepdim=True)  # (N, D)\n    # END SOLUTION\n"
DOC = '"""Subtract from each row of `x`, (N, D), its own mean."""'
UP = '        """Add `by`."""\n        # BEGIN SOLUTION\n'


@pytest.mark.parametrize(
    "name", ["solution.py", "helpers.py", "baseline.py", "test_public.py", "test_hidden.py", "mistakes.py"]
)
def test_a_syntax_error_is_told_with_its_line(folder, name):
    folder.append(name, "\ndef broken(:\n    pass\n")
    fault = folder.only_fault()
    assert fault.place == f"{UNIT}/{name}:{folder.line(name, 'broken')}"
    assert "this is not Python" in fault.found


# Each: what is there, what stands there instead, text in the line of the fault, found, instead.
SOLUTION = [
    ('    """Counts."""\n', "", "class Counter", "`Counter` has no docstring", "stays in the starter"),
    ('"""Subtract from each row of `x`, (N, D), its own mean."""', '" "', "def centre_rows", "no docstring", "shapes"),
    (DOC + "\n    # BEGIN SOLUTION\n", "# BEGIN SOLUTION\n    " + DOC + "\n", DOC, "stands between marks", "below it"),
    (CENTRE, "    return x\n", "def centre_rows", "nothing in `centre_rows` stands between marks", "around its body"),
    (CENTRE, "    # BEGIN SOLUTION\n    return x\n", "BEGIN", "inside the marks begun in line 12", "end those first"),
    (CENTRE, "    return x\n    # END SOLUTION\n", "END SOL", "`# END SOLUTION` without `# BEGIN", "or remove it"),
    (UP, "        # BEGIN SOLUTION\n" + UP, UP, "inside the marks begun in line", "end those first"),
    ("return self.value\n        # END SOLUTION\n", "return 1\n", "BEGIN", "without `# END SOLUTION`", "add `# END"),
    ("    # BEGIN SOLUTION\n    return x", "    ### begin solution\n    return x", "###", "looks like a mark", "exactly"),
    ("    # BEGIN SOLUTION\n    return x", "    #BEGIN SOLUTION\n    return x", "#BEGIN", "looks like a mark", "exactly"),
    ("start\n        # END SOLUTION", "start  # END SOLUTION", "start  #", "looks like a mark", "its own line"),
    (CENTRE, "    # BEGIN SOLUTION\n    # END SOLUTION\n    return x\n", "BEGIN", "no statement between", "around the body"),
    (CENTRE, CENTRE.replace("    #", "#"), "BEGIN", "are not indented like what they enclose", "indent both marks"),
    (CENTRE, CENTRE.replace("    # END", "        # END"), "BEGIN", "are not indented like", "indent both marks"),
    (CENTRE, "    # BEGIN SOLUTION\n    y = (\n    x\n    # END SOLUTION\n    )\n    return y\n", "BEGIN", "whole", "whole"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "found", "instead"), SOLUTION)
def test_a_fault_in_the_solution_is_told(folder, old, new, line, found, instead):
    folder.spoil("solution.py", old, new)
    faults = folder.faults()
    matching = [each for each in faults if found in each.found and instead in each.instead]
    assert matching, "\n".join(map(str, faults))
    assert matching[0].path == f"{UNIT}/solution.py"
    text = (folder.path / UNIT / "solution.py").read_text(encoding="utf-8").splitlines()
    assert line.strip().splitlines()[-1].strip() in text[matching[0].line - 1]


def test_an_exported_function_that_the_solution_lacks_is_a_fault_of_unit_toml(folder):
    folder.spoil("solution.py", "def centre_rows(", "def centre_row(")
    fault = next(each for each in folder.faults() if "is exported" in each.found)
    assert fault.place == f"{UNIT}/unit.toml:3"
    assert "did you mean `centre_row`?" in fault.instead


def test_a_class_needs_marks_inside_a_method(folder):
    text = (folder.path / UNIT / "solution.py").read_text(encoding="utf-8")
    start = text.index("    def __init__")
    body = "    # BEGIN SOLUTION\n    def up(self):\n        return 1\n    # END SOLUTION\n"
    folder.spoil("solution.py", text[start:], body)
    fault = next(each for each in folder.faults() if "stands between marks" in each.found)
    assert "the body of each method" in fault.instead


PUBLIC = [
    ("@points(1)\n", "", "def test_example", "the check `test_example` has no `@points`", "write `@points(2)`"),
    ("@points(1)\n", "@points(1)\n@points(2)\n", "def test_example", "`@points` 2 times", "write `@points(2)`"),
    ("@points(1)\n", "@points\n", "@points", "does not hold one number", "write `@points(2)`"),
    ("@points(1)\n", "@points()\n", "@points", "does not hold one number", "write `@points(2)`"),
    ("@points(1)\n", "@points(0)\n", "@points", "no number above 0", "above 0"),
    ("@points(1)\n", "@points(-1)\n", "@points", "no number above 0", "above 0"),
    ("@points(1)\n", "@points(True)\n", "@points", "no number above 0", "above 0"),
    ("@points(1)\n", "@points(1e999)\n", "@points", "no number above 0", "above 0"),
    ("@points(1)\n", "@points(1 + 1)\n", "@points", "no number above 0", "above 0"),
    ("@points(1)\n", '@points("1")\n', "@points", "no number above 0", "above 0"),
    ("@points(1)\n", '@points(1, off="x")\n', "@points", "`@points` knows no `off=`", 'of="x"'),
    ("@points(1)\n", '@points(1, of="centre")\n', "@points", "names no exported function", "did you mean `centre_rows`?"),
    ("@points(1)\n", "@points(1, of=1)\n", "@points", "is not a text", 'of="name"'),
    ("import assert_same, needs, points, tensor", "import assert_same, needs, tensor", "@points", "not imported", "import"),
    ("student.centre_rows(", "student.centre_row(", "student.", "`student.centre_row` is not exported", "`centre_rows`?"),
    ("student.centre_rows(", "print(", "def test_example", "uses no exported function", '@points(…, of="centre_rows")'),
    ("student.centre_rows(", "student.Counter(student.centre_rows, ", "def test_ex", "several: Counter, centre_rows", "of="),
    ("student.centre_rows(", "getattr(student, 'centre_rows')(", "def test_ex", "uses no exported function", "say so"),
    ("student.centre_rows(", "student.__dict__(", "student.", "`student.__dict__` is out of reach", "exported"),
    ("student.centre_rows(", "student.centre_rows(student.helpers.thrice, ", "thrice", "does not define it", "helpers.py"),
    ("(student):", "(students):", "def test_example", "unknown fixture `students`", "did you mean `student`?"),
    ("(student):", "(student, tmp_path):", "def test_example", "unknown fixture `tmp_path`", "`source`"),
    ("(student):", "(student, reference):", "def test_example", "uses `reference`, which students", "test_hidden.py"),
    ("(student):", "(student, *, drow):", "def test_example", "unknown fixture `drow`", "did you mean `draw`?"),
    ('@needs("test_example")', '@needs("test_exampl")', "@needs", "which is no check", "write `test_example`"),
    ('@needs("test_example")', '@needs("test_counter")', "@needs", "is the check itself", "name an earlier one"),
    ('@needs("test_example")', "@needs(test_example)", "@needs", "does not name checks", '@needs("test_something")'),
    ('@needs("test_example")', "@needs()", "@needs", "does not name checks", '@needs("test_something")'),
    ("@points(1)\n", '@points(1)\n@needs("test_counter")\n', "@needs", "stands later in the file", "move it above"),
    ("def test_counter(", "def test_example(", "test_example(student):\n    assert student", "stands in line", "own name"),
    ("def test_counter(", "def test_both(", "", "in the other test file of the unit already", "its own name"),
    ("def test_counter(", "def counter(", "def counter", "`counter` does not begin with `test_`", "name it `test_counter`"),
    ("def test_counter(", "async def test_counter(", "async def", "is `async`", "plain `def`"),
    ("import autograder\n", "import autograder, pytest\n\n@pytest.fixture\ndef x():\n    pass\n", "@py", "fixture", "plain"),
    ("import autograder\n", "import autograder\n\nclass TestX:\n    pass\n", "class", "checks in a class", "plain functions"),
]  # fmt: skip

HIDDEN = [
    ('@needs("test_matches_reference")', '@needs("test_example")', "@needs", "which is in another file", "of this file"),
    ('"n, d"', "NAMES", "parametrize", "names in `parametrize` of `test_both` are not literal", "as one text"),
    ('"n, d"', '"n"', "def test_both", "unknown fixture `d`", "write one of"),
    ("reference.centre_rows(", "reference.centre_row(", "reference.", "solution.py defines no `centre_row`", "`centre_rows`?"),
    ("baseline.centre_rows(", "baseline.centre(", "baseline.", "baseline.py defines no `centre`", "write `centre_rows`"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "found", "instead"),
    [("test_public.py", *each) for each in PUBLIC] + [("test_hidden.py", *each) for each in HIDDEN],
)
def test_a_fault_in_a_check_is_told(folder, name, old, new, line, found, instead):
    folder.spoil(name, old, new)
    faults = folder.faults()
    matching = [each for each in faults if found in each.found and instead in each.instead]
    assert matching, "\n".join(map(str, faults))
    text = (folder.path / UNIT / matching[0].path.rpartition("/")[2]).read_text(encoding="utf-8").splitlines()
    assert line.splitlines()[0] in text[matching[0].line - 1] if line else "test_both" in text[matching[0].line - 1]


@pytest.mark.parametrize("number", range(len(PUBLIC)))
def test_most_faults_in_a_check_bring_no_others_with_them(folder, number):
    old, new, *_ = PUBLIC[number]
    folder.spoil("test_public.py", old, new)
    kept = [each for each in folder.faults() if "no check exercises" not in each.found]
    allowed = 2 if "test_counter(" in old or "thrice" in new or "centre_row(" in new or "__dict__" in new else 1
    assert len(kept) <= allowed, "\n".join(map(str, kept))


def test_a_file_without_checks_is_a_fault(folder):
    folder.write(f"{UNIT}/test_public.py", '"""Nothing yet."""\n')
    assert folder.only_fault().found == "there is no check in this file"


def test_baseline_needs_a_file(folder):
    (folder.path / UNIT / "baseline.py").unlink()
    assert "there is no baseline.py" in folder.only_fault().found


def test_the_function_of_a_check_is_found_inside_lambdas_and_nested_functions(folder):
    folder.spoil("test_public.py", "student.Counter(3).up()", "(lambda: [student.Counter(3) for _ in '1'])()")
    from autograder.course import load_course

    checks = {check.name: check for check in load_course(folder.path).unit("a1/u04").checks}
    assert checks["test_counter"].of == "Counter"


MISTAKES = [
    ('"no_keepdim"', '"No-keepdim"', "No-keepdim", "the mistake id 'No-keepdim' is not", '"no_keepdim"'),
    ('"no_keepdim"', "3", "    3,", "the mistake id 3 is not", '"no_keepdim"'),
    ('"shared"', '"no_keepdim"', '"no_keepdim"', "id `no_keepdim` stands in line 6 already", "an id of its own"),
    ('of="centre_rows"', 'of="centre_row"', "of=", "names no exported function", "did you mean `centre_rows`?"),
    ('    of="centre_rows",\n', "", "@mistake", "does not say whose it is", "of="),
    ('of="centre_rows"', "of=centre_rows", "of=", "is not a text", "of="),
    ("matches=", "match=", "match=", "`@mistake` knows no `match=`", "did you mean `matches`?"),
    ("raises=ANY", 'raises="(?s"', "raises", "is not a pattern", "correct it"),
    ("raises=ANY", "raises=ANY + OTHER", "raises", "`raises=` is not a text", "write a pattern"),
    ('    zh="两个对象共用{start}。\\n\\n这个值放在哪里？",\n', "", "@mistake", "has no `zh=`", "two paragraphs"),
    ('    en="Both share {start}.\\n\\nWhere does the value live?",\n', "", "@mistake", "has no `en=`", "two paragraphs"),
    ("Both share {start}.\\n\\n", "Both share {start}. ", "en=", "has 1 paragraph, expected 2", "then a question"),
    ("这个值放在哪里？", "这个值\\n\\n放在哪里？", "zh=", "has 3 paragraphs, expected 2", "then a question"),
    ('en="Both', 'en=f"Both', "en=", "is computed", "no f-string"),
    ("这个值放在哪里？", "Where is the value?", "zh=", "the question in `zh=` has no Chinese characters", "Chinese"),
    ("这个值放在哪里？", "Where does the value live?", "zh=", "the question in `zh=` is the same", "translate"),
    ("两个对象共用{start}", "两个对象共用", "zh=", "`{start}` in `en=`, none in `zh=`", "the same ones"),
    ("两个对象共用{start}", "两个对象共用{by}", "zh=", "`{start}` in `en=`, `{by}` in `zh=`", "the same ones"),
    ("Both share {start}", "Both share {starts}", "en=", "`{starts}` is neither a parameter of `Counter`", "mean `start`?"),
    ("Both share {start}", "Both share {start.shape}", "en=", "`{start.shape}`: a placeholder is a name", "`{start}`"),
    ("from autograder import mistake", "import re", "@mistake", "`mistake` is used but not imported", "import mistake"),
    ("class Shared:", "class centre_rows_no_keepdim:", "class", "is defined in line", "a name of its own"),
    ('@mistake(\n    "shared",', "@mistake(", "@mistake", "does not have the expected form", "@mistake("),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "found", "instead"), MISTAKES)
def test_a_fault_in_a_mistake_is_told(folder, old, new, line, found, instead):
    folder.spoil("mistakes.py", old, new)
    faults = folder.faults()
    matching = [each for each in faults if found in each.found and instead in each.instead]
    assert matching, "\n".join(map(str, faults))
    text = (folder.path / UNIT / "mistakes.py").read_text(encoding="utf-8").splitlines()
    place = text[matching[0].line - 1]
    assert line in place or place.startswith("@mistake")
    assert len({each.path for each in faults}) == 1


def test_a_chinese_line_may_end_anywhere(folder):
    from autograder.course import load_course

    folder.spoil("mistakes.py", "两个对象共用{start}。", "两个对象\\n共用{start}。\\n再用`x`\\n看看 torch\\n的文档。")
    folder.spoil("mistakes.py", "Both share", "Both\\n   share")
    mistake = load_course(folder.path).unit("a1/u04").mistakes[1]
    assert mistake.zh[0] == "两个对象共用{start}。再用`x` 看看 torch 的文档。"
    assert mistake.en[0] == "Both share {start}."
