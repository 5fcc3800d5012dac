"""a1/u02 Create and share: the student's answers against the reference's, on numbers drawn afresh.

Whether memory is shared shows in what happens: the helpers write on one side and look at the other, in the student's
process. Where a typical mistake looks right (a dtype that fits, an array that lies in order), more cases follow.
"""

import numpy as np
import torch

from autograder import assert_same, needs, points


def arrays(draw):
    """Arrays, each with other numbers of its shape and dtype: bytes first, then floats, then two with gaps."""
    n, m, k = draw.sizes(3)
    photo = draw.integers(0, 256, n, m, 3).to(torch.uint8).numpy()
    yield photo, 255 - photo
    for dtype in (np.float64, np.float32, np.int32):
        a = draw.normal(n, m, scale=100).numpy().astype(dtype)
        yield a, a[:, ::-1] + 1
    for a in (draw.normal(m, n).numpy().T, draw.normal(n, 2 * k).numpy()[:, ::2], draw.normal(n * m).numpy()[1::m]):
        yield a, np.negative(a, order="C")


@points(2)
def test_from_list_matches_reference(student, reference, draw):
    """与参考实现一致"""
    n, d = draw.sizes(2)
    for rows in (
        draw.normal(n, d).tolist(),
        draw.integers(-50, 50, n, d).tolist(),
        [*draw.integers(-50, 50, n, d).tolist(), *draw.normal(n, d).tolist()],
        draw.integers(-50, 50, 1, d).tolist(),
        draw.integers(-50, 50, n, 1).tolist(),
    ):
        assert_same(student.from_list(rows), reference.from_list(rows))


@points(3)
def test_copy_of_matches_reference_and_lives_in_memory_of_its_own(student, reference, draw):
    """与参考实现一致，并且有自己的内存"""
    for a, new in arrays(draw):
        expected = reference.copy_of(a)
        assert_same(student.copy_of(a), expected)
        assert_same(student.helpers.write_into_array(function=student.copy_of, a=a, new=new), expected)
        assert_same(student.helpers.write_into_tensor(function=student.copy_of, a=a, new=new), a)


@points(1)
@needs("test_copy_of_matches_reference_and_lives_in_memory_of_its_own")
def test_copy_of_takes_a_mirrored_array(student, reference, draw):
    """左右或上下翻转过的数组也能复制"""
    n, m = draw.sizes(2)
    for a in (draw.normal(n, m).numpy()[:, ::-1], draw.integers(0, 256, n, m, 3).to(torch.uint8).numpy()[::-1]):
        assert_same(student.copy_of(a), reference.copy_of(a))


@points(3)
def test_window_on_matches_reference_and_both_sides_show_what_the_other_one_writes(student, reference, draw):
    """与参考实现一致，写在哪一边，另一边都看得到"""
    for a, new in arrays(draw):
        after = reference.helpers.write_into_array(function=reference.window_on, a=a, new=new)
        assert_same(student.window_on(a), reference.window_on(a))
        assert_same(student.helpers.write_into_array(function=student.window_on, a=a, new=new), after)
        assert_same(student.helpers.write_into_tensor(function=student.window_on, a=a, new=new), new)


@points(2)
def test_shares_memory_matches_reference_on_parts_views_and_copies(student, reference, draw):
    """部分、视图、副本，都与参考实现一致"""
    n, m = draw.sizes(2)
    x, apart = draw.normal(n, m), draw.strided(draw.normal(n, m))
    pairs = [
        (x, x.T),
        (x[1:], x),
        (x[:1], x[1:]),
        (x[-1, 1:], x[0, :1]),
        (apart, apart[1:, 1:]),
        (x, x.clone()),
        (x, apart),
        (x[1:], x[1:].clone()),
        (x.T.clone(), x),
        (apart[0], apart[0].clone()),
    ]
    tracked = draw.normal(n).requires_grad_()
    order = draw.permutation(len(pairs)).tolist()
    asked = [*(pairs[i] for i in order), (tracked[1:], tracked), (tracked, tracked.clone())]
    answers = [student.shares_memory(a, b) for a, b in asked]  # all of them: one True or False says little
    assert_same(answers, [reference.shares_memory(a, b) for a, b in asked])


@points(2)
def test_like_but_zero_matches_reference_and_stays_on_the_device(student, reference, draw):
    """与参考实现一致，并且留在原来的设备上"""
    n, m, k = draw.sizes(3)
    holes = draw.normal(n, m)
    holes[0, 1], holes[1, 0] = float("nan"), float("inf")
    for x in (
        holes,
        draw.normal(n, m, dtype=torch.float64),
        draw.normal(n, m, k, dtype=torch.float16),
        draw.integers(1, 256, n, 1, k).to(torch.uint8),
        draw.booleans(k),
        draw.strided(draw.normal(m, k)),
        draw.normal(),
    ):
        assert_same(student.helpers.in_used_memory(function=student.like_but_zero, x=x), reference.like_but_zero(x))
    device = reference.helpers.device_on_meta(function=reference.like_but_zero, x=holes)
    assert_same(student.helpers.device_on_meta(function=student.like_but_zero, x=holes), device)


@points(1)
def test_count_bytes_matches_reference(student, reference, draw):
    """与参考实现一致"""
    n, m, k = draw.sizes(3)
    for x in (
        draw.normal(n, m, dtype=torch.float64),
        draw.integers(0, 256, n, m, k).to(torch.uint8),
        draw.normal(n, m, k, dtype=torch.float16),
        draw.booleans(m),
        draw.normal(n, m)[1:],
        draw.strided(draw.normal(n, 1, k)),
        draw.normal(),
        draw.normal(n, k).requires_grad_(),
    ):
        assert_same(student.count_bytes(x), reference.count_bytes(x))
