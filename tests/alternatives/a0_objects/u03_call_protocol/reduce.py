from functools import reduce
from typing import Any, Callable


class Pipe:
    def __init__(self, *steps: Callable):
        self._all = list(steps)

    def __call__(self, x: Any) -> Any:
        return reduce(lambda value, step: step(value), self._all, x)

    def __len__(self):
        return self._all.__len__()

    def __getitem__(self, i):
        return type(self)(*self._all[i]) if isinstance(i, slice) else self._all[i]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self._all))})"


class Recorder:
    def __init__(self):
        self.log = []

    def __call__(self, fn, x):
        self.log.append((x, y := fn(x)))
        return y
