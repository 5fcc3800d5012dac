"""A real tape: one list, on which every operation writes down how to undo it. Going back uses the tape up."""

TAPE = []


class Value:
    def __init__(self, data, parents=(), op=""):
        self.data = data
        self.grad = 0.0

    def __add__(self, other):
        other = _value(other)
        out = Value(self.data + other.data)
        TAPE.append((out, [(self, 1.0), (other, 1.0)]))
        return out

    def __mul__(self, other):
        other = _value(other)
        out = Value(self.data * other.data)
        TAPE.append((out, [(self, other.data), (other, self.data)]))
        return out

    def relu(self):
        out = Value(max(0.0, self.data))
        TAPE.append((out, [(self, float(self.data > 0))]))
        return out

    def backward(self):
        self.grad = 1.0
        while TAPE:
            out, parts = TAPE.pop()
            for value, slope in parts:
                value.grad += slope * out.grad

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


def _value(x):
    return x if type(x) is Value else Value(x)
