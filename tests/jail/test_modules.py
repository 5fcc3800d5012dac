"""What a check can do with a student's module, the same through a jail, a subprocess and this process."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from autograder.jail.faults import ImportFailedError, MissingNameError, StudentError, TooLargeAnswerError
from autograder.jail.replies import claims
from autograder.results import Reason

NETWORK = """
import torch

class MLP(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.layer = torch.nn.Linear(inputs, outputs)
        self.drop = torch.nn.Dropout(0.5)

    def forward(self, x):
        return self.drop(self.layer(x))
"""


def remote(module: Any) -> Any:
    return module.__dict__["_remote"]


def test_a_function_is_called_and_its_value_comes_back(load: Any) -> None:
    student = load("def double(x, *, times=2):\n    return x * times")
    assert torch.equal(student.double(torch.ones(2)), torch.full((2,), 2.0))
    assert student.double(3, times=5) == 15


def test_a_constant_comes_back_as_a_value(load: Any) -> None:
    assert load("EPS = 1e-5").EPS == 1e-5


def test_a_missing_name_says_what_the_file_defines(load: Any) -> None:
    with pytest.raises(MissingNameError) as caught:
        load("def center_rows(x): ...").centre_rows(1)
    assert caught.value.name == "centre_rows"
    assert "center_rows" in caught.value.defined
    assert caught.value.reason is Reason.NOT_ATTEMPTED


def test_an_exception_arrives_with_type_text_and_the_students_own_lines(load: Any) -> None:
    source = "def outer(x):\n    return inner(x)\n\ndef inner(x):\n    raise ValueError('no: ' + str(x))\n"
    with pytest.raises(StudentError) as caught:
        load(source).outer(3)
    error = caught.value
    assert (error.type_name, error.message, error.lines) == ("ValueError", "no: 3", (2, 5))
    assert error.is_a("Exception")
    assert not error.is_a("TypeError")


def test_a_wrong_number_of_arguments_is_the_students_error_without_lines_of_ours(load: Any) -> None:
    with pytest.raises(StudentError) as caught:
        load("def f(a): return a").f(1, 2)
    assert caught.value.type_name == "TypeError"
    assert caught.value.lines == ()


def test_a_starters_body_is_not_attempted(load: Any) -> None:
    with pytest.raises(StudentError) as caught:
        load("def f(a):\n    raise NotImplementedError('a0/u01 f')").f(1)
    assert caught.value.reason is Reason.NOT_ATTEMPTED


@pytest.mark.parametrize(
    ("body", "name"),
    [("raise SystemExit(0)", "SystemExit"), ("raise KeyboardInterrupt", "KeyboardInterrupt"), ("quit()", "SystemExit")],
)
def test_leaving_is_an_exception_like_any_other(load: Any, body: str, name: str) -> None:
    with pytest.raises(StudentError) as caught:
        load(f"def f():\n    {body}").f()
    assert caught.value.type_name in (name, "NameError")  # `quit` is missing where site is not


def test_an_exception_whose_text_cannot_be_made_is_told_all_the_same(load: Any) -> None:
    source = "class Bad(Exception):\n    def __str__(self): raise RuntimeError\n\ndef f():\n    raise Bad"
    with pytest.raises(StudentError, match="cannot be shown"):
        load(source).f()


def test_a_file_that_raises_cannot_be_imported_and_says_where(load: Any) -> None:
    with pytest.raises(ImportFailedError) as caught:
        load("x = 1\ny = undefined\n")
    assert isinstance(caught.value.cause, StudentError)
    assert caught.value.cause.type_name == "NameError"
    assert caught.value.cause.lines == (2,)


def test_top_level_code_for_running_as_a_script_is_not_run(load: Any) -> None:
    assert load("value = 1\nif __name__ == '__main__':\n    value = 2").value == 1


def test_a_module_is_a_handle_with_state_and_calls(load: Any) -> None:
    student = load(NETWORK)
    model = student.MLP(3, 4)
    weights = {"layer.weight": torch.randn(4, 3), "layer.bias": torch.randn(4)}
    model.load_state_dict(weights)
    assert {name: value.shape for name, value in model.state_dict().items()} == {
        name: value.shape for name, value in weights.items()
    }
    model.eval()
    x = torch.randn(2, 3)
    assert torch.allclose(model(x), x @ weights["layer.weight"].T + weights["layer.bias"])
    assert model.training is False
    assert model.train() is model
    assert model.training is True
    assert "Linear" in repr(model.layer)
    assert claims(model.layer.weight).type_name == "Parameter"


def test_gradients_of_a_module_come_for_inputs_and_parameters(load: Any) -> None:
    student = load(NETWORK)
    model = student.MLP(3, 4).eval()
    x, upstream = torch.randn(2, 3), torch.randn(2, 4)
    got = student.vjp(model, (x,), upstream)
    weight = model.state_dict()["layer.weight"]
    assert torch.allclose(got.inputs[0], upstream @ weight)
    assert torch.allclose(got.parameters["layer.weight"], upstream.T @ x)


def test_torch_itself_can_be_used_over_there(load: Any) -> None:
    student = load(NETWORK)
    model = student.MLP(2, 2).eval()
    before = model.state_dict()
    optimizer = student.torch.optim.SGD(model.parameters(), lr=0.1)
    student.vjp(model, (torch.ones(1, 2),), torch.ones(1, 2))
    optimizer.step()
    assert not torch.equal(before["layer.bias"], model.state_dict()["layer.bias"])


def test_handles_have_length_items_and_membership(load: Any) -> None:
    student = load("class Bag:\n def __len__(self): return 2\n def __getitem__(self, i):\n  return [5, 6][i]\n")
    bag = student.Bag()
    assert len(bag) == 2
    assert bag[1] == 6
    assert list(bag) == [5, 6]
    assert 5 in bag


def test_attributes_of_a_handle_can_be_set(load: Any) -> None:
    thing = load("class Thing: pass").Thing()
    thing.size = 3
    assert thing.size == 3


def test_functions_of_the_student_can_be_passed_back_to_the_student(load: Any) -> None:
    student = load("def twice(f, x): return f(f(x))\ndef add(x): return x + 1", helpers="def triple(x): return 3 * x")
    assert student.twice(student.add, 1) == 3
    assert student.twice(student.helpers.triple, 1) == 9


def test_things_of_two_processes_cannot_be_mixed(load: Any) -> None:
    one, other = load("def f(x): return x"), load("def f(x): return x")
    with pytest.raises(TypeError, match="lives in another process"):
        one.f(other.f)


def test_a_changed_argument_is_reported_and_the_judges_own_is_untouched(load: Any) -> None:
    student = load("def f(x):\n    x += 1\n    return x\n\ndef g(x):\n    return x + 1")
    x = torch.zeros(2)
    student.f(x)
    student.g(x)
    assert [call.changed for call in remote(student).calls] == [True, False]
    assert x.tolist() == [0, 0]


def test_every_call_is_remembered_with_its_outcome(load: Any) -> None:
    student = load("def f(x):\n    return 1 / x")
    student.f(2)
    with pytest.raises(StudentError):
        student.f(0)
    first, second = remote(student).calls
    assert (first.name, first.args, first.value) == ("f", (2,), 0.5)
    assert second.fault.type_name == "ZeroDivisionError"


def test_an_answer_that_is_far_too_large_is_refused(load: Any) -> None:
    source = "import torch\ndef f(): return torch.zeros(1).expand(10**6, 10**6)\n"
    source += "def g():\n a = []\n a.append(a)\n return a"
    for name in ("f", "g"):
        with pytest.raises(TooLargeAnswerError):
            getattr(load(source), name)()


def test_a_long_list_of_numbers_is_refused_with_the_limit_of_a_reply(load: Any) -> None:
    with pytest.raises(TooLargeAnswerError):
        load("def f(): return list(range(40000))").f()


def test_a_range_that_would_never_end_is_refused(load: Any) -> None:
    with pytest.raises(TooLargeAnswerError):
        load("def f(): return range(10**30)").f()


def test_an_overlay_that_is_a_class_goes_by_the_name_of_the_one_that_it_replaces(load: Any) -> None:
    wrong = "class WrongBox:\n    def up(by): return by\n    def __call__(self, x): return x\n"
    student = load("class Box: pass\n", wrong, overlay=(("Box", "helpers", "WrongBox"),))
    box = student.Box()
    assert box.type_name == "Box"
    with pytest.raises(StudentError, match=r"Box\.up\(\) takes 1 positional argument but 2 were given$"):
        box.up(3)
    box(4)
    calls = remote(student).calls
    assert [call.name for call in calls] == ["Box", "Box.up", "Box.up", "Box.__call__"]
    assert [call.op for call in calls] == ["call", "get", "call", "call"]


def test_an_overlay_replaces_a_function(load: Any) -> None:
    student = load("def f(): return 1", helpers="def wrong(): return 2", overlay=(("f", "helpers", "wrong"),))
    assert student.f() == 2


def test_two_loads_with_one_seed_draw_the_same_numbers_and_keep_nothing(load: Any) -> None:
    source = "import torch, random\nseen = []\n"
    source += "def f():\n    seen.append(1)\n    return len(seen), random.random(), torch.rand(2)"
    first, second = load(source).f(), load(source).f()
    assert first[:2] == second[:2]
    assert torch.equal(first[2], second[2])


def test_global_switches_of_torch_do_not_last(load: Any) -> None:
    switches = ["set_default_dtype(torch.float64)", "set_grad_enabled(False)", "set_default_device('meta')"]
    load("import torch\n" + "\n".join(f"torch.{switch}" for switch in switches))
    source = (
        "import torch\ndef f():\n    x = torch.zeros(2, requires_grad=True)\n    return x.dtype, (x * 2).requires_grad"
    )
    assert load(source).f() == (torch.float32, True)


def test_a_function_among_a_thousand_names_is_found_and_called_by_its_name(load: Any) -> None:
    student = load("".join(f"name{n} = {n}\n" for n in range(3000)) + "def f(x): return x + 1")
    assert student.f(1) == 2
    assert student.name2999 == 2999
    assert [call.name for call in remote(student).calls if call.args] == ["f"]


def test_names_that_would_fill_a_reply_are_left_out_of_it(load: Any) -> None:
    student = load("".join(f"第{n}个很长很长很长很长的变量名 = {n}\n" for n in range(1000)) + "def f(x): return x + 1")
    assert student.f(1) == 2


def test_colours_in_an_exceptions_text_are_taken_out(load: Any) -> None:
    student = load("def loud():\n    raise ValueError('\\x1b[1mWeights only\\x1b[0m failed')\n")
    with pytest.raises(StudentError, match=r"^ValueError: Weights only failed$"):
        student.loud()
