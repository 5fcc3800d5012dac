class Counter:
    def __init__(self, start=0):
        self.start = start
        self.value = start
        self.seen = []

    def up(self, by=1):
        self.value = self.value + by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.value = self.start
        self.seen = []


def two_counters():
    front = Counter()
    back = Counter()
    return front.value, back.value
