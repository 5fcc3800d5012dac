"""a6/u07 Compiling: against the reference, on functions, sizes and photos drawn afresh."""

import torch

from autograder import assert_same, needs, points

SPEAKERS = ("quiet", "speaks_first", "speaks_once", "speaks_twice", "speaks_thrice", "decides", "reads")


@points(2, of="count_graphs")
def test_count_graphs_matches_reference(student, reference, draw):
    """各种函数的图数都与参考答案一致"""
    photo = draw.uniform(draw.size(3, 7), low=0.1, high=0.9)
    order = [SPEAKERS[i] for i in draw.permutation(len(SPEAKERS)).tolist()[:4]]
    got, wanted = (
        [side.count_graphs(getattr(side.helpers, name), photo) for name in order]
        + [side.count_graphs(side.helpers.weighs, photo, 2 * photo, 0.25)]
        for side in (student, reference)
    )
    assert_same(got, wanted)


def drawn_sizes(draw):
    """Vectors of some sizes, some of them more than once, but not more different ones than torch compiles."""
    low = draw.integer(3, 20)
    return [(draw.normal(draw.integer(low, low + 4)),) for _ in range(draw.integer(3, 5))]


@points(2, of="count_compiles")
def test_count_compiles_matches_reference(student, reference, draw):
    """各种形状和数的编译次数都与参考答案一致"""
    n, m = draw.sizes(2)
    x, y = draw.normal(n, m), draw.normal(n, m, dtype=torch.float64)
    low = draw.integer(3, 30)
    whole = [(x, k) for k in range(low, low + draw.integer(3, 6))]
    asked = [("double", drawn_sizes(draw), False) for _ in range(2)]
    asked += [("double", drawn_sizes(draw), None), ("double", drawn_sizes(draw), True)]
    asked += [("times", whole, None), ("times", whole, False)]
    asked += [("double", [(draw.choice([x, y, x.T]),) for _ in range(5)], False), ("double", [], None)]
    got, wanted = (
        [side.helpers.compiles(side.count_compiles, name, sets, dynamic=how) for name, sets, how in asked]
        for side in (student, reference)
    )
    assert_same(got, wanted)


@points(1, of="count_compiles")
@needs("test_count_compiles_matches_reference")
def test_count_compiles_says_the_same_when_it_is_asked_again(student, reference, draw):
    """再问一次，答案不变"""
    low = draw.integer(3, 20)
    asked = {"sizes": [low, low + 1, low + 2][: draw.integer(1, 3)], "questions": draw.integer(2, 5)}
    asked["sizes"] = [draw.choice(asked["sizes"]) for _ in range(2)] + [low, low + 1]
    got = student.helpers.asked_again(student.count_compiles, **asked)
    assert_same(got, reference.helpers.asked_again(reference.count_compiles, **asked))


def photos(draw, high):
    """Photos, not square, from 0 up to `high`: dark or bright."""
    h, w = draw.sizes(2)
    return draw.uniform(h, w, low=0.02, high=high)


@points(2)
def test_no_breaks_matches_reference(student, reference, draw):
    """各种照片都与参考答案一致"""
    h, w = draw.sizes(2)
    middle = torch.tensor([0.25, 0.75, 0.5, 0.5])[draw.permutation(4)].reshape(2, 2)  # its mean is 0.5 to the last bit
    for x in (
        photos(draw, 0.9),
        draw.uniform(h, w, low=0.4, high=0.98),
        draw.uniform(h, w, low=0.02, high=0.52),
        draw.uniform(h, w, low=0.12, high=1.2),
        draw.uniform(1, 1, low=0.6, high=0.9),
        draw.uniform(w, h, low=0.35, high=0.95).T,
        draw.uniform(h, w, low=0.35, high=0.95, dtype=torch.float64),
        middle,
    ):
        assert_same(student.no_breaks(x), reference.no_breaks(x))


@points(2, of="no_breaks")
@needs("test_no_breaks_matches_reference")
def test_no_breaks_is_one_graph_that_lets_gradients_pass(student, reference, draw):
    """只有一个图，梯度能传过去"""
    h, w = draw.sizes(2)
    for x in (
        draw.uniform(h, w, low=0.02, high=0.4),
        draw.uniform(h, w, low=0.6, high=0.98),
        draw.uniform(h, w, low=0.02, high=0.8),
        draw.uniform(h, w, low=0.3, high=1.5),
    ):
        upstream = draw.normal(h, w)
        got = student.helpers.examine(student.no_breaks, x, upstream)
        wanted = reference.helpers.examine(reference.no_breaks, x, upstream)
        assert_same([got["graphs"], got["value"], got["gradient"]], [1, wanted["value"], wanted["gradient"]])


@points(2)
def test_stable_shapes_matches_reference(student, reference, draw):
    """各种小批量都与参考答案一致"""
    d, h, multiple = draw.sizes(3)
    for each in (multiple, 1, 2, 16):
        batches = [draw.normal(draw.integer(1, 12), d) for _ in range(3)]
        batches += [draw.normal(each, 1, h, d), draw.normal(2 * each, d, dtype=torch.float64)]
        batches += [draw.integers(0, 9, draw.integer(1, 12)), draw.booleans(draw.integer(1, 12), h)]
        batches += [draw.strided(draw.normal(draw.integer(2, 12), d)), draw.normal(1)]
        assert_same(student.stable_shapes(batches, each), reference.stable_shapes(batches, each))
    assert_same(student.stable_shapes([], multiple), [])


@points(2, of="compiled_equal")
def test_compiled_equal_matches_reference(student, reference, draw):
    """各种函数和后端都与参考答案一致"""
    x = draw.uniform(draw.size(3, 6), 7, low=0.1, high=0.9)
    pairs = [(fn, backend) for fn in ("tone", "haze") for backend in ("exact", "too_bright", "one_pixel_off")]
    pairs += [("fades_in_place", backend) for backend in ("exact", "too_bright")]
    pairs = [pairs[i] for i in draw.permutation(len(pairs)).tolist()]
    got, wanted = (side.helpers.verdicts(side.compiled_equal, x, pairs) for side in (student, reference))
    assert_same(got, wanted)
