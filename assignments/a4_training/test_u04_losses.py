# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a4/u04 Losses: worked examples. Read them: each name says what the example shows.

The scores are logs of small whole numbers, since exp takes the log away again: scores log(1), log(3), log(4) become 1,
3 and 4, which are 1/8, 3/8 and 1/2 of their sum.
"""

from autograder import assert_same, points, raises, tensor


@points(1)
def test_log_softmax_gives_the_log_of_each_share_in_its_row(student):
    """给出每一行各占份额的对数"""
    z = tensor([[1.0, 3.0, 4.0], [5.0, 2.0, 3.0]]).log()  # the sums of the rows are 8 and 10
    assert_same(student.log_softmax(z), tensor([[0.125, 0.375, 0.5], [0.5, 0.2, 0.3]]).log())
    row = tensor([1.0, 3.0, 4.0]).log()  # a single row: one axis
    assert_same(student.log_softmax(row), tensor([0.125, 0.375, 0.5]).log())


@points(1)
def test_log_softmax_stays_finite_where_exp_does_not(student):
    """exp 超出范围时结果仍是有限的数"""
    z = tensor([[1000.0, 1000.0], [0.0, -1000.0]])
    expected = tensor([[-0.6931, -0.6931], [0.0, -1000.0]])  # log 1/2, twice; log of nearly 1, and of nearly 0
    assert_same(student.log_softmax(z), expected, atol=1e-3)


@points(1)
def test_cross_entropy_is_minus_the_log_of_what_the_true_class_got(student):
    """损失是真实类别概率的负对数"""
    z = tensor([[1.0, 3.0, 4.0], [5.0, 2.0, 3.0]]).log()
    y = tensor([0, 0])  # their probabilities are 1/8 and 1/2
    assert_same(student.cross_entropy(z, y, reduction="none"), tensor([8.0, 2.0]).log())
    assert_same(student.cross_entropy(z, y, reduction="sum"), tensor(16.0).log())  # log 8 + log 2
    assert_same(student.cross_entropy(z, y), tensor(4.0).log())  # half of it


@points(1)
def test_bce_with_logits_judges_each_yes_and_no_however_large_the_score(student):
    """逐个评判“是”与“否”，得分多大都行"""
    z = tensor([1.0, 7.0]).log()  # exp gives 1 and 7, so "yes" has the probabilities 1/2 and 7/8
    y = tensor([1.0, 0.0])  # yes; no. What was true had the probabilities 1/2 and 1/8
    assert_same(student.bce_with_logits(z, y), tensor(4.0).log())  # half of log 2 + log 8
    z, y = tensor([1000.0, -1000.0, 1000.0, -1000.0]), tensor([1.0, 0.0, 0.0, 0.0])  # sure of it; the third is wrong
    assert_same(student.bce_with_logits(z, y), tensor(250.0))  # losses 0, 0, 1000 and 0


@points(1)
def test_smooth_targets_gives_everybody_a_share_of_eps(student):
    """eps 由所有类别平分"""
    y = tensor([2, 0])
    got = student.smooth_targets(y, 4, 0.2)  # a share is 0.05, and 0.8 is left for the true class
    assert_same(got, tensor([[0.05, 0.05, 0.85, 0.05], [0.85, 0.05, 0.05, 0.05]]))


@points(1)
def test_smooth_targets_are_taken_by_the_loss_of_torch(student):
    """torch 的损失函数接受这些概率"""
    z = tensor([[8.0, 2.0]]).log()  # probabilities 4/5 and 1/5
    got = student.helpers.smoothed_loss(function=student.smooth_targets, z=z, y=tensor([0]), eps=1.0)
    assert_same(got, tensor(2.5).log())  # eps = 1 makes both classes count alike: (log 5/4 + log 5) / 2


@points(1)
def test_mse_averages_squares_and_refuses_a_column_against_a_row_of_numbers(student):
    """对平方求平均，并拒绝拿一列去比一排"""
    p, y = tensor([1.0, 2.0, 5.0, 0.0]), tensor([1.0, 0.0, 1.0, 0.0])  # squares 0, 4, 16, 0
    assert_same(student.mse(p, y), tensor(5.0))
    with raises(ValueError):
        student.mse(tensor([[1.0], [2.0], [4.0]]), tensor([1.0, 2.0, 4.0]))  # (3, 1) against (3,)
