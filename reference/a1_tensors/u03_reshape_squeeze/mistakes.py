"""a1/u03 Reshape and squeeze: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"is invalid for input of size"`: torch's words for a shape that holds more or fewer numbers than there are.
`raises=r"view size is not compatible"`: torch's words for numbers that do not lie in memory as `view` needs them.
`raises=r"in-place operation"`: torch's words for a change of a tensor whose gradients are tracked.
"""

import math

from autograder import mistake


@mistake(
    "flatten_all",
    of="flatten_batch",
    en="""All pictures ran together into one long row. `flatten()` without further words, like `reshape(-1)`, joins
    every axis, the batch's too, and what came back ({result}) does not say any more where one picture ends and the next
    begins.

    How many rows should the answer have for a batch of 32 pictures? Which axis of x ({x}) has to survive for that?""",
    zh="""所有图像连成了一整行。不带参数的 `flatten()` 和 `reshape(-1)` 一样，会把每个轴都并到一起，batch 轴也不例外。
    从返回的结果（{result}）里，已经看不出一张图像在哪里结束、下一张从哪里开始。

    一个小批量里有 32 张图像时，结果应该有几行？为此，x（{x}）的哪个轴必须保留下来？""",
)
def flatten_batch_flatten_all(x):
    return x.reshape(-1)


@mistake(
    "minus_one_first",
    of="flatten_batch",
    en="""The number of pictures became the length of a row, and the answer has {result}. `reshape` deals the numbers
    out in their order, so such a row is not a picture: it holds a few numbers that happen to be neighbours, and the
    rest of the picture is spread over the rows below.

    Write down the two lengths that the answer should have, in their order. Which of them can you read off `x.shape`,
    and at which place did your `reshape` put it?""",
    zh="""图像的张数成了每一行的长度（结果是{result}）。`reshape` 只是按原来的次序把数依次填进去，
    所以这样的一行并不是一张图像：里面只是几个碰巧相邻的数，图像的其余部分散落在下面的各行里。

    请按顺序写出结果应有的两个长度。哪一个可以直接从 `x.shape` 读出来？你的 `reshape` 把它放在了第几个位置？""",
)
def flatten_batch_minus_one_first(x):
    return x.reshape(-1, x.shape[0])


@mistake(
    "keeps_channels",
    of="flatten_batch",
    en="""Height and width were joined, but the channels kept an axis of their own, so a picture is still a table and
    not a row. To a layer that weighs all numbers of a picture, the channels are numbers like all others.

    The answer has {result}. How many axes has a table with one row for each picture, and with which axis of x does
    "everything behind the batch" begin?""",
    zh="""高和宽并成了一个轴，通道却仍然单独占着一个轴，于是每张图像还是一张表，而不是一行。
    对于要用到图像中所有数的层来说，各个通道里的数没有任何特别之处。

    请看返回的结果（{result}）。“每张图像一行”的表有几个轴？“batch 轴后面的一切”，是从 x 的哪个轴开始的？""",
)
def flatten_batch_keeps_channels(x):
    return x.flatten(2)


@mistake(
    "hard_coded_784",
    of="flatten_batch",
    raises=r"784\]' is invalid for input of size",
    en="""784 is 28 times 28, the number of pixels of a picture in MNIST, where many examples come from. The pictures
    here have another size. Torch refuses if the numbers do not fill the last row; if they do (28 by 28 in colour, say),
    it makes three rows of each picture and says nothing.

    Print `x.shape` at the moment of the error. What in your line would have to change for this batch, and could the
    function read it off x?""",
    zh="""784 等于 28 乘 28，是 MNIST 里一张图像的像素数，许多示例代码都用它。这里的图像却是别的尺寸。
    如果这些数填不满最后一行，torch 会拒绝；如果恰好填满（例如 28 乘 28 的彩色图像），
    每张图像就会不声不响地变成三行。

    请打印出错时的 `x.shape`。对这个小批量来说，你那一行里的什么需要改？函数能不能从 x 里把它读出来？""",
)
def flatten_batch_hard_coded_784(x):
    return x.reshape(-1, 784)


@mistake(
    "view_on_permuted",
    of="flatten_batch",
    raises=r"view size is not compatible",
    en="""`view` writes another shape on the numbers as they lie in memory, and never copies one. Here somebody had put
    the axes into another order before (`permute`, `.T`), so the numbers of one picture do not lie one after the other
    any more, and there is nothing that `view` could write on them. On a tensor fresh from the file the same line works:
    this bug waits.

    The end of torch's message names another function, which works on both. What does it do here that `view` will not
    do?""",
    zh="""`view` 只是给内存里的数换一种形状来读，从不复制。而这里的 x 事先调换过轴的次序（`permute`、`.T`），
    同一张图像的数在内存里不再一个挨着一个，`view` 也就无能为力。换成刚从文件读出来的张量，这一行照样能运行，
    所以这个错误会潜伏很久。

    torch 的报错信息末尾提到了另一个函数，它对两种张量都适用。在这里，它会做哪件 `view` 不肯做的事？""",
)
def flatten_batch_view_on_permuted(x):
    return x.view(x.shape[0], math.prod(x.shape[1:]))


@mistake(
    "minus_one_on_empty",
    of="flatten_batch",
    raises=r"cannot reshape tensor of 0 elements",
    en="""`-1` asks torch to work a length out from how many numbers there are. An empty batch has none: 0 rows of 60
    numbers and 0 rows of 7 are both 0 numbers, so every length would do, and torch does not guess. Empty batches are
    real; a filter that lets no picture through leaves one.

    How long should the rows be for x of shape (0, 3, 4, 5)? From what did you work that out, if not from the number of
    numbers?""",
    zh="""`-1` 的意思是让 torch 根据元素的总数算出这个长度。空的小批量却一个元素也没有：0 行、每行 60 个数，
    与 0 行、每行 7 个数，总数都是 0。哪个长度都说得通，torch 不会去猜。空的小批量确实存在，
    例如筛选之后一张图像也没有留下。

    x 的形状为 (0, 3, 4, 5) 时，每一行应该有多长？既然不能靠元素的总数，你是根据什么算出来的？""",
)
def flatten_batch_minus_one_on_empty(x):
    return x.reshape(x.shape[0], -1)


@mistake(
    "axis_in_front",
    of="add_channel",
    en="""The new axis stands in front, where torch expects the batch: what came back ({result}) is one single picture
    whose channels are your B pictures. With one picture in the batch nobody can tell the difference.

    Read the four lengths of your answer aloud as batch, channels, height, width. How many pictures are there, and how
    many channels has each of them?""",
    zh="""新的轴加在了最前面，而 torch 认为那里是 batch 轴。于是返回的结果（{result}）成了单独一张图像，
    原来的 B 张图像变成了它的 B 个通道。小批量里只有一张图像时，根本看不出区别。

    请把结果的四个长度依次读作 batch、通道、高、宽。一共有几张图像？每张有几个通道？""",
)
def add_channel_axis_in_front(x):
    return x.unsqueeze(0)


@mistake(
    "axis_at_the_end",
    of="add_channel",
    en="""The new axis stands behind the width. NumPy, PIL and many picture files keep the channels there; the layers of
    torch look for them right behind the batch.

    Read the lengths of your answer ({result}) aloud as batch, channels, height, width. How wide would torch take these
    pictures to be?""",
    zh="""新的轴加在了宽的后面。NumPy、PIL 和许多图像文件确实把通道放在那里，而 torch 的层到 batch 轴的后面去找通道。

    请把结果（{result}）的各个长度依次读作 batch、通道、高、宽。torch 会以为这些图像有多宽？""",
)
def add_channel_axis_at_the_end(x):
    return x.unsqueeze(-1)


@mistake(
    "counted_from_one",
    of="add_channel",
    en="""The new axis stands between height and width. That happens if axes are counted from 1, or if one thinks of the
    axis after which it is to stand. The number that torch asks for is the place of the new axis in the result, counted
    from 0.

    Write 0, 1, 2, 3 below the lengths of the shape that you want, (B, 1, H, W). Which number stands below the 1?""",
    zh="""新的轴加在了高和宽之间。如果从 1 开始给轴编号，或者想的是“加在第几个轴之后”，就会这样。
    torch 要的是新轴在结果中的位置，从 0 开始数。

    请写出想要的形状 (B, 1, H, W)，在各个长度的下面依次写上 0、1、2、3。1 的下面是几？""",
)
def add_channel_counted_from_one(x):
    return x.unsqueeze(2)


@mistake(
    "result_dropped",
    of="add_channel",
    en="""x came back as it had gone in. `unsqueeze`, `reshape` and their relatives leave x alone and return a new
    tensor; a line that calls one of them and keeps nothing of it changes nothing.

    Print `x.shape` above and below the line that should add the axis. Where does what that line returns go?""",
    zh="""x 原封不动地返回了。`unsqueeze`、`reshape` 这一类函数不会改动 x，而是返回一个新的张量。
    只调用、却不留下返回值，这一行就等于什么也没做。

    请在添轴的那一行前后各打印一次 `x.shape`。那一行的返回值去了哪里？""",
)
def add_channel_result_dropped(x):
    x.unsqueeze(1)
    return x


@mistake(
    "hard_coded_28",
    of="add_channel",
    raises=r"28, 28\]' is invalid for input of size",
    en="""28 by 28 is the size of the pictures in MNIST, where many examples come from; the pictures here have another
    size, and their numbers do not fit into the shape that you wrote down.

    Print `x.shape` at the moment of the error. Which two of your lengths are already in it?""",
    zh="""28 乘 28 是 MNIST 图像的尺寸，许多示例代码都这么写。这里的图像却是别的尺寸，
    这些数放不进你写死的形状里。

    请打印出错时的 `x.shape`。你写的长度里，哪两个本来就在其中？""",
)
def add_channel_hard_coded_28(x):
    return x.reshape(-1, 1, 28, 28)


@mistake(
    "added_in_place",
    of="add_channel",
    raises=r"in-place operation",
    en="""A name that ends in an underscore, like `unsqueeze_`, changes the tensor that it is called on, and here that
    is the caller's x. Whoever hands over pictures of three axes does not expect to find four there afterwards. If x is
    tracking gradients, torch refuses outright, since it could not work them out any more.

    Print `x.shape` before and after a call of your function. What is the same operation called that leaves x alone?""",
    zh="""名字以下划线结尾的函数，例如 `unsqueeze_`，会直接改动调用它的那个张量，而这里改动的是调用者的 x。
    别人交来的图像有三个轴，可不希望事后变成四个。如果 x 正在记录梯度，torch 会干脆拒绝，因为那样就没法再求梯度了。

    请在调用函数前后各打印一次 `x.shape`。同样的操作，不改动 x 的那一个叫什么？""",
)
def add_channel_added_in_place(x):
    return x.unsqueeze_(1)


@mistake(
    "squeeze_all",
    of="drop_channel",
    en="""`squeeze()` without a number takes away every axis of length 1, not only the channels'. A batch of one picture
    then stops being a batch, and pictures one pixel high or wide lose that axis. As long as B, H and W are 2 or more
    nobody notices; and then the last batch of the epoch holds one picture.

    x had {x}, the answer has {result}. Which of the ones did you mean, and how does `squeeze` get to know?""",
    zh="""不带参数的 `squeeze()` 会去掉所有长度为 1 的轴，不只是通道轴。这样一来，只有一张图像的小批量就不再是小批量，
    高或宽只有 1 个像素的图像也会丢掉那个轴。只要 B、H、W 都不小于 2，谁也不会发现；
    直到一轮训练的最后一个小批量里恰好只剩一张图像。

    请对比 x（{x}）与返回的结果（{result}）。你本来想去掉的是哪一个 1？`squeeze` 又从何得知？""",
)
def drop_channel_squeeze_all(x):
    return x.squeeze()


@mistake(
    "first_picture",
    of="drop_channel",
    en="""All pictures but the first are gone; what came back ({result}) is that one with its channel. A number in
    square brackets takes away the axis at whose place it stands, and a single number stands at the place of the batch.

    Which of the four axes of (B, 1, H, W) should go? How do the brackets look if every axis has its own entry in
    them?""",
    zh="""除第一张以外，其余的图像都不见了；返回的结果（{result}）是第一张图像连同它的通道轴。
    方括号里的整数放在哪个位置，就去掉哪个轴；单独一个整数，对应的是 batch 轴。

    (B, 1, H, W) 的四个轴里，应该去掉的是哪一个？如果给每个轴都写上一项，方括号里该怎么写？""",
)
def drop_channel_first_picture(x):
    return x[0]


@mistake(
    "axis_still_there",
    of="drop_channel",
    en="""The channel axis is still there. Three lines that look as if they removed it do not: a slice (`0:1` keeps the
    axis, only a plain number takes it away), a `squeeze` whose result is not kept (x itself never changes), and a
    `squeeze` of another axis (one that is longer than 1 it leaves as it is, without a word).

    Print the shape after each of your lines. Behind which of them did you expect three lengths for the first time?""",
    zh="""通道轴还在。有三种写法看上去去掉了它，其实没有：用切片（`0:1` 会保留这个轴，单独的整数才会去掉它）；
    调用了 `squeeze` 却没有留下返回值（x 本身不会变）；`squeeze` 指定了别的轴（长度大于 1 的轴，
    它会原样保留，而且不作声）。

    请在每一行之后打印形状。你以为从哪一行开始，形状应该只有三个长度？""",
)
def drop_channel_axis_still_there(x):
    return x[:, :1]


@mistake(
    "squeezed_batch",
    of="drop_channel",
    en="""`squeeze` was asked for axis 0, and that is the batch. With one picture in it, the batch axis goes and the
    channel axis takes its place: right by accident. With several pictures `squeeze` meets a length that is not 1,
    leaves it as it is, and says nothing.

    Write 0, 1, 2, 3 below the lengths of (B, 1, H, W). Below which letter does the number stand that you gave to
    `squeeze`?""",
    zh="""`squeeze` 指定的是轴 0，而那是 batch 轴。只有一张图像时，去掉的是 batch 轴，通道轴补了它的位置：
    结果碰巧是对的。有多张图像时，`squeeze` 遇到的长度不是 1，就原样保留，而且不作声。

    请在 (B, 1, H, W) 各个长度的下面依次写上 0、1、2、3。你交给 `squeeze` 的数，对着的是哪一个？""",
)
def drop_channel_squeezed_batch(x):
    return x.squeeze(0)


@mistake(
    "squeezed_in_place",
    of="drop_channel",
    raises=r"in-place operation",
    en="""The underscore at the end of `squeeze_` says that x itself is changed: the caller's tensor loses its channel
    axis as well, and the caller's next line, which counts on four axes, fails. For an x that is tracking gradients
    torch refuses at once.

    Print `x.shape` before and after a call of your function. Which character of your line makes the difference?""",
    zh="""`squeeze_` 末尾的下划线表示改动 x 本身：调用者手里的张量也丢了通道轴，他的下一行代码还指望着四个轴，就会出错。
    如果 x 正在记录梯度，torch 会当场拒绝。

    请在调用函数前后各打印一次 `x.shape`。你那一行里，是哪个字符造成了这种差别？""",
)
def drop_channel_squeezed_in_place(x):
    return x.squeeze_(1)


@mistake(
    "width_as_number_of_rows",
    of="as_rows",
    en="""There are now `width` rows; the task asks for rows of `width` numbers. A shape names the number of rows first
    and the length of a row last.

    The answer has {result}. Which of the two lengths says after how many numbers a new line begins?""",
    zh="""现在有 `width` 行，而题目要的是每一行有 `width` 个数。形状里先写行数，最后才是一行的长度。

    请看返回的结果（{result}）。两个长度中，哪一个决定了写满几个数就换行？""",
)
def as_rows_width_as_number_of_rows(x, width):
    return x.reshape(width, -1)


@mistake(
    "filled_by_columns",
    of="as_rows",
    en="""The shape is right, but the numbers run down the columns: the number that follows in x stands below, not to
    the right. That is what comes of reshaping to the shape that is easy to get and turning it over with `.T`: a
    transposition moves the numbers, and that is more than giving them another shape.

    Print your answer for `torch.arange(6)` and width 3. In which direction do you have to read to find 0, 1, 2?""",
    zh="""形状是对的，可数是沿着列往下排的：在 x 里紧接着的那个数，到了它的下方，而不是右边。
    先变成容易得到的形状，再用 `.T` 翻过来，就会这样：转置会调换数的位置，这就不只是换一种形状了。

    请对 `torch.arange(6)` 和 width 3 打印结果。要朝哪个方向读，才能读到 0、1、2？""",
)
def as_rows_filled_by_columns(x, width):
    return x.reshape(width, -1).T


@mistake(
    "counted_first_axis",
    of="as_rows",
    raises=r"is invalid for input of size",
    en="""The number of rows was worked out from `len(x)`, or `x.shape[0]`, which counts what stands along axis 0 only.
    For a flat x these are all its numbers; for a table they are its rows.

    x had {x}. How many numbers are that, how many of them does `len(x)` count, and how many do your rows have room
    for?""",
    zh="""行数是用 `len(x)`（也就是 `x.shape[0]`）算出来的，而它只数轴 0 上有几项。x 只有一个轴时，那就是全部的数；
    x 是一张表时，那只是它的行数。

    请看 x（{x}）。它一共有多少个数？`len(x)` 数出来的是多少？你的各行一共装得下多少个？""",
)
def as_rows_counted_first_axis(x, width):
    return x.reshape(len(x) // width, width)


@mistake(
    "true_division",
    of="as_rows",
    raises=r"float|positional argument",
    en="""In Python `/` gives a float, even if nothing remains: a whole number of rows comes out as something like
    "4.0". A length has to be an int, so torch looks for another way to read your call, finds none, and complains about
    the number of arguments, or about their type.

    Print the number of rows that your function works out, and its `type`. Which operator of Python divides and stays
    with the ints?""",
    zh="""在 Python 里，`/` 得到的总是浮点数，哪怕正好除尽：行数会变成“4.0”这样的数。而长度必须是整数，
    torch 想换一种方式理解这次调用，没有成功，只好抱怨参数的个数或类型不对。

    请打印函数算出来的行数，再打印它的 `type`。Python 的哪个运算符做除法，结果仍是整数？""",
)
def as_rows_true_division(x, width):
    return x.reshape(x.numel() / width, width)


@mistake(
    "view_on_transposed",
    of="as_rows",
    raises=r"view size is not compatible",
    en="""`view` can only put line breaks between numbers that already lie in memory in the order in which x is read. A
    slice with gaps (`x[:, ::2]`) or a tensor whose axes were swapped (`x.T`) is read in another order than it lies, and
    `view` never moves a number.

    Print `x.is_contiguous()` for a table and for its `.T`. Which relative of `view` helps itself with a copy where it
    must?""",
    zh="""`view` 只能在内存里的数之间换行，前提是它们在内存里的次序与读 x 的次序一致。带间隔的切片（`x[:, ::2]`）、
    调换过轴的张量（`x.T`），读的次序都和存放的次序不同，而 `view` 从不挪动任何一个数。

    请对一张表和它的 `.T` 分别打印 `is_contiguous()`。`view` 有一个近亲，必要时会自己复制一份，它是谁？""",
)
def as_rows_view_on_transposed(x, width):
    return x.view(-1, width)


@mistake(
    "channels_last",
    of="unflatten",
    en="""The lengths stand in the order batch, height, width, channels ({result}). Many picture files and NumPy keep
    them like that; `chw` says in its name in which order they come here, and the answer keeps it.

    What does `chw[0]` count, and at which place of your answer's shape does that length stand?""",
    zh="""各个长度的次序成了 batch、高、宽、通道（{result}）。许多图像文件和 NumPy 确实这样存放，
    而 `chw` 这个名字已经说明了这里的次序，结果也应当照此排列。

    `chw[0]` 数的是什么？在结果的形状里，这个长度排在第几位？""",
)
def unflatten_channels_last(x, chw):
    c, h, w = chw
    return x.reshape(x.shape[0], h, w, c)


@mistake(
    "colours_mixed",
    of="unflatten",
    en="""The shape is right, but most numbers stand in the wrong place. Each row was read as if the channels of one
    pixel stood side by side, and the axes were moved afterwards. In a row that `flatten_batch` made, the whole first
    channel comes first, then the whole second one; so red, green and blue got mixed.

    Take one row with the numbers 0 to 11 and chw = (3, 2, 2), and print your answer. Into which channel did 1, the
    neighbour of 0, go?""",
    zh="""形状是对的，可大多数的数站错了位置。这里把每一行当成“同一个像素的各个通道挨在一起”来读，然后才调换轴的次序。
    而 `flatten_batch` 排出来的一行，先是整个第一个通道，再是整个第二个通道；这样一读，红、绿、蓝就混到了一起。

    请取一行，内容是 0 到 11，令 chw = (3, 2, 2)，把结果打印出来。与 0 相邻的 1，跑到了哪个通道里？""",
)
def unflatten_colours_mixed(x, chw):
    c, h, w = chw
    return x.reshape(x.shape[0], h, w, c).permute(0, 3, 1, 2)


@mistake(
    "width_before_height",
    of="unflatten",
    en="""Height and width changed places ({result}), so each line of a picture breaks after the wrong number of pixels
    and the picture comes out sheared. Picture programs say "width times height"; torch puts the height first, since a
    row of pixels is what lies together. Square pictures hide the slip.

    How many pixels has one line of a picture of shape (C, H, W), and which length of a shape says that?""",
    zh="""高和宽的位置对调了（{result}），于是图像每一行的像素数不对，换行换错了地方，看上去是斜的。
    图像软件习惯说“宽乘高”，而 torch 把高写在前面，因为连在一起存放的是一行像素。图像是正方形时，这个错误看不出来。

    形状为 (C, H, W) 的图像，一行有几个像素？这是由形状里的哪个长度决定的？""",
)
def unflatten_width_before_height(x, chw):
    c, h, w = chw
    return x.reshape(x.shape[0], c, w, h)


@mistake(
    "forgot_the_batch",
    of="unflatten",
    raises=r"is invalid for input of size",
    en="""The new shape has room for one picture, and x ({x}) holds a whole batch. If there is just one row in it, torch
    does as it is told and the batch axis is gone; otherwise it says that the numbers do not fit.

    `chw` has three entries and the answer four axes. Where can the function find the length that is missing?""",
    zh="""新的形状只装得下一张图像，而 x（{x}）里是整个小批量。如果其中只有一行，torch 会照办，batch 轴就此消失；
    否则它会说这些数放不进去。

    `chw` 有三项，结果有四个轴。缺的那个长度，函数可以到哪里去找？""",
)
def unflatten_forgot_the_batch(x, chw):
    return x.reshape(chw)


@mistake(
    "tuple_inside_shape",
    of="unflatten",
    raises=r"but got tuple|'int' and 'tuple'|not \"tuple\"|found element of type tuple",
    en="""`chw` is one thing, a tuple with three lengths in it, and it stands where a single length is wanted. Torch
    does not open it by itself, and Python adds a tuple neither to a number nor to a list.

    Print the shape that you hand over, just as you hand it over: how many entries has it, and how many should it have?
    How can three values be taken out of a tuple?""",
    zh="""`chw` 是一个整体：一个装着三个长度的元组，却放在了只该放一个长度的地方。torch 不会自动把它拆开，
    Python 也不会把元组和整数、元组和列表加在一起。

    请把交给函数的形状原样打印出来：它有几项，又应该有几项？怎样从一个元组里取出三个值？""",
)
def unflatten_tuple_inside_shape(x, chw):
    return x.reshape(x.shape[0], chw)
