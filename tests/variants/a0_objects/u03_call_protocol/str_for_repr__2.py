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
        if isinstance(i, slice):
            return Pipe(*self.steps[i])
        return self.steps[i]

    def __repr__(self):
        shown = [f"{step}" for step in self.steps]
        return f"Pipe({', '.join(shown)})"


class Recorder:
    def __init__(self):
        self.log = []

    def __call__(self, fn, x):
        answer = fn(x)
        self.log.append((x, answer))
        return answer
