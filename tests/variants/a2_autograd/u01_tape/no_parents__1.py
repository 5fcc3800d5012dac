# every result keeps the slopes of its parents
class Value:
    def __init__(self, data, parents=(), op="", slopes=()):
        self.data = data
        self.parents = list(parents)
        self.slopes = list(slopes)
        self.op = op
        self.grad = 0

    def __add__(self, other):
        other = to_value(other)
        return Value(self.data + other.data)

    def __mul__(self, other):
        other = to_value(other)
        return Value(self.data * other.data)

    def relu(self):
        return Value(max(0, self.data))

    def give_back(self):
        for k in range(len(self.parents)):
            self.parents[k].grad += self.slopes[k] * self.grad

    def backward(self):
        self.grad = 1
        for value in self.history():
            value.give_back()

    def history(self):
        """The end first."""
        found = []
        self.collect(found)
        return found[::-1]

    def collect(self, found):
        if self in found:
            return
        for parent in self.parents:
            parent.collect(found)
        found.append(self)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


def to_value(x):
    if isinstance(x, Value):
        return x
    return Value(x)
