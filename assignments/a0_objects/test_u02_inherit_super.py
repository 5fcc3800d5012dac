# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a0/u02 Inherit and super: worked examples. Read them: each name says what the example shows.

`student.helpers` are a few lines that make objects of your classes; the unit's folder `.units` has them.
"""

from autograder import assert_same, needs, points


@points(1)
def test_Scale_begins_with_the_empty_history_of_a_Layer(student):
    """一开始就有 Layer 的空历史记录"""
    assert_same(student.helpers.new_history(cls=student.Scale, settings=[3.0]), [])


@points(1)
def test_Scale_multiplies_by_its_factor(student):
    """乘以自己的系数"""
    layer = student.Scale(3.0)
    assert_same(layer.forward(10.0), 30.0)


@points(1)
@needs("test_Scale_multiplies_by_its_factor")
def test_Scale_remembers_what_went_in_as_every_Layer_does(student):
    """像每个 Layer 一样记住输入"""
    layer = student.Scale(3.0)
    layer.forward(10.0)
    layer.forward(0.5)
    assert_same(layer.history, [10.0, 0.5])  # what went in, not what came out


@points(2)
def test_ScaleThenShift_scales_and_then_shifts(student):
    """先缩放，再平移"""
    layer = student.helpers.on_a_stand_in(
        cls=student.ScaleThenShift, settings=[2.0, 3.0]
    )  # like ScaleThenShift(2.0, 3.0)
    assert_same(layer.forward(10.0), 23.0)  # 10 times 2, plus 3
    assert_same(layer.history, [10.0])


@points(1, of="describe")
def test_describe_names_the_class_of_each_layer_and_counts_its_history(student):
    """说出每一层的类名和历史记录的长度"""
    one = student.helpers.used(cls=student.ScaleThenShift, numbers=[10.0, 0.5, 7.0])
    other = student.helpers.used(cls=student.Scale, numbers=[4.0])
    assert_same(student.describe([one, other]), ["ScaleThenShift: 3", "Scale: 1"])
