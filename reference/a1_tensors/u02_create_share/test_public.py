"""a1/u02 Create and share: worked examples. Read them: each name says what the example shows.

`student.helpers` are small functions that call yours, then write somewhere and look again; the unit's folder `.units`
has them.
"""

import numpy as np
import torch

from autograder import assert_same, points, tensor

PHOTO = [[10, 20, 30], [40, 50, 60]]  # 2 rows of 3 pixels
RETOUCHED = [[99, 98, 97], [96, 95, 94]]


@points(1)
def test_from_list_makes_float32_of_whole_numbers_too(student):
    """整数也变成 float32"""
    assert_same(student.from_list([[0.5, 1.5, 2.0], [3.0, 4.0, 5.5]]), tensor([[0.5, 1.5, 2.0], [3.0, 4.0, 5.5]]))
    assert_same(student.from_list([[1, 2, 3], [4, 5, 6]]), tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))


@points(1)
def test_copy_of_does_not_notice_what_happens_to_the_array(student):
    """数组后来怎么改，副本都不变"""
    photo, new = np.array(PHOTO, dtype=np.uint8), np.array(RETOUCHED, dtype=np.uint8)
    before = tensor(PHOTO, dtype=torch.uint8)
    assert_same(student.copy_of(photo), before)
    assert_same(student.helpers.write_into_array(function=student.copy_of, a=photo, new=new), before)


@points(1)
def test_window_on_shows_what_is_written_into_the_array_later(student):
    """后来写进数组的数，从张量里看得到"""
    photo, new = np.array(PHOTO, dtype=np.uint8), np.array(RETOUCHED, dtype=np.uint8)
    assert_same(student.window_on(photo), tensor(PHOTO, dtype=torch.uint8))
    after = tensor(RETOUCHED, dtype=torch.uint8)
    assert_same(student.helpers.write_into_array(function=student.window_on, a=photo, new=new), after)


@points(1)
def test_shares_memory_tells_a_part_from_a_copy(student):
    """分得清是一部分还是副本"""
    x = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    pairs = [(x, x.clone()), (x, x + 1), (x, x), (x, x[0]), (x, x[1]), (x[1], x)]
    answers = [student.shares_memory(one, other) for one, other in pairs]
    assert_same(answers, [False, False, True, True, True, True])


@points(1)
def test_like_but_zero_keeps_shape_and_dtype(student):
    """形状和 dtype 不变"""
    zeros = tensor([[0, 0, 0], [0, 0, 0]])
    assert_same(student.helpers.in_used_memory(function=student.like_but_zero, x=tensor(PHOTO)), zeros)


@points(1)
def test_count_bytes_knows_how_large_one_number_is(student):
    """知道一个数占几个字节"""
    photos = PHOTO + RETOUCHED + [[7, 8, 9]]  # 5 rows of 3 pixels
    assert_same(student.count_bytes(tensor(photos, dtype=torch.float64)), 120)  # 15 numbers of 8 bytes
    assert_same(student.count_bytes(tensor(photos, dtype=torch.uint8)), 15)  # 15 numbers of 1 byte
