"""What a process tells about its objects besides values."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from autograder.jail.faults import StudentError
from tests.jail.conftest import LIMITS  # noqa: F401 - the fixtures of this folder

SOURCE = """
import random
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.BatchNorm1d(4))
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        return self.head(self.body(x))


def train_one_step(net, x):
    net(x).sum().backward()


def left_in_eval(net):
    net.eval()


def leaves_a_hook(net):
    net.head.register_forward_hook(lambda *seen: None)


def by_forward(net, x):
    return net.forward(x)


def twice(x):
    return x * 2 + 0


def draws():
    return random.random()


def two_groups(net):
    head = {"params": [net.head.weight], "lr": 1.0, "betas": (0.9, 0.99)}
    return [{"params": net.body.parameters(), "lr": 0.1}, head]


def broken(x):
    raise ValueError("no")
"""


@pytest.fixture
def student(load: Any) -> Any:
    return load(SOURCE)


def test_a_state_shows_what_a_call_has_changed_and_nothing_else(student: Any) -> None:
    net = student.Net()
    before = student.state(net)
    again = student.state(net)
    assert {kind: list(before[kind]) for kind in before} == {kind: list(again[kind]) for kind in again}
    assert before["training"] == {"": True, "body": True, "body.0": True, "body.1": True, "body.2": True, "head": True}
    assert set(before["hooks"].values()) == {0}
    assert set(before["grads"].values()) == {None}
    student.train_one_step(net, torch.randn(5, 3))
    after = student.state(net)
    assert after["grads"]["head.bias"].tolist() == [5.0, 5.0]
    assert torch.equal(after["parameters"]["head.weight"], before["parameters"]["head.weight"])
    assert not torch.equal(after["buffers"]["body.2.running_mean"], before["buffers"]["body.2.running_mean"])
    student.left_in_eval(net)
    student.leaves_a_hook(net)
    assert student.state(net)["training"]["body.2"] is False
    assert student.state(net)["hooks"]["head"] == 1


def test_a_structure_holds_names_shapes_keys_and_types(student: Any) -> None:
    told = student.structure(student.Net())
    assert told["parameters"]["head.weight"] == (2, 4)
    assert told["buffers"]["body.2.running_mean"] == (4,)
    assert told["state_dict"][:2] == ["body.0.weight", "body.0.bias"]
    assert told["modules"]["body"] == "Sequential"


def test_groups_tell_options_and_the_names_of_their_parameters(student: Any) -> None:
    net = student.Net()
    body, head = student.groups_from(student.two_groups, net)
    assert body == {"lr": 0.1, "params": ["body.0.weight", "body.0.bias", "body.2.weight", "body.2.bias"]}
    assert head == {"lr": 1.0, "betas": (0.9, 0.99), "params": ["head.weight"]}
    optimizer = student.torch.optim.SGD(net.head.parameters(), lr=0.5)
    (group,) = student.groups(optimizer, net)
    assert (group["lr"], group["params"]) == (0.5, ["head.weight", "head.bias"])
    (other,) = student.groups(optimizer, student.Net())
    assert other["params"] == ["?", "?"]


def test_the_random_state_changes_when_somebody_draws(student: Any) -> None:
    before = student.random_state()
    assert student.random_state() == before
    student.draws()
    after = student.random_state()
    assert after["python"] != before["python"]
    assert (after["torch"], after["numpy"]) == (before["torch"], before["numpy"])


def test_a_trace_tells_operators_and_the_modules_that_were_called(student: Any) -> None:
    x = torch.randn(5, 3)
    seen = student.trace(student.twice, x)
    assert torch.equal(seen.value, x * 2)
    assert seen.operators == ["aten.mul", "aten.add"]
    assert (seen.steps, seen.modules) == (2, [])
    net = student.Net()
    assert student.trace(net, x).modules == ["", "body", "body.0", "body.1", "body.2", "head"]
    assert student.trace(student.by_forward, net, x).modules == [
        "Sequential",
        "Linear",
        "ReLU",
        "BatchNorm1d",
        "Linear",
    ]
    assert student.trace(student.twice, x).modules == []  # the listener is gone


def test_who_was_called_can_be_told_without_the_operators(student: Any) -> None:
    x = torch.randn(5, 3)
    net = student.Net()
    seen = student.called(net, x)
    assert torch.equal(seen.value, net(x))
    assert seen.modules == ["", "body", "body.0", "body.1", "body.2", "head"]
    assert student.called(student.twice, x).modules == []


def test_an_exception_on_the_way_is_the_students_and_leaves_no_listener(student: Any) -> None:
    with pytest.raises(StudentError, match="no"):
        student.trace(student.broken, torch.ones(2))
    assert student.trace(student.twice, torch.ones(2)).operators == ["aten.mul", "aten.add"]


def test_what_is_told_stands_in_the_trace_that_diagnosis_compares(student: Any) -> None:
    net = student.Net()
    student.state(net)
    student.random_state()
    names = [call.name for call in student.__dict__["_remote"].calls]
    assert names == ["Net", "state of Net", "random_state"]
