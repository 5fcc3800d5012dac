# -*- coding: utf-8 -*-
"""记录带：每一步都打印出来。"""

import sys

import torch


class Value:
    def __init__(self, data, parents=(), op=""):
        self.op = op          # 用什么运算得来
        self.父节点 = list(parents)
        self.grad = 0
        self.data = data
        print("造出", data, op)

    def __add__(self, other):
        if isinstance(other, int) or isinstance(other, float):
            other = Value(other)      # 普通的数先变成 Value
        结果 = self.data + other.data
        return Value(结果, (self, other), "加")

    def __mul__(self, other):
        if isinstance(other, int) or isinstance(other, float):
            other = Value(other)
        结果 = self.data * other.data
        return Value(结果, (self, other), "乘")

    def relu(self):
        if self.data > 0:
            结果 = self.data
        else:
            结果 = 0
        return Value(结果, (self,), "截断")

    def 往回传(self):
        print("轮到", self.data, "梯度是", self.grad, file=sys.stderr)
        if self.op == "加":
            # 梯度原样传给两个父节点
            self.父节点[0].grad = self.父节点[0].grad + self.grad
            self.父节点[1].grad = self.父节点[1].grad + self.grad
        if self.op == "乘":
            # 乘以对方的数
            左 = self.父节点[0]
            右 = self.父节点[1]
            左.grad = 左.grad + self.grad * 右.data
            右.grad = 右.grad + self.grad * 左.data
        if self.op == "截断":
            if self.父节点[0].data > 0:
                self.父节点[0].grad = self.父节点[0].grad + self.grad

    def backward(self):
        列表 = []
        self.排列(列表)
        列表.reverse()
        self.grad = 1
        for 值 in 列表:
            值.往回传()

    def 排列(self, 列表):
        for 父 in self.父节点:
            if all(父 is not 值 for 值 in 列表):
                父.排列(列表)
        if all(self is not 值 for 值 in 列表):
            列表.append(self)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


if __name__ == "__main__":
    # 与 torch 对照
    a = Value(3.0)
    b = a * a
    e = (b + a) * b
    e.backward()
    t = torch.tensor(3.0, requires_grad=True)
    ((t * t + t) * (t * t)).backward()
    print(a.grad, t.grad)
