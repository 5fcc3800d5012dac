# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a4/u05 The training loop: worked examples. Read them: each name says what the example shows.

`student.helpers` has the small networks, and what looks on while your functions run; the unit's folder `.units` has
them. `student.training` runs a function and tells which weights each step of the optimiser left.
"""

import math

import torch

from autograder import assert_same, points, tensor

WEIGHT = tensor([[1.0, 0.0], [0.0, 1.0]])  # K = 2 classes, D = 2 features: the scores are the features
BATCHES = [
    (tensor([[2.0, 0.0], [0.0, 4.0]]), tensor([1, 1])),  # B = 2
    (tensor([[5.0, 1.0]]), tensor([0])),  # B = 1
]


@points(1)
def test_train_epoch_takes_one_step_for_each_batch_and_tells_what_it_was_like_before_them(student):
    """每个小批量走一步，报告更新之前的情况"""
    model = student.helpers.linear(WEIGHT)
    asked = (model, BATCHES, student.helpers.shortfall, student.helpers.optimizer(model, "SGD", lr=2.0))
    seen = student.training(model, student.helpers.told_of_steps, *asked, call=student.train_epoch, tell=["weights"])
    # The loss is 10 minus the score of the right class. So its slope is minus the features, in the row of that class,
    # mean over the batch: (1, 2) in row 1, and then (5, 1) in row 0. The steps are twice as long, lr = 2.
    left = [tensor([[1.0, 0.0], [2.0, 5.0]]), tensor([[11.0, 2.0], [2.0, 5.0]])]
    assert_same([weights["weight"] for weights in seen.weights], left)
    # Before its step, each photo's right class had the score 0, 4 and 5, and the other one 2, 0 and 15.
    assert_same(seen.value, ((10 + 6 + 5) / 3, "weights have moved"))
    model = student.helpers.linear(WEIGHT)  # once more from the beginning, with shorter steps: 15 becomes 6.25
    asked = (model, BATCHES, student.helpers.shortfall, student.helpers.optimizer(model, "SGD", lr=0.75))
    assert_same(student.helpers.told(*asked, call=student.train_epoch, only="accuracy"), 1 / 3)


@points(1)
def test_train_epoch_learns_in_training_mode_and_lets_go_of_each_batch(student):
    """以训练模式学习，不留住任何小批量"""
    model = student.helpers.linear(WEIGHT)
    asked = (model, 3 * BATCHES, student.helpers.shortfall, student.helpers.optimizer(model, "SGD", lr=1.0))
    model.train(False)  # somebody has looked at the validation data just before
    assert_same(student.helpers.modes(*asked, call=student.train_epoch, learning=True), ["training"])
    told = student.helpers.told
    seen = student.training(model, told, *asked, call=student.train_epoch, only="loss", tell=["graphs"])
    assert_same(seen.graphs < 3, True)  # of 6 batches, the graphs of 2 at most are there at once


@points(1)
def test_train_epoch_learns_from_batches_that_come_from_another_device(student):
    """小批量来自别的设备也能学"""
    model = student.helpers.linear(WEIGHT)  # it is on the "cpu", and the batches are far away
    asked = (model, 2 * BATCHES[:1], student.helpers.shortfall, student.helpers.optimizer(model, "SGD", lr=0.0))
    loss = student.helpers.loss_of_far_batches(*asked, call=student.train_epoch, device="cpu")
    assert_same(loss, (10 + 6) / 2)  # twice the same batch, and with lr = 0 nothing is learnt


@points(1)
def test_evaluate_asks_in_evaluation_mode_and_leaves_the_model_as_it_was(student):
    """以评估模式提问，模型保持原样"""
    model = student.helpers.norm(mean=tensor([1.0, 1.0]), var=tensor([4.0, 4.0]))  # it gives (x - 1) / 2
    before = model.state_dict()
    batches = [
        (tensor([[3.0, 1.0], [1.0, 5.0], [5.0, 9.0]]), tensor([0, 0, 1])),  # scores 1 and 0; 0 and 2; 2 and 4
        (tensor([[1.0, 11.0], [7.0, 1.0]]), tensor([1, 1])),  # scores 0 and 5; 3 and 0
    ]
    asked = (model, batches, student.helpers.shortfall)
    assert_same(student.helpers.told(*asked, call=student.evaluate, only="loss"), (9 + 10 + 6 + 5 + 10) / 5)
    assert_same(student.helpers.told(*asked, call=student.evaluate, only="accuracy"), 3 / 5)
    assert_same(model.state_dict(), before)
    assert_same(student.helpers.recorded(*asked, call=student.evaluate), False)


@points(1)
def test_overfit_one_batch_gives_the_loss_before_each_step(student):
    """给出每一步之前的损失"""
    model = student.helpers.linear(WEIGHT)
    opt = student.helpers.optimizer(model, "SGD", lr=0.5)
    batch = (tensor([[0.0, 2.0]]), tensor([0]))  # the score of class 0 is 0; each step adds 0.5 * 2 * 2 = 2 to it
    asked = (model, batch, student.helpers.shortfall, opt, 4)
    assert_same(student.helpers.losses(*asked, call=student.overfit_one_batch), [10.0, 8.0, 6.0, 4.0])


@points(1)
def test_overfit_one_batch_learns_four_photos_by_heart(student):
    """把四张照片背下来"""
    model = student.helpers.linear(torch.zeros(3, 4))  # K = 3 classes, D = 4 features
    photos = tensor([[4.0, 0.0, 0.0, 0.0], [0.0, 4.0, 0.0, 0.0], [0.0, 0.0, 4.0, 0.0], [0.0, 0.0, 0.0, 4.0]])
    batch = (photos, tensor([2, 0, 1, 0]))
    opt = student.helpers.optimizer(model, "SGD", lr=0.5)
    asked = (model, batch, student.torch.nn.functional.cross_entropy, opt, 40)
    losses = student.helpers.losses(*asked, call=student.overfit_one_batch)
    assert_same([len(losses), losses[-1] < 0.05 * losses[0]], [40, True])


@points(1)
def test_fit_gives_a_row_for_each_epoch_and_looks_at_the_validation_data(student):
    """每个周期一行，验证数据另看"""
    model = student.helpers.Through()  # the scores are the numbers that come in, whatever is trained
    scores = tensor([[math.log(3), 0.0]])  # softmax: 3/4 and 1/4
    train, val = [(scores, tensor([0]))] * 3, [(scores, tensor([1]))] * 2
    row = {"train_loss": math.log(4 / 3), "train_accuracy": 1.0, "val_loss": math.log(4), "val_accuracy": 0.0}
    rows = student.helpers.rows(model, train, val, 2, 0.1, call=student.fit)
    assert_same(rows, [{"epoch": 1, **row}, {"epoch": 2, **row}])
