"""a0/u03 Call protocol: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one class would fit, the first in this file is named. Each is the solution's class with one
method that is not right.

`raises=r".*"`: the text of a student's own `raise IndexError(...)` is free.
"""

from typing import ClassVar

from u03_call_protocol import Pipe, Recorder

from autograder import mistake


@mistake(
    "calls_forward_itself",
    of="Pipe",
    en="""Each step was asked for its `forward`. A plain function has none, so Python stops there. A layer in torch does
    have one, and then nothing stops, which is worse: calling the layer does more than its `forward` (here it counts,
    there it runs hooks), and that part is left out.

    A step is anything that can be called. How would you call it if you knew nothing else about it?""",
    zh="""这里向每一步要的是它的 `forward`。普通函数没有 `forward`，Python 就在这里停下了。torch 的层倒是有，
    程序不会停，可这反而更糟：调用层本身，比调用它的 `forward` 做的事要多一些（这里是计数，torch 里是执行钩子），
    多出来的那部分就漏掉了。

    所谓一步，就是任何可以调用的东西。假如除此以外你对它一无所知，你会怎样调用它？""",
)
class PipeCallsForwardItself(Pipe):
    def __call__(self, x):
        for step in self.steps:
            x = step.forward(x)
        return x


@mistake(
    "keeps_first_input",
    of="Pipe",
    en="""Every step was given what went into the pipe, not what the step before it gave. All their answers but the last
    one were thrown away, so the pipe does only what its last step does.

    Print x at the beginning of each turn of the loop. Does it change from one turn to the next? Which name holds what
    the step has just answered?""",
    zh="""每一步拿到的都是最初送进来的那个值，而不是前一步给出的结果。除了最后一步，前面各步的结果都丢掉了，
    所以整条 Pipe 只做了最后一步的事。

    请在循环每一轮的开头打印 x。它一轮一轮地变了吗？刚才那一步给出的结果，存在哪个名字里？""",
)
class PipeKeepsFirstInput(Pipe):
    def __call__(self, x):
        answer = x
        for step in self.steps:
            answer = step(x)
        return answer


@mistake(
    "returns_inside_loop",
    of="Pipe",
    en="""Only the first step did anything. A `return` ends the whole call at once, wherever it stands; one that is
    indented as deep as the loop's body ends it in the first turn.

    Put `print(step)` into the loop and send something through a pipe of three steps. How many lines appear? How far is
    your `return` indented?""",
    zh="""只有第一步起了作用。`return` 不管写在哪里，一执行就会结束整个调用；如果它缩进得与循环体一样深，
    循环的第一轮就结束了。

    请在循环里加一句 `print(step)`，再往有三步的 Pipe 里送一个值。打印了几行？你的 `return` 缩进了多少？""",
)
class PipeReturnsInsideLoop(Pipe):
    def __call__(self, x):
        for step in self.steps:
            return step(x)
        return x


@mistake(
    "right_to_left",
    of="Pipe",
    en="""The last step came first. That is how mathematicians write it: in f(g(x)) it is g that acts first. A pipe is
    read the way a sentence is: what stands on the left is done first.

    Print each step in the loop, for a pipe of two. In which order do they appear, and in which one were they handed
    over?""",
    zh="""最后一步先执行了。数学里确实是这样写的：f(g(x)) 中先起作用的是 g。而 Pipe 要像句子那样读：写在左边的先做。

    请用只有两步的 Pipe 试一试，在循环里打印每一步。它们按什么次序出现？当初又是按什么次序传进来的？""",
)
class PipeRightToLeft(Pipe):
    def __call__(self, x):
        for step in reversed(self.steps):
            x = step(x)
        return x


@mistake(
    "stores_generator",
    of="Pipe",
    en="""The steps were kept as something that can be gone through once only: a generator (round brackets with `for`
    inside), or what `iter`, `map` or `reversed` gives. The first call uses it up. From the second call on the pipe has
    no steps left, and x comes back as it was, without any error. Such a thing has no length and no places, either.

    Print `list(self.steps)` twice in a row. What has become of the steps the second time? And what would keep them?""",
    zh="""这里保存的是一个只能走一遍的东西：生成器（圆括号里写 `for`），或者 `iter`、`map`、`reversed` 返回的对象。
    第一次调用就把它用完了。从第二次调用起，Pipe 里一步也不剩，x 原样返回，也不报错。
    而且这种东西既没有长度，也没有位置可言。

    请把 `list(self.steps)` 连着打印两次。第二次打印时，各步去哪里了？用什么来保存，它们才留得住？""",
)
class PipeStoresGenerator(Pipe):
    def __init__(self, *steps):
        self.steps = (step for step in steps)


@mistake(
    "len_of_x",
    of="Pipe",
    en="""What was counted is the thing that went through the pipe, not the pipe. The length of a pipe has nothing to do
    with x: it has one before anything was sent through it, and it stays the same whatever is.

    Make a pipe of three steps and print its `len` before and after sending a row of four grey values through it. Which
    of your attributes should be counted?""",
    zh="""这里数的是经过 Pipe 的数据，而不是 Pipe 本身。Pipe 的长度与 x 无关：还什么都没有送进去时它就有长度，
    以后无论送什么进去，长度都不变。

    请造一条有三步的 Pipe，送进一行四个灰度值，在这之前和之后各打印一次 `len`。应该数的是哪个属性？""",
)
class PipeLenOfX(Pipe):
    def __call__(self, x):
        self.x = x
        return super().__call__(x)

    def __len__(self):
        return len(self.x)


@mistake(
    "getitem_no_negative",
    of="Pipe",
    raises=r".*",
    en="""Numbers below 0 were refused, by a test of your own. In Python they count from the end, -1 is the last one,
    and people rely on it: `net[-1]` is how one gets at the last layer of a network.

    What does `[10, 20, 30][-1]` give, and what does `[10, 20, 30][7]` do? Is there anything left to test if you leave
    both cases to the tuple or list in which the steps are kept?""",
    zh="""你自己加的条件拒绝了小于 0 的数。而在 Python 里，负数表示从末尾数起，-1 就是最后一个，大家都习惯这样用：
    要取网络的最后一层，就写 `net[-1]`。

    `[10, 20, 30][-1]` 得到什么？`[10, 20, 30][7]` 又会怎样？如果把这两种情况都交给保存各步的元组或列表去处理，
    还有什么需要自己检查的吗？""",
)
class PipeGetitemNoNegative(Pipe):
    def __getitem__(self, i):
        if not isinstance(i, slice) and not 0 <= i < len(self.steps):
            raise IndexError("no such step")
        return super().__getitem__(i)


@mistake(
    "slice_is_bare",
    of="Pipe",
    en="""Cut with a slice, the pipe gave a bare tuple or list of steps: the right ones, but nothing can be sent through
    them any more. A piece of a string is a string, and a piece of a list is a list; a piece of a pipe should be a pipe.

    Print `type(pipe[0])` and `type(pipe[0:2])`. What is i in each of the two calls? Print that, too.""",
    zh="""用切片截取，得到的只是一个装着各步的元组或列表：步骤没有错，可是再也不能往里面送东西了。
    字符串的一段还是字符串，列表的一段还是列表；Pipe 的一段也应当是 Pipe。

    请打印 `type(pipe[0])` 和 `type(pipe[0:2])`。这两次调用里的 i 各是什么？也打印出来看看。""",
)
class PipeSliceIsBare(Pipe):
    def __getitem__(self, i):
        return self.steps[i]


@mistake(
    "slice_not_unpacked",
    of="Pipe",
    raises=r"not callable",
    en="""Cut with a slice, the pipe gave a new pipe, and that is right. But all its steps were handed over as one
    thing, a tuple or a list, so the new pipe has a single step, and that one cannot be called.

    Print `len(pipe[1:3])`. How many steps did you expect? In the handout, what does the star in `count(*shirts)`
    do?""",
    zh="""用切片截取，得到的是一条新的 Pipe，这没有错。可是所有的步骤是作为一个整体（一个元组或列表）交给它的，
    于是新的 Pipe 只有一步，而这一步又不能调用。

    请打印 `len(pipe[1:3])`。你原以为有几步？讲义里 `count(*shirts)` 的星号起什么作用？""",
)
class PipeSliceNotUnpacked(Pipe):
    def __getitem__(self, i):
        return type(self)(self.steps[i]) if isinstance(i, slice) else self.steps[i]


@mistake(
    "place_is_pipe",
    of="Pipe",
    en="""`pipe[i]` gave a pipe with one step in it, and not the step. Both can be called, and they answer alike,
    so one does not notice at once. But who asks for the step wants to see what it keeps, and a pipe hides it.

    Print `pipe[0]` and `pipe[0:1]`. Which of the two should say `Pipe`? How does your method tell a number from a
    slice?""",
    zh="""`pipe[i]` 给出的是一条只有一步的 Pipe，而不是那一步本身。两者都能调用，结果也一样，所以不容易马上发现。
    可是要取这一步的人，是想看看它里面存了什么，而 Pipe 把它遮住了。

    请打印 `pipe[0]` 和 `pipe[0:1]`。哪一个应该显示 `Pipe`？你的方法怎样区分数和切片？""",
)
class PipePlaceIsPipe(Pipe):
    def __getitem__(self, i):
        return type(self)(*self.steps[i]) if isinstance(i, slice) else type(self)(self.steps[i])


@mistake(
    "str_for_repr",
    of="Pipe",
    en="""Your text holds what `str` makes of each step; the task asks for what its `repr` says. An f-string with plain
    curly brackets asks `str`, too. For many objects both are the same. Where a class has a text for people and another
    one for programmers, they differ.

    Print `str("shirt")` and `repr("shirt")`. Which of the two shows that it is a text?""",
    zh="""你的文字里放的是 `str` 对每一步给出的结果，而题目要的是各步的 `repr`。f 字符串里普通的花括号用的也是 `str`。
    许多对象的这两种文字是一样的；如果一个类既有给一般人看的文字，又有给程序员看的文字，两者就不同了。

    请打印 `str("shirt")` 和 `repr("shirt")`。哪一个看得出它是一段文字？""",
)
class PipeStrForRepr(Pipe):
    def __repr__(self):
        return "Pipe(" + ", ".join(str(step) for step in self.steps) + ")"


@mistake(
    "repr_prints",
    of="Pipe",
    en="""`__repr__` printed the text and returned nothing, that is, None. But Python calls `__repr__` to be handed a
    text; what becomes of it, whether it is printed, put into a list or into a file, is the caller's business.

    How does the last line of a method look that hands something back, and how does yours?""",
    zh="""`__repr__` 把文字打印了出来，却没有返回任何东西，也就是返回了 None。
    Python 调用 `__repr__`，是要你把文字交给它；至于拿去打印、放进列表还是写进文件，那是调用者的事。

    要把结果交还给调用者，方法的最后一行应该怎么写？你的最后一行是怎么写的？""",
)
class PipeReprPrints(Pipe):
    def __repr__(self):
        print(super().__repr__())  # noqa: T201


@mistake(
    "calls_twice",
    of="Recorder",
    en="""fn was called twice: once for the log, and once more for the caller. With a function that always answers the
    same, only time is lost. With one that does not (a light meter, a die, a layer with dropout), the log shows an
    answer that nobody was given.

    How often does `fn(` stand in your method? What would you need to mention one answer in two places?""",
    zh="""fn 被调用了两次：一次是为了记录，另一次是为了返回。如果函数每次的结果都一样，不过是浪费时间；
    如果不一样（比如测光表、骰子、带暂退法的层），记下来的就是一个谁也没有拿到过的结果。

    你的方法里，`fn(` 出现了几次？要在两个地方用到同一个结果，需要先做什么？""",
)
class RecorderCallsTwice(Recorder):
    def __call__(self, fn, x):
        self.log.append((x, fn(x)))
        return fn(x)


@mistake(
    "returns_nothing",
    of="Recorder",
    en="""The call wrote its line into the log, and gave back None. A recorder should be invisible: `record(fn, x)`
    stands where `fn(x)` stood, and whoever waits for the answer must still get it.

    What does `print(record(len, "shirt"))` show? Follow the answer of fn through your method: where does its way
    end?""",
    zh="""这次调用把记录写好了，返回的却是 None。Recorder 应当让人感觉不到它的存在：
    原来写 `fn(x)` 的地方，现在写 `record(fn, x)`，等着要结果的人仍然要拿得到结果。

    `print(record(len, "shirt"))` 会显示什么？请顺着 fn 给出的结果在方法里走一遍：它走到哪里就没有下文了？""",
)
class RecorderReturnsNothing(Recorder):
    def __call__(self, fn, x):
        self.log.append((x, fn(x)))


@mistake(
    "shared_log",
    of="Recorder",
    en="""Two recorders write into one list. It was made once, together with the class (or as the default value of a
    parameter, which is made once as well), and every recorder that is born finds the same one.

    Make two recorders and print `first.log is second.log`. When does the line run that makes the list, and when would
    it have to run so that each has its own?""",
    zh="""两个 Recorder 写进了同一个列表。这个列表只造过一次，是随着类一起造的（写成参数的默认值也一样，只造一次），
    此后每个新的 Recorder 用的都是它。

    请造两个 Recorder，打印 `first.log is second.log`。造列表的那一行是什么时候运行的？要让它们各有各的列表，
    这一行应该在什么时候运行？""",
)
class RecorderSharedLog(Recorder):
    together: ClassVar[list] = []

    def __init__(self):
        self.log = self.together
