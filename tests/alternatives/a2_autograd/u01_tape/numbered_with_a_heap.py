import heapq
import itertools

_birth = itertools.count()


class Value:
    def __init__(self, data, parents=(), op=""):
        self.data = float(data)
        self.grad = 0.0
        self.born = next(_birth)  # parents are always older
        self.parents = tuple(parents)
        self.op = op

    def _joined(self, other, op):
        if isinstance(other, (int, float)):
            other = Value(other)
        data = self.data + other.data if op == "+" else self.data * other.data
        return Value(data, (self, other), op)

    def __add__(self, other):
        return self._joined(other, "+")

    def __mul__(self, other):
        return self._joined(other, "*")

    def relu(self):
        return Value(max(0, self.data), (self,), "relu")

    def backward(self):
        self.grad = 1.0
        heap, known = [(-self.born, self)], {self.born}
        while heap:
            _, v = heapq.heappop(heap)  # the youngest
            match v.op, v.parents:
                case "+", (a, b):
                    a.grad += v.grad
                    b.grad += v.grad
                case "*", (a, b):
                    a.grad += v.grad * b.data
                    b.grad += v.grad * a.data
                case "relu", (a,) if a.data > 0:
                    a.grad += v.grad
            for p in v.parents:
                if p.born not in known:
                    known.add(p.born)
                    heapq.heappush(heap, (-p.born, p))

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"
