from dataclasses import dataclass, field


@dataclass
class Counter:
    start: int = 0
    value: int = field(init=False)
    seen: list = field(default_factory=list, init=False)

    def __post_init__(self):
        self.value = self.start

    def up(self, by=1):
        self.seen = [*self.seen, by]
        self.value = self.start + sum(self.seen)
        return self.value

    def reset(self):
        self.seen.clear()
        self.value = self.start


def two_counters():
    return tuple(Counter() for _ in range(2))
