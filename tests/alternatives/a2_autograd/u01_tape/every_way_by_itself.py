# No order at all: walk every way from the end to the leaves, and add up the products of the slopes.
class Value:
    def __init__(self, data, parents=(), op=""):
        self.data, self.grad = data, 0.0
        self.parents = parents
        if op == "*":
            self.slopes = [parents[1].data, parents[0].data]
        elif op == "relu":
            self.slopes = [1 if parents[0].data > 0 else 0]
        else:
            self.slopes = [1] * len(parents)

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, [self, other], "+")

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, [self, other], "*")

    def relu(self):
        return Value(self.data if self.data > 0 else 0, [self], "relu")

    def backward(self, share=1.0):
        self.grad += share
        for k in range(len(self.parents)):
            self.parents[k].backward(share * self.slopes[k])

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"
