"""a6/u04 Transfer pipeline: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.
"""

from torch.utils.data import DataLoader, default_collate

from autograder import mistake


class Walk:
    """What the wrong ones have in common; each of them replaces one method."""

    def __init__(self, batches, copy, wait):
        self.batches, self.copy, self.wait = batches, copy, wait

    def __iter__(self):
        return self.ahead(self.batches)

    def ahead(self, batches):
        """One batch ahead, in the right order."""
        held = []
        for batch in batches:
            held.append(self.copy(batch))
            if len(held) == 2:
                first = held.pop(0)
                self.wait(first)
                yield first
        for last in held:
            self.wait(last)
            yield last


@mistake(
    "copies_when_needed",
    of="Prefetcher",
    en="""The numbers are right, and nothing is gained: each batch is copied at the moment at which it is needed, and
    waited for at once. While the device computes, no copy is under way; while a copy is under way, the loop stands
    still.

    Run the example in the docstring of `Prefetcher`, and compare what it prints with what stands there. At the moment
    at which the first batch is handed out, what is the lane for copies doing? What would have to have happened before,
    so that it is at work?""",
    zh="""数都对，可是什么也没省下：每个小批量都是到了要用的时候才复制，并且马上等它。设备在计算时，没有复制在进行；
    复制在进行时，循环又停在那里。

    请运行 `Prefetcher` 文档字符串里的例子，把打印出来的和那里写着的比一比。交出第一个小批量的那一刻，
    负责复制的通道在做什么？要让它那时也在干活，之前必须先发生什么？""",
)
class CopiesWhenNeeded(Walk):
    def __iter__(self):
        for batch in self.batches:
            copied = self.copy(batch)
            self.wait(copied)
            yield copied


@mistake(
    "uses_before_wait",
    of="Prefetcher",
    en="""Nobody waits. `copy` comes back at once, long before the numbers are there, so the device computes with
    whatever stood in that memory before. No error is raised, and on a fast day everything may even look right.

    Run the example in the docstring of `Prefetcher`: its `copy` and `wait` print that they were called. Which of the
    two stays silent, and when is the last moment for it?""",
    zh="""没有人等待。`copy` 马上就返回，那时数还远没有到，所以设备拿来计算的，是那块内存里原先留着的东西。
    不会报错；碰上复制得快，甚至看起来一切正常。

    请运行 `Prefetcher` 文档字符串里的例子：那里的 `copy` 和 `wait` 一被调用就会打印。两者之中，哪一个一直没有动静？
    最迟要在什么时候调用它？""",
)
class UsesBeforeWait(Walk):
    def __init__(self, batches, copy, wait):
        super().__init__(batches, copy, lambda copied: None)


@mistake(
    "waits_first",
    of="Prefetcher",
    en="""The next copy does begin before a batch is handed out, but the host waits first, and loads afterwards. As long
    as it waits for one copy it does nothing, and as long as it loads, no copy is under way: the two take turns.

    On the calculated clock this costs one `load` per batch. What could the host do while the copy of the current batch
    is on its way, and in which order would your lines have to stand for that?""",
    zh="""下一份的复制的确在交出之前就开始了，可是主机先去等待，等完才加载。它在等一份复制的时候，什么也不做；它在加载的时候，
    又没有复制在进行：两者变成了轮流。

    在计算出来的时钟上，每个小批量要多花一次 `load` 的时间。当前小批量的复制还在路上时，主机可以做什么？
    为此，你的几行代码应该按什么次序写？""",
)
class WaitsFirst(Walk):
    def ahead(self, batches):
        walk = map(self.copy, batches)
        current = next(walk, None)
        while current is not None:
            self.wait(current)
            upcoming = next(walk, None)
            yield current
            current = upcoming


@mistake(
    "copies_everything_first",
    of="Prefetcher",
    en="""All batches are copied before the first one is handed out. The order is kept, but a whole data set lies in the
    device's memory at the same time: with ten batches nobody notices, with ten thousand the memory is full. And the
    device stands idle until everything has been loaded.

    How many batches that were copied but not handed out yet may there be, according to the task? How many are there in
    your version when the first one is handed out?""",
    zh="""在交出第一个之前，所有的小批量都复制好了。次序没错，可是整个数据集同时占着设备的内存：十个小批量，没有人会察觉；
    一万个，内存就满了。而且在全部加载完之前，设备一直闲着。

    按题目的要求，已经复制而尚未交出的小批量最多可以有几个？在你的版本里，交出第一个的时候有几个？""",
)
class CopiesEverythingFirst(Walk):
    def __iter__(self):
        copied = [self.copy(batch) for batch in self.batches]
        for each in copied:
            self.wait(each)
            yield each


@mistake(
    "last_batch_lost",
    of="Prefetcher",
    en="""The last batch was loaded and copied, and nobody ever got it. Whoever is one batch ahead still holds one when
    there is nothing more to load. In training this does not show: an epoch only becomes one batch shorter, and a data
    set that fits into a single batch teaches nothing at all.

    Walk through three batches with a pencil. When the loop over `batches` ends, which batch has been copied last, and
    which one has been handed out last?""",
    zh="""最后一个小批量加载了，也复制了，却谁也没有拿到。提前一份的人，在没有东西可以加载的时候，手里还拿着一份。
    训练时看不出来：每一轮只是少了一个小批量；如果整个数据集只够一个小批量，就什么也学不到。

    请拿铅笔走一遍三个小批量的情形。遍历 `batches` 的循环结束时，最后复制的是哪一个？最后交出的又是哪一个？""",
)
class LastBatchLost(Walk):
    def ahead(self, batches):
        held = []
        for batch in batches:
            held.append(self.copy(batch))
            if len(held) == 2:
                first = held.pop(0)
                self.wait(first)
                yield first


@mistake(
    "one_batch_too_many",
    of="Prefetcher",
    en="""One thing too many was copied: after the last batch, `copy` was called once more, with None. Somebody has
    caught the signal that there are no more batches (`next(it, None)` does that) and then gone on as if None were a
    batch. A real copy would stop here with an error.

    Print what you give to `copy`, for two batches. How many lines are there, and what should happen between the answer
    of `next` and the call of `copy`?""",
    zh="""多复制了一样东西：在最后一个小批量之后，又用 None 调用了一次 `copy`。“没有更多小批量了”这个信号被接住了
    （`next(it, None)` 就是这样做的），接下来却把 None 当成了一个小批量。真正的复制到这里会报错停下。

    请在两个小批量的情形下，打印你交给 `copy` 的东西。一共有几行？在 `next` 给出回答之后、调用 `copy` 之前，
    应该先做什么？""",
)
class OneBatchTooMany(Walk):
    def ahead(self, batches):
        walk = iter(batches)
        batch = next(walk, None)
        current = self.copy(batch)
        while batch is not None:
            batch = next(walk, None)
            upcoming = self.copy(batch)
            self.wait(current)
            yield current
            current = upcoming


@mistake(
    "one_epoch_only",
    of="Prefetcher",
    en="""The first epoch is right, and every further one is empty: no error, no batch. `iter(...)` gives a bookmark
    that goes forward through the batches once. Here it was put in when the Prefetcher was made, and after one pass it
    stands at the end for ever.

    Print `len(list(prefetcher))` two times. Which method does Python call at the beginning of every `for`, and which
    one only once in the life of the object?""",
    zh="""第一轮没有问题，以后每一轮都是空的：不报错，也没有小批量。`iter(...)` 给出的是一枚书签，它从头到尾只能走一遍。
    这里在创建 Prefetcher 时就把它放了进去，走过一遍之后，它就永远停在末尾。

    请打印两次 `len(list(prefetcher))`。每个 `for` 开始时，Python 调用的是哪个方法？
    在对象的一生中只调用一次的，又是哪个方法？""",
)
class OneEpochOnly(Walk):
    def __init__(self, batches, copy, wait):
        super().__init__(batches, copy, wait)
        self.walk = iter(batches)

    def __iter__(self):
        return self.ahead(self.walk)


@mistake(
    "swallows_errors",
    of="Prefetcher",
    en="""A photo could not be read, the loader said so with an exception, and nobody heard it: the epoch simply ended
    early. An `except` without a name, or with `Exception`, takes every error for the end of the data. One broken file,
    and the rest of the data set is never seen again.

    Let the loader of a small example raise an `OSError`. What does your loop do? Which single exception says that there
    are no more batches, and do you have to catch it at all if a `for` walks through them?""",
    zh="""有一张照片读不出来，加载器抛出了异常，却没有人听见：这一轮就这样提前结束了。不写名字的 `except`，
    或者 `except Exception`，会把任何错误都当成“数据到头了”。只要有一个文件损坏，数据集余下的部分就再也见不到了。

    请在一个小例子里让加载器抛出 `OSError`。你的循环会怎样？表示“没有更多小批量”的，是哪一个异常？
    如果用 `for` 来遍历，还需要自己去接住它吗？""",
)
class SwallowsErrors(Walk):
    def __iter__(self):
        return self.ahead(self.all_is_well())

    def all_is_well(self):
        try:
            yield from self.batches
        except Exception:
            return


@mistake(
    "sum_not_max",
    of="total_time",
    en="""The overlapped pipeline takes as long as the one without overlap: for every batch all three times are added.
    But stations that work side by side do not wait for each other's time to pass; while one is at its batch, the others
    are at theirs.

    Continue the table of the handout by one batch. By how much does the end move, and in which row do you find this
    number?""",
    zh="""重叠的流水线竟和不重叠时一样慢：每个小批量都把三段时间加在了一起。可是几站并排干活时，谁也不用等别人的时间过去；
    一站在处理它的那份，其他站同时在处理各自的那份。

    请把讲义里的表格再续一个小批量。结束的时刻往后移了多少？这个数出现在哪一行？""",
)
def sum_not_max(load, copy, compute, n, overlapped):
    del overlapped
    return n * (load + copy + compute)


@mistake(
    "filling_forgotten",
    of="total_time",
    en="""Only the slowest station was counted. That is what happens in the middle, where all three are at work. But the
    device cannot begin with a batch that has not been loaded and copied, and when the last one has left the slowest
    station, the stations after it still have to do their part.

    How long does a single batch take, with overlap and without? What does your formula say for it?""",
    zh="""这里只算了最慢的一站。流水线的中段确实是这样，三站都在干活。可是一个小批量还没有加载、还没有复制，设备就无法开始；
    最后一个小批量离开最慢的那站之后，后面的各站也还要把它做完。

    只有一个小批量时，重叠和不重叠各要多久？你的公式给出的是多少？""",
)
def filling_forgotten(load, copy, compute, n, overlapped):
    return n * (max(load, copy, compute) if overlapped else load + copy + compute)


@mistake(
    "pin_in_worker",
    of="pinned_loader",
    en="""Memory is pinned by the part that workers do, the data set or `collate_fn`. With `num_workers` these run in
    other processes. Each of them would have to wake the card up for itself, and what they hand to the main process
    arrives there in memory that is not pinned after all.

    A loader does this job itself, in the main process, when it is told to. Print `loader.pin_memory` of your loader.
    Which argument of DataLoader did you leave at its default?""",
    zh="""锁页放在了由工作进程完成的部分里，也就是数据集或 `collate_fn` 里。用了 `num_workers`，
    这些代码就在别的进程里运行。每个进程都得自己去唤醒显卡；而它们交给主进程的东西，到了那里，所在的内存其实又不是锁页的。

    只要说一声，加载器自己就会在主进程里做这件事。请打印你的加载器的 `loader.pin_memory`。
    DataLoader 的哪个参数还留着默认值？""",
)
def pin_in_worker(ds, batch_size, use_cuda):
    def collate(samples):
        return [part.pin_memory() for part in default_collate(samples)]

    return DataLoader(ds, batch_size, collate_fn=collate if use_cuda else None)


@mistake(
    "non_blocking_from_pageable",
    of="move",
    en="""`non_blocking` was handed on as it came, whatever the memory. From ordinary memory to the card nothing is
    gained by that. From the card to the host it is a trap: the call comes back before the copy has arrived, and who
    reads the numbers then reads something old, without any error.

    Print for each tensor of a batch what `is_pinned()` says, on its way to the card and on its way back. For which of
    them is it safe to go on at once?""",
    zh="""不管是什么样的内存，`non_blocking` 都原样传了下去。从普通内存到显卡，这样做什么也得不到；从显卡到主机，
    则是一个陷阱：复制还没有到，调用就返回了，这时去读，读到的是旧东西，而且不会报错。

    请打印一个小批量里每个张量的 `is_pinned()`，去显卡的时候和回来的时候都看一看。
    对其中哪些来说，马上往下走是安全的？""",
)
def non_blocking_from_pageable(batch, device, non_blocking=False):
    return tuple(part.to(device, non_blocking=non_blocking) for part in batch)
