from typing import Any


class Pipe:
    def __init__(self, *steps):
        # 每一步按顺序放进列表
        self._stages = []
        for stage in steps:
            self._stages.append(stage)

    def __call__(self, x: Any) -> Any:
        value = x
        for k in range(len(self._stages)):
            value = self._stages[k](value)
        return value

    def __len__(self) -> int:
        n = 0
        for _ in self._stages:
            n += 1
        return n

    def __getitem__(self, i):
        found = self._stages[i]
        if type(i) is slice:
            return Pipe(*found)
        return found

    def __repr__(self):
        text = "Pipe("
        for k, stage in enumerate(self._stages):
            if k:
                text += ", "
            text += repr(stage)
        print(text + ")")
        return None


class Recorder:
    def __init__(self):
        self.log = list()

    def __call__(self, fn, x):
        result = fn(x)
        print("记录", x, result)
        self.log += [(x, result)]
        return result
