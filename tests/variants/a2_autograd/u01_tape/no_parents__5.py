class Value:
    def __init__(self, data, parents=(), op=""):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.back = None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def back():
            self.grad += self.grad
            other.grad += self.grad

        out.back = back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def back():
            self.grad += other.data * self.grad
            other.grad += self.data * self.grad

        out.back = back
        return out

    def relu(self):
        out = Value(max(self.data, 0.0), (self,))

        def back():
            self.grad += (self.data > 0) * self.grad

        out.back = back
        return out

    def backward(self):
        order = []

        def visit(v):
            if v not in order:
                for p in v.parents:
                    visit(p)
                order.append(v)

        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            if v.back:
                v.back()

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other
