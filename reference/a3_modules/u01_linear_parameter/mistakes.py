"""a3/u01 Linear and Parameter: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one class would fit, the first in this file is named.

`raises=r"Unexpected key"`: torch's words where numbers are to be loaded and the module has no parameter of that name.
`raises=r"size mismatch for weight"`: torch's words where the parameter is there, in another shape.
"""

from itertools import pairwise

import torch
from torch import nn

from autograder import mistake


@mistake(
    "plain_tensor",
    of="Linear",
    raises=r"Unexpected key",
    en="""The layer weighs as it should, but its weight is a tensor like any other, and so `nn.Module` does not know of
    it. With `requires_grad=True` it even gets gradients; yet `parameters()` is empty, an optimiser has nothing to
    change, `state_dict()` saves nothing, and `.double()` or `.to("cuda")` leave it behind. (A `Parameter` that goes
    through `.double()` or `.to(...)` before it is assigned comes out as a plain tensor again.)

    Make a layer, print `type(layer.weight)` and `list(layer.parameters())`, and then the same for `nn.Linear(3, 2)`.
    By what does a module tell the numbers that are its own from all the other things that you put into `self`?""",
    zh="""这一层算得没错，可它的权重只是一个普通的张量，`nn.Module` 并不知道有它。加上 `requires_grad=True`，
    梯度倒是有了；但 `parameters()` 是空的，优化器没有东西可改，`state_dict()` 什么也存不下来，
    调用 `.double()`、`.to("cuda")` 时也不会带上它。（如果先写成 `Parameter`，赋值之前又经过 `.double()` 或 `.to(...)`，
    得到的又是普通张量。）

    请创建一个层，打印 `type(layer.weight)` 和 `list(layer.parameters())`，再对 `nn.Linear(3, 2)` 打印同样的内容。
    你放进 `self` 里的东西那么多，模块凭什么认出哪些数是它自己的？""",
)
class LinearPlainTensor(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = torch.randn(out_features, in_features, requires_grad=True)
        self.bias = torch.zeros(out_features, requires_grad=True) if bias else None

    def forward(self, x):
        weighed = x @ self.weight.T
        return weighed if self.bias is None else weighed + self.bias


@mistake(
    "weight_in_out",
    of="Linear",
    raises=r"size mismatch for weight",
    en="""The weight has a row for each input and a column for each output. Multiplied without a transposition it gives
    the right answers, so on its own the layer works. But torch keeps weights the other way round, a row for each
    output, and so does everything that was ever saved from `nn.Linear`: such a file does not fit in here. With as many
    inputs as outputs it does fit, and then all answers are wrong without a word.

    Print `nn.Linear(3, 2).weight.shape` and the shape of yours. All weights that lead to one single output: do they
    stand in a row of your weight or in a column?""",
    zh="""这里的权重是每个输入占一行，每个输出占一列。不转置、直接相乘，结果是对的，所以单独用起来毫无问题。
    可是 torch 的放法正好相反，每个输出占一行；凡是从 `nn.Linear` 保存下来的权重，也都是这样放的，装到这一层里就对不上。
    如果输入和输出一样多，倒是装得进去，只是所有的结果都不声不响地错了。

    请打印 `nn.Linear(3, 2).weight.shape`，再打印你的权重的形状。通向同一个输出的那些权重，
    在你的 weight 里是排成一行，还是排成一列？""",
)
class LinearWeightInOut(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_features, out_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        weighed = x @ self.weight
        return weighed if self.bias is None else weighed + self.bias


@mistake(
    "no_transpose",
    of="Linear",
    raises=r"cannot be multiplied|size mismatch, got",
    en="""The weight has the right shape, a row for each output, and was multiplied as it stands. But `x @ weight`
    multiplies the numbers of x by those of a *column*. With as many inputs as outputs that runs, and gives each output
    the weights of all the others; otherwise torch says that the shapes cannot be multiplied.

    Write the shapes of x and of the weight side by side. In `a @ b`, the last length of a has to meet the same length
    in b: at which end of the weight's shape does it stand?""",
    zh="""权重的形状没错，每个输出占一行，只是原样乘了上去。而 `x @ weight` 是拿 x 的数与 weight 的*列*相乘。
    输入和输出一样多时，程序照样能跑，可每个输出用到的是别人的权重；不一样多时，torch 会说这两个形状不能相乘。

    请把 x 和权重的形状并排写出来。在 `a @ b` 里，a 的最后一个长度要与 b 的某个长度相接：
    在权重的形状里，这个长度站在哪一端？""",
)
class LinearNoTranspose(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        weighed = x @ self.weight
        return weighed if self.bias is None else weighed + self.bias


@mistake(
    "bias_none_missing",
    of="Linear",
    raises=r"no attribute 'bias'",
    en="""With `bias=False` the layer has no `bias` at all. Then whoever asks for `layer.bias` gets an `AttributeError`
    in place of an answer: your own `forward`, perhaps, or a program that goes through many layers and wants to know
    which of them have a bias. Python has a value that says "there is none", and torch's layers use it.

    Print `nn.Linear(3, 2, bias=False).bias`. Which lines of your `__init__` run if `bias` is `False`?""",
    zh="""`bias=False` 时，这一层根本没有 `bias` 这个属性。谁要是读 `layer.bias`，得到的就是 `AttributeError`：
    可能是你自己的 `forward`，也可能是别的程序，正在逐层查看哪些层有偏置。Python 有一个值专门表示“没有”，
    torch 的层用的就是它。

    请打印 `nn.Linear(3, 2, bias=False).bias`。`bias` 为 `False` 时，你的 `__init__` 里运行的是哪几行？""",
)
class LinearBiasNoneMissing(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        if bias:
            self.bias = nn.Parameter(torch.zeros(out_features))

    def forward(self, x):
        return x @ self.weight.T + self.bias


def _drawn_again(calls):
    """Whether a layer was asked the same twice and gave two answers, or had nothing to load numbers into."""
    if any(call.fault is not None and "Unexpected key" in str(call.fault) for call in calls):
        return True
    if any(call.name == "helpers.answers_alike" and call.value is False for call in calls):
        return True
    asked = [call for call in calls if call.fault is None and len(call.args) == 1 and _is_tensor(call.value)]
    return any(
        a.args[0] is b.args[0] and a.value.shape == b.value.shape and not torch.equal(a.value, b.value)
        for a, b in pairwise(asked)
    )


def _is_tensor(value):
    return isinstance(value, torch.Tensor)


@mistake(
    "new_weights_each_forward",
    of="Linear",
    matches=_drawn_again,
    en="""The layer was asked the same question twice and gave two answers. Its weights are drawn in `forward`, which
    runs at every call; so whatever an optimiser had changed in them is thrown away before the next photo comes, and
    such a layer can be trained for ever and learns nothing. (It is the same if `forward` makes a new layer and asks
    that one: a new layer has new weights.)

    Put a `print` into `__init__` and another into `forward`, make one layer and call it three times. Which of the two
    runs once? And in which of them are your random numbers drawn?""",
    zh="""用同一个问题问了这一层两次，得到的却是两个答案。它的权重是在 `forward` 里抽取的，而每调用一次，
    `forward` 就运行一次。这样一来，不管优化器把权重改成了什么，下一张照片还没来就全扔掉了；
    这样的层训练多久也学不到东西。（在 `forward` 里新建一个层，再让它来算，也一样：新的层，用的是新的权重。）

    请在 `__init__` 和 `forward` 里各放一个 `print`，创建一个层，再调用三次。哪一个只运行一次？
    你的随机数又是在哪一个里面抽取的？""",
)
class LinearNewWeightsEachForward(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        self.weight = nn.Parameter(torch.randn_like(self.weight))
        weighed = x @ self.weight.T
        return weighed if self.bias is None else weighed + self.bias


@mistake(
    "forward_without_leading_axes",
    of="Linear",
    raises=r"must be a matrix|einsum\(\)|cannot be multiplied|dimensions of batch2|1D tensors|vector \+ matrix",
    en="""The layer can do tables, (B, I), and nothing else. But a linear layer is about the last axis; what stands in
    front of it is none of its business. One single photo comes without a batch, (I,); a sentence of L words comes as
    (B, L, I), and each word is to be weighed alike. (`mm`, `addmm`, an `einsum` with two letters, a loop over the
    batch and `x.T` all count on exactly two axes.)

    Call your layer with `torch.zeros(5, 4, 3)`, and print the shape of x before each step of `forward`. Which step
    cares how many axes there are?""",
    zh="""这一层只认识表格 (B, I)，换成别的就不行。其实线性层管的只是最后一个轴，前面有哪些轴与它无关。单独一张照片没有
    batch 轴，形状是 (I,)；L 个词的句子形状是 (B, L, I)，每个词都要同样地加权。（`mm`、`addmm`、只写两个字母的
    `einsum`、对小批量的循环，还有 `x.T`，都认定恰好有两个轴。）

    请用 `torch.zeros(5, 4, 3)` 调用你的层，在 `forward` 的每一步之前打印 x 的形状。是哪一步在乎轴的个数？""",
)
class LinearWithoutLeadingAxes(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        weighed = torch.mm(x, self.weight.T)
        return weighed if self.bias is None else weighed + self.bias


@mistake(
    "counts_tensors",
    of="count_parameters",
    en="""That is how many tensors there are: one weight, one bias, and so on for each layer. The size of a model is
    told in single numbers: a layer from 784 inputs to 10 outputs has two tensors, and thousands of weights that have
    to be stored and trained.

    Print `[p.shape for p in m.parameters()]` for the module of the example. How many entries has that list, and how
    many numbers stand in the first tensor alone?""",
    zh="""这是张量的个数：每一层一个权重、一个偏置，依次类推。而说一个模型有多大，数的是里面一个一个的数：
    从 784 个输入到 10 个输出的层，张量只有两个，要存储、要训练的权重却有好几千个。

    请对例子里的模块打印 `[p.shape for p in m.parameters()]`。这个列表有几项？光是第一个张量里，又有多少个数？""",
)
def count_parameters_counts_tensors(m):
    return len(list(m.parameters()))


@mistake(
    "trainable_only",
    of="count_parameters",
    en="""Only parameters with `requires_grad` were counted. That answers another question, "how many numbers does
    training change?", and is the right line for that one. Frozen weights take part in every answer of the network, and
    take their place in memory and in the file; here they count as well.

    Print the answer of your function for a layer, then call `layer.requires_grad_(False)`, and print it once more. Did
    the layer become any smaller?""",
    zh="""这里只数了 `requires_grad` 为真的参数。这样回答的是另一个问题：“训练会改变多少个数？”对那个问题来说，
    这一行没有错。可是冻结的权重照样参与网络的每一次计算，照样占内存，也照样存在文件里；这里要把它们也数进去。

    请对某个层打印函数的结果，然后调用 `layer.requires_grad_(False)`，再打印一次。这个层变小了吗？""",
)
def count_parameters_trainable_only(m):
    return sum(parameter.numel() for parameter in m.parameters() if parameter.requires_grad)


@mistake(
    "buffers_named",
    of="parameter_names",
    en="""The names come from `state_dict()`, which lists all that has to be saved. That is more than the parameters: a
    BatchNorm keeps the mean that it has seen so far, and how many batches that were. No optimiser changes those; they
    are called buffers. A layer that is used in two places stands in a `state_dict()` twice, too.

    Print `list(nn.BatchNorm1d(3).state_dict())`. Which of these names would you expect training to change by their
    gradients?""",
    zh="""这些名字取自 `state_dict()`，那里列出的是需要保存的一切，比参数要多：BatchNorm 会记着到目前为止的均值，
    还有一共见过几个小批量。这些数不归优化器改，它们叫作缓冲区（buffer）。另外，一个层如果用在两处，
    在 `state_dict()` 里也会出现两次。

    请打印 `list(nn.BatchNorm1d(3).state_dict())`。这些名字里，哪些是训练时会按梯度来改的？""",
)
def parameter_names_buffers_named(m):
    return list(m.state_dict())


@mistake(
    "list_of_layers",
    of="Affine2",
    raises=r"Unexpected key",
    en="""The layers are in a Python list (or a tuple, or a dict), and `nn.Module` does not look into those. The answers
    are right, and nothing complains; but for torch this module has no layers and so no parameters: it cannot be
    trained, saved, or moved to another device. (The task also asks for two names, `first` and `second`.)

    Print your module, and then `len(list(layers.parameters()))`. What would you have expected, and what does a module
    accept as a part of itself when you write `self.something = ...`?""",
    zh="""两个层放在了 Python 的列表（或者元组、字典）里，而 `nn.Module` 不会到那里面去找。结果是对的，也没有任何报错，
    可在 torch 看来，这个模块没有层，也就没有参数：不能训练，不能保存，也不能移到别的设备上。
    （另外，题目要求两个层的名字是 `first` 和 `second`。）

    请打印你的模块，再打印 `len(list(layers.parameters()))`。你本来以为会看到什么？写 `self.某个名字 = ...` 时，
    什么样的东西会被模块当作自己的一部分？""",
)
class Affine2ListOfLayers(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        super().__init__()
        self.layers = [nn.Linear(in_features, hidden), nn.Linear(hidden, out_features)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


@mistake(
    "no_super_init",
    of="Affine2",
    raises=r"before Module.__init__\(\) call",
    en="""A layer was put into `self` before `nn.Module` had got its own affairs in order. A module keeps lists of its
    parameters and of the modules inside it; the `__init__` of `nn.Module` makes them, empty, and yours has replaced
    that `__init__`. Until it has run there is no list in which the layer could be entered, and torch says so.

    Look at the first line of `__init__` in the class `Linear` above. Is it here, has it its brackets at the end, and
    does it stand in front of everything that touches `self`?""",
    zh="""`nn.Module` 自己的准备还没有做好，就有层放进了 `self`。模块里有几份清单，登记着它的参数和里面的模块；
    这些清单由 `nn.Module` 的 `__init__` 创建，开始时是空的，而你写的 `__init__` 取代了它。
    它没有运行之前，没有清单可以登记这个层，torch 的报错说的就是这件事。

    请看上面 `Linear` 类里 `__init__` 的第一行。这里有这一行吗？末尾的括号写了吗？它是不是排在所有用到 `self`
    的语句之前？""",
)
class Affine2NoSuperInit(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        self.first = nn.Linear(in_features, hidden)
        self.second = nn.Linear(hidden, out_features)

    def forward(self, x):
        return self.second(self.first(x))


@mistake(
    "first_result_lost",
    of="Affine2",
    raises=r"cannot be multiplied|size mismatch, got",
    en="""Both layers were given x, and what the first one answered went nowhere. A layer leaves its input as it is and
    returns something new; a line that only calls it and keeps nothing of the answer changes nothing. If there are as
    many hidden numbers as inputs, this runs, and the weights of the first layer simply never matter.

    Print `x.shape` just before the second layer is called. How many numbers should a row have there, I or H?""",
    zh="""两个层收到的都是 x，第一层的结果没有人接。层不会改动它的输入，而是返回新的结果；
    只调用、却不留下返回值，这一行就等于什么也没做。如果隐藏的数与输入一样多，程序照样能跑，
    只是第一层的权重从来不起作用。

    请在调用第二层之前打印 `x.shape`。到了这里，一行应该有几个数，I 个还是 H 个？""",
)
class Affine2FirstResultLost(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        super().__init__()
        self.first = nn.Linear(in_features, hidden)
        self.second = nn.Linear(hidden, out_features)

    def forward(self, x):
        self.first(x)
        return self.second(x)
