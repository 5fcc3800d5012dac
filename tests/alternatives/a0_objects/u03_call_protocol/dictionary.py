import sys
from collections import OrderedDict


class Pipe:
    def __init__(self, *steps):
        self.steps = OrderedDict((k, step) for k, step in enumerate(steps))  # 像 nn.Sequential 那样按编号存放

    def __call__(self, x):
        print("进来的是", x)
        print("注意", file=sys.stderr)
        for step in self.steps.values():
            x = step(x)
        print("出去的是", x)
        return x

    def __len__(self):
        return len(self.steps)

    def __getitem__(self, i):
        if isinstance(i, slice):
            start, stop, stride = i.indices(len(self))
            return Pipe(*(self.steps[k] for k in range(start, stop, stride)))
        if i < 0:
            i = len(self) + i
        if i not in self.steps:
            raise IndexError("没有这一步")
        return self.steps[i]

    def __repr__(self):
        inside = ", ".join([repr(self.steps[k]) for k in range(len(self))])
        return "Pipe({})".format(inside)


class Recorder:
    def __init__(self):
        self.log = []
        self.counter = 0

    def __call__(self, fn, x):
        self.counter += 1
        answer = fn(x)
        self.log.insert(len(self.log), (x, answer))
        return answer
