class Counter:
    def __init__(self, start: int = 0) -> None:
        self.seen = []
        self.start = self.value = start

    def up(self, by: int = 1) -> int:
        self.seen = self.seen + [by]
        self.value += by
        return self.value

    def reset(self) -> None:
        self.value = self.start
        self.seen == []


def two_counters():
    return Counter(), Counter()
