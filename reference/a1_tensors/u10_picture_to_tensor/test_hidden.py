"""a1/u10 From picture to tensor: the student's answers against the reference's, on pictures drawn afresh.

The pictures on which a typical mistake stays silent come first (square ones, a batch of three): a wrong number says
more than an exception. Shades lie near a byte, so that it does not matter which way a half is rounded.
"""

import torch

from autograder import assert_same, points


def photo(draw, height, width, brightest=200):
    """A picture as it comes out of a file, (H, W, 3); with less than 255 as its largest byte a dark one."""
    return draw.integers(0, brightest + 1, height, width, 3).to(torch.uint8).numpy()


def shades(draw, low, high, *shape):
    """Numbers near whole 255ths, from `low` 255ths to `high` of them."""
    return (draw.integers(low, high + 1, *shape) + draw.uniform(*shape, low=-0.4, high=0.4)) / 255


@points(3)
def test_to_chw_matches_reference(student, reference, draw):
    """与参考答案一致"""
    h, w = draw.sizes(2)
    for img in (
        photo(draw, w, w),
        photo(draw, h, w),
        photo(draw, h, w, brightest=255),
        photo(draw, 1, w),
        photo(draw, h, 1),
        draw.strided(draw.integers(0, 201, h, w, 3).to(torch.uint8)).numpy(),
    ):
        assert_same(student.to_chw(img), reference.to_chw(img))


@points(1)
def test_to_chw_takes_a_mirrored_picture(student, reference, draw):
    """也接受左右或上下翻转的图像"""
    img = photo(draw, *draw.sizes(2))
    for mirrored in (img[:, ::-1], img[::-1]):
        assert_same(student.to_chw(mirrored), reference.to_chw(mirrored))


@points(2)
def test_to_hwc_uint8_matches_reference(student, reference, draw):
    """与参考答案一致"""
    h, w = draw.sizes(2)
    for x in (
        shades(draw, 1, 254, 3, w, w),
        shades(draw, 1, 254, 3, h, w),
        shades(draw, 1, 254, 3, 1, w),
        shades(draw, 1, 254, 3, h, 1),
        draw.strided(shades(draw, 1, 254, 3, h, w)),
        shades(draw, 1, 254, w, h, 3).permute(2, 1, 0),
        shades(draw, 1, 254, 3, h, w).double(),
    ):
        assert_same(student.to_hwc_uint8(x), reference.to_hwc_uint8(x))


@points(1)
def test_to_hwc_uint8_clips_what_lies_outside_the_scale(student, reference, draw):
    """超出范围的值截断到两端"""
    h, w = draw.sizes(2)
    for low, high in ((0, 400), (-150, 255), (-400, 700)):
        x = shades(draw, low, high, 3, h, w)
        assert_same(student.to_hwc_uint8(x), reference.to_hwc_uint8(x))


@points(1)
def test_to_hwc_uint8_takes_what_a_network_gives(student, reference, draw):
    """也接受网络的输出（正在记录梯度）"""
    h, w = draw.sizes(2)
    x = shades(draw, 1, 254, 3, h, w).requires_grad_()
    assert_same(student.to_hwc_uint8(x), reference.to_hwc_uint8(x))


@points(2)
def test_grey_matches_reference(student, reference, draw):
    """与参考答案一致"""
    h, w = draw.sizes(2)
    for x in (
        draw.uniform(3, h, 3),
        draw.uniform(3, 3, w),
        draw.uniform(3, h, w),
        draw.uniform(3, 1, w),
        draw.uniform(3, h, 1),
        draw.uniform(h, w, 3).permute(2, 0, 1),
        draw.strided(draw.uniform(3, h, w)),
        draw.uniform(3, h, w).requires_grad_(),
        draw.uniform(3, h, w, dtype=torch.float64),
    ):
        assert_same(student.grey(x), reference.grey(x))


@points(2)
def test_centre_crop_matches_reference(student, reference, draw):
    """与参考答案一致"""
    size, more, less = draw.sizes(3)
    for shape in (
        (3, size + 2 * more, size + 2 * more),
        (3, size + 2 * more, size + 2 * less),
        (1, size + 2 * more + 1, size + 2 * less + 1),
        (3, size + 4 * more - 1, size + 2 * less),
        (3, size, size + 2 * less),
        (3, size + 2 * more, size),
        (3, size, size),
        (size, size + 1, size + 3),
    ):
        x = draw.normal(*shape)
        assert_same(student.centre_crop(x, size), reference.centre_crop(x, size))
    for x in (
        draw.normal(3, more, less),
        draw.normal(more, less, 3).permute(2, 0, 1),
        draw.strided(draw.normal(3, more, less)),
        draw.normal(3, more, less, dtype=torch.float64).requires_grad_(),
        draw.integers(0, 256, 3, more, less).to(torch.uint8),
    ):
        assert_same(student.centre_crop(x, 1), reference.centre_crop(x, 1))


@points(2)
def test_make_batch_matches_reference(student, reference, draw):
    """与参考答案一致"""
    b, h, w = draw.sizes(3)
    for count, height, width in ((3, w, w), (b, h, h), (3, h, w), (b, h, w), (1, h, w), (b, 1, w), (b, h, 1)):
        imgs = [photo(draw, height, width) for _ in range(count)]
        assert_same(student.make_batch(imgs), reference.make_batch(imgs))
