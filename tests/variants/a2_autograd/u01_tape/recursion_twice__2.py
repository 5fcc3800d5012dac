from itertools import count

number = count()


class Value:
    """Older values have smaller numbers."""

    def __init__(self, data: float, parents: tuple = (), op: str = ""):
        self.number = next(number)
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.op = op

    def __add__(self, other):
        other = self._wrap(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = self._wrap(other)
        return Value(self.data * other.data, (self, other), "*")

    def relu(self):
        return Value(max(self.data, 0.0), (self,), "relu")

    def _wrap(self, other):
        return Value(other) if isinstance(other, (int, float)) else other

    def _slope(self, i):
        if self.op == "+":
            return 1.0
        if self.op == "*":
            return self.parents[1 - i].data
        return 1.0 if self.parents[0].data > 0 else 0.0

    def backward(self):
        self.grad = 1.0

        def down(v):
            for i in range(len(v.parents)):
                v.parents[i].grad += v._slope(i) * v.grad
            for p in v.parents:
                down(p)

        down(self)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"
