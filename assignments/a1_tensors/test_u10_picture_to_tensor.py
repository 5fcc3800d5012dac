# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a1/u10 From picture to tensor: worked examples. Read them: each name says what the example shows."""

import numpy as np

from autograder import assert_same, points, tensor


@points(1)
def test_to_chw_gives_each_colour_a_sheet_of_its_own(student):
    """每种颜色单独成为一层"""
    row = [[255, 51, 0], [204, 51, 0], [153, 51, 102]]  # three pixels: red, green, blue
    img = np.array([row, row[::-1]], dtype=np.uint8)  # (2, 3, 3)
    red = [[1.0, 0.8, 0.6], [0.6, 0.8, 1.0]]
    green = [[0.2, 0.2, 0.2], [0.2, 0.2, 0.2]]
    blue = [[0.0, 0.0, 0.4], [0.4, 0.0, 0.0]]
    assert_same(student.to_chw(img), tensor([red, green, blue]))  # (3, 2, 3)


@points(1)
def test_to_hwc_uint8_gives_the_nearest_bytes_pixel_by_pixel(student):
    """逐个像素取最接近的字节"""
    red, green, blue = [[1.0, 0.8]], [[0.2, 0.4]], [[0.0, 0.01]]  # 0.01 times 255 is 2.55
    expected = np.array([[[255, 51, 0], [204, 102, 3]]], dtype=np.uint8)  # (1, 2, 3)
    assert_same(student.to_hwc_uint8(tensor([red, green, blue])), expected)


@points(1)
def test_to_hwc_uint8_brings_what_is_too_dark_or_too_bright_to_the_end_of_the_scale(student):
    """过暗或过亮的值归到两端"""
    x = tensor([[[1.2], [0.6]], [[-0.2], [0.2]], [[1.0], [7.0]]])  # (3, 2, 1)
    assert_same(student.to_hwc_uint8(x), np.array([[[255, 0, 255]], [[153, 51, 255]]], dtype=np.uint8))  # (2, 1, 3)


@points(1)
def test_grey_weighs_red_green_and_blue(student):
    """按权重混合红、绿、蓝"""
    red, green, blue = [[1.0, 0.0], [0.0, 1.0]], [[0.0, 1.0], [0.0, 1.0]], [[0.0, 0.0], [1.0, 0.0]]
    x = tensor([red, green, blue])  # four pixels, red, green, blue and yellow: (3, 2, 2)
    assert_same(student.grey(x), tensor([[[0.299, 0.587], [0.114, 0.886]]]))  # (1, 2, 2)


@points(1)
def test_centre_crop_cuts_out_the_middle(student):
    """裁出正中间的一块"""
    rows = [[1, 2, 3, 4, 5, 6, 7], [11, 12, 13, 14, 15, 16, 17], [21, 22, 23, 24, 25, 26, 27]]
    x = tensor([[*rows, [31, 32, 33, 34, 35, 36, 37]]])  # (1, 4, 7)
    assert_same(student.centre_crop(x, 2), tensor([[[13, 14], [23, 24]]]))  # off: 1 row above, 1 below, 2 left, 3 right
    assert_same(student.centre_crop(x, 3), tensor([[[3, 4, 5], [13, 14, 15], [23, 24, 25]]]))  # none above, 1 below


@points(1)
def test_make_batch_puts_one_picture_behind_the_other(student):
    """图像一张接一张地放在一起"""
    first = np.array([[[204, 0, 51], [153, 0, 51], [102, 0, 51]]], dtype=np.uint8)  # (1, 3, 3)
    second = np.array([[[0, 102, 204], [0, 153, 204], [0, 204, 204]]], dtype=np.uint8)
    expected = tensor(
        [
            [[[0.8, 0.6, 0.4]], [[0.0, 0.0, 0.0]], [[0.2, 0.2, 0.2]]],
            [[[0.0, 0.0, 0.0]], [[0.4, 0.6, 0.8]], [[0.8, 0.8, 0.8]]],
        ]
    )  # (2, 3, 1, 3)
    assert_same(student.make_batch([first, second]), expected)
