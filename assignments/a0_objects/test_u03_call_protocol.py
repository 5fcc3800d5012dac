# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a0/u03 Call protocol: worked examples. Read them: each name says what the example shows.

`student.helpers` has steps for a pipe: Add(30) makes a grey value 30 brighter, Times(2) twice as bright, and clip cuts
off what is above 255. mirror and negative work on a row of grey values. The unit's folder `.units` has them all.
"""

from autograder import assert_same, points


@points(1)
def test_Pipe_sends_a_grey_value_through_every_step(student):
    """一个灰度值依次经过每一步"""
    pipe = student.Pipe(student.helpers.Add(30), student.helpers.Times(2), student.helpers.clip)
    assert_same(pipe(40), 140)  # 40, 70, 140, 140
    assert_same(pipe(100), 255)  # 100, 130, 260, 255


@points(1)
def test_Pipe_knows_how_many_steps_it_has_and_which_one_stands_where(student):
    """知道一共有几步，也知道哪一步在什么位置"""
    pipe = student.Pipe(student.helpers.mirror, student.helpers.negative, student.helpers.mirror)
    pipe([10, 20, 30, 40])
    assert_same(len(pipe), 3)
    pipe = student.Pipe(student.helpers.Add(30), student.helpers.Times(2))
    assert_same(pipe[0](5), 35)  # the first step alone
    assert_same(pipe[-1](5), 10)  # the last step alone
    assert_same(student.helpers.text_of(pipe[0]), "Add(30)")  # the step itself, not a pipe of one step


@points(1)
def test_Pipe_shows_its_steps(student):
    """打印出来能看到各步"""
    pipe = student.Pipe(student.helpers.Add(30), student.helpers.Times(2))
    assert_same(student.helpers.text_of(pipe), "Pipe(Add(30), Times(2))")


@points(1)
def test_Pipe_cut_with_a_slice_is_a_shorter_pipe(student):
    """用切片截出来的是一条较短的 Pipe"""
    pipe = student.Pipe(student.helpers.Add(30), student.helpers.Times(2), student.helpers.Add(1))
    assert_same(student.helpers.part_can_be_called(pipe, start=1, stop=3), True)
    assert_same(student.helpers.feed_part(pipe, start=1, stop=3, x=5), 11)  # pipe[1:3](5): 5, 10, 11
    assert_same(student.helpers.feed_part(pipe, start=0, stop=2, x=5), 70)  # pipe[0:2](5): 5, 35, 70


@points(1)
def test_Recorder_returns_the_answer_and_writes_down_both(student):
    """返回结果，并把输入和结果都记下来"""
    record = student.Recorder()
    assert_same(record(student.helpers.clip, 300), 255)
    assert_same(record(student.helpers.Add(30), 5), 35)
    assert_same(record.log, [(300, 255), (5, 35)])


@points(1)
def test_Recorder_keeps_a_log_of_its_own(student):
    """每个 Recorder 有自己的记录"""
    first, second = student.Recorder(), student.Recorder()
    first(student.helpers.clip, 300)
    assert_same(second.log, [])
    second(student.helpers.clip, 7)
    assert_same(first.log, [(300, 255)])
