"""a6/u09 Fused kernels: against the reference, on numbers drawn afresh. At most about 30 programs for each check."""

import torch

from autograder import assert_same, points

MOVED = ("read", "written", "by torch")


def compare(student, reference, name, **asked):
    """The same call on both sides: the numbers in and around `out`, and what was moved."""
    got = student.helpers.run(function=getattr(student, name), **asked)
    wanted = reference.helpers.run(function=getattr(reference, name), **asked)
    assert_same(got["whole"], wanted["whole"])
    assert_same({each: got[each] for each in MOVED}, {each: wanted[each] for each in MOVED})


def drawn_lengths(draw):
    """(n, block): just below, at and just above a multiple, one number, and one that nobody expects."""
    block = draw.choice([32, 64, 256])
    around = [(block + more, block) for more in (-1, 0, 1)]
    return [*around, (1, block), (1000, 256), (draw.integer(150, 250), 64), (3, 1)]


@points(2)
def test_grid_matches_reference_for_all_lengths(student, reference, draw):
    """各种长度都与参考答案一致"""
    asked = [(n, block) for n in (1, 255, 256, 257, 1000) for block in (1, 128, 256, 1024)]
    asked += [(draw.integer(1, 10**6), draw.choice([16, 32, 64, 512])) for _ in range(20)]
    asked += [(draw.integer(2, 50) * block, block) for block in (8, 16, 64)]
    assert_same([student.grid(*each) for each in asked], [reference.grid(*each) for each in asked])


@points(3, of="launch_add")
def test_launch_add_matches_reference_and_stays_within_its_bounds(student, reference, draw):
    """与参考答案一致，而且不越界"""
    for n, block in drawn_lengths(draw):
        inputs = [draw.normal(n), draw.normal(n)]
        compare(student, reference, "launch_add", inputs=inputs, gap=block, block=block)


@points(3, of="launch_scale_relu")
def test_launch_scale_relu_matches_reference_on_one_trip(student, reference, draw):
    """与参考答案一致，而且只走一趟"""
    scale = draw.choice([-1, 1]) * draw.uniform(low=0.5, high=3, dtype=torch.float64).item()
    for n, block in drawn_lengths(draw):
        asked = {"inputs": [draw.normal(n)], "gap": block, "scale": scale, "block": block}
        compare(student, reference, "launch_scale_relu", **asked)
        scale = -scale


@points(2, of="launch_row_softmax")
def test_launch_row_softmax_matches_reference_on_rows_of_any_sign_and_length(student, reference, draw):
    """任意正负、任意长度的行都与参考答案一致"""
    n, d = draw.sizes(2)
    cases = [((n, d), 0.0), ((n, d), -20.0), ((1, d), 20.0), ((n, 1), -20.0), ((2, 8), -20.0), ((2, 9), -5.0)]
    for shape, shift in [*cases, ((2, 100), 0.0), ((2, 100), -20.0)]:
        compare(student, reference, "launch_row_softmax", inputs=[draw.normal(*shape) + shift], gap=0)
    x = draw.normal(n, d) + torch.tensor([200.0, -200.0] * n)[:n, None]  # too large for exp, and too small
    compare(student, reference, "launch_row_softmax", inputs=[x], gap=0)


@points(2, of="launch_row_softmax")
def test_launch_row_softmax_matches_reference_on_rows_that_lie_apart(student, reference, draw):
    """各行不相邻时也与参考答案一致"""
    for _ in range(2):
        n, d = draw.sizes(2)
        gap, out_gap = draw.sizes(2, low=1, high=9)
        for gaps in ((gap, out_gap), (0, out_gap), (gap, 0)):
            asked = {"inputs": [draw.normal(n, d)], "gap": gaps[0], "out_gap": gaps[1]}
            compare(student, reference, "launch_row_softmax", **asked)


@points(1)
def test_traffic_matches_reference(student, reference, draw):
    """与参考答案一致"""
    asked = [(*draw.sizes(2, low=2, high=1000), fused) for fused in (True, False, True, False)]
    asked += [(draw.size(), draw.size(), fused, size) for fused in (True, False) for size in (2, 8)]
    asked += [(draw.size(), 1, fused) for fused in (True, False)]
    assert_same([student.traffic(*each) for each in asked], [reference.traffic(*each) for each in asked])
