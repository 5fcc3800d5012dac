"""a2/u01 The tape: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes would fit, the first in this file is named. Each is `ValueLike` with one thing that is not right.
"""

from autograder import mistake


class ValueLike:
    """What the wrong ones have in common; each of them replaces one method."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op, self.grad = data, parents, op, 0.0

    def __add__(self, other):
        other = self.as_value(other)
        return type(self)(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = self.as_value(other)
        return type(self)(self.data * other.data, (self, other), "*")

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def relu(self):
        return type(self)(max(self.data, 0.0), (self,), "relu")

    def as_value(self, other):
        return other if isinstance(other, ValueLike) else type(self)(other)

    def slopes(self):
        """How much this one rises with each parent."""
        if self.op == "*":
            return [self.parents[1].data, self.parents[0].data]
        if self.op == "relu":
            return [self.relu_slope(self.parents[0].data)]
        return [1.0 for _ in self.parents]

    def relu_slope(self, data):
        return 1.0 if data > 0 else 0.0

    def pass_back(self):
        for parent, slope in zip(self.parents, self.slopes(), strict=True):
            parent.grad += slope * self.grad

    def listed(self):
        """Everything that this one was made of, parents before children."""
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        return order

    def walk(self):
        """In which order things are passed back."""
        return reversed(self.listed())

    def backward(self):
        self.grad = 1.0
        for value in self.walk():
            value.pass_back()


@mistake(
    "number_not_wrapped",
    of="Value",
    en="""A plain number was asked for its `data`, which it does not have. In `a + 10` Python hands your `__add__` the
    bare 10. The same happens in `10 + a`, and in `sum([a, a])`, which begins with 0: `__radd__` passes the number on to
    `__add__`.

    Print `type(other)` at the beginning of `__add__` and compute `a + 10`. What would you have to make of the 10, so
    that the lines below need not care?""",
    zh="""这里向一个普通的数要它的 `data`，可它没有。计算 `a + 10` 时，Python 交给你的 `__add__` 的就是光秃秃的 10。
    `10 + a` 也一样，从 0 开始累加的 `sum([a, a])` 也一样：`__radd__` 会把这个数转交给 `__add__`。

    请在 `__add__` 的开头打印 `type(other)`，再计算 `a + 10`。要让后面几行不必区分，应该先把这个 10 变成什么？""",
)
class ValueNumberNotWrapped(ValueLike):
    def as_value(self, other):
        return other


@mistake(
    "factor_not_wrapped",
    of="Value",
    en="""Sums take plain numbers, products do not: in `a * 10` Python hands your `__mul__` the bare 10, and that was
    asked for its `data`, which it does not have. `10 * a` comes to the same, by way of `__rmul__`.

    Print `type(other)` at the beginning of `__mul__` and compute `a * 10`. What does `__add__` do at this place?""",
    zh="""加法能接受普通的数，乘法却不能：计算 `a * 10` 时，Python 交给你的 `__mul__` 的就是光秃秃的 10，
    而这里向它要 `data`，它没有。`10 * a` 会经过 `__rmul__`，结果也一样。

    请在 `__mul__` 的开头打印 `type(other)`，再计算 `a * 10`。在同样的地方，`__add__` 做了什么？""",
)
class ValueFactorNotWrapped(ValueLike):
    def __mul__(self, other):
        return type(self)(self.data * other.data, (self, other), "*")


@mistake(
    "summand_not_wrapped",
    of="Value",
    en="""Products take plain numbers, sums do not: in `a + 10` Python hands your `__add__` the bare 10, and that was
    asked for its `data`, which it does not have. `10 + a` comes to the same, by way of `__radd__`, and so does
    `sum([a, a])`, which begins with 0.

    Print `type(other)` at the beginning of `__add__` and compute `a + 10`. What does `__mul__` do at this place?""",
    zh="""乘法能接受普通的数，加法却不能：计算 `a + 10` 时，Python 交给你的 `__add__` 的就是光秃秃的 10，
    而这里向它要 `data`，它没有。`10 + a` 会经过 `__radd__`，也一样；从 0 开始累加的 `sum([a, a])` 也一样。

    请在 `__add__` 的开头打印 `type(other)`，再计算 `a + 10`。在同样的地方，`__mul__` 做了什么？""",
)
class ValueSummandNotWrapped(ValueLike):
    def __add__(self, other):
        return type(self)(self.data + other.data, (self, other), "+")


@mistake(
    "seed_missing",
    of="Value",
    en="""All gradients are 0, even that of the value on which `backward()` was called. Whatever is passed back is some
    number times the gradient of the one that passes it, and if the first of them has 0, everybody gets 0.

    If e rises by 1, by how much does e rise? Print `self.grad` in the first line of your loop.""",
    zh="""所有的梯度都是 0，连调用 `backward()` 的那个值自己也是 0。往回传的，总是某个数乘以传出者自己的梯度；
    如果第一个传出者的梯度是 0，大家得到的就都是 0。

    e 增加 1 时，e 增加多少？请在循环的第一行打印 `self.grad`。""",
)
class ValueSeedMissing(ValueLike):
    def backward(self):
        for value in self.walk():
            value.pass_back()


@mistake(
    "no_parents",
    of="Value",
    en="""The value on which `backward()` was called has its gradient, and nothing went any further: all others have 0.
    The numbers themselves are right. That has one of three reasons. A result was not told what it was made of, so it
    cannot find its way back. Or it was, and nobody walks there: the list of values is empty. Or there is a walk, and
    what is handed back is a slope times a gradient that is still 0: that of the parent, or of a value that gets its 1
    too late.

    Make `c = a * b` and print what c keeps as its parents. If they are there, print in your loop whose turn it is, and
    the gradient that you multiply with. Whose should it be?""",
    zh="""调用 `backward()` 的那个值自己有梯度，可是一步也没有往下走：其余的都是 0。算出来的数倒是对的。
    原因是下面三者之一。一个结果没有被告知自己是由谁得来的，所以找不到回去的路；或者告知了，却没有人沿着路走：
    列表里一个值也没有；或者走了，可是往回交的是斜率乘以一个还是 0 的梯度：那是父节点的梯度，
    或者某个值太晚才得到它的 1。

    请算出 `c = a * b`，打印 c 所保存的父节点。如果它们都在，请在循环里打印轮到了谁，以及你乘上的那个梯度。
    这应该是谁的梯度？""",
)
class ValueNoParents(ValueLike):
    def __init__(self, data, parents=(), op=""):
        super().__init__(data)


@mistake(
    "order_not_reversed",
    of="Value",
    en="""Only the direct parents of the last value got a gradient. Either the list of values was gone through from the
    wrong end: then the leaves have their turn while their gradient is still 0, and the last value, the only one with
    something to pass on, comes at the very end. Or the others never came into the list, since a result does not know
    what it was made of.

    For `b = a * a` and `e = b + a`, print the numbers in the order in which your loop goes through them. Are all three
    there, and which should be the first?""",
    zh="""只有最后那个值的直接父节点得到了梯度。要么是列表从错误的一端开始走：叶子轮到的时候，梯度还是 0，
    而唯一有东西可传的最后那个值，却排在了末尾。要么是其他的值根本没有进入列表，因为结果不知道自己是由谁得来的。

    对 `b = a * a` 和 `e = b + a`，请按循环的次序把各个值打印出来。三个值都在吗？谁应该排在第一个？""",
)
class ValueOrderNotReversed(ValueLike):
    def walk(self):
        return self.listed()


@mistake(
    "local_only",
    of="Value",
    en="""Each operation passed back its own slope only, as if it were the last one. But what comes behind it counts as
    well: if b rises by 3 with a, and e rises by 5 with b, then e rises by 15 with a.

    For `s = a * b` and `e = s * d`: which number tells, during the way back, how much e depends on s? Does it stand in
    what s passes to a?""",
    zh="""每个运算往回传的只有它自己的斜率，就好像它是最后一个运算似的。可是它后面的部分也要算进去：
    如果 a 增加 1 使 b 增加 3，b 增加 1 使 e 增加 5，那么 a 增加 1 就使 e 增加 15。

    对 `s = a * b` 和 `e = s * d`：往回走的时候，哪个数说明了 e 有多依赖 s？s 传给 a 的东西里有它吗？""",
)
class ValueLocalOnly(ValueLike):
    def pass_back(self):
        for parent, slope in zip(self.parents, self.slopes(), strict=True):
            parent.grad += slope


@mistake(
    "product_local_only",
    of="Value",
    en="""Sums hand back what they should. A product hands each factor the number of the other one, and no more, as if
    nothing came behind it. But if a product rises by 7 with a, and e rises by 5 with the product, then e rises by 35
    with a.

    For `s = a * b` and `e = s * d`: which number tells, during the way back, how much e depends on s? Does it stand in
    what s passes to a?""",
    zh="""加法往回传的没有错。乘法交给每个因数的只有对方的数，就好像这个积后面什么也没有似的。
    可是如果 a 增加 1 使积增加 7，积增加 1 使 e 增加 5，那么 a 增加 1 就使 e 增加 35。

    对 `s = a * b` 和 `e = s * d`：往回走的时候，哪个数说明了 e 有多依赖 s？s 传给 a 的东西里有它吗？""",
)
class ValueProductLocalOnly(ValueLike):
    def pass_back(self):
        if self.op != "*":
            super().pass_back()
            return
        for parent, slope in zip(self.parents, self.slopes(), strict=True):
            parent.grad += slope


@mistake(
    "own_factor",
    of="Value",
    en="""In a product each factor got its own number back, where it should have been the other's. The two agree only in
    `a * a`.

    A rectangle is 2 wide and 7 high. If it becomes wider by a tiny bit, how much area is gained for each bit: 2 times
    or 7 times as much?""",
    zh="""在乘法里，每个因数拿回去的是自己的数，而本来应该是对方的数。只有 `a * a` 时两者才一样。

    一个长方形宽 2、高 7。宽度增加一点点，面积增加的是这一点点的 2 倍，还是 7 倍？""",
)
class ValueOwnFactor(ValueLike):
    def slopes(self):
        return [parent.data for parent in self.parents] if self.op == "*" else super().slopes()


@mistake(
    "relu_at_negative",
    of="Value",
    en="""The gradient went through relu as if it were not there, also where the number below it was negative. There
    relu says 0, and it goes on saying 0 if that number changes by a bit.

    Let a be -2. How much does `a.relu()` change if a becomes -1? Print what your relu passes to its parent then.""",
    zh="""梯度穿过了 relu，就好像它不存在一样，连下面那个数是负的时候也是如此。在那里 relu 给出 0，
    而且那个数稍微变一点，它给出的仍然是 0。

    设 a 是 -2。当 a 变成 -1 时，`a.relu()` 变了多少？请打印此时你的 relu 传给父节点的是什么。""",
)
class ValueReluAtNegative(ValueLike):
    def relu_slope(self, data):
        return 1.0


@mistake(
    "slope_one_at_zero",
    of="Value",
    en="""Right above 0 and right below 0, but at 0 itself the gradient went through. The slope of relu is 0 on the left
    and 1 on the right, so in the corner it is a matter of agreement; the task takes the side that torch takes.

    What does torch say? `x = torch.tensor(0.0, requires_grad=True)`, then `x.relu().backward()` and `print(x.grad)`.
    Which comparison in your class decides it?""",
    zh="""大于 0 时对，小于 0 时也对，唯独恰好等于 0 时，梯度穿了过去。relu 的斜率在左边是 0，在右边是 1，
    拐角处取哪一个只是约定；本题的约定与 torch 相同。

    torch 怎么说？写 `x = torch.tensor(0.0, requires_grad=True)`，再写 `x.relu().backward()` 和 `print(x.grad)`。
    你的类里，是哪一个比较决定了这件事？""",
)
class ValueSlopeOneAtZero(ValueLike):
    def relu_slope(self, data):
        return 1.0 if data >= 0 else 0.0


@mistake(
    "overwrites_grad",
    of="Value",
    en="""A value that is used more than once kept only the last gradient that it was sent; the earlier ones were
    overwritten. In `a * a` it is sent two, one for each place where it stands. Where each value is used once, nobody
    can see the difference.

    If a is used in two places and moves a bit, both places move. What has to happen to what is already in `grad` when
    the second gradient arrives?""",
    zh="""用了不止一次的值，只留下了最后送来的那份梯度，先前的都被覆盖了。在 `a * a` 里，a 会收到两份，
    它出现的每个位置各送来一份。如果每个值只用一次，就谁也看不出差别。

    a 用在两个地方，它动一动，两个地方都会跟着动。第二份梯度送到时，`grad` 里已有的数应该怎么办？""",
)
class ValueOverwritesGrad(ValueLike):
    def pass_back(self):
        for parent, slope in zip(self.parents, self.slopes(), strict=True):
            parent.grad = slope * self.grad


@mistake(
    "grads_set_to_zero",
    of="Value",
    en="""One expression alone is right. When a second one goes back that begins with the same leaf, what the first one
    left in its `grad` is gone: before the walk, every gradient was set to 0. The task, as torch, adds to what is there;
    who wants to begin again says so.

    Print `a.grad` after the first `backward()`, and in the first line of the second one's loop. Which line of yours
    has run in between?""",
    zh="""单独一个表达式是对的。可是当第二个表达式从同一片叶子出发、往回传时，第一个留在 `grad` 里的数就没有了：
    开始走之前，所有的梯度都被设成了 0。题目和 torch 一样，要求加到已有的数上；想重新开始的人，会自己说出来。

    请在第一次 `backward()` 之后打印 `a.grad`，再在第二次的循环的第一行打印它。这中间运行了你的哪一行？""",
)
class ValueGradsSetToZero(ValueLike):
    def backward(self):
        for value in self.listed():
            value.grad = 0.0
        super().backward()


@mistake(
    "not_topological",
    of="Value",
    en="""The values had their turns in the order of their distance from the end, as in a queue: parents, then their
    parents, and so on. To a value that is used in several places there are ways of different length. It comes up once
    for each of them: too early the first time, with a part of its gradient, and then again, passing on once more what
    it had passed on before.

    For `c = b * 2`, `d = c + b`, `e = d + b`: print the numbers as your loop comes to them. How often is it b's turn,
    and how much of its gradient has b when it is first?""",
    zh="""各个值是按照离终点的远近轮到的，就像排队：先是父节点，再是父节点的父节点，依此类推。
    用在多个地方的值，通往它的路有长有短，每有一条路它就轮到一次：第一次来得太早，梯度只收到一部分；
    后来又轮到，已经传过的又传了一遍。

    对 `c = b * 2`、`d = c + b`、`e = d + b`：请把循环走到的各个值依次打印出来。b 轮到了几次？
    第一次轮到时，b 的梯度收到了多少？""",
)
class ValueNotTopological(ValueLike):
    def walk(self):
        queue = [self]
        for value in queue:  # it grows meanwhile
            queue.extend(value.parents)
        return queue


@mistake(
    "recursion_twice",
    of="Value",
    en="""Each value passes its gradient on and then sends its parents off to do the same, at once. A value with two
    children is sent off twice, and the second time it passes on all of its gradient, including the part that it passed
    on the first time.

    For `c = b * 2`, `d = c + b`, `e = d + b`: print the number and the gradient of each value when it passes something
    on. How often does b appear? When does b know that nothing more will arrive?""",
    zh="""每个值把梯度传下去之后，立刻就让父节点接着做同样的事。有两个子节点的值会被叫到两次，
    而第二次它把全部梯度又传了一遍，连第一次已经传过的那部分也在内。

    对 `c = b * 2`、`d = c + b`、`e = d + b`：每当一个值往下传时，请打印它的数和梯度。b 出现了几次？
    b 要到什么时候才知道不会再有梯度送来？""",
)
class ValueRecursionTwice(ValueLike):
    def walk(self):
        return [self, *(value for parent in self.parents for value in parent.walk())]


@mistake(
    "too_early",
    of="Value",
    en="""Each value had its turn once, but some had it too early: in the order of their distance from the end. A value
    that is near the end by one way and far from it by another has its turn when only the short way has brought
    something. What comes by the long way arrives afterwards, is added to its gradient, and is never passed on.

    For `b = a + 1`, `c = b * 2`, `d = c + b`, `e = d + b`: print the numbers in the order of your loop. When it is b's
    turn, which of the others still has something for b?""",
    zh="""每个值都只轮到一次，可是有的轮到得太早了：次序是按离终点的远近排的。一个值如果走一条路离终点近，走另一条路离终点远，
    那么轮到它时，只有近路上的梯度送到了。远路上的后来才到，加进了它的梯度，却再也没有往下传。

    对 `b = a + 1`、`c = b * 2`、`d = c + b`、`e = d + b`：请按循环的次序把各个值打印出来。轮到 b 的时候，
    还有谁有东西要给 b？""",
)
class ValueTooEarly(ValueLike):
    def walk(self):
        queue = [self]
        for value in queue:  # it grows meanwhile
            queue.extend(parent for parent in dict.fromkeys(value.parents) if parent not in queue)
        return queue
