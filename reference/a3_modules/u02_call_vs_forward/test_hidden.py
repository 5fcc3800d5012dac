"""a3/u02 Call, not forward: the student's answers against the reference's, under the same weights drawn afresh.

Whether something was called, and not only its `forward`, shows in the numbers: somebody behind a door makes what comes
out larger, or lets only every other pixel in. What the student's process tells comes in addition.
"""

from autograder import assert_same, points, unchanged


def loaded(draw, mine, theirs):
    """Two modules, the student's and the reference's, once they hold the same weights."""
    weights = {name: draw.normal(*numbers.shape, scale=0.2) for name, numbers in theirs.state_dict().items()}
    theirs.load_state_dict(weights)
    mine.load_state_dict(weights)
    return mine, theirs


def networks(draw, student, reference):
    """Twice the course's network, with other lengths, and twice the tangle."""
    c, k = draw.sizes(2)
    return [
        loaded(draw, student.helpers.small_cnn(c, k), reference.helpers.small_cnn(c, k)),
        loaded(draw, student.helpers.Tangle(c, k), reference.helpers.Tangle(c, k)),
    ]


@points(2)
def test_Tiny_matches_reference_in_answers_and_gradients(student, reference, draw):
    """结果和梯度都与参考实现一致"""
    mine, theirs = loaded(draw, student.Tiny(), reference.Tiny())
    b = draw.size(2, 6)
    for x in (draw.normal(b, 1, 28, 28), draw.normal(1, 1, 28, 28), draw.strided(draw.normal(b, 1, 28, 28))):
        upstream = draw.normal(x.shape[0], 10)
        assert_same(student.vjp(mine, [x], upstream), reference.vjp(theirs, [x], upstream))


@points(1)
def test_Tiny_matches_reference_whoever_stands_behind_its_doors(student, reference, draw):
    """无论哪道门后站着人，都与参考实现一致"""
    x = draw.normal(draw.size(2, 6), 1, 28, 28)
    for name in ("", "conv", "relu", "pool", "head"):
        mine, theirs = loaded(draw, student.Tiny(), reference.Tiny())
        factor = draw.choice([0.25, 3.0, 7.0])
        assert_same(student.helpers.amplify(mine, name, factor)(x), reference.helpers.amplify(theirs, name, factor)(x))
        assert_same(student.helpers.heard(mine, x), reference.helpers.heard(theirs, x))


@points(1)
def test_run_matches_reference_whoever_stands_at_the_door(student, reference, draw):
    """无论谁站在门口，都与参考实现一致"""
    x, factor = draw.normal(draw.size(2, 6), 1, 28, 28), draw.choice([0.25, 3.0, 7.0])
    for mine, theirs in networks(draw, student, reference):
        assert_same(student.run(mine, x), reference.run(theirs, x))
        student.helpers.amplify(mine, "", factor)
        reference.helpers.amplify(theirs, "", factor)
        assert_same(student.run(mine, x), reference.run(theirs, x))
    mine, theirs = loaded(draw, student.helpers.Tangle(3, 4), reference.helpers.Tangle(3, 4))
    assert_same(student.run(student.helpers.halve(mine), x), reference.run(reference.helpers.halve(theirs), x))
    assert_same(student.helpers.visits(function=student.run, model=mine, x=x), 1)


@points(2)
def test_run_leaves_the_model_as_it_is_and_lets_gradients_through(student, reference, draw):
    """模型保持原样，梯度照样传过去"""
    x = draw.normal(draw.size(2, 6), 1, 28, 28)
    for mine, theirs in networks(draw, student, reference):
        with unchanged(student, mine.eval()):
            student.run(mine, x)
        with unchanged(student, mine.train()):
            answer = student.run(mine, x)
        upstream = draw.normal(*answer.shape)
        assert_same(student.vjp(student.run, [mine, x], upstream), reference.vjp(reference.run, [theirs, x], upstream))
        assert_same(student.state(mine)["grads"], reference.state(theirs)["grads"])


@points(3)
def test_record_shapes_matches_reference(student, reference, draw):
    """与参考实现一致"""
    b = draw.size(2, 6)
    for mine, theirs in networks(draw, student, reference):
        for x in (draw.normal(b, 1, 28, 28), draw.normal(1, 1, 28, 28)):
            assert_same(student.record_shapes(mine, x), reference.record_shapes(theirs, x))
    h, w = draw.sizes(2, 10, 30)
    c, k = draw.sizes(2)
    mine, theirs = student.helpers.Tangle(c, k), reference.helpers.Tangle(c, k)
    for x in (draw.normal(b, 1, h, w), draw.normal(b, 1, 5, 7)):  # at last, `act` gives the same shape twice
        assert_same(student.record_shapes(mine, x), reference.record_shapes(theirs, x))


@points(2)
def test_record_shapes_leaves_the_model_as_it_is_and_its_list_to_the_caller(student, reference, draw):
    """模型保持原样，列表之后也不再变"""
    x, factor = draw.normal(draw.size(2, 6), 1, 28, 28), draw.choice([0.25, 3.0, 7.0])
    for mine, theirs in networks(draw, student, reference):
        student.helpers.amplify(mine, "head", factor)  # this one was there before, and stays
        for model in (mine.eval(), mine.train()):
            with unchanged(student, model):
                student.record_shapes(model, x)
        again = reference.helpers.look_again(function=reference.record_shapes, model=theirs, x=x)
        assert_same(student.helpers.look_again(function=student.record_shapes, model=mine, x=x), again)


@points(1)
def test_record_shapes_matches_reference_where_somebody_stands_at_the_door(student, reference, draw):
    """门口站着别人时，也与参考实现一致"""
    h, w, c, k = *draw.sizes(2, 20, 40), *draw.sizes(2)
    x = draw.normal(draw.size(2, 6), 1, h, w)
    mine = student.helpers.halve(student.helpers.Tangle(c, k))
    theirs = reference.helpers.halve(reference.helpers.Tangle(c, k))
    assert_same(student.record_shapes(mine, x), reference.record_shapes(theirs, x))
    assert_same(student.helpers.visits(function=student.record_shapes, model=mine, x=x), 1)


@points(1)
def test_Counted_matches_reference_and_calls_the_module_inside(student, reference, draw):
    """与参考实现一致，并且真的调用了里面的模块"""
    x, factor = draw.normal(draw.size(2, 6), 1, 28, 28), draw.choice([0.25, 3.0, 7.0])
    pairs = [(student.Counted(a), reference.Counted(b)) for a, b in networks(draw, student, reference)]
    for mine, theirs in pairs:
        loaded(draw, mine, theirs)
        upstream = draw.normal(*theirs(x).shape)
        mine(x)
        assert_same(student.vjp(mine, [x], upstream), reference.vjp(theirs, [x], upstream))
        student.helpers.amplify(mine, "inner", factor)
        reference.helpers.amplify(theirs, "inner", factor)
        assert_same(mine(x), theirs(x))
        assert_same(student.helpers.heard(mine, x), reference.helpers.heard(theirs, x))
    inner, other = networks(draw, student, reference)[0]
    mine, theirs = student.Counted(inner), reference.Counted(other)
    loaded(draw, mine, theirs)
    student.Counted(inner)(x)  # somebody else counts the same module, and it is called without a counter, too
    inner(x)
    student.helpers.amplify(inner, "", factor)
    reference.helpers.amplify(other, "", factor)
    assert_same([mine(x), mine.calls], [theirs(x), theirs.calls])
    turns = [draw.choice([0, 1]) for _ in range(draw.integer(3, 9))]
    for turn in turns:
        for side in pairs[turn]:
            side(x)
    assert_same([mine.calls for mine, _ in pairs], [theirs.calls for _, theirs in pairs])
