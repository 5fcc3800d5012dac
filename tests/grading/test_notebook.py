"""A notebook is read as the Python file that it stands for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from autograder.grading.notebook import MAX_CELLS, NotebookError, Script, read_cells, script_of

CHECK = {"nbgrader": {"grade": True, "solution": False, "locked": True, "grade_id": "check-f"}}


def notebook(*sources: Any, metadata: dict[str, Any] | None = None) -> bytes:
    cells = [
        {"cell_type": "code", "source": source, "metadata": metadata or {}, "outputs": [], "execution_count": None}
        for source in sources
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode()


def script(*sources: Any, names: tuple[str, ...] = ("f",), mark: str = "") -> Script:
    return script_of(read_cells(notebook(*sources)), names, mark)


def test_only_what_the_functions_need_is_taken_in_the_file_s_order() -> None:
    made = script(
        "import torch\nimport matplotlib.pyplot as plt\n",
        "SIZE = 3\ndata = torch.load('big.pt')\nprint(data)\n",
        "def helper(x):\n    return x * SIZE\n",
        "for epoch in range(1000000):\n    train()\n",
        "@torch.no_grad()\ndef f(x):\n    return helper(x)\n",
        "f(torch.ones(3))",
        "def unused():\n    pass\n",
    )
    assert made.text == (
        "import torch\nSIZE = 3\ndef helper(x):\n    return x * SIZE\n"
        "@torch.no_grad()\ndef f(x):\n    return helper(x)\n"
    )
    assert made.places == ((1, 1), (2, 1), (3, 1), (3, 2), (5, 1), (5, 2), (5, 3))
    assert made.notes == ()


def test_names_that_belong_to_a_function_are_not_the_notebook_s() -> None:
    """The trial `x = load()` has nothing to do with the parameter x."""
    made = script(
        "x = load('big.pt')\nrow = x[0]\nk = 3\nfor dtype in (1, 2):\n    print(dtype)",
        "def f(x, dtype=None):\n    row = [each for each in x]\n    return [k * row for k in range(2)]\n",
    )
    assert made.text.startswith("def f(x, dtype=None)")
    assert made.notes == ()
    assert "k = 3" in script("k = 3", "def f(x):\n    def g():\n        return k\n    return g").text
    assert "k = 3" in script("k = 3", "class f:\n    size = k\n").text
    assert "k = 3" in script("k = 3", "def f(x, size=k):\n    return x").text


def test_the_last_definition_counts_unless_it_is_the_starter_s() -> None:
    again = script("def f(x): return 1", "def f(x): return 2")
    assert again.text.endswith("def f(x): return 2\n")
    starter = 'def f(x):\n    raise NotImplementedError("a1/u04 f")'
    assert script("def f(x): return 1", starter, mark="a1/u04 ").text == "def f(x): return 1\n"
    assert "NotImplementedError" in script(starter, mark="a1/u04 ").text


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("%matplotlib inline\ndef f(x):\n    !ls\n    return x", "def f(x):\n    pass\n    return x\n"),
        ("%%time\ndef f(x): return x", "def f(x): return x\n"),
        ("%%bash\ndef f(x): return x", ""),
        ("files = !ls\ndef f(x): return x", "def f(x): return x\n"),
        ("f?\ndef f(x): return x", "def f(x): return x\n"),
    ],
)
def test_magics_and_shell_lines_are_taken_out_with_a_note(cell: str, kept: str) -> None:
    made = script(cell)
    assert made.text == kept
    assert "Lines with % or ! are not run" in made.notes[0].en


def test_a_percent_sign_in_a_text_or_a_formula_is_no_magic() -> None:
    cell = 'def f(x):\n    """\n    % of all\n    """\n    return (x\n    % 2)'
    made = script(cell)
    assert made.text == cell + "\n"
    assert made.notes == ()
    both = script("%pip install x\n" + cell)
    assert "% of all" in both.text


def test_a_name_that_only_a_loop_makes_is_told() -> None:
    made = script("table = {}\nfor i in range(3):\n    table[i] = i\nfor n in range(2):\n    size = n",
                  "def f(x): return table[x] + size")  # fmt: skip
    assert made.text == "table = {}\ndef f(x): return table[x] + size\n"
    assert [note.en for note in made.notes] == [
        "size: of a notebook only imports, definitions and assignments are run, so line 4 of code cell 1 was not."
    ]


def test_conditions_and_attempts_that_only_define_are_taken() -> None:
    made = script("try:\n    import fast as lib\nexcept ImportError:\n    lib = None", "def f(x): return lib")
    assert made.text.startswith("try:\n    import fast as lib\n")


def test_several_statements_in_a_line_are_told_apart() -> None:
    assert script("a = 1; print(a); b = 2", "def f(x): return a + b").text == "a = 1\nb = 2\ndef f(x): return a + b\n"


def test_changes_of_an_object_that_is_needed_are_taken() -> None:
    made = script("class Net: pass", "def forward(self, x): return x\nNet.forward = forward", names=("Net",))
    assert "Net.forward = forward" in made.text
    assert "def forward" in made.text


def test_a_cell_that_python_cannot_read_is_kept_if_a_function_stands_in_it_alone() -> None:
    made = script("import torch", "def f(x:\n    return x")
    assert made.text.endswith("def f(x:\n    return x\n")
    assert made.places[-1] == (2, 2)
    assert "def f(x:" not in script("def f(x:\n    return x", "def f(x): return x").text
    assert script("what is this", "def f(x): return x").text == "def f(x): return x\n"


def test_check_cells_are_the_course_s_and_never_count() -> None:
    data = json.loads(notebook("def f(x): return 1", "def f(x): return 2"))
    data["cells"][1]["metadata"] = CHECK
    assert script_of(read_cells(json.dumps(data).encode()), ["f"]).text == "def f(x): return 1\n"
    data["cells"][1]["metadata"] = {"nbgrader": {"grade": True, "solution": True}}
    assert script_of(read_cells(json.dumps(data).encode()), ["f"]).text.endswith("return 2\n")


def test_sources_may_be_lists_of_lines_and_notebooks_of_version_3() -> None:
    assert script(["def f(x):\n", "    return x"]).text == "def f(x):\n    return x\n"
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": "def f(x): return 3"}]}], "nbformat": 3}
    assert "return 3" in script_of(read_cells(json.dumps(old).encode()), ["f"]).text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not a notebook that can be read"),
        (b"\xff\xfe", "not a notebook that can be read"),
        (b"[]", "not a notebook that can be read"),
        (b'{"cells": 7}', "not a notebook that can be read"),
        (b'{"cells": [{"cell_type": "code"}]}', "not a notebook that can be read"),
        (b'{"cells": [{"cell_type": "code", "source": 7}]}', "not a notebook that can be read"),
        (b'{"cells": [{"cell_type": "code", "source": "f", "metadata": 7}]}', "not a notebook that can be read"),
        (b"[" * 100_000, "not a notebook that can be read"),
        (b'{"cells": []}', "There is no code in this notebook"),
        (notebook("  "), "There is no code in this notebook"),
        (notebook(*["x = 1"] * (MAX_CELLS + 1)), "2,001 code cells"),
        (notebook("x = 1\n" * 50_000), "300,000 characters"),
        (b" " * (33 << 20), "larger than 32 MiB"),
    ],
)
def test_what_is_no_notebook_gets_its_message(data: bytes, told: str) -> None:
    with pytest.raises(NotebookError, match=told):
        read_cells(data)


@pytest.mark.parametrize("source", ["(" * 5000, "x = " + "-" * 5000 + "1", "\0", "if 1:\n" * 30, "%a\n" * 2000])
def test_hostile_cells_cost_little_and_harm_no_other(source: str) -> None:
    assert script(source, "def f(x): return x").text == "def f(x): return x\n"


def test_outputs_and_metadata_are_never_looked_at() -> None:
    data = json.loads(notebook("def f(x): return x", metadata={"nbgrader": {"grade_id": ["x"] * 3, "points": "much"}}))
    data["cells"][0]["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "1/1 points"}}]
    data["metadata"] = {"kernelspec": {"name": "rm -rf"}, "language_info": None}
    assert script_of(read_cells(json.dumps(data).encode()), ["f"]).text == "def f(x): return x\n"
