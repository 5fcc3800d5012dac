"""a0/u03 Call protocol: the student's objects against the reference's, with steps and numbers drawn afresh.

A pipe is built twice from one plan, on each side of steps made there. Where a typical mistake stays silent (in the
first call, at places that are not negative, with a function that always answers the same), the check goes on to where
it does not.
"""

from autograder import assert_same, points, raises


def plan(draw, n):
    """n steps as (class, number), so that their order counts: Add and Times in turn, beginning with either."""
    kinds = draw.choice([["Add", "Times"], ["Times", "Add"]])
    return [(kinds[k % 2], number) for k, number in enumerate(draw.sizes(n, 2, 30))]


def pipes(student, reference, planned):
    """Two pipes of one plan, each with steps made where it lives."""
    return [
        side.Pipe(*[getattr(side.helpers, kind)(number) for kind, number in planned]) for side in (student, reference)
    ]


@points(4, of="Pipe")
def test_Pipe_matches_reference_however_often_it_is_called(student, reference, draw):
    """与参考实现一致，调用多少次都一样"""
    for n in (*draw.sizes(3, 2, 6), 1, 0):
        pipe, expected = pipes(student, reference, plan(draw, n))
        for x in draw.sizes(3, 2, 99):
            assert_same(pipe(x), expected(x))
    row = draw.integers(0, 256, draw.size(4, 7)).tolist()
    pipe = student.Pipe(student.helpers.mirror, student.helpers.negative)
    assert_same(pipe(row), [255 - grey for grey in reversed(row)])
    (inner, expected), first = pipes(student, reference, plan(draw, 3)), draw.integer(2, 30)
    pipe = student.Pipe(student.helpers.Add(first), inner, student.helpers.clip)  # a pipe is a step like any other
    for x in draw.sizes(3, 2, 99):
        assert_same(pipe(x), min(expected(x + first), 255))


@points(1)
def test_Pipe_calls_a_layer_and_not_its_forward(student, draw):
    """调用的是层本身，而不是它的 forward"""
    amount, times, n = *draw.sizes(2, 2, 30), draw.integer(2, 9)
    layer = student.helpers.Layer(amount)
    pipe = student.Pipe(layer, student.helpers.Times(times))
    assert_same([pipe(x) for x in range(n)], [(x + amount) * times for x in range(n)])
    assert_same(layer.calls, n)


@points(3, of="Pipe")
def test_Pipe_matches_reference_in_length_and_places(student, reference, draw):
    """长度以及各个位置上的步骤都与参考实现一致"""
    for n in (*draw.sizes(2, 2, 6), 1, 0):
        pipe = student.Pipe(*[student.helpers.negative] * n)
        pipe(draw.integers(0, 256, n + draw.integer(1, 4)).tolist())
        assert_same(len(pipe), n)
    n, x = draw.size(3, 6), draw.integer(2, 99)
    pipe, expected = pipes(student, reference, plan(draw, n))
    for i in (*range(n), *range(-n, 0)):
        assert_same(pipe[i](x), expected[i](x))
        assert_same(student.helpers.text_of(pipe[i]), reference.helpers.text_of(expected[i]))
    assert_same([step(x) for step in pipe], [step(x) for step in expected])
    for i in (n, -n - 1):
        with raises(IndexError):
            pipe[i]


@points(2, of="Pipe")
def test_Pipe_matches_reference_in_what_it_shows(student, reference, draw):
    """打印出来的内容与参考实现一致"""
    for n in (*draw.sizes(2, 2, 6), 1, 0):
        pipe, expected = pipes(student, reference, plan(draw, n))
        assert_same(student.helpers.text_of(pipe), reference.helpers.text_of(expected))
    (inner, expected), amount = pipes(student, reference, plan(draw, 2)), draw.integer(2, 30)
    pipe = student.Pipe(inner, student.helpers.Add(amount))  # a pipe in a pipe shows its own steps
    expected = reference.Pipe(expected, reference.helpers.Add(amount))
    assert_same(student.helpers.text_of(pipe), reference.helpers.text_of(expected))


@points(2, of="Pipe")
def test_Pipe_matches_reference_when_it_is_cut(student, reference, draw):
    """截取之后与参考实现一致"""
    n, x = draw.size(5, 7), draw.integer(2, 99)
    pipe, expected = pipes(student, reference, plan(draw, n))
    k = draw.integer(1, n - 1)
    assert_same(student.helpers.part_can_be_called(pipe, start=k, stop=n), True)
    for start, stop, step in ((k, n, 1), (0, k, 1), (1, -1, 1), (None, None, None), (0, n, 2), (None, None, -1)):
        got = student.helpers.feed_part(pipe, start=start, stop=stop, x=x, step=step)
        assert_same(got, reference.helpers.feed_part(expected, start=start, stop=stop, x=x, step=step))
    assert_same(pipe(x), expected(x))  # the whole one is as it was


@points(2, of="Recorder")
def test_Recorder_matches_reference_with_steps_that_never_answer_the_same(student, reference, draw):
    """每一步的结果都不重样时，也与参考实现一致"""
    sensor, model = student.helpers.Sensor(), reference.helpers.Sensor()
    recorders = [(student.Recorder(), reference.Recorder()) for _ in range(2)]
    for x in draw.sizes(draw.integer(4, 9), 2, 99):
        record, expected = draw.choice(recorders)
        assert_same(record(sensor, x), expected(model, x))
    for record, expected in recorders:
        assert_same(record.log, expected.log)
    row = draw.integers(0, 256, draw.size()).tolist()
    record = student.Recorder()
    assert_same(record(student.helpers.mirror, row), row[::-1])
    assert_same(record.log, [(row, row[::-1])])
