# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a6/u07 Compiling: worked examples. Read them: each name says what the example shows.

The functions and backends that are handed to yours stand in `student.helpers`; the unit's folder `.units` has them.
"""

import torch

from autograder import assert_same, needs, points, tensor


@points(1)
def test_count_graphs_counts_the_pieces_between_interruptions(student):
    """数出被打断成了几段"""
    photo, helpers = tensor([0.25, 0.5, 1.0]), student.helpers
    assert_same(student.count_graphs(helpers.quiet, photo), 1)
    assert_same(student.count_graphs(helpers.speaks_twice, photo), 3)
    assert_same(student.count_graphs(helpers.decides, photo), 2)


@points(1)
def test_count_compiles_counts_versions_and_not_calls(student):
    """数的是编译了几个版本，不是调用了几次"""
    asked = {"function": student.count_compiles, "fn": "double"}
    threes, sizes = [(torch.ones(3),)] * 3, [(torch.ones(n),) for n in (3, 4, 5, 3)]
    assert_same(student.helpers.compiles(**asked, argsets=threes), 1)
    assert_same(student.helpers.compiles(**asked, argsets=sizes, dynamic=False), 3)
    assert_same(student.helpers.compiles(**asked, argsets=sizes), 2)  # 3 alone, then any size
    assert_same(student.helpers.compiles(**asked, argsets=sizes, dynamic=True), 1)
    assert_same(student.helpers.asked_again(student.count_compiles, sizes=[3, 4, 5], questions=2), [2, 2])


@points(1)
def test_no_breaks_brightens_dark_photos_and_darkens_bright_ones(student):
    """暗的照片变亮，亮的照片变暗"""
    dark, bright = tensor([[0.0, 0.125], [0.25, 0.75]]), tensor([[0.125, 0.75], [1.0, 1.0]])
    assert_same(student.no_breaks(dark), tensor([[0.0, 0.25], [0.5, 1.0]]))  # mean below 0.5: times 2
    assert_same(student.no_breaks(bright), tensor([[0.0, 0.5], [0.75, 0.75]]))  # above: minus 0.25


@points(1)
@needs("test_no_breaks_brightens_dark_photos_and_darkens_bright_ones")
def test_no_breaks_is_a_single_graph_that_lets_gradients_pass(student):
    """只有一个图，梯度能传过去"""
    dark, upstream = tensor([[0.125, 0.25], [0.375, 0.75]]), tensor([[1.0, 2.0], [3.0, 4.0]])
    got = student.helpers.examine(student.no_breaks, dark, upstream)
    assert_same(got["graphs"], 1)
    assert_same(got["gradient"], tensor([[2.0, 4.0], [6.0, 0.0]]))  # twice upstream; the last pixel is cut off at 1
    bright = tensor([[0.125, 0.75], [1.0, 1.0]])
    assert_same(student.helpers.examine(student.no_breaks, bright)["graphs"], 1)


@points(1)
def test_stable_shapes_fills_up_with_zeros_and_says_which_rows_are_real(student):
    """用零补齐，并说明哪些行是真的"""
    two, four = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), torch.ones(4, 3)
    zeros, yes, no = torch.zeros(2, 3), [True, True], [False, False]
    expected = [(torch.cat([two, zeros]), tensor(yes + no)), (four, tensor(yes + yes))]
    assert_same(student.stable_shapes([two, four], 4), expected)
    labels = tensor([7, 8, 9])  # a single axis, whole numbers
    assert_same(student.stable_shapes([labels], 2), [(tensor([7, 8, 9, 0]), tensor([True, True, True, False]))])


@points(1)
def test_compiled_equal_forgives_rounding_and_nothing_else(student):
    """容许舍入误差，不容许别的差别"""
    photo = tensor([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9])
    pairs = [("tone", "eager"), ("tone", "exact"), ("tone", "too_bright"), ("tone", "one_pixel_off")]
    assert_same(student.helpers.verdicts(student.compiled_equal, photo, pairs), [True, True, False, False])


@points(1)
@needs("test_compiled_equal_forgives_rounding_and_nothing_else")
def test_compiled_equal_gives_both_calls_the_same_photo(student):
    """两次调用拿到同样的照片"""
    photo, pairs = tensor([0.25, 0.5, 1.0]), [("fades_in_place", "eager"), ("fades_in_place", "too_bright")]
    assert_same(student.helpers.verdicts(student.compiled_equal, photo, pairs), [True, False])
