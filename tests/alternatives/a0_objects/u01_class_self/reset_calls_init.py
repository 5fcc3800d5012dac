class Counter:
    def __init__(this, start=0):
        this.start = this.value = start
        this.seen = []

    def up(this, by=1):
        this.value, this.seen = this.value + by, this.seen + [by]
        return this.value

    def reset(this):
        this.__init__(this.start)


def two_counters(): return Counter(), Counter()
