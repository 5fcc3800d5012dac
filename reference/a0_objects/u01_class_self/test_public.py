"""a0/u01 A class and self: worked examples. Read them: each name says what the example shows.

`student` is your file: `student.Counter(10)` makes a counter of your class. `student.helpers` are small programs that
use what you wrote; the unit's folder `.units` has them.
"""

from autograder import assert_same, points


@points(2)
def test_Counter_up_adds_the_group_and_gives_the_new_value_back(student):
    """up 加上这组人数，并返回新的读数"""
    door = student.Counter(10)
    assert_same(door.up(3), 13)
    assert_same(door.up(), 14)  # one person
    assert_same(door.value, 14)


@points(1)
def test_Counter_seen_lists_the_groups_in_order(student):
    """seen 按先后次序记下每组的人数"""
    door = student.Counter()
    door.up(2)
    door.up()
    door.up(4)
    assert_same(door.seen, [2, 1, 4])


@points(1)
def test_Counter_two_doors_count_apart(student):
    """两扇门各数各的"""
    front, back = student.Counter(10), student.Counter(20)
    shown = [front.up(3), back.up(2), front.up(4)]
    assert_same(shown, [13, 22, 17])
    assert_same([front.seen, back.seen], [[3, 4], [2]])


@points(1)
def test_Counter_made_later_has_seen_nobody_yet(student):
    """后来才造的计数器还没有见过人"""
    seen, _where = student.helpers.a_later_counter(Counter=student.Counter, before=[3, 1], after=[2])
    assert_same(seen, [2])


@points(1)
def test_Counter_reset_goes_back_to_the_start(student):
    """reset 回到起点"""
    door = student.Counter(10)
    door.up(3)
    door.reset()
    assert_same(door.value, 10)
    assert_same(door.seen, [])


@points(1, of="two_counters")
def test_two_counters_makes_two_of_them_at_zero(student):
    """造出两个计数器，都从 0 开始"""
    assert_same(student.helpers.shown_at_birth(student.two_counters, student.Counter), (0, 0))
    assert_same(student.helpers.how_many_counters(student.two_counters, calls=1), 2)
