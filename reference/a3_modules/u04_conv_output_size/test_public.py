"""a3/u04 Convolution: worked examples. Read them: each name says what the example shows."""

import torch

from autograder import assert_same, points, tensor


@points(1)
def test_out_size_counts_the_places_where_the_window_fits(student):
    """数出窗口能放几个位置"""
    assert_same(student.out_size(5, 3), 3)  # starts at pixel 0, 1 or 2
    assert_same(student.out_size(9, 3, 2), 4)  # starts at 0, 2, 4 or 6
    assert_same(student.out_size(10, 3, 3), 3)  # starts at 0, 3 or 6; one pixel is left over
    assert_same(student.out_size(8, 3, 3), 2)  # starts at 0 or 3; two pixels are left over
    assert_same(student.out_size(5, 3, p=1), 5)  # 7 pixels with the zeros: starts at 0 to 4
    assert_same(student.out_size(9, 3, 2, p=1), 5)  # 11 pixels with the zeros: starts at 0, 2, 4, 6 or 8


@points(1)
def test_conv2d_multiplies_kernel_and_window_and_adds_up(student):
    """卷积核与窗口对应相乘再求和"""
    x = tensor([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])  # (B, C, H, W) = (1, 1, 2, 3)
    w = tensor([[[[1.0, 10.0]]]])  # (O, C, KH, KW) = (1, 1, 1, 2)
    assert_same(student.conv2d(x, w, None), tensor([[[[21.0, 32.0], [54.0, 65.0]]]]))  # 21 = 1 * 1 + 2 * 10


@points(1)
def test_conv2d_adds_up_the_channels_and_gives_each_kernel_its_bias(student):
    """各通道相加，每个卷积核加上自己的偏置"""
    x = tensor([[[[1.0, 2.0]], [[10.0, 20.0]]]])  # (1, 2, 1, 2): two channels
    w = tensor([[[[1.0]], [[1.0]]], [[[2.0]], [[0.5]]]])  # (2, 2, 1, 1): two kernels
    got = student.conv2d(x, w, tensor([100.0, 500.0]))
    assert_same(got, tensor([[[[111.0, 122.0]], [[507.0, 514.0]]]]))  # 507 = 1 * 2 + 10 * 0.5 + 500


@points(1)
def test_conv2d_moves_by_the_stride_over_a_padded_picture(student):
    """在填充过的图像上按步幅移动"""
    x = tensor([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]]])  # 3 x 3, with the zeros 5 x 5
    w = torch.ones(1, 1, 3, 3)
    got = student.conv2d(x, w, None, stride=2, padding=1)
    assert_same(got, tensor([[[[12.0, 16.0], [24.0, 28.0]]]]))  # 12 = 1 + 2 + 4 + 5


@points(1)
def test_max_pool2d_keeps_the_largest_number_of_each_tile(student):
    """每一块只留下最大的数"""
    x = tensor([[[[1.0, 2.0, -5.0, -6.0, 9.0], [3.0, 4.0, -8.0, -7.0, 9.0]]]])  # the last column fills no tile
    assert_same(student.max_pool2d(x, 2), tensor([[[[4.0, -5.0]]]]))


@points(1)
def test_shape_walk_names_the_shape_after_each_layer(student):
    """写出每一层之后的形状"""
    conv, pool = {"kind": "conv", "out": 6, "k": 3, "s": 1, "p": 1}, {"kind": "pool", "k": 2}
    layers = [conv, {"kind": "relu"}, pool, {"kind": "flatten"}, {"kind": "linear", "out": 7}]
    got = student.shape_walk(layers, (3, 9, 10))
    assert_same(got, [(6, 9, 10), (6, 9, 10), (6, 4, 5), (120,), (7,)])


@points(1)
def test_SmallCNN_passes_a_bright_corner_on_to_the_scores(student):
    """角上的亮点一路传到得分"""
    weights = {
        "conv1.weight": torch.zeros(8, 1, 3, 3),
        "conv1.bias": torch.zeros(8),
        "conv2.weight": torch.zeros(16, 8, 3, 3),
        "conv2.bias": torch.zeros(16),
        "head.weight": torch.zeros(10, 16 * 7 * 7),
        "head.bias": torch.arange(10.0),
    }
    weights["conv1.weight"][0, 0, 1, 1] = 1.0  # kernel 0 hands on the middle of its window, the others nothing
    weights["conv2.weight"][0, 0, 1, 1] = 1.0
    weights["conv2.weight"][1, 0, 1, 1] = -1.0  # kernel 1 turns light into dark
    weights["head.weight"][5, 0] = 100.0  # score 5 looks at the upper left corner of what kernel 0 made
    weights["head.weight"][7, 49] = 1000.0  # score 7 looks at the same corner of what kernel 1 made
    photos = torch.zeros(3, 1, 28, 28)
    photos[0, 0, 3, 2] = 3.0
    photos[1, 0, :4, :4] = -3.0  # what is negative does not pass the first ReLU
    photos[2, 0, :4, :4] = 4.0  # what kernel 1 makes of it does not pass the second
    model = student.SmallCNN()
    model.load_state_dict(weights)
    rest = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]
    assert_same(model(photos), tensor([[*rest[:5], 305.0, *rest[6:]], rest, [*rest[:5], 405.0, *rest[6:]]]))
