class Counter:
    def __init__(self, start=0, log=list()):
        self.start, self.value, self.seen = start, start, log

    def up(self, by=1):
        self.seen += [by]
        self.value = self.value + by
        return self.value

    def reset(self):
        self.value = self.start
        self.seen = []


def two_counters():
    return Counter(), Counter()
