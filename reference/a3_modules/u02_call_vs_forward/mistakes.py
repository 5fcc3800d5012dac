"""a3/u02 Call, not forward: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"does not require grad"`: torch's words for an answer through which no gradient flows.
`raises=r"must be Tensor, not"`: torch's words for a layer that got the shape of a tensor instead of the tensor.
"""

import torch
from torch import nn
from u02_call_vs_forward import Counted, Tiny

from autograder import mistake


@mistake(
    "call_overridden",
    of="Tiny",
    en="""The layers are called one after the other, and the scores are right, but Tiny has a
    `__call__` of its own. With
    it you have replaced the door that comes with `nn.Module`: the one where torch asks who is listening. So
    nobody who listens to Tiny itself is ever told.

    Print `"__call__" in vars(Tiny)` and `"__call__" in vars(nn.Linear)`. Which method do torch's own layers write
    instead, and who calls it?""",
    zh="""各层一个接一个地调用了，分数也对，可是 Tiny 自己写了一个 `__call__`。这样一来，
    `nn.Module` 自带的那道门就被换掉了，
    而 torch 正是在那道门口查看有谁在监听。于是，监听 Tiny 本身的人什么消息也收不到。

    请打印 `"__call__" in vars(Tiny)` 和 `"__call__" in vars(nn.Linear)`。torch 自己的层写的是哪个方法？
    这个方法又是由谁来调用的？""",
)
class TinyCallOverridden(Tiny):
    def __call__(self, x):
        return Tiny.forward(self, x)


@mistake(
    "layers_by_forward",
    of="Tiny",
    en="""The scores are right, but inside Tiny the photo gets from layer to layer by `forward`, past the doors. Who
    listens to a single layer, to look at the sheets behind `conv` for example, sees nothing, and what a listener would
    change is not changed.

    Put `register_forward_hook(print)` on `conv` of a Tiny and send a photo through. How often is something printed? A
    layer is an object that can be called: what does that look like?""",
    zh="""分数是对的，可是在 Tiny 内部，照片从一层到下一层走的是 `forward`，绕开了每一层的门。
    想监听其中某一层的人（比如想看看 `conv` 之后的那几张图）什么也看不到；监听者想改动的东西，也改不了。

    请给一个 Tiny 的 `conv` 挂上 `register_forward_hook(print)`，再送一张照片进去。打印了几次？
    层是可以调用的对象，调用它该怎么写？""",
)
class TinyLayersByForward(Tiny):
    def forward(self, x):
        x = self.pool.forward(self.relu.forward(self.conv.forward(x)))
        return self.head.forward(x.flatten(1))


@mistake(
    "calls_forward",
    of="run",
    en="""The numbers are right as long as nobody listens. `forward` is the room behind the door: who goes straight into
    it passes by everybody who was posted at the door. No hook of this model is run, neither one that only looks nor one
    that changes what goes in or comes out; nothing complains.

    Put `register_forward_hook(print)` on an `nn.ReLU()`, then ask it for an answer once with your function and once by
    hand, as you would call any function. How often is something printed?""",
    zh="""没有人监听的时候，结果都对。`forward` 是门后的房间：直接进房间，就绕开了守在门口的所有人。
    这个模型的钩子一个也不会执行，不管是只看一看的，还是要改动输入、输出的；而且没有任何提示。

    请给一个 `nn.ReLU()` 挂上 `register_forward_hook(print)`，先用你的函数算一次，再像调用普通函数那样亲手调用一次。
    一共打印了几次？""",
)
def run_calls_forward(model, x):
    return model.forward(x)


@mistake(
    "switches_off",
    of="run",
    raises=r"does not require grad",
    en="""The answer is right, but something was switched off on the way. `model.eval()` stays in force after your
    function has returned, and whoever trains this model next trains it in the wrong mode, without a word. And under
    `torch.no_grad()` an answer has no history: nobody can learn from it.

    Print `model.training` before and after a call of your function, and `requires_grad` of its answer. Which of that
    did the task ask you to change?""",
    zh="""结果是对的，可是途中关掉了一些东西。`model.eval()` 在函数返回之后依然有效，下一个训练这个模型的人，
    就会不知不觉地在错误的模式下训练。而在 `torch.no_grad()` 里算出的结果不带计算历史，谁也没法用它来学习。

    请在调用函数前后各打印一次 `model.training`，再打印结果的 `requires_grad`。这些，题目要求你改了吗？""",
)
def run_switches_off(model, x):
    model.eval()
    with torch.no_grad():
        return model(x)


@mistake(
    "history_cut",
    of="run",
    raises=r"does not require grad",
    en="""The numbers are right, and the model is as it was, but the answer has no history: it was computed under
    `torch.no_grad()`, or cut off afterwards by `detach()`. Nobody can learn from it.

    Print `requires_grad` of your answer, and of what the model gives when you call it by hand. Which of the two did the
    task ask for?""",
    zh="""数都对，模型也还是原样，可是结果没有了来历：它是在 `torch.no_grad()` 下算出来的，或者事后被 `detach()`
    切断了。谁也无法从它那里学到东西。

    请打印你的结果的 `requires_grad`，再打印你自己直接调用模型时得到的结果的 `requires_grad`。题目要的是哪一个？""",
)
def run_history_cut(model, x):
    return model(x).detach()


def listen_to(layers, note):
    """A forward hook on each layer, which does `note(name, output)`; the handles come back."""
    handles = []
    for name, layer in layers:
        handles.append(layer.register_forward_hook(lambda _, inputs, output, name=name: note(name, output)))
    return handles


def leaves(model):
    return [(name, part) for name, part in model.named_modules() if not list(part.children())]


@mistake(
    "closure_late",
    of="record_shapes",
    en="""The shapes are right, and all of them carry one and the same name. Your listener does not keep the name that
    was there when it was made; it keeps the *variable*, and looks it up when the photo comes by. By then the loop is
    over, and the variable holds what the last turn has left in it.

    Print `[f() for f in [lambda: i for i in range(3)]]`. How can a function get hold of what i is *now*?""",
    zh="""形状都对，可是所有条目都是同一个名字。监听函数记住的，并不是创建它那一刻的名字，而是那个*变量*；
    等照片经过时，它才去查变量的值。可那时循环早已结束，变量里剩下的是最后一轮的内容。

    请打印 `[f() for f in [lambda: i for i in range(3)]]`。怎样才能让函数留住 i *此刻*的值？""",
)
def record_shapes_closure_late(model, x):
    shapes, handles = [], []
    for name, layer in leaves(model):
        handles.append(layer.register_forward_hook(lambda _, i, output: shapes.append((name, tuple(output.shape)))))  # noqa: B023 - the mistake
    model(x)
    for handle in handles:
        handle.remove()
    return shapes


@mistake(
    "containers_listed",
    of="record_shapes",
    en="""The list has too many entries: the whole model is in it, and every `Sequential` with it. These hold layers and
    do no work of their own, so what comes out of them is what came out of their last layer, and it stands there twice.

    Print `len(list(part.children()))` for each part of `model.named_modules()`. What do all layers that work have in
    common?""",
    zh="""列表里的条目太多了：整个模型在里面，每个 `Sequential` 也在里面。它们只是装着各层，自己不做运算，
    所以从它们出来的，就是从其中最后一层出来的，同一个形状记了两遍。

    请对 `model.named_modules()` 里的每一部分打印 `len(list(part.children()))`。真正做运算的层有什么共同点？""",
)
def record_shapes_containers_listed(model, x):
    shapes = []
    handles = listen_to(model.named_modules(), lambda name, output: shapes.append((name, tuple(output.shape))))
    model(x)
    for handle in handles:
        handle.remove()
    return shapes


@mistake(
    "once_per_layer",
    of="record_shapes",
    en="""A layer that is called twice has one entry only. In a dictionary each name has one place; when the layer is
    called again, its second shape is written over the first, which is gone. Networks that have one activation for
    all their layers do this all the time.

    Print `d = {}`, then `d["act"] = 1`, `d["act"] = 2`, and print d. How many entries should a layer have that the
    photo passes twice?""",
    zh="""调用了两次的层，只剩下一个条目。字典里每个名字只有一个位置，这一层再次被调用时，
    第二次的形状就盖掉了第一次的。整个网络共用一个激活层是常有的事，那时就会这样。

    请依次写 `d = {}`、`d["act"] = 1`、`d["act"] = 2`，再打印 d。照片经过某一层两次，这一层应该有几个条目？""",
)
def record_shapes_once_per_layer(model, x):
    shapes = {}
    handles = listen_to(leaves(model), lambda name, output: shapes.update({name: tuple(output.shape)}))
    model(x)
    for handle in handles:
        handle.remove()
    return list(shapes.items())


@mistake(
    "layers_by_hand",
    of="record_shapes",
    raises=r"cannot be multiplied",
    en="""You send the photo through the layers yourself, one after the other as `named_modules()` lists them, and the
    model is never asked. That order is the one in which the layers were *made*. In the course's network it happens to
    be the way of the photo; another model may call its layers in another order, one of them twice, or some not at all.

    Only one place knows in which order a model calls its layers. Which method is it, and who has to run it while you
    write down?""",
    zh="""你是自己把照片一层一层送过去的，次序就是 `named_modules()` 列出的次序，而模型从来没有被调用。
    这个次序是各层被*创建*的次序。在本课程的网络里，它恰好就是照片走的路；换一个模型，各层被调用的次序可能不同，
    有的层会被调用两次，有的一次也不会。

    模型按什么次序调用各层，只有一个地方知道。那是哪个方法？在你记录的时候，应该由谁来运行它？""",
)
def record_shapes_layers_by_hand(model, x):
    shapes = []
    for name, layer in leaves(model):
        x = layer(x)
        shapes.append((name, tuple(x.shape)))
    return shapes


@mistake(
    "only_sequential_left_out",
    of="record_shapes",
    en="""Every `Sequential` was left out, and still something stands in the list that is no layer. A `Sequential` is
    only one of the modules that hold others: a class of somebody's own does so, too, and the model itself may be one.

    Print `type(part).__name__` and `len(list(part.children()))` for each part of `model.named_modules()`. What do all
    those have in common that should be left out?""",
    zh="""每个 `Sequential` 都略过了，可是列表里还是有不是层的东西。`Sequential` 只是装着别的模块的模块之一：
    别人自己写的类也可以这样，模型本身就可能是一个。

    请对 `model.named_modules()` 里的每个部分打印 `type(part).__name__` 和 `len(list(part.children()))`。
    应该略过的那些，有什么共同点？""",
)
def record_shapes_only_sequential_left_out(model, x):
    shapes = []
    parts = [(name, part) for name, part in model.named_modules() if not isinstance(part, nn.Sequential)]
    handles = listen_to(parts, lambda name, output: shapes.append((name, tuple(output.shape))))
    model(x)
    for handle in handles:
        handle.remove()
    return shapes


@mistake(
    "hook_returns_value",
    of="record_shapes",
    raises=r"must be Tensor, not",
    en="""The photo got no further than the first layer, because your listener gave something back. What a forward hook
    returns takes the place of the layer's output. So the next layer was handed a shape, and it can only compute with a
    tensor. (A one-line `lambda` returns what its expression gives, too.)

    What does a Python function return that has no `return`? Is there anything that your listener should tell the next
    layer?""",
    zh="""照片过了第一层就走不下去了，因为监听函数返回了东西。前向钩子返回什么，什么就会取代这一层的输出。
    于是交到下一层手里的是一个形状，而它只会拿张量来算。（只有一行的 `lambda`，也会返回其中表达式的值。）

    Python 函数里没有 `return` 时，返回的是什么？监听函数有什么话非要告诉下一层吗？""",
)
def record_shapes_hook_returns_value(model, x):
    shapes = []

    def note(name, output):
        shape = tuple(output.shape)
        shapes.append((name, shape))
        return shape

    handles = listen_to(leaves(model), note)
    model(x)
    for handle in handles:
        handle.remove()
    return shapes


@mistake(
    "hooks_left",
    of="record_shapes",
    en="""The list is right when it is handed over, and your listeners stay at their doors. With each photo that comes
    later they go on writing, into a list that somebody else has by now. After a hundred calls, a hundred of them stand
    at every layer.

    Print `len(layer._forward_hooks)` of a layer after one call of your function, and after the next. What does
    `register_forward_hook` give back, and what can that do?""",
    zh="""列表交出去的时候是对的，可监听者还守在门口。以后每来一张照片，它们都会接着往列表里写，
    而那个列表早已在别人手里。调用一百次以后，每一层门口就站着一百个监听者。

    调用一次函数之后，请打印某一层的 `len(layer._forward_hooks)`，再调用一次，再打印。
    `register_forward_hook` 返回了什么？
    返回的东西能用来做什么？""",
)
def record_shapes_hooks_left(model, x):
    shapes = []
    listen_to(leaves(model), lambda name, output: shapes.append((name, tuple(output.shape))))
    model(x)
    return shapes


@mistake(
    "recorded_by_forward",
    of="record_shapes",
    en="""The layers inside were heard, but the model itself was entered by its `forward`. Who stands at the model's own
    door was passed by: somebody there may change what goes in, and then the shapes that you recorded are not those that
    the model has in use.

    What would this list look like if somebody at the model's door let only every other pixel in? Which line of
    yours starts the run, and does it go through that door?""",
    zh="""里面各层都监听到了，可整个模型是从 `forward` 进去的，绕开了守在模型自己门口的人。那个人也许会改动输入，
    这样一来，记下的形状就不是模型平时使用时的形状了。

    假如模型门口有人只放每隔一个的像素进去，这个列表应该是什么样？是哪一行让模型开始运行的？它走的是那道门吗？""",
)
def record_shapes_recorded_by_forward(model, x):
    shapes = []
    handles = listen_to(leaves(model), lambda name, output: shapes.append((name, tuple(output.shape))))
    model.forward(x)
    for handle in handles:
        handle.remove()
    return shapes


@mistake(
    "one_count_for_all",
    of="Counted",
    en="""There is one number for all counters together. What is written to the class, as `Counted.calls` or through a
    name at the top of the file, exists once; each object that has no number of its own shows that one. With a single
    counter nobody notices.

    Make two counters, call the first one, and print `calls` of both. In which method is the object at hand, whose
    number should change?""",
    zh="""所有计数器共用了一个数。写在类上的（如 `Counted.calls`），或者写在文件开头的名字，都只有一份；
    哪个对象没有自己的数，看到的就是这一份。只有一个计数器时，谁也看不出来。

    请造两个计数器，调用第一个，再把两个的 `calls` 都打印出来。应该改的是某个对象自己的数，
    在哪个方法里能拿到这个对象？""",
)
class CountedOneCountForAll(nn.Module):
    calls = 0

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        CountedOneCountForAll.calls += 1
        return self.inner(x)


@mistake(
    "inner_by_forward",
    of="Counted",
    en="""It counts, and it answers, but the module inside is asked by its `forward`. Whoever listens to that module
    hears nothing any more from the day on which it is counted: you have put your own guard at the front door and led
    the photo past the one behind it.

    Put `register_forward_hook(print)` on `counted.inner` and call `counted`. Is anything printed? Your class is
    called by its door; what about the module that it holds?""",
    zh="""数也数了，结果也给了，可是里面的模块是通过 `forward` 使用的。从它被计数的那天起，监听它的人就什么也听不到了：
    你在前门安排了自己的守卫，却领着照片绕开了后面那道门的守卫。

    请给 `counted.inner` 挂上 `register_forward_hook(print)`，再调用 `counted`。打印了什么吗？
    别人用你的类时走的是门，那它里面的模块呢？""",
)
class CountedInnerByForward(Counted):
    def forward(self, x):
        self.calls += 1
        return self.inner.forward(x)
