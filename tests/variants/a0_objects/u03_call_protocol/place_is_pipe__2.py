class Pipe:
    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, x):
        for step in self.steps:
            x = step(x)
        return x

    def __len__(self):
        return len(self.steps)

    def __getitem__(self, i):
        chosen = self.steps[i]
        if not isinstance(i, slice):
            chosen = [chosen]
        return type(self)(*chosen)

    def __repr__(self):
        return "Pipe(" + ", ".join([repr(step) for step in self.steps]) + ")"


class Recorder:
    def __init__(self):
        self.log = []

    def __call__(self, fn, x):
        answer = fn(x)
        self.log.append((x, answer))
        return answer
