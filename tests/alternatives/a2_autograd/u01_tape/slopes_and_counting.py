from __future__ import annotations

from collections import Counter, deque
from typing import Union

Number = Union[int, float]


class Value:
    """Keeps pairs (parent, slope). No recursion: a value's turn comes when all that wait for it have been served."""

    def __init__(self, data: Number, parents: tuple[Value, ...] = (), op: str = "") -> None:
        self.op: str = op
        self.edges: list[tuple[Value, Number]] = [(parent, 1.0) for parent in parents]
        self.grad: float = 0.0
        self.data: Number = data

    @staticmethod
    def wrap(x: Union[Value, Number]) -> Value:
        return x if isinstance(x, Value) else Value(x)

    def __add__(self, other: Union[Value, Number]) -> Value:
        other = self.wrap(other)
        return Value(self.data + other.data, (self, other))

    def __mul__(self, other: Union[Value, Number]) -> Value:
        other = self.wrap(other)
        out = Value(self.data * other.data)
        out.edges = [(self, other.data), (other, self.data)]
        return out

    def relu(self) -> Value:
        positive = self.data > 0
        out = Value(self.data * positive)
        out.edges = [(self, float(positive))]
        return out

    def backward(self) -> None:
        waiting: Counter[int] = Counter()
        seen: dict[int, Value] = {}
        stack: list[Value] = [self]
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen[id(node)] = node
            for parent, _ in node.edges:
                waiting[id(parent)] += 1
                stack.append(parent)
        self.grad = 1.0
        ready = deque([self])
        while ready:
            node = ready.popleft()
            for parent, slope in node.edges:
                parent.grad = parent.grad + slope * node.grad
                waiting[id(parent)] -= 1
                if waiting[id(parent)] == 0:
                    ready.append(parent)

    def __radd__(self, other: Number) -> Value:
        return self + other

    def __rmul__(self, other: Number) -> Value:
        return self * other

    def __repr__(self) -> str:
        return f"Value(data={self.data}, grad={self.grad})"
