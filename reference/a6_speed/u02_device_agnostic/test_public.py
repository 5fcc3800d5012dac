"""a6/u02 Device agnostic: worked examples. Read them: each name says what the example shows.

`student.helpers` calls your functions on the simulated device "gpu", and says what came of it; the unit's folder
`.units` has them. What came back is told with the numbers on the CPU, and beside it the place where they were.
"""

import numpy as np
import torch

from autograder import assert_same, points, tensor


@points(1)
def test_pick_device_finds_the_accelerator_of_each_machine(student):
    """在每台机器上找到它的加速器"""
    expected = {"mps": torch.device("mps"), "cuda": torch.device("cuda"), None: torch.device("cpu")}  # None: no card
    for accelerator, device in expected.items():
        got = student.helpers.picked(function=student.pick_device, accelerator=accelerator)
        assert_same(got, device)


@points(1)
def test_pick_device_grants_a_wish_only_where_it_can(student):
    """办得到时才满足愿望"""
    # wished for: on this machine, granted
    cases = [("cpu", "cuda", "cpu"), ("cuda", "cuda", "cuda"), ("cuda", "mps", "mps"), ("cuda", None, "cpu")]
    got = [student.helpers.picked(student.pick_device, machine, wish) for wish, machine, _ in cases]
    assert_same(got, [torch.device(granted) for _, _, granted in cases])


@points(1)
def test_to_device_moves_all_tensors_and_leaves_the_rest(student):
    """移动所有张量，其余原样"""
    photo, label = tensor([[1.0, 2.0]]), tensor([6])
    batch = {"photo": photo, "more": ["shirt", 38, (label, None)]}
    got = student.helpers.moved(function=student.to_device, batch=batch, device="gpu")
    assert_same(got["places"], {"photo": "gpu", "more": ["shirt", 38, ("gpu", None)]})
    assert_same(got["holds"], batch)


@points(1)
def test_PositionalAdd_adds_its_table_on_either_device(student):
    """在两种设备上都能加上位置表"""
    rates = tensor([1.0, 10.0])
    x = tensor([[[5.0, 5.0], [5.0, 5.0], [5.0, 5.0]]])  # (B, L, D) = (1, 3, 2)
    for device in ("cpu", "gpu"):
        asked = {"rates": rates, "batches": [x, x[:, :1]], "device": device}
        long, short = student.helpers.added(function=student.PositionalAdd, **asked)
        assert_same([long["place"], short["place"]], [device, device])
        assert_same(long["holds"], tensor([[[5.0, 5.0], [6.0, 15.0], [7.0, 25.0]]]))  # plus 0, plus 1 and 10, twice
        assert_same(short["holds"], tensor([[[5.0, 5.0]]]))  # position 0 alone


@points(1)
def test_PositionalAdd_saves_its_rates_and_no_optimiser_changes_them(student):
    """rates 随层保存，优化器不去改"""
    asked = {"rates": tensor([1.0, 10.0]), "loaded": tensor([2.0, 0.5]), "x": torch.zeros(1, 3, 2)}
    got = student.helpers.added_after_loading(function=student.PositionalAdd, **asked)
    assert_same(got["changed by an optimiser"], [])
    assert_same(got["holds"], tensor([[[0.0, 0.0], [2.0, 0.5], [4.0, 1.0]]]))  # those that were loaded


@points(1)
def test_train_step_takes_the_batch_to_the_model(student):
    """把小批量送到模型所在的设备"""
    weights = {"1.weight": torch.zeros(2, 1), "1.bias": torch.zeros(2)}  # two scores, both 0: each class gets 1/2
    x, y = torch.ones(3, 1), tensor([0, 0, 0])
    for device in ("cpu", "gpu"):
        asked = {"weights": weights, "batches": [(x, y)], "device": device, "lr": 1.0}
        got = student.helpers.trained(function=student.train_step, **asked)
        assert_same(got["losses"], [tensor(0.693147)])  # log 2, before the step
        assert_same([got["places"], got["are recorded"]], [[device], [False]])
        assert_same(got["weights"], {"1.weight": tensor([[0.5], [-0.5]]), "1.bias": tensor([0.5, -0.5])})


@points(1)
def test_to_numpy_fetches_numbers_from_the_device(student):
    """从设备取回数值"""
    x = tensor([[1.0, 2.0, 3.0]])
    for device, recorded in (("gpu", False), ("cpu", True), ("gpu", True)):
        got = student.helpers.array_of(function=student.to_numpy, x=x, device=device, recorded=recorded)
        assert_same(got["array"], np.array([[1.0, 2.0, 3.0]], dtype=np.float32))
        assert_same(got["x"], [device, "is recorded" if recorded else "is not recorded"])  # as before
