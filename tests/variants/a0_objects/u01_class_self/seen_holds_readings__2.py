class Counter:
    def __init__(self, start: int = 0) -> None:
        self.value, self.first, self.seen = start, start, []

    def up(self, by: int = 1) -> int:
        new = self.value + by
        self.seen.append(new)
        self.value = new
        return new

    def reset(self) -> None:
        self.value = self.first
        self.seen.clear()


def two_counters():
    return Counter(), Counter()
