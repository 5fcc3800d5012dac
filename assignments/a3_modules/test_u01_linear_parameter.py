# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a3/u01 Linear and Parameter: worked examples. Read them: each name says what the example shows.

`load_state_dict` puts numbers of our choice into a layer's parameters, by name, so that the answers can be worked out.
`student.helpers` are small functions that look at your layer; the unit's folder `.units` has them.
"""

from autograder import assert_same, needs, points, tensor

WEIGHT = tensor([[1.0, 0.0, -1.0], [2.0, 1.0, 0.5]])  # 2 outputs, 3 inputs
BIAS = tensor([10.0, 20.0])


@points(1)
def test_linear_gives_the_same_answer_when_asked_again(student):
    """同样的问题再问一次，答案不变"""
    layer = student.Linear(3, 2)
    assert_same(student.helpers.answers_alike(m=layer, x=tensor([[1.0, 2.0, 4.0]])), True)


@points(1)
@needs("test_linear_gives_the_same_answer_when_asked_again")
def test_linear_keeps_a_weight_and_a_bias_as_parameters(student):
    """把权重和偏置作为参数保存下来"""
    layer = student.Linear(3, 2)
    assert_same(student.helpers.shapes(m=layer), {"weight": (2, 3), "bias": (2,)})
    assert_same(student.helpers.different_weights(m=layer), 6)  # random: no two of the 6 numbers are equal


@points(1)
@needs("test_linear_gives_the_same_answer_when_asked_again")
def test_linear_weighs_its_inputs_and_adds_the_bias(student):
    """给输入加权求和，再加上偏置"""
    layer = student.Linear(3, 2)
    layer.load_state_dict({"weight": WEIGHT, "bias": BIAS})
    x = tensor([[1.0, 2.0, 4.0], [0.0, 1.0, 0.0]])  # 1 - 4 + 10 = 7, and 2 + 2 + 2 + 20 = 26
    assert_same(layer(x), tensor([[7.0, 26.0], [10.0, 21.0]]))


@points(1)
@needs("test_linear_gives_the_same_answer_when_asked_again")
def test_linear_takes_any_axes_in_front_of_the_last_one(student):
    """最后一个轴之前可以有任意多个轴"""
    layer = student.Linear(3, 2)
    layer.load_state_dict({"weight": WEIGHT, "bias": BIAS})
    x = tensor([[[1.0, 2.0, 4.0], [0.0, 1.0, 0.0]]])  # (1, 2, 3)
    assert_same(layer(x), tensor([[[7.0, 26.0], [10.0, 21.0]]]))
    assert_same(layer(x[0, 0]), tensor([7.0, 26.0]))  # (3,) becomes (2,)


@points(1)
@needs("test_linear_gives_the_same_answer_when_asked_again")
def test_linear_without_bias_has_none(student):
    """不要偏置时，bias 是 None"""
    layer = student.Linear(3, 2, bias=False)
    assert_same(layer.bias, None)
    layer.load_state_dict({"weight": WEIGHT})
    assert_same(layer(tensor([[1.0, 2.0, 4.0]])), tensor([[-3.0, 6.0]]))


@points(1)
def test_count_parameters_counts_numbers_in_all_layers(student):
    """数出所有层里一共有多少个数"""
    nn = student.torch.nn
    layers = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))  # 12 + 3, nothing, 6 + 2
    assert_same(student.count_parameters(layers), 23)


@points(1)
def test_parameter_names_goes_into_modules_inside_modules(student):
    """模块里面的模块也不遗漏"""
    nn = student.torch.nn
    layers = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Sequential(nn.Linear(3, 2, bias=False)))
    assert_same(student.parameter_names(layers), ["0.weight", "0.bias", "2.0.weight"])


@points(1)
def test_affine2_sends_what_the_first_layer_gives_through_the_second(student):
    """第一层的结果再送进第二层"""
    layers = student.Affine2(2, 3, 1)
    names = {"first.weight": (3, 2), "first.bias": (3,), "second.weight": (1, 3), "second.bias": (1,)}
    assert_same(student.helpers.shapes(m=layers), names)
    square = student.Affine2(2, 2, 1)  # here no order of the layers raises an error
    weights = {"first.weight": tensor([[1.0, 1.0], [0.0, 2.0]]), "first.bias": tensor([0.0, 1.0])}
    square.load_state_dict({**weights, "second.weight": tensor([[1.0, 10.0]]), "second.bias": tensor([100.0])})
    assert_same(square(tensor([[3.0, 4.0]])), tensor([[197.0]]))  # first: 3 + 4 = 7, 8 + 1 = 9; second: 7 + 90 + 100
    layers.load_state_dict(
        {
            "first.weight": tensor([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]]),
            "first.bias": tensor([0.0, 0.0, -1.0]),
            "second.weight": tensor([[1.0, 1.0, 10.0]]),
            "second.bias": tensor([100.0]),
        }
    )
    x = tensor([[2.0, 5.0]])  # first: 2, 5, 2 - 5 - 1 = -4; second: 2 + 5 - 40 + 100
    assert_same(layers(x), tensor([[67.0]]))
