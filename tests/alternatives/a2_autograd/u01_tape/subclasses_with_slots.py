class Value:
    __slots__ = ("data", "grad", "parents")

    def __init__(self, data, parents=(), op=""):
        self.parents = parents
        self.grad = 0.0
        self.data = data

    def pass_on(self):
        """A leaf has nobody to pass anything to."""

    def __add__(self, other):
        return Sum(self, other)

    def __mul__(self, other):
        return Product(self, other)

    def relu(self):
        return Relu(self)

    def backward(self):
        done, order = set(), []
        todo = [(self, False)]
        while todo:  # depth first, without recursion
            value, parents_done = todo.pop()
            if parents_done:
                order.append(value)
            elif value not in done:
                done.add(value)
                todo.append((value, True))
                todo.extend((parent, False) for parent in value.parents)
        self.grad = 1.0
        while order:
            order.pop().pass_on()

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


def lift(x):
    try:
        x.data
    except AttributeError:
        return Value(x)
    return x


class Sum(Value):
    __slots__ = ()

    def __init__(self, a, b):
        b = lift(b)
        super().__init__(a.data + b.data, (a, b))

    def pass_on(self):
        for parent in self.parents:
            parent.grad += self.grad


class Product(Value):
    __slots__ = ()

    def __init__(self, a, b):
        b = lift(b)
        super().__init__(a.data * b.data, (a, b))

    def pass_on(self):
        a, b = self.parents
        a.grad, more = a.grad + b.data * self.grad, a.data * self.grad
        b.grad += more


class Relu(Value):
    __slots__ = ()

    def __init__(self, a):
        super().__init__(a.data if a.data > 0 else 0.0, (a,))

    def pass_on(self):
        (a,) = self.parents
        if a.data > 0:
            a.grad += self.grad
