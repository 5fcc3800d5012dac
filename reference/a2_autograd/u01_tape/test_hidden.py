"""a2/u01 The tape: numbers and gradients against torch's own backward in float64, on expressions drawn afresh.

The same lines run with the student's Values, and with torch's tensors in the reference's process. Each check begins
with a small expression in which there is only one order, so that a mistake answers alike however it looks for one.
"""

from autograder import assert_same, points


def drawn_numbers(draw, names, low=0.3, high=1.5):
    """A number for each name, of either sign."""
    sizes = draw.uniform(len(names), low=low, high=high).tolist()
    return {name: size * draw.choice([1, -1]) for name, size in zip(names, sizes, strict=True)}


def drawn_expression(draw, leaves, operations):
    """Lines in which so many operations join earlier names at random; the last one sums up what nobody has used yet.

    Only small numbers are used again, so that nothing grows beyond what float64 can tell apart.
    """
    numbers, lines, unused = dict(leaves), [], list(leaves)
    for i in range(operations):
        small = [name for name, number in numbers.items() if abs(number) < 2]
        one, other = draw.choice(small[-6:]), draw.choice(small)
        plain = round(drawn_numbers(draw, ["plain"])["plain"], 3)
        expression, number, *used = draw.choice(
            [(f"{one} + {other}", numbers[one] + numbers[other], one, other)] * 2
            + [(f"{one} * {other}", numbers[one] * numbers[other], one, other)] * 2
            + [(f"{one}.relu()", max(numbers[one], 0.0), one)] * 2
            + [(f"{one} * {plain}", numbers[one] * plain, one), (f"{plain} + {one}", numbers[one] + plain, one)]
        )
        unused = [name for name in unused if name not in used] + [f"v{i}"]
        numbers[f"v{i}"] = number
        lines.append(f"v{i} = {expression}")
    return [*lines, f"end = {' + '.join([*unused, f'v{operations - 1}'])}"]


def assert_as_torch(student, reference, lines, leaves, **options):
    """Numbers and gradients of all names are those of torch."""
    asked = {"lines": lines, "leaves": leaves}
    got = student.helpers.numbers(function=student.Value, **asked)
    assert_same(got, reference.helpers.numbers_with_torch(**asked))
    got = student.helpers.gradients(function=student.Value, **asked, **options)
    assert_same(got, reference.helpers.gradients_with_torch(**asked, **options))


@points(4, of="Value")
def test_Value_matches_torch_on_random_expressions(student, reference, draw):
    """随机抽取的表达式上，与 torch 一致"""
    assert_as_torch(student, reference, ["b = a * a", "e = b + a"], drawn_numbers(draw, "a"))
    for operations in (*draw.sizes(3, 10, 29), 30):
        leaves = drawn_numbers(draw, "abcd")
        assert_as_torch(student, reference, drawn_expression(draw, leaves, operations), leaves)


@points(3, of="Value")
def test_Value_matches_torch_where_ways_of_different_length_meet(student, reference, draw):
    """长短不同的路汇合时，与 torch 一致"""
    rungs = draw.integer(3, 6)
    ladder = [f"x{i + 1} = x{i} * {draw.choice(['w + x', 'x', 'x'])}{i}" for i in range(rungs)]
    for lines in (
        ["e = a + a"],
        ["b = a * a", "e = b * b"],
        ["b = a + 1", "c = b * 2", "d = c + b", "e = d + b"],
        ["b = a * a", "c = b + a", "e = c * b"],
        ["b = a * a", "c = b + a", "e = b * c"],
        ["b = a * w", "c = b + a", "d = c * b + 3", "e = (a + d) * (c + b) + a"],
        ["x0 = a + 0", *ladder, "e = x0 * x1 + a"],
    ):
        assert_as_torch(student, reference, lines, drawn_numbers(draw, "aw", low=0.6, high=1.4))


@points(2, of="Value")
def test_Value_matches_torch_around_zero_of_relu(student, reference, draw):
    """relu 在 0 附近，与 torch 一致"""
    above, w = drawn_numbers(draw, "aw", low=0.2, high=0.8).values()
    for a in (abs(above), -abs(above), 0.0):
        assert_as_torch(student, reference, ["b = a.relu()", "e = b * w + a"], {"a": a, "w": w})
        assert_as_torch(student, reference, ["b = a.relu() + a * w", "e = b.relu() * b"], {"a": a, "w": w})
    lines = ["z = a * b", "c = z + d", "r = c.relu()", "s = r.relu()", "e = (s + 2) * w + c"]
    assert_as_torch(student, reference, lines, {"a": 1.5, "b": 2.0, "d": -3.0, "w": w})  # c is exactly 0


@points(2, of="Value")
def test_Value_goes_back_from_the_middle_and_leaves_the_rest_alone(student, reference, draw):
    """从中间往回传，其余的不受影响"""
    lines = ["b = a * w", "m = b + a", "e = m * z"]
    assert_as_torch(student, reference, lines, drawn_numbers(draw, "awz"), back_from="m")
    for operations in draw.sizes(2, 10, 20):
        leaves = drawn_numbers(draw, "abcd")
        lines = drawn_expression(draw, leaves, operations)
        assert_as_torch(student, reference, lines, leaves, back_from=f"v{draw.integer(4, operations - 2)}")


@points(1, of="Value")
def test_Value_adds_to_the_gradients_of_earlier_expressions(student, reference, draw):
    """在以前的表达式留下的梯度上继续累加"""
    expressions = [["c = a * a", "e = c + b"], ["e = a * b"], ["c = b * a", "d = c + b", "e = d * c"]]
    asked = {"expressions": expressions, "leaves": drawn_numbers(draw, "ab")}
    got = student.helpers.gradients_one_after_the_other(function=student.Value, **asked)
    assert_same(got, reference.helpers.gradients_one_after_the_other_with_torch(**asked))


@points(1, of="Value")
def test_Value_goes_back_through_a_chain_of_200_operations(student, reference, draw):
    """能沿着 200 个运算的长链传回去"""
    x, w, b = draw.uniform(3, low=0.9, high=1.0).tolist()
    for steps in (draw.integer(2, 9), 100):
        lines = reference.helpers.chain(steps)
        assert_as_torch(student, reference, lines, {"x": x, "w": w, "b": b * 0.1})
