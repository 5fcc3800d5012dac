"""a1/u09 Strides and views: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"out of bounds for storage"`: torch's words for a view that reaches beyond the memory there is.
`raises=r"more than one element of the written-to tensor"`: torch's words for a write through a stride of 0.
`raises=r"in-place operation"`: torch's words for a change of a tensor whose gradients are tracked.
"""

import torch

from autograder import mistake


@mistake(
    "last_index_unscaled",
    of="offset_of",
    en="""The last index was added as it is, without its stride. In a packed tensor that is right, since there the
    last axis has a stride of 1; in a column of a table, or behind a `[:, ::2]`, it has another one.

    Print `torch.zeros(4, 6)[:, ::2].stride()`. By how many places does one step along the last axis of that tensor
    move?""",
    zh="""最后一个下标没有乘以它的步幅，直接就加上了。张量紧密存放时，这碰巧是对的，因为最后一个轴的步幅是 1；
    可要是取了表的一列，或者写过 `[:, ::2]`，最后一个轴的步幅就不是 1 了。

    请打印 `torch.zeros(4, 6)[:, ::2].stride()`。在这个张量里，沿最后一个轴走一步，在内存里要挪几个位置？""",
)
def offset_of_last_index_unscaled(index, stride):
    before = sum(i * step for i, step in zip(index[:-1], stride[:-1], strict=True))
    return before + index[-1]


@mistake(
    "strides_reversed",
    of="offset_of",
    en="""Each index was multiplied by the stride of another axis: the first by the last stride, and so on. Index and
    stride list the axes in the same order.

    Take a tensor of shape (3, 4) and the index (1, 0), the first number of its second row. Which number of its stride
    (4, 1) should take part?""",
    zh="""每个下标乘的都是别的轴的步幅：第一个下标乘了最后一个步幅，依此类推。下标和步幅列出各个轴的次序其实是一样的。

    设张量的形状为 (3, 4)，下标为 (1, 0)，也就是第二行的第一个数。步幅 (4, 1) 里，这时应该用到的是哪一个？""",
)
def offset_of_strides_reversed(index, stride):
    return sum(i * step for i, step in zip(index, reversed(stride), strict=True))


@mistake(
    "stride_as_shape",
    of="offset_of",
    en="""The second argument was used as if it were a shape: the sum so far times the next entry, plus the next
    index. That is how an offset comes from lengths. A stride has done this multiplication already: each of its
    entries says by itself how far one step along its axis goes.

    Print the shape and the stride of `torch.zeros(3, 4)`. If the first index grows by 1, by how much does the place
    in memory grow, and in which of the two tuples does that number stand?""",
    zh="""这里把第二个参数当成了形状来用：把累计的结果乘以下一项，再加上下一个下标。由各轴的长度求偏移量时，是这样算的。
    步幅则已经把这些乘法做好了：它的每一项单独就能说明沿该轴走一步要挪多远。

    请打印 `torch.zeros(3, 4)` 的形状和步幅。第一个下标加 1，内存里的位置加多少？这个数出现在哪个元组里？""",
)
def offset_of_stride_as_shape(index, stride):
    offset = 0
    for i, step in zip(index, stride, strict=True):
        offset = offset * step + i
    return offset


@mistake(
    "contiguous_ignores_size_one",
    of="is_contiguous",
    en="""An axis of length 1 made the answer False. Along such an axis nobody ever takes a step, since there is no
    second number to go to, so its stride may be anything. Torch does not look at it; `x[:, 0:1]` and `unsqueeze`
    leave the oddest strides there.

    How often is the stride of an axis of length 1 added when all numbers are read, one after the other? At which line
    does your function ask for the length?""",
    zh="""因为一个长度为 1 的轴，结果成了 False。沿着这样的轴，谁也走不出一步，因为没有第二个数可去，
    所以它的步幅是多少都无所谓，torch 根本不看。写过 `x[:, 0:1]` 或 `unsqueeze` 之后，那里的步幅往往很古怪。

    把所有的数依次读一遍，长度为 1 的轴的步幅一共要加几次？你的函数在哪一行问过这个轴有多长？""",
)
def is_contiguous_contiguous_ignores_size_one(shape, stride):
    if 0 in shape:
        return True
    expected = 1
    for length, step in zip(reversed(shape), reversed(stride), strict=True):
        if step != expected:
            return False
        expected *= length
    return True


@mistake(
    "only_last_stride",
    of="is_contiguous",
    en="""Only the last stride was looked at: it is 1, so the numbers of one row are neighbours. But whether the next
    row begins where this one ends is said by the other strides. A table of which the right half was cut off has rows
    without gaps, and a gap behind each row.

    Print `torch.zeros(3, 8)[:, :4].stride()`, and the stride of `torch.zeros(3, 4)`. Which of the two would you call
    contiguous, and by what do you see it?""",
    zh="""这里只看了最后一个步幅：它等于 1，所以同一行的数是紧挨着的。可是下一行是不是紧接着这一行的末尾开始，
    要看其余的步幅。一张表切掉右半边以后，每一行里没有空隙，行与行之间却有。

    请打印 `torch.zeros(3, 8)[:, :4].stride()`，再打印 `torch.zeros(3, 4)` 的步幅。哪一个算是连续的？
    你从哪里看出来？""",
)
def is_contiguous_only_last_stride(shape, stride):
    return 0 in shape or stride[-1] == 1


@mistake(
    "sorted_is_enough",
    of="is_contiguous",
    en="""The function asks whether the strides go down from axis to axis. That tells that the numbers are read from
    left to right, but not that there is none between them: (8, 2) goes down as well, and leaves out every second
    place.

    A tensor has the shape (3, 4). Which strides must it have so that its twelve numbers fill twelve places, and does
    your function look at the shape for that?""",
    zh="""这个函数问的是步幅是不是从前往后越来越小。这只能说明数是从左往右读的，说明不了中间没有空隙：
    (8, 2) 也是越来越小，可每隔一个位置就漏掉一个。

    设张量的形状为 (3, 4)。要让 12 个数正好占满 12 个位置，步幅必须是多少？为此，你的函数看过形状吗？""",
)
def is_contiguous_sorted_is_enough(shape, stride):
    return 0 in shape or all(stride[axis] >= stride[axis + 1] or shape[axis] == 1 for axis in range(len(stride) - 1))


@mistake(
    "column_major",
    of="is_contiguous",
    en="""The strides were expected to grow from the first axis to the last: 1 for the first, its length for the
    second, and so on. Fortran, MATLAB and R keep their tables like that, column after column. Torch and NumPy keep
    row after row.

    Print `torch.zeros(3, 4).stride()`. Along which axis are neighbours neighbours in memory, and at which end of the
    tuple does your function begin?""",
    zh="""这里认为步幅应当从第一个轴到最后一个轴越来越大：第一个轴是 1，第二个轴是第一个轴的长度，依此类推。
    Fortran、MATLAB 和 R 确实是这样一列接一列地存表，而 torch 和 NumPy 是一行接一行。

    请打印 `torch.zeros(3, 4).stride()`。沿着哪个轴相邻的数，在内存里也相邻？你的函数是从元组的哪一头开始的？""",
)
def is_contiguous_column_major(shape, stride):
    expected = 1
    for length, step in zip(shape, stride, strict=True):
        if length > 1 and step != expected:
            return False
        expected *= length
    return True


@mistake(
    "dense_is_enough",
    of="is_contiguous",
    en="""The function asks whether the numbers fill their part of the memory without gaps, in whatever order. A
    transposed table does that, too, but it is read column after column. Contiguous means more: who reads the tensor
    as a book goes through memory from left to right, place after place.

    Print `torch.zeros(3, 4).T.is_contiguous()` and its stride. In which order are the twelve places visited?""",
    zh="""这个函数问的是这些数在内存里有没有空隙，不管次序如何。转置过的表也没有空隙，读它的时候却要一列接一列地跳。
    连续的要求更高：像读书那样读这个张量，在内存里应当正好从左往右，一个位置接一个位置。

    请打印 `torch.zeros(3, 4).T.is_contiguous()`，再打印它的步幅。那 12 个位置是按什么次序读到的？""",
)
def is_contiguous_dense_is_enough(shape, stride):
    expected = 1
    for step, length in sorted(zip(stride, shape, strict=True)):
        if length > 1 and step != expected:
            return False
        expected *= length
    return True


@mistake(
    "empty_not_contiguous",
    of="is_contiguous",
    en="""A tensor without numbers was called not contiguous. Where there is nothing to read there is no gap and no
    wrong order, whatever the strides are, and torch answers True.

    Print `torch.zeros(4, 0).T.is_contiguous()`. How many steps does it take to read all its numbers?""",
    zh="""一个没有元素的张量被判成了不连续。既然没有数可读，也就谈不上空隙，谈不上次序不对，步幅是多少都一样，
    torch 的回答是 True。

    请打印 `torch.zeros(4, 0).T.is_contiguous()`。要读完它所有的数，一共得走几步？""",
)
def is_contiguous_empty_not_contiguous(shape, stride):
    expected = 1
    for length, step in zip(reversed(shape), reversed(stride), strict=True):
        if length != 1 and step != expected:
            return False
        expected *= length
    return True


@mistake(
    "assumes_stride_one",
    of="row_windows",
    en="""The stride was written down as 1. In a fresh x it is 1, so there everything fits. But x may itself be a
    view: `x[::2]`, or a column of a table. Then its numbers stand further apart, and the windows show what lies
    between them, numbers that do not belong to x at all. No error says so.

    Print `x.stride()` for a fresh x, and for `x[::2]`. Which of the numbers in your line would have to follow it?""",
    zh="""这里把步幅写死成了 1。刚创建的 x，步幅确实是 1，一切正常。可是 x 本身也可能是视图：例如 `x[::2]`，
    或者表中的一列。那时它的数隔得更远，窗口里出现的是夹在中间的数，它们根本不属于 x，而且不会报错。

    请对刚创建的 x 和 `x[::2]` 分别打印 `x.stride()`。你那一行里，哪些数应该跟着它变？""",
)
def row_windows_assumes_stride_one(x, k):
    return x.as_strided((len(x) - k + 1, k), (1, 1))


@mistake(
    "copies",
    of="row_windows",
    en="""The numbers are right, but they are copies: what is written into x later does not show in the windows.
    Stacking slices, `clone`, `contiguous` and an index that is a list or a tensor all fetch memory of their own. For
    windows that overlap this is up to k times the memory.

    Print `x.data_ptr()` and that of your answer: these are the places in memory where the two begin. Which of your
    lines is the first whose result lies elsewhere?""",
    zh="""数都对，可它们是副本：之后往 x 里写，窗口里看不到变化。把切片堆叠起来、`clone`、`contiguous`、
    用列表或张量做索引，都会另外申请内存。窗口相互重叠，这样占用的内存最多会是原来的 k 倍。

    请打印 `x.data_ptr()` 和结果的 `data_ptr()`，也就是两者在内存中的起点。
    从哪一行起，得到的东西就不在原来的地方了？""",
)
def row_windows_copies(x, k):
    return torch.stack([x[i : i + k] for i in range(len(x) - k + 1)])  # (L - k + 1, k)


@mistake(
    "contiguous_copies",
    of="row_windows",
    en="""For a packed x the answer is a view, for one with gaps it is not. `contiguous()` and `reshape` leave x alone
    if they can; otherwise they copy it, without a word, and what follows looks at the copy. So the stride is 1 again,
    and the memory is another.

    Print `x.data_ptr() == x.contiguous().data_ptr()` for a fresh x, and for `x[::2]`. What would your line need to
    know about x so that it could do without the copy?""",
    zh="""x 紧密存放时，结果是视图；x 有间隔时就不是了。`contiguous()` 和 `reshape` 能不动就不动，
    否则会一声不响地复制一份，后面看的都是那份副本：步幅又变回了 1，内存却已经不是原来那块。

    请对刚创建的 x 和 `x[::2]` 分别打印 `x.data_ptr() == x.contiguous().data_ptr()`。
    要想不复制，你那一行得知道 x 的什么？""",
)
def row_windows_contiguous_copies(x, k):
    return x.contiguous().as_strided((len(x) - k + 1, k), (1, 1))


@mistake(
    "writes_through_expand",
    of="row_windows",
    raises=r"more than one element of the written-to tensor",
    en="""`expand` makes a tensor look large without giving it memory: along an axis with a stride of 0 all its
    numbers are one and the same place. Writing different numbers there cannot work, and torch refuses. But a view
    needs no writing at all: its numbers are those of x already.

    Print the stride of what `expand` gave you. On how many different places do your windows look, and on how many
    should they?""",
    zh="""`expand` 只是让张量看上去变大了，并没有给它内存：沿着步幅为 0 的轴，
    所有的数其实都在同一个位置。往那里写不同的数，当然行不通，torch 也就拒绝了。
    而视图根本不需要写入：它的数本来就是 x 的数。

    请打印 `expand` 返回的张量的步幅。你的窗口一共看着几个不同的位置？应该看着几个？""",
)
def row_windows_writes_through_expand(x, k):
    windows = x.new_empty(1).expand(len(x) - k + 1, k)
    for i in range(len(windows)):
        windows[i] = x[i : i + k]
    return windows


@mistake(
    "window_per_number",
    of="row_windows",
    raises=r"out of bounds for storage",
    en="""The last windows reach beyond the end of x. On a fresh x torch notices, as there is no more memory behind
    it. On a piece of a longer row there is, and then the windows show numbers that are none of x: `as_strided`
    believes whatever it is told.

    Where in x does the last window begin whose k numbers all exist? How many begin before it, and which strides lead
    from each of them to the next?""",
    zh="""最后几个窗口伸到了 x 的末尾之外。刚创建的 x 后面没有更多的内存，所以 torch 发现了。
    要是 x 是从更长的一行里切出来的，后面就还有数，窗口里便会出现不属于 x 的数：
    `as_strided` 让它怎么读，它就怎么读，从不怀疑。

    k 个数都存在的最后一个窗口，是从 x 的哪个位置开始的？在它之前还有几个窗口？从一个窗口到下一个，步幅该是多少？""",
)
def row_windows_window_per_number(x, k):
    return x.as_strided((len(x), k), (x.stride(0), x.stride(0)))


@mistake(
    "one_window_too_few",
    of="row_windows",
    en="""The last window is missing ({result}). A count of positions is one more than the difference of the last and
    the first: posts and fences.

    How many windows fit into a row of five numbers if a window has five, too? What does your formula say?""",
    zh="""少了最后一个窗口（结果是{result}）。位置的个数，要比末位置与首位置之差多 1，这就是植树问题。

    一行有 5 个数，窗口的宽度也是 5，能放下几个窗口？你的式子算出来是几个？""",
)
def row_windows_one_window_too_few(x, k):
    return x.as_strided((len(x) - k, k), (x.stride(0), x.stride(0)))


@mistake(
    "jumps_whole_windows",
    of="row_windows",
    en="""Each window begins where the one before it ends ({result}), so no number stands in two of them. The task
    asks for all windows: the next one begins one number further on, and neighbours share most of their numbers.

    Write down, for x of five numbers and k = 2, where each window of yours begins. Which beginnings are missing?""",
    zh="""每个窗口都从上一个窗口结束的地方开始（结果是{result}），没有哪个数出现在两个窗口里。题目要的是所有的窗口：
    下一个窗口只往后挪一个数，相邻的窗口大部分是重叠的。

    设 x 有 5 个数，k = 2，请写出你的每个窗口从哪里开始。漏掉了哪些起点？""",
)
def row_windows_jumps_whole_windows(x, k):
    return x.unfold(0, k, k)


@mistake(
    "starts_at_zero",
    of="row_windows",
    en="""The windows begin at the first place of the memory, and not at the first number of x. The two are the same
    for a fresh x only: `x[1:]` lies in the same memory and begins one place further on. The last argument of
    `as_strided` (`storage_offset`) counts from where the memory begins.

    Print `x.storage_offset()` for a fresh x, and for `x[1:]`. What does `as_strided` take if that argument is left
    out? Its documentation says so in one sentence.""",
    zh="""窗口是从这块内存的第一个位置开始的，而不是从 x 的第一个数开始。只有刚创建的 x，这两者才是一回事：
    `x[1:]` 用的是同一块内存，起点却要靠后一个位置。`as_strided` 的最后一个参数
    （`storage_offset`）是从内存的开头数起的。

    请对刚创建的 x 和 `x[1:]` 分别打印 `x.storage_offset()`。
    省略那个参数时，`as_strided` 会取什么？文档里有一句话专门讲它。""",
)
def row_windows_starts_at_zero(x, k):
    return x.as_strided((len(x) - k + 1, k), (x.stride(0), x.stride(0)), 0)


@mistake(
    "diagonal_assumes_packed",
    of="diagonal_view",
    en="""The step was worked out from the number of columns, as if the rows of x followed one another in memory
    without a gap. For a fresh x they do. For a transposed one, or a piece cut out of a larger table, they do not, and
    the step leads to numbers that are not on the diagonal, without an error.

    Print `x.shape` and `x.stride()` for a fresh x of shape (3, 4), and for `torch.zeros(4, 3).T`. Which of the two
    tuples knows how far it is to the next row?""",
    zh="""这里的步长是用列数算出来的，相当于认定 x 的各行在内存里一行接一行，中间没有空隙。刚创建的 x 确实如此；
    转置过的，或者从更大的表里切出来的就不是了，这样走会落到对角线以外的数上，而且不会报错。

    请对形状为 (3, 4) 的新张量和 `torch.zeros(4, 3).T` 分别打印 `x.shape` 和 `x.stride()`。
    到下一行有多远，哪个元组知道？""",
)
def diagonal_view_diagonal_assumes_packed(x):
    return x.as_strided((min(x.shape),), (x.shape[1] + 1,))


@mistake(
    "diagonal_copied",
    of="diagonal_view",
    en="""The numbers are right, but they lie in memory of their own: what is written into x later does not show in
    the answer, and what is written into the answer does not reach x. `torch.diag`, a list of numbers, an index made
    of two lists, `stack` and `clone` all copy.

    Print `x.data_ptr()` and that of your answer. Which line made the second one?""",
    zh="""数都对，可它们另占了一块内存：之后往 x 里写，结果里看不到；往结果里写，x 也不变。`torch.diag`、
    把数逐个收进列表、用两个列表做索引、`stack`、`clone`，都会复制。

    请打印 `x.data_ptr()` 和结果的 `data_ptr()`。后一块内存是哪一行申请的？""",
)
def diagonal_view_diagonal_copied(x):
    return torch.diag(x)


@mistake(
    "diagonal_flattened",
    of="diagonal_view",
    en="""For a packed x the answer is a view, for others it is a copy. `reshape(-1)` and `flatten` can lay x into one
    row without copying only if its rows follow one another in memory; where they do not, they copy without a word, and
    so does `contiguous`.

    Print `x.reshape(-1).data_ptr() == x.data_ptr()` for a fresh x, and for `torch.zeros(4, 3).T`. Can your step be
    taken in the memory of x itself, without the row in between?""",
    zh="""x 紧密存放时，结果是视图；否则就成了副本。只有各行在内存里一行接一行时，`reshape(-1)` 和 `flatten`
    才能不复制就把 x 排成一行；做不到的时候，它们会一声不响地复制，`contiguous` 也是这样。

    请对刚创建的 x 和 `torch.zeros(4, 3).T` 分别打印 `x.reshape(-1).data_ptr() == x.data_ptr()`。
    不经过中间那一行，能不能直接在 x 自己的内存里这样走？""",
)
def diagonal_view_diagonal_flattened(x):
    return x.reshape(-1)[:: x.shape[1] + 1][: min(x.shape)]


@mistake(
    "first_column",
    of="diagonal_view",
    en="""The step has the stride of axis 0 only. It leads one row down and stays in its column, so the answer is the
    first column of x.

    From x[0, 0] to x[1, 1], how many steps is that along each of the two axes? What does each of them cost in
    memory?""",
    zh="""这里的步长只算了轴 0 的步幅。这样走，是向下一行、仍在原来的列，结果成了 x 的第一列。

    从 x[0, 0] 到 x[1, 1]，沿两个轴各要走几步？每一步在内存里各要挪多远？""",
)
def diagonal_view_first_column(x):
    return x.as_strided((min(x.shape),), (x.stride(0),))


@mistake(
    "square_only",
    of="diagonal_view",
    raises=r"out of bounds for storage",
    en="""The answer was given one number for each row of x. A table that is higher than wide runs out of columns
    first; a diagonal that goes on leaves x, and with it the memory. If x is a part of a larger table, torch does not
    even notice.

    x has {x}. What are the indices of the last number that is still on the diagonal?""",
    zh="""这里让 x 的每一行在结果里都有一个数。可是行数多于列数的表，先用完的是列；
    对角线再往下走，就出了 x，也出了内存。
    如果 x 是更大的表的一部分，torch 甚至察觉不到。

    请看 x（{x}）。还在对角线上的最后一个数，下标是什么？""",
)
def diagonal_view_square_only(x):
    return x.as_strided((x.shape[0],), (sum(x.stride()),))


@mistake(
    "reshape_as_transpose",
    of="transpose_by_strides",
    en="""The shape is right, the numbers are not: they were read in their old order and broken into lines of another
    length. That is what a reshape does, or `as_strided` with the strides of a packed tensor. Rows have not become
    columns.

    Print your answer for `torch.arange(6).reshape(2, 3)`. The first row of x should be the first column; where did
    its numbers go?""",
    zh="""形状是对的，数却不对：它们还是按原来的次序读，只是换了个长度断行。`reshape` 就是这样做的，
    给 `as_strided` 传一组紧密存放的步幅也一样。行并没有变成列。

    请对 `torch.arange(6).reshape(2, 3)` 打印结果。x 的第一行本该成为第一列，那些数跑到哪里去了？""",
)
def transpose_by_strides_reshape_as_transpose(x):
    return x.reshape(x.shape[1], x.shape[0])


@mistake(
    "transpose_copied",
    of="transpose_by_strides",
    en="""The numbers are right, but they were copied into a table of their own: x and the answer do not know of one
    another any more. `contiguous`, `clone`, an `empty` that is filled in a loop, and a `stack` of columns all do
    that.

    Print `x.data_ptr()` and that of your answer. With the right shape and stride there is nothing left to be filled
    in; which of your lines does more than naming these two?""",
    zh="""数都对，可它们被复制到了另一张表里：x 和结果从此互不相干。`contiguous`、`clone`、先 `empty` 再用循环填写、
    把各列 `stack` 起来，都是这样。

    请打印 `x.data_ptr()` 和结果的 `data_ptr()`。形状和步幅对了，就没有什么需要再填了；
    除了给出这两样，你的哪一行还做了别的事？""",
)
def transpose_by_strides_transpose_copied(x):
    return x.as_strided(x.shape[::-1], x.stride()[::-1]).contiguous()


@mistake(
    "transpose_assumes_packed",
    of="transpose_by_strides",
    en="""The strides were worked out from the shape of x, as those of a packed table. If x is a view itself,
    transposed before, or cut out of a larger table, its strides are others, and the answer shows numbers in the wrong
    order or none of x.

    Print `x.shape` and `x.stride()` for `torch.zeros(4, 6)[:, :3]`. Can the stride be known from the shape?""",
    zh="""这里的步幅是根据 x 的形状算出来的，那是紧密存放的表才有的步幅。x 本身要是视图（例如转置过，
    或者从更大的表里切出来），步幅就不是这样，结果里的数不是次序不对，就是根本不属于 x。

    请对 `torch.zeros(4, 6)[:, :3]` 打印 `x.shape` 和 `x.stride()`。从形状能知道步幅吗？""",
)
def transpose_by_strides_transpose_assumes_packed(x):
    return x.as_strided((x.shape[1], x.shape[0]), (1, x.shape[1]))


@mistake(
    "shape_not_swapped",
    of="transpose_by_strides",
    raises=r"out of bounds for storage",
    en="""The strides changed places, the lengths did not. So the steps along an axis are those of the other one, but
    how many are taken is as before. For a square table that makes no difference; for others it leaves numbers out and
    reaches beyond the end.

    x has {x}. How many rows has the answer, and how many steps lead down through them?""",
    zh="""步幅交换了，长度却没有交换。这样一来，每个轴上一步的大小是另一个轴的，走几步却还是原来那么多。
    表是正方形时看不出区别；否则有些数会漏掉，有些又伸到了末尾之外。

    请看 x（{x}）。结果应当有几行？从上到下一共要走几步？""",
)
def transpose_by_strides_shape_not_swapped(x):
    return x.as_strided(x.shape, x.stride()[::-1])


@mistake(
    "strides_not_swapped",
    of="transpose_by_strides",
    raises=r"out of bounds for storage",
    en="""The lengths changed places, the strides did not. One step down still leads to the next row of x, and one to
    the right to the next number in that row; only how many steps are taken is new. For a square table x comes back as
    it was.

    One step down in the answer should lead to the number that stands where in x? Which of the two strides of x is
    that?""",
    zh="""长度交换了，步幅却没有交换。向下一步仍然到 x 的下一行，向右一步仍然到同一行的下一个数，变的只是走几步。
    表是正方形时，x 会原样返回。

    在结果里向下走一步，应当到达 x 里哪个位置上的数？那是 x 的哪一个步幅？""",
)
def transpose_by_strides_strides_not_swapped(x):
    return x.as_strided(x.shape[::-1], x.stride())


@mistake(
    "swapped_in_place",
    of="transpose_by_strides",
    raises=r"in-place operation",
    en="""A name that ends in an underscore (`t_`, `transpose_`, `as_strided_`) changes the tensor that it is called
    on: x itself lies on its side now, and so it does for whoever handed it over. If x is tracking gradients, torch
    refuses. A view is a second way of looking at the same memory, and x keeps the first one.

    Print `x.shape` before and after a call of your function. Which character of your line makes the difference?""",
    zh="""名字以下划线结尾的函数（`t_`、`transpose_`、`as_strided_`）会直接改动调用它的那个张量：
    现在 x 自己也转过来了，调用者手里的 x 同样如此。如果 x 正在记录梯度，torch 会拒绝。
    视图是同一块内存的第二种看法，x 原来的那一种应当保留。

    请在调用函数前后各打印一次 `x.shape`。你那一行里，是哪个字符造成了这种差别？""",
)
def transpose_by_strides_swapped_in_place(x):
    return x.as_strided_(x.shape[::-1], x.stride()[::-1])
