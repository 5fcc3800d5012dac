"""a0/u01 A class and self: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"positional arguments? but"`: Python's words for a call that brings more than the method has names for.
"""

from autograder import mistake


@mistake(
    "class_attribute",
    of="Counter",
    en="""All counters write into one and the same list. It stands in the body of the class, outside `__init__`, and
    that body is run once, when Python reads the class, and not once for each object. `self.seen` finds no list in the
    object, looks into the class, and finds that one. With a single counter nobody notices; the second one is born with
    a past that is not its own.

    Make two counters and print `front.seen is back.seen`. How many times is the line run that makes the list, and how
    many times would it have to be?""",
    zh="""所有计数器都在往同一个列表里写。这个列表写在类的主体里、`__init__` 的外面，而类的主体只在 Python
    读到这个类时运行一次，并不是每造一个对象就运行一次。`self.seen` 在对象里找不到列表，就到类里去找，
    找到的正是这一个。只有一个计数器时谁也看不出来，第二个却一出生就带着别人的经历。

    请造两个计数器，打印 `front.seen is back.seen`。创建列表的那一行运行了几次？应该运行几次？""",
)
class CounterClassAttribute:
    seen = []  # noqa: RUF012 - the mistake itself

    def __init__(self, start=0):
        self.start = start
        self.value = start

    def up(self, by=1):
        self.value += by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.value = self.start
        self.seen = []


@mistake(
    "mutable_default",
    of="Counter",
    en="""All counters that were given no list of their own write into one and the same list: the one in the brackets of
    `def __init__`. A default value is made once, when Python reads the `def`, and is then handed out in every call. For
    a number that does no harm, since `+=` puts a new number in its place. A list is changed, and remembers.

    Make two counters and print `front.seen is back.seen`, then `Counter.__init__.__defaults__`. Which line makes the
    list, and when is that line run?""",
    zh="""凡是没有另外得到列表的计数器，都在往同一个列表里写：写在 `def __init__` 括号里的那一个。默认值只在
    Python 读到 `def` 的时候创建一次，以后每次调用都拿出同一个来用。默认值是数就没有关系，`+=` 会换上一个新的数；
    列表却是被就地修改的，改过的内容会一直留着。

    请造两个计数器，打印 `front.seen is back.seen`，再打印 `Counter.__init__.__defaults__`。列表是由哪一行创建的？
    那一行又是什么时候运行的？""",
)
class CounterMutableDefault:
    def __init__(self, start=0, seen=[]):  # noqa: B006 - the mistake itself
        self.start = start
        self.value = start
        self.seen = seen

    def up(self, by=1):
        self.value += by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.value = self.start
        self.seen = []


@mistake(
    "lost_self",
    of="Counter",
    en="""`__init__` gave a value to a name, but not to a name of the object. A plain name, like `value`, belongs to the
    call that is running, and is gone when the call ends. So the next method looks into the object and finds nothing
    there: "object has no attribute" is Python's way of saying so.

    Print `vars(Counter(5))` right after the class: that is everything the counter has kept. Which names do you miss,
    and what stands in front of those that are kept?""",
    zh="""`__init__` 里确实给名字赋了值，只是这个名字不属于对象。像 `value` 这样单独的名字，属于正在运行的这次调用，
    调用一结束就没有了。等到下一个方法到对象里去找，当然什么也找不到：“object has no attribute”说的就是这件事。

    请在类的后面打印 `vars(Counter(5))`，这就是计数器留下来的全部东西。少了哪些名字？留下来的那些，前面写着什么？""",
)
class CounterLostSelf:
    def __init__(self, start=0):
        self.start = start
        value = start  # noqa: F841 - the mistake itself
        self.seen = []

    def up(self, by=1):
        self.value += by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.value = self.start
        self.seen = []


@mistake(
    "missing_self_param",
    of="Counter",
    raises=r"positional arguments? but",
    en="""`door.up(3)` hands over two things and not one: Python puts the object in front of the dot before everything
    that stands in the brackets. So each `def` in a class needs one name more than its callers write, at the first
    place. Yours has none for the object, and Python counts one argument too many.

    Write down what `Counter.up(door, 3)` would hand over, and to which names of your `def up(...)`. Which of the two
    things has nowhere to go?""",
    zh="""`door.up(3)` 交给方法的是两样东西，不是一样：Python 会把点号前面的对象放在最前面，括号里的东西排在它的后面。
    所以类里的每个 `def`，都要比调用时写的多一个名字，而且排在第一位。你的 `def` 里没有给对象留名字，
    Python 一数，参数就多出了一个。

    `Counter.up(door, 3)` 交出了哪些东西？请写下来，再与 `def up(...)` 里的名字一一对应。哪一样没有着落？""",
)
class CounterMissingSelfParam:
    def __init__(self, start=0):
        self.start = start
        self.value = start
        self.seen = []

    def up(by):
        return by

    def reset(self):
        self.value = self.start
        self.seen = []


@mistake(
    "returns_none",
    of="Counter",
    en="""`up` counts, but it hands nothing back ({result} came back). `print` shows a number to the person in front of
    the screen; the program that called `up` does not see it. A function in which no `return` is reached gives None.

    Try `shown = door.up(3)` and then `print(shown)`. What would somebody who wants to add two doors' numbers have to
    get from your method?""",
    zh="""`up` 确实数了，却没有交回任何东西（返回的是 {result}）。`print` 是把数显示给屏幕前的人看，
    调用 `up` 的程序并看不见。函数如果没有运行到 `return`，返回的就是 None。

    请写 `shown = door.up(3)`，再 `print(shown)` 看看。如果有人想把两扇门的读数加起来，他需要从你的方法里得到什么？""",
)
class CounterReturnsNone:
    def __init__(self, start=0):
        self.start = start
        self.value = start
        self.seen = []

    def up(self, by=1):
        self.value += by
        self.seen.append(by)

    def reset(self):
        self.value = self.start
        self.seen = []


@mistake(
    "on_the_class",
    of="Counter",
    en="""There is one number for all doors. It is kept at the class (`Counter.value`, or a name outside), and of that
    there is only one, however many counters are made: whoever counts last has changed the reading of every door, and
    each new counter sets them all back. A single door looks right.

    Make two counters with different starts, and print both values before anybody comes in. In which line did the first
    one lose its number? What is different for each door, the class or the object?""",
    zh="""所有的门共用一个数。这个数存在类上（`Counter.value`），或者存在类外面的某个名字里；不管造多少个计数器，这样的数都只有一个：
    谁数了一下，所有门的读数就都变了；每造一个新的计数器，又会把大家的读数一起改掉。只有一扇门时，看起来一切正常。

    请造两个起点不同的计数器，趁还没有人进门，把两个 value 都打印出来。第一个计数器的数是在哪一行丢掉的？
    每扇门各不相同的，是类，还是对象？""",
)
class CounterOnTheClass:
    value = 0

    def __init__(self, start=0):
        self.start = start
        self.seen = []
        type(self).value = start

    def up(self, by=1):
        type(self).value += by
        self.seen.append(by)
        return self.value

    def reset(self):
        type(self).value = self.start
        self.seen = []


@mistake(
    "append_gives_none",
    of="Counter",
    en="""After the first group, `seen` is no list any more but None. `append` changes the list that it is called on,
    and gives nothing back. Whoever stores what it gives back throws the list away at that moment, and the second group
    finds no list to be written into.

    Try `numbers = []`, then `print(numbers.append(3))`, then `print(numbers)`. Which of the two lines shows the list?
    And what do you store?""",
    zh="""数完第一组，`seen` 就不再是列表，而成了 None。`append` 直接修改列表本身，什么也不返回。
    谁把它的返回值存起来，就等于在那一刻把列表扔掉了，第二组也就没有列表可写。

    请依次运行 `numbers = []`、`print(numbers.append(3))`、`print(numbers)`。哪一行显示出了列表？
    你存下来的又是什么？""",
)
class CounterAppendGivesNone:
    def __init__(self, start=0):
        self.start = start
        self.value = start
        self.seen = []

    def up(self, by=1):
        self.value += by
        self.seen = self.seen.append(by)
        return self.value

    def reset(self):
        self.value = self.start
        self.seen = []


@mistake(
    "seen_holds_readings",
    of="Counter",
    en="""`seen` holds what the counter showed after each group, and not how many people were in it. Both are lists of
    the same length, and if the counter begins at 0 even their first entries are alike.

    Two families come in, of 2 and of 4 people, and the counter had begun at 10. Write down on paper what it shows each
    time, and how large the groups were. Which of these two rows does the task call `seen`?""",
    zh="""`seen` 里存的是每组进门之后的读数，而不是这一组有多少人。两个列表一样长；要是计数器从 0 开始，
    连第一项都一样，所以不容易看出来。

    计数器从 10 开始，先后来了两家人，一家 2 口，一家 4 口。请在纸上写下每次的读数，再写下每组的人数。
    这两行数里，题目说的 `seen` 是哪一行？""",
)
class CounterSeenHoldsReadings:
    def __init__(self, start=0):
        self.start = start
        self.value = start
        self.seen = []

    def up(self, by=1):
        self.value += by
        self.seen.append(self.value)
        return self.value

    def reset(self):
        self.value = self.start
        self.seen = []


@mistake(
    "reset_to_zero",
    of="Counter",
    en="""`reset` puts the counter to 0. It was to begin anew, and not every counter begins at 0: somebody may have set
    it to last night's number. For a counter that was made without a start the two are the same.

    Where did your object learn its start, and does it still know it when `reset` is called, perhaps hours later? Print
    `vars(door)` for a door that began at 5.""",
    zh="""`reset` 把计数器归零了。题目要的是重新开始，而计数器不一定从 0 开始：也许有人接着昨晚的数往下数。
    造计数器时如果没有给起点，两者恰好一样。

    对象是在哪里得知起点的？过了几个小时再调用 `reset`，它还记得起点吗？
    造一个从 5 开始的 door，打印 `vars(door)` 看看。""",
)
class CounterResetToZero:
    def __init__(self, start=0):
        self.value = start
        self.seen = []

    def up(self, by=1):
        self.value += by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.value = 0
        self.seen = []


@mistake(
    "reset_keeps_seen",
    of="Counter",
    en="""After `reset` the value is right, but `seen` still lists the groups of before. An object keeps everything that
    nobody takes away from it; and a plain name `seen`, without the object in front of it, is another thing, that is
    gone when the method ends.

    The value of a counter is its start and all groups in `seen` together. Print both sides after a `reset`. Does your
    counter still fit that sentence?""",
    zh="""`reset` 之后，读数是对的，可 `seen` 里还列着以前的那些组。对象里的东西，没有人去动，就会一直留着；
    而前面没有写对象、单独的一个名字 `seen`，是另外一样东西，方法一结束就没有了。

    计数器的读数，等于起点加上 `seen` 里所有组的人数。请在 `reset` 之后把这两边都打印出来。
    你的计数器还符合这句话吗？""",
)
class CounterResetKeepsSeen:
    def __init__(self, start=0):
        self.start = start
        self.value = start
        self.seen = []

    def up(self, by=1):
        self.value += by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.value = self.start


@mistake(
    "one_counter_twice",
    of="two_counters",
    en="""There is only one counter here, and it has two names. `=` copies no object: it sticks one more name on it.
    Whoever counts at the front door finds the same people at the back door.

    Call `front, back = two_counters()` and print `front is back`. How many times is `Counter(...)` run in your
    function, and how many objects can have come out of that?""",
    zh="""这里只有一个计数器，却有两个名字。`=` 不会复制对象，只是给它再起一个名字。在前门数一下，后门也跟着变了。

    请运行 `front, back = two_counters()`，再打印 `front is back`。在你的函数里，`Counter(...)` 运行了几次？
    这样能造出几个对象？""",
)
def two_counters_one_counter_twice():
    from u01_class_self import Counter

    counter = Counter()
    return counter, counter


@mistake(
    "class_not_called",
    of="two_counters",
    en="""What came back is the class itself, and no counter. `Counter` is the plan; only with brackets behind it does
    Python build something according to it, and run `__init__`. A plan has no reading, and a call like `front.up(5)` on
    it complains about a missing argument.

    Print `Counter` and `Counter(5)`, one below the other. Which of the two lines speaks of an object?""",
    zh="""返回的是类本身，而不是计数器。`Counter` 是图纸；后面加上括号，Python 才会照着它造出东西来，并运行 `__init__`。
    图纸上没有读数，对它调用 `front.up(5)`，Python 会抱怨少了一个参数。

    请分别打印 `Counter` 和 `Counter(5)`。哪一行说的是对象（object）？""",
)
def two_counters_class_not_called():
    from u01_class_self import Counter

    return Counter, Counter
