"""What a process tells about a model that is trained in it."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from autograder.jail.faults import StudentError

SOURCE = """
import torch
from torch import nn


def build(weight):
    model = nn.Linear(2, 1, bias=False)
    model.load_state_dict({"weight": weight})
    return model


def optimizer_of(model):
    return torch.optim.SGD(model.parameters(), lr=0.1)


def loss_of(model, x, y):
    return (model(x) - y).square().mean()


def clear_first(model, batches):
    optimizer = optimizer_of(model)
    for x, y in batches:
        optimizer.zero_grad()
        loss_of(model, x, y).backward()
        optimizer.step()


def clear_last(model, batches):
    optimizer = optimizer_of(model)
    for x, y in batches:
        loss = loss_of(model, x, y)
        loss.backward()
        optimizer.step()
        model.zero_grad()
    return loss.item()


def by_autograd_grad(model, batches):
    optimizer = optimizer_of(model)
    for x, y in batches:
        (model.weight.grad,) = torch.autograd.grad(loss_of(model, x, y), [model.weight])
        optimizer.step()


def never_clears(model, batches):
    optimizer = optimizer_of(model)
    for x, y in batches:
        loss_of(model, x, y).backward()
        optimizer.step()


def clears_too_late(model, batches):
    optimizer = optimizer_of(model)
    for x, y in batches:
        loss_of(model, x, y).backward()
        optimizer.zero_grad()
        optimizer.step()


def keeps_losses(model, batches):
    optimizer, losses = optimizer_of(model), []
    for x, y in batches:
        optimizer.zero_grad()
        losses.append(loss_of(model, x, y))
        losses[-1].backward()
        optimizer.step()
    return [loss.item() for loss in losses]


def keeps_numbers(model, batches):
    optimizer, losses = optimizer_of(model), []
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_of(model, x, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def asks(model, batches):
    model.eval()
    with torch.no_grad():
        answer = model(batches[0][0])
    model.train()
    model(batches[0][0])
    return answer


def steps_often(model, count):
    optimizer = optimizer_of(model)
    for _ in range(count):
        optimizer.step()


def breaks(model):
    raise ValueError("no")
"""

WEIGHT = torch.tensor([[1.0, -2.0]], dtype=torch.float64)
ALL = ("grads", "weights", "modes", "graphs", "events")
RIGHT = ["clear_first", "clear_last", "by_autograd_grad", "keeps_numbers"]


def batches() -> list[tuple[torch.Tensor, torch.Tensor]]:
    generator = torch.Generator().manual_seed(5)
    return [
        (
            torch.randn(rows, 2, generator=generator, dtype=torch.float64),
            torch.randn(rows, 1, generator=generator, dtype=torch.float64),
        )
        for rows in (3, 4, 2)
    ]


def watched(student: Any, name: str, tell: tuple[str, ...] = ALL) -> Any:
    model = student.build(WEIGHT)
    model.double()
    model.load_state_dict({"weight": WEIGHT})
    return student.training(model, getattr(student, name), model, batches(), tell=tell)


def by_hand() -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """The gradients and weights of three steps, by the formula for the mean of squares."""
    weight, grads, weights = WEIGHT.clone(), [], []
    for x, y in batches():
        grads.append(2 * (x @ weight.T - y).T @ x / len(x))
        weight = weight - 0.1 * grads[-1]
        weights.append(weight)
    return grads, weights


@pytest.mark.parametrize("name", RIGHT)
def test_right_loops_of_any_order_tell_the_same_gradients_and_weights(load: Any, name: str) -> None:
    seen = watched(load(SOURCE), name)
    grads, weights = by_hand()
    torch.testing.assert_close([each["weight"] for each in seen.grads], grads)
    torch.testing.assert_close([each["weight"] for each in seen.weights], weights)
    assert (seen.steps, seen.modes, seen.graphs) == (3, ["training"] * 3, 0)


def test_gradients_that_were_not_cleared_are_seen_at_the_second_step(load: Any) -> None:
    grads = [each["weight"] for each in watched(load(SOURCE), "never_clears").grads]
    right, _ = by_hand()
    torch.testing.assert_close(grads[0], right[0])
    assert not torch.allclose(grads[1], right[1])


def test_gradients_that_were_cleared_before_the_step_are_none(load: Any) -> None:
    seen = watched(load(SOURCE), "clears_too_late")
    assert [each["weight"] for each in seen.grads] == [None] * 3
    assert all(torch.equal(each["weight"], WEIGHT) for each in seen.weights)


def test_graphs_that_are_kept_are_counted_until_the_last_pass_begins(load: Any) -> None:
    assert watched(load(SOURCE), "keeps_losses").graphs == 2
    assert watched(load(SOURCE), "keeps_numbers").graphs == 0


def test_events_come_in_order(load: Any) -> None:
    student = load(SOURCE)
    assert watched(student, "clear_first").events == ["zero_grad", "forward", "backward", "step"] * 3
    assert watched(student, "clears_too_late").events == ["forward", "backward", "zero_grad", "step"] * 3


def test_each_forward_pass_tells_its_mode_and_whether_gradients_were_recorded(load: Any) -> None:
    assert watched(load(SOURCE), "asks").modes == ["evaluation, no gradients", "training"]


def test_a_watched_model_is_as_it_was_and_nobody_listens_any_more(load: Any) -> None:
    student = load(SOURCE)
    model = student.build(WEIGHT.float())
    before = student.state(model)["hooks"]
    student.training(model, student.clear_first, model, [(torch.ones(1, 2), torch.ones(1, 1))])
    assert student.state(model)["hooks"] == before
    student.training(model, student.clear_first, model, [(torch.ones(1, 2), torch.ones(1, 1))])
    assert student.state(model)["hooks"] == before


def test_only_what_was_asked_for_is_told(load: Any) -> None:
    seen = watched(load(SOURCE), "clear_first", ("weights",))
    assert (len(seen.weights), seen.grads, seen.modes, seen.events, seen.graphs) == (3, [], [], [], 0)


def test_asking_for_something_else_is_refused_with_what_there_is(load: Any) -> None:
    with pytest.raises(StudentError, match="grads, weights, modes, graphs, events; not colours"):
        watched(load(SOURCE), "clear_first", ("colours",))


def test_an_endless_training_tells_its_first_steps_and_counts_the_others(load: Any) -> None:
    student = load(SOURCE)
    model = student.build(WEIGHT.float())
    seen = student.training(model, student.steps_often, model, 300)
    assert (seen.steps, len(seen.weights)) == (300, 200)


def test_an_exception_goes_through_and_the_listeners_are_gone(load: Any) -> None:
    student = load(SOURCE)
    model = student.build(WEIGHT.float())
    with pytest.raises(StudentError, match="no"):
        student.training(model, student.breaks, model)
    assert student.state(model)["hooks"] == {"": 0}
