"""The two courses of benchmarks/against_nbgrader.py are well formed and ask the same; its accounting loses nothing.

Nothing is timed here.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.course import Course
from benchmarks import notebook_course
from benchmarks.against_nbgrader import FEEDBACK, GRADE, Grader, Round, check_scores, tables
from benchmarks.eight_class import (
    ASSIGNMENT,
    UNIT,
    VARIANTS,
    answers_of,
    definitions,
    eight_questions,
    expected_scores,
    place_files,
)
from benchmarks.metering import Spent

ROOT = Path(__file__).parents[2]
STAGES = (GRADE, FEEDBACK)


@pytest.fixture(scope="module")
def course() -> Course:
    return eight_questions()


@pytest.fixture(scope="module")
def released(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """nbgrader's course, with its assignment released."""
    folder = tmp_path_factory.mktemp("nbgrader")
    notebook_course.make_course(course.units[0], folder / "course", folder)
    return folder / "course"


def test_our_course_has_eight_questions_with_one_check_each(course):
    (unit,) = course.units
    assert len(unit.functions) == 8
    assert [check.of for check in unit.checks] == list(unit.functions)


def test_a_source_notebook_satisfies_the_schema_of_nbgrader(course):
    made = notebook_course.notebook(course.units[0])
    nbformat.validate(made)
    MetadataValidator().validate_nb(made)
    meta = [cell.metadata.nbgrader for cell in made.cells]
    assert sum(each.solution for each in meta) == sum(each.grade for each in meta) == 8
    assert {each.schema_version for each in meta} == {3}


@pytest.mark.slow
def test_a_released_notebook_shows_neither_solutions_nor_hidden_checks(course, released):
    text = (released / "release" / ASSIGNMENT / f"{notebook_course.NOTEBOOK}.ipynb").read_text("utf-8")
    assert "expected_softmax_rows" not in text
    assert "largest" not in text
    assert "last_column(torch.tensor(" in text


def test_a_test_cell_says_what_our_check_says(course):
    unit = course.units[0]
    check = next(check for check in unit.checks if check.of == "count_above")
    assert notebook_course.test_cell(check, "") == (
        "x = torch.tensor([[1.0, 5.0], [2.0, 9.0]])\n"
        "torch.testing.assert_close(count_above(x, 1.5), 3)\n"
        "torch.testing.assert_close(count_above(x, 5.0), 1)"
    )


def test_a_word_that_a_notebook_cannot_say_is_refused(course, tmp_path):
    path = tmp_path / "test_hidden.py"
    check = course.units[0].checks[0]
    path.write_text(f"def {check.name}(student, draw):\n    assert student.last_column(draw.booleans(2, 2))\n", "utf-8")
    strange = type(check)(check.name, path, 1, hidden=True, points=1, of=check.of)
    with pytest.raises(ValueError, match="uses `draw`; tell WORDS how a notebook says it"):
        notebook_course.test_cell(strange, "")


@pytest.mark.slow
def test_each_student_hands_in_the_same_functions_twice(course, released, tmp_path):
    unit = course.units[0]
    size = len(VARIANTS)
    place_files(unit, tmp_path / "ours", size)
    notebook_course.place_notebooks(unit, released, tmp_path / "theirs", size)
    files = sorted((tmp_path / "ours").glob(f"submitted/*/{ASSIGNMENT}/{UNIT}.py"))
    notebooks = sorted((tmp_path / "theirs").glob(f"submitted/*/{ASSIGNMENT}/{notebook_course.NOTEBOOK}.ipynb"))
    assert [path.parts[-3] for path in files] == [path.parts[-3] for path in notebooks]
    assert len({path.read_bytes() for path in files}) == size
    for file, path in zip(files, notebooks, strict=True):
        read = nbformat.read(path, as_version=4)
        MetadataValidator().validate_nb(read)
        cells = [cell.source for cell in read.cells if cell.metadata.nbgrader.solution]
        assert ast.dump(ast.parse("\n".join(cells))) == ast.dump(
            ast.parse("\n".join(definitions(file.read_text()).values()))
        )


def test_half_of_the_class_has_everything_right(course):
    unit = course.units[0]
    full = sum(check.points for check in unit.checks)
    totals = [sum(scores.values()) for scores in expected_scores(unit, len(VARIANTS)).values()]
    assert [total == full for total in totals] == [number % 2 == 0 for number in range(len(VARIANTS))]


def test_a_larger_class_repeats_the_answers_in_files_that_differ(course):
    unit = course.units[0]
    first, again = answers_of(unit, 1), answers_of(unit, 1 + len(VARIANTS))
    assert first != again
    assert [ast.dump(ast.parse(code)) for code in first.values()] == [
        ast.dump(ast.parse(code)) for code in again.values()
    ]


def test_one_wrong_verdict_ends_the_benchmark(course):
    expected = expected_scores(course.units[0], 2)
    check_scores("a grader", expected, expected)
    with pytest.raises(SystemExit, match=r"s001 test_descend: 0.0 points, 3.0 were expected"):
        check_scores("a grader", expected | {"s001": expected["s001"] | {"test_descend": 0.0}}, expected)
    with pytest.raises(SystemExit, match="s000 test_last_column: None points"):
        check_scores("a grader", {}, expected)


def a_side(name: str) -> Grader:
    return Grader(name, {GRADE: [], FEEDBACK: []}, lambda folder, size: None, lambda folder: {}, "{student}.html")


def a_round(nbgrader: tuple[float, float], torchgrade: tuple[float, float]) -> Round:
    """Batches of 1, 2 and 12 that take 5 s to start, and so many seconds for grading and for the page of each."""
    costs = {"nbgrader": nbgrader, "torchgrade": torchgrade}
    return Round(
        {
            size: {
                name: {stage: Spent(5 + size * each, 2 * size * each) for stage, each in zip(STAGES, pair, strict=True)}
                for name, pair in costs.items()
            }
            for size in (1, 2, 12)
        }
    )


def test_the_tables_keep_start_up_out_of_the_cost_of_one_more_submission():
    rounds = [a_round(nbgrader=(each, 1.0), torchgrade=(0.1, 0.02)) for each in (1.9, 2.0, 2.5)]
    text = tables(rounds, [a_side("nbgrader"), a_side("torchgrade")])
    cpu, wall, ratios, verdict = text.strip().split("\n\n")
    assert "| nbgrader, grading: one more submission | 2.000 | 1.900 | 2.500 |" in cpu
    assert "| torchgrade, grading: a batch of one, from cold | 5.10 | 5.10 | 5.10 |" in cpu
    assert "| torchgrade, feedback pages: one more submission | 0.040 | 0.040 | 0.040 |" in wall
    assert "| grading: one more | 20.0 | 19.0 | 25.0 |" in ratios
    assert "| grading: a batch of one, from cold | 1.37 | 1.35 | 1.47 |" in ratios  # 7.0 of 5.1
    assert "| grading and feedback pages: one more | 25.0 | 24.2 | 29.2 |" in ratios
    assert verdict.endswith(" Reached.")


@pytest.mark.parametrize("torchgrade", [(0.1, 0.2), (0.2, 0.001)])
def test_the_goal_has_to_be_reached_with_pages_and_without(torchgrade):
    rounds = [a_round(nbgrader=(2.0, 1.0), torchgrade=torchgrade)]
    assert tables(rounds, [a_side("nbgrader"), a_side("torchgrade")]).endswith("Not reached.")


@pytest.mark.parametrize(("adopt", "status"), [("adopt_orphans()", 0), ("pass", 1)])
def test_the_time_of_an_orphan_is_counted_and_its_loss_is_noticed(adopt, status):
    program = f"from benchmarks.metering import adopt_orphans, check_metering\n{adopt}\ncheck_metering()"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == status
    assert ("the figures would be wrong" in done.stderr) is bool(status)
