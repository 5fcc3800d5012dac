"""a0/u01 A class and self: a counter at a museum's door, and a second one that counts for itself."""


class Counter:
    """Counts the visitors at one door.

    Anybody may read from it `value`, the number that it shows, and `seen`, a list with the size of each group that came
    in, in order. Whatever else it has to remember is its own business.

    >>> door = Counter(10)
    >>> door.up(3)
    13
    >>> door.up()
    14
    >>> door.seen
    [3, 1]
    >>> door.reset()
    >>> door.value, door.seen
    (10, [])
    """

    def __init__(self, start: int = 0) -> None:
        """Begin at `start`; nobody has come in yet."""
        raise NotImplementedError("a0/u01 Counter.__init__")

    def up(self, by: int = 1) -> int:
        """Count a group of `by` people, and give the new value back."""
        raise NotImplementedError("a0/u01 Counter.up")

    def reset(self) -> None:
        """Begin anew: the value is what it was at the very beginning, and `seen` is empty."""
        raise NotImplementedError("a0/u01 Counter.reset")


def two_counters() -> tuple[Counter, Counter]:
    """Make two new counters, for the front door and for the back door; both begin at 0.

    >>> front, back = two_counters()
    >>> front.up(5)
    5
    >>> back.value
    0
    """
    raise NotImplementedError("a0/u01 two_counters")
