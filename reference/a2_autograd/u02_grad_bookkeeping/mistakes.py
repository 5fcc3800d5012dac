"""a2/u02 Gradient bookkeeping: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=…`: torch's or Python's words, whichever line of the student's they come from.
"""

import math

import torch

from autograder import mistake


@mistake(
    "finite_difference",
    of="slope",
    en="""f was asked at two places, and the difference was divided by the distance. That is a slope, too, but a rounded
    one: where f is large, both answers agree in all the digits that a number can hold, and their difference says
    nothing. Torch follows the calculation of f step by step and loses none of this; it needs one place only.

    With f(x) = x * x + c, for a small c and for a huge one, print f(x), f(x + h) and their difference. What is left
    of x * x in it, and at which moment did it go?""",
    zh="""这里在两个位置上分别求 f，再用差除以距离。这也算斜率，但带着舍入误差：当 f 的值很大时，
    两个结果在所能保存的各位数字上全都相同，它们的差什么也说明不了。torch 则是沿着 f 的计算过程一步一步往回走，
    不会丢掉这些信息，而且只需要一个位置。

    取 f(x) = x * x + c，c 先取一个不大的数，再取一个巨大的数，分别打印 f(x)、f(x + h) 和它们的差。
    差里还剩下多少 x * x 的信息？是在哪一步丢掉的？""",
)
def slope_finite_difference(f, x):
    h = 1e-4
    return (f(x + h) - f(x)) / h


@mistake(
    "leaves_gradients",
    of="slope",
    en="""The slope is right, but somebody else's `.grad` has changed. `backward()` visits everything that was recorded
    on the way to f(x), also the weights that f uses inside, and adds to the `.grad` of each. The next step of training
    would then move them by your question as well.

    Make a weight with a `.grad` of its own, use it in f, and print that `.grad` before and after you ask for the
    slope. The handout knows two ways to ask torch for a gradient: which of them hands the answer to you and to
    nobody else?""",
    zh="""斜率是对的，可是别人的 `.grad` 变了。`backward()` 会走遍通往 f(x) 的全部记录，
    f 内部用到的权重也包括在内，并在每一个的 `.grad` 上累加。这样，下一步训练时，
    它们就会连同你这次提问的结果一起移动。

    请造一个已有 `.grad` 的权重，在 f 里用到它，求斜率之前和之后各打印一次这个 `.grad`。
    讲义里有两种向 torch 要梯度的办法：哪一种只把结果交给你，不给别人？""",
)
def slope_leaves_gradients(f, x):
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()


@mistake(
    "step_in_graph",
    of="gd_step",
    raises=r"leaf Variable that requires grad",
    en="""Torch refused the step itself. A parameter is where the record begins; if changing it were recorded like any
    other calculation, its new value would depend on its old one, and there would be no beginning any more. The step is
    no part of the question "how wrong is the network", so nothing about it should be recorded.

    Print `torch.is_grad_enabled()` just before the line that stopped. What does the handout put around lines that
    torch should not take down?""",
    zh="""torch 拒绝的正是“走一步”这个动作。参数是记录的起点；如果改动参数也像别的运算一样记下来，
    它的新值就依赖于旧值，起点也就不存在了。走这一步，并不属于“网络错了多少”这个问题，所以不该做任何记录。

    请在停下来的那一行之前打印 `torch.is_grad_enabled()`。讲义里，不想让 torch 记录的那几行外面套了什么？""",
)
def gd_step_step_in_graph(params, lr):
    for p in params:
        if p.grad is not None:
            p -= lr * p.grad


@mistake(
    "rebinds_leaf",
    of="gd_step",
    en="""The parameters of the caller are where they were. Usually it was a line like `p = p - …`: it computes a new
    tensor and gives it the name p, inside your function; the old one, which the network and its list hold, knows
    nothing of that. (Where such a line seems to work, in a loop of your own, the new p is no leaf: the next
    `backward()` leaves its `.grad` None, and torch warns "The .grad attribute of a Tensor that is not a leaf Tensor is
    being accessed".)

    Print `id(p)` before and after the line that should move p. Is it the same object? Which of Python's ways to
    write a minus changes the object that is there?""",
    zh="""调用者的参数还在原处。多半是因为 `p = p - …` 这样的一行：它算出一个新张量，在函数内部把名字 p 给了它；
    网络和列表手里拿着的是旧的那个，它对此一无所知。（有时在自己写的循环里，这样一行看上去也管用；
    但新的 p 不是叶子张量：下一次 `backward()` 之后，它的 `.grad` 是 None，torch 会警告
    “The .grad attribute of a Tensor that is not a leaf Tensor is being accessed”。）

    请在移动 p 的那一行前后各打印一次 `id(p)`，是同一个对象吗？Python 里减法的几种写法，哪一种改的是原来那个对象？""",
)
def gd_step_rebinds_leaf(params, lr):
    for p in params:
        p = p - lr * p.grad


@mistake(
    "climbs",
    of="gd_step",
    en="""Each parameter moved by the right distance, in the wrong direction. A gradient points to where the loss
    *grows* fastest; following it makes the network worse with every step.

    A weight lies on the right slope of a bowl: if it grows, the loss grows, so the gradient is positive. Where is
    the bottom, and did your step go there?""",
    zh="""每个参数移动的距离都对，方向却反了。梯度指向损失*增长*最快的方向，顺着它走，网络一步比一步差。

    设想一个权重落在碗的右坡上：它变大，损失就变大，所以梯度为正。碗底在哪一边？你的这一步是往那边走的吗？""",
)
def gd_step_climbs(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p += lr * p.grad


@mistake(
    "zeroes_gradients",
    of="gd_step",
    en="""The step is right, but the gradients are gone afterwards. Many loops do want to clear them, only that is
    another job with another moment: whoever called `gd_step` may still want to measure them, print them, or take a
    second step. The task says that a step leaves them as they are.

    Print a parameter's `.grad` after your function. Which of your lines touched it, and which function should do
    that instead?""",
    zh="""这一步走得对，可是走完之后梯度没了。很多训练循环确实需要清空梯度，不过那是另一件事，也有它自己的时机：
    调用 `gd_step` 的人，也许还想量一量梯度、打印出来，或者再走一步。题目要求走完之后梯度保持原样。

    请在函数之后打印某个参数的 `.grad`。是哪一行动了它？这件事该由谁来做？""",
)
def gd_step_zeroes_gradients(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p -= lr * p.grad
                p.grad.zero_()


def line_like(x):
    """Slope and intercept at 0."""
    return [torch.zeros((), dtype=x.dtype, requires_grad=True) for _ in range(2)]


def move(params, lr):
    """A right step, and clean gradients."""
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad = None


@mistake(
    "no_zero",
    of="fit_line",
    en="""The first step is right, the later ones are not. `backward()` *adds* to what `.grad` holds, so the second step
    goes by the sum of two gradients, the third by the sum of three: the line cannot forget where it came from, and
    shoots past its goal.

    Print `w.grad` right after each `backward()` of the first three steps. From the second one on, is it the
    gradient of the line as it lies now? When should the old number have gone?""",
    zh="""第一步是对的，后面就不对了。`backward()` 会在 `.grad` 已有的数上*累加*，于是第二步用的是两个梯度的和，
    第三步用的是三个梯度的和：这条直线忘不掉自己从哪里来，一下子冲过了头。

    请在前三步里，每次 `backward()` 之后都打印 `w.grad`。从第二次起，它还是直线在当前位置上的梯度吗？
    旧的数本该在什么时候清掉？""",
)
def fit_line_no_zero(x, y, lr, steps):
    w, b = line_like(x)
    for _ in range(steps):
        ((w * x + b - y) ** 2).mean().backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w.item(), b.item()


@mistake(
    "item_in_loss",
    of="fit_line",
    raises=r"NoneType",
    en="""Already in the first step the `.grad` of the slope or of the intercept is None: no gradient has arrived. Torch
    goes back along the record, so every calculation between them and the loss has to be recorded. Three things cut it:
    a plain number (`.item()`, `float(…)`), a tensor made anew from numbers (`torch.tensor(…)` has no past, even with
    `requires_grad=True`), and a beginning that was never recorded. Without a call of `backward()` there is none either.

    Print the loss: does it say `grad_fn=…`? Then print what it was made of, and so on, back to the slope. Where
    does the `grad_fn` get lost?""",
    zh="""第一步里，斜率或截距的 `.grad` 就已经是 None 了：没有梯度传到。torch 是沿着记录往回走的，
    所以从它们到损失之间的每一步运算都得记录下来。有三样东西会把记录切断：普通的数（`.item()`、`float(…)`）；
    用数重新造出来的张量（`torch.tensor(…)` 没有过去，加上 `requires_grad=True` 也一样）；起点本身就没有做记录。
    没有调用 `backward()`，当然也不会有梯度。

    请打印损失：里面有 `grad_fn=…` 吗？再打印算出它的那些量，一路往回直到斜率。`grad_fn` 是在哪里丢掉的？""",
)
def fit_line_item_in_loss(x, y, lr, steps):
    w, b = line_like(x)
    for _ in range(steps):
        loss = torch.tensor(((w * x + b - y) ** 2).mean().item(), requires_grad=True)
        loss.backward()
        move([w, b], lr)
    return w.item(), b.item()


@mistake(
    "rebinds_line",
    of="fit_line",
    raises=r"NoneType",
    en="""The first step worked, and in the second one `.grad` is None. `w = w - …` made a new tensor, which was itself
    calculated, from the old w. Torch keeps gradients only for leaves, those that you made yourself, and warned: "The
    .grad attribute of a Tensor that is not a leaf Tensor is being accessed".

    Print `w.is_leaf` before the first step and after it. How can w take another value and stay the same object?""",
    zh="""第一步没问题，到第二步 `.grad` 就成了 None。`w = w - …` 造出了一个新张量，而它本身是由旧的 w 算出来的。
    torch 只为叶子张量（你自己造的那些）保留梯度，而且给过警告：
    “The .grad attribute of a Tensor that is not a leaf Tensor is being accessed”。

    请在第一步之前和之后各打印一次 `w.is_leaf`。怎样才能让 w 换一个值，却还是同一个对象？""",
)
def fit_line_rebinds_line(x, y, lr, steps):
    w, b = line_like(x)
    for _ in range(steps):
        ((w * x + b - y) ** 2).mean().backward()
        w = w - lr * w.grad
        b = b - lr * b.grad
    return w.item(), b.item()


@mistake(
    "vector_backward",
    of="fit_line",
    raises=r"only for scalar outputs",
    en="""`backward()` was called on N numbers, one error for each point. "Which way is downhill" is a question about
    one number; of N numbers, each has a downhill of its own. (With a single point nobody notices.)

    Print the shape of what you call `backward()` on. The task says how the N errors become one loss: which word is
    it?""",
    zh="""`backward()` 是在 N 个数上调用的，每个点各有一个误差。“往哪边是下坡”只能对一个数来问；
    N 个数的话，每个数都有自己的下坡方向。（只有一个点时，谁也察觉不到。）

    请打印调用 `backward()` 的那个张量的形状。题目说了 N 个误差怎样变成一个损失：是哪个词？""",
)
def fit_line_vector_backward(x, y, lr, steps):
    w, b = line_like(x)
    for _ in range(steps):
        ((w * x + b - y) ** 2).backward()
        move([w, b], lr)
    return w.item(), b.item()


@mistake(
    "backward_twice",
    of="fit_line",
    raises=r"backward through the graph a second time",
    en="""The first step worked; in the second one `backward()` went back along a record that had been used. Something
    that depends on the slope and the intercept was computed only once, before the loop. After a step the line lies
    elsewhere, and its errors are other errors. (With `retain_graph=True` torch stops complaining, and walks by the
    first errors for ever.)

    Say for each of your lines whether its answer changes when w changes. Which of those stand before the loop?""",
    zh="""第一步没问题；第二步里，`backward()` 沿着一份已经用过的记录往回走。
    有什么依赖于斜率和截距的东西，只在循环之前算过一次。可是走了一步之后，直线换了位置，误差也就是另外的误差了。
    （加上 `retain_graph=True`，torch 就不再抱怨，然后永远按最初的误差走下去。）

    请一行一行地问：w 变了，这一行的结果会不会变？会变的那些行里，有哪几行写在了循环之前？""",
)
def fit_line_backward_twice(x, y, lr, steps):
    w, b = line_like(x)
    loss = ((w * x + b - y) ** 2).mean()
    for _ in range(steps):
        loss.backward()
        move([w, b], lr)
    return w.item(), b.item()


@mistake(
    "sum_not_mean",
    of="fit_line",
    en="""The direction is right and the step is too long: N times too long, for N points. The squared errors were added
    up and not averaged. Then every new point makes the steps longer, and a learning rate that was good for ten points
    throws the line out of the bowl for a thousand.

    Hand in all points twice. Should the first step change, and does yours?""",
    zh="""方向是对的，步子却太大：有 N 个点，就大了 N 倍。平方误差只是加了起来，没有求平均。
    这样一来，每多一个点，步子就更大；十个点时合适的学习率，换成一千个点，就会把直线甩出碗外。

    把所有的点都重复一遍再交给函数，第一步应该改变吗？你的变了吗？""",
)
def fit_line_sum_not_mean(x, y, lr, steps):
    w, b = line_like(x)
    for _ in range(steps):
        ((w * x + b - y) ** 2).sum().backward()
        move([w, b], lr)
    return w.item(), b.item()


@mistake(
    "float32_inside",
    of="fit_line",
    en="""The numbers agree in about seven digits, and then no more. The points are float64, but your slope and
    intercept are float32, which is what torch takes if nobody says otherwise; so every step is rounded on its way. A
    loss of seven digits is enough for photos, and not for the orbit of a comet.

    Print `w.dtype` and `x.dtype` for points in float64. In which line of yours was the dtype of w decided?""",
    zh="""前七位左右的数字都一致，再往后就不一致了。点是 float64 的，而你的斜率和截距是 float32：没有特别说明时，
    torch 用的就是它；于是每走一步都要舍入一次。七位数字对照片来说够用，要算彗星的轨道就不够了。

    请用 float64 的点试一试，打印 `w.dtype` 和 `x.dtype`。w 的 dtype 是在哪一行定下来的？""",
)
def fit_line_float32_inside(x, y, lr, steps):
    w, b = torch.zeros((), requires_grad=True), torch.zeros((), requires_grad=True)
    for _ in range(steps):
        ((w * x + b - y) ** 2).mean().backward()
        move([w, b], lr)
    return w.item(), b.item()


@mistake(
    "detach_shares",
    of="frozen_copy",
    en="""Nothing is recorded any more, but the numbers are not kept either: your tensor is a second name for the memory
    of x. `detach()` cuts the record, and copies nothing; nor does `.data`. When a step changes x in place, the "copy"
    moves along. Who keeps the best weights of a training run in this way finds the last ones in the end.

    Write a number into x under `torch.no_grad()`, and print your copy. Which line of your function sets memory
    aside?""",
    zh="""记录确实没有了，可是数也没有留住：你的张量只是 x 那块内存的另一个名字。`detach()` 切断记录，
    却不复制任何东西；`.data` 也是一样。等到走了一步、x 被原地修改，这个“副本”就跟着变了。
    谁要是用这种办法保存训练中最好的权重，最后会发现手里拿的是最末一次的。

    请在 `torch.no_grad()` 之下往 x 里写一个数，再打印你的副本。函数里是哪一行另外准备了内存？""",
)
def frozen_copy_detach_shares(x):
    return x.detach()


@mistake(
    "still_recorded",
    of="frozen_copy",
    en="""The memory is new, but the record goes on: `clone()` is a calculation like any other, and torch can find the
    way from the copy back to x. Whoever uses the copy as a fixed number, the answer of an old network for example, will
    send gradients through it into x.

    Print the copy of a tensor that requires gradients. Does it say `grad_fn=…`? The handout's table has a column
    for that.""",
    zh="""内存是新的，记录却没有断：`clone()` 和别的运算一样会被记下来，torch 能从副本一路找回 x。
    如果有人把副本当作固定的数来用，比如当作旧网络的答案，梯度就会穿过它流进 x。

    请打印一个 requires_grad 的张量的副本，里面有 `grad_fn=…` 吗？讲义的表里，有一列说的就是这个。""",
)
def frozen_copy_still_recorded(x):
    return x.clone()


@mistake(
    "last_only",
    of="grad_norm",
    en="""This is the length of the last parameter's gradient. Each turn of the loop replaced what the one before had
    found.

    Swap the order of the parameters in the list. Should the answer change? Which name in your function remembers
    the parameters that came before?""",
    zh="""得到的是最后一个参数的梯度长度。循环每转一圈，就把前一圈得到的结果换掉了。

    请把列表里参数的次序换一换。结果应该变吗？你的函数里，是哪个名字记着前面那些参数？""",
)
def grad_norm_last_only(params):
    length = 0.0
    for p in params:
        if p.grad is not None:
            length = p.grad.norm().item()
    return length


@mistake(
    "sum_of_norms",
    of="grad_norm",
    en="""The length of each gradient was found by itself, and then the lengths were added. But lengths at right angles
    do not add: 3 steps east and 4 steps north are 5 steps from home, not 7. All numbers of all gradients are sides of
    one single arrow.

    Split one parameter with 2 numbers into two with 1 number each. Should the answer change? At which moment may a
    root be taken?""",
    zh="""这里先分别求出每个梯度的长度，再把长度加起来。可是互相垂直的长度不能直接相加：往东走 3 步，再往北走 4 步，
    离家是 5 步，而不是 7 步。所有梯度里的所有数，是同一个箭头的各个分量。

    把一个含 2 个数的参数拆成两个各含 1 个数的参数，结果应该变吗？开方应该在哪一步才做？""",
)
def grad_norm_sum_of_norms(params):
    return sum(math.sqrt((p.grad**2).sum()) for p in params if p.grad is not None)
