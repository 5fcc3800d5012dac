"""a6/u05 Mixed precision: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`matches=`: whoever steps on inf or NaN may lower the scale or not, and may see one of the two but not the other; what
they share is a weight that is no number any more. Whoever turns the weights into 16 bits may use autocast besides or
not, and computes the loss in this way or that; what they share is the weights' dtype.
"""

import torch
from torch import nn

from autograder import mistake

SHORT = (torch.bfloat16, torch.float16)
COMPLAINTS = ("unscale FP16 gradients", "same dtype", "without overflow")


def spoilt(calls):
    """A weight that was finite is inf or NaN after a step."""
    for call in calls:
        if call.name == "helpers.take_steps" and call.fault is None:
            for each in call.value:
                if not all(bool(weight.isfinite().all()) for weight in each["weights"]):
                    return True
    return False


def shortened(calls):
    """Weights came back in 16 bits, or torch complained about two formats that met."""
    for call in calls:
        if call.name != "helpers.train":
            continue
        if call.fault is not None:
            return any(words in str(call.fault) for words in COMPLAINTS)
        for each in call.value:
            if any(weight.dtype in SHORT for weight in each["weights"]):
                return True
    return False


class ScalerLike:
    """What the wrong ones have in common; each of them replaces one method."""

    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000):
        self.now, self.growth, self.backoff, self.interval = init_scale, growth_factor, backoff_factor, growth_interval
        self.count, self.looked, self.bad = 0, False, False

    def get_scale(self):
        return self.now

    def scale(self, loss):
        return loss * self.now

    def unscale_(self, opt):
        self.looked = True
        for group in opt.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.grad.div_(self.now)
                    self.bad = self.bad or not bool(torch.isfinite(p.grad).all())

    def step(self, opt):
        if not self.looked:
            self.unscale_(opt)
        if not self.bad:
            opt.step()

    def update(self):
        if self.bad:
            self.lower()
        else:
            self.count += 1
            self.grow()
        self.looked = self.bad = False

    def lower(self):
        self.now *= self.backoff
        self.count = 0

    def grow(self):
        if self.count == self.interval:
            self.now *= self.growth
            self.count = 0


@mistake(
    "no_skip_on_inf",
    of="LossScaler",
    matches=spoilt,
    en="""A step was taken with a gradient that is no finite number, and now a weight is none either. There is no way
    back: every score that is computed with it is NaN, then every gradient, and soon every weight. Two things count as
    not finite, `inf` (too large for the format) and `nan` (what comes out of, say, inf - inf), and a test for one of
    them does not see the other.

    Print `torch.tensor(float("nan")).isinf()`. For which gradients does your scaler leave the step out, and in which
    line?""",
    zh="""梯度已经不是有限的数，却还是走了这一步，于是权重也不再是数了。这是回不去的：用它算出的得分全是 NaN，
    接着所有的梯度、所有的权重都会变成 NaN。“不是有限的数”有两种：`inf`（格式装不下）和 `nan`（比如 inf - inf
    的结果），只检查其中一种，就看不见另一种。

    请打印 `torch.tensor(float("nan")).isinf()`。遇到什么样的梯度，你的缩放器会跳过这一步？是哪一行决定的？""",
)
class LossScalerNoSkip(ScalerLike):
    def step(self, opt):
        if not self.looked:
            self.unscale_(opt)
        opt.step()


@mistake(
    "skips_without_lowering",
    of="LossScaler",
    en="""The step was left out, as it should be, but the scale stayed where it was. If it was the scale that made the
    gradients too large, the next step will be left out for the same reason, and so will the one after it: the network
    stands still, and nothing complains.

    Print `scaler.get_scale()` after each `update`. By what is `update` to know that the step before was left out, and
    where do you write that down?""",
    zh="""这一步确实跳过了，倍数却没有变。如果梯度正是因为倍数太大才溢出的，那么下一步会因为同样的原因被跳过，
    再下一步也是：网络原地不动，而且不会有任何报错。

    请在每次 `update` 之后打印 `scaler.get_scale()`。`update` 靠什么知道刚才那一步被跳过了？这件事你记在了哪里？""",
)
class LossScalerNeverLowers(ScalerLike):
    def lower(self):
        self.count = 0


@mistake(
    "never_grows",
    of="LossScaler",
    en="""The scale never goes up, however many good steps there are. It only falls, a little with each odd batch, and
    after a long training it is so low that small gradients vanish again, as if there were no scaler.

    Where do you count the good steps, and who sets that number back to zero, and when? Print it in each `update`.""",
    zh="""不管成功了多少步，倍数从来没有升高过。它只降不升，每遇到一个古怪的小批量就降一点；训练久了，
    倍数低到小梯度又会消失，好像根本没有缩放器一样。

    成功的步数记在哪里？谁会把它清零，什么时候清零？请在每次 `update` 里把它打印出来。""",
)
class LossScalerNeverGrows(ScalerLike):
    def grow(self):
        pass


@mistake(
    "streak_not_reset",
    of="LossScaler",
    en="""Good steps are counted, but a step that was left out does not set the count back. So the scale goes up after
    so many good steps *in all*, even if the last overflow was a moment ago, and then the next overflow is near.

    With a growth interval of two: one good step, one overflow, one good step. How many good steps are there in a row
    now? What does your count say?""",
    zh="""成功的步数是数了，可是跳过一步之后没有重新数起。于是倍数是在成功的步数*总共*达到那么多时升高的，
    哪怕刚刚才溢出过；这样一来，很快又会溢出。

    设 growth_interval 是 2：成功一步，溢出一步，再成功一步。现在连续成功了几步？你数出来的是几？""",
)
class LossScalerStreakNotReset(ScalerLike):
    def lower(self):
        self.now *= self.backoff


@mistake(
    "unscales_twice",
    of="LossScaler",
    en="""Somebody called `unscale_` to look at the true gradients, and `step` divided them by the scale once more. The
    step is then smaller by the whole scale: the weights hardly move. Whoever never calls `unscale_` sees nothing of it.

    Print a gradient before `unscale_`, after it, and after `step`. How can `step` know whether the division has been
    done already, and when does that knowledge become old?""",
    zh="""有人为了看真正的梯度，先调用了 `unscale_`，而 `step` 又除了一遍。这样，更新的大小比应有的小了整整一个倍数，
    权重几乎不动。从来不调用 `unscale_` 的人，完全看不出来。

    请在 `unscale_` 之前、之后，以及 `step` 之后，各打印一次梯度。`step` 怎样才能知道已经除过了？
    这个消息到什么时候就过时了？""",
)
class LossScalerUnscalesTwice(ScalerLike):
    def step(self, opt):
        self.unscale_(opt)
        if not self.bad:
            opt.step()


def one_step(model, batch, opt, scaler, device_type, dtype, max_norm, loss_of, clip_first=False, inside=False):
    """A step in which the mistakes below replace a part."""
    opt.zero_grad()
    with torch.autocast(device_type, dtype=dtype):
        loss = loss_of(model)
        scaled = loss if scaler is None else scaler.scale(loss)
        if inside:
            scaled.backward()
    if not inside:
        scaled.backward()
    if max_norm is not None:
        if scaler is not None and not clip_first:
            scaler.unscale_(opt)
        nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    if scaler is None:
        opt.step()
    else:
        scaler.step(opt)
        scaler.update()
    return loss.item()


@mistake(
    "half_everything",
    of="autocast_step",
    matches=shortened,
    en="""The weights themselves are in 16 bits now. That is not what mixed precision means: autocast makes short-lived
    copies in 16 bits for the products, and the weights stay float32. In training most steps are tiny beside the weight,
    and bfloat16 has about three decimal digits: 256 + 1 is 256 again. The step is lost, and so are the next thousand.

    Print `next(model.parameters()).dtype` before and after your function. Which line changes it, and what is left for
    this line to do once autocast is there?""",
    zh="""现在连权重本身也是 16 位的了。混合精度不是这个意思：autocast 只在做乘法时临时做一份 16 位的副本，
    权重始终是 float32。训练时，每次更新与权重相比往往很小，而 bfloat16 只有大约三位十进制有效数字：256 + 1 还是 256。
    这一步丢了，后面的一千步也都会丢。

    请在调用函数之前和之后，各打印一次 `next(model.parameters()).dtype`。是哪一行改变了它？有了 autocast 之后，
    还需要这一行做什么吗？""",
)
def half_everything(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    model.to(dtype)
    x, y = batch
    return one_step(
        model, batch, opt, scaler, device_type, dtype, max_norm, lambda model: nn.functional.cross_entropy(model(x), y)
    )


@mistake(
    "loss_in_half",
    of="autocast_step",
    en="""The scores are right, but the loss was computed from them in 16 bits: it stands where autocast no longer
    watches, or was turned into 16 bits by hand. The scores that leave the model are in 16 bits, and outside of the
    block whatever is made of them stays so, the softmax inside the loss too. Inside the block torch computes
    cross-entropy in float32 by itself.

    Print `loss.dtype`. Which lines are indented under your `with torch.autocast(...)`, and which line should be?""",
    zh="""得分是对的，但由得分计算损失时用的是 16 位：这一行所在的地方，autocast 已经管不到了，
    或者是你自己把它变成了 16 位。模型给出的得分是 16 位的，出了这个代码块，用它算出来的一切也都是 16 位的，
    损失里面的 softmax 也不例外。在代码块里面，torch 会自己用 float32 来计算交叉熵。

    请打印 `loss.dtype`。在你的 `with torch.autocast(...)` 下面，有哪几行缩进了？还有哪一行应该缩进？""",
)
def loss_in_half(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    def loss_of(model):
        scores = model(batch[0])
        with torch.autocast(device_type, enabled=False):
            return nn.functional.cross_entropy(scores, batch[1])

    return one_step(model, batch, opt, scaler, device_type, dtype, max_norm, loss_of)


@mistake(
    "softmax_in_half",
    of="autocast_step",
    en="""The softmax was taken in 16 bits, in a line of its own, before the loss. Autocast goes through the operators
    one by one: some are lowered to 16 bits, some raised to float32, and the rest take what they get. On a graphics card
    softmax is among those that are raised, on a CPU it is not; cross-entropy, which does softmax and logarithm in one,
    is raised on both.

    Print the dtype of your scores, of what softmax (or log_softmax) made of them, and of the loss. Where do digits get
    lost?""",
    zh="""softmax 是单独一行、在损失之前用 16 位算的。autocast 是一个算子一个算子地看的：有的降到 16 位，
    有的升到 float32，其余的给什么就用什么。在显卡上，softmax 属于会升到 float32 的；在 CPU 上却不属于。
    而交叉熵把 softmax 和对数合在一起做，在两种设备上都会升到 float32。

    请打印得分的 dtype、softmax（或 log_softmax）结果的 dtype，以及损失的 dtype。有效数字是在哪里丢的？""",
)
def softmax_in_half(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    def loss_of(model):
        return nn.functional.nll_loss(torch.log_softmax(model(batch[0]), 1), batch[1])

    return one_step(model, batch, opt, scaler, device_type, dtype, max_norm, loss_of)


@mistake(
    "clip_before_unscale",
    of="autocast_step",
    en="""The gradients were clipped while the scale was still on them. They are then many times too long, often
    thousands, so nearly every one is cut down to `max_norm`, and afterwards it is divided by the scale: what is left of
    the step is next to nothing. Without a scaler the same lines are right.

    Print what `clip_grad_norm_` returns, with a scaler and without. Which of the scaler's methods takes the scale off,
    and in which line does it run?""",
    zh="""裁剪的时候，梯度还带着那个倍数。这时它们长了很多倍，往往是成千上万倍，几乎每一次都会被裁到 `max_norm`，
    之后再除以倍数：这一步就几乎什么也不剩了。没有缩放器时，同样的代码却是对的。

    请在有缩放器和没有缩放器的情况下，各打印一次 `clip_grad_norm_` 的返回值。缩放器的哪个方法会把倍数除掉？
    它在哪一行运行？""",
)
def clip_before_unscale(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    def loss_of(model):
        return nn.functional.cross_entropy(model(batch[0]), batch[1])

    return one_step(model, batch, opt, scaler, device_type, dtype, max_norm, loss_of, clip_first=True)


@mistake(
    "backward_inside_autocast",
    of="autocast_step",
    en="""`backward` was called while autocast was still on. Each operator of the backward pass takes the dtype that its
    forward operator had, so autocast has nothing to choose there; and where a model keeps a part in float32 on purpose,
    it would lower that part's gradients. Torch's own notes advise against it. In most networks the numbers come out
    the same, which is why nobody notices.

    Print `torch.is_autocast_enabled(device_type)` in the line before `backward`. How far is this line indented?""",
    zh="""调用 `backward` 的时候，autocast 还开着。反向传播里的每个算子，都沿用前向时对应算子的 dtype，
    所以 autocast 在这里没有什么可选的；要是模型有意让某一部分保持 float32，它反而会把那一部分的梯度降到 16 位。
    torch 自己的文档也不建议这样做。对大多数网络，数值结果是一样的，所以谁也没有注意到。

    请在 `backward` 的前一行打印 `torch.is_autocast_enabled(device_type)`。这一行缩进了多少？""",
)
def backward_inside_autocast(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    def loss_of(model):
        return nn.functional.cross_entropy(model(batch[0]), batch[1])

    return one_step(model, batch, opt, scaler, device_type, dtype, max_norm, loss_of, inside=True)


@mistake(
    "half_for_bfloat16",
    of="bf16_round",
    en="""These numbers went through float16, which `.half()` makes, and not through bfloat16. Both have 16 bits, but
    they spend them in different ways: float16 on digits, so it is fine and soon at its end; bfloat16 on the exponent,
    so it is coarse and reaches as far as float32.

    What does your function make of 257, and of 100000? Which of the two does the table in the handout promise to keep,
    and which to round?""",
    zh="""这些数经过的是 float16（`.half()` 得到的就是它），而不是 bfloat16。两者都是 16 位，用法却不同：
    float16 把位数花在有效数字上，所以刻度细，但很快就到头了；bfloat16 把位数花在指数上，所以刻度粗，
    但和 float32 一样长。

    你的函数会把 257 变成什么？把 100000 变成什么？按照讲义里的表，哪一个应该基本保留，哪一个应该被舍入？""",
)
def half_for_bfloat16(x):
    return x.half().to(x.dtype)


@mistake(
    "first_parameter_only",
    of="keeps_float32",
    en="""The answer goes by the first parameter alone. A model may be mixed: often somebody turns a large body into 16
    bits and leaves the head as it was, or the other way round.

    Build a model of two layers, call `.bfloat16()` on the second one, and print the dtype of each parameter. How many
    of them does your function look at?""",
    zh="""结果只取决于第一个参数。可是一个模型里可以有几种 dtype：常有人把庞大的主干变成 16 位，头部保持原样，
    或者反过来。

    请搭一个两层的模型，对第二层调用 `.bfloat16()`，再打印每个参数的 dtype。你的函数看了其中几个？""",
)
def first_parameter_only(model):
    return next(model.parameters()).dtype == torch.float32
