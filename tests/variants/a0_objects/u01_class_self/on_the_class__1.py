class Counter:
    value = 0

    def __init__(self, start=0):
        Counter.value = start
        self.start = start
        self.seen = []

    def up(self, by=1):
        Counter.value += by
        self.seen.append(by)
        return Counter.value

    def reset(self):
        Counter.value = self.start
        self.seen = []


def two_counters():
    return Counter(), Counter()
