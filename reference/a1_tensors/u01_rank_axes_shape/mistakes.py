"""a1/u01 Rank, axes, shape: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"out of (range|bounds)"`: an index beyond the end, in the words of Python's lists or of torch.
"""

import torch

from autograder import mistake


@mistake(
    "rank_is_size",
    of="rank",
    en="""What came back is the length of one axis, the first: how many rows there are. The rank does not ask how long
    an axis is, only how many axes there are; a longer table is still a table.

    Suppose a table gets ten more rows. Should its rank change? Print `x.shape` and ask yourself which property of that
    tuple you want: one of its entries, or something else about it?""",
    zh="""返回的是一个轴的长度，也就是第一个轴上有多少行。秩问的不是轴有多长，而是一共有几个轴；表再长，也还是一张表。

    假如一张表多了十行，它的秩会变吗？请打印 `x.shape`，再想一想：
    你要的是这个元组里的某一项，还是它的别的什么性质？""",
)
def rank_rank_is_size(x):
    return x.shape[0]


@mistake(
    "number_of_elements",
    of="rank",
    en="""All the numbers in x were counted. That is a question of its own (`n_elements_from_shape` will ask it), but
    the rank counts axes: the directions in which one can walk through the tensor.

    Think of a chessboard. How many numbers do you need to say which square you mean, and how many squares are there?
    Which of the two did your function count?""",
    zh="""这里数的是 x 里一共有多少个数。那是另一个问题（`n_elements_from_shape` 会问到），而秩数的是轴，
    也就是在张量里可以沿着几个方向走。

    想象一个国际象棋棋盘。要说清楚是哪一格，需要几个数？棋盘上一共有多少格？你的函数数的是哪一个？""",
)
def rank_number_of_elements(x):
    return x.numel()


def looks_like_matrix_rank(calls):
    """Whether the answer is the rank of a matrix, as an int or as the tensor that torch gives."""
    x, answer = calls[-1].args[0], calls[-1].value
    if x.dim() != 2 or not isinstance(answer, int | torch.Tensor):
        return False
    return torch.equal(torch.as_tensor(answer), torch.linalg.matrix_rank(x))


@mistake(
    "matrix_rank",
    of="rank",
    matches=looks_like_matrix_rank,
    en="""This is the rank that linear algebra speaks of: how many rows of a matrix are independent of each other. It
    has nothing to do with the rank of a tensor, which only shares the word. Here it is a matter of counting axes,
    whatever numbers the tensor holds.

    Take a table of zeros and a table of random numbers, equally large. Which numbers do you need to point at one entry,
    in the first, and in the second? Should their ranks differ?""",
    zh="""这是线性代数里的秩：矩阵有多少个线性无关的行。张量的秩只是恰好用了同一个词，两者没有关系。
    这里要做的只是数一数有几个轴，里面装着什么数都无所谓。

    拿一张全是 0 的表和一张同样大小、装着随机数的表来比较。要指出其中的一个元素，前者需要几个数？后者呢？
    它们的秩应该不同吗？""",
)
def rank_matrix_rank(x):
    return int(torch.linalg.matrix_rank(x))


@mistake(
    "ones_not_counted",
    of="rank",
    en="""Axes of length 1 were left out. There is only one way to go along such an axis, but it is an axis: a grey
    photo of shape (1, H, W) still has a place for the channel, and a layer that looks for the channels finds it there.

    Print `x.shape` for an x with a 1 in its shape. How many entries has the tuple, and how many numbers does it take in
    square brackets until a single number is left?""",
    zh="""长度为 1 的轴没有算进去。沿着这样的轴固然只有一个位置可选，可它仍然是一个轴：形状为 (1, H, W) 的灰度照片，
    照样给通道留着位置，要找通道的层就会到那里去找。

    请找一个形状里含有 1 的 x，打印 `x.shape`。这个元组有几项？在方括号里要写几个数，最后才只剩单独一个数？""",
)
def rank_ones_not_counted(x):
    return x.squeeze().dim()


@mistake(
    "dim_not_called",
    of="rank",
    en="""What came back is not a number but a method: a thing that could work the number out, if somebody asked it to.
    Python tells the two apart by a pair of parentheses.

    Print what your function returns. If it reads `<built-in method …>`, which two characters would make Python do the
    work instead of showing you the tool?""",
    zh="""返回的不是一个数，而是一个方法：它能算出这个数，只是还没有人叫它算。在 Python 里，两者的区别就在一对圆括号。

    请把函数的返回值打印出来。如果看到的是 `<built-in method …>`，少了哪两个字符，Python 才只把工具递给你，
    而没有动手去算？""",
)
def rank_dim_not_called(x):
    return x.dim


@mistake(
    "ndim_called",
    of="rank",
    raises=r"object is not callable",
    en="""An int or a shape was called as if it were a function. Torch has both kinds: some things about a tensor are
    simply there and are read without parentheses, like `x.shape`; others are methods and want a pair of them. Python's
    message names what it was asked to call.

    Print `type(x.shape)` and `type(x.dim)`. Which kind is the thing that stands before the parentheses in your
    line?""",
    zh="""这里把一个整数（或者一个形状）当作函数来调用了。张量的性质有两种写法：有的本来就在那里，直接读取，
    不加圆括号，例如 `x.shape`；有的是方法，要加一对圆括号才会去算。报错信息里写着它被要求调用的是什么。

    请打印 `type(x.shape)` 和 `type(x.dim)`。你那一行里，圆括号前面的东西属于哪一种？""",
)
def rank_ndim_called(x):
    return x.ndim()


@mistake(
    "rank_of_scalar_1",
    of="rank",
    en="""A single number got at least one axis. It has none: nothing stands around it that one could walk along, so its
    shape is `()`, a tuple without entries. A list that holds one number is something else; that one has an axis, and
    its length is 1.

    Print `torch.tensor(3.0).shape` and `torch.tensor([3.0]).shape`. How many square brackets stand around the 3 in the
    first case, and how many in the second?""",
    zh="""单个数被算成了至少有一个轴。其实它一个轴也没有：周围没有可以沿着走的方向，所以形状是 `()`，
    一个没有任何项的元组。只装着一个数的列表则是另一回事：它有一个轴，长度为 1。

    请打印 `torch.tensor(3.0).shape` 和 `torch.tensor([3.0]).shape`。第一个 3 的外面有几层方括号？第二个呢？""",
)
def rank_rank_of_scalar_1(x):
    return max(x.dim(), 1)


@mistake(
    "opened_an_empty_box",
    of="rank",
    raises=r"out of (range|bounds)",
    en="""Box after box was opened until a single number lay there, and the boxes were counted. That works as long as
    every box has something in it. A tensor of shape (0, 3) has two axes and no numbers at all: the first box is empty,
    and there is no first thing in it to open.

    Print `torch.zeros(0, 3)` and its shape. The axes can be read off one of the two lines; which one? Does one have to
    open anything for that?""",
    zh="""这里一层一层地打开盒子，直到里面只剩单独一个数，再数打开了几层。只要每个盒子里都有东西，这样做就行得通。
    可是形状为 (0, 3) 的张量有两个轴，却一个数也没有：第一层盒子就是空的，里面没有“第一个”可以打开。

    请打印 `torch.zeros(0, 3)` 和它的形状。两行之中，从哪一行能看出有几个轴？为此需要打开什么吗？""",
)
def rank_opened_an_empty_box(x):
    count = 0
    inside = x.tolist()
    while isinstance(inside, list):
        inside = inside[0]
        count += 1
    return count


@mistake(
    "counted_from_one",
    of="length_of_axis",
    en="""The answer is the length of the axis before the one that was asked for. That happens if axes are counted from
    1, as in R or MATLAB, and 1 is taken off again to please Python. Here the caller counts from 0 already.

    Write 0, 1, 2 below the lengths of a shape such as (6, 7, 8). Which length stands above the 1, and which one does
    your function give for axis 1?""",
    zh="""返回的是前一个轴的长度。如果像 R 或 MATLAB 那样从 1 开始给轴编号，又为了迁就 Python 减去了 1，就会这样。
    可是这里的调用者已经在从 0 开始数了。

    请写下一个形状，例如 (6, 7, 8)，在各个长度的下面依次写上 0、1、2。1 的上面是哪个长度？对于轴 1，
    你的函数给出的又是哪个？""",
)
def length_of_axis_counted_from_one(x, axis):
    return x.shape[axis - 1]


@mistake(
    "counted_from_the_right",
    of="length_of_axis",
    en="""The axes were counted from the wrong end. Many people see axis 0 as the horizontal one, since an x axis runs
    from left to right. In torch axis 0 is the outermost, the first in the shape: for a table it runs down the rows, and
    the axis along one line of numbers is the last.

    x had {x}. Which of these lengths belongs to axis 0, and which one does your function take for it?""",
    zh="""轴的编号从错误的一端数起了。很多人觉得轴 0 就是横轴，因为坐标系的 x 轴是从左到右的。在 torch 里，
    轴 0 是最外层的轴，也就是形状里的第一个：对一张表来说，它顺着各行往下走；沿着一行数往右走的轴，反而是最后一个。

    请看 x（{x}）。其中哪个长度属于轴 0？你的函数拿哪个长度当作轴 0？""",
)
def length_of_axis_counted_from_the_right(x, axis):
    return x.shape[-1 - axis]


@mistake(
    "always_first",
    of="length_of_axis",
    en="""Whatever axis is asked for, the first one is measured. `len(x)` and `x.shape[0]` both mean axis 0, and the
    argument `axis` is never looked at.

    Call your function twice with the same x and two different axes, and print both answers. In which of your lines does
    the word `axis` occur?""",
    zh="""不论问的是哪个轴，量的都是第一个轴。`len(x)` 和 `x.shape[0]` 指的都是轴 0，而参数 `axis` 根本没有用上。

    请用同一个 x、两个不同的轴各调用一次函数，打印两次的结果。`axis` 这个词出现在你的哪一行里？""",
)
def length_of_axis_always_first(x, axis):
    return len(x)


@mistake(
    "entry_not_axis",
    of="length_of_axis",
    raises=r"out of bounds",
    en="""`x[axis]` is not the axis with that number: square brackets behind a tensor go along axis 0 and take out the
    entry that stands there. Of a batch of photos, `x[2]` is the third photo. Its length is that of the axis behind, or
    there is no third photo at all, and torch raises an IndexError.

    Print `x.shape` and `x[1].shape`, one below the other. Which length is gone? And of what did you want an entry: of
    the tensor, or of the tuple that lists its lengths?""",
    zh="""`x[axis]` 并不是编号为 axis 的那个轴：直接跟在张量后面的方括号，是沿着轴 0 走，取出那个位置上的一项。
    如果 x 是一批照片，`x[2]` 就是第三张照片。量它的长度，得到的是后面那个轴的长度；要是根本没有第三张，
    torch 就会抛出 IndexError。

    请把 `x.shape` 和 `x[1].shape` 上下两行打印出来。少了哪个长度？你想取的，是张量里的一项，
    还是列出各个长度的那个元组里的一项？""",
)
def length_of_axis_entry_not_axis(x, axis):
    return len(x[axis])


@mistake(
    "size_not_called",
    of="length_of_axis",
    raises=r"not subscriptable",
    en="""`size` is a method of a tensor, so `x.size` by itself is only the tool, and a tool has no entry number `axis`.
    In torch `x.size` and `x.shape` say the same, but one wants parentheses and the other does not. (In NumPy `a.size`
    is a number, and a different one at that.)

    Print `x.size` and `x.shape`. Which of the two can square brackets take an entry from?""",
    zh="""`size` 是张量的一个方法，所以单独写 `x.size`，拿到的只是工具本身，而工具里没有编号为 `axis` 的项。
    在 torch 里，`x.size` 和 `x.shape` 说的是同一件事，只是前者要加圆括号，后者不用。
    （NumPy 的 `a.size` 则是一个数，含义也不同。）

    请打印 `x.size` 和 `x.shape`。用方括号能从哪一个里面取出一项？""",
)
def length_of_axis_size_not_called(x, axis):
    return x.size[axis]


@mistake(
    "minus_sign_dropped",
    of="length_of_axis",
    en="""Axis -1 was treated like axis 1: the minus sign got lost, perhaps by `abs`. A negative number is no slip of
    the caller's. It counts the axes from the right, and -1 is always the last one, however many there are.

    Write 0, 1, 2 below the lengths of (6, 7, 8), and -3, -2, -1 in a line below that. Above which length does -1 end
    up? What does `(6, 7, 8)[-1]` print?""",
    zh="""轴 -1 被当成了轴 1：负号丢了，也许是用了 `abs`。负的编号并不是调用者写错了，它表示从右边数起；
    不管一共有几个轴，-1 总是最后一个。

    请在 (6, 7, 8) 各个长度的下面写一行 0、1、2，再往下写一行 -3、-2、-1。-1 对着的是哪个长度？
    `(6, 7, 8)[-1]` 会打印什么？""",
)
def length_of_axis_minus_sign_dropped(x, axis):
    return x.shape[abs(axis)]


@mistake(
    "negative_not_found",
    of="length_of_axis",
    en="""The axis was looked for in a loop that counts 0, 1, 2, …, and a negative number never comes by. So the loop
    ran to its end, no `return` was reached, and Python answered None.

    What is the number of the last axis, counted from the left, if there are three? And which number do you have to add
    to -1 to get there? Or is there something in Python that understands -1 already, without a loop?""",
    zh="""这里用循环去找那个轴，循环依次数 0、1、2……，永远数不到负数。于是循环走到头也没有执行 `return`，
    Python 只好返回 None。

    如果有三个轴，从左边数，最后一个的编号是几？-1 要加上多少才等于它？或者，Python 里有没有什么本来就看得懂 -1，
    连循环也不用写？""",
)
def length_of_axis_negative_not_found(x, axis):
    for number, length in enumerate(x.shape):
        if number == axis:
            return length
    return None


@mistake(
    "sum_not_product",
    of="n_elements_from_shape",
    en="""The lengths were added. But a table of 5 rows with 7 numbers each does not hold 5 and 7 numbers: every row
    brings 7 more.

    Draw a table of 2 rows and 6 columns and count its cells. Which operation gets you from 2 and 6 to what you
    counted?""",
    zh="""各个长度被加了起来。可是一张表有 5 行、每行 7 个数，并不等于先有 5 个、再有 7 个：每多一行，就多 7 个数。

    请画一张 2 行 6 列的表，数一数有多少格。从 2 和 6 出发，要用哪种运算才能得到数出来的结果？""",
)
def n_elements_from_shape_sum_not_product(shape):
    return sum(shape)


@mistake(
    "starts_at_zero",
    of="n_elements_from_shape",
    en="""The answer is 0 for every shape. That is what happens if a product is built up in a loop as one builds up a
    sum: with 0 in the beginning. Whatever 0 is multiplied by, it stays 0.

    Print your running product inside the loop. Which number can one multiply by without changing anything, as one can
    add 0 without changing anything?""",
    zh="""不论什么形状，结果都是 0。像累加那样去累乘，一开始放一个 0，就会这样：0 乘以什么都还是 0。

    请在循环里打印当前的乘积。加上 0，什么也不会改变；那么乘以哪个数，什么也不会改变？""",
)
def n_elements_from_shape_starts_at_zero(shape):
    count = 0
    for length in shape:
        count *= length
    return count


@mistake(
    "two_axes_only",
    of="n_elements_from_shape",
    raises=r"out of range",
    en="""Rows times columns: that is right for a table, and only for a table. This shape has another number of axes.
    Those beyond the second one were ignored, or there was no second one to be found.

    How many numbers are in two tables of 3 rows and 4 columns? How could your function go through all entries of
    `shape` without knowing beforehand how many there are?""",
    zh="""行数乘以列数：这只对表成立。眼前的形状，轴的个数不一样：要么第二个之后的轴被忽略了，要么根本找不到第二个轴。

    两张 3 行 4 列的表，一共有多少个数？不事先知道 `shape` 有几项，函数怎样才能把每一项都用上？""",
)
def n_elements_from_shape_two_axes_only(shape):
    return shape[0] * shape[1]


@mistake(
    "tensor_not_int",
    of="n_elements_from_shape",
    en="""The number may be right, but it came back as a tensor and not as a plain Python int. To torch that is a
    difference: a tensor remembers a dtype, may live on another device, and cannot be used as a length everywhere.

    Print the `type` of your result and of `2 * 3`. Which line made a tensor of the shape, and does one need torch at
    all to multiply a few ints?""",
    zh="""数也许是对的，但返回的是张量，而不是普通的 Python 整数。对 torch 来说，两者是有区别的：张量带着 dtype，
    可能放在别的设备上，而且并不是在哪里都能当作长度来用。

    请打印结果的 `type`，再打印 `2 * 3` 的 `type`。是哪一行把形状变成了张量？
    只是把几个整数相乘，需要用到 torch 吗？""",
)
def n_elements_from_shape_tensor_not_int(shape):
    return torch.tensor(shape).prod()


@mistake(
    "product_of_empty",
    of="n_elements_from_shape",
    en="""The empty shape `()` was taken for a tensor in which there is nothing. It is the shape of a number that stands
    alone: there is no axis to go along, yet the tensor is not empty. Empty it would be if one of its axes had length 0,
    as in `(0,)`.

    Print `torch.tensor(7.0).shape` and `torch.zeros(0).shape`. Which of the two tensors holds a number? What does your
    function say to each of these shapes?""",
    zh="""空的形状 `()` 被当成了“里面什么也没有”。其实它是单个数的形状：没有可以沿着走的轴，但张量并不是空的。
    真正是空的，是某个轴的长度为 0，例如 `(0,)`。

    请打印 `torch.tensor(7.0).shape` 和 `torch.zeros(0).shape`。哪个张量里有数？对这两个形状，你的函数各给出什么？""",
)
def n_elements_from_shape_product_of_empty(shape):
    if len(shape) == 0:
        return 0
    count = 1
    for length in shape:
        count *= length
    return count


@mistake(
    "made_the_tensor",
    of="n_elements_from_shape",
    raises=r"memory",
    en="""A tensor of this shape was made in order to count what is in it. For small shapes that works. A shape that is
    too large for the machine is the very case in which one wants to know the number beforehand: ten million photos as a
    camera takes them need thousands of times the memory of the computer on your desk.

    The message ends with how many bytes were asked for. Which of your lines asked for them? Does the number of seats in
    a hall with 30 rows of 40 require that somebody sits down?""",
    zh="""为了数个数，这里真的创建了一个这种形状的张量。形状小的时候行得通；可是大到机器装不下，
    恰恰是最想事先知道个数的时候：一千万张相机拍的照片，所需的内存是你桌上那台电脑的几千倍。

    报错信息里写着申请了多少字节。是你的哪一行去申请的？一个礼堂有 30 排、每排 40 个座位，要知道一共有多少座位，
    需要先让人坐下吗？""",
)
def n_elements_from_shape_made_the_tensor(shape):
    return torch.zeros(shape).numel()


@mistake(
    "hw_swapped",
    of="name_axes",
    en="""Height and width changed places. A screen or a camera says "1920 by 1080", width first, and PIL's `size` does
    so, too. In a tensor the rows come before what is in a row, so the height stands first. With square pictures nobody
    notices, and with others the picture ends up on its side.

    For a picture of 4 rows with 6 pixels each: how high is it, how wide is it, and which of the two is the last entry
    of its shape?""",
    zh="""高和宽对调了。屏幕和相机都说“1920 × 1080”，宽在前面，PIL 的 `size` 也是如此。而在张量里，先数有几行，
    再数一行里有什么，所以高排在前面。图像是正方形时看不出来；不是正方形时，图像就会横过来。

    一张图像有 4 行，每行 6 个像素：它的高是多少？宽是多少？形状的最后一项是哪一个？""",
)
def name_axes_hw_swapped(x):
    if x.dim() == 3:
        c, w, h = x.shape
        return {"C": c, "W": w, "H": h}
    b, c, w, h = x.shape
    return {"B": b, "C": c, "W": w, "H": h}


@mistake(
    "channels_last",
    of="name_axes",
    en="""The channels were looked for at the end, behind height and width. That is where NumPy, PIL, Matplotlib and
    TensorFlow keep them: three numbers for each pixel. Torch keeps a whole sheet for each colour, so the channels come
    before the height.

    x had {x}. If it is a batch of colour photos, which of these lengths has to be a 3? Which letter does your function
    give to it?""",
    zh="""这里到最后面去找通道，也就是高和宽的后面。NumPy、PIL、Matplotlib 和 TensorFlow 确实把通道放在那里：
    每个像素三个数。torch 则是每种颜色单独一整层，所以通道排在高的前面。

    请看 x（{x}）。如果这是一批彩色照片，哪个长度应当是 3？你的函数给它的是哪个字母？""",
)
def name_axes_channels_last(x):
    if x.dim() == 3:
        h, w, c = x.shape
        return {"H": h, "W": w, "C": c}
    b, h, w, c = x.shape
    return {"B": b, "H": h, "W": w, "C": c}


@mistake(
    "named_from_left",
    of="name_axes",
    en="""The letters were dealt out from the left, beginning with B. That is right for a batch. But a single picture
    has no batch axis, so its channels were called B, its height C, its width H, and the W was left over; Python's `zip`
    drops what is left over without a word.

    Write (B, C, H, W) on one line and (C, H, W) below it. At which end do you have to line the two up so that equal
    letters stand below each other?""",
    zh="""字母是从左边开始、从 B 开始依次发下去的。对小批量来说没有错。可是单张图像没有 batch 轴，
    于是它的通道成了 B，高成了 C，宽成了 H，而 W 多了出来；Python 的 `zip` 会把多出来的悄悄丢掉。

    请把 (B, C, H, W) 写在上一行，(C, H, W) 写在下一行。两行要在哪一端对齐，相同的字母才会上下对应？""",
)
def name_axes_named_from_left(x):
    return dict(zip("BCHW", x.shape, strict=False))


@mistake(
    "always_four",
    of="name_axes",
    raises=r"not enough values to unpack|out of range",
    en="""Four lengths were asked for, and the shape has only three. A batch of photos has four axes, a single photo has
    three: nobody has put it into a batch yet. Python's message says how many it expected and how many it got.

    Print `x.shape` at the moment of the error. Which letter has no length here? How can your function tell the two
    cases apart before it takes the shape to pieces?""",
    zh="""这里要取四个长度，而形状只有三项。一批照片有四个轴，单张照片只有三个：它还没有放进小批量里。
    Python 的报错信息写着它想要几个、实际有几个。

    请打印出错时的 `x.shape`。哪个字母在这里没有对应的长度？在把形状拆开之前，函数怎样才能分清这两种情况？""",
)
def name_axes_always_four(x):
    first, second, third, fourth = x.shape
    return {"B": first, "C": second, "H": third, "W": fourth}


@mistake(
    "invented_batch",
    of="name_axes",
    en="""A single picture was given a batch axis of length 1 that it does not have. One photo and a batch of one photo
    are two things to torch: their shapes differ, and so does what one may do with them.

    How many axes has x ({x}), and how many letters has your answer? For each letter, point at the entry of `x.shape`
    that it names.""",
    zh="""单张图像凭空多了一个长度为 1 的 batch 轴。对 torch 来说，一张照片与“只有一张照片的小批量”是两回事：
    形状不同，能对它们做的事也不同。

    x（{x}）有几个轴？你的结果里有几个字母？请逐个字母在 `x.shape` 里指出它说的是哪一项。""",
)
def name_axes_invented_batch(x):
    c, h, w = x.shape[-3:]
    return {"B": x.shape[0] if x.dim() == 4 else 1, "C": c, "H": h, "W": w}


@mistake(
    "slice_keeps_axis",
    of="first_picture",
    en="""The right picture, but it still sits in its batch: what came back ({result}) is a batch of one. A slice with a
    colon, like `0:1`, takes out a piece of an axis and so keeps the axis, even if the piece is one entry long. In the
    same way one page torn out of a book and a book of one page are not the same.

    Print `torch.arange(5)[2:3]` and `torch.arange(5)[2]`, and both shapes. What makes the difference between the two
    lines, and how many axes has each answer?""",
    zh="""图像是对的，可它还装在小批量里：返回的结果（{result}）是只有一张图像的小批量。带冒号的切片，例如 `0:1`，
    取的是轴上的一段，所以哪怕这一段只有一项，轴也会保留下来。就像从书里撕下来的一页，与只有一页的书，不是一回事。

    请打印 `torch.arange(5)[2:3]` 和 `torch.arange(5)[2]`，再打印两者的形状。两种写法差在哪里？结果各有几个轴？""",
)
def first_picture_slice_keeps_axis(batch):
    return batch[0:1]


@mistake(
    "first_channel",
    of="first_picture",
    en="""What came back ({result}) is the first channel of every picture, not every channel of the first picture. The
    colon in `[:, 0]` says "all" to the batch axis, and the 0 goes to the channels.

    Each place in the square brackets belongs to one axis of (B, C, H, W), from left to right. At which place did your 0
    stand?""",
    zh="""返回的（{result}）是每一张图像的第一个通道，而不是第一张图像的所有通道。
    `[:, 0]` 里的冒号对 batch 轴说“全都要”，0 则给了通道轴。

    方括号里的每个位置，从左到右依次对应 (B, C, H, W) 的一个轴。你的 0 写在了第几个位置？""",
)
def first_picture_first_channel(batch):
    return batch[:, 0]


@mistake(
    "one_step_too_deep",
    of="first_picture",
    en="""One axis too many was taken away: what came back ({result}) is a single colour sheet of the first picture.
    Each number in square brackets removes one axis, and two numbers remove two.

    Which letters does the answer have to have, and which ones has yours? Which of your numbers took the missing one
    away?""",
    zh="""去掉的轴多了一个：返回的（{result}）只是第一张图像的一个颜色层。方括号里每写一个数，就去掉一个轴，
    写两个就去掉两个。

    结果应当有哪几个字母的轴？你的结果有哪几个？缺的那个是被哪个数去掉的？""",
)
def first_picture_one_step_too_deep(batch):
    return batch[0, 0]


@mistake(
    "second_picture",
    of="first_picture",
    raises=r"out of bounds",
    en="""That is the second picture. Python and torch number things by how far they are from the beginning, and the
    first is no step away. If the batch has just one picture, there is no second one, and torch raises an IndexError.

    Print `list("shirt")[1]`. Is that the letter that you would call the first?""",
    zh="""取出来的是第二张图像。Python 和 torch 的编号表示离开头有几步，而第一个离开头是零步。
    要是小批量里只有一张图像，就没有第二张，torch 会抛出 IndexError。

    请打印 `list("shirt")[1]`。这是你心目中的第一个字母吗？""",
)
def first_picture_second_picture(batch):
    return batch[1]


@mistake(
    "squeezed_all",
    of="first_picture",
    en="""The batch axis is gone, but other axes of length 1 went with it: `squeeze()` without a number removes every
    one of them. A grey picture has one channel and a narrow one may be a single pixel wide, and both should keep all
    three of their axes.

    batch had {batch}, and the answer has {result}. Which of the lengths behind the first one is missing? Which line
    took it?""",
    zh="""batch 轴是去掉了，可别的长度为 1 的轴也跟着没了：不带参数的 `squeeze()` 会把它们全都去掉。
    灰度图像只有一个通道，很窄的图像可能只有一个像素宽，它们都应当保留自己的三个轴。

    请对比 batch（{batch}）与返回的结果（{result}）。第一个长度之后的各个长度里，少了哪一个？是哪一行去掉的？""",
)
def first_picture_squeezed_all(batch):
    return batch[0:1].squeeze()


@mistake(
    "called_like_a_function",
    of="first_picture",
    raises=r"'Tensor' object is not callable",
    en="""Round brackets behind a name mean "run this function" to Python, and a tensor is not a function. R uses square
    brackets for entries as well, but MATLAB and Fortran use round ones, and old habits are strong.

    In the handout's first example one number is taken out of a table. With which brackets?""",
    zh="""在 Python 里，名字后面跟圆括号，意思是“运行这个函数”，而张量不是函数。R 取元素也用方括号，
    MATLAB 和 Fortran 却用圆括号，习惯一时改不过来很正常。

    讲义的第一个例子从一张表里取出了一个数。用的是哪一种括号？""",
)
def first_picture_called_like_a_function(batch):
    return batch(0)
