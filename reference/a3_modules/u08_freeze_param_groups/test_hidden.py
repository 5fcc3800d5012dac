"""a3/u08 Freeze and parameter groups: the student's answers against the reference's, on weights and rates drawn afresh.

What counts is how a network behaves: which gradients arrive, and how far each parameter moves in one step. How the
groups look is required in addition. Every parameter has a gradient before the step, frozen ones too: who is in no group
stays where it is.
"""

from autograder import assert_same, points, unchanged


def load(draw, *models):
    """Give models on both sides the same secret state: weights and shifts of any sign, spreads that are positive."""
    state = models[-1].state_dict()
    for name, numbers in state.items():
        if numbers.is_floating_point():
            state[name] = draw.normal(*numbers.shape, scale=0.3)
        if name.endswith(("running_var", "bn.weight")):
            state[name] = draw.uniform(*numbers.shape, low=0.5, high=2.0)
    for model in models:
        model.load_state_dict(state)


def some(draw, names):
    """About half of the names."""
    return [name for name in names if draw.choice([True, False])]


def shown(groups, option):
    """One option of each group, and the names of its parameters in alphabetical order."""
    return [(group.get(option), sorted(group["params"])) for group in groups]


def compare(draw, mine, theirs, option, arguments, make, frozen=None):
    """A step with the groups of the student's function, and the groups themselves, against the reference's.

    `mine` and `theirs` are pairs: a side, and its function. `make(helpers, nn)` makes the network. Frozen are about
    half of its parameters ("half"), or those in a list.
    """
    models = [make(side.helpers, side.torch.nn) for side, _ in (mine, theirs)]
    load(draw, *models)
    names = theirs[0].structure(models[1])["parameters"]
    held = some(draw, names) if frozen == "half" else frozen or []
    gradients = {name: draw.normal(*shape) for name, shape in names.items()}
    moved = []
    for (side, build), model in zip((mine, theirs), models, strict=True):
        side.helpers.hold(model, held)
        moved.append(side.helpers.one_step(build=build, model=model, arguments=arguments, gradients=gradients))
    assert_same(*moved)
    groups = []
    for (side, build), model in zip((mine, theirs), models, strict=True):
        with unchanged(side, model):
            groups.append(shown(side.groups_from(build, model, *arguments), option))
    assert_same(*groups, check_dtype=False)  # 0 is as good as 0.0


def small(helpers, nn):
    """The course's network."""
    return helpers.SmallCNN()


@points(3)
def test_freeze_matches_reference_in_answers_gradients_and_statistics(student, reference, draw):
    """输出、梯度、统计量都与参考实现一致"""
    b, n, m, k = draw.sizes(4)
    photos, scores = draw.normal(b, 1, 28, 28), draw.normal(b, 10)
    mine, theirs = student.helpers.SmallCNN(), reference.helpers.SmallCNN()
    load(draw, mine, theirs)
    student.freeze(mine.block1)
    reference.freeze(theirs.block1)
    for _ in range(2):
        assert_same(student.vjp(mine, [photos], scores), reference.vjp(theirs, [photos], scores))
    assert_same(student.state(mine), reference.state(theirs))
    x, upstream = draw.normal(b, n), draw.normal(b, k)
    layers = []
    for side in (student, reference):
        nn = side.torch.nn
        inner = nn.Sequential(nn.Linear(n, m), nn.BatchNorm1d(m), nn.Sequential(nn.Dropout(0.5), nn.Linear(m, k)))
        layers.append(nn.Sequential(nn.Linear(n, n), inner, nn.Linear(k, k)))
    load(draw, *layers)
    student.freeze(layers[0][1])
    reference.freeze(layers[1][1])
    assert_same(student.vjp(layers[0], [x], upstream), reference.vjp(layers[1], [x], upstream))
    assert_same(student.state(layers[0]), reference.state(layers[1]))


@points(1)
def test_freeze_lets_gradients_pass_to_the_floors_below(student, reference, draw):
    """梯度仍能穿过冻结的部分，传到下面的层"""
    b = draw.size()
    photos, scores = draw.normal(b, 1, 28, 28), draw.normal(b, 10)
    for floor in ("block2", "head"):
        mine, theirs = student.helpers.SmallCNN(), reference.helpers.SmallCNN()
        load(draw, mine, theirs)
        student.freeze(getattr(mine, floor))
        reference.freeze(getattr(theirs, floor))
        assert_same(student.vjp(mine, [photos], scores), reference.vjp(theirs, [photos], scores))


@points(2)
def test_trainable_matches_reference_whatever_is_frozen(student, reference, draw):
    """不管冻结了什么，都与参考实现一致"""
    small_names = list(reference.structure(reference.helpers.SmallCNN())["parameters"])
    odd_names = list(reference.structure(reference.helpers.OddNames())["parameters"])
    mine, theirs = [], []
    for network, frozen in (
        ("SmallCNN", some(draw, small_names)),
        ("SmallCNN", small_names[::3]),
        ("SmallCNN", small_names),
        ("OddNames", some(draw, odd_names)),
        ("OddNames", odd_names[1:]),
        ("OddNames", []),
    ):
        model, other = getattr(student.helpers, network)(), getattr(reference.helpers, network)()
        student.helpers.hold(model, frozen)
        reference.helpers.hold(other, frozen)
        with unchanged(student, model):
            mine.append(student.trainable(model))
        theirs.append(reference.trainable(other))
    assert_same(mine, theirs)
    assert_same(student.trainable(student.torch.nn.ReLU()), [])


@points(2)
def test_layer_groups_matches_reference_in_what_each_parameter_does(student, reference, draw):
    """每个参数怎样变化，都与参考实现一致"""
    mine, theirs = (student, student.layer_groups), (reference, reference.layer_groups)
    rates = [draw.integer(2, 9) / 8, draw.integer(2, 9) / 64]
    body = [name for name in reference.structure(reference.helpers.SmallCNN())["parameters"] if "block" in name]
    for frozen in (None, "half", body, ["head.weight", "head.bias"]):
        compare(draw, mine, theirs, "lr", rates, small, frozen)


@points(1)
def test_layer_groups_goes_by_the_layers_and_not_by_similar_names(student, reference, draw):
    """看的是层，不是相似的名字"""
    mine, theirs = (student, student.layer_groups), (reference, reference.layer_groups)
    sizes = draw.sizes(3)
    rates = [draw.integer(2, 9) / 64, draw.integer(2, 9) / 8]
    for frozen in (None, "half"):
        compare(draw, mine, theirs, "lr", rates, lambda helpers, nn: helpers.OddNames(*sizes), frozen)


@points(3)
def test_decay_groups_matches_reference_in_what_each_parameter_does(student, reference, draw):
    """每个参数怎样变化，都与参考实现一致"""
    mine, theirs = (student, student.decay_groups), (reference, reference.decay_groups)
    n, m, k = draw.sizes(3)
    wd = [draw.integer(2, 9) / 16]

    def odd(helpers, nn):
        return helpers.OddNames(n, m, k)

    def plain(helpers, nn):
        return nn.Sequential(nn.Embedding(n, m), nn.GroupNorm(1, m), nn.Conv1d(m, k, 1), nn.BatchNorm1d(k), nn.ReLU())

    for make, frozen in ((small, None), (odd, None), (plain, None), (small, "half"), (odd, "half")):
        compare(draw, mine, theirs, "weight_decay", wd, make, frozen)


@points(3)
def test_layerwise_lr_matches_reference_in_what_each_parameter_does(student, reference, draw):
    """每个参数怎样变化，都与参考实现一致"""
    mine, theirs = (student, student.layerwise_lr), (reference, reference.layerwise_lr)
    n, m = draw.sizes(2)
    rates = [draw.integer(4, 15) / 8, draw.integer(2, 7) / 10]

    def tower(helpers, nn):
        room = nn.Sequential(nn.Linear(m, m), nn.BatchNorm1d(m))
        floors = [nn.Flatten(), nn.Linear(n, m), nn.ReLU(), room, nn.Dropout(), nn.Linear(m, m, bias=False), nn.ReLU()]
        return nn.Sequential(*floors, room, nn.Linear(m, n))

    def alone(helpers, nn):
        return nn.Sequential(nn.Linear(n, m))

    middle = ["3.0.weight", "3.0.bias", "3.1.weight", "3.1.bias"]
    cases = [(small, None), (tower, None), (alone, None), (tower, middle), (tower, ["5.weight"]), (small, "half")]
    for make, frozen in cases:
        compare(draw, mine, theirs, "lr", rates, make, frozen)
