"""a1/u05 Reduce and argmax: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"could not infer output dtype"`: torch's words for a mean of numbers that are not floating-point.
`raises=r"must match"`: torch's words for two lengths that clash, whichever operation met them.
"""

import torch

from autograder import mistake


@mistake(
    "mean_two_axes",
    of="channel_mean",
    en="""You averaged over height and width only, so each picture kept a mean of its own: what came back ({result}) is
    a table with one row for each picture.

    The task asks for one number per channel, whatever the number of pictures. Write down the four letters of x ({x})
    and strike out those that your mean did away with. Which letter is left over besides C?""",
    zh="""这里只对高和宽求了均值，于是每张图像都留下了自己的均值：返回的结果（{result}）是一张表，每张图像占一行。

    题目要的是每个通道一个数，与有多少张图像无关。请写下 x（{x}）的四个字母，把求均值时消失的划掉。
    除了 C，还剩下哪个字母？""",
)
def channel_mean_mean_two_axes(x):
    return x.mean((2, 3))


@mistake(
    "one_number_for_all",
    of="channel_mean",
    en="""Everything was averaged at once: `mean()` that is not told any axis does away with all of them, the channels'
    too. Red, green and blue are stirred into one grey.

    How many numbers should come back for pictures of three channels? Which letter of (B, C, H, W) has to survive for
    that?""",
    zh="""所有的数一次全平均掉了：`mean()` 不指定轴，就会让所有的轴都消失，通道轴也不例外。
    红、绿、蓝就这样搅成了一种灰色。

    图像有三个通道时，应该返回几个数？为此，(B, C, H, W) 里哪个字母必须留下来？""",
)
def channel_mean_one_number_for_all(x):
    return x.mean()


@mistake(
    "channel_axis_gone",
    of="channel_mean",
    en="""The channels themselves were averaged away, and all other axes are still there: what came back ({result}) is a
    batch of grey pictures. `dim` does not name the axis that you want to keep, it names the one that disappears.

    Say the task as "one number per …". Does the word behind "per" belong to an axis that stays, or to one that
    goes?""",
    zh="""消失的恰恰是通道轴，其他的轴都还在：返回的结果（{result}）是一批灰度图像。`dim` 指的不是想保留的轴，
    而是会消失的轴。

    请把题目说成“每个……一个数”。“每个”后面的那个词，对应的是留下来的轴，还是消失的轴？""",
)
def channel_mean_channel_axis_gone(x):
    return x.mean(1)


@mistake(
    "channels_at_the_end",
    of="channel_mean",
    en="""The last axis was kept. NumPy, PIL and many picture files have the colours there; in torch the last axis is
    the width, so you got one number per column of pixels. If a picture is as many pixels wide as it has channels, not
    even the shape looks wrong.

    Write 0, 1, 2, 3 below the letters of (B, C, H, W). Which number is missing among the axes that you gave to the
    mean, and which letter stands above it?""",
    zh="""留下来的是最后一个轴。NumPy、PIL 和许多图像文件确实把颜色放在那里；而在 torch 里，最后一个轴是宽，
    于是得到的是每一列像素一个数。如果图像的宽恰好等于通道数，连形状都看不出问题。

    请在 (B, C, H, W) 的各个字母下面依次写上 0、1、2、3。你交给均值的那些轴里缺了哪个数？它上面是哪个字母？""",
)
def channel_mean_channels_at_the_end(x):
    return x.mean((0, 1, 2))


@mistake(
    "axes_left_standing",
    of="channel_mean",
    en="""The numbers are right, but the averaged axes are still standing there with length 1: what came back has
    {result}. That is what `keepdim=True` is for, if the means are to be subtracted from x right away. Here a plain list
    of numbers was asked for.

    How many axes has a tensor of shape (C,), and how many has yours?""",
    zh="""数都对，只是求过均值的轴还留在原处，长度变成了 1（返回的是{result}）。如果接下来要从 x 里减去这些均值，
    `keepdim=True` 正好派上用场；而这里只要一排数。

    形状为 (C,) 的张量有几个轴？你的结果有几个？""",
)
def channel_mean_axes_left_standing(x):
    return x.mean((0, 2, 3), keepdim=True)


@mistake(
    "axes_renumbered",
    of="channel_mean",
    raises=r"Dimension out of range",
    en="""The axes were averaged away one after the other, counted as they stand in x. But as soon as one is gone, the
    axes behind it move up and get other numbers, so at the end you ask for an axis that does not exist any more.

    Print the shape after each of your means. What is the number of the width at the moment at which you want to be rid
    of it?""",
    zh="""这里让各个轴一个接一个地消失，编号却一直按 x 里的来。可是一旦有一个轴消失，后面的轴就会往前移，编号随之改变，
    到最后要的那个轴已经不存在了。

    请在每次求均值之后打印形状。轮到让宽消失的时候，它是几号轴？""",
)
def channel_mean_axes_renumbered(x):
    return x.mean(0).mean(2).mean(3)


@mistake(
    "axes_not_in_a_tuple",
    of="channel_mean",
    raises=r"positional arguments|invalid combination of arguments",
    en="""Several numbers were handed to `mean` one by one, and torch took each for another argument: the first for the
    axis, the second for something else altogether.

    `mean` has a single place for all axes. What does Python offer to make one thing of three numbers?""",
    zh="""几个数是逐个交给 `mean` 的，torch 便把它们当成了不同的参数：第一个是轴，第二个就成了别的东西。

    `mean` 只有一个位置用来写所有的轴。在 Python 里，怎样把三个数合成一个整体？""",
)
def channel_mean_axes_not_in_a_tuple(x):
    return x.mean(0, 2, 3)


@mistake(
    "argmax_axis0",
    of="predictions",
    en="""The search ran down the columns: for each class you found the row in which it has its highest score. The task
    asks for the class of each row. With as many rows as classes, not even the shape gives it away.

    scores has {scores}, rows first. How many answers should there be, and which of the two axes has to disappear for
    that?""",
    zh="""查找是沿着列往下进行的：对每个类别，找到的是它在哪一行得分最高。而题目问的是每一行属于哪个类别。
    如果行数与类别数相等，连形状都看不出问题。

    scores（{scores}）的行在前。应该有几个答案？为此，两个轴里哪一个必须消失？""",
)
def predictions_argmax_axis0(scores):
    return scores.argmax(0)


@mistake(
    "flat_argmax",
    of="predictions",
    en="""One place came back for the whole table. `argmax()` that is not told an axis reads all rows one behind the
    other, as one long line, and says where on this line the highest score of all stands; that number can be larger than
    any class.

    How many predictions should there be for scores ({scores})? Which argument says that every row is a search of its
    own?""",
    zh="""整张表只返回了一个位置。`argmax()` 不指定轴，就会把所有的行首尾相接，排成长长的一行，
    再说出全表最高的得分在这一行的什么位置；这个数可能比任何一个类别的编号都大。

    对 scores（{scores}）来说，应该有几个预测？哪个参数能说明“每一行各找各的”？""",
)
def predictions_flat_argmax(scores):
    return scores.argmax()


@mistake(
    "max_is_pair",
    of="predictions",
    en="""Two tensors came back instead of one. `max` along an axis answers two questions at once, how high the highest
    score is and where it stands, and returns both answers as a pair.

    Print what your line returns and read the names that torch gives to the two parts. Which of them holds numbers of
    classes?""",
    zh="""返回的不是一个张量，而是两个。`max` 沿着一个轴查找时，会同时回答两个问题：最高分是多少，它在什么位置，
    并把两个答案合成一对返回。

    请打印那一行的返回值，看看 torch 给这两部分起的名字。哪一部分装的是类别的编号？""",
)
def predictions_max_is_pair(scores):
    return scores.max(1)


@mistake(
    "score_not_class",
    of="predictions",
    en="""What came back ({result}) holds the highest scores themselves. The task does not ask how high they are, it
    asks where they stand: the number of the class.

    In a row of three scores, 0.1, 0.7 and 0.2, put your finger on the highest one. What do you say, its height or its
    place?""",
    zh="""返回的结果（{result}）是最高的得分本身。题目问的不是得分有多高，而是它在什么位置，也就是类别的编号。

    一行里有三个得分：0.1、0.7、0.2，请用手指点住最高的那个。你要说出的是它的大小，还是它的位置？""",
)
def predictions_score_not_class(scores):
    return scores.max(1).values


@mistake(
    "counted_from_one",
    of="predictions",
    en="""Every class is one too high. In R, MATLAB and Julia the first place is number 1; in Python and torch it is
    number 0, and labels count in the same way.

    If the highest score of a row is its very first one, what does your function say? And what would `scores[0]`
    give?""",
    zh="""每个类别的编号都大了 1。在 R、MATLAB、Julia 里，第一个位置是 1 号；在 Python 和 torch 里是 0 号，
    标签也是这样编号的。

    如果一行里得分最高的就是第一个，你的函数会返回几？`scores[0]` 取出来的又是哪一行？""",
)
def predictions_counted_from_one(scores):
    return scores.argmax(1) + 1


@mistake(
    "last_of_equals",
    of="predictions",
    en="""Where two scores are equal, the later one won. That is what happens if a loop says `>=` where it compares with
    the best so far, if the row is turned round first, or if it is sorted and the last entry taken.

    Go through the row 3, 8, 8 by hand. At which moment does your code let the second 8 take the place of the first?""",
    zh="""得分相同的时候，胜出的是后面那个。循环里与目前最好的得分比较时写成了 `>=`，或者事先把一行倒了过来，
    又或者排序之后取了最后一个，都会这样。

    请拿一行得分 3、8、8，用手把代码走一遍。在哪一步，第二个 8 顶替了第一个？""",
)
def predictions_last_of_equals(scores):
    return scores.shape[1] - 1 - scores.flip(1).argmax(1)


@mistake(
    "column_of_classes",
    of="predictions",
    en="""The classes are right, but they stand in a column ({result}), where a flat list was asked for. This is no
    matter of taste: a column compared with flat labels is broadcast to a whole table, without a word.

    What does `(torch.zeros(4, 1) == torch.zeros(4)).shape` print? Which part of your line keeps the second axis
    alive?""",
    zh="""类别都对，只是排成了一列（{result}），而题目要的是一排。这可不是喜好问题：一列与一排标签比较时，
    会不声不响地广播成一整张表。

    `(torch.zeros(4, 1) == torch.zeros(4)).shape` 会打印什么？你那一行里，是什么让第二个轴留了下来？""",
)
def predictions_column_of_classes(scores):
    return scores.argmax(1, keepdim=True)


@mistake(
    "classes_as_floats",
    of="predictions",
    en="""The classes are right, but they are floating-point numbers. A class is a place in a list, and places are
    counted in whole numbers; torch refuses to use a float as an index. Often the answer was collected in a tensor made
    by `torch.zeros`, whose numbers are floats unless it is told otherwise.

    Print the `dtype` of your answer. In which line was it decided?""",
    zh="""类别都对，却成了浮点数。类别是列表里的位置，位置要用整数来数；torch 不允许拿浮点数当索引。
    常见的原因是把结果收集在 `torch.zeros` 创建的张量里，不特别说明的话，里面就是浮点数。

    请打印结果的 `dtype`。它是在哪一行决定的？""",
)
def predictions_classes_as_floats(scores):
    return scores.argmax(1).float()


@mistake(
    "bool_mean",
    of="accuracy",
    raises=r"could not infer output dtype",
    en="""The comparison gives a tensor of True and False, and `mean` refuses those, since it does not know in which
    kind of number the answer should be. It refuses whole numbers for the same reason. `sum` is more obliging: it counts
    True as 1.

    Print the `dtype` of what you hand to `mean`. Which method gives you the same tensor as floating-point numbers, or
    how else can you get from "how many" to "which share"?""",
    zh="""比较得到的是一个由 True 和 False 组成的张量，而 `mean` 不接受它，因为不知道结果该用哪一种数来表示；
    整数张量也会因此遭到拒绝。`sum` 倒好说话：它把 True 算作 1。

    请打印交给 `mean` 的张量的 `dtype`。用哪个方法可以把它变成浮点数？或者，知道了“有几个”，怎样得到“占多少”？""",
)
def accuracy_bool_mean(scores, labels):
    return (scores.argmax(1) == labels).mean().item()


@mistake(
    "tensor_not_float",
    of="accuracy",
    en="""The number is right, but it is still wrapped in a tensor of shape (). Printed it looks much the same, but
    for a table of results, a JSON file or a log you want a plain Python number.

    Print the `type` of your answer. What is the method called that takes the single number out of a tensor?""",
    zh="""数是对的，可还包在一个形状为 () 的张量里。打印出来差不多；但要写进结果表、JSON 文件或者日志，
    需要的是普通的 Python 数。

    请打印结果的 `type`。要把张量里唯一的那个数取出来，用的是哪个方法？""",
)
def accuracy_tensor_not_float(scores, labels):
    return (scores.argmax(1) == labels).float().mean()


@mistake(
    "hits_not_share",
    of="accuracy",
    en="""What came back is how many rows were right, not which share of them. Such a number says little alone: seven
    right out of ten and seven right out of a thousand look alike.

    Which accuracy should come out if every single row is right, and what does your function say then?""",
    zh="""返回的是预测正确的行数，而不是它所占的比例。单看这个数说明不了什么：10 行里对了 7 行，
    和 1000 行里对了 7 行，看上去一个样。

    如果每一行都对，准确率应该是多少？这时你的函数返回什么？""",
)
def accuracy_hits_not_share(scores, labels):
    return float((scores.argmax(1) == labels).sum())


@mistake(
    "in_percent",
    of="accuracy",
    en="""This is the accuracy in per cent, a hundred times the share. Per cent are for people who read; code hands on
    shares, from 0 to 1, and turns them into per cent where they are printed.

    What should your function give for two right rows out of four?""",
    zh="""返回的是百分数，是比例的一百倍。百分数是给人看的；代码之间传递的是从 0 到 1 的比例，
    到打印的时候再换成百分数。

    四行里对了两行，你的函数应该返回什么？""",
)
def accuracy_in_percent(scores, labels):
    return 100 * (scores.argmax(1) == labels).sum().item() / len(labels)


@mistake(
    "share_of_all_scores",
    of="accuracy",
    en="""The hits were divided by how many scores there are, not by how many rows. A row has many scores but only one
    prediction, so even a model that is always right would stay far below 1.

    Print `scores.numel()`, `len(scores)` and `len(labels)`. Which of them counts predictions?""",
    zh="""猜中的次数除以了得分的个数，而不是行数。一行有许多得分，预测却只有一个，
    这样一来，就算模型全都猜对，结果也远远到不了 1。

    请打印 `scores.numel()`、`len(scores)` 和 `len(labels)`。哪些数的是预测的个数？""",
)
def accuracy_share_of_all_scores(scores, labels):
    return (scores.argmax(1) == labels).sum().item() / scores.numel()


@mistake(
    "pair_against_labels",
    of="accuracy",
    raises=r"'bool' object has no attribute",
    en="""`scores.max(1)` is a pair of tensors, the highest scores and their places, and the whole pair was compared
    with the labels. For Python a pair and a tensor are simply not equal, so a single False came out, and the next thing
    in your line does not exist for it.

    Print the left side of your comparison alone. Which of its two parts can be equal to a label?""",
    zh="""`scores.max(1)` 是一对张量：最高的得分，以及它们的位置。这里拿整个一对去和标签比较。
    在 Python 看来，一对张量和一个张量当然不相等，于是只得到一个 False，接下来要对它做的事也就无从谈起。

    请单独打印比较式左边的部分。它的两个部分里，哪一个可能等于标签？""",
)
def accuracy_pair_against_labels(scores, labels):
    return (scores.max(1) == labels).float().mean().item()


@mistake(
    "winner_of_each_class",
    of="accuracy",
    raises=r"must match",
    en="""The predictions were sought down the columns: one row for each class, and not one class for each row. With as
    many rows as classes, the comparison with the labels even runs, and counts coincidences.

    Print the shape of your predictions below the shape of labels ({labels}). How many predictions should there be?""",
    zh="""预测是沿着列往下找的：每个类别找到了一行，而不是每一行找到一个类别。如果行数与类别数相等，
    和标签比较时也不会报错，数出来的却只是巧合。

    请把预测的形状和 labels（{labels}）的形状上下两行打印出来。应该有几个预测？""",
)
def accuracy_winner_of_each_class(scores, labels):
    return (scores.argmax(0) == labels).sum().item() / len(labels)


@mistake(
    "labels_beside_places",
    of="top_k_hit",
    raises=r"must match.* dimension 1",
    en="""A table of places, (B, k), met the flat labels, (B,). Torch lines shapes up at the right, so the labels came
    to stand below the k places and not beside the B rows. That stops with an error unless k happens to equal B; then it
    runs, and compares each row with the labels of others.

    Write (B, k) on one line and the shape of labels below it, flush right. What would have to stand behind the B to
    push it to its place?""",
    zh="""一张 (B, k) 的位置表遇上了一排标签 (B,)。torch 靠右对齐形状，于是标签对着的是 k 个位置，而不是 B 行。
    除非 k 恰好等于 B，否则会报错；真要相等，它照样能运行，只是每一行都在和别的行的标签比较。

    请把 (B, k) 写在上一行，把 labels 的形状靠右写在下一行。B 的后面得添上什么，才能把它推到该在的位置？""",
)
def top_k_hit_labels_beside_places(scores, labels, k):
    return (scores.topk(k).indices == labels).any(1)


@mistake(
    "any_of_all_rows",
    of="top_k_hit",
    en="""The whole table of comparisons became one single answer: is there a hit anywhere? `any()`, like `sum()` and
    `mean()`, does away with all axes if it is not told one.

    How many answers should there be, and which axis of the (B, k) comparisons has to disappear for that?""",
    zh="""整张比较表变成了一个答案：有没有哪里命中？`any()` 和 `sum()`、`mean()` 一样，不指定轴，所有的轴都会消失。

    应该有几个答案？为此，形状为 (B, k) 的比较表里，哪个轴必须消失？""",
)
def top_k_hit_any_of_all_rows(scores, labels, k):
    return (scores.topk(k).indices == labels[:, None]).any()


@mistake(
    "still_a_table",
    of="top_k_hit",
    en="""Each of the k places was compared with the label of its row, and the comparisons came back as they are
    ({result}). That says which place was the hit; the task asks whether there was one.

    Read one row of your answer aloud, with "or" between the entries. Which reduction does for True and False what you
    have just done?""",
    zh="""k 个位置各自与所在行的标签做了比较，比较的结果原样返回了（{result}）。这说的是命中的是第几名，
    而题目问的是有没有命中。

    请把结果的某一行读出来，每两项之间说一个“或者”。对 True 和 False 来说，哪一种归约做的就是这件事？""",
)
def top_k_hit_still_a_table(scores, labels, k):
    return scores.topk(k).indices == labels[:, None]


@mistake(
    "only_the_best",
    of="top_k_hit",
    en="""Only the very best class of each row was compared with the label, whatever k is. For k = 1 that is the answer;
    a larger k should forgive the model if the label comes second, or third.

    Look for the letter k in your function. What does it change?""",
    zh="""不管 k 是多少，与标签比较的都只有每一行得分最高的那个类别。k = 1 时这就是答案；
    k 更大时，标签排在第二、第三也应当算命中。

    请在函数里找一找字母 k。它改变了什么？""",
)
def top_k_hit_only_the_best(scores, labels, k):
    return scores.argmax(1) == labels


@mistake(
    "only_place_k",
    of="top_k_hit",
    en="""Only the class that came in at place k was compared with the label, and the ones before it were left out. A
    label with the highest score of all then counts as a miss.

    Should the answer for a row ever go from True to False when k grows? Print it for k = 1, 2 and 3.""",
    zh="""与标签比较的只有排在第 k 名的类别，排在它前面的都没有算进去。这样一来，标签的得分哪怕是第一名，也算没有命中。

    k 变大时，某一行的答案会从 True 变成 False 吗？请打印 k = 1、2、3 时的结果。""",
)
def top_k_hit_only_place_k(scores, labels, k):
    return scores.topk(k).indices[:, -1] == labels


@mistake(
    "k_lowest",
    of="top_k_hit",
    en="""The label was sought among the k lowest scores. `sort` and `argsort` begin with the smallest number unless
    they are told otherwise, so the first k places of what they return are the worst ones.

    Sort one row by hand, print what your line makes of it, and compare. At which end stand the scores that you are
    looking for?""",
    zh="""这里是在最低的 k 个得分里找标签。`sort` 和 `argsort` 不特别说明的话，都从最小的数开始排，
    所以结果的前 k 个恰恰是最差的。

    请动手给某一行排个序，再打印你那一行代码的结果，对照一下。要找的得分排在哪一头？""",
)
def top_k_hit_k_lowest(scores, labels, k):
    return (scores.argsort(1)[:, :k] == labels[:, None]).any(1)


@mistake(
    "hit_in_any_row",
    of="top_k_hit",
    en="""A label counts as a hit if its class is among the k best of any row, not of its own. `in` and `torch.isin`
    look through the whole table; rows mean nothing to them. The larger the batch, the better the model seems.

    Take a batch of two rows that disagree and ask for k = 1. Which places should the first label be compared with, and
    which ones does your function look at?""",
    zh="""只要标签的类别出现在任意一行的前 k 名里，就算命中，而不是只看它自己的那一行。`in` 和 `torch.isin`
    都在整张表里找，根本不管什么行。这样一来，小批量越大，模型就显得越好。

    请用两行意见不一的得分，取 k = 1 试一试。第一个标签应该和哪些位置比较？你的函数看的又是哪些？""",
)
def top_k_hit_hit_in_any_row(scores, labels, k):
    return torch.isin(labels, scores.topk(k).indices)


@mistake(
    "one_place_too_many",
    of="top_k_hit",
    en="""The function lets k + 1 places through. Counting how many scores beat the label's is a good way; but the
    winner is beaten by none, the second by one, so the count starts at 0 where places start at 1.

    By how many scores may the label's be beaten at most if k = 1? Try that on your comparison.""",
    zh="""函数放进来的是前 k + 1 名。数一数有几个得分比标签的得分高，这个办法很好；只不过没有谁比第一名高，
    比第二名高的有一个，所以个数从 0 数起，名次却从 1 数起。

    k = 1 时，最多允许几个得分比标签的得分高？请拿这种情况检查一下你写的比较。""",
)
def top_k_hit_one_place_too_many(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) <= k


@mistake(
    "scores_against_labels",
    of="top_k_hit",
    en="""The k highest scores themselves were compared with the labels. A label is the number of a class, a score says
    how much speaks for it, and the two are equal at most by accident.

    `topk`, `sort` and `max` return two tensors each. Print both. Which of them speaks the language of the labels?""",
    zh="""与标签比较的是最高的 k 个得分本身。标签是类别的编号，得分说的是这个类别有多大把握，两者就算相等，也只是巧合。

    `topk`、`sort`、`max` 返回的都是两个张量。请把两个都打印出来。哪一个和标签说的是同一种语言？""",
)
def top_k_hit_scores_against_labels(scores, labels, k):
    return (scores.topk(k).values == labels[:, None]).any(1)


@mistake(
    "divide_by_all",
    of="masked_mean",
    en="""The sum leaves out what does not count, but it was divided by the length of the whole row. The numbers that
    were left out have become zeros, and they pull every mean towards 0.

    A row says 6, 6 and "does not count". Which mean do you expect? By which number do you have to divide, and which
    part of the arguments knows it?""",
    zh="""求和时确实跳过了无效的元素，可除以的却是整行的长度。跳过的数于是成了 0，把每个均值都往 0 的方向拉。

    某一行是 6、6 和一个无效的元素，均值应该是多少？要除以哪个数？哪个参数里藏着这个数？""",
)
def masked_mean_divide_by_all(x, mask):
    return (x * mask).mean(-1)


@mistake(
    "nan_where_nothing_counts",
    of="masked_mean",
    en="""Where a row has nothing that counts, 0 was divided by 0, and torch answers NaN, "not a number", without an
    error. One NaN is enough: whatever is computed from it is NaN as well, and so is the loss of the whole batch.

    What should come back for such a row, according to the task? And by which number could a sum of 0 be divided so that
    this comes out, while all other rows stay as they are?""",
    zh="""某一行没有任何有效元素时，就成了 0 除以 0；torch 不会报错，只会给出 NaN（not a number，不是数）。
    一个 NaN 就够了：凡是用它算出来的都是 NaN，整个小批量的损失也不例外。

    按题目的要求，这样的一行应该返回什么？总和是 0，除以哪个数才能得到它，又不影响其他的行？""",
)
def masked_mean_nan_where_nothing_counts(x, mask):
    return x.masked_fill(~mask, 0.0).sum(-1) / mask.sum(-1)


@mistake(
    "nan_times_zero",
    of="masked_mean",
    en="""What does not count was multiplied by 0. For ordinary numbers that is enough. But NaN times 0 is NaN, and so
    is infinity times 0; a missing reading is often stored as just that, and so it comes back in through the sum.

    Print `torch.tensor(float("nan")) * 0`. How can a number be replaced instead of multiplied?""",
    zh="""无效的元素都乘上了 0。对普通的数来说，这就够了。可是 NaN 乘 0 还是 NaN，无穷大乘 0 也是 NaN；
    缺失的读数往往就存成这样，于是它又从求和里钻了回来。

    请打印 `torch.tensor(float("nan")) * 0`。不用乘法，怎样直接换掉一个数？""",
)
def masked_mean_nan_times_zero(x, mask):
    return (x * mask).sum(-1) / mask.sum(-1).clamp(min=1)


@mistake(
    "rows_run_together",
    of="masked_mean",
    en="""One mean came back for the whole table. `x[mask]` picks out all numbers that count and puts them into one flat
    list: torch cannot keep rows of different lengths, so it keeps none.

    Print `x.shape` and `x[mask].shape`. Can you still tell from the second which number came from which row?""",
    zh="""整张表只返回了一个均值。`x[mask]` 会把所有有效的元素挑出来，排成一排：各行剩下的个数不一样，
    torch 没法保留长短不一的行，就干脆都不保留了。

    请打印 `x.shape` 和 `x[mask].shape`。从后者还看得出哪个数来自哪一行吗？""",
)
def masked_mean_rows_run_together(x, mask):
    return x[mask].mean()


@mistake(
    "mask_upside_down",
    of="masked_mean",
    en="""The mean was taken over what does not count. Masks come in both fashions, "True: use it" and "True: hide it";
    NumPy's masked arrays and some of torch's own functions mean the second. The task says which one is meant here.

    Take a row with a single True and print your mean. Which of its numbers did you expect?""",
    zh="""求均值的恰恰是无效的元素。掩码有两种约定：“True 表示使用”和“True 表示遮住”；
    NumPy 的掩码数组和 torch 自己的一些函数用的是后一种。这里用哪一种，题目里写着。

    请拿只有一个 True 的一行试一试，打印得到的均值。你预期的是其中哪个数？""",
)
def masked_mean_mask_upside_down(x, mask):
    return x.masked_fill(mask, 0).sum(-1) / (~mask).sum(-1).clamp(min=1)


@mistake(
    "zeros_not_counted",
    of="masked_mean",
    en="""How many numbers count was found out by counting those that are not 0. But a 0 can be a perfectly good
    reading: zero degrees, a black pixel, no answer right. Such numbers are in the sum and not in the count.

    What is the mean of 0, 3 and 6 if all three count? From which of the two arguments can you tell that the 0 does?""",
    zh="""有几个有效元素，是靠数不为 0 的元素得来的。可是 0 完全可能是正常的读数：零度、黑色的像素、一题也没答对。
    这样的数算进了总和，却没有算进个数。

    0、3、6 三个数都有效，均值是多少？从两个参数里的哪一个看得出 0 也是有效的？""",
)
def masked_mean_zeros_not_counted(x, mask):
    kept = x.masked_fill(~mask, 0)
    return kept.sum(-1) / (kept != 0).sum(-1).clamp(min=1)


@mistake(
    "second_axis",
    of="masked_mean",
    raises=r"Dimension out of range",
    en="""The mean went over axis 1. In a table that is the last axis; in a tensor of three axes it is the middle one,
    and a tensor of one axis does not have it at all.

    x can have any number of axes. How do you address the last one without knowing how many there are? Think of how the
    last entry of a Python list is called.""",
    zh="""求均值的是轴 1。对一张表来说，那就是最后一个轴；对有三个轴的张量来说，它是中间的轴；
    只有一个轴的张量里，根本没有轴 1。

    x 可以有任意多个轴。不知道一共有几个轴时，怎样指明最后一个？想想 Python 列表的最后一项是怎么取的。""",
)
def masked_mean_second_axis(x, mask):
    return x.masked_fill(~mask, 0).sum(1) / mask.sum(1).clamp(min=1)


@mistake(
    "one_too_many",
    of="masked_mean",
    en="""The count got 1 added, so that it can never be 0. That does keep the NaN away, but it changes every other mean
    as well, and most of all those of short rows.

    What is the mean of a row in which only the number 8 counts, and what does your function say? Which counts need
    help, and which are fine as they are?""",
    zh="""为了避免除以 0，这里给个数加了 1。NaN 确实不会出现了，可别的均值也全都变了，有效的元素越少，变得越厉害。

    某一行里只有 8 有效，均值是多少？你的函数返回什么？哪些个数需要处理，哪些本来就没有问题？""",
)
def masked_mean_one_too_many(x, mask):
    return x.masked_fill(~mask, 0).sum(-1) / (mask.sum(-1) + 1)
