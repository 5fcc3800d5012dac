class Counter:
    def __init__(self, start: int = 0) -> None:
        self.start = start
        self.value = start
        self.seen: list[int] = []

    def up(self, by: int = 1) -> int:
        self.seen.append(by)
        self.value = self.value + by
        return self.value

    def reset(self) -> None:
        self.__init__()  # 从头开始


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
