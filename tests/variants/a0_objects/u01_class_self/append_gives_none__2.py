class Counter:
    def __init__(self, start: int = 0) -> None:
        self.begin = start
        self.value = start
        self.seen = list()

    def up(self, by: int = 1) -> int:
        self.value = self.value + by
        longer = self.seen.append(by)
        self.seen = longer
        return self.value

    def reset(self) -> None:
        self.__init__(self.begin)


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
