"""a6/u04 Transfer pipeline: against the reference, and against a clock, on batches and times drawn afresh."""

import torch

from autograder import assert_same, points, raises
from autograder.given.timeline import Queue


def drawn_batches(draw, count):
    """So many batches of one width, of different lengths."""
    d = draw.size()
    return [draw.normal(draw.size(1, 5), d) for _ in range(count)]


def drawn_times(draw, slowest):
    """Milliseconds for load, copy and compute; the station of that number is the slowest by far."""
    times = [draw.integer(1_000, 5_000) / 1000 for _ in range(3)]
    times[slowest] += 5
    return times


@points(3)
def test_Prefetcher_does_the_same_things_in_the_same_order_as_the_reference(student, reference, draw):
    """做的事和次序都与参考实现一致"""
    for n in (0, draw.integer(3, 9), 2, 1, draw.integer(3, 9)):
        batches = drawn_batches(draw, n)
        got = student.helpers.told(function=student.Prefetcher, batches=batches)
        assert_same(got, reference.helpers.told(function=reference.Prefetcher, batches=batches))


@points(1)
def test_Prefetcher_begins_anew_in_every_epoch(student, reference, draw):
    """每一轮都重新开始"""
    asked = {"batches": drawn_batches(draw, draw.integer(2, 5)), "epochs": draw.integer(2, 4)}
    got = student.helpers.told(function=student.Prefetcher, **asked)
    assert_same(got, reference.helpers.told(function=reference.Prefetcher, **asked))


@points(2)
def test_Prefetcher_takes_as_long_as_the_reference_on_the_clock(student, reference, draw):
    """在时钟上与参考实现用时相同"""
    for slowest in (0, 1, 2):
        load, copy, compute = drawn_times(draw, slowest)
        asked = {"count": draw.integer(3, 8), "load": load, "copy": copy, "compute": compute}
        got = student.helpers.milliseconds(function=student.Prefetcher, **asked)
        assert_same(got, reference.helpers.milliseconds(function=reference.Prefetcher, **asked))


@points(1)
def test_Prefetcher_lets_errors_of_the_loader_through(student, draw):
    """加载时的异常原样抛出"""
    batches = drawn_batches(draw, draw.integer(4, 7))
    for broken in (draw.integer(1, 4), 0):
        message = f"photo {draw.integer(1_000, 1_000_000)} cannot be read"
        with raises(OSError, match=message):
            student.helpers.told(function=student.Prefetcher, batches=batches, broken=broken, message=message)


def by_the_clock(load, copy, compute, n, overlapped):
    """What a queue shows for three stations; without overlap the host waits for every one of them."""
    queue = Queue(launch_seconds=0.0, bandwidth=1.0)
    for _ in range(n):
        queue.work("load", load)
        copied = queue.copy("copy", copy, pinned=True, non_blocking=overlapped)
        computed = queue.run("compute", compute, after=copied)
        if not overlapped:
            queue.wait(computed)
    queue.sync()
    return queue.clock()


@points(2)
def test_total_time_is_what_the_clock_shows(student, draw):
    """与时钟显示的一致"""
    cases = [(*drawn_times(draw, slowest), draw.integer(3, 20)) for slowest in (0, 1, 2)]
    cases += [(*drawn_times(draw, draw.integer(0, 3)), n) for n in (2, 1, 0)]
    for overlapped in (True, False):
        got = [student.total_time(*case, overlapped=overlapped) for case in cases]
        got = [float(each) if type(each) is int else each for each in got]
        assert_same(got, [by_the_clock(*case, overlapped) for case in cases])


@points(2)
def test_pinned_loader_matches_reference(student, reference, draw):
    """与参考实现一致"""
    b, d = draw.sizes(2)
    for use_cuda in (True, False):
        for count in (b * 2 + 1, b * 3):
            asked = {"photos": draw.normal(count, 1, d, d), "labels": draw.integers(0, 10, count)}
            asked |= {"batch_size": b, "use_cuda": use_cuda}
            got = student.helpers.look_at_loader(function=student.pinned_loader, **asked)
            assert_same(got, reference.helpers.look_at_loader(function=reference.pinned_loader, **asked))


def drawn_parts(draw):
    """The tensors of a batch: photos, labels, and two more things that belong to them."""
    b, d = draw.sizes(2)
    return [draw.normal(b, 1, d, d), draw.integers(0, 10, b), draw.booleans(b), draw.normal(b, dtype=torch.float64)]


@points(1)
def test_move_to_the_device_asks_for_each_tensor_what_its_memory_allows(student, reference, draw):
    """按每个张量所在的内存来决定"""
    for options in ({}, {"non_blocking": False}, {"non_blocking": True}):
        asked = {"batch": drawn_parts(draw), "pinned": draw.booleans(4).tolist(), **options}
        got = student.helpers.moved(function=student.move, **asked)
        assert_same(got, reference.helpers.moved(function=reference.move, **asked))


@points(1)
def test_move_to_the_host_gives_numbers_that_are_there(student, reference, draw):
    """搬到主机，数都已到齐"""
    for options in ({"non_blocking": True}, {"non_blocking": False}, {}):
        asked = {"batch": drawn_parts(draw)[: draw.integer(1, 5)], "to": "cpu", **options}
        asked["pinned"] = [False] * len(asked["batch"])
        got = student.helpers.moved(function=student.move, **asked)
        assert_same(got, reference.helpers.moved(function=reference.move, **asked))
