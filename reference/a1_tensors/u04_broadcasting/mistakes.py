"""a1/u04 Broadcasting: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r".*"`: the text of a student's own `raise ValueError(...)` is free.
`raises=r"must match|broadcast"`: torch's words for two lengths that clash, whichever operation met them.
"""

from itertools import zip_longest

import torch

from autograder import mistake


@mistake(
    "aligned_left",
    of="broadcast_shape",
    raises=r".*",
    en="""The shapes were lined up at their first axis, as words are. Torch lines them up at the last one, as numbers
    are when you add them on paper: units below units.

    Write (6, 4) on one line and (4,) below it, flush right. Which of the two axes has a number below it, and which
    one has nothing below it?""",
    zh="""这里把两个形状从第一个轴开始对齐，就像写单词那样左对齐。torch 则从最后一个轴开始对齐，
    就像列竖式做加法：个位对个位。

    请把 (6, 4) 写在上一行，把 (4,) 写在下一行，靠右对齐。哪个轴的下面有数？哪个轴的下面是空的？""",
)
def broadcast_shape_aligned_left(a, b):
    shape = []
    for n, m in zip_longest(a, b, fillvalue=1):
        if n != m and n != 1 and m != 1:
            raise ValueError("lengths clash")
        shape.append(max(n, m))
    return tuple(shape)


@mistake(
    "not_reversed_back",
    of="broadcast_shape",
    raises=r".*",
    en="""The lengths are right, but they stand in reverse order. That happens when the shapes are walked from the last
    axis to the first and each length is put at the end of the answer.

    Print the answer for two equal shapes, (6, 4) and (6, 4). In which order were its entries written down, and in
    which order does a shape list them?""",
    zh="""各个轴的长度都算对了，只是顺序倒了过来。从最后一个轴往前走、又把每个长度依次添到结果末尾时，就会这样。

    请用两个相同的形状 (6, 4) 和 (6, 4) 试一试，把结果打印出来。结果里的数是按什么次序写下的？
    形状又是按什么次序排列的？""",
)
def broadcast_shape_not_reversed_back(a, b):
    shape = []
    for n, m in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if n != m and n != 1 and m != 1:
            raise ValueError("lengths clash")
        shape.append(max(n, m))
    return tuple(shape)


@mistake(
    "zip_truncates",
    of="broadcast_shape",
    raises=r".*",
    en="""The walk stopped where the shorter shape ended, so the front axes of the longer one are missing from the
    answer. Python's `zip` does that without a word.

    How many axes does the sum of a (5, 2, 3) tensor and a (3,) tensor have? Print `list(zip((5, 2, 3), (3,)))` and
    count the pairs.""",
    zh="""较短的形状一走完，循环就停了，于是较长形状前面的几个轴没有出现在结果里。Python 的 `zip` 就是这样，
    而且不会给出任何提示。

    形状为 (5, 2, 3) 的张量与形状为 (3,) 的张量相加，结果有几个轴？请打印 `list(zip((5, 2, 3), (3,)))`，
    数一数有几对。""",
)
def broadcast_shape_zip_truncates(a, b):
    shape = []
    for n, m in zip(reversed(a), reversed(b), strict=False):
        if n != m and n != 1 and m != 1:
            raise ValueError("lengths clash")
        shape.insert(0, max(n, m))
    return tuple(shape)


@mistake(
    "one_treated_as_error",
    of="broadcast_shape",
    raises=r".*",
    en="""A length of 1 was refused because it differs from the length it met. But 1 is the one length that may differ:
    its single entry is used again and again along that axis.

    Let torch answer: what does `(torch.zeros(6, 1) + torch.zeros(1, 7)).shape` print? Which of your conditions
    says no to it?""",
    zh="""长度 1 与对面的长度不相等，于是被当成错误拒绝了。其实 1 正是唯一允许不相等的长度：沿着这个轴，
    仅有的那个元素会被反复使用。

    不妨让 torch 来回答：`(torch.zeros(6, 1) + torch.zeros(1, 7)).shape` 会打印什么？代码里是哪个条件不让它通过？""",
)
def broadcast_shape_one_treated_as_error(a, b):
    long, short = (a, b) if len(a) >= len(b) else (b, a)
    front = len(long) - len(short)
    if tuple(long[front:]) != tuple(short):
        raise ValueError("lengths clash")
    return tuple(long)


@mistake(
    "never_refuses",
    of="broadcast_shape",
    en="""The larger length was taken without asking whether the two fit, so a pair of shapes that torch refuses got an
    answer.

    A row of three numbers meets a row of two: with what should the third number be paired? Which line of your
    function would notice?""",
    zh="""这里直接取了较大的长度，没有先问两个长度是否相容，结果 torch 会拒绝的一对形状也得到了答案。

    一行有 3 个数，另一行有 2 个数：第 3 个数该和谁配对？函数里的哪一行会发现这个问题？""",
)
def broadcast_shape_never_refuses(a, b):
    pairs = list(zip_longest(reversed(a), reversed(b), fillvalue=1))
    return tuple(max(n, m) for n, m in reversed(pairs))


@mistake(
    "no_keepdim",
    of="centre_rows",
    raises=r"must match|broadcast",
    en="""Averaging over axis 1 removed that axis, so the means have shape (N,). Lined up at the right, they stand
    below the columns of x, not beside its rows. Torch complains only if N and D differ; for a square x it silently
    takes the wrong means.

    Print `x.shape` and `x.mean(1).shape`, one below the other, flush right. Below which axis of x does the N
    stand, and where should it stand?""",
    zh="""沿轴 1 求均值时，这个轴被去掉了，得到的均值形状为 (N,)。靠右对齐后，这些均值对着的是 x 的各列，
    而不是各行。只有 N 和 D 不相等时 torch 才会报错；如果 x 是方阵，它会不声不响地减错均值。

    请把 `x.shape` 和 `x.mean(1).shape` 上下两行打印出来，靠右对齐。N 落在 x 的哪个轴下面？它本来应该落在哪里？""",
)
def centre_rows_no_keepdim(x):
    return x - x.mean(1)


@mistake(
    "column_means",
    of="centre_rows",
    en="""Each number lost the mean of its column; the task asks for the mean of its row. The `dim` of a mean is the
    axis that disappears, not the one that is kept.

    For x of shape (N, D) there should be N means. Which axis has to disappear for that?""",
    zh="""每个数减去的是所在列的均值，而题目要的是所在行的均值。求均值时的 `dim` 指的是会消失的轴，
    而不是保留下来的轴。

    x 的形状为 (N, D)，应该得到 N 个均值。为此，消失的应当是哪个轴？""",
)
def centre_rows_column_means(x):
    return x - x.mean(0)


@mistake(
    "global_mean",
    of="centre_rows",
    en="""One single mean, that of all numbers together, was subtracted everywhere. Each row should lose its own.

    Print the mean of each row of your result. What should these be, and how many means do you have to compute for
    it?""",
    zh="""这里求的是全部元素的一个总均值，每个位置减去的都是它。而每一行应当减去自己的均值。

    请打印结果中每一行的均值。它们应该是多少？为此一共要算出几个均值？""",
)
def centre_rows_global_mean(x):
    return x - x.mean()


@mistake(
    "zip_only",
    of="pairwise_sqdist",
    raises=r"must match|broadcast",
    en="""Row 0 of a was compared with row 0 of b, row 1 with row 1, and so on. That gives at most one number per row,
    and works only for N equal to M; the task asks for every row of a with every row of b, a table of N times M
    numbers.

    Before the sum over D there should be a tensor of shape (N, M, D). Which axis is a lacking for that, which one
    is b lacking, and where would it go?""",
    zh="""这里是 a 的第 0 行与 b 的第 0 行比较，第 1 行与第 1 行比较，依此类推。这样每行最多得到一个数，
    而且只有 N 等于 M 时才行得通。题目要的是 a 的每一行与 b 的每一行两两比较，也就是一张 N 乘 M 的表。

    对 D 求和之前，应当有一个形状为 (N, M, D) 的张量。为此，a 缺哪个轴，b 缺哪个轴，分别该放在什么位置？""",
)
def pairwise_sqdist_zip_only(a, b):
    return ((a - b) ** 2).sum(-1)


@mistake(
    "took_root",
    of="pairwise_sqdist",
    en="""These are the distances themselves. The task asks for their squares, the sums of squares before any root.

    How far is the point (6, 8) from the origin, and what is the square of that? Which of the two does your
    function give?""",
    zh="""得到的是距离本身，而题目要的是距离的平方，也就是开方之前的平方和。

    点 (6, 8) 到原点的距离是多少？它的平方又是多少？函数给出的是哪一个？""",
)
def pairwise_sqdist_took_root(a, b):
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(-1).sqrt()


@mistake(
    "table_transposed",
    of="pairwise_sqdist",
    en="""The table lies on its side: its rows belong to b and its columns to a. What came back ({result}) is (M, N)
    and not (N, M). With as many rows in a as in b the shape does not show it.

    Which of your two tensors got the new axis in front, and which got it in the middle? Print both shapes flush
    right, one below the other, and read off the shape of their difference.""",
    zh="""这张表横竖颠倒了：它的行对应 b，列对应 a。返回的结果（{result}）是 (M, N)，而不是 (N, M)。
    如果 a 和 b 的行数相同，光看形状是看不出来的。

    新加的轴，哪个张量放在了最前面，哪个放在了中间？请把两个形状上下两行打印出来，靠右对齐，读出两者之差的形状。""",
)
def pairwise_sqdist_table_transposed(a, b):
    return ((b[:, None, :] - a[None, :, :]) ** 2).sum(-1)


@mistake(
    "mean_on_width",
    of="normalise_channels",
    raises=r"must match|broadcast",
    en="""The C numbers of mean or of std, or both, were lined up with the last axis of x, the width, since torch
    lines shapes up at the right. Torch complains only if W and C differ; a picture of three columns and three channels
    gets wrong colours in silence.

    Write the lengths of x ({x}) on one line and those of mean and std ({mean}) below them, flush right. Below which
    axis of x does the C stand now, and what would have to stand behind it to push it to its place?""",
    zh="""torch 靠右对齐形状，于是 mean 或 std（也可能两者）里的 C 个数对上了 x 的最后一个轴，也就是宽度。
    只有 W 和 C 不相等时 torch 才会报错；若图像恰好是 3 列、3 个通道，颜色就会悄悄地算错。

    请在一行写下 x（{x}）各轴的长度，再在下一行靠右写上 mean 和 std（{mean}）各轴的长度。现在 C 落在 x 的哪个轴下面？
    它的后面得添上什么，才能把它推到该在的位置？""",
)
def normalise_channels_mean_on_width(x, mean, std):
    return (x - mean) / std


@mistake(
    "divides_first",
    of="normalise_channels",
    en="""Each channel is divided by its std first, and then the mean is subtracted as it was. So the mean is taken off
    in the wrong unit: it belongs to the numbers before the division.

    In which unit is mean given if x is in degrees, and in which unit is x after it was divided by std?""",
    zh="""这里先把每个通道除以各自的 std，再减去原来的 mean。这样减去的 mean 单位不对：
    它对应的是除以 std 之前的数。

    如果 x 以“度”为单位，mean 的单位是什么？x 除以 std 之后，单位又是什么？""",
)
def normalise_channels_divides_first(x, mean, std):
    return x / std[:, None, None] - mean[:, None, None]


@mistake(
    "squeezed_silently",
    of="safe_mse",
    raises=r"must match|broadcast",
    en="""Instead of refusing, the function made the shapes equal by itself. Sometimes that is even what the caller
    meant, but the function cannot know: (2, 3) against (3, 2) can be flattened as well, and then the wrong numbers are
    compared.

    Which pairs of shapes should reach the line with the square? What does your function do with all the others?""",
    zh="""遇到形状不同的情况，函数没有拒绝，而是自己把形状改成了一样的。有时这恰好是调用者的本意，
    可函数无从知道：(2, 3) 与 (3, 2) 同样可以展平，但那样一来，相互比较的就不是对应的数了。

    哪些形状组合应当走到求平方的那一行？其余的组合，函数又是怎样处理的？""",
)
def safe_mse_squeezed_silently(pred, target):
    return ((pred.reshape(-1) - target.reshape(-1)) ** 2).mean()


@mistake(
    "n1_against_n",
    of="safe_mse",
    raises=r"must match|broadcast",
    en="""Shapes that differ were not refused, so torch broadcast them. A column (N, 1) and a flat (N,) become a table
    of shape (N, N), every prediction against every target, and the mean of that table looks like a loss. A network
    trained on it learns to answer the average. It has happened in public research code: a comparison of 96 training
    runs had to be questioned for it (CoursIA, pull request 926).

    Print `(pred - target).shape` for pred of shape (4, 1) and target of shape (4,). How many differences did you
    expect, and how many are there?""",
    zh="""形状不同，函数却没有拒绝，于是 torch 做了广播。一列 (N, 1) 与一排 (N,) 会变成形状为 (N, N) 的表，
    每个预测值都和每个目标值比较了一次，而这张表的均值看上去还挺像损失。用它训练出来的网络只学会回答平均值。
    公开的研究代码里就出过这个错，一项包含 96 次训练的对比因此受到质疑（CoursIA，pull request 926）。

    设 pred 的形状为 (4, 1)，target 的形状为 (4,)，请打印 `(pred - target).shape`。原以为有几个差，实际有几个？""",
)
def safe_mse_n1_against_n(pred, target):
    return ((pred - target) ** 2).mean()


@mistake(
    "sum_not_mean",
    of="safe_mse",
    en="""The squares were added up but not averaged, so twice as many numbers give about twice the error. Then losses
    of batches of different size cannot be compared.

    What should the error be if you hand in the same numbers twice over, and what does your function say?""",
    zh="""这里把平方加了起来，却没有求平均，于是数的个数翻一倍，误差也大约翻一倍。这样一来，大小不同的小批量，
    损失就没法比较了。

    把同样的数重复一遍再交给函数，误差应该是多少？函数给出的又是多少？""",
)
def safe_mse_sum_not_mean(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return torch.sum((pred - target) ** 2)
