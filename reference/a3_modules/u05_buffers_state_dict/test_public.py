"""a3/u05 Buffers and state_dict: worked examples. Read them: each name says what the example shows.

`student.helpers` are small functions that make a layer of your class, or a small network, and say what became of it;
the unit's folder `.units` has them.
"""

from autograder import assert_same, points, raises, tensor


@points(1)
def test_Standardise_takes_off_the_mean_and_divides_by_the_standard_deviation(student):
    """减去均值，再除以标准差"""
    x = tensor([[8.0, 10.0], [2.0, 50.0], [4.0, 30.0]])
    layer = student.Standardise(tensor([4.0, 30.0]), tensor([2.0, 20.0]))
    assert_same(layer(x), tensor([[2.0, -1.0], [-1.0, 1.0], [0.0, 0.0]]))
    layer = student.Standardise.from_data(tensor([[2.0, 10.0], [4.0, 30.0], [6.0, 50.0]]))  # 8 and 800, over N - 1
    assert_same(layer(x), tensor([[2.0, -1.0], [-1.0, 1.0], [0.0, 0.0]]))


@points(1)
def test_Standardise_takes_its_mean_and_std_along(student):
    """均值和标准差跟着走"""
    mean, std = tensor([4.0, 30.0]), tensor([2.0, 20.0])
    there = student.helpers.after_a_journey(function=student.Standardise, mean=mean, std=std)
    assert_same(there, {"mean": "torch.float64 on meta", "std": "torch.float64 on meta"})
    layer = student.Standardise(mean, std)
    assert_same(layer.state_dict(), {"mean": mean, "std": std})


@points(1)
def test_Standardise_keeps_its_mean_and_std_to_itself(student):
    """均值和标准差只归自己"""
    mean, std = tensor([4.0, 30.0]), tensor([2.0, 20.0])
    x = tensor([[8.0, 10.0], [4.0, 50.0]])
    held = student.helpers.after_a_step(function=student.Standardise, mean=mean, std=std, x=x)
    assert_same(held, {"mean": mean, "std": std})  # no optimiser moves them
    given, other = {"mean": mean, "std": std}, {"mean": tensor([7.0, 8.0]), "std": tensor([9.0, 5.0])}
    given_then = student.helpers.given_after_loading(function=student.Standardise, given=given, held=other)
    assert_same(given_then, given)  # the layer has loaded other numbers: this is its own business


@points(1)
def test_RunningMean_counts_each_row_of_each_batch_in_training(student):
    """训练时，每个小批量的每一行都算一次"""
    batches = [tensor([[1.0, 10.0]]), tensor([[3.0, 40.0], [8.0, 10.0]]), tensor([[100.0, 100.0]])]
    got = student.helpers.answers(function=student.RunningMean, batches=batches, training=[True, True, False])
    # 1 and 10; then 12 / 3 and 60 / 3; then nothing new, since the layer is in evaluation
    assert_same(got, [tensor([1.0, 10.0]), tensor([4.0, 20.0]), tensor([4.0, 20.0])])


@points(1)
def test_RunningMean_goes_on_tomorrow_where_it_stopped_today(student):
    """今天停在哪里，明天就从哪里接着算"""
    today, tomorrow = [tensor([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]])], [tensor([[7.0, 40.0]])]
    got = student.helpers.today_and_tomorrow(function=student.RunningMean, today=today, tomorrow=tomorrow)
    at_first = student.helpers.buffers_at_first(function=student.RunningMean, n_features=2)
    assert_same(got, [tensor([4.0, 25.0])])  # 16 / 4 and 100 / 4: all four rows
    assert_same(at_first, {"mean": tensor([0.0, 0.0]), "count": tensor(0)})


@points(1)
def test_save_writes_parameters_and_buffers_and_no_code(student):
    """写下参数和缓冲区，不写代码"""
    packed = student.helpers.saved(function=student.save, channels=2, classes=3)
    fresh = {
        "conv.weight": tensor([[[[0.5] * 3] * 3]] * 2),  # (2, 1, 3, 3)
        "norm.weight": tensor([0.5, 0.5]),
        "norm.bias": tensor([0.5, 0.5]),
        "norm.running_mean": tensor([0.0, 0.0]),
        "norm.running_var": tensor([1.0, 1.0]),
        "norm.num_batches_tracked": tensor(0),
        "scores.weight": tensor([[0.5] * 8] * 3),  # (3, 8)
    }
    assert_same(packed, fresh)


@points(1)
def test_load_puts_the_numbers_of_a_file_into_the_model_and_refuses_a_name_that_is_misspelt(student):
    """把文件里的数放进模型，拼错名字就拒绝"""
    state = {
        "conv.weight": tensor([[[[2.0] * 3] * 3]]),  # (1, 1, 3, 3)
        "norm.weight": tensor([3.0]),
        "norm.bias": tensor([4.0]),
        "norm.running_mean": tensor([5.0]),
        "norm.running_var": tensor([6.0]),
        "norm.num_batches_tracked": tensor(7),
        "scores.weight": tensor([[8.0] * 4] * 2),  # (2, 4)
    }
    assert_same(student.helpers.loaded(function=student.load, channels=1, classes=2, state=state), state)
    state["norm.weigth"] = state.pop("norm.weight")
    with raises(RuntimeError):
        student.helpers.loaded(function=student.load, channels=1, classes=2, state=state)


@points(1)
def test_diff_state_says_what_is_missing_what_is_extra_and_what_has_the_wrong_shape(student):
    """说出少了什么、多了什么、哪些形状不对"""
    a = {"weight": tensor([[1.0, 2.0, 3.0]]), "bias": tensor([1.0]), "mean": tensor([1.0]), "std": tensor([1.0])}
    b = {"weight": tensor([[1.0], [2.0], [3.0]]), "bias": tensor([9.0]), "scale": tensor([1.0])}
    got = student.helpers.in_order(function=student.diff_state, a=a, b=b)
    assert_same(got, {"missing": ["mean", "std"], "extra": ["scale"], "wrong_shape": ["weight"]})
