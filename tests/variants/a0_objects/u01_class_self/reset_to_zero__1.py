class Counter:
    def __init__(self, start=0):
        self.value = start
        self.seen = []

    def up(self, by=1):
        self.value += by
        self.seen.append(by)
        return self.value

    def reset(self):
        self.seen.clear()
        self.value = 0


def two_counters():
    return Counter(), Counter()
