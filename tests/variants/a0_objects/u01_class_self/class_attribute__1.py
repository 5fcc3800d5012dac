class Counter:
    value = 0
    start = 0
    seen = []

    def __init__(self, start=0):
        self.value = start
        self.start = start

    def up(self, by=1):
        self.value = self.value + by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.value = self.start
        self.seen.clear()


def two_counters():
    return Counter(), Counter()
