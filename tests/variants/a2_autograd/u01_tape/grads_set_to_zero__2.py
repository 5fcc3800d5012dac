class Value:
    def __init__(self, data: float, parents: tuple["Value", ...] = (), op: str = "") -> None:
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.op = op

    def __add__(self, other: "Value | float") -> "Value":
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other: "Value | float") -> "Value":
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), "*")

    def relu(self) -> "Value":
        return Value(max(self.data, 0.0), (self,), "relu")

    def backward(self) -> None:
        order: list[Value] = []

        def visit(value: Value) -> None:
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        for value in order:
            value.grad = 0
        self.grad = 1
        for value in reversed(order):
            if value.op == "+":
                for parent in value.parents:
                    parent.grad += value.grad
            elif value.op == "*":
                left, right = value.parents
                left.grad += right.data * value.grad
                right.grad += left.data * value.grad
            elif value.op == "relu" and value.data > 0:
                (parent,) = value.parents
                parent.grad += value.grad

    # Given: nothing to do here.

    def __radd__(self, other: float) -> "Value":
        return self + other

    def __rmul__(self, other: float) -> "Value":
        return self * other

    def __repr__(self) -> str:
        return f"Value(data={self.data}, grad={self.grad})"
