class Counter:
    def __init__(self, start: int = 0) -> None:
        begin, number, seen = start, start, []

    def up(self, by: int = 1) -> int:
        self.seen.append(by)
        self.number = self.number + by
        return self.number

    def reset(self) -> None:
        self.number = begin
        self.seen = []


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
