"""a6/u02 Device agnostic: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=`: where two devices meet, torch's text names the operation. It says who met in a step of training (addmm: the
model's layer, nll_loss: the loss), and little in a layer. A layer that does not know its rates refuses to load them.
"""

import torch
from torch import nn
from torch.nn import functional as F

from autograder import mistake


@mistake(
    "hard_cuda",
    of="pick_device",
    en="""The answer is "cuda" on every machine, unless another device was wished for. `torch.device("cuda")` is only a
    name: it can be made anywhere, and nobody looks whether a card is there. The error comes later and somewhere else,
    when the first tensor is sent there; on a Mac as well, which has an accelerator of another name.

    Write down three machines: one with an NVIDIA card, a Mac, and one without any accelerator. What does your function
    say on each of them without a wish? Which line of it asks the machine?""",
    zh="""除非另有愿望，不管在哪台机器上，得到的都是 "cuda"。`torch.device("cuda")` 只是一个名字：在哪里都造得出来，
    没有人会去看显卡在不在。报错要等到后来，在别的地方，在第一个张量送过去的时候才出现；在 Mac 上也一样，
    它的加速器叫别的名字。

    请写下三台机器：一台有 NVIDIA 显卡，一台是 Mac，一台没有任何加速器。不带愿望时，你的函数在它们上面各给出什么？
    其中哪一行问过机器？""",
)
def hard_cuda(prefer=None):
    return torch.device(prefer or "cuda")


@mistake(
    "wish_believed",
    of="pick_device",
    en="""Without a wish the answer is right. With one, it is always the device that was wished for, whether this
    machine has it or not. But a wish comes from elsewhere: from whoever wrote the script on a machine with a card, and
    now it runs on a laptop.

    Print `torch.device("cuda")` and `torch.cuda.is_available()` one below the other. Which of the two knows something
    about the machine? What does the task say about a wish that cannot be granted?""",
    zh="""不带愿望时，答案是对的。带了愿望，给出的就总是那个设备，不管这台机器有没有。可愿望是从别处来的：
    写脚本的人用的机器有显卡，现在脚本跑在一台笔记本电脑上。

    请把 `torch.device("cuda")` 和 `torch.cuda.is_available()` 上下打印出来。两者之中，哪一个知道这台机器的情况？
    愿望办不到的时候，题目是怎么说的？""",
)
def wish_believed(prefer=None):
    if prefer is not None:
        return torch.device(prefer)
    return torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")


@mistake(
    "to_not_assigned",
    of="to_device",
    en="""All tensors are still where they were. `x.to(device)` of a tensor does not move x: it makes a tensor over
    there, and gives it back. If nobody takes what it gives back, it is gone. (With a *model* it is otherwise:
    `model.to(device)` moves the parameters that are inside. The two look the same, so this is easily mixed up.)

    Print `x.device` before and after a line `x.to("meta")`. Where is the new tensor, and what does your function
    return?""",
    zh="""所有张量都还在原来的地方。张量的 `x.to(device)` 并不移动 x，而是在那边造一个新张量，再把它返回。
    返回的东西没有人接，就没有了。（*模型*则不同：`model.to(device)` 移动的是模型里面的参数。两种写法看上去一样，
    所以很容易混淆。）

    请在 `x.to("meta")` 这一行的前后各打印一次 `x.device`。新张量在哪里？你的函数返回的又是什么？""",
)
def to_not_assigned(batch, device):
    if isinstance(batch, torch.Tensor):
        batch.to(device)
    return batch


@mistake(
    "dict_lost_keys",
    of="to_device",
    en="""The tensors were moved, but a dict came back as a list of its values. The names are lost, and whoever asks for
    `batch["label"]` afterwards stands before a list.

    A for loop over `batch.values()` sees values only, one over `batch` keys only. Print `list(batch.items())`. What
    has each pair, and what has to be made of them so that the answer is asked in the same way as the batch?""",
    zh="""张量是移动了，字典回来时却成了由值组成的列表。名字全丢了，之后谁再来取 `batch["label"]`，面对的只是一个列表。

    对 `batch.values()` 做 for 循环，只看得见值；对 `batch` 做循环，只看得见键。请打印 `list(batch.items())`。
    每一对里有什么？要让结果和原来的小批量用同样的方式取值，应该用它们造出什么？""",
)
def dict_lost_keys(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return [dict_lost_keys(value, device) for value in batch.values()]
    if isinstance(batch, list | tuple):
        return type(batch)([dict_lost_keys(each, device) for each in batch])
    return batch


@mistake(
    "mask_attribute",
    of="PositionalAdd",
    raises=r"on the same device|[Uu]nexpected key",
    en="""The rates are an ordinary attribute of the layer. `layer.to(device)` takes along what the module knows of, its
    parameters and buffers, and does not go through the rest; so the rates stayed behind. They are not saved with the
    layer either. (Masks of attention and tables of positions are often lost like this.)

    Print `layer.state_dict()`, and `layer.rates.device` before and after `layer.to("meta")`. How does a module get to
    know a tensor that belongs to it, but that no optimiser should change?""",
    zh="""rates 只是这个层的一个普通属性。`layer.to(device)` 带走的是模块登记过的东西，也就是参数和缓冲区，
    其余的它不会去翻；于是 rates 留在了原地。它也不会随层一起保存。（注意力里的掩码、位置表，常常就是这样落下的。）

    请打印 `layer.state_dict()`，再在 `layer.to("meta")` 的前后各打印一次 `layer.rates.device`。
    一个张量属于模块，却不该由优化器来改，怎样才能让模块知道它？""",
)
class MaskAttribute(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.rates = rates

    def forward(self, x):
        return x + torch.arange(x.shape[1], device=x.device)[:, None] * self.rates


@mistake(
    "not_saved",
    of="PositionalAdd",
    raises=r"[Uu]nexpected key",
    en="""The layer computes the right thing on each device, but its rates are not in the `state_dict`: they are neither
    saved nor loaded with it. Either they are an ordinary attribute that `forward` carries to the device of x, in every
    call anew; or they are a buffer that was told not to be saved.

    Print `layer.state_dict()`. If it is empty: which line of `__init__` could tell the module about the rates, so that
    one `layer.to(device)` moves them once and for all?""",
    zh="""这个层在各种设备上都算得对，可 rates 不在它的 `state_dict` 里：既不随它保存，也不随它加载。
    要么它是一个普通属性，每次调用都由 `forward` 重新搬到 x 的设备上；要么它是一个缓冲区，却被告知不必保存。

    请打印 `layer.state_dict()`。如果是空的：`__init__` 里的哪一行可以让模块知道 rates，
    这样只要一次 `layer.to(device)`，就一劳永逸地搬好了？""",
)
class NotSaved(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.rates = rates

    def forward(self, x):
        return x + torch.arange(x.shape[1], device=x.device)[:, None] * self.rates.to(x.device)


@mistake(
    "new_tensor_on_cpu",
    of="PositionalAdd",
    raises=r"on the same device",
    en="""The rates move with the layer, but something that `forward` makes does not. `torch.arange`, `torch.zeros`,
    `torch.tensor` put what they make on the CPU unless they are told otherwise, and then the CPU's numbers meet those
    of the card.

    For each tensor in the line that failed, print its name and its `.device`. Which of them was made in this call, and
    which argument of your forward knows where it should be made?""",
    zh="""rates 跟着层移动了，可 `forward` 里新造的东西没有。`torch.arange`、`torch.zeros`、`torch.tensor`
    如果不另外说明，就把造出来的张量放在 CPU 上，于是 CPU 上的数和显卡上的数碰到了一起。

    报错的那一行里有几个张量，请逐个打印它们的名字和 `.device`。哪一个是在这次调用里造的？
    forward 的哪个参数知道它应该造在哪里？""",
)
class NewTensorOnCpu(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.register_buffer("rates", rates)

    def forward(self, x):
        return x + torch.arange(x.shape[1])[:, None] * self.rates


@mistake(
    "labels_forgotten",
    of="train_step",
    raises=r"nll_loss",
    en="""The photos went to the device, and the labels stayed on the CPU. The model knows nothing of labels, so it
    gives its scores without a word. The clash comes one line later, in the loss, where scores and labels meet.

    Print the devices of the scores and of y just before the loss. How many tensors are in a batch, and how many of
    them did you take along?""",
    zh="""照片送到了设备上，标签却留在了 CPU 上。模型根本不知道标签的事，所以一声不响地给出了得分。
    到了下一行，在损失里，得分和标签碰面，冲突才出现。

    请在计算损失之前，打印得分的设备和 y 的设备。小批量里有几个张量？你带走了几个？""",
)
def labels_forgotten(model, batch, opt, device):
    x, y = batch
    loss = F.cross_entropy(model(x.to(device)), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    return loss.detach()


@mistake(
    "batch_left_behind",
    of="train_step",
    raises=r"addmm",
    en="""The clash is inside the model, in its very first layer: the weights are on the device, and x is still on the
    CPU. Either nobody sent it there, or what came back was not taken: neither `x.to(device)` nor
    `to_device(batch, device)` on a line of its own changes the x that you have.

    Print `x.device` just before the model is called. Which line should have changed that, and into which name does its
    answer go?""",
    zh="""冲突出在模型里面，就在第一层：权重在设备上，x 却还在 CPU 上。要么没有人把它送过去，要么返回的东西没有人接：
    单独写一行 `x.to(device)` 或 `to_device(batch, device)`，你手里的 x 都不会变。

    请在调用模型之前打印 `x.device`。本来应该由哪一行来改变它？那一行的结果又放进了哪个名字？""",
)
def batch_left_behind(model, batch, opt, device):
    x, y = batch
    loss = F.cross_entropy(model(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    return loss.detach()


@mistake(
    "loss_brought_home",
    of="train_step",
    en="""The step is right, and what comes back is a plain Python number. To make one of a tensor on a card, the CPU
    has to wait until the card has computed it, and meanwhile gives no new orders: in every step, even if nobody looks
    at the loss. (a6/u03 measures what that costs.)

    Print `type(loss)` just before and just after your last line. Who is going to read the number, and how often: after
    each step, or after a hundred?""",
    zh="""这一步走得对，只是返回的成了普通的 Python 数。要把显卡上的张量变成数，CPU 就得等显卡把它算完，
    这段时间里也不再下达新的命令。每一步都这样，哪怕没有人看这个损失。（代价有多大，a6/u03 会测出来。）

    请在最后一行的前后各打印一次 `type(loss)`。这个数由谁来读？多久读一次：每一步之后，还是一百步之后？""",
)
def loss_brought_home(model, batch, opt, device):
    x, y = (each.to(device) for each in batch)
    loss = F.cross_entropy(model(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    return loss.item()


@mistake(
    "numpy_from_gpu",
    of="to_numpy",
    en="""NumPy reads the memory of the CPU, and only that. The numbers of x lie in the memory of a card, which NumPy
    cannot see; so torch refuses, rather than copy them without being asked.

    Print `x.device`. Which method brings a tensor to the CPU, and leaves it alone if it is there already?""",
    zh="""NumPy 读的是 CPU 的内存，也只能读它。x 的数值在显卡的内存里，NumPy 看不见；所以 torch 宁可拒绝，
    也不肯自作主张地复制。

    请打印 `x.device`。哪个方法能把张量带到 CPU 上？如果它本来就在，又什么也不做？""",
)
def numpy_from_gpu(x):
    return x.detach().numpy()


@mistake(
    "numpy_from_grad",
    of="to_numpy",
    en="""x is recorded for a backward pass, and NumPy keeps no records: whatever it did with the numbers would be
    missing in the gradient. So torch refuses, on every device. Copying to the CPU does not help: the copy is recorded
    as well.

    Print `x.requires_grad` and `x.cpu().requires_grad`. Which method gives the same numbers without their record (a
    whole unit, a2/u02, is about it), and does it change x?""",
    zh="""x 正在为反向传播做记录，而 NumPy 不做记录：它对这些数做了什么，在梯度里都会缺失。所以无论在哪个设备上，
    torch 都会拒绝。复制到 CPU 上也没有用：复制出来的同样在记录之中。

    请打印 `x.requires_grad` 和 `x.cpu().requires_grad`。哪个方法给出同样的数，却不带记录（a2/u02 整个单元讲的就是它）？
    它会改动 x 吗？""",
)
def numpy_from_grad(x):
    return x.cpu().numpy()
