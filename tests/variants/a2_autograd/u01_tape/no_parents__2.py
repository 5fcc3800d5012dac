from itertools import count

number = count()


class Value:
    """Older values have smaller numbers."""

    def __init__(self, data: float, parents: tuple = (), op: str = ""):
        self.number = next(number)
        self.data = data
        self.grad = 0.0
        self.parents = ()
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
        everything, todo = {self}, [self]
        while todo:
            for p in todo.pop().parents:
                if p not in everything:
                    everything.add(p)
                    todo.append(p)
        self.grad = 1.0
        for v in sorted(everything, key=lambda v: -v.number):
            for i, p in enumerate(v.parents):
                p.grad += v._slope(i) * v.grad

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"
