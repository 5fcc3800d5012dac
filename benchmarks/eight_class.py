"""The class of benchmarks/against_nbgrader.py: who answered what, as .py files for our course.

A submission is the solution with some functions exchanged; their code stands in mistakes.py and answers.py of
benchmarks/eight_questions. Every other student has everything right, each in another way; those between have one to
four questions wrong: by mistakes that our grader knows, by others, by exceptions, by functions that were not written.
No answer loops for ever (nbgrader would spend thirty seconds on each of its checks) or writes to stderr (nbgrader
would take the points). A class larger than `VARIANTS` repeats them in order, each file with a comment of its own.
"""

from __future__ import annotations

import ast
from pathlib import Path

from autograder.course import Course, Unit, load_course

HERE = Path(__file__).parent / "eight_questions"
ASSIGNMENT, UNIT = "a1_eight", "u01_eight"

VARIANTS: tuple[tuple[str, ...], ...] = (
    (),
    ("centre_columns_of_rows",),
    ("last_column_selected", "softmax_rows_of_torch"),
    ("one_hot_integers", "softmax_rows_overflowing"),
    ("outer_sum_in_a_loop", "descend_by_hand"),
    ("outer_sum_misspelt", "moving_average_padded"),
    ("one_hot_of_torch", "moving_average_in_a_loop"),
    ("count_above_not_written", "one_hot_without_a_return", "moving_average_not_written", "descend_not_written"),
    ("centre_columns_kept", "count_above_in_a_loop"),
    ("descend_without_a_gradient",),
    ("softmax_rows_of_torch", "one_hot_of_torch"),
    ("last_column_first", "count_above_equal", "descend_climbing"),
    ("centre_columns_kept", "descend_by_hand", "outer_sum_in_a_loop"),
    ("centre_columns_of_the_wrong_shape", "softmax_rows_of_columns", "outer_sum_flat"),
)


def eight_questions() -> Course:
    """The course, loaded."""
    return load_course(HERE)


def definitions(source: str) -> dict[str, str]:
    """The functions of a file by name, without decorators, each with the comments that follow it."""
    lines = source.splitlines()
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    starts = [min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) for node in functions]
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    return {
        node.name: "\n".join(lines[node.lineno - 1 : end]).rstrip() for node, end in zip(functions, ends, strict=True)
    }


def answers_of(unit: Unit, number: int) -> dict[str, str]:
    """The code of each question's function in the submission of one student."""
    answers = definitions(unit.solution_path.read_text("utf-8"))
    written = definitions((unit.path / "mistakes.py").read_text("utf-8"))
    written |= definitions((HERE / "answers.py").read_text("utf-8"))
    for variant in VARIANTS[number % len(VARIANTS)]:
        question = _question(unit, variant)
        answers[question] = written[variant].replace(f"def {variant}(", f"def {question}(", 1)
    first = unit.functions[0]
    return answers | {first: f"# {student_name(number)}\n{answers[first]}"}


def expected_scores(unit: Unit, size: int) -> dict[str, dict[str, float]]:
    """The points by student and check that a class of `size` deserves."""
    return {student_name(number): _expected(unit, number) for number in range(size)}


def _expected(unit: Unit, number: int) -> dict[str, float]:
    exchanged = {_question(unit, variant) for variant in VARIANTS[number % len(VARIANTS)]}
    wrong = exchanged if number % 2 else set()
    return {check.name: 0.0 if check.of in wrong else check.points for check in unit.checks}


def _question(unit: Unit, variant: str) -> str:
    return next(name for name in unit.functions if variant.startswith(f"{name}_"))


def student_name(number: int) -> str:
    """What a student's folder is called."""
    return f"s{number:03d}"


def place_files(unit: Unit, folder: Path, size: int) -> None:
    """`folder`/submitted/<student>/<assignment>/<unit>.py for a class of `size`."""
    for number in range(size):
        place = folder / "submitted" / student_name(number) / ASSIGNMENT
        place.mkdir(parents=True)
        code = "\n\n\n".join(answers_of(unit, number).values())
        (place / f"{UNIT}.py").write_text(f"import torch\nfrom torch.nn import functional\n\n\n{code}\n", "utf-8")
