"""a4/u07 Schedule, clip, accumulate: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.
"""

import math

from autograder import mistake


def half_wave(fallen, base, floor):
    """From base down to floor, for a share from 0 to 1."""
    return floor + (base - floor) * (1 + math.cos(math.pi * fallen)) / 2


@mistake(
    "warmup_starts_at_zero",
    of="warmup_cosine",
    en="""The warm-up is one step late. Steps are counted from 0, so the very first one got the rate zero: a whole batch
    was computed, and no weight moved. And the last step of the warm-up does not reach `base` yet.

    Print the rate of the first step, and of the last one that belongs to the warm-up. Which of the two does the task
    say something about, and how many steps have been climbed when the first one is taken: none, or one?""",
    zh="""预热晚了一步。步数从 0 开始数，于是第一步的学习率是零：算完了一整个小批量，权重却一点没动。
    而预热的最后一步，也还没有到达 `base`。

    请打印第一步的学习率，再打印预热里最后一步的学习率。题目对这两步各是怎么说的？走第一步的时候，算是爬了零级，
    还是一级？""",
)
def warmup_starts_at_zero(step, warmup, total, base, floor=0.0):
    if step < warmup:
        return base * step / warmup
    return half_wave(min(1.0, (step - warmup) / (total - warmup)), base, floor)


@mistake(
    "off_by_one_end",
    of="warmup_cosine",
    en="""The wave is one step too short: the last step of the plan is at the floor already. With a floor of zero that
    step is thrown away. The task lets the wave end at step `total`, which is the first one after the plan.

    For a plan without warm-up and with two steps, 0 and 1: which rate does the task give to each of them, and which
    does yours? How many steps wide is the wave from step `warmup` to step `total`?""",
    zh="""余弦波短了一步：计划里的最后一步，就已经落到了底。如果 floor 是零，这一步就白走了。
    题目要求余弦波在第 `total` 步结束，也就是计划之后的第一步。

    假设没有预热，计划一共两步：第 0 步和第 1 步。按题目，它们的学习率各是多少？你的函数给出的又是多少？
    从第 `warmup` 步到第 `total` 步，余弦波有几步宽？""",
)
def off_by_one_end(step, warmup, total, base, floor=0.0):
    if step < warmup:
        return base * (step + 1) / warmup
    return half_wave(min(1.0, (step - warmup) / (total - 1 - warmup)), base, floor)


@mistake(
    "degrees",
    of="warmup_cosine",
    en="""The angle was given in degrees. Python's (and torch's) cosine measures angles in radians, so 180 is not half a
    turn but more than 28 whole ones, and the rate jumps up and down instead of falling.

    Print the cosine of 180 with the function that you use. On paper, what is the cosine of half a turn, and what is
    half a turn in radians?""",
    zh="""角度用成了“度”。Python（以及 torch）的余弦函数以弧度为单位，所以 180 不是半圈，而是 28 圈还多，
    学习率就不是平稳下降，而是忽上忽下。

    请用你调用的那个函数，打印 180 的余弦。在纸上算一算：半圈的余弦是多少？半圈合多少弧度？""",
)
def degrees(step, warmup, total, base, floor=0.0):
    if step < warmup:
        return base * (step + 1) / warmup
    fallen = min(1.0, (step - warmup) / (total - warmup))
    return floor + (base - floor) * (1 + math.cos(180 * fallen)) / 2


@mistake(
    "clip_by_value",
    of="clip_",
    en="""Each number of a gradient was cut off by itself, where it lay above the limit or below its negative. That
    turns the arrow: large numbers shrink, small ones stay, and the step goes another way. And a thousand numbers, each
    within the limit, can still make a step that is far too long.

    Take the gradient (30, 1) and a limit of 3. Divide the first number by the second, before and after your function.
    Should this ratio change if a step is only to become shorter?""",
    zh="""这里是把梯度里的每个数单独裁剪：高于上限的变成上限，低于负上限的变成负上限。这样箭头会转向：大的数变小，小的数不变，
    步子就走到别的方向去了。而且，即使一千个数个个都在限度之内，合起来的步子仍然可能长得离谱。

    设梯度为 (30, 1)，上限为 3。请在调用前后，各用第一个数除以第二个数。如果只是要把步子缩短，这个比值应该变吗？""",
)
def clip_by_value(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = math.sqrt(sum(float((g**2).sum()) for g in grads))
    for g in grads:
        g.clamp_(-max_norm, max_norm)
    return norm


@mistake(
    "clip_each",
    of="clip_",
    en="""Each parameter was measured and shortened alone, with a factor of its own. Those that were within the limit
    kept their length, so they now count for more than they should: the whole step points elsewhere. And many short
    arrows together may still be longer than the limit.

    All parameters of the model are one point, and all gradients are one arrow. How many norms does the length of this
    arrow depend on, and how many different factors does your function use?""",
    zh="""这里是每个参数各量各的、各缩各的，用的倍数各不相同。没有超过限度的梯度保持原来的长度，于是它们的分量就变得过重：
    整个步子指向了别处。而且，许多短箭头合在一起，仍然可能超过限度。

    模型的所有参数合起来是一个点，所有梯度合起来是一支箭头。这支箭头的长度与几个范数有关？
    你的函数一共用了几个不同的倍数？""",
)
def clip_each(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norms = [g.norm().item() for g in grads]
    for g, norm in zip(grads, norms, strict=True):
        if norm > max_norm:
            g *= max_norm / norm
    return math.sqrt(sum(norm**2 for norm in norms))


@mistake(
    "always_rescale",
    of="clip_",
    en="""Every gradient was brought to exactly the same norm, the short ones too. A rope holds back who runs too far;
    it does not push who stands near. Near the goal, where gradients become small, the steps would never become smaller,
    and with all gradients at zero there is nothing to divide by.

    Give your function a gradient that is much shorter than the limit, and print it before and after. On which condition
    should a gradient be changed at all?""",
    zh="""不管长短，所有梯度都调成了同一个范数，短的也拉长了。绳子只会拉住跑得太远的，不会去推站在近处的。
    接近目标时，梯度变小，步子却永远小不下来；如果梯度全是零，就连除数也没有了。

    请给函数一个比限度短得多的梯度，前后各打印一次。在什么条件下，才应该改动梯度？""",
)
def always_rescale(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = math.sqrt(sum(float((g**2).sum()) for g in grads))
    for g in grads:
        g *= max_norm / norm
    return norm


@mistake(
    "returns_clipped_norm",
    of="clip_",
    en="""The gradients are right. What is returned is their norm *after* clipping, which never says more than the limit
    does. The norm before is the one that people plot: it shows whether the rope is tight all the time, or only for one
    odd batch.

    Which line of your function computes the number that it returns, and which line changes the gradients? Which of the
    two comes first?""",
    zh="""梯度是对的，返回的却是裁剪*之后*的范数，它最多也就是那个限度，说明不了什么。大家画在图上的是裁剪之前的范数：
    从它才能看出，绳子是一直绷紧，还是只在某个古怪的小批量上绷紧过。

    返回的那个数，是在函数的哪一行算出来的？改动梯度又是在哪一行？两行谁先谁后？""",
)
def returns_clipped_norm(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = math.sqrt(sum(float((g**2).sum()) for g in grads))
    if norm > max_norm:
        for g in grads:
            g *= max_norm / norm
    return min(norm, max_norm)


@mistake(
    "not_divided",
    of="accumulated_step",
    en="""The gradients of the parts were added as they were. Each of them is a mean already, and a sum of means is too
    large: the step is as many times too long as there are parts, as if somebody had turned up the learning rate.

    Cut a batch into parts of equal size. Print the mean loss of the batch, and the sum of the mean losses of its parts.
    What is missing between the two?""",
    zh="""各份的梯度原样加了起来。可每一份的梯度本身已经是平均值，平均值再相加就太大了：分成几份，步子就长了几倍，
    好像有人偷偷调高了学习率。

    请把一个小批量分成同样大小的几份，打印整个小批量的平均损失，再打印各份平均损失之和。两者之间差了什么？""",
)
def not_divided(model, opt, loss_fn, micro):
    opt.zero_grad()
    total = 0.0
    for x, y in micro:
        loss = loss_fn(model(x), y)
        loss.backward()
        total += loss.item()
    opt.step()
    return total


@mistake(
    "divide_by_count",
    of="accumulated_step",
    en="""Every part counts as much as any other, whatever its size. So a sample in a small part pulls harder than one
    in a large part. As long as all parts are equally large nobody can tell. The same error, with texts of unequal
    lengths in place of photos, was found in a large public library in October 2024 (transformers, pull request 34191).

    Five photos, cut into four and one: which share of the mean loss of the batch belongs to the single photo? Which
    share does your function give it?""",
    zh="""不管大小，每一份的分量都一样。于是，小份里的样本比大份里的样本拉得更用力。只要各份一样大，谁也看不出来。
    2024 年 10 月，一个很大的公开软件库里就发现了同样的错误，只不过那里不是照片，而是长短不一的文本
    （transformers，pull request 34191）。

    五张照片，分成四张和一张：单独的那一张，在整个小批量的平均损失里应该占多大份额？你的函数给了它多大份额？""",
)
def divide_by_count(model, opt, loss_fn, micro):
    opt.zero_grad()
    total = 0.0
    for x, y in micro:
        loss = loss_fn(model(x), y) / len(micro)
        loss.backward()
        total += loss.item()
    opt.step()
    return total


@mistake(
    "stale_grads",
    of="accumulated_step",
    en="""The step went right where all gradients were empty before, and wrong where somebody had left some: they were
    added to yours. `backward` only ever adds. That is what makes accumulation possible, and it is why the bucket has to
    be emptied before the first part is poured in.

    Print the `.grad` of one parameter in the first line of your function, for a model on which somebody has called
    `backward` before. At which moment do you clear it?""",
    zh="""原来没有梯度时，这一步是对的；有人留下了梯度时，就错了：它们和你的梯度加在了一起。`backward` 永远只是累加。
    正因为如此，才能把梯度累积起来；也正因为如此，倒进第一份之前，要先把桶倒空。

    找一个别人已经调用过 `backward` 的模型，在函数的第一行打印某个参数的 `.grad`。你是在什么时候清空它的？""",
)
def stale_grads(model, opt, loss_fn, micro):
    count, total = sum(len(y) for _, y in micro), 0.0
    for x, y in micro:
        loss = loss_fn(model(x), y) * len(y) / count
        loss.backward()
        total += loss.item()
    opt.step()
    return total


@mistake(
    "keeps_all_graphs",
    of="accumulated_step",
    en="""The step is right, but when the last part came, the records of several others were still in memory. Torch
    writes one for each pass through the model, and throws it away when `backward` has used it and nobody holds the loss
    any longer. Without that, all parts together need as much memory as the big batch, and were cut for nothing.

    How often does your function call `backward`: once, or once for each part? And does a list or a sum keep losses as
    tensors?""",
    zh="""这一步走得没错，可是轮到最后一份的时候，内存里还留着好几份的计算记录。每通过一次模型，torch 就写下一份记录；
    要等 `backward` 用过它，而且没有谁再拿着那个损失，记录才会扔掉。否则，各份合起来占的内存和大批量一样多，就白分了。

    你的函数调用了几次 `backward`：总共一次，还是每份一次？有没有哪个列表或者哪个和，把损失当作张量留着？""",
)
def keeps_all_graphs(model, opt, loss_fn, micro):
    count = sum(len(y) for _, y in micro)
    opt.zero_grad()
    loss = sum(loss_fn(model(x), y) * len(y) / count for x, y in micro)
    loss.backward()
    opt.step()
    return loss.item()


@mistake(
    "group_lr_flattened",
    of="set_lr",
    en="""All groups have the same rate now. They were made because some layers should learn in smaller steps than
    others; after the first call that is forgotten, and no later call can bring it back.

    Print the rates of all groups before and after a call. By which number was each of them multiplied? By which number
    should all of them be?""",
    zh="""现在所有组的学习率都一样了。当初分组，就是为了让有些层的步子比别的层小；调用一次之后，这个差别就没有了，
    以后再怎么调用也找不回来。

    请在调用前后各打印一次所有组的学习率。它们各被乘上了多少？它们本该都乘上多少？""",
)
def group_lr_flattened(opt, lr):
    for group in opt.param_groups:
        group["lr"] = lr
