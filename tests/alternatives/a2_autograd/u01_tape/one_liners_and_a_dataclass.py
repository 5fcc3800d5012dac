from dataclasses import dataclass, field


@dataclass(eq=False)
class Value:
    data: float
    parents: tuple = ()
    op: object = field(default="", repr=False)
    grad: float = 0.0

    def __add__(self, other): return Value(self.data + (o := V(other)).data, (self, o), lambda g: (g, g))

    def __mul__(self, other): return Value(self.data * (o := V(other)).data, (self, o), lambda g: (g * o.data, g * self.data))

    def relu(self): return Value(self.data * (self.data > 0), (self,), lambda g: (g * (self.data > 0),))

    def ancestors(self): return list(dict.fromkeys([*sum((p.ancestors() for p in dict.fromkeys(self.parents)), []), self])) if self.parents else [self]

    def backward(self):
        grads = {self: 1.0}
        for v in self.ancestors()[::-1]:
            if v.parents:
                for p, g in zip(v.parents, v.op(grads.get(v, 0.0))): grads[p] = grads.get(p, 0.0) + g
        for v, g in grads.items(): v.grad += g

    def __radd__(self, other): return self + other

    def __rmul__(self, other): return self * other

    def __repr__(self): return f"Value(data={self.data}, grad={self.grad})"


V = lambda x: x if isinstance(x, Value) else Value(x)
