"""a6/u03 Timing and waiting: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`matches=`: there are many ways to read in a loop, once or twice a step, and `helpers.epoch_on_gpu` says for what. And
who sorts operators by time gets another order in every run: what needs no clock is that the counts do not fall.
"""

import statistics

from torch.profiler import ProfilerActivity, profile
from u03_timing_sync import Listener

from autograder import mistake


def summary(times, middle=statistics.median):
    """What benchmark gives for these times."""
    median = middle(times)
    return {"median": median, "spread": middle([abs(t - median) for t in times])}


def reads(calls):
    """For what the CPU waited, in epochs during which it waited more than once."""
    told = [call.value for call in calls if call.name == "helpers.epoch_on_gpu" and call.fault is None]
    return {kind for each in told if each["waits"] > 1 for kind, count in each["for"].items() if count}


def reads_numbers(calls):
    """For numbers, and nothing else."""
    return reads(calls) == {"number"}


def reads_for_if(calls):
    """Something was decided, whatever else was read."""
    return "if" in reads(calls)


def reads_for_print(calls):
    """Something was printed, and nothing decided."""
    return "print" in reads(calls) and "if" not in reads(calls)


def counts_do_not_fall(calls):
    """Every operator is there with its right count, but a larger count stands behind a smaller one."""
    for call in calls:
        if call.name == "helpers.hottest" and call.fault is None:
            right = sorted((f"aten::{name}", count) for name, count in call.kwargs["calls"].items())
            counts = [count for _, count in call.value]
            if sorted(map(tuple, call.value)) == right and counts != sorted(counts, reverse=True):
                return True
    return False


@mistake(
    "no_sync",
    of="benchmark",
    en="""The clock was stopped while the GPU was still working. What came out is the time that the CPU needs to hand
    the work over, and that is about the same for a small table and for a huge one. Many a "thousandfold speedup" was
    measured like this.

    Between your two looks at the clock: which line waits until the GPU has done what fn has handed over? Print the
    times for work that takes ten times as long. Do they change?""",
    zh="""停表的时候，GPU 还在干活。测出来的只是 CPU 交出工作所用的时间，而交一张小表和交一张大表，花的时间差不多。
    不少“加速一千倍”就是这样测出来的。

    在两次看表之间，是哪一行在等 GPU 把 fn 交给它的工作做完？请让工作的用时变成十倍，再打印测得的时间：它变了吗？""",
)
def no_sync(fn, sync, clock, warmup=3, repeat=10):
    for _ in range(warmup):
        fn()
    sync()
    times = []
    for _ in range(repeat):
        start = clock()
        fn()
        times.append(clock() - start)
        sync()
    return summary(times)


@mistake(
    "measures_setup",
    of="benchmark",
    en="""The first time is too long: when the clock was started, the GPU was still busy with what had been handed over
    before, by the warm-up or by somebody else, and your first call had to wait for it in the queue. With ten
    measurements the median hides it, with one or two it does not.

    Print all the times, for a warm-up of three calls and then without any. What should the GPU be doing at the moment
    at which you look at the clock for the first time?""",
    zh="""第一个时间太长了：开始计时的时候，GPU 还在忙着做之前交给它的工作，也许是预热留下的，也许是别人交的，
    你的第一次调用只好排在后面等。测十次时，中位数会把它掩盖掉；只测一两次，就掩盖不住了。

    请打印全部时间：先预热三次，再完全不预热，各打印一遍。第一次看表的那一刻，GPU 应该处于什么状态？""",
)
def measures_setup(fn, sync, clock, warmup=3, repeat=10):
    for _ in range(warmup):
        fn()
    times = []
    for _ in range(repeat):
        start = clock()
        fn()
        sync()
        times.append(clock() - start)
    return summary(times)


@mistake(
    "no_warmup",
    of="benchmark",
    en="""The measurement began with the very first call. First calls are slow: libraries are loaded, memory is fetched,
    code is compiled. None of it happens again, and the question is how long fn takes from then on.

    Count the calls of fn for warmup=2 and repeat=3. How many should there be, and which of them belong into the
    list of times?""",
    zh="""从第一次调用就开始测了。头几次调用总是慢的：要加载库，要申请内存，还要编译代码。这些以后都不会再发生，
    而我们想知道的，是在这之后 fn 要用多久。

    设 warmup=2、repeat=3，数一数 fn 被调用了几次。应该是几次？其中哪几次的时间该放进列表？""",
)
def no_warmup(fn, sync, clock, warmup=3, repeat=10):
    sync()
    times = []
    for _ in range(repeat):
        start = clock()
        fn()
        sync()
        times.append(clock() - start)
    return summary(times)


@mistake(
    "mean_not_median",
    of="benchmark",
    en="""This is the mean. A single odd time, because somebody opened a web page at that moment, pulls it up as far as
    it likes. The number that stands in the middle when all are sorted does not care how odd the odd one is.

    Take the times 1, 1, 1, 1 and 96. Print their mean and their median. Which of the two would you expect from the
    next call?""",
    zh="""这是平均值。只要有一次时间反常，比如正好有人打开了网页，平均值就会被它拉上去，想拉多远就拉多远。
    而排序之后站在中间的那个数，并不在乎反常的那个有多反常。

    取 1、1、1、1、96 这几个时间，打印它们的平均值和中位数。下一次调用大概要多久，你会相信哪一个？""",
)
def mean_not_median(fn, sync, clock, warmup=3, repeat=10):
    for _ in range(warmup):
        fn()
    sync()
    times = []
    for _ in range(repeat):
        start = clock()
        fn()
        sync()
        times.append(clock() - start)
    return summary(times, statistics.fmean)


@mistake(
    "lower_median",
    of="benchmark",
    en="""With an odd number of times the answer is right, with an even number it is too small: of the two times in the
    middle the smaller one was taken. `torch.median` does that, unlike NumPy and unlike Python's `statistics`; so does
    sorting and taking the place before the middle.

    Which two numbers stand in the middle of 1, 2, 4 and 9? What does the function that you use say, and what does the
    handout say about an even number?""",
    zh="""时间的个数是奇数时，答案是对的；是偶数时，就偏小了：中间有两个数，取的是较小的那个。
    `torch.median` 就是这样做的，和 NumPy、和 Python 的 `statistics` 都不一样；先排序、再取中点前面一个，
    结果也是如此。

    1、2、4、9 的中间是哪两个数？你用的函数给出什么？个数为偶数时，讲义里是怎么说的？""",
)
def lower_median(fn, sync, clock, warmup=3, repeat=10):
    for _ in range(warmup):
        fn()
    sync()
    times = []
    for _ in range(repeat):
        start = clock()
        fn()
        sync()
        times.append(clock() - start)
    return summary(times, statistics.median_low)


@mistake(
    "item_only",
    of="count_syncs",
    en="""Only `.item()` was counted. That is the way of asking that one sees; most of the others look harmless. An `if`
    on a tensor needs a number to decide, `print` needs one to write, and the CPU waits for it just the same.

    Print what a `Listener` has heard of `if x.sum() > 3: pass`. Which of the names in WAITS is among it, and does your
    count know it?""",
    zh="""只数了 `.item()`。这是看得见的要数方式，其他的大多看上去人畜无害。对张量做 `if`，要有数才能决定；
    `print` 要有数才能写出来；CPU 一样得等。

    请打印 `Listener` 从 `if x.sum() > 3: pass` 里听到了什么。WAITS 里的哪个名字在其中？你的计数认得它吗？""",
)
def item_only(fn):
    with Listener() as listener:
        fn()
    return listener.heard.count("item")


def step(model, x, y, opt, loss_fn):
    """One step; gives the loss with its record."""
    loss = loss_fn(model(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    return loss


@mistake(
    "if_on_tensor",
    of="train_epoch_lazy",
    matches=reads_for_if,
    en="""In every step something is decided by a tensor: an `if`, a `while`, an `assert`, or Python's `max` and `min`.
    There is no `.item()` in the line, but to decide, Python needs the number, and until it has come the CPU hands over
    nothing new.

    Ask `count_syncs` about one step of your loop, and look for the line that compares. When would it be early enough to
    find out: after every batch, or after the last one?""",
    zh="""每一步都有什么要由张量来决定：一个 `if`、一个 `while`、一个 `assert`，或者 Python 的 `max`、`min`。
    这一行里没有 `.item()`，可是要做决定，Python 就得拿到这个数；数没到之前，CPU 不会再交出新的工作。

    请用 `count_syncs` 数一数循环里的一步，再找出做比较的那一行。什么时候知道结果就够早了：每个小批量之后，
    还是最后一个之后？""",
)
def if_on_tensor(model, batches, opt, loss_fn):
    total = 0.0
    for x, y in batches:
        loss = step(model, x, y, opt, loss_fn)
        if loss.isnan():
            raise ValueError("the loss is not a number")
        total += loss.detach()
    return total.item() / len(batches)


@mistake(
    "print_loss_each_step",
    of="train_epoch_lazy",
    matches=reads_for_print,
    en="""The loss is printed, or put into a text, after every step. It is pleasant to watch, and it is a read: a tensor
    that is to be written down has to come to the CPU first, and the GPU runs out of work in the meantime.

    How many lines does your epoch print? Let `count_syncs` count a loop that prints, and the same loop without the
    line. How often do you need to see the loss?""",
    zh="""每一步之后都打印损失，或者把它写进一段文字。看着它变化很愉快，但这就是一次读取：要把张量写出来，
    它就得先来到 CPU，而 GPU 在这段时间里没有活干。

    你的一个周期打印了多少行？请让 `count_syncs` 分别数一数带打印的循环和去掉这一行的循环。损失究竟要多久看一次？""",
)
def print_loss_each_step(model, batches, opt, loss_fn):
    total = 0.0
    for x, y in batches:
        loss = step(model, x, y, opt, loss_fn)
        print(loss)  # noqa: T201 - it is the mistake
        total += loss.detach()
    return total.item() / len(batches)


@mistake(
    "item_in_loop",
    of="train_epoch_lazy",
    matches=reads_numbers,
    en="""Weights and mean are right, but a number is read for every step: `.item()`, `float(...)`, `.tolist()` or
    `.cpu()` stands inside the loop, or the losses are fetched one by one after it. In the loop the CPU waits each time
    until all that it has handed over is done, and then the GPU waits until there is something new.

    Put a `Listener` around your epoch and print what it has heard. Which of the names in WAITS comes back with every
    batch, and on which line do you ask for it? Can a sum be kept where the losses are?""",
    zh="""权重和平均值都对，可是每一步的损失都单独读了一次：循环里面有 `.item()`、`float(...)`、`.tolist()` 或者
    `.cpu()`，要不就是循环之后把损失一个一个取了过来。在循环里每读一次，CPU 就要等到交出去的工作全部做完；
    接着 GPU 又要等新的工作交过来。

    请在周期外面套一个 `Listener`，打印它听到的名字。WAITS 里的哪个名字每个小批量都会出现？是哪一行要的？
    总和能不能就留在损失所在的地方？""",
)
def item_in_loop(model, batches, opt, loss_fn):
    total = 0.0
    for x, y in batches:
        total += step(model, x, y, opt, loss_fn).item()
    return total / len(batches)


@mistake(
    "graph_kept",
    of="train_epoch_lazy",
    en="""The loop reads only once, but it adds up (or collects) losses together with the record of how each of them was
    computed. As long as the sum is there, so are all these records: memory grows with every batch, until it is full.
    `.item()` had got rid of the record without anybody noticing.

    Print `total.requires_grad` after a step. Does anybody want to go backwards through your sum? Which method gives a
    tensor with the same number, in the same place, and without a record?""",
    zh="""循环是只读了一次，可是相加（或者收集）的损失，都带着各自如何算出来的记录。只要这个和还在，这些记录就都在：
    每来一个小批量，内存就多占一些，直到占满。以前用 `.item()` 的时候，记录是顺便丢掉的，谁也没有注意到。

    请在一步之后打印 `total.requires_grad`。有谁要沿着这个和做反向传播吗？哪个方法给出的张量，数相同、位置也相同，
    只是没有记录？""",
)
def graph_kept(model, batches, opt, loss_fn):
    total = 0.0
    for x, y in batches:
        total += step(model, x, y, opt, loss_fn)
    return total.item() / len(batches)


@mistake(
    "not_by_calls",
    of="hot_ops",
    matches=counts_do_not_fall,
    en="""The operators and their counts are right, but the list does not run from many calls to few. Two other orders
    are at hand: the one in which the profiler happens to list, and the one of its table, by time. Time is a good
    question, too, but another one, and its answer changes from run to run.

    Print the counts in the order in which you give them. Do they fall? By what does your code sort, if it does?""",
    zh="""运算和次数都是对的，只是列表没有从调用多的排到调用少的。另外有两种顺序很容易拿到手：一种是分析器碰巧列出的顺序，
    一种是它的表格所用的顺序，也就是按时间。时间也是个好问题，但不是题目问的那个，而且每次运行答案都不一样。

    请按你给出的顺序打印各个次数。它们是从大到小吗？你的代码有没有排序，是按什么排的？""",
)
def not_by_calls(fn, n):
    with profile(activities=[ProfilerActivity.CPU]) as seen:
        fn()
    calls = [(event.key, event.count) for event in seen.key_averages() if event.key.startswith("aten::")]
    return calls[:n]


@mistake(
    "upside_down",
    of="speedup",
    en="""Faster and slower are exchanged, or the ratio stands on its head: these are times, and less time is better. A
    result of 0.5x, or "faster" where the second median is larger, comes from dividing the new time by the old one.

    Somebody needed 10 minutes for the way, and now needs 2. In words: how many times as fast is that? Which of the two
    numbers is on top of your fraction?""",
    zh="""“更快”和“更慢”弄反了，或者比值倒过来了：这里是时间，时间越短越好。如果得到 0.5x，
    或者第二个中位数明明更大却说 faster，就是用新时间除以了旧时间。

    有人走一段路原来要 10 分钟，现在要 2 分钟。用一句话说：快到原来的几倍？你的分数里，分子是这两个数中的哪一个？""",
)
def upside_down(before, after):
    ratio = after["median"] / before["median"]
    if abs(before["median"] - after["median"]) <= before["spread"] + after["spread"]:
        return "no clear difference"
    return f"{ratio:.1f}x faster" if ratio > 1 else f"{1 / ratio:.1f}x slower"
