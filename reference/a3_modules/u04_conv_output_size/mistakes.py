"""a3/u04 Convolution: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"tensor (a )?\\(0\\)"`: torch's words for an empty window, whichever way the picture was to be put into it.
`raises=r"must match|broadcast"`: torch's words for two lengths that clash, whichever operation met them.
`raises=r"cannot be multiplied"`: torch's words for a linear layer that gets another number of features than it has.
"""

import math

import torch.nn.functional as F
from torch import nn

from autograder import mistake


@mistake(
    "forgot_plus_one",
    of="out_size",
    en="""One place is missing everywhere. Your formula counts the moves of the window; the place at which it stands
    before the first move belongs to the answer as well. It is the same with fence posts and the gaps between them.

    Draw five pixels in a row and a window of five. How often can the window move, at how many places has it stood, and
    what does your function say?""",
    zh="""每次都少算了一个位置。公式数的是窗口移动了几次，而窗口还没移动时所在的那个位置也要算进去。
    这和种树一样：树的棵数与间隔的个数并不相等。

    画一排 5 个像素，再画一个宽为 5 的窗口。窗口能移动几次？它一共停过几个位置？你的函数给出的又是几？""",
)
def out_size_forgot_plus_one(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1) - 1) // s


@mistake(
    "plus_one_inside",
    of="out_size",
    en="""For stride 1 this is right, and for larger strides one place is missing now and then. The 1 was added before
    the division, so it is divided by the stride as well: it counts as one more pixel, not as one more place.

    Take nine pixels, a window of three and stride 2, and mark on paper where the window starts. Which of these places
    does your formula not count: one in the middle, or the one before any move?""",
    zh="""步幅为 1 时是对的，步幅更大时却时不时少一个位置。1 是在做除法之前加的，也跟着被步幅除了：
    这样一来，它代表的是多一个像素，而不是多一个位置。

    取 9 个像素，窗口宽 3，步幅 2，在纸上标出窗口每次从哪里开始。公式漏掉的是哪一个：中间的某个，
    还是移动之前的那个？""",
)
def out_size_plus_one_inside(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1)) // s


@mistake(
    "rounds_up",
    of="out_size",
    en="""Where the stride does not come out even, the division was rounded up. That counts a place at which the window
    would hang over the end of the row, with pixels below it that do not exist.

    Draw eight pixels and let a window of three jump by three. How many pixels are left over after the last jump, and is
    that enough for one more window?""",
    zh="""步幅除不尽的时候，这里把结果往上取整了。于是多算了一个位置：窗口放到那里，会伸到这一排的外面，
    盖住并不存在的像素。

    画 8 个像素，让宽为 3 的窗口每次跳 3 格。最后一跳之后还剩几个像素？够不够再放一个窗口？""",
)
def out_size_rounds_up(n, k, s=1, p=0, d=1):
    return math.ceil((n + 2 * p - d * (k - 1) - 1) / s) + 1


@mistake(
    "padding_once",
    of="out_size",
    en="""The padding was added to the row once. But p zeros are put at each end, at the left and at the right, and a
    window may stand over both.

    Write down a row of five pixels with one zero at each end. How many numbers are in it, and how many does your
    formula start from?""",
    zh="""填充只加了一次。其实两端都要各添 p 个零，左边有，右边也有，窗口在哪一边都可以盖住它们。

    写出一排 5 个像素，两端各添一个零。现在一共有几个数？公式里用的又是几？""",
)
def out_size_padding_once(n, k, s=1, p=0, d=1):
    return (n + p - d * (k - 1) - 1) // s + 1


@mistake(
    "flipped_kernel",
    of="conv2d",
    en="""The kernel was turned by half a turn before it was laid on the picture. That is what mathematics and signal
    processing call a convolution. The layer of that name in a neural network does not turn anything, and weights that
    were learnt with it point the wrong way in your function. A kernel that looks the same upside down hides it.

    Lay the kernel (1, 10) on the pixels 1 and 2 by hand. Which pixel meets the 10, and which one does in your
    function?""",
    zh="""卷积核在放到图像上之前被旋转了半圈。数学和信号处理里所说的“卷积”确实如此，可神经网络里叫这个名字的层
    并不旋转任何东西；用它学到的权重，到了你的函数里方向就反了。如果卷积核倒过来看还是一样，就看不出这个问题。

    把卷积核 (1, 10) 放到像素 1 和 2 上，动手算一算。与 10 相乘的是哪个像素？在你的函数里又是哪个？""",
)
def conv2d_flipped_kernel(x, w, b, stride=1, padding=0):
    return F.conv2d(x, w.flip(-1, -2), b, stride, padding)


@mistake(
    "no_channel_sum",
    of="conv2d",
    en="""Only the first channel of the picture was looked at. With grey pictures nobody notices. But a kernel is as
    thick as the picture: it has a sheet for each channel, lies on all of them at once, and the products of all sheets
    go into one sum.

    Print `x.shape` and `w.shape` for a picture of two channels. Which axis do the two have in common, and in which line
    of your function is it added up?""",
    zh="""图像只用到了第一个通道。灰度图像只有一个通道，所以平时看不出来。其实图像有几个通道，卷积核就有几层，
    它同时盖在所有通道上，各层的乘积要全部加到同一个和里。

    取一幅两个通道的图像，打印 `x.shape` 和 `w.shape`。两者共有的是哪个轴？你的函数里，是哪一行沿着这个轴求和的？""",
)
def conv2d_no_channel_sum(x, w, b, stride=1, padding=0):
    return F.conv2d(x[:, :1], w[:, :1], b, stride, padding)


@mistake(
    "bias_on_wrong_axis",
    of="conv2d",
    raises=r"must match|broadcast",
    en="""The bias was added as it is, (O,), and torch lines shapes up at the right: its numbers went to the columns of
    the picture instead of the kernels. Torch complains only if the width that comes out differs from O. Where the two
    happen to be equal, each column silently gets another bias.

    Write (B, O, h, w) on one line and (O,) below it, flush right. Below which letter does the O stand, and what would
    have to stand behind it?""",
    zh="""偏置的形状是 (O,)，这里直接拿来相加了。torch 靠右对齐形状，所以这些数加到了图像的各列上，
    而不是各个卷积核的结果上。只有输出的宽度不等于 O 时，torch 才会报错；若恰好相等，
    就会不声不响地给每一列加上不同的偏置。

    把 (B, O, h, w) 写在上一行，把 (O,) 写在下一行，靠右对齐。O 落在哪个字母下面？它的后面还得添上什么？""",
)
def conv2d_bias_on_wrong_axis(x, w, b, stride=1, padding=0):
    y = F.conv2d(x, w, None, stride, padding)
    return y if b is None else y + b


@mistake(
    "slice_to_minus_zero",
    of="conv2d",
    raises=r"tensor (a )?\(0\)",
    en="""The picture was to be laid into the middle of a larger sheet of zeros, from `padding` to `-padding`. Without
    padding this says "from 0 to -0". Python knows no -0: it is 0, the beginning, and a slice that ends where it begins
    is empty. The picture has nowhere to go.

    Print `list(range(5))[1:-1]` and `list(range(5))[0:-0]`. How else could you say where the picture ends, if you know
    where it begins and how long it is?""",
    zh="""这里要把图像放到一张更大的、全是零的纸中间，从 `padding` 到 `-padding`。不填充的时候，就成了“从 0 到 -0”。
    Python 里没有 -0，它就是 0，也就是开头；切片的终点与起点相同，结果就是空的，图像无处可放。

    请打印 `list(range(5))[1:-1]` 和 `list(range(5))[0:-0]`。已经知道图像从哪里开始、有多长，
    它的终点还可以怎么写？""",
)
def conv2d_slice_to_minus_zero(x, w, b, stride=1, padding=0):
    batch, c, h, width = x.shape
    sheet = x.new_zeros(batch, c, h + 2 * padding, width + 2 * padding)
    sheet[:, :, padding:-padding, padding:-padding] = x
    return F.conv2d(sheet, w, b, stride)


@mistake(
    "pool_pads_zero",
    of="max_pool2d",
    en="""Somewhere a 0 took part in the comparison, for example as the first "largest so far". Where all numbers of a
    tile are negative, this 0 wins, although it is nowhere in the picture. Behind a ReLU nothing is negative, and so it
    can go unnoticed for a long time.

    What is the largest of -5, -6, -7 and -8, and what does your function say? With what would a search for the largest
    have to start, so that any number beats it?""",
    zh="""比较的时候混进了一个 0，比如把它当作“目前最大的数”的初始值。要是一块里的数全是负的，这个 0 就赢了，
    可图像里根本没有它。ReLU 之后没有负数，所以这个问题可能很久都发现不了。

    -5、-6、-7、-8 中最大的是哪个？你的函数给出的是什么？要找最大的数，初始值应该是什么样的，
    才能保证任何数都赢得了它？""",
)
def max_pool2d_pool_pads_zero(x, k):
    return F.max_pool2d(x, k).clamp(min=0)


@mistake(
    "pool_stride_one",
    of="shape_walk",
    en="""After a pool the shape is only a little smaller. So the window was moved by one pixel, as that of a
    convolution usually is, and the tiles overlap. The tiles of `max_pool2d` lie side by side. (`out_size` takes stride
    1 where you do not say another one.)

    Draw a row of eight pixels and tiles of two. Where does each tile begin, and by how many pixels are these places
    apart?""",
    zh="""池化之后，尺寸只小了一点点。也就是说，窗口像卷积那样每次只移动一个像素，各块之间有重叠。
    而 `max_pool2d` 的各块是一块挨着一块的。（调用 `out_size` 时不指定步幅，就按 1 算。）

    画一排 8 个像素，每块两个。每一块从哪里开始？相邻两块的起点相隔几个像素？""",
)
def shape_walk_pool_stride_one(layers, chw):
    shape = tuple(chw)
    shapes = []
    for layer in layers:
        if layer["kind"] == "conv":
            size = [(n + 2 * layer["p"] - layer["k"]) // layer["s"] + 1 for n in shape[1:]]
            shape = (layer["out"], *size)
        elif layer["kind"] == "pool":
            shape = (shape[0], *(n - layer["k"] + 1 for n in shape[1:]))
        elif layer["kind"] == "flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "linear":
            shape = (layer["out"],)
        shapes.append(shape)
    return shapes


@mistake(
    "wrong_flatten",
    of="SmallCNN",
    raises=r"cannot be multiplied",
    en="""The last layer expects a certain number of features for each photo, and got another one. Torch's message names
    both: behind the first x what came in, before the second x what `head` was made for. Take the first one apart. It is
    channels times height times width of what was flattened: a convolution without padding loses the edges of the
    sheets, a forgotten pool leaves them too large, and if the batch was flattened along with the rest, the number of
    photos is in it as well.

    Print `x.shape` in the line before the flatten, and go through the table in the docstring from top to bottom. After
    which layer is your shape not the one written there?""",
    zh="""最后一层对每张照片要求固定个数的特征，来的却是另一个数。torch 的报错里两个数都有：第一个 x 后面的是送进来的，
    第二个 x 前面的是 `head` 所要求的。请把前一个数拆开看看，它等于展平之前的通道数乘以高乘以宽：
    卷积没有填充，每张特征图的边缘就会少一圈；漏掉一次池化，尺寸就会偏大；如果连批量的轴也一起展平了，照片的张数也会乘进去。

    在展平的前一行打印 `x.shape`，再从上到下对照 docstring 里的那张表。从哪一层之后开始，形状与表里写的不一样？""",
)
class SmallCNNWrongFlatten(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3)
        self.conv2 = nn.Conv2d(8, 16, 3)
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.head(x.flatten(1))


@mistake(
    "relu_missing",
    of="SmallCNN",
    en="""Negative numbers pass on to the next layer, as if there were no ReLU. All shapes are right, and the network
    even learns, only less: without it, much of what two convolutions do could be done by one. (A line that calls
    `F.relu(x)` and keeps nothing of it leaves x as it is, and a ReLU that was made in `__init__` does nothing until
    `forward` uses it.)

    Print `x.min()` where the second convolution begins. Can this number be negative behind a ReLU?""",
    zh="""负数照样传到了下一层，就好像没有 ReLU 一样。形状全都对，网络甚至也能学习，只是学得差一些：
    少了 ReLU，两个卷积能做的事，一个卷积大半也能做到。（只写一行 `F.relu(x)` 却不留下返回值，x 不会变；
    在 `__init__` 里创建了 ReLU，`forward` 里却没有用到，也不起作用。）

    在第二个卷积之前打印 `x.min()`。经过 ReLU 之后，它可能是负数吗？""",
)
class SmallCNNReluMissing(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = F.max_pool2d(self.conv1(x), 2)
        x = F.max_pool2d(self.conv2(x), 2)
        return self.head(x.flatten(1))


@mistake(
    "first_relu_missing",
    of="SmallCNN",
    en="""Behind the first convolution negative numbers pass on to the second one, as if there were no ReLU; behind the
    second one they are stopped. All shapes are right.

    Print `x.min()` where the second convolution begins. Can this number be negative behind a ReLU?""",
    zh="""第一个卷积之后，负数照样传给了第二个卷积，就好像那里没有 ReLU；第二个卷积之后，负数倒是被挡住了。形状全都对。

    请在第二个卷积开始之前打印 `x.min()`。经过 ReLU 之后，这个数还可能是负的吗？""",
)
class SmallCNNFirstReluMissing(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = F.max_pool2d(self.conv1(x), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.head(x.flatten(1))


@mistake(
    "second_relu_missing",
    of="SmallCNN",
    en="""Behind the first convolution negative numbers are stopped; behind the second one they pass on to `head`, as if
    there were no ReLU. All shapes are right.

    Print `x.min()` in the line before the flatten. Can this number be negative behind a ReLU?""",
    zh="""第一个卷积之后，负数被挡住了；第二个卷积之后，它们却照样传给了 `head`，就好像那里没有 ReLU。形状全都对。

    请在展平的前一行打印 `x.min()`。经过 ReLU 之后，这个数还可能是负的吗？""",
)
class SmallCNNSecondReluMissing(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(self.conv2(x), 2)
        return self.head(x.flatten(1))
