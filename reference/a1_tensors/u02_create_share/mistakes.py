"""a1/u02 Create and share: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"one element"`: torch's words for a list of tensors where numbers were expected.
`raises=r"stride in the given numpy array is negative"`: torch's words for an array that is read backwards.
`raises=r"requires grad"`: torch's words for a tensor that tracks gradients and is asked for an array.
"""

import sys

import numpy as np
import torch

from autograder import mistake


@mistake(
    "int_dtype",
    of="from_list",
    en="""Torch looked at the rows, found whole numbers, and made whole numbers of them: int64. The same line gives
    float32 as soon as one number has a decimal point, so it works on most data and stops on counts and grey values.
    Such a tensor has no `mean()`, and no layer of a network takes it. (A line that only calls `x.float()` and keeps
    nothing of it leaves x as it is, too.)

    Print `.dtype` of your tensor for `[[1, 2]]` and for `[[1, 2.]]`. Who decides which one it is, and how could you
    have a say in it?""",
    zh="""torch 看到列表里全是整数，就做成了整数张量：int64。只要有一个数带小数点，同一行代码给出的就是 float32，
    所以平时多半没事，遇到计数、灰度值这样的整数才出问题：这种张量没法求 `mean()`，网络的层也不接受。
    （如果只写了一行 `x.float()` 却没有留下返回值，x 同样不会变。）

    请分别用 `[[1, 2]]` 和 `[[1, 2.]]` 试一试，打印所得张量的 `.dtype`。dtype 是由谁决定的？怎样才能由你来决定？""",
)
def from_list_int_dtype(rows):
    return torch.tensor(rows)


@mistake(
    "float64_from_numpy",
    of="from_list",
    en="""The numbers have 64 bits each. That is what NumPy takes for numbers with a decimal point, and what Python
    itself means by `float`; torch's layers have 32. The values look the same when printed, and nothing complains until
    the first `Linear` says "mat1 and mat2 must have the same dtype, but got Double and Float".

    On the way from the list to the tensor, who chose the dtype? Print it after each step, and ask: at which one could
    you say what you want?""",
    zh="""每个数占了 64 位。带小数点的数，NumPy 默认就用 64 位，Python 自己的 `float` 也是 64 位；
    而 torch 的层用的是 32 位。打印出来看不出区别，也没有任何提示，直到第一个 `Linear` 报错：
    “mat1 and mat2 must have the same dtype, but got Double and Float”。

    从列表到张量，dtype 是在哪一步定下来的？请把每一步的 dtype 打印出来。在哪一步可以由你来指定？""",
)
def from_list_float64_from_numpy(rows):
    return torch.tensor(np.array(rows, dtype=np.float64))


@mistake(
    "list_of_tensors",
    of="from_list",
    raises=r"one element",
    en="""Each row was made a tensor first, and then the list of these tensors was handed to a function that expects
    numbers. It tries to read every tensor in the list as one single number, which works only for tensors that hold just
    one.

    Print what you hand over, for two rows of three numbers. What are its items? What would they have to be, so that
    torch finds rows and numbers in it?""",
    zh="""这里先把每一行变成了张量，再把这些张量组成的列表交给一个只认识数的函数。
    它会把列表里的每个张量都当作单独一个数来读，而只有恰好装着一个数的张量才能这样读。

    请用两行、每行三个数的列表试一试，把交给它的东西打印出来。里面的每一项是什么？要让 torch 认出其中的行和数，
    每一项应该是什么？""",
)
def from_list_list_of_tensors(rows):
    return torch.tensor([torch.tensor(row) for row in rows])


@mistake(
    "from_numpy_as_copy",
    of="copy_of",
    en="""The tensor has no memory of its own: it shows the numbers that lie in the array. At the moment of the call
    nobody can tell it from a copy. Then somebody writes into the array, a camera its next picture for example, and the
    "copy" changes as well. (A `clone()` of which nothing is kept does not help.)

    Make a tensor x from a small array a, write `a[0] = 100`, and print x. Which line of your function sets the memory
    aside in which x could keep the old number?""",
    zh="""这个张量没有自己的内存，显示的就是数组里的数。调用的那一刻，谁也看不出它不是副本。等到有人往数组里写数，
    比如相机写入下一张照片，这个“副本”也就跟着变了。（只调用 `clone()`、却不留下返回值，同样没有用。）

    请用一个小数组 a 造出张量 x，再写 `a[0] = 100`，打印 x。要让 x 留住原来的数，总得有一块它自己的内存，
    你的函数里是哪一行准备了这块内存？""",
)
def copy_of_from_numpy_as_copy(a):
    return torch.from_numpy(a)


@mistake(
    "float32_always",
    of="copy_of",
    en="""Whatever the array holds, your tensor holds float32. For measurements in float64 that rounds, for the bytes of
    a photo it takes four times the memory, and for whole numbers above 16 million it loses the last digits, all of it
    without a word. (`torch.Tensor`, with a capital letter, always does that; so does a `.float()`.)

    Print `a.dtype` and the `.dtype` of your tensor for an array of bytes. Who asked for another one?""",
    zh="""不管数组里是什么，得到的张量一律是 float32。float64 的测量值被舍入了，照片里一个字节的数占了四倍的内存，
    超过一千六百万的整数丢了末几位，而且全都不声不响。（大写字母开头的 `torch.Tensor` 总是这样，`.float()` 也是。）

    请用一个字节数组试一试，打印 `a.dtype` 和所得张量的 `.dtype`。是哪里要求换成另一种 dtype 的？""",
)
def copy_of_float32_always(a):
    return torch.from_numpy(a.copy()).float()


@mistake(
    "through_list",
    of="copy_of",
    en="""On its way to the tensor the array became a list of plain Python numbers. That is a copy, true, but a list
    knows only "whole" and "with a decimal point", not how many bytes a number had; torch had to guess. It is also slow:
    a photo of 12 megapixels passes through Python number by number, 36 million times.

    Print `a.dtype` for an array of bytes, and the `.dtype` of your tensor. Which step forgot what the array knew?""",
    zh="""数组在变成张量的途中，先变成了由普通 Python 数组成的列表。这样确实是副本，但列表只分得清“整数”
    和“带小数点的数”，并不知道原来一个数占几个字节，torch 只好去猜。而且很慢：一张 1200 万像素的照片有 3600 万个数，
    要一个一个地经过 Python。

    请用一个字节数组试一试，打印 `a.dtype` 和所得张量的 `.dtype`。数组本来知道的事，是在哪一步忘掉的？""",
)
def copy_of_through_list(a):
    return torch.tensor(a.tolist())


@mistake(
    "mirrored_refused",
    of="copy_of",
    raises=r"stride in the given numpy array is negative",
    en="""NumPy mirrors an array without moving a number: `a[:, ::-1]` is the same memory, read backwards, with a step
    of minus one. Torch cannot read backwards, and refuses, even where it would only have to copy. So this waits for the
    day on which somebody turns a photo round.

    Print `a.strides` for a small array and for its mirror image. Torch's message ends with an advice; what would that
    do to the strides, and which copy would then be the one that the task asks for?""",
    zh="""NumPy 翻转数组时，一个数也不用挪：`a[:, ::-1]` 还是同一块内存，只是倒着读，步幅是负的。torch 不会倒着读，
    于是拒绝了，哪怕它只需要复制一份。所以这个问题会一直潜伏，直到有一天有人翻转了照片。

    请打印一个小数组和它翻转之后的 `a.strides`。torch 的报错信息末尾有一条建议：照它做了以后，步幅会变成什么样？
    到那时，题目要的那份副本又是哪一个？""",
)
def copy_of_mirrored_refused(a):
    return torch.tensor(a)


@mistake(
    "copy_as_window",
    of="window_on",
    en="""The numbers were copied when the tensor was made. From then on there are two of each: what is written on one
    side never arrives at the other. For a window the two need one memory, since nobody tells torch later that the array
    has changed.

    Make a tensor x from a small array a, write `a[0] = 100`, and print x. Which of the calls in your function sets new
    memory aside?""",
    zh="""创建张量的时候，数已经复制了一份。从那以后，每个数都有两份，写在这一边的，永远到不了另一边。要成为“窗口”，
    两者必须用同一块内存，因为数组后来变了，并不会有人去通知 torch。

    请用一个小数组 a 造出张量 x，再写 `a[0] = 100`，打印 x。你的函数里，是哪个调用申请了新的内存？""",
)
def window_on_copy_as_window(a):
    return torch.tensor(a)


@mistake(
    "converted_window",
    of="window_on",
    en="""The tensor has another dtype than the array. A number of another dtype takes other bytes, so torch cannot show
    the array's any more: it converts, and that needs new memory. If the array happens to be float32 already, there is
    nothing to convert, and the very same line gives a window. So it depends on the data whether this is one.

    Print `a.dtype` and the `.dtype` of your tensor for an array of bytes. Can one and the same byte be a uint8 and a
    quarter of a float32 at once?""",
    zh="""张量的 dtype 与数组不同。dtype 换了，同一个数的字节也就变了，torch 没法再直接显示数组里的字节，只能转换，
    而转换需要新的内存。要是数组恰好已经是 float32，就没有什么可转换的，同一行代码给出的又真是窗口。于是，
    它到底是不是窗口，竟要看数据。

    请用一个字节数组试一试，打印 `a.dtype` 和所得张量的 `.dtype`。同一个字节，能不能既是一个 uint8，
    又是一个 float32 的四分之一？""",
)
def window_on_converted_window(a):
    return torch.from_numpy(a).float()


@mistake(
    "tidied_first",
    of="window_on",
    en="""For an array that lies in memory in order this is a window, and for one that does not, it is a copy: a
    transposed array, or every other column. Functions that promise tidy memory (`ascontiguousarray`, `contiguous`,
    `reshape`) copy where they have to, and say nothing.

    Let a be a small array of two rows. Try your function on `a.T`, write `a[0, 0] = 100`, and print the tensor. Does a
    window need tidy memory at all?""",
    zh="""数组在内存里按次序存放时，这是窗口；不按次序时，比如转置过的数组，或者隔一列取一列，就成了副本。
    凡是保证内存整齐连续的函数（`ascontiguousarray`、`contiguous`、`reshape`），必要时都会复制，而且不作声。

    取一个两行的小数组 a，把 `a.T` 交给函数，再写 `a[0, 0] = 100`，打印张量。做一个窗口，真的需要内存连续吗？""",
)
def window_on_tidied_first(a):
    return torch.from_numpy(np.ascontiguousarray(a))


@mistake(
    "compares_values",
    of="shares_memory",
    en="""Your function compares numbers: it says whether the two look alike. Two copies look alike and have nothing to
    do with each other; a table and one of its rows look different and are the same memory. What counts is where the
    numbers lie.

    If x is written into, which of `x.clone()` and `x[0]` notices? What does your function say about these two
    pairs?""",
    zh="""函数比较的是数，也就是两个张量看上去一不一样。两个副本看上去一样，却互不相干；一张表和其中的一行看上去不同，
    却是同一块内存。要紧的是这些数放在哪里。

    往 x 里写数，`x.clone()` 和 `x[0]` 哪一个会跟着变？对这两对张量，你的函数各说了什么？""",
)
def shares_memory_compares_values(x, y):
    return torch.equal(x, y)


@mistake(
    "same_object",
    of="shares_memory",
    en="""Your function says True only if x and y are one and the same Python object. (`==` between two methods that
    were not called, like `x.data_ptr`, asks just that, too.) But each slice, each `.T`, each `view`
    is a new object: a small label that says where to read and in which steps. Many labels can be stuck on one memory,
    and that is what the task is about.

    Print `x is x.T`, then write into `x.T` and print x. Which of the two knew about the memory?""",
    zh="""只有当 x 和 y 是同一个 Python 对象时，函数才说 True。（两个没有加括号调用的方法，例如 `x.data_ptr`，
    用 `==` 比较，问的也正是这个。）可是每次切片、每个 `.T`、每个 `view` 都会产生新的对象，
    它好比一张小标签，写着从哪里开始读、步幅是多少。一块内存上可以贴许多张标签，题目问的正是这块内存。

    请打印 `x is x.T`，再往 `x.T` 里写一个数，然后打印 x。哪一种办法看出了内存是共享的？""",
)
def shares_memory_same_object(x, y):
    return x is y


@mistake(
    "data_ptr_compare",
    of="shares_memory",
    en="""`data_ptr()` is the address of a tensor's *first* number. `x[0]` begins where x begins, so the addresses
    agree; `x[1]` begins one row later, and they do not, although it is the same memory. With a view that starts in
    front the mistake never shows.

    Print `x.data_ptr()` and `x[1].data_ptr()`: by how many bytes do they differ, and why? Which thing do both tensors
    have in common, that begins at one place only?""",
    zh="""`data_ptr()` 是张量的*第一个*数的地址。`x[0]` 与 x 从同一处开始，地址相等；`x[1]` 从下一行开始，
    地址就不相等，尽管内存还是同一块。只拿从头开始的视图来试，这个错误永远看不出来。

    请打印 `x.data_ptr()` 和 `x[1].data_ptr()`：相差多少个字节？为什么？
    这两个张量共同拥有、而起点只有一个的，是什么？""",
)
def shares_memory_data_ptr_compare(x, y):
    return x.data_ptr() == y.data_ptr()


@mistake(
    "overlap_only",
    of="shares_memory",
    en="""Your function asks whether the two have a number in common. The first row and the last row of a table have
    none, and yet they lie in one storage: as long as one of them is alive, none of that memory is given back. The task
    asks for the storage.

    Print `x[0].untyped_storage().nbytes()` for x of 1000 rows. How much memory does that one row hold on to, and does
    the last row hold on to another one?""",
    zh="""函数问的是两个张量有没有公共的数。一张表的第一行和最后一行没有公共的数，却放在同一个存储区（storage）里：
    只要其中一个还在，整块内存就不会释放。题目问的是存储区。

    设 x 有 1000 行，请打印 `x[0].untyped_storage().nbytes()`。这一行占住了多少内存？最后一行占住的，是另一块吗？""",
)
def shares_memory_overlap_only(x, y):
    return np.shares_memory(x.detach().numpy(), y.detach().numpy())


@mistake(
    "zeros_drops_dtype",
    of="like_but_zero",
    en="""Only the shape was taken over from x. `zeros` then does what it does for everyone: float32. So zeros that are
    to be put beside whole numbers are no whole numbers, and zeros beside float64 have half the digits.

    Which three things should your tensor have in common with x? Print them for both.""",
    zh="""这里只沿用了 x 的形状。`zeros` 在没有别的交代时一律给出 float32。于是，要跟整数放在一起的零不是整数，
    要跟 float64 放在一起的零少了一半的位数。

    你的张量应该在哪三件事上与 x 相同？请把两边都打印出来对照。""",
)
def like_but_zero_zeros_drops_dtype(x):
    return torch.zeros(x.shape)


@mistake(
    "zeros_drops_device",
    of="like_but_zero",
    en="""Shape and dtype are those of x, but the zeros live in the computer's main memory, wherever x lives. On a
    laptop that is the same place. On the day x moves to a graphics card, the first sum of the two stops with "Expected
    all tensors to be on the same device".

    The check moved x to the device "meta", which every computer has. Print `x.to("meta").device` and the `.device` of
    your answer. Where does your line learn about the device?""",
    zh="""形状和 dtype 都与 x 相同，可是不管 x 在哪里，这些零总是放在计算机的主内存里。在笔记本电脑上，
    两处是同一个地方。等到有一天 x 搬到了显卡上，两者一相加就会报错：“Expected all tensors to be on the same device”。

    检查时把 x 移到了名为 meta 的设备上，每台计算机都有它。请打印 `x.to("meta").device` 和结果的 `.device`。
    你那一行是从哪里得知设备的？""",
)
def like_but_zero_zeros_drops_device(x):
    return torch.zeros(x.shape, dtype=x.dtype)


@mistake(
    "zeroed_in_place",
    of="like_but_zero",
    en="""The zeros were written into x itself, so the caller's numbers are gone. That is what sharing means: x in your
    function is no copy, it is the caller's tensor under another name. A name that ends in an underscore, like `zero_`,
    and `x[...] = 0` both write into it.

    Print x before and after a call of your function. Which line makes the memory into which the zeros could go
    instead?""",
    zh="""零直接写进了 x，调用者手里的数就这样没了。这正是共享的含义：函数里的 x 不是副本，
    而是调用者的张量换了个名字。名字以下划线结尾的函数（如 `zero_`），还有 `x[...] = 0`，都会往里面写。

    请在调用函数前后各打印一次 x。零本该写到另一块内存里去，准备这块内存的是哪一行？""",
)
def like_but_zero_zeroed_in_place(x):
    return x.zero_()


@mistake(
    "times_zero",
    of="like_but_zero",
    en="""Your zeros are worked out from the numbers of x. In arithmetic that is sound; a computer has numbers for which
    it is not: nan ("no number here", a missing measurement) and inf. Nan times anything is nan, and inf minus inf is
    nan.

    Print `torch.tensor([2, float("nan")]) * 0`. Does the answer to "zeros in this shape" have to look at the numbers at
    all?""",
    zh="""这些零是拿 x 里的数算出来的。在数学里没有问题，可计算机里有些数不守规矩：nan（“这里没有数”，
    例如缺失的测量值）和 inf。nan 乘什么都还是 nan，inf 减 inf 也是 nan。

    请打印 `torch.tensor([2, float("nan")]) * 0`。要的只是“这个形状的零”，真的需要去看里面的数吗？""",
)
def like_but_zero_times_zero(x):
    return x * 0


@mistake(
    "capital_tensor",
    of="like_but_zero",
    en="""Memory was set aside for the right lengths, and nothing was written into it. `torch.Tensor`, with a capital
    letter, does that, and so does `torch.empty`. You see what the memory's last user left there. Often that is 0, and
    the line looks right; the checks make sure that it is not. Besides, what they make is float32 if nobody says
    otherwise.

    Print `torch.Tensor(3)` and `torch.tensor(3)`. Which of them holds the number that you wrote down, and what does the
    other one take it for?""",
    zh="""这里按正确的长度申请了内存，却什么也没有往里写。大写字母开头的 `torch.Tensor` 就是这样，`torch.empty` 也是。
    看到的是这块内存上一个使用者留下的东西。那常常碰巧是 0，于是这一行看上去是对的；检查程序则保证它不是 0。此外，
    只要没有另外交代，它们造出来的都是 float32。

    请打印 `torch.Tensor(3)` 和 `torch.tensor(3)`。哪一个装着你写下的数？另一个把这个数当成了什么？""",
)
def like_but_zero_capital_tensor(x):
    return torch.Tensor(*x.shape)


@mistake(
    "never_filled",
    of="like_but_zero",
    en="""Shape and dtype are right, but nobody has written the zeros. An "empty" tensor is memory that was set aside,
    with whatever its last user left there. Fresh from the operating system that is 0, so this passes when you try it
    out, and fails in the middle of a long program. The checks fill such memory on purpose.

    Which line of your function writes into the new tensor?""",
    zh="""形状和 dtype 都对，可是没有谁把零写进去。所谓“空”（empty）的张量，只是申请来的一块内存，
    里面是上一个使用者留下的东西。刚从操作系统领来的内存恰好是 0，所以自己试的时候没有问题，在长长的程序中间却会出错。
    检查程序会特意把这样的内存填上别的数。

    函数里的哪一行往新张量里写了数？""",
)
def like_but_zero_never_filled(x):
    return torch.empty_like(x)


@mistake(
    "counts_elements",
    of="count_bytes",
    en="""This is how many numbers there are. It is the number of bytes only where each number takes one, as in a photo
    of uint8. A float64 takes more.

    Print `x.dtype` and `x.element_size()` for a few tensors. What do you have to do with the two counts, so that bytes
    come out?""",
    zh="""得到的是数的个数。只有每个数恰好占一个字节时（例如 uint8 的照片），它才等于字节数；
    一个 float64 占的就不止一个字节。

    请对几个不同的张量打印 `x.dtype` 和 `x.element_size()`。要得出字节数，这两个数该怎么结合起来？""",
)
def count_bytes_counts_elements(x):
    return x.numel()


@mistake(
    "always_four",
    of="count_bytes",
    en="""You took four bytes for each number. That is the size of a float32, torch's favourite, and so it is right on
    most tensors that one meets at first. A float64 has twice as many, a byte of a photo a quarter.

    Which part of a dtype's name (float32, float64, int64, uint8) tells its size, and in which unit? Who could tell your
    function?""",
    zh="""这里给每个数都算了四个字节。那是 float32 的大小，torch 最常用的就是它，所以在起初遇到的大多数张量上都对。
    可是 float64 是它的两倍，照片里的一个字节只有它的四分之一。

    dtype 的名字（float32、float64、int64、uint8）里，哪一部分说明了大小？单位是什么？函数可以从谁那里得知？""",
)
def count_bytes_always_four(x):
    return x.numel() * 4


@mistake(
    "first_axis_only",
    of="count_bytes",
    en="""Only the first axis was counted: `len(x)` of a table is how many rows it has, not how many numbers. For a
    tensor with one axis the two agree.

    Print `len(x)` and `x.shape` for a tensor of 2 rows with 3 numbers. How do you get from the shape to the count of
    all numbers?""",
    zh="""这里只数了第一个轴：对一张表来说，`len(x)` 是行数，而不是数的个数。只有一个轴时，两者才相等。

    请对一个 2 行、每行 3 个数的张量打印 `len(x)` 和 `x.shape`。怎样从形状得到全部数的个数？""",
)
def count_bytes_first_axis_only(x):
    return len(x) * x.element_size()


@mistake(
    "whole_storage",
    of="count_bytes",
    en="""You counted the whole storage, also those parts of it that x does not show. A row of a large table lives in
    the memory of the table, and the task asks for the row's own numbers. (For the question "why is my memory full?"
    your number is the more interesting one.)

    Print your answer for x and for `x[1:]`. What should happen to it if a row is left out?""",
    zh="""这里数的是整个存储区（storage），x 没有显示的部分也算进去了。大表中的一行就放在大表的内存里，
    而题目问的只是这一行自己的数。（要是想弄清“内存怎么满了”，你这个数反倒更有意思。）

    请对 x 和 `x[1:]` 各打印一次结果。少了一行，结果应该怎样变？""",
)
def count_bytes_whole_storage(x):
    return x.untyped_storage().nbytes()


@mistake(
    "bits_not_bytes",
    of="count_bytes",
    en="""These are bits. The 64 in float64 counts bits, and so does everything that is called `bits`; memory is counted
    in bytes, of eight bits each.

    How many bytes has one float64? Print `x.element_size()`, and compare it with the number in the dtype's name.""",
    zh="""得到的是位数（bit）。float64 里的 64 说的是位，凡是叫 `bits` 的也都是位；而内存是按字节（byte）算的，
    一个字节有八位。

    一个 float64 占几个字节？请打印 `x.element_size()`，再与 dtype 名字里的数比一比。""",
)
def count_bytes_bits_not_bytes(x):
    return x.numel() * x.element_size() * 8


@mistake(
    "getsizeof",
    of="count_bytes",
    en="""`sys.getsizeof` weighs the label and not the box: the small Python object that says where the numbers are and
    which shape they have. It does not follow that note into torch's memory, so a large tensor weighs as much as a small
    one.

    Print what you get for `torch.zeros(2)` and for `torch.zeros(2000)`. What of these two should make a difference?""",
    zh="""`sys.getsizeof` 称的是标签，不是箱子：它量的只是那个小小的 Python 对象，上面记着数放在哪里、是什么形状。
    它不会顺着标签找到 torch 的内存里去，所以大张量和小张量一样“重”。

    请对 `torch.zeros(2)` 和 `torch.zeros(2000)` 各打印一次结果。这两个张量，本该在哪里显出差别？""",
)
def count_bytes_getsizeof(x):
    return sys.getsizeof(x)


@mistake(
    "through_numpy",
    of="count_bytes",
    raises=r"requires grad",
    en="""The way leads through a NumPy array, and torch refuses to give one away for a tensor that tracks gradients:
    what NumPy writes into the shared memory, torch would not notice. The weights of every network are such tensors, so
    this line stops just where counting bytes becomes interesting.

    Is there anything about the bytes that only the array knows? Print `x.dtype` and `x.shape`: what is missing?""",
    zh="""这里绕道 NumPy 数组，而对正在记录梯度的张量，torch 不肯交出数组：NumPy 往共享的内存里写了什么，
    torch 是察觉不到的。网络的权重全都是这样的张量，所以恰恰在最需要数字节的地方，这一行会停下来。

    关于字节，有什么是只有数组才知道的吗？请打印 `x.dtype` 和 `x.shape`，看看还缺什么。""",
)
def count_bytes_through_numpy(x):
    return x.numpy().nbytes
