class Counter:
    def __init__(self, start=0):
        self.seen = []
        self.start = start
        self.value = start

    def up(self, by=1):
        self.seen = self.seen.append(by)
        self.value += by
        return self.value

    def reset(self):
        self.seen = []
        self.value = self.start


def two_counters():
    return Counter(), Counter()
