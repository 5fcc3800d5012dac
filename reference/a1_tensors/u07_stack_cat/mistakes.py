"""a1/u07 Stack and cat: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"except in dimension 1"`: torch's words for lengths that differ where `cat` needs equal ones.
`raises=r"expects each tensor to be equal size"`: torch's words for shapes that differ in `stack`.
"""

import torch

from autograder import mistake


@mistake(
    "cat_for_stack",
    of="to_batch",
    en="""The pictures were joined along an axis that they have already, so there are as many axes as before and the
    channels of all pictures stand in one row. To torch that is one single picture with very many channels; nothing says
    any more where one picture ends. A list of three photos gives nine channels, and no error.

    The answer has {result}. Read its lengths aloud as batch, channels, height, width. Which one is missing?""",
    zh="""这些图像是沿着本来就有的轴接起来的，所以轴的个数没有增加，所有图像的通道排成了一串。在 torch 看来，
    这只是一张通道特别多的图像，已经看不出一张到哪里为止。三张彩色照片会变成 9 个通道，而且不报错。

    请看返回的结果（{result}），把各个长度依次读作 batch、通道、高、宽。缺的是哪一个？""",
)
def to_batch_cat_for_stack(pictures):
    return torch.cat(pictures)


@mistake(
    "batch_axis_second",
    of="to_batch",
    en="""The new axis was made, but behind the channels ({result}). A layer that reads it takes your channels for
    pictures and your pictures for channels. With as many pictures as channels even the shape looks right.

    `dim` is the place of the new axis in the result. At which place do the layers of torch look for the batch?""",
    zh="""新的轴是有了，却放在了通道的后面（{result}）。读到它的层会把通道当成图像、把图像当成通道。
    如果图像的张数恰好等于通道数，连形状看上去都是对的。

    `dim` 指的是新轴在结果中的位置。torch 的层到第几个位置去找 batch 轴？""",
)
def to_batch_batch_axis_second(pictures):
    return torch.stack(pictures, dim=1)


@mistake(
    "batch_axis_last",
    of="to_batch",
    en="""The new axis stands at the very end ({result}), so the numbers that one pixel has in all the pictures have
    become neighbours, and the first index picks a channel and not a picture.

    Call your answer `batch` and print `batch[0].shape`. Which shape did you expect there?""",
    zh="""新的轴放在了最后（{result}）。于是所有图像在同一个像素处的数挨在了一起，而第一个索引选出的是通道，不是图像。

    把返回的结果叫作 `batch`，打印 `batch[0].shape`。你本来以为会看到什么形状？""",
)
def to_batch_batch_axis_last(pictures):
    return torch.stack(pictures, dim=-1)


@mistake(
    "lone_picture",
    of="to_batch",
    en="""For a list with one picture in it the batch axis is missing. A batch of one is still a batch: the code that
    gets it will ask for its first axis and find the channels. Either one picture was treated as a special case, or a
    `squeeze` took away every axis of length 1. The last batch of a data set is often that short.

    Print the number of axes of your answer for a list of two pictures and for a list of one. Which line makes them
    differ?""",
    zh="""列表里只有一张图像时，结果没有 batch 轴。只含一张图像的小批量仍然是小批量：接手的代码会去取第一个轴，
    取到的却是通道。要么是把“只有一张”当成了特例，要么是 `squeeze` 把长度为 1 的轴都去掉了。
    数据集的最后一个小批量，常常就只剩这么一张。

    请分别用两张图像的列表和一张图像的列表试一试，打印结果的轴数。是哪一行让它们不一样的？""",
)
def to_batch_lone_picture(pictures):
    if len(pictures) == 1:
        return pictures[0]
    return torch.stack(pictures)


@mistake(
    "tensor_of_tensors",
    of="to_batch",
    raises=r"only one element tensors can be converted",
    en="""`torch.tensor` makes a tensor of plain Python numbers. Handed a list of tensors, it tries to make a number of
    each of them, and that works only for a tensor that holds a single one.

    You have tensors already and want to join them: does a list of pictures hold numbers, or things that hold numbers?
    Which functions of this unit take such a list?""",
    zh="""`torch.tensor` 用普通的 Python 数创建张量。交给它一个装着张量的列表，它会设法把每个张量变成一个数，
    而这只有在张量里恰好只有一个数时才行得通。

    你手里已经是张量了，要做的是把它们合起来。图像的列表里装的是数，还是装着数的东西？
    本单元的哪些函数接受这样的列表？""",
)
def to_batch_tensor_of_tensors(pictures):
    return torch.tensor(pictures)


@mistake(
    "stack_for_cat",
    of="append_rows",
    raises=r"expects each tensor to be equal size",
    en="""`stack` lays one table on top of the other: it makes a new axis, and for that the tables must be equal in
    size. If they happen to be, what comes back is a pile of two tables instead of one longer table; if not, torch says
    which shapes it met.

    How many axes has a, and how many should the answer have? Which of the two functions leaves that number alone?""",
    zh="""`stack` 是把一张表摞在另一张上面：它会添一个新的轴，所以两张表必须一样大。碰巧一样大时，
    得到的是摞起来的两张表，而不是一张更长的表；不一样大时，torch 会报出它遇到的形状。

    a 有几个轴，结果应该有几个轴？`stack` 和 `cat` 当中，哪一个不改变轴的个数？""",
)
def append_rows_stack_for_cat(a, b):
    return torch.stack((a, b))


@mistake(
    "beside",
    of="append_rows",
    raises=r"except in dimension 1",
    en="""b was put to the right of a, so the rows got longer. The task asks for more rows. `dim` names the axis that
    grows, counted from 0 (and `hstack` is a name for the same thing here).

    a had {a}. Which of its two lengths counts the rows, and which number has that axis?""",
    zh="""b 接到了 a 的右边，变长的是每一行；而题目要的是增加行数。`dim` 指的是变长的那个轴，从 0 开始数
    （`hstack` 在这里也是一回事）。

    请看 a（{a}）。两个长度中，哪一个是行数？那个轴的编号是几？""",
)
def append_rows_beside(a, b):
    return torch.cat((a, b), dim=1)


@mistake(
    "b_on_top",
    of="append_rows",
    en="""All rows are there, but those of b come first. A list or tuple of tensors is joined in the order in which it
    is written.

    Print the first row of your answer and the first row of a. In which order do the two tensors stand in your list?""",
    zh="""各行都在，只是 b 的行排到了前面。列表或元组里的张量，是按写下的次序连结的。

    请打印结果的第一行和 a 的第一行。在你写的列表里，两个张量的次序是怎样的？""",
)
def append_rows_b_on_top(a, b):
    return torch.cat((b, a))


@mistake(
    "added_up",
    of="append_rows",
    raises=r"must match the size",
    en="""The numbers of a and b were added to each other. For Python's lists `+` does mean "one after the other", but
    for tensors it is arithmetic, entry by entry. If the two have as many rows, or one has a single row, torch
    adds without a word; otherwise it says that the lengths do not match.

    Print `[1, 2] + [3, 4]`, and the same with both lists made into tensors. How many entries has each answer?""",
    zh="""a 和 b 里的数被加在了一起。对 Python 的列表来说，`+` 确实表示“一个接着一个”；可是对张量来说，
    它是算术，对应的元素相加。如果两者行数相同，或者其中一个只有一行，torch 会不声不响地相加；否则它会说长度对不上。

    请打印 `[1, 2] + [3, 4]`，再把两个列表都变成张量，打印同样的式子。两个结果各有几个元素？""",
)
def append_rows_added_up(a, b):
    return a + b


@mistake(
    "not_in_one_list",
    of="append_rows",
    raises=r"must be tuple of Tensors|takes 1 positional argument|invalid combination of arguments",
    en="""The two tensors were handed over as two arguments. Torch's joining functions want one: a list or tuple with
    all the tensors in it. What comes second they take for the axis. (The message says "tuple", but a list will do.)

    Count the commas and the brackets in your call. What stands in the first place, and what in the second?""",
    zh="""两个张量是作为两个参数传进去的。torch 的连结函数只要一个参数：装着所有张量的列表或元组；
    第二个参数，它会当成轴的编号。（报错信息里说的是 tuple，用列表也行。）

    请数一数这次调用里的逗号和括号。第一个参数是什么，第二个又是什么？""",
)
def append_rows_not_in_one_list(a, b):
    return torch.cat(a, b)


@mistake(
    "tensor_is_no_list",
    of="append_rows",
    raises=r"has no attribute",
    en="""The function that was asked for does not exist in torch. A Python list can grow (`append`, `extend`), a tensor
    cannot: its size is settled when it is made. Longer tables are new tensors, made of the old ones.

    The error names the thing and the word that it does not know. Where have you met that word before, with lists, with
    NumPy? Which function does the same for tensors?""",
    zh="""torch 里没有你要的这个函数。Python 的列表可以变长（`append`、`extend`），张量不行：它一创建，大小就定了。
    更长的表是一个新的张量，由原来的几个合成。

    报错信息里写着对象是什么、它不认识哪个词。这个词你是在哪里见过的，是列表，还是 NumPy？
    对张量来说，做这件事的是哪个函数？""",
)
def append_rows_tensor_is_no_list(a, b):
    return a.append(b)


@mistake(
    "interleave_blocks",
    of="interleave",
    en="""All of a comes first, and then all of b. Nothing takes turns. That is what `cat` does, and also what comes of
    laying a and b on a pile with a in front and reading the pile sheet by sheet.

    Which entry should follow a[0], and which one does follow it? If you make a pile of a and b: along which axis must
    they be neighbours, so that reading goes from one to the other and back?""",
    zh="""先是整个 a，再是整个 b，并没有轮流。`cat` 就是这样；把 a 和 b 一前一后摞起来，再一层一层地读，也是这样。

    紧跟在 a[0] 后面的应该是谁，实际上是谁？如果把 a 和 b 摞在一起，它们应该沿着哪个轴相邻，
    读起来才会一会儿是 a、一会儿是 b？""",
)
def interleave_interleave_blocks(a, b):
    return torch.cat((a, b))


@mistake(
    "b_begins",
    of="interleave",
    en="""They do take turns, but b begins. Whoever stands first in the list, or gets the even places 0, 2, 4, begins.

    Which entry stands at place 0 of your answer? Follow it back: which line put it there?""",
    zh="""确实是轮流，不过打头的是 b。谁在列表里排第一个，或者占了 0、2、4 这些偶数位置，谁就打头。

    结果的第 0 个位置上是谁？请倒着找：是哪一行把它放到那里的？""",
)
def interleave_b_begins(a, b):
    return torch.stack((b, a), dim=1).flatten(end_dim=1)


@mistake(
    "single_numbers_take_turns",
    of="interleave",
    en="""The shape is right, and for flat tensors so is everything else; but in a table single numbers take turns
    instead of whole rows, so that every row of the answer is a mixture of a and b. The pairs were made along the last
    axis, not next to the first one.

    Print your answer for two tables, one with small numbers and one with large ones. How many small and how many large
    numbers stand in its first row, and how many should?""",
    zh="""形状是对的，只有一个轴时结果也全对；可是对一张表来说，轮流的成了单个的数，而不是整行，
    结果的每一行都混着 a 和 b。这是因为配对时沿的是最后一个轴，而不是紧挨着第一个轴。

    请用两张表试一试，一张装小的数，一张装大的数，把结果打印出来。第一行里有几个小的、几个大的？本来应该各有几个？""",
)
def interleave_single_numbers_take_turns(a, b):
    return torch.stack((a, b), dim=-1).reshape(2 * len(a), *a.shape[1:])


@mistake(
    "pairs_not_joined",
    of="interleave",
    en="""The order is right, but a[0] and b[0] still sit together in a pair, and that takes an axis of length 2
    ({result}). A stack always has one axis more than what it was made of.

    Which two axes have to become one, and how long is that one then?""",
    zh="""次序是对的，不过 a[0] 和 b[0] 还待在同一对里，为此多了一个长度为 2 的轴（{result}）。
    堆叠的结果，总比原来的张量多一个轴。

    应该把哪两个轴并成一个？并好之后，它的长度是多少？""",
)
def interleave_pairs_not_joined(a, b):
    return torch.stack((a, b), dim=1)


@mistake(
    "everything_flat",
    of="interleave",
    en="""The numbers stand in the right order, but in one long row ({result}), and the axes behind the first one are
    gone. For flat a and b there are none, so there it is right. `flatten()` without further words, like `reshape(-1)`,
    joins every axis.

    a had {a}. How many axes should the answer have, and which ones should look as they do in a?""",
    zh="""数的次序是对的，却全排成了一行（{result}），第一个轴后面的轴都没有了。a 和 b 只有一个轴时，
    后面本来就没有别的轴，所以碰巧是对的。不带参数的 `flatten()` 和 `reshape(-1)` 一样，会把每个轴都并到一起。

    请看 a（{a}）。结果应该有几个轴？其中哪些应该和 a 里的一样？""",
)
def interleave_everything_flat(a, b):
    return torch.stack((a, b), dim=1).flatten()


@mistake(
    "dtype_forgotten",
    of="interleave",
    en="""Places and values are right, but the numbers have another dtype than a and b. `torch.zeros` and `torch.empty`
    make float32 unless they are told otherwise, and what is written into them is converted: bytes become floats,
    doubles lose half of their digits.

    Print `a.dtype` and the dtype of your answer for a tensor of integers. Which of your lines settles the latter?""",
    zh="""位置和数值都对，但 dtype 和 a、b 的不一样。`torch.zeros` 和 `torch.empty` 不另外指定的话，创建的总是 float32，
    写进去的数都会被转换：整数变成浮点数，双精度的数丢掉一半的有效数字。

    请用装着整数的张量试一试，打印 `a.dtype` 和结果的 dtype。结果的 dtype 是由哪一行定下来的？""",
)
def interleave_dtype_forgotten(a, b):
    both = torch.zeros(2 * len(a), *a.shape[1:])
    both[0::2] = a
    both[1::2] = b
    return both


@mistake(
    "still_a_list",
    of="interleave",
    en="""The entries are in a Python list, not in a tensor ({result}). A loop that appends is a fine way to get the
    order right; but a list has no shape and no dtype, and no layer takes one.

    Your list holds tensors of one and the same shape. Which function of this unit makes one tensor of such a list?""",
    zh="""返回的是装着各项的 Python 列表，而不是张量（{result}）。用循环一个一个地 `append`，把次序排对，这没有问题；
    可是列表没有形状，也没有 dtype，任何层都不会接受它。

    列表里的张量，形状都一样。本单元的哪个函数能把这样的列表变成一个张量？""",
)
def interleave_still_a_list(a, b):
    entries = []
    for one, other in zip(a, b, strict=True):
        entries += [one, other]
    return entries


@mistake(
    "wrong_axis",
    of="side_by_side",
    raises=r"except in dimension 1",
    en="""The pictures were put below each other: the heights were added up, not the widths. Torch complains if the
    widths differ; if they are equal it builds a tower and says nothing. (`hstack` joins along axis 1, whatever its name
    promises. In a table that is sideways, in a picture (C, H, W) it is downwards.)

    Write 0, 1, 2 below C, H, W. Which number stands below the length that should grow?""",
    zh="""图像被上下摞了起来：相加的是高，而不是宽。宽度不同，torch 会报错；宽度相同，它就不声不响地搭起一座塔。
    （`hstack` 虽然名字里有“水平”，其实是沿轴 1 连结。在一张表里，这是往右；在图像 (C, H, W) 里，却是往下。）

    请在 C、H、W 的下面依次写上 0、1、2。应该变长的那个长度，下面写着几？""",
)
def side_by_side_wrong_axis(pictures):
    return torch.cat(pictures, dim=1)


@mistake(
    "channels_added",
    of="side_by_side",
    raises=r"except in dimension 0",
    en="""The pictures were joined along axis 0, which `cat` takes if it is not told another, and in (C, H, W) that is
    the channels: one picture behind the other, and none beside it. If the widths are equal, torch does it in silence.

    Which of the three lengths has grown, and which one should have? How does `cat` get to know?""",
    zh="""图像是沿轴 0 连结的：不另外指定的话，`cat` 就用轴 0，而它在 (C, H, W) 里是通道轴。
    于是图像一张排在另一张后面，而不是旁边。宽度相同的时候，torch 不会作声。

    三个长度里，变大的是哪一个？应该变大的又是哪一个？`cat` 从何得知？""",
)
def side_by_side_channels_added(pictures):
    return torch.cat(pictures)


@mistake(
    "ragged",
    of="side_by_side",
    raises=r"expects each tensor to be equal size",
    en="""The pictures were stacked first, and a stack needs shapes that agree in every axis: cards of one size. These
    pictures differ in width. With equal widths the way over a stack may work; with real pictures it stops here.

    Read the two shapes in torch's message. In which axis do they differ? Which of `stack` and `cat` can live with a
    difference in one axis?""",
    zh="""这里先把图像堆叠起来，而堆叠要求每个轴的长度都一致，就像大小相同的卡片才摞得齐。这些图像的宽度却不一样。
    宽度都相同时，先堆叠的办法也许行得通；换成真实的图像，就停在这里了。

    请读一读 torch 报错信息里的两个形状。它们在哪个轴上不一样？`stack` 和 `cat` 当中，哪一个容许有一个轴的长度不同？""",
)
def side_by_side_ragged(pictures):
    return torch.stack(pictures, dim=2).flatten(start_dim=2)


@mistake(
    "counted_from_one",
    of="side_by_side",
    raises=r"Dimension out of range",
    en="""An axis was asked for that a picture (C, H, W) does not have. That happens if axes are counted from 1, or if
    one thinks of a batch (B, C, H, W), which has an axis more.

    The message says which numbers exist. How many are these, from which one do they start, and which of them is the
    width?""",
    zh="""这里指定的轴，图像 (C, H, W) 并没有。如果从 1 开始给轴编号，
    或者心里想的是多一个轴的小批量 (B, C, H, W)，就会这样。

    报错信息里写着有哪些编号可用。一共几个，从几开始？宽是其中的哪一个？""",
)
def side_by_side_counted_from_one(pictures):
    return torch.cat(pictures, dim=3)


@mistake(
    "first_twice",
    of="side_by_side",
    en="""The first picture stands there twice, so the answer ({result}) is too wide. That happens if a loop starts from
    the first picture and then goes through the whole list, in which the first picture is as well.

    Print, at the beginning of each round, how wide the answer is so far. Which picture is added in the first round?""",
    zh="""第一张图像出现了两次，所以结果（{result}）太宽了。如果循环以第一张图像为起点，接着又从头走遍整个列表，
    就会这样，因为第一张也在列表里。

    请在每一轮循环开始时，打印目前拼好的宽度。第一轮接上去的是哪一张？""",
)
def side_by_side_first_twice(pictures):
    wide = pictures[0]
    for picture in pictures:
        wide = torch.cat((wide, picture), dim=2)
    return wide


@mistake(
    "list_emptied",
    of="side_by_side",
    en="""The answer is right, but afterwards the caller's list is not what it was. `pop` (like `append`, `remove` and
    `reverse`) changes the list itself, and `pictures` is not a copy: it is another name for the list that the caller
    goes on using. A second call with the same list would find fewer pictures.

    Print `len(pictures)` before and after a call of your function. Which line changes it?""",
    zh="""结果是对的，可是调用之后，调用者的列表变了样。`pop` 会改动列表本身（`append`、`remove`、`reverse` 也一样），
    而 `pictures` 并不是副本，只是同一个列表的另一个名字，调用者后面还要用它。拿同一个列表再调用一次，图像就少了。

    请在调用函数前后各打印一次 `len(pictures)`。改动它的是哪一行？""",
)
def side_by_side_list_emptied(pictures):
    wide = pictures.pop(0)
    while pictures:
        wide = torch.cat((wide, pictures.pop(0)), dim=2)
    return wide


@mistake(
    "chunk_vs_split",
    of="split_batch",
    en="""There are as many pieces as there are sizes, but they are all about equally long. `chunk` is told how many
    pieces to make, and works out their sizes by itself. As long as equal pieces are wanted nobody can tell the
    difference.

    Print the first length of each of your pieces, and `sizes` below. What does your call tell torch: how many pieces,
    or how large each one is?""",
    zh="""块数与 `sizes` 的项数相同，可是每一块几乎一样长。`chunk` 只知道要切成几块，每块多大由它自己决定。
    如果本来就要平均切，就看不出区别。

    请打印各块的第一个长度，再在下面打印 `sizes`。你的调用告诉 torch 的是切成几块，还是每块多大？""",
)
def split_batch_chunk_vs_split(x, sizes):
    return list(x.chunk(len(sizes)))


@mistake(
    "sizes_as_places",
    of="split_batch",
    en="""The sizes were taken for places: a cut before row number sizes[0], the next before row number sizes[1], and so
    on. That is how `tensor_split` reads a list, and NumPy's `split`, too. It leaves one piece too many, and where a
    place does not lie behind the one before it, a piece without rows.

    Print the first length of each of your pieces for `sizes` [1, 3, 2]. Do these numbers look like the sizes, or like
    the distances between them?""",
    zh="""这里把大小当成了位置：在第 sizes[0] 行之前切一刀，在第 sizes[1] 行之前再切一刀，
    依此类推。`tensor_split` 和 NumPy 的 `split` 就是这样理解列表的。结果会多出一块；
    如果后一个位置不在前一个之后，还会出现一行也没有的块。

    设 `sizes` 为 [1, 3, 2]，请打印各块的第一个长度。它们像是这些大小本身，还是像相邻两数之差？""",
)
def split_batch_sizes_as_places(x, sizes):
    return list(x.tensor_split(sizes))


@mistake(
    "first_size_for_all",
    of="split_batch",
    en="""Every piece is as long as the first size says; only the last one may be shorter. `split` does that if it is
    handed a single number instead of a list.

    Print what you hand over as the second argument. How many numbers does it hold, and how many pieces are there to
    be?""",
    zh="""每一块的长度都等于第一个大小，只有最后一块可能短一些。交给 `split` 的如果是一个整数，而不是列表，就会这样。

    请打印你传进去的大小。其中有几个数？应该切成几块？""",
)
def split_batch_first_size_for_all(x, sizes):
    return list(x.split(sizes[0]))


@mistake(
    "always_from_the_top",
    of="split_batch",
    en="""The pieces have the right sizes, but each of them begins at row 0, so the first rows come again and again and
    the last ones never. `x[:n]` means "up to n", counted from the top, whatever was cut off before.

    Call your pieces `first`, `second` and so on, and print the first row of each. Where should the second one
    begin?""",
    zh="""每一块的大小都对，可是都从第 0 行开始，于是前面的行一再出现，后面的行一次也没有。`x[:n]` 的意思是
    “从头开始，到 n 为止”，不管之前切走了多少。

    请打印每一块的第一行。第二块应该从哪里开始？""",
)
def split_batch_always_from_the_top(x, sizes):
    return [x[:n] for n in sizes]


@mistake(
    "start_not_moved_on",
    of="split_batch",
    en="""The first two pieces are right, and from the third one on they begin too early. The start was set to the size
    of the piece before, and that is the right row only as long as nothing came before that piece.

    Print the start and the end of each piece for `sizes` [1, 3, 2]. How do you get from one start to the next?""",
    zh="""前两块是对的，从第三块起，开始的位置就偏前了。这是因为每次都把起点设成了前一块的大小；
    只有在那一块之前什么都没有的时候，这才是正确的行号。

    设 `sizes` 为 [1, 3, 2]，请打印每一块的起点和终点。怎样由一个起点得到下一个起点？""",
)
def split_batch_start_not_moved_on(x, sizes):
    pieces, start = [], 0
    for n in sizes:
        pieces.append(x[start : start + n])
        start = n
    return pieces


@mistake(
    "ends_at_its_size",
    of="split_batch",
    en="""Only the first piece is right; the second one ends too early. The start was moved on, but each slice ends at
    the size of its piece. What stands behind the colon is not how many rows are wanted, it is the place at which the
    slice stops, counted from the top of x.

    Write down, for the sizes [1, 3, 2], the row at which each piece begins and the row before which it stops. Which two
    numbers does your slice get for the second piece?""",
    zh="""只有第一块是对的，第二块结束得太早。起点已经往后移了，可是每个切片都在“这一块的大小”处结束。
    冒号后面写的不是要几行，而是切到哪一行之前为止，而且是从 x 的最上面数起的。

    假设大小是 [1, 3, 2]，请写下每一块从哪一行开始、到哪一行之前结束。切第二块时，你的切片得到的是哪两个数？""",
)
def split_batch_ends_at_its_size(x, sizes):
    pieces, start = [], 0
    for n in sizes:
        pieces.append(x[start:n])
        start += n
    return pieces


@mistake(
    "tuple_for_list",
    of="split_batch",
    en="""The pieces are right, but they come in a tuple and the task asks for a list. Torch's own functions give
    tuples; Python tells the two apart. Code that counts on a list can append to it or sort it, and fails on a tuple.

    Print `type` of your answer. What does Python's `list` do to a tuple?""",
    zh="""各块都是对的，只是装在元组里，而题目要的是列表。torch 自带的函数返回的是元组，而 Python 对两者是区分的。
    指望拿到列表的代码会往里面 `append` 或者给它排序，换成元组就会出错。

    请打印返回值的 `type`。Python 的 `list` 会把元组变成什么？""",
)
def split_batch_tuple_for_list(x, sizes):
    return x.split(sizes)
