"""a4/u06 Optimisers by hand: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one class would fit, the first in this file is named.

`matches=`: what never moves, and what trips over a missing gradient, is known by that, whatever else it did.
`raises=r"must match|broadcast"`: torch's words for lengths that clash, whichever operation met them.
"""

import torch

from autograder import mistake

STILL = "some numbers stand still"
WALKS = ("helpers.descend", "helpers.clear_and_descend", "helpers.train")


def never_moved(calls):
    """Some optimiser left all its parameters where they began."""
    for call in calls:
        if call.fault is None and call.name in WALKS:
            start = call.kwargs["start"]
            if all(torch.equal(p, old) for each in call.value for p, old in zip(each, start, strict=True)):
                return True
        if call.fault is None and call.name == "helpers.third_round" and call.value == STILL:
            return True
    return False


def tripped_over_none(calls):
    """An exception whose text speaks of None."""
    return any(call.fault is not None and "NoneType" in getattr(call.fault, "message", "") for call in calls)


# ------------------------------------------------------------------------- SGD


class SGDLike:
    """What the wrong ones have in common; each of them replaces one method."""

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.memory = {}

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p)

    def update(self, p):
        p -= self.lr * self.velocity(p, self.direction(p))

    def direction(self, p):
        return p.grad + self.weight_decay * p

    def velocity(self, p, d):
        self.memory[p] = self.momentum * self.memory.get(p, 0.0) + d
        return self.memory[p]


@mistake(
    "uphill",
    of="SGD",
    en="""The parameters went along the gradient instead of against it. The gradient points to where the loss grows
    fastest; every step of yours makes it larger.

    The loss w ** 2 is smallest at w = 0. At w = 6, what sign does its gradient have, and into which direction does your
    last line move w?""",
    zh="""参数顺着梯度走了，而不是逆着梯度走。梯度指向损失增长最快的方向，于是每走一步，损失都变大。

    损失 w ** 2 在 w = 0 处最小。在 w = 6 处，它的梯度是正还是负？你的最后一行让 w 朝哪个方向移动？""",
)
class SGDUphill(SGDLike):
    def update(self, p):
        p += self.lr * self.velocity(p, self.direction(p))


@mistake(
    "dampened_momentum",
    of="SGD",
    en="""The new gradient was multiplied by 1 - momentum before it was added to the memory. That makes an average, as
    in Adam. SGD's memory is a sum: the old part is damped, the new gradient comes in as it is. With a momentum of 9/10
    your steps are ten times too short, and the learning rates that papers name do not fit.

    The gradient is 6 in every step, the momentum is 1/2. Which number does the memory of a sum tend to, which one that
    of an average, and which is yours?""",
    zh="""新梯度在加进记忆之前，先乘了 1 - momentum。这样得到的是平均值，那是 Adam 的做法。SGD 的记忆是一个和：
    旧的部分打折，新梯度原样加进来。动量为 9/10 时，你的步子只有应有的十分之一，论文里写的学习率也就不合用了。

    设每一步的梯度都是 6，动量为 1/2。如果记忆是和，它会趋向哪个数？如果是平均值呢？你的是哪一个？""",
)
class SGDDampenedMomentum(SGDLike):
    def velocity(self, p, d):
        self.memory[p] = self.momentum * self.memory.get(p, 0.0) + (1 - self.momentum) * d
        return self.memory[p]


@mistake(
    "decay_forgotten",
    of="SGD",
    en="""The weight decay has no effect: with it and without it, your parameters go the same way. It is a second force
    beside the gradient, and it pulls every weight towards 0, the harder the further away it is.

    Let the gradient be 0 everywhere and the weight decay be large. Do your parameters move? Which line of `step` reads
    the number that `__init__` was given?""",
    zh="""权重衰减没有起作用：有它没它，参数走的路都一样。它是梯度之外的另一个力，把每个权重拉向 0，离得越远拉得越用力。

    设梯度处处为 0，而权重衰减很大。你的参数会动吗？`step` 里的哪一行用到了交给 `__init__` 的那个数？""",
)
class SGDDecayForgotten(SGDLike):
    def direction(self, p):
        return p.grad


@mistake(
    "one_state_for_all",
    of="SGD",
    raises=r"must match|broadcast",
    en="""All parameters share one memory. The second one adds its gradient to what the first has left there, and in the
    next step the first takes over a part of the second's. If the shapes differ, torch complains; if they are equal,
    nobody does.

    In a network with a hundred parameters, how many memories should there be? Print how many your optimiser holds, and
    the shape of each.""",
    zh="""所有参数共用了一份记忆。第二个参数把自己的梯度加在第一个参数留下的东西上，到了下一步，
    第一个参数又接过了第二个参数的一部分。形状不同时 torch 会报错；形状相同时，谁也不会提醒。

    一个网络有一百个参数，应该有几份记忆？请打印你的优化器里有几份，各是什么形状。""",
)
class SGDOneStateForAll(SGDLike):
    def velocity(self, p, d):
        self.memory[None] = self.momentum * self.memory.get(None, 0.0) + d
        return self.memory[None]


@mistake(
    "grad_modified",
    of="SGD",
    en="""The parameters are right, but `.grad` is not what it was before the step: the weight decay was added to it in
    place. The gradient belongs to `backward`, and others read it after you: a log of its size, gradient clipping, or a
    second backward that adds to it.

    Print `p.grad` before and after `step()`. Which line writes into that very tensor, and which tensor could it write
    into instead? (`g = p.grad` makes a second name, and no copy.)""",
    zh="""参数是对的，可 `.grad` 和 `step()` 之前不一样了：权重衰减被原地加到了它上面。梯度是 `backward` 的，
    在你之后还有人要读它：记录梯度大小的日志、梯度裁剪，或者会往上累加的下一次反向传播。

    请在 `step()` 前后各打印一次 `p.grad`。是哪一行写进了这个张量？它本可以写到哪个张量里去？
    （`g = p.grad` 只是多了一个名字，并没有复制。）""",
)
class SGDGradModified(SGDLike):
    def direction(self, p):
        p.grad += self.weight_decay * p
        return p.grad.clone()


@mistake(
    "skips_none",
    of="SGD",
    raises=r"NoneType",
    matches=tripped_over_none,
    en="""A parameter without a gradient was treated as if it had one. Its `.grad` is None, and with None nothing can be
    computed. That is no fault of the caller's: a layer that was not used in this step, or is frozen, has no gradient,
    and before the first `backward` nobody has one.

    Make a parameter, call no backward, and print its `.grad`. What should `step` do with such a parameter, what should
    `zero_grad` do, and in which line would they have to notice?""",
    zh="""没有梯度的参数，被当成有梯度的来处理了。它的 `.grad` 是 None，而 None 是不能参与计算的。这不是调用者的错：
    这一步没用到的层、冻结的层，都没有梯度；第一次 `backward` 之前，谁都没有梯度。

    请新建一个参数，不调用 backward，打印它的 `.grad`。遇到这样的参数，`step` 该怎么办？`zero_grad` 呢？
    它们应该在哪一行发现这一点？""",
)
class SGDSkipsNone(SGDLike):
    def step(self):
        with torch.no_grad():
            for p in self.params:
                self.update(p)


@mistake(
    "rebinds_param",
    of="SGD",
    matches=never_moved,
    en="""The parameters of the network have not moved at all. A line such as `p = p - …` computes a new tensor and
    calls it `p`; the tensor that the network holds goes on under its own name, with its old numbers. A copy that was
    changed has the same effect.

    Print `id(p)` before and after the line with the update. Is it still the object that was handed in? Which ways do
    you know to put new numbers into an object that exists?""",
    zh="""网络的参数一点也没有动。像 `p = p - …` 这样的一行，算出的是一个新张量，只是也叫 `p`；
    网络手里的那个张量照旧，数也还是原来的数。改动一份副本，也是同样的结果。

    请在更新的那一行前后各打印一次 `id(p)`。它还是交进来的那个对象吗？要把新的数放进一个已有的对象，你知道哪些写法？""",
)
class SGDRebindsParam(SGDLike):
    def update(self, p):
        p = p - self.lr * self.velocity(p, self.direction(p))


@mistake(
    "recorded_update",
    of="SGD",
    raises=r"leaf Variable that requires grad",
    en="""Torch was recording while the parameter was changed, and refuses: the change itself would become part of the
    computation through which the next `backward` has to go. A step is not part of the network's computation; it comes
    after it.

    Print `torch.is_grad_enabled()` in the line before the update. Which statement of a2/u02 makes it False, for the
    lines below it?""",
    zh="""修改参数的时候，torch 还在做记录，于是拒绝了：否则这次修改本身也会成为计算的一部分，下一次 `backward`
    就得穿过它。更新这一步并不属于网络的计算，它在计算之后。

    请在更新的前一行打印 `torch.is_grad_enabled()`。a2/u02 里的哪个语句能让它在下面几行里变成 False？""",
)
class SGDRecordedUpdate(SGDLike):
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p -= self.lr * self.velocity(p, self.direction(p))


@mistake(
    "generator_params",
    of="SGD",
    en="""With a list all is well; with a generator the parameters stand still from the second step on, or even from the
    first. A generator can be walked through once. `model.parameters()` is one: the first `for` takes everything out,
    and all later ones find it empty, without a word.

    Let `some = (n for n in [6, 7])` and print `list(some)` two times. How often does your class walk through `params`,
    and what could it do with them in `__init__`?""",
    zh="""用列表一切正常；用生成器，从第二步起参数就不动了，甚至第一步就不动。生成器只能走一遍。
    `model.parameters()` 就是生成器：第一个 `for` 把东西都取走了，后面的再来就是空的，而且一声不响。

    令 `some = (n for n in [6, 7])`，打印两次 `list(some)` 看看。你的类要把 `params` 走几遍？在 `__init__` 里，
    可以先拿它们做什么？""",
)
class SGDGeneratorParams(SGDLike):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__([], lr, momentum, weight_decay)
        self.params = params


@mistake(
    "graph_kept",
    of="SGD",
    en="""The numbers are right, but what your optimiser remembers carries the record of how it was computed, back to
    the first step. With each step this chain grows, and the memory that a training run needs grows with it, until the
    machine gives up. (`weight_decay * p` is recorded like any computation with a parameter; going through `p.data` at
    the end does not help with that.)

    After a few steps, print the `requires_grad` and the `grad_fn` of what you remember. Which lines of `step` ought to
    run without records?""",
    zh="""数是对的，可优化器记住的东西，身上还带着它是怎样算出来的记录，一直连到第一步。每走一步，这条链就长一截，
    训练占用的内存也跟着涨，直到机器吃不消为止。（`weight_decay * p` 和任何用到参数的计算一样会被记录；
    最后改用 `p.data` 并不管用。）

    走几步之后，请打印你记住的东西的 `requires_grad` 和 `grad_fn`。`step` 里的哪几行应该在不做记录的情况下运行？""",
)
class SGDGraphKept(SGDLike):
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data -= self.lr * self.velocity(p, self.direction(p))


# ------------------------------------------------------------------------ Adam


class AdamLike:
    """What the wrong ones have in common; each of them replaces one method."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.m = {p: torch.zeros_like(p) for p in self.params}
        self.s = {p: torch.zeros_like(p) for p in self.params}
        self.t = dict.fromkeys(self.params, 0)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p)

    def update(self, p):
        p -= self.lr * self.move(p, p.grad + self.weight_decay * p)

    def count(self, p):
        self.t[p] += 1
        return self.t[p]

    def move(self, p, d):
        beta1, beta2 = self.betas
        t = self.count(p)
        self.m[p] = beta1 * self.m[p] + (1 - beta1) * d
        self.s[p] = beta2 * self.s[p] + (1 - beta2) * d**2
        return self.quotient(self.m[p] / (1 - beta1**t), self.s[p] / (1 - beta2**t))

    def quotient(self, m, s):
        return m / (s.sqrt() + self.eps)


@mistake(
    "no_bias_correction",
    of="Adam",
    en="""Both averages were used as they are. They begin at 0, which is no gradient that anybody has seen, and in the
    first steps they consist of this 0 for the most part: m is too small, s still more so. Since s stands below, the
    first steps can come out several times too large.

    For betas of 9/10 and 999/1000 and a gradient that is 6 all the time, print m and s after the first step. Which
    numbers would be right averages, and by what does each of yours have to be divided to get there?""",
    zh="""两个平均值直接拿来用了。它们从 0 开始，可谁也没见过 0 这个梯度；最初几步里，平均值的大部分就是这个 0：
    m 偏小，s 偏小得更厉害。s 在分母上，所以最初几步可能大出好几倍。

    设 betas 为 9/10 和 999/1000，梯度一直是 6，请打印第一步之后的 m 和 s。正确的平均值应该是多少？
    你的两个数各要除以多少才能得到它们？""",
)
class AdamNoBiasCorrection(AdamLike):
    def count(self, p):
        return float("inf")


@mistake(
    "eps_inside_root",
    of="Adam",
    en="""`eps` was added before the root was taken. Some books write it that way; torch, and this task, add it to the
    root itself. For gradients of ordinary size nobody sees a difference. For very small ones it decides: the root of
    1e-8 is 1e-4, ten thousand times as much.

    For S = 0 and `eps` = 1/100, what should a step be divided by, and what does your line divide by?""",
    zh="""`eps` 在开方之前就加上了。有些书上是这样写的；而 torch 和本题都是把它加在开方的结果上。梯度大小正常时，
    谁也看不出区别；梯度很小时，它就说了算：1e-8 的平方根是 1e-4，大了一万倍。

    设 S = 0，`eps` = 1/100。这一步应该除以多少？你的那一行除以的是多少？""",
)
class AdamEpsInsideRoot(AdamLike):
    def quotient(self, m, s):
        return m / (s + self.eps).sqrt()


@mistake(
    "betas_swapped",
    of="Adam",
    en="""The two betas have changed places: the average of the gradients forgets at the rate that was meant for the
    average of their squares, and the other way round. Usually the second beta is larger, since the size of a gradient
    changes more slowly than its direction.

    Print what you use as `beta1` and as `beta2` for `betas=(1/4, 3/8)`. Which of the two does the line with the square
    use, and which of the two corrections?""",
    zh="""两个 beta 互换了位置：梯度的平均按照本该用于平方平均的速度遗忘，反过来也一样。通常第二个 beta 更大，
    因为梯度的大小变得比方向慢。

    取 `betas=(1/4, 3/8)`，请打印你用作 `beta1` 和 `beta2` 的数。带平方的那一行用的是哪一个？
    两个偏差修正各用的是哪一个？""",
)
class AdamBetasSwapped(AdamLike):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, lr, (betas[1], betas[0]), eps, weight_decay)


@mistake(
    "count_stuck",
    of="Adam",
    en="""The first step is right, the later ones are too large or too small: the correction still believes that it is
    the first step. It has to fade away as the averages fill with real gradients, and that is what the count t is for.

    Print t in each of three calls of `step`. Where does it live between the calls, and which line makes it larger?""",
    zh="""第一步是对的，后面的步子就偏大或偏小了：偏差修正一直以为现在还是第一步。随着平均值里真正的梯度越来越多，
    修正应该逐渐消失，步数 t 就是为此准备的。

    请调用三次 `step`，每次都打印 t。两次调用之间，它保存在哪里？哪一行让它变大？""",
)
class AdamCountStuck(AdamLike):
    def count(self, p):
        return 1


@mistake(
    "count_in_loop",
    of="Adam",
    en="""The first parameter is right, the second is not: one and the same count goes up once for each parameter, so in
    the very first step the second parameter believes that it is its second step.

    Print t for each parameter during one call of `step`. How many steps has each of them taken so far?""",
    zh="""第一个参数是对的，第二个就不对了：同一个计数，每处理一个参数就加一次，于是在最初的那一步里，
    第二个参数以为自己已经走到了第二步。

    请在一次 `step` 里，为每个参数打印 t。到目前为止，它们各走了几步？""",
)
class AdamCountInLoop(AdamLike):
    steps = 0

    def count(self, p):
        self.steps += 1
        return self.steps


@mistake(
    "one_count_for_all",
    of="Adam",
    en="""There is one count for the whole optimiser. As long as every parameter has a gradient in every step, that is
    the same. But a parameter that had none for a while (its layer was frozen, or not used) has taken fewer steps than
    the others: its averages are younger, and need the correction for their own age.

    A parameter gets its first gradient in step 7. How much of its m is a real gradient then, and which t does your
    correction use?""",
    zh="""整个优化器只有一个计数。只要每个参数每一步都有梯度，那没有区别。可是有的参数曾有一阵没有梯度
    （所在的层冻结了，或者没用到），走过的步数就比别的少：它的平均值更年轻，需要按自己的年龄来修正。

    某个参数到第 7 步才第一次得到梯度。这时它的 m 里有多少是真正的梯度？你的修正用的 t 又是多少？""",
)
class AdamOneCountForAll(AdamLike):
    steps = 0

    def step(self):
        self.steps += 1
        super().step()

    def count(self, p):
        return self.steps


# ----------------------------------------------------------------------- AdamW


class AdamWLike(AdamLike):
    """Decay that is none of `move`'s business; each of the wrong ones replaces how it is done."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        super().__init__(params, lr, betas, eps, weight_decay)


@mistake(
    "l2_not_decoupled",
    of="AdamW",
    en="""The weight decay was added to the gradient, so it went through the averages and was divided by the usual size
    like everything else. Then weights with large gradients hardly decay, and those with small ones decay much. That is
    what Adam does with its `weight_decay`; the W stands for the difference.

    Two weights are both 6; one has gradients a thousand times as large as the other. By how much should each shrink in
    one step because of the decay alone, and by how much does yours?""",
    zh="""权重衰减加到了梯度上，于是它和别的东西一样进入了平均，还被除以了通常的大小。这样一来，梯度大的权重几乎不衰减，
    梯度小的反而衰减得厉害。Adam 对它的 `weight_decay` 就是这么做的；名字里的 W，指的正是两者的区别。

    两个权重都是 6，其中一个的梯度是另一个的一千倍。仅仅因为衰减，每一步它们各应该缩小多少？你的又缩小了多少？""",
)
class AdamWL2NotDecoupled(AdamWLike):
    pass


@mistake(
    "decay_without_lr",
    of="AdamW",
    en="""The weights shrink by the full weight decay in each step, whatever the learning rate. In torch, and in this
    task, the learning rate scales both, the step and the decay: who halves `lr` halves all that happens. (The paper
    writes it with a factor of its own, so both can be found in code.)

    Let `lr` be 0. Where should the weights be after a step, and where are yours?""",
    zh="""不管学习率是多少，权重每一步都按整个 weight_decay 缩小。在 torch 和本题中，学习率同时管着两件事，步子和衰减：
    把 `lr` 减半，发生的一切都减半。（论文里另写了一个系数，所以两种写法在代码里都能见到。）

    令 `lr` 为 0。走一步之后，权重应该在哪里？你的在哪里？""",
)
class AdamWDecayWithoutLr(AdamWLike):
    def update(self, p):
        p *= 1 - self.weight_decay
        p -= self.lr * self.move(p, p.grad)


@mistake(
    "decay_after_step",
    of="AdamW",
    en="""The step was taken first, and what came of it was shrunk. So a part of the new step decays as well, at once.
    The difference is small (it has a factor of `lr` times `lr`), but after some thousand steps two runs that should
    agree do not.

    Write down by hand for one weight: first shrink, then step; and first step, then shrink. In which of the two does
    the whole step arrive?""",
    zh="""这里先走一步，再把结果缩小。于是刚走出的这一步，马上也衰减了一部分。差别很小（带着 `lr` 乘 `lr` 的因子），
    可走上几千步之后，本该一致的两次训练就不一致了。

    请对一个权重用笔写一写：先缩小再走一步，和先走一步再缩小。哪一种写法里，这一步才完整地算数？""",
)
class AdamWDecayAfterStep(AdamWLike):
    def update(self, p):
        p -= self.lr * self.move(p, p.grad)
        p *= 1 - self.lr * self.weight_decay


@mistake(
    "decays_twice",
    of="AdamW",
    en="""The weights are shrunk directly, and the decay is in the gradient as well: two decays at once. That happens
    where the class builds on Adam, and Adam is told the weight decay too.

    Print the weight decay with which the part of your object that is an Adam works. Which number makes that part do
    nothing of the kind?""",
    zh="""权重直接缩小了，梯度里却又加了一份衰减：一共衰减了两次。如果这个类建立在 Adam 之上，
    又把权重衰减也交给了 Adam，就会这样。

    请打印你的对象里，属于 Adam 的那部分用的权重衰减是多少。哪个数能让那部分不做这件事？""",
)
class AdamWDecaysTwice(AdamWLike):
    def update(self, p):
        p *= 1 - self.lr * self.weight_decay
        super().update(p)
