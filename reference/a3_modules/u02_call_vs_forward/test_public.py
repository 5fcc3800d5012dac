"""a3/u02 Call, not forward: worked examples. Read them: each name says what the example shows.

`student.helpers` are networks, and people who listen to them; the unit's folder `.units` has them.
"""

import torch

from autograder import assert_same, needs, points, tensor, unchanged


@points(1)
def test_Tiny_gives_ten_scores_for_a_photo(student):
    """一张照片得到十个分数"""
    weights = {
        "conv.weight": torch.zeros(8, 1, 3, 3),
        "conv.bias": torch.zeros(8),
        "head.weight": torch.arange(10.0)[:, None].expand(10, 8 * 14 * 14).contiguous(),  # row k: all k
        "head.bias": torch.full((10,), 0.5),
    }
    weights["conv.weight"][0, 0, 1, 1] = 1.0  # the first sheet is the photo itself, the other seven are 0
    photo = torch.zeros(1, 1, 28, 28)
    photo[0, 0, 0, 0], photo[0, 0, 0, 1] = 5.0, 3.0  # neighbours: the pool keeps the 5
    photo[0, 0, 20, 9], photo[0, 0, 27, 27] = -4.0, 2.0  # the relu drops the -4
    tiny = student.Tiny()
    tiny.load_state_dict(weights)
    assert_same(tiny(photo), tensor([[0.5, 7.5, 14.5, 21.5, 28.5, 35.5, 42.5, 49.5, 56.5, 63.5]]))  # (5 + 2) * k + 0.5


@points(1)
def test_Tiny_lets_the_photo_through_five_doors(student):
    """照片依次走进五道门"""
    doors = student.helpers.heard(student.Tiny(), torch.zeros(1, 1, 28, 28))
    assert_same(doors, ["", "conv", "relu", "pool", "head"])  # "" is Tiny itself


@points(1)
def test_run_lets_the_one_behind_the_door_act(student):
    """门后的人照样起作用"""
    relu = student.torch.nn.ReLU()
    assert_same(student.run(relu, tensor([-1.0, 2.0])), tensor([0.0, 2.0]))
    student.helpers.amplify(relu, "", 10.0)
    assert_same(student.run(relu, tensor([-1.0, 2.0])), tensor([0.0, 20.0]))


@points(2)
def test_record_shapes_follows_the_shirt_through_the_network(student):
    """跟着衬衫照片走完整个网络"""
    shirt = torch.zeros(1, 1, 28, 28)
    walk = [
        ("block1.conv", (1, 8, 28, 28)),
        ("block1.relu", (1, 8, 28, 28)),
        ("block1.pool", (1, 8, 14, 14)),
        ("block2.conv", (1, 16, 14, 14)),
        ("block2.relu", (1, 16, 14, 14)),
        ("block2.pool", (1, 16, 7, 7)),
        ("flatten", (1, 784)),
        ("head", (1, 10)),
    ]
    assert_same(student.record_shapes(student.helpers.small_cnn(), shirt), walk)
    walk = [
        ("body.0", (1, 2, 26, 26)),
        ("body.1.0", (1, 2, 13, 13)),
        ("body.1.1", (1, 2, 13, 12)),
        ("act", (1, 2, 13, 12)),
        ("mean", (1, 2, 1, 1)),
        ("act", (1, 2, 1, 1)),  # called twice
        ("head", (1, 5)),
    ]
    assert_same(student.record_shapes(student.helpers.Tangle(2, 5), shirt), walk)


@points(1)
@needs("test_record_shapes_follows_the_shirt_through_the_network")
def test_record_shapes_leaves_nobody_at_the_doors(student):
    """结束之后门口不留人"""
    model = student.helpers.small_cnn()
    with unchanged(student, model):
        student.record_shapes(model, torch.zeros(1, 1, 28, 28))


@points(1)
def test_Counted_counts_for_itself_alone(student):
    """各数各的"""
    first, second = student.Counted(student.torch.nn.ReLU()), student.Counted(student.torch.nn.Tanh())
    assert_same([first.calls, second.calls], [0, 0])
    assert_same([first(tensor([-1.0, 2.0])), first(tensor([3.0]))], [tensor([0.0, 2.0]), tensor([3.0])])
    assert_same(second(tensor([0.0])), tensor([0.0]))
    assert_same([first.calls, second.calls], [2, 1])
