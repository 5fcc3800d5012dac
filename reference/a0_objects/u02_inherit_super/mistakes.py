"""a0/u02 Inherit and super: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one class would fit, the first in this file is named.

A wrong class keeps the name of the right one, since checks see names. Its relatives come from the solution.
"""

import u02_inherit_super as given

from autograder import mistake


@mistake(
    "no_super_init",
    of="Scale",
    en="""The `__init__` of the parent never ran. A child that has an `__init__` of its own has replaced the one of its
    parent; whatever the parent sets up there, here the history, is missing, until the child calls the parent's
    `__init__` itself. Python does not complain where this is forgotten, but later, where the history is used. Torch
    complains a little earlier: a layer put into a module that has not begun yet gives "cannot assign module before
    Module.__init__() call".

    Print `vars(Scale(3.0))`: that is all the object knows. What is missing, and whose `__init__` makes it?""",
    zh="""父类的 `__init__` 根本没有运行。子类只要写了自己的 `__init__`，就取代了父类的那一个；
    父类在那里准备好的东西（这里是历史记录）也就没有了，除非子类自己去调用父类的 `__init__`。
    漏写的时候 Python 不会提醒，要等到用历史记录时才报错。torch 报得稍早一些：往还没有初始化的模块里放一个层，会看到
    “cannot assign module before Module.__init__() call”。

    请打印 `vars(Scale(3.0))`，对象知道的东西全在这里。缺了什么？它本来该由谁的 `__init__` 来准备？""",
)
class ScaleNoSuperInit(given.Layer):
    def __init__(self, factor):
        self.factor = factor

    def forward(self, x):
        return super().forward(x) * self.factor


@mistake(
    "super_without_call",
    of="Scale",
    en="""The parent's `__init__` was found, but not called. A function's name without brackets behind it only says
    which function is meant, as a phone number on a note is no call. Python reads such a line, does nothing, and says
    nothing; the history is missing later. (Torch would say "cannot assign module before Module.__init__() call".)

    Print `Scale(3.0).forward` and `Scale(3.0).forward(10.0)`. What is different on the page, and what is different in
    what happens? Which of the two does your line with `super()` look like?""",
    zh="""找到了父类的 `__init__`，却没有调用它。函数名后面不加括号，只是说明指的是哪个函数，
    就像纸条上记着的电话号码，还不等于打了电话。Python 读到这样一行，什么也不做，也不作声；
    等到后来，才发现没有历史记录。
    （换成 torch，它会说“cannot assign module before Module.__init__() call”。）

    请打印 `Scale(3.0).forward` 和 `Scale(3.0).forward(10.0)`。写法上差在哪里？实际发生的事又差在哪里？
    你写的 `super()` 那一行，像其中的哪一个？""",
)
class ScaleSuperWithoutCall(given.Layer):
    def __init__(self, factor):
        super().__init__  # noqa: B018 - that is the mistake
        self.factor = factor

    def forward(self, x):
        return super().forward(x) * self.factor


@mistake(
    "parent_given_too_much",
    of="Scale",
    raises=r"takes \d positional arguments? but \d were given",
    en="""More arrived at the parent than it asks for. `super()` knows already which object it is about, and hands it
    over as `self`. What stands between the brackets comes behind that, and the parent has no place for it: neither for
    the object a second time, nor for a number of which a Layer knows nothing. (Only `Layer.__init__(self)`, by the
    name of a class, needs the object written down, and there `super` is not used at all.)

    What does the `def __init__` of the parent list behind `self`? And what did you write between the brackets?""",
    zh="""交给父类的东西，比它要的多。`super()` 已经知道说的是哪个对象，会自动把它作为 `self` 交过去；
    括号里写的参数排在它的后面，而父类没有地方放：再交一次对象，放不下；交一个 Layer 根本不认识的数，同样放不下。
    （只有用类名的写法 `Layer.__init__(self)` 才需要写出对象，而那种写法根本没有用到 `super`。）

    父类的 `def __init__` 在 `self` 后面列了什么？你在括号里又写了什么？""",
)
class ScaleParentGivenTooMuch(given.Layer):
    def __init__(self, factor):
        super().__init__(self)
        self.factor = factor

    def forward(self, x):
        return super().forward(x) * self.factor


@mistake(
    "calls_itself",
    of="Scale",
    raises=r"maximum recursion depth",
    en="""`forward` calls itself. `self.forward` begins its search at the class of the object, and there it finds the
    very method that is running; that one calls `self.forward` again, and so on, until Python has had enough after about
    a thousand times.

    The parent has a method of the same name. Which word begins the search one class higher up?""",
    zh="""`forward` 调用了它自己。`self.forward` 从对象自己的类开始找，找到的正是此刻在运行的这个方法；
    它又去调用 `self.forward`，如此反复，大约一千次之后 Python 就叫停了。

    父类有一个同名的方法。用哪个词，可以从上一级的类开始找？""",
)
class ScaleCallsItself(given.Layer):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return self.forward(x) * self.factor


@mistake(
    "no_super_forward",
    of="Scale",
    en="""The answers are right, but nobody wrote x into the history. A `forward` in the child replaces that of the
    parent, with all that it did; the parent's part is done only if the child asks for it. When a class "adds one thing"
    it is easy to write down the new thing and to lose the old one.

    Print `layer.history` after `layer.forward(10.0)`, once for a `Layer` and once for a `Scale`. Which line does the
    writing, in which class does it stand, and who calls it?""",
    zh="""答案都对，可是没有谁把 x 写进历史记录。子类里的 `forward` 取代了父类的 `forward`，连同它原来做的事；
    父类的那一份，要子类去请它做，它才会做。给一个类“添一样东西”时，很容易只顾写新的，把旧的弄丢了。

    请分别用 `Layer` 和 `Scale` 调用 `layer.forward(10.0)`，再打印 `layer.history`。负责写下来的是哪一行？它在哪个类里？
    由谁来调用它？""",
)
class ScaleNoSuperForward(given.Layer):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return x * self.factor


@mistake(
    "copy_of_parent",
    of="Scale",
    en="""The class does what its parent does, but it does not ask the parent that `super()` finds: the parent's lines
    stand here a second time, or the parent is called by its name. As long as nobody touches the family, that gives the
    same. The check put a class in between, one that answers a little differently, and your class did not hear of it.
    A parent that is corrected next year will not be heard either.

    Change the last line of `Layer.forward` to `return x + 1000` for a moment. Should a `Scale` notice, and does
    yours? (Then change it back.)""",
    zh="""父类做的事，这个类都做了，却没有去请 `super()` 找到的那个父类来做：要么把父类的几行又抄了一遍，
    要么用类名直接调用了父类。只要没有人动这个家族，结果是一样的。检查时，在中间插进了一个类，它的回答略有不同，
    而你的类对此一无所知。将来父类改正了什么，它同样不会知道。

    请把 `Layer.forward` 的最后一行暂时改成 `return x + 1000`。`Scale` 应不应该察觉？你的 `Scale` 察觉了吗？
    （试完请改回来。）""",
)
class ScaleCopyOfParent(given.Layer):
    def __init__(self, factor):
        self.history = []
        self.factor = factor

    def forward(self, x):
        self.history.append(x)
        return x * self.factor


@mistake(
    "parents_argument_forgotten",
    of="ScaleThenShift",
    raises=r"missing \d required positional argument",
    en="""The parent was asked to begin, and was not told what it needs for that. A `Layer` begins without any argument,
    a `Scale` does not: it cannot know its factor. Your class got the factor from outside, and has to hand it on.

    Which arguments does `__init__` of the parent list? Which of them arrive at `super().__init__`, and where does your
    class have the missing one?""",
    zh="""请父类开始初始化，却没有告诉它需要的东西。`Layer` 初始化时不需要任何参数，`Scale` 则不行，
    它没法知道自己的系数。系数从外面交到了你的类手里，还得由你的类转交上去。

    父类的 `__init__` 列了哪些参数？其中哪些真正交给了 `super().__init__`？缺的那一个，你的类是在哪里拿到的？""",
)
class ScaleThenShiftParentsArgumentForgotten(given.Scale):
    def __init__(self, factor, shift):
        super().__init__()
        self.factor = factor
        self.shift = shift

    def forward(self, x):
        return super().forward(x) + self.shift


@mistake(
    "wrong_order",
    of="ScaleThenShift",
    en="""The shift came first: it was added to x, and the sum was scaled. So the shift was scaled as well. With a
    factor of 1 or a shift of 0 nobody would notice.

    The name of the class says the order. For a factor of 2, a shift of 3 and the number 10: what do you get on paper,
    and which number does the parent have to be given for that? Print `layer.history` to see which one it was given.""",
    zh="""平移做在了前面：先把平移量加到 x 上，再缩放，于是平移量也跟着缩放了。系数是 1，或者平移量是 0 的时候，
    谁也看不出来。

    次序就写在类名里。系数为 2、平移量为 3、输入为 10，在纸上算一算，得多少？为此，应该把哪个数交给父类？请打印
    `layer.history`，看看实际交过去的是哪个数。""",
)
class ScaleThenShiftWrongOrder(given.Scale):
    def __init__(self, factor, shift):
        super().__init__(factor)
        self.shift = shift

    def forward(self, x):
        return super().forward(x + self.shift)


@mistake(
    "scales_twice",
    of="ScaleThenShift",
    en="""Each number was multiplied twice, by the parent and then once more by your class. What `super()` gives back is
    the answer of a whole Scale, no longer the x that went in.

    Print what `super().forward(10.0)` gives, inside your `forward`. What is left to be done with it?""",
    zh="""每个数都乘了两次：父类乘了一次，你的类又乘了一次。`super()` 那边返回的，已经是一个完整的 Scale 给出的答案，
    不再是当初输入的 x。

    请在你的 `forward` 里打印 `super().forward(10.0)` 的结果。对这个结果，还剩下什么要做？""",
)
class ScaleThenShiftScalesTwice(given.Scale):
    def __init__(self, factor, shift):
        super().__init__(factor)
        self.shift = shift

    def forward(self, x):
        return super().forward(x) * self.factor + self.shift


@mistake(
    "computes_alone",
    of="ScaleThenShift",
    en="""The whole sum is worked out in the child, and the parent is not asked. The answer is right, but the history
    stays empty: writing it is the work of the oldest class, and nobody passed the number up to it. Besides, the
    multiplication now stands in two classes, and whoever corrects one of them has to think of the other.

    Follow the number 10 from class to class with your finger. In which class does it stop, and in which one is it
    written down?""",
    zh="""整个算式都由子类自己算完了，没有去问父类。答案是对的，历史记录却是空的：写记录是最上面那个类的事，
    而这个数没有谁替它往上交。况且，乘法现在写在两个类里，谁改了其中一处，都得记着另一处。

    请用手指跟着 10 这个数，一个类一个类地走。它停在了哪个类？写记录又是在哪个类？""",
)
class ScaleThenShiftComputesAlone(given.Scale):
    def __init__(self, factor, shift):
        super().__init__(factor)
        self.shift = shift

    def forward(self, x):
        return x * self.factor + self.shift


@mistake(
    "parent_asked_first",
    of="describe",
    en="""A ScaleThenShift was called a Scale. And it is one: every object of a class counts as an object of all the
    ancestors of that class, too. So the question "is it a Scale?" gets a yes before anybody asks the next one.

    Make a ScaleThenShift, and print `isinstance(layer, Scale)` and `type(layer)`. Which of the two says what you want
    to know?""",
    zh="""把一个 ScaleThenShift 叫成了 Scale。它也确实是 Scale：一个类的对象，同时也算是这个类所有祖先的对象。
    所以“它是不是 Scale？”这一问，已经得到了肯定的回答，后面的问题就轮不到了。

    请造一个 ScaleThenShift，打印 `isinstance(layer, Scale)` 和 `type(layer)`。你想知道的事，是哪一个说出来的？""",
)
def describe_parent_asked_first(layers):
    lines = []
    for layer in layers:
        if isinstance(layer, given.Scale):
            name = "Scale"
        elif isinstance(layer, given.ScaleThenShift):
            name = "ScaleThenShift"
        else:
            name = "Layer"
        lines.append(f"{name}: {len(layer.history)}")
    return lines


@mistake(
    "known_classes_only",
    of="describe",
    en="""The function knows the classes of this file by heart, and takes a new one for its parent, or for its
    grandparent. But the point of a family is that others may have children later: a program that is finished today gets
    layers that are written next year.

    Write `class Blur(Scale): pass`, and describe a Blur. Who knows that it is a Blur, if not your function? Print
    `type(layer)`.""",
    zh="""这个函数只背下了本文件里的几个类，遇到新的类，就当成它的父类，甚至再上一辈。可是有了家族，
    好处正在于别人以后还能往下添：今天写完的程序，会用到明年才写出来的层。

    请写一行 `class Blur(Scale): pass`，再描述一个 Blur。函数不知道它是 Blur，那么谁知道？请打印 `type(layer)`。""",
)
def describe_known_classes_only(layers):
    lines = []
    for layer in layers:
        if isinstance(layer, given.ScaleThenShift):
            name = "ScaleThenShift"
        elif isinstance(layer, given.Scale):
            name = "Scale"
        else:
            name = "Layer"
        lines.append(f"{name}: {len(layer.history)}")
    return lines
