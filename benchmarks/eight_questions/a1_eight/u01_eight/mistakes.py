"""What students of the benchmark write instead. benchmarks/two_courses.py hands some of these in."""

import torch

from autograder import mistake


@mistake(
    "first_column",
    of="last_column",
    en="""The first column came back, not the last one.

    Which index counts from the end?""",
    zh="""返回的是第一列，不是最后一列。

    哪个下标是从末尾数起的？""",
)
def last_column_first(x):
    return x[:, 0]


@mistake(
    "flat_sum",
    of="outer_sum",
    raises=r"must match",
    en="""The two were added entry by entry. Their axes stand one above the other, so there is no table.

    Write (N,) and (M,) below each other, flush right. Where should the N stand?""",
    zh="""两个张量是逐个元素相加的。它们的轴上下对齐，所以得不到一张表。

    把 (N,) 和 (M,) 上下两行靠右对齐写出来。N 应当落在哪里？""",
)
def outer_sum_flat(a, b):
    return a + b


@mistake(
    "counts_equal",
    of="count_above",
    en="""Entries that equal the limit were counted as well.

    Is 5 larger than 5?""",
    zh="""等于界限的元素也被数了进去。

    5 比 5 大吗？""",
)
def count_above_equal(x, limit):
    return int((x >= limit).sum())


@mistake(
    "row_means",
    of="centre_columns",
    en="""Each number lost the mean of its row; the task asks for that of its column.

    Which axis does `dim` name, the one that stays or the one that disappears?""",
    zh="""每个数减去的是所在行的均值；题目要减的是所在列的均值。

    `dim` 指的是留下的轴，还是消失的轴？""",
)
def centre_columns_of_rows(x):
    return x - x.mean(dim=1, keepdim=True)


@mistake(
    "one_mean",
    of="centre_columns",
    en="""One mean of all numbers was subtracted, not one for each column.

    How many means does a table of D columns have?""",
    zh="""减去的是所有数的同一个均值，而不是每列各自的均值。

    有 D 列的表应当有几个均值？""",
)
def centre_columns_of_all(x):
    return x - x.mean()


@mistake(
    "overflows",
    of="softmax_rows",
    en="""The exponentials of large numbers are infinite, and infinity divided by infinity is not a number.

    Print `torch.exp(torch.tensor(100.0))`. What could be done to the row before?""",
    zh="""很大的数取指数会变成无穷大，无穷大除以无穷大得到的不是数。

    打印 `torch.exp(torch.tensor(100.0))` 看看。之前可以先对这一行做什么？""",
)
def softmax_rows_overflowing(x):
    powers = torch.exp(x)
    return powers / powers.sum(dim=1, keepdim=True)


@mistake(
    "over_columns",
    of="softmax_rows",
    en="""Each column adds up to 1; each row was to.

    Along which axis was the sum taken?""",
    zh="""现在是每一列的和为 1；应当是每一行的和为 1。

    求和是沿哪个轴做的？""",
)
def softmax_rows_of_columns(x):
    return torch.softmax(x, dim=0)


@mistake(
    "integers",
    of="one_hot",
    en="""The answer holds integers; the task asks for float32.

    What is the dtype of what came back, and what does a loss expect?""",
    zh="""返回的是整数；题目要求 float32。

    返回值的 dtype 是什么？损失函数需要什么？""",
)
def one_hot_integers(labels, classes):
    return (labels[:, None] == torch.arange(classes)).long()


@mistake(
    "padded",
    of="moving_average",
    en="""There are as many means as numbers. Windows that hang over the edge are not to be counted.

    How many windows of width 3 fit into 5 numbers?""",
    zh="""均值的个数与数的个数一样多。伸出边界的窗口不应当算。

    5 个数里放得下几个宽度为 3 的窗口？""",
)
def moving_average_padded(x, width):
    padded = torch.cat([torch.zeros(width - 1), x])
    return padded.unfold(0, width, 1).mean(dim=1)


@mistake(
    "climbs",
    of="descend",
    en="""The step went up the loss, not down.

    Where does a gradient point?""",
    zh="""这一步让损失上升了，而不是下降。

    梯度指向哪个方向？""",
)
def descend_climbing(weight, x, y, rate):
    gradient = 2 * (x.T @ (x @ weight - y)) / len(y)
    return weight + rate * gradient
