class Counter:
    def __init__(self, start: int = 0) -> None:
        self.value = start
        self.begin = start
        self.seen = []

    def up(by: int) -> int:
        Counter.value = Counter.value + by
        return Counter.value

    def reset(self) -> None:
        self.value = self.begin
        self.seen = []


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
