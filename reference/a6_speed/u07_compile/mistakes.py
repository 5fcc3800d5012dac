"""a6/u07 Compiling: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`matches=`: Python can be needed in many ways between two operators, and `helpers.examine` says for what.
"""

import numpy as np
import torch
from torch import nn
from u07_compile import Counting

from autograder import mistake


def stops(calls):
    """For what Python was needed in the midst of no_breaks, in the calls of one check."""
    told = [call.value for call in calls if call.name == "helpers.examine" and call.fault is None]
    return {stop for each in told for stop in each["stops"]}


def uses_numpy(calls):
    """Left torch for NumPy, or was refused by it."""
    refused = any("numpy()" in call.fault.message for call in calls if call.fault is not None)
    return refused or "numpy" in stops(calls)


def decides_in_python(calls):
    """Python looked at a number to decide, whatever else it did."""
    return "if" in stops(calls)


def prints_inside(calls):
    """Something was printed in between, and nothing decided."""
    return stops(calls) == {"print"}


@mistake(
    "never_called",
    of="count_graphs",
    en="""No graph was made at all: `torch.compile(fn)` wraps the function and does nothing else. Torch cannot know
    which shapes and numbers will come, so it waits for the first call.

    Print `backend.count` on the line after `torch.compile`, and again after the first call. On which of your lines is
    the compiled function called, and with which arguments?""",
    zh="""一个图也没有产生：`torch.compile(fn)` 只是把函数包了一层，别的什么都没有做。
    torch 不可能预先知道会来什么形状、什么数，所以它要等到第一次调用。

    请在 `torch.compile` 的下一行打印 `backend.count`，第一次调用之后再打印一次。编译后的函数是在你的哪一行被调用的，
    用的是哪些参数？""",
)
def never_called(fn, *args):
    backend = Counting()
    torch.compile(fn, backend=backend)
    return backend.count


@mistake(
    "compiles_inside_loop",
    of="count_compiles",
    en="""Every call was counted, even where a version that fits was there already. That happens if everything begins
    anew for each tuple: a fresh backend, a reset, or a call of `count_graphs` in the loop. A compiled function is
    worth its price only if it is kept and called again.

    Ask for the same tuple three times. How many versions does one and the same shape need? Which of your lines
    are indented, and which of them should be done only once?""",
    zh="""每次调用都被算了进去，哪怕合适的版本早就有了。如果对每个元组都从头来过，就会这样：循环里新建了后端，
    做了 reset，或者调用了 `count_graphs`。编译好的函数要留着反复调用，才值得付出编译的代价。

    请用同一个元组问三次。同一种形状需要几个版本？你的代码里哪几行缩进在循环之内？其中哪些只该做一次？""",
)
def compiles_inside_loop(fn, argsets, dynamic=None):
    count = 0
    for args in argsets:
        torch.compiler.reset()
        backend = Counting()
        torch.compile(fn, backend=backend, dynamic=dynamic)(*args)
        count += backend.count
    return count


@mistake(
    "no_reset",
    of="count_compiles",
    en="""Asked for the first time the answer is right, asked again about the same function it is smaller. Torch
    remembers, for each function, which versions there are and which sizes have already changed, even across several
    calls of `torch.compile`. And after eight versions of one function it gives up and compiles nothing more.

    Call your function ten times with the same arguments and print what it says. What has to happen before you start to
    count, so that nobody's earlier calls play a part?""",
    zh="""第一次问，答案是对的；就同一个函数再问一次，答案变小了。torch 会为每个函数记住已经有哪些版本、
    哪些大小曾经变过，即使重新调用 `torch.compile` 也还记得。而且同一个函数编译过八个版本之后，它就放弃了，不再编译。

    请用同样的参数把你的函数调用十次，打印每次的结果。开始计数之前要做什么，才能让以前的调用都不起作用？""",
)
def no_reset(fn, argsets, dynamic=None):
    backend = Counting()
    compiled = torch.compile(fn, backend=backend, dynamic=dynamic)
    for args in argsets:
        compiled(*args)
    return backend.count


@mistake(
    "numpy_inside",
    of="no_breaks",
    matches=uses_numpy,
    en="""The photo left torch for NumPy. Torch can translate some of NumPy when it captures a graph, but NumPy knows
    nothing of gradients: either it refuses a tensor that records them, or they end there without a word. And where
    Python then looks at one of its numbers, the graph ends as well.

    Give a photo with `requires_grad=True` to `with_breaks` and to yours, and print `requires_grad` of both answers.
    Which function of torch does what you use NumPy for?""",
    zh="""照片离开 torch，到 NumPy 那里去了。捕获图的时候，torch 能翻译 NumPy 的一部分，可是 NumPy 对梯度一无所知：
    要么拒绝带梯度记录的张量，要么让梯度在那里无声无息地断掉。如果 Python 接着又要看其中的一个数，图也会在那里断开。

    请把 `requires_grad=True` 的照片分别交给 `with_breaks` 和你的函数，打印两个结果的 `requires_grad`。
    你用 NumPy 做的事，torch 的哪个函数也能做？""",
)
def numpy_inside(x):
    values = x.detach().numpy()
    return torch.from_numpy(np.clip(np.where(values.mean() > 0.5, values - 0.25, values * 2), 0, 1))


@mistake(
    "branch_on_item",
    of="no_breaks",
    matches=decides_in_python,
    en="""The values are right, but Python still decides: `if`, `bool(...)`, `.item()` or `float(...)` asks for the
    number in a tensor. While a graph is captured there are no numbers yet, only shapes. So torch has to end the graph
    there, run it, let Python look, and begin another one.

    Print the graphs with `show` from the handout. After which operator does the first one end, and which of your lines
    comes next? Could both answers be computed, and one of them chosen without Python?""",
    zh="""值是对的，可是做决定的仍然是 Python：`if`、`bool(...)`、`.item()` 或者 `float(...)` 要看张量里的数。
    捕获图的时候还没有数，只有形状，所以 torch 只好在那里结束这个图，先运行它，让 Python 看一眼，再开始下一个图。

    请用讲义里的 `show` 打印各个图。第一个图在哪个运算之后结束？紧接着的是你的哪一行？能不能把两种结果都算出来，
    再不经过 Python 从中选一个？""",
)
def branch_on_item(x):
    x = x - 0.25 if x.mean().item() > 0.5 else x * 2
    return x.clamp(0, 1)


@mistake(
    "print_inside",
    of="no_breaks",
    matches=prints_inside,
    en="""The values are right, and no branch is left, but in the middle something is printed. Printing is Python's
    business. A graph holds nothing but operators, so it ends before the line, and after it another one begins.

    Print the graphs with `show` from the handout, and count them. Does the caller need what you print? If so, could
    it be printed by the caller, from what comes back?""",
    zh="""值是对的，分支也没有了，可是中间还打印了什么。打印是 Python 的事。图里面只有运算，所以图在这一行之前结束，
    之后再开始另一个图。

    请用讲义里的 `show` 打印各个图，数一数有几个。调用者需要你打印的内容吗？如果需要，
    能不能由调用者拿到结果之后再打印？""",
)
def print_inside(x):
    mean = x.mean()
    print("mean", mean)  # noqa: T201 - it is the mistake
    return torch.where(mean > 0.5, x - 0.25, x * 2).clamp(0, 1)


@mistake(
    "per_pixel",
    of="no_breaks",
    en="""Each pixel was judged by itself: the bright ones got darker and the dark ones brighter. In `with_breaks` there
    is one decision for the whole photo, and all pixels follow it.

    Which shape has the condition in your `torch.where`: that of the photo, or ()? What does `with_breaks` compare with
    0.5?""",
    zh="""你是对每个像素分别判断的：亮的像素变暗，暗的像素变亮。而在 `with_breaks` 里，整张照片只做一次决定，
    所有像素都照办。

    你的 `torch.where` 里，条件是什么形状：照片的形状，还是 ()？`with_breaks` 拿来和 0.5 比较的是什么？""",
)
def per_pixel(x):
    return torch.where(x > 0.5, x - 0.25, x * 2).clamp(0, 1)


def padded(batches, extra_of):
    """Each batch with extra_of(N) rows of zeros, and its mask."""
    pairs = []
    for batch in batches:
        full = torch.cat([batch, batch.new_zeros(extra_of(len(batch)), *batch.shape[1:])])
        pairs.append((full, torch.arange(len(full)) < len(batch)))
    return pairs


@mistake(
    "new_shape_each_call",
    of="stable_shapes",
    en="""Each batch grew by the same number of rows. So batches of different sizes still have different sizes,
    and torch has to compile for each of them, as before; only the work has become more.

    Write down N and M for batches of 3, 5 and 6 rows and multiple 4. How many different M are there, and how many
    should there be? Which of them can be divided by 4?""",
    zh="""每个小批量都加了同样多的行。于是原来大小不同的小批量，现在大小仍然不同，torch 还是要为每一种编译一次；
    增加的只有计算量。

    设 multiple 为 4，写出 3 行、5 行、6 行的小批量的 N 和 M。一共有几个不同的 M？应该有几个？其中哪些能被 4 整除？""",
)
def new_shape_each_call(batches, multiple):
    return padded(batches, lambda n: multiple)


@mistake(
    "one_block_too_many",
    of="stable_shapes",
    en="""A batch that needed no padding got a whole block of zeros. `multiple - N % multiple` is right for all
    other sizes; but where N is a multiple already, the remainder is 0, and what is left of the formula is `multiple`.

    Print the number of rows that you add for N = 3, 4 and 5 with multiple 4. Which of them is surprising? What would
    you like the remainder of `multiple` to be?""",
    zh="""本来不用补的小批量，也补了整整一块零。`multiple - N % multiple` 对别的大小都对；可是如果 N 本来就是
    multiple 的倍数，余数是 0，这个式子就剩下了 `multiple`。

    设 multiple 为 4，打印 N = 3、4、5 时各补多少行。哪一个出乎意料？`multiple` 本身的余数，你希望是多少？""",
)
def one_block_too_many(batches, multiple):
    return padded(batches, lambda n: multiple - n % multiple)


@mistake(
    "pads_last_axis",
    of="stable_shapes",
    en="""The zeros stand at the end of the last axis: each photo became wider, and there are as many photos as before.
    `torch.nn.functional.pad` counts axes from the back, two numbers for each: the first pair belongs to the last axis.
    For a batch with a single axis nobody notices.

    Print the shapes of a batch and of your padded one, of shape (3, 2) and with multiple 4. Which of the two lengths
    should have become 4?""",
    zh="""零补在了最后一个轴的末尾：每张照片变宽了，照片的张数却没有变。`torch.nn.functional.pad` 从后往前数轴，
    每个轴用两个数：第一对数属于最后一个轴。小批量只有一个轴的时候，谁也不会察觉。

    取形状为 (3, 2) 的小批量，multiple 为 4，打印补齐前后的形状。两个长度里，哪一个应该变成 4？""",
)
def pads_last_axis(batches, multiple):
    pairs = []
    for batch in batches:
        extra = -len(batch) % multiple
        full = nn.functional.pad(batch, (0, extra))
        pairs.append((full, torch.arange(len(batch) + extra) < len(batch)))
    return pairs


@mistake(
    "compares_without_tolerance",
    of="compiled_equal",
    en="""The two answers were compared to the last digit. A compiler may melt several operators into one and round
    less often in between; then the last digits differ, and both answers are equally good.

    Print the largest difference of the two, and the answer itself beside it. How many digits does a float32 have?
    Which function of torch compares numbers with a tolerance?""",
    zh="""两个结果是一位不差地比较的。编译器可能把几个运算合成一个，中间少舍入几次；这样末尾几位就会不同，而两个结果一样好。

    请打印两者的最大差别，旁边再打印结果本身。float32 有几位有效数字？torch 的哪个函数在比较时容许误差？""",
)
def compares_without_tolerance(fn, x, backend):
    return torch.equal(fn(x.clone()), torch.compile(fn, backend=backend)(x.clone()))


@mistake(
    "shares_the_input",
    of="compiled_equal",
    en="""Both calls got the very same tensor. If fn changes what it is given, in place, the second call begins with
    what the first has left behind, so the two answered different questions. And the caller's x is changed as well.

    Print x before the first call, between the two, and after them, for a function with `x.mul_(0.5)`. What should each
    of the two be given instead?""",
    zh="""两次调用拿到的是同一个张量。如果 fn 会原地修改拿到的东西，第二次调用就是从第一次剩下的结果开始的，
    两次回答的不是同一个问题。而且调用者的 x 也被改掉了。

    请用含有 `x.mul_(0.5)` 的函数，在第一次调用之前、两次之间、两次之后各打印一次 x。应该给这两次调用各传什么？""",
)
def shares_the_input(fn, x, backend):
    return torch.allclose(fn(x), torch.compile(fn, backend=backend)(x))
