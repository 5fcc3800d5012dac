"""What a call does besides returning a value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from autograder.grading.engine import Engine, LocalEngine, SubprocessEngine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from autograder.results import CheckResult, Status
from tests.small import small_course

SOLUTION = '''"""Small."""

import torch
from torch import nn


class Net(nn.Module):
    """Scale, then normalise. Net() has one parameter."""

    def __init__(self):
        # BEGIN SOLUTION
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(2.0))
        self.norm = nn.BatchNorm1d(3)
        # END SOLUTION

    def forward(self, x):
        # BEGIN SOLUTION
        return self.norm(self.scale * x)
        # END SOLUTION


def predict(model, x):
    """Predict without a trace. predict(Net(), x) leaves the mode as it was."""
    # BEGIN SOLUTION
    mode = model.training
    model.eval()
    with torch.no_grad():
        value = model(x)
    model.train(mode)
    return value
    # END SOLUTION
'''

PUBLIC = """from autograder import assert_same, points, tensor, unchanged
import torch


@points(1)
def test_net_normalises(student):
    assert_same(student.structure(student.Net())["state_dict"][0], "scale")


@points(1)
def test_predict_leaves_no_trace(student):
    model = student.torch.nn.BatchNorm1d(3)
    x = tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
    with unchanged(student, model):
        student.predict(model, x)
"""

HIDDEN = """from autograder import assert_same, points


@points(1)
def test_net_matches(student, reference, draw):
    x = draw.normal(4, 3)
    assert_same(student.Net()(x), reference.Net()(x))


@points(1)
def test_predict_calls_the_model(student, reference, draw):
    model, other = student.torch.nn.ReLU(), reference.torch.nn.ReLU()
    x = draw.normal(4, 3)
    assert_same(student.predict(model, x), reference.predict(other, x))
    assert_same(student.trace(student.predict, model, x).modules, ["ReLU"])
"""

TEXTS = '    en="""It {0}.\n\n    Why?""",\n    zh="""它{0}。\n\n    为什么？""",\n'
BODY = """    mode = model.training
    model.eval()
    with torch.no_grad():
        value = model(x)
    model.train(mode)
    return value
"""
WRONG = {
    "mode_not_restored": BODY.replace("    model.train(mode)\n", ""),
    "stays_in_train": BODY.replace("    model.eval()\n", ""),
    "hook_left": BODY.replace("    return value", "    model.register_forward_hook(lambda *a: None)\n    return value"),
    "calls_forward": BODY.replace("value = model(x)", "value = model.forward(x)"),
    "draws": BODY.replace("    return value", "    torch.rand(1)\n    return value"),
}
MISTAKES = "import torch\n\nfrom autograder import mistake\n" + "".join(
    f'\n\n@mistake(\n    "{name}",\n    of="predict",\n{TEXTS.format(name)})\ndef predict_{name}(model, x):\n{body}'
    for name, body in WRONG.items()
)
HEAD = SOLUTION.partition("def predict")[0]


@pytest.fixture(scope="module", params=[Engine, SubprocessEngine, LocalEngine])
def bench(request: pytest.FixtureRequest, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp("course")
    course = small_course(
        folder, solution=SOLUTION, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES, functions=("Net", "predict")
    )
    with nullcontext(engine) if request.param is Engine else request.param() as used:
        yield Bench(course.units, used, b"secret")


def graded(bench: Bench, predict: str) -> dict[str, CheckResult]:
    source = f"{HEAD}def predict(model, x):\n{predict}"
    return {row.check: row for row in final_rows(bench.rows(bench.units[0], take_bytes(source.encode())))}


def test_the_right_answer_passes(bench: Bench) -> None:
    rows = graded(bench, BODY)
    assert {name: row.feedback for name, row in rows.items() if row.status is not Status.PASSED} == {}


@pytest.mark.parametrize("name", WRONG)
def test_mistakes_that_show_only_in_how_are_told_from_each_other(bench: Bench, name: str) -> None:
    assert {row.mistake for row in graded(bench, WRONG[name]).values()} - {None} == {name}


def test_what_is_not_as_it_was_is_told_by_name(bench: Bench) -> None:
    row = graded(bench, WRONG["mode_not_restored"])["test_predict_leaves_no_trace"]
    assert row.feedback is not None
    assert "'training'" in row.feedback.summary.en
