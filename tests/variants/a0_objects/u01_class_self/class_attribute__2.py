class Counter:
    """门口的计数器"""

    seen: list[int] = list()  # 每组的人数

    def __init__(self, start: int = 0) -> None:
        self.begin = start
        self.value = start

    def up(self, by: int = 1) -> int:
        Counter.seen += [by]
        self.value += by
        return self.value

    def reset(self) -> None:
        self.__init__(self.begin)
        Counter.seen = []


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
