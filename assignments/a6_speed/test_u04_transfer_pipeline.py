# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a6/u04 Transfer pipeline: worked examples. Read them: each name says what the example shows.

`student.helpers` are a conveyor on a clock that is only calculated, a recorder for loaders, and a card that is not
there; the unit's folder `.units` has them.
"""

from autograder import assert_same, points, tensor


@points(1)
def test_Prefetcher_begins_the_next_copy_then_waits_then_hands_out(student):
    """先开始下一份的复制，再等待，再交出"""
    three = ["load 0", "copy 0", "load 1", "copy 1", "wait 0", "compute 0"]
    three += ["load 2", "copy 2", "wait 1", "compute 1", "wait 2", "compute 2"]
    assert_same(student.helpers.events(function=student.Prefetcher, count=3), three)


@points(1)
def test_Prefetcher_hands_out_every_batch_complete_and_once_even_if_it_is_the_only_one(student):
    """每个小批量交出一次且已到齐，哪怕只有一个"""
    batches = [tensor([1.0, 2.0]), tensor([3.0, 4.0]), tensor([5.0, 6.0])]
    for n in (3, 2, 1, 0):  # -1.0 would be what stands in memory before a copy has arrived
        assert_same(student.helpers.numbers_read(function=student.Prefetcher, batches=batches[:n]), batches[:n])


@points(1)
def test_Prefetcher_saves_time_on_a_calculated_clock(student):
    """在计算出来的时钟上节省时间"""
    asked = {"count": 4, "load": 1.0, "copy": 2.0, "compute": 2.0}
    assert_same(student.helpers.milliseconds(function=student.Prefetcher, **asked), 11.0)  # 20 without any overlap


@points(1)
def test_total_time_counts_the_slowest_station_once_per_batch(student):
    """每个小批量只算最慢的一站"""
    stations = [(1.0, 2.0, 4.0), (5.0, 2.0, 1.0)]  # load, copy, compute: 7 and 8 together
    got = [student.total_time(*each, 3, overlapped=overlapped) for each in stations for overlapped in (False, True)]
    assert_same(got, [21.0, 15.0, 24.0, 18.0])  # 7 + 4 + 4 and 8 + 5 + 5, where all stations work


@points(1)
def test_pinned_loader_pins_only_for_a_card(student):
    """只有用显卡时才锁页"""
    photos, labels = tensor([[1.0], [2.0], [3.0]]), tensor([7, 8, 9])
    batches = [(photos[:2], labels[:2]), (photos[2:], labels[2:])]
    for use_cuda in (True, False):
        asked = {"photos": photos, "labels": labels, "batch_size": 2, "use_cuda": use_cuda}
        got = student.helpers.look_at_loader(function=student.pinned_loader, **asked)
        assert_same(got, {"pin_memory": use_cuda, "batches": batches, "a worker pins": False})


@points(1)
def test_move_does_not_block_where_memory_is_pinned(student):
    """内存锁了页，复制就不阻塞"""
    batch = (tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([6, 9]))
    for pinned in ([True, True], [True, False]):
        got = student.helpers.moved(function=student.move, batch=batch, pinned=pinned, non_blocking=True)
        assert_same(got, {"devices": ["gpu", "gpu"], "numbers": batch, "non_blocking": pinned})


@points(1)
def test_move_back_to_the_host_waits_for_the_numbers(student):
    """搬回主机时，等数到齐"""
    batch = (tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([6, 9]))
    asked = {"batch": batch, "pinned": [False, False], "to": "cpu", "non_blocking": True}
    got = student.helpers.moved(function=student.move, **asked)
    assert_same(got, {"devices": ["cpu", "cpu"], "numbers": batch, "non_blocking": [False, False]})
