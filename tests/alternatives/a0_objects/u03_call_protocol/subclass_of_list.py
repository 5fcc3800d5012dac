class Pipe(list):
    def __init__(self, *steps):
        super().__init__(steps)

    def __call__(self, x):
        for step in self:
            x = step(x)
        return x

    def __len__(self):
        return super().__len__()

    def __getitem__(self, i):
        found = super().__getitem__(i)
        return Pipe(*found) if isinstance(i, slice) else found

    def __repr__(self):
        return "Pipe(" + super().__repr__()[1:-1] + ")"


class Recorder:
    def __init__(self):
        self.log = []

    def __call__(self, fn, x):
        inputs_before = x
        try:
            y = fn(x)
        except Exception as problem:
            raise problem
        self.log.extend([(inputs_before, y)])
        return y
