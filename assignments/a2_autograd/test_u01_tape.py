# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a2/u01 The tape: worked examples. Read them: each name says what the example shows.

`student.helpers` run the lines of a small expression with your Values, and say what `data` or `grad` stands behind each
name; the unit's folder `.units` has them.
"""

from autograder import assert_same, points


@points(1)
def test_Value_computes_as_plain_numbers_do(student):
    """算出来的数与普通的数一样"""
    lines = ["c = a + b", "d = c * b", "e = d.relu()", "f = a.relu()"]
    got = student.helpers.numbers(function=student.Value, lines=lines, leaves={"a": -3.0, "b": 5.0})
    assert_same(got, {"a": -3.0, "b": 5.0, "c": 2.0, "d": 10.0, "e": 10.0, "f": 0.0})


@points(1)
def test_Value_takes_plain_numbers_on_either_side(student):
    """左右两边都可以是普通的数"""
    lines = ["b = 10 + a", "c = b + 10", "d = sum([a, a, a])"]
    got = student.helpers.numbers(function=student.Value, lines=lines, leaves={"a": 3.0})
    assert_same(got, {"a": 3.0, "b": 13.0, "c": 23.0, "d": 9.0})
    got = student.helpers.numbers(function=student.Value, lines=["b = a * 10", "c = 10 * b"], leaves={"a": 3.0})
    assert_same(got, {"a": 3.0, "b": 30.0, "c": 300.0})


@points(1)
def test_Value_sends_gradients_back_through_sums_and_products(student):
    """梯度经过加法和乘法传回去"""
    leaves = {"a": 2.0, "b": 3.0, "c": 1.0, "d": 5.0}
    got = student.helpers.gradients(function=student.Value, lines=["s = a * b + c", "e = s * d"], leaves=leaves)
    assert_same(got, {"a": 15.0, "b": 10.0, "c": 5.0, "d": 7.0, "s": 5.0, "e": 1.0})  # the number s is 7


@points(1)
def test_Value_relu_lets_gradients_through_only_above_zero(student):
    """relu 只在大于 0 时让梯度通过"""
    got = []
    for factor, a in ((5, 2.0), (-5, 2.0), (5, -2.0), (5, 0.0)):
        lines = [f"e = {factor} * a.relu()"]
        got.append(student.helpers.gradients(function=student.Value, lines=lines, leaves={"a": a})["a"])
    assert_same(got, [5.0, -5.0, 0.0, 0.0])


@points(1)
def test_Value_that_is_used_twice_gets_the_sum_of_both(student):
    """用了两次的值，得到两份梯度之和"""
    got = student.helpers.gradients(function=student.Value, lines=["b = a * a", "e = b + a"], leaves={"a": 3.0})
    assert_same(got, {"a": 7.0, "b": 1.0, "e": 1.0})  # 3 and 3 from b, 1 from e
    asked = {"expressions": [["e = a * 5"], ["e = a * 2"]], "leaves": {"a": 3.0}}  # the second one is made afterwards
    got = student.helpers.gradients_one_after_the_other(function=student.Value, **asked)
    assert_same(got, [{"a": 5.0}, {"a": 7.0}])


@points(2)
def test_Value_passes_its_gradient_on_once_and_when_it_is_complete(student):
    """梯度收齐之后才往下传，而且只传一次"""
    lines = ["b = a + 1", "c = b * 2", "d = c + b", "e = d + b"]
    got = student.helpers.gradients(function=student.Value, lines=lines, leaves={"a": 5.0})
    assert_same(got, {"a": 4.0, "b": 4.0, "c": 1.0, "d": 1.0, "e": 1.0})  # e is b * 2 + b + b
    lines = ["b = a * a", "c = b + a", "e = b * c"]
    got = student.helpers.gradients(function=student.Value, lines=lines, leaves={"a": 2.0})
    assert_same(got, {"a": 44.0, "b": 10.0, "c": 4.0, "e": 1.0})  # b: 6 from e and 4 from c; a: 20 and 20 and 4
