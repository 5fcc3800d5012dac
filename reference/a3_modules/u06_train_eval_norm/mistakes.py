"""a3/u06 Train, eval, norm: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`matches=`: Dropout answers at random, so a wrong one is known by its zeros and by the scale of what is left.
`raises=r"must match|broadcast"`: torch's words for lengths that clash, whichever operation met them.
"""

import torch
from torch import nn

from autograder import mistake


def seen(calls):
    """What a Dropout made of numbers other than 0 in these calls: (p, training, x, y), each once."""
    for call in calls:
        value = call.value
        if call.fault is None and call.name.startswith("helpers.drop"):
            answers = list(value) if isinstance(value, list) else [value[0] if isinstance(value, tuple) else value]
            for y in answers:
                if isinstance(y, torch.Tensor) and y.shape == call.kwargs["x"].shape:
                    yield call.kwargs["p"], call.kwargs.get("training", True), call.kwargs["x"].detach(), y.detach()


def counted(calls, name):
    """What a counting helper said: (arguments, answer)."""
    return [(call.kwargs, call.value) for call in calls if call.name == f"helpers.{name}" and call.fault is None]


def swapped(calls):
    """About 1 - p of the numbers are gone, where that is not p."""
    for told, share in counted(calls, "share_of_zeros"):
        if abs(share - (1 - told["p"])) < 0.06:
            return True
    return any(
        training and y.numel() > 10_000 and abs((y == 0).double().mean().item() - (1 - p)) < 0.03 < abs(1 - 2 * p)
        for p, training, _, y in seen(calls)
    )


def one_mask(calls):
    """All rows (entries of axis 0) have their zeros in the same places."""
    if any(rows == 1 for _, rows in counted(calls, "different_rows")):
        return True
    return any(
        training and y.dim() > 1 and bool((y == 0).any()) and bool(((y == 0) == (y == 0)[:1]).all())
        for _, training, _, y in seen(calls)
    )


def never_enlarged(calls):
    """Some numbers are gone in training, and the others are as they were."""
    if any(told["training"] and numbers == [0.0, 1.0] for told, numbers in counted(calls, "numbers_that_occur")):
        return True
    return any(
        training and bool((y == 0).any()) and torch.equal(y, torch.where(y == 0, 0.0, x).to(y.dtype))
        for _, training, x, y in seen(calls)
    )


def enlarged_by_p(calls):
    """Some numbers are gone in training, and the others were divided by p, where that is not 1 - p."""
    for told, numbers in counted(calls, "numbers_that_occur"):
        p = told["p"]
        if told["training"] and len(numbers) == 2 and abs(numbers[1] - 1 / p) < 1e-3 < abs(1 - 2 * p):
            return True
    return any(
        training
        and bool((y == 0).any())
        and abs(1 - 2 * p) > 0.1
        and torch.allclose(y, torch.where(y == 0, 0.0, x / p).to(y.dtype))
        for p, training, x, y in seen(calls)
    )


def drops_always(calls):
    """Numbers are gone in evaluation."""
    if any(not told["training"] and 0.0 in numbers for told, numbers in counted(calls, "numbers_that_occur")):
        return True
    return any(not training and bool((y == 0).any()) for _, training, _, y in seen(calls))


class DropoutLike(nn.Module):
    """What the wrong ones have in common."""

    def __init__(self, p=0.5):
        super().__init__()
        self.p = p


@mistake(
    "no_scale",
    of="Dropout",
    matches=never_enlarged,
    en="""Numbers are dropped, and those that are left stay as large as they were. So in training a sum over them comes
    out smaller than in evaluation, where nothing is missing: the next layer learns on one scale and is asked on
    another.

    Put 1,000 ones through your layer and print the mean of the answer, in training and in evaluation. Which of the two
    would have to change so that both agree, and by which factor?""",
    zh="""数是丢弃了，留下的数却还和原来一样大。这样，训练时对它们求和，得到的结果就比评估时小，
    因为评估时一个数也不少：下一层学的时候是一种尺度，用的时候却是另一种。

    请让 1000 个 1 通过这一层，分别在训练模式和评估模式下打印结果的均值。要让两者一致，该改变哪一边？改变多少倍？""",
)
class DropoutNoScale(DropoutLike):
    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) >= self.p)


@mistake(
    "divided_by_p",
    of="Dropout",
    matches=enlarged_by_p,
    en="""The right share of the numbers is dropped, and the others are enlarged, but by the wrong factor: they were
    divided by p, the probability of losing a number. For p = 1/2 nobody can tell the difference.

    Put 1,000 ones through your layer with p = 1/10, and print the mean of the answer. How many of them are left, and
    what would each have to be, so that they sum to 1,000 again?""",
    zh="""丢掉的份额是对的，留下的数也放大了，可是倍数不对：除以了 p，也就是丢掉一个数的概率。
    p = 1/2 时，谁也看不出差别。

    请让 1,000 个 1 通过你的层，p 取 1/10，打印结果的均值。还剩下多少个数？每个数应该是多少，加起来才又是 1,000？""",
)
class DropoutDividedByP(DropoutLike):
    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) >= self.p) / self.p


@mistake(
    "keep_prob_swapped",
    of="Dropout",
    matches=swapped,
    en="""The share p of the numbers is kept, and the rest is dropped: the wrong way round. For p = 1/2 nobody can tell
    the two apart. (An early paper calls p the probability of keeping a unit; torch's p is that of losing it.)

    Half of all numbers from `torch.rand` are below 1/2; how many are below 1/10? With p = 1/10, is your mask True for
    those few or for the many others, and what happens to a number where it is True?""",
    zh="""按 p 的比例留下来，其余的都丢掉了：正好反了。p = 1/2 时，谁也看不出区别。
    （早期有一篇论文把 p 定义为保留的概率，而 torch 的 p 是丢弃的概率。）

    `torch.rand` 产生的数有一半小于 1/2，那么小于 1/10 的占多少？当 p = 1/10 时，掩码在这少数的位置上为 True，
    还是在其余多数的位置上为 True？为 True 的位置上，数会怎样？""",
)
class DropoutKeepProbSwapped(DropoutLike):
    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) < self.p) / (1 - self.p)


@mistake(
    "same_mask_for_rows",
    of="Dropout",
    matches=one_mask,
    en="""The dice were rolled for one row only, and broadcasting used that row's zeros for the whole batch. Each number
    is dropped with the right probability, so counting zeros does not show it; but all photos of a batch lose the same
    features at the same time.

    Print the answer for three rows of ones. Do the zeros stand below each other? Which shape does your random tensor
    have, and which shape does x have?""",
    zh="""骰子只为其中一行掷过，广播让整个小批量都用上了这一行的零。每个数被丢弃的概率没错，所以光数零的个数看不出来；
    可是一个小批量里的所有照片，总是同时失去同样的特征。

    请用三行全 1 的数试一试，打印结果。各行的零是不是上下对齐？你的随机张量是什么形状？x 又是什么形状？""",
)
class DropoutSameMaskForRows(DropoutLike):
    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x[:1]) >= self.p) / (1 - self.p)


@mistake(
    "drop_in_eval",
    of="Dropout",
    matches=drops_always,
    en="""The layer goes on dropping numbers in evaluation. A network with it answers differently each time it is asked
    about the same photo, and worse than it could.

    `layer.eval()` calls nothing that you wrote; all it does is to change one attribute that every module has. Print
    `vars(layer)` before and after `layer.eval()`. Which attribute is it, and which line of your `forward` reads it?""",
    zh="""评估模式下，这一层还在丢弃。网络里有了它，同一张照片每问一次，答案都不一样，而且比本来能做到的要差。

    `layer.eval()` 并不会调用你写的任何代码，它只是改变了每个模块都有的一个属性。请在 `layer.eval()` 前后各打印一次
    `vars(layer)`。变的是哪个属性？你的 `forward` 里，哪一行看了它？""",
)
class DropoutInEval(DropoutLike):
    def forward(self, x):
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)


class NormLike(nn.Module):
    """What the wrong ones have in common; each of them replaces one method."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = self.of_batch(x)
        if self.updates():
            with torch.no_grad():
                self.remember(x, self.momentum)
        return (x - mean) / torch.sqrt(var + self.eps) * self.weight + self.bias

    def of_batch(self, x):
        return x.mean(0), x.var(0, correction=0)

    def updates(self):
        return self.training

    def remember(self, x, share):
        self.running_mean.lerp_(x.mean(0), share)
        self.running_var.lerp_(x.var(0), share)


@mistake(
    "running_var_biased",
    of="BatchNorm1d",
    en="""The answers are right, and so is `running_mean`; `running_var` is too small. The variance that divides by N
    was used for both jobs. Torch normalises the batch with that one, but remembers the other, which divides by N - 1:
    the estimate for photos that were not in the batch. The smaller the batch, the larger the difference.

    For the numbers 2 and 6, print `x.var(correction=0)` and `x.var(correction=1)`. Which of them does the task want in
    the answer, and which in the buffer?""",
    zh="""输出是对的，`running_mean` 也是对的，`running_var` 却偏小了：两件事用了同一个方差，也就是除以 N 的那个。
    torch 用它来规范化当前的小批量，记下来的却是除以 N - 1 的另一个，因为那才是对小批量以外的照片的估计。
    小批量越小，两者差得越多。

    对 2 和 6 这两个数，请打印 `x.var(correction=0)` 和 `x.var(correction=1)`。题目要求输出里用哪一个？
    缓冲区里又用哪一个？""",
)
class BatchNormRunningVarBiased(NormLike):
    def remember(self, x, share):
        self.running_mean.lerp_(x.mean(0), share)
        self.running_var.lerp_(x.var(0, correction=0), share)


@mistake(
    "answer_unbiased",
    of="BatchNorm1d",
    en="""`running_var` is right; the answers are a little too small. The variance that divides by N - 1 was used for
    both jobs. Torch remembers that one, but normalises the batch with the other, which divides by N: the spread of the
    numbers that are there. The smaller the batch, the larger the difference.

    For the numbers 2 and 6, print `x.var(correction=0)` and `x.var(correction=1)`. Which of them does the task want in
    the answer, and which in the buffer?""",
    zh="""`running_var` 是对的，结果却偏小了一点。除以 N - 1 的方差被用在了两处。torch 记住的是这一个，
    可是给这批数归一化时用的是另一个，它除以 N：也就是眼前这些数的离散程度。批越小，差别越大。

    对于 2 和 6 这两个数，请打印 `x.var(correction=0)` 和 `x.var(correction=1)`。
    题目要求结果里用哪一个？缓冲区里用哪一个？""",
)
class BatchNormAnswerUnbiased(NormLike):
    def of_batch(self, x):
        return x.mean(0), x.var(0)


@mistake(
    "momentum_swapped",
    of="BatchNorm1d",
    en="""The two shares are exchanged: the buffers take over most of the newest batch and forget nearly all that they
    knew. In most optimisers "momentum" is the share of the old; in torch's normalising layers it is the share of the
    new.

    A fresh layer has `running_mean` 0. With a momentum of 1/10 it sees one batch whose mean is 50. How far towards 50
    should the buffer have moved, and where is yours?""",
    zh="""两份比例正好弄反了：缓冲区几乎全盘接受了最新的小批量，把原来记住的忘得差不多了。在多数优化器里，
    momentum（动量）是旧值所占的份额；而在 torch 的规范化层里，它是新值所占的份额。

    新建的层，`running_mean` 是 0。设 momentum 为 1/10，让它看一个均值为 50 的小批量。缓冲区应当向 50 走多远？
    你的走到了哪里？""",
)
class BatchNormMomentumSwapped(NormLike):
    def remember(self, x, share):
        super().remember(x, 1 - share)


@mistake(
    "detached_stats",
    of="BatchNorm1d",
    en="""All answers are right, and the gradients are not. Mean and variance were treated as constants (computed under
    `no_grad`, or detached, or turned into plain numbers). But they are made of x: whoever moves one number of the batch
    moves the mean and the spread as well, and with them every answer of that feature.

    Of two rows one always becomes -1 and the other 1, wherever they lie. What should the gradient of these answers be,
    then? Print `mean.requires_grad` in your forward for an x that requires grad. What belongs under `no_grad`, and
    what does not?""",
    zh="""输出全对，梯度却不对。均值和方差被当成了常数（在 `no_grad` 里计算、用了 detach，或者变成了普通的数）。
    可它们是由 x 算出来的：只要动一动小批量里的一个数，均值和离散程度就跟着变，这个特征的每一个输出也都跟着变。

    只有两行时，不管它们在哪里，输出总是一个 -1、一个 1。那么这些输出的梯度应该是多少？请用一个 requires_grad 的 x，
    在 forward 里打印 `mean.requires_grad`。哪些计算该放进 `no_grad`，哪些不该？""",
)
class BatchNormDetachedStats(NormLike):
    def of_batch(self, x):
        return x.mean(0).detach(), x.var(0, correction=0).detach()


@mistake(
    "updates_in_eval",
    of="BatchNorm1d",
    en="""The buffers also move in evaluation. Then asking changes the network: photos of the test set leave their mark,
    and the answer about a photo depends on who was asked about before.

    Print `layer.running_mean` before and after a call in evaluation. Which lines of your forward ought to run in
    training only, and under which condition do they stand now?""",
    zh="""评估模式下，缓冲区也在变。这样一来，提问本身就改变了网络：测试集的照片留下了痕迹，
    某一张照片得到什么答案，还取决于在它之前问过谁。

    请在评估模式下调用一次，前后各打印一次 `layer.running_mean`。forward 里有哪几行只该在训练时运行？
    它们现在处在什么条件之下？""",
)
class BatchNormUpdatesInEval(NormLike):
    def updates(self):
        return True


@mistake(
    "axes_missing",
    of="BatchNorm2d",
    raises=r"must match|broadcast",
    en="""The mean was taken over the photos only, axis 0, as in `BatchNorm1d`. That leaves one mean for each pixel of
    each channel, of shape (C, H, W); but a channel has one mean, one weight and one place in the buffers, of shape
    (C,), and these line up with the width. A kernel runs over all pixels in the same way, so its answers are judged
    together.

    Print `x.mean(dim=0).shape` and `self.running_mean.shape`, one below the other, flush right. Which axes have to
    disappear so that C numbers are left, and below which axis of x do these C numbers have to stand?""",
    zh="""这里像 `BatchNorm1d` 那样，只沿着图像的轴（轴 0）求均值，于是每个通道的每个像素各有一个均值，
    形状为 (C, H, W)。可一个通道只有一个均值、一个 weight，在缓冲区里也只占一个位置，形状都是 (C,)，
    靠右对齐时又对上了宽度。卷积核在所有像素上做的是同一件事，所以它的结果要放在一起看。

    请把 `x.mean(dim=0).shape` 和 `self.running_mean.shape` 上下两行打印出来，靠右对齐。要让结果只剩 C 个数，
    哪些轴必须消失？这 C 个数又应该落在 x 的哪个轴下面？""",
)
class BatchNorm2dAxesMissing(NormLike):
    pass


@mistake(
    "mode_not_restored",
    of="predict",
    en="""The model comes back in evaluation mode. Nothing complains: the next training step runs, but without Dropout,
    and with statistics that stand still. Who calls `predict` after each epoch then trains a different network from the
    second epoch on.

    Print `model.training` before and after a call. Which line changed it, and who else could change it back, if not
    your function?""",
    zh="""函数返回之后，模型还停在评估模式。不会有任何报错：下一步训练照样能跑，只是 Dropout 不再起作用，
    统计量也不再更新。谁要是每个周期结束时都调用一次 `predict`，从第二个周期起，训练的就已经是另一种网络了。

    请在调用前后各打印一次 `model.training`。是哪一行改变了它？如果你的函数不改回去，还有谁会去改？""",
)
def predict_mode_not_restored(model, x):
    model.eval()
    with torch.no_grad():
        return model(x)


@mistake(
    "one_flag_for_all",
    of="predict",
    en="""Afterwards all modules are in one and the same mode. But `train()` and `eval()` reach every module inside, and
    these need not have agreed before: a frozen body stays in evaluation while a new head is trained. Your call has
    woken it up, and its statistics begin to move.

    Before the call, how many modules are there in `model.modules()`, and how many of their modes did your function
    write down?""",
    zh="""调用之后，所有模块都成了同一种模式。`train()` 和 `eval()` 会作用到里面的每一个模块，
    而它们原来的模式未必一致：训练新的头部时，冻结的主干一直处在评估模式。这一次调用把它唤醒了，
    它的统计量从此又开始变动。

    调用之前，`model.modules()` 里一共有几个模块？它们各自的模式，你的函数记下了几个？""",
)
def predict_one_flag_for_all(model, x):
    training = model.training
    model.eval()
    with torch.no_grad():
        scores = model(x)
    model.train(training)
    return scores


@mistake(
    "eval_means_no_grad",
    of="predict",
    en="""While the model computed, recording for a backward pass was switched on, and nobody asked for that. `eval()`
    has nothing to do with that: it tells layers such as Dropout how to behave, and that is all. What is recorded keeps
    every layer's numbers in memory until the answer is gone. (A `detach()` afterwards throws the record away, but it
    was made.)

    Print `torch.is_grad_enabled()` in the line before your call of the model. Which word of the handout makes it
    False, and for how long?""",
    zh="""模型计算的时候，为反向传播做记录的开关一直是开着的，而这里谁也不需要。`eval()` 跟这件事毫无关系：
    它只是告诉 Dropout 之类的层该怎么做。做了记录，每一层的数就都留在内存里，直到答案不再使用为止。
    （事后再 `detach()`，只是把记录扔掉，记录本身还是做了。）

    请在调用模型的前一行打印 `torch.is_grad_enabled()`。讲义里提到的哪个写法能让它变成 False？能持续多久？""",
)
def predict_eval_means_no_grad(model, x):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    scores = model(x)
    for module, training in modes:
        module.training = training
    return scores
