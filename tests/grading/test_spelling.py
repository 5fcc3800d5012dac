"""A request of a check, as a student reads it."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from autograder.course import Course
from autograder.grading.intake import take_bytes
from autograder.grading.spelling import spelled
from autograder.grading.submission import Bench
from autograder.jail.remote import Call
from autograder.release.verify import final_rows

X = torch.zeros(2, 3)


@pytest.mark.parametrize(
    ("unit", "op", "name", "args", "called", "arguments"),
    [
        ("a1/u04", "call", "centre_rows", (X,), "centre_rows(x)", ("x: float32 (2, 3)",)),
        ("a1/u04", "vjp", "gradients of centre_rows", ([X], X), "gradients of centre_rows(x)", ("x: float32 (2, 3)",)),
        ("a0/u03", "call", "Pipe.__call__", (5,), "pipe(x)", ("x: 5",)),
        ("a0/u03", "operate", "getitem of Pipe", (0,), "pipe[i]", ("i: 0",)),
        ("a0/u03", "operate", "len of Pipe", (), "len(pipe)", ()),
        ("a0/u03", "operate", "items of the Pipe", (), "list(pipe)", ()),
        ("a0/u03", "operate", "contains of Pipe", (5,), "item in pipe", ("item: 5",)),
        ("a0/u03", "operate", "setitem of Pipe", (0, 5), "pipe[i] = value", ("i: 0", "value: 5")),
        ("a0/u01", "get", "Counter.value", (), "Counter.value", ()),
        ("a0/u01", "set", "Counter.value =", (5,), "counter.value = value", ("value: 5",)),
        ("a3/u01", "inspect", "structure of Affine2", (), "structure of Affine2", ()),
        ("a4/u05", "training", "training with train", (None, [], X), "train(arg1)", ("arg1: float32 (2, 3)",)),
    ],
)
def test_a_request_is_spelled_as_people_write_it(
    real_course: Course, unit: str, op: str, name: str, args: tuple[Any, ...], called: str, arguments: tuple[str, ...]
) -> None:
    request = Call(name, args, {}, op=op)
    assert spelled(request, real_course.unit(unit)).described(values=True) == (called, arguments)


PIPE = b"""class Pipe:
    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, x):
        for step in self.steps:
            x = step(x)
        return x

    def __len__(self):
        return len(self.steps) - 1

    def __getitem__(self, i):
        return self.steps[i]

    def __repr__(self):
        return f"Pipe({', '.join(map(repr, self.steps))})"
"""


def test_a_wrong_length_is_asked_with_len_and_found_in_its_method(real_bench: Bench, real_course: Course) -> None:
    unit = real_course.unit("a0/u03")
    rows = final_rows(real_bench.rows(unit, take_bytes(PIPE)))
    told = {(row.feedback.called, row.feedback.where and row.feedback.where.line) for row in rows if row.feedback}
    assert ("len(pipe)", 10) in told
