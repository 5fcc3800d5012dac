class Counter:
    def __init__(self, start: int = 0, seen: list = []) -> None:
        self.seen = seen
        self.value = start
        self.first = start

    def up(self, by: int = 1) -> int:
        self.seen.append(by)
        self.value += by
        return self.value

    def reset(self) -> None:
        self.value = self.first
        self.seen.clear()


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
