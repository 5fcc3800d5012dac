from typing import Any


class Pipe:
    def __init__(self, *steps):
        self._stages = list(steps)
        self.data = None

    def __call__(self, x):
        value = x
        for stage in self._stages:
            value = stage(value)
        self.data = value
        return value

    def __len__(self):
        n = len(self.data)
        return n

    def __getitem__(self, i):
        found = self._stages[i]
        if type(i) is slice:
            return Pipe(*found)
        return found

    def __repr__(self) -> str:
        texts = [f"{stage!r}" for stage in self._stages]
        return "Pipe(%s)" % ", ".join(texts)


class Recorder:
    def __init__(self):
        self.log = list()

    def __call__(self, fn, x):
        result = fn(x)
        print("记录", x, result)
        self.log += [(x, result)]
        return result
