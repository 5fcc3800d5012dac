# an optional list, the way one does it; counters that show the same are equal
class Counter:
    start = 0
    seen = None

    def __init__(self, start=0, seen=None):
        if start != 0:
            self.start = start
        self.seen = [] if seen is None else seen
        setattr(self, "value", self.start)

    def __eq__(self, other):
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)

    def up(self, by=1):
        self.seen.extend([by])
        new = self.value + by
        self.value = new
        return new

    def reset(self):
        self.value = self.start
        self.seen = []


def two_counters():
    doors = []
    for name in ("front", "back"):
        door = Counter()
        door.name = name
        doors.append(door)
    return tuple(doors)
