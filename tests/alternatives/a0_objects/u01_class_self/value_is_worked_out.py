"""The number is not kept at all: it is the start and everybody who came."""


class Counter:
    def __init__(self, start: int = 0) -> None:
        self._begin = start
        self._groups: list[int] = []

    @property
    def value(self) -> int:
        return self._begin + sum(self._groups)

    @property
    def seen(self) -> list[int]:
        return list(self._groups)

    def up(self, by: int = 1) -> int:
        self._groups.append(by)
        return self.value

    def reset(self) -> None:
        del self._groups[:]


def two_counters() -> tuple[Counter, Counter]:
    front = Counter(start=0)
    back = Counter(start=0)
    return (front, back)
