"""a4/u05 The training loop: against the reference, on weights, batches and rates drawn afresh.

No check looks at how well a network has learnt. What is compared can be compared exactly, in float64: the weights that
each step leaves, losses, modes, what stays as it was. Of one check, what several mistakes would change in several ways
comes last, so that each is known by what it changes in one way only.
"""

import torch

from autograder import assert_same, points


def drawn_weights(draw, features, hidden, classes, norm=True):
    """Weights, and statistics if there is a norm, of `helpers.build`."""
    weights = {
        "first.weight": draw.normal(hidden, features, dtype=torch.float64),
        "first.bias": draw.normal(hidden, dtype=torch.float64),
        "last.weight": draw.normal(classes, hidden, dtype=torch.float64),
        "last.bias": draw.normal(classes, dtype=torch.float64),
    }
    if norm:
        weights |= {
            "norm.weight": draw.uniform(hidden, low=0.5, high=2.0, dtype=torch.float64),
            "norm.bias": draw.normal(hidden, dtype=torch.float64),
            "norm.running_mean": draw.normal(hidden, dtype=torch.float64),
            "norm.running_var": draw.uniform(hidden, low=0.5, high=2.0, dtype=torch.float64),
            "norm.num_batches_tracked": torch.tensor(draw.integer(2, 1000)),
        }
    return weights


def drawn_batches(draw, sizes, features, classes):
    """Batches of these sizes."""
    return [(draw.normal(b, features, dtype=torch.float64), draw.integers(0, classes, b)) for b in sizes]


def drawn_case(draw, sizes, norm=True):
    """Weights of a network, and batches that fit."""
    features, hidden, classes = draw.sizes(3, low=3)
    return drawn_weights(draw, features, hidden, classes, norm), drawn_batches(draw, sizes, features, classes)


def drawn_sizes(draw):
    """Full batches, and a last one that is much shorter."""
    b = draw.size(low=6, high=8)
    return [b, b, 2]


def still_case(draw, norm):
    """Six times the same batch. With a learning rate of 0, and whatever else may be wrong, its loss comes out."""
    weights, batches = drawn_case(draw, [draw.size(low=4)], norm)
    return weights, batches * 6


def opened(module, weights, kind="SGD", **options):
    """A network with these weights, a loss, and an optimiser: (model, loss_fn, opt)."""
    model = module.helpers.build(weights)
    return model, module.torch.nn.functional.cross_entropy, module.helpers.optimizer(model, kind, **options)


def trained(module, *asked, call):
    """The weights that each step left, and the loss that is told. (Not the accuracy: one thing at a time.)"""
    return module.training(asked[0], module.helpers.told_of_steps, *asked, call=call, tell=["weights"])


def trained_on(cases, module, call, only):
    """The loss, or the accuracy, of an epoch in each of the cases."""
    answers = []
    for weights, batches in cases:
        model, loss_fn, opt = opened(module, weights, lr=1.0)
        answers.append(module.helpers.told(model, batches, loss_fn, opt, call=call, only=only))
    return answers


def asked_about(cases, module, call, only):
    """The loss, or the accuracy, that the model has in each of the cases."""
    answers = []
    for weights, batches in cases:
        model, loss_fn, _ = opened(module, weights, lr=1.0)
        answers.append(module.helpers.told(model, batches, loss_fn, call=call, only=only))
    return answers


@points(2)
def test_train_epoch_takes_the_steps_of_the_reference(student, reference, draw):
    """每一步更新都与参考实现一致"""
    optimisers = [
        {"kind": "SGD", "lr": 0.5},
        {"kind": "SGD", "lr": 0.3, "momentum": 0.8, "weight_decay": 0.1},
        {"kind": "Adam", "lr": 0.05},
    ]
    for options in optimisers:
        weights, batches = drawn_case(draw, drawn_sizes(draw))
        model, *others = opened(student, weights, **options)
        twin, *others_of_twin = opened(reference, weights, **options)
        for _ in range(2):  # epochs
            got = trained(student, model, batches, *others, call=student.train_epoch)
            wanted = trained(reference, twin, batches, *others_of_twin, call=reference.train_epoch)
            assert_same(got.weights, wanted.weights)


@points(1)
def test_train_epoch_tells_means_over_all_photos_as_they_were_before_their_step(student, reference, draw):
    """报告所有照片更新之前的平均损失和准确率"""
    cases = [drawn_case(draw, drawn_sizes(draw), norm=False) for _ in range(4)]
    for only in ("loss", "accuracy"):
        got = trained_on(cases, student, call=student.train_epoch, only=only)
        assert_same(got, trained_on(cases, reference, call=reference.train_epoch, only=only))


@points(1)
def test_train_epoch_learns_in_training_mode_whatever_the_mode_was(student, reference, draw):
    """无论原来是什么模式，都以训练模式学习"""
    weights, batches = still_case(draw, norm=True)
    for off in ("", "norm"):  # all is in evaluation, then a part
        model, *others = opened(student, weights, lr=0.0)
        model.get_submodule(off).eval()
        asked = (model, batches, *others)
        assert_same(student.helpers.modes(*asked, call=student.train_epoch, learning=True), ["training"])
        model.eval()
        got = student.helpers.told(*asked, call=student.train_epoch, only="loss")
        model, *others = opened(reference, weights, lr=0.0)
        asked = (model, batches, *others)
        assert_same(got, reference.helpers.told(*asked, call=reference.train_epoch, only="loss"))


@points(1)
def test_train_epoch_keeps_no_graphs(student, reference, draw):
    """不留住计算图"""
    weights, batches = still_case(draw, norm=False)
    model, *others = opened(student, weights, lr=0.0)
    asked, told = (model, batches, *others), student.helpers.told
    seen = student.training(model, told, *asked, call=student.train_epoch, only="loss", tell=["graphs"])
    assert_same(seen.graphs < 3, True)
    model, *others = opened(reference, weights, lr=0.0)
    asked = (model, batches, *others)
    assert_same(seen.value, reference.helpers.told(*asked, call=reference.train_epoch, only="loss"))


@points(1)
def test_train_epoch_moves_each_batch_to_the_device(student, reference, draw):
    """把每个小批量移到设备上"""
    weights, batches = still_case(draw, norm=False)
    for device in ({"device": "cpu"}, {}):
        model, *others = opened(student, weights, lr=0.0)
        got = student.helpers.loss_of_far_batches(model, batches, *others, call=student.train_epoch, **device)
        model, *others = opened(reference, weights, lr=0.0)
        asked = (model, batches, *others)
        assert_same(got, reference.helpers.loss_of_far_batches(*asked, call=reference.train_epoch, **device))


@points(1)
def test_evaluate_tells_means_over_all_photos_in_evaluation_mode(student, reference, draw):
    """以评估模式报告所有照片的平均值"""
    cases = [drawn_case(draw, drawn_sizes(draw)) for _ in range(3)]
    for only in ("loss", "accuracy"):
        got = asked_about(cases, student, call=student.evaluate, only=only)
        assert_same(got, asked_about(cases, reference, call=reference.evaluate, only=only))


@points(1)
def test_evaluate_changes_nothing_and_records_nothing(student, draw):
    """什么都不改变，也不记录梯度"""
    weights, batches = drawn_case(draw, drawn_sizes(draw))
    model = student.helpers.build(weights, dropout=0.5)
    asked = (model, batches, student.torch.nn.functional.cross_entropy)
    assert_same(student.helpers.modes(*asked, call=student.evaluate), ["evaluation"])
    student.helpers.set_gradients(model, 3.0)
    gradients, random = student.helpers.gradients(model), student.random_state()
    model.train()
    student.helpers.told(*asked, call=student.evaluate)
    assert_same(model.state_dict(), weights)
    assert_same(student.helpers.gradients(model), gradients)
    assert_same(student.random_state(), random)
    assert_same(student.helpers.recorded(*asked, call=student.evaluate), False)


@points(1)
def test_evaluate_moves_each_batch_to_the_device(student, reference, draw):
    """评估时也把每个小批量移到设备上"""
    weights, batches = still_case(draw, norm=False)
    for device in ({"device": "cpu"}, {}):
        model, loss_fn, _ = opened(student, weights, lr=0.1)
        got = student.helpers.loss_of_far_batches(model, batches, loss_fn, call=student.evaluate, **device)
        model, loss_fn, _ = opened(reference, weights, lr=0.1)
        asked = (model, batches, loss_fn)
        assert_same(got, reference.helpers.loss_of_far_batches(*asked, call=reference.evaluate, **device))


@points(1)
def test_overfit_one_batch_gives_the_losses_of_the_reference_and_keeps_no_graphs(student, reference, draw):
    """损失与参考实现一致，不留住计算图"""
    for options in ({"kind": "SGD", "lr": 0.3, "momentum": 0.5}, {"kind": "Adam", "lr": 0.05}):
        weights, (batch,) = drawn_case(draw, [draw.size(low=3)], norm=False)
        steps = draw.integer(4, 9)
        model, loss_fn, opt = opened(student, weights, **options)
        got = student.helpers.losses(model, batch, loss_fn, opt, steps, call=student.overfit_one_batch)
        model, loss_fn, opt = opened(reference, weights, **options)
        asked = (model, batch, loss_fn, opt, steps)
        assert_same(got, reference.helpers.losses(*asked, call=reference.overfit_one_batch))
    model, loss_fn, opt = opened(student, weights, lr=0.1)
    asked = (model, batch, loss_fn, opt, 6)
    overfit = student.overfit_one_batch
    seen = student.training(model, student.helpers.losses, *asked, call=overfit, tell=["graphs"])
    assert_same(seen.graphs < 3, True)


@points(1)
def test_fit_gives_the_rows_of_the_reference(student, reference, draw):
    """各行与参考实现一致"""
    classes, b, n, epochs = draw.sizes(4)
    train, val = (drawn_batches(draw, [size], classes, classes) * count for size, count in ((b, 3), (n, 2)))
    asked = (train, val, epochs, 0.1)
    got = student.helpers.rows(student.helpers.Through(), *asked, call=student.fit)
    assert_same(got, reference.helpers.rows(reference.helpers.Through(), *asked, call=reference.fit))


@points(1, of="fit")
def test_fit_looks_at_the_validation_data_with_the_weights_that_the_epoch_left(student, draw):
    """用该周期结束时的权重看验证数据"""
    weights, batches = drawn_case(draw, [6, 6, 6, 5, 5], norm=False)
    asked = (student.helpers.build(weights), batches[:3], batches[3:], 2, draw.uniform(low=0.1, high=0.3).item())
    look = student.helpers.last_row_is_of_the_weights_that_were_left
    assert_same(look(*asked, call=student.fit, evaluate=student.evaluate), True)


@points(1, of="fit")
def test_fit_trains_all_weights_with_one_optimiser_and_the_rate_that_was_asked_for(student, draw):
    """用同一个优化器和指定的学习率训练全部权重"""
    weights, batches = drawn_case(draw, [6, 6, 5], norm=False)
    lr = draw.uniform(low=0.01, high=0.09).item()
    asked = (student.helpers.build(weights), batches, batches)
    assert_same(student.helpers.first_learning_rate(*asked, 1, lr, call=student.fit), "as asked")
    assert_same(student.helpers.optimizer_has_all_weights(*asked, lr, call=student.fit), True)
    assert_same(student.helpers.optimizer_stays_the_same(*asked, lr, call=student.fit), True)
    features = draw.size(low=4)
    label = draw.integers(0, 2, 12)
    photos = torch.where(label[:, None] == 1, 2.0, -2.0) + draw.uniform(12, features, low=-1, high=1)  # two clear kinds
    easy = [(photos[:6], label[:6]), (photos[6:], label[6:])]
    asked = (student.helpers.linear(torch.zeros(2, features)), easy, easy, 40, 0.05)
    assert_same(student.helpers.loss_falls_below_half(*asked, call=student.fit, evaluate=student.evaluate), True)
