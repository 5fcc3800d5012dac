"""a0/u01 A class and self: the student's counters against the reference's, on groups drawn afresh.

Every check counts a group right after it has made a counter. Lists that two counters share show before anybody resets
them: how a student empties a list must not matter.
"""

from autograder import assert_same, points


def groups(draw, count):
    """Sizes of so many groups, at least 2."""
    return draw.integers(2, 90, count).tolist()


@points(3)
def test_Counter_up_and_seen_match_reference(student, reference, draw):
    """up 和 seen 与参考实现一致"""
    start = draw.integer(100, 900)
    day = [groups(draw, 4), groups(draw, 3)]
    mine, right = student.Counter(start), reference.Counter(start)
    for by in day[0]:
        assert_same(mine.up(by), right.up(by))
    assert_same(mine.up(), right.up())
    for by in day[1]:
        assert_same(mine.up(by=by), right.up(by=by))
    assert_same([mine.value, mine.seen], [right.value, right.seen])


@points(1)
def test_Counter_begins_at_zero_where_no_start_is_given(student, reference, draw):
    """没有给出起点时从 0 开始"""
    for by in groups(draw, 2):
        assert_same(student.Counter().up(by), reference.Counter().up(by))
        assert_same(student.Counter(start=by).up(by), reference.Counter(start=by).up(by))


@points(4)
def test_Counter_objects_used_in_turn_and_one_of_them_reset_match_reference(student, reference, draw):
    """轮流使用、其中一个重新开始的几个计数器与参考实现一致"""
    starts = draw.integers(100, 900, 3).tolist()
    turns = [*range(3), *draw.integers(0, 3, 9).tolist()]
    mine, right = [student.Counter(start) for start in starts], [reference.Counter(start) for start in starts]
    for door, by in zip(turns, groups(draw, len(turns)), strict=True):
        assert_same(mine[door].up(by), right[door].up(by))
    assert_same([door.value for door in mine], [door.value for door in right])
    assert_same([door.seen for door in mine], [door.seen for door in right])
    door = draw.integer(0, 2)  # not the last one made: its start is the one that a class would remember
    mine[door].reset()
    right[door].reset()
    assert_same([door.value for door in mine], [door.value for door in right])
    assert_same([door.seen for door in mine], [door.seen for door in right])


@points(2)
def test_Counter_made_later_matches_reference(student, reference, draw):
    """后来才造的计数器与参考实现一致"""
    for count in draw.sizes(2):
        days = {"before": groups(draw, count), "after": groups(draw, 3)}
        seen, _where = student.helpers.a_later_counter(Counter=student.Counter, **days)
        expected, _where = reference.helpers.a_later_counter(Counter=reference.Counter, **days)
        assert_same(seen, expected)


@points(2)
def test_Counter_reset_matches_reference_and_can_be_used_again(student, reference, draw):
    """reset 与参考实现一致，之后还能接着用"""
    start = draw.integer(100, 900)
    mine, right = student.Counter(start), reference.Counter(start)
    for day in (groups(draw, 3), groups(draw, 2)):
        for by in day:
            assert_same(mine.up(by), right.up(by))
        mine.reset()
        right.reset()
        assert_same(mine.value, right.value)
        assert_same(mine.seen, right.seen)


@points(1, of="two_counters")
def test_two_counters_makes_new_ones_in_each_call(student, reference, draw):
    """每次调用都造出新的计数器"""
    for calls in draw.sizes(4):
        expected = reference.helpers.how_many_counters(reference.two_counters, calls=calls)
        assert_same(student.helpers.how_many_counters(student.two_counters, calls=calls), expected)
