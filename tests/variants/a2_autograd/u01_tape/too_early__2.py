# 第一单元：记录带
class Value:
    def __init__(self, data, parents=(), op=""):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.op = op

    def __add__(self, other):
        # 普通的数先变成 Value
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, parents=(self, other), op="add")

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, parents=(self, other), op="mul")

    def relu(self):
        return Value(self.data * (self.data > 0), parents=(self,), op="relu")

    def step_back(self):
        # 把梯度交给父节点
        g = self.grad
        if self.op == "add":
            self.parents[0].grad += g
            self.parents[1].grad += g
        elif self.op == "mul":
            x, y = self.parents
            x.grad += y.data * g
            y.grad += x.data * g
        elif self.op == "relu":
            x = self.parents[0]
            x.grad += g * (x.data > 0)

    def backward(self):
        # 先算出每个值离终点有多远
        far = {self: 0}
        level = [self]
        while level:
            further = []
            for v in level:
                for p in v.parents:
                    if p not in far:
                        far[p] = far[v] + 1
                        further.append(p)
            level = further
        self.grad = 1.0
        for v in sorted(far, key=far.get):
            v.step_back()

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"
