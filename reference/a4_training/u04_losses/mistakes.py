"""a4/u04 Losses: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`matches=`: some mistakes have several spellings, whose answers differ (nan here, inf there). They are known by where
the answers are right and where they are not.
`raises=r"must match|broadcast"`: torch's words for two lengths that clash, whichever operation met them.
"""

import torch
import torch.nn.functional as F

from autograder import mistake


def answered(calls, name):
    """What one function was asked and answered, as (arguments, answer); on the way to a gradient, too."""
    told = []
    for call in calls:
        args, value = call.args, call.value
        if call.fault is None and call.name == f"gradients of {name}":
            args, value = args[0], value[0]
        if call.fault is None and call.name in (name, f"gradients of {name}") and isinstance(value, torch.Tensor):
            told.append(([x.detach() if isinstance(x, torch.Tensor) else x for x in args], value.detach()))
    return told


def near(got, expected):
    """Whether two answers are alike, nan and inf included; the numbers to three digits."""
    return got.shape == expected.shape and torch.allclose(
        got.double(), expected.double(), rtol=1e-3, atol=1e-5, equal_nan=True
    )


def rows_overflow(calls):
    """Right while exp is in its range, and inf or nan beyond."""
    lost = False
    for (z,), got in answered(calls, "log_softmax"):
        if got.shape != z.shape or not (near(got, torch.log_softmax(z, dim=-1)) or z.abs().max() > 80):
            return False
        lost = lost or not got.isfinite().all()
    return lost


def logs_saturate(calls):
    """Right for small scores; for large ones inf, nan, or less than it should be."""
    lost = False
    for (z, y), got in answered(calls, "bce_with_logits"):
        right = F.binary_cross_entropy_with_logits(z.double(), y.double())
        if got.shape != () or not (near(got, right) or z.abs().max() > 12):
            return False
        lost = lost or not got.isfinite() or bool(got < 0.999 * right)
    return lost


def scores_taken_for_probabilities(z, y):
    """The formula for probabilities, of scores."""
    return -(y * torch.log(z) + (1 - y) * torch.log(1 - z)).mean()


def squashed_twice(z, y):
    """The formula for scores, of probabilities."""
    return F.binary_cross_entropy_with_logits(z.sigmoid(), y)


def mixed_up(calls):
    """One of the two, in all calls."""
    told = answered(calls, "bce_with_logits")
    wrong = (scores_taken_for_probabilities, squashed_twice)
    return bool(told) and any(all(near(got, loss(z, y)) for (z, y), got in told) for loss in wrong)


def two_numbers(y, k, true, other):
    """Rows of K = k numbers: `true` at the label, `other` in all other places."""
    return torch.where(F.one_hot(y, k) == 1, torch.tensor(float(true)), torch.tensor(float(other)))


def other_shares(calls):
    """The right places and other shares: one and the same wrong rule in all calls."""
    rules = (
        lambda k, eps: (1 - eps, eps / (k - 1)),
        lambda k, eps: (1 - eps, eps / k),
        lambda k, eps: (1 - eps + eps / (k - 1), eps / (k - 1)),
        lambda k, eps: (1 - eps, eps),
    )
    told = [([y, k, eps], got, None) for (y, k, eps), got in answered(calls, "smooth_targets")]
    for call in calls:
        if call.name == "helpers.smoothed_loss" and call.fault is None and isinstance(call.value, torch.Tensor):
            z = call.kwargs["z"]
            told.append(([call.kwargs["y"], z.shape[1], call.kwargs["eps"]], call.value, z))
    return bool(told) and any(
        all(
            near(got, two_numbers(y, k, *rule(k, eps)))
            if z is None
            else near(got, F.cross_entropy(z, two_numbers(y, k, *rule(k, eps))))
            for (y, k, eps), got, z in told
        )
        for rule in rules
    )


# ----------------------------------------------------------------- log_softmax


@mistake(
    "softmax_dim0",
    of="log_softmax",
    en="""The sums run down the columns: each score was compared with the scores that *other photos* got for the same
    class, and the columns of probabilities sum to 1. A photo's probabilities then depend on which photos happen to be
    in its batch, and a photo that comes alone is all classes at once.

    Print `log_softmax(z).exp().sum(dim=0)` and `log_softmax(z).exp().sum(dim=-1)`. Which of the two should be all ones?
    Which axis of z are the classes of one photo?""",
    zh="""求和是沿着列往下进行的：每个得分是和*别的照片*在同一类别上的得分相比，于是概率表的每一列之和为 1。
    这样一来，一张照片的概率取决于小批量里碰巧还有哪些照片；只有一张照片时，它对每个类别的概率都成了 1。

    请打印 `log_softmax(z).exp().sum(dim=0)` 和 `log_softmax(z).exp().sum(dim=-1)`。哪一个应该全是 1？
    同一张照片的各个类别，排在 z 的哪个轴上？""",
)
def log_softmax_dim0(z):
    shifted = z - z.amax(dim=0, keepdim=True)
    return shifted - shifted.exp().sum(dim=0, keepdim=True).log()


@mistake(
    "global_max",
    of="log_softmax",
    en="""One maximum was taken for the whole of z. It keeps the row in which it stands from becoming inf, but a row
    that lies far below goes down the other way: after the shift all its exp are 0, and so is their sum. Batches with
    similar photos never show this; the one odd photo does.

    Take the rows (2000, 1999) and (2, 1), and print exp of both after your shift. What is the log of the second row's
    sum? How many maxima would two rows need?""",
    zh="""这里给整个 z 只取了一个最大值。它所在的那一行不会变成 inf 了，可远远低于它的行却从另一头掉了下去：
    平移之后，那一行的 exp 全是 0，和也是 0。小批量里的照片都差不多时，这个错永远不会露面；
    只要有一张与众不同，它就出现了。

    请取 (2000, 1999) 和 (2, 1) 这两行，平移之后打印它们的 exp。第二行之和的对数是多少？两行需要几个最大值？""",
)
def log_softmax_global_max(z):
    shifted = z - z.amax()
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()


@mistake(
    "log_of_zero",
    of="log_softmax",
    en="""The probabilities are safe now, but their log is taken at the end. A class that lies 2,000 below the best one
    has a probability for which float32 has no number left: it becomes 0, and log(0) is -inf. If that is the true class,
    the loss is inf, just when the network most needs to learn.

    Print your probabilities and their logs for the row (0, -2000). What should the second log be? Does one have to
    compute exp at all, to find the log of exp(-2000)?""",
    zh="""现在概率是安全的了，可对数是最后才取的。如果某个类别比最好的那个低 2000，它的概率小到 float32 无法表示，
    于是变成 0，而 log(0) 是 -inf。要是它恰好是真实类别，损失就成了 inf，偏偏在网络最需要学习的时候。

    请对 (0, -2000) 这一行打印概率和概率的对数。第二个对数本来应该是多少？
    求 exp(-2000) 的对数，真的需要先算出 exp 吗？""",
)
def log_softmax_log_of_zero(z):
    e = (z - z.amax(dim=-1, keepdim=True)).exp()
    return (e / e.sum(dim=-1, keepdim=True)).log()


@mistake(
    "overflow",
    of="log_softmax",
    matches=rows_overflow,
    en="""The formula is right on paper, and for small scores also in the computer. For large ones exp leaves the range
    of float32: from about 89 on it is inf, below about -104 it is 0. Then follow inf / inf, or log(0), and nan or inf
    come out. In training one such photo is enough: a loss of nan makes all weights nan in a single step.

    Print `z.exp()` for the row (2000, 1999). The probabilities depend on the differences between the scores only: which
    row with the same differences would suit exp better?""",
    zh="""公式在纸上是对的，得分较小时在计算机里也对。得分一大，exp 就超出了 float32 的范围：大约从 89 起变成 inf，
    大约到 -104 以下变成 0。接着就是 inf / inf，或者 log(0)，得到 nan 或 inf。训练时这样的照片有一张就够了：
    损失一旦是 nan，只要一步，所有权重都成了 nan。

    请对 (2000, 1999) 这一行打印 `z.exp()`。概率只取决于得分之间的差：换成哪一行，差不变，exp 却算得出来？""",
)
def log_softmax_overflow(z):
    e = z.exp()
    return (e / e.sum(dim=-1, keepdim=True)).log()


# --------------------------------------------------------------- cross_entropy


@mistake(
    "double_softmax",
    of="cross_entropy",
    en="""The scores became probabilities, and these were taken for scores and became probabilities once more. All
    probabilities lie between 0 and 1, so the second time no class can stand out much: with three classes the loss
    cannot fall under the second number of the handout, however sure the network is. Training runs on, and its curve
    flattens early.

    How far apart can two numbers be that go into your log_softmax? Print the smallest and the largest of them for
    scores such as (-9, 0, 9). Are they still scores?""",
    zh="""得分变成了概率，概率又被当成得分，再变了一次概率。概率都在 0 和 1 之间，所以第二次变换时，
    哪个类别都显不出太大的优势：有三个类别时，不管网络多有把握，损失都不会低于讲义开头的第二个数。
    训练照样进行，曲线却早早就平了。

    送进 log_softmax 的两个数最多能差多少？请用 (-9, 0, 9) 这样的得分，打印其中最小的和最大的。它们还是得分吗？""",
)
def cross_entropy_double_softmax(z, y, reduction="mean"):
    losses = -z.softmax(dim=1).log_softmax(dim=1)[torch.arange(len(y)), y]
    return {"mean": losses.mean(), "sum": losses.sum(), "none": losses}[reduction]


@mistake(
    "all_columns",
    of="cross_entropy",
    en="""For every photo the classes of *all* photos were looked up: a table of N times N numbers, of which only those
    on the diagonal are meant. Its mean is a number, and even falls, but each photo is pulled towards the labels of the
    others.

    `:` means every row. What is the shape of what you pick from the N rows with y, before the mean? How many losses
    should N photos have, and how do rows and labels become pairs (a1/u06)?""",
    zh="""这里为每张照片查的是*所有*照片的类别：得到一张 N 乘 N 的表，其中只有对角线上的数才是要的。
    它的均值也是一个数，甚至也会下降，可每张照片都被拉向了别的照片的标签。

    `:` 的意思是每一行。用 y 从 N 行里取出来的东西，在求均值之前是什么形状？N 张照片应该有几个损失？
    行号和标签怎样才能一对一对地配起来（a1/u06）？""",
)
def cross_entropy_all_columns(z, y, reduction="mean"):
    losses = -z.log_softmax(dim=1)[:, y]
    return {"mean": losses.mean(), "sum": losses.sum(), "none": losses}[reduction]


@mistake(
    "sum_for_mean",
    of="cross_entropy",
    en="""Asked for the mean, the function gives the sum. Then twice as many photos make a loss, and gradients, that are
    twice as large: a learning rate that suited batches of 32 is too large for batches of 64, and the short last batch
    of an epoch counts less.

    Give it the same photos twice over. What should become of the mean, and what does yours do? Which of the three words
    is the default?""",
    zh="""要的是均值，函数给的却是总和。照片多一倍，损失和梯度就大一倍：适合 32 张一批的学习率，对 64 张一批就太大了；
    而每个周期最后那个不满的小批量，分量又变轻了。

    把同样的照片重复一遍再交给函数，均值应该怎样？你的结果又怎样？三个词里，默认的是哪一个？""",
)
def cross_entropy_sum_for_mean(z, y, reduction="mean"):
    losses = -z.log_softmax(dim=1)[torch.arange(len(y)), y]
    return losses if reduction == "none" else losses.sum()


# ------------------------------------------------------------- bce_with_logits


@mistake(
    "bce_on_probabilities",
    of="bce_with_logits",
    matches=mixed_up,
    en="""Scores and probabilities were mixed up. This loss has two formulas, one for probabilities and one for scores.
    Either the scores went into the formula for probabilities, which gives nan where it takes the log of a negative
    number; or sigmoid made probabilities of them, and these went into the formula for scores, so that nothing can be
    more certain than 73 %.

    Print the smallest and the largest number that your formula gets, for the scores (-9, 9). Do they lie between 0 and
    1? Does your formula expect that they do?""",
    zh="""得分和概率弄混了。这个损失有两种公式，一种用于概率，一种用于得分。要么是把得分代进了用于概率的公式，
    遇到负数取对数，就得到 nan；要么是先用 sigmoid 变成了概率，又把概率代进了用于得分的公式，
    于是无论什么都不会比 73 % 更有把握。

    请用得分 (-9, 9) 试一试，打印代进公式的最小的数和最大的数。它们在 0 和 1 之间吗？
    你的公式要求它们在 0 和 1 之间吗？""",
)
def bce_on_probabilities(z, y):
    return -(y * torch.log(z) + (1 - y) * torch.log(1 - z)).mean()


@mistake(
    "saturates",
    of="bce_with_logits",
    matches=logs_saturate,
    en="""For small scores the loss is right. For a large one a number on the way leaves what float32 can hold:
    sigmoid is rounded to exactly 0 or 1, and then comes log(0), or exp is inf. The loss is inf, or nan once that is
    multiplied by 0. If the probability is kept away from 0 and 1 by a tiny number, the
    loss is finite but has a ceiling, and at the ceiling the gradient is 0: the worst answers teach nothing.

    Print `torch.sigmoid(z)` and `1 - torch.sigmoid(z)` for the scores (-300, 300), and `torch.exp(z)`,
    if you use it. What should the log of each of the four probabilities be?
    Which function of torch gives the log of a sigmoid in one piece?""",
    zh="""得分较小时，损失是对的。得分一大，途中就有某个数超出了 float32 的范围：sigmoid 被舍入成恰好 0 或恰好 1，
    接着就是 log(0)；或者 exp 变成 inf。于是损失是 inf，再乘以 0 就是 nan。
    如果用一个极小的数把概率挡在 0 和 1 之外，损失倒是有限的，却有了上限；一到上限，梯度就是 0：
    错得最厉害的答案，反而什么也教不会。

    请用得分 (-300, 300) 打印 `torch.sigmoid(z)` 和 `1 - torch.sigmoid(z)`；如果用了 `torch.exp(z)`，也打印出来。
    这四个概率的对数本来应该各是多少？
    torch 的哪个函数能把 sigmoid 的对数一步算出来？""",
)
def bce_saturates(z, y):
    p = z.sigmoid()
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


# -------------------------------------------------------------- smooth_targets


@mistake(
    "one_hot_long",
    of="smooth_targets",
    en="""The answer holds whole numbers (int64), and in a tensor of whole numbers there is no room for a twentieth:
    whatever is written into it loses its digits after the point, without a word. Torch's loss refuses such rows, since
    probabilities have to be floats.

    Print the dtype of `F.one_hot(y, k)`, or of the zeros with which you began. What does
    `torch.zeros(2, dtype=torch.int64).fill_(7.9)` print?""",
    zh="""结果里装的是整数（int64），而整数张量装不下二十分之一：往里写什么数，小数点后的部分都会不声不响地丢掉。
    torch 的损失函数会拒绝这样的行，因为概率必须是浮点数。

    请打印 `F.one_hot(y, k)` 的 dtype，或者最开始那些 0 的 dtype。
    `torch.zeros(2, dtype=torch.int64).fill_(7.9)` 会打印什么？""",
)
def smooth_targets_one_hot_long(y, k, eps):
    rows = torch.full((len(y), k), eps / k).long()
    rows[torch.arange(len(y)), y] = 1 - eps + eps / k
    return rows


@mistake(
    "share_written_over",
    of="smooth_targets",
    en="""All other classes have their share. The true class has only the rest, 1 - eps. Its own share of eps is
    missing, so a row sums to less than 1. That happens if every place is filled with a share first, and the true one
    is then written over.

    Print `rows.sum(dim=1)`. How much is missing, and who should have got it?""",
    zh="""其他类别都拿到了自己那一份，真实类别却只有余下的 1 - eps：eps 里它自己的那一份不见了，所以一行之和小于 1。
    先给每个位置都填上一份，再把真实类别的那个位置覆盖掉，就会这样。

    请打印 `rows.sum(dim=1)`。少了多少？这一份本来该给谁？""",
)
def smooth_targets_share_written_over(y, k, eps):
    return two_numbers(y, k, 1 - eps, eps / k)


@mistake(
    "smoothing_sums",
    of="smooth_targets",
    matches=other_shares,
    en="""Every number is in its place, but the shares are not those of torch. There *all* K classes share eps, and the
    true one gets its part of it, too. Where only the K - 1 others get something, or where eps is cut into one number of
    parts and handed out in another, the true class ends up with too much or too little, or a row does not sum to 1.

    Print `rows.sum(dim=1)`. Then let eps be 1: nothing is left for the label, so all classes should come out alike. Do
    they?""",
    zh="""每个数都在该在的位置上，只是份额与 torch 的不同。在 torch 里，eps 由*所有* K 个类别平分，真实类别也分得一份。
    如果只分给其余 K - 1 个类别，或者切成的份数与分出去的份数不一致，真实类别得到的就会偏多或偏少，
    或者一行之和不等于 1。

    请打印 `rows.sum(dim=1)`。再令 eps 为 1：这时标签什么也不剩，所有类别应该完全一样。它们一样吗？""",
)
def smooth_targets_other_shares(y, k, eps):
    return two_numbers(y, k, 1 - eps, eps / (k - 1))


# ------------------------------------------------------------------------- mse


@mistake(
    "n1_vs_n",
    of="mse",
    raises=r"must match|broadcast",
    en="""Shapes that differ were not refused, so torch broadcast them. A network's answers are often a column, (N, 1),
    and the targets lie flat, (N,): together they make a table (N, N), every prediction against every target. The mean
    of that table looks like a loss, and a network trained on it learns to give the same answer for everything.

    Print `(p - y).shape` for p of shape (4, 1) and y of shape (4,). How many differences did you expect, and how many
    are there? In which line could your function still say no?""",
    zh="""形状不同，函数却没有拒绝，于是 torch 做了广播。网络的回答常常是一列 (N, 1)，目标值却是一排 (N,)：
    合在一起就成了一张 (N, N) 的表，每个预测值和每个目标值都比了一次。这张表的均值看上去也像损失，
    用它训练出来的网络，却学会了对什么都给出同一个答案。

    设 p 的形状为 (4, 1)，y 的形状为 (4,)，请打印 `(p - y).shape`。原以为有几个差，实际有几个？
    函数在哪一行还来得及说不？""",
)
def mse_n1_vs_n(p, y):
    return ((p - y) ** 2).mean()
