"""a6/u02 Device agnostic: against the reference, on machines, batches and weights drawn afresh.

Most checks begin on the simulated device "gpu". "cpu" shows who wrote down the device's name, and "meta", on which
tensors have no numbers, who looked at them.
"""

import torch

from autograder import assert_same, points

MACHINES = ["cuda", "mps", None]
WISHES = ["cpu", "cuda", "mps"]


def shuffled(draw, things):
    """The same things in another order."""
    return [things[i] for i in draw.permutation(len(things)).tolist()]


@points(2)
def test_pick_device_matches_reference_on_every_machine_with_every_wish(student, reference, draw):
    """各种机器、各种愿望都与参考答案一致"""
    asked = [(machine,) for machine in MACHINES] + [(machine, wish) for machine in MACHINES for wish in WISHES]
    asked = shuffled(draw, asked)
    got = [student.helpers.picked(student.pick_device, *each) for each in asked]
    assert_same(got, [reference.helpers.picked(reference.pick_device, *each) for each in asked])


def drawn_batches(draw):
    """Batches as loaders give them, from a single tensor to one with tensors four levels deep."""
    b, n, m = draw.sizes(3)
    photo, label, weight = draw.normal(b, 1, n, m), draw.integers(0, 10, b), draw.normal(b, dtype=torch.float64)
    name, size = draw.choice(["shirt", "coat", "bag"]), draw.integer(36, 48)
    return [
        photo,
        (photo, label),
        [label, photo, name],
        {"photo": photo, "label": label, "name": name, 3: weight},
        {"a": [photo, {"b": (label, [weight, None, size / 2])}], "c": (), "d": {}, "e": [name, [name, True]]},
        ((((weight,),), name), [[size], [photo > 0]], draw.strided(photo)),
        name,
        size,
        None,
    ]


@points(2)
def test_to_device_matches_reference_however_deep_a_tensor_lies(student, reference, draw):
    """无论嵌套多深都与参考答案一致"""
    for batch in drawn_batches(draw):
        got = student.helpers.moved(function=student.to_device, batch=batch, device="gpu")
        assert_same(got, reference.helpers.moved(function=reference.to_device, batch=batch, device="gpu"))


@points(1)
def test_to_device_moves_to_any_device_that_is_named(student, reference, draw):
    """给出哪个设备就移到哪个设备"""
    for batch in shuffled(draw, drawn_batches(draw)[1:5]):
        for device in ("meta", "cpu"):
            got = student.helpers.moved(function=student.to_device, batch=batch, device=device)
            assert_same(got, reference.helpers.moved(function=reference.to_device, batch=batch, device=device))


@points(2)
def test_PositionalAdd_matches_reference_on_each_device(student, reference, draw):
    """在各种设备上都与参考答案一致"""
    for dtype in (torch.float32, torch.float64):
        b, m, n, d = draw.sizes(4)
        batches = [
            draw.normal(b, n, d, dtype=dtype),
            draw.normal(b, m, d, dtype=dtype).requires_grad_(),
            draw.strided(draw.normal(m, n, d, dtype=dtype)),
            draw.normal(1, n + m, d, dtype=dtype),
        ]
        for device in ("gpu", "cpu", "meta"):
            asked = {"rates": draw.normal(d, dtype=dtype), "batches": batches, "device": device}
            got = student.helpers.added(function=student.PositionalAdd, **asked)
            assert_same(got, reference.helpers.added(function=reference.PositionalAdd, **asked))


@points(1)
def test_PositionalAdd_uses_rates_that_were_loaded(student, reference, draw):
    """使用加载进来的 rates"""
    b, n, d = draw.sizes(3)
    asked = {"rates": draw.normal(d), "loaded": draw.normal(d), "x": draw.normal(b, n, d)}
    got = student.helpers.added_after_loading(function=student.PositionalAdd, **asked)
    assert_same(got, reference.helpers.added_after_loading(function=reference.PositionalAdd, **asked))


@points(3)
def test_train_step_takes_the_steps_of_the_reference_on_each_device(student, reference, draw):
    """在各种设备上都走出与参考答案相同的步子"""
    h, w, k = draw.sizes(3, low=3)
    weights = {
        "1.weight": draw.normal(k, h * w, dtype=torch.float64),
        "1.bias": draw.normal(k, dtype=torch.float64),
    }
    batches = [
        [draw.normal(b, 1, h, w, dtype=torch.float64), draw.integers(0, k, b)] for b in (*draw.sizes(2), 1)
    ]  # lists of two, as loaders give them
    for device in ("gpu", "cpu"):
        asked = {"weights": weights, "batches": batches, "device": device, "lr": draw.uniform(low=0.1, high=1).item()}
        got = student.helpers.trained(function=student.train_step, **asked)
        assert_same(got, reference.helpers.trained(function=reference.train_step, **asked))


@points(2)
def test_to_numpy_matches_reference_wherever_x_lies(student, reference, draw):
    """无论 x 在哪里都与参考答案一致"""
    n, m, d = draw.sizes(3)
    cases = [(draw.normal(n, m), "gpu", False), (draw.normal(n), "cpu", True), (draw.normal(m, n), "gpu", True)]
    cases += shuffled(
        draw,
        [
            (draw.normal(n, 1, d, dtype=torch.float64), "cpu", True),
            (draw.integers(0, 9, n, m), "gpu", False),
            (draw.normal(m) > 0, "cpu", False),
            (draw.normal(), "gpu", True),
            (draw.strided(draw.normal(n, m)), "cpu", False),
        ],
    )
    for x, device, recorded in cases:
        asked = {"x": x, "device": device, "recorded": recorded}
        got = student.helpers.array_of(function=student.to_numpy, **asked)
        assert_same(got, reference.helpers.array_of(function=reference.to_numpy, **asked))
