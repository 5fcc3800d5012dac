class Pipe:
    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, x):
        y = x
        for s in self.steps:
            y = s(x)
        return y

    def __len__(self):
        return len(self.steps)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Pipe(*self.steps[i])
        return self.steps[i]

    def __repr__(self):
        return "Pipe(" + ", ".join(repr(step) for step in self.steps) + ")"


class Recorder:
    def __init__(self):
        self.log = []

    def __call__(self, fn, x):
        y = fn(x)
        self.log.append((x, y))
        return y
