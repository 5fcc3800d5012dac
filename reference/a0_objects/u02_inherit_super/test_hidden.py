"""a0/u02 Inherit and super: the student's classes against the reference's, on numbers drawn afresh.

A class that is put in between a class and its parent has to be heard: pasted lines, or a parent called by its name,
pass it by. ScaleThenShift always stands on a Scale of helpers.py, so that the student's own Scale costs points once.
"""

from autograder import assert_same, points


def numbers(draw, count):
    """So many floats, most of them with digits behind the point; none is 0, 1 or -1."""
    return draw.normal(count, scale=10.0).tolist()


def answers(layer, inputs):
    """What a layer says to each input."""
    return [layer.forward(x) for x in inputs]


@points(3)
def test_Scale_matches_reference_in_two_objects_side_by_side(student, reference, draw):
    """两个对象交替使用，都与参考实现一致"""
    inputs, factors = numbers(draw, draw.size()), numbers(draw, 2)
    layers = [student.Scale(factor) for factor in factors]
    models = [reference.Scale(factor) for factor in factors]
    for x in inputs:
        assert_same([layer.forward(x) for layer in layers], [model.forward(x) for model in models])
    assert_same([layer.history for layer in layers], [model.history for model in models])


@points(3)
def test_Scale_leaves_to_its_parent_what_is_its_parents(student, reference, draw):
    """父类该做的事，交给父类去做"""
    inputs, settings, (extra,) = numbers(draw, draw.size()), numbers(draw, 1), numbers(draw, 1)
    layer = student.helpers.on_a_stand_in(cls=student.Scale, settings=settings, extra=extra)
    model = reference.helpers.on_a_stand_in(cls=reference.Scale, settings=settings, extra=extra)
    assert_same(answers(layer, inputs), answers(model, inputs))
    assert_same(layer.history, model.history)
    assert_same(layer.parent_begun, model.parent_begun)
    assert_same(student.helpers.descends_from(cls=student.Scale, name="Layer"), True)


@points(3)
def test_ScaleThenShift_matches_reference_in_two_objects_side_by_side(student, reference, draw):
    """两个对象交替使用，都与参考实现一致"""
    inputs, settings = numbers(draw, draw.size()), [numbers(draw, 2), numbers(draw, 2)]
    layers = [student.helpers.on_a_stand_in(cls=student.ScaleThenShift, settings=each) for each in settings]
    models = [reference.helpers.on_a_stand_in(cls=reference.ScaleThenShift, settings=each) for each in settings]
    for x in inputs:
        assert_same([layer.forward(x) for layer in layers], [model.forward(x) for model in models])
    assert_same([layer.history for layer in layers], [model.history for model in models])


@points(2)
def test_ScaleThenShift_leaves_to_its_parent_what_is_its_parents(student, reference, draw):
    """父类该做的事，交给父类去做"""
    inputs, settings, (extra,) = numbers(draw, draw.size()), numbers(draw, 2), numbers(draw, 1)
    layer = student.helpers.on_a_stand_in(cls=student.ScaleThenShift, settings=settings, extra=extra)
    model = reference.helpers.on_a_stand_in(cls=reference.ScaleThenShift, settings=settings, extra=extra)
    assert_same(answers(layer, inputs), answers(model, inputs))
    assert_same(layer.history, model.history)
    assert_same(layer.parent_begun, model.parent_begun)
    assert_same(student.helpers.descends_from(cls=student.ScaleThenShift, name="Scale"), True)


@points(3, of="describe")
def test_describe_names_classes_that_it_has_never_seen(student, reference, draw):
    """没见过的类，也能说出名字"""
    layers, models = [], []
    for number in draw.permutation(6).tolist():
        history, child = numbers(draw, draw.size()), f"Layer{draw.integer(100, 1000)}" if number % 3 else ""
        cls, model = (
            (student.Scale, reference.Scale) if number < 3 else (student.ScaleThenShift, reference.ScaleThenShift)
        )
        layers.append(student.helpers.used(cls=cls, numbers=history, child=child))
        models.append(reference.helpers.used(cls=model, numbers=history, child=child))
    for k in (len(layers), 1, 0):
        assert_same(student.describe(layers[:k]), reference.describe(models[:k]))
