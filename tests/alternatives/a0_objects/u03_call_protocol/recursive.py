class Pipe:
    """最后一步之前的所有步骤，本身也是一条 Pipe。"""

    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, x):
        if len(self) == 0:
            return x
        return self[1:](self[0](x))

    def __len__(self):
        return sum(1 for _ in self.steps)

    def __getitem__(self, i):
        if isinstance(i, slice):
            chosen = [self.steps[k] for k in range(len(self.steps))[i]]
            return Pipe(*chosen)
        return self.steps[i]

    def __repr__(self):
        text = "Pipe("
        for step in self.steps:
            if not text.endswith("("):
                text += ", "
            text += str(step.__repr__())
        return text + ")"


class Recorder:
    def __init__(self):
        self.log = []

    def __call__(self, fn, x):
        result = fn(x)
        self.log = self.log + [(x, result)]
        return result


if __name__ == "__main__":
    print(Pipe(abs, str))
