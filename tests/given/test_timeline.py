"""A queue with a virtual clock."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from autograder.given.timeline import Queue


def test_handing_work_over_costs_little_and_waiting_costs_the_work() -> None:
    queue = Queue()
    queue.run("a", 0.001)
    assert queue.clock() == pytest.approx(5e-6)
    queue.sync()
    assert queue.clock() == pytest.approx(0.001005)
    queue.sync()
    assert queue.clock() == pytest.approx(0.001005)


def test_the_device_does_one_thing_after_the_other() -> None:
    queue = Queue()
    first, second = queue.run("a", 0.002), queue.run("b", 0.001)
    assert second.start == first.end
    assert queue.clock() == pytest.approx(10e-6)
    queue.sync()
    assert queue.clock() == pytest.approx(0.003005)
    assert queue.busy("device") == pytest.approx(0.003)


@pytest.mark.parametrize(
    ("pinned", "non_blocking", "host"),
    [(True, True, 5e-6), (True, False, 1e-3 + 5e-6), (False, True, 2e-3 + 5e-6), (False, False, 2e-3 + 5e-6)],
)
def test_only_a_copy_from_pinned_memory_that_need_not_be_waited_for_lets_the_host_go_on(
    pinned: bool, non_blocking: bool, host: float
) -> None:
    queue = Queue(bandwidth=1e9)
    queue.copy("batch", 1_000_000, pinned=pinned, non_blocking=non_blocking)
    assert queue.clock() == pytest.approx(host)


def test_copies_and_work_overlap_but_work_waits_for_its_own_batch() -> None:
    queue = Queue(launch_seconds=0.0, bandwidth=1e9)
    first = queue.copy("batch 0", 1_000_000, pinned=True, non_blocking=True)
    work = queue.run("train 0", 0.002, after=first)
    second = queue.copy("batch 1", 1_000_000, pinned=True, non_blocking=True)
    assert (work.start, second.start, second.end) == (first.end, first.end, pytest.approx(0.002))
    queue.run("train 1", 0.002, after=second)
    queue.sync()
    assert queue.clock() == pytest.approx(0.005)


def test_the_host_may_wait_for_one_thing_only() -> None:
    queue = Queue()
    first = queue.run("a", 0.001)
    queue.run("b", 0.001)
    queue.wait(first)
    assert queue.clock() == first.end
    assert [span.wait for span in queue.spans if span.lane == "host"] == [False, False, True]


@pytest.mark.parametrize("wrong", [lambda q: q.run("a", -1), lambda q: q.copy("a", -1), lambda q: q.work("a", -0.1)])
def test_negative_costs_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        wrong(Queue())


def test_the_picture_is_svg_with_a_box_for_each_span_and_hostile_names_do_no_harm() -> None:
    queue = Queue()
    queue.run("</svg><script>", 0.001)
    queue.work("load", 0.004)
    queue.sync()
    root = ElementTree.fromstring(queue.draw())
    boxes = [
        each
        for each in root.iter("{http://www.w3.org/2000/svg}rect")
        if each.find("{http://www.w3.org/2000/svg}title") is not None
    ]
    assert len(boxes) == len(queue.spans) == 3
    assert "script" not in {each.tag.rpartition("}")[2] for each in root.iter()}
    assert queue.draw() == queue._repr_svg_()
    assert ElementTree.fromstring(Queue().draw()) is not None
