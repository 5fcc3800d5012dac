"""每一步都打印出来，注释用中文。"""

import sys
import warnings


class Layer:
    """A layer that hands on what it gets, and remembers it. This class is given: leave it as it is."""

    def __init__(self) -> None:
        """Begin with an empty history."""
        self.history: list[float] = []

    def forward(self, x: float) -> float:
        """Write x into the history, and give x back as it is."""
        self.history.append(x)
        return x


class Scale(Layer):
    """乘以一个系数"""

    def __init__(self, factor: float) -> None:
        print("开始初始化 Scale，系数是", factor)
        super().__init__()  # 先请父类做它的事
        self.factor = factor  # 再记住自己的系数

    def forward(self, x: float) -> float:
        print("收到", x)
        answer = super().forward(x)  # 父类写历史记录
        answer = answer * self.factor
        print("返回", answer, file=sys.stderr)
        return answer


class ScaleThenShift(Scale):
    """先缩放，再平移"""

    def __init__(self, factor: float, shift: float) -> None:
        super().__init__(factor)
        self.shift = shift
        warnings.warn("只是一条警告", stacklevel=2)

    def forward(self, x: float) -> float:
        scaled = super().forward(x)
        print("缩放之后：", scaled)
        return scaled + self.shift


def describe(layers: list[Layer]) -> list[str]:
    lines = []  # 一层一行
    for layer in layers:
        name = type(layer).__name__
        count = 0
        for _ in layer.history:
            count += 1
        line = name + ": " + str(count)
        print(line)
        lines.append(line)
    return lines


if __name__ == "__main__":
    net = ScaleThenShift(2.0, 3.0)
    print(net.forward(10.0), net.history)
    print(describe([net]))
