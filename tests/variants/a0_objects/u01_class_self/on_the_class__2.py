number = 0


class Counter:
    def __init__(self, start: int = 0) -> None:
        global number
        number = start
        self.begin = start
        self.seen = []

    @property
    def value(self):
        return number

    def up(self, by: int = 1) -> int:
        global number
        number = number + by
        self.seen = self.seen + [by]
        return number

    def reset(self) -> None:
        global number
        number = self.begin
        self.seen = []


def two_counters() -> tuple[Counter, Counter]:
    front = Counter()
    back = Counter()
    return front, back
