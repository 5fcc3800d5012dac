"""a3/u08 Freeze and parameter groups: worked examples. Read them: each name says what the example shows.

`student.helpers` has the networks, and `one_step`, which takes one step of SGD with your groups and tells how far each
parameter moved; the unit's folder `.units` has them. `student.groups_from` calls your function and shows its groups
with the names of their parameters.
"""

import torch

from autograder import assert_same, points

BLOCK1 = ["block1.conv.weight", "block1.conv.bias", "block1.bn.weight", "block1.bn.bias"]
BLOCK2 = ["block2.conv.weight", "block2.conv.bias", "block2.bn.weight", "block2.bn.bias"]
HEAD = ["head.weight", "head.bias"]


def rounded(moved):
    """How far the first number of each parameter moved, to 4 digits."""
    return {name: round(float(step.flatten()[0]), 4) for name, step in moved.items()}


def shown(groups, option):
    """One option of each group, and the names of its parameters in alphabetical order."""
    return [(group.get(option), sorted(group["params"])) for group in groups]


@points(1)
def test_freeze_stops_the_gradients_and_the_norm_of_one_block_alone(student):
    """只让这一个模块的梯度和归一化停下来"""
    model = student.helpers.SmallCNN()
    before = student.state(model)["buffers"]
    student.freeze(model.block1)
    photos = torch.arange(2 * 28 * 28.0).reshape(2, 1, 28, 28) / 1000  # 2 photos, brighter and brighter
    gradients = student.vjp(model, [photos], torch.ones(2, 10)).parameters
    assert_same([name for name, gradient in gradients.items() if gradient is not None], [*BLOCK2, *HEAD])
    after = student.state(model)
    assert_same(after["buffers"]["block1.bn.running_mean"], before["block1.bn.running_mean"])
    modes = {name: after["training"][name] for name in ("block1", "block1.bn", "block2", "head")}
    assert_same(modes, {"block1": False, "block1.bn": False, "block2": True, "head": True})


@points(1)
def test_trainable_names_what_is_not_frozen(student):
    """列出没有冻结的参数名"""
    model = student.helpers.SmallCNN()
    at_first = student.trainable(model)
    student.helpers.hold(model, [*BLOCK1, "block2.conv.bias"])
    frozen = student.trainable(model)
    assert_same(at_first, [*BLOCK1, *BLOCK2, *HEAD])
    assert_same(frozen, ["block2.conv.weight", "block2.bn.weight", "block2.bn.bias", *HEAD])


@points(1)
def test_layer_groups_lets_the_head_take_larger_steps_than_the_body(student):
    """输出层的步子比其余部分大"""
    model = student.helpers.SmallCNN()
    moved = student.helpers.one_step(build=student.layer_groups, model=model, arguments=[0.5, 0.01])
    assert_same(rounded(moved), dict.fromkeys([*BLOCK1, *BLOCK2], -0.01) | dict.fromkeys(HEAD, -0.5))
    groups = shown(student.groups_from(student.layer_groups, model, 0.5, 0.01), "lr")
    assert_same(groups, [(0.5, sorted(HEAD)), (0.01, sorted([*BLOCK1, *BLOCK2]))], check_dtype=False)


@points(1)
def test_decay_groups_shrinks_weights_and_spares_biases_and_norms(student):
    """权重衰减，偏置和归一化的参数不衰减"""
    model = student.helpers.OddNames()
    weights = ["head.weight", "headline.weight", "normal.weight"]  # headline.weight is again.weight, too
    others = ["again.bias", "head.bias", "headline.bias", "norm.bias", "norm.weight", "normal.bias", "offset"]
    moved = student.helpers.one_step(build=student.decay_groups, model=model, arguments=[0.5])
    groups = shown(student.groups_from(student.decay_groups, model, 0.5), "weight_decay")
    assert_same(rounded({name: moved[name] for name in others}), dict.fromkeys(others, -1.0))  # lr 1, gradients 1
    assert_same(groups, [(0.5, weights), (0.0, others)], check_dtype=False)  # 0 is as good as 0.0


@points(1)
def test_layerwise_lr_gives_the_top_floor_the_largest_rate(student):
    """最上面一层的学习率最大"""
    model = student.helpers.SmallCNN()  # floors: block1, block2, head
    moved = student.helpers.one_step(build=student.layerwise_lr, model=model, arguments=[0.5, 0.1])
    steps = dict.fromkeys(BLOCK1, -0.005) | dict.fromkeys(BLOCK2, -0.05) | dict.fromkeys(HEAD, -0.5)
    assert_same(rounded(moved), steps)
    groups = shown(student.groups_from(student.layerwise_lr, model, 0.5, 0.1), "lr")
    assert_same([names for _, names in groups], [sorted(BLOCK1), sorted(BLOCK2), sorted(HEAD)])
