"""a3/u01 Linear and Parameter: the student's layers against the reference's, under the same weights drawn afresh.

Layers with as many inputs as outputs come first: there a wrong order of the axes stays silent. Layers are asked twice,
since one may draw new weights in between.
"""

import torch

from autograder import assert_same, points


def twins(mine, theirs, draw):
    """Two modules, the student's and the reference's, once they hold the same weights."""
    weights = {name: draw.normal(*numbers.shape) for name, numbers in theirs.state_dict().items()}
    theirs.load_state_dict(weights)
    mine.load_state_dict(weights)
    return mine, theirs


def modules(nn, n, m, k):
    """Modules of torch: with frozen, shared and buried parameters, with buffers, with a single number, with none."""
    shared = nn.Linear(n, n)
    return [
        nn.Linear(n, m),
        nn.Sequential(nn.Linear(n, m), nn.BatchNorm1d(m), nn.ReLU(), nn.Linear(m, k, bias=False)),
        nn.Sequential(nn.Conv2d(n, m, k), nn.Sequential(nn.BatchNorm2d(m), nn.Sequential(nn.Conv2d(m, k, (1, n))))),
        nn.Sequential(nn.Linear(n, m).requires_grad_(False), nn.Linear(m, k)),
        nn.Sequential(shared, nn.ReLU(), shared, nn.Linear(n, k)),
        nn.Sequential(nn.PReLU(), nn.ParameterList([torch.zeros(()), torch.zeros(m, k)])),
        nn.Sequential(nn.ReLU(), nn.Flatten()),
    ]


@points(2)
def test_linear_matches_reference_in_answers_and_gradients(student, reference, draw):
    """结果和梯度都与参考实现一致"""
    n, m, b = draw.sizes(3)
    for i, o in ((n, n), (n, m), (1, m), (n, 1)):
        mine, theirs = twins(student.Linear(i, o), reference.Linear(i, o), draw)
        for x in (draw.normal(b, i), draw.normal(1, i), draw.strided(draw.normal(b, i))):
            upstream, answer = draw.normal(x.shape[0], o), theirs(x)
            assert_same([mine(x), mine(x)], [answer, answer])
            assert_same(student.vjp(mine, [x], upstream), reference.vjp(theirs, [x], upstream))


@points(1)
def test_linear_matches_reference_whatever_axes_stand_in_front(student, reference, draw):
    """前面有哪些轴都与参考实现一致"""
    n, m, b, length = draw.sizes(4)
    mine, theirs = twins(student.Linear(n, m), reference.Linear(n, m), draw)
    for x in (draw.normal(b, length, n), draw.normal(n), draw.normal(1, b, 1, n), draw.normal(length, n, b).mT):
        answer = theirs(x)
        assert_same([mine(x), mine(x)], [answer, answer])


@points(1)
def test_linear_matches_reference_without_bias(student, reference, draw):
    """没有偏置时与参考实现一致"""
    n, m, b = draw.sizes(3)
    for i, o in ((n, n), (n, m)):
        mine, theirs = student.Linear(i, o, bias=False), reference.Linear(i, o, bias=False)
        assert_same(mine.bias, None)
        twins(mine, theirs, draw)
        x, upstream = draw.normal(b, i), draw.normal(b, o)
        answer = theirs(x)
        assert_same([mine(x), mine(x)], [answer, answer])
        assert_same(student.vjp(mine, [x], upstream), reference.vjp(theirs, [x], upstream))


@points(1)
def test_linear_matches_reference_after_double(student, reference, draw):
    """换成 float64 之后与参考实现一致"""
    n, m, b = draw.sizes(3)
    for i, o in ((n, n), (n, m)):
        mine, theirs = twins(student.Linear(i, o), reference.Linear(i, o), draw)
        mine.double()
        theirs.double()
        x = draw.normal(b, i, dtype=torch.float64)
        answer = theirs(x)
        assert_same([mine(x), mine(x)], [answer, answer])
        assert_same(mine.state_dict(), theirs.state_dict())


@points(2)
def test_count_parameters_matches_reference(student, reference, draw):
    """与参考实现一致"""
    sizes, order = draw.sizes(3), draw.permutation(7).tolist()
    mine, theirs = modules(student.torch.nn, *sizes), modules(reference.torch.nn, *sizes)
    answers = [student.count_parameters(mine[i]) for i in order]
    assert_same(answers, [reference.count_parameters(theirs[i]) for i in order])


@points(2)
def test_parameter_names_matches_reference(student, reference, draw):
    """与参考实现一致"""
    sizes, order = draw.sizes(3), draw.permutation(7).tolist()
    mine, theirs = modules(student.torch.nn, *sizes), modules(reference.torch.nn, *sizes)
    answers = [student.parameter_names(mine[i]) for i in order]
    assert_same(answers, [reference.parameter_names(theirs[i]) for i in order])


@points(3)
def test_affine2_matches_reference_in_answers_and_gradients(student, reference, draw):
    """结果和梯度都与参考实现一致"""
    n, h, m, b = draw.sizes(4)
    for i, hidden, o in ((n, n, m), (n, n, n), (n, h, m), (1, h, m), (n, 1, m), (n, h, 1)):
        mine, theirs = twins(student.Affine2(i, hidden, o), reference.Affine2(i, hidden, o), draw)
        for x in (draw.normal(b, i), draw.normal(1, i), draw.normal(h, b, i)):
            upstream = draw.normal(*x.shape[:-1], o)
            assert_same(mine(x), theirs(x))
            assert_same(student.vjp(mine, [x], upstream), reference.vjp(theirs, [x], upstream))
