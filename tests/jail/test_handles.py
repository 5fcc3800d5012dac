"""Handles of modules and optimizers: they are used like the objects that they stand for."""

from __future__ import annotations

from typing import Any

import pytest
import torch

SOURCE = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width=4):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, width), nn.ReLU())
        self.head = nn.Linear(width, 2)

    def forward(self, x):
        return self.head(self.body(x))


def chain(*parts):
    return nn.Sequential(*parts)


def with_body(model):
    model.register_forward_hook(lambda module, args, output: output + 1)
    return model


class Liar(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = torch.zeros(2, 3)

    @property
    def __class__(self):
        return nn.Linear

    def state_dict(self, *args, **kwargs):
        return {"weight": torch.ones(2, 3), "bias": torch.ones(2)}

    def load_state_dict(self, state, *args, **kwargs):
        return "<All keys matched successfully>"

    def forward(self, x):
        return x @ self.hidden.T

    def __eq__(self, other):
        return True

    __hash__ = nn.Module.__hash__
"""


@pytest.fixture
def student(load: Any) -> Any:
    return load(SOURCE)


def test_a_module_moves_to_another_dtype_and_device(student: Any) -> None:
    net = student.Net().double()
    assert net(torch.ones(1, 3, dtype=torch.float64)).dtype is torch.float64
    net = net.to(torch.float32)
    assert net.head.weight.dtype is torch.float32
    assert str(net.to("meta").head.weight.device) == "meta"


def test_nested_modules_items_and_slices_of_a_sequential_are_reached(student: Any) -> None:
    net = student.Net(5)
    assert net.body[0].weight.shape == (5, 3)
    assert len(net.body) == 2
    assert net.body[-1](torch.tensor([-1.0, 2.0])).tolist() == [0.0, 2.0]
    assert len(net.body[:1]) == 1
    assert [type(part).__name__ for part in net.body] == ["Handle", "Handle"]
    assert [part.type_name for part in net.body] == ["Linear", "ReLU"]
    assert net.get_submodule("body.0").out_features == 5


def test_a_student_builds_a_module_from_modules_that_the_check_made(student: Any) -> None:
    linear = student.torch.nn.Linear(3, 2)
    model = student.chain(linear, student.torch.nn.ReLU(), student.Net().head.requires_grad_(False))
    assert student.structure(model)["state_dict"] == ["0.weight", "0.bias", "2.weight", "2.bias"]
    weights = {"weight": torch.eye(3)[:2], "bias": torch.zeros(2)}
    linear.load_state_dict(weights)
    assert model[0](torch.tensor([1.0, 2.0, 3.0])).tolist() == [1.0, 2.0]  # it is the same object


def test_a_hook_of_the_students_acts_in_a_module_of_the_checks(student: Any) -> None:
    relu = student.torch.nn.ReLU()
    student.with_body(relu)
    assert relu(torch.tensor([-3.0])).tolist() == [1.0]
    assert relu.forward(torch.tensor([-3.0])).tolist() == [0.0]


def test_an_optimizer_takes_groups_of_handles_and_steps(student: Any) -> None:
    net = student.Net()
    groups = [{"params": net.body.parameters(), "lr": 0.0}, {"params": net.head.parameters(), "lr": 1.0}]
    optimizer = student.torch.optim.SGD(groups, lr=0.5)
    told = student.groups(optimizer, net)
    assert [group["lr"] for group in told] == [0.0, 1.0]
    assert told[1]["params"] == ["head.weight", "head.bias"]
    before = student.state(net)["parameters"]
    gradients = student.vjp(net, [torch.ones(1, 3)], torch.ones(1, 2)).parameters
    optimizer.step()
    after = student.state(net)["parameters"]
    assert torch.equal(after["body.0.weight"], before["body.0.weight"])
    torch.testing.assert_close(after["head.weight"], before["head.weight"] - gradients["head.weight"])


def test_a_handle_that_lies_about_itself_gains_nothing(student: Any) -> None:
    liar = student.Liar()
    weights = {"weight": torch.randn(2, 3), "bias": torch.randn(2)}
    liar.load_state_dict(weights)
    x = torch.randn(4, 3)
    assert not torch.allclose(liar(x), torch.nn.functional.linear(x, **weights))  # what is graded
    assert liar != 3  # the judge never asks a handle whether it is equal
    assert student.vjp(liar, [x.requires_grad_()], torch.ones(4, 2)).parameters == {}
    assert liar.type_name == "Liar"
