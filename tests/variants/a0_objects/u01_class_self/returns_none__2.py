class Counter:
    def __init__(self, start: int = 0) -> None:
        self.first = self.value = start
        self.seen = []

    def up(self, by: int = 1):
        self.seen.append(by)
        self.value += by
        return print(f"now {self.value}")

    def reset(self):
        self.__init__(self.first)


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
