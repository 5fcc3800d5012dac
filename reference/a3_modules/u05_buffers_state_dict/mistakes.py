"""a3/u05 Buffers and state_dict: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.
"""

import torch
from torch import nn

from autograder import mistake


@mistake(
    "attribute_not_buffer",
    of="Standardise",
    raises=r"Unexpected key",
    en="""mean and std are plain attributes of the layer. Python finds them there, so all answers are right; but the
    module has not put them on its lists. They are missing from `state_dict()`, so no file will ever hold them, and when
    the network moves to a GPU or to float64 they stay where they are.

    Print `list(layer.state_dict())`, and `layer.double().mean.dtype`. In the handout's first example two tensors travel
    and one stays at home. Which line makes the difference?""",
    zh="""mean 和 std 只是这一层的普通属性。Python 找得到它们，所以结果都对；可是模块并没有把它们登记下来：
    `state_dict()` 里没有它们，也就没有哪个文件会保存它们；网络搬到 GPU 上或者换成 float64 时，它们仍旧留在原处。

    请打印 `list(layer.state_dict())` 和 `layer.double().mean.dtype`。讲义的第一个例子里，有两个张量跟着走，
    一个留在家里。造成这个差别的是哪一行？""",
)
class StandardiseAttributeNotBuffer(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = mean
        self.std = std

    @classmethod
    def from_data(cls, x):
        return cls(x.mean(dim=0), x.std(dim=0))

    def forward(self, x):
        return (x - self.mean) / self.std


@mistake(
    "buffer_as_parameter",
    of="Standardise",
    en="""mean and std travel, but they are parameters: they are in `parameters()`, so they are handed to the optimiser,
    and a step of training moves them. Nobody wants them to be learned; they were measured, once and for all. (A
    parameter with `requires_grad=False` keeps still only until somebody unfreezes the whole network.)

    Print `[name for name, _ in layer.named_parameters()]`. Which names should be in this list? In the handout's table,
    which row says "yes" to the two last questions and "no" to the first?""",
    zh="""mean 和 std 会跟着走，但它们成了参数：它们在 `parameters()` 里，于是交给了优化器，训练一步就被改掉了。
    可谁也不想让它们去学，它们是一次测定的。（就算写上 `requires_grad=False`，也只能保持到有人把整个网络解冻为止。）

    请打印 `[name for name, _ in layer.named_parameters()]`。哪些名字应该在里面？讲义的表格里，
    哪一行对后两个问题回答“是”，对第一个问题回答“否”？""",
)
class StandardiseBufferAsParameter(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = nn.Parameter(mean.clone())
        self.std = nn.Parameter(std.clone())

    @classmethod
    def from_data(cls, x):
        return cls(x.mean(dim=0), x.std(dim=0))

    def forward(self, x):
        return (x - self.mean) / self.std


@mistake(
    "keeps_callers_tensor",
    of="Standardise",
    en="""The layer holds the very tensors that it was given: one piece of memory with two owners. When a state is
    loaded, torch writes the new numbers into the buffers in place, and so into the caller's `mean` and `std`, and into
    every other layer that was made from them.

    Make a layer from your `mean`, run `layer.mean.add_(1)`, and print your `mean`. How many tensors with these numbers
    should there be in memory, and which line would have to make the second one?""",
    zh="""这一层拿着的，就是别人传进来的那两个张量本身：一块内存，两个主人。加载状态时，torch 把新的数原地写进缓冲区，
    也就写进了调用者的 `mean` 和 `std`，还写进了用它们创建的所有其他层。

    请用你的 `mean` 创建一个层，执行 `layer.mean.add_(1)`，再打印你的 `mean`。内存里应该有几个装着这些数的张量？
    第二个该由哪一行来创建？""",
)
class StandardiseKeepsCallersTensor(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)

    @classmethod
    def from_data(cls, x):
        return cls(x.mean(dim=0), x.std(dim=0))

    def forward(self, x):
        return (x - self.mean) / self.std


class RunningMeanLike(nn.Module):
    """What the wrong ones have in common; each of them replaces one method."""

    def __init__(self, n_features):
        super().__init__()
        self.register_buffer("mean", torch.zeros(n_features))
        self.register_buffer("count", torch.tensor(0))

    def forward(self, x):
        if self.training:
            self.take_in(x)
        return self.mean.clone()

    def take_in(self, x):
        self.count += len(x)
        self.mean = self.mean + (x - self.mean).sum(dim=0) / self.count


@mistake(
    "count_not_buffer",
    of="RunningMean",
    raises=r"Unexpected key",
    en="""`count` is a plain attribute, so it is not in the layer's state. As long as training goes on in one piece
    nobody notices. But a layer that goes on from a saved state knows the mean and not how many rows stand behind it: it
    begins to count at 0, and the first batch wipes out all that was remembered.

    Print `list(layer.state_dict())`. Suppose the mean so far is 4, and a row with a 7 comes in. What else do you have
    to know before you can say the new mean?""",
    zh="""`count` 是普通属性，所以不在这一层的状态里。只要训练是一口气做完的，谁也看不出来。
    可是从保存的状态接着训练时，这一层只知道均值，却不知道它是由多少行得来的：它又从 0 数起，
    第一个小批量就把记住的东西全冲掉了。

    请打印 `list(layer.state_dict())`。假设到目前为止的均值是 4，又来了一行 7。还得知道什么，才能说出新的均值？""",
)
class RunningMeanCountNotBuffer(RunningMeanLike):
    def __init__(self, n_features):
        nn.Module.__init__(self)
        self.register_buffer("mean", torch.zeros(n_features))
        self.count = 0


@mistake(
    "nothing_in_buffers",
    of="RunningMean",
    raises=r"Unexpected key",
    en="""Both `mean` and `count` are plain attributes, so the layer's state is empty. As long as training goes on in
    one piece nobody notices. But a layer that goes on from a saved state knows nothing of what was before: it begins
    again at 0.

    Print `list(layer.state_dict())`. In the handout's first example two tensors travel and one stays at home. Which
    line makes the difference?""",
    zh="""`mean` 和 `count` 都是普通的属性，所以这一层的状态是空的。只要训练一口气进行下去，就谁也看不出来。
    可是从保存的状态继续的那一层，对以前的事一无所知：它又从 0 开始了。

    请打印 `list(layer.state_dict())`。在讲义的第一个例子里，两个张量跟着走了，一个留在了原地。差别在哪一行？""",
)
class RunningMeanNothingInBuffers(RunningMeanLike):
    def __init__(self, n_features):
        nn.Module.__init__(self)
        self.mean = torch.zeros(n_features)
        self.count = 0


@mistake(
    "learns_in_evaluation",
    of="RunningMean",
    en="""The layer takes in rows in evaluation, too. Then asking changes what is remembered: photos of the test set go
    into the mean.

    `layer.eval()` changes one attribute that every module has. Print `vars(layer)` before and after it. Which attribute
    is it, and which line of your `forward` reads it?""",
    zh="""这一层在评估模式下也照样收进新的行。于是，仅仅是提问就改变了它记住的东西：测试集的照片也算进了均值。

    `layer.eval()` 会改变每个模块都有的一个属性。请在它之前和之后各打印一次 `vars(layer)`。是哪个属性？
    你的 `forward` 的哪一行读了它？""",
)
class RunningMeanLearnsInEvaluation(RunningMeanLike):
    def forward(self, x):
        self.take_in(x)
        return self.mean.clone()


@mistake(
    "rebinding_buffer_shape",
    of="RunningMean",
    raises=r"size mismatch for mean",
    en="""The answers are right, but the buffer `mean` changes its shape on the way: a fresh layer holds it in one
    shape, and a layer that has seen data in another. While the program runs, broadcasting hides that. A state that was
    saved after training then does not fit into a fresh layer, and tomorrow's program stops with "size mismatch".

    Print `layer.mean.shape` for a fresh layer, and again after one batch. Which of the two shapes does the task name,
    and which line puts a tensor of another shape under the same name?""",
    zh="""结果是对的，可是缓冲区 `mean` 的形状中途变了：新建的层里是一种形状，见过数据的层里是另一种。
    程序运行期间，广播把这件事掩盖了过去。等到要把训练之后保存的状态放进一个新建的层，两者就对不上了，
    明天的程序会停在 “size mismatch” 上。

    请对一个新建的层打印 `layer.mean.shape`，看过一个小批量之后再打印一次。题目说的是哪种形状？
    是哪一行把另一种形状的张量放到了同一个名字下面？""",
)
class RunningMeanRebindingBufferShape(RunningMeanLike):
    def __init__(self, n_features):
        nn.Module.__init__(self)
        self.register_buffer("mean", torch.tensor(0.0))
        self.register_buffer("count", torch.tensor(0))


@mistake(
    "state_is_alias",
    of="RunningMean",
    en="""What the layer hands out is its own buffer, and the next batch changes that buffer in place. Whoever kept the
    answers finds the same numbers in all of them: the newest. `model.state_dict()` is like that, too. Kept in a
    variable it is no photo of the model but a window on it, and training goes on behind the window.

    Run `first = layer(x)`, then `layer(y)`, and print `first`. How many names are there, and how many tensors?""",
    zh="""这一层交出去的就是它自己的缓冲区，而下一个小批量会在原地改动这个缓冲区。谁要是把结果都留着，
    就会发现它们全是同样的数，也就是最新的那个。`model.state_dict()` 也是这样：把它存在变量里，
    得到的并不是模型的照片，而是一扇窗户，训练还在窗外继续。

    请执行 `first = layer(x)`，再执行 `layer(y)`，然后打印 `first`。这里有几个名字？几个张量？""",
)
class RunningMeanStateIsAlias(RunningMeanLike):
    def forward(self, x):
        if self.training:
            self.count += len(x)
            self.mean += (x - self.mean).sum(dim=0) / self.count
        return self.mean


@mistake(
    "mean_of_means",
    of="RunningMean",
    en="""This is the mean of the batches' means: each batch counts once, however many rows it has. As long as all
    batches are of one size, nobody can tell the two apart. But the last batch of an epoch is often a small one, and its
    few photos then count more than all others.

    Let a layer see a batch of one row and then a batch of two, and print `layer.count` after each. What does it count,
    and what should it?""",
    zh="""这里算的是各个小批量均值的均值：不管有几行，每个小批量都只算一次。只要小批量一样大，就看不出区别。
    可是一个周期的最后一个小批量常常比较小，里面那几张照片的分量就比别的都重了。

    请让一个层先看一行的小批量，再看两行的小批量，每次都打印 `layer.count`。它数的是什么？应该数什么？""",
)
class RunningMeanMeanOfMeans(RunningMeanLike):
    def take_in(self, x):
        self.count += 1
        self.mean = self.mean + (x.mean(dim=0) - self.mean) / self.count


@mistake(
    "saves_whole_model",
    of="save",
    raises=r"(?s)Weights only load failed\. This file can still be loaded(?!.*GLOBAL (builtins\.)?getattr)",
    en="""The file holds the whole model: an object, written down by pickle. To read it back, Python must import the
    same classes from the same files, which tomorrow may have other names, and it runs whatever the file tells it to
    run. For that reason `torch.load` refuses such files unless it is told to trust them.

    A stranger wants to use your numbers with a class of her own. Print `type(…)` of what you give to torch. Which
    method of the model gives tensors under names, and nothing else?""",
    zh="""文件里装的是整个模型：一个用 pickle 写下来的对象。要把它读回来，Python 得从同样的文件里导入同样的类
    （到了明天，名字也许已经变了），而且文件叫它运行什么，它就运行什么。正因为如此，除非你明说信任它，
    `torch.load` 会拒绝这样的文件。

    有位陌生人想把你的数用在她自己写的类里。请打印你交给 torch 的那个东西的 `type(…)`。
    模型的哪个方法只给出带名字的张量，别的什么都不给？""",
)
def save_whole_model(model, path):
    torch.save(model, path)


@mistake(
    "state_dict_not_called",
    of="save",
    raises=r"GLOBAL (builtins\.)?getattr",
    en="""What the file holds is no dict of tensors but a method, `state_dict` itself, and with it the model to which it
    belongs. Without round brackets a name like `model.state_dict` is the machine, and not what it makes. `torch.load`
    refuses such a file, since it would have to trust the code in it.

    Print `type(…)` of what you give to torch. What turns a method into its answer?""",
    zh="""文件里装的不是由张量组成的字典，而是一个方法，也就是 `state_dict` 本身，连同它所属的模型。
    后面没有圆括号，`model.state_dict` 这样的名字指的是机器，而不是机器造出来的东西。`torch.load` 会拒绝这样的文件，
    因为那就得信任其中的代码。

    请打印你交给 torch 的那个东西的 `type(…)`。怎样才能从一个方法得到它的结果？""",
)
def save_state_dict_not_called(model, path):
    torch.save(model.state_dict, path)


@mistake(
    "saves_parameters_only",
    of="save",
    en="""The parameters are in the file, and the buffers are not. A BatchNorm that is loaded from it has learned
    everything and remembers nothing: its running statistics are those of a fresh layer, and in evaluation the network
    answers nonsense, without any error as long as nobody compares the names.

    Print the names in your file, and `list(model.state_dict())` below. Which ones stayed at home, and what do they have
    in common?""",
    zh="""文件里有参数，却没有缓冲区。由它加载出来的 BatchNorm，该学的都学了，该记的却一样也不记得：
    滑动统计量还是新建时的样子，评估时网络答非所问，而且只要没有人去核对名字，就不会报任何错。

    请打印文件里的名字，再在下面打印 `list(model.state_dict())`。哪些名字留在了家里？它们有什么共同点？""",
)
def save_parameters_only(model, path):
    torch.save({name: parameter.detach() for name, parameter in model.named_parameters()}, path)


@mistake(
    "strict_false",
    of="load",
    en="""Names that do not fit are passed over in silence. One misspelt key, and a part of the model keeps the numbers
    with which it was made: it looks trained, and answers by chance. Nothing stops: torch was told not to mind, or its
    exception was caught on the way.

    Look at what `load_state_dict` returns, or at the two lists of names. What would you like to hear when you load last
    year's file into this year's model: nothing, or which names do not fit?""",
    zh="""对不上的名字被悄悄跳过了。只要拼错一个键，模型的一部分就还是创建时的那些数：看上去训练过，其实在瞎猜。
    程序不会停：也许是你叫 torch 不必计较，也许是它抛出的异常在半路上被接住了。

    请看看 `load_state_dict` 返回了什么，或者把两边的名字都列出来。把去年的文件放进今年的模型时，
    你希望听到的是一声不响，还是哪些名字对不上？""",
)
def load_strict_false(model, path):
    model.load_state_dict(torch.load(path), strict=False)


@mistake(
    "name_rebound",
    of="load",
    en="""The file is read, and the model computes with the numbers that it had. What `torch.load` gives is a dict of
    tensors, a thing of its own, and nobody has handed it to the model. To write `model = …` does not: inside a function
    that gives the name to something else, until the function ends. Nor does a change of the dict that `state_dict()`
    gave, or a new attribute: the network goes on with its own tensors.

    Print one weight of the model before and after the call. Which method of a model takes the numbers of such a dict
    over into the tensors that it has already?""",
    zh="""文件是读了，模型计算时用的却还是原来的数。`torch.load` 给出的是一个由张量组成的字典，自成一体，
    谁也没有把它交给模型。写 `model = …` 没有用：在函数里，这只是把这个名字给了别的东西，而且到函数结束为止。
    去改 `state_dict()` 给出的那个字典，或者另加一个属性，也没有用：网络用的仍然是它自己的张量。

    请在调用前后各打印一次模型的某个权重。模型的哪个方法能把这样一个字典里的数，接收到它已有的张量里？""",
)
def load_name_rebound(model, path):
    model = torch.load(path)  # noqa: F841 - this is the mistake


@mistake(
    "missing_extra_swapped",
    of="diff_state",
    en="""The two lists have changed places. Read it like this: `a` is what the model wants, `b` is what came in the
    file. What the model wants and does not get is missing; what came though nobody wants it is extra.

    Call it with one name in `a` and an empty dict for `b`. Under which key is the name, and under which would you look
    for it?""",
    zh="""两个列表放反了。可以这样读：`a` 是模型想要的，`b` 是文件里带来的。模型想要而没有得到的，是少了的（missing）；
    没有人要却带来了的，是多了的（extra）。

    请让 `a` 里只有一个名字，`b` 是空字典，调用一次。这个名字出现在哪个键下面？你本来会到哪个键下面去找？""",
)
def diff_state_missing_extra_swapped(a, b):
    return {
        "missing": [name for name in b if name not in a],
        "extra": [name for name in a if name not in b],
        "wrong_shape": [name for name in a if name in b and a[name].shape != b[name].shape],
    }
