# 第一次写类，多打印几句
import sys
import warnings

print("正在加载……")


def 加(甲, 乙):
    """两个数相加。"""
    return 甲 + 乙


class Counter:
    """门口的计数器"""

    number_of_doors = 0  # 一共造过几个，只是好玩

    def __init__(self, start=0):
        Counter.number_of_doors += 1
        self.seen = list()  # 先放一个空的列表
        self.__secret_start = start  # 重新开始时要用
        self.value = start
        print("新的计数器，从", start, "开始")

    def up(self, by=1):
        self.seen.insert(len(self.seen), by)
        self.value = 加(self.value, by)
        print("进来了", by, "人，现在是", self.value)
        print("up", file=sys.stderr)
        return self.value

    def reset(self):
        # 从头再来
        warnings.warn("重新开始")
        self.value = self.__secret_start
        while len(self.seen) > 0:
            self.seen.pop()
        return None

    def __str__(self):
        return f"Counter({self.value})"


def two_counters():
    qianmen = Counter()
    houmen = Counter()
    print(qianmen, houmen)
    return qianmen, houmen


if __name__ == "__main__":
    a, b = two_counters()
    a.up(3)
    raise SystemExit(0)
