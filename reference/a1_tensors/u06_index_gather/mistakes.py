"""a1/u06 Index and gather: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"out of bounds"`: torch's words for an index beyond the end of its axis.
`raises=r"same number of dimensions"`: torch's words for an index of `gather` that lacks axes.
`raises=r"does not require grad"`: what is raised when a gradient is asked for and the trail has broken off.
`raises=r"in-place operation"`: torch's words for a change of a tensor whose gradients are tracked.
`matches=`: a wrong shuffle answers at random, so it is known by what happened to rows, labels, order and generators.
"""

from typing import NamedTuple

import torch

from autograder import mistake


@mistake(
    "all_columns",
    of="pick_scores",
    en="""`:` in front of the comma means "every row", and the labels behind it were then looked up in every one of
    them: what came back ({result}) has all the labels' columns for all the rows. The number that belongs to row i
    stands in there, at row i and column i, among many that nobody asked for.

    How many numbers should come back for a batch of 32 photos, and how many do? What would have to stand in front of
    the comma so that each label meets one row only?""",
    zh="""逗号前面的 `:` 表示“每一行”，于是每个标签都到每一行里各查了一次：返回的结果（{result}）里，
    每一行都有全部标签对应的列。第 i 行真正要的那个数也在里面，位于第 i 行、第 i 列，周围都是没人要的数。

    一个小批量有 32 张照片时，应该返回几个数？实际返回了几个？逗号前面该放什么，才能让每个标签只遇上一行？""",
)
def pick_scores_all_columns(scores, labels):
    return scores[:, labels]


@mistake(
    "gather_without_unsqueeze",
    of="pick_scores",
    raises=r"same number of dimensions",
    en="""`gather` wants an index with as many axes as the tensor that it takes from, since the answer gets the shape of
    the index. scores is a table ({scores}), labels is flat ({labels}), and torch does not guess whether a flat index
    means one number from each row or one row of numbers.

    You want one number from each row. If you wrote these numbers as a table of their own, how many rows would it have,
    and how many columns? Which shape does the index need, then?""",
    zh="""`gather` 要求索引的轴数与被取的张量相同，因为结果的形状就是索引的形状。scores 是一张表（{scores}），
    labels 却是一排数（{labels}）：这一排索引究竟是“每一行各取一个”，还是“总共取一行”，torch 不会去猜。

    你要的是每一行各取一个数。把取出来的数单独写成一张表，它有几行、几列？那么索引应该是什么形状？""",
)
def pick_scores_gather_without_unsqueeze(scores, labels):
    return scores.gather(1, labels)


@mistake(
    "gather_along_rows",
    of="pick_scores",
    raises=r"out of bounds",
    en="""The labels were used as numbers of rows. The `dim` of `gather` is the axis along which the index chooses; all
    other axes are walked side by side. With `dim=0` a label says from which photo to take, and the place in the index
    says from which class: the wrong way round. Torch complains only if a label is larger than the last row's number.

    Does a label count photos or classes? Which number does that axis of scores ({scores}) have?""",
    zh="""标签被当成了行号。`gather` 的 `dim` 指的是由索引来挑选的那个轴，其余的轴则一一对应着往前走。写成 `dim=0`，
    就成了由标签决定取哪张照片，由它在索引里的位置决定取哪个类别：正好反了。只有当标签超出最后一行的行号时，
    torch 才会报错。

    标签数的是照片还是类别？在 scores（{scores}）里，那个轴是几号？""",
)
def pick_scores_gather_along_rows(scores, labels):
    return scores.gather(0, labels[:, None]).squeeze(1)


@mistake(
    "rows_for_columns",
    of="pick_scores",
    raises=r"out of bounds",
    en="""A single index in square brackets chooses along axis 0. So label 2 fetched the whole row of photo 2, and what
    came back ({result}) is a table of other photos' scores. As long as there are more photos than classes, nothing
    stops it.

    Which axis of scores do the labels count? In which place between the brackets does an index for that axis stand?""",
    zh="""方括号里只写一个索引，它就沿着轴 0 来挑选。于是标签 2 取来的是 2 号照片的一整行，返回的结果（{result}）
    成了一张由别的照片的得分拼成的表。只要照片比类别多，就不会报错。

    标签数的是 scores 的哪个轴？针对那个轴的索引，应该写在方括号里的第几个位置？""",
)
def pick_scores_rows_for_columns(scores, labels):
    return scores[labels]


@mistake(
    "column_left",
    of="pick_scores",
    en="""The right numbers, but as a column ({result}): one number per row, each in a row of its own. It looks harmless
    and is not, since a column that meets a flat tensor of the same length is broadcast to a square table.

    `gather` gives its answer the shape of the index. Which axis is in yours that should not be in the answer?""",
    zh="""数都取对了，却排成了一列（{result}）：每个数单独占一行。看上去无伤大雅，其实不然：
    这一列一旦遇上长度相同的一排数，就会广播成一张方形的表。

    `gather` 的结果与索引形状相同。你的索引里，哪个轴不该出现在结果里？""",
)
def pick_scores_column_left(scores, labels):
    return scores.gather(1, labels[:, None])


@mistake(
    "batch_squeezed_away",
    of="pick_scores",
    en="""With several photos all is well; with a single one the answer has no axis left. `squeeze()` without a number
    takes away every axis of length 1, and in a batch of one the batch axis is such an axis, too.

    Which shape should the answer have for a batch of one photo? How does `squeeze` get to know which of the two ones
    you mean?""",
    zh="""照片有好几张时一切正常；只有一张时，结果却一个轴也不剩。不带参数的 `squeeze()` 会去掉所有长度为 1 的轴，
    而小批量里只有一张照片时，batch 轴的长度也是 1。

    小批量里只有一张照片时，结果应该是什么形状？两个 1 里，你指的是哪一个，`squeeze` 又从何得知？""",
)
def pick_scores_batch_squeezed_away(scores, labels):
    return scores.gather(1, labels[:, None]).squeeze()


@mistake(
    "largest_score",
    of="pick_scores",
    en="""From each row came its largest number: the score of the class that the network believes in. The labels say
    which class is the true one, and the network may be wrong; they did not matter to this answer at all.

    Change one label and call your function again. Should the answer change, and does it?""",
    zh="""每一行取出的都是最大的数，也就是网络自己认定的那个类别的得分。而标签说的是真实的类别，网络可能判断错；
    在这个结果里，标签根本没有起作用。

    请改动其中一个标签，再调用一次函数。结果应该变吗？实际变了没有？""",
)
def pick_scores_largest_score(scores, labels):
    return scores.max(dim=1).values


@mistake(
    "gradient_lost",
    of="pick_scores",
    raises=r"does not require grad",
    en="""The numbers are right, but they no longer know where they come from. `.item()`, `.tolist()` and a new
    `torch.tensor(...)` take bare numbers out of torch and start afresh, so no gradient finds its way back to the
    scores, and a network behind them would never learn. Torch may have printed a warning about that.

    Give your function scores with `requires_grad=True` and print the answer. Is there a `grad_fn` at its end? Behind
    which of your lines does it get lost?""",
    zh="""数是对的，但它们已经不知道自己从哪里来了。`.item()`、`.tolist()` 以及新建的 `torch.tensor(...)`
    都是把数从 torch 里拿出来，再另起炉灶。这样一来，梯度就回不到 scores，后面的网络也就永远学不到东西。
    torch 也许已经为此打印过警告。

    请把 `requires_grad=True` 的 scores 交给函数，打印结果。末尾有 `grad_fn` 吗？是在哪一行之后丢掉的？""",
)
def pick_scores_gradient_lost(scores, labels):
    return torch.tensor([scores[i, label].item() for i, label in enumerate(labels)], dtype=scores.dtype)


@mistake(
    "k_from_data",
    of="one_hot",
    en="""The number of columns was read off the labels: the largest one plus 1. In a batch in which the last classes do
    not occur the table comes out too narrow ({result}), and the next batch may have another width.

    Somebody sorts clothes into ten classes, and in this batch there are only shirts, class 0. How many columns should
    the table have, and which argument knows?""",
    zh="""列数是从标签里推出来的：最大的标签加 1。如果编号靠后的类别恰好没有出现，表就会窄一截（{result}），
    而下一个小批量也许又是另一个宽度。

    衣服一共分十类，而这个小批量里全是衬衫（类别 0）。表应该有几列？哪个参数知道答案？""",
)
def one_hot_k_from_data(labels, k):
    return (labels[:, None] == torch.arange(labels.max() + 1)).to(torch.int64)


@mistake(
    "ones_in_every_row",
    of="one_hot",
    en="""Every row has a 1 for every label of the batch; all rows look the same. Either `:` stands where the rows
    should be named, and then the ones are written into all of them, or the table was made as a list that holds one and
    the same row many times.

    Print your table for the labels 0 and 3. How many ones should be in its first row, and who put the second one
    there?""",
    zh="""小批量里的每个标签，都在每一行里写了一个 1，所以每一行都一模一样。可能是该指明行的地方写了 `:`，
    于是所有行都被写到；也可能是用列表造表时，把同一行重复放了许多次。

    请对标签 0 和 3 打印你的表。第一行应该有几个 1？多出来的那个是谁写进去的？""",
)
def one_hot_ones_in_every_row(labels, k):
    table = torch.zeros(len(labels), k, dtype=torch.int64)
    table[:, labels] = 1
    return table


@mistake(
    "counted_from_one",
    of="one_hot",
    en="""The ones stand one column too far to the left, and those of label 0 at the very end: -1 is a legal index in
    Python and means the last place. That happens if labels are taken to begin with 1, as they do in R and MATLAB.

    Which labels can occur if k is 3? In which column does the smallest of them belong?""",
    zh="""1 都往左偏了一列，标签 0 的 1 则跑到了最右边：在 Python 里，-1 是合法的索引，表示最后一个位置。
    如果像 R 和 MATLAB 那样以为标签从 1 开始，就会这样。

    k 等于 3 时，标签可能是哪几个数？其中最小的那个属于哪一列？""",
)
def one_hot_counted_from_one(labels, k):
    return torch.eye(k, dtype=torch.int64)[labels - 1]


@mistake(
    "scattered_down",
    of="one_hot",
    raises=r"out of bounds",
    en="""The ones run down the first column: `scatter` along axis 0 takes a label for the number of a row, and the
    place in the index for that of a column. Torch complains only if a label is larger than the last row's number.

    Which axis of the table do the labels count, the one of the photos or the one of the classes?""",
    zh="""1 都写在了第一列：`scatter` 沿着轴 0 写入时，会把标签当成行号，把它在索引里的位置当成列号。
    只有当标签超出最后一行的行号时，torch 才会报错。

    标签数的是这张表的哪个轴，照片的，还是类别的？""",
)
def one_hot_scattered_down(labels, k):
    return torch.zeros(len(labels), k, dtype=torch.int64).scatter(0, labels[:, None], 1)


@mistake(
    "float_table",
    of="one_hot",
    en="""The zeros and ones are in their places, but they are floating-point numbers. `torch.zeros` and `torch.eye`
    make float32 unless they are told otherwise. The task asks for int64, the dtype of labels and counts.

    Print `.dtype` behind each of your lines. Where do the floats come from, and which word would tell that line what
    you want?""",
    zh="""0 和 1 都在该在的位置，只是成了浮点数。如果不另外说明，`torch.zeros` 和 `torch.eye` 创建的都是 float32。
    题目要的是 int64，也就是标签和计数用的 dtype。

    请在每一行之后打印 `.dtype`。浮点数是从哪一行来的？在那一行里加上哪个参数，就能说明你要什么？""",
)
def one_hot_float_table(labels, k):
    return torch.eye(k)[labels]


@mistake(
    "bool_table",
    of="one_hot",
    en="""The comparison is right, and its answer is a table of True and False. Those cannot be added up and averaged
    everywhere; the task asks for the whole numbers 1 and 0.

    Which dtype does a comparison give, and which one should the answer have? How does one dtype become another?""",
    zh="""比较本身是对的，只是得到的是一张由 True 和 False 组成的表。布尔值不是处处都能相加、求平均，
    而题目要的是整数 1 和 0。

    比较得到的是什么 dtype？结果应该是什么 dtype？怎样把一种 dtype 变成另一种？""",
)
def one_hot_bool_table(labels, k):
    return labels[:, None] == torch.arange(k)


@mistake(
    "chained_assignment",
    of="zero_where",
    en="""Nothing was set to 0: what came back holds the numbers of x as they were. Two lines look as if they did it. In
    `x[mask][:] = 0` the first brackets read: they take the marked numbers out into a new tensor, and that copy gets the
    zeros. And a function that returns a new tensor changes nothing if its result is not kept.

    Print `x[mask]` right behind your line, and write down which tensor it wrote to. Who still holds that one?""",
    zh="""什么也没有清零：返回的还是 x 原来的那些数。有两种写法看上去做了这件事，其实没有。在 `x[mask][:] = 0` 里，
    第一个方括号是“读”：它把标出的数取出来，放进一个新的张量，清零的只是这个副本。另外，有的函数返回新的张量，
    如果不把返回值留下来，就等于什么也没做。

    请紧接着那一行打印 `x[mask]`。想一想，那一行究竟写进了哪个张量？那个张量现在还在谁手里？""",
)
def zero_where_chained_assignment(x, mask):
    y = x.clone()
    y[mask][:] = 0
    return y


@mistake(
    "in_place_argument",
    of="zero_where",
    raises=r"in-place operation",
    en="""The zeros were written into x itself, and x belongs to the caller: the numbers that stood there are gone for
    good, and whoever wants to look at the original once more finds holes. Assigning to `x[...]` does that, and so does
    every function whose name ends in an underscore. If x is tracking gradients, torch refuses outright.

    Print x before and after a call of your function. How many tensors should there be afterwards, and at which moment
    does the second one come into being?""",
    zh="""0 被直接写进了 x，而 x 是调用者的：原来的数就此丢失，谁想再看一眼原始数据，看到的只有窟窿。
    给 `x[...]` 赋值会这样，调用名字以下划线结尾的函数也会这样。如果 x 正在记录梯度，torch 会干脆拒绝。

    请在调用函数前后各打印一次 x。调用之后，应该有几个张量？第二个是在哪一步产生的？""",
)
def zero_where_in_place_argument(x, mask):
    x[mask] = 0
    return x


@mistake(
    "mask_turned_round",
    of="zero_where",
    en="""The zeros stand exactly where the numbers should have stayed. Here True means "this one becomes 0"; elsewhere
    a mask often says which entries are good. There is no standard, so this slip happens to everybody.

    Say it in words for a single entry whose mask is True: what should happen to it, and what does your line do?""",
    zh="""该保留的地方全成了 0，该清零的却留着。这里 True 的意思是“这一个变成 0”，而在别处，
    掩码往往标的是有用的元素。两种用法都有，谁都弄反过。

    取一个掩码为 True 的元素，用一句话说说：它应该怎么样？你那一行又对它做了什么？""",
)
def zero_where_mask_turned_round(x, mask):
    return x.masked_fill(~mask, 0)


@mistake(
    "only_the_rest",
    of="zero_where",
    en="""The unmarked numbers came back alone, in one row ({result}). Indexing with a mask takes entries out and
    forgets where they stood. The task asks for a tensor of x's shape ({x}), in which the marked places are still there
    and hold a 0.

    For x with five entries, two of them marked: how many entries has the answer, and how many does yours have?""",
    zh="""只返回了没有标出的数，还排成了一排（{result}）。用掩码做索引，是把元素取出来，不再记得它们原来的位置。
    而题目要的是一个与 x（{x}）形状相同的张量，标出的位置还在，里面是 0。

    假设 x 有 5 个元素，标出了 2 个：结果应该有几个元素？你的结果有几个？""",
)
def zero_where_only_the_rest(x, mask):
    return x[~mask]


@mistake(
    "multiplied_by_the_mask",
    of="zero_where",
    en="""Multiplying by 0 makes 0 of every ordinary number, but not of nan and infinity: 0 times either is nan. And
    these are what masks are mostly for: the reading of a broken sensor, the logarithm of 0. A single nan that slips
    through turns every later sum into nan.

    Print `torch.tensor(float("nan")) * 0`. Is there a way that never asks what stood in the marked places?""",
    zh="""普通的数乘以 0 确实得 0，nan 和无穷大却不然：它们乘以 0 得到的是 nan。而掩码多半就是用来遮住它们的，
    例如坏掉的传感器的读数、0 的对数。只要漏过一个 nan，后面的每个求和都会变成 nan。

    请打印 `torch.tensor(float("nan")) * 0`。有没有一种做法，根本不去管标出的位置上原来是什么？""",
)
def zero_where_multiplied_by_the_mask(x, mask):
    return x * ~mask


@mistake(
    "length_off_by_one",
    of="last_real_token",
    raises=r"out of bounds",
    en="""This is the place after the last real token. A sentence with 3 real tokens has them at the places 0, 1 and 2,
    so its length, taken as an index, points at the first padding. For a sentence that fills its row there is no such
    place, and torch raises an `IndexError`; for all others it hands over the padding without a word.

    Draw a row of five boxes, number them from 0, and put three tokens in. Which number stands below the last one?""",
    zh="""取到的是最后一个真实词元的下一个位置。一个句子有 3 个真实词元，它们在位置 0、1、2，
    所以直接拿长度做索引，指向的是第一个填充。如果句子占满了整行，就没有下一个位置，torch 会抛出 `IndexError`；
    其余的句子，它会一声不响地把填充交给你。

    请画一排五个格子，从 0 开始编号，放进三个词元。最后一个词元下面的编号是几？""",
)
def last_real_token_length_off_by_one(h, lengths):
    return h[torch.arange(len(h)), lengths]


@mistake(
    "last_place",
    of="last_real_token",
    en="""From every sentence came what stands in the last place of its row. Only the longest sentences have a token
    there; in all others it is padding, whose numbers mean nothing. A batch in which all sentences have one length hides
    the slip.

    Do the lengths ({lengths}) occur in your line? Which place do you want in a sentence with one real token?""",
    zh="""每个句子取出来的都是一行的最后一个位置。只有最长的句子在那里才有词元，其余的句子在那里都是填充，
    里面的数毫无意义。如果小批量里的句子一样长，就看不出这个错误。

    你那一行用到 lengths（{lengths}）了吗？只有一个真实词元的句子，该取哪个位置？""",
)
def last_real_token_last_place(h, lengths):
    return h[:, -1]


@mistake(
    "every_length_for_every_sentence",
    of="last_real_token",
    en="""`:` means "all sentences", so every length was looked up in every one of them, and what came back ({result})
    has an axis too many: B sentences times B lengths. What you want stands on the diagonal.

    Two index tensors of one shape are read in pairs: the first entries together, the second ones together. With what
    would the lengths have to be paired here?""",
    zh="""`:` 表示“所有句子”，于是每个长度都到每个句子里查了一次，返回的结果（{result}）多了一个轴：
    B 个句子乘 B 个长度。真正要的那些在对角线上。

    两个形状相同的索引张量会配成对来读：第一个对第一个，第二个对第二个。这里的 lengths 该和什么配对？""",
)
def last_real_token_every_length_for_every_sentence(h, lengths):
    return h[:, lengths - 1]


@mistake(
    "first_feature_only",
    of="last_real_token",
    en="""The right place of each sentence, but only the first of its numbers: {result}, and not (B, D). `gather`
    returns exactly as many numbers as the index has entries, and never adds an axis by itself. An index with a single
    entry per sentence brings a single feature.

    h has {h}. How many numbers should come out for one sentence, and how many entries has your index for it?""",
    zh="""位置都找对了，但每个句子只取了第一个特征：结果是{result}，而不是 (B, D)。索引里有几个元素，
    `gather` 就返回几个数，从不自己多给一个轴。每个句子只给一个索引，就只取得到一个特征。

    请看 h（{h}）。一个句子应该取出几个数？你的索引为它准备了几个元素？""",
)
def last_real_token_first_feature_only(h, lengths):
    return h.gather(1, (lengths - 1)[:, None, None]).squeeze(1)


@mistake(
    "sentence_and_place_swapped",
    of="last_real_token",
    raises=r"out of bounds",
    en="""The two indices stand in the wrong order: the first one in the brackets counts along axis 0, and there stand
    the sentences. So the lengths chose among sentences and the numbers of the sentences chose among places. Torch
    complains only where a number is too large for its axis.

    Write B, L and D below the axes of h. Which of your two indices counts sentences, and which one places?""",
    zh="""两个索引的次序反了：方括号里的第一个索引对应轴 0，而那是句子的轴。于是长度拿去挑选句子，
    句子的编号却拿去挑选位置。只有当某个数超出了那个轴的范围时，torch 才会报错。

    请在 h 的各个轴下面写上 B、L、D。你的两个索引里，哪一个数的是句子，哪一个数的是位置？""",
)
def last_real_token_sentence_and_place_swapped(h, lengths):
    return h[lengths - 1, torch.arange(len(h))]


class Shuffle(NamedTuple):
    """One call of shuffle_together and its answer."""

    x: torch.Tensor
    y: torch.Tensor
    g: torch.Generator
    new_x: torch.Tensor
    new_y: torch.Tensor

    @property
    def complete(self):
        """Whether all rows and all labels are there, each as often as before."""
        return rows(self.new_x) == rows(self.x) and rows(self.new_y) == rows(self.y)

    @property
    def familiar(self):
        """Whether no row and no label is there that was not there before."""
        return set(rows(self.new_x)) <= set(rows(self.x)) and set(rows(self.new_y)) <= set(rows(self.y))

    @property
    def paired(self):
        """Whether each row still stands at its label."""
        return set(pairs(self.new_x, self.new_y)) <= set(pairs(self.x, self.y))

    @property
    def seed(self):
        """The generator's, or None for one that lives in the student's process."""
        return self.g.initial_seed() if isinstance(self.g, torch.Generator) else None


def pairs(x, y):
    """Rows with their labels."""
    return [(tuple(row), label) for row, label in zip(x.reshape(len(x), -1).tolist(), y.tolist(), strict=True)]


def rows(x):
    """The rows in an order that does not depend on where they stood."""
    return sorted(map(tuple, x.reshape(len(x), -1).tolist()))


def shuffles(calls):
    """The calls of shuffle_together that gave two tensors of the right shapes."""
    made = []
    for call in calls:
        if call.name == "shuffle_together" and isinstance(call.value, tuple | list):
            shuffle = (*call.args, *call.value)
            if [getattr(part, "shape", None) for part in shuffle[3:]] == [part.shape for part in shuffle[:2]]:
                made.append(Shuffle(*shuffle))
    return made


def sound(made):
    """Whether there are shuffles, and all of them keep pairs and lose no row."""
    return bool(made) and all(one.complete and one.paired for one in made)


def apart(calls):
    return any(one.complete and not one.paired for one in shuffles(calls)[-1:])


def one_left_alone(calls):
    made = shuffles(calls)
    same_x = all(torch.equal(one.new_x, one.x) for one in made)
    return apart(calls) and (same_x or all(torch.equal(one.new_y, one.y) for one in made))


def lost(calls):
    return any(one.familiar and not one.complete for one in shuffles(calls)[-1:])


def in_place(calls):
    return sound(shuffles(calls)) and any(call.changed for call in calls)


def orders_by_seed(calls):
    """The orders of the labels that came back for each seed."""
    made = shuffles(calls)
    orders = {}
    for one in made if sound(made) else []:
        if one.seed is not None:
            orders.setdefault(one.seed, []).append(one.new_y.tolist())
    return orders


def without_g(calls):
    return any(order != orders[0] for orders in orders_by_seed(calls).values() for order in orders)


def one_order_for_all_seeds(calls):
    orders = [order for several in orders_by_seed(calls).values() for order in several]
    return len(orders_by_seed(calls)) > 1 and all(order == orders[0] for order in orders)


def global_state_changed(calls):
    states = [call.value for call in calls if call.name == "torch.get_rng_state"]
    return sound(shuffles(calls)) and len(states) == 2 and not torch.equal(*states)


def standing_still(calls):
    epochs = [one.new_y.tolist() for one in shuffles(calls) if one.seed is None]
    return sound(shuffles(calls)) and any(epochs.count(order) > 1 for order in epochs)


@mistake(
    "one_shuffled_alone",
    of="shuffle_together",
    matches=one_left_alone,
    en="""Only one of the two was shuffled; the other came back in its old order. So almost every row now stands beside
    somebody else's label, and the shapes do not show it.

    Let x be `torch.arange(5) * 10` and y be `torch.arange(5)`, and print both answers, one below the other. In how many
    places is the upper number still ten times the lower one?""",
    zh="""两个里面只打乱了一个，另一个还是原来的次序。于是几乎每一行旁边都成了别人的标签，而形状上什么也看不出来。

    请令 x 为 `torch.arange(5) * 10`，y 为 `torch.arange(5)`，把两个结果上下两行打印出来。
    有几处上面的数仍是下面的十倍？""",
)
def shuffle_together_one_shuffled_alone(x, y, g):
    return x[torch.randperm(len(x), generator=g)], y


@mistake(
    "two_permutations",
    of="shuffle_together",
    matches=apart,
    en="""x and y were shuffled, each in an order of its own: all rows are there and all labels, but they do not belong
    together any more. Each call of a random function gives a new order, with the same `g`, too, since every draw moves
    it on. A network trained on such pairs learns nothing, and no error tells you why.

    How often does your function draw an order, and how often should it? Let x be `torch.arange(5) * 10`, y be
    `torch.arange(5)`, and look at both answers side by side.""",
    zh="""x 和 y 各按各的次序打乱了：行都在，标签也都在，只是谁也不再配谁。随机函数每调用一次，就给出一个新的次序；
    就算用的是同一个 `g` 也一样，因为每抽取一次，它都会往前走。用这样的数据训练，网络什么也学不到，
    却没有任何报错告诉你原因。

    你的函数抽取了几次次序？本来应该抽取几次？请令 x 为 `torch.arange(5) * 10`，y 为 `torch.arange(5)`，
    把两个结果并排看一看。""",
)
def shuffle_together_two_permutations(x, y, g):
    return x[torch.randperm(len(x), generator=g)], y[torch.randperm(len(x), generator=g)]


@mistake(
    "rows_lost",
    of="shuffle_together",
    matches=lost,
    en="""Some rows are there twice or more, and others are gone. Two roads lead there. Random whole numbers
    (`randint`) do not know which ones came before, so numbers repeat. And swapping two rows as Python people swap two
    names, in one line, fails with tensors: what stands on the right are views, and the first row is overwritten before
    it is read.

    Sort the labels that come back and compare them with the sorted labels that went in. Which step of yours could name
    a row twice?""",
    zh="""有的行出现了不止一次，有的行却不见了。通常是两种原因。随机整数（`randint`）不知道前面抽过哪些，所以会重复。
    另外，像 Python 里交换两个变量那样，用一行代码交换张量的两行，是行不通的：等号右边的是视图，
    其中一行还没来得及读，就已经被覆盖了。

    请把返回的标签排序，再与排好序的原标签对比。你的哪一步可能把同一行取了两次？""",
)
def shuffle_together_rows_lost(x, y, g):
    order = torch.randint(len(x), (len(x),), generator=g)
    return x[order], y[order]


@mistake(
    "shuffled_in_place",
    of="shuffle_together",
    matches=in_place,
    en="""The new order was written into the caller's own tensors, as NumPy's `shuffle` does it. Whoever keeps a list of
    what stood in which row, file names for one, has the wrong row from now on and does not know.

    Print x before and after a call of your function. Does indexing with an order need x to change, or does it give you
    a tensor of its own?""",
    zh="""新的次序直接写进了调用者自己的张量，就像 NumPy 的 `shuffle` 那样。如果有人另外记着每一行是什么，例如文件名，
    从此就全对不上了，而他并不知道。

    请在调用函数前后各打印一次 x。用一个次序做索引，需要改动 x 吗？还是会另外得到一个张量？""",
)
def shuffle_together_shuffled_in_place(x, y, g):
    order = torch.randperm(len(x), generator=g)
    x[:] = x[order]
    y[:] = y[order]
    return x, y


@mistake(
    "not_shuffled",
    of="shuffle_together",
    en="""All rows came back in the order in which they went in. `x[order]` on a line of its own makes a new tensor and
    drops it; x stays as it is. And an order that was sorted, or counted up, is no random one.

    Print the order that you draw, and print the tensor that you return. Behind which line should the shuffled rows
    exist for the first time, and under which name?""",
    zh="""所有的行都原样返回了，次序没有变。单独一行 `x[order]` 会创建一个新的张量，随后就丢掉了，x 还是老样子。
    另外，排过序的、或者从小数到大的次序，也不是随机的次序。

    请打印你抽取的次序，再打印你返回的张量。打乱之后的行，从哪一行代码起才有？又叫什么名字？""",
)
def shuffle_together_not_shuffled(x, y, g):
    x[torch.randperm(len(x), generator=g)]
    return x, y


@mistake(
    "g_ignored",
    of="shuffle_together",
    matches=without_g,
    en="""The pairs are kept, but the order does not come from `g`: two calls with equal generators gave two different
    orders. Without being told, torch's random functions draw from a global generator that everybody in the program
    shares, and NumPy and Python have one each, too. Then nobody can repeat your experiment, you included.

    In which of your lines does chance come in? What does the documentation of that function say about `generator`?""",
    zh="""配对没有散，但次序不是从 `g` 抽取的：用两个相同的生成器各调用一次，得到了两种次序。如果不另外指定，
    torch 的随机函数都从一个全局的生成器抽取，整个程序都在用它；NumPy 和 Python 也各有一个。
    这样一来，谁也没法重复你的实验，连你自己也不行。

    你的哪一行用到了随机？关于 `generator`，那个函数的文档是怎么说的？""",
)
def shuffle_together_g_ignored(x, y, g):
    order = torch.randperm(len(x))
    return x[order], y[order]


@mistake(
    "always_one_order",
    of="shuffle_together",
    matches=one_order_for_all_seeds,
    en="""The order is the same for every `g`: a fixed seed stands somewhere in the function, or the order is worked
    out without chance. That looks tidy, but then nobody can run the experiment with five seeds to see how much of the
    result is luck: all five runs would be one.

    Call your function with two generators of different seeds. Should the two orders agree? Which line never hears of
    `g`?""",
    zh="""不管 `g` 是什么，次序都一样：函数里某处写死了种子，或者次序根本不是随机得来的。这样看似省心，
    可要是有人想换五个种子各做一遍，看看结果里有多少是运气，就做不到了：五次其实是同一次。

    请用两个种子不同的生成器各调用一次。两个次序应该相同吗？哪一行代码从来没有用到 `g`？""",
)
def shuffle_together_always_one_order(x, y, g):
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(0))
    return x[order], y[order]


@mistake(
    "global_seed_set",
    of="shuffle_together",
    matches=global_state_changed,
    en="""The order depends on `g`, but torch's global generator is not as it was: the function seeded it or drew from
    it. All that is random elsewhere in the program, the first weights of a network for instance, now depends on how
    often somebody shuffled. Two things that should be independent are tied together.

    Print `torch.initial_seed()` and `torch.rand(1)` around a call of your function, and then without the call. What
    else could draw from `g`, so that the global one may be left alone?""",
    zh="""次序确实由 `g` 决定，可是 torch 的全局生成器已经不是原来的样子：函数给它重设了种子，或者用它抽取过。
    这样一来，程序里其他随机的东西，例如网络的初始权重，都取决于之前打乱过几次。
    两件本该互不相干的事，就这样绑在了一起。

    请在调用函数前后打印 `torch.initial_seed()` 和 `torch.rand(1)`，再不调用函数，同样打印一次。
    怎样才能直接从 `g` 抽取，而不去碰全局的那一个？""",
)
def shuffle_together_global_seed_set(x, y, g):
    torch.manual_seed(g.initial_seed())
    order = torch.randperm(len(x))
    return x[order], y[order]


@mistake(
    "g_standing_still",
    of="shuffle_together",
    matches=standing_still,
    en="""A second call with the same `g` gave the same order again. A generator is like a pack of cards from which one
    draws: each draw moves it on, so that the next one differs. Your function used only its seed, or put it back to its
    beginning, and so every epoch of a training would see the data in one and the same order.

    Make one generator and call your function three times with it. How many different orders do you see, and how many
    would you like to see?""",
    zh="""用同一个 `g` 再调用一次，得到的还是同样的次序。生成器就像一副牌，每抽一次就往前走一步，下一次抽到的便不一样。
    你的函数只用了它的种子，或者把它重置回了开头，于是训练的每一轮，数据都按同一个次序出现。

    请创建一个生成器，用它连续调用三次函数。你看到了几种次序？你希望看到几种？""",
)
def shuffle_together_g_standing_still(x, y, g):
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(g.initial_seed()))
    return x[order], y[order]
