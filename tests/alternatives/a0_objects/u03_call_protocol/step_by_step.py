"""Long, with a helper and type hints."""

from __future__ import annotations


def joined(texts: list[str]) -> str:
    result = ""
    for number, text in enumerate(texts):
        if number > 0:
            result = result + ", "
        result = result + text
    return result


class Pipe:
    def __init__(self, *steps) -> None:
        self.how_many = 0
        self.my_steps = []
        for step in steps:
            self.my_steps.append(step)
            self.how_many += 1

    def __repr__(self) -> str:
        return "Pipe(" + joined([repr(step) for step in self.my_steps]) + ")"

    def __getitem__(self, i):
        if type(i) == slice:
            shorter = Pipe()
            for step in self.my_steps[i.start : i.stop : i.step]:
                shorter.my_steps.append(step)
                shorter.how_many += 1
            return shorter
        else:
            return self.my_steps[i]

    def __len__(self) -> int:
        return self.how_many

    def __call__(self, x):
        parcel = x
        position = 0
        while position < self.how_many:
            step = self.my_steps[position]
            parcel = step(parcel)
            position = position + 1
        return parcel


class Recorder:
    def __init__(self) -> None:
        self.inputs = []
        self.outputs = []

    @property
    def log(self):
        return list(zip(self.inputs, self.outputs))

    def __call__(self, fn, x):
        out = fn(x)
        self.inputs.append(x)
        self.outputs.append(out)
        return out
