"""a1/u10 From picture to tensor: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"numpy\\(\\)"`: torch's words where NumPy is to read a tensor whose gradients are tracked.
"""

import numpy as np
import torch

from autograder import mistake


@mistake(
    "reshape_not_permute",
    of="to_chw",
    en="""The shape is right, the picture is not. `reshape` never moves a number: it filled the red sheet with the first
    third of the bytes, which are the top rows of the picture, red, green and blue by turns. What should happen is that
    an axis goes to another place.

    Print the first row of pixels, `img[0]`, and the first row of your red sheet, `to_chw(img)[0, 0]`. Which colour do
    neighbours in the second one belong to?""",
    zh="""形状是对的，图像却不对。`reshape` 不会挪动任何一个数：它拿全部字节的前三分之一填满了红色那一层，
    而那其实是图像最上面的几行，红、绿、蓝轮流出现。这里需要的是把一个轴换到别的位置。

    请打印第一行像素 `img[0]`，再打印红色那一层的第一行 `to_chw(img)[0, 0]`。后者里相邻的数，各属于哪种颜色？""",
)
def to_chw_reshape_not_permute(img):
    return torch.tensor(img.copy()).reshape(3, img.shape[0], img.shape[1]).float() / 255


@mistake(
    "transpose_02",
    of="to_chw",
    en="""The channels are in front, but height and width changed places on the way ({result}): the picture lies on its
    side and is mirrored. `transpose` swaps two axes, so what comes to the front has to send something to the back. A
    square picture keeps its shape and hides it.

    The three axes of img stand for height, width, colour. In which order do they have to stand afterwards, and how many
    of the three change their place?""",
    zh="""通道轴确实到了最前面，可高和宽也顺带对调了（结果是{result}）：图像横躺着，还左右翻了个面。
    `transpose` 只是对调两个轴，把一个换到前面，就必然把另一个换到后面。图像是正方形时，光看形状看不出来。

    img 的三个轴依次是高、宽、颜色。换完之后应该是什么次序？三个轴里，有几个换了位置？""",
)
def to_chw_transpose_02(img):
    return torch.from_numpy(img.copy()).transpose(0, 2).float() / 255


@mistake(
    "channels_still_last",
    of="to_chw",
    en="""The numbers are right, but the colours still stand behind the width ({result}), as NumPy, PIL and OpenCV keep
    them. A torch layer would take the height for the channels.

    Read the three lengths of your answer aloud as channels, height, width. How many colours has the picture then?""",
    zh="""数值是对的，可颜色仍然排在宽的后面（结果是{result}），这是 NumPy、PIL、OpenCV 的排法。
    torch 的层会把高当成通道数。

    请把结果的三个长度依次读作通道、高、宽。这样读来，图像有几种颜色？""",
)
def to_chw_channels_still_last(img):
    return torch.from_numpy(img.copy()).float() / 255


@mistake(
    "divides_twice",
    of="to_chw",
    en="""The picture is nearly black: the brightness was brought from 0..255 to 0..1, and then divided by 255 a second
    time. It happens where two places both feel responsible, such as a line of your own behind torchvision's `ToTensor`,
    which divides already.

    Print the largest number after each of your lines. Which of them found numbers that did not need it any more?""",
    zh="""图像几乎全黑：亮度已经从 0..255 变到了 0..1，随后又除了一次 255。如果有两个地方都以为该由自己来除，
    就会这样，例如 torchvision 的 `ToTensor` 已经除过了，后面自己又写了一行。

    请在每一行之后打印最大的数。到了哪一行，其实已经不需要再除了？""",
)
def to_chw_divides_twice(img):
    return torch.from_numpy(img.copy()).permute(2, 0, 1).float() / 255 / 255


@mistake(
    "not_divided",
    of="to_chw",
    en="""The numbers are floats now, but they still run from 0 to 255. A change of dtype writes the same numbers in
    another way; it does not change the scale.

    What does your function make of a white pixel, and what should it make of it?""",
    zh="""数已经是浮点数了，可范围仍然是 0 到 255。转换 dtype 只是换一种方式存同样的数，不会改变刻度。

    一个白色像素经过你的函数变成了什么？它应该变成什么？""",
)
def to_chw_not_divided(img):
    return torch.from_numpy(img.copy()).permute(2, 0, 1).float()


@mistake(
    "max_of_picture",
    of="to_chw",
    en="""The picture was divided by its own brightest number, so every picture comes out equally bright: a photo taken
    at dusk looks like one taken at noon. With a white pixel in it there is no difference, which is why this is seldom
    noticed.

    Two photos of one scene, the second with half the light: what should the two tensors have to do with each other, and
    what do yours?""",
    zh="""这里除以的是图像里最大的那个数，于是每张图像都变得一样亮：黄昏时拍的照片，看上去像是正午拍的。
    只要图像里有一个白色像素，结果就没有差别，所以这个错误很少被发现。

    同一个场景拍两张，第二张的光线只有一半。得到的两个张量之间应该是什么关系？你的函数给出的呢？""",
)
def to_chw_max_of_picture(img):
    return torch.from_numpy(img.copy()).permute(2, 0, 1).float() / int(img.max())


@mistake(
    "divides_by_256",
    of="to_chw",
    en="""There are 256 different bytes, but the largest of them is not 256. Divided by the number of steps, white comes
    out a little darker than white.

    Which byte stands for a channel at its brightest, and what do you get for it?""",
    zh="""字节一共有 256 种，可最大的一个并不是 256。除以种数的话，白色就会比白色暗一点点。

    一个通道最亮时，对应的是哪个字节？它在你的结果里是多少？""",
)
def to_chw_divides_by_256(img):
    return torch.from_numpy(img.copy()).permute(2, 0, 1).float() / 256


@mistake(
    "floor_division",
    of="to_chw",
    en="""Nearly everything is black. A whole number divided with `//`, or turned back into a whole number after the
    division, keeps nothing of what stands behind the point; only the brightest byte is left.

    Which dtype do your numbers have just before and just after the division?""",
    zh="""几乎全黑了。用 `//` 做整除，或者除完又转换回整数，小数点后面的部分就全丢了，只剩下最亮的那个字节。

    请看除法之前和之后，数的 dtype 各是什么？""",
)
def to_chw_floor_division(img):
    return (torch.from_numpy(img.copy()).permute(2, 0, 1) // 255).float()


def _same(answer, wrong):
    """Whether an answer, which may be anything, is this wrong one."""
    alike = isinstance(answer, torch.Tensor) and (answer.shape, answer.dtype) == (wrong.shape, wrong.dtype)
    return alike and torch.allclose(answer, wrong)


def _centred(img, steps, shift=0.0):
    """What comes of subtracting 128 from bytes, then dividing by `steps` and adding `shift`."""
    return (torch.from_numpy(img.copy()).permute(2, 0, 1) - 128) / steps + shift


def _wrapped(calls):
    """Whether the answers of to_chw are what one of the usual scales makes of bytes that wrapped around."""
    scales = ((255, 0), (255, 0.5), (128, 0), (127.5, 0), (127, 0))
    return any(all(_same(call.value, _centred(call.args[0], *scale)) for call in calls) for scale in scales)


@mistake(
    "uint8_wraps",
    of="to_chw",
    matches=_wrapped,
    en="""Something was subtracted while the numbers were still bytes. A byte cannot be negative: below 0 it starts
    again at 255, as an old milometer does, and dark pixels come out bright. (Centring on 0 is a step of its own; here
    the scale is 0 to 1.)

    What does `np.array([10], dtype=np.uint8) - 20` print? At which of your lines do the numbers stop being bytes, and
    at which do you subtract?""",
    zh="""在数还是字节的时候，就减去了什么。字节不能是负数：小于 0 就从 255 重新往下数，像老式里程表那样转了一圈，
    于是暗的像素反而亮了。（让数以 0 为中心是另一回事，这里要的刻度是 0 到 1。）

    `np.array([10], dtype=np.uint8) - 20` 会打印什么？你的代码从哪一行起，数不再是字节？减法又写在哪一行？""",
)
def to_chw_uint8_wraps(img):
    return _centred(img, 255)


@mistake(
    "still_float64",
    of="to_chw",
    en="""The numbers are right, but each takes 8 bytes ({result}). NumPy divides in float64 unless told otherwise, and
    `torch.from_numpy` keeps what it gets. The weights of a network are float32, and a layer refuses to mix the two.

    Print the dtype after each of your lines. Which one made it float64?""",
    zh="""数值是对的，可每个数占了 8 个字节（结果是{result}）。NumPy 做除法默认得到 float64，
    而 `torch.from_numpy` 会原样保留。网络的权重是 float32，层不肯把两者混在一起算。

    请在每一行之后打印 dtype。是哪一行把它变成了 float64？""",
)
def to_chw_still_float64(img):
    return torch.from_numpy((img / 255).transpose(2, 0, 1).copy())


@mistake(
    "red_and_blue_swapped",
    of="to_chw",
    en="""Red and blue changed places: skin turns blue, and the sky orange. Code written for OpenCV reverses the
    channels, since OpenCV hands out blue, green, red. Here img comes in the order in which nearly all others keep it.

    Make a picture of one pixel, purely red, and look at your three sheets. Which of them is bright?""",
    zh="""红和蓝对调了：皮肤发蓝，天空发橙。为 OpenCV 写的代码会把通道倒过来，因为 OpenCV 给出的次序是蓝、绿、红。
    而这里的 img，用的是其他软件几乎都采用的次序。

    请做一张只有一个纯红像素的图像，看看得到的三层。亮的是哪一层？""",
)
def to_chw_red_and_blue_swapped(img):
    return torch.from_numpy(img[:, :, ::-1].copy()).permute(2, 0, 1).float() / 255


@mistake(
    "negative_stride",
    of="to_chw",
    raises=r"stride",
    en="""The picture was mirrored with a slice such as `img[:, ::-1]`. NumPy does not move a byte for that; it notes
    that the row is to be read backwards, with a negative stride. Torch shares the array's memory and cannot read
    backwards.

    Torch's message says in its brackets what helps. Whose memory does your tensor use then, and does anything in the
    task forbid that?""",
    zh="""这张图像是用 `img[:, ::-1]` 这样的切片翻转的。NumPy 并没有挪动字节，只是记下“这一行要倒着读”，
    也就是步幅为负。torch 与数组共享内存，却不会倒着读。

    torch 的报错信息末尾，括号里写着怎么办。那样一来，张量用的是谁的内存？题目里有什么不允许这样做吗？""",
)
def to_chw_negative_stride(img):
    return torch.from_numpy(img).permute(2, 0, 1).float() / 255


@mistake(
    "no_clip",
    of="to_hwc_uint8",
    en="""What lies outside the scale was turned into a byte as it is, and a byte that is too large starts again at 0:
    what should be brighter than white comes out as a dark speck, and what should be black as a bright one. Clipping
    after the change to bytes is too late, since by then every number lies within the range.

    Hand in a pixel a little brighter than white. Which number do you have before the change to uint8, and which after
    it?""",
    zh="""超出范围的数原样转成了字节。字节装不下太大的数，会从 0 重新数起：本该比白还亮的地方成了暗点，
    本该是黑的地方反而发亮。转成字节之后再截断已经晚了，那时每个数都已落在范围之内。

    请用一个比白色稍亮一点的像素试一试。转成 uint8 之前是多少？之后又是多少？""",
)
def to_hwc_uint8_no_clip(x):
    return (x.detach() * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()


@mistake(
    "truncates",
    of="to_hwc_uint8",
    en="""Many bytes are one too small. Turning a float into a whole number cuts off what stands behind the point, so
    nearly everything gets a trace darker; the nearest byte is often the one above.

    Which byte is nearest to three quarters of the way from 101 to 102, and which one do you get?""",
    zh="""许多字节都小了 1。把浮点数转换成整数时，小数部分直接丢掉，于是几乎处处都暗了一点点；
    而最接近的字节，往往是上面那一个。

    从 101 到 102 走了四分之三，最接近的字节是哪个？你得到的又是哪个？""",
)
def to_hwc_uint8_truncates(x):
    return (x.detach().clamp(0, 1) * 255).to(torch.uint8).permute(1, 2, 0).numpy()


@mistake(
    "same_order_again",
    of="to_hwc_uint8",
    en="""The axes were put into the order that turns a picture into a tensor, once more. But three axes moved round by
    one place need two more such moves to be back: what came back ({result}) has the width in front.

    Write C, H, W in a row, and H, W, C below it. At which place of the upper row stands what is wanted first, second,
    third?""",
    zh="""这里又用了一遍“图像变张量”时的轴的次序。可是三个轴轮换了一位之后，还得再轮换两次才能复原。
    现在返回的结果（{result}）里，最前面的是宽。

    请写一行 C、H、W，在下面写一行 H、W、C。想要的第一、第二、第三个，分别在上面那一行的第几个位置？""",
)
def to_hwc_uint8_same_order_again(x):
    return (x.detach().clamp(0, 1) * 255).round().to(torch.uint8).permute(2, 0, 1).numpy()


@mistake(
    "width_first",
    of="to_hwc_uint8",
    en="""The channels are behind, but the width stands before the height ({result}): the picture lies on its side. A
    swap of the first axis and the last one leaves the middle one where it is.

    Which axis of x is in the middle, and which one should be in the middle of the answer?""",
    zh="""通道到了最后，可宽却排在高的前面（结果是{result}）：图像横躺了下来。对调第一个轴和最后一个轴，
    中间那个轴就留在了原处。

    x 中间的轴是哪一个？结果中间的轴又应该是哪一个？""",
)
def to_hwc_uint8_width_first(x):
    return (x.detach().clamp(0, 1) * 255).round().to(torch.uint8).permute(2, 1, 0).numpy()


@mistake(
    "reshaped_back",
    of="to_hwc_uint8",
    en="""The shape is right, but a pixel is made of three neighbours of one sheet, so the colours are gone and the
    picture appears three times, small and grey. `reshape` breaks the lines elsewhere; it does not bring together what
    lies far apart.

    How far apart in x, in reading order, are the red and the green of one and the same pixel?""",
    zh="""形状是对的，可每个像素是由同一层里三个相邻的数拼成的，于是颜色没了，小小的灰色图像出现了三遍。
    `reshape` 只是换个地方断行，不会把相隔很远的数凑到一起。

    按读的次序，同一个像素的红和绿，在 x 里相隔多远？""",
)
def to_hwc_uint8_reshaped_back(x):
    c, h, w = x.shape
    return (x.detach().clamp(0, 1) * 255).round().to(torch.uint8).reshape(h, w, c).numpy()


@mistake(
    "channels_still_first",
    of="to_hwc_uint8",
    en="""The bytes are right, but they still lie in three sheets ({result}). A program that shows pictures looks for
    the three numbers of a pixel side by side.

    Which axis of x counts the colours, and at which place should it stand in the answer?""",
    zh="""字节是对的，可它们仍然分成三层（结果是{result}）。显示图像的程序，要在一起找到一个像素的三个数。

    x 的哪个轴数的是颜色？在结果里，它应该排在第几位？""",
)
def to_hwc_uint8_channels_still_first(x):
    return (x.detach().clamp(0, 1) * 255).round().to(torch.uint8).numpy()


@mistake(
    "bytes_too_early",
    of="to_hwc_uint8",
    en="""Nearly everything is black. The numbers became whole numbers while they still lay between 0 and 1, and there
    are just two whole numbers in that range. What is multiplied afterwards has no shades left.

    How many different numbers does x hold, and how many are left after each of your lines? (`x.unique().numel()` counts
    them.)""",
    zh="""几乎全黑了。数还在 0 到 1 之间时就转成了整数，而这个范围里只有两个整数。之后再怎么乘，层次也回不来了。

    x 里一共有多少种不同的数？每一行之后还剩多少种？（可以用 `x.unique().numel()` 来数。）""",
)
def to_hwc_uint8_bytes_too_early(x):
    return (x.detach().clamp(0, 1).to(torch.uint8) * 255).permute(1, 2, 0).numpy()


@mistake(
    "tensor_returned",
    of="to_hwc_uint8",
    en="""What came back is a tensor. The programs that show and store pictures want a NumPy array: they know nothing of
    torch.

    Print `type(...)` of what your function returns. Which method of a tensor gives an array?""",
    zh="""返回的是张量。显示和保存图像的程序要的是 NumPy 数组，它们不认识 torch。

    请打印返回值的 `type(...)`。张量的哪个方法会给出数组？""",
)
def to_hwc_uint8_tensor_returned(x):
    return (x.clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 0)


@mistake(
    "numpy_of_tracked",
    of="to_hwc_uint8",
    raises=r"numpy\(\)",
    en="""x was tracking gradients, as every output of a network does, and NumPy cannot keep the book that this needs.
    So torch refuses to hand the numbers over before you have said that the tracking may end. Whole numbers are never
    tracked; there the question does not arise.

    Print `requires_grad` after each of your lines. Which of them could come before the step to NumPy, and which one
    does torch's message name?""",
    zh="""x 正在记录梯度（网络的输出都是这样），而 NumPy 做不到这种记录。所以在你表明“可以不再记录”之前，
    torch 不肯把数交出去。整数从不记录梯度，也就没有这个问题。

    请在每一行之后打印 `requires_grad`。哪一步可以放到转成 NumPy 之前？torch 的报错信息提到的又是哪个方法？""",
)
def to_hwc_uint8_numpy_of_tracked(x):
    return (np.clip(x.numpy(), 0, 1) * 255).round().astype(np.uint8).transpose(1, 2, 0)


@mistake(
    "plain_mean",
    of="grey",
    en="""The three channels were weighed equally. To our eyes they are not: a pure green looks far brighter than an
    equally strong blue, and the task gives each of them a weight of its own.

    What do you get for a green pixel, and what for a blue one? What should you get?""",
    zh="""三个通道的权重取成了一样。可人眼并不是这样：同样强度的纯绿看上去比纯蓝亮得多，题目为每种颜色都给了各自的权重。

    一个绿色像素会得到什么？一个蓝色像素呢？应该得到什么？""",
)
def grey_plain_mean(x):
    return x.mean(dim=0, keepdim=True)


@mistake(
    "weights_reversed",
    of="grey",
    en="""The weight of red went to blue, and the other way round. Channel 0 of x is red; only OpenCV begins with blue.

    Make x of one pixel, purely red. Which of the three weights comes back?""",
    zh="""红的权重给了蓝，蓝的给了红。x 的第 0 个通道是红色，只有 OpenCV 是从蓝色开始的。

    请拿只有一个纯红像素的 x 试一试。返回的是三个权重中的哪一个？""",
)
def grey_weights_reversed(x):
    return (0.114 * x[0] + 0.587 * x[1] + 0.299 * x[2])[None]


@mistake(
    "channel_axis_gone",
    of="grey",
    en="""The numbers are right, but the channel axis is gone ({result}). A grey picture has one channel, not none, and
    a convolution will look for it.

    Your answer should have three axes. What does it take to keep the first one, or to put it back?""",
    zh="""数值是对的，可通道轴不见了（结果是{result}）。灰度图像有一个通道，而不是没有通道，卷积会去找它。

    结果应该有三个轴。怎样才能留住第一个轴，或者把它放回去？""",
)
def grey_channel_axis_gone(x):
    return 0.299 * x[0] + 0.587 * x[1] + 0.114 * x[2]


@mistake(
    "three_grey_channels",
    of="grey",
    en="""There are still three channels ({result}), all alike or each times its own weight, and the task asks for one.
    If they are weighed but not added up, nothing has been mixed yet.

    How many numbers belong to one pixel in your answer, and how many should there be?""",
    zh="""通道仍然有三个（结果是{result}）：要么三个一样，要么各自乘了权重。而题目要的是一个。
    如果只乘了权重、没有相加，那就还没有混合。

    在你的结果里，一个像素对应几个数？应该是几个？""",
)
def grey_three_grey_channels(x):
    return torch.tensor([0.299, 0.587, 0.114], dtype=x.dtype)[:, None, None] * x


@mistake(
    "weights_on_width",
    of="grey",
    raises=r"must match.*dimension 2|broadcast",
    en="""The three weights were lined up with the last axis of x, the width, since torch lines shapes up at the right.
    Torch complains only if the width is not 3; a picture three pixels wide gets three weights for its columns, and no
    complaint.

    x has {x}. Write (3,) below its shape, flush right. What would have to stand behind the 3 to push it below the
    channels?""",
    zh="""torch 靠右对齐形状，于是三个权重对上了 x 的最后一个轴，也就是宽度。只有宽不是 3 时 torch 才会报错；
    若图像恰好宽 3 个像素，三列就各得到一个权重，而且没有任何提示。

    请看 x（{x}），把 (3,) 写在它的形状下面，靠右对齐。3 的后面得添上什么，才能把它推到通道的下面？""",
)
def grey_weights_on_width(x):
    return (x * torch.tensor([0.299, 0.587, 0.114], dtype=x.dtype)).sum(dim=0, keepdim=True)


@mistake(
    "weights_float32",
    of="grey",
    raises=r"dtype|expected scalar type|expected m1 and m2",
    en="""The weights were written as float32, which is what torch makes of plain numbers, and x holds float64. Plus and
    times settle that among themselves; a matrix product (`@`, `einsum`, `tensordot`) refuses to mix.

    Print the dtype of both. Which of them should follow the other, and from where can your function read it?""",
    zh="""权重写成了 float32（torch 把普通的数变成张量时就是这样），而 x 里是 float64。加法和乘法会自行协调，
    矩阵乘法（`@`、`einsum`、`tensordot`）却拒绝混用。

    请把两者的 dtype 都打印出来。应该是谁跟着谁？函数可以从哪里读到它？""",
)
def grey_weights_float32(x):
    return torch.einsum("c,chw->hw", torch.tensor([0.299, 0.587, 0.114]), x)[None]


@mistake(
    "top_left_corner",
    of="centre_crop",
    en="""The square was cut from the upper left corner. A slice that begins with nothing begins at 0.

    How many rows go away altogether, and how many of those above the square?""",
    zh="""裁下来的是左上角。切片的开头什么也不写，就是从 0 开始。

    一共要去掉几行？其中有几行在这一块的上面？""",
)
def centre_crop_top_left_corner(x, size):
    return x[:, :size, :size]


@mistake(
    "margins_swapped",
    of="centre_crop",
    en="""The rows were cut by the width and the columns by the height, so the square sits beside the middle, or hangs
    over the edge and comes out smaller ({result}). In square pictures nobody notices. In torch the height comes first;
    picture programs say width times height.

    x has {x}. Which of its lengths counts the rows, and which one went into the margin above?""",
    zh="""行是按宽裁的，列是按高裁的，所以这一块偏离了正中，或者伸到了边缘之外，变小了（结果是{result}）。
    图像是正方形时，谁也不会发现。在 torch 里高在前；图像软件却习惯说“宽乘高”。

    请看 x（{x}）。哪个长度数的是行？计算上边距时，用的是哪个长度？""",
)
def centre_crop_margins_swapped(x, size):
    top, left = (x.shape[2] - size) // 2, (x.shape[1] - size) // 2
    return x[:, top : top + size, left : left + size]


@mistake(
    "end_is_size",
    of="centre_crop",
    en="""The square came out too small ({result}), or empty. What stands behind the colon of a slice is where it ends,
    counted from 0, and not how long it is.

    How many rows are in `x[:, 2:5]`? At which row does a piece of 5 rows end that begins at row 2?""",
    zh="""裁出来的块太小（结果是{result}），甚至是空的。切片里冒号后面写的是到哪里为止（从 0 数起），而不是取多长。

    `x[:, 2:5]` 里有几行？从第 2 行开始取 5 行，到第几行为止？""",
)
def centre_crop_end_is_size(x, size):
    top, left = (x.shape[1] - size) // 2, (x.shape[2] - size) // 2
    return x[:, top:size, left:size]


@mistake(
    "minus_margin",
    of="centre_crop",
    en="""The same margin was taken off at both ends. That fails twice: where an odd number of rows goes, one row too
    many is left, and where none goes, the slice ends at "-0". That is 0, the very beginning, and nothing is left.

    What has `torch.arange(5)[0:-0]` in it? And how many numbers are left of `torch.arange(5)` if 2 should stay?""",
    zh="""两端各去掉了同样的边距。这在两种情况下会出错：该去掉奇数行时，会多留一行；一行也不该去掉时，切片的末尾成了“-0”，
    也就是 0，正是开头，结果什么也没剩下。

    `torch.arange(5)[0:-0]` 里有什么？如果想从 `torch.arange(5)` 中间留下 2 个数，这样写会留下几个？""",
)
def centre_crop_minus_margin(x, size):
    top, left = (x.shape[1] - size) // 2, (x.shape[2] - size) // 2
    return x[:, top:-top, left:-left]


@mistake(
    "odd_one_above",
    of="centre_crop",
    en="""The square has the right size, but where an odd number of rows or columns goes, the odd one was taken off
    above or at the left. The task wants it at the other end.

    Of 5 rows 2 should stay. How many go above the square and how many below it, by the task and by your function?""",
    zh="""大小是对的，可当去掉的行数或列数是奇数时，多出来的那一行（列）去在了上面（左边），而题目要求去在另一头。

    5 行里要留 2 行。按题目的要求，上面去几行，下面去几行？你的函数又是怎样去的？""",
)
def centre_crop_odd_one_above(x, size):
    top, left = (x.shape[1] - size + 1) // 2, (x.shape[2] - size + 1) // 2
    return x[:, top : top + size, left : left + size]


@mistake(
    "halved_apart",
    of="centre_crop",
    en="""Some squares are in the middle, others sit one row too low or one column too far to the right. The place of
    the middle and half of the size were worked out one by one, and each `//` dropped a half of its own. Where both drop
    one, or none, nobody notices.

    Let 3 of 4 rows stay. Work out `4 // 2 - 3 // 2`. How many rows go altogether, and how many of them should go
    above?""",
    zh="""有些正方形在正中间，有些偏下了一行，或者偏右了一列。中点的位置和大小的一半是分开算的，每个 `//`
    都各自舍掉了一半（半行或半列）。两边都舍，或者都不舍，就看不出来。

    4 行里留 3 行。请算一算 `4 // 2 - 3 // 2`。一共要去掉几行？其中应该有几行去在上面？""",
)
def centre_crop_halved_apart(x, size):
    top, left = x.shape[1] // 2 - size // 2, x.shape[2] // 2 - size // 2
    return x[:, top : top + size, left : left + size]


@mistake(
    "true_division",
    of="centre_crop",
    raises=r"slice indices must be integers",
    en="""In Python `/` gives a float, even where nothing remains, and a slice cannot begin at a float.

    Print the margin that you work out, and its `type`. Which operator of Python divides and stays with the whole
    numbers?""",
    zh="""在 Python 里，`/` 得到的总是浮点数，哪怕正好除尽；而切片不能从浮点数开始。

    请打印算出来的边距，再打印它的 `type`。Python 的哪个运算符做除法，结果仍是整数？""",
)
def centre_crop_true_division(x, size):
    top, left = (x.shape[1] - size) / 2, (x.shape[2] - size) / 2
    return x[:, top : top + size, left : left + size]


@mistake(
    "colours_cropped",
    of="centre_crop",
    en="""The first two axes were cut and the last one left whole ({result}): some channels may be gone and the width is
    as it was. Two slices in square brackets belong to axes 0 and 1, and x has its channels at axis 0.

    What do the brackets need in their first place so that all channels stay?""",
    zh="""裁的是前两个轴，最后一个轴却完整地留着（结果是{result}）：通道可能少了，宽还是原样。
    方括号里的两个切片对应轴 0 和轴 1，而 x 的轴 0 是通道。

    要让通道全部保留，方括号的第一个位置该写什么？""",
)
def centre_crop_colours_cropped(x, size):
    top, left = (x.shape[1] - size) // 2, (x.shape[2] - size) // 2
    return x[top : top + size, left : left + size]


@mistake(
    "cat_not_stack",
    of="make_batch",
    en="""The sheets of all pictures lie in one pile ({result}), and nothing says any more where one picture ends. `cat`
    makes an axis longer that is there already; a batch needs a new one.

    How many axes has one picture, and how many should the batch have? Which of them counts the pictures?""",
    zh="""所有图像的层叠成了一摞（结果是{result}），再也看不出一张图像在哪里结束。`cat` 只是把已有的轴接长，
    而小批量需要一个新的轴。

    一张图像有几个轴？小批量应该有几个？数图像的是哪一个？""",
)
def make_batch_cat_not_stack(imgs):
    return torch.cat([torch.tensor(img.copy()).permute(2, 0, 1).float() / 255 for img in imgs])


@mistake(
    "batch_second",
    of="make_batch",
    en="""The pictures are counted by the second axis and the colours by the first ({result}), so `batch[0]` is the red
    of all pictures instead of the first picture. With three pictures in the batch the shape looks right.

    What should `batch[0]` be? At which place does the new axis have to stand for that?""",
    zh="""数图像的成了第二个轴，数颜色的成了第一个（结果是{result}），于是 `batch[0]` 不是第一张图像，
    而是所有图像的红色。小批量里恰好有三张图像时，形状看上去是对的。

    `batch[0]` 应该是什么？为此，新的轴必须放在什么位置？""",
)
def make_batch_batch_second(imgs):
    return torch.stack([torch.tensor(img.copy()).permute(2, 0, 1).float() / 255 for img in imgs], dim=1)


@mistake(
    "channels_last",
    of="make_batch",
    en="""The colours still stand behind the width ({result}): the pictures were put together as they come out of a
    file. The axes of a batch are batch, channels, height, width.

    Which of the functions above puts the colours of one picture in front? Was it called?""",
    zh="""颜色仍然排在宽的后面（结果是{result}）：图像从文件里读出来是什么样，就那样放在了一起。
    而小批量的轴依次是 batch、通道、高、宽。

    上面哪个函数能把一张图像的颜色换到前面？这里调用它了吗？""",
)
def make_batch_channels_last(imgs):
    return torch.tensor(np.stack(imgs)).float() / 255


@mistake(
    "batch_reshaped",
    of="make_batch",
    en="""The shape is right and the pictures are not: `reshape` filled each sheet with whole pixels, red, green and
    blue by turns. A batch has one axis more than a picture, but the question is the same: which axis goes where?

    Number the axes of (B, H, W, 3) from 0. Which numbers stand below B, 3, H and W of the shape that you want?""",
    zh="""形状是对的，图像却不对：`reshape` 拿整个整个的像素去填每一层，红、绿、蓝轮流出现。小批量比图像多一个轴，
    可问题是一样的：哪个轴该去哪里？

    请从 0 开始给 (B, H, W, 3) 的轴编号。在想要的形状里，B、3、H、W 的下面各是几号？""",
)
def make_batch_batch_reshaped(imgs):
    h, w, c = imgs[0].shape
    return torch.tensor(np.stack(imgs)).reshape(len(imgs), c, h, w).float() / 255


@mistake(
    "batch_on_its_side",
    of="make_batch",
    en="""The channels are in the right place, but height and width changed places ({result}): all pictures lie on their
    side. A swap of axes 1 and 3 does that.

    Which two axes of a batch (B, H, W, 3) keep their order among themselves, whatever happens to the channels?""",
    zh="""通道的位置是对的，可高和宽对调了（结果是{result}）：所有图像都横躺着。对调轴 1 和轴 3 就会这样。

    小批量 (B, H, W, 3) 里，不管通道换到哪里，哪两个轴之间的先后次序应当不变？""",
)
def make_batch_batch_on_its_side(imgs):
    return torch.tensor(np.stack(imgs)).transpose(1, 3).float() / 255


@mistake(
    "still_bytes",
    of="make_batch",
    en="""The pictures still hold numbers from 0 to 255 ({result}). A batch should hold its pictures just as `to_chw`
    gives them.

    Print the largest number of the batch, and the largest number of `to_chw` of one picture. What is the
    difference?""",
    zh="""图像里的数仍然是 0 到 255（结果是{result}）。小批量里的图像，应当与 `to_chw` 给出的一样。

    请打印小批量里最大的数，再打印一张图像经过 `to_chw` 之后最大的数。两者差在哪里？""",
)
def make_batch_still_bytes(imgs):
    return torch.stack([torch.tensor(img.copy()).permute(2, 0, 1) for img in imgs])


@mistake(
    "list_returned",
    of="make_batch",
    en="""What came back is a Python list with tensors in it. It has a length but no shape; a layer cannot take it.

    Which function makes one tensor of a list of tensors that all have one shape, and puts a new axis in front?""",
    zh="""返回的是一个 Python 列表，里面装着张量。列表有长度，却没有形状，层不接受它。

    哪个函数可以把一列形状相同的张量变成一个张量，并在最前面添一个新的轴？""",
)
def make_batch_list_returned(imgs):
    return [torch.tensor(img.copy()).permute(2, 0, 1).float() / 255 for img in imgs]


@mistake(
    "stacks_arrays",
    of="make_batch",
    raises=r"expected Tensor as element|must be tuple of Tensors|numpy.ndarray",
    en="""A function of torch was given the arrays themselves. The two libraries look alike, but torch puts together
    tensors only.

    Print `type(imgs[0])`. What has to happen to each picture before it can go into a batch?""",
    zh="""把数组直接交给了 torch 的函数。两个库看上去很像，可 torch 只会把张量放在一起。

    请打印 `type(imgs[0])`。每张图像在放进小批量之前，要先变成什么？""",
)
def make_batch_stacks_arrays(imgs):
    return torch.stack(imgs).permute(0, 3, 1, 2) / 255


def _inherited(calls):
    """Whether each answer of make_batch is a batch of what one and the same mistake of to_chw gives."""
    wrong = (
        to_chw_reshape_not_permute,
        to_chw_transpose_02,
        to_chw_divides_twice,
        to_chw_not_divided,
        to_chw_max_of_picture,
        to_chw_divides_by_256,
        to_chw_floor_division,
        to_chw_uint8_wraps,
        to_chw_still_float64,
        to_chw_red_and_blue_swapped,
    )
    return any(all(_same(call.value, torch.stack([one(i) for i in call.args[0]])) for call in calls) for one in wrong)


@mistake(
    "inherited",
    of="make_batch",
    matches=_inherited,
    en="""Putting the pictures together works. But each of them is wrong, in a way that is usual for `to_chw`: the wrong
    axis moved, or another scale. A function that calls another one inherits its mistakes; and who does the other one's
    work again, in place of it or after it, can make them again.

    What does the check say about `to_chw`? If that is wrong, begin there. If it is right: which of its steps stand in
    your `make_batch`, too, and why?""",
    zh="""把图像放到一起这一步没有问题。可每张图像都不对，而且错得跟 `to_chw` 常见的错误一样：换错了轴，
    或者用了别的刻度。一个函数调用另一个函数，也会继承它的错误；要是把那个函数的活自己再干一遍
    （不调用它，或者调用之后又来一次），同样的错误也可能再犯一遍。

    检查对 `to_chw` 说了什么？如果它不对，先从那里改起。如果它是对的：它的哪些步骤在你的 `make_batch` 里又出现了？
    为什么？""",
)
def make_batch_inherited(imgs):
    return torch.stack([to_chw_not_divided(img) for img in imgs])
