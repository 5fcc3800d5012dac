# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a6/u03 Timing and waiting: worked examples. Read them: each name says what the example shows.

`student.helpers` lets your function loose on a `Queue` or on the simulated GPU, and says what came of it; the unit's
folder `.units` has it. `student.training(model, f, ...)` calls f(...), and tells what happened to the model.
"""

import torch

from autograder import assert_same, needs, points, tensor


@points(1)
def test_benchmark_waits_for_the_work_and_bills_nothing_else(student):
    """等工作做完再停表，不把别的时间算进去"""
    asked = {"function": student.benchmark, "ask": "median"}  # handing over takes the CPU 1 s
    got = student.helpers.timed(**asked, costs=[9.0], warmup=2, repeat=3)
    assert_same(got, {"median": 10.0, "calls": 5}, rtol=1e-5)  # 1 + 9, three times
    got = student.helpers.timed(**asked, costs=[99.0, 9.0], warmup=1, repeat=1)
    assert_same(got, {"median": 10.0, "calls": 2}, rtol=1e-5)  # the first call is slow, and not measured
    got = student.helpers.timed(**asked, costs=[9.0], before=[500.0], warmup=0, repeat=1)
    assert_same(got, {"median": 10.0, "calls": 1}, rtol=1e-5)  # what others have handed over is not ours
    got = student.helpers.timed(**asked, costs=[9.0], repeat=2)
    assert_same(got, {"median": 10.0, "calls": 5}, rtol=1e-5)  # without a word, three calls warm up


@points(1)
@needs("test_benchmark_waits_for_the_work_and_bills_nothing_else")
def test_benchmark_is_not_impressed_by_one_odd_time(student):
    """不受个别异常时间的影响"""
    asked = {"function": student.benchmark, "costs": [9.0, 11.0, 889.0, 14.0], "warmup": 0, "repeat": 4}
    got = student.helpers.timed(**asked, ask="median")
    assert_same(got, {"median": 13.5, "calls": 4}, rtol=1e-5)  # times 10, 12, 15, 890: between 12 and 15
    got = student.helpers.timed(**asked, ask="spread")
    assert_same(got, {"spread": 2.5, "calls": 4}, rtol=1e-5)  # distances 1.5, 1.5, 3.5, 876.5


@points(1)
def test_count_syncs_hears_every_way_of_asking_for_a_number(student):
    """各种要数的方式都听得见"""
    asked = {"function": student.count_syncs}
    got = student.helpers.syncs_of(**asked, script=["add", "item", "shape", "item", "detach"])
    assert_same(got, {"syncs": 2, "calls": 1})
    got = student.helpers.syncs_of(**asked, script=["if", "float", "text", "compare", "format", "tolist", "if"])
    assert_same(got, {"syncs": 6, "calls": 1})  # a comparison alone asks for nothing; `if` wants to know


@points(1)
def test_train_epoch_lazy_takes_a_step_for_each_batch_and_gives_the_mean_loss(student):
    """每个小批量走一步，返回平均损失"""
    model, loss_fn, ones = student.helpers.line(0.0), student.torch.nn.functional.mse_loss, torch.ones(2, 1)
    batches = [(ones, 2 * ones), (ones, 6 * ones)]
    student.helpers.leave_gradients(model, 100.0)
    opt = student.helpers.sgd(model, lr=0.5)
    seen = student.training(model, student.train_epoch_lazy, model, batches, opt, loss_fn, tell=["weights"])
    assert_same(seen.weights, [{"weight": tensor([[2.0]])}, {"weight": tensor([[6.0]])}])
    assert_same(seen.value, 10.0)  # 2 * 2 and 4 * 4


@points(1)
@needs("test_train_epoch_lazy_takes_a_step_for_each_batch_and_gives_the_mean_loss")
def test_train_epoch_lazy_waits_once_and_keeps_no_records(student):
    """只等一次，不保留计算记录"""
    ones = torch.ones(2, 1)
    batches = [(ones, 2 * ones), (ones, 6 * ones), (ones, 7 * ones)]
    got = student.helpers.epoch_on_gpu(function=student.train_epoch_lazy, batches=batches)
    assert_same([got["waits"], got["mean"]], [1, 7.0])  # losses 4, 16 and 1
    model, loss_fn = student.helpers.line(0.0), student.torch.nn.functional.mse_loss
    opt = student.helpers.sgd(model, lr=0.5)
    seen = student.training(model, student.train_epoch_lazy, model, batches, opt, loss_fn, tell=["graphs"])
    assert_same(seen.graphs, 0)  # 2: when the third batch came, the records of two others were still there


@points(1)
def test_hot_ops_lists_what_is_called_most_often(student):
    """列出调用次数最多的运算"""
    asked = {"function": student.hot_ops, "calls": {"add": 3, "erf": 1, "mul": 5, "exp": 3}, "labels": 4}
    most = [("aten::mul", 5), ("aten::add", 3), ("aten::exp", 3)]
    assert_same(student.helpers.hottest(**asked, n=9), [*most, ("aten::erf", 1)])
    assert_same(student.helpers.hottest(**asked, n=2), most[:2])


@points(1)
def test_speedup_says_faster_slower_or_neither(student):
    """说出更快、更慢，还是看不出差别"""
    eight, four = {"median": 8.0, "spread": 1.0}, {"median": 4.0, "spread": 0.5}
    seven = {"median": 7.0, "spread": 0.25}  # up to 7.25, and eight begins at 7
    got = [student.speedup(eight, four), student.speedup(four, eight), student.speedup(eight, seven)]
    assert_same(got, ["2.0x faster", "2.0x slower", "no clear difference"])
