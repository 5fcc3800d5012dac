"""a3/u08 Freeze and parameter groups: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"does not require grad"`: torch's words for a backward pass through answers that remember nothing.
`raises=r"more than one parameter group"`: torch's words for a parameter that two groups want.
"""

import torch
from torch import nn

from autograder import mistake


@mistake(
    "no_grad_whole_model",
    of="freeze",
    raises=r"does not require grad",
    fork=True,
    en="""Recording gradients was switched off for the whole program, not for the parameters of one module. From then
    on no layer remembers how its answer came about, so the head, which should go on learning, gets no gradient either.

    Call your function for one block, then print `torch.is_grad_enabled()` and `model(x).requires_grad`. Whose switch
    did you turn: the program's, or that of a few parameters?""",
    zh="""这里关掉的是整个程序的梯度记录，而不是某一个模块的参数。从此以后，任何一层都不再记得自己的输出是怎样算出来的，
    本该继续学习的输出层也就得不到梯度了。

    请对一个模块调用你的函数，然后打印 `torch.is_grad_enabled()` 和 `model(x).requires_grad`。你拨动的是谁的开关：
    整个程序的，还是那几个参数的？""",
)
def freeze_no_grad_whole_model(module):
    torch.set_grad_enabled(False)
    module.eval()


@mistake(
    "attribute_of_module",
    of="freeze",
    en="""The parameters still get gradients: the switch that stops them was turned for none. It is called
    `requires_grad`, and each parameter has one; a module has none. Python lets you hang any name on a module, and a
    misspelt one on a parameter, so such an assignment stores a value that nobody ever reads. What `state_dict()` or
    `detach()` give are other tensors, with switches of their own. (The mode alone stops no gradient, and to clear one
    helps until the next backward pass.)

    After your function, print `[p.requires_grad for p in module.parameters()]`. Which objects own the switch that you
    wanted to turn?""",
    zh="""参数仍然会得到梯度：能挡住梯度的那个开关，一个也没有拨动。它叫 `requires_grad`，每个参数都有一个，
    而模块没有。在 Python 里，可以往模块上添加任何名字的属性，也可以往参数上添加一个拼错的名字，
    所以这样赋值不会报错，只是存下了一个从来没有人去读的值。`state_dict()` 和 `detach()` 给出的是另外的张量，
    各有各的开关。（只切换模式挡不住梯度；把梯度清掉，也只管到下一次反向传播为止。）

    请在调用你的函数之后打印 `[p.requires_grad for p in module.parameters()]`。你想拨动的开关，长在哪些对象身上？""",
)
def freeze_attribute_of_module(module):
    module.requires_grad = False
    module.eval()


@mistake(
    "frozen_bn_moves",
    of="freeze",
    en="""No gradient arrives, and still something moves: the BatchNorm's running mean and variance. They are buffers,
    not parameters. In train mode they follow each batch that passes through, whatever the gradients do, and the answer
    depends on who else is in the batch.

    Freeze a block, send one batch through it, and print its `bn.running_mean` before and after. Which mode was the
    block in?""",
    zh="""梯度确实没有了，可还有东西在变：BatchNorm 的移动均值和移动方差。它们是缓冲区，不是参数；
    只要处在训练模式，每经过一个小批量就会更新，与梯度无关，而且输出还取决于同一个小批量里的其他样本。

    请冻结一个模块，送一个小批量进去，打印之前和之后的 `bn.running_mean`。这个模块当时处在哪种模式？""",
)
def freeze_frozen_bn_moves(module):
    for parameter in module.parameters():
        parameter.requires_grad = False


@mistake(
    "state_dict_detached",
    of="trainable",
    en="""Nothing was found to be trainable, whatever is frozen. Either you looked at the tensors in a `state_dict()`.
    They are meant for saving: they show the same numbers as the parameters, but cut off from the gradients, so each of
    them says `requires_grad=False`. (The buffers stand there as well.) Or you looked for a gradient: `.grad` is None
    until there has been a backward pass, and says nothing about who may get one.

    For one and the same weight, print `.requires_grad` as it stands in `model.state_dict()`, and as an attribute of its
    layer. Which of the two do optimizers look at?""",
    zh="""不管冻结了什么，结果都是一个可训练的参数也没有。要么你看的是 `state_dict()` 里的张量。它们是为保存而准备的：
    数与参数相同，却已经与梯度脱离，所以每一个都显示 `requires_grad=False`。（缓冲区也在其中。）
    要么你看的是有没有梯度：在反向传播之前，`.grad` 是 None，它并不说明谁可以得到梯度。

    请拿同一个权重，分别打印它在 `model.state_dict()` 里的 `.requires_grad`，和作为层的属性时的 `.requires_grad`。
    优化器看的是哪一个？""",
)
def trainable_state_dict_detached(model):
    return [name for name, value in model.state_dict().items() if value.requires_grad]


@mistake(
    "overlap",
    of="layer_groups",
    raises=r"more than one parameter group",
    en="""The head is in both groups. `model.parameters()` means all parameters of the model, and the head's are among
    them. Which of two rates should hold for them, the optimizer cannot know, so it refuses to begin.

    Print `len(group["params"])` for both groups, and `len(list(model.parameters()))`. Should the first two numbers sum
    to the third?""",
    zh="""输出层同时出现在两个组里。`model.parameters()` 是模型的全部参数，输出层的参数也在其中。
    两个学习率该用哪一个，优化器无从知道，于是拒绝开始。

    请打印两个组各自的 `len(group["params"])`，再打印 `len(list(model.parameters()))`。前两个数加起来，
    应该等于第三个数吗？""",
)
def layer_groups_overlap(model, head_lr, body_lr):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.parameters() if p.requires_grad]
    return [{"params": head, "lr": head_lr}, {"params": body, "lr": body_lr}]


@mistake(
    "key_not_lr",
    of="layer_groups",
    en="""The right parameters are together, but all of them took equally large steps. The optimizer reads the rate of a
    group under one name only. Under any other key it stores what you wrote, says nothing, and goes on with the rate
    that was given to it for everybody.

    Print `torch.optim.SGD(your_groups).param_groups` for a small model. Which keys does each group have, and
    which one of them was not yours?""",
    zh="""参数分得都对，可所有参数的步子一样大。一个组的学习率，优化器只认一个名字。写成别的键，它照样存下来，
    什么也不说，然后继续使用给所有人规定的那个学习率。

    请用一个小模型打印 `torch.optim.SGD(你的组).param_groups`。每个组里有哪些键？其中哪一个不是你写的？""",
)
def layer_groups_key_not_lr(model, head_lr, body_lr):
    head = {id(p) for p in model.head.parameters()}
    learning = [p for p in model.parameters() if p.requires_grad]
    return [
        {"params": [p for p in learning if id(p) in head], "learning_rate": head_lr},
        {"params": [p for p in learning if id(p) not in head], "learning_rate": body_lr},
    ]


@mistake(
    "lost_params",
    of="layer_groups",
    en="""Some parameters are in no group: the body was put together from its convolutions and linear layers, and the
    norms, which have a scale and a shift to learn, were left out. An optimizer knows only what it is given. What is in
    no group never moves, and nothing reports it.

    Collect the names from all your groups, and compare them with `trainable(model)`. Which ones are missing?""",
    zh="""有些参数哪个组都不在：拼凑其余部分时只收集了卷积层和线性层，而归一化层也有要学习的缩放和平移，却落下了。
    优化器只认识交给它的参数。不在任何组里的参数永远不动，而且没有任何提示。

    请把各组里参数的名字收集起来，与 `trainable(model)` 对照一下。缺了哪些？""",
)
def layer_groups_lost_params(model, head_lr, body_lr):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = []
    for module in model.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)) and module is not model.head:
            body += [p for p in module.parameters() if p.requires_grad]
    return [{"params": head, "lr": head_lr}, {"params": body, "lr": body_lr}]


@mistake(
    "by_name_substring",
    of="decay_groups",
    en="""The parameters were told apart by letters in their names. But names are free: a norm may be called `bn1`, or
    just `1`, and a linear layer `normal`. So some norms decay, some weights do not, and another network has other
    victims.

    Print the names and the `.shape` of all parameters. What does every weight of a layer have, and no bias or norm,
    whatever it is called?""",
    zh="""这里是靠名字里的字母来区分参数的。可名字是随便起的：归一化层可能叫 `bn1`，也可能只叫 `1`，
    线性层却可能叫 `normal`。于是有的归一化层衰减了，有的权重反而没有衰减；换一个网络，遭殃的又是另外一些。

    请打印所有参数的名字和 `.shape`。有什么是各层的权重都有，而偏置和归一化层的参数都没有的，不管它们叫什么名字？""",
)
def decay_groups_by_name_substring(model, wd):
    decaying, sparing = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (sparing if "norm" in name or "bias" in name else decaying).append(p)
    return [{"params": decaying, "weight_decay": wd}, {"params": sparing, "weight_decay": 0.0}]


@mistake(
    "generator_reused",
    of="decay_groups",
    en="""The second group is empty, whatever the model. `model.parameters()` is no list: it hands out its items once,
    and then has nothing left. So does everything written in round brackets with a `for` in it. The first search took
    all; the second one looked into an empty bag, and biases and norms stopped learning.

    Print `list(numbers)` twice in a row, for `numbers = (n for n in range(3))`. What could you make of it first, to be
    able to walk through it twice?""",
    zh="""不管什么模型，第二个组总是空的。`model.parameters()` 不是列表，它里面的东西只发一遍，发完就没有了；
    用圆括号括起来、里面带 `for` 的写法也是如此。第一遍挑选已经全部取走，第二遍面对的是空袋子，
    于是偏置和归一化层就不再学习了。

    请令 `numbers = (n for n in range(3))`，连续打印两次 `list(numbers)`。要想能走两遍，应该先把它变成什么？""",
)
def decay_groups_generator_reused(model, wd):
    learning = (p for p in model.parameters() if p.requires_grad)
    return [
        {"params": [p for p in learning if p.ndim >= 2], "weight_decay": wd},
        {"params": [p for p in learning if p.ndim < 2], "weight_decay": 0.0},
    ]


@mistake(
    "norm_decays",
    of="decay_groups",
    en="""The biases are spared, and the norms are not. The scale of a norm is called `weight`, but it is one number per
    channel, one axis, and begins at 1: decay pulls it towards 0, and with it everything that passes through.

    Print the shapes of `model.block1.conv.weight` and `model.block1.bn.weight`. Of which kind does the task speak when
    it says "weight"?""",
    zh="""偏置没有衰减，归一化层的参数却衰减了。归一化层的缩放虽然也叫 `weight`，但它每个通道只有一个数，只有一个轴，
    初值是 1：衰减会把它往 0 拉，经过它的一切也就跟着变小。

    请打印 `model.block1.conv.weight` 和 `model.block1.bn.weight` 的形状。题目里说的“权重”，指的是哪一种？""",
)
def decay_groups_norm_decays(model, wd):
    decaying, sparing = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (sparing if name.endswith("bias") else decaying).append(p)
    return [{"params": decaying, "weight_decay": wd}, {"params": sparing, "weight_decay": 0.0}]


@mistake(
    "factor_direction",
    of="layerwise_lr",
    en="""The rates are the right ones, upside down: the ground floor takes the largest steps, the head the smallest.
    The lower floors have learned edges and textures, which serve for any photo; the head is the one that is new to its
    task.

    Print for each group its first shape and its "lr", from the ground to the top. Which floor does your loop give
    `base` to?""",
    zh="""学习率都对，只是上下颠倒了：最底下一层的步子最大，输出层的步子最小。下面的层学到的是边缘和纹理，
    什么照片都用得上；真正面对新任务的是输出层。

    请从下往上，打印每个组第一个参数的形状和它的 "lr"。你的循环把 `base` 给了哪一层？""",
)
def layerwise_lr_factor_direction(model, base, factor):
    layers = [[p for p in layer.parameters() if p.requires_grad] for layer in model.children()]
    floors = [params for params in layers if params]
    return [{"params": params, "lr": base * factor**i} for i, params in enumerate(floors)]


@mistake(
    "counts_empty_floors",
    of="layerwise_lr",
    en="""Floors on which nobody learns were counted: a ReLU, a Flatten, a frozen layer. Each of them multiplied the
    rates below it by `factor` once more, so those layers hardly move. A floor is only one that has something to learn.

    Print `len(list(model.children()))`, and how many of these have a parameter that requires a gradient. Which of the
    two numbers does your exponent come from?""",
    zh="""没有东西可学的层也算进了层数：ReLU、Flatten、已冻结的层。每多一个，它下面的学习率就多乘了一次 `factor`，
    那些层就几乎不动了。有东西可学的，才算一层。

    请打印 `len(list(model.children()))`，再数一数其中有几个含有需要梯度的参数。你的指数是从哪一个数来的？""",
)
def layerwise_lr_counts_empty_floors(model, base, factor):
    layers = list(model.children())
    groups = []
    for i, layer in enumerate(layers):
        params = [p for p in layer.parameters() if p.requires_grad]
        groups.append({"params": params, "lr": base * factor ** (len(layers) - 1 - i)})
    return groups
