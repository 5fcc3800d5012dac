"""a6/u09 Fused kernels: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named. Kernels are turned into kernels where
they are launched, by `launch`.

`matches=`: torch can do part of the work in many ways; what they share is that torch has written something.
"""

import triton
import triton.language as tl

from autograder import mistake


def launch(kernel, programs, *args, **options):
    """Run a function as a kernel."""
    triton.jit(kernel)[(programs,)](*args, **options)


def moved_by_torch(calls):
    """Torch's operators wrote something in a call that was meant for kernels."""
    runs = [call.value for call in calls if call.name == "helpers.run" and call.fault is None]
    return any(value["by torch"] > 0 for value in runs)


@mistake(
    "floor_grid",
    of="grid",
    en="""The last numbers have no program: `n // block` rounds down, and what does not fill a whole block is
    forgotten. Nothing complains. The end of `out` simply stays what it was, and if it was zero, that may look like an
    answer.

    Print `1000 // 256`. How many numbers do so many programs do, and who does the others?""",
    zh="""最后几个数没有程序来做：`n // block` 是向下取整，凑不满一整块的就被忘掉了。不会有任何报错，
    `out` 的尾巴只是保持原样；如果原来是 0，看上去还挺像答案。

    请打印 `1000 // 256`。这么多个程序一共做了多少个数？剩下的由谁来做？""",
)
def grid_floor(n, block):
    return (n // block,)


@mistake(
    "one_program_too_many",
    of="grid",
    en="""Most lengths are right, but where n is a multiple of the block there is one program more than there is work.
    Adding 1 to the rounded-down quotient always adds one, needed or not.

    Print your answer for n = 7, 8 and 9 with a block of 4. For which of them is there a rest?""",
    zh="""多数长度都对，可是 n 正好是块的整数倍时，就多出一个没活干的程序。向下取整之后再加 1，不管需不需要，
    总是多一个。

    请打印块长为 4、n 为 7、8、9 时你的答案。其中哪几个有零头？""",
)
def grid_one_more(n, block):
    return (n // block + 1,)


def unmasked_add(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.load(x_ptr + i) + tl.load(y_ptr + i))


@mistake(
    "no_mask",
    of="launch_add",
    en="""The last program does a whole block, although fewer numbers are left. It reads what lies behind x and y, adds
    that, too, and writes it behind `out`, over numbers that belong to somebody else. A kernel has addresses, and
    nobody stops it: on a card such an error shows up much later, somewhere else, or never.

    Print the places of the last program for n = 6 and a block of 4. Which of them are yours, and how do `tl.load` and
    `tl.store` get to know?""",
    zh="""最后一个程序做了一整块，尽管剩下的数没有那么多。它读了 x 和 y 后面的东西，也加了起来，再写到 `out` 的后面，
    盖住了别人的数。核函数手里只有地址，谁也不拦它：在显卡上，这种错误要很久以后、在别的地方才冒出来，
    甚至永远发现不了。

    请写出 n = 6、块长为 4 时，最后一个程序的位置是哪几个。其中哪些是你的？`tl.load` 和 `tl.store` 怎么知道？""",
)
def add_no_mask(x, y, out, block):
    launch(unmasked_add, triton.cdiv(len(x), block), x, y, out, len(x), BLOCK=block)


def half_masked_add(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.load(x_ptr + i) + tl.load(y_ptr + i), mask=i < n)


@mistake(
    "reads_past_the_end",
    of="launch_add",
    en="""The numbers are right and nothing behind `out` is damaged, but more was read than there is: the store has a
    mask, the loads have none. What lies behind x may not belong to your program, and then the card stops with "illegal
    memory access", or it may belong to you today and not tomorrow.

    How many lines of your kernel touch memory? Which of them know where the numbers end?""",
    zh="""数都对，`out` 后面也没有被破坏，可是读的比有的多：写的时候有掩码，读的时候没有。
    x 后面的内存也许不属于你的程序，那么显卡就会以 “illegal memory access” 停下；也许今天属于你，明天就不是了。

    你的核函数有几行要访问内存？其中哪几行知道数到哪里为止？""",
)
def add_reads_past(x, y, out, block):
    launch(half_masked_add, triton.cdiv(len(x), block), x, y, out, len(x), BLOCK=block)


def first_block_add(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    i = tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.load(x_ptr + i, mask=i < n) + tl.load(y_ptr + i, mask=i < n), mask=i < n)


@mistake(
    "all_the_same_block",
    of="launch_add",
    en="""Only the first block of `out` is done, and it is done again and again: all programs run the same lines, and
    here they also chose the same places. The only thing in which one program differs from the next is its number.

    Which of your lines asks for that number? If block = 4, at which place does program 2 begin?""",
    zh="""`out` 只有第一块做好了，而且是反复地做：所有程序运行的是同样几行，这里连选的位置也一样。
    一个程序和另一个程序唯一的区别，就是它的编号。

    你的哪一行问了这个编号？如果块长是 4，2 号程序从哪个位置开始？""",
)
def add_first_block(x, y, out, block):
    launch(first_block_add, triton.cdiv(len(x), block), x, y, out, len(x), BLOCK=block)


def scale_only(x_ptr, out_ptr, scale, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.load(x_ptr + i, mask=i < n) * scale, mask=i < n)


def relu_only(x_ptr, out_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.maximum(tl.load(x_ptr + i, mask=i < n), 0.0), mask=i < n)


def relu_then_scale(x_ptr, out_ptr, scale, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.maximum(tl.load(x_ptr + i, mask=i < n), 0.0) * scale, mask=i < n)


@mistake(
    "torch_does_the_work",
    of="launch_scale_relu",
    matches=moved_by_torch,
    en="""An operator of torch computed something on the way: before the kernel, after it, or in its place. Each
    operator of torch is a trip of its own to memory, and so what the kernel saves is given away again.

    Which lines of `launch_scale_relu` do anything with the numbers themselves, and not only with lengths? Which of
    them could stand between the load and the store?""",
    zh="""途中有 torch 的算子在计算：在核函数之前、之后，或者干脆代替了它。torch 的每个算子都要自己跑一趟内存，
    于是核函数省下来的又还了回去。

    `launch_scale_relu` 里哪几行是在处理数本身，而不只是长度？其中哪些可以放到读和写之间？""",
)
def scale_relu_by_torch(x, out, scale, block):
    launch(scale_only, triton.cdiv(len(x), block), x, out, scale, len(x), BLOCK=block)
    out.relu_()


@mistake(
    "two_kernels",
    of="launch_scale_relu",
    en="""The numbers are right, but they travelled twice: one trip for the scale, one for the ReLU. That is what torch
    does, too, and what this unit wants to get rid of. Two launches, or a kernel that stores what it has scaled and
    loads it again, make no difference to the memory.

    How many `tl.load` and how many `tl.store` does a number meet on its way from x to `out`? How many does it need?""",
    zh="""数都对，可是它们跑了两趟：缩放一趟，ReLU 一趟。torch 也是这样做的，而这正是本单元想省掉的。启动两次，
    或者在一个核函数里把缩放的结果先写出去再读回来，对内存来说没有区别。

    一个数从 x 到 `out`，途中遇到几次 `tl.load`、几次 `tl.store`？它需要几次？""",
)
def scale_relu_two_kernels(x, out, scale, block):
    launch(scale_only, triton.cdiv(len(x), block), x, out, scale, len(x), BLOCK=block)
    launch(relu_only, triton.cdiv(len(x), block), out, out, len(x), BLOCK=block)


@mistake(
    "relu_before_scale",
    of="launch_scale_relu",
    en="""The two steps were taken in the other order: first everything below 0 was cut off, then it was scaled. As
    long as the scale is positive nobody can tell. With a negative one, what was cut off is just what should have
    stayed.

    By hand: x = -2 and scale = -10. What is x * scale, and what does ReLU make of that? And in your order?""",
    zh="""两步的先后颠倒了：先把小于 0 的截掉，再缩放。只要 scale 是正的，谁也看不出来；如果是负的，
    截掉的恰好是应该留下的。

    手算一下：x = -2，scale = -10。x * scale 是多少？ReLU 之后呢？按你的顺序又是多少？""",
)
def scale_relu_other_order(x, out, scale, block):
    launch(relu_then_scale, triton.cdiv(len(x), block), x, out, scale, len(x), BLOCK=block)


def softmax_with_zeros(x_ptr, out_ptr, x_stride, out_stride, cols, BLOCK: tl.constexpr):
    i = tl.arange(0, BLOCK)
    row = tl.program_id(0)
    x = tl.load(x_ptr + row * x_stride + i, mask=i < cols, other=0.0)
    e = tl.exp(x - tl.max(x, 0))
    tl.store(out_ptr + row * out_stride + i, e / tl.sum(e, 0), mask=i < cols)


def softmax_of_rows(x_ptr, out_ptr, x_stride, out_stride, cols, BLOCK: tl.constexpr):
    i = tl.arange(0, BLOCK)
    row = tl.program_id(0)
    x = tl.load(x_ptr + row * x_stride + i, mask=i < cols, other=float("-inf"))
    e = tl.exp(x - tl.max(x, 0))
    tl.store(out_ptr + row * out_stride + i, e / tl.sum(e, 0), mask=i < cols)


@mistake(
    "other_zero_in_softmax",
    of="launch_row_softmax",
    en="""The rows do not sum to 1: the places behind the end of the row took part. They were not read, but something
    has to be in their place, and it is 0 if you say nothing else. 0 is harmless in a sum of the x, but e to the power
    of 0 is 1, and that goes into the sum below the fraction; in a row of negative numbers it is the maximum as well.

    Which number, in the place of the missing ones, never is the maximum, and becomes 0 under `tl.exp`? How do you tell
    `tl.load`?""",
    zh="""各行的和不是 1：这一行后面的位置也参加了计算。它们没有被读，但那里总得有个数；你不说，就是 0。
    对 x 求和时 0 是无害的，可是 e 的 0 次方是 1，它进了分母；如果一行全是负数，它还会成为最大值。

    用哪个数来顶替缺的位置，它就永远不会是最大值，而且经过 `tl.exp` 变成 0？怎样告诉 `tl.load`？""",
)
def row_softmax_zeros(x, out):
    block = triton.next_power_of_2(x.shape[1])
    launch(softmax_with_zeros, len(x), x, out, x.stride(0), out.stride(0), x.shape[1], BLOCK=block)


@mistake(
    "stride_ignored",
    of="launch_row_softmax",
    en="""The first row is right and those below are not: row number i was looked for i * D numbers behind the start.
    That is where it is if the rows lie one right behind the other. Here x is a part of a wider tensor, and between two
    rows lies what is not yours; so, perhaps, in `out`, by another width.

    Print `x.stride()`, `out.stride()` and `x.shape`. How many steps is it from one row of x to the next? And
    in `out`?""",
    zh="""第一行是对的，下面的不对：第 i 行被当成在起点后面第 i * D 个数的地方。只有各行一行紧挨一行时才是这样。
    这里的 x 是一个更宽的张量的一部分，两行之间隔着不属于你的数；`out` 里也可能如此，而且隔的宽度不一样。

    请打印 `x.stride()`、`out.stride()` 和 `x.shape`。在 x 里，从一行到下一行要走多少步？在 `out` 里呢？""",
)
def row_softmax_no_stride(x, out):
    n, d = x.shape
    launch(softmax_of_rows, n, x, out, d, d, d, BLOCK=triton.next_power_of_2(d))


@mistake(
    "block_not_power_of_two",
    of="launch_row_softmax",
    raises=r"power of 2",
    en="""`tl.arange` refuses: its length has to be a power of two, since that is how a card shares out places among
    its threads. The length of your rows went into BLOCK as it is. Rows of 4 or 8 pass, all others do not.

    Your row has 3 numbers. Which power of two holds it, and what happens to the places that are too many?""",
    zh="""`tl.arange` 不肯：它的长度必须是 2 的幂，显卡就是这样把位置分给各个线程的。你把一行的长度原样交给了 BLOCK。
    长度为 4 或 8 的行能通过，其余的不行。

    你的一行有 3 个数。多大的 2 的幂装得下它？多出来的位置怎么办？""",
)
def row_softmax_exact_block(x, out):
    launch(softmax_of_rows, len(x), x, out, x.stride(0), out.stride(0), x.shape[1], BLOCK=x.shape[1])


@mistake(
    "one_way_only",
    of="traffic",
    en="""Only one way was counted. A step has to fetch each number *and* bring the result back, so each number passes
    the door twice.

    One kernel, 10 numbers of 4 bytes: how many bytes come in, how many go out? Print your answer for it.""",
    zh="""只算了单程。每一步都要把数取来，*还*要把结果送回去，所以每个数要进出两次门。

    一个核函数，10 个 4 字节的数：进来多少字节？出去多少字节？请打印你的答案。""",
)
def traffic_one_way(n, steps, fused, size=4):
    return n * size * (1 if fused else steps)
