"""a6/u01 Vectorise: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`matches=`: a loop gives the right answer, and no two loops take the same operators. So it is known by their number,
which grows with the lengths.
"""

import math

import torch

from autograder import mistake

FEW = 3  # as in helpers.py


def told_by_helper(calls, name):
    """Whether `helpers.growth` said that there is more of something for the larger tensors."""
    return any(call.fault is None and call.name == "helpers.growth" and call.value[name] == "more" for call in calls)


def grows(calls):
    """The larger call took more operators than the smaller one before it."""
    steps = [call.value[1]["steps"] for call in calls if call.op == "trace" and call.fault is None]
    traced = len(steps) > 1 and steps[1] - steps[0] >= FEW
    return traced or told_by_helper(calls, "operators")


def grows_or_fetches(calls):
    """The larger call took more operators, or fetched more numbers into Python."""
    return grows(calls) or told_by_helper(calls, "numbers fetched")


@mistake(
    "python_loop",
    of="pairwise",
    matches=grows,
    en="""The table is right, and it was made piece by piece: the more rows or features come in, the more operators
    torch is asked for. Each of them costs the same small sum before it has computed anything, and on a GPU thousands of
    cores wait while one order after the other is written. A comprehension, `map` or a function that calls itself is a
    loop, too.

    Print `seen.launches` as in the handout's first example, for 10 rows and for 20. Then write down the shape of a
    tensor that holds everything your innermost line makes in all its rounds. Which axes has it that a and b do not
    have yet?""",
    zh="""表里的数是对的，却是一块一块做出来的：行数或特征数越多，向 torch 要的算子就越多。每个算子在开始计算之前，
    都要先付一笔同样的小开销；在 GPU 上，命令一条接一条地写，几千个核心就只能干等。列表推导式、`map`、
    自己调用自己的函数，也都是循环。

    请照讲义的第一个例子，分别用 10 行和 20 行打印 `seen.launches`。然后写下：如果用一个张量装下最里面那一行
    在所有轮次里算出的东西，它是什么形状？哪些轴是 a 和 b 现在还没有的？""",
)
def pairwise_python_loop(a, b):
    table = torch.zeros(len(a), len(b), dtype=a.dtype)
    for n in range(len(a)):
        for m in range(len(b)):
            table[n, m] = ((a[n] - b[m]) ** 2).sum()
    return table


@mistake(
    "root_taken",
    of="pairwise",
    en="""These are distances, and the task asks for their squares. `torch.cdist` and the norms end with a root. Where
    distances are only compared, the root changes nothing but costs an operator; and near 0 its slope is without bound,
    which gradients do not forgive.

    Take the points (0, 0) and (3, 4). Which number does your function give, and which numbers were added on the way
    to it?""",
    zh="""得到的是距离，而题目要的是距离的平方。`torch.cdist` 和各种范数，最后一步都是开方。
    如果只是比较远近，开方不会改变结果，却多花一个算子；而且在 0 附近，它的斜率没有上限，求梯度时会出问题。

    取 (0, 0) 和 (3, 4) 两个点，你的函数给出哪个数？在得到它之前，是哪几个数加在了一起？""",
)
def pairwise_root_taken(a, b):
    return torch.linalg.vector_norm(a[:, None] - b, dim=-1)


@mistake(
    "list_append",
    of="moving_average",
    matches=grows,
    en="""All means are right, and they were made piece by piece: each window got operators of its own, or each of the
    k places of a window. A list that is stacked at the end looks like one step, but the work was done before, one
    piece after the other; filling a tensor place by place is the same. A loop over the k places takes fewer rounds, and
    still more of them for a larger k.

    Print `seen.launches` as in the handout's first example, for 100 numbers and for 200. Then write the first three
    windows of x below each other. What shape has a tensor whose rows are all the windows, and along which axis is
    its mean taken?""",
    zh="""均值都对，可都是一块一块做出来的：每个窗口，或者窗口里的每个位置（共 k 个），都单独用了一些算子。
    先放进列表、最后再 stack，看上去只有一步，其实活早就干完了，一块接一块；往张量里逐个位置地填，也是一样。
    沿着窗口里的 k 个位置循环，轮数会少一些，但 k 越大，轮数还是越多。

    请照讲义的第一个例子，分别用 100 个数和 200 个数打印 `seen.launches`。然后把 x 的前三个窗口上下写成三行。
    如果一个张量的各行就是所有的窗口，它是什么形状？均值应该沿着哪个轴求？""",
)
def moving_average_list_append(x, k):
    means = []
    for i in range(len(x) - k + 1):
        means.append(x[i : i + k].mean())
    return torch.stack(means)


@mistake(
    "first_window_lost",
    of="moving_average",
    en="""There is one mean too few, and it is the first: the answer begins with the window that starts at x[1]. That
    happens with running totals. The difference of two totals is the sum of what lies between them, and nothing was
    subtracted from a total of nothing.

    For x = 1, 3, 8, 10 and k = 2, write the running totals in a row. Which two of them does the window 1, 3 need? Is
    there a place in your row for "nothing added yet"?""",
    zh="""少了一个均值，少的是第一个：结果从 x[1] 开始的那个窗口算起。用累计和来做时，常会这样。
    两个累计和相减，得到的是它们之间那一段的和；而“还什么都没加”的那个累计和，没有人减过。

    取 x = 1, 3, 8, 10，k = 2，把各个累计和写成一排。窗口 1, 3 要用到其中哪两个？
    你这一排里，有没有“还什么都没加”的位置？""",
)
def moving_average_first_window_lost(x, k):
    total = x.cumsum(0)
    return (total[k:] - total[:-k]) / k


@mistake(
    "last_window_lost",
    of="moving_average",
    en="""There is one mean too few, and it is the last: the window that ends with the last number of x is missing.
    Posts and fences: a window that begins at N - k still fits.

    With N = 4 numbers and k = 2, at which places can a window begin? Count them, and compare with the number that
    your code gives to `range`, `arange` or the slice.""",
    zh="""少了一个均值，少的是最后一个：以 x 的最后一个数收尾的那个窗口不见了。这就是“植树问题”：
    从 N - k 开始的窗口，也还放得下。

    设 N = 4，k = 2，窗口可以从哪些位置开始？数一数，再和你的代码里交给 `range`、`arange` 或切片的数比一比。""",
)
def moving_average_last_window_lost(x, k):
    return x[:-1].unfold(0, k, 1).mean(dim=1)


@mistake(
    "cumsum_precision",
    of="moving_average",
    en="""Where the numbers are small the means are right; where the running total has become large they are wrong, by
    more the larger it is. float32 keeps about seven digits. Behind a total of millions no digits are left for what
    comes after the point, and the difference of two such totals gives back what was rounded away, not what you added.

    Print `torch.tensor([1e8, 2.0, 4.0]).cumsum(0).tolist()` and do the sums by hand. Which totals need more digits
    than float32 has, and which numbers would a window need that never meets a total?""",
    zh="""数小的地方，均值是对的；累计和变大之后就不对了，而且越大错得越多。float32 大约只有七位有效数字。
    累计和到了几百万，小数点后面就没有位置了；两个这样的累计和相减，得到的是舍入后剩下的东西，
    而不是你加进去的数。

    请打印 `torch.tensor([1e8, 2.0, 4.0]).cumsum(0).tolist()`，再用手算一遍。哪些累计和需要的位数超过了 float32？
    如果不经过累计和，一个窗口只需要哪几个数？""",
)
def moving_average_cumsum_precision(x, k):
    total = torch.cat([x.new_zeros(1), x.cumsum(0)])
    return (total[k:] - total[:-k]) / k


@mistake(
    "item_per_element",
    of="relu_loop_to_ops",
    matches=grows_or_fetches,
    en="""The numbers were taken out of the tensor, and the decisions were made outside of torch, most likely one number
    after the other. The answer is right; but a million numbers ask for a million decisions then, and on a GPU everybody
    waits until the card has sent them back. `item`, `float`, `tolist`, NumPy and an `if` on x[i] all do that.

    Print `x < 0` for your x: how many decisions were made, and by how many operators? Which function of the handout
    takes such a tensor of answers, and two tensors to choose from?""",
    zh="""这些数都被从张量里取了出来，判断是在 torch 之外做的，多半还是一个数接着一个数。答案是对的；
    可是这样一来，一百万个数就要做一百万次判断，在 GPU 上，还得等显卡先把它们送回来。`item`、`float`、`tolist`、
    NumPy，还有对 x[i] 用 `if`，都是这样。

    请对你的 x 打印 `x < 0`：这里做了多少个判断，用了几个算子？讲义里的哪个函数，接收这样一个装着判断结果的张量，
    再从另外两个张量里挑数？""",
)
def relu_loop_to_ops_item_per_element(x):
    if x.numel() == 0:
        return x.clone()
    numbers = []
    for v in x.reshape(-1):
        if v.item() < 0:
            numbers.append(0.1 * v)
        elif v.item() > 6:
            numbers.append(torch.full_like(v, 6.0))
        else:
            numbers.append(v)
    return torch.stack(numbers).reshape(x.shape)


@mistake(
    "pieces_added",
    of="relu_loop_to_ops",
    en="""The pieces were added up, and for negative numbers two of them answer: 0.1 * v from one, and v itself from
    the other. In a loop `elif` and `else` see to it that only one branch is taken. In a sum nobody does.

    Take v = -10 alone and print each of the terms that you add. Which of them should be silent for a negative
    number, and what does it say instead?""",
    zh="""这里把几段加在了一起，而负数有两段都作了回答：一段给出 0.1 * v，另一段给出 v 本身。
    在循环里，有 `elif` 和 `else` 保证只走一个分支；在加法里，没有谁来保证。

    只取 v = -10，把相加的各项分别打印出来。遇到负数，哪一项应该不出声？它实际给出了什么？""",
)
def relu_loop_to_ops_pieces_added(x):
    return 0.1 * x.clamp(max=0) + x.clamp(max=6)


@mistake(
    "one_by_one_predict",
    of="batch_predict",
    en="""The scores are right, and the model saw one photo at a time. Every layer gave its orders anew for each photo:
    for a batch of 64 that is 64 times as many, each for a 64th of the work, and `size` was never asked.

    Print `len(batch)` in the line before you call the model. How often is that line reached for 5 photos and size 2,
    and how often should it be?""",
    zh="""分数是对的，可是模型每次只看到一张照片。每一层都为每张照片重新下了一遍命令：一批若有 64 张，
    命令就多到 64 倍，每条命令只干六十四分之一的活，而 `size` 从来没有用上。

    请在调用模型的前一行打印 `len(batch)`。5 张照片、size 为 2 时，这一行执行了几次？应该执行几次？""",
)
def batch_predict_one_by_one(model, items, size):
    return torch.cat([model(item[None]) for item in items])


@mistake(
    "last_batch_lost",
    of="batch_predict",
    en="""The photos that do not fill a whole batch were left out, so the table has fewer rows than there are photos.
    Rounding down does that, and so does a `range` that ends where the last full batch begins. Nothing complains, until
    somebody asks about one of the missing photos.

    For 5 photos and size 2, print the places at which your batches begin. What does Python give for `[1, 2,
    3][2:4]`, and is that an error?""",
    zh="""凑不满一批的那几张照片被丢下了，于是表的行数比照片数少。向下取整会这样，`range` 在最后一个满批的起点就停住，
    也会这样。不会有任何报错，直到有人问起缺的那一张。

    取 5 张照片、size 为 2，把各批的起点打印出来。在 Python 里，`[1, 2, 3][2:4]` 得到什么？会报错吗？""",
)
def batch_predict_last_batch_lost(model, items, size):
    starts = range(0, len(items) - size + 1, size)
    return torch.cat([model(torch.stack(items[i : i + size])) for i in starts])


@mistake(
    "no_ceil",
    of="estimate_parallel",
    en="""The tasks were divided evenly, down to fractions of a task. But an egg cannot be boiled by two cooks, half of
    the time each: in the last round some work, the others look on, and the clock goes on all the same.

    Five eggs, four cooks, three minutes for an egg: draw who does what. When is the last egg done, and what does
    your formula say?""",
    zh="""任务被平均分了下去，甚至分成了零点几个。可是一个鸡蛋不能由两位厨师各煮一半时间：最后一轮里，
    有人在煮，其余的人看着，钟照样在走。

    五个鸡蛋，四位厨师，煮一个要三分钟：画一画谁在做什么。最后一个鸡蛋什么时候煮好？你的公式给出什么？""",
)
def estimate_parallel_no_ceil(n_tasks, n_cores, t):
    return n_tasks / n_cores * t


@mistake(
    "extra_round",
    of="estimate_parallel",
    en="""One round is always added, also where all tasks fit into full rounds. Then a round is paid for in which
    nobody has anything to do.

    Eight eggs and four cooks: how many rounds are there? Print the two numbers from which your formula makes the
    rounds. For which numbers of eggs is a last, partly filled round needed, and for which not?""",
    zh="""不管任务是否正好排满整数轮，都多加了一轮。正好排满时，这一轮谁也没有事做，时间却照算。

    八个鸡蛋，四位厨师，一共几轮？请把你的公式里用来算轮数的两个数打印出来。鸡蛋是多少个时，
    才需要最后那个没排满的一轮？多少个时不需要？""",
)
def estimate_parallel_extra_round(n_tasks, n_cores, t):
    return (math.floor(n_tasks / n_cores) + 1) * t
